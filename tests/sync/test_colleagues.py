#!/usr/bin/python3
"""test_colleagues.py practice|wordpress: several people and programs work on one portal; nothing of
a colleague's is written over, nothing is sent twice, and nobody is stopped without a cause."""

import datetime
import json
import os
import shutil
import subprocess
import sys
import time
import uuid

from newsroom import Newsroom, Proxy, Tap, page_text, picture, portal


def headline(words):
    return f'{words} {uuid.uuid4().hex[:8]}'


def plain_article(room, title):
    return room.import_text(page_text(title, caption=False))


def article_with_photo(room, title, path, caption='Một con nước.'):
    article = room.import_text(page_text(title))
    room.run('photo', 'add', article, path, '--caption', caption, '--alt', 'Nước', '--credit',
             'Ánh Tuyết')
    return article


def read(site, answer):
    return site.get(f"/posts/{answer['remote_id']}", context='edit')


def change(site, answer, **body):
    status, post = site.request('POST', f"/posts/{answer['remote_id']}", body=body)
    assert status == 200, (status, post)
    return post


def new_term(site, kind, words):
    name = headline(words)
    return name, site.request('POST', f'/{kind}', body={'name': name})[1]['id']


def in_gmt(**delta):
    time_then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**delta)
    return time_then.replace(microsecond=0)


# ---- short fields ----

