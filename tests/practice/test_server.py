#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal as a server: restarts, large uploads, hostile clients, faults on demand."""
import concurrent.futures
import os
import pathlib
import signal
import socket
import sqlite3
import stat
import subprocess
import tempfile
import time
import unittest

import portal as kit
import taptest


def memory_peak(process):
    """VmHWM in MB."""
    for line in pathlib.Path(f'/proc/{process.pid}/status').read_text().splitlines():
        if line.startswith('VmHWM'):
            return int(line.split()[1]) / 1024
    return 0


class WithPortal(unittest.TestCase):
    ARGUMENTS = ()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix='banthao-practice-')
        self.addCleanup(self.folder.cleanup)
        self.start()

    def start(self, *arguments):
        self.portal = kit.Portal(*self.ARGUMENTS, *arguments, folder=self.folder.name)
        self.addCleanup(self.portal.close)

    def stop(self, how=signal.SIGTERM, status=0):
        found, said = self.portal.stop(how)
        self.assertEqual((found, said), (status, ''))

    def restart(self, how=signal.SIGTERM, status=0):
        self.stop(how, status)
        self.start()

    def files(self):
        return sorted(path.name for path in pathlib.Path(self.folder.name, 'uploads').rglob('*') if path.is_file())


class Restart(WithPortal):
    def fill(self):
        _, section = self.portal.rest('editor', 'POST', 'categories', {'name': 'Mục riêng'})
        _, tag = self.portal.rest('editor', 'POST', 'tags', {'name': 'Thẻ riêng'})
        _, media = self.portal.upload('author', 'giu-lai.jpg', title='Ảnh', alt_text='Mô tả')
        post = self.portal.publish('author', title='Giữ lại', content='<p>Thân</p>', excerpt='Sapo',
                                   categories=[section['id']], tags=[tag['id']], featured_media=media['id'])
        self.portal.rest('author', 'POST', f'posts/{post["id"]}', {'content': '<p>Thân mới</p>'})
        return post['id'], media['id']

    def everything(self, ids):
        url, fields = self.portal.site['url'], '?context=edit'
        answers = [self.portal.rest('author', 'GET', f'posts/{ids[0]}{fields}'),
                   self.portal.rest('author', 'GET', f'posts/{ids[0]}/revisions{fields}'),
                   self.portal.rest('author', 'GET', f'media/{ids[1]}{fields}'),
                   self.portal.rest('editor', 'GET', f'tags{fields}'),
                   self.portal.rest('editor', 'GET', f'categories{fields}'),
                   self.portal.rest('contributor', 'GET', f'users/me{fields}')]
        return repr(answers).replace(url, 'URL'), self.portal.site['users']

    def check(self, how, status):
        ids = self.fill()
        before, files = self.everything(ids), self.files()
        self.restart(how, status)
        self.assertEqual(self.everything(ids), before)
        self.assertEqual(self.files(), files)
        self.assertEqual(files, ['giu-lai.jpg'])
        page = self.portal.page('/')
        self.assertIn('Giữ lại', page.text)
        self.assertEqual(self.portal.ask('GET', page.all('img')[0]['src'])[2], kit.JPEG)

    def test_term(self):
        self.check(signal.SIGTERM, 0)

    def test_interrupt(self):
        self.check(signal.SIGINT, 0)

    def test_kill(self):
        self.check(signal.SIGKILL, -signal.SIGKILL)

    def test_name_is_kept(self):
        self.stop()
        self.start('--name', 'Báo Mới')
        self.restart()
        self.assertEqual(self.portal.page('/').of('name'), 'Báo Mới')

    def test_scheduled_while_it_was_off(self):
        _, post = self.portal.rest('author', 'POST', 'posts', {'title': 'Hẹn giờ', 'status': 'future',
                                                               'date_gmt': '2090-01-01T00:00:00'})
        self.assertEqual(post['status'], 'future')
        self.stop()
        database = sqlite3.connect(os.path.join(self.folder.name, 'portal.db'))
        with database:
            database.execute("UPDATE posts SET date='2017-12-28 11:09:00', date_gmt='2017-12-28 04:09:00' WHERE id=?",
                             (post['id'],))
        database.close()
        self.start()
        self.assertEqual(self.portal.page('/2017/12/28/hen-gio/').of('h1'), 'Hẹn giờ')
        _, after = self.portal.rest(None, 'GET', f'posts/{post["id"]}')
        self.assertEqual((after['status'], after['modified_gmt']), ('publish', post['modified_gmt']))

    def test_files_are_private(self):
        self.fill()
        for path in [pathlib.Path(self.folder.name), *pathlib.Path(self.folder.name).rglob('*')]:
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)

    def test_passwords_are_hashed(self):
        self.stop()
        database = pathlib.Path(self.folder.name, 'portal.db').read_bytes()
        listed = pathlib.Path(self.folder.name, 'users.txt').read_text().replace(' ', '')
        for user in self.portal.site['users'].values():
            self.assertEqual(len(user['app_password']), 24)
            self.assertNotIn(user['app_password'].encode(), database)
            self.assertIn(user['app_password'], listed)


