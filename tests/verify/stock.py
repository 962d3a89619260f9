"""Small packages without a fault, one of each format, and a zip writer that can lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from builder.diagnostics import Diagnostic
from builder.verify.verify import verify

Files = Mapping[str, bytes]

PAGE: Final = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Fire exits</title><script src="js/a.js"></script></head>
<body><p><a href="#more">More</a> <a href="https://example.org/">Elsewhere</a></p><img src="b.png" alt=""></body>
</html>
"""
SITE: Final[Files] = {"index.html": PAGE, "js/a.js": b"'use strict';\n", "b.png": b"\x89PNG\r\n"}
RESOURCES: Final = """<resources>
    <resource identifier="r1" type="webcontent" adlcp:TYPE="sco" href="index.html">
      <file href="index.html"/>
      <file href="js/a.js"/>
      <file href="b.png"/>
    </resource>
  </resources>"""
SCORM12: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o1">
    <organization identifier="o1">
      <title>Fire exits</title>
      <item identifier="i1" identifierref="r1">
        <title>Fire exits, the course</title>
      </item>
    </organization>
  </organizations>
  {RESOURCES.replace("TYPE", "scormtype")}
</manifest>
"""
SEQUENCING: Final = """<imsss:sequencing>
          <imsss:objectives><imsss:primaryObjective objectiveID="primary"/></imsss:objectives>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>"""
SCORM2004_3: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
    xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>
  <organizations default="o1">
    <organization identifier="o1">
      <title>Fire exits</title>
      <item identifier="i1" identifierref="r1">
        <title>Fire exits, the course</title>
        {SEQUENCING}
      </item>
      <imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>
    </organization>
  </organizations>
  {RESOURCES.replace("TYPE", "scormType")}
</manifest>
"""
SCORM2004_4: Final = SCORM2004_3.replace("2004 3rd Edition", "2004 4th Edition")
TITLE: Final = '<title><langstring lang="en-US">Fire exits</langstring></title>'
TEXTS: Final = f"{TITLE}\n    {TITLE.replace('title', 'description')}"
CMI5: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/fire">
    {TEXTS}
  </course>
  <objectives>
    <objective id="https://example.org/fire/o1">{TEXTS}</objective>
  </objectives>
  <au id="https://example.org/fire/au" moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="AnyWindow">
    {TEXTS}
    <objectives><objective idref="https://example.org/fire/o1"/></objectives>
    <url>index.html</url>
  </au>
</courseStructure>
"""
XAPI: Final = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="https://example.org/fire" type="http://adlnet.gov/expapi/activities/course">
      <name lang="en-US">Fire exits</name>
      <description lang="en-US">Fire exits</description>
      <launch lang="en-US">index.html</launch>
    </activity>
    <activity id="https://example.org/fire/q1" type="http://adlnet.gov/expapi/activities/cmi.interaction">
      <name lang="en-US">Which exit?</name>
      <description lang="en-US">Which exit?</description>
      <interactionType>choice</interactionType>
    </activity>
  </activities>
</tincan>
"""
MANIFESTS: Final[Mapping[str, tuple[str, str]]] = {
    "scorm12": ("imsmanifest.xml", SCORM12),
    "scorm2004-3": ("imsmanifest.xml", SCORM2004_3),
    "scorm2004-4": ("imsmanifest.xml", SCORM2004_4),
    "cmi5": ("cmi5.xml", CMI5),
    "xapi": ("tincan.xml", XAPI),
}


def stock(kind: str = "scorm12", *changes: tuple[str, str], **more: bytes) -> dict[str, bytes]:
    """The files of a package: what is to be replaced in its manifest, and further or other files by `name=bytes`."""
    name, manifest = MANIFESTS[kind]
    for old, new in changes:
        assert old in manifest, f"{old!r} is not in the manifest"
        manifest = manifest.replace(old, new, 1)
    return {**SITE, name: manifest.encode(), **more}


def page(inside: bytes) -> dict[str, bytes]:
    """A package of SCORM 1.2 whose page has this in its body."""
    return stock() | {"index.html": PAGE.replace(b"<p>", inside + b"<p>", 1)}


def script(inside: bytes) -> dict[str, bytes]:
    """A package of SCORM 1.2 with this in its script."""
    return stock() | {"js/a.js": inside}


def listed(files: Files) -> dict[str, bytes]:
    """The files of a package of SCORM 1.2 with every file that is not listed yet put into its manifest."""
    manifest = files["imsmanifest.xml"].decode()
    lines = "".join(
        f'<file href="{name}"/>\n' for name in files if name not in SITE and name not in ("imsmanifest.xml",)
    )
    return {**files, "imsmanifest.xml": manifest.replace("</resource>", lines + "</resource>").encode()}


@dataclass(frozen=True)
class Member:
    """An entry of a zip; what is None is told as it is."""

    name: bytes
    content: bytes = b""
    method: int = 8
    flags: int = 0
    mode: int = 0o100644
    crc: int | None = None
    size: int | None = None
    packed: bytes | None = None
    local_name: bytes | None = None
    local_method: int | None = None
    gap: bytes = b""
    """Bytes behind the entry that belong to nobody."""

    @property
    def data(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.content
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        return packer.compress(self.content) + packer.flush()


def members(files: Files) -> list[Member]:
    """The files as entries of a zip."""
    return [Member(name.encode(), content) for name, content in files.items()]


def changed(files: Files, name: str, **facts: object) -> list[Member]:
    """The entries, one of them told otherwise."""
    return [replace(member, **facts) if member.name == name.encode() else member for member in members(files)]  # type: ignore[arg-type]


def zipped(entries: Iterable[Member] | Files, *, before: bytes = b"") -> bytes:
    """The zip of these entries, lies and all."""
    if isinstance(entries, Mapping):
        entries = members(entries)
    body, directory, count = before, b"", 0
    for member in entries:
        data = member.data
        crc = zlib.crc32(member.content) if member.crc is None else member.crc
        size = len(member.content) if member.size is None else member.size
        method = member.method if member.local_method is None else member.local_method
        name = member.name if member.local_name is None else member.local_name
        facts = (0, 33, crc, len(data), size)
        offset = len(body) - len(before)
        body += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, member.flags, method, *facts, len(name), 0)
        body += name + data + member.gap
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 0x0314, 20, member.flags, member.method, *facts, len(member.name), 0, 0, 0, 0,
            member.mode << 16, offset,
        ) + member.name  # fmt: skip
        count += 1
    start = len(body) - len(before)
    return body + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)


def problems(tmp_path: Path, package: bytes | Files, name: str = "package.zip") -> tuple[Diagnostic, ...]:
    """What verify finds in it."""
    path = tmp_path / name
    path.write_bytes(package if isinstance(package, bytes) else zipped(package))
    return verify(path).problems


def codes(tmp_path: Path, package: bytes | Files) -> list[str]:
    """The codes of what verify finds in it."""
    return [problem.code for problem in problems(tmp_path, package)]
