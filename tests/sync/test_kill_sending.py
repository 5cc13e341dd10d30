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


def killed_once(site, room, key, number, whole, moments):
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
    moments.update(room.sql("SELECT state, coalesce(step, '') FROM outbox WHERE state = 'sending'"))

    answer = room.publish(article, key, '--as', 'publish')
    assert answer['verified'] is True, answer
    assert len(site.posts_titled(title)) == 1, 'posts'
    assert len(site.all_media()) == before + 1, 'media'


def met_different_moments(moments):
    """Otherwise the kills have shown nothing."""
    print(f'# killed while: {sorted(moments)}')
    assert len(moments) >= 4, moments


def main():
    kind = sys.argv[1]
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    random.seed(20171228)
    tap = Tap()
    with portal(kind) as site, Newsroom(settle=2) as room:
        key = room.account('portal', site, 'editor')
        article = room.import_text(page_text(f'Đo trước {uuid.uuid4().hex[:8]}'))
        room.run('photo', 'add', article, picture(os.path.join(room.folder, 'anh.jpg'), size='640x400'))
        began = time.monotonic()
        start(room, article, key).wait(60)
        whole = time.monotonic() - began
        moments = set()
        for number in range(times):
            tap.case(f'{kind}: killed for the {number + 1}. time of {times}', killed_once, site, room,
                     key, number % 20, whole, moments)
        tap.case(f'{kind}: kills met different moments of sending', met_different_moments, moments)
    tap.end()


if __name__ == '__main__':
    main()
