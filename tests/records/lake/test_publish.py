"""A step is in the lake as a whole or not at all, wherever it is cut off, and however often."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from builder.records.lake import publish
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside
from builder.records.lake.publish import Plan
from builder.records.lake.refusals import Refused, Unusable, WrongKey
from tests.records.lake.made import ledger, merge, numbers, row, stage, table, voiding

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "open")
"""Audit events at which a process may end; each comes before what it tells of."""
CUT = """
import os, signal, sys
from pathlib import Path
from builder.records.lake import publish
lake, plan, left = Path(sys.argv[1]), publish.Plan(**eval(sys.argv[2])), int(sys.argv[3])
def cut(event, arguments):
    global left
    if event in {changes}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(cut)
publish.recover(lake) if publish.unfinished(lake) else publish.publish(lake, plan)
"""
BEFORE, AFTER = {1, 2, 3}, {2, 3, 4, 5}


class _Faults:
    """Of the system calls that change a folder, one fails."""

    left = 0

    def __call__(self, event: str, _: tuple[Any, ...]) -> None:
        if self.left and event in CHANGES:
            self.left -= 1
            if not self.left:
                raise OSError(28, "No space left on device")


FAULTS = _Faults()
sys.addaudithook(FAULTS)  # which stays until the process ends


@contextmanager
def fault_at(number: int) -> Iterator[_Faults]:
    FAULTS.left = number
    try:
        yield FAULTS
    finally:
        FAULTS.left = 0


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Of two months, to which the step adds a month and a late row, takes out an old one, and has something aside."""
    lake = Lake.make(tmp_path / "lake")
    merge(lake, [row(1, "2026-01-01T00:00:00"), row(2, "2026-01-02T00:00:00"), row(3)], cursor={"at": 1})
    return lake


ROWS = [row(4, "2026-01-05T00:00:00"), voiding(5, 1, "2026-07-01T00:00:00"), row(2)]


def step(lake: Lake, staged: Path) -> None:
    with lake.writing() as writer:
        aside = [Aside(4, None, "json", "no JSON")]
        writer.merge([staged], source="test", read=4, aside=aside, cursor={"at": 2})


def state(lake: Lake) -> tuple[set[int], int, int, object]:
    """All that a step changes."""
    with lake.reading():
        return numbers(lake), len(ledger(lake)), len(table(lake, "aside")), lake.cursor("test")


def files(lake: Lake) -> dict[str, bytes]:
    """The same, to be compared only, in no time."""
    with lake.reading():
        own = ("staging", "journal.json", "key", "lake.json", "writing.lock", "files.lock")
        paths = [path for path in lake.folder.rglob("*") if path.is_file()]
        told = {path.relative_to(lake.folder).as_posix(): path.read_bytes() for path in paths}
        return {name: data for name, data in told.items() if not name.startswith(own)}


WAS, IS = (BEFORE, 1, 0, {"at": 1}), (AFTER, 2, 1, {"at": 2})


