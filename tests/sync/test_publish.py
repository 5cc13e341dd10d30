#!/usr/bin/python3
"""test_publish.py practice|wordpress: sending from the command line to a whole portal, and what
stands there afterwards, asked of the portal itself."""

import datetime
import json
import os
import subprocess
import sys
import time
import unicodedata
import uuid

from newsroom import Newsroom, Tap, page_text, picture, portal, public_text, squeeze

CAPTION = 'Ghe chở trái cây neo ở chợ nổi lúc bình minh.'


def headline(words):
    return f'{words} {uuid.uuid4().hex[:8]}'


def article_with_photo(room, title):
    """An article whose figure has its photo. Returns its UUID."""
    article = room.import_text(page_text(title))
    path = picture(os.path.join(room.folder, 'Chợ nổi số 1.jpg'))
    room.run('photo', 'add', article, path, '--caption', CAPTION, '--alt', 'Ghe chở trái cây',
             '--credit', 'Ánh Tuyết')
    return article


def whole_article_is_published(site):
    title = headline('Chợ nổi vào mùa nước')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = article_with_photo(room, title)
        answer = room.publish(article, key, '--as', 'publish')
        assert answer['verified'] is True and answer['state'] == 'done', answer
        assert answer['problems'] == [], answer

        text = public_text(answer['url'])
        wanted = [title, CAPTION] + [f'Đoạn {n} của “{title}”.' for n in (1, 2, 3)]
        wanted.append('Tin, ảnh: Nguyễn Thị Ánh Tuyết')
        places = [text.find(squeeze(part)) for part in wanted]
        assert -1 not in places and places[1:] == sorted(places[1:]), list(zip(wanted, places))
        assert 'banthao:' not in json.dumps(site.get(f"/posts/{answer['remote_id']}", context='edit'))

        post = site.get(f"/posts/{answer['remote_id']}", context='edit')
        assert post['status'] == 'publish' and post['featured_media'] > 0, post
        assert post['excerpt']['raw'].startswith('(TGCT) Sapo của'), post['excerpt']
        media = site.get(f"/media/{post['featured_media']}", context='edit')
        assert media['alt_text'] == 'Ghe chở trái cây', media
        assert media['caption']['raw'] == CAPTION + ' Ảnh: Ánh Tuyết.', media['caption']
        shown = json.loads(room.run('list', '--json').stdout)
        assert shown[0]['status'] == 'published', shown


def again_changes_the_same_post(site):
    title = headline('Giá lúa tăng')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = article_with_photo(room, title)
        first = room.publish(article, key, '--as', 'publish')
        second = room.publish(article, key, '--as', 'publish')
        assert second['remote_id'] == first['remote_id'] and second['verified'], second
        assert len(site.posts_titled(title)) == 1
        assert len(site.media_of(room)) == 1


def contributor_submits_for_approval(site):
    title = headline('Bài của cộng tác viên')
    with Newsroom() as room:
        key = room.account('portal', site, 'contributor')
        article = article_with_photo(room, title)
        refused = room.run('publish', article, '--account', 'portal', '--as', 'publish',
                           password=key, expect=1)
        assert 'pending' in refused.stderr, refused.stderr
        assert site.posts_titled(title) == [], 'something was sent'

        answer = room.publish(article, key, '--as', 'pending')
        assert answer['verified'] is True, answer
        assert [p['kind'] for p in answer['problems']] == ['photo-not-sent'], answer
        post = site.get(f"/posts/{answer['remote_id']}", context='edit')
        assert post['status'] == 'pending', post
        assert CAPTION in post['content']['raw'], post['content']['raw']


def author_publishes(site):
    title = headline('Bài của phóng viên')
    with Newsroom() as room:
        key = room.account('portal', site, 'author')
        answer = room.publish(article_with_photo(room, title), key, '--as', 'publish')
        assert answer['verified'] is True, answer


def draft_then_published(site):
    title = headline('Nháp rồi đăng')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(title, caption=False))
        draft = room.publish(article, key, '--as', 'draft')
        assert draft['verified'], draft
        assert site.get(f"/posts/{draft['remote_id']}", context='edit')['status'] == 'draft'
        published = room.publish(article, key, '--as', 'publish')
        assert published['verified'] and published['remote_id'] == draft['remote_id'], published