class Command(unittest.TestCase):
    def run_portal(self, *arguments, folder='/nonexistent'):
        return subprocess.run([kit.PROGRAM, '--data-dir', folder, '--port', '0', *arguments],
                              capture_output=True, text=True, timeout=20)

    def test_wrong_usage(self):
        for arguments in (['--khong-co'], ['thua'], ['--port', '65536'], ['--port', '-1'], ['--port', 'x'],
                          ['--silence', '0']):
            answer = self.run_portal(*arguments)
            self.assertEqual((answer.returncode, answer.stdout), (2, ''), arguments)
            self.assertNotEqual(answer.stderr, '')
        with tempfile.TemporaryDirectory() as folder:
            answer = self.run_portal('--fault', 'lung-tung', folder=folder)
            self.assertEqual((answer.returncode, answer.stderr), (2, 'Not a fault: lung-tung\n'))

    def test_help_and_version(self):
        self.assertIn('--show-users', self.run_portal('--help').stdout)
        self.assertRegex(self.run_portal('--version').stdout, r'^banthao-portal \d+\.\d+\.\d+\n$')

    def test_folder_in_use(self):
        portal = kit.Portal()
        self.addCleanup(portal.close)
        answer = self.run_portal(folder=portal.folder)
        self.assertEqual((answer.returncode, answer.stdout), (1, ''))
        self.assertEqual(answer.stderr, 'Another practice portal is using this folder.\n')
        users = self.run_portal('--show-users', folder=portal.folder)
        self.assertEqual(users.returncode, 0)
        for user in portal.site['users'].values():
            self.assertIn(user['login'], users.stdout)
            self.assertIn(user['app_password'], users.stdout.replace(' ', ''))
        self.assertEqual(portal.ask('GET', '/')[0], 200)

    def test_port_in_use(self):
        portal = kit.Portal()
        self.addCleanup(portal.close)
        with tempfile.TemporaryDirectory() as folder:
            answer = self.run_portal('--port', str(portal.port), folder=folder)
        self.assertEqual(answer.returncode, 1)
        self.assertIn('The port is in use.', answer.stderr)

    def test_folders_that_will_not_do(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            self.assertEqual(self.run_portal('--show-users', folder=folder).returncode, 1)
            (path / 'file').write_text('x')
            self.assertEqual(self.run_portal(folder=str(path / 'file')).returncode, 1)
            (path / 'broken').mkdir()
            (path / 'broken' / 'portal.db').write_bytes(b'no database at all ' * 100)
            answer = self.run_portal(folder=str(path / 'broken'))
            self.assertEqual(answer.returncode, 1)
            self.assertIn('cannot start', answer.stderr)
            (path / 'newer').mkdir()
            database = sqlite3.connect(path / 'newer' / 'portal.db')
            database.execute('PRAGMA user_version=99')
            database.close()
            answer = self.run_portal(folder=str(path / 'newer'))
            self.assertEqual(answer.stderr, 'This folder was written by a newer version of this program.\n')
            (path / 'link').mkdir()
            (path / 'link' / 'portal.db').symlink_to(path / 'file')
            self.assertEqual(self.run_portal(folder=str(path / 'link')).returncode, 1)

    def test_only_this_machine(self):
        portal = kit.Portal()
        self.addCleanup(portal.close)
        listening = [line.split()[1] for name in ('tcp', 'tcp6')
                     for line in pathlib.Path(f'/proc/net/{name}').read_text().splitlines()[1:]
                     if line.split()[1].endswith(f':{portal.port:04X}') and line.split()[3] == '0A']
        self.assertEqual(listening, [f'0100007F:{portal.port:04X}'])


class Uploads(WithPortal):
    def test_large(self):
        photo = kit.padded_jpeg(60_000_000)
        status, media = self.portal.upload('author', 'lon.jpg', photo)
        self.assertEqual((status, media['media_details']['filesize']), (201, len(photo)))
        self.assertEqual(self.portal.ask('GET', '/wp-content/uploads/' + media['media_details']['file'])[2], photo)
        if 'ASAN_OPTIONS' not in os.environ:
            self.assertLess(memory_peak(self.portal.process), 150)
        self.assertEqual(self.files(), ['lon.jpg'])

    def raw(self, head, body=b'', wait=10):
        """Sends bytes as they are. Returns what comes until the portal closes."""
        with socket.create_connection(('127.0.0.1', self.portal.port), timeout=wait) as connection:
            answer = b''
            try:
                connection.sendall(head)
                if body:
                    connection.sendall(body)
                connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(65536):
                    answer += piece
            except OSError:
                pass
            return answer

    def head(self, role, *headers):
        lines = ['POST /wp-json/wp/v2/media HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: image/jpeg',
                 'Content-Disposition: attachment; filename="a.jpg"', *headers]
        if role:
            lines.append('Authorization: ' + self.portal.authorization(role))
        return ('\r\n'.join(lines) + '\r\n\r\n').encode()

    def nothing_was_kept(self):
        for _ in range(50):
            if not self.files():
                break
            time.sleep(.1)
        self.assertEqual(self.files(), [])
        self.assertEqual(self.portal.rest('editor', 'GET', 'media'), (200, []))

    def test_too_large(self):
        answer = self.raw(self.head('author', 'Content-Length: 999999999'))
        self.assertTrue(answer == b'' or answer.startswith(b'HTTP/1.1 413'), answer[:100])
        self.nothing_was_kept()
        status, _, body = self.portal.ask('POST', '/wp-json/wp/v2/posts', b'{"title":"' + b'x' * 33_600_000 + b'"}', {
            'Content-Type': 'application/json', 'Authorization': self.portal.authorization('author')})
        self.assertEqual(status, 413)
        self.assertEqual(self.portal.rest('author', 'GET', 'posts?status=any'), (200, []))

    def test_endless(self):
        chunk = b'100000\r\n' + bytes(0x100000) + b'\r\n'
        with socket.create_connection(('127.0.0.1', self.portal.port), timeout=20) as connection:
            with self.assertRaises(OSError):
                connection.sendall(self.head('author', 'Transfer-Encoding: chunked'))
                for _ in range(400):
                    connection.sendall(chunk)
        self.nothing_was_kept()

    def test_cut_short(self):
        self.raw(self.head('author', f'Content-Length: {len(kit.JPEG)}'), kit.JPEG[:100])
        self.nothing_was_kept()

    def test_chunked(self):
        body = b''.join(b'%x\r\n%b\r\n' % (len(piece), piece) for piece in (kit.JPEG[:7], kit.JPEG[7:])) + b'0\r\n\r\n'
        self.assertTrue(self.raw(self.head('author', 'Transfer-Encoding: chunked'), body).startswith(b'HTTP/1.1 201'))

    def test_strangers_fill_no_disk(self):
        body = kit.padded_jpeg(20_000_000)
        for role in (None, 'contributor'):
            answer = self.raw(self.head(role, f'Content-Length: {len(body)}'), body)
            self.assertRegex(answer[:20], rb'HTTP/1\.1 40[13]')
        self.nothing_was_kept()

    def test_same_name_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: self.portal.upload('author', 'trung.jpg'), range(16)))
        self.assertEqual({status for status, _ in answers}, {201})
        self.assertEqual(len({media['source_url'] for _, media in answers}), 16)
        self.assertEqual(len({media['slug'] for _, media in answers}), 16)
        self.assertEqual(len(self.files()), 16)

    def test_refused_leaves_nothing(self):
        self.assertEqual(self.portal.upload('author', 'a.jpg', b'khong phai anh')[0], 500)
        self.assertEqual(self.portal.upload('author', 'a.php', kit.JPEG)[0], 500)
        self.nothing_was_kept()

    def test_folder_gone(self):
        pathlib.Path(self.folder.name, 'uploads').rmdir()
        status, answer = self.portal.upload('author', 'a.jpg')
        self.assertEqual((status, answer['code']), (500, 'rest_upload_file_error'))
        _, said = self.portal.stop()
        self.assertIn('.incoming', said)


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.portal = kit.Portal(limit=1_000_000)
        self.addCleanup(self.portal.close)

    def test_what_does_not_fit_leaves_nothing(self):
        _, first = self.portal.rest('author', 'POST', 'posts', {'title': 'Trước', 'content': 'a'})
        for method, route in (('POST', 'posts'), ('POST', f'posts/{first["id"]}')):
            status, answer = self.portal.rest('author', method, route, {'title': 'Lớn', 'content': 'x' * 3_000_000})
            self.assertEqual((status, answer['code']), (500, 'db_error'))
        status, answer = self.portal.upload('author', 'lon.jpg', kit.padded_jpeg(3_000_000))
        self.assertEqual((status, answer['code']), (500, 'rest_upload_file_error'))
        self.assertEqual(list(pathlib.Path(self.portal.folder, 'uploads').iterdir()), [])
        status, posts = self.portal.rest('author', 'GET', 'posts?status=any&context=edit')
        self.assertEqual([(post['title']['raw'], post['content']['raw']) for post in posts], [('Trước', 'a')])
        self.assertEqual(self.portal.publish('author', title='Sau')['title']['raw'], 'Sau')
        self.assertEqual(self.portal.page('/').of('lead')[:3], 'Sau')
        status, said = self.portal.stop()
        self.assertEqual(status, 0)
        self.assertRegex(said, r'(?m)^banthao-portal: ')


