"""Validates manifests by the official schemas, from a folder that somebody gives: none of them comes with us.

Two of the official files are refused by libxml2, so their text is mended on its way to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from builder.verify.fault import Fault
from builder.verify.spaces import ADL12, ADL2004, ADLNAV, ADLSEQ, CMI5, CP12, CP2004, IMSSS, LOM, MD12, TINCAN
from builder.verify.xml import Document

SCORM2004: Final = (
    (CP2004, "imscp_v1p1.xsd"),
    (ADL2004, "adlcp_v1p3.xsd"),
    (ADLSEQ, "adlseq_v1p3.xsd"),
    (ADLNAV, "adlnav_v1p3.xsd"),
    (IMSSS, "imsss_v1p0.xsd"),
    (LOM, "lomStrict.xsd"),
)
SETS: Final[Mapping[str, tuple[str, Sequence[tuple[str, str]]]]] = {
    "scorm12": (
        "scorm12",
        ((CP12, "imscp_rootv1p1p2.xsd"), (ADL12, "adlcp_rootv1p2.xsd"), (MD12, "imsmd_rootv1p2p1.xsd")),
    ),
    "scorm2004-3": ("scorm2004-3rd", SCORM2004),
    "scorm2004-4": ("scorm2004-4th", SCORM2004),
    "cmi5": ("cmi5", ((CMI5, "CourseStructure.xsd"),)),
    "xapi": ("tincan", ((TINCAN, "tincan.xsd"),)),
}
XSD: Final = "http://www.w3.org/2001/XMLSchema"
# libxml2 forbids the namespace of `xml:` as the default namespace, which ims_xml.xsd declares without using it.
XML_AS_DEFAULT: Final = re.compile(rb'\sxmlns\s*=\s*"http://www\.w3\.org/XML/1998/namespace"')
# Optional elements before a wildcard that takes them too are ambiguous; the wildcard is meant for others.
WILDCARD: Final = re.compile(rb'(<(?:\w+:)?any\b[^>]*?namespace\s*=\s*)"##any"')
SPACE: Final = re.compile(r"\{[^}]*\}")


class NoSchemas(Exception):
    """The folder does not hold the set that is needed; the message says which."""


class _FromFolder(etree.Resolver):  # type: ignore[misc]  # lxml has no types
    """Gives every schema from one folder, whatever address it is asked for by."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(self, url: str, public_id: str | None, context: Any) -> Any:  # noqa: ARG002  # lxml calls it so
        """The mended text of the file; an empty one for what is not there."""
        path = Path(unquote(urlsplit(url).path if url.startswith("file:") else url))
        if re.match(r"[a-z]+://", url) and not url.startswith("file:"):
            path = self._folder / url.rpartition("/")[2]
        if not path.is_file() or not path.resolve().is_relative_to(self._folder.resolve()):
            return self.resolve_empty(context)
        data = XML_AS_DEFAULT.sub(b"", path.read_bytes())
        if MD12.encode() in data:
            data = WILDCARD.sub(rb'\1"##other"', data)
        return self.resolve_string(data, context, base_url=str(path))


def load(folder: Path, kind: str) -> etree.XMLSchema | None:
    """The schema of a kind of package, None where there is none; raises NoSchemas."""
    if kind not in SETS:
        return None
    name, entries = SETS[kind]
    place = folder / name
    missing = [file for _, file in entries if not (place / file).is_file()]
    if missing:
        raise NoSchemas(f"The folder of schemas has no {name}/{missing[0]}.")
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(_FromFolder(place))
    root = etree.Element(f"{{{XSD}}}schema")
    for namespace, file in entries:
        etree.SubElement(root, f"{{{XSD}}}import", namespace=namespace, schemaLocation=file)
    try:
        tree = etree.fromstring(etree.tostring(root), parser, base_url=str(place / "all.xsd"))
        return etree.XMLSchema(tree.getroottree())
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as fault:
        raise NoSchemas(f"The schemas in {name} cannot be read: {fault}") from fault


def check(document: Document, schema: etree.XMLSchema) -> Iterator[Fault]:
    """What the schema finds."""
    if schema.validate(document.root.getroottree()):
        return
    for entry in schema.error_log:
        said = SPACE.sub("", entry.message).rstrip(".")
        yield document.at("V110", entry.line, max(entry.column, 1), f"By the official schema: {said}.")
