"""Blocks that structure text: terms that are there, titles that differ, foreign lines that say their language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from builder.course.load.document import NodePath
from builder.course.model.blocks.accordion import Accordion
from builder.course.model.blocks.cards import Cards
from builder.course.model.blocks.dialogue import Speech
from builder.course.model.blocks.image_pair import ImagePair
from builder.course.model.blocks.key_terms import KeyTerms
from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.tabs import Tabs
from builder.course.model.texts import inside
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic

TITLED: Final[dict[type, tuple[str, str, str]]] = {
    Accordion: ("panels", "title", "passages"),
    Cards: ("cards", "front", "cards"),
    ImagePair: ("images", "label", "pictures"),
    LabelledImage: ("spots", "label", "spots"),
    Tabs: ("tabs", "title", "tabs"),
}
"""The list of a block, the text by which learners choose among its items, and what these are called."""


def unknown_term(draft: Draft) -> Iterator[Diagnostic]:
    """R310, for terms that a block shows."""
    known = draft.known_terms
    if known is None:
        return
    for part, path, block in draft.blocks():
        for place, term in enumerate(block.terms if isinstance(block, KeyTerms) else ()):
            if term not in known:
                advice = hint(term, known, "add it to glossary.yaml")
                yield part.problem("R310", (*path, "terms", place), f"the glossary has no term '{term}'", advice)


def term_twice(draft: Draft) -> Iterator[Diagnostic]:
    """B001."""
    for part, path, block in draft.blocks():
        terms = block.terms if isinstance(block, KeyTerms) else ()
        for place, term in enumerate(terms):
            if term in terms[:place]:
                yield part.problem("B001", (*path, "terms", place), f"'{term}' is already in this list", "remove it")


def same_title(draft: Draft) -> Iterator[Diagnostic]:
    """B002."""
    for part, path, block in draft.blocks():
        if type(block) in TITLED:
            list_key, text_key, what = TITLED[type(block)]
            seen: set[str] = set()
            for place, item in enumerate(getattr(block, list_key)):
                said = " ".join(getattr(item, text_key).split())
                if said.casefold() in seen:
                    where = (*path, list_key, place, text_key)
                    yield part.problem("B002", where, f"two {what} are called '{said[:40]}'", "call one otherwise")
                seen.add(said.casefold())


def translation_of_nothing(draft: Draft) -> Iterator[Diagnostic]:
    """B003."""
    for part, path, line in _lines(draft):
        if line.translation and line.language is None and part.complete(*path, "language"):
            text = "the line has a translation, but not the language that it is translated from"
            advice = "add `language:` to the line, such as es"
            yield part.problem("B003", part.document.at_key((*path, "translation")), text, advice)


def _lines(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, Speech]]:
    spoken: tuple[Part[Any], ...] = (*draft.lessons, *draft.scenarios)
    for part in spoken:
        for path, line in inside(part.model, Speech):
            yield part, path, line