def tags_of_both_sides_stay(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Gắn thẻ'))
        mine, mine_id = new_term(site, 'tags', 'của tôi')
        _, theirs = new_term(site, 'tags', 'đồng nghiệp')
        first = room.publish(article, key, '--as', 'publish')
        change(site, first, tags=[theirs])
        for _ in range(3):
            assert room.publish(article, key, '--as', 'publish')['verified']
            assert read(site, first)['tags'] == [theirs], 'a colleague’s tag was taken off'
        room.edit(article, tags=[mine])
        assert room.publish(article, key, '--as', 'publish')['verified']
        assert sorted(read(site, first)['tags']) == sorted([mine_id, theirs])
        room.edit(article, tags=[])
        assert room.publish(article, key, '--as', 'publish')['verified']
        assert read(site, first)['tags'] == [theirs], 'our own tag had to go'


def second_section_and_picture_stay(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Thêm mục'))
        name, section = new_term(site, 'categories', 'Mục')
        _, second = new_term(site, 'categories', 'Mục khác')
        fields = room.article(article)['fields']
        room.edit(article, fields=dict(fields, section=name))
        first = room.publish(article, key, '--as', 'publish')
        assert read(site, first)['categories'] == [section]
        other = article_with_photo(room, headline('Có ảnh'),
                                   picture(os.path.join(room.folder, 'a.jpg'), size='320x200'))
        picture_id = read(site, room.publish(other, key, '--as', 'publish'))['featured_media']
        change(site, first, categories=[section, second], featured_media=picture_id)
        for _ in range(3):
            assert room.publish(article, key, '--as', 'publish')['verified']
            post = read(site, first)
            assert sorted(post['categories']) == sorted([section, second]), post['categories']
            assert post['featured_media'] == picture_id, post['featured_media']


def section_moved_by_both_is_asked(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Chuyển mục'))
        first = room.publish(article, key, '--as', 'publish')
        name, mine = new_term(site, 'categories', 'Tôi chuyển')
        _, theirs = new_term(site, 'categories', 'Họ chuyển')
        change(site, first, categories=[theirs])
        room.edit(article, fields=dict(room.article(article)['fields'], section=name))
        refused = room.publish(article, key, '--as', 'publish', expect=1)
        assert refused['state'] == 'needs-person', refused
        assert read(site, first)['categories'] == [theirs]
        room.publish(article, key, '--as', 'publish', '--replace-theirs')
        assert mine in read(site, first)['categories']


def replacing_a_text_leaves_their_tag(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Thay bài'))
        first = room.publish(article, key, '--as', 'publish')
        _, theirs = new_term(site, 'tags', 'đồng nghiệp')
        change(site, first, tags=[theirs], content='<!-- wp:paragraph -->\n<p>Khác</p>\n'
               '<!-- /wp:paragraph -->')
        assert room.publish(article, key, '--as', 'publish', expect=1)['state'] == 'needs-person'
        assert room.publish(article, key, '--as', 'publish', '--replace-theirs')['verified']
        post = read(site, first)
        assert post['tags'] == [theirs] and 'Khác' not in post['content']['raw'], post


def slug_is_what_the_portal_makes_of_it(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        title = headline('Đường dẫn')
        article = plain_article(room, title)
        room.edit(article, fields=dict(room.article(article)['fields'], slug=f'{title} Ở Chợ--Nổi'))
        answer = room.publish(article, key, '--as', 'publish')
        assert answer['verified'], answer
        assert read(site, answer)['slug'] == f'duong-dan-{title[-8:]}-o-cho-noi'


# ---- status ----

def taken_down_is_not_put_back(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Gỡ bài'))
        first = room.publish(article, key, '--as', 'publish')
        change(site, first, status='draft')
        refused = room.publish(article, key, '--as', 'publish', expect=1)
        assert refused['state'] == 'needs-person', refused
        assert read(site, first)['status'] == 'draft', 'put back what was taken down'
        assert room.publish(article, key, '--as', 'publish', '--replace-theirs')['verified']


def colleagues_embargo_holds(site):
    until = in_gmt(days=2).strftime('%Y-%m-%dT%H:%M:%S')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Cấm vận'))
        first = room.publish(article, key, '--as', 'pending')
        change(site, first, status='future', date_gmt=until)
        refused = room.publish(article, key, '--as', 'publish', expect=1)
        assert refused['state'] == 'needs-person', refused
        post = read(site, first)
        assert (post['status'], post['date_gmt']) == ('future', until), post['status']


def submitted_is_not_taken_back(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Chờ duyệt'))
        first = room.publish(article, key, '--as', 'draft')
        change(site, first, status='pending')
        assert room.publish(article, key, '--as', 'draft', expect=1)['state'] == 'needs-person'
        assert read(site, first)['status'] == 'pending'


def returned_is_submitted_again(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Trả lại'))
        first = room.publish(article, key, '--as', 'pending')
        change(site, first, status='draft')
        assert room.publish(article, key, '--as', 'pending')['verified']


def schedule_whose_time_came_while_waiting(site):
    """The portal was told, the answer was lost, and the time came before the next try."""
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = plain_article(room, headline('Đã đến giờ'))
        first = room.publish(article, key, '--as', 'publish', '--at', in_gmt(days=1).isoformat())
        past = in_gmt(minutes=-5)
        date = past.strftime('%Y-%m-%dT%H:%M:%S')
        change(site, first, date_gmt=date, status='publish')
        (row, base), = room.sql('SELECT outbox.id, base FROM outbox, remote_article')
        known = json.loads(base)
        known['attempt'] = dict(known['held'], date_gmt=date)
        known['held'].update(status='draft', date_gmt=None)
        del known['held']['date_gmt']
        room.sql('UPDATE remote_article SET base = ?', json.dumps(known))
        room.sql("UPDATE outbox SET state = 'waiting', at = ?", int(past.timestamp() * 1000000))
        room.run('outbox', 'send', str(row), password=key)
        assert room.sql('SELECT state FROM outbox') == [('done',)]
        assert read(site, first)['status'] == 'publish'


def contributor_whose_post_was_published(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'contributor')
        article = plain_article(room, headline('Đã được đăng'))
        first = room.publish(article, key, '--as', 'pending')
        change(site, first, status='publish')
        refused = room.publish(article, key, '--as', 'pending', expect=1)
        assert refused['state'] == 'needs-person', refused
        (code,), = room.sql('SELECT error_code FROM outbox ORDER BY id DESC LIMIT 1')
        assert code.startswith('bt-sync-error:'), code
        assert read(site, first)['status'] == 'publish'


# ---- the media library ----

def media_item(site, room):
    item, = site.media_of(room)
    return item


def words_of_the_library_stay(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        path = picture(os.path.join(room.folder, 'a.jpg'), size='320x200')
        article = article_with_photo(room, headline('Chú thích'), path)
        assert room.publish(article, key, '--as', 'publish')['verified']
        item = media_item(site, room)
        site.request('POST', f"/media/{item['id']}", body={'alt_text': 'Biên tập viên viết'})
        assert room.publish(article, key, '--as', 'publish')['verified']
        assert media_item(site, room)['alt_text'] == 'Biên tập viên viết', 'written over'

        blocks = room.article(article)['blocks']
        next(b for b in blocks if b['kind'] == 'figure')['items'][0]['alt'] = 'Tôi cũng viết'
        room.edit(article, blocks=blocks)
        told = room.publish(article, key, '--as', 'publish', expect=1)
        assert [p['kind'] for p in told['problems']] == ['photo-texts'], told
        assert media_item(site, room)['alt_text'] == 'Biên tập viên viết', 'written over'


def articles_do_not_fight_over_words(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        path = picture(os.path.join(room.folder, 'a.jpg'), size='320x200')
        one = article_with_photo(room, headline('Bài một'), path, caption='Lời bài một.')
        two = article_with_photo(room, headline('Bài hai'), path, caption='Lời bài hai.')
        for article in (one, two, one, two):
            answer = room.publish(article, key, '--as', 'publish')
            assert answer['verified'] and answer['problems'] == [], answer
            assert media_item(site, room)['caption']['raw'] == 'Lời bài một. Ảnh: Ánh Tuyết.'
        assert 'Lời bài hai.' in read(site, answer)['content']['raw']

        blocks = room.article(one)['blocks']
        next(b for b in blocks if b['kind'] == 'figure')['items'][0]['caption'] = 'Lời mới.'
        room.edit(one, blocks=blocks)
        assert room.publish(one, key, '--as', 'publish')['verified']
        assert media_item(site, room)['caption']['raw'] == 'Lời mới. Ảnh: Ánh Tuyết.'


def deleted_photo_is_sent_again(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        path = picture(os.path.join(room.folder, 'a.jpg'), size='320x200')
        article = article_with_photo(room, headline('Mất ảnh'), path)
        first = room.publish(article, key, '--as', 'publish')
        old = media_item(site, room)['id']
        site.request('DELETE', f'/media/{old}', query={'force': 'true'})
        assert room.publish(article, key, '--as', 'publish')['verified']
        new = media_item(site, room)['id']
        assert new != old and read(site, first)['featured_media'] == new


def two_programs_send_one_photo(site):
    with Newsroom() as room, Proxy(site) as proxy:
        key = room.account('portal', site, 'editor', url=proxy.url)
        path = picture(os.path.join(room.folder, 'a.jpg'), size='640x400')
        articles = [article_with_photo(room, headline(f'Cùng lúc {n}'), path) for n in (1, 2, 3)]
        proxy.set('stall-request=1 3 POST /media')
        programs = [subprocess.Popen(
            room.command('publish', article, '--account', 'portal', '--as', 'publish', '--json'),
            env=room.environment(key), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
            for article in articles]
        for program in programs:
            answer = json.loads(program.communicate(timeout=60)[0])
            assert answer['verified'], answer
        assert len(site.media_of(room)) == 1, 'the photo is there more than once'


def another_newsrooms_photo_is_shared(site):
    """The same photo was sent from another computer: its item serves, and its words stay."""
    with Newsroom() as one, Newsroom() as two:
        path = picture(os.path.join(one.folder, 'a.jpg'), size='320x200')
        copy = shutil.copy(path, os.path.join(two.folder, 'b.jpg'))
        for room, words in ((one, 'Máy thứ nhất.'), (two, 'Máy thứ hai.'), (two, 'Máy thứ hai.')):
            key = room.account('portal', site, 'editor') if not room.sql(
                'SELECT id FROM account') else site.users['editor']['app_password']
            article = article_with_photo(room, headline('Chung'), path if room is one else copy, words)
            assert room.publish(article, key, '--as', 'publish')['verified']
        assert media_item(site, one)['caption']['raw'] == 'Máy thứ nhất. Ảnh: Ánh Tuyết.'


# ---- unknown outcomes ----

def begin(room, article, key):
    return subprocess.Popen(
        room.command('publish', article, '--account', 'portal', '--as', 'publish'),
        env=room.environment(key), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL)


def wait_for_step(room, step):
    for _ in range(200):
        if any((row[0] or '').startswith(step) for row in room.sql('SELECT step FROM outbox')):
            return
        time.sleep(0.05)
    raise AssertionError(f'never came to {step}')


def send_until_it_waits(room, article, key):
    """The command line would go on by itself; it is stopped while it waits for the next try."""
    program = begin(room, article, key)
    for _ in range(200):
        if room.sql('SELECT state FROM outbox') == [('waiting',)] and room.sql(
                'SELECT error_code FROM outbox') != [(None,)]:
            break
        time.sleep(0.05)
    program.kill()
    program.wait()
    (state,), = room.sql('SELECT state FROM outbox')
    assert state == 'waiting', state


def cancelled_then_sent_again(site):
    """What was cancelled is still on its way when the article is sent again."""
    with Newsroom(settle=8) as room, Proxy(site) as proxy:
        title = headline('Hủy rồi gửi lại')
        key = room.account('portal', site, 'editor', url=proxy.url)
        article = plain_article(room, title)
        proxy.set('stall-request=3 1 POST /posts([?]|$)')
        program = begin(room, article, key)
        wait_for_step(room, 'create')
        time.sleep(0.5)
        program.kill()
        program.wait()
        (row,), = room.sql('SELECT id FROM outbox')
        room.run('outbox', 'cancel', str(row))
        assert room.publish(article, key, '--as', 'publish')['verified']
        time.sleep(2)
        assert len(site.posts_titled(title)) == 1, 'twins'


def died_at_the_end_of_a_long_upload(site):
    """The bytes took longer than the time to settle; the portal is still at work on them."""
    with Newsroom(settle=6) as room, Proxy(site) as proxy:
        key = room.account('portal', site, 'editor', url=proxy.url)
        article = article_with_photo(room, headline('Tải lâu'),
                                     picture(os.path.join(room.folder, 'a.jpg'), size='640x400'))
        proxy.set('stall-request=8 1 POST /media')
        program = begin(room, article, key)
        wait_for_step(room, 'photo:')
        time.sleep(6.5)
        program.kill()
        program.wait()
        assert room.publish(article, key, '--as', 'publish')['verified']
        time.sleep(3)
        assert len(site.media_of(room)) == 1, 'the photo is there twice'


def headline_changed_after_a_lost_create(site):
    with Newsroom() as room, Proxy(site) as proxy:
        title = headline('Tít cũ')
        key = room.account('portal', site, 'editor', url=proxy.url)
        article = plain_article(room, title)
        proxy.set('drop-reply 1 POST /posts([?]|$)', 'pass 3 GET /posts', 'refuse 99 GET /posts')
        send_until_it_waits(room, article, key)
        proxy.set()
        new = headline('Tít mới')
        room.edit(article, fields=dict(room.article(article)['fields'], headline=new))
        answer = room.publish(article, key, '--as', 'publish')
        assert answer['verified'], answer
        assert len(site.posts_titled(new)) == 1 and site.posts_titled(title) == []


def intent_changed_after_a_lost_answer(site):
    """"Publish" got there, its answer did not; the user then wants a draft after all."""
    with Newsroom() as room, Proxy(site) as proxy:
        key = room.account('portal', site, 'editor', url=proxy.url)
        article = plain_article(room, headline('Đổi ý'))
        proxy.set('pass 1 POST /posts/[0-9]+', 'drop-reply 1 POST /posts/[0-9]+',
                  'pass 1 GET /posts/[0-9]+', 'refuse 99 GET /posts/[0-9]+')
        send_until_it_waits(room, article, key)
        proxy.set()
        answer = room.publish(article, key, '--as', 'draft')
        assert answer['verified'] and read(site, answer)['status'] == 'draft', answer


def lost_change_of_tags_alone(site):
    """The texts are the same, so they cannot tell whether the change got there."""
    with Newsroom() as room, Proxy(site) as proxy:
        key = room.account('portal', site, 'editor', url=proxy.url)
        article = plain_article(room, headline('Chỉ đổi thẻ'))
        name, tag = new_term(site, 'tags', 'mới')
        room.publish(article, key, '--as', 'publish')
        room.edit(article, tags=[name])
        proxy.set('cut-request=1 1 POST /posts/[0-9]+')
        answer = room.publish(article, key, '--as', 'publish')
        assert proxy.spent()
        assert answer['verified'] and read(site, answer)['tags'] == [tag], answer


CASES = [
    replacing_a_text_leaves_their_tag, lost_change_of_tags_alone,
    died_at_the_end_of_a_long_upload, cancelled_then_sent_again, two_programs_send_one_photo,
    headline_changed_after_a_lost_create, intent_changed_after_a_lost_answer, tags_of_both_sides_stay,
    second_section_and_picture_stay, section_moved_by_both_is_asked,
    slug_is_what_the_portal_makes_of_it, taken_down_is_not_put_back, colleagues_embargo_holds,
    submitted_is_not_taken_back, returned_is_submitted_again, schedule_whose_time_came_while_waiting,
    contributor_whose_post_was_published, words_of_the_library_stay, articles_do_not_fight_over_words,
    deleted_photo_is_sent_again, another_newsrooms_photo_is_shared,
]


def main():
    kind = sys.argv[1]
    only = sys.argv[2:]
    tap = Tap()
    with portal(kind) as site:
        tap.together([(f'{kind}: {case.__name__}', case, site) for case in CASES
                      if not only or case.__name__ in only])
    tap.end()


if __name__ == '__main__':
    main()
