"""The budget of the saved state against the real codec: what is computed is what the largest state measures."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from builder.course.load.workspace import open_workspace
from builder.course.model.blocks import QUESTIONS
from builder.course.validate import state_size
from builder.course.validate.rules.limits import STATE_ROOM
from builder.course.validate.validate import validate
from builder.render.catalogue import words
from builder.render.data import course_data
from tests.render.gallery import SPECS, Data, read, write_course

NODE: Final = Path(__file__).parents[3] / ".ci" / "node"
CHOICE: Final = {
    "type": "choice",
    "prompt": "Which?",
    "options": [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B"}],
}
BLOCKS: Final = [example["block"] for spec in SPECS.values() for example in spec["examples"]]
ASKED: Final = [block for block in BLOCKS if block["type"] in state_size.ANSWERS]
"""Every example of every type of question."""
TESTED: Final = [block for block in ASKED if block["type"] != "likert" and not block.get("long")]


def question(id: str, block: Data, objective: str | None = None) -> Data:
    return {**block, "id": id, **({"objective": objective} if objective else {})}


def lessons(pages: int, blocks: list[Data]) -> Iterator[Data]:
    """Lessons of ten pages; the blocks are dealt to the pages."""
    for start in range(0, pages, 10):
        yield {
            "id": f"lesson-{start // 10}",
            "title": f"Lesson {start}",
            "minutes": 10,
            "pages": [
                {"id": f"page-{n}", "title": f"Page {n}", "blocks": ["Words.", *blocks[n::pages]]}
                for n in range(start, start + 10)
            ],
        }


def files(name: str, found: list[Data], tests: Mapping[str, Data], **course: Any) -> dict[str, Data]:
    return {
        "course.yaml": {
            "format": 1,
            "id": name,
            "iri": f"https://example.org/courses/{name}",
            "title": name,
            "version": "1.0.0",
            "description": name,
            "objectives": [{"id": id_, "text": id_, "tested": False} for id_ in ("E1", "E2", "E3")],
            "modules": [
                {"id": "m1", "title": "One", "lessons": [lesson["id"] for lesson in found[: len(found) // 2]]},
                {"id": "m2", "title": "Two", "lessons": [lesson["id"] for lesson in found[len(found) // 2 :]]},
            ],
            **course,
        },
        **{f"lessons/{lesson['id']}.yaml": lesson for lesson in found},
        **tests,
    }


def in_lessons() -> dict[str, Data]:
    blocks = [question(f"q-{n}", CHOICE) for n in range(300)]
    return files("in-lessons", list(lessons(200, blocks)), {}, completion={"test": "none"})


def in_banks() -> dict[str, Data]:
    """A hundred in lessons, two hundred in the banks of two tests."""
    blocks = [question(f"q-{n}", CHOICE) for n in range(100)]
    banks = [question(f"i-{n}", CHOICE, f"E{n % 3 + 1}") for n in range(200)]
    final = {"id": "final", "blueprint": [{"objective": f"E{n}", "items": 14} for n in (1, 2, 3)], "bank": banks[:150]}
    out = {"id": "out", "module": "m1", "blueprint": [{"objective": "E1", "items": 10}], "bank": banks[150:]}
    return files("in-banks", list(lessons(200, blocks)), {"test.yaml": final, "test-outs/out.yaml": out})


def mixed() -> dict[str, Data]:
    """All types of question, in lessons and in three tests, and all else that is kept."""
    blocks = [question(f"q-{n}", ASKED[n % len(ASKED)]) for n in range(180)]
    extra: list[Data] = [{"type": "acknowledgement", "id": f"ack-{n}", "text": "I have."} for n in range(7)]
    extra += [
        {"type": "checklist", "id": f"list-{n}", "items": [{"id": f"i-{k}", "text": "It."} for k in range(9)]}
        for n in range(9)
    ]
    example = SPECS["scenario"]["examples"][0]["scenario"]
    played = {f"scenarios/walk-{n}.yaml": {**example, "id": f"walk-{n}"} for n in range(3)}
    extra += [{"type": "scenario", "scenario": f"walk-{n}"} for n in range(3)]
    found = list(lessons(200, [*blocks, *extra]))
    for lesson in found[:4]:
        lesson["least_minutes"] = 5
    short = [{**block, "length": 12} if block["type"] == "fill-in" else block for block in TESTED]
    banks = [question(f"i-{n}", short[n % len(short)], f"E{n % 2 + 1}") for n in range(120)]
    final = {
        "id": "final",
        "blueprint": [{"objective": "E1", "items": 1}, {"objective": "E2", "items": 2}],
        "bank": banks[:60],
    }
    out = {
        "id": "out",
        "module": "m1",
        "attempts": 40,
        "blueprint": [{"objective": "E1", "items": 1}],
        "bank": banks[60:90],
    }
    other = {**out, "id": "other", "module": "m2", "attempts": "unlimited", "bank": banks[90:]}
    tests: dict[str, Data] = {"test.yaml": final, "test-outs/out.yaml": out, "test-outs/other.yaml": other}
    return files("mixed", found, {**tests, **played, **library()})


def library() -> dict[str, Data]:
    """What examples refer to."""
    terms = [{"id": "stop", "term": "Stop", "definition": "To stand still."}]
    sources = [{"id": "first", "text": "First."}, {"id": "second", "text": "Second."}]
    return {"glossary.yaml": {"terms": terms}, "sources.yaml": {"sources": sources}}


def each_type() -> Iterator[tuple[str, dict[str, Data]]]:
    """A course with nothing but one item in its test, for each example."""
    for n, block in enumerate(TESTED):
        name = f"only-{block['type']}-{n}"
        final = {"id": "final", "blueprint": [{"objective": "E1", "items": 1}], "bank": [question("i-1", block, "E1")]}
        yield name, files(name, list(lessons(20, [])), {"test.yaml": final, **library()})


COURSES: Final = {"in-lessons": in_lessons(), "in-banks": in_banks(), "mixed": mixed(), **dict(each_type())}


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, int]]:
    """Of each course the computed budget, and what its states measure in the run-time's own code."""
    folder = tmp_path_factory.mktemp("sizes")
    computed: dict[str, int] = {}
    for name, course in COURSES.items():
        write_course(folder / name, course)
        draft = validate(open_workspace(folder / name)).draft
        computed[name] = sum(share.size for share in state_size.shares(draft))
        data = course_data(read(folder / name), words("en"))
        (folder / f"{name}.json").write_text(json.dumps(data), "utf-8")
    subprocess.run([sys.executable, NODE, "measure", folder], check=True, timeout=300)
    found = json.loads((folder / "sizes.json").read_text("utf-8"))
    return {name: {**found[name], "computed": computed[name]} for name in COURSES}


