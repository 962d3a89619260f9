"""Looks into every text file of a package, each by its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator

from builder.verify import pages, scripts, secrets, styles
from builder.verify.fault import Fault
from builder.verify.links import Links
from builder.verify.package import Package
from builder.verify.position import Text
from builder.verify.unpack import suffix

PAGES = ("html", "htm", "xhtml")
SCRIPTS = ("js", "mjs", "cjs")


def check(package: Package) -> Iterator[Fault]:
    """All faults of the texts, and of names that keep credentials."""
    yield from secrets.name_faults(package.files)
    for name, data in package.contents.texts.items():
        kind = suffix(name) or name.rpartition("/")[2].lstrip(".")
        text = _decoded(name, data)
        if text is None:
            if kind in (*PAGES, *SCRIPTS, "css", "json", "vtt"):
                yield Fault("V614", "The text is not UTF-8.", "Save it as UTF-8.", name)
            text = Text(name, data.decode("latin-1"))
        yield from secrets.check(text, kind)
        yield from _by_kind(package, text, kind)


def _by_kind(package: Package, text: Text, kind: str) -> Iterator[Fault]:
    if kind in (*PAGES, "svg"):
        yield from pages.check(package, text, is_svg=kind == "svg")
    elif kind in SCRIPTS:
        yield from scripts.check(text)
    elif kind == "css":
        yield from styles.check(Links(package, text), text.text)
    elif kind in ("json", "webmanifest"):
        yield from _json(text)


def _json(text: Text) -> Iterator[Fault]:
    try:
        json.loads(text.text)
    except json.JSONDecodeError as fault:
        yield text.fault("V612", min(fault.pos, len(text.text)), f"The file is not JSON: {fault.msg}.", "Correct it.")
    except RecursionError:
        yield text.fault("V612", 0, "The file is nested too deep.", "Correct it.")


def _decoded(name: str, data: bytes) -> Text | None:
    """The text; files of Windows may begin with a mark of their encoding."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return Text(name, data.decode(encoding))
            except UnicodeDecodeError:
                return None
    return None
