"""What would not fit into a standard's limits."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.validate.draft import Draft
from builder.diagnostics import Diagnostic
from builder.standards import scorm12


def long_title(draft: Draft) -> Iterator[Diagnostic]:
    """L801."""
    if draft.course and len(draft.course.model.title) > scorm12.TITLE_LENGTH:
        text = f"the title has {len(draft.course.model.title)} characters; SCORM 1.2 allows {scorm12.TITLE_LENGTH}"
        yield draft.course.problem("L801", ("title",), text, "make it shorter; `description:` has room for more")
