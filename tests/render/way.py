"""A course whose pages open one after the other, or lesson by lesson."""

from __future__ import annotations

from typing import Final

from tests.render.gallery import NORTH, Data

COURSE: Final[Data] = {
    "format": 1,
    "id": "way",
    "iri": "https://example.org/courses/way",
    "title": "A way through",
    "version": "1.0.0",
    "description": "Pages one after the other.",
    "navigation": "linear",
    "completion": {"questions": "all", "test": "none"},
    "modules": [
        {"id": "first", "title": "First part", "lessons": ["start", "slow"]},
        {"id": "second", "title": "Second part", "lessons": ["end"]},
    ],
}
QUESTION: Final[Data] = {
    "type": "choice",
    "id": "asked",
    "prompt": "Which one?",
    "options": [
        {"id": "a", "text": "This", "correct": True, "feedback": "Zebra, because it is."},
        {"id": "b", "text": "That"},
    ],
}


def way_files(navigation: str = "linear", **course: object) -> dict[str, Data]:
    """The files of the course, by their paths."""
    return {
        "course.yaml": {**COURSE, "navigation": navigation, **course},
        "lessons/start.yaml": {
            "id": "start",
            "title": "The start",
            "minutes": 4,
            "pages": [
                {"id": "hello", "title": "Hello", "blocks": ["A café opens. Go to the [end](lesson:end)."]},
                {"id": "ask", "title": "A question", "blocks": [QUESTION]},
                {"id": "tabs", "title": "Tabs", "blocks": [_tabs(), "Lanterns **light** the way."]},
            ],
        },
        "lessons/slow.yaml": {
            "id": "slow",
            "title": "A slow lesson",
            "minutes": 5,
            "least_minutes": 3,
            "pages": [{"id": "wait", "title": "Take your time", "blocks": ["Read the card.", _card(), "Lanterns."]}],
        },
        "lessons/end.yaml": {
            "id": "end",
            "title": "The end",
            "minutes": 2,
            "pages": [{"id": "last", "title": "The last page", "blocks": ["A secret lantern. The [stop](term:stop)."]}],
        },
        "glossary.yaml": {"terms": [{"id": "stop", "term": "Stop", "definition": "To stand still, as a lantern."}]},
        "agencies/north.yaml": {key: value for key, value in NORTH.items() if key not in ("pass_mark", "attempts")},
    }


def _tabs() -> Data:
    tabs = [{"title": "One", "text": "The first panel."}, {"title": "Two", "text": "The second panel."}]
    return {"type": "tabs", "tabs": tabs}


def _card() -> Data:
    return {"type": "download", "src": "media/card.txt", "title": "The card"}
