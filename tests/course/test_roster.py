"""A table of agencies to overlays: columns, numbers, lists by id, and faults at their cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.course.load.document import Document
from builder.course.model.agency import Agency
from builder.course.read import open_course
from builder.course.roster import Applicant, Roster
from builder.diagnostics import BuildFailed, Diagnostic
from tests.course.conftest import STOCK


def roster(text: str | bytes) -> list[Applicant]:
    Path("agencies.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return list(Roster(Path("agencies.csv")))


def data(text: str) -> list[dict[str, Any]]:
    found = roster(text)
    assert [applicant.problems for applicant in found] == [()] * len(found)
    return [applicant.document.data for applicant in found if applicant.document]


def problems(text: str | bytes) -> list[Diagnostic]:
    reading = open_course(STOCK)
    try:
        applicants = roster(text)
    except BuildFailed as failed:
        return list(failed.diagnostics)
    return [found for one in applicants for found in reading.for_guest(one.document, one.problems)[1] if found.is_error]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_three_columns_are_enough() -> None:
    assert data("id,name,state\nhilltown,Hilltown Police Department,CA\n") == [
        {"id": "hilltown", "name": "Hilltown Police Department", "state": "CA"}
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_that_of_the_header(delimiter: str) -> None:
    rows = [["id", "name"], ["a", "x"], ["b", '"y;z,"']]
    text = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    assert data(text) == [{"id": "a", "name": "x"}, {"id": "b", "name": "y;z,"}]


def test_empty_cells_are_absent_and_titles_may_be_capital() -> None:
    assert data("ID , Name,hours,Pass_Mark,colors.accent\n a , x ,,, \n") == [{"id": "a", "name": "x"}]


@pytest.mark.parametrize(("cell", "value"), [("80", 80), ("080", 80), ("80.0", 80), ('"80,00"', 80), ("80%", "80%")])
def test_numbers_are_numbers_where_the_language_wants_them(cell: str, value: object) -> None:
    [row] = data(f"id,name,pass_mark,attempts,hours\na,12,{cell},unlimited,4\n")
    assert row == {"id": "a", "name": "12", "pass_mark": value, "attempts": "unlimited", "hours": "4"}


def test_columns_name_what_is_nested() -> None:
    header = "id,name,colors.accent,chief.name,chief.message,promise.text"
    text = f'{header}\na,x,#1d4f63,Chief,"Two\n\nparagraphs",We promise\n'
    assert data(text) == [
        {
            "id": "a",
            "name": "x",
            "colors": {"accent": "#1d4f63"},
            "chief": {"name": "Chief", "message": "Two\n\nparagraphs"},
            "promise": {"text": "We promise"},
        }
    ]


def test_contacts_and_policies_are_listed_by_their_ids() -> None:
    contacts = "contacts.training-unit,contacts.help.note,contacts.help"
    header = f"id,name,{contacts},policies.use-of-force,policies.pursuit.number"
    rows = "a,x,555-0100,At night,https://x.org,https://y.org/1,4.1\nb,x,,,555-1,,\nc,x,,,,,\n"
    [full, less, none] = data(f"{header}\n{rows}")
    assert full["contacts"] == [
        {"id": "training-unit", "name": "Training unit", "phone": "555-0100"},
        {"id": "help", "name": "Help", "note": "At night", "url": "https://x.org"},
    ]
    assert full["policies"] == [
        {"id": "use-of-force", "title": "Use of force", "url": "https://y.org/1"},
        {"id": "pursuit", "title": "Pursuit", "number": "4.1"},
    ]
    assert less["contacts"] == [{"id": "help", "name": "Help", "phone": "555-1"}]
    assert none == {"id": "c", "name": "x"}
    for row in (full, less, none):
        Agency.model_validate(row)


def test_every_key_of_an_overlay_has_its_column() -> None:
    inner = {name: field.annotation for name, field in Agency.model_fields.items()}
    assert {"colors", "chief", "contacts", "policies", "promise", "state_law"} < inner.keys()
    titles = "id,name,short_name,state,seal,colors.accent_dark,chief.title,state_law.text,hours,attempts,contacts.a.url"
    assert len(data(f"{titles}\n" + ",".join("abcdefghijk") + "\n")[0]) == 11


@pytest.mark.parametrize(
    ("text", "code", "fault", "hint"),
    [
        ("id,nmae\na,x\n", "D103", "nmae", "did you mean 'name'?"),
        ("id,name,color.accent\na,x,\n", "D103", "color.accent", "did you mean 'colors.accent'?"),
        ("id,name,contacts.chief.fone\na,x,\n", "D103", "contacts.chief.fone", "did you mean 'contacts.chief.phone'?"),
        ("id,name,contacts.The Chief\na,x,\n", "D103", "contacts.The Chief", "with an id of small letters"),
        ("id,name,contacts\na,x,\n", "D103", "contacts", "write contacts.ID"),
        ("id,name,promise\na,x,\n", "D103", "promise", "promise."),
        ("id,name\na,x\nA b,y\n", "S215", "A b", "lower-case"),
        ("id,name\n,x\n", "S211", ",x", "fill in the column: id"),
        ("id,name\na,\n", "S211", "a,", "fill in the column: name"),
        ("id,name,promise.text\na,x,We promise\n", "S211", "We promise", "promise.source_url, promise.permission"),
        ("id,name,pass_mark\na,x,75%\n", "S214", "75%", "write only the number: 75"),
        ("id,name,pass_mark\na,x,101\n", "S217", "101", ""),
        ("id,name,state\na,x,Calif.\n", "S215", "Calif.", ""),
        ("id,name,contacts.chief\na,x,www.example.org\n", "S215", "www.example.org", "begin it with https://"),
        ('id,name,colors.accent\na,"x, y",#ffff00\n', "G901", "#ffff00", "the nearest shade"),
        ("id,name,contacts.a,contacts.a.phone\na,x,1,2\n", "D104", "2", "empty one"),
        ("id,name,seal\na,x,nowhere.svg\n", "A401", "nowhere.svg", "put the file there"),
        ("id,name,seal\na,x,../../x.svg\n", "A402", "../../x.svg", ""),
        ('id,name,chief.name,chief.message\na,x,C,"One.\n[^nobody2022]"\n', "R309", "nobody2022]", ""),
        ("id,name,hours\na,x,4,more\n", "D105", "more", "quotation marks"),
    ],
)
def test_a_fault_is_told_at_its_cell(text: str, code: str, fault: str, hint: str) -> None:
    [found] = problems(text)
    assert found.code == code
    assert hint in found.hint
    line = text.split("\n")[found.where.line - 1]
    assert found.source == line
    assert line[found.where.column - 1 :].lstrip("[^").startswith(fault)


def test_a_row_is_told_all_that_is_wrong_with_it() -> None:
    text = "id,name,state,pass_mark,colors.accent\nhill,Hill,California,300,red\n"
    assert [(found.code, found.where.column) for found in problems(text)] == [("S215", 11), ("S215", 26), ("S217", 22)]


def test_an_id_stands_for_one_agency() -> None:
    found = problems("id,name\na,x\nb,y\na,z\nA,w\n")
    assert [(one.code, one.where.line) for one in found] == [("D107", 4), ("D107", 5), ("S215", 5)]
    assert "agencies.csv:2" in found[0].text


def test_a_capital_letter_takes_no_id_from_the_right_row() -> None:
    assert [(one.code, one.where.line) for one in problems("id,name\nHill,x\nhill,y\n")] == [("S215", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "D109"), ("\n\n", "D109"), ("id,name\n", "D109"), ("name\nx\n", "D102"), (b"PK\x03\x04\0\0", "D101")],
)
def test_a_table_that_is_none_is_told_as_a_whole(text: str | bytes, code: str) -> None:
    assert [found.code for found in problems(text)] == [code]


def test_a_folder_of_overlays_is_read_like_a_table() -> None:
    folder = Path("agencies")
    folder.mkdir()
    (folder / "b.yaml").write_text("id: hill\nname: Hill\n")
    (folder / "a.yaml").write_text("id: river\nname: River\n")
    (folder / "c.yaml").write_text("id: hill\nname: Hill again\n")
    (folder / "d.yaml").write_text("id: [\n")
    (folder / "e.yml").write_text("id: e\n")
    (folder / "notes.txt").write_text("none of ours")
    found = list(Roster(folder))
    names = [one.document.data["name"] for one in found if isinstance(one.document, Document) and one.document.usable]
    assert names == ["River", "Hill", "Hill again"]
    assert [problem.code for one in found for problem in one.problems] == ["D107", "Y101", "S202"]