REST = b'POST /wp-json/wp/v2/posts HTTP/1.1\r\n'
HOST = b'Host: 127.0.0.1\r\n'
NONSENSE = [
    b'\0' * 1000,
    b'GET\r\n\r\n',
    b'GET / HTTP/9.9\r\n\r\n',
    b'\x16\x03\x01\x02\0\x01\0\x01\xfc',
    b'GET / HTTP/1.1\r\n' + b'X: y\r\n' * 20000 + b'\r\n',
    b'GET /' + b'a' * 200000 + b' HTTP/1.1\r\n\r\n',
    b'POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n',
    b'POST / HTTP/1.1\r\nContent-Length: abc\r\n\r\nabc',
    REST + HOST + b'Content-Length: 99999999999999999999\r\n\r\nabc',
    REST + b'Transfer-Encoding: chunked\r\n\r\nzz\r\n',
    REST + b'Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx',
    REST + HOST + b'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    b'OPTIONS * HTTP/1.1\r\n' + HOST + b'\r\n',
    b'GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n',
    b'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n',
    b'GET /?rest_route=%00/wp HTTP/1.1\r\n' + HOST + b'\r\n',
    b'GET /wp-json/wp/v2/posts?' + b'a[]=1&' * 5000 + b' HTTP/1.1\r\n' + HOST + b'\r\n',
    b'GET / HTTP/1.1\r\n' + HOST + b'Authorization: Basic ' + b'A' * 60000 + b'\r\n\r\n',
    b'GET / HTTP/1.1\r\n' + HOST + b'\r\n' + b'GET /wp-json/ HTTP/1.1\r\n' + HOST + b'\r\n',
]


