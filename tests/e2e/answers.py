"""Right and wrong answers to every type of question, from the course; pairs as `item.target`, gaps as `gap.text`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.gap import GapText
from builder.course.resolved import Question
from builder.render.markdown import plain

Response = tuple[str, ...]

PICKED = ("choice", "multiple", "true-false", "point", "mark", "likert")
PAIRED = ("matching", "sorting")
ASKED = {
    "choice": "Choose one answer.",
    "multiple": "Choose all that apply.",
    "true-false": "Choose one answer.",
    "point": "Choose one in the list, or press on the picture.",
    "mark": "Mark every line that applies.",
    "likert": "Choose what fits best. Nothing is right or wrong.",
    "matching": "Choose what each belongs to, or drag it there.",
    "sorting": "Choose a group for each, or drag it there.",
    "ordering": "Move each up or down with its buttons, or drag it by its dots.",
    "fill-in": "Write a word or a few.",
    "gap": "Fill every gap.",
    "numeric": "Write a number.",
}
"""How learners are told to answer."""
OPEN = "Write what you think. Nothing is right or wrong."
POINT_MANY = "Choose all that apply in the list, or press on the picture."
SENTENCES = "I will ask first, and wait."


def is_opinion(question: Question) -> bool:
    """Whether nothing is right or wrong."""
    return question.type == "likert" or (question.type == "fill-in" and not question.accepts)


def right(question: Question) -> Response:
    if is_opinion(question):
        return (question.options[1].id,) if question.options else (SENTENCES,)
    if question.type in PAIRED:
        return tuple(f"{option.id}.{option.target}" for option in question.options)
    if question.type == "ordering":
        return tuple(option.id for option in question.options)
    if question.type == "gap":
        return tuple(f"{option.id}.{option.accepts[0]}" for option in question.options)
    if question.range:
        return (f"{question.range.answer:g}",)
    return question.accepts[:1] or tuple(option.id for option in question.options if option.correct)


def wrong(question: Question) -> Response:
    """One wrong answer, wrong in one part where there are several; of an opinion another one."""
    best = right(question)
    if question.type in PAIRED:
        first = question.options[0]
        other = next(target.id for target in question.targets if target.id != first.target)
        return (f"{first.id}.{other}", *best[1:])
    if question.type == "ordering":
        return (*best[:-2], best[-1], best[-2])
    if isinstance(question.block, FillIn):
        return (next((answer.text for answer in question.block.answers if not answer.correct), "something else"),)
    if isinstance(question.block, GapText):
        last = question.block.gaps[-1]
        text = next((choice for choice in last.choices or () if choice not in last.answers), "nothing")
        return (*best[:-1], f"{last.id}.{text}")
    if question.range:
        return (f"{question.range.max + 1:g}",)
    return _wrong_choice(question, best)


def _wrong_choice(question: Question, best: Response) -> Response:
    """Another option; where several may be chosen, one beside the right ones, or all but the last."""
    others = tuple(option.id for option in question.options if option.id not in best)
    if not question.many:
        return others[:1]
    chosen = {*best, *others[:1]} if others else {*best[:-1]}
    return tuple(option.id for option in question.options if option.id in chosen)


def legend(question: Question) -> str:
    """What is asked: the last paragraph of the prompt."""
    return plain(re.split(r"\n\s*\n", question.prompt.strip())[-1])


def asked(question: Question) -> str:
    """The name of the group of a question: what is asked, and how to answer."""
    how = ASKED[question.type]
    if question.type == "fill-in" and is_opinion(question):
        how = OPEN
    if question.type == "point" and question.many:
        how = POINT_MANY
    return f"{legend(question)} {how}"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: ids of the options, in the order of the file."""

    question: Question
    response: Response

    @property
    def success(self) -> bool | None:
        return None if is_opinion(self.question) else self.response == right(self.question)

    @property
    def letters(self) -> str:
        """As SCORM 1.2 has it, of questions with options to choose."""
        return ",".join(o.letter for o in self.question.options if o.id in self.response)
