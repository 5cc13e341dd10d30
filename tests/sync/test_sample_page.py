#!/usr/bin/python3
"""test_sample_page.py practice|wordpress: the saved page of a real portal and a real photo go up
whole, once, and are known to stand there."""

import json
import os
import re
import subprocess
import sys

from newsroom import Newsroom, Tap, portal, public_text, squeeze

SAMPLES = os.environ['BANTHAO_SAMPLES']
PAGE = os.path.join(SAMPLES, 'trang-cong-thong-tin.txt')
PHOTO = os.path.join(SAMPLES, 'photos', 'orient6-photo.jpg')
CAPTION = ('Thành ủy Cần Thơ tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố (mở rộng) đánh giá kết quả '
           'thực hiện nhiệm vụ năm 2017.')
ALT = 'Đại biểu dự hội nghị trong hội trường'
CREDIT = 'Hoàng Vĩnh Khang'


def paragraphs():
    """Headline, lead, three paragraphs and byline as they stand in the file."""
    with open(PAGE, encoding='utf-8') as file:
        lines = [line.strip('\n') for line in file]
    body = [line for line in lines if len(line) > 300]
    lead = next(line for line in lines if line.startswith('(TGCT)'))
    return lines[0], lead, body, 'Tin, ảnh: Hoàng Vĩnh Khang'


def goes_up_whole(site):
    headline, lead, body, byline = paragraphs()
    assert len(body) == 3, body
    with Newsroom() as room:
        key = room.account('portal', site, 'editor')
        imported = room.run('import', PAGE)
        assert '111' in imported.stderr, imported.stderr
        article = imported.stdout.strip()
        room.run('photo', 'add', article, PHOTO, '--caption', CAPTION, '--alt', ALT, '--credit', CREDIT)
        answer = room.publish(article, key, '--as', 'publish')
        assert answer['verified'] is True and answer['problems'] == [], answer

        text = public_text(answer['url'])
        wanted = [headline, lead, CAPTION, *body, byline]
        places = [text.find(squeeze(part)) for part in wanted]
        assert -1 not in places, list(zip(wanted, places))
        assert places[3:] == sorted(places[3:]), places
        assert '111' not in text.replace(headline, ''), 'the stray counter went up'

        check_blocks(site, answer['remote_id'])
        check_picture(site, room, answer['remote_id'])

        again = room.publish(article, key, '--as', 'publish')
        assert again['remote_id'] == answer['remote_id'] and again['verified'], again
        assert len(site.posts_titled(headline)) == 1


def check_blocks(site, post):
    """WordPress's own parser finds blocks alone, and writes the same bytes."""
    if site.kind != 'wordpress':
        return
    with open(os.environ['BANTHAO_TEST_WORDPRESS'], encoding='utf-8') as file:
        folder = json.load(file)['dir']
    script = (f'$_SERVER += ["HTTP_HOST" => "127.0.0.1", "REQUEST_URI" => "/", "REQUEST_METHOD" => '
              f'"GET", "SERVER_PROTOCOL" => "HTTP/1.1"]; require "{folder}/www/wp-load.php"; '
              f'$c = get_post({post})->post_content; $b = parse_blocks($c); '
              '$free = array_filter($b, fn($x) => $x["blockName"] === null && trim($x["innerHTML"])); '
              'echo json_encode(["same" => serialize_blocks($b) === $c, "free" => array_values($free), '
              '"count" => count($b)]);')
    done = subprocess.run(['php', '-r', script], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout[done.stdout.index('{"same"'):])
    assert answer['same'] is True and answer['free'] == [] and answer['count'] >= 6, answer


def check_picture(site, room, post):
    media = site.get('/media/%d' % site.get(f'/posts/{post}', context='edit')['featured_media'],
                     context='edit')
    assert media['alt_text'] == ALT, media
    fetched = os.path.join(room.folder, 'fetched.jpg')
    subprocess.run(['curl', '-fsSo', fetched, media['source_url']], check=True)
    facts = json.loads(subprocess.run(['exiftool', '-j', '-G1', '-a', fetched], check=True,
                                      capture_output=True, text=True).stdout)[0]
    width, height = facts['File:ImageWidth'], facts['File:ImageHeight']
    # The original lies on its side; what was sent stands.
    original = json.loads(subprocess.run(['exiftool', '-j', '-n', PHOTO], check=True,
                                         capture_output=True, text=True).stdout)[0]
    assert original['Orientation'] == 6
    assert (width > height) == (original['ImageWidth'] < original['ImageHeight']), (width, height)
    assert max(width, height) <= 2560
    assert facts.get('IFD0:Orientation', 'Horizontal (normal)') == 'Horizontal (normal)', facts
    assert facts['XMP-dc:Description'] == CAPTION and facts['IPTC:Caption-Abstract'] == CAPTION, facts
    assert facts['IPTC:CodedCharacterSet'] == 'UTF8', facts
    assert facts['IPTC:Credit'] == CREDIT and facts['XMP-photoshop:Credit'] == CREDIT, facts
    assert not [name for name in facts if re.search('GPS|Serial|Owner|MakerNote', name)], facts


def main():
    tap = Tap()
    with portal(sys.argv[1]) as site:
        tap.case(f'{sys.argv[1]}: the page goes up whole, once, and is verified', goes_up_whole, site)
    tap.end()


if __name__ == '__main__':
    main()
