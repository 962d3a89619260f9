"""The slices of all parts as JSON for the script of the page, within a number of bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from markupsafe import Markup

from builder.records.analysis.report import Chart
from builder.records.page.cells import NUMBERS
from builder.records.page.choice import Chosen
from builder.records.page.parts import Part
from builder.records.page.shapes import lines
from builder.records.page.summary import Summary
from builder.records.page.view import more
from builder.render.script_json import script_json

BUDGET: Final = 2_000_000
"""Bytes for slices; the page around them is some hundred thousand more."""


@dataclass(frozen=True, slots=True)
class Packed:
    """`names` are the slices that are in it."""

    data: Markup
    names: frozenset[str]


def pack(
    parts: Sequence[Part],
    choices: Sequence[Chosen],
    chapters: Sequence[str],
    said: Mapping[str, str],
    summaries: Mapping[str, Sequence[Summary]],
) -> Packed:
    """`chapters` are anchors; `said` and `summaries` are by slice. What does not fit are the smallest agencies."""
    slices, spent = {}, 0
    for choice in sorted(choices, key=_rank):
        name = choice.slice.name
        one = _slice(name, parts, said[name], summaries[name])
        spent += len(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode())
        if spent > BUDGET and choice.agency:
            break
        slices[name] = one
    own = {one.agency: one.slice.name for one in choices if one.agency and not one.period and one.slice.name in slices}
    data = {
        "parts": [_part(part) for part in parts],
        "chapters": list(chapters),
        "lines": _lines(parts),
        "agencies": own,
        "slices": slices,
    }
    return Packed(script_json(data), frozenset(slices))


def _rank(choice: Chosen) -> int:
    """Agencies after what is of all, and their years last; a stable sort leaves them by size."""
    return 0 if not choice.agency else 2 if choice.period else 1


def _slice(name: str, parts: Sequence[Part], said: str, summaries: Sequence[Summary]) -> dict[str, Any]:
    return {
        "said": said,
        "rows": [part.rows.get(name, 0) for part in parts],
        "more": {str(at): told for at, part in enumerate(parts) if (told := more(part, name))},
        "summaries": [_summary(summary) for summary in summaries],
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {"figures": [list(asdict(one).values()) for one in summary.figures], "sentences": summary.sentences}


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "columns": [(column.label, column.format) for column in part.columns],
        "chart": _chart(part, part.report.chart) if part.report.chart and part.kind else None,
        "texts": list(part.texts),
    }


def _chart(part: Part, chart: Chart) -> dict[str, Any]:
    """By numbers of columns; -1 is none."""
    names = [column.name for column in part.columns]
    at = {name: index for index, name in enumerate(names)}
    return {
        "label": at.get(chart.label, -1),
        "values": [at[name] for name in chart.values if name in at],
        "group": at.get(chart.group or "", -1),
        "to": at.get(chart.to or "", -1),
    }


def _lines(parts: Sequence[Part]) -> dict[str, list[str]]:
    """How the texts of charts are broken, where they do not stand on a line as they are."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for at in _drawn(part):
            for words in part.texts:
                broken = lines(words[at])
                if broken != (words[at],):
                    found.setdefault(words[at], list(broken))
    return found


def _drawn(part: Part) -> list[int]:
    """Which of a row's texts its chart has."""
    chart = part.report.chart
    words = [column.name for column in part.columns if column.format not in NUMBERS]
    names = [chart.label, chart.group, chart.to] if chart else []
    return [words.index(name) for name in names if name in words]
