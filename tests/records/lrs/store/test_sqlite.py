"""SQLite: which file it is, who may read it, and two processes on one."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.scope import Scope
from builder.records.lrs.store import credentials
from builder.records.lrs.store.database import Unavailable
from builder.records.lrs.store.open import file_of, open_database
from builder.records.lrs.times import now


@pytest.mark.parametrize(
    "name", ["lrs.db", "with space.db", "100%20.db", "what?mode=memory", "a#b.db", "ü.db", "'q.db"]
)
@pytest.mark.parametrize("absolute", [True, False])
def test_a_store_is_in_the_file_that_its_address_names(
    name: str, absolute: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_database(f"sqlite:///{tmp_path / name if absolute else name}").close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///lrs.db", "lrs.db"),
        ("sqlite:////var/lib/lrs.db", "/var/lib/lrs.db"),
        ("sqlite:///C:/ProgramData/lrs.db", "C:/ProgramData/lrs.db"),
        ("sqlite:///../a b/lrs.db", "../a b/lrs.db"),
    ],
)
def test_addresses_are_paths_as_they_stand(url: str, file: str) -> None:
    assert file_of(url) == Path(file)


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with closing(open_database(f"sqlite:///{tmp_path / 'lrs.db'}")):
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"lrs.db": 0o600, "lrs.db-wal": 0o600, "lrs.db-shm": 0o600}


def test_the_mode_of_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "lrs.db"
    open_database(f"sqlite:///{path}").close()
    path.chmod(0o640)
    open_database(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"missing/lrs\.db cannot be made: No such file or directory") as refused:
        open_database(f"sqlite:///{tmp_path / 'missing' / 'lrs.db'}")
    assert "check that its folder exists" in refused.value.advice


def test_a_store_that_should_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="there is no store at"):
        open_database(f"sqlite:///{tmp_path / 'lrs.db'}", make=False)
    assert not list(tmp_path.iterdir())


def test_what_another_process_adds_is_there_for_the_server(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lrs.db'}"
    with closing(open_database(url)) as server, closing(open_database(url)) as command:
        assert server.read(credentials.everyone).result() == []
        for database in (command, server, command):
            database.write(lambda session: credentials.add(session, server.key, "An LMS", (Scope.ALL,), now())).result()
        assert len(server.read(credentials.everyone).result()) == 3


def test_a_commit_waits_for_the_disk_and_readers_for_nobody(tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path / 'lrs.db'}")) as database:
        for hand_in in (database.read, database.write):
            modes = hand_in(
                lambda session: [session.one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")]
            ).result()
            assert modes == [("wal",), (2,)]


def test_the_log_is_emptied_at_the_end(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'lrs.db'}")
    database.write(lambda session: session.run("INSERT INTO mention (term, seq) VALUES (1, 1)")).result()
    assert (tmp_path / "lrs.db-wal").stat().st_size
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == ["lrs.db"]
