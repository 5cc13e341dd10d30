#!/usr/bin/python3
"""test_kill_sending.py practice|wordpress [TIMES]: the program is killed (-9) in the middle of
sending, at another moment each time; sending again ends with one post and one media item."""

import os
import random
import subprocess
import sys
import time
import uuid

from newsroom import Newsroom, Tap, page_text, picture, portal


def start(room, article, key):
    return subprocess.Popen(
        room.command('publish', article, '--account', 'portal', '--as', 'publish', '--json'),
        env=room.environment(key), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL)


def killed_once(site, room, key, number, whole):
    title = f'Sập nguồn {uuid.uuid4().hex[:8]}'
    article = room.import_text(page_text(title))
    path = picture(os.path.join(room.folder, f'anh{number}.jpg'), size='640x400')
    room.run('photo', 'add', article, path, '--caption', 'Một con nước.', '--alt', 'Nước', '--credit',
             'Ánh Tuyết')
    before = len(site.all_media())

    # Spread over the whole of a send, which was measured first.
    process = start(room, article, key)
    time.sleep(whole * (number + random.random()) / 20)
    process.kill()
    process.wait()

    answer = room.publish(article, key, '--as', 'publish')
    assert answer['verified'] is True, answer
    assert len(site.posts_titled(title)) == 1, 'posts'
    assert len(site.all_media()) == before + 1, 'media'


def main():
    kind = sys.argv[1]
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    random.seed(20171228)
    tap = Tap()
    with portal(kind) as site, Newsroom(settle=2) as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(f'Đo trước {uuid.uuid4().hex[:8]}', caption=False))
        began = time.monotonic()
        start(room, article, key).wait(60)
        whole = (time.monotonic() - began) * 1.6    # a photo takes longer than none
        for number in range(times):
            tap.case(f'{kind}: killed for the {number + 1}. time of {times}', killed_once, site, room,
                     key, number % 20, whole)
    tap.end()


if __name__ == '__main__':
    main()
