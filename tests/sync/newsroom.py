"""What the sending tests share: a portal (practice or the real WordPress), a proxy before it, and a
newsroom (a data folder and banthao-cli). TAP comes from Tap."""

import base64
import concurrent.futures
import contextlib
import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
import uuid

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf, GLib  # noqa: E402

BUILD = os.environ['BANTHAO_BUILD_DIR']
SOURCE = os.environ['BANTHAO_SOURCE_DIR']
CLI = os.path.join(BUILD, 'src/cli/banthao-cli')
PRACTICE = os.path.join(BUILD, 'src/practice/banthao-portal')
PROXY = os.path.join(SOURCE, 'tests/faults/proxy')
WORKERS = 6


class Tap:
    """Runs cases, a line each; a case that throws has failed."""

    def __init__(self):
        self.number = 0
        self.failed = 0
        self.lock = threading.Lock()

    def case(self, name, function, *arguments):
        trouble = None
        try:
            function(*arguments)
        except Exception:
            trouble = traceback.format_exc()
        with self.lock:
            self.number += 1
            if trouble:
                self.failed += 1
                for line in trouble.splitlines():
                    print('# ' + line)
            print(f"{'not ok' if trouble else 'ok'} {self.number} - {name}", flush=True)

    def together(self, cases, workers=WORKERS):
        """Cases that do not mind each other: (name, function, argument…). Most of their time they
        wait, for the portal or for a pause to pass."""
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for one in cases:
                pool.submit(self.case, *one)

    def end(self):
        print(f'1..{self.number}')
        sys.exit(1 if self.failed else 0)


