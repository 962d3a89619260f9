"""Released ids that the course no longer has: where each would stand, and what may have become of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from builder.course.load.document import NodePath
from builder.course.lock.collect import Found, Now
from builder.course.lock.file import Entry, Lock, Ref
from builder.course.lock.wording import alike
from builder.course.validate.draft import Part
from builder.course.validate.near import nearest
from builder.diagnostics import Diagnostic

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "page": ("pages",),
    "option": ("options", "items", "lines", "spots", "gaps", "scale"),
    "target": ("targets", "groups"),
    "node": ("nodes",),
    "choice": ("choices",),
    "objective": ("objectives",),
    "module": ("modules",),
    "lesson": ("modules",),
}
"""The keys under one of which a kind of thing stands in its owner; all others stand on a page or in a bank."""
LOOKS: Final = 2_000
"""How many ids are compared letter by letter; where hundreds are gone, none of them was misspelled."""


def gone(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    """K906 to K908; what went with its owner is not told again."""
    if not now.whole:
        return
    lost = {entry.ref for entry in lock.live if entry.ref not in now.found}
    fresh = _Fresh([found for ref, found in now.found.items() if ref not in lock.entries])
    for entry in lock.live:
        owner = entry.owner
        if entry.ref in lost and owner not in lost and not (owner and retyped(lock, now, owner)):
            yield _told(entry, lock, now, fresh)


class _Fresh:
    """What is new in the course, to find what was renamed or moved."""

    def __init__(self, found: list[Found]) -> None:
        self.by_name: dict[tuple[str, str], Found] = {}
        self.by_id: dict[str, list[Found]] = {}
        self.siblings: dict[tuple[str, Ref | None], dict[str, Found]] = {}
        self.by_words: dict[tuple[str, Ref | None, str], Found] = {}
        self.looks = LOOKS
        for new in found:
            ref = new.entry.ref
            self.by_name.setdefault((ref.kind, ref.name), new)
            self.by_id.setdefault(ref.id, []).append(new)
            self.siblings.setdefault((ref.kind, ref.owner), {})[ref.name] = new
            self.by_words.setdefault((ref.kind, ref.owner, new.entry.says), new)

    def renamed(self, entry: Entry) -> Found | None:
        """What is new in the same place and says the same, or has nearly the same id and might be a correction."""
        ref = entry.ref
        if entry.says and (same := self.by_words.get((ref.kind, ref.owner, entry.says))):
            return same
        names = self.siblings.get((ref.kind, ref.owner), {})
        self.looks -= len(names)
        near = nearest(ref.name, names) if self.looks > 0 else None
        return names[near] if near and alike(names[near].entry.says, entry.says) else None


def retiring(now: Now, ref: Ref) -> str:
    """The command to type."""
    folder = now.draft.folder.as_posix()
    return f"peacebuilder release {chr(34) + folder + chr(34) if ' ' in folder else folder} --retire {ref}"


def lost_with(lock: Lock, now: Now, ref: Ref) -> Iterator[Entry]:
    """A released entry that is gone, and all that went with it."""
    owned: dict[Ref | None, list[Entry]] = {}
    for entry in lock.live:
        if entry.ref not in now.found:
            owned.setdefault(entry.owner, []).append(entry)
    waiting = [entry for entry in lock.live if entry.ref == ref]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += owned.get(entry.ref, ())


def retyped(lock: Lock, now: Now, ref: Ref) -> bool:
    """Whether something is of another type now, which tells enough of all its parts."""
    old, found = lock.entries.get(ref), now.found.get(ref)
    if not old or not found:
        return False
    return not found.sure or old.type != found.entry.type or (old.end is None) != (found.entry.end is None)


def _told(entry: Entry, lock: Lock, now: Now, fresh: _Fresh) -> Diagnostic:
    ref = entry.ref
    what, retire = f"{ref.kind} '{ref.name}' of {entry.since}", retiring(now, ref)
    moved = fresh.by_name.get(("page", ref.name)) if ref.kind == "page" else None
    if moved and moved.entry.owner and ref.owner and alike(moved.entry.says, entry.says):
        text = f"{what} was in lesson '{ref.owner.name}', and is in '{moved.entry.owner.name}' now"
        return moved.part.problem("K907", moved.id_path, text, f"move it back, or retire it there: {retire}")
    if other := next((new for new in fresh.by_id.get(ref.id, ()) if new.entry.kind != ref.kind), None):
        text = f"'{ref.name}' was a {ref.kind} in {lock.version}, and is a {other.entry.kind} now"
        advice = f"give the {other.entry.kind} another id and retire the released one: {retire}"
        return other.part.problem("K908", other.id_path, text, advice)
    if renamed := fresh.renamed(entry):
        text = f"{what} is gone; '{renamed.entry.ref.name}' is new: did you rename it?"
        advice = f"write its old id again: {ref.name}; or retire it: {retire}"
        return renamed.part.problem("K906", renamed.id_path, text, advice)
    part, path = _expected(entry, now)
    said = f' ("{entry.says}")' if entry.says else ""
    return part.problem(
        "K906", part.document.at_key(path), f"{what} is gone{said}", f"put it back, or retire it: {retire}"
    )


def _expected(entry: Entry, now: Now) -> tuple[Part[Any], NodePath]:
    owner = now.found.get(entry.owner) if entry.owner else None
    keys = LISTS.get(entry.kind, ("blocks", "bank", "items"))
    if owner:
        ways = ((*owner.path, key) for key in keys)
        return owner.part, next((way for way in ways if way in owner.part.document.keys), owner.path)
    course = now.draft.course
    if course is None:
        raise AssertionError("a course without its file is not whole")
    return course, keys[:1]
