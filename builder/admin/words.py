"""The words of the admin pages for formats, languages and sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FORMATS: Final[Mapping[str, str]] = {
    "scorm12": "SCORM 1.2",
    "scorm2004-3": "SCORM 2004, 3rd edition",
    "scorm2004-4": "SCORM 2004, 4th edition",
    "xapi": "xAPI (Tin Can)",
    "cmi5": "cmi5",
    "web": "for a web server, without an LMS",
}


def format_name(format_: str) -> str:
    """As people say it; a format that is not named here goes by its id."""
    return FORMATS.get(format_, format_)


def size(count: int) -> str:
    """As in `1.62 MB`."""
    return f"{count / 1e6:.2f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def counted(count: int, one: str, many: str) -> str:
    """As in `1 file` and `1,204 files`."""
    return f"{count:,} {one if count == 1 else many}"
