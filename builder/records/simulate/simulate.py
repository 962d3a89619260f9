"""Made-up records from their settings: the statements, and beside them all that an import and a check need."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from builder.records.codebook import NAMES, as_json
from builder.records.simulate import agencies, invented
from builder.records.simulate.beside import Beside
from builder.records.simulate.course import Row, Unusable, course_of
from builder.records.simulate.made import World
from builder.records.simulate.settings import Settings
from builder.records.simulate.truth import as_truth
from builder.records.simulate.write import write

ALWAYS: Final = frozenset(NAMES) - {"minutes", "items"}
"""Columns of every codebook; the others came later."""


@dataclass(frozen=True, slots=True)
class Source:
    """A codebook: what it says of its course, and its rows."""

    id: str
    iri: str
    version: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What was written; `codebooks` the older first, none where the codebook was given."""

    lines: int
    codebooks: tuple[Path, ...]
    agencies: Path | None
    truth: Path


def simulate(
    settings: Settings,
    out: Path,
    *,
    codebook: Path | None = None,
    agency_list: Path | None = None,
    truth: Path | None = None,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> Made:
    """Writes all of it; Unusable where the codebook or the agencies are not what they should be."""
    world = _world(settings, codebook, agency_list)
    beside = Beside(out)
    tally = write(world, out, processes, progress)
    told = truth or beside.truth
    told.write_bytes(as_truth(world, tally))
    codebooks = () if codebook else _codebooks(settings, beside)
    if not agency_list:
        beside.agencies.write_bytes(agencies.as_csv(world.agencies))
    lines = tally.counts["lines", "all"]
    return Made(lines, codebooks, None if agency_list else beside.agencies, told)


def _world(settings: Settings, codebook: Path | None, agency_list: Path | None) -> World:
    if agency_list:
        found = agencies.read(agency_list, settings.learners, settings.seed)
    else:
        found = agencies.invented(settings.learners, settings.seed)
    if codebook:
        source = read_codebook(codebook)
        return World(settings, course_of(source.rows, source.version), (source.version,), found)
    rows = tuple(asdict(row) for row in invented.rows(settings.seed))
    return World(settings, course_of(rows, invented.VERSIONS[-1], invented.TITLE), invented.VERSIONS, found)


def read_codebook(path: Path) -> Source:
    """The JSON of a build."""
    advice = "give the .json that a build writes into its folder codebook/"
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise Unusable(f"{path.name} is no codebook in JSON", advice) from None
    if not isinstance(content, Mapping) or not {"course", "version", "iri", "rows"} <= set(content):
        raise Unusable(f"{path.name} is no codebook", advice)
    rows: Sequence[Any] = content["rows"]
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) and set(row) >= ALWAYS for row in rows):
        raise Unusable(f"{path.name} has a row without the columns of a codebook", advice)
    return Source(content["course"], content["iri"], content["version"], tuple(rows))


def _codebooks(settings: Settings, beside: Beside) -> tuple[Path, ...]:
    rows = invented.rows(settings.seed)
    written = []
    for version in invented.VERSIONS:
        path = beside.codebook if version == invented.VERSIONS[-1] else beside.older(version)
        path.write_bytes(as_json(Source(invented.ID, invented.IRI, version, ()), rows))
        written.append(path)
    return tuple(written)
