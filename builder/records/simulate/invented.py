"""A course that nobody wrote: its codebook, for statements that need no real one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from builder.records.codebook import Row
from builder.records.notation import DELIMITER
from builder.records.simulate.chance import chance as source
from builder.standards.xapi import InteractionType as Kind

ID: Final = "made-up"
IRI: Final = "https://example.org/courses/made-up"
TITLE: Final = "A course that nobody wrote"
VERSIONS: Final = ("1.0.0", "1.1.0")
"""The second is released in the middle of the period; ids and texts stay."""
MODULES: Final = ("Keeping the peace", "Fair process", "Slowing down", "After the call")
LESSONS: Final = 3
"""Of a module; the last one has a scenario, but for the first module."""
OBJECTIVES: Final = 6
ITEMS: Final = 10
"""Of the bank, for each objective."""
DRAWN: Final = 24
"""Items of an attempt."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
DIGITS: Final = "123456789"
SCALE: Final = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
PAGES: Final = 4


def rows(seed: int) -> tuple[Row, ...]:
    """The codebook, the same for the same seed."""
    return tuple(_Author(seed).rows())


class _Author:
    def __init__(self, seed: int) -> None:
        self.chance = source(seed, "course")
        self.asked = 0
        self.lesson = 0

    def rows(self) -> Iterator[Row]:
        yield Row("course", ID, text=TITLE, iri=IRI)
        for number in range(1, OBJECTIVES + 1):
            id_ = f"E{number}"
            text = f"Do the thing that objective {number} names."
            yield Row("objective", id_, text=text, iri=f"{IRI}/objective/{id_}", scorm12_id=id_, scorm2004_id=id_)
        for number, title in enumerate(MODULES, 1):
            yield from self._module(number, title)
        yield Row("test", "final", text="Final test", iri=f"{IRI}/test/final", test="final", items=DRAWN)
        yield _acknowledgement("own-work", "final", "I answer these questions myself.", test="final")
        for number in range(OBJECTIVES * ITEMS):
            self.lesson = 1 + number % (len(MODULES) * LESSONS)
            yield from self._question(f"item-{number + 1:02}", "final", f"E{1 + number % OBJECTIVES}", "final")

    def _module(self, number: int, title: str) -> Iterator[Row]:
        module = f"module-{number}"
        yield Row("module", module, parent=ID, text=title, iri=f"{IRI}/module/{module}")
        for part in range(1, LESSONS + 1):
            self.lesson += 1
            id_ = self._here()
            minutes = self.chance.randint(4, 12)
            text = f"{title}, part {part}"
            yield Row("lesson", id_, parent=module, text=text, iri=f"{IRI}/lesson/{id_}", minutes=minutes)
            yield from self._pages(id_, is_last=part == LESSONS, number=number)

    def _here(self) -> str:
        return f"lesson-{self.lesson:02}"

    def _pages(self, lesson: str, *, is_last: bool, number: int) -> Iterator[Row]:
        for at in range(1, self.chance.randint(PAGES - 1, PAGES) + 1):
            ref = f"{lesson}/page-{at}"
            text = f"Page {at} of {lesson}"
            yield Row("page", ref, parent=lesson, text=text, iri=f"{IRI}/page/{ref}", lesson=lesson)
            if at > 1:
                self.asked += 1
                yield from self._question(f"practice-{self.asked:02}", ref, f"E{1 + self.asked % OBJECTIVES}", "")
        if is_last and number > 1:
            yield from _scenario(f"scenario-{number - 1}", ref, lesson, number)
        if is_last and number == len(MODULES):
            yield from self._survey(ref, lesson)

    def _survey(self, ref: str, lesson: str) -> Iterator[Row]:
        yield Row("survey", "opinion", parent=ref, text="What you think of this course", lesson=lesson)
        for number in range(1, 4):
            id_ = f"opinion-{number}"
            yield _question(
                id_, "opinion", f"Statement {number} about this course", "likert", Kind.LIKERT, lesson=lesson
            )
            yield from _options(id_, SCALE, letters=DIGITS)
        yield _question("opinion-more", "opinion", "What else?", "fill-in", Kind.FILL_IN, lesson=lesson)
        yield _acknowledgement("policy-read", ref, "I have read the policy.", lesson=lesson)

    def _question(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        make = self.chance.choices(
            (self._choice, self._multiple, self._true_false, self._matching, self._ordering, self._number, self._text),
            (60, 10, 10, 5, 5, 5, 5),
        )[0]
        yield from make(id_, parent, objective, test)

    def _told(
        self, id_: str, parent: str, objective: str, test: str, type_: str, kind: Kind, letters: str, ids: str
    ) -> Row:
        return _question(
            id_, parent, f"What is asked by {id_}?", type_, kind,
            lesson=self._here(), objective=objective, test=test, letters=letters, ids=ids,
        )  # fmt: skip

    def _choice(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        count = self.chance.randint(3, 5)
        right = self.chance.choice(LETTERS[:count])
        yield self._told(id_, parent, objective, test, "choice", Kind.CHOICE, right, right)
        yield from _options(id_, _texts(id_, count), right=right, test=test)

    def _multiple(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        right = sorted(self.chance.sample(LETTERS[:4], 2))
        yield self._told(id_, parent, objective, test, "multiple", Kind.CHOICE, ",".join(right), DELIMITER.join(right))
        yield from _options(id_, _texts(id_, 4), right="".join(right), test=test)

    def _true_false(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        right = self.chance.choice(("true", "false"))
        yield self._told(id_, parent, objective, test, "true-false", Kind.TRUE_FALSE, right[0], right)
        for option in ("true", "false"):
            text = option.capitalize()
            yield Row("option", option, parent=id_, text=text, letter=option[0], test=test, correct=option == right)

    def _matching(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        targets = self.chance.sample(LETTERS[:3], 3)
        pairs = list(zip("xyz", targets, strict=True))
        letters = ",".join(f"{n}.{target}" for n, (_, target) in enumerate(pairs, 1))
        bracketed = DELIMITER.join(f"{option}[.]{target}" for option, target in pairs)
        yield self._told(id_, parent, objective, test, "matching", Kind.MATCHING, letters, bracketed)
        for n, (option, target) in enumerate(pairs, 1):
            text = f"Half {option} of {id_}"
            yield Row("option", option, parent=id_, text=text, letter=str(n), test=test, target=target)
        for target in "abc":
            yield Row("target", target, parent=id_, text=f"Half {target} of {id_}", letter=target, test=test)

    def _ordering(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        ids = "wxyz"
        yield self._told(
            id_, parent, objective, test, "ordering", Kind.SEQUENCING, ",".join(DIGITS[:4]), DELIMITER.join(ids)
        )
        for letter, option in zip(DIGITS, ids, strict=False):
            yield Row("option", option, parent=id_, text=f"Step {option} of {id_}", letter=letter, test=test)

    def _number(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        right = str(self.chance.randint(10, 90))
        yield self._told(id_, parent, objective, test, "numeric", Kind.NUMERIC, right, right)

    def _text(self, id_: str, parent: str, objective: str, test: str) -> Iterator[Row]:
        right = self.chance.choice(("voice", "respect", "neutrality", "trust"))
        yield self._told(id_, parent, objective, test, "fill-in", Kind.FILL_IN, right, f"{{case_matters=false}}{right}")


def _question(
    id_: str, parent: str, text: str, type_: str, kind: Kind, *,
    lesson: str, objective: str = "", test: str = "", letters: str = "", ids: str = "",
) -> Row:  # fmt: skip
    """`letters` is the right answer in SCORM 1.2, `ids` in the others; empty where nothing is right or wrong."""
    right = (ids,) if ids else ()
    return Row(
        "question", id_, parent=parent, text=text, type=type_, iri=f"{IRI}/question/{id_}",
        scorm12_id=id_, scorm2004_id=id_, interaction=kind.value, scorm2004_interaction=kind.value,
        objective=objective, lesson=lesson, test=test, scorm12_right=(letters,) if letters else (),
        scorm2004_right=right, xapi_right=right,
    )  # fmt: skip


def _texts(id_: str, count: int) -> tuple[str, ...]:
    return tuple(f"Answer {letter} to {id_}" for letter in LETTERS[:count])


def _options(
    id_: str, texts: Sequence[str], *, right: str = "", test: str = "", letters: str = LETTERS
) -> Iterator[Row]:
    for letter, text in zip(letters, texts, strict=False):
        correct = letter in right if right else None
        yield Row("option", letter, parent=id_, text=text, letter=letter, test=test, correct=correct)


def _acknowledgement(id_: str, parent: str, text: str, *, lesson: str = "", test: str = "") -> Row:
    kind = Kind.TRUE_FALSE.value
    return Row(
        "acknowledgement", id_, parent=parent, text=text, iri=f"{IRI}/acknowledgement/{id_}", scorm12_id=id_,
        scorm2004_id=id_, interaction=kind, scorm2004_interaction=kind, lesson=lesson, test=test,
    )  # fmt: skip


def _scenario(id_: str, ref: str, lesson: str, number: int) -> Iterator[Row]:
    """A way of some situations: each has a good choice, one that goes on, and one that ends badly in the end."""
    yield Row("scenario", id_, parent=ref, text=f"Call number {number}", iri=f"{IRI}/scenario/{id_}", lesson=lesson)
    last = 2 + number
    for at in range(1, last + 1):
        told = f"{id_}_step-{at}"
        yield Row(
            "situation", f"step-{at}", parent=id_, text=f"What do you do at step {at}?",
            iri=f"{IRI}/decision/{id_}/step-{at}", scorm12_id=told, scorm2004_id=told,
            interaction=Kind.CHOICE.value, scorm2004_interaction=Kind.CHOICE.value, lesson=lesson,
        )  # fmt: skip
        ways = (
            ("listen", f"step-{at + 1}" if at < last else "understood"),
            ("wait", f"step-{min(at + 2, last)}" if at < last else "quiet"),
            ("force", "harm" if at > 1 else f"step-{last}"),
        )
        for letter, (choice, follows) in zip(LETTERS, ways, strict=False):
            text = f"{choice.capitalize()} at step {at}"
            yield Row("choice", choice, parent=told, text=text, letter=letter, next=follows, lesson=lesson)
    for end, safe in (("understood", "safe"), ("quiet", "safe"), ("harm", "unsafe")):
        yield Row("end", end, parent=id_, text=f"It ends: {end}", type=safe, lesson=lesson)