class Clients(WithPortal):
    ARGUMENTS = ('--silence', '1')

    def connect(self, *pieces):
        connection = socket.create_connection(('127.0.0.1', self.portal.port), timeout=15)
        self.addCleanup(connection.close)
        for piece in pieces:
            connection.sendall(piece)
        return connection

    def closes(self, connection):
        """Whether the portal closes it, and how long that took."""
        start = time.monotonic()
        try:
            while connection.recv(65536):
                pass
        except ConnectionError:
            pass
        return time.monotonic() - start

    def test_silent_ones_are_closed(self):
        connections = [self.connect(), self.connect(b'GET / HT'), self.connect(b'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n'),
                       self.connect(b'POST /wp-json/wp/v2/posts HTTP/1.1\r\nContent-Length: 100\r\n\r\n{')]
        for connection in connections:
            self.assertLess(self.closes(connection), 8)
        self.assertEqual(self.portal.ask('GET', '/')[0], 200)

    def test_slow_ones_hold_nobody_up(self):
        for _ in range(50):
            self.connect(b'GET / HTTP/1.1\r\nX: ')
        start = time.monotonic()
        self.assertEqual(self.portal.ask('GET', '/')[0], 200)
        self.assertLess(time.monotonic() - start, 1)

    def test_too_many(self):
        connections = [self.connect() for _ in range(300)]
        for connection in connections:
            connection.close()
        time.sleep(.5)
        self.assertEqual(self.portal.ask('GET', '/')[0], 200)

    def test_nonsense(self):
        connections = [self.connect() for _ in NONSENSE]
        for connection, bytes_ in zip(connections, NONSENSE):
            try:
                connection.sendall(bytes_)
            except ConnectionError:
                pass
        for connection, bytes_ in zip(connections, NONSENSE):
            with self.subTest(bytes_[:40]):
                self.closes(connection)
        self.assertEqual(self.portal.ask('GET', '/')[0], 200)

    def test_many_writers(self):
        def write(number):
            role = ('author', 'author2', 'editor')[number % 3]
            return self.portal.rest(role, 'POST', 'posts', {'title': 'Cùng tít', 'status': 'publish'})
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(write, range(60)))
        self.assertEqual({status for status, _ in answers}, {201})
        self.assertEqual({post['slug'] for _, post in answers}, {'cung-tit'} | {f'cung-tit-{n}' for n in range(2, 61)})

    def tearDown(self):
        if self.portal.process.poll() is None:
            self.stop()


