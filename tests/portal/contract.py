#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract that the practice portal and a real WordPress keep alike.

contract.py practice      starts $BANTHAO_BUILD_DIR/src/practice/banthao-portal and asks it
contract.py wordpress     asks the site described in $BANTHAO_TEST_WORDPRESS (see with-wordpress)
contract.py FILE.json     asks the site described in FILE.json
options: --only WORDS     the cases whose name holds WORDS;  --list  their names;  -v  every answer

The cases are the table in contract_cases.py. Where the two portals disagree, the practice portal is
wrong, or the case is. Speaks TAP, a line a case.
"""
import base64
import hashlib
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True
from contract_cases import CASES
from contract_kit import MISSING, Values, dig, holds


class Failure(Exception):
    pass


class Portal:
    def __init__(self, site):
        self.url = urllib.parse.urlsplit(site['url'])
        self.users = site['users']

    def credentials(self, step):
        if step.auth is not None:
            return step.auth
        if step.role is None:
            return None
        user = self.users[step.role]
        pair = f"{user['login']}:{user['app_password']}"
        return 'Basic ' + base64.b64encode(pair.encode()).decode()

    def login(self, text):
        """An Authorization header of "author:password", author being a role; "*" its password."""
        who, _, password = text.partition(':')
        user = self.users.get(who.split('@')[0], {'login': who, 'app_password': ''})
        login = user['login'] + ('@toasoan.test' if '@' in who else '')
        password = password.replace('*', user['app_password'])
        return 'Basic ' + base64.b64encode(f'{login}:{password}'.encode()).decode()

    def ask(self, step, values):
        route = values.fill(step.route)
        path = route if route.startswith('/') else '/wp-json/wp/v2/' + route
        headers = {name: values.fill(text) for name, text in step.headers.items()}
        auth = self.credentials(step)
        if auth:
            headers['Authorization'] = auth if auth.split(' ')[0] in ('Basic', 'Bearer') \
                else self.login(auth)
        body = step.body
        if isinstance(body, str):
            body = values.fill(body).encode()
        if step.json is not None:
            body = json.dumps(values.fill(step.json), ensure_ascii=False).encode()
            headers.setdefault('Content-Type', 'application/json')
        if headers.get('Content-MD5') == 'right':
            headers['Content-MD5'] = hashlib.md5(body).hexdigest()
        return self.send(step.method, path, body, headers)

    def send(self, method, path, body, headers):
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
        try:
            connection.putrequest(method, urllib.parse.quote(path, safe="/?&=%:+,*[]-_.~\"'"),
                                   skip_accept_encoding=True)
            if body is not None or method in ('POST', 'PUT', 'PATCH'):
                connection.putheader('Content-Length', str(len(body or b'')))
            for name, text in headers.items():
                connection.putheader(name, text.encode('utf-8'))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


def show(value):
    return 'nothing' if value is MISSING else json.dumps(value, ensure_ascii=False)[:300]


def check_step(portal, values, step, verbose):
    status, headers, body = portal.ask(step, values)
    where = f'{step.role or "anonymous"} {step.method} {values.fill (step.route)}'
    try:
        answer = json.loads(body)
    except ValueError:
        answer = MISSING
    if verbose:
        print(f'# {where}\n# {status} {body[:1500]!r}')
    if status != step.status:
        raise Failure(f'{where}: status {status}, not {step.status}: {body[:300].decode (errors="replace")}')
    if step.code is not None:
        if dig(answer, 'code') != step.code:
            raise Failure(f'{where}: code {show (dig (answer, "code"))}, not {step.code}')
        if dig(answer, 'data.status') != step.status:
            raise Failure(f'{where}: data.status {show (dig (answer, "data.status"))}')
        if not isinstance(dig(answer, 'message'), str):
            raise Failure(f'{where}: no message')
    for path, expected in step.facts.items():
        expected, found = values.fill(expected), dig(answer, values.fill(path))
        if not holds(expected, found):
            raise Failure(f'{where}: {path} is {show (found)}, expected {expected!r}')
    for name, expected in step.replies.items():
        found = headers.get(name, MISSING)
        if name == 'Link' and found is not MISSING:
            found = ', '.join(headers.get_all(name))
        if not holds(values.fill(expected), found):
            raise Failure(f'{where}: header {name} is {show (found)}, expected {values.fill (expected)!r}')
    if step.text is not None and not values.fill(step.text).holds(body.decode(errors='replace')):
        raise Failure(f'{where}: body is {body[:600].decode (errors="replace")}')
    if step.keep:
        values.kept[step.keep] = answer


def run_case(portal, case, verbose):
    values = Values(portal.users)
    for step in case.steps:
        check_step(portal, values, step, verbose)


def start_practice(folder):
    program = os.environ.get('BANTHAO_PORTAL') or os.path.join(
        os.environ['BANTHAO_BUILD_DIR'], 'src', 'practice', 'banthao-portal')
    process = subprocess.Popen([program, '--data-dir', folder, '--port', '0', '--json'],
                                stdout=subprocess.PIPE)
    line = process.stdout.readline()
    if not line:
        sys.exit(f'Bail out! {program} did not start')
    return process, json.loads(line)


def stop_practice(process):
    process.send_signal(signal.SIGTERM)
    status = process.wait(timeout=20)
    if status != 0:
        print(f'# banthao-portal ended with {status}')
    return status


def run_all(site, cases, verbose):
    portal = Portal(site)
    failed = 0
    print(f'1..{len (cases)}')
    for number, case in enumerate(cases, 1):
        try:
            run_case(portal, case, verbose)
            print(f'ok {number} - {case.name}', flush=True)
        except (Failure, OSError, http.client.HTTPException) as error:
            failed += 1
            print(f'not ok {number} - {case.name}')
            print('\n'.join('# ' + line for line in str(error).splitlines()), flush=True)
    return failed


def main(arguments):
    verbose = '-v' in arguments
    cases = CASES
    if '--only' in arguments:
        words = arguments[arguments.index('--only') + 1]
        cases = [case for case in CASES if words in case.name]
    if '--list' in arguments:
        print('\n'.join(case.name for case in cases))
        return 0
    if arguments[0] == 'practice':
        with tempfile.TemporaryDirectory(prefix='banthao-contract-') as folder:
            process, site = start_practice(folder)
            try:
                failed = run_all(site, cases, verbose)
            finally:
                failed_stop = stop_practice(process)
            return 1 if failed or failed_stop else 0
    path = os.environ['BANTHAO_TEST_WORDPRESS'] if arguments[0] == 'wordpress' else arguments[0]
    with open(path, encoding='utf-8') as file:
        return 1 if run_all(json.load(file), cases, verbose) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
