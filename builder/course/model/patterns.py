"""What the patterns of the language ask for, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from builder import strict
from builder.course.model import agency, base, course


class Pattern(NamedTuple):
    """What a text must be, and how to write it; for an id a fitting one is made up."""

    what: str
    hint: str
    code: str = "S215"
    slug: bool = False


PATTERNS: Final[Mapping[str, Pattern]] = {
    strict.SLUG: Pattern("an id", "use lower-case letters, digits and single hyphens", slug=True),
    base.OBJECTIVE: Pattern("the id of an objective", "use letters, digits and dots, as in E2.1"),
    strict.ONE_LINE: Pattern("one line", "join the lines; begin a long text with > instead of |", "S222"),
    strict.WEB: Pattern("a web address", "begin it with https:// and leave out blanks"),
    base.COLOR: Pattern("a color", 'write # and six digits in quotes, as in "#1d4f63"'),
    course.IRI: Pattern(
        "a web address without a slash at its end", "write it as in https://example.org/courses/first-aid"
    ),
    course.VERSION: Pattern("a version of three numbers", 'write it in quotes, as in "1.0.0"'),
    course.LANGUAGE: Pattern("a language tag", "write it as in en-US"),
    agency.STATE: Pattern("a state in two capital letters", "write it as in CA"),
}
