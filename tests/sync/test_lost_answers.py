#!/usr/bin/python3
"""test_lost_answers.py practice|wordpress: every request of a send meets every fault once; in the
end there is one post and one media item, and every field is equal."""

import os
import sys
import uuid

from newsroom import Newsroom, Proxy, Tap, page_text, picture, portal

# What a send asks, by the order in which it asks: method and address.
REQUESTS = {
    'sign-in': 'GET users/me',
    'upload': 'POST /media',
    'create': 'POST /posts([?]|$)',
    'update': 'POST /posts/[0-9]+',
    'read back': 'GET /posts/[0-9]+',
}
FAULTS = ['refuse', 'cut-request', 'drop-reply', 'cut-reply', 'junk', 'status=502', 'status=503,1']


def one_post_and_one_photo(site, request, fault):
    title = f'Mất sóng {uuid.uuid4().hex[:8]}'
    with Newsroom(settle=2) as room, Proxy(site) as proxy:
        key = room.account('portal', site, 'editor', url=proxy.url)
        article = room.import_text(page_text(title))
        path = picture(os.path.join(room.folder, 'anh.jpg'), size='640x400')
        room.run('photo', 'add', article, path, '--caption', 'Một con nước.', '--alt', 'Nước',
                 '--credit', 'Ánh Tuyết')
        method, address = REQUESTS[request].split()
        proxy.set(f'{fault} 1 {method} {address}')

        answer = room.publish(article, key, '--as', 'publish')
        assert proxy.spent(), 'the fault never happened'
        assert answer['verified'] is True and answer['problems'] == [], answer
        assert len(site.posts_titled(title)) == 1, 'posts'
        assert len(site.media_of(room)) == 1, 'media'
        left = room.sql("SELECT count(*) FROM outbox WHERE state NOT IN ('done', 'cancelled')")
        assert left == [(0,)], left


def main():
    kind = sys.argv[1]
    tap = Tap()
    with portal(kind) as site:
        tap.together([(f'{kind}: {fault} at {request}', one_post_and_one_photo, site, request, fault)
                      for request in REQUESTS for fault in FAULTS
                      if len(sys.argv) < 4 or sys.argv[2:4] == [request, fault]], workers=12)
    tap.end()


if __name__ == '__main__':
    main()
