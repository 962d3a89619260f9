"""The codebook against what the adapters really tell, and as a file that spreadsheets and programs can read."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.records.codebook import COLUMNS, Row, as_csv, as_json, codebook
from builder.records.notation import digits
from builder.render.catalogue import words
from builder.render.data import course_data
from tests.render.gallery import course_files, read, write_course

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".ci" / "node"
Told = Mapping[str, Any]


def hostile(files: dict[str, Any]) -> dict[str, Any]:
    """Texts that a delimiter or a spreadsheet would take for its own, and numbers of every kind."""
    bank = files["test.yaml"]["bank"]
    files["test.yaml"]["blueprint"] = [{"objective": "E1", "items": 1}]  # so that the state has room for any of them
    numbers = [-5, 0.1, 1e-7, 123456.5, 0]
    bank += [
        {"type": "numeric", "id": f"n-{n}", "prompt": f"=1+{n}", "answer": number, "tolerance": 0.2 if n == 1 else 0,
         "objective": "E1", "lesson": "text"}
        for n, number in enumerate(numbers)
    ]  # fmt: skip
    answers = [{"text": "a[,]b"}, {"text": "@who"}, {"text": "{x}"}]
    bank.append(
        {"type": "fill-in", "id": "f-all", "prompt": "-Which?", "answers": answers, "case_matters": True,
         "objective": "E1", "lesson": "text"}
    )  # fmt: skip
    # The 255th UTF-16 unit of what SCORM 1.2 is told is half a character.
    gaps = [{"id": f"g{n}", "answers": ["x" * 29 + "😀", "two"]} for n in range(11)]
    text = " ".join(f"{{g{n}}}" for n in range(11))
    bank.append(
        {
            "type": "gap",
            "id": "g-many",
            "prompt": "Fill.",
            "text": text,
            "gaps": gaps,
            "objective": "E1",
            "lesson": "text",
        }
    )
    return files


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, ResolvedCourse]:
    folder = tmp_path_factory.mktemp("hostile")
    write_course(folder, hostile(course_files()))
    found = {name: read_course(ROOT / "courses" / name)[0] for name in ("gallery", "peace-officer")}
    return {"hostile": read(folder), **{name: course for name, course in found.items() if course}}


@pytest.fixture(scope="module")
def told(courses: Mapping[str, ResolvedCourse], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Told]:
    """By course, what the code of the adapters says."""
    folder = tmp_path_factory.mktemp("notation")
    for name, course in courses.items():
        (folder / f"{name}.json").write_text(json.dumps(course_data(course, words("en"))), "utf-8")
    subprocess.run([sys.executable, NODE, "notation", folder], check=True, timeout=300)
    found: Mapping[str, Told] = json.loads((folder / "notation.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module", params=["hostile", "gallery", "peace-officer"])
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def rows(course: ResolvedCourse, *kinds: str) -> Iterator[Row]:
    return (row for row in codebook(course) if row.kind in kinds)


def test_questions_are_told_letter_by_letter_as_the_adapters_do(
    courses: Mapping[str, ResolvedCourse], told: Mapping[str, Told], name: str
) -> None:
    found = {
        row.id: {
            "scorm12": {"id": row.scorm12_id, "type": row.interaction, "right": list(row.scorm12_right)},
            "scorm2004": {
                "id": row.scorm2004_id,
                "type": row.scorm2004_interaction,
                "right": list(row.scorm2004_right),
            },
            "xapi": {"id": row.iri, "type": row.interaction, "right": list(row.xapi_right)},
        }
        for row in rows(courses[name], "question")
    }
    assert found == told[name]["questions"]


def test_so_are_decisions_objectives_and_confirmations(
    courses: Mapping[str, ResolvedCourse], told: Mapping[str, Told], name: str
) -> None:
    others = told[name]["others"]
    for row in rows(courses[name], "situation", "objective", "acknowledgement"):
        id_ = f"{row.parent}_{row.id}" if row.kind == "situation" else row.id
        if row.kind == "acknowledgement" and row.test:
            continue  # of a test: its id is made in the same way
        assert [row.scorm12_id, row.scorm2004_id] == others[id_], row


def test_everything_with_an_id_is_in_it_once(courses: Mapping[str, ResolvedCourse], name: str) -> None:
    course = courses[name]
    found = [(row.kind, row.parent, row.id) for row in codebook(course)]
    assert len(found) == len(set(found))
    ids = {kind: {row.id for row in rows(course, kind)} for kind, _, _ in found}
    assert ids["page"] == {f"{lesson.id}/{page.id}" for lesson in course.lessons for page in lesson.pages}
    assert ids["test"] == {test.id for test in course.tests}
    assert ids["scenario"] == {scenario.id for scenario in course.scenarios}
    assert ids["situation"] | ids["end"] == {node.id for scenario in course.scenarios for node in scenario.nodes}
    asked = [*course.questions, *(item for test in course.tests for item in test.bank)]
    assert ids["question"] == {question.id for question in asked}
    options = [(row.parent, row.id, row.letter) for row in rows(course, "option", "gap")]
    assert options == [(q.id, option.id, option.letter) for q in asked for option in q.options]
    assert {(row.parent, row.id) for row in rows(course, "target")} == {(q.id, t.id) for q in asked for t in q.targets}


def test_the_marks_of_options_and_pairs_are_the_key(courses: Mapping[str, ResolvedCourse]) -> None:
    gallery = courses["gallery"]
    marked = {row.id: row.correct for row in rows(gallery, "option") if row.parent == "reply-with-voice"}
    assert marked["ask"] is True
    assert set(marked.values()) == {True, False}
    opinion = {row.correct for row in rows(gallery, "option") if row.parent == "sure-to-explain"}
    assert opinion == {None}
    pairs = {row.id: row.target for row in rows(gallery, "option") if row.parent == "sentence-and-element"}
    assert pairs["saw"] == "voice"


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_csv_has_the_same_rows_and_opens_in_a_spreadsheet(courses: Mapping[str, ResolvedCourse], name: str) -> None:
    course = courses[name]
    data = as_csv(course, codebook(course))
    assert data.startswith("\ufeff".encode())
    head, *body = table(data)
    assert tuple(head) == COLUMNS
    assert [row[2:4] for row in body] == [[row.kind, row.id] for row in codebook(course)]
    assert {tuple(row[:2]) for row in body} == {(course.id, course.version)}


def test_nothing_in_the_csv_is_computed_and_the_json_has_it_as_it_is(courses: Mapping[str, ResolvedCourse]) -> None:
    _, *body = table(as_csv(courses["hostile"], codebook(courses["hostile"])))
    cells = [cell for row in body for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert {"'=1+0", "'-Which?", "'-5"} <= set(cells)
    found = json.loads(as_json(courses["hostile"], codebook(courses["hostile"])))
    texts = {row["text"] for row in found["rows"]}
    assert {"=1+0", "-Which?"} <= texts
    assert found["format"] == 1


def test_it_is_the_same_for_every_agency_and_every_time(tmp_path: Path) -> None:
    write_course(tmp_path, course_files())
    first, second = read(tmp_path, "north"), read(tmp_path)
    assert as_csv(first, codebook(first)) == as_csv(second, codebook(second))
    assert as_json(first, codebook(first)) == as_json(second, codebook(second))


@pytest.mark.parametrize(
    ("number", "text"), [(19.0, "19"), (-5.0, "-5"), (0.8, "0.8"), (1e-7, "0.0000001"), (1e20, "1" + "0" * 20)]
)
def test_numbers_have_no_exponent(number: float, text: str) -> None:
    assert digits(number) == text


def test_a_question_of_an_opinion_has_no_right_answer(courses: Mapping[str, ResolvedCourse]) -> None:
    for row in rows(courses["gallery"], "question"):
        if row.type == "likert":
            assert row.xapi_right == row.scorm12_right == row.scorm2004_right == ()
