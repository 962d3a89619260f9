"""A page with every kind of chart, over names that would break it if they could."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from builder.records.analysis.report import Cells, Chart, Column, Report, Result
from builder.records.page.assemble import Chapter, Content
from builder.records.page.choice import Agency, Chosen, Scope, choices
from builder.records.page.parts import Part, parts
from builder.records.page.summary import Figure, Summary

COURSE: Final = "https://example.org/course"
HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "مديرية الشرطة في المدينة",
    "\u202eright to left by force\u202c",
    "W" * 500,
    "<!-- no comment",
    "東京都の警察署の長い長い名前の部署で二行になるもの",
)
AGENCIES: Final = tuple(Agency(f"id {at} {name[:30]}", name, 100 - at) for at, name in enumerate(HOSTILE))
MONTHS: Final = {"2025-03": 10, "2025-11": 20, "2026-01": 30, "2026-05": 40}
TEXTS: Final = ("by", "situation", "name", "next")


def column(name: str, format_: Any) -> Column:
    return Column(name=name, label=name.capitalize(), format=format_, meaning=f"What {name} is.", stays=name in TEXTS)


COLUMNS: Final = {
    "slice": column("slice", "text"),
    "course_id": column("course_id", "text"),
    **{name: column(name, "text") for name in TEXTS},
    "learners": column("learners", "count"),
    "share": column("share", "percent"),
    "other": column("other", "percent"),
    "worth": column("worth", "number"),
    "time": column("time", "seconds"),
}


def report(kind: Any, *names: str, values: tuple[str, ...], **more: Any) -> Report:
    return Report(
        name=kind,
        sql="",
        title=f"Of {kind}",
        question="What came of it?",
        columns=tuple(COLUMNS[name] for name in ("slice", "course_id", *names)),
        cells=Cells(count="learners", what="learners"),
        chart=Chart(kind=kind, label="name", values=values, **more),
        notes=(f"Note of {kind}.",),
    )


REPORTS: Final = (
    report("grouped", "by", "name", "learners", "share", "other", values=("share", "other"), split="by"),
    report("histogram", "name", "learners", values=("learners",)),
    report("bars", "name", "learners", "worth", "time", values=("worth",)),
    report("flow", "situation", "name", "next", "learners", "share", values=("share",), group="situation", to="next"),
    report("funnel", "name", "learners", values=("learners",)),
    report("line", "name", "learners", "share", "other", values=("share", "other")),
)


def numbers(seed: int) -> Iterator[int]:
    """0 to 9,999, without an order that one could see, and the same each time."""
    for at in count(seed * 7_919):
        yield (at * 7_561 + at * at * 13) % 10_000


def value(format_: str, number: int) -> Any:
    if number % 11 == 0:
        return None
    return {"count": number, "percent": number / 9_999, "number": number / 5_000 - 1, "seconds": number / 1.7}[format_]


def names(kind: str) -> Iterator[tuple[str, str]]:
    """What a row is split by or stands under, and its name."""
    if kind == "grouped":
        yield "all", "Everything"
        yield from (("agency", agency.name) for agency in AGENCIES)
        yield from (("month", month) for month in MONTHS)
    elif kind == "flow":
        yield from ((situation, choice) for situation in ("At the door", HOSTILE[0]) for choice in ("Wait.", *HOSTILE))
    elif kind == "histogram":
        yield "", "all"
        yield from (("", f"{at}0\u2013{at + 1}0") for at in range(10))
    else:
        yield from (("", f"{at} {HOSTILE[at % 7]}") for at in range(30 if kind == "bars" else 10))


def result(one: Report, slices: tuple[Chosen, ...]) -> Result:
    """Of the fourth slice there is nothing, of the sixth nothing may be shown."""
    rows: list[tuple[Any, ...]] = []
    hidden: list[bool] = []
    for at, chosen in enumerate(slices):
        if at == 3 or (at == 4 and one.name == "bars"):
            continue
        source = numbers(at + len(one.name))
        for first, name in names(one.name):
            texts = {"slice": chosen.slice.name, "course_id": COURSE, "by": first, "situation": first, "name": name}
            texts["next"] = f"On to {name}"
            hush = at == 5 or next(source) % 7 == 0
            hidden.append(hush)
            rows.append(
                tuple(
                    texts[c.name] if c.name in texts else None if hush else value(c.format, next(source))
                    for c in one.columns
                )
            )
    columns = tuple(c.name for c in one.columns)
    return Result(one, 5, columns, ("",) * len(columns), tuple(rows), tuple(hidden))


def sample_parts(slices: tuple[Chosen, ...]) -> tuple[Part, ...]:
    return tuple(part for one in REPORTS for part in parts(result(one, slices)))


def summary(name: str) -> Summary:
    figures = (Figure("Learners", "1,204", f"of {name}"), Figure("Passed", "81.4%", ""))
    return Summary(figures, (f"In {name}, most passed.", HOSTILE[0]))


def sample_choices() -> tuple[Chosen, ...]:
    return tuple(choices(Scope(), MONTHS, AGENCIES))


def sample(chapters: int = 1) -> Content:
    slices = sample_choices()
    every = {one.slice.name: summary(one.slice.name) for one in slices}
    return Content(
        title=HOSTILE[0],
        facts=("Records up to May 31, 2026", HOSTILE[1]),
        made="Made by Peacebuilder.",
        limits="There are more.",
        chapters=tuple(Chapter(f"Course {at}", sample_parts(slices), every) for at in range(chapters)),
        choices=slices,
        agencies=AGENCIES,
        said={one.slice.name: f"Shown: {one.agency or 'all'}, {one.period or 'all time'}." for one in slices},
        smallest=5,
    )
