# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract's cases: the media library."""
import base64
import struct

from contract_kit import ABSENT, Case, PRESENT, Step, contains, differs, matches

JPEG = base64.b64decode(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO'
    'UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P'
    'T09PT09PT0//wAARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUG/8QAGRAAAQUAAAAAAAAAAAAAAAAAAAIS'
    'FFFh/8QAFQEBAQAAAAAAAAAAAAAAAAAABQb/xAAXEQADAQAAAAAAAAAAAAAAAAAAAxUW/9oADAMBAAIRAxEAPwDLSNEjSa9Vh6rK'
    'PPqFbbD/2Q==')
PNG = base64.b64decode(
    'iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAMAAADtRZdSAAAAA1BMVEUAgACc+aWRAAAADElEQVQI12NgoAYAAABGAAHG6kBMAAAAAElFTkSuQmCC')
GIF = base64.b64decode('R0lGODlhCwANAPAAAAAA/wAAACH5BAAAAAAALAAAAAALAA0AAAIKhI+py+0Po5x0FQA7')
WEBP = base64.b64decode('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoKAAYABABoJaQAA3AA/vLCAAA=')
WEBP_LOSSLESS = base64.b64decode('UklGRh4AAABXRUJQVlA4TBEAAAAvCUABAAfQ//73v/+BiOh/AAA=')


def iim_jpeg(**records):
    """JPEG with an IPTC-IIM block; keys such as r120."""
    iim = b'\x1c\x01\x5a\x00\x03\x1b%G'
    for key, text in records.items():
        value = text.encode()
        iim += struct.pack('>BBBH', 0x1c, 2, int(key[1:]), len(value)) + value
    iim += b'\0' * (len(iim) % 2)
    block = b'Photoshop 3.0\0' + b'8BIM\x04\x04\0\0' + struct.pack('>I', len(iim)) + iim
    return JPEG[:2] + b'\xff\xed' + struct.pack('>H', len(block) + 2) + block + JPEG[2:]


def exif_jpeg(description, artist):
    """JPEG with EXIF ImageDescription and Artist."""
    texts = [description.encode() + b'\0', artist.encode() + b'\0']
    start = 8 + 2 + 2 * 12 + 4
    ifd = struct.pack('<H', 2)
    ifd += struct.pack('<HHII', 0x010e, 2, len(texts[0]), start)
    ifd += struct.pack('<HHII', 0x013b, 2, len(texts[1]), start + len(texts[0]))
    block = b'Exif\0\0II*\0' + struct.pack('<I', 8) + ifd + b'\0' * 4 + b''.join(texts)
    return JPEG[:2] + b'\xff\xe1' + struct.pack('>H', len(block) + 2) + block + JPEG[2:]


def upload(role, name, status=201, code=None, *, query='', body=JPEG, mime='image/jpeg', **more):
    headers = {'Content-Type': mime, 'Content-Disposition': f'attachment; filename="{name}"'}
    headers.update(more.pop('headers', {}))
    headers = {key: text for key, text in headers.items() if text is not None}
    return Step(role, 'POST', 'media' + query, status, code, body=body, headers=headers, **more)


