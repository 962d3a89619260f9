"""CSV text to records: what spreadsheets write, where each cell stands, and faults that cost one row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.course.load.table import MAX_RECORD, NotText, Record, marks, opened, records

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp")), max_size=12
)
MORE = st.one_of(CELLS, CELLS.map(lambda text: f'{text}"{text}'), CELLS.map(lambda text: f"{text}\n{text}"))


def read(text: str) -> list[Record]:
    return list(records(io.StringIO(text, newline="")))


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.lists(MORE, min_size=2, max_size=2), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_another_writer_wrote_comes_back(
    rows: list[list[str]], delimiter: str, end: str, all_quoted: bool
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=delimiter,
        lineterminator=end,
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
    )
    writer.writerows([["id", "name"], *rows])
    wanted = [tuple(cell.strip() for cell in row) for row in rows]
    found = read(stream.getvalue())[1:]
    assert [record.fault for record in found] == [None] * len(found)
    blank = [row for row in wanted if not any(row)]
    assert [record.cells for record in found if any(record.cells)] == [row for row in wanted if row not in blank]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(MORE, min_size=2, max_size=2), min_size=1, max_size=6))
def test_every_cell_is_where_its_mark_says(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([["id", "name"], *rows])
    lines = stream.getvalue().split("\n")
    for record in read(stream.getvalue()):
        for mark, cell in zip(marks(record, ","), record.cells, strict=True):
            parts = lines[mark.line - 1 : mark.end_line]
            parts[-1] = parts[-1][: mark.end_column - 1]
            parts[0] = parts[0][mark.column - 1 :]
            text = "\n".join(parts).strip()
            assert (text[1:-1].replace('""', '"').strip() if text.startswith('"') else text) == cell


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_as_an_editor_counts_them(end: str) -> None:
    text = end.join(["id,name", "", 'a,"two', 'lines"', " , ", "b,x"])
    assert [(record.line, record.cells) for record in read(text)] == [
        (1, ("id", "name")),
        (3, ("a", f"two{end}lines")),
        (6, ("b", "x")),
    ]


@pytest.mark.parametrize(
    ("row", "column"), [('b,"open', 3), ('b,"x" y', 3), ('"b" c,x', 1), ('b,x,"open\nmore', 5), ('b,"a\nb",  "open', 6)]
)
def test_quotes_that_do_not_fit_cost_their_row_and_no_other(row: str, column: int) -> None:
    lines = row.split("\n")
    found = read(f"id,name\na,x\n{row}\nc,y\nd,z\n")
    faulty = [record for record in found if record.fault]
    assert [(record.fault.code, record.fault.column) for record in faulty if record.fault] == [("D106", column)]
    [at] = [record.fault.line for record in faulty if record.fault]
    assert [*lines, ""][at - 3][column - 1 :].lstrip(" ").startswith('"')
    assert [record.cells[0] for record in found if not record.fault][-2:] == ["c", "d"]


def test_a_row_that_is_too_long_costs_itself() -> None:
    found = read(f"id,name\na,{'x' * (3 * MAX_RECORD)}\nb,y\n")
    assert [record.fault.code if record.fault else record.cells for record in found] == [
        ("id", "name"), "D108", ("b", "y")
    ]  # fmt: skip


def test_an_open_quote_at_the_top_of_a_long_table_costs_its_row() -> None:
    rows = "".join(f"a{number},Agency {number} of the table\n" for number in range(20_000))
    found = read(f'id,name\nopen,"Agency\n{rows}')
    assert len(found) == 20_002
    assert [number for number, record in enumerate(found) if record.fault] == [1]


@pytest.mark.parametrize(("byte", "code"), [(b"\xe9", "Y111"), (b"\x07", "Y112")])
def test_bad_bytes_are_told_in_their_row(byte: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfid,name\na,x\nb,Caf" + byte + b"\nc,\xc3\xa9\n")
    with opened(path) as stream:
        found = list(records(stream))
    assert found[0].cells == ("id", "name")
    assert [(record.fault.code, record.line, record.fault.column) for record in found if record.fault] == [(code, 3, 6)]
    assert found[3].cells == ("c", "é")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_no_text(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\na,x\n", encoding=encoding)
    with pytest.raises(NotText):
        opened(tmp_path / "a.csv")
