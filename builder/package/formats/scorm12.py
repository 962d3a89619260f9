"""SCORM 1.2: one SCO that holds the whole course, told by imsmanifest.xml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from builder.course.resolved import ResolvedCourse
from builder.package import imscp
from builder.package.format import PackageFile, Setting, Variant, words
from builder.package.xml import document
from builder.standards import scorm12

EDITION: Final = imscp.Edition(
    version=scorm12.SCHEMA_VERSION,
    prefixes={None: scorm12.NS_IMSCP, "adlcp": scorm12.NS_ADLCP},
    schemas={scorm12.NS_IMSCP: "imscp_rootv1p1p2.xsd", scorm12.NS_ADLCP: "adlcp_rootv1p2.xsd"},
    type_attribute=f"{{{scorm12.NS_ADLCP}}}scormtype",
)


class Scorm12:
    """Packs a course for SCORM 1.2."""

    name: Final = "scorm12"
    adapter: Final = "scorm12"

    def settings(self, course: ResolvedCourse, variant: Variant) -> Mapping[str, Setting]:
        return {"stateLimit": scorm12.SUSPEND_DATA_LENGTH, **words(variant)}

    def manifests(self, course: ResolvedCourse, names: Sequence[str], variant: Variant) -> Iterator[PackageFile]:
        yield PackageFile(scorm12.MANIFEST, manifest(course, names, variant))


def manifest(course: ResolvedCourse, names: Sequence[str], variant: Variant) -> bytes:
    """The manifest; with a mastery score only where an LMS needs it, since others then overrule the course's status."""
    root = imscp.manifest(EDITION, course, names)
    if variant.reporting.mastery_score and variant.pass_mark is not None:
        score = etree.SubElement(imscp.part(root, "item"), etree.QName(scorm12.NS_ADLCP, "masteryscore"))
        score.text = str(variant.pass_mark)
    return document(root)
