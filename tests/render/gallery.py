"""A course that shows every example of every component, written from their spec.yaml files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import yaml

from builder.course.model.blocks import QUESTIONS
from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.render.env import ROOT

Data = dict[str, Any]

SPECS: Final = {
    path.parent.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(ROOT.glob("components/*/spec.yaml"))
}
MEDIA: Final = Path(__file__).parents[1] / "e2e" / "course" / "media"

TEXT: Final = """## A heading

A short **strong** and an *emphatic* word, `code`, a [page](https://example.org/a?b=1&c=2), a [lesson](lesson:gallery),
a [term](term:stop), a [policy](policy:stops), two sources.[^first][^second] And the first once more.[^first]
[Buenos días](lang:es), [مرحبا](lang:ar).

### Below it

| Left | Middle | Right |
| ---- | :----: | ----: |
| one  | two    | 3     |

1. first
2. second

> Words of somebody.

    indented
"""

NORTH: Final[Data] = {
    "id": "north",
    "name": "North Police Department",
    "short_name": "North PD",
    "seal": "media/square.svg",
    "colors": {"accent": "#7a2048"},
    "chief": {"name": "A Chief", "message": "Take *your* time."},
    "contacts": [
        {
            "id": "desk",
            "name": "The desk",
            "phone": "(555) 0100",
            "url": "https://example.org/desk",
            "note": "Any time",
        },
        {"id": "line", "name": "The line", "phone": "555-0101 or 911"},
    ],
    "policies": [
        {"id": "stops", "title": "Stops", "number": "4.1", "url": "https://example.org/stops"},
        {"id": "paper", "title": "On paper"},
    ],
    "promise": {"text": "We promise.", "source_url": "https://example.org/promise", "permission": "With permission."},
    "state_law": {"text": "The law.", "reviewed_by": "Counsel", "date": "2026-11-22"},
    "attempts": "unlimited",
    "pass_mark": 70,
}
SOUTH: Final[Data] = {"id": "south", "name": "South Police Department"}


def course_files() -> dict[str, Data]:
    """The files of the gallery, by their paths."""
    examples = {name: spec["examples"] for name, spec in SPECS.items()}
    pages = [
        {"id": name.replace("_", "-"), "title": f"The {name}", "blocks": [example["block"] for example in found]}
        for name, found in sorted(examples.items())
    ]
    scenarios = [e["scenario"] for found in examples.values() for e in found if "scenario" in e]
    text = {"id": "text", "title": "Text", "minutes": 1, "pages": [{"id": "all", "title": "Text", "blocks": [TEXT]}]}
    return {
        "course.yaml": {
            "format": 1,
            "id": "gallery",
            "iri": "https://example.org/courses/gallery",
            "title": "A gallery & more",
            "version": "1.0.0",
            "description": "All examples.",
            "publisher": "The tests",
            "notice": "For tests only.",
            "objectives": [{"id": "E1", "text": "See all."}],
            "modules": [{"id": "one", "title": "One", "lessons": ["gallery", "text"]}],
        },
        "lessons/gallery.yaml": {
            "id": "gallery",
            "title": "Gallery",
            "minutes": 3,
            "objectives": ["E1"],
            "pages": pages,
        },
        "lessons/text.yaml": text,
        **{f"scenarios/{scenario['id']}.yaml": scenario for scenario in scenarios},
        "test.yaml": _test([example["block"] for found in examples.values() for example in found]),
        "sources.yaml": {
            "sources": [
                {
                    "id": "first",
                    "text": "First (2020).",
                    "url": "https://www.example.org/first",
                    "retrieved": "2026-11-22",
                },
                {"id": "second", "text": "Second (2021)."},
            ]
        },
        "glossary.yaml": {"terms": [{"id": "stop", "term": "Stop", "definition": "To stand still.[^second]"}]},
        "agencies/north.yaml": NORTH,
        "agencies/south.yaml": SOUTH,
    }


ASKED: Final = {question.model_fields["type"].annotation.__args__[0] for question in QUESTIONS} - {"likert"}  # type: ignore[union-attr]


def _test(blocks: list[Data]) -> Data:
    questions = [block for block in blocks if block["type"] in ASKED and not block.get("long")]
    bank = [
        {**question, "id": f"item-{n}", "objective": "E1", "lesson": "text"} for n, question in enumerate(questions)
    ]
    return {
        "id": "final",
        "intro": "Three *items*.[^second]",
        "blueprint": [{"objective": "E1", "items": len(bank)}],
        "bank": bank,
    }


def write_course(folder: Path, files: dict[str, Data]) -> None:
    """Writes the files as JSON, which is YAML, with the media beside them."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    shutil.copytree(MEDIA, folder / "media", dirs_exist_ok=True)


def read(folder: Path, agency: str | None = None) -> ResolvedCourse:
    course, problems = read_course(folder, agency)
    assert course, [f"{problem.code} {problem.text}" for problem in problems if problem.is_error]
    return course
