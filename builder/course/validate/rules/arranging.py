"""Questions whose items are matched, sorted or put in order: where they belong is there, and texts differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from builder.course.load.document import NodePath
from builder.course.model.blocks.matching import Matching
from builder.course.model.blocks.ordering import Ordering
from builder.course.model.blocks.sorting import Sorting
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic


class Belonging(NamedTuple):
    """How items say where they belong."""

    key: str
    targets: str
    what: str


BELONGING: Final[dict[type, Belonging]] = {
    Matching: Belonging("match", "targets", "target"),
    Sorting: Belonging("group", "groups", "group"),
}

TEXTS: Final[dict[type, tuple[tuple[str, str], ...]]] = {
    Matching: (("items", "text"), ("targets", "text")),
    Ordering: (("items", "text"),),
    Sorting: (("items", "text"), ("groups", "title")),
}
"""The lists whose items learners tell apart by their texts."""


def unknown_target(draft: Draft) -> Iterator[Diagnostic]:
    """Q511."""
    for part, path, question, (key, targets, what) in _with_targets(draft):
        known = [target.id for target in getattr(question, targets)]
        for place, item in enumerate(question.items):
            if (named := getattr(item, key)) not in known:
                text = f"the question '{question.id}' has no {what} '{named}'"
                yield part.problem("Q511", (*path, "items", place, key), text, hint(named, known))


def group_without_items(draft: Draft) -> Iterator[Diagnostic]:
    """Q512."""
    for part, path, question in draft.questions():
        if isinstance(question, Sorting) and part.complete(*path, "items"):
            used = {item.group for item in question.items}
            if used - {group.id for group in question.groups}:
                continue  # an item whose group is misspelt may be the one
            for place, group in enumerate(question.groups):
                if group.id not in used:
                    text = f"no item belongs to the group '{group.id}'"
                    yield part.problem("Q512", (*path, "groups", place, "id"), text, "add an item, or remove the group")


def same_text_twice(draft: Draft) -> Iterator[Diagnostic]:
    """Q505, for what is matched, sorted or put in order."""
    for part, path, question in draft.questions():
        for list_key, text_key in TEXTS.get(type(question), ()):
            yield from _same(part, (*path, list_key), getattr(question, list_key), text_key)


def _same(part: Part[Any], path: NodePath, items: Iterable[Any], key: str) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for place, item in enumerate(items):
        first = seen.setdefault(" ".join(getattr(item, key).split()).casefold(), item.id)
        if first != item.id:
            text = f"'{first}' and '{item.id}' have the same text"
            yield part.problem("Q505", (*path, place, key), text, "change or remove one of them")


def _with_targets(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, Any, Belonging]]:
    for part, path, question in draft.questions():
        if (found := BELONGING.get(type(question))) and part.complete(*path, found.targets):
            yield part, path, question, found
