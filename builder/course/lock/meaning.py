"""What the answers to a question mean; read from the resolved question, so that it holds for every type of question."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from builder.course.resolve.questions import question
from builder.course.resolved import Question

ORDERED: Final = ("ordering",)
"""The types whose right answer is the order of the options."""


class Piece(NamedTuple):
    """A part of a question that answers name."""

    kind: str
    id: str
    letter: str
    text: str


class Meaning(NamedTuple):
    """The right answer part by part, the texts that are taken for right, and what answers name."""

    right: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()


def meaning(asked: Any, iri: str) -> Meaning:
    """Of a question of the language, in a course with this IRI."""
    resolved = question(iri, asked, None)
    options = tuple(Piece("option", one.id, one.letter, one.text) for one in resolved.options)
    targets = tuple(Piece("target", one.id, one.letter, one.text) for one in resolved.targets)
    filled = [f"{option.id}: {text}" for option in resolved.options for text in option.accepts]
    return Meaning(tuple(_right(resolved)), (*resolved.accepts, *filled), (*options, *targets))


def _right(asked: Question) -> list[str]:
    if asked.range:
        return [f"{asked.range.min:.12g} to {asked.range.max:.12g}"]
    if asked.type in ORDERED:
        return [option.id for option in asked.options]
    right = [option.id for option in asked.options if option.correct]
    right += [f"{option.id} with {option.target}" for option in asked.options if option.target is not None]
    return sorted(right)
