"""Backups: one file for both databases, all or nothing, and never in place of another."""

from __future__ import annotations

import gzip
import io
import json
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import builder.records.lrs.upkeep.backup as backups
from builder.records.lrs.app import create_app
from builder.records.lrs.service import Service
from builder.records.lrs.store import schema
from builder.records.lrs.store.database import Database
from builder.records.lrs.store.open import open_database
from builder.records.lrs.store.tables import tables
from builder.records.lrs.upkeep.backup import backup
from builder.records.lrs.upkeep.restore import DAMAGED, FOREIGN, NEWER, TORN, NotABackup, NotEmpty, restore
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.life import live, post, rows, statement


def quietly(done: int, total: int) -> None:
    assert 0 <= done <= total


def saved(database: Database, out: Path) -> bytes:
    backup(database, out, 1_700_000_000_000_000, quietly)
    return out.read_bytes()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{tmp_path / 'empty.db'}")) as database:
        yield database


def test_a_store_moves_into_another_database_and_answers_as_before(lrs: Lrs, other: str, tmp_path: Path) -> None:
    live(lrs)
    before = rows(lrs.service.database)
    assert {name for name, found in before.items() if not found} <= {"activity"}
    data = saved(lrs.service.database, tmp_path / "store.backup")
    with closing(open_database(other)) as database:
        restore(database, io.BytesIO(data), quietly)
        assert rows(database) == before
    with closing(open_database(other)) as database:
        assert database.key == lrs.service.database.key
        again = saved(database, tmp_path / "again.backup")
    assert gzip.decompress(again) == gzip.decompress(data)


def test_a_restored_store_takes_the_next_statement_after_the_last(lrs: Lrs, other: str, tmp_path: Path) -> None:
    headers = live(lrs)
    data = saved(lrs.service.database, tmp_path / "store.backup")
    with closing(open_database(other)) as database:
        restore(database, io.BytesIO(data), quietly)
    with closing(open_database(other)) as database, TestClient(create_app(service := Service(database))) as http:
        moved = Lrs(service, http)
        before = http.get("/xapi/statements", headers=headers).json()["statements"]
        assert before == lrs.http.get("/xapi/statements", headers=headers).json()["statements"]
        (id_,) = post(moved, headers, statement(verb="went-on"))
        found = http.get("/xapi/statements", headers=headers, params={"limit": 1}).json()["statements"]
        assert [one["id"] for one in found] == [id_]


