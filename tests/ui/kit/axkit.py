# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistive technology sees of a program, read and driven over raw D-Bus.

The usual client library keeps a cache that was seen to go stale; here every read asks the
program itself. GTK answers in its main loop: a call that times out means that the window
hangs.
"""
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402  (Atspi for the names of roles only)

PREFIX = "org.a11y.atspi."
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
NOTHING = "/org/a11y/atspi/null"
CALL_TIMEOUT_MS = 5000
IN_WINDOW = 1   # ATSPI_COORD_TYPE_WINDOW
TO_THE_END = 1 << 30   # -1 fails on GTK 4.8's entries; CharacterCount is short where anchors are

STATES = (
    "invalid active armed busy checked collapsed defunct editable enabled expandable expanded "
    "focusable focused has-tooltip horizontal iconified modal multi-line multiselectable opaque "
    "pressed resizable selectable selected sensitive showing single-line stale transient "
    "vertical visible manages-descendants indeterminate required truncated animated "
    "invalid-entry supports-autocompletion selectable-text is-default visited checkable "
    "has-popup read-only").split()


class Timeout(AssertionError):
    """What was waited for did not come."""


def wait(probe, what, seconds=5):
    """Asks again until probe () gives something true, and returns that. Things that are not
    there yet (a D-Bus error, an index too high) count as no."""
    end = time.monotonic() + seconds
    reason = ""
    while True:
        try:
            value = probe()
            if value:
                return value
        except (GLib.Error, ValueError, IndexError) as error:
            reason = f": {error}"
        if time.monotonic() > end:
            raise Timeout(f"waited {seconds} s for {what}{reason}")
        time.sleep(0.02)


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, 0, CALL_TIMEOUT_MS, None).unpack()[0]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, name, path, interface, method, arguments=None):
        answer = self.connection.call_sync(name, path, interface, method, arguments, None, 0,
                                           CALL_TIMEOUT_MS, None)
        return answer.unpack() if answer else ()

    def _pid(self, name):
        return self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]

    def application(self, pid, seconds=20):
        """The root of the program that has this process id."""
        def find():
            for node in Node(self, *REGISTRY).children():
                if self._pid(node.bus_name) == pid:
                    return node
            return None
        return wait(find, f"an accessible program with process id {pid}", seconds)


class Node:
    """One accessible thing: a window, a button, a text."""

    def __init__(self, bus, bus_name, path):
        self.bus, self.bus_name, self.path = bus, bus_name, path

    def __eq__(self, other):
        return (isinstance(other, Node)
                and (self.bus_name, self.path) == (other.bus_name, other.path))

    def __hash__(self):
        return hash((self.bus_name, self.path))

    def __repr__(self):
        try:
            return f"<{self.role} {self.name!r}>"
        except GLib.Error:
            return f"<gone {self.path}>"

    def _call(self, interface, method, signature=None, *arguments):
        packed = GLib.Variant(signature, arguments) if signature else None
        return self.bus.call(self.bus_name, self.path, PREFIX + interface, method, packed)

    def _property(self, interface, name):
        return self.bus.call(self.bus_name, self.path, "org.freedesktop.DBus.Properties", "Get",
                             GLib.Variant("(ss)", (PREFIX + interface, name)))[0]

    # --- what it is

    @property
    def name(self):
        return self._property("Accessible", "Name")

    @property
    def description(self):
        return self._property("Accessible", "Description")

    @property
    def role(self):
        return Atspi.role_get_name(Atspi.Role(self._call("Accessible", "GetRole")[0]))

    @property
    def states(self):
        low, high = self._call("Accessible", "GetState")[0]
        bits = low | high << 32
        return {name for index, name in enumerate(STATES) if bits >> index & 1}

    @property
    def interfaces(self):
        return [name.removeprefix(PREFIX) for name in self._call("Accessible", "GetInterfaces")[0]]

    @property
    def relations(self):
        """The relation's number (ATSPI_RELATION_…) and the nodes it points to."""
        return {kind: [Node(self.bus, *target) for target in targets]
                for kind, targets in self._call("Accessible", "GetRelationSet")[0]}

    # --- finding

    def children(self):
        return [Node(self.bus, name, path)
                for name, path in self._call("Accessible", "GetChildren")[0] if path != NOTHING]

    def walk(self):
        """It and all that is below it; what goes away meanwhile is left out."""
        yield self
        try:
            children = self.children()
        except GLib.Error:
            return
        for child in children:
            yield from child.walk()

    def all(self, role=None, name=None, has=None, where=None):
        """Every node below with this role, this very name, this in its name, and for which
        where (node) holds; each of them may be left out."""
        found = []
        for node in self.walk():
            try:
                if name is not None and node.name != name:
                    continue
                if has is not None and has not in node.name:
                    continue
                if role is not None and node.role != role:
                    continue
                if where is not None and not where(node):
                    continue
                found.append(node)
            except GLib.Error:
                pass
        return found

    def find(self, role=None, name=None, has=None, where=None, seconds=5):
        """The first such node, waited for. Roles differ between versions of GTK: rather give
        the name."""
        wanted = " ".join(str(x) for x in (role, name and repr(name), has and f"with {has!r}") if x)
        return wait(lambda: self.all(role, name, has, where)[0], wanted or "a node", seconds)

    def gone(self, role=None, name=None, has=None, where=None, seconds=5):
        """Waits until there is none any more."""
        wait(lambda: not self.all(role, name, has, where), f"the end of {role} {name or has}",
             seconds)

    def dump(self):
        """The tree as text, for a person who writes a test."""
        def lines(node, depth):
            try:
                yield f"{'  ' * depth}{node.role} {node.name!r} {' '.join(sorted(node.states))}"
                children = node.children()
            except GLib.Error:
                return
            for child in children:
                yield from lines(child, depth + 1)
        return "\n".join(lines(self, 0))

    # --- acting

    @property
    def actions(self):
        return [self._call("Action", "GetName", "(i)", index)[0]
                for index in range(self._property("Action", "NActions"))]

    def press(self, action=0):
        """Does an action, by name or number. Its effect comes up to 330 ms later: wait for it."""
        index = self.actions.index(action) if isinstance(action, str) else action
        if not self._call("Action", "DoAction", "(i)", index)[0]:
            raise AssertionError(f"{self!r} refused action {action}")

    @property
    def text(self):
        """U+FFFC of embedded things counts in offsets, but GTK leaves it out here."""
        return self._call("Text", "GetText", "(ii)", 0, TO_THE_END)[0]

    @text.setter
    def text(self, value):
        if not self._call("EditableText", "SetTextContents", "(s)", value)[0]:
            raise AssertionError(f"{self!r} did not take the text")

    def wait_text(self, expected, seconds=5):
        """Waits until it has this text, or tells what it has instead."""
        try:
            wait(lambda: self.text == expected, "a text", seconds)
        except Timeout:
            raise Timeout(f"waited {seconds} s for {expected!r}, but it is {self.text!r}") from None

    def insert(self, offset, value):
        # GTK wants the length in bytes.
        if not self._call("EditableText", "InsertText", "(isi)", offset, value,
                          len(value.encode()))[0]:
            raise AssertionError(f"{self!r} did not take the text")

    @property
    def caret(self):
        return self._property("Text", "CaretOffset")

    @caret.setter
    def caret(self, offset):
        self._call("Text", "SetCaretOffset", "(i)", offset)

    @property
    def selection(self):
        """The first selection's start and end, or None."""
        if not self._call("Text", "GetNSelections")[0]:
            return None
        return self._call("Text", "GetSelection", "(i)", 0)

    def attributes_at(self, offset):
        return self._call("Text", "GetAttributes", "(i)", offset)[0]

    def attribute_runs(self):
        """The text in pieces that look alike: [(piece, attributes)]."""
        runs, at, content = [], 0, self.text
        while at < len(content):
            attributes, start, end = self._call("Text", "GetAttributes", "(i)", at)
            end = max(end, at + 1)
            runs.append((content[at:end], attributes))
            at = end
        return runs

    # --- where it is

    @property
    def extents(self):
        """x, y, width, height inside its window's content."""
        return self._call("Component", "GetExtents", "(u)", IN_WINDOW)[0]

    def character_extents(self, offset):
        return self._call("Text", "GetCharacterExtents", "(iu)", offset, IN_WINDOW)
