#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The newspaper's pages: what readers see, and what no article can do to them."""
import unittest

import portal as kit
import taptest

ARTICLE = '''<!-- wp:paragraph {"className":"bt-sapo"} -->
<p class="bt-sapo">(TGCT) Năm 2017, Thành ủy Cần Thơ xác định chủ đề “Đẩy mạnh thu hút đầu tư”.</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":%(id)d,"sizeSlug":"full","linkDestination":"none"} -->
<figure class="wp-block-image size-full"><img src="%(url)s" alt="Hội nghị" class="wp-image-%(id)d"/><figcaption class="wp-element-caption">Thành ủy tổ chức Hội nghị. <em class="bt-credit">Ảnh: Hoàng Vĩnh Khang</em></figcaption></figure>
<!-- /wp:image -->

<!-- wp:paragraph -->
<p>Theo đó, trong hoạt động thu hút đầu tư.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph {"className":"bt-byline"} -->
<p class="bt-byline">Tin, ảnh: Hoàng Vĩnh Khang</p>
<!-- /wp:paragraph -->'''

ATTACKS = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<iframe src="https://example.org/"></iframe>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<object data="x"></object><embed src="x">',
    '<form action="https://example.org/"><input name=a><button>x</button></form>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<style>body{display:none}</style>',
    '<p style="position:fixed;top:0">x</p>',
    '</div></article></main></body></html><h1>x</h1>',
    '<div><div><div><p>',
    '<p id="noi-dung">x</p>',
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '<!--><script>alert(1)</script>-->',
    '<!-- --!><script>alert(1)</script>',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<math><mtext><script>alert(1)</script></mtext></math>',
    '<video onloadstart=alert(1)><source onerror=alert(1)></video>',
    '<details open ontoggle=alert(1)>x</details>',
    '<p title="a" onmouseover="alert(1)">x</p>',
    '<p title=\'"\' onmouseover=alert(1)>x</p>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea></textarea><title></title><plaintext>',
]
ALLOWED = {'html', 'head', 'meta', 'title', 'link', 'body', 'a', 'header', 'div', 'span', 'p', 'nav', 'ul', 'li',
           'main', 'article', 'section', 'aside', 'footer', 'strong', 'h1', 'h2', 'h3', 'time', 'img', 'figure',
           'figcaption', 'em', 'details', 'video', 'b', 'i', 'code'}


