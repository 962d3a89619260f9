"""Files of any kind and size, whole or broken, into a lake: nothing is lost, nothing doubled."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest

from builder.records.lake import intake, intake_parquet
from builder.records.lake.columns import NAMES
from builder.records.lake.flatten_one import LONGEST
from builder.records.lake.intake import take_file
from builder.records.lake.intake_kind import NotStatements
from builder.records.lake.intake_list import statements_of
from builder.records.lake.intake_pieces import lines_of
from builder.records.lake.key import new_key, write_key
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside, Taken
from tests.bench.lrs_statements import Crowd
from tests.records.lake.made import ledger, table

Json = dict[str, Any]
STATEMENTS: Final = tuple(Crowd().statements(400))
LINES: Final = tuple(json.dumps(one) for one in STATEMENTS)
TEXT: Final = "\n".join(LINES) + "\n"
ALL: Final = len(LINES)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.make(tmp_path / "lake")


def _written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _ids(lake: Lake) -> list[str]:
    return [id_ for (id_,) in table(lake, "statements", "SELECT statement_id FROM rows ORDER BY 1")]


EXPECTED: Final = sorted(one["id"] for one in STATEMENTS)
ANSWERS: Final = "\n".join(
    json.dumps({"more": "/x?a=[1]", "statements": STATEMENTS[n : n + 50]}) for n in range(0, ALL, 50)
)
WHOLE: Final[dict[str, bytes]] = {
    "lines": TEXT.encode(),
    "without a last line break": TEXT.rstrip().encode(),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "BOM": b"\xef\xbb\xbf" + TEXT.encode(),
    "empty lines": TEXT.replace("\n", "\n\n \n").encode(),
    "gzip": gzip.compress(TEXT.encode()),
    "two gzip files in one": gzip.compress(TEXT[:5000].encode()) + gzip.compress(TEXT[5000:].encode()),
    "list": json.dumps(STATEMENTS).encode(),
    "list over lines": json.dumps(STATEMENTS, indent=2).encode(),
    "packed list": gzip.compress(json.dumps(STATEMENTS, indent=1).encode()),
    "answer": json.dumps({"statements": STATEMENTS, "more": ""}, indent=1).encode(),
    "answers": ANSWERS.encode(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_every_statement_of_a_file_is_taken(lake: Lake, tmp_path: Path, name: str) -> None:
    taken = take_file(lake, _written(tmp_path, "in", WHOLE[name]))
    assert taken == Taken(read=ALL, kept=ALL)
    assert _ids(lake) == EXPECTED


@pytest.mark.parametrize("name", ["agency=x", "l'ake [1]*?{a,b}"])
def test_the_name_of_a_folder_is_neither_a_column_nor_a_pattern(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    lake = Lake.make(tmp_path / name / "lake")
    odd = json.dumps({**STATEMENTS[0], "version": None})
    path = _written(tmp_path, "in", f"{odd}\n{TEXT}no JSON\n".encode())
    assert take_file(lake, path) == Taken(read=ALL + 2, kept=ALL, duplicates=1, aside=1)
    with lake.writing() as writer:
        writer.merge((), source="forget", read=0, forget=EXPECTED[:1])
    assert _ids(lake) == EXPECTED[1:]


def test_a_file_that_is_taken_again_changes_nothing(lake: Lake, tmp_path: Path) -> None:
    take_file(lake, _written(tmp_path, "in", WHOLE["lines"]))
    assert take_file(lake, _written(tmp_path, "again", WHOLE["list"])) == Taken(read=ALL, duplicates=ALL)
    assert _ids(lake) == EXPECTED


def test_an_empty_file_is_nothing(lake: Lake, tmp_path: Path) -> None:
    assert take_file(lake, _written(tmp_path, "in", b"")) == Taken()
    assert take_file(lake, _written(tmp_path, "in", b"[]")) == Taken()


def _pieces(pieces: Callable[..., Any], path: Path, out: Path, size: int) -> list[tuple[int, bytes]]:
    return [(piece.first, out.read_bytes()) for piece in pieces(path, out, size)]


@pytest.mark.parametrize("size", [10, 1000, 4096, 70_000])
def test_pieces_have_whole_lines_with_their_numbers(tmp_path: Path, size: int) -> None:
    lines = [b"%06d" % n + b"x" * (n % 90 if size > 100 else 0) for n in range(700)]
    path = _written(tmp_path, "in", b"\n".join(lines))
    found: dict[int, bytes] = {}
    for first, text in _pieces(lines_of, path, tmp_path / "out", size):
        found.update(enumerate(text.removesuffix(b"\n").split(b"\n"), first))
    assert found == dict(enumerate(lines, 1))


@pytest.mark.parametrize("size", [10, 1000, 70_000])
def test_pieces_of_a_list_have_whole_statements_with_their_numbers(tmp_path: Path, size: int) -> None:
    values = [{"n": n, "text": 'a]}"\\' * (n % 7), "list": [[{}], [n]]} for n in range(700)]
    path = _written(tmp_path, "in", json.dumps(values, indent=1).encode())
    found: dict[int, Json] = {}
    for first, text in _pieces(statements_of, path, tmp_path / "out", size):
        found.update(enumerate(map(json.loads, text.splitlines()), first))
    assert found == dict(enumerate(values, 1))


LONG: Final = b'{"id": "' + b"y" * (LONGEST + 1) + b'"}'
HOSTILE: Final[dict[str, tuple[bytes, list[tuple[int, str]]]]] = {
    "not UTF-8": (b'\n{"id": "\xff"}\n', [(3, "UTF-8")]),
    "NUL": (b"\n\0\0\0\n", [(3, "not JSON")]),
    "a long text": (b"\n" + LONG + b"\n", [(3, "bytes")]),
    "10,000 levels": (b'\n{"a":' + b"[" * 10_000 + b"\n", [(3, "nested too deeply")]),
    "a great number": (b'\n{"a": 1e400}\n', [(3, "too great a number")]),
    "many keys": (
        b'\n{"context":{"extensions":{' + b",".join(b'"urn:k:%d":1' % n for n in range(50_000)) + b"}}}\n",
        [(3, "is required")],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_set_aside_alone(lake: Lake, tmp_path: Path, name: str) -> None:
    middle, told = HOSTILE[name]
    lines = TEXT.encode().split(b"\n", 2)
    path = _written(tmp_path, "in", b"\n".join(lines[:2]) + middle + lines[2])
    taken = take_file(lake, path)
    assert taken == Taken(read=ALL + 1, kept=ALL, aside=1)
    ((line, reason),) = table(lake, "aside", "SELECT line, reason FROM rows")
    assert [(line, words) for _, words in told] == told
    assert told[0][1] in reason


def test_a_long_statement_of_a_list_is_set_aside_alone(lake: Lake, tmp_path: Path) -> None:
    nested = b'{"a": [' + b'"x]", {"b": "\\""}, ' * (LONGEST // 18) + b"1]}"
    parts = [LINES[0].encode(), LONG, LINES[1].encode(), nested, LINES[2].encode()]
    taken = take_file(lake, _written(tmp_path, "in", b"[" + b",\n".join(parts) + b"]"))
    assert taken == Taken(read=5, kept=3, aside=2)
    assert table(lake, "aside", "SELECT line, code FROM rows ORDER BY 1") == [(2, "size"), (4, "size")]


BROKEN: Final[dict[str, tuple[bytes, int]]] = {
    "lines": (TEXT.encode()[:-300], ALL - 1),
    "list": (json.dumps(STATEMENTS).encode()[:-300], ALL - 1),
    "list between statements": (json.dumps(STATEMENTS).encode()[:-1], ALL),
    "gzip": (gzip.compress(TEXT.encode(), 0)[:-2000], ALL - 2),
    "damaged gzip": (gzip.compress(TEXT.encode(), 0)[:-100] + bytes(100), ALL - 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_of_a_broken_file_all_is_taken_that_is_whole(lake: Lake, tmp_path: Path, name: str) -> None:
    content, whole = BROKEN[name]
    taken = take_file(lake, _written(tmp_path, "in", bytes(content)))
    assert taken.kept >= whole
    assert taken.aside >= 1
    assert taken.read == taken.kept + taken.aside
    assert take_file(lake, _written(tmp_path, "in", TEXT.encode())).kept == ALL - taken.kept


def test_rows_of_another_lake_keep_their_source(lake: Lake, tmp_path: Path) -> None:
    known = Lake.make(tmp_path / "known", identified=True)
    take_file(known, _written(tmp_path, "in", TEXT.encode()), source="the state")
    told = []
    taken = take_file(lake, known.folder, progress=lambda done, total: told.append((done, total)))
    assert taken == Taken(read=ALL, kept=ALL)
    assert told[-1] == (ALL, ALL)
    assert table(lake, "statements", "SELECT DISTINCT source FROM rows") == [("the state",)]
    take_file(lake, known.folder)
    straight = Lake.make(tmp_path / "straight", key_file=lake.folder / "key")
    take_file(straight, tmp_path / "in", source="the state")
    every = f"SELECT {', '.join(NAMES)} FROM rows ORDER BY statement_id"
    assert table(lake, "statements", every) == table(straight, "statements", every)


def test_a_lake_of_another_key_is_refused(lake: Lake, tmp_path: Path) -> None:
    other = Lake.make(tmp_path / "other")
    with pytest.raises(NotStatements, match="another key"):
        take_file(lake, other.folder)


@pytest.mark.parametrize("part", ["", "month", "month/file"])
def test_a_part_of_a_lake_of_another_key_is_refused_as_the_whole(part: str, lake: Lake, tmp_path: Path) -> None:
    take_file(lake, _written(tmp_path, "in", TEXT.encode()))
    file = lake.files("statements")[0]
    path = {"": file.parents[1], "month": file.parent, "month/file": file}[part]
    with pytest.raises(NotStatements, match="another key"):
        take_file(Lake.make(tmp_path / "other"), path)


def test_lakes_of_the_same_key_go_together(tmp_path: Path) -> None:
    write_key(tmp_path / "key", new_key())
    one, two = (Lake.make(tmp_path / name, key_file=tmp_path / "key") for name in ("one", "two"))
    take_file(one, _written(tmp_path, "in", TEXT.encode()))
    assert take_file(two, one.folder).kept == ALL


def test_parquet_of_other_columns_is_refused(lake: Lake, tmp_path: Path) -> None:
    duckdb.sql(f"COPY (SELECT 1 AS x) TO '{tmp_path}/x.parquet' (FORMAT parquet)")
    with pytest.raises(NotStatements, match="statement_id"):
        take_file(lake, tmp_path / "x.parquet")
    with pytest.raises(NotStatements, match="damaged"):
        take_file(lake, _written(tmp_path, "y.parquet", b"PAR1 and no more"))


def test_rows_without_an_agency_are_of_the_one_that_is_given(lake: Lake, tmp_path: Path) -> None:
    rows = (
        "SELECT printf('fd41c918-b88b-4b20-a0a5-a4c32391aaa%d', n) AS statement_id, 'mailto:a@b.c' AS actor,"
        " 'urn:v' AS verb, 'urn:o' AS object_id, 'Activity' AS object_type, TIMESTAMP '2026-11-01' AS ts,"
        " CASE n WHEN 1 THEN 'north' END AS agency FROM range(2) r(n)"
    )
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/x.parquet' (FORMAT parquet)")
    assert take_file(lake, tmp_path / "x.parquet", agency="harbor's").kept == 2
    assert table(lake, "statements", "SELECT agency FROM rows ORDER BY 1") == [("harbor's",), ("north",)]


def test_rows_without_a_time_are_set_aside(lake: Lake, tmp_path: Path) -> None:
    rows = (
        "SELECT 'fd41c918-b88b-4b20-a0a5-a4c32391aaa0' AS statement_id, 'mailto:a@b.c' AS actor, 'urn:v' AS verb,"
        " 'urn:o' AS object_id, 'Activity' AS object_type, NULL::TIMESTAMP AS ts"
    )
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/x.parquet' (FORMAT parquet)")
    assert take_file(lake, tmp_path / "x.parquet") == Taken(read=1, aside=1)


def test_what_is_set_aside_is_told_of_each_import_and_kept_once(lake: Lake, tmp_path: Path) -> None:
    no_verb = json.dumps({name: value for name, value in STATEMENTS[0].items() if name != "verb"})
    path = _written(tmp_path, "in", f"no JSON\n{LINES[1]}\n{no_verb}\nno JSON\n".encode())
    longer = _written(tmp_path, "longer", f"{LINES[2]}\n{no_verb}\nno JSON\n".encode())
    for _ in range(2):
        told: list[Aside] = []
        assert take_file(lake, path, told=told.extend).aside == 3
        assert [one.line for one in told] == [1, 3, 4]
    assert take_file(lake, longer).aside == 2
    kept = "SELECT source, line, statement_id FROM rows ORDER BY ALL"
    id_ = STATEMENTS[0]["id"]
    assert table(lake, "aside", kept) == [("in", 1, None), ("in", 3, id_), ("in", 4, None), ("longer", 3, None)]
    assert [one.aside for one in ledger(lake)] == [3, 3, 2]


def test_rows_that_are_set_aside_are_told(lake: Lake, tmp_path: Path) -> None:
    rows = "SELECT 'x' AS statement_id, 'a' AS actor, 'v' AS verb, 'o' AS object_id, 'A' AS object_type, now() AS ts"
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/x.parquet' (FORMAT parquet)")
    told: list[Aside] = []
    take_file(lake, tmp_path / "x.parquet", told=told.extend)
    assert [(one.line, one.code) for one in told] == [(1, "row")]


@pytest.mark.parametrize("kind", ["lines", "rows"])
def test_a_step_leaves_nothing_on_the_disk_for_the_next(
    kind: str, lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "lines_of", lambda path, out: lines_of(path, out, 2**16))
    monkeypatch.setattr(intake_parquet, "ROWS", 50)
    path = _written(tmp_path, "lines", f"no JSON\n{TEXT}".encode())
    if kind == "rows":
        rows = "SELECT uuid()::VARCHAR AS statement_id, 'v' AS verb, 'urn:o' AS object_id, 'Activity' AS object_type"
        path = tmp_path / "rows.parquet"
        duckdb.sql(f"COPY ({rows}, 'mailto:a@b.c' AS actor, now() AS ts FROM range({ALL})) TO '{path}'")
    staged: list[set[str]] = []
    folder = lake.folder / "staging"
    take_file(lake, path, progress=lambda _done, _all: staged.append({one.name for one in folder.rglob("*.*")}))
    assert len(staged) > 4
    assert staged == [{"piece.ndjson"} if kind == "lines" else set()] * len(staged)


MEMORY: Final = """
import re, sys
from pathlib import Path
from builder.records.lake import intake_pieces
from builder.records.lake.intake import take_file
from builder.records.lake.lake import Lake
lines = intake_pieces.lines_of
import builder.records.lake.intake as intake
intake.lines_of = lambda path, out: lines(path, out, 2**20)
intake.take_file(Lake.make(Path(sys.argv[1])), Path(sys.argv[2]))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
"""The peak of getrusage has that of the process which began this one."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process its own peak")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(copies: int) -> int:
        path = tmp_path / f"{copies}.ndjson"
        path.write_bytes(TEXT.encode() * copies)
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(tmp_path / f"lake-{copies}"), str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout) * 1024

    grown = 48 * len(TEXT)
    assert grown > 20e6
    assert peak(50) - peak(2) < grown  # all of it at once is more than twice as much
