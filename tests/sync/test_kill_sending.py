#!/usr/bin/python3
"""test_kill_sending.py practice|wordpress [TIMES]: the program is killed (-9) in the middle of
sending, at another moment each time; sending again ends with one post and one media item."""

import concurrent.futures
import os
import random
import subprocess
import sys
import time
import uuid

from newsroom import Newsroom, Tap, page_text, picture, portal

TOGETHER = 3
STEPS = ['photo:', 'create', 'update', 'status']


def start(room, article, key):
    return subprocess.Popen(
        room.command('publish', article, '--account', 'portal', '--as', 'publish', '--json'),
        env=room.environment(key), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL)


def await_step(room, article, step, until):
    while time.monotonic() < until:
        now = room.sql('SELECT step FROM outbox JOIN article ON article.id = outbox.article '
                       'WHERE uuid = ?', article)
        if now and (now[0][0] or '').startswith(step):
            return
        time.sleep(0.003)


def killed_once(site, room, key, number, whole, moments):
    title = f'Sập nguồn {uuid.uuid4().hex[:8]}'
    article = room.import_text(page_text(title))
    path = picture(os.path.join(room.folder, f'anh{number}.jpg'), size='640x400')
    room.run('photo', 'add', article, path, '--caption', 'Một con nước.', '--alt', 'Nước', '--credit',
             'Ánh Tuyết')
    photo, = [block['items'][0]['photo'] for block in room.article(article)['blocks']
              if block['kind'] == 'figure']

    # Half of them spread over the whole of a send, which was measured first; half soon after a
    # step has begun, for most steps are short.
    process = start(room, article, key)
    if number % 2:
        await_step(room, article, STEPS[number // 2 % len(STEPS)], time.monotonic() + 2 * whole)
        time.sleep(random.random() * 0.04)
    else:
        time.sleep(whole * (number + random.random()) / 20)
    process.kill()
    process.wait()
    moments.update(room.sql("SELECT state, coalesce(step, '') FROM outbox JOIN article "
                            "ON article.id = outbox.article WHERE state = 'sending' AND uuid = ?",
                            article))

    answer = room.publish(article, key, '--as', 'publish')
    assert answer['verified'] is True, answer
    assert len(site.posts_titled(title)) == 1, 'posts'
    media = [item for item in site.all_media() if photo[:20] in item['source_url']]
    assert len(media) == 1, media


def met_different_moments(moments):
    """Otherwise the kills have shown nothing."""
    kinds = {(state, step.split(':')[0]) for state, step in moments}
    print(f'# killed while: {sorted(kinds)}')
    assert len(kinds) >= 4, kinds


def main():
    kind = sys.argv[1]
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    random.seed(20171228)
    tap = Tap()
    with portal(kind) as site, Newsroom(settle=2) as room:
        key = room.account('portal', site, 'editor')

        def measure(number):
            article = room.import_text(page_text(f'Đo trước {uuid.uuid4().hex[:8]}'))
            room.run('photo', 'add', article,
                     picture(os.path.join(room.folder, f'do{number}.jpg'), size='640x400'))
            began = time.monotonic()
            start(room, article, key).wait(60)
            return time.monotonic() - began

        # As many at once as will be killed at once.
        with concurrent.futures.ThreadPoolExecutor(TOGETHER) as pool:
            whole = max(pool.map(measure, range(TOGETHER)))
        moments = set()
        tap.together([(f'{kind}: killed for the {number + 1}. time of {times}', killed_once, site,
                       room, key, number % 20, whole, moments) for number in range(times)], TOGETHER)
        tap.case(f'{kind}: kills met different moments of sending', met_different_moments, moments)
    tap.end()


if __name__ == '__main__':
    main()
