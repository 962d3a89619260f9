"""Each statement once, voided ones out whichever comes first, late ones in their month."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside, Taken
from builder.standards.xapi import Verb
from tests.records.lake.made import id_of, ledger, merge, numbers, places, row, stage, table, voiding


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.make(tmp_path / "lake")


def test_rows_lie_in_their_months(lake: Lake) -> None:
    taken = merge(lake, [row(1, "2026-01-31T23:59:59"), row(2, "2026-02-01T00:00:00"), row(3, "1999-12-01T00:00:00")])
    assert taken == Taken(read=3, kept=3)
    assert places(lake) == {1: "2026-01", 2: "2026-02", 3: "1999-12"}


def test_every_column_comes_through(lake: Lake) -> None:
    whole = row(
        7,
        activity_type="type", course_id="course", version="1.0", agency="pd", parent_id="parent", objective_id="aim",
        registration="reg", session="s", stored="2026-03-05T10:00:01.123456", success=True, completion=False,
        score_scaled=0.5, score_raw=50.0, response="a[,]b", duration_s=1.25, progress=12.5, attempt=1, tries=2, run=3,
    )  # fmt: skip
    merge(lake, [whole])
    (found,) = table(lake, "statements", "SELECT * EXCLUDE (file) FROM rows")
    told = [value.isoformat() if hasattr(value, "isoformat") else value for value in found]
    assert told == [whole[name] for name in whole if name != "month"]


def test_the_first_of_equal_ids_stays(lake: Lake) -> None:
    first = [row(1, response="first"), row(2), row(1, "2026-01-01T00:00:00", response="second")]
    assert merge(lake, first, [row(1, response="third")]) == Taken(read=4, kept=2, duplicates=2)
    assert merge(lake, [row(1, "2027-01-01T00:00:00", response="fourth")]) == Taken(read=1, duplicates=1)
    assert table(lake, "statements", "SELECT response FROM rows WHERE response IS NOT NULL") == [("first",)]
    assert places(lake) == {1: "2026-03", 2: "2026-03"}


def test_a_step_twice_changes_nothing_but_the_ledger(lake: Lake) -> None:
    rows = [row(1), row(2, "2026-04-01T00:00:00"), voiding(3, 2)]
    assert merge(lake, rows) == Taken(read=3, kept=2, voided=1)
    before = lake.files("statements")
    assert merge(lake, rows) == Taken(read=3, duplicates=2, voided=1)
    assert lake.files("statements") == before


def test_what_came_before_the_newest_month_is_late(lake: Lake) -> None:
    assert merge(lake, [row(1, "2026-02-01T00:00:00"), row(2, "2026-03-01T00:00:00")]).late == 0
    taken = merge(lake, [row(3, "2026-02-02T00:00:00"), row(4, "2026-03-02T00:00:00"), row(5, "2026-04-02T00:00:00")])
    assert taken.late == 1
    assert places(lake)[3] == "2026-02"


def test_a_target_of_an_old_month_goes_out(lake: Lake) -> None:
    merge(lake, [row(1, "2026-01-01T00:00:00"), row(2, "2026-01-02T00:00:00"), row(3)])
    assert merge(lake, [voiding(4, 1, "2026-05-01T00:00:00")]) == Taken(read=1, kept=1, voided=1)
    assert places(lake) == {2: "2026-01", 3: "2026-03", 4: "2026-05"}


def test_the_last_row_of_a_month_leaves_no_file(lake: Lake) -> None:
    merge(lake, [row(1, "2026-01-01T00:00:00")])
    merge(lake, [voiding(2, 1)])
    assert not list((lake.folder / "statements" / "month=2026-01").glob("*"))


@pytest.mark.parametrize("together", [True, False])
def test_a_target_that_comes_after_its_voiding_stays_out(lake: Lake, together: bool) -> None:
    steps = [[voiding(2, 1)], [row(1)]]
    taken = merge(lake, *steps) if together else merge(lake, steps[0]) + merge(lake, steps[1])
    assert taken == Taken(read=2, kept=1, voided=1)
    assert numbers(lake) == {2}


def test_a_target_comes_back_never(lake: Lake) -> None:
    merge(lake, [row(1)])
    merge(lake, [voiding(2, 1)])
    assert merge(lake, [row(1)]) == Taken(read=1, voided=1)
    assert numbers(lake) == {2}


def test_a_statement_is_voided_twice(lake: Lake) -> None:
    merge(lake, [row(1)])
    assert merge(lake, [voiding(2, 1), voiding(3, 1)]) == Taken(read=2, kept=2, voided=1)
    assert merge(lake, [voiding(4, 1)]) == Taken(read=1, kept=1)
    assert numbers(lake) == {2, 3, 4}


@pytest.mark.parametrize("together", [True, False])
def test_a_voiding_statement_cannot_be_voided(lake: Lake, together: bool) -> None:
    steps = [[voiding(2, 1)], [voiding(3, 2)], [row(1)]]
    if together:
        merge(lake, *steps)
    else:
        for rows in steps:
            merge(lake, rows)
    assert numbers(lake) == {2, 3}


def test_the_id_of_a_target_may_have_capital_letters(lake: Lake) -> None:
    merge(lake, [row(0xABC)])
    merge(lake, [voiding(2, 0, object_id=id_of(0xABC).upper())])
    assert merge(lake, [row(0xABC)]).voided == 1
    assert numbers(lake) == {2}


def test_only_statements_are_voided(lake: Lake) -> None:
    """An activity may be called by the id of a statement."""
    merge(lake, [row(1), row(2, verb=Verb.VOIDED.value, object_id=id_of(1))])
    assert numbers(lake) == {1, 2}


def test_a_second_voiding_statement_of_the_same_id_does_nothing(lake: Lake) -> None:
    merge(lake, [row(1), row(2), voiding(3, 1)])
    assert merge(lake, [voiding(3, 2)]) == Taken(read=1, duplicates=1)
    assert numbers(lake) == {2, 3}


def test_voids_in_many_files_are_done_in_one_step(lake: Lake) -> None:
    for number in range(5):
        merge(lake, [row(number, f"2026-0{number + 1}-01T00:00:00"), row(10 + number, "2026-06-01T00:00:00")])
    taken = merge(lake, [voiding(20 + number, number) for number in range(5)])
    assert taken.voided == 5
    assert numbers(lake) == {*range(10, 15), *range(20, 25)}


def test_a_step_without_rows_is_told_when_something_was_read(lake: Lake) -> None:
    bad = [Aside(1, None, "json", "no JSON"), Aside(9, id_of(1), "time", "no time")]
    assert merge(lake, aside=bad, source="x.ndjson") == Taken(read=2, aside=2)
    assert table(lake, "aside", "SELECT source, line, statement_id, code, reason FROM rows ORDER BY line") == [
        ("x.ndjson", 1, None, "json", "no JSON"),
        ("x.ndjson", 9, id_of(1), "time", "no time"),
    ]
    assert merge(lake) == Taken()
    assert ledger(lake) == [Taken(read=2, aside=2)]


def test_what_is_set_aside_may_be_any_text(lake: Lake) -> None:
    merge(lake, aside=[Aside(1, None, "json", 'a "reason"\n\ud800\u0000\'')])
    assert table(lake, "aside", "SELECT reason FROM rows") == [('a "reason"\n?\0\'',)]


def test_of_what_is_set_aside_only_an_id_is_kept_as_one(lake: Lake) -> None:
    merge(lake, aside=[Aside(1, "ann@example.org", "statement", "id: must be a UUID"), Aside(2, id_of(1), "row", "")])
    assert table(lake, "aside", "SELECT line, statement_id FROM rows ORDER BY line") == [(1, None), (2, id_of(1))]


def test_the_cursor_comes_with_the_rows(lake: Lake) -> None:
    assert lake.cursor("https://lrs.example/xapi") is None
    merge(lake, [row(1)], source="https://lrs.example/xapi", cursor={"stored": "a", "more": None})
    merge(lake, source="https://lrs.example/xapi/", cursor={"stored": "b"})
    assert lake.cursor("https://lrs.example/xapi") == {"stored": "a", "more": None}
    assert lake.cursor("https://lrs.example/xapi/") == {"stored": "b"}
    merge(lake, source="https://lrs.example/xapi", cursor={"stored": "c"})
    assert lake.cursor("https://lrs.example/xapi") == {"stored": "c"}


def test_forgotten_rows_go_before_new_ones_come(lake: Lake) -> None:
    merge(lake, [row(1, response="told by name"), row(2)])
    taken = merge(lake, [row(1, response="told by nobody")], forget=[id_of(1), id_of(99)])
    assert taken == Taken(read=1, kept=1, forgotten=1)
    assert table(lake, "statements", "SELECT response FROM rows WHERE response IS NOT NULL") == [("told by nobody",)]
    assert merge(lake, forget=[id_of(1), id_of(2)]) == Taken(forgotten=2)
    assert numbers(lake) == set()


def test_a_forgotten_voiding_statement_still_voids(lake: Lake) -> None:
    merge(lake, [row(1), voiding(2, 1, actor="anna"), voiding(3, 1, actor="bert")])
    assert merge(lake, [voiding(2, 1, actor="anna")], forget=[id_of(2)]) == Taken(read=1, duplicates=1)
    assert table(lake, "statements", "SELECT actor FROM rows ORDER BY statement_id") == [(None,), ("bert",)]
    assert merge(lake, [row(1)]).voided == 1


def test_the_ledger_tells_how_many_rows_there_are(lake: Lake) -> None:
    merge(lake, [row(1), row(2), row(2)], aside=[Aside(4, None, "json", "no JSON")])
    merge(lake, [voiding(3, 1), voiding(4, 9), row(5)])
    merge(lake, [row(1), row(5), row(9)])
    merge(lake, [row(5)], forget=[id_of(5)])
    total = sum(ledger(lake), Taken())
    assert len(numbers(lake)) == total.read - total.duplicates - total.voided - total.aside - total.forgotten


def test_rows_of_a_verb_lie_together(lake: Lake) -> None:
    verbs = ["b", "a", "b", "a", "c"]
    merge(lake, [row(number, verb=verb, object_id=f"o{number}") for number, verb in enumerate(verbs)])
    assert table(lake, "statements", "SELECT verb, object_id FROM rows") == [
        ("a", "o1"), ("a", "o3"), ("b", "o0"), ("b", "o2"), ("c", "o4"),
    ]  # fmt: skip


def test_small_files_of_a_month_become_one(lake: Lake) -> None:
    with lake.writing() as writer:
        for number in range(20):
            merge(
                writer, [row(number, "2026-03-01T00:00:00"), row(100 + number, f"2026-0{number % 2 + 4}-01T00:00:00")]
            )
            assert len(list((lake.folder / "statements" / "month=2026-03").iterdir())) < 12
    assert numbers(lake) == {*range(20), *range(100, 120)}
    assert table(lake, "statements", "SELECT count(*) FROM rows") == [(40,)]
    assert len(lake.files("imports")) < 12
    assert len(ledger(lake)) == 20


def test_what_was_staged_is_gone_afterwards(lake: Lake) -> None:
    with lake.writing() as writer:
        path = stage(writer.staging(), [row(1)])
        writer.merge([path], source="test", read=1)
        assert not path.exists()
    assert not list((lake.folder / "staging").iterdir())


@pytest.mark.parametrize("bad", [{"month": "../../etc"}, {"month": "2026-1"}, {"month": None}, {"statement_id": None}])
def test_rows_that_cannot_be_change_nothing(lake: Lake, bad: dict[str, str | None]) -> None:
    merge(lake, [row(1)])
    with pytest.raises(ValueError, match="no month"):
        merge(lake, [row(2), {**row(3), **bad}])
    assert numbers(lake) == {1}


def test_a_folder_of_any_name_can_hold_a_lake(tmp_path: Path) -> None:
    lake = Lake.make(tmp_path / "l'ake [1]*?{a,b} %20 ä")
    merge(lake, [row(1)])
    merge(lake, [voiding(2, 1)])
    assert numbers(lake) == {2}
