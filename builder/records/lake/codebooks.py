"""A codebook, as a build writes it in JSON or CSV, to rows of the lake, so that ids get their meaning."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import duckdb

from builder.course.load.table import BAD_BYTE, NotText, Record, opened, records
from builder.records.codebook import ACTIVE, FORMAT, Row
from builder.records.lake.duck import load, parquet, write
from builder.records.lake.layout import CODEBOOK
from builder.records.lake.refusals import Refused
from builder.records.lake.step import Step, name_of

NEWEST: Final = max(FORMAT, 2)
TYPES: Final = {"str": "VARCHAR", "bool | None": "BOOLEAN", "int | None": "INTEGER", "tuple[str, ...]": "VARCHAR"}
OURS: Final = {"course": "VARCHAR", "version": "VARCHAR", "course_id": "VARCHAR", "position": "INTEGER"}
KINDS: Final = {field.name: str(field.type) for field in fields(Row)}
COLUMNS: Final = OURS | {name: TYPES[kind] for name, kind in KINDS.items()}
FLAGS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "": None}


class NotACodebook(Refused):
    """The file is none, or one that this version cannot read."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Of one version of a course; a row has the fields of codebook.Row, of which some may be missing."""

    course: str
    version: str
    course_id: str
    rows: tuple[Mapping[str, object], ...]


def read(path: Path) -> Codebook:
    """From a file of a build's codebook/, whichever of the two."""
    try:
        found = _csv(path) if path.suffix.lower() == ".csv" else _json(path)
    except OSError as error:
        raise NotACodebook(f"{path} cannot be read: {error.strerror}", "check the path") from error
    except (UnicodeDecodeError, NotText) as error:
        advice = "give it as the build wrote it, or save it as CSV UTF-8"
        raise NotACodebook(f"{path} is no codebook: it is not UTF-8 text", advice) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _none(path, "it is damaged, or something else") from error
    if not found.course or not found.version or not found.rows:
        raise _none(path, "it does not tell its course and version, or has no rows")
    return found


def put(duck: duckdb.DuckDBPyConnection, step: Step, codebook: Codebook) -> None:
    """Plans its file; the one of the same course and version goes."""
    rows = (
        (codebook.course, codebook.version, codebook.course_id, position, *(_value(name, row) for name in KINDS))
        for position, row in enumerate(codebook.rows, 1)
    )
    load(duck, "codebook", COLUMNS, rows, step.scratch())
    name = name_of(codebook.course, codebook.version, codebook.course_id)
    write(duck, "FROM codebook ORDER BY position", step.put(CODEBOOK, f"{name}.parquet"))


def is_unused(duck: duckdb.DuckDBPyConnection, statements: Sequence[Path], codebook: Codebook) -> bool:
    """Whether there are statements of courses, and none of its course."""
    if not statements or not codebook.course_id:
        return False
    asked = f"SELECT count(*), count(*) FILTER (course_id = ?) FROM {parquet(statements)} WHERE course_id IS NOT NULL"
    of_any, of_it = duck.execute(asked, [codebook.course_id]).fetchone() or (0, 0)
    return bool(of_any) and not of_it


def _json(path: Path) -> Codebook:
    content: Any = json.loads(path.read_text("utf-8-sig"))
    if content["format"] > NEWEST:
        raise NotACodebook(f"{path} was written by a newer version of peacebuilder", "update peacebuilder")
    rows = tuple({name: _checked(name, row[name]) for name in KINDS if name in row} for row in content["rows"])
    return Codebook(_text(content["course"]), _text(content["version"]), _text(content.get("iri", "")), rows)


def _checked(name: str, value: Any) -> object:
    """TypeError where it is not of the type of its column."""
    kind = KINDS[name]
    if kind == "tuple[str, ...]":
        if not isinstance(value, list):
            raise TypeError(name)
        return "\n".join(map(_text, value))
    if kind == "str":
        return _text(value)
    if value is not None and type(value) is not (bool if kind == "bool | None" else int):
        raise TypeError(name)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _csv(path: Path) -> Codebook:
    with opened(path) as stream:
        table = list(records(stream))
    rows = [_cells([title.lower() for title in table[0].cells], record) for record in table[1:]]
    iri = next((row["iri"] for row in rows if row["kind"] == "course"), "")
    told = tuple({name: _parsed(name, row[name]) for name in KINDS if name in row} for row in rows)
    if {(row["course"], row["version"]) for row in rows} != {(rows[0]["course"], rows[0]["version"])}:
        raise ValueError(path)
    return Codebook(rows[0]["course"], rows[0]["version"], iri, told)


def _cells(titles: list[str], record: Record) -> dict[str, str]:
    if BAD_BYTE.search(record.text):
        raise NotText
    if record.fault or len(record.cells) != len(titles):
        raise ValueError(record.line)
    cells = (cell[1:] if cell[:1] == "'" and cell[1:].startswith(ACTIVE) else cell for cell in record.cells)
    return dict(zip(titles, cells, strict=True))


def _parsed(name: str, cell: str) -> object:
    if KINDS[name] == "bool | None":
        return FLAGS[cell.lower()]
    if KINDS[name] == "int | None":
        return int(cell) if cell else None
    return cell.replace("\r\n", "\n")


def _value(name: str, row: Mapping[str, object]) -> object:
    return row.get(name, "" if TYPES[KINDS[name]] == "VARCHAR" else None)


def _none(path: Path, why: str) -> NotACodebook:
    return NotACodebook(f"{path} is no codebook: {why}", "give a file of the folder codebook/ of a build")
