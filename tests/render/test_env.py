"""The environment: strict, escaping, and quick without ever being stale."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError

from builder.render.env import CompiledTemplates, environment


def env(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=True, bytecode_cache=CompiledTemplates())


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nobody }}").render()


def test_what_is_not_markup_is_escaped() -> None:
    assert environment().from_string('<a title="{{ x }}">{{ x }}').render(x='<"&') == (
        '<a title="&lt;&#34;&amp;">&lt;&#34;&amp;'
    )


def test_a_compiled_template_is_kept_and_given_up_when_its_source_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    template = tmp_path / "a.html.j2"
    template.write_text("one", "utf-8")
    assert env(tmp_path).get_template("a.html.j2").render() == "one"
    (kept,) = (tmp_path / "__pycache__").glob("*.j2c")
    before = kept.read_bytes()
    assert env(tmp_path).get_template("a.html.j2").render() == "one"
    template.write_text("two", "utf-8")
    assert env(tmp_path).get_template("a.html.j2").render() == "two"
    assert kept.read_bytes() != before


def test_a_broken_or_unwritable_cache_is_only_slower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "a.html.j2").write_text("one", "utf-8")
    (tmp_path / "__pycache__").write_text("a file where the folder should be", "utf-8")
    assert env(tmp_path).get_template("a.html.j2").render() == "one"
    (tmp_path / "__pycache__").unlink()
    env(tmp_path).get_template("a.html.j2")
    (kept,) = (tmp_path / "__pycache__").glob("*.j2c")
    kept.write_bytes(b"nonsense")
    assert env(tmp_path).get_template("a.html.j2").render() == "one"


def test_nothing_is_written_where_python_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    (tmp_path / "a.html.j2").write_text("one", "utf-8")
    env(tmp_path).get_template("a.html.j2")
    assert not (tmp_path / "__pycache__").exists()