class Portal:
    """A portal with its users; speaks REST on its own, so that it is a witness, not the accused."""

    def __init__(self, kind, url, users):
        self.kind = kind
        self.url = url.rstrip('/')
        self.users = users

    def get(self, path, role='administrator', **query):
        return self.request('GET', path, role, query=query)[1]

    def request(self, method, path, role='administrator', body=None, query=None):
        url = self.url + '/wp-json/wp/v2' + path
        if query:
            url += '?' + urllib.parse.urlencode(query)
        user = self.users[role]
        key = base64.b64encode(f"{user['login']}:{user['app_password']}".encode()).decode()
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(url, data, method=method, headers={
            'Authorization': 'Basic ' + key, 'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b'null')

    def posts_titled(self, title):
        """Every post of this title, whatever its status."""
        found = []
        for status in ('any', 'trash'):
            for post in self.get('/posts', status=status, context='edit', per_page=100, search=title):
                if html.unescape(post['title']['raw']) == title:
                    found.append(post)
        return found

    def all_media(self):
        found = []
        for page in range(1, 50):
            status, items = self.request(
                'GET', '/media', query={'context': 'edit', 'per_page': 100, 'page': page})
            if status != 200 or not items:
                break
            found += items
        return found

    def media_of(self, room):
        """The portal's items that hold this newsroom's photos, however they are named now."""
        hashes = [row[0] for row in room.sql('SELECT hash FROM photo')]
        assert hashes, 'no photo'
        return [item for item in self.all_media()
                if any(photo[:20] in item['source_url'] for photo in hashes)]


@contextlib.contextmanager
def practice_portal():
    folder = tempfile.mkdtemp(prefix='banthao-practice.')
    process = subprocess.Popen([PRACTICE, '--data-dir', folder, '--port', '0', '--json'],
                               stdout=subprocess.PIPE, text=True)
    try:
        site = json.loads(process.stdout.readline())
        yield Portal('practice', site['url'], site['users'])
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def portal(kind):
    """'practice', or 'wordpress': the one that tests/portal/with-wordpress started."""
    if kind == 'practice':
        with practice_portal() as one:
            yield one
    else:
        with open(os.environ['BANTHAO_TEST_WORDPRESS'], encoding='utf-8') as file:
            site = json.load(file)
        yield Portal('wordpress', site['url'], site['users'])


class Proxy:
    """Stands before a portal; faults come from the lines of a file."""

    def __init__(self, target):
        self.folder = tempfile.mkdtemp(prefix='banthao-proxy.')
        self.rules = os.path.join(self.folder, 'rules')
        self.log = os.path.join(self.folder, 'log')
        open(self.rules, 'w', encoding='utf-8').close()
        self.process = subprocess.Popen(
            ['/usr/bin/python3', PROXY, '--rules', self.rules, '--log', self.log, '--until-eof',
             target.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def set(self, *rules):
        with open(self.rules, 'w', encoding='utf-8') as file:
            file.writelines(rule + '\n' for rule in rules)

    def spent(self):
        """Whether every rule has been used up."""
        with open(self.rules, encoding='utf-8') as file:
            return all(line.split()[1] == '0' for line in file if line.strip())

    def requests(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding='utf-8') as file:
            return [line.split() for line in file]

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.stdin.close()
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


class Newsroom:
    """A data folder and the command line on it."""

    def __init__(self, settle=3):
        self.folder = tempfile.mkdtemp(prefix='banthao-newsroom.')
        self.data = os.path.join(self.folder, 'data')
        self.run('list')
        self.sql("INSERT OR REPLACE INTO setting (key, value) VALUES ('send.settle-seconds', ?)",
                 str(settle))

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *words):
        return [CLI, '--data-dir', self.data, *words]

    def environment(self, password=None):
        environment = dict(os.environ, LANGUAGE='en', LC_ALL='C.UTF-8')
        environment.pop('BANTHAO_PASSWORD', None)
        environment['BANTHAO_PASSWORD'] = password or 'none'
        return environment

    def run(self, *words, password=None, expect=0, timeout=180):
        done = subprocess.run(self.command(*words), env=self.environment(password),
                              capture_output=True, text=True, timeout=timeout,
                              stdin=subprocess.DEVNULL)
        assert expect is None or done.returncode == expect, \
            f'{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}'
        return done

    def sql(self, statement, *values):
        connection = sqlite3.connect(os.path.join(self.data, 'banthao.db'), timeout=10)
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def account(self, name, portal, role, url=None):
        user = portal.users[role]
        self.run('account', 'add', name, '--kind', 'wordpress', '--url', url or portal.url,
                 '--user', user['login'], password=user['app_password'])
        return user['app_password']

    def import_text(self, text):
        path = os.path.join(self.folder, f'{uuid.uuid4()}.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return self.run('import', path).stdout.strip()

    def article(self, article):
        (stored,), = self.sql('SELECT json FROM body JOIN article ON article.id = body.article '
                              'WHERE uuid = ?', article)
        return json.loads(stored)

    def edit(self, article, **fields):
        """What an editor would type: changes the stored article."""
        changed = json.dumps(dict(self.article(article), **fields), ensure_ascii=False)
        self.sql('UPDATE body SET json = ? WHERE article = (SELECT id FROM article WHERE uuid = ?)',
                 changed, article)

    def publish(self, article, password, *options, account='portal', expect=0):
        done = self.run('publish', article, '--account', account, '--json', *options,
                        password=password, expect=expect)
        return json.loads(done.stdout)


def picture(path, size='900x600'):
    """A picture unlike any other: coloured clouds."""
    width, height = map(int, size.split('x'))
    seed = GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes.new(os.urandom(3 * 16 * 12)),
                                           GdkPixbuf.Colorspace.RGB, False, 8, 16, 12, 3 * 16)
    clouds = seed.scale_simple(width, height, GdkPixbuf.InterpType.BILINEAR)
    clouds.savev(path, 'jpeg', ['quality'], ['90'])
    return path


def page_text(headline, paragraphs=3, caption=True):
    """A portal page as text, with numbers in it so that nothing can be mistaken."""
    lines = [headline, '09:30 - 02/09/2026', '',
             f'(TGCT) Sapo của “{headline}”: nước lên, ghe xuồng tấp nập từ mờ sáng.', '']
    if caption:
        lines += ['', 'Ghe chở trái cây neo ở chợ nổi', 'lúc bình minh.', '']
    for number in range(1, paragraphs + 1):
        lines += [f'Đoạn {number} của “{headline}”. Bà con cho biết giá năm nay nhích lên 3,5% so với '
                  'cùng kỳ, thương lái vào tận vườn & trả tiền ngay; ai cũng mong trời đừng đổ mưa '
                  'vào phiên chợ cuối tuần để hàng không ế ẩm.', '']
    lines += ['Tin, ảnh: Nguyễn Thị Ánh Tuyết', '']
    return '\n'.join(lines)


def public_text(url):
    """The text of a public page, as a reader sees it."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        page = answer.read().decode()
    page = re.sub(r'(?s)<(script|style|head)\b.*?</\1>', ' ', page)
    text = html.unescape(re.sub(r'<[^>]*>', ' ', page))
    return re.sub(r'\s+', ' ', unicodedata.normalize('NFC', text))


def squeeze(text):
    return re.sub(r'\s+', ' ', unicodedata.normalize('NFC', text)).strip()
