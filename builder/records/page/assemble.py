"""From parts, choices and words to the bytes of the page."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from markupsafe import Markup

from builder.records.page.choice import Agency, Chosen, period_said
from builder.records.page.pack import pack
from builder.records.page.parts import Part
from builder.records.page.shapes import cut
from builder.records.page.summary import Summary
from builder.records.page.view import ChapterView, PageView, SectionView, part_view
from builder.render.env import environment

ROOT: Final = Path(__file__).parent / "templates"
FOLDED: Final = 8
"""More parts of a section than these are closed until they are wanted."""
LONGEST: Final = 80
"""Letters of a name that can be chosen."""
SCRIPTS: Final = ("charts.js", "page.js")


@dataclass(frozen=True)
class Chapter:
    """What belongs together: of a course, or of none. `summaries` are by slice; of `untold` reports there is no row."""

    title: str
    parts: tuple[Part, ...]
    summaries: Mapping[str, Summary]
    untold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """All that the page says; `said` is by slice: what is shown."""

    title: str
    facts: tuple[str, ...]
    made: str
    limits: str
    chapters: tuple[Chapter, ...]
    choices: tuple[Chosen, ...]
    agencies: tuple[Agency, ...]
    said: Mapping[str, str]
    smallest: int


def assemble(content: Content) -> bytes:
    """The same bytes for the same content."""
    parts = [part for chapter in content.chapters for part in chapter.parts]
    anchors = [f"chapter-{at + 1}" for at in range(len(content.chapters))]
    summaries = {
        one.slice.name: [chapter.summaries[one.slice.name] for chapter in content.chapters] for one in content.choices
    }
    packed = pack(parts, content.choices, anchors, content.said, summaries)
    inside = [one for one in content.choices if one.slice.name in packed.names]
    (style, style_hash), (script, script_hash) = _style(), _script()
    chapters = tuple(_chapters(content, anchors))
    page = PageView(
        title=content.title,
        facts=content.facts,
        style=style,
        style_hash=style_hash,
        script=script,
        script_hash=script_hash,
        data=packed.data,
        agencies=_agencies(content, inside),
        periods=_periods(inside),
        whole=content.said[content.choices[0].slice.name],
        contents=_contents(chapters),
        chapters=chapters,
        smallest=content.smallest,
        limits=content.limits,
        made=content.made,
    )
    return environment(ROOT).get_template("page.html.j2").render(page.__dict__).encode()


def _chapters(content: Content, anchors: Sequence[str]) -> list[ChapterView]:
    number, chapters = 0, []
    known = Counter(name for one in content.chapters for name in {part.report.name for part in one.parts})
    for anchor, chapter in zip(anchors, content.chapters, strict=True):
        sections = []
        for name, own in groupby(chapter.parts, key=lambda part: part.report.name):
            mine = tuple(own)
            sections.append(_section(anchor if known[name] > 1 else "", mine, number))
            number += len(mine)
        whole = chapter.summaries[content.choices[0].slice.name]
        chapters.append(ChapterView(anchor, chapter.title, whole, tuple(sections), chapter.untold))
    return chapters


def _section(chapter: str, parts: Sequence[Part], number: int) -> SectionView:
    report = parts[0].report
    return SectionView(
        "-".join(filter(None, (chapter, report.name))),
        report.title,
        report.question,
        report.notes,
        len(parts) > FOLDED,
        tuple(part_view(part, number + at, report.title) for at, part in enumerate(parts)),
        tuple((column.label, column.meaning) for column in parts[0].columns),
    )


def _contents(chapters: Sequence[ChapterView]) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    own = ((one.anchor, one.title, tuple((inner.anchor, inner.title) for inner in one.sections)) for one in chapters)
    return *own, ("reading", "How to read this", ())


def _agencies(content: Content, inside: Sequence[Chosen]) -> tuple[tuple[str, str], ...]:
    names = {one.id: one.name for one in content.agencies}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    own = sorted({one.agency for one in inside if one.agency}, key=lambda id_: (names[id_].casefold(), id_))
    told = ((id_, f"{names[id_]} ({id_})" if names[id_] in twice else names[id_]) for id_ in own)
    return ("", "All agencies"), *((id_, cut(name, LONGEST)) for id_, name in told)


def _periods(inside: Sequence[Chosen]) -> tuple[tuple[str, str], ...]:
    own = (one.period for one in inside if one.period and not one.agency)
    return ("", "All time"), *((period, period_said(period)) for period in own)


@cache
def _style() -> tuple[Markup, str]:
    return _hashed((ROOT / "page.css").read_text(encoding="utf-8"))


@cache
def _script() -> tuple[Markup, str]:
    return _hashed("\n".join((ROOT / name).read_text(encoding="utf-8") for name in SCRIPTS))


def _hashed(text: str) -> tuple[Markup, str]:
    """The text, and its hash for the policy of the page, which allows nothing else."""
    return Markup(text), b64encode(sha256(text.encode()).digest()).decode()  # noqa: S704
