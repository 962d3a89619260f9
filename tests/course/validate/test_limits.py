"""What the models allow at most still fits into SCORM 1.2, so that no rule has to look at it."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.course import ids
from builder.course.model.base import ObjectiveId, Slug
from builder.course.model.blocks.choice import Choice
from builder.standards import scorm12
from tests.course.conftest import Folder

LONGEST = "x" * 64


def test_the_longest_id_is_this_long() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(Slug)
    assert adapter.validate_python(LONGEST) == LONGEST
    with pytest.raises(ValidationError):
        adapter.validate_python(LONGEST + "x")


def test_ids_and_places_fit() -> None:
    assert len(f"{LONGEST}/{LONGEST}") <= scorm12.LOCATION_LENGTH
    assert len(LONGEST) <= scorm12.IDENTIFIER_LENGTH
    assert len(TypeAdapter(ObjectiveId).validate_python("E" * 32)) <= scorm12.IDENTIFIER_LENGTH


def test_the_longest_response_fits_into_its_pattern() -> None:
    options = [{"id": f"o{number}", "text": "x", "correct": True} for number in range(26)]
    question = {"type": "choice", "id": "q", "prompt": "?"}
    assert len(Choice.model_validate({**question, "options": options}).options) == len(ids.LETTERS)
    assert len(",".join(ids.LETTERS)) <= scorm12.FEEDBACK_LENGTH
    with pytest.raises(ValidationError):
        Choice.model_validate({**question, "options": [*options, {"id": "one-more", "text": "x"}]})


@pytest.mark.parametrize(("length", "codes"), [(scorm12.TITLE_LENGTH, []), (scorm12.TITLE_LENGTH + 1, ["L801"])])
def test_the_title_fits_into_the_manifest(course: Folder, length: int, codes: list[str]) -> None:
    course.edit("course.yaml", "title: A stock course", "title: " + "é" * length)
    assert [code for code, _ in course.found()] == codes
