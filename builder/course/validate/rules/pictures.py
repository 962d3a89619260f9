"""What is inside the text files among the media: pictures that could act, captions that cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from builder.course.load.document import Document, NodePath
from builder.course.load.media import MediaFile
from builder.course.validate.draft import Draft, Part
from builder.course.validate.rules.media import used_files
from builder.diagnostics import Diagnostic, Location

SVG: Final = "{http://www.w3.org/2000/svg}"
XHTML: Final = "{http://www.w3.org/1999/xhtml}"
ACTIVE: Final = {"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"}
INNER: Final = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);)", re.IGNORECASE)
URL: Final = re.compile(r"url\(\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp);)", re.IGNORECASE)
IMPORT: Final = re.compile(r"@import|expression\s*\(|-moz-binding|\\", re.IGNORECASE)
CUES: Final = re.compile(rb"WEBVTT([ \t\r\n]|$)")


def unsafe(draft: Draft) -> Iterator[Diagnostic]:
    """A406, and A405 for what is not an SVG picture at all."""
    for part, path, file in used_files(draft):
        if file.ending == "svg" and file.size:
            yield from _svg(part, path, file)


def _svg(part: Part[Any], path: NodePath, file: MediaFile) -> Iterator[Diagnostic]:
    try:
        text = file.head.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield part.problem("A405", path, f"the file {file.path} is not UTF-8 text", "save it again as UTF-8")
        return
    if len(file.head) < file.size:
        yield part.problem("A405", path, f"the file {file.path} is too large for an SVG picture", "save it as PNG")
        return
    if "<!ENTITY" in text:
        yield _told(part, path, file, text, text[: text.index("<!ENTITY")].count("\n") + 1, "declares entities")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        where = f" (line {error.lineno})" if error.lineno else ""
        problem = f"the file {file.path} is not a well-formed SVG picture{where}"
        yield part.problem("A405", path, problem, "open it in a drawing program and save it again")
        return
    if root.tag != f"{SVG}svg":
        advice = 'its root must be <svg xmlns="http://www.w3.org/2000/svg">'
        yield part.problem("A405", path, f"the file {file.path} is not an SVG picture", advice)
        return
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        for fault in _faults(node):
            yield _told(part, path, file, text, node.sourceline or 1, fault)


def _told(part: Part[Any], path: NodePath, file: MediaFile, text: str, line: int, fault: str) -> Diagnostic:
    """A fault at its line in the picture, with the place that uses it."""
    picture = Document(file.source.as_posix(), text)
    advice = f"remove it, or save the picture as plain SVG; it is used at {part.document.at(path)}"
    source = picture.line(line) or ""
    where = Location(picture.name, line, len(source) - len(source.lstrip()) + 1)
    return picture.problem("A406", where, f"the picture {fault}", advice)


def _faults(node: Any) -> Iterator[str]:
    if isinstance(node, etree._ProcessingInstruction):
        if node.target == "xml-stylesheet":
            yield "loads a style sheet"
        return
    if not isinstance(node.tag, str):
        return
    name = etree.QName(node).localname
    if name.lower() in ACTIVE or node.tag.startswith(XHTML):
        yield f"has a <{name}>"
    if name == "style" and _reaches_out(node.text or ""):
        yield "loads something in its <style>"
    for key, value in node.attrib.items():
        yield from _attribute(key, value)


def _attribute(key: str, value: str) -> Iterator[str]:
    name = etree.QName(key).localname.lower()
    if name.startswith("on"):
        yield f"has the event handler {name}"
    elif name in ("href", "src") and not INNER.match(value):
        yield f"refers to {value.strip()[:40]!r}, which is outside of it"
    elif name == "attributename" and value.strip().lower().startswith(("on", "href", "xlink:href")):
        yield f"changes its {value.strip()}"
    elif _reaches_out(value) if name == "style" else URL.search(value):
        yield f"loads something in {name}"


def _reaches_out(style: str) -> bool:
    return URL.search(style) is not None or IMPORT.search(style) is not None


def captions(draft: Draft) -> Iterator[Diagnostic]:
    """A407."""
    for part, path, file in used_files(draft):
        if file.ending != "vtt":
            continue
        if not CUES.match(file.head.removeprefix(b"\xef\xbb\xbf")):
            text = f"the file {file.path} is not a WebVTT file"
            yield part.problem("A407", path, text, "its first line must be WEBVTT")
        elif b"-->" not in file.head:
            text = f"the file {file.path} has no captions in it"
            yield part.problem("A407", path, text, "add times such as 00:00.000 --> 00:02.000, and text below them")
