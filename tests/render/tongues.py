"""The gallery in other languages, made of the English one: letters change, and nothing else."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import yaml

from builder.course.model.base import TextKind
from builder.course.read import open_course
from builder.render import catalogue
from tests.render.gallery import Data, course_files, write_course

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
ARABIC: Final = "ابجدهوزحطيكلمنسعفصقرشتثخذض"
LETTERS: Final = str.maketrans(LATIN + LATIN.upper(), ARABIC * 2)
KEPT: Final = re.compile(r"(\]\([^)]*\)|\[\^[^\]]*\]|\{[^}]*\}|`[^`]*`|https?://\S+)")
"""Where letters mean something to the machine: links, citations, places to fill."""


def arabic(text: str) -> str:
    """The text in Arabic letters: no words of any language, but as long, and from right to left."""
    return "".join(part if number % 2 else part.translate(LETTERS) for number, part in enumerate(KEPT.split(text)))


def write_catalogue(folder: Path) -> Path:
    """A folder of catalogues that has one in Arabic letters beside the English one."""
    folder.mkdir()
    english = (catalogue.LOCALE / "en.yaml").read_text("utf-8")
    texts = {key: arabic(text) for key, text in yaml.safe_load(english).items()}
    (folder / "en.yaml").write_text(english, "utf-8")
    (folder / "ar.yaml").write_text(yaml.safe_dump(texts, allow_unicode=True), "utf-8")
    return folder


def in_language(language: str) -> dict[str, Data]:
    files = deepcopy(course_files())
    return {**files, "course.yaml": {**files["course.yaml"], "language": language}}


def write_arabic_course(folder: Path) -> None:
    """The gallery with every text of its author in Arabic letters."""
    files = in_language("ar")
    write_course(folder, files)
    for part in open_course(folder).checked.draft.parts:
        data = next(data for name, data in files.items() if part.document.name.endswith(f"/{name}"))
        for text in part.texts:
            if isinstance(text.kind, TextKind):
                _put(data, text.path, arabic(text.text))
    write_course(folder, files)


def _put(data: Any, path: tuple[str | int, ...], text: str) -> None:
    *way, last = path
    for key in way:
        data = data[key]
    if isinstance(data, dict) and last not in data:
        return  # a default
    data[last] = text
