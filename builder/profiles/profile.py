"""What is known of an LMS: data, every statement with where it comes from and how sure it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from builder.profiles.reporting import Reporting
from builder.strict import Line, Many, Slug, Strict, WebAddress

Status = Literal["incomplete", "completed", "passed", "failed"]
Suffix = Annotated[str, StringConstraints(pattern=r"^\.[a-z0-9]+$")]


class Sure(StrEnum):
    """How sure a statement is, the surest first."""

    TRIED = "tried"
    READ = "read"
    VENDOR = "vendor"
    REPORTED = "reported"
    UNKNOWN = "unknown"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS: Final = {
    Sure.TRIED: "seen in the running software",
    Sure.READ: "read in its source code",
    Sure.VENDOR: "said by its maker",
    Sure.REPORTED: "said by others who use it",
    Sure.UNKNOWN: "not known: ask its maker",
}


QUESTIONS: Final = (
    "Which of these do you take: SCORM 1.2, SCORM 2004 (which edition), xAPI (Tin Can), cmi5?",
    "Who uploads a package: we or you? What do you need from us, and how long does it take?",
    "Is there a limit to its size, to types of files or to their names?",
    "How many characters of cmi.suspend_data do you keep?",
    "Which status completes a course: completed, passed, or either? What becomes of failed: can the learner try again?",
    "Does a passing score in your settings overrule what the course reports?",
    "Does the course open in a frame or in a window, and at which address?",
    "Does a learner who comes back go on in the same attempt?",
    "Where do we see status, score, time and single answers, and can they be exported?",
    "When we replace a package by a newer version, what becomes of learners in progress?",
)
"""What to ask the maker of an LMS of which little is known."""


class Source(Strict):
    """Where statements come from; a profile names its sources once."""

    sure: Sure = Field(strict=False)
    text: Line
    url: WebAddress | None = None


class Fact(Strict):
    """A statement about the LMS; `source` is one of the profile's."""

    text: Line
    source: Slug


class Setting(Strict):
    """What an admin must set, in the words of the LMS where they are known, and why."""

    name: Line
    value: Line
    why: Line
    source: Slug


class Format(Strict):
    """A package format that the LMS takes; `id` is a name of FORMATS."""

    id: Slug
    text: Line
    source: Slug


class Telling(Strict):
    """How the LMS wants to be told, where that is not by the book.

    `words`: by the status of our player, the status that the LMS is told in its place; statuses that are not named stay
    as they are. It says what is told, never what is meant: passed -> completed does not make a failed course complete.
    """

    words: dict[Status, Status] = Field(default={}, description="Our status: the one that is told.")
    mastery_score: bool = False
    text: Line
    source: Slug


class Amount(Strict):
    """A limit that is a number."""

    value: int = Field(ge=1)
    source: Slug


class Suffixes(Strict):
    """Ends of file names; in lower case, with the dot."""

    value: Many[Suffix] = Field(min_length=1)
    source: Slug


class Rule(Strict):
    """A limit that is there or not."""

    value: bool
    source: Slug


class Limits(Strict):
    """What a package must keep to in this LMS; None where no limit is known, which is no promise that there is none.

    For `peacebuilder verify --lms`: look at `.value`; `Profile.source(limit.source)` says where a limit comes from.
    """

    package_mb: Amount | None = None
    """The largest zip, in MB (1,000,000 bytes)."""
    suspend_data: Amount | None = None
    """The most characters of saved state that it keeps."""
    refused: Suffixes | None = None
    """Files with these ends must not be in the zip."""
    plain_names: Rule | None = None
    """Whether file names may hold only letters, digits, hyphens, underscores, dots (and slashes between folders)."""
    single_sco: Rule | None = None
    """Whether a package may hold one SCO only."""
    one_language: Rule | None = None
    """Whether a package may hold one language only."""
    own_files_only: Rule | None = None
    """Whether everything that is shown must be in the package, nothing on another host."""


class Profile(Strict):
    """One LMS."""

    id: Slug
    name: Line
    about: Fact
    sources: dict[Slug, Source] = Field(min_length=1)
    formats: Many[Format] = Field(min_length=1)
    """The best first; `peacebuilder build --lms` takes it."""
    telling: Telling | None = None
    limits: Limits = Limits()
    upload: Many[Fact] = Field(min_length=1)
    """The steps, in their order."""
    settings: Many[Setting] = ()
    test: Many[Fact] = Field(min_length=1)
    """Where this LMS shows what the three-minute test looks for."""
    quirks: Many[Fact] = ()

    @model_validator(mode="after")
    def _sources_are_there(self) -> Profile:
        used = {statement.source for statement in self.statements}
        if missing := sorted(used - set(self.sources)):
            raise ValueError(f"there is no source '{missing[0]}'")
        if unused := sorted(set(self.sources) - used):
            raise ValueError(f"nothing comes from the source '{unused[0]}'")
        return self

    @property
    def statements(self) -> tuple[Fact | Setting | Format | Telling | Amount | Suffixes | Rule, ...]:
        """All that is said of the LMS."""
        limits = (limit for _, limit in self.limits if limit is not None)
        telling = (self.telling,) if self.telling else ()
        return (self.about, *self.formats, *telling, *limits, *self.upload, *self.settings, *self.test, *self.quirks)

    @property
    def best(self) -> str:
        """The name of the format to take."""
        return self.formats[0].id

    @property
    def is_known(self) -> bool:
        """Whether anything but guesses stands behind its formats."""
        return self.source(self.formats[0].source).sure is not Sure.UNKNOWN

    @property
    def questions(self) -> tuple[str, ...]:
        """What its maker must be asked; nothing where enough is known."""
        return () if self.is_known else QUESTIONS

    @property
    def reporting(self) -> Reporting:
        if self.telling is None:
            return Reporting()
        return Reporting(tuple(sorted(self.telling.words.items())), self.telling.mastery_score)

    def source(self, name: str) -> Source:
        """A source of this profile by its name."""
        return self.sources[name]

    def takes(self, format_: str) -> bool:
        """Whether the LMS is said to take packages of this format."""
        return any(known.id == format_ for known in self.formats)
