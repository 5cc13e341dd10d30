# SPDX-License-Identifier: GPL-3.0-or-later
"""What the contract's table is written with: cases, steps, expectations, values."""
import datetime
import random
import re

SITE_ZONE = datetime.timezone(datetime.timedelta(hours=7))
MISSING = object()

TESTS = {
    'matches': lambda value, pattern: isinstance(value, str) and re.search(pattern, value),
    'contains': lambda value, *parts: value is not MISSING and all(part in value for part in parts),
    'lacks': lambda value, *parts: value is not MISSING and not any(part in value for part in parts),
    'is at least': lambda value, number: value is not MISSING and int(value) >= number,
    'differs from': lambda value, other: value is not MISSING and value != other,
    'is absent': lambda value: value is MISSING,
    'is there': lambda value: value is not MISSING,
}


class Check:
    """An expectation that is more than equality."""

    def __init__(self, kind, *arguments):
        self.kind, self.arguments = kind, arguments

    def __repr__(self):
        return ' '.join([self.kind] + [repr(argument) for argument in self.arguments])

    def holds(self, value):
        return bool(TESTS[self.kind](value, *self.arguments))


def matches(pattern):
    return Check('matches', pattern)


def contains(*parts):
    return Check('contains', *parts)


def lacks(*parts):
    return Check('lacks', *parts)


def at_least(number):
    return Check('is at least', number)


def differs(other):
    return Check('differs from', other)


ABSENT = Check('is absent')
PRESENT = Check('is there')


def holds(expected, value):
    """Equality is strict: 1 is not true, and no number is a text."""
    if isinstance(expected, Check):
        return expected.holds(value)
    return value == expected and type(value) is type(expected)


class Step:
    """One request and what its answer must be.

    role     who asks: a key of the site's users, or None for a reader
    route    below /wp-json/wp/v2/, or a whole path
    code     of WordPress's error object; data.status and message are then checked as well
    json     the body, as JSON; or body: bytes, or text
    auth     instead of the role's own: "editor:wrong" (the user of that role, this password; "*"
             stands for the right one, "editor@" for the e-mail address), or a whole header
    facts    path in the answer -> what must be there; replies: the same for headers
    text     what the body must be, as text
    keep     a name under which later steps find the answer: {name.id}
    """

    def __init__(self, role, method, route, status, code=None, *, json=None, body=None,
                  headers=None, facts=None, replies=None, text=None, keep=None, auth=None):
        self.role, self.method, self.route, self.status, self.code = role, method, route, status, code
        self.json, self.body, self.headers = json, body, headers or {}
        self.facts, self.replies, self.text = facts or {}, replies or {}, text
        self.keep, self.auth = keep, auth


class Case:
    def __init__(self, name, *steps):
        self.name, self.steps = name, steps


def dig(value, path):
    """The fact at "title.raw" or "_links.self.0.href"; a "#" at the end counts."""
    for part in path.split('.'):
        if part == '#':
            return len(value) if isinstance(value, (list, dict, str)) else MISSING
        if isinstance(value, list) and re.fullmatch(r'-?\d+', part):
            value = value[int(part)] if -len(value) <= int(part) < len(value) else MISSING
        else:
            value = value.get(part, MISSING) if isinstance(value, dict) else MISSING
        if value is MISSING:
            return MISSING
    return value


UTC = datetime.timezone.utc
MOMENTS = {'local': (SITE_ZONE, ''), 'offset': (SITE_ZONE, '+07:00'), 'gmt': (UTC, ''), 'zulu': (UTC, 'Z')}


class Values:
    """What a case can refer to, in every text of its steps:

    {u}              a word that no other case and no other run uses
    {post.id}        a fact of the answer kept as "post"
    {user.author}    a user's id
    {local+3600}, {offset+60}, {gmt-60}, {zulu+0}
                     a moment, seconds from now, the same for the whole case
    A text that is nothing else becomes the value itself, a number for an id.
    """

    def __init__(self, users):
        word = ''.join(random.choice('bcdfghjklmnpqrstvwxz') for _ in range(9))
        self.kept = {'u': word, 'user': {role: user['id'] for role, user in users.items()}}
        self.now = datetime.datetime.now(UTC)

    def find(self, name):
        match = re.fullmatch(r'(local|offset|gmt|zulu)([+-]\d+)', name)
        if match is None:
            return dig(self.kept, name)
        zone, suffix = MOMENTS[match[1]]
        there = (self.now + datetime.timedelta(seconds=int(match[2]))).astimezone(zone)
        return there.strftime('%Y-%m-%dT%H:%M:%S') + suffix

    def fill(self, value):
        if isinstance(value, dict):
            return {self.fill(key): self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if isinstance(value, Check):
            return Check(value.kind, *[self.fill(item) for item in value.arguments])
        if not isinstance(value, str):
            return value
        whole = re.fullmatch(r'\{([\w.:+-]+)\}', value)
        if whole and self.find(whole[1]) is not MISSING:
            return self.find(whole[1])

        def replace(match):
            found = self.find(match[1])
            return match[0] if found is MISSING else str(found)
        return re.sub(r'\{([\w.:+-]+)\}', replace, value)
