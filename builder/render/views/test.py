"""A test: one article that holds its screens and the whole bank; the run-time shows what the learner has drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final, TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from builder.course.model.blocks.question import Feedback
from builder.course.resolved import Acknowledgement, FinalTest, Question, ResolvedCourse
from builder.render.components.question.component import item
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Library, Place
from builder.render.views.sources import cited

Part = TypeVar("Part", bound=BaseModel)
TEST: Final = "test"
"""The ref of the final test, as in player/src/engine/tests.ts."""


@view_model
class AttestationView:
    """A statement that is confirmed before each attempt."""

    id: str
    text: Markup


@view_model
class TestView(View):
    """`count` items are drawn for an attempt; pass mark and attempts are filled in by the run-time.

    `module` is the title of the one that the test replaces.
    """

    template: ClassVar[str] = "pages/test.html.j2"
    anchor: str
    ref: str
    module: str | None
    title: str
    intro: Markup
    count: int
    attestation: AttestationView | None
    items: tuple[Markup, ...]
    cited: Markup


def anchor(test: FinalTest) -> str:
    """The HTML id of its article; ids have no underscore, so it is unique."""
    return f"{TEST}_{test.id if test.module else ''}"


def test(one: FinalTest, course: ResolvedCourse, library: Library) -> Markup:
    place = Place(library, anchor(one), one.title)
    return TestView(
        anchor=place.anchor,
        ref=f"{TEST}:{one.id}" if one.module else TEST,
        module=next((module.title for module in course.modules if module.id == one.module), None),
        title=one.title,
        intro=prose(one.intro, place) if one.intro else Markup(),
        count=sum(draw.items for draw in one.blueprint),
        attestation=_attestation(one.attestation, place) if one.attestation else None,
        items=tuple(item(question if one.review == "answers" else _silent(question), place) for question in one.bank),
        cited=cited(place),
    ).html(library.words)


def _attestation(statement: Acknowledgement, place: Place) -> AttestationView:
    return AttestationView(statement.id, prose(statement.text, place))


def _silent(question: Question) -> Question:
    """Without what is said after an answer: what no review shows must not lie hidden in the page either."""
    options = tuple(replace(option, feedback=None) for option in question.options)
    return replace(question, right=None, wrong=None, options=options, block=_mute(question.block))


def _mute(part: Part) -> Part:
    """The block without feedback, and without the parts that are there for their feedback alone."""
    changes: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name == "feedback":
            changes[name] = Feedback() if isinstance(value, Feedback) else None
        elif isinstance(value, tuple):
            changes[name] = tuple(_mute(one) if isinstance(one, BaseModel) else one for one in value if not _says(one))
    return part.model_copy(update=changes)


def _says(part: object) -> bool:
    field = type(part).model_fields.get("feedback") if isinstance(part, BaseModel) else None
    return field is not None and field.is_required()
