"""What a lake is, who may use it when, and what is told of a folder that is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from builder.records.lake import locks, publish
from builder.records.lake.lake import Lake
from builder.records.lake.publish import Plan
from builder.records.lake.refusals import Busy, NotALake, Unusable
from tests.records.lake.made import merge, numbers, row

HOLD = """
import sys
from pathlib import Path
from builder.records.lake.lake import Lake
with getattr(Lake.open(Path(sys.argv[1])), sys.argv[2])():
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.make(tmp_path / "lake")


@contextmanager
def another(lake: Lake, what: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that is reading or writing."""
    command = [sys.executable, "-c", HOLD, str(lake.folder), what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        try:
            yield other
        finally:
            other.kill()


def test_a_lake_is_made_once(tmp_path: Path) -> None:
    made = Lake.make(tmp_path / "new" / "lake")
    again = Lake.make(tmp_path / "new" / "lake")
    assert (again, again.name_of("mailto:a@example.org")) == (made, made.name_of("mailto:a@example.org"))
    assert Lake.open(tmp_path / "new" / "lake") == made
    assert numbers(made) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_others_of_this_computer_see_nothing_of_a_new_lake(lake: Lake) -> None:
    assert lake.folder.stat().st_mode & 0o777 == 0o700
    assert (lake.folder / "key").stat().st_mode & 0o777 == 0o600


def test_a_folder_with_other_files_becomes_no_lake(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("long", encoding="utf-8")
    with pytest.raises(NotALake, match="has other files"):
        Lake.make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_lake_whose_making_was_cut_off_is_made_to_its_end(lake: Lake) -> None:
    (lake.folder / "lake.json").unlink()
    assert Lake.make(lake.folder).key_id == lake.key_id


def test_what_is_no_lake_is_told(tmp_path: Path) -> None:
    for path, text in ((tmp_path / "none", "there is no lake at"), (tmp_path, "it has no lake.json")):
        with pytest.raises(NotALake, match=text):
            Lake.open(path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotALake, match="there is no lake at"):
        Lake.open(tmp_path / "file")
    with pytest.raises(Unusable, match="cannot be made"):
        Lake.make(tmp_path / "file")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "damaged"),
        ("{}", "damaged"),
        ("[1]", "damaged"),
        ('{"format": "x", "identified": false, "key": null}', "damaged"),
        ('{"format": true, "identified": false, "key": null}', "damaged"),
        ('{"format": 0, "identified": false, "key": null}', "damaged"),
        ('{"format": 1, "identified": "no", "key": null}', "damaged"),
        ('{"format": 1, "identified": false, "key": null}', "damaged"),
        ('{"format": 2, "wholly": "new"}', "newer version"),
    ],
)
def test_a_lake_json_that_is_damaged_or_newer_is_told(lake: Lake, text: str, told: str) -> None:
    (lake.folder / "lake.json").write_text(text, encoding="utf-8")
    for use in (Lake.open, Lake.make):
        with pytest.raises(NotALake, match=told):
            use(lake.folder)


def test_people_are_known_only_in_a_lake_that_was_made_so(tmp_path: Path, lake: Lake) -> None:
    known = Lake.make(tmp_path / "known", identified=True)
    assert known.name_of("mailto:a@example.org") == "mailto:a@example.org"
    assert known.pseudonym_pads() is None
    assert not (known.folder / "key").exists()
    assert Lake.make(known.folder).identified
    with pytest.raises(NotALake, match="a lake of pseudonyms"):
        Lake.make(lake.folder, identified=True)


def test_one_writes_at_a_time(lake: Lake) -> None:
    with another(lake, "writing") as other:
        with pytest.raises(Busy, match="another process is writing"), lake.writing():
            pass
        with lake.reading():
            assert numbers(lake) == set()
        other.kill()
        other.wait()
    assert merge(lake, [row(1)]).kept == 1


def test_two_writers_of_one_process_are_two(lake: Lake) -> None:
    with lake.writing(), pytest.raises(Busy), lake.writing():
        pass


def test_readers_share_and_a_writer_waits_for_them(lake: Lake) -> None:
    hasty = replace(lake, patience=0)
    with another(lake, "reading"), lake.reading(), pytest.raises(Busy, match="reading this lake for too long"):
        merge(hasty, [row(1)])
    assert numbers(lake) == set()
    assert merge(hasty, [row(1)]).kept == 1


def test_a_writer_goes_on_when_the_reader_has_gone(lake: Lake) -> None:
    with another(lake, "reading") as other:
        assert other.stdin is not None
        waits = threading.Thread(target=merge, args=(lake, [row(1)]))
        waits.start()
        other.stdin.close()
        waits.join()
    assert numbers(lake) == {1}


def test_nobody_reads_while_files_change(lake: Lake) -> None:
    with (
        locks.alone(lake.folder, 0),
        pytest.raises(Busy, match="are being changed"),
        replace(lake, patience=0).reading(),
    ):
        pass


@pytest.fixture
def read_only(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """It came to its disk by a copy, without the locks."""
    merge(lake, [row(1)])
    (lake.folder / "files.lock").unlink()
    refuse_to_write(monkeypatch, OSError(30, "Read-only file system"))
    return lake


def refuse_to_write(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    """As a disk does to all, which rights do not to root."""
    opened = os.open

    def open_(path: str, flags: int, mode: int = 0o777, **more: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            raise error
        return opened(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", open_)


def test_a_lake_on_a_read_only_disk_is_read(read_only: Lake) -> None:
    with Lake.open(read_only.folder).reading():
        assert len(read_only.files("statements")) == 1
    with pytest.raises(Unusable, match="Read-only file system"), read_only.writing():
        pass


def test_a_lake_on_a_disk_without_locks_is_read(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(lake, [row(1)])

    def refused(*_: object, **__: object) -> bool:
        raise Unusable("this disk has no locks", "")

    monkeypatch.setattr(locks, "_try", refused)
    with lake.reading():
        assert numbers(lake) == {1}
    with pytest.raises(Unusable), lake.writing():
        pass


def test_an_unfinished_step_cannot_be_ended_on_a_read_only_disk(read_only: Lake) -> None:
    (read_only.folder / publish.JOURNAL).write_text('{"moves": {}, "deletes": []}', encoding="utf-8")
    with pytest.raises(Unusable), read_only.reading():
        pass


def test_who_may_only_read_shares_the_lock(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(lake, [row(1)])
    refuse_to_write(monkeypatch, PermissionError(13, "Permission denied"))
    with lake.reading(), pytest.raises(Busy), locks.alone(lake.folder, 0):
        pass


def test_a_reader_ends_what_was_cut_off(lake: Lake) -> None:
    merge(lake, [row(1), row(2, "2026-01-01T00:00:00")])
    gone = [path for path in lake.files("statements") if "2026-01" in str(path)]
    plan = Plan({}, [gone[0].relative_to(lake.folder).as_posix()])
    told = json.dumps({"moves": plan.moves, "deletes": plan.deletes})
    (lake.folder / publish.JOURNAL).write_text(told, encoding="utf-8")
    with lake.reading():
        assert numbers(lake) == {1}
        assert not publish.unfinished(lake.folder)


def test_a_damaged_cursor_is_told(lake: Lake) -> None:
    merge(lake, cursor={"at": 1})
    (path,) = (lake.folder / "sources").iterdir()
    path.write_text("{", encoding="utf-8")
    with pytest.raises(NotALake, match="damaged"):
        lake.cursor("test")


@pytest.mark.parametrize("left", [0, 300])
def test_a_damaged_file_of_the_lake_is_told(lake: Lake, left: int) -> None:
    merge(lake, [row(1)])
    (path,) = lake.files("statements")
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(NotALake, match="a file of the lake is damaged") as problem:
        merge(lake, [row(2)])
    assert path.name in str(problem.value)
