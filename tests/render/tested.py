"""A course of two modules with two tests: the final one, and one that replaces the first module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.render.gallery import Data

STATEMENT: Final = "I take this test **myself** and without help."


def choice(id: str, objective: str, lesson: str | None = None) -> Data:
    return {
        "type": "choice",
        "id": id,
        "objective": objective,
        "prompt": f"What of {id}?",
        "options": [
            {"id": "good", "text": f"The answer of {id}", "correct": True, "feedback": f"Secret: {id} is good."},
            {"id": "bad", "text": f"Something else than {id}", "feedback": f"Secret: {id} is bad."},
        ],
        "feedback": {"right": f"Secret: right about {id}.", "wrong": f"Secret: wrong about {id}."},
        **({"lesson": lesson} if lesson else {}),
    }


def lesson(id: str) -> Data:
    pages = [{"id": page, "title": f"Page {page} of {id}", "blocks": ["Words."]} for page in ("a", "b")]
    return {"id": id, "title": f"Lesson {id}", "minutes": 1, "pages": pages}


def course(final: Mapping[str, Any] | None = None, out: Mapping[str, Any] | None = None) -> dict[str, Data]:
    """The files; `final` and `out` change the two tests."""
    return {
        "course.yaml": {
            "format": 1,
            "id": "tested",
            "iri": "https://example.org/courses/tested",
            "title": "A course with tests",
            "version": "1.0.0",
            "description": "Two tests.",
            "objectives": [{"id": "E1", "text": "Do one."}, {"id": "E2", "text": "Do two."}],
            "modules": [
                {"id": "m1", "title": "Basics", "lessons": ["one"]},
                {"id": "m2", "title": "Practice", "lessons": ["two"]},
            ],
        },
        "lessons/one.yaml": {**lesson("one"), "objectives": ["E1"]},
        "lessons/two.yaml": {**lesson("two"), "objectives": ["E2"]},
        "test.yaml": {
            "id": "final",
            "opens": "always",
            "shuffle": False,
            "attempts": 2,
            "attestation": {"id": "own-work", "text": STATEMENT},
            "blueprint": [{"objective": "E1", "items": 1}, {"objective": "E2", "items": 1}],
            "bank": [choice("f-one", "E1", "one"), choice("f-two", "E2", "two")],
            **(final or {}),
        },
        "test-outs/basics.yaml": {
            "id": "basics",
            "module": "m1",
            "title": "Test out of Basics",
            "attempts": 2,
            "blueprint": [{"objective": "E1", "items": 1}],
            "bank": [choice("o-one", "E1", "one")],
            **(out or {}),
        },
    }
