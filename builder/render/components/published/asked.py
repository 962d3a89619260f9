"""Questions and surveys as text: what is asked and what may be answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from markupsafe import Markup, escape

from builder.course.resolved import Asked, AskedSurvey, Line
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose, prose_with, stem_and_question
from builder.render.place import Place

REWORDED: Final = ("matching", "ordering", "point", "sorting")
"""Types whose way of answering is told in other words where nothing can be moved or pressed."""


@view_model
class LineView:
    """What may be answered, and who says it in what language."""

    text: Markup
    who: str | None
    attributes: Mapping[str, str]


@view_model
class PictureView:
    """`areas` are left edge, upper edge, width and height in percent; their numbers are those of the lines."""

    src: str
    alt: str
    width: int | None
    height: int | None
    areas: tuple[tuple[int, int, int, int], ...]


@view_model
class GapView(View):
    """A gap of a text, with what may be chosen for it."""

    template: ClassVar[str] = "components/published/gap.html.j2"
    label: str
    choices: tuple[str, ...]


@view_model
class AskedView(View):
    """`ask` tells how it is answered; `numbered` lines belong to the numbers in a picture."""

    template: ClassVar[str] = "components/published/asked.html.j2"
    stem: Markup
    question: Markup
    ask: str
    text: Markup
    picture: PictureView | None
    numbered: bool
    lines: tuple[LineView, ...]
    heading: str
    targets: tuple[Markup, ...]
    unit: str | None


@view_model
class SurveyView(View):
    """Statements, the points of their scale, and what comment is asked for."""

    template: ClassVar[str] = "components/published/survey.html.j2"
    level: int
    title: str
    intro: Markup
    statements: tuple[Markup, ...]
    scale: tuple[LineView, ...]
    comment: Markup


def asked(block: Asked, place: Place) -> Markup:
    stem, question = stem_and_question(block.prompt, place)
    t = place.words
    return AskedView(
        stem=stem,
        question=question,
        ask=_ask(block, place),
        text=_gaps(block, place),
        picture=_picture(block, place),
        numbered=block.picture is not None,
        lines=_lines(block.type, block.lines, place),
        heading=t("question.groups") if block.type == "sorting" else t("question.to-match"),
        targets=tuple(phrase(target, place) for target in block.targets),
        unit=block.unit,
    ).html(t)


def survey(block: AskedSurvey, place: Place) -> Markup:
    with place.titled() as level:
        return SurveyView(
            level=level,
            title=block.title,
            intro=prose(block.intro, place) if block.intro else Markup(),
            statements=tuple(phrase(statement, place) for statement in block.statements),
            scale=_lines("likert", block.scale, place),
            comment=phrase(block.comment, place) if block.comment else Markup(),
        ).html(place.words)


def _ask(block: Asked, place: Place) -> str:
    t = place.words
    if block.type == "fill-in" and block.is_open:
        return t("question.open")
    if block.type == "point" and block.many:
        return t("published.point-many")
    return t(f"published.{block.type}") if block.type in REWORDED else t(f"question.{block.type}")


def _lines(type_: str, lines: tuple[Line, ...], place: Place) -> tuple[LineView, ...]:
    shared = "question" if type_ == "true-false" else "scale"
    return tuple(
        LineView(
            escape(place.words(f"{shared}.{line.word}")) if line.word else phrase(line.text, place),
            line.who,
            place.foreign(line.language),
        )
        for line in lines
    )


def _picture(block: Asked, place: Place) -> PictureView | None:
    if block.picture is None:
        return None
    asset = place.library.asset(block.picture.src)
    return PictureView(asset.name, block.picture.alt, asset.width, asset.height, block.picture.areas)


def _gaps(block: Asked, place: Place) -> Markup:
    if block.text is None:
        return Markup()
    t, total = place.words, len(block.gaps)
    fields = {
        gap: GapView(t("gap", n=n, total=total) if total > 1 else t("gap.only"), choices).html(t)
        for n, (gap, choices) in enumerate(block.gaps, 1)
    }
    return prose_with(block.text, place, fields)
