"""docs/lrs.md as a script: its blocks, and a copy of the folders of a machine in which its commands run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from tests.docs.test_docs import FENCE, ROOT
from tests.records.lrs.serving.process import Process

TEXT: Final = (ROOT / "docs" / "lrs.md").read_text("utf-8")
BLOCK: Final = re.compile(FENCE.pattern.replace(r" ?(\w*)", r" ?([\w.-]*)"), FENCE.flags)
BLOCKS: Final = [(language, kind, text) for language, kind, text in BLOCK.findall(TEXT)]
BIN: Final = Path(sys.executable).parent
PROGRAM: Final = BIN / "peacebuilder"
HERE: Final = "127.0.0.1:8322"
PUBLIC: Final = "lrs.example.org"
WAIT: Final = 60


def block(language: str, kind: str = "") -> str:
    """The one of its kind."""
    (text,) = (text for found, name, text in BLOCKS if (found, name) == (language, kind))
    return str(text)


def program(name: str) -> str:
    """Where it is; the test is skipped in sight of all where there is none."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


@dataclass
class Machine:
    """`root` stands for /; the placeholders of the guide become what is true here."""

    root: Path
    words: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """Where the commands without sudo are given."""
        return self.root / "var/lib/peacebuilder"

    def local(self, text: str) -> str:
        """Paths in our copy of the folders, our program, our port, our secrets."""
        text = text.replace("/opt/peacebuilder/bin/peacebuilder", str(PROGRAM))
        text = re.sub(r"/(?=(opt|var/lib|usr/local/bin|etc)/)", f"{self.root}/", text)
        for word, ours in self.words.items():
            text = text.replace(word, ours)
        return text

    def run(self, line: str, **more: str) -> str:
        """What a command prints; it must end well."""
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.local(line)],
            cwd=self.home,
            env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **self.environment, **more},
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
        )
        assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
        if found := re.fullmatch(r"key +(\S+)\nsecret +(\S+)\n", result.stdout):
            self.words |= {"KEY": found[1], "SECRET": found[2]}
        return result.stdout

    @contextmanager
    def serving(self, line: str) -> Iterator[Process]:
        """`peacebuilder lrs serve` as the line has it, at any port."""
        process = subprocess.Popen(
            [*shlex.split(self.local(line)), "--port", "0"],
            cwd=self.home,
            env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            found = re.search(r"http://(\S+)/xapi/", process.stdout.readline())
            assert found, process.communicate(timeout=WAIT)
            self.words[HERE] = found[1]
            yield Process(process, found[0])
        finally:
            process.kill()
            process.communicate(timeout=WAIT)


def setting(text: str, name: str) -> str:
    """Of a unit, the last line of its name."""
    found: list[str] = re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)
    return found[-1]


def as_shell(line: str) -> str:
    """A line of a unit, whose own signs are not those of a shell."""
    return line.replace("%%", "%")


def parse_environment(text: str) -> Mapping[str, str]:
    """The file as systemd reads it."""
    return dict(line.split("=", 1) for line in text.splitlines() if line)