def test_what_is_stored_meanwhile_is_not_in_the_backup(
    lrs: Lrs, empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = live(lrs)
    before = rows(lrs.service.database)
    monkeypatch.setattr(backups, "STEP", 1)
    told: list[int] = []

    def meanwhile(done: int, _: int) -> None:
        told.append(done)
        if len(told) == 1:
            post(lrs, headers, *(statement(verb=f"number-{number}") for number in range(20)))

    out = tmp_path / "store.backup"
    backup(lrs.service.database, out, 0, meanwhile)
    with out.open("rb") as file:
        restore(empty, file, quietly)
    assert rows(empty) == before
    assert len(rows(lrs.service.database)["statement"]) == len(before["statement"]) + 20


def test_a_backup_is_for_its_owner_alone_and_in_the_place_of_nothing(lrs: Lrs, tmp_path: Path) -> None:
    out = tmp_path / "store.backup"
    saved(lrs.service.database, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    out.write_text("something else")
    with pytest.raises(FileExistsError):
        saved(lrs.service.database, out)
    assert out.read_text() == "something else"
    assert not list(tmp_path.glob(".peacebuilder-*"))


def test_a_backup_that_breaks_off_leaves_no_file(lrs: Lrs, tmp_path: Path) -> None:
    live(lrs)

    def full(*_: int) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        backup(lrs.service.database, tmp_path / "store.backup", 0, full)
    assert not list(tmp_path.glob("*backup*")) + list(tmp_path.glob(".peacebuilder-*"))


def _lines(change: Callable[[list[bytes]], object]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        lines = gzip.decompress(data).splitlines(keepends=True)
        change(lines)
        return gzip.compress(b"".join(lines))

    return changed


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]


def _newer(lines: list[bytes]) -> None:
    lines[0] = json.dumps({**json.loads(lines[0]), "tables": schema.VERSION + 1}).encode() + b"\n"


def _altered(lines: list[bytes]) -> None:
    place = next(number for number, line in enumerate(lines) if b"Anna" in line)
    lines[place] = lines[place].replace(b"Anna", b"Hans")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda _: b"", FOREIGN),
        (lambda _: b"PK\x03\x04 a zip", FOREIGN),
        (lambda _: gzip.compress(b"not JSON\n"), FOREIGN),
        (lambda _: gzip.compress(b'{"format":"something else"}\n'), FOREIGN),
        (lambda _: gzip.compress(b"[" * 100_000), FOREIGN),
        (lambda data: gzip.decompress(data), FOREIGN),
        (_lines(_newer), NEWER),
        (lambda data: data[:-20], TORN),
        (lambda data: data[: len(data) // 2], TORN),
        (_lines(lambda lines: lines.pop()), TORN),
        (_lines(lambda lines: lines.append(b"more\n")), DAMAGED),
        (_lines(lambda lines: lines.pop(5)), DAMAGED),
        (_lines(_altered), DAMAGED),
        (_flipped, DAMAGED),
    ],
    ids=[
        "empty", "zip", "words", "other-format", "deep", "unpacked", "newer", "tail-gone", "half", "no-end", "more",
        "line-gone", "altered", "bit",
    ],
)  # fmt: skip
def test_what_is_not_a_whole_backup_is_refused_and_nothing_of_it_kept(
    lrs: Lrs, empty: Database, tmp_path: Path, change: Callable[[bytes], bytes], text: str
) -> None:
    live(lrs)
    before = rows(empty)
    data = change(saved(lrs.service.database, tmp_path / "store.backup"))
    with pytest.raises(NotABackup) as refused:
        restore(empty, io.BytesIO(data), quietly)
    assert str(refused.value) == text
    assert rows(empty) == before


def test_a_store_that_has_something_in_it_is_not_restored_into(lrs: Lrs, tmp_path: Path) -> None:
    live(lrs)
    data = saved(lrs.service.database, tmp_path / "store.backup")
    before = rows(lrs.service.database)
    with pytest.raises(NotEmpty) as refused:
        restore(lrs.service.database, io.BytesIO(data), quietly)
    assert refused.value.counts == {name: len(found) for name, found in before.items() if found}
    assert rows(lrs.service.database) == before


def test_a_restore_that_breaks_off_leaves_the_store_empty(lrs: Lrs, other: str, tmp_path: Path) -> None:
    live(lrs)
    data = saved(lrs.service.database, tmp_path / "store.backup")

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise InterruptedError

    with closing(open_database(other)) as database:
        key = database.key
        with pytest.raises(InterruptedError):
            restore(database, io.BytesIO(data), stop)
        assert not any(rows(database).values())
        restore(database, io.BytesIO(data), quietly)
    assert key != lrs.service.database.key


def test_a_backup_of_older_tables_is_restored_and_brought_to_ours(
    lrs: Lrs, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(lrs)
    before = rows(lrs.service.database)
    data = saved(lrs.service.database, tmp_path / "store.backup")
    later = (*schema.STEPS, ("ALTER TABLE activity ADD COLUMN since {number} NOT NULL DEFAULT 7",))
    monkeypatch.setattr(schema, "STEPS", later)
    monkeypatch.setattr(schema, "VERSION", len(later))
    with closing(open_database(other)) as database:
        restore(database, io.BytesIO(data), quietly)
        after = rows(database)
        assert [dict(row)["since"] for row in after["activity"]] == [7] * len(before["activity"])
        assert {**after, "activity": []} == {**before, "activity": []}
    with closing(open_database(other)):
        pass  # it is of our version by its own word


def test_every_table_has_a_key_by_which_its_rows_are_in_order(lrs: Lrs) -> None:
    database = lrs.service.database
    found = database.read(lambda session: tables(session, database.name)).result()
    assert {table.name for table in found} == schema.TABLES
    assert all(table.key for table in found)
