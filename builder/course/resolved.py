"""A course with nothing left open: ids, IRIs, keys, order, assets and the agency's values are filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.course.model.agency import Agency
from builder.course.model.blocks import AnyQuestion
from builder.course.model.blocks.accordion import Accordion
from builder.course.model.blocks.agency import Agency as AgencyBlock
from builder.course.model.blocks.audio import Audio
from builder.course.model.blocks.callout import Callout
from builder.course.model.blocks.cards import Cards
from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.chief_message import ChiefMessage
from builder.course.model.blocks.dialogue import Dialogue, Speech
from builder.course.model.blocks.download import Download
from builder.course.model.blocks.image import Image
from builder.course.model.blocks.image_pair import ImagePair
from builder.course.model.blocks.key_terms import KeyTerms
from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.promise import PromiseBlock
from builder.course.model.blocks.quote import Quote
from builder.course.model.blocks.reflection import Reflection
from builder.course.model.blocks.resources import Resources
from builder.course.model.blocks.statistic import Statistic
from builder.course.model.blocks.steps import Steps
from builder.course.model.blocks.table import Table
from builder.course.model.blocks.tabs import Tabs
from builder.course.model.blocks.timeline import Timeline
from builder.course.model.blocks.video import Video
from builder.course.model.course import Completion
from builder.course.model.library import Source, Term

QuestionType = Literal[
    "choice",
    "multiple",
    "true-false",
    "point",
    "mark",
    "likert",
    "matching",
    "sorting",
    "ordering",
    "fill-in",
    "gap",
    "numeric",
]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the course that goes into packages: `path` as the author wrote it, `name` in the package."""

    path: str
    name: str
    source: Path
    size: int
    media_type: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do after the course."""

    id: str
    iri: str
    text: str
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """What is chosen, ordered, put to a target or filled; `letter` is its SCORM 1.2 response (RTE 1.2 3.4.4).

    `target` is the right target of what is matched or sorted, `accepts` the right texts of a gap.
    """

    id: str
    key: str
    letter: str
    text: str
    correct: bool = False
    feedback: str | None = None
    target: str | None = None
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What options are matched with, or a group that they are sorted into; `letter` as in Option."""

    id: str
    key: str
    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """The right number, and the least and greatest that is taken for right."""

    answer: float
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a lesson or of a bank, in the terms that all types share; `block` has what only its look needs.

    `options` in the order of the file, which is the right one of an ordering; `accepts` are the right texts of a
    fill-in; `tries` None: until it is right.
    """

    id: str
    key: str
    iri: str
    type: QuestionType
    prompt: str
    options: tuple[Option, ...]
    targets: tuple[Target, ...]
    accepts: tuple[str, ...]
    range: Range | None
    many: bool
    case_matters: bool
    length: int | None
    partial: bool
    tries: int | None
    hint: str | None
    right: str | None
    wrong: str | None
    shuffle: bool
    objective: str | None
    lesson: str | None
    block: AnyQuestion


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A statement that the learner confirms; `policy` is the id of the agency's policy that it is about."""

    id: str
    key: str
    iri: str
    text: str
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice of a scenario; `letter` as in Option."""

    id: str
    key: str
    letter: str
    text: str
    detail: str | None
    preserved: tuple[str, ...]
    cost: tuple[str, ...]
    feedback: str | None
    next: str


@dataclass(frozen=True, slots=True)
class Node:
    """A situation (with `question` and `choices`) or an end (with `end`)."""

    id: str
    key: str
    iri: str
    place: str | None
    text: str
    says: tuple[Speech, ...]
    image: Image | None
    question: str | None
    choices: tuple[Decision, ...]
    end: str | None
    safe: bool
    preserved: tuple[str, ...]
    cost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A branching scenario; `nodes` in the order of the file."""

    id: str
    key: str
    iri: str
    title: str
    intro: str | None
    start: str
    objectives: tuple[str, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Statements on one scale, as questions that are sent together; the last may ask for a comment."""

    id: str
    title: str
    intro: str | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What a public copy shows of an option; `word` is the id of one that all courses share, which has no text yet."""

    text: str
    who: str | None = None
    language: str | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What a question points at; `areas` are left edge, upper edge, width and height in percent."""

    src: str
    alt: str
    areas: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the public may read it: nothing in it, not even an order, depends on what is right.

    `gaps` are the gaps of `text` with what may be chosen there.
    """

    type: QuestionType
    prompt: str
    many: bool
    lines: tuple[Line, ...] = ()
    targets: tuple[str, ...] = ()
    text: str | None = None
    gaps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    picture: Picture | None = None
    unit: str | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class AskedSurvey:
    """A survey as the public may read it."""

    title: str
    intro: str | None
    statements: tuple[str, ...]
    scale: tuple[Line, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """A block of a public copy that is text there: nothing can be answered, decided, ticked or confirmed."""

    block: Asked | AskedSurvey | Scenario | Acknowledgement | Checklist | Reflection


Block = (
    str
    | Accordion
    | Acknowledgement
    | AgencyBlock
    | Audio
    | Callout
    | Cards
    | Checklist
    | ChiefMessage
    | Dialogue
    | Download
    | Image
    | ImagePair
    | KeyTerms
    | LabelledImage
    | PromiseBlock
    | Published
    | Quote
    | Reflection
    | Resources
    | Statistic
    | Steps
    | Survey
    | Table
    | Tabs
    | Timeline
    | Video
    | Question
    | Scenario
)
"""What stands on a page; a str is Markdown."""


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of a lesson; `anchor` is its HTML id."""

    id: str
    key: str
    iri: str
    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson in its module; `least_minutes` is 0 where no time is asked for."""

    id: str
    key: str
    iri: str
    title: str
    minutes: int
    least_minutes: int
    objectives: tuple[str, ...]
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the course."""

    id: str
    iri: str
    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """How many items are drawn for an objective."""

    objective: str
    items: int


@dataclass(frozen=True, slots=True)
class FinalTest:
    """A test; `pass_mark` in percent, `attempts` None: unlimited; the agency's where it sets them for the final test.

    `module` is the one that the test replaces, None for the final test.
    """

    id: str
    key: str
    iri: str
    title: str
    intro: str | None
    pass_mark: int
    attempts: int | None
    opens: Literal["after-lessons", "always"]
    shuffle: bool
    review: Literal["answers", "marks", "score"]
    review_after: Literal["attempt", "last"]
    attestation: Acknowledgement | None
    module: str | None
    blueprint: tuple[Draw, ...]
    bank: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class PublishedTest:
    """A test of a public copy: the whole bank by objectives, and how many items of it are drawn; `module` as above."""

    id: str
    title: str
    module: str | None
    intro: str | None
    attestation: Acknowledgement | None
    drawn: int
    groups: tuple[tuple[str | None, tuple[Asked, ...]], ...]


@dataclass(frozen=True, slots=True)
class ResolvedCourse:
    """What render and package work from."""

    id: str
    iri: str
    title: str
    version: str
    language: str
    description: str
    publisher: str | None
    notice: str | None
    objectives: tuple[Objective, ...]
    modules: tuple[Module, ...]
    completion: Completion
    navigation: Literal["free", "linear", "locked"]
    test: FinalTest | None
    test_outs: tuple[FinalTest, ...]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    assets: Mapping[str, Asset]
    """By the path that the author wrote; only those that the course or the agency uses."""
    agency: Agency | None
    published: tuple[PublishedTest, ...] | None = None
    """The tests of a public copy, which has no others; None in every course that records."""

    @property
    def lessons(self) -> Iterator[Lesson]:
        return (lesson for module in self.modules for lesson in module.lessons)

    @property
    def pages(self) -> Iterator[Page]:
        return (page for lesson in self.lessons for page in lesson.pages)

    @property
    def blocks(self) -> Iterator[Block]:
        return (block for page in self.pages for block in page.blocks)

    @property
    def tests(self) -> Iterator[FinalTest]:
        """The final test first, if there is one."""
        yield from (self.test,) if self.test else ()
        yield from self.test_outs

    @property
    def acknowledgements(self) -> Iterator[Acknowledgement]:
        """Those of the pages."""
        return (block for block in self.blocks if isinstance(block, Acknowledgement))

    @property
    def questions(self) -> Iterator[Question]:
        """The questions of the lessons, those of surveys too, not those of the bank."""
        for block in self.blocks:
            if isinstance(block, Question):
                yield block
            elif isinstance(block, Survey):
                yield from block.questions

    @property
    def scenarios(self) -> Iterator[Scenario]:
        return (block for block in self.blocks if isinstance(block, Scenario))
