"""Where each source was left: one small file a source, written with the rows that were taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from builder.records.lake.refusals import NotALake
from builder.records.lake.step import name_of

FOLDER: Final = "sources"


def file_of(source: str) -> str:
    """The name of its file."""
    return f"{name_of(source)}.json"


def text_of(source: str, cursor: Mapping[str, Any]) -> str:
    """The content of its file."""
    return json.dumps({"source": source, "cursor": cursor}, indent=1) + "\n"


def read(lake: Path, source: str) -> Mapping[str, Any] | None:
    """None of a source that nothing was taken from yet."""
    path = lake / FOLDER / file_of(source)
    try:
        cursor: Mapping[str, Any] = json.loads(path.read_text("utf-8"))["cursor"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise NotALake(
            f"{path} is damaged", "remove it: all is pulled once more, and what the lake has is not doubled"
        ) from error
    return cursor
