"""The kinds of file that a course is made of, and the model of each."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel

from builder.course.model.agency import Agency
from builder.course.model.course import CourseFile
from builder.course.model.lesson import Lesson
from builder.course.model.library import Glossary, Sources
from builder.course.model.scenario import Scenario
from builder.course.model.test import FinalTest, TestOut

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "course": CourseFile,
    "lesson": Lesson,
    "scenario": Scenario,
    "test": FinalTest,
    "test-out": TestOut,
    "sources": Sources,
    "glossary": Glossary,
    "agency": Agency,
}
