"""The table for people fits into the terminal and steers it nowhere."""

from __future__ import annotations

from builder.records.export.table import MOST, as_table, columns_of

LONG = "x" * 50


def lines(width: int | None, *rows: tuple[object, ...]) -> list[str]:
    names = tuple(f"c{number}" for number in range(len(rows[0])))
    kinds = tuple("INTEGER" if isinstance(value, int) else "VARCHAR" for value in rows[0])
    return list(as_table(names, kinds, rows, width))


def test_the_widest_column_is_cut_first() -> None:
    assert lines(30, ("short", LONG, 7)) == [
        "c0     c1                   c2",
        "-----  -------------------  --",
        f"short  {'x' * 18}…   7",
        "(1 row)",
    ]


def test_what_has_no_room_is_left_out_and_told_of() -> None:
    told = lines(20, (LONG,) * 8)
    assert all(columns_of(line) <= 20 for line in told[:-1])
    assert told[-1] == "(1 row, 2 of 8 columns; --output csv has all)"


def test_without_a_terminal_nothing_is_cut() -> None:
    assert LONG in lines(None, (LONG,) * 8)[2]


def test_wide_letters_take_two_columns() -> None:
    told = lines(12, ("警" * 20, "a"))
    assert told[2] == f"{'警' * 3}…   a"
    assert columns_of(told[2]) == 11


def test_control_characters_are_shown_and_not_sent() -> None:
    assert "\\u001b[31mred two" in lines(None, ("\x1b[31mred\ntwo",))[2]


def test_only_so_many_rows_are_shown() -> None:
    told = lines(None, *((number,) for number in range(MOST + 5)))
    assert len(told) == MOST + 3
    assert told[-1] == f"(the first {MOST:,} rows; --output csv has all)"
    assert lines(None, *((number,) for number in range(MOST)))[-1] == f"({MOST:,} rows)"