def scheduled_for_tomorrow_then_published_now(site):
    title = headline('Hẹn giờ')
    at = (datetime.datetime.now(datetime.timezone.utc)
          + datetime.timedelta(days=1)).replace(microsecond=0)
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(title, caption=False))
        answer = room.publish(article, key, '--as', 'publish', '--at', at.isoformat())
        assert answer['verified'], answer
        post = site.get(f"/posts/{answer['remote_id']}", context='edit')
        assert post['status'] == 'future', post['status']
        assert post['date_gmt'] == at.strftime('%Y-%m-%dT%H:%M:%S'), post['date_gmt']

        now = room.publish(article, key, '--as', 'publish')
        post = site.get(f"/posts/{now['remote_id']}", context='edit')
        assert now['verified'] and post['status'] == 'publish', (now, post['status'])
        assert post['date_gmt'] < at.strftime('%Y-%m-%dT%H:%M:%S'), post['date_gmt']


def past_time_is_refused(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(headline('Quá giờ'), caption=False))
        done = room.run('publish', article, '--account', 'portal', '--as', 'publish', '--at',
                        '2020-01-01T00:00:00+07:00', password=key, expect=1)
        assert done.stderr.strip(), done


def colleagues_change_is_not_overwritten(site):
    title = headline('Hai người sửa')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(title, caption=False))
        first = room.publish(article, key, '--as', 'publish')
        raw = site.get(f"/posts/{first['remote_id']}", context='edit')['content']['raw']
        theirs = raw.replace('Đoạn 2 của', 'ĐỒNG NGHIỆP SỬA đoạn 2 của')
        assert theirs != raw
        site.request('POST', f"/posts/{first['remote_id']}", body={'content': theirs})

        refused = room.publish(article, key, '--as', 'publish', expect=1)
        assert refused['state'] == 'needs-person' and refused['verified'] is False, refused
        now = site.get(f"/posts/{first['remote_id']}", context='edit')['content']['raw']
        assert 'ĐỒNG NGHIỆP SỬA' in now, 'a colleague was overwritten'

        forced = room.publish(article, key, '--as', 'publish', '--replace-theirs')
        assert forced['verified'], forced
        now = site.get(f"/posts/{first['remote_id']}", context='edit')['content']['raw']
        assert 'ĐỒNG NGHIỆP SỬA' not in now
        kept = room.sql('SELECT version.json FROM version JOIN article ON article.id = version.article '
                        'WHERE article.uuid = ?', article)
        assert any('ĐỒNG NGHIỆP SỬA' in row[0] for row in kept), 'their version was not kept'


def colleagues_section_and_tags_stay(site):
    title = headline('Biên tập gắn thẻ')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(title, caption=False))
        first = room.publish(article, key, '--as', 'publish')
        tag = site.request('POST', '/tags', body={'name': headline('thẻ')})[1]['id']
        site.request('POST', f"/posts/{first['remote_id']}", body={'tags': [tag]})
        again = room.publish(article, key, '--as', 'publish')
        assert again['verified'], again
        assert site.get(f"/posts/{first['remote_id']}", context='edit')['tags'] == [tag]


def submitting_does_not_take_down(site):
    """A colleague has published what was pending; sending "pending" again must not unpublish it."""
    title = headline('Đã duyệt')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(title, caption=False))
        first = room.publish(article, key, '--as', 'pending')
        site.request('POST', f"/posts/{first['remote_id']}", body={'status': 'publish'})
        refused = room.publish(article, key, '--as', 'pending', expect=1)
        assert refused['state'] == 'needs-person', refused
        assert site.get(f"/posts/{first['remote_id']}", context='edit')['status'] == 'publish'


