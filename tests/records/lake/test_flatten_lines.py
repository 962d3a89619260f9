"""The lines of a file are counted as they stand, and told apart only where one of them needs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.records.lake import flatten_lines
from builder.records.lake.flatten import Origin, flatten
from builder.records.lake.flatten_lines import Lines, is_broken
from builder.records.lake.lake import Lake
from tests.bench.lrs_statements import Crowd

BRACE = "in the text is a { that nothing closes"


@pytest.mark.parametrize("block", [2, 3, 5, 8, 2**20])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_lines_and_nulls_are_found_whatever_is_read_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, end: bytes
) -> None:
    monkeypatch.setattr(flatten_lines, "BLOCK", block)
    (tmp_path / "in").write_bytes(b'{"a": null}\n\n{"b": 1}' + end)
    lines = Lines(tmp_path / "in")
    assert (lines.count, lines.has_null) == (3, True)
    assert lines.all == [b'{"a": null}', b"", b'{"b": 1}']
    (tmp_path / "in").write_bytes(b'{"a": nul}\nl\n' + end)
    assert not Lines(tmp_path / "in").has_null


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"")
    assert Lines(tmp_path / "in").count == 0


def test_lines_that_are_all_sure_are_not_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lines, "all", property(lambda _: pytest.fail("told apart")))
    (tmp_path / "in.ndjson").write_text("\n".join(Crowd().texts(1000)))
    assert flatten(Lake.make(tmp_path / "lake"), tmp_path / "in.ndjson", tmp_path, Origin("here")).read == 1000


def test_a_brace_in_a_text_breaks_no_statement_off(tmp_path: Path) -> None:
    statements = [{**one, "context": {**one["context"], "platform": BRACE}} for one in Crowd().statements(300)]
    lines = [json.dumps(one) for one in statements]
    assert is_broken(lines[0].encode())
    (tmp_path / "in.ndjson").write_text("\n".join([*lines, lines[0][:99], "  "]))
    found = flatten(Lake.make(tmp_path / "lake"), tmp_path / "in.ndjson", tmp_path, Origin("here"))
    assert (found.read, [(one.line, one.code) for one in found.aside]) == (301, [(301, "json")])
