"""Where each source was left: one small file a source, written with the rows that were taken."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from builder.records.lake.refusals import NotALake

FOLDER: Final = "sources"


def name_of(source: str) -> str:
    """Of the file of a source: a word for people, and what tells sources apart that look alike."""
    word = re.sub(r"[^A-Za-z0-9]+", "-", source).strip("-")[:40]
    return f"{word}-{sha256(source.encode()).hexdigest()[:12]}.json"


def text_of(source: str, cursor: Mapping[str, Any]) -> str:
    """The content of its file."""
    return json.dumps({"source": source, "cursor": cursor}, indent=1) + "\n"


def read(lake: Path, source: str) -> Mapping[str, Any] | None:
    """None of a source that nothing was taken from yet."""
    path = lake / FOLDER / name_of(source)
    try:
        cursor: Mapping[str, Any] = json.loads(path.read_text("utf-8"))["cursor"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise NotALake(
            f"{path} is damaged", "remove it: all is pulled once more, and what the lake has is not doubled"
        ) from error
    return cursor