def trashed_and_deleted_there_are_told(site):
    for force in (False, True):
        title = headline('Đã bỏ')
        with Newsroom() as room:
            key = room.account('portal', site, 'editor')
            article = room.import_text(page_text(title, caption=False))
            first = room.publish(article, key, '--as', 'draft')
            site.request('DELETE', f"/posts/{first['remote_id']}",
                         query={'force': 'true'} if force else None)
            refused = room.publish(article, key, '--as', 'draft', expect=1)
            assert refused['state'] == 'needs-person', refused
            assert len(site.posts_titled(title)) == (0 if force else 1)


def figure_without_photo_is_not_published(site):
    title = headline('Thiếu ảnh')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(title))
        done = room.run('publish', article, '--account', 'portal', '--as', 'publish', password=key,
                        expect=1)
        assert done.stderr.strip() and site.posts_titled(title) == []
        answer = room.publish(article, key, '--as', 'draft')
        assert answer['verified'], answer


def wrong_password_is_told(site):
    with Newsroom() as room:
        room.account('portal', site, 'editor')
        article = room.import_text(page_text(headline('Sai mật khẩu'), caption=False))
        done = room.publish(article, 'xxxx xxxx xxxx xxxx', '--as', 'draft', expect=1)
        assert done['state'] == 'needs-person', done
        user = site.users['editor']
        refused = room.run('account', 'add', 'hai', '--kind', 'wordpress', '--url', site.url, '--user',
                           user['login'], password='xxxx xxxx', expect=1)
        assert refused.stderr.strip()
        assert 'hai' not in room.run('account', 'list').stdout


def one_photo_in_two_articles_goes_up_once(site):
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        path = picture(os.path.join(room.folder, 'chung.jpg'))
        for number in (1, 2):
            article = room.import_text(page_text(headline(f'Chung ảnh {number}')))
            room.run('photo', 'add', article, path, '--caption', CAPTION, '--alt', 'Ghe', '--credit',
                     'Ánh Tuyết')
            assert room.publish(article, key, '--as', 'publish')['verified']
        assert len(site.media_of(room)) == 1


def sent_picture_is_clean_and_captioned(site):
    """Upright, at most 2560 px, captioned in XMP and IIM, no position."""
    title = headline('Ảnh dựng đứng')
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        path = picture(os.path.join(room.folder, 'to.jpg'), size='3200x2000')
        subprocess.run(['exiftool', '-q', '-overwrite_original', '-n', '-Orientation=6',
                        '-GPSLatitude=10.03', '-GPSLongitude=105.78', '-GPSLatitudeRef=N',
                        '-GPSLongitudeRef=E', '-SerialNumber=12345', '-Artist=Máy ảnh', path], check=True)
        article = room.import_text(page_text(title))
        room.run('photo', 'add', article, path, '--caption', CAPTION, '--alt', 'Ghe', '--credit',
                 'Ánh Tuyết')
        answer = room.publish(article, key, '--as', 'publish')
        assert answer['verified'], answer
        post = site.get(f"/posts/{answer['remote_id']}", context='edit')
        media = site.get(f"/media/{post['featured_media']}", context='edit')
        fetched = os.path.join(room.folder, 'fetched.jpg')
        subprocess.run(['curl', '-fsSo', fetched, media['source_url']], check=True)
        facts = json.loads(subprocess.run(['exiftool', '-j', '-G1', '-a', fetched], check=True,
                                          capture_output=True, text=True).stdout)[0]
        assert facts['File:ImageHeight'] == 2560 and facts['File:ImageWidth'] == 1600, facts
        assert facts['XMP-dc:Description'] == CAPTION, facts
        assert facts['IPTC:Caption-Abstract'] == CAPTION, facts
        assert facts['IPTC:CodedCharacterSet'] == 'UTF8', facts
        assert not [name for name in facts if 'GPS' in name or 'Serial' in name], facts


CASES = [
    whole_article_is_published, again_changes_the_same_post, contributor_submits_for_approval,
    author_publishes, draft_then_published, scheduled_for_tomorrow_then_published_now,
    past_time_is_refused, colleagues_change_is_not_overwritten, colleagues_section_and_tags_stay,
    submitting_does_not_take_down, trashed_and_deleted_there_are_told,
    figure_without_photo_is_not_published, wrong_password_is_told,
    one_photo_in_two_articles_goes_up_once, sent_picture_is_clean_and_captioned,
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
