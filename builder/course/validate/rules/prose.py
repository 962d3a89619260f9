"""What the author's Markdown refers to, at the line where it does so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from builder.course.load.document import NodePath
from builder.course.validate import markup
from builder.course.validate.draft import Draft, Part
from builder.course.validate.markup import Found
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic, Location

FILES: Final = (
    ".docx",
    ".jpeg",
    ".jpg",
    ".m4a",
    ".mp3",
    ".mp4",
    ".pdf",
    ".png",
    ".pptx",
    ".svg",
    ".txt",
    ".vtt",
    ".xlsx",
)
ADDRESS: Final = re.compile(r"[^@/:\s]+@[^@/:\s]+\.[a-z]{2,}", re.IGNORECASE)
SITE: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)
Hit = tuple[Part[Any], NodePath, Found]


def unknown_source(draft: Draft) -> Iterator[Diagnostic]:
    """R309, for citations."""
    known = draft.known_sources
    if known is not None:
        for part, path, found in hits(draft, markup.citations):
            if found.name not in known:
                advice = hint(found.name, known, "add it to sources.yaml")
                text = f"there is no source '{found.name}'"
                yield part.problem("R309", where(part, path, found), text, advice)


def unknown_term(draft: Draft) -> Iterator[Diagnostic]:
    """R310."""
    yield from _unknown(draft, "term", draft.known_terms, "R310", "the glossary has no term", "add it to glossary.yaml")


def unknown_policy(draft: Draft) -> Iterator[Diagnostic]:
    """R311."""
    advice = "add it to the `policies:` of an agency"
    yield from _unknown(draft, "policy", draft.known_policies, "R311", "no agency supplies a policy", advice)


def unknown_lesson(draft: Draft) -> Iterator[Diagnostic]:
    """R312."""
    known = draft.placed_lessons
    yield from _unknown(draft, "lesson", known, "R312", "no module has a lesson", "add it to a module in course.yaml")


def _unknown(
    draft: Draft, kind: str, known: Iterable[str] | None, code: str, what: str, advice: str
) -> Iterator[Diagnostic]:
    if known is None:
        return
    for part, path, found in hits(draft, markup.links):
        target = markup.TARGET.fullmatch(found.name)
        if target and target[1] == kind and target[2] not in known:
            text = f"{what} '{target[2]}'"
            yield part.problem(code, where(part, path, found), text, hint(target[2], known, advice))


def link_to_nowhere(draft: Draft) -> Iterator[Diagnostic]:
    """R313."""
    for part, path, found in hits(draft, markup.links):
        if markup.TARGET.fullmatch(found.name) or markup.OUTWARD.match(found.name):
            continue
        if found.name.startswith(markup.PASSAGE):
            continue
        advice = _target(found.name, draft)
        yield part.problem("R313", where(part, path, found), f"the link to '{found.name[:60]}' leads nowhere", advice)


def _target(name: str, draft: Draft) -> str:
    """How to write the link."""
    kind, _, id = name.partition(":")
    if name.startswith("media/") or (not id and PurePath(name).suffix in FILES):
        return "use a block with `type: download` or `type: image`"
    if kind.lower() in ("source", "sources", "cite"):
        return f"to cite a source write [^{id}] without parentheses"
    if fitting := {"glossary": "term", "terms": "term"}.get(kind.lower(), kind.lower() if id else ""):
        made = f"{fitting}:{draft.lesson_files.get(id, id).lower()}"
        if markup.TARGET.fullmatch(made):
            return f"write {made}"
    if ADDRESS.fullmatch(name):
        return f"write mailto:{name}"
    if SITE.fullmatch(name) and not name.endswith((".yaml", ".yml")):
        return f"write https://{name}"
    return "links go to https://..., mailto:..., tel:..., policy:ID, term:ID or lesson:ID"


def picture(draft: Draft) -> Iterator[Diagnostic]:
    """A411."""
    for part, path, found in hits(draft, markup.pictures):
        text = "a picture cannot stand inside text"
        advice = "use a block with `type: image`, `src:` and `alt:`"
        yield part.problem("A411", where(part, path, found), text, advice)


def html(draft: Draft) -> Iterator[Diagnostic]:
    """A412, once a text."""
    for part, path, found in hits(draft, lambda text: islice(markup.html(text), 1)):
        text = f"HTML is shown as text: learners read {found.needle[:40]}"
        advice = "use Markdown; put words that are meant to be read like this between backticks"
        yield part.problem("A412", where(part, path, found), text, advice)


def hits(draft: Draft, find: Callable[[str], Iterable[Found]]) -> Iterator[Hit]:
    for part, text in draft.markdown():
        for found in find(text.text):
            yield part, text.path, found


def where(part: Part[Any], path: NodePath, found: Found) -> Location:
    return part.document.within(path, found.needle, found.nth, found.offset)
