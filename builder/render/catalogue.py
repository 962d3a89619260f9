"""The words of the interface by key, in the language of the course: one file of locale/ a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from markupsafe import Markup

PLAYER: Final = "player."
COPY: Final = "copy."
"""Before the key of a text that a public copy says in other words."""
LOCALE: Final = Path(__file__).parent / "locale"
FALLBACK: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left (CLDR, layout/characterOrder)."""
RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
OPEN: Final = "\ufdd0"
CLOSE: Final = "\ufdd1"
"""Around each text of an interface in another language than the course's, until its HTML is complete."""
MARKED: Final = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
TAG: Final = re.compile(r"(<[^>]*>)")


class Words:
    """The texts of a catalogue for a course.

    `language` is that of the interface: the course's own, or the one that speaks where no catalogue has that of the
    course. Then the page is in the language of the interface, what the author wrote says that it is not, and what the
    interface says in the midst of it says so, too.
    """

    def __init__(self, texts: Mapping[str, str], language: str, course: str) -> None:
        self.texts: Final = texts
        self.language: Final = language
        self.course: Final = course

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key with its places filled; an unknown key is a fault of ours and raises KeyError."""
        if not self.is_foreign:
            return self._text(key, **values)
        return f"{OPEN}{self._text(key, **{name: f'{CLOSE}{value}{OPEN}' for name, value in values.items()})}{CLOSE}"

    def _text(self, key: str, /, **values: object) -> str:
        found = self.texts[key]
        return found.format(**values) if values else found

    @property
    def is_foreign(self) -> bool:
        return self.language != self.course

    @property
    def own(self) -> Mapping[str, str]:
        """The attributes of what the author wrote; none where the whole page is in the language of the course."""
        return {"lang": self.course, "dir": direction(self.course)} if self.is_foreign else {}

    @property
    def bare(self) -> Words:
        """The same texts for where no HTML can say whose they are."""
        return Words(self.texts, self.course, self.course)

    def settled(self, html: Markup) -> Markup:
        """Complete HTML in which texts of the interface say their language; in attributes and options they cannot."""
        if not self.is_foreign:
            return html
        pieces = TAG.split(html)
        attributes = f'lang="{self.language}" dir="{direction(self.language)}"'
        for number, piece in enumerate(pieces):
            bare = number % 2 or pieces[number - 1].startswith(("<option", "<title"))
            spoken = piece if bare else MARKED.sub(lambda m: m[1] and f"<span {attributes}>{m[1]}</span>", piece)
            pieces[number] = spoken.replace(OPEN, "").replace(CLOSE, "")
        return Markup("".join(pieces))  # noqa: S704

    @property
    def player(self) -> Mapping[str, str]:
        """What the run-time says, by keys without their prefix."""
        return {key.removeprefix(PLAYER): text for key, text in self.texts.items() if key.startswith(PLAYER)}

    def date(self, text: str) -> str:
        """A day such as 2026-11-22 in words; anything else as it is."""
        try:
            day = date.fromisoformat(text) if DAY.fullmatch(text) else None
        except ValueError:
            day = None
        month = self._text(f"month.{day.month}") if day else ""
        return self._text("date", day=day.day, month=month, year=day.year) if day else text


def languages() -> tuple[str, ...]:
    """The languages that the interface speaks."""
    return tuple(sorted(path.stem for path in LOCALE.glob("*.yaml")))


def words(language: str, *, copy: bool = False) -> Words:
    """The catalogue of a language such as es-MX: its own, else that of `es`, else the English one.

    `copy` asks for the words of a public copy.
    """
    return _words(LOCALE, language, copy)


@cache
def _words(folder: Path, language: str, copy: bool) -> Words:
    parts = language.split("-")
    wanted = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    found = next((name for name in wanted if (folder / f"{name}.yaml").is_file()), None)
    texts = _read(folder / f"{found or FALLBACK}.yaml")
    if copy:
        texts = {**texts, **{key.removeprefix(COPY): text for key, text in texts.items() if key.startswith(COPY)}}
    return Words(texts, language if found else FALLBACK, language)


def direction(language: str) -> str:
    """`rtl` or `ltr`, as the attribute dir wants it."""
    name, _, rest = language.partition("-")
    script = rest[:4] if len(rest.split("-")[0]) == 4 else ""
    return "rtl" if (script in RIGHT_TO_LEFT_SCRIPTS if script else name in RIGHT_TO_LEFT) else "ltr"


@cache
def _read(path: Path) -> Mapping[str, str]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast, and not always there
    texts: dict[str, str] = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506
    return texts
