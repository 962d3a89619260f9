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

LISTS: Final = {
    "page": "pages",
    "option": "options",
    "node": "nodes",
    "choice": "choices",
    "objective": "objectives",
    "module": "modules",
    "lesson": "modules",
}
"""The key under which a kind of thing stands in its owner."""


def gone(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    """K906 to K908; what went with its owner is not told again."""
    if not now.whole:
        return
    lost = {entry.ref for entry in lock.live if entry.ref not in now.found}
    for entry in lock.live:
        if entry.ref in lost and entry.owner not in lost and not (entry.owner and retyped(lock, now, entry.owner)):
            yield _told(entry, lock, now)


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


def _told(entry: Entry, lock: Lock, now: Now) -> Diagnostic:
    ref = entry.ref
    fresh = [found for other, found in now.found.items() if other not in lock.entries]
    back = f"put it back, or retire it: {retiring(now, ref)}"
    what = f"{ref.kind} '{ref.name}' of {entry.since}"
    if ref.kind == "page" and (moved := _with(fresh, "page", ref.name)):
        lesson = Ref("lesson", moved.entry.id.partition("/")[0])
        text = f"{what} was in lesson '{ref.owner.name if ref.owner else ''}', and is in '{lesson.name}' now"
        return moved.part.problem(
            "K907", moved.id_path, text, f"move it back, or retire it there: {retiring(now, ref)}"
        )
    if other := next((found for found in fresh if found.entry.id == ref.id and found.entry.kind != ref.kind), None):
        text = f"'{ref.name}' was a {ref.kind} in {lock.version}, and is a {other.entry.kind} now"
        advice = f"give the {other.entry.kind} another id and retire this: {retiring(now, ref)}"
        return other.part.problem("K908", other.id_path, text, advice)
    if renamed := _renamed(entry, fresh):
        new = renamed.entry.ref.name
        text = f"{what} is gone; '{new}' is new: did you rename it?"
        advice = f"write its old id again: {ref.name}; or retire it: {retiring(now, ref)}"
        return renamed.part.problem("K906", renamed.id_path, text, advice)
    part, path = _expected(entry, now)
    said = f' ("{entry.says}")' if entry.says else ""
    return part.problem("K906", part.document.at_key(path), f"{what} is gone{said}", back)


def _with(fresh: list[Found], kind: str, name: str) -> Found | None:
    return next((found for found in fresh if found.entry.kind == kind and found.entry.ref.name == name), None)


def _renamed(entry: Entry, fresh: list[Found]) -> Found | None:
    """What is new in the same place and says the same, or has nearly the same id."""
    rivals = [new for new in fresh if new.entry.kind == entry.kind and new.entry.ref.owner == entry.ref.owner]
    same = (new for new in rivals if new.entry.says and new.entry.says == entry.says)
    if found := next(same, None):
        return found
    names = {new.entry.ref.name: new for new in rivals if alike(new.entry.says, entry.says)}
    near = nearest(entry.ref.name, names)
    return names[near] if near else None


def _expected(entry: Entry, now: Now) -> tuple[Part[Any], NodePath]:
    owner = now.found.get(entry.owner) if entry.owner else None
    if owner:
        inside = "bank" if owner.entry.kind == "test" else "blocks"
        return owner.part, (*owner.path, LISTS.get(entry.kind, inside))
    course = now.draft.course
    if course is None:
        raise AssertionError("a course without its file is not whole")
    return course, (LISTS.get(entry.kind, ""),)
