"""A codebook to the course that learners go through: what stands where, and what can be answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any, Final, TypeAlias

from builder.records.simulate.answers import Answers, answers_of

Row: TypeAlias = Mapping[str, Any]
"""A row of a codebook, by the names of builder.records.codebook.Row."""

LANGUAGE: Final = "en-US"
"""A codebook does not say in which language its texts are."""
MINUTES: Final = 5
"""Of a lesson whose codebook is too old to say how long it takes."""

DRAWN: Final = 0.4
"""Share of the bank that an attempt asks, where the codebook is too old to say it."""


class Unusable(ValueError):
    """A codebook that no course can be made of; `advice` says what to do."""

    def __init__(self, text: str, advice: str) -> None:
        super().__init__(text)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Part:
    """What has an id, and a name in statements."""

    id: str
    iri: str
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """An option, target or choice, as statements list them."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question(Part):
    """`gaps` are the ids of gaps, `right` the patterns of right answers: none where nothing is right or wrong."""

    type: str
    interaction: str
    objective: str
    lesson: str
    test: str
    options: tuple[Component, ...]
    targets: tuple[Component, ...]
    gaps: tuple[str, ...]
    right: tuple[str, ...]
    answers: Answers


@dataclass(frozen=True, slots=True)
class Acknowledgement(Part):
    """`lesson` is empty before a test."""

    lesson: str
    test: str


@dataclass(frozen=True, slots=True)
class Situation(Part):
    """`next` has, for each choice, the id of the situation or end that follows."""

    choices: tuple[Component, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario(Part):
    """`ends` has by id whether it is a safe one."""

    lesson: str
    start: str
    situations: Mapping[str, Situation]
    ends: Mapping[str, bool]


Block: TypeAlias = Question | Scenario | Acknowledgement


@dataclass(frozen=True, slots=True)
class Page(Part):
    """`id` is `lesson/page`; `blocks` are what is done on it, in order."""

    lesson: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Lesson(Part):
    """`minutes` as its author thinks."""

    module: Part
    minutes: int
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Test(Part):
    """`bank` by objective, in the order of the codebook; `draws` is how many items of each an attempt asks."""

    attestation: Acknowledgement | None
    bank: Mapping[str, tuple[Question, ...]]
    draws: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Course(Part):
    """`test` is the final one; tests that replace a module are nobody's to take here."""

    version: str
    description: str
    objectives: Mapping[str, Part]
    lessons: tuple[Lesson, ...]
    test: Test | None

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for lesson in self.lessons for page in lesson.pages)


class _Reader:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.children: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            self.children.setdefault((row["kind"], row["parent"]), []).append(row)

    def of(self, kind: str, parent: str) -> list[Row]:
        return self.children.get((kind, parent), [])

    def question(self, row: Row) -> Question:
        options = tuple(Component(one["id"], one["text"]) for one in self.of("option", row["id"]))
        targets = tuple(Component(one["id"], one["text"]) for one in self.of("target", row["id"]))
        return Question(
            **_part(row),
            type=row["type"],
            interaction=row["interaction"],
            objective=row["objective"],
            lesson=row["lesson"],
            test=row["test"],
            options=options,
            targets=targets,
            gaps=tuple(one["id"] for one in self.of("gap", row["id"])),
            right=tuple(row["xapi_right"]),
            answers=answers_of(row, [one.id for one in options], [one.id for one in targets]),
        )

    def scenario(self, row: Row) -> Scenario:
        situations = {one["id"]: self._situation(row["id"], one) for one in self.of("situation", row["id"])}
        followers = {follower for one in situations.values() for follower in one.next}
        start = next((id_ for id_ in situations if id_ not in followers), next(iter(situations), ""))
        ends = {one["id"]: one["type"] == "safe" for one in self.of("end", row["id"])}
        return Scenario(**_part(row), lesson=row["lesson"], start=start, situations=situations, ends=ends)

    def _situation(self, scenario: str, row: Row) -> Situation:
        found = self.of("choice", f"{scenario}_{row['id']}")
        choices = tuple(Component(one["id"], one["text"]) for one in found)
        part = {**_part(row), "text": row["text"] or row["id"]}
        return Situation(**part, choices=choices, next=tuple(one["next"] for one in found))

    def lesson(self, row: Row, module: Part) -> Lesson:
        pages = tuple(self.page(page) for page in self.of("page", row["id"]))
        return Lesson(**_part(row), module=module, minutes=row.get("minutes") or MINUTES, pages=pages)

    def page(self, row: Row) -> Page:
        surveys = [one["id"] for one in self.of("survey", row["id"])]
        kinds: Mapping[str, Callable[[Row], Block]] = {
            "question": self.question,
            "scenario": self.scenario,
            "acknowledgement": _acknowledgement,
        }
        blocks = tuple(
            kinds[one["kind"]](one)
            for one in self.rows
            if one["kind"] in kinds and one["parent"] in (row["id"], *surveys) and not one["test"]
        )
        return Page(**_part(row), lesson=row["lesson"], blocks=blocks)

    def test(self) -> Test | None:
        row = next((one for one in self.rows if one["kind"] == "test" and not one["parent"]), None)
        if row is None:
            return None
        bank: dict[str, list[Question]] = {}
        for one in self.of("question", row["id"]):
            if one["test"] and one["xapi_right"]:
                bank.setdefault(one["objective"], []).append(self.question(one))
        attestation = next(map(_acknowledgement, self.of("acknowledgement", row["id"])), None)
        if not bank:
            return None
        held = {objective: tuple(items) for objective, items in bank.items()}
        draws = _draws({objective: len(items) for objective, items in bank.items()}, row.get("items"))
        return Test(**_part(row), attestation=attestation, bank=held, draws=draws)


def _draws(bank: Mapping[str, int], items: int | None) -> dict[str, int]:
    """The codebook has the sum alone: as evenly over the objectives as their items are."""
    whole = sum(bank.values())
    asked = min(items or ceil(whole * DRAWN), whole)
    ends = [round(asked * end / whole) for end in accumulate(bank.values())]
    counts = (end - before for end, before in zip(ends, [0, *ends[:-1]], strict=True))
    return {objective: count for objective, count in zip(bank, counts, strict=True) if count}


def _part(row: Row) -> dict[str, str]:
    return {"id": row["id"], "iri": row["iri"], "text": row["text"]}


def _acknowledgement(row: Row) -> Acknowledgement:
    return Acknowledgement(**_part(row), lesson=row["lesson"], test=row["test"])


def course_of(rows: Iterable[Row], version: str, description: str | None = None) -> Course:
    """The course of a codebook; Unusable where it has no page."""
    rows = tuple(rows)
    reader = _Reader(rows)
    head = next((row for row in rows if row["kind"] == "course"), None)
    if head is None:
        raise Unusable("the codebook has no row for the course", "build the course again and take its codebook")
    lessons = tuple(
        reader.lesson(lesson, Part(**_part(module)))
        for module in reader.of("module", head["id"])
        for lesson in reader.of("lesson", module["id"])
    )
    if not any(lesson.pages for lesson in lessons):
        raise Unusable("the codebook has no pages", "build the course again and take its codebook")
    objectives = {row["id"]: Part(**_part(row)) for row in rows if row["kind"] == "objective"}
    return Course(
        **_part(head),
        version=version,
        description=description or head["text"],
        objectives=objectives,
        lessons=tuple(lesson for lesson in lessons if lesson.pages),
        test=reader.test(),
    )
