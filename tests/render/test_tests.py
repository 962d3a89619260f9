"""Tests in the page: what a review will not show is not in it, for every type of question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from builder.course.resolved import ResolvedCourse
from builder.render.place import Library
from builder.render.views.test import test as article
from tests.render.gallery import Data, course_files


def said(data: Any, key: str = "") -> Iterator[str]:
    """All that an author wrote as feedback."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from said(value, "feedback" if key == "feedback" else name)
    elif isinstance(data, list):
        for value in data:
            yield from said(value, key)
    elif key == "feedback" and isinstance(data, str):
        yield data


def with_feedback(test: Data) -> Data:
    """Every feedback gets a word that occurs nowhere else."""

    def marked(data: Any, key: str = "") -> Any:
        if isinstance(data, dict):
            return {name: marked(value, "feedback" if key == "feedback" else name) for name, value in data.items()}
        if isinstance(data, list):
            return [marked(value, key) for value in data]
        return f"Zaunkoenig {data}" if key == "feedback" else data

    marked_test: Data = marked(test)
    return marked_test


@pytest.mark.parametrize(("review", "shown"), [("answers", True), ("marks", False), ("score", False)])
def test_feedback_is_in_the_page_only_where_a_review_shows_it(
    course: Callable[..., ResolvedCourse], review: str, shown: bool
) -> None:
    file = with_feedback(course_files()["test.yaml"])
    whole = course({"test.yaml": {**file, "review": review}})
    assert whole.test is not None
    html = article(whole.test, whole, Library(whole))
    types = {item.type for item in whole.test.bank}
    assert len(types) >= 11
    assert len(list(said(file))) > len(types)
    assert ("Zaunkoenig" in html) is shown
