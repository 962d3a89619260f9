"""What the analysts' guide says about pulling: each of its commands runs, also those that others start at night."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from builder.cli import peacebuilder
from builder.cli.records_pull import command
from builder.records.lake.lake import Lake
from tests.records.sources.lakes import ids
from tests.records.sources.pull.double import running_double

GUIDE: Final = (Path(__file__).parents[2] / "docs" / "analyst.md").read_text("utf-8")
SECTION: Final = GUIDE.partition("## Pulling from an LRS\n")[2].partition("\n## ")[0]
BLOCKS: Final = re.compile(r"^```(\w+) pull\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CALL: Final = re.compile(r"peacebuilder(?:\.exe)? (records pull [^\">\n]+)")
ENDPOINT: Final = "https://lrs.example.org/xapi/"


def test_each_command_pulls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = dict(BLOCKS.findall(SECTION))
    assert set(blocks) == {"sh", "ini", "cron", "bat"}
    with running_double() as double:
        double.store(3)
        for kind, block in blocks.items():
            (call,) = CALL.findall(block)
            assert ENDPOINT in call
            arguments = [kind if at else word for word, at in _words(call.replace(ENDPOINT, double.url))]
            result = CliRunner().invoke(peacebuilder, arguments)
            assert result.exit_code == 0, result.output
            assert ids(Lake.open(Path(kind))) == double.ids()


def _words(call: str) -> list[tuple[str, bool]]:
    """Each with whether it is the path of the lake."""
    words = shlex.split(call.replace("\\", "/"))
    return [(word, at > 0 and words[at - 1] == "--lake") for at, word in enumerate(words)]


def test_every_option_that_is_named_is_there() -> None:
    known = {name for option in command.params for name in option.opts}
    table = SECTION.partition("| option |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(--[a-z-]+)", table))
    assert named <= known
    assert known - named == {"url", "--lake", "--key", "--secret"}


def test_the_files_of_systemd_can_be_read() -> None:
    files = re.findall(r"^```ini(?: pull)?\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
    sections = []
    for text in files:
        parser = configparser.ConfigParser(interpolation=None)
        parser.read_string(text)
        sections.append(parser.sections())
    assert sections == [["Unit", "Service"], ["Timer", "Install"]]
