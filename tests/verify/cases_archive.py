"""Zips that are broken as zips, by the code that tells it."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Final

from tests.verify.stock import PAGE, SITE, Files, Member, changed, listed, members, stock, zipped

Made = bytes | Files
Case = Callable[[], Made]


OWN_PAGE: Final = PAGE.replace(
    b"<head>",
    b'<head><meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    b'<link rel="stylesheet" href="theme.css">',
)
ADAPTERS: Final = {"web": "memory"}


def ours(kind: str, page: bytes = OWN_PAGE) -> dict[str, bytes]:
    """A package with the files that ours have, without a manifest."""
    names = ("player.js", "player.css", "tracking.js", "agency.js", "theme.css")
    settings = f'{{"adapter": "{ADAPTERS.get(kind, kind)}"}}'.encode()
    return {**SITE, "index.html": page, "tracking.json": settings, **dict.fromkeys(names, b"")}


def zip64() -> bytes:
    """The same package with the records of zip64, which it does not need."""
    plain = zipped(stock())
    end = plain[-22:]
    count, size, offset = struct.unpack_from("<HII", end, 10)
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(plain) - 22, 1)
    return plain[:-22] + record + locator + end


def shared() -> bytes:
    """A file that lies within the bytes of another one."""
    inner = zipped([Member(b"c.png", b"x", method=0)])
    start, end = inner.index(b"PK\x01\x02"), inner.index(b"PK\x05\x06")
    outer = zipped([*members(stock("xapi")), Member(b"d.png", inner[:start], method=0)])
    directory, tail = outer.index(b"PK\x01\x02"), outer.index(b"PK\x05\x06")
    facts = bytearray(inner[start:end])
    struct.pack_into("<I", facts, 42, outer.index(inner[:start]))
    count, size = len(stock("xapi")) + 2, tail - directory + len(facts)
    ending = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, size, directory, 0)
    return outer[:tail] + bytes(facts) + ending


def with_file(name: str, content: bytes = b"x") -> Files:
    return listed(stock() | {name: content})


def named(raw: bytes, flags: int = 0) -> bytes:
    """A package with a file of this name, which is in a web package so that no manifest has to name it."""
    return zipped([*members(stock("xapi")), Member(raw, b"x", flags=flags)])


CASES: Final[Mapping[str, Mapping[str, Case]]] = {
    "V001": {
        "empty": lambda: b"",
        "text": lambda: b"Not found",
        "cut": lambda: zipped(stock())[:-30],
        "half": lambda: zipped(stock())[:300],
        "one part of several": lambda: zipped(stock())[:-18] + b"\x01" + zipped(stock())[-17:],
        "directory": lambda: zipped(stock()).replace(b"PK\x01\x02", b"PK\x01\x00", 1),
    },
    "V002": {
        "checksum": lambda: zipped(changed(stock(), "b.png", crc=7)),
        "longer": lambda: zipped(changed(stock(), "b.png", size=3)),
        "shorter": lambda: zipped(changed(stock(), "b.png", size=9)),
        "not deflate": lambda: zipped(changed(stock(), "b.png", packed=b"\xff\xff\xff")),
        "more behind it": lambda: zipped(changed(stock(), "b.png", packed=Member(b"", SITE["b.png"]).data + b"more")),
    },
    "V003": {
        "name": lambda: zipped(changed(stock(), "b.png", local_name=b"b.exe")),
        "method": lambda: zipped(changed(stock(), "b.png", local_method=0)),
        "no header": lambda: zipped(stock()).replace(b"PK\x03\x04", b"PK\x03\x00", 1),
    },
    "V004": {"flag": lambda: zipped(changed(stock(), "b.png", flags=1))},
    "V005": {"bzip2": lambda: zipped(changed(stock(), "b.png", method=12))},
    "V006": {"symbolic link": lambda: zipped(changed(stock(), "b.png", mode=0o120777))},
    "V007": {"backslash": lambda: named(b"media\\a.png")},
    "V008": {
        "up": lambda: named(b"../a.png"),
        "up within": lambda: named(b"media/../../a.png"),
        "absolute": lambda: named(b"/etc/a.png"),
        "drive": lambda: named(b"C:/a.png"),
        "dot": lambda: named(b"media/./a.png"),
        "empty": lambda: named(b"media//a.png"),
    },
    "V009": {
        "twice": lambda: zipped([*members(stock()), Member(b"b.png", SITE["b.png"])]),
        "a folder too": lambda: zipped([*members(stock("xapi")), Member(b"a", b"x"), Member(b"a/b.png", b"x")]),
    },
    "V010": {"case": lambda: named(b"B.png")},
    "V011": {"bell": lambda: named(b"a\x07.png"), "nul": lambda: named(b"a\x00.png")},
    "V012": {
        "blank": lambda: named(b"my picture.png"),
        "accent": lambda: named("é.png".encode(), flags=1 << 11),
        "windows": lambda: named(b"what?.png"),
        "device": lambda: named(b"aux.png"),
    },
    "V013": {"cp437": lambda: named(b"\x82.png")},
    "V014": {"long": lambda: named(b"a/" * 100 + b"b.png")},
    "V015": {"records": zip64},
    "V016": {
        "ratio": lambda: zipped(changed(stock(), "b.png", size=1 << 31)),
        "shared": shared,
    },
    "V017": {
        "before": lambda: zipped(stock(), before=b"#!/bin/sh\n" * 10),
        "between": lambda: zipped(changed(stock(), "b.png", gap=b"x" * 100)),
        "behind": lambda: zipped(stock()) + b"x" * 100,
    },
    "V018": {
        "nothing": lambda: zipped([]),
        "folders": lambda: zipped([Member(b"a/"), Member(b"a/b/")]),
    },
    "V801": {"php": lambda: with_file("a.php"), "exe": lambda: with_file("setup.EXE")},
    "V802": {"zip": lambda: with_file("more.zip")},
    "V803": {
        "mac": lambda: with_file("__MACOSX/b.png"),
        "view": lambda: with_file(".DS_Store"),
        "git": lambda: with_file(".git/config"),
    },
    "V804": {"50 MB": lambda: zipped([*members(stock("xapi")), Member(b"a.mp4", b"x" * (51 << 20), method=0)])},
    "V805": {"100 MB": lambda: zipped([*members(stock("xapi")), Member(b"a.mp4", b"x" * (101 << 20), method=0)])},
    "V806": {"flash": lambda: with_file("intro.swf")},
    "V101": {
        "no page": lambda: {"readme.txt": b"hello"},
        "ours": lambda: ours("scorm12"),
    },
    "V102": {"folder": lambda: {f"course/{name}": content for name, content in stock().items()}},
    "V103": {"two": lambda: {**listed({**stock(), "tincan.xml": stock("xapi")["tincan.xml"]})}},
    "V104": {"case": lambda: {**SITE, "ImsManifest.xml": stock()["imsmanifest.xml"]}},
    "V113": {"site": lambda: dict(SITE)},
    "V901": {
        "other": lambda: ours("web") | {"tracking.json": b'{"adapter": "aicc"}'},
        "none": lambda: ours("web") | {"tracking.json": b"[]"},
    },
    "V902": {"mixed": lambda: ours("scorm12") | {"tincan.xml": stock("xapi")["tincan.xml"]}},
    "V903": {"theme": lambda: {name: data for name, data in ours("web").items() if name != "theme.css"}},
    "V905": {
        "data": lambda: (
            ours(
                "web",
                OWN_PAGE.replace(b"</body>", b'<script type="application/json">{"questions":{"a":{}}}</script></body>'),
            )
            | {"tracking.json": b'{"adapter": "browse"}'}
        )
    },
    "V904": {
        "id": lambda: (
            ours("xapi")
            | {"tincan.xml": stock("xapi")["tincan.xml"]}
            | {"tracking.json": b'{"adapter": "xapi", "activityId": "https://example.org/water"}'}
        )
    },
}
