"""course.lock as a file: what was written is read, and nothing else is taken for it."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.course.lock.collect import collect
from builder.course.lock.file import NAME, Entry, Lock, Ref, read, write
from builder.course.read import open_course
from builder.diagnostics import Diagnostic
from tests.course.conftest import STOCK, Folder

SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
VERSIONS = st.tuples(*[st.integers(0, 99)] * 3).map(lambda parts: ".".join(map(str, parts)))
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(["page", "question", "option", "node", "choice", "survey", "survey-item"]),
    id=st.lists(SLUGS, min_size=1, max_size=3).map("/".join),
    since=VERSIONS,
    retired=st.none() | VERSIONS,
    place=st.none() | SLUGS.map("test:{}".format),
    type=st.none() | SLUGS,
    right=st.lists(WORDS, max_size=3).map(tuple),
    letter=st.none() | st.sampled_from("abc"),
    end=st.sampled_from([None, "safe", "unsafe"]),
    says=WORDS,
)
LOCKS = st.builds(
    lambda id_, version, entries: Lock(id_, "https://example.org/é", version, {entry.ref: entry for entry in entries}),
    SLUGS,
    VERSIONS,
    st.lists(ENTRIES, max_size=12),
)
SLOWLY = settings(deadline=None, suppress_health_check=list(HealthCheck))


def _read(data: bytes) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).write_bytes(data)
        return read(Path(folder))


def _stock() -> Lock:
    return collect(open_course(STOCK).checked.draft).lock(None)


@SLOWLY
@given(LOCKS)
def test_what_was_written_is_read(lock: Lock) -> None:
    assert _read(write(lock)) == (lock, ())


@SLOWLY
@given(LOCKS, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_makes_no_difference(lock: Lock, chance: random.Random) -> None:
    entries = list(lock.entries.items())
    chance.shuffle(entries)
    assert write(Lock(lock.course, lock.iri, lock.version, dict(entries))) == write(lock)


@SLOWLY
@given(st.data())
def test_no_change_of_the_file_passes_for_another_lock(data: st.DataObject) -> None:
    lock = _stock()
    text = write(lock)
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.binary(max_size=2)) + text[place + data.draw(st.integers(0, 2)) :]
    found, problems = _read(changed)
    assert found == lock if not problems else found is None


@SLOWLY
@given(st.data())
def test_no_line_can_be_taken_out_put_in_or_said_twice(data: st.DataObject) -> None:
    lines = write(_stock()).splitlines(keepends=True)
    place = data.draw(st.integers(1, len(lines) - 1))
    other = json.dumps({"kind": "page", "id": "new/page", "since": "1.0.0"}).encode() + b"\n"
    for changed in ([*lines[:place], *lines[place + 1 :]], [*lines, lines[place]], [*lines, other]):
        assert {problem.code for problem in _read(b"".join(changed))[1]} <= {"K901", "K902"}
        assert _read(b"".join(changed))[0] is None


def test_the_line_ends_of_windows_change_nothing() -> None:
    lock = _stock()
    assert _read(write(lock).replace(b"\n", b"\r\n")) == (lock, ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"[" * 1_000_000,
        b"{" * 1_000_000,
        b'{"format": ' + b"9" * 10_000 + b"}",
        b'{"format": 1}',
        b"null\n" * 1_000,
        bytes(range(256)) * 100,
        b"x" * 20_000_001,
    ],
    ids=["empty", "line", "brackets", "braces", "digits", "head", "nulls", "binary", "large"],
)
def test_what_is_no_lock_is_told(data: bytes, course: Folder) -> None:
    course.write(NAME, data)
    assert [problem.code for problem in course.problems()] == ["K901"]


def test_a_head_without_entries_lost_them() -> None:
    text = write(_stock())
    assert [problem.code for problem in _read(text[: text.index(b"\n") + 1])[1]] == ["K902"]


def test_a_merge_is_named_where_it_stands(course: Folder) -> None:
    lines = write(_stock()).decode().splitlines()
    course.write(NAME, "\n".join([*lines[:4], "<<<<<<< HEAD", *lines[4:]]))
    [problem] = course.problems()
    assert (problem.code, problem.where.line, problem.source) == ("K901", 5, "<<<<<<< HEAD")
    assert "release again" in problem.hint


def test_a_link_out_of_the_folder_is_not_followed(course: Folder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(write(_stock()))
    try:
        (course.path / NAME).symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("no symbolic links here")
    assert [problem.code for problem in course.problems()] == ["S204"]


def test_a_folder_of_that_name_is_told(course: Folder) -> None:
    (course.path / NAME).mkdir()
    assert [problem.code for problem in course.problems()] == ["S205"]


def test_an_entry_is_a_line_that_other_programs_read() -> None:
    lines = [json.loads(line) for line in write(_stock()).decode().splitlines()]
    assert {
        "kind": "option",
        "id": "voice-1/close",
        "since": "1.0.0",
        "letter": "b",
        "says": "Everybody says that.",
    } in lines
    ids = [line["id"] for line in lines if line.get("kind") in ("question", "option")]
    assert ids.index("voice-1") + 1 == ids.index("voice-1/ask")


@pytest.mark.parametrize(
    ("ref", "owner"),
    [
        (Ref("page", "a/b"), Ref("lesson", "a")),
        (Ref("choice", "a/b/c"), Ref("node", "a/b")),
        (Ref("node", "a/b"), Ref("scenario", "a")),
        (Ref("checklist-item", "a/b"), Ref("checklist", "a")),
        (Ref("survey-item", "a/b/c"), Ref("survey-item", "a/b")),
        (Ref("question", "a"), None),
    ],
)
def test_a_part_knows_what_it_is_a_part_of(ref: Ref, owner: Ref | None) -> None:
    assert ref.owner == owner
