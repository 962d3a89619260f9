"""The course file: what the course is, its modules and its rules."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from builder.course.model.base import Line, Many, ObjectiveId, Slug, Strict

IRI: Final = r'^https?://[^\s<>"{}|\\^`/?#]+(/[^\s<>"{}|\\^`/?#]+)*$'
VERSION: Final = r"^[0-9]+\.[0-9]+\.[0-9]+$"
LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"

Iri = Annotated[str, StringConstraints(pattern=IRI, max_length=200)]
Version = Annotated[str, StringConstraints(pattern=VERSION, max_length=20)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]


class Objective(Strict):
    """What a learner can do after the course."""

    id: ObjectiveId = Field(description="The id, such as E2.1.")
    text: Line = Field(description="What the learner will be able to do.")
    part_of: ObjectiveId | None = Field(default=None, description="The terminal objective that it belongs to.")
    tested: bool = Field(default=True, description="Whether items of the test check it.")


class Module(Strict):
    """A part of the course."""

    id: Slug = Field(description="The id of the module, unique in the course.")
    title: Line = Field(description="The title of the module.")
    lessons: Many[Slug] = Field(min_length=1, description="The ids of its lessons, in order.")


class Completion(Strict):
    """What a learner must do to complete the course."""

    pages: Literal["all", "none"] = Field(default="all", description="Whether every page must be seen.")
    questions: Literal["all", "none"] = Field(
        default="none", description="Whether every question in the lessons must be answered."
    )
    scenarios: Literal["all", "none"] = Field(default="all", description="Whether every scenario must reach an end.")
    acknowledgements: Literal["all", "none"] = Field(
        default="all", description="Whether every acknowledgement must be given."
    )
    test: Literal["passed", "taken", "none"] = Field(
        default="passed", description="Whether the test must be passed, or only taken."
    )


class CourseFile(Strict):
    """The file course.yaml."""

    format: Literal[1] = Field(description="The version of the language: 1.")
    id: Slug = Field(description="The id of the course; it names the packages.")
    iri: Iri = Field(
        description="The web address that all xAPI ids of the course begin with; no slash at the end. Never change it."
    )
    title: Line = Field(description="The title of the course.")
    version: Version = Field(description='The version of the course in quotes, such as "1.0.0".')
    language: Language = Field(default="en-US", description="The language of the course, such as en-US.")
    description: Line = Field(description="What the course is, in one or two sentences.")
    publisher: Line | None = Field(default=None, description="Who publishes the course.")
    notice: Line | None = Field(default=None, description="A notice shown on every page, such as: draft, not reviewed.")
    objectives: Many[Objective] = Field(default=(), description="The objectives, in teaching order.")
    modules: Many[Module] = Field(min_length=1, description="The modules, in order.")
    navigation: Literal["free", "linear", "locked"] = Field(
        default="free",
        description="Which pages are open: all of them; each once those before it are done; or each lesson once those "
        "before it are done.",
    )
    completion: Completion = Field(default=Completion(), description="What a learner must do to complete the course.")
