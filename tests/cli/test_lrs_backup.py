"""peacebuilder lrs backup and restore."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.store.lock import serving
from builder.records.lrs.store.open import open_database
from tests.cli.conftest import Run
from tests.records.lrs.life import rows
from tests.records.postgres import Server


@pytest.fixture
def store(run: Run) -> str:
    """Its address; it has one credential."""
    added = run("lrs", "credentials", "add", "--db", "sqlite:///lrs.db", "--name", "An LMS", "--scope", "all")
    assert added.exit_code == 0, added.output
    return "sqlite:///lrs.db"


def test_a_store_moves_to_postgresql_and_back(run: Run, store: str, postgres: Server, tmp_path: Path) -> None:
    there = postgres.fresh()
    saved = run("lrs", "backup", "--db", store, "--out", "first.backup")
    assert saved.exit_code == 0, saved.output
    assert saved.stdout == "Saved 1 credential in first.backup.\n"
    assert "keep it as a secret" in saved.stderr
    assert stat.S_IMODE((tmp_path / "first.backup").stat().st_mode) == 0o600

    moved = run("lrs", "restore", "--db", there, "first.backup")
    assert moved.exit_code == 0, moved.output
    assert moved.stdout.startswith("Restored 1 credential, as they were at 20")
    assert run("lrs", "backup", "--db", there, "--out", "second.backup").exit_code == 0
    assert run("lrs", "restore", "--db", "sqlite:///back.db", "second.backup").exit_code == 0
    with closing(open_database(store)) as one, closing(open_database("sqlite:///back.db")) as other:
        assert rows(one) == rows(other)
        assert one.key == other.key


def test_a_file_that_is_there_is_kept(run: Run, store: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    result = run("lrs", "backup", "--db", store, "--out", "there")
    assert result.exit_code == 2
    assert "'there' is there already; give another name, or move it away" in result.stderr
    assert (tmp_path / "there").read_text() == "mine"


def test_a_folder_that_is_missing_is_named(run: Run, store: str) -> None:
    result = run("lrs", "backup", "--db", store, "--out", "missing/file")
    assert result.exit_code == 1
    assert "missing/file cannot be written: No such file or directory" in result.stderr


def test_a_store_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    result = run("lrs", "backup", "--db", "sqlite:///typo.db", "--out", "file")
    assert result.exit_code == 1
    assert "there is no store at typo.db" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_database_without_a_store_is_not_saved(run: Run, postgres: Server, tmp_path: Path) -> None:
    result = run("lrs", "backup", "--db", postgres.fresh(), "--out", "file")
    assert result.exit_code == 1
    assert "there is no store in this database; check --db" in result.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_no_backup_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Dear diary")
    result = run("lrs", "restore", "--db", "sqlite:///new.db", "file")
    assert result.exit_code == 1
    assert "file: it is no backup of a store: peacebuilder lrs backup makes one" in result.stderr


def test_a_store_that_has_something_in_it_is_left_alone(run: Run, store: str) -> None:
    run("lrs", "backup", "--db", store, "--out", "file")
    result = run("lrs", "restore", "--db", store, "file")
    assert result.exit_code == 1
    assert "the store is not empty: it has 1 credential; give a --db that is new" in result.stderr


def test_a_store_that_is_served_is_not_restored_into(run: Run, store: str, tmp_path: Path) -> None:
    run("lrs", "backup", "--db", store, "--out", "file")
    with serving(tmp_path / "new.db"):
        result = run("lrs", "restore", "--db", "sqlite:///new.db", "file")
    assert result.exit_code == 1
    assert "another server serves this file; stop that one" in result.stderr
    assert run("lrs", "restore", "--db", "sqlite:///new.db", "file").exit_code == 0


@pytest.mark.parametrize("arguments", [("backup",), ("restore",), ("restore", "missing"), ("backup", "--out", ".")])
def test_what_is_missing_is_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("lrs", *arguments).exit_code == 2
