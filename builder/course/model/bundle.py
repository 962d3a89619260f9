"""A whole course: all its files as one value."""

from builder.course.model.agency import Agency
from builder.course.model.base import Many, Strict
from builder.course.model.course import CourseFile
from builder.course.model.lesson import Lesson
from builder.course.model.library import Source, Term
from builder.course.model.scenario import Scenario
from builder.course.model.test import FinalTest, TestOut


class Course(Strict):
    """What validation gives: every file valid by itself and with the others."""

    file: CourseFile
    lessons: Many[Lesson]
    scenarios: Many[Scenario] = ()
    test: FinalTest | None = None
    test_outs: Many[TestOut] = ()
    sources: Many[Source] = ()
    terms: Many[Term] = ()
    agencies: Many[Agency] = ()
