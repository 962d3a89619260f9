"""The program as a whole: its version, its help, its exit codes, its manners in a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from builder import __version__
from builder.cli import peacebuilder
from tests.cli.conftest import Process, Run, edit


def test_it_tells_its_version(run: Run) -> None:
    assert run("--version").output == f"peacebuilder {__version__}\n"


@pytest.mark.parametrize("name", [*peacebuilder.commands, "lrs ping"])
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: peacebuilder {name}")


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "No such command 'biuld'" in result.output


def test_help_does_not_wait_for_the_compiler() -> None:
    code = "import sys, builder.cli; print([m for m in ('pydantic', 'lxml', 'jinja2', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_option_is_explained() -> None:
    def options(group: click.Command) -> list[click.Option]:
        found = [param for param in group.params if isinstance(param, click.Option)]
        if isinstance(group, click.Group):
            found += [option for child in group.commands.values() for option in options(child)]
        return found

    assert all(option.help for option in options(peacebuilder))


def test_a_closed_pipe_is_no_traceback(course: Path, tmp_path: Path) -> None:
    for number in range(3000):
        (course / f"stray-{number:04}.yml").write_text("a: b\n")
    command = f'"{sys.executable}" -m builder check "{course}" | head -n 1'
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_letter_can_be_printed_whatever_the_system_s_encoding(
    process: Process, course: Path, encoding: str
) -> None:
    edit(course / "course.yaml", "title: Writing a course", "titel: Ордер 世界 😀")
    done = process("check", course, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    assert "Ордер 世界 😀" in done.stdout.decode()
    assert done.stderr == b""


def test_a_path_that_is_not_utf_8_is_told(process: Process) -> None:
    done = process("check", os.fsdecode(b"no-\xff-folder"))
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"S201" in done.stdout


def test_an_interruption_at_the_start_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text(
        "raise KeyboardInterrupt\n", encoding="utf-8"
    )  # read first, as if Ctrl-C came then
    ended = subprocess.run(
        [sys.executable, "-m", "builder", "--version"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")
