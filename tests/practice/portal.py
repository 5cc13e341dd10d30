# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice portal as a process, and what its tests ask of it."""
import base64
import html.parser
import http.client
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.join(os.environ['BANTHAO_SOURCE_DIR'], 'tests', 'portal'))
from contract_media import JPEG, PNG  # noqa: E402,F401

PROGRAM = os.path.join(os.environ['BANTHAO_BUILD_DIR'], 'src', 'practice', 'banthao-portal')


def limit_files(limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


class Portal:
    """A running portal; with a folder of its own unless one is given. No file of it can grow beyond
    limit bytes: that is as near to a full disk as a test gets without being root."""

    def __init__(self, *arguments, folder=None, limit=None):
        self.temporary = None if folder else tempfile.TemporaryDirectory(prefix='banthao-practice-')
        self.folder = folder or self.temporary.name
        self.process = subprocess.Popen([PROGRAM, '--data-dir', self.folder, '--port', '0', '--json',
                                         *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        restore_signals=False,
                                        preexec_fn=limit and (lambda: limit_files(limit)))
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.communicate()[1].decode())
        self.site = json.loads(line)
        self.port = urllib.parse.urlsplit(self.site['url']).port

    def connect(self):
        return http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)

    def ask(self, method, path, body=None, headers=None):
        """Status, headers, bytes."""
        connection = self.connect()
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def authorization(self, role):
        user = self.site['users'][role]
        pair = f"{user['login']}:{user['app_password']}"
        return 'Basic ' + base64.b64encode(pair.encode()).decode()

    def rest(self, role, method, route, fields=None, body=None, headers=None):
        """Status and JSON."""
        headers = dict(headers or {})
        if role:
            headers['Authorization'] = self.authorization(role)
        if fields is not None:
            body = json.dumps(fields).encode()
            headers['Content-Type'] = 'application/json'
        status, _, answer = self.ask(method, '/wp-json/wp/v2/' + route, body, headers)
        return status, json.loads(answer)

    def upload(self, role, name, body=JPEG, **texts):
        return self.rest(role, 'POST', 'media?' + urllib.parse.urlencode(texts), body=body, headers={
            'Content-Type': 'image/jpeg',
            'Content-Disposition': f'attachment; filename="{name}"'.encode()})

    def publish(self, role='editor', **fields):
        status, post = self.rest(role, 'POST', 'posts', {'status': 'publish', **fields})
        assert status == 201, post
        return post

    def page(self, path, status=200):
        """The page at a path or an address of this portal."""
        path = path.removeprefix(self.site['url'])
        found, headers, body = self.ask('GET', path)
        assert found == status, f'{path}: {found}'
        return Page(body.decode(), headers)

    def stop(self, how=signal.SIGTERM):
        """Returns the exit status and what was said on standard error."""
        self.process.send_signal(how)
        said = self.process.communicate(timeout=30)[1].decode()
        return self.process.returncode, said

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        self.process.stdout.close()
        self.process.stderr.close()
        if self.temporary:
            self.temporary.cleanup()


class Page(html.parser.HTMLParser):
    """A page taken apart: .tags as (name, attributes), .text without markup, .of(class)."""
    VOID = {'meta', 'link', 'img', 'br', 'hr', 'col', 'area', 'track', 'input', 'base', 'embed'}

    def __init__(self, source, headers):
        super().__init__()
        self.source, self.headers = source, headers
        self.tags, self.open, self.pieces, self.by_class = [], [], [], {}
        self.faults = []
        self.feed(source)
        self.close()
        if self.open:
            self.faults.append(f'left open: {self.open}')

    def handle_starttag(self, name, attributes):
        self.tags.append((name, dict(attributes)))
        if name not in self.VOID:
            self.open.append((name, dict(attributes).get('class', '') or ''))

    def handle_startendtag(self, name, attributes):
        self.handle_starttag(name, attributes)
        if name not in self.VOID:
            self.handle_endtag(name)

    def handle_endtag(self, name):
        if not self.open or self.open[-1][0] != name:
            self.faults.append(f'</{name}> closes {self.open[-1:]}')
        else:
            self.open.pop()

    def handle_data(self, text):
        self.pieces.append(text)
        for name, classes in self.open:
            for word in [name, *classes.split()]:
                self.by_class.setdefault(word, []).append(text)

    @property
    def text(self):
        return ' '.join(''.join(self.pieces).split())

    def of(self, word):
        """The text inside of a tag or class."""
        return ' '.join(''.join(self.by_class.get(word, [])).split())

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


def padded_jpeg(size):
    """JPEG of this many bytes, filled up with comments."""
    out = bytearray(JPEG[:2])
    while len(out) + len(JPEG) + 4 < size:
        piece = min(65533, size - len(out) - len(JPEG) - 2)
        out += b'\xff\xfe' + struct.pack('>H', piece) + bytes(piece - 2)
    return bytes(out) + JPEG[2:]