class Newspaper(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = kit.Portal('--name', 'Báo "Thử" <b>&</b>')

    @classmethod
    def tearDownClass(cls):
        status, said = cls.portal.stop()
        cls.portal.close()
        assert (status, said) == (0, ''), said

    def check_page(self, page):
        """What holds of every page."""
        self.assertEqual(page.faults, [])
        self.assertEqual({name for name, _ in page.tags} - ALLOWED, set())
        for name, attributes in page.tags:
            for key, value in attributes.items():
                self.assertFalse(key.startswith('on'), f'{name} {key}')
                self.assertNotIn(key, ('style', 'srcdoc', 'formaction'))
                self.assertNotRegex(value or '', r'(?i)^\s*(javascript|data|vbscript):')
        self.assertEqual(page.all('meta')[0], {'charset': 'utf-8'})
        self.assertEqual([link['href'] for link in page.all('link')], ['/wp-content/themes/banthao/style.css'])
        self.assertEqual(len(page.all('h1')), 1)
        self.assertEqual(page.all('html'), [{'lang': 'vi'}])
        policy = page.headers['Content-Security-Policy']
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn('script-src', policy)
        self.assertNotIn('unsafe', policy)
        self.assertEqual(page.headers['X-Content-Type-Options'], 'nosniff')

    def test_article(self):
        status, media = self.portal.upload('editor', 'hoi-nghi.jpg', alt_text='Hội nghị')
        self.assertEqual(status, 201)
        _, tag = self.portal.rest('editor', 'POST', 'tags', {'name': 'Cần Thơ'})
        post = self.portal.publish(title='Kết quả thực hiện chủ đề năm 2017', date='2017-12-28T11:09:00',
                                   content=ARTICLE % {'id': media['id'], 'url': media['source_url']},
                                   excerpt='Năm 2017', categories=[3], tags=[tag['id']],
                                   featured_media=media['id'])
        self.assertTrue(post['link'].endswith('/2017/12/28/ket-qua-thuc-hien-chu-de-nam-2017/'))
        page = self.portal.page(post['link'])
        self.check_page(page)
        self.assertEqual(page.of('h1'), 'Kết quả thực hiện chủ đề năm 2017')
        self.assertEqual(page.of('when'), '11:09 - 28/12/2017')
        self.assertEqual(page.all('time')[0]['datetime'], '2017-12-28T11:09:00+07:00')
        self.assertEqual(page.of('kicker'), 'Kinh tế')
        self.assertEqual(page.of('bt-sapo'), '(TGCT) Năm 2017, Thành ủy Cần Thơ xác định chủ đề '
                                             '“Đẩy mạnh thu hút đầu tư”.')
        self.assertEqual(page.of('figcaption'), 'Thành ủy tổ chức Hội nghị. Ảnh: Hoàng Vĩnh Khang')
        self.assertEqual(page.of('bt-credit'), 'Ảnh: Hoàng Vĩnh Khang')
        self.assertEqual(page.of('bt-byline'), 'Tin, ảnh: Hoàng Vĩnh Khang')
        self.assertIn('Theo đó, trong hoạt động thu hút đầu tư.', page.of('body'))
        self.assertEqual(page.of('tags'), 'Từ khóa: Cần Thơ')
        self.assertNotIn('<!-- wp:', page.source)
        # the picture once, from here, under whatever port
        images = page.all('img')
        self.assertEqual(len(images), 1)
        self.assertEqual(images[0]['alt'], 'Hội nghị')
        self.assertRegex(images[0]['src'], r'^/wp-content/uploads/\d{4}/\d\d/hoi-nghi\.jpg$')
        status, headers, body = self.portal.ask('GET', images[0]['src'])
        self.assertEqual((status, headers['Content-Type'], body), (200, 'image/jpeg', kit.JPEG))
        title = [text for text in page.by_class['title']]
        self.assertEqual(title, ['Kết quả thực hiện chủ đề năm 2017 - Báo "Thử" <b>&</b>'])
        # where it is listed
        for path in ('/', '/category/kinh-te/', '/tag/can-tho/'):
            listing = self.portal.page(path)
            self.check_page(listing)
            self.assertIn('Kết quả thực hiện chủ đề năm 2017', listing.text)
            self.assertIn('11:09 - 28/12/2017', listing.text)
        self.assertNotIn('Kết quả thực hiện', self.portal.page('/category/the-thao/').of('main'))

    def test_article_of_another_make(self):
        _, media = self.portal.upload('editor', 'rieng.jpg', caption='Chú thích riêng')
        post = self.portal.publish(title='Không có khối', content='<p>Chỉ có thân bài.</p>', excerpt='Sapo ở tóm tắt',
                                   featured_media=media['id'])
        page = self.portal.page(post['link'])
        self.check_page(page)
        self.assertEqual(page.of('bt-sapo'), 'Sapo ở tóm tắt')
        self.assertEqual(page.of('figcaption'), 'Chú thích riêng')
        self.assertEqual(len(page.all('img')), 1)

    def test_no_article_reaches_out(self):
        for attack in ATTACKS:
            with self.subTest(attack):
                post = self.portal.publish('administrator', title=f'Tít {attack}', content=f'<p>a</p>{attack}<p>b</p>',
                                           excerpt=f'Sapo {attack}', categories=[6])
                page = self.portal.page(post['link'])
                self.check_page(page)
                self.assertIn('Trang tập huấn', page.of('badge'))
                self.assertIn('là cổng tập huấn', page.of('footer'))
                self.assertNotIn('là cổng tập huấn', page.of('main'))
                for path in ('/', '/category/the-thao/'):
                    self.check_page(self.portal.page(path))
                self.portal.rest('administrator', 'DELETE', f'posts/{post["id"]}?force=true')

    def test_no_name_reaches_out(self):
        for attack in ATTACKS:
            with self.subTest(attack):
                status, tag = self.portal.rest('author', 'POST', 'tags', {'name': f'Thẻ {attack}'})
                _, media = self.portal.upload('editor', 'a.jpg', alt_text=f'Alt {attack}', caption=f'Lời {attack}')
                if status != 201:
                    self.assertEqual(tag['code'], 'term_exists')
                    tag = {'id': tag['data']['term_id']}
                post = self.portal.publish(title='Thường', content='<p>a</p>', tags=[tag['id']],
                                           featured_media=media['id'])
                self.check_page(self.portal.page(post['link']))
                self.check_page(self.portal.page('/'))
                self.portal.rest('editor', 'DELETE', f'posts/{post["id"]}?force=true')

    def test_unpublished(self):
        for number, fields in enumerate([{'status': 'draft'}, {'status': 'pending'}, {'status': 'private'},
                                         {'status': 'future', 'date_gmt': '2090-01-01T00:00:00'}]):
            with self.subTest(fields):
                _, post = self.portal.rest('editor', 'POST', 'posts', {'title': f'Bí mật {number}',
                                                                       'slug': f'bi-mat-{number}', **fields})
                day = post['date'][:10].replace('-', '/')
                for path in (f'/?p={post["id"]}', f'/{day}/bi-mat-{number}/', f'/?p={post["id"]}&preview=true'):
                    page = self.portal.page(path, 404)
                    self.check_page(page)
                    self.assertNotIn('Bí mật', page.text)
                self.assertNotIn(f'Bí mật {number}', self.portal.page('/').text)

    def test_not_found(self):
        for path in ('/khong-co', '/2017/12/28/khong-co/', '/category/khong-co/', '/tag/khong-co/', '/page/999/',
                     '/page/0/', '/page/x/', '/category/kinh-te/page/99999999999999999999/', '/wp-admin/',
                     '/wp-login.php', '/xmlrpc.php', '/%e1%ba', '/' + 'a' * 3000, '//', '/?p=99999', '/?p=x'):
            with self.subTest(path[:60]):
                page = self.portal.page(path, 404)
                self.check_page(page)
                self.assertEqual(page.of('h1'), 'Không tìm thấy trang')

    def test_where_the_password_is_had(self):
        address = self.portal.ask('GET', '/wp-json/')[2].decode().split('"authorization":"')[1].split('"')[0]
        page = self.portal.page(address + '?app_name=B&success_url=http%3A%2F%2F127.0.0.1%3A1%2F')
        self.assertIn('banthao-portal --show-users', page.of('code'))
        self.assertNotIn('success_url', page.source)

    def test_redirects(self):
        post = self.portal.publish(title='Chuyển hướng')
        for path in (f'/?p={post["id"]}', post['link'].removeprefix(self.portal.site['url'])[:-1]):
            status, headers, _ = self.portal.ask('GET', path)
            self.assertEqual((status, headers['Location']), (301, post['link']))

    def test_uploads_lead_nowhere_else(self):
        for path in ('../portal.db', '../users.txt', '%2e%2e/portal.db', '..%2fportal.db', '..%2f..%2fetc/passwd',
                     '/etc/passwd', '%00', '2017/', '', '.incoming-abcdef', '....//portal.db', '..\\portal.db'):
            with self.subTest(path):
                status, _, body = self.portal.ask('GET', '/wp-content/uploads/' + path)
                self.assertIn(status, (400, 404))
                self.assertNotIn(b'SQLite format', body)
                self.assertNotIn(b'root:', body)

    def test_pages_are_read_only(self):
        for method in ('POST', 'PUT', 'DELETE', 'PATCH', 'TRACE'):
            self.assertIn(self.portal.ask(method, '/')[0], (405, 501))
        status, headers, body = self.portal.ask('HEAD', '/')
        self.assertEqual((status, body), (200, b''))
        self.assertIn('https://api.w.org/', headers['Link'])

    def test_other_hosts_are_refused(self):
        for host in ('example.org', 'example.org:80', '127.0.0.1.example.org', 'localhost.example.org', '127.0.0.1:x',
                     '127.0.0.1:80/evil', '[::1]'):
            self.assertIn(self.portal.ask('GET', '/wp-json/', headers={'Host': host})[0], (400, 421), host)
        status, _, body = self.portal.ask('GET', '/wp-json/', headers={'Host': 'localhost:4711'})
        self.assertEqual(status, 200)
        self.assertIn(b'"url":"http://localhost:4711"', body)

    def test_style(self):
        status, headers, body = self.portal.ask('GET', '/wp-content/themes/banthao/style.css')
        self.assertEqual((status, headers['Content-Type']), (200, 'text/css; charset=UTF-8'))
        self.assertIn(b'prefers-color-scheme: dark', body)
        self.assertNotIn(b'http', body)


class Front(unittest.TestCase):
    def setUp(self):
        self.portal = kit.Portal()
        self.addCleanup(self.portal.close)

    def test_empty(self):
        page = self.portal.page('/')
        self.assertIn('Chưa có bài nào được đăng', page.of('main'))
        self.assertEqual(page.of('title'), 'Báo Tập Huấn')
        self.assertIn('Chưa có bài nào ở đây', self.portal.page('/category/chinh-tri/').of('main'))
        self.assertEqual(page.of('menu'), 'Trang chủTin tứcChính trịKinh tếVăn hóa - Xã hộiKhoa học - Giáo dụcThể thao')

    def test_newest_first_in_pages(self):
        for number in range(15):
            self.portal.publish(title=f'Bài số {number:02}', date=f'2017-12-{number + 1:02}T08:00:00')
        first, second = self.portal.page('/'), self.portal.page('/page/2/')
        self.assertEqual(first.of('lead')[:9], 'Bài số 14')
        front = first.source.split('class="sections"')[0]
        places = [front.index(f'Bài số {number:02}') for number in range(14, 2, -1)]
        self.assertEqual(places, sorted(places))
        self.assertNotIn('Bài số 02', front)
        self.assertIn('Trang 1 / 2', first.text)
        self.assertIn('Bài số 00', second.text)
        self.assertNotIn('Bài số 03', second.text)
        self.assertIn('/category/tin-tuc/page/2/', self.portal.page('/category/tin-tuc/').source)


if __name__ == '__main__':
    taptest.main()
