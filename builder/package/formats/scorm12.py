"""SCORM 1.2: one SCO that holds the whole course, told by imsmanifest.xml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from builder.course.resolved import ResolvedCourse
from builder.package.format import LAUNCH, PackageFile, Setting, Variant, words
from builder.package.xml import XSI, child, document, href
from builder.standards import scorm12

SCHEMAS: Final = {scorm12.NS_IMSCP: "imscp_rootv1p1p2.xsd", scorm12.NS_ADLCP: "adlcp_rootv1p2.xsd"}


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
    root = etree.Element(
        f"{{{scorm12.NS_IMSCP}}}manifest",
        # Moodle knows ADL's elements by the literal prefix `adlcp:`, not by their namespace.
        nsmap={None: scorm12.NS_IMSCP, "adlcp": scorm12.NS_ADLCP, "xsi": XSI},
        attrib={"identifier": f"course-{course.id}", "version": course.version},
    )
    root.set(f"{{{XSI}}}schemaLocation", " ".join(f"{space} {file}" for space, file in SCHEMAS.items()))
    metadata = child(root, "metadata")
    child(metadata, "schema", scorm12.SCHEMA)
    child(metadata, "schemaversion", scorm12.SCHEMA_VERSION)
    _organization(root, course, variant)
    _resource(root, course, names)
    return document(root)


def _organization(root: etree._Element, course: ResolvedCourse, variant: Variant) -> None:
    # LMSs keep a learner's record by the identifier of the item: it may hold nothing that a new version changes.
    organizations = child(root, "organizations", default=f"organization-{course.id}")
    organization = child(organizations, "organization", identifier=f"organization-{course.id}")
    child(organization, "title", _title(course))
    item = child(organization, "item", identifier=f"item-{course.id}", identifierref=f"resource-{course.id}")
    child(item, "title", _title(course))
    if variant.reporting.mastery_score and variant.pass_mark is not None:
        score = etree.SubElement(item, etree.QName(scorm12.NS_ADLCP, "masteryscore"))
        score.text = str(variant.pass_mark)


def _resource(root: etree._Element, course: ResolvedCourse, names: Sequence[str]) -> None:
    resource = child(
        child(root, "resources"),
        "resource",
        identifier=f"resource-{course.id}",
        type=scorm12.RESOURCE_TYPE,
        href=href(LAUNCH),
    )
    resource.set(f"{{{scorm12.NS_ADLCP}}}scormtype", scorm12.SCORM_TYPES[0])
    for name in names:
        child(resource, "file", href=href(name))


def _title(course: ResolvedCourse) -> str:
    limit = scorm12.TITLE_LENGTH
    return course.title if len(course.title) <= limit else course.title[: limit - 1].rstrip() + "…"
