# SPDX-License-Identifier: GPL-3.0-or-later
"""Which room may use which, and which libraries: the one table, and how it is checked.

HACKING.md, "The house", says the same in words. The functions take texts, so that the tests
can show them houses that are built wrong.
"""
import re

import house

# A room may include the rooms named here and all that those stand on, and these libraries.
ROOMS = {
    "text": ([], ["glib", "icu", "enchant"]),
    "article": (["text"], ["gobject", "json"]),
    "formats": (["article"], ["gobject", "json", "xml"]),
    "photo": (["text"], ["gobject", "gio", "json", "pixbuf", "lcms", "jpeg", "nettle"]),
    "store": (["article"], ["gobject", "gio", "sqlite"]),
    "portal": (["article"], ["gobject", "gio", "json", "soup", "secret"]),
    "sync": (["store", "photo", "portal", "formats"], ["gobject", "gio", "json"]),
    "messages": (["sync"], ["gobject", "gio", "intl"]),
    "practice": ([], ["glib", "gobject", "gio", "json", "soup", "sqlite", "intl"]),
    "cli": (["messages"], ["gobject", "gio", "json", "intl"]),
    "ui": (["messages"], ["gobject", "gio", "pixbuf", "gtk", "adw", "intl"]),
}
# Below every room but practice, which says so itself.
EVERYWHERE = ["glib"]

# How a library's headers, and its dependency in meson, are recognised.
HEADERS = {
    "glib": r"glib\.h|glib/.*|glib-unix\.h|gmodule\.h",
    "gobject": r"glib-object\.h|gobject/.*",
    "gio": r"gio/.*",
    "icu": r"unicode/.*",
    "enchant": r"enchant\.h",
    "json": r"json-glib/.*",
    "xml": r"libxml/.*",
    "sqlite": r"sqlite3\.h",
    "soup": r"libsoup/.*",
    "secret": r"libsecret/.*",
    "pixbuf": r"gdk-pixbuf/.*",
    "lcms": r"lcms2\.h",
    "jpeg": r"jpeglib\.h",
    "nettle": r"nettle/.*",
    "gtk": r"gtk/.*|gdk/.*|gsk/.*|pango/.*|graphene.*",
    "adw": r"adwaita\.h",
    "intl": r"glib/gi18n\.h|glib/gi18n-lib\.h|libintl\.h",
}
C_HEADERS = (r"(assert|ctype|dlfcn|errno|fcntl|float|inttypes|limits|locale|math|poll|pthread|pwd|sched|setjmp"
             r"|signal|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|termios|time|unistd|wchar)\.h"
             r"|(sys|linux|netinet|arpa|net)/.*")
DEPENDENCIES = {
    "glib": "glib_dep", "gobject": "gobject_dep", "gio": "gio_dep", "icu": "icu_deps",
    "enchant": "enchant_dep",
    "json": "json_dep", "xml": "xml_dep", "sqlite": "sqlite_dep", "soup": "soup_dep",
    "secret": "secret_dep", "pixbuf": "pixbuf_dep", "lcms": "lcms_dep", "jpeg": "jpeg_dep",
    "nettle": "nettle_dep",
    "gtk": "gtk_dep", "adw": "adw_dep",
}
GENERATED = r"bt-config\.h|bt-[a-z-]*resources?\.h"

# What blocks without saying so in its name; the window has it only in worker threads.
BLOCKING = re.compile(
    r"\b(\w+_sync|g_file_(load_contents|replace_contents|get_contents|set_contents\w*|copy|move"
    r"|delete|query_info|enumerate_children|query_exists|read|replace|create|append_to)"
    r"|g_usleep|g_main_loop_run|g_main_context_iteration|sleep|usleep|system|gtk_dialog_run"
    r"|g_thread_join) \(")


def rooms_below(room):
    below = set()
    for lower in ROOMS[room][0]:
        below |= {lower} | rooms_below(lower)
    return below


def libraries_of(room):
    own = ROOMS[room][1]
    return set(own) if room == "practice" else set(own) | set(EVERYWHERE)


