"""The rule that holds a course to its lock; it counts on top of the rules that every course has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.course.lock.collect import collect
from builder.course.lock.compare import compare
from builder.course.lock.file import Ref, read
from builder.course.lock.release import without
from builder.course.validate.draft import Draft
from builder.diagnostics import Diagnostic


def check(draft: Draft, retire: Sequence[Ref] = ()) -> Iterator[Diagnostic]:
    """K901 to K915, as they would be when some ids were retired."""
    lock, problems = read(draft.folder)
    yield from problems
    if lock:
        now = collect(draft)
        yield from compare(without(lock, now, retire, lock.version), now)
