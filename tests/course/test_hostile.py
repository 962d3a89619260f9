"""Whatever stands in the files of a course: a diagnostic or harmless, in little time and memory, never a traceback."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.course.load.yaml_source import parse
from builder.course.model.texts import texts
from builder.course.read import open_course, read_course
from builder.diagnostics import Diagnostic
from tests.course.conftest import STOCK, Folder

FILES = (
    "course.yaml",
    "lessons/fair-process.yaml",
    "lessons/at-the-window.yaml",
    "scenarios/traffic-stop.yaml",
    "test.yaml",
    "sources.yaml",
    "glossary.yaml",
    "agencies/rivertown.yaml",
)

BOMB = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9)) for n in range(97, 120)
)

HOSTILE = {
    "brackets": b"[" * 100_000,
    "braces": b"{" * 100_000,
    "dashes": b"- " * 100_000,
    "questions": b"? " * 100_000,
    "binary": bytes(range(256)) * 4_000,
    "zeros": bytes(100_000),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(1_000),
    "utf-16": "id: a\n".encode("utf-16"),
    "laughs": BOMB,
    "keys": b"".join(b"k%d: 1\n" % n for n in range(150_000)),
    "items": b"pages:\n" + b"- {}\n" * 60_000,
    "objectives": b"objectives: [" + b"x," * 150_000 + b"x]\n",
    "one line": b"id: " + b"x" * 4_900_000,
    "quotes": b'id: "' + b'\\"' * 2_000_000 + b'"\n',
    "anchors": b"".join(b"- &a%d x\n" % n for n in range(20_000)),
    "duplicates": b"id: 1\n" * 100_000,
    "comments": b"#\n" * 2_000_000,
    "documents": b"---\n" * 100_000,
    "tabs": b"\t" * 100_000 + b"id: 1\n",
    "percent": b"%TAG ! tag:x,2000:\n" * 1_000,
    "carriage returns": b"\r" * 200_000,
    "separators": "\u2028".encode() * 100_000,
}


def _fine(problems: tuple[Diagnostic, ...]) -> None:
    assert problems
    for problem in problems:
        assert problem.text
        assert problem.where.file


@pytest.mark.parametrize("file", ["course.yaml", "lessons/fair-process.yaml", "agencies/rivertown.yaml"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_give_a_diagnostic(course: Folder, file: str, name: str) -> None:
    course.write(file, HOSTILE[name])
    begin = time.process_time()
    resolved, problems = read_course(course.path)
    assert time.process_time() - begin < 15
    assert resolved is None
    _fine(problems)
    assert file in {problem.where.file.removeprefix("course/") for problem in problems}


def test_a_file_of_fifty_megabytes_is_not_read_whole(course: Folder) -> None:
    with (course.path / "lessons" / "fair-process.yaml").open("wb") as stream:
        for _ in range(50):
            stream.write(b"- [a, b, c, d]\n" * 66_667)
    tracemalloc.start()
    begin = time.process_time()
    problems = course.problems()
    seconds = time.process_time() - begin
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in problems] == ["Y110"]
    assert seconds < 5
    assert peak < 60_000_000


def test_markup_in_every_text_stays_text(course: Folder) -> None:
    hostile = "<img src=x onerror=alert(1)> & < > \" ' </script> {{ 7 * 7 }} {% raw %} ${x} ]]> --> \\"
    for name in FILES:
        document, _ = parse(name, (course.path / name).read_bytes())
        course.write(name, json.dumps(_replaced(document.data, hostile)))
    resolved, problems = read_course(course.path, "rivertown")
    assert resolved is not None
    assert {problem.code for problem in problems} == {"A412"}
    assert resolved.title == hostile
    assert resolved.agency is not None
    assert hostile in [text.text for text in texts(resolved.agency)]


PLAIN = {"title", "text", "prompt", "name", "by", "term", "definition", "description", "end", "feedback", "transcript"}


def _replaced(value: Any, text: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _replaced(item, text, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, f"{text} {number}", key) for number, item in enumerate(value)]
    return text if key in PLAIN and isinstance(value, str) else value


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["image", "choice", "[^x]", "[a](term:b)", "media/voice.svg", "../x", "<b>", "E1.1", "yes", "x: y"]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "text", "x"]) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _paths(child, (*path, key))


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(value[path[0]], path[1:], new)
    return copy


DATA = {name: parse(name, (STOCK / name).read_bytes())[0].data for name in FILES}
TEXTS = {name: (STOCK / name).read_bytes() for name in FILES}


def _read_with(file: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "course"
        shutil.copytree(STOCK, folder)
        (folder / file).write_bytes(content)
        reading = open_course(folder)
        for problem in reading.diagnostics:
            assert problem.text
            if problem.where.line and problem.source is not None:
                assert 1 <= problem.where.column <= len(problem.source) + 1
        failed = any(problem.is_error for problem in reading.diagnostics)
        assert (reading.checked.course is None) == failed
        for agency in reading.agencies:
            assert reading.resolve(agency)[0] is not None


SLOWLY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@SLOWLY
@given(file=st.sampled_from(FILES), content=st.binary(max_size=300))
def test_any_bytes_may_be_a_file(file: str, content: bytes) -> None:
    _read_with(file, content)


@SLOWLY
@given(file=st.sampled_from(FILES), data=st.data())
def test_any_value_may_stand_anywhere(file: str, data: st.DataObject) -> None:
    changed = DATA[file]
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(_paths(changed))))
        changed = _put(changed, path, data.draw(VALUES))
    _read_with(file, json.dumps(changed, ensure_ascii=data.draw(st.booleans())).encode("utf-8", "surrogatepass"))


@SLOWLY
@given(file=st.sampled_from(FILES), data=st.data())
def test_any_change_of_the_text_is_taken(file: str, data: st.DataObject) -> None:
    content = TEXTS[file]
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(begin, min(len(content), begin + 40)))
        new = data.draw(
            st.sampled_from(
                [
                    b"",
                    b"\n",
                    b"- ",
                    b": ",
                    b"  ",
                    b"\t",
                    b"[",
                    b"}",
                    b'"',
                    b"|",
                    b"&a",
                    b"*a",
                    b"!",
                    b"\xff",
                    b"#",
                    b"\r",
                ]
            )
        )
        content = content[:begin] + new + content[end:]
    _read_with(file, content)
