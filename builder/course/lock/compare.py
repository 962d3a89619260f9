"""A lock against what the course has now: what no longer means what it meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.course.load.document import NodePath
from builder.course.lock.collect import Found, Now
from builder.course.lock.file import NAME, Entry, Lock, Ref
from builder.course.lock.gone import gone, retiring, retyped
from builder.course.lock.release import not_raised, release
from builder.course.lock.wording import alike
from builder.diagnostics import Diagnostic, Location


def compare(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    """All problems, in no order."""
    course = now.draft.course
    if course is None or not (course.complete("id") and course.complete("iri") and course.complete("version")):
        return
    if course.model.id != lock.course and course.model.iri != lock.iri:
        text = f"the file is that of another course, '{lock.course}'"
        advice = f"if this is a new course, delete {NAME}; else take the file of this course from your version control"
        yield lock.document.problem("K904", Location(lock.document.name, 1, 1), text, advice)
        return
    problems = [*_course(lock, now), *_again(lock, now), *_changes(lock, now), *gone(lock, now)]
    yield from problems
    if not any(problem.is_error for problem in problems):
        yield from _version(lock, now)


def _course(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    if (course := now.draft.course) is None:
        return
    for key, old, new in (("id", lock.course, course.model.id), ("iri", lock.iri, course.model.iri)):
        if old != new:
            text = f"the {key} of the course was '{old}' in {lock.version}, and all records know it by that"
            yield course.problem("K905", (key,), text, f"write {key}: {old}")


def _again(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    """Retired ids that are used again; of a thing and its parts, the thing."""
    used = {entry.ref: now.found[entry.ref] for entry in lock.retired if entry.ref in now.found}
    for ref, found in used.items():
        if ref.owner not in used:
            text = f"the id '{ref.name}' stood for a {ref.kind} that was retired in {lock.entries[ref].retired}"
            yield found.part.problem("K913", found.id_path, text, "give this one an id that was never used")


def _changes(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    moved: set[Ref | None] = {entry.ref.owner for entry in lock.live if entry.ref not in now.found}
    for old in lock.live:
        found, owner = now.found.get(old.ref), old.ref.owner
        if found is None or not found.sure or (owner and retyped(lock, now, owner)):
            continue
        problems = list(_change(lock, old, found, now))
        yield from problems
        if any(problem.code == "K909" for problem in problems):
            moved.add(old.ref)  # as the order of an ordering is both
        if not problems and old.letter != found.entry.letter and owner not in moved:
            moved.add(owner)
            yield _letter(lock, old, found, now)


def _change(lock: Lock, old: Entry, found: Found, now: Now) -> Iterator[Diagnostic]:
    new, part, name = found.entry, found.part, f"{old.kind} '{old.ref.name}'"
    other_id = f"give the {old.kind} another id and retire the released one: {retiring(now, old.ref)}"
    if kind := _kind(old, new):
        text = f"{name} was {kind[0]} in {lock.version}, and is {kind[1]} now"
        yield part.problem(
            "K908", (*found.path, "type") if kind[2] else found.id_path, text, f"put it back; or {other_id}"
        )
    elif (right := _kept(lock, now, old)) != new.right:
        text = f"the right answer of {name} was {_list(right)} in {lock.version}, and is {_list(new.right)} now"
        yield part.problem("K909", _right_now(old, found, now), text, f"put it back; or {other_id}")
    elif lost := [text for text in old.accepts if text not in new.accepts]:
        text = f"{name} took {_list(lost)} for right in {lock.version}, and does not now"
        yield part.problem("K909", found.id_path, text, f"accept it again; or {other_id}")
    elif old.end != new.end:
        text = f"{name} was {_end(old)} in {lock.version}, and is {_end(new)} now"
        yield part.problem("K911", found.id_path, text, f"put it back; or {other_id}")
    elif old.next != new.next:
        text = f"{name} led to '{old.next}' in {lock.version}, and leads to '{new.next}' now"
        yield part.problem("K912", (*found.path, "next"), text, f"lead it back; or {other_id}")
    elif not alike(old.says, new.says):
        text = f'{name} said "{old.says}" in {lock.version}: does it still mean the same?'
        advice = f"if so, release it; if not, give the {old.kind} another id and retire this: {retiring(now, old.ref)}"
        yield part.problem("K915", found.words, text, advice)


def _kind(old: Entry, new: Entry) -> tuple[str, str, bool] | None:
    """What something was and what it is, when that differs; and whether its type says so."""
    if old.type != new.type:
        return f"of type {old.type}", f"of type {new.type}", True
    places = (_place(old), _place(new))
    return None if places[0] == places[1] else (*places, False)


def _place(entry: Entry) -> str:
    return "in a test" if entry.place and entry.place.startswith("test:") else "in a lesson"


def _list(right: Sequence[str]) -> str:
    return ", ".join(f"'{part}'" for part in right) or "none"


def _kept(lock: Lock, now: Now, old: Entry) -> tuple[str, ...]:
    """The right answer that was released, without options that are told to be gone."""
    options = ((part, Ref("option", f"{old.id}/{part.partition(' ')[0]}")) for part in old.right)
    return tuple(part for part, ref in options if ref not in lock.entries or ref in now.found)


def _right_now(old: Entry, found: Found, now: Now) -> NodePath:
    """Where the file says that something else is right."""
    fresh = [part.partition(" ")[0] for part in found.entry.right if part not in old.right]
    options = [now.found.get(Ref("option", f"{old.id}/{part}")) for part in fresh]
    written = (option for option in options if option and option.path != found.path)
    ways = [way for option in written for way in ((*option.path, "correct"), option.id_path)]
    ways += [(*found.path, "answer"), found.id_path]
    return next((way for way in ways if way in found.part.document.values), found.path)


def _end(entry: Entry) -> str:
    return "a situation" if entry.end is None else "a safe end" if entry.end == "safe" else "an end that is not safe"


def _letter(lock: Lock, old: Entry, found: Found, now: Now) -> Diagnostic:
    """The first that moved; the others of its owner moved with it."""
    owner = old.ref.owner or old.ref
    text = (
        f"{old.kind} '{old.ref.name}' of {owner.kind} '{owner.name}' was recorded as {old.letter} by SCORM 1.2 "
        f"in {lock.version}, and would be as {found.entry.letter} now"
    )
    advice = "keep the released ones in their order, and add new ones at the end"
    if any(entry.ref.owner == owner for entry in lock.retired):
        advice = f"give the {owner.kind} another id and retire this: {retiring(now, owner)}"
    return found.part.problem("K910", found.id_path, text, advice)


def _version(lock: Lock, now: Now) -> Iterator[Diagnostic]:
    if now.whole and (fault := not_raised(lock, release(lock, now, ()), now)):
        yield fault
