"""Full disks, read-only files and lost ones: a clear answer, nothing lost, and service again when the fault is gone."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from builder.records.lrs.serve import Logging, Place, serve
from builder.records.lrs.service import Settings
from builder.records.lrs.store import sqlite
from builder.records.lrs.store.database import Unavailable
from builder.records.lrs.store.open import open_database
from tests.records.lrs.faults.client import Link
from tests.records.lrs.faults.disk import as_nobody, folder_of_all, small_disk
from tests.records.lrs.faults.process import DidNotStart, Server, authorization
from tests.records.lrs.faults.store import Opened, opened, statement
from tests.records.lrs.fuzz.wire import request

TRIES = 2000


def filled(store: Opened, size: int) -> tuple[list[str], list[str]]:
    """Ids that were confirmed and refused, until five in a row were refused."""
    confirmed: list[str] = []
    refused: list[str] = []
    in_a_row = 0
    for _ in range(TRIES):
        id_, status, text = store.store(size)
        if status == 200:
            confirmed.append(id_)
            in_a_row = 0
            continue
        assert (status, text) == (507, "the store cannot do it now: the disk is full"), text
        refused.append(id_)
        in_a_row += 1
        if in_a_row == 5:
            return confirmed, refused
    raise AssertionError("the disk was never full")


def test_a_full_disk_is_told_and_what_was_confirmed_can_be_read_and_more_be_stored_when_there_is_room(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(12_000_000))
        with opened(disk / "lrs.db") as store:
            confirmed, refused = filled(store, 50_000)
            assert len(confirmed) > 20
            for _ in range(3):
                assert store.ids() == confirmed  # reading goes on
                assert {store.status(id_) for id_ in confirmed} == {200}
                assert {store.status(id_) for id_ in refused} == {404}
            ballast.unlink()
            more = [store.store(id_=id_)[:2] for id_ in refused]
            assert [status for _, status in more] == [200] * len(refused)
            again, _ = filled(store, 50_000)
        with opened(somewhere_else(disk / "lrs.db", tmp_path)) as store:
            assert store.ids() == [*confirmed, *refused, *again]
            assert store.store()[1] == 200


def somewhere_else(path: Path, to: Path) -> Path:
    """On a disk with room, and sound."""
    for found in path.parent.glob("lrs.db*"):
        shutil.copy(found, to / found.name)
    with closing(sqlite3.connect(to / "lrs.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return to / "lrs.db"


def test_a_store_on_a_full_disk_can_be_opened_and_read_or_it_is_said_why_not(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk:
        with opened(disk / "lrs.db") as store:
            confirmed, _ = filled(store, 50_000)
        with (disk / "ballast").open("wb") as file, pytest.raises(OSError, match="No space"):
            file.write(bytes(6_000_000))
        database = None
        try:
            database = open_database(f"sqlite:///{disk / 'lrs.db'}")
            count = database.read(lambda session: session.one("SELECT count(*) FROM statement")).result()
            assert count == (len(confirmed),)
        except Unavailable as unavailable:
            assert str(unavailable) == "the disk is full"
        finally:
            if database is not None:
                database.close()


def test_a_disk_that_fails_without_being_full_is_told_and_the_server_goes_on(tmp_path: Path) -> None:
    if (limited := shutil.which("prlimit")) is None:
        pytest.skip("no prlimit here, which limits the size of files")
    with Server(f"sqlite:///{tmp_path / 'lrs.db'}", (limited, "--fsize=3000000", "--")) as server:
        server.start()
        auth = authorization(server.url)
        with closing(Link(server.port)) as link:
            made = [statement(100_000) for _ in range(60)]
            replies = [link.ask(request("POST", "statements", auth=auth, json_=one)) for one in made]
            assert {reply.status for reply in replies} == {200, 503}
            assert {reply.text for reply in replies if reply.status == 503} == {
                "the store cannot do it now: the disk failed with the store's file"
            }
        assert server.end() == 0, server.said
    confirmed = [one["id"] for one, reply in zip(made, replies, strict=True) if reply.status == 200]
    with opened(tmp_path / "lrs.db") as store:
        assert [id_ for id_ in store.ids() if id_ in confirmed] == confirmed
        assert store.store()[1] == 200


def test_a_file_that_may_not_be_written_is_told_at_the_start() -> None:
    with folder_of_all() as folder:
        path = folder / "lrs.db"
        with opened(path) as store:
            assert store.store()[1] == 200
        path.chmod(0o444)
        with as_nobody(), pytest.raises(Unavailable, match="file cannot be written"):
            serve(f"sqlite:///{path}", Place("127.0.0.1", 0), Settings(), Logging(), pytest.fail)


def test_a_folder_that_may_not_be_written_is_told_at_the_start() -> None:
    with folder_of_all() as folder:
        path = folder / "lrs.db"
        with opened(path) as store:
            assert store.store()[1] == 200
        path.chmod(0o666)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(Unavailable, match=r"cannot be (opened|written)|nothing can be written"):
            serve(f"sqlite:///{path}", Place("127.0.0.1", 0), Settings(), Logging(), pytest.fail)
        folder.chmod(0o777)


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away here")
@pytest.mark.parametrize("which", ["lrs.db", "lrs.db-wal"])
def test_nothing_is_confirmed_into_a_file_that_was_taken_away(tmp_path: Path, which: str) -> None:
    path = tmp_path / which
    with opened(tmp_path / "lrs.db") as store:
        first, status, _ = store.store()
        assert status == 200
        path.rename(tmp_path / "moved")
        lost, status, text = store.store()
        assert (status, text) == (
            503,
            f"the store cannot do it now: the store's file {which} was moved away or deleted",
        )
        assert not path.exists(), "a new one was made in its place"
        (tmp_path / "moved").rename(path)
        second, status, text = store.store()
        assert status == 200, text
        assert store.ids() == [first, second]
        assert store.status(lost) == 404


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be replaced here")
def test_another_file_in_the_place_of_the_store_is_not_written_into(tmp_path: Path) -> None:
    path, other = tmp_path / "lrs.db", tmp_path / "other.db"
    with opened(other) as store:
        store.store()
    before = other.read_bytes()
    with opened(path) as store:
        assert store.store()[1] == 200
        other.replace(path)
        assert store.store()[1] == 503
        assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a store" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_store_is_told_at_the_start(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lrs.db"
    path.write_bytes(content)
    server = Server(f"sqlite:///{path}")
    with pytest.raises(DidNotStart, match=r"no(t a)? store|damaged") as told:
        server.start()
    assert "Traceback" not in str(told.value)
    assert path.read_bytes() == content


def test_a_damaged_file_is_told_and_does_not_bring_the_server_down(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    with opened(path) as store:
        for _ in range(300):
            store.store(2000)
    data = bytearray(path.read_bytes())
    data[8192:-8192] = Random(1).randbytes(len(data) - 16384)
    path.write_bytes(bytes(data))
    try:
        with opened(path) as store:
            statuses = {store.store()[1], store.http.get("/xapi/statements", headers=store.headers).status_code}
            assert statuses <= {503}, statuses
    except Unavailable as unavailable:
        assert "damaged" in str(unavailable)


def test_a_process_that_holds_the_file_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.2)
    with opened(tmp_path / "lrs.db") as store, closing(sqlite3.connect(tmp_path / "lrs.db")) as other:
        first, status, _ = store.store()
        assert status == 200
        other.execute("BEGIN IMMEDIATE")
        refused, status, text = store.store()
        assert (status, text) == (503, "the store cannot do it now: another process holds the store's file")
        assert store.ids() == [first]
        other.rollback()
        assert store.store(id_=refused)[1] == 200
        assert store.ids() == [first, refused]


def test_a_reader_that_never_ends_stops_nobody_and_the_log_shrinks_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "LOG_BYTES", 100_000)
    path, log = tmp_path / "lrs.db", tmp_path / "lrs.db-wal"
    with opened(path) as store:
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            before = reader.execute("SELECT count(*) FROM statement").fetchone()
            assert [store.store(60_000)[1] for _ in range(150)] == [200] * 150
            assert reader.execute("SELECT count(*) FROM statement").fetchone() == before
            assert log.stat().st_size > 8_000_000
        assert [store.store(60_000)[1] for _ in range(150)] == [200] * 150
        assert log.stat().st_size < 8_000_000
        assert len(store.ids()) == 300
