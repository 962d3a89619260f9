"""peacebuilder records pull."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lake.lake import Lake
from builder.records.lrs.store.open import open_database
from tests.cli.conftest import Run
from tests.records.sources.lakes import ids, statement, store
from tests.records.sources.pull.double import Double, Said, running_double


@pytest.fixture
def double() -> Iterator[Double]:
    with running_double() as running:
        running.store(3)
        yield running


def test_what_came_is_told_and_the_next_time_what_is_new(run: Run, double: Double) -> None:
    first = run("records", "pull", double.url, "--lake", "lake", "--source", "county", "--key", "k", "--secret", "s")
    assert first.exit_code == 0
    assert first.stdout == "3 read from county: 3 new.\n"
    assert first.stderr == ""
    assert double.headers[0]["Authorization"] == "Basic azpz"
    second = run("records", "pull", double.url, "--lake", "lake", "--source", "county", "--key", "k", "--secret", "s")
    assert second.stdout == "Nothing new from county.\n"
    again = run(
        "records", "pull", double.url, "--lake", "lake", "--source", "county", "--key", "k", "--secret", "s", "--all"
    )
    assert again.stdout == "3 read from county: 0 new, 3 there already.\n"
    assert ids(Lake.open(Path("lake"))) == double.ids()


def test_key_and_secret_come_from_the_environment(run: Run, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEACEBUILDER_LRS_KEY", "k")
    monkeypatch.setenv("PEACEBUILDER_LRS_SECRET", "s")
    run("records", "pull", double.url, "--lake", "lake")
    assert double.headers[0]["Authorization"] == "Basic azpz"
    assert "azpz" not in "".join(path.read_text() for path in Path("lake/sources").iterdir())


def test_it_is_called_by_its_host_and_path(run: Run, double: Double) -> None:
    result = run("records", "pull", double.url, "--lake", "lake")
    host = double.url.removeprefix("http://").removesuffix("/")
    assert result.stdout == f"3 read from {host}: 3 new.\n"


def test_since(run: Run, double: Double) -> None:
    result = run("records", "pull", double.url, "--lake", "lake", "--source", "county", "--since", "2999-01-01")
    assert result.stdout == "Nothing new from county.\n"
    assert "since=2999-01-01T00%3A00%3A00.000Z" in double.requests[0]


def test_pseudonyms_are_the_default_and_a_key_may_be_given(run: Run, double: Double) -> None:
    Path("key").write_text("ab" * 32)
    for lake in ("one", "two"):
        run("records", "pull", double.url, "--lake", lake, "--key-file", "key")
    run("records", "pull", double.url, "--lake", "three")
    run("records", "pull", double.url, "--lake", "four", "--identified")
    names = [_actors(Path(lake)) for lake in ("one", "two", "three", "four")]
    assert names[0] == names[1] != names[2]
    assert names[3] == {f"https://lms.example.org|000{number}" for number in range(3)}


def _actors(path: Path) -> set[str]:
    import duckdb

    files = [str(file) for file in Lake.open(path).files("statements")]
    return {row[0] for row in duckdb.read_parquet(files, hive_partitioning=False).project("actor").fetchall()}


def test_a_failure_says_what_to_do_and_keeps_what_came(run: Run, double: Double) -> None:
    double.store(60, every=10**8)
    double.fault = lambda number, _: Said(401) if number == 3 else None
    arguments = ("records", "pull", double.url, "--lake", "lake", "--source", "county", "--page-size", "10")
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: the key or the secret is missing or wrong (status 401); give --key and --secret of this store\n"
    )
    assert len(ids(Lake.open(Path("lake")))) == 20
    assert run(*arguments).stdout.endswith(" new.\n")
    assert ids(Lake.open(Path("lake"))) == double.ids()


def test_waiting_is_told(run: Run, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.records.sources.pull.pages.FIRST_WAIT", 0.0)
    double.fault = lambda number, _: Said(429) if number == 1 else None
    result = run("records", "pull", double.url, "--lake", "lake")
    assert result.stderr == "Note: the store is too busy (status 429): trying again in 0 s.\n"


def test_statements_that_are_none_are_set_aside(run: Run, double: Double) -> None:
    double.statements.append((double.now, '{"id":"7","stored":"2026-11-01T00:00:00Z"}'))
    result = run("records", "pull", double.url, "--lake", "lake", "--source", "county")
    assert result.exit_code == 0
    assert "4 read from county: 3 new, 1 set aside" in result.stdout


def test_a_database_of_our_own(run: Run, tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path / 'lrs.db'}")) as database:
        told = store(database, statement(), statement())
    result = run("records", "pull", f"sqlite:///{tmp_path / 'lrs.db'}", "--lake", "lake")
    assert result.stdout == "2 read from lrs.db: 2 new.\n"
    assert ids(Lake.open(Path("lake"))) == sorted(told)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ftp://lrs.example.org/",), "is not the address of an LRS"),
        (("http://a.example/", "--key", "k"), "Give both"),
        (("https://k:s@a.example/",), "not in the URL"),
        (("http://a.example/", "--all", "--since", "2026-01-01"), "not both"),
        (("http://a.example/", "--since", "soon"), "'soon' is no time"),
        (("sqlite:lrs.db",), "is not the address of a store"),
    ],
)  # fmt: skip
def test_wrong_usage(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("records", "pull", *arguments, "--lake", "lake")
    assert result.exit_code == 2
    assert words in result.stderr
    assert not Path("lake").exists()


def test_a_store_that_is_not_there(run: Run) -> None:
    result = run("records", "pull", "sqlite:///no.db", "--lake", "lake")
    assert result.exit_code == 1
    assert result.stderr == "Error: there is no store at no.db; check URL\n"


def test_a_folder_that_is_no_lake(run: Run, double: Double) -> None:
    Path("lake").mkdir()
    Path("lake/thesis.txt").touch()
    result = run("records", "pull", double.url, "--lake", "lake")
    assert result.exit_code == 1
    assert result.stderr == "Error: lake has other files, and is no lake; give a new folder, or an empty one\n"
    assert double.requests == []


def test_a_key_in_the_clear_is_told(run: Run) -> None:
    result = run("records", "pull", "http://no-such-host.invalid/", "--lake", "lake", "--key", "k", "--secret", "s")
    assert result.exit_code == 1
    assert "Note: the key goes over the network as anybody can read it" in result.stderr
    assert "there is no such host" in result.stderr


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for name in [name for name in sys.modules if name.startswith(("builder.records.lake", "builder.records.sources"))]:
        monkeypatch.delitem(sys.modules, name)
    result = run("records", "pull", "http://127.0.0.1:9/", "--lake", "lake")
    assert result.exit_code == 1
    assert "pip install 'peacebuilder[records]'" in result.stderr


def test_the_secret_is_in_nothing_that_is_kept(run: Run, double: Double) -> None:
    run("records", "pull", double.url, "--lake", "lake", "--key", "the-key", "--secret", "the-secret")
    (path,) = Path("lake/sources").iterdir()
    assert json.loads(path.read_text())["cursor"]["endpoint"] == double.url
    assert "the-key" not in path.read_text()
    assert "the-secret" not in path.read_text()


@pytest.mark.parametrize("said", [Said(401), Said(404), Said(body=b"<html>Welcome</html>")], ids=["key", "path", "web"])
def test_what_fails_before_anything_came_leaves_no_lake(run: Run, double: Double, said: Said) -> None:
    double.fault = lambda _number, _path: said
    assert run("records", "pull", double.url, "--lake", "new/lake").exit_code == 1
    assert not Path("new").exists()
    double.fault = lambda _number, _path: None
    assert run("records", "pull", double.url, "--lake", "new/lake").exit_code == 0
    double.fault = lambda _number, _path: said
    assert run("records", "pull", double.url, "--lake", "new/lake").exit_code == 1
    assert ids(Lake.open(Path("new/lake"))) == double.ids()


def test_nobody_there_leaves_no_lake(run: Run) -> None:
    assert run("records", "pull", "http://no-such-host.invalid/", "--lake", "lake").exit_code == 1
    assert not Path("lake").exists()


def test_a_key_file_that_is_none_leaves_no_lake(run: Run, double: Double) -> None:
    Path("key").write_text("secret")
    result = run("records", "pull", double.url, "--lake", "lake", "--key-file", "key")
    assert result.stderr.startswith("Error: key is not a key file; it has to hold 64 hexadecimal digits")
    assert not Path("lake").exists()


def test_the_first_page_of_a_new_lake_is_asked_for_once(run: Run, double: Double) -> None:
    run("records", "pull", double.url, "--lake", "lake")
    assert len(double.requests) == len(set(double.requests))
