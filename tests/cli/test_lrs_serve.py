"""peacebuilder lrs serve: what keeps it from starting is said in a sentence. What it serves: tests/records/lrs."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_port_that_is_taken_is_named(tmp_path: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("lrs", "serve", "--db", f"sqlite:///{tmp_path / 'lrs.db'}", "--port", str(port))
    assert result.exit_code == 1
    assert f"port {port} of 127.0.0.1 cannot be used" in result.stderr
    assert "try --port 0" in result.stderr


@pytest.mark.parametrize("host", ["host.invalid", "999.1.1.1", "192.0.2.1"])
def test_a_host_that_is_not_of_this_machine_is_named(tmp_path: Path, run: Run, host: str) -> None:
    result = run("lrs", "serve", "--db", f"sqlite:///{tmp_path / 'lrs.db'}", "--host", host, "--port", "0")
    assert result.exit_code == 1
    assert host in result.stderr
    assert "cannot be used" in result.stderr


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("missing/lrs.db", "check that its folder exists and that the server's user may write it"),
        ("text.txt", "the file is not a store"),
        ("folder", "the store's file cannot be opened"),
    ],
)
def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path, run: Run, file: str, said: str) -> None:
    (tmp_path / "text.txt").write_text("Dear diary, " * 100)
    (tmp_path / "folder").mkdir()
    result = run("lrs", "serve", "--db", f"sqlite:///{tmp_path / file}", "--port", "0")
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize("url", ["lrs.db", "sqlite:///", "mysql://a/b", "sqlite://lrs.db"])
def test_what_is_no_store_is_wrong_usage(run: Run, url: str) -> None:
    result = run("lrs", "serve", "--db", url, "--port", "0")
    assert result.exit_code == 2
    assert "sqlite:///FILE or postgresql://" in result.stderr


@pytest.mark.parametrize("option", ["--url", "--origin"])
@pytest.mark.parametrize("value", ["lrs.example.org", "https://a/xapi", "ftp://a", "https://u:p@a", "https://a:0"])
def test_an_address_is_scheme_and_host_alone(run: Run, option: str, value: str) -> None:
    result = run("lrs", "serve", option, value)
    assert result.exit_code == 2
    assert "is not scheme and host alone" in result.stderr


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("builder.records.lrs.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("lrs", "serve", "--port", "0")
    assert result.exit_code == 1
    assert "pip install 'peacebuilder[lrs]'" in result.stderr
