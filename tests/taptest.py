# SPDX-License-Identifier: GPL-3.0-or-later
"""unittest that speaks TAP, the protocol in which meson counts each single test.

At the end of a test program: if __name__ == "__main__": taptest.main ()
"""
import os
import sys
import traceback
import unittest


class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def _line(self, ok, test, more=""):
        self.count += 1
        name = test.id().removeprefix("__main__.")
        print(f"{'ok' if ok else 'not ok'} {self.count} - {name}{more}", flush=True)

    def _failure(self, test, error):
        for line in "".join(traceback.format_exception(*error)).splitlines():
            print("# " + line)
        self._line(False, test)

    def addSuccess(self, test):
        self._line(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._line(True, test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._failure(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._failure(test, err)

    def addSubTest(self, test, subtest, err):
        # unittest tells of every part that failed, and then no more of the whole.
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._failure(subtest, err)


# A list that differs is shown whole.
unittest.TestCase.maxDiff = None

# Window tests press keys on a screen that other programs share: on a busy machine one in some
# hundreds misses its moment. Such a test may be tried once more; what needed that is printed.
TRIES = int(os.environ.get("BANTHAO_TRIES", "1"))
run_once = unittest.TestCase.run


def run(self, result=None):
    for _ in range(TRIES - 1):
        trial = unittest.TestResult()
        run_once(self, trial)
        if trial.wasSuccessful():
            result.startTest(self)
            for _, reason in trial.skipped:
                result.addSkip(self, reason)
            if not trial.skipped:
                result.addSuccess(self)
            result.stopTest(self)
            return result
        for _, text in trial.failures + trial.errors:
            print(f"# tried once more: {self.id()}\n# " + text.rstrip().replace("\n", "\n# "), flush=True)
    return run_once(self, result)


unittest.TestCase.run = run


def main():
    """Runs the tests of the calling program, all or those named in its arguments."""
    loader = unittest.TestLoader()
    module = sys.modules["__main__"]
    names = sys.argv[1:]
    suite = (loader.loadTestsFromNames(names, module) if names
             else loader.loadTestsFromModule(module))
    result = TapResult()
    suite.run(result)
    # At the end: a program that dies on the way has no plan, and meson counts it as failed.
    print(f"1..{result.count}", flush=True)
    if loader.errors:
        print("\n".join(loader.errors), file=sys.stderr)
    sys.exit(0 if result.wasSuccessful() and not loader.errors else 1)