MEDIA = [
    Case('a photo goes up raw',
         upload('author', 'anh-{u}.jpg', keep='media',
                replies={'Location': matches(r'/wp-json/wp/v2/media/\d+$'),
                         'X-WP-Upload-Attachment-ID': matches(r'^\d+$')},
                facts={'source_url': matches(r'^http://127\.0\.0\.1:\d+/wp-content/uploads/\d{4}/\d\d/anh-{u}\.jpg$'),
                       'slug': 'anh-{u}', 'title.raw': 'anh-{u}', 'caption.raw': '', 'alt_text': '',
                       'media_type': 'image', 'mime_type': 'image/jpeg', 'media_details.width': 16,
                       'media_details.height': 12, 'media_details.filesize': len(JPEG),
                       'author': '{user.author}', 'status': 'inherit', 'type': 'attachment', 'post': None}),
         Step(None, 'GET', 'media/{media.id}', 200, facts={'source_url': '{media.source_url}',
                                                           'media_details.width': 16})),
    Case('the file is served as it was sent',
         upload('author', 'giu-{u}.png', body=PNG, mime='image/png', keep='media'),
         Step(None, 'GET', '/wp-content/uploads/{media.media_details.file}', 200,
               replies={'Content-Type': 'image/png', 'Content-Length': str(len(PNG))})),
    Case('title, caption and alternative text go with it',
         upload('editor', 'chu-{u}.jpg',
                query='?title=Tít {u}&caption=Chú thích {u}&alt_text=Mô tả {u}&description=Dài {u}',
                facts={'title.raw': 'Tít {u}', 'caption.raw': 'Chú thích {u}', 'alt_text': 'Mô tả {u}',
                       'description.raw': 'Dài {u}', 'slug': 'tit-{u}',
                       'caption.rendered': contains('<p>Chú thích {u}</p>')})),
    Case('a slug goes with it, and is unique',
         upload('author', 'sl-{u}.jpg', query='?slug=cua-toi-{u}', facts={'slug': 'cua-toi-{u}'}),
         upload('author', 'sm-{u}.jpg', query='?slug=cua-toi-{u}', facts={'slug': 'cua-toi-{u}-2'})),
    Case('what authors send is filtered',
         upload('author', 'loc-{u}.jpg', query='?title=A %26 B&caption=C %26 <b>D</b><script>x</script>&alt_text=E %26 "F"',
                facts={'title.raw': 'A &amp; B', 'caption.raw': 'C &amp; <b>D</b>x', 'alt_text': 'E & "F"'})),
    Case('what editors send is not',
         upload('editor', 'tho-{u}.jpg', query='?title=A %26 B&caption=C %26 <b>D</b>',
                facts={'title.raw': 'A & B', 'caption.raw': 'C & <b>D</b>'})),
    Case('alternative text is one plain line',
         upload('editor', 'alt-{u}.jpg', query='?alt_text=  Dòng  một <b>đậm</b>  ',
                facts={'alt_text': 'Dòng một đậm'})),
    Case('the checksum is checked',
         upload('author', 'md5-{u}.jpg', headers={'Content-MD5': 'right'}),
         upload('author', 'sai-{u}.jpg', 412, 'rest_upload_hash_mismatch',
                headers={'Content-MD5': '0' * 32}),
         Step('author', 'GET', 'media?slug=sai-{u}', 200, facts={'#': 0})),
    Case('the same name again gets a number',
         upload('author', 'trung-{u}.jpg', facts={'source_url': matches(r'/trung-{u}\.jpg$')}),
         upload('author', 'trung-{u}.jpg', facts={'source_url': matches(r'/trung-{u}-1\.jpg$')}),
         upload('author2', 'trung-{u}.jpg', facts={'source_url': matches(r'/trung-{u}-2\.jpg$')})),
    Case('names lose accents and spaces',
         upload('author', 'Lũ lụt ở Đà Nẵng {u}.jpg', headers={
                    'Content-Disposition': 'attachment; filename="Lũ lụt ở Đà Nẵng {u}.jpg"'},
                facts={'source_url': matches(r'/Lu-lut-o-Da-Nang-{u}\.jpg$'),
                       'slug': 'lu-lut-o-da-nang-{u}'})),
    Case('a name without quotes will do',
         upload('author', '', headers={'Content-Disposition': 'attachment; filename=tran-{u}.jpg'},
                facts={'source_url': matches(r'/tran-{u}\.jpg$')})),
    Case('a name leads to no other folder',
         upload('author', '../../../../tren-{u}.jpg',
                facts={'source_url': matches(r'/uploads/\d{4}/\d\d/tren-{u}\.jpg$')}),
         upload('author', '..\\\\..\\\\duoi-{u}.jpg',
                facts={'source_url': matches(r'/uploads/\d{4}/\d\d/[^/]*duoi-{u}\.jpg$')})),
    Case('the name must be told',
         upload('author', '', 400, 'rest_upload_no_content_disposition',
                headers={'Content-Disposition': None}),
         upload('author', '', 400, 'rest_upload_invalid_disposition', headers={'Content-Disposition': 'attachment'}),
         upload('author', '', 400, 'rest_upload_invalid_disposition',
                headers={'Content-Disposition': "attachment; filename*=UTF-8''anh-{u}.jpg"})),
    Case('of two names the plain one counts',
         upload('author', '', headers={'Content-Disposition':
                                       "attachment; filename=\"thuong-{u}.jpg\"; filename*=UTF-8''khac-{u}.jpg"},
                facts={'source_url': matches(r'/thuong-{u}\.jpg$')})),
    Case('nothing is no photo', upload('author', 'rong-{u}.jpg', 400, 'rest_upload_no_data', body=b'')),
    Case('the kind must be told',
         upload('author', 'loai-{u}.jpg', 400, 'rest_upload_no_content_type', headers={'Content-Type': None})),
    Case('text is no photo',
         upload('author', 'chu-{u}.jpg', 500, 'rest_upload_sideload_error', body=b'Xin chao ' * 30),
         upload('author', 'ma-{u}.php', 500, 'rest_upload_sideload_error', body=b'<?php phpinfo();'),
         upload('author', 'trang-{u}.html', 500, 'rest_upload_sideload_error', body=b'<html></html>', mime='text/html')),
    Case('a drawing with scripts is no photo',
         upload('editor', 've-{u}.svg', 500, 'rest_upload_sideload_error', mime='image/svg+xml',
                body=b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')),
    Case('the bytes say which kind it is',
         upload('author', 'that-{u}.jpg', body=PNG,
                facts={'source_url': matches(r'/that-{u}\.png$'), 'mime_type': 'image/png',
                       'media_details.width': 9, 'media_details.height': 7})),
    Case('a GIF has its size', upload('author', 'dong-{u}.gif', body=GIF, mime='image/gif', facts={
        'mime_type': 'image/gif', 'media_details.width': 11, 'media_details.height': 13})),
    Case('a WebP has its size',
         upload('author', 'nhe-{u}.webp', body=WEBP, mime='image/webp', facts={
             'mime_type': 'image/webp', 'media_details.width': 10, 'media_details.height': 6}),
         upload('author', 'nhe2-{u}.webp', body=WEBP_LOSSLESS, mime='image/webp', facts={
             'media_details.width': 10, 'media_details.height': 6})),
    Case('a photo cut short is taken',
         upload('author', 'cut-{u}.jpg', body=JPEG[:-40], facts={'media_details.width': 16})),
    Case('a contributor may not upload',
         upload('contributor', 'anh-{u}.jpg', 403, 'rest_cannot_create'),
         upload(None, 'anh-{u}.jpg', 401, 'rest_cannot_create')),
    Case('a wrong password uploads nothing',
         upload(None, 'lau-{u}.jpg', 401, 'rest_cannot_create', auth='author:wrong'),
         Step('author', 'GET', 'media?slug=lau-{u}', 200, facts={'#': 0})),
    Case('title and caption are filled from the file',
         upload('author', 'iim-{u}.jpg', body=iim_jpeg(r105='Tít trong ảnh', r120='Chú thích trong ảnh', r110='TGCT'),
                facts={'title.raw': 'Tít trong ảnh', 'caption.raw': 'Chú thích trong ảnh',
                       'media_details.image_meta.credit': 'TGCT',
                       'media_details.image_meta.title': 'Tít trong ảnh'}, keep='media'),
         Step('author', 'POST', 'media/{media.id}', 200, json={'caption': '', 'title': 'Của tôi', 'alt_text': ''},
               facts={'caption.raw': '', 'title.raw': 'Của tôi'})),
    Case('empty is no title and no caption',
         upload('author', 'trong-{u}.jpg', query='?title=&caption=',
                body=iim_jpeg(r005='Tên ảnh', r120='Chú thích trong ảnh'),
                facts={'title.raw': 'Tên ảnh', 'caption.raw': 'Chú thích trong ảnh'})),
    Case('what is sent goes before what the file says',
         upload('author', 'uu-{u}.jpg', query='?title=Gửi&caption=Lời gửi',
                body=iim_jpeg(r105='Tít trong ảnh', r120='Chú thích trong ảnh'),
                facts={'title.raw': 'Gửi', 'caption.raw': 'Lời gửi'})),
    Case('a short caption in the file becomes the title as well',
         upload('author', 'ngan-{u}.jpg', body=iim_jpeg(r120='Ngắn thôi'),
                facts={'title.raw': 'Ngắn thôi', 'caption.raw': 'Ngắn thôi'}),
         upload('author', 'dai-{u}.jpg', body=iim_jpeg(r120='Rất dài ' * 20),
                facts={'title.raw': 'dai-{u}', 'caption.raw': matches('^(Rất dài ){19}Rất dài$')})),
    Case('EXIF serves where there is no IPTC',
         upload('author', 'exif-{u}.jpg', body=exif_jpeg('Mô tả EXIF', 'Nguyễn Văn A'),
                facts={'title.raw': 'Mô tả EXIF', 'caption.raw': 'Mô tả EXIF',
                       'media_details.image_meta.credit': 'Nguyễn Văn A'})),
    Case('texts of a photo are changed later',
         upload('author', 'sua-{u}.jpg', keep='media'),
         Step('author', 'POST', 'media/{media.id}', 200,
               json={'title': 'Tít {u}', 'caption': 'Lời {u}', 'alt_text': 'Thay {u}', 'description': 'Dài'},
               facts={'title.raw': 'Tít {u}', 'caption.raw': 'Lời {u}', 'alt_text': 'Thay {u}',
                     'slug': '{media.slug}', 'source_url': '{media.source_url}'}),
         Step('editor', 'PUT', 'media/{media.id}', 200, json={'alt_text': 'Của biên tập'},
               facts={'alt_text': 'Của biên tập', 'title.raw': 'Tít {u}'}),
         Step(None, 'GET', 'media/{media.id}', 200, facts={'alt_text': 'Của biên tập', 'title.raw': ABSENT,
                                                           'title.rendered': 'Tít {u}'})),
    Case('an author does not touch a colleague’s photo',
         upload('author', 'nguoi-{u}.jpg', keep='media'),
         Step('author2', 'GET', 'media/{media.id}', 200, facts={'id': '{media.id}'}),
         Step('author2', 'GET', 'media/{media.id}?context=edit', 403, 'rest_forbidden_context'),
         Step('author2', 'POST', 'media/{media.id}', 403, 'rest_cannot_edit', json={'title': 'x'}),
         Step('author2', 'DELETE', 'media/{media.id}?force=true', 403, 'rest_cannot_delete'),
         Step(None, 'POST', 'media/{media.id}', 401, 'rest_cannot_edit', json={'title': 'x'})),
    Case('a photo is found by its slug, a colleague’s too',
         upload('author', 'tim-{u}.jpg', keep='media'),
         Step('author', 'GET', 'media?slug=tim-{u}&context=edit', 200, facts={'#': 1, '0.id': '{media.id}',
                                                                              '0.title.raw': 'tim-{u}'}),
         Step('author2', 'GET', 'media?slug=tim-{u}', 200, facts={'#': 1, '0.id': '{media.id}'}),
         Step('contributor', 'GET', 'media?slug=tim-{u}', 200, facts={'#': 1}),
         Step('author2', 'GET', 'media?slug=tim-{u}&context=edit', 200, facts={'#': 0}, replies={'X-WP-Total': '1'}),
         Step('author', 'GET', 'media?slug=khong-{u}', 200, facts={'#': 0})),
    Case('a photo is found by its words',
         upload('author', 'tu-{u}.jpg', query='?title=Lụt {u}&description=Sông Hàn', keep='media'),
         Step('author', 'GET', 'media?search=Lụt {u}', 200, facts={'#': 1, '0.id': '{media.id}'}),
         Step('author', 'GET', 'media?search={u} Hàn', 200, facts={'#': 1})),
    Case('a photo is deleted for good or not at all',
         upload('author', 'xoa-{u}.jpg', keep='media'),
         Step('author', 'DELETE', 'media/{media.id}', 501, 'rest_trash_not_supported'),
         Step('author', 'DELETE', 'media/{media.id}?force=true', 200, facts={'deleted': True, 'previous.id': '{media.id}'}),
         Step('author', 'GET', 'media/{media.id}', 404, 'rest_post_invalid_id'),
         Step(None, 'GET', '/wp-content/uploads/{media.media_details.file}', 404)),
    Case('an unknown photo',
         Step('author', 'GET', 'media/999999?context=edit', 404, 'rest_post_invalid_id'),
         Step('editor', 'POST', 'media/999999', 404, 'rest_post_invalid_id', json={'title': 'x'}),
         Step('editor', 'DELETE', 'media/999999?force=true', 404, 'rest_post_invalid_id')),
    Case('an article is no photo, a photo no article',
         Step('author', 'POST', 'posts', 201, json={'title': '{u}'}, keep='post'),
         upload('author', 'k-{u}.jpg', keep='media'),
         Step('author', 'GET', 'media/{post.id}', 404, 'rest_post_invalid_id'),
         Step('author', 'GET', 'posts/{media.id}', 404, 'rest_post_invalid_id')),
    Case('unfinished work on a photo is finished',
         upload('author', 'not-{u}.jpg', keep='media'),
         Step('author', 'POST', 'media/{media.id}/post-process', 200, json={'action': 'create-image-subsizes'},
               facts={'id': '{media.id}', 'missing_image_sizes.#': 0}),
         Step('author', 'POST', 'media/{media.id}/post-process', 400, 'rest_missing_callback_param', json={}),
         Step('author2', 'POST', 'media/{media.id}/post-process', 403, 'rest_cannot_edit',
               json={'action': 'create-image-subsizes'})),
    Case('a photo can belong to an article',
         Step('author', 'POST', 'posts', 201, json={'title': '{u}'}, keep='post'),
         upload('author', 'thuoc-{u}.jpg', query='?post={post.id}', facts={'post': '{post.id}'}),
         upload('author2', 'khong-{u}.jpg', 403, 'rest_cannot_edit', query='?post={post.id}')),
]