@pytest.mark.parametrize("name", COURSES)
def test_the_budget_is_the_largest_state_measured(sizes: Mapping[str, Mapping[str, int]], name: str) -> None:
    size = sizes[name]
    assert size["core"] <= size["worst"] <= size["computed"]
    assert size["computed"] == size["worst"]


@pytest.mark.parametrize("name", ["in-lessons", "in-banks", "mixed"])
def test_three_hundred_questions_and_two_hundred_pages_fit(sizes: Mapping[str, Mapping[str, int]], name: str) -> None:
    size = sizes[name]
    assert size["longest"] <= STATE_ROOM
    assert size["lost"] == 0


def test_every_type_of_question_has_a_size() -> None:
    types = {get_args(question.model_fields["type"].annotation)[0] for question in QUESTIONS}
    assert set(state_size.ANSWERS) == types


def test_what_cannot_fit_is_refused_with_its_budget(tmp_path: Path) -> None:
    course = in_banks()
    course["test.yaml"]["blueprint"] = [{"objective": f"E{n}", "items": 50} for n in (1, 2, 3)]
    course["lessons/lesson-0.yaml"]["pages"] += [
        {"id": f"more-{n}", "title": f"More {n}", "blocks": ["Words."]} for n in range(400)
    ]
    write_course(tmp_path, course)
    (problem,) = (one for one in validate(open_workspace(tmp_path)).problems if one.code == "L803")
    assert "600 pages 2,400" in problem.text
    assert "the test 'final' " in problem.text
    assert f"room for {STATE_ROOM:,}" in problem.text
