"""A course that has no fault to the lock of its next release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from builder.course.lock.collect import Now
from builder.course.lock.file import Lock, Ref
from builder.course.lock.gone import lost_with
from builder.diagnostics import Diagnostic


class NotToRetire(Exception):
    """What was to be retired is no released id, or is still there."""

    def __init__(self, text: str, word: str = "", known: Sequence[str] = ()) -> None:
        self.word = word
        self.known = tuple(known)
        super().__init__(text)


@dataclass(frozen=True)
class Release:
    """What a release changes: the ids that are new, that mean or say something else, and that are retired."""

    lock: Lock
    added: tuple[Ref, ...]
    changed: tuple[Ref, ...]
    retired: tuple[Ref, ...]

    @property
    def all(self) -> tuple[Ref, ...]:
        return (*self.added, *self.changed, *self.retired)


def release(before: Lock | None, now: Now, retire: Sequence[Ref]) -> Release:
    """The next lock; with its version, whether or not that was raised."""
    old: Mapping[Ref, object] = before.entries if before else {}
    version = now.draft.course.model.version if now.draft.course else ""
    after = now.lock(without(before, now, retire, version) if before else None)
    fresh = tuple(ref for ref in after.entries if ref not in old)
    gone = tuple(entry.ref for entry in after.retired if before and before.entries[entry.ref].retired is None)
    other = (ref for ref, entry in after.entries.items() if ref in old and entry != old[ref] and ref not in gone)
    return Release(after, fresh, tuple(other), gone)


def without(lock: Lock, now: Now, retire: Sequence[Ref], version: str) -> Lock:
    """The lock when these are retired, and all that went with them."""
    entries = dict(lock.entries)
    for ref in retire:
        for entry in lost_with(lock, now, ref) if ref not in now.found else ():
            entries[entry.ref] = entry.model_copy(update={"retired": version})
    return replace(lock, entries=entries)


def refuse(before: Lock | None, now: Now, retire: Sequence[Ref]) -> None:
    """NotToRetire for the first that cannot be retired; what was retired before may be named again."""
    entries = before.entries if before else {}
    for ref in retire:
        if ref not in entries:
            word = str(ref) if ref.id else ref.kind
            same = [str(known) for known in entries if known.id in ref]
            raise NotToRetire(f"'{word}' was never released", word, same or [str(known) for known in entries])
        if ref in now.found:
            raise NotToRetire(f"'{ref}' is still in the course; take it out first")


def not_raised(before: Lock | None, step: Release, now: Now) -> Diagnostic | None:
    """K914."""
    course = now.draft.course
    if before is None or course is None or number(step.lock.version) > number(before.version):
        return None
    if step.all:
        first, *others = step.all
        how = "added" if step.added else "changed" if step.changed else "retired"
        more = f"; {len(others)} more differ from it" if others else ""
        text = f"{first.kind} '{first.name}' was {how} after {before.version} was released{more}"
    elif step.lock.version != before.version:
        text = f"{step.lock.version} is older than {before.version}, which was released"
    else:
        return None
    return course.problem("K914", ("version",), text, f'raise it, as in version: "{raised(before.version)}"')


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def raised(version: str) -> str:
    """The next version; the author knows when more than the last number has to change."""
    *most, last = number(version)
    return ".".join(map(str, (*most, last + 1)))
