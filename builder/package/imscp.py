"""Writes what the manifests of all editions of SCORM share: one organization, one item, one resource with all files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from builder.course.resolved import ResolvedCourse
from builder.package.format import LAUNCH
from builder.package.xml import XSI, child, href
from builder.standards.scorm12 import RESOURCE_TYPE, SCHEMA, SCORM_TYPES, TITLE_LENGTH  # the same in SCORM 2004


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition of SCORM calls things."""

    version: str
    prefixes: Mapping[str | None, str]
    """Namespaces; LMSs know the elements by these literal prefixes, not by their namespaces."""
    schemas: Mapping[str, str]
    """Schema files by namespace."""
    type_attribute: str
    """Of a resource, with its namespace: whether it talks to the LMS."""


def manifest(edition: Edition, course: ResolvedCourse, names: Sequence[str]) -> etree._Element:
    """The whole manifest but for what the edition adds to organization and item."""
    root = etree.Element(
        f"{{{edition.prefixes[None]}}}manifest",
        nsmap={**edition.prefixes, "xsi": XSI},
        attrib={"identifier": f"course-{course.id}", "version": course.version},
    )
    root.set(f"{{{XSI}}}schemaLocation", " ".join(f"{space} {file}" for space, file in edition.schemas.items()))
    metadata = child(root, "metadata")
    child(metadata, "schema", SCHEMA)
    child(metadata, "schemaversion", edition.version)
    _organization(root, course)
    _resource(root, edition, course, names)
    return root


def part(root: etree._Element, tag: str) -> etree._Element:
    """The one organization or item."""
    return next(root.iter(f"{{{etree.QName(root).namespace}}}{tag}"))


def _organization(root: etree._Element, course: ResolvedCourse) -> None:
    # LMSs keep a learner's record by the identifier of the item: it may hold nothing that a new version changes.
    organizations = child(root, "organizations", default=f"organization-{course.id}")
    organization = child(organizations, "organization", identifier=f"organization-{course.id}")
    child(organization, "title", _title(course))
    item = child(organization, "item", identifier=f"item-{course.id}", identifierref=f"resource-{course.id}")
    child(item, "title", _title(course))


def _resource(root: etree._Element, edition: Edition, course: ResolvedCourse, names: Sequence[str]) -> None:
    resource = child(
        child(root, "resources"),
        "resource",
        identifier=f"resource-{course.id}",
        type=RESOURCE_TYPE,
        href=href(LAUNCH),
    )
    resource.set(edition.type_attribute, SCORM_TYPES[0])
    for name in names:
        child(resource, "file", href=href(name))


def _title(course: ResolvedCourse) -> str:
    if len(course.title) <= TITLE_LENGTH:
        return course.title
    return course.title[: TITLE_LENGTH - 1].rstrip() + "…"
