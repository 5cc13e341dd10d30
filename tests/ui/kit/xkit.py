# SPDX-License-Identifier: GPL-3.0-or-later
"""A program's windows as a person has them: keyboard, pointer, clipboard, and what is seen."""
import os
import re
import signal
import struct
import subprocess
import tempfile

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf, GLib  # noqa: E402

import axkit  # noqa: E402
from axkit import wait  # noqa: E402

COMPLAINTS = re.compile(r"(CRITICAL|WARNING) \*\*|-(CRITICAL|WARNING)|runtime error:|Sanitizer"
                        r"|Traceback", re.M)


def run(*argv, data=None, seconds=30):
    """What a helper program prints; it must succeed."""
    done = subprocess.run(argv, input=data, capture_output=True, timeout=seconds)
    if done.returncode:
        raise AssertionError(f"{' '.join(argv)}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def xdotool(*arguments):
    return run("/usr/bin/xdotool", *map(str, arguments), seconds=90).decode().strip()


class App:
    """A program under test, started in this session.

    with App ([…]) as app: at the end its windows are closed as their close button does, and it
    must go with exit status 0 and without a complaint on standard error, but for lines that
    have the text forgiven in them.
    """

    def __init__(self, argv, language=None, dark=False, env=None, quiet=True, forgiven=None):
        self.quiet = quiet
        self.forgiven = forgiven
        self._stderr = tempfile.TemporaryFile()
        environment = dict(os.environ)
        if language:
            environment["LANGUAGE"] = language
        environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark" if dark else "prefer-light"
        environment.update(env or {})
        self.process = subprocess.Popen(argv, env=environment, stdin=subprocess.DEVNULL,
                                        stderr=self._stderr)
        self._root = None

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.quit()
        else:
            self.kill()
            print("\n".join("# " + line for line in self.stderr.splitlines()))

    @property
    def root(self):
        """Its accessible root."""
        if self._root is None:
            self._root = axkit.Bus().application(self.process.pid)
        return self._root

    @property
    def stderr(self):
        self._stderr.seek(0)
        return self._stderr.read().decode(errors="replace")

    def _windows(self, title=None):
        """The X windows that are on the screen now."""
        while True:
            found = subprocess.run(["/usr/bin/xdotool", "search", "--onlyvisible", "--all", "--pid",
                                    str(self.process.pid), "--name",
                                    re.escape(title or "") or "."], capture_output=True)
            # It gives up when a window goes (a menu, a tooltip) while it looks around.
            if b"X Error" not in found.stderr:
                return found.stdout.decode().split()

    def window(self, title=None, seconds=20):
        """Its window with this in the title, or any; in front and ready for keys."""
        def find():
            # Again each time: a window takes the name of what it shows.
            xid = self._windows(title)[0]
            names = (xdotool("getwindowname", xid), title)
            return xid, [n for n in self.root.children() if n.name in names][0]
        xid, node = wait(find, f"a window {title or ''}", seconds)
        window = Window(xid, node)
        window.activate()
        return window

    def quit(self, seconds=10):
        """Closes each window, as its close button does, then waits for the end."""
        while windows := self._windows():
            # Not by Alt+F4: the keys come up again in a window that is half gone, and GTK
            # complains of it now and then.
            run("/usr/bin/wmctrl", "-i", "-c", windows[-1])
            wait(lambda: self._windows() != windows, "the window to close", seconds)
        self.finish(seconds)

    def finish(self, seconds=10):
        """Waits for the end, which must be a good one."""
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise axkit.Timeout(f"the program did not end in {seconds} s") from None
        if status:
            raise AssertionError(f"exit status {status}\n{self.stderr}")
        lines = [line for line in self.stderr.splitlines()
                 if not self.forgiven or self.forgiven not in line]
        if self.quiet and COMPLAINTS.search("\n".join(lines)):
            raise AssertionError(f"complaints on standard error\n{self.stderr}")

    def kill(self):
        """As a power cut would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    @property
    def memory_mb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


class Window:
    """One window: its accessible node and its place on the screen."""

    def __init__(self, xid, node):
        self.xid, self.node = xid, node
        self.find, self.all, self.gone = node.find, node.all, node.gone

    def activate(self):
        xdotool("windowactivate", "--sync", self.xid)

        def active():
            # GTK 4.8 calls a frame active, and nothing else.
            if self.node.role != "frame":
                return xdotool("getactivewindow") == self.xid
            return "active" in self.node.states
        wait(active, "the window to be active", 10)

    @property
    def geometry(self):
        """x, y, width, height on the screen."""
        answer = dict(re.findall(r"(\w+)=(-?\d+)",
                                 xdotool("getwindowgeometry", "--shell", self.xid)))
        return tuple(int(answer[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    def resize(self, width, height):
        """Asks for a size; a window does not go below its minimum. Returns: what it became."""
        xdotool("windowsize", self.xid, width, height)
        last = [None]

        def settled():
            now = self.geometry
            same, last[0] = now == last[0], now
            return same
        wait(settled, "the new size")
        return last[0][2:]

    def _origin(self):
        """Where the content begins: inside the border that GTK draws by itself. Later GTK counts
        extents from within that border."""
        x, y, width, height = self.geometry
        inner_x, inner_y, inner_width, inner_height = self.node.extents
        return (x + (width - inner_width) // 2 - 2 * inner_x,
                y + (height - inner_height) // 2 - 2 * inner_y)

    # --- pointer

    def point(self, node, offset=None):
        """The middle of a node on the screen, or of the left edge of a character."""
        left, top = self._origin()
        if offset is None:
            x, y, width, height = node.extents
            return left + x + width // 2, top + y + height // 2
        x, y, width, height = node.character_extents(offset)
        return left + x + 1, top + y + height // 2

    def click(self, node, offset=None, count=1, button=1):
        # Never --sync: it hangs when the pointer is there already.
        x, y = self.point(node, offset)
        xdotool("mousemove", x, y, "click", "--repeat", count, "--delay", 40, button)

    def drag(self, start, end):
        """From one point on the screen to another."""
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        xdotool("mousemove", *start, "mousedown", 1)
        for point in (middle, end):
            xdotool("mousemove", *point, "sleep", 0.1)
        xdotool("mouseup", 1)

    def scroll(self, node, clicks):
        """Down, or up when negative."""
        x, y = self.point(node)
        xdotool("mousemove", x, y, "click", "--repeat", abs(clicks), "--delay", 30,
                5 if clicks > 0 else 4)

    def focus(self, node):
        """By a click: GTK 4.8 gives assistive technology no other way."""
        self.click(node)
        wait(lambda: "focused" in node.states, f"focus in {node!r}")

    # --- keyboard

    def key(self, *names):
        """Presses keys and shortcuts, such as "ctrl+s"."""
        xdotool("key", "--clearmodifiers", "--delay", 20, *names)

    def type(self, text, delay=15):
        for index, line in enumerate(text.split("\n")):
            if index:
                self.key("Return")
            if line:
                xdotool("type", "--clearmodifiers", "--delay", delay, "--", line)

    def input_method(self, engine="Unikey"):
        """Switches the session's input method to an engine; a text must have the focus."""
        switch = fcitx_engine if os.environ["GTK_IM_MODULE"] == "fcitx" else ibus_engine
        wait(lambda: switch(engine), f"the input method {engine}", 15)

    # --- what is seen

    def picture(self):
        """Its part of the screen, with all that lies over it, as a GdkPixbuf.Pixbuf."""
        x, y, width, height = self.geometry
        screen = screen_picture()
        x, y = max(x, 0), max(y, 0)
        width = min(width, screen.get_width() - x)
        height = min(height, screen.get_height() - y)
        return screen.new_subpixbuf(x, y, width, height).copy()

    def save_picture(self, path):
        """As PNG, once two looks 150 ms apart are the same: nothing moves any more."""
        last = [None]

        def still():
            GLib.usleep(150000)
            now = self.picture()
            same = last[0] is not None and last[0].get_pixels() == now.get_pixels()
            last[0] = now
            return same
        try:
            wait(still, "a picture that stands still", 5)
        except axkit.Timeout:
            pass  # a caret that blinks, a spinner: the last look serves
        last[0].savev(str(path), "png", [], [])


def ibus_engine(engine):
    """Asks IBus for an engine. Returns: whether it has it now."""
    # Its exit status says only that setxkbmap is missing.
    subprocess.run(["/usr/bin/ibus", "engine", engine], capture_output=True)
    answer = subprocess.run(["/usr/bin/ibus", "engine"], capture_output=True)
    return answer.stdout.decode().strip() == engine


def fcitx_engine(engine):
    """Asks Fcitx, which takes it only while a text has the focus."""
    def call(method, *arguments):
        return run("/usr/bin/gdbus", "call", "--session", "--dest", "org.fcitx.Fcitx5",
                   "--object-path", "/controller",
                   "--method", "org.fcitx.Fcitx.Controller1." + method, *arguments).decode()
    call("SetCurrentIM", engine.lower())
    return f"'{engine.lower()}'" in call("CurrentInputMethod")


def pixel(picture, x, y):
    """Red, green, blue."""
    at = y * picture.get_rowstride() + x * picture.get_n_channels()
    return tuple(picture.get_pixels()[at:at + 3])


def screen_picture():
    """The whole screen, from the file in which Xvfb keeps it (X Window Dump, XWDFile.h)."""
    with open(os.environ["BANTHAO_SCREEN"], "rb") as file:
        dump = file.read()
    header = struct.unpack(">25I", dump[:100])
    header_size, depth, width, height = header[0], header[3], header[4], header[5]
    bits_per_pixel, bytes_per_line, n_colours = header[11], header[12], header[19]
    if (depth, bits_per_pixel) != (24, 32):
        raise AssertionError(f"a screen of depth {depth} with {bits_per_pixel} bits a pixel")
    start = header_size + 12 * n_colours   # 12 bytes an entry of the colour map
    bgrx = dump[start:start + bytes_per_line * height]
    rgb = bytearray(3 * width * height)
    rows = [bgrx[y * bytes_per_line:y * bytes_per_line + 4 * width] for y in range(height)]
    packed = b"".join(rows)
    rgb[0::3], rgb[1::3], rgb[2::3] = packed[2::4], packed[1::4], packed[0::4]
    return GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes.new(bytes(rgb)), GdkPixbuf.Colorspace.RGB,
                                           False, 8, width, height, 3 * width)


def set_clipboard(data, mime="UTF8_STRING", selection="clipboard"):
    data = data.encode() if isinstance(data, str) else data
    # It stays in the background and holds the clipboard; a pipe to it would never end.
    subprocess.run(["/usr/bin/xclip", "-selection", selection, "-t", mime], input=data,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=10)
    # It is back before the server has heard of it.
    def there():
        done = subprocess.run(["/usr/bin/xclip", "-selection", selection, "-o", "-t", mime],
                              capture_output=True, timeout=10)
        return done.stdout == data
    wait(there, f"the {selection} to be taken", 10)


def get_clipboard(mime="UTF8_STRING"):
    """The bytes on the clipboard."""
    return run("/usr/bin/xclip", "-selection", "clipboard", "-o", "-t", mime, seconds=10)