class Faults(WithPortal):
    ARGUMENTS = ('--allow-fault-control',)

    def set_fault(self, fault):
        status, _, body = self.portal.ask('POST', '/banthao-practice/fault', f'{{"fault":"{fault}"}}')
        self.assertEqual((status, body), (200, b'{"fault":true}'))

    def create(self):
        return self.portal.rest('author', 'POST', 'posts', {'title': 'Bài'})

    def count(self):
        return len(self.portal.rest('author', 'GET', 'posts?status=any&context=edit')[1])

    def test_drop_reply(self):
        self.set_fault('drop-reply,POST,/wp/v2/posts,1')
        with self.assertRaises((OSError, kit.http.client.HTTPException)):
            self.create()
        self.assertEqual(self.count(), 1)
        self.assertEqual(self.create()[0], 201)

    def test_drop_request(self):
        self.set_fault('drop-request,POST,/wp/v2/posts,1')
        with self.assertRaises((OSError, kit.http.client.HTTPException)):
            self.create()
        self.assertEqual(self.count(), 0)

    def test_busy(self):
        self.set_fault('busy=7,POST,/wp/v2/posts,1')
        status, headers, body = self.portal.ask('POST', '/wp-json/wp/v2/posts', b'{"title":"x"}', {
            'Content-Type': 'application/json', 'Authorization': self.portal.authorization('author')})
        self.assertEqual((status, headers['Retry-After']), (503, '7'))
        self.assertTrue(headers['Content-Type'].startswith('text/html'))
        self.assertEqual(self.count(), 0)
        self.assertEqual(self.create()[0], 201)

    def test_error_and_junk_after_saving(self):
        for fault, status, start in (('error', 500, b'<!DOCTYPE'), ('junk', 201, b'<br />')):
            self.set_fault(f'{fault},POST,/wp/v2/posts,1')
            found, _, body = self.portal.ask('POST', '/wp-json/wp/v2/posts', b'{"title":"x"}', {
                'Content-Type': 'application/json', 'Authorization': self.portal.authorization('author')})
            self.assertEqual(found, status)
            self.assertTrue(body.startswith(start), body[:50])
        self.assertEqual(self.count(), 2)

    def test_slow_holds_nobody_up(self):
        self.set_fault('slow=4,POST,/wp/v2/posts,1')
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            late = pool.submit(self.create)
            time.sleep(.3)
            self.assertEqual(self.count(), 1)
            self.assertFalse(late.done(), 'the slow one came first')
            self.assertEqual(late.result()[0], 201)

    def test_slow_client_that_leaves(self):
        self.set_fault('slow=1')
        connection = self.portal.connect()
        connection.request('GET', '/wp-json/')
        time.sleep(.2)
        connection.close()
        time.sleep(1.5)
        self.set_fault('')
        self.assertEqual(self.portal.rest(None, 'GET', 'posts')[0], 200)
        self.stop()

    def test_from_the_command_line(self):
        self.stop()
        self.start('--fault', 'busy=3,GET,/wp/v2/tags,1', '--fault', 'drop-reply,POST,/wp/v2/tags')
        self.assertEqual(self.portal.ask('GET', '/wp-json/wp/v2/tags')[0], 503)
        self.assertEqual(self.portal.ask('GET', '/wp-json/wp/v2/tags')[0], 200)
        for _ in range(2):
            with self.assertRaises((OSError, kit.http.client.HTTPException)):
                self.portal.rest('author', 'POST', 'tags', {'name': 'x'})

    def test_control_is_off_unless_allowed(self):
        portal = kit.Portal()
        self.addCleanup(portal.close)
        self.assertEqual(portal.ask('POST', '/banthao-practice/fault', '{"fault":"slow"}')[0], 405)
        self.assertEqual(self.portal.ask('POST', '/banthao-practice/fault', '{"fault":"x"}')[0], 400)
        self.assertEqual(self.portal.ask('POST', '/banthao-practice/fault', 'x')[0], 400)


if __name__ == '__main__':
    taptest.main()
