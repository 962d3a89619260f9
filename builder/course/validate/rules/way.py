"""The way through the course: the order of its pages, and the time that lessons ask for."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.model.lesson import Lesson
from builder.course.validate import markup
from builder.course.validate.draft import Draft
from builder.course.validate.rules.prose import hits, where
from builder.diagnostics import Diagnostic


def more_time_than_it_takes(draft: Draft) -> Iterator[Diagnostic]:
    """N951."""
    for part in draft.lessons:
        least, minutes = part.model.least_minutes, part.model.minutes
        if least is not None and least > minutes and part.complete("minutes"):
            text = f"learners must work {least} minutes on a lesson that takes {minutes}"
            yield part.problem("N951", ("least_minutes",), text, "raise `minutes:`, or lower `least_minutes:`")


def order_without_pages(draft: Draft) -> Iterator[Diagnostic]:
    """N952."""
    course = draft.course
    if course and course.model.navigation != "free" and course.model.completion.pages == "none":
        text = f"pages open one after the other (`{course.model.navigation}`), but none of them must be seen"
        advice = "set `pages: all` under `completion:`, or `navigation: free`"
        yield course.problem("N952", ("navigation",), text, advice)


def link_ahead(draft: Draft) -> Iterator[Diagnostic]:
    """N953."""
    if draft.course is None or draft.course.model.navigation == "free":
        return
    order = [lesson for module in draft.course.model.modules for lesson in module.lessons]
    for part, path, found in hits(draft, markup.links):
        target = markup.TARGET.fullmatch(found.name)
        if not target or target[1] != "lesson" or not isinstance(part.model, Lesson):
            continue
        if {target[2], part.model.id} <= set(order) and order.index(target[2]) > order.index(part.model.id):
            text = f"the lesson '{target[2]}' is not open yet for those who read this the first time"
            advice = "name it without a link, or set `navigation: free`"
            yield part.problem("N953", where(part, path, found), text, advice)


def time_tested_out(draft: Draft) -> Iterator[Diagnostic]:
    """N954."""
    if draft.course is None:
        return
    replaced = {part.model.module for part in draft.test_outs}
    lessons = {lesson for module in draft.course.model.modules if module.id in replaced for lesson in module.lessons}
    for part in draft.lessons:
        if part.model.least_minutes is not None and part.model.id in lessons:
            text = "who passes the test that replaces this module works none of these minutes"
            advice = "where hours must be worked, remove the test of the module; else remove `least_minutes:`"
            yield part.problem("N954", ("least_minutes",), text, advice)
