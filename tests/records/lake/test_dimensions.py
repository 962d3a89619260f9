"""Codebooks and agencies in the lake: what ids mean, and whose they are."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from builder.course.read import read_course
from builder.diagnostics import BuildFailed
from builder.records.codebook import Row, codebook, codebooks
from builder.records.lake.codebooks import COLUMNS, NotACodebook
from builder.records.lake.lake import Lake
from tests.records.lake.made import table

STARTER = Path(__file__).parents[3] / "builder" / "cli" / "starter"
TINY: dict[str, Any] = {
    "format": 1,
    "course": "fire",
    "version": "1.0",
    "iri": "https://example.org/fire",
    "rows": [{"kind": "course", "id": "fire", "text": "Fire", "iri": "https://example.org/fire"}],
}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.make(tmp_path / "lake")


def put(lake: Lake, name: str, content: bytes | dict[str, Any]) -> None:
    path = lake.folder.parent / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with lake.writing() as writer:
        writer.put_agencies(path) if name == "agencies.csv" else writer.put_codebook(path)


def told(lake: Lake) -> list[tuple[Any, ...]]:
    return table(lake, "codebook", f"SELECT {', '.join(COLUMNS)} FROM rows ORDER BY course, version, position")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_all_of_a_codebook_comes_through(lake: Lake, ending: str) -> None:
    course, _ = read_course(STARTER)
    assert course is not None
    (made,) = (data for name, data in codebooks(course) if name.endswith(ending))
    put(lake, f"codebook.{ending}", made)
    rows = [
        tuple("\n".join(value) if isinstance(value, tuple) else value for value in dataclasses.astuple(row))
        for row in codebook(course)
    ]
    head = (course.id, course.version, course.iri)
    assert told(lake) == [(*head, position, *row) for position, row in enumerate(rows, 1)]


def test_a_codebook_comes_in_the_place_of_the_same_version(lake: Lake) -> None:
    put(lake, "a.json", TINY)
    put(lake, "b.json", TINY | {"version": "2.0"})
    put(
        lake,
        "c.json",
        TINY | {"rows": [{"kind": "course", "id": "fire", "text": "Fire!"}, {"kind": "test", "id": "t"}]},
    )
    found = table(lake, "codebook", "SELECT version, id, text FROM rows ORDER BY version, position")
    assert found == [("1.0", "fire", "Fire!"), ("1.0", "t", ""), ("2.0", "fire", "Fire")]
    assert len(lake.files("codebook")) == 2


def test_what_other_formats_have_or_lack_is_no_hindrance(lake: Lake) -> None:
    row = {"kind": "lesson", "id": "l", "minutes": 4, "correct": True, "accepts": ["a", "b"], "color": "red"}
    put(lake, "a.json", TINY | {"format": 2, "rows": [row], "made": "today"})
    ((position, minutes, correct, accepts, parent),) = table(
        lake, "codebook", "SELECT position, minutes, correct, accepts, parent FROM rows"
    )
    assert (position, minutes, correct, accepts, parent) == (1, 4, True, "a\nb", "")


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.json", b"{", "is no codebook"),
        ("a.json", b"[]", "is no codebook"),
        ("a.json", b"\xff\xfe", "is no codebook"),
        ("a.json", {**TINY, "format": 9}, "newer version"),
        ("a.json", {**TINY, "format": "1"}, "is no codebook"),
        ("a.json", {**TINY, "rows": []}, "has no rows"),
        ("a.json", {**TINY, "course": 7}, "is no codebook"),
        ("a.json", {**TINY, "rows": [{"kind": "course", "id": None}]}, "is no codebook"),
        ("a.json", {**TINY, "rows": [{"kind": "option", "id": "a", "correct": "yes"}]}, "is no codebook"),
        ("a.json", {**TINY, "rows": [{"kind": "option", "id": "a", "accepts": "ab"}]}, "is no codebook"),
        ("a.csv", b"", "is no codebook"),
        ("a.csv", b"a,b\n1,2\n", "is no codebook"),
        ("a.csv", b"course,version,kind,id\nfire,1,course\n", "is no codebook"),
        ("a.csv", b"course,version,kind,id,iri\nfire,1,course,fire,\nfire,2,test,t,\n", "is no codebook"),
        ("a.csv", b"PK\0\0", "is no codebook"),
        ("a.csv", "course,version,kind,id,text\nfire,1,course,fire,Müll\n".encode("cp1252"), "it is not UTF-8 text"),
        ("a.csv", 'course,version,kind,id,text\nfire,1,course,fire,"Müll"\n'.encode("cp1252"), "it is not UTF-8 text"),
        ("a.csv", "course;version;kind;id;text\r\nfire;1;course;fire;Fünf\r\n".encode("cp1252"), "is not UTF-8 text"),
        ("a.csv", "course,version,kind,id,text\nfire,1,course,fire,Müll\n".encode("utf-16"), "it is not UTF-8 text"),
        ("a.json", json.dumps(TINY | {"title": "Müll"}, ensure_ascii=False).encode("cp1252"), "it is not UTF-8 text"),
    ],
)
def test_what_is_no_codebook_is_told(lake: Lake, name: str, content: bytes | dict[str, Any], text: str) -> None:
    with pytest.raises(NotACodebook, match=text):
        put(lake, name, content)
    assert lake.files("codebook") == []


def test_a_codebook_that_is_not_there_is_told(lake: Lake) -> None:
    with lake.writing() as writer, pytest.raises(NotACodebook, match="cannot be read"):
        writer.put_codebook(lake.folder / "none.json")


def test_each_field_of_a_codebook_has_a_column() -> None:
    assert list(COLUMNS)[4:] == [field.name for field in dataclasses.fields(Row)]


def agencies(lake: Lake) -> list[tuple[Any, ...]]:
    return table(lake, "agencies", "SELECT id, name, state FROM rows ORDER BY id")


def test_agencies_are_known_by_name_and_state(lake: Lake) -> None:
    put(
        lake,
        "agencies.csv",
        b'\xef\xbb\xbfName;ID;contacts.chief;State\r\nOne;pd-1;Chief;TX\r\n"Two; or so";pd-2;;\r\n',
    )
    assert agencies(lake) == [("pd-1", "One", "TX"), ("pd-2", "Two; or so", None)]
    put(lake, "agencies.csv", b"id,name\npd-2,Zwei\npd-3,Three\n")
    assert agencies(lake) == [("pd-1", "One", "TX"), ("pd-2", "Zwei", None), ("pd-3", "Three", None)]
    assert len(lake.files("agencies")) == 1


def test_all_that_is_wrong_with_agencies_is_told_at_once(lake: Lake) -> None:
    table = b'id,name,state\npd-1,One,TX\n,Two,TX\npd-3,,TX\npd-1,Again,TX\npd-4,"Four,TX\npd-5,F\xfcnf,TX\n'
    with pytest.raises(BuildFailed) as failed:
        put(lake, "agencies.csv", table)
    found = failed.value.diagnostics
    assert [(one.where.line, one.code) for one in found] == [
        (3, "D102"), (4, "D102"), (5, "D107"), (6, "D106"), (7, "Y111"),
    ]  # fmt: skip
    assert "already there, in line 2" in found[2].text
    assert all(one.hint for one in found)
    assert lake.files("agencies") == []


@pytest.mark.parametrize(
    ("content", "code", "hint"),
    [
        (b"id,names,state\n1,2,3\n", "D102", "is it 'names'? Call it 'name'"),
        (b"state\nTX\n", "D102", "add it"),
        (b"id,name,id\n1,2,3\n", "D104", "remove one"),
        (b"id,name\n", "D109", "give a table"),
        (b"", "D109", "give a table"),
        (b"PK\0\0", "D101", "save it as CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(lake: Lake, content: bytes, code: str, hint: str) -> None:
    with pytest.raises(BuildFailed) as failed:
        put(lake, "agencies.csv", content)
    assert failed.value.diagnostics[0].code == code
    assert hint in failed.value.diagnostics[0].hint


def test_a_table_of_agencies_that_is_not_there_is_told(lake: Lake) -> None:
    with lake.writing() as writer, pytest.raises(BuildFailed) as failed:
        writer.put_agencies(lake.folder / "none.csv")
    assert [one.code for one in failed.value.diagnostics] == ["S205"]