def library_of_header(header):
    # gi18n.h lies in glib/ but is about words for people: the last match is the closest.
    names = [name for name, pattern in HEADERS.items() if re.fullmatch(pattern, header)]
    return names[-1] if names else None


def wrong_includes(room, text):
    """What is wrong with the #include lines of one file of a room: (line, why)."""
    found = []
    text = house.without_comments(text)
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', text, re.M):
        why = wrong_include(room, match[1] == '"', match[2])
        if why:
            found.append((house.line_of(text, match.start()), f"{match[2]}: {why}"))
    return found


def wrong_include(room, quoted, header):
    if quoted:
        if re.fullmatch(GENERATED, header):
            return None
        other, _, _ = header.partition("/")
        if other not in ROOMS:
            return 'not written "room/bt-x.h"'
        if other != room and other not in rooms_below(room):
            return f"{room} does not stand on {other}"
        return None
    if re.fullmatch(C_HEADERS, header):
        return None
    library = library_of_header(header)
    if library is None:
        return "this library is in no table"
    if library not in libraries_of(room):
        return f"{room} does not use {library}"
    return None


def wrong_dependencies(room, meson_text):
    """What is wrong with the dependencies in a room's meson.build."""
    text = re.sub(r"#[^\n]*", "", meson_text)
    allowed = {DEPENDENCIES[name] for name in libraries_of(room) if name in DEPENDENCIES}
    allowed |= {f"libbt_{lower}_dep" for lower in rooms_below(room) | {room}}
    # A list that the room makes for itself is seen through what is in it.
    allowed |= set(re.findall(r"^(\w+_deps?) = ", text, re.M))
    used = set(re.findall(r"\b\w+_deps?\b", text))
    return [f"{room} does not use {name}" for name in sorted(used - allowed)]


def functions(text):
    """(name, head, body, offset of the body) of each function that a C file defines, in the
    layout that .clang-format gives: name and brace at the start of a line."""
    for match in re.finditer(r"^(\w+) \(((?:[^(){}]|\([^()]*\))*)\)\n\{\n(.*?)^\}", text,
                             re.M | re.S):
        yield match[1], match[2], match[3], match.start(3)


def runs_in_worker(head):
    """Whether a function has the parameters of a GTaskThreadFunc."""
    return bool(re.match(r"\s*GTask \*\w+,\s*gpointer \w+,\s*gpointer \w+,\s*GCancellable \*\w+\s*$",
                         head))


def blocking_functions(headers):
    """The functions of our own that block: those with an _async sister, those that can be
    cancelled, and those whose comment says so."""
    found = set()
    text = "\n".join(headers)
    plain = house.without_comments(text)
    names = set(re.findall(r"\b(bt_\w+) \(", plain))
    for match in re.finditer(r"\b(bt_\w+) \(([^;{}]*)\);", plain):
        name, parameters = match[1], match[2]
        if name.endswith(("_async", "_finish", "_sync")):
            continue
        if f"{name}_async" in names or "GCancellable *" in parameters:
            found.add(name)
    for comment in re.finditer(r"/\*\*\s*(?:\*\s*)?(bt_\w+):(.*?)\*/", text, re.S):
        if re.search(r"\bBlocks\b", comment[2]):
            found.add(comment[1])
    return {name for name in found if not name.endswith(("_async", "_finish"))}


def wrong_calls(text, blocking):
    """Calls that block, in code of the window that does not run in a worker: (line, call)."""
    plain = house.without_comments(text, keep_strings=False)
    worker = [(start, start + len(body)) for _, head, body, start in functions(plain)
              if runs_in_worker(head)]
    ours = re.compile(r"\b(" + "|".join(sorted(blocking) or ["-"]) + r") \(")
    found = []
    for pattern in (BLOCKING, ours):
        for match in pattern.finditer(plain):
            if not any(start <= match.start() < end for start, end in worker):
                found.append((house.line_of(plain, match.start()), match[1]))
    return sorted(set(found))
