"""The words around the reports: title, facts, chapters, what is chosen and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from builder.records.analysis.report import SMALLEST, Result
from builder.records.page.assemble import Chapter, Content
from builder.records.page.choice import Agency, Chosen, Scope, period_said
from builder.records.page.parts import COURSE, Part, parts
from builder.records.page.source import Source
from builder.records.page.summary import Rows, Summary, summarize

TITLE: Final = "What learners did"
MINUTE: Final = "In one minute"
OTHER: Final = "The records themselves"
"""The chapter of what is of no course."""


@dataclass(frozen=True)
class Wanted:
    """What a page is asked for; no title is that of the course."""

    scope: Scope = field(default_factory=Scope)
    course: str | None = None
    title: str | None = None
    smallest: int = SMALLEST


@dataclass(frozen=True)
class Answers:
    """What the lake answered: `listed` are the agencies that can be chosen, `lake` the name of its folder."""

    lake: str
    source: Source
    chosen: tuple[Chosen, ...]
    listed: tuple[Agency, ...]
    results: tuple[Result, ...]


def content(wanted: Wanted, answers: Answers) -> Content:
    """All that the page says."""
    source, chosen = answers.source, answers.chosen
    own = [part for result in answers.results for part in parts(result, wanted.course)]
    rows = Rows(answers.results)
    courses = list(dict.fromkeys(part.course for part in own if part.course))
    courses.sort(key=lambda course: (source.courses.get(course, course).casefold(), course))
    chapters = [_chapter(course, own, rows, answers) for course in courses]
    if len(courses) == 1:
        chapters = [replace(chapters[0], title=MINUTE)]
    if rest := tuple(part for part in own if not part.course):
        chapters.append(Chapter(OTHER, rest, {one.slice.name: Summary() for one in chosen}))
    title = source.courses.get(courses[0], TITLE) if len(courses) == 1 else TITLE
    return Content(
        title=wanted.title or title,
        facts=tuple(_facts(wanted, answers, courses)),
        made=_made(source),
        limits=_limits(wanted, answers),
        chapters=tuple(chapters),
        choices=chosen,
        agencies=answers.listed,
        said=_said(chosen, {one.id: one.name for one in answers.listed}, wanted.scope),
        smallest=wanted.smallest,
    )


def _chapter(course: str, own: Sequence[Part], rows: Rows, answers: Answers) -> Chapter:
    found = tuple(part for part in own if part.course == course)
    told = {part.report.name for part in found}
    of_courses = (result.report for result in answers.results if COURSE in result.columns)
    return Chapter(
        answers.source.courses.get(course, course),
        found,
        {one.slice.name: summarize(rows, course, one.slice.name) for one in answers.chosen},
        tuple(report.title for report in of_courses if report.name not in told),
    )


def _facts(wanted: Wanted, answers: Answers, courses: Sequence[str]) -> Iterator[str]:
    source = answers.source
    if source.newest is None:
        yield "There are no records yet" if wanted.scope == Scope() else "There are no records of that part"
    else:
        yield f"Records up to {source.newest:%B} {source.newest.day}, {source.newest.year}"
        yield f"{source.statements:,} {'statement' if source.statements == 1 else 'statements'}"
    for course in courses:
        versions = ", ".join(version for own, version in source.versions if own == course)
        name = f" of {source.courses.get(course, course)}" if len(courses) > 1 else ""
        if versions:
            yield f"Versions{name}: {versions}" if ", " in versions else f"Version{name}: {versions}"
    if wanted.scope.agencies is not None:
        yield f"Only agencies {', '.join(wanted.scope.agencies)}"
    if wanted.scope.first or wanted.scope.last:
        yield f"Only {_months(wanted.scope)}"
    yield f"Lake {answers.lake}"


def _months(scope: Scope) -> str:
    if scope.first and scope.last:
        return f"{scope.first} to {scope.last}"
    return f"from {scope.first}" if scope.first else f"up to {scope.last}"


def _made(source: Source) -> str:
    if source.newest is None:
        return "Made by Peacebuilder."
    return f"Made by Peacebuilder of records up to {source.newest:%Y-%m-%d %H:%M} UTC."


def _limits(wanted: Wanted, answers: Answers) -> str:
    every = len(answers.source.agencies)
    if len(answers.listed) == every:
        return ""
    return (
        f"Of {every:,} agencies the largest can be chosen, of at least {wanted.smallest} learners. "
        "For another one: peacebuilder records report --agency ID"
    )


def _said(chosen: Sequence[Chosen], names: Mapping[str, str], scope: Scope) -> dict[str, str]:
    found = {}
    for one in chosen:
        who = (
            names[one.agency] if one.agency else "all agencies" if scope.agencies is None else "the agencies asked for"
        )
        when = period_said(one.period) if one.period else "all time" if scope == Scope() else "all months asked for"
        found[one.slice.name] = f"Shown: {who}, {when}."
    return found