@pytest.fixture
def planned(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The step up to its publishing, with its staged files left where they are."""
    plans: list[Plan] = []
    with monkeypatch.context() as patch:
        patch.setattr("builder.records.lake.writer.publish", lambda _, plan: plans.append(plan))
        patch.setattr("shutil.rmtree", lambda *_, **__: None)
        step(lake, stage(tmp_path, ROWS))
    assert len(plans[0].moves) > 4
    assert plans[0].deletes
    return plans[0]


def cut_off(lake: Lake, plan: Plan, left: int) -> bool:
    """Whether a process that publishes, or recovers, was killed before it was done."""
    told = repr({"moves": plan.moves, "deletes": plan.deletes})
    script = CUT.replace("{changes}", repr(CHANGES))
    done = subprocess.run([sys.executable, "-c", script, str(lake.folder), told, str(left)], check=False)
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0


@pytest.fixture
def both(lake: Lake, planned: Plan, tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before and after the step."""
    copy = Lake.open(Path(shutil.copytree(lake.folder, tmp_path / "done")))
    publish.publish(copy.folder, planned)
    assert (state(lake), state(copy)) == (WAS, IS)
    return files(lake), files(copy)


def test_a_kill_leaves_the_lake_before_or_after(
    lake: Lake, planned: Plan, both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """At every point at which something changes; and the recovery is killed as well, wherever it is."""
    seen = []
    for left in range(1, 100):
        copy = Lake.open(Path(shutil.copytree(lake.folder, tmp_path / "copies" / str(left))))
        cut = cut_off(copy, planned, left)
        promised = publish.unfinished(copy.folder)
        if promised and left % 3 == 0:
            cut_off(copy, planned, left % 7 + 1)
        found = files(copy)
        assert found in (both[1:] if promised or not cut or both[1] in seen else both)
        assert not publish.unfinished(copy.folder)
        seen.append(found)
        if not cut:
            break
    else:
        pytest.fail("it never came to its end")
    assert seen.index(both[1]) > 3
    assert len(seen) - seen.index(both[1]) > 8


def test_a_fault_of_publishing_leaves_the_lake_before_or_after(
    lake: Lake, planned: Plan, both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """A disk may fail at any call, and the process lives on."""
    seen = []
    for number in range(1, 100):
        copy = Lake.open(Path(shutil.copytree(lake.folder, tmp_path / "copies" / str(number))))
        done = False
        with fault_at(number) as faults:
            with suppress(OSError):
                publish.publish(copy.folder, planned)
                done = True
            fired = not faults.left
        promised = publish.unfinished(copy.folder)
        seen.append(files(copy))
        assert seen[-1] in (both[1:] if promised or done else both)
        if not fired:
            break
    assert both[0] in seen
    assert 12 < len(seen) < 99


@pytest.mark.parametrize("number", range(3, 90, 17))
def test_a_fault_of_a_step_leaves_the_lake_before_or_after(lake: Lake, tmp_path: Path, number: int) -> None:
    """The same from the begin of the writing to its end; and the step can be done again."""
    first, second, failed = stage(tmp_path, ROWS), stage(tmp_path, ROWS), False
    with fault_at(number):
        try:
            step(lake, first)
        except Refused as problem:
            failed = True
            assert isinstance(problem, WrongKey) or "the disk of the lake is full" in str(problem)
    found = state(lake)
    assert found in ((WAS, IS) if failed else (IS,))
    if found == WAS:
        step(lake, second)
        assert state(lake) == IS


def test_a_writer_goes_on_after_a_fault_in_its_promise(lake: Lake, tmp_path: Path) -> None:
    first, second = stage(tmp_path, ROWS), stage(tmp_path, [row(6)])
    done = publish.sync
    with lake.writing() as writer, pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "sync", lambda path: fail(28) if publish.unfinished(lake.folder) else done(path))
        with pytest.raises(Unusable):
            writer.merge([first], source="test", read=3)
        patch.undo()
        assert publish.unfinished(lake.folder)
        assert writer.merge([second], source="test", read=1).kept == 1
    assert numbers(lake) == AFTER | {6}


def fail(number: int) -> None:
    raise OSError(number, os.strerror(number))


def test_all_is_on_the_disk_before_it_is_promised(lake: Lake, planned: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = set[int]()
    fsync, replace = os.fsync, Path.replace
    promised = []

    def noted(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        fsync(handle)

    def moved(source: Path, target: Path) -> Path:
        if target.name == publish.JOURNAL:
            promised.append(target)
            assert source.stat().st_ino in synced
            for path in planned.moves:
                assert {(lake.folder / path).stat().st_ino, (lake.folder / path).parent.stat().st_ino} <= synced
        elif promised:
            assert lake.folder.stat().st_ino in synced
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "replace", moved)
    publish.publish(lake.folder, planned)
    assert promised
    places = {lake.folder / place for place in planned.moves.values()}
    assert {path.parent.stat().st_ino for path in places} <= synced


def test_a_process_that_dies_in_its_work_leaves_nothing(lake: Lake, tmp_path: Path) -> None:
    rows = stage(tmp_path, [row(9)])
    script = (
        "import os, signal, sys; from pathlib import Path; from builder.records.lake import writer\n"
        "from builder.records.lake.lake import Lake\n"
        "writer.publish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "with Lake.open(Path(sys.argv[1])).writing() as one: one.merge([Path(sys.argv[2])], source='x', read=1)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(lake.folder), str(rows)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list((lake.folder / "staging").iterdir())
    assert state(lake) == WAS
    step(lake, stage(tmp_path, ROWS))
    assert state(lake) == IS
    assert not list((lake.folder / "staging").iterdir())


def test_a_full_disk_is_told(lake: Lake) -> None:
    """DuckDB cannot write its file to the end: the limit of a process stands for that of a disk."""
    many = [row(number, response=str(number) * 50) for number in range(2000)]
    with lake.writing() as writer:
        path = stage(writer.staging(), many)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
        try:
            with pytest.raises(Unusable, match="cannot be written"):
                writer.merge([path], source="test", read=2000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert state(lake) == WAS
        assert writer.merge([path], source="test", read=2000).kept == 1997
