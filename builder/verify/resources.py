"""Checks the resources of a SCORM manifest, and that it lists every file of the package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.verify.fault import Fault
from builder.verify.scorm_manifest import Manifest
from builder.verify.xml import text

TYPES: Final = ("sco", "asset")
HREF: Final = 2000
SCHEMA_FILES: Final = (".xsd", ".dtd")


def resource_faults(manifest: Manifest) -> Iterator[Fault]:
    """All faults of resources, their files and dependencies."""
    unlisted: list[tuple[etree._Element, str]] = []
    for resource in manifest.all("resource"):
        yield from _types(manifest, resource)
        yield from _files(manifest, resource, unlisted)
    for resource, path in unlisted:
        code = "V232" if path in manifest.listed else "V219"
        said = f"The launch file '{path}' is not among the files of its resource."
        yield manifest.document.fault(code, resource, said, f'Add <file href="{resource.get("href")}"/>.')
        manifest.listed.add(path)
    yield from _dependencies(manifest)
    yield from _locations(manifest)
    yield from _orphans(manifest)
    yield from _units(manifest)


def _types(manifest: Manifest, resource: etree._Element) -> Iterator[Fault]:
    document = manifest.document
    name = manifest.scormtype
    kind = resource.get(f"{{{manifest.adl}}}{name}")
    if kind not in TYPES:
        hint = f'Write adlcp:{name}="sco", or "asset" for what reports nothing.'
        if kind is not None:
            said = f"adlcp:{name} is '{kind}'."
        elif any(str(key).rpartition("}")[2].lower() == "scormtype" for key in resource.attrib):
            said = f"The attribute adlcp:{name} is spelled another way, or has another namespace."
        else:
            said = f"The resource has no adlcp:{name}."
        yield document.fault("V204", resource, said, hint)
    if resource.get("type") not in ("webcontent", None):
        said = f"The type of the resource is '{resource.get('type')}'."
        yield document.fault("V221", resource, said, "Write webcontent.")
    if kind == "sco" and resource.get("href") is None and resource.get("identifier") not in manifest.launched:
        yield document.fault("V222", resource, "The sco has no href.", "Name the file that it opens.")


def _files(manifest: Manifest, resource: etree._Element, unlisted: list[tuple[etree._Element, str]]) -> Iterator[Fault]:
    document, hrefs = manifest.document, manifest.hrefs
    own: set[str] = set()
    for file in resource.findall(f"{{{manifest.cp}}}file"):
        href = file.get("href") or ""
        yield from _long(manifest, file, href)
        yield from hrefs.check(file, href, "file")
        path = hrefs.path(file, href)
        if path is None:
            continue
        if path in own:
            yield document.fault("V220", file, f"The file '{path}' is listed twice in this resource.", "Once will do.")
        own.add(path)
    manifest.listed |= own
    href = resource.get("href")
    if not href:
        return
    yield from _long(manifest, resource, href)
    path = hrefs.path(resource, href)
    if path is None or path not in own:
        yield from hrefs.check(resource, href, "launch file")
    if path is not None and path not in own:
        unlisted.append((resource, path))


def _long(manifest: Manifest, element: etree._Element, href: str) -> Iterator[Fault]:
    if len(href) > HREF:
        yield manifest.document.fault("V224", element, f"The href has {len(href)} characters.", f"{HREF} at most.")


def _dependencies(manifest: Manifest) -> Iterator[Fault]:
    needs: dict[str, list[str]] = {}
    for key, resource in manifest.resources.items():
        needs[key] = []
        for dependency in resource.findall(f"{{{manifest.cp}}}dependency"):
            other = dependency.get("identifierref") or ""
            if other in manifest.resources:
                needs[key].append(other)
            else:
                said = f"The dependency '{other}' is no resource."
                yield manifest.document.fault("V207", dependency, said, "Write the identifier of a resource.")
    # What needs nothing that is left is taken away, until nothing can be; what remains goes round.
    while done := [key for key, others in needs.items() if not any(other in needs for other in others)]:
        for key in done:
            del needs[key]
    for key in list(needs)[:1]:
        said = f"The dependencies of '{key}' go round in a circle."
        yield manifest.document.fault("V223", manifest.resources[key], said, "Take one of them away.")


def _locations(manifest: Manifest) -> Iterator[Fault]:
    for location in manifest.document.elements(f"{{{manifest.adl}}}location"):
        yield from manifest.hrefs.check(location, text(location), "file with metadata")
        path = manifest.hrefs.path(location, text(location))
        if path is not None:
            manifest.listed.add(path)


def _orphans(manifest: Manifest) -> Iterator[Fault]:
    package = manifest.package
    for name in sorted(package.files - manifest.listed - {manifest.document.name}):
        if name.startswith(package.base) and not name.lower().endswith(SCHEMA_FILES):
            yield Fault(
                "V218", "The manifest lists this file in no resource.",
                f'Add <file href="{name.removeprefix(package.base)}"/> to the resource that uses it.', name,
            )  # fmt: skip


def _units(manifest: Manifest) -> Iterator[Fault]:
    name = manifest.scormtype
    kinds = [manifest.resources[key].get(f"{{{manifest.adl}}}{name}") for key in manifest.launched]
    at = manifest.document.root
    manifest.package.units = max(kinds.count("sco"), 1)
    if kinds.count("sco") > 1:
        said = f"The package launches {kinds.count('sco')} SCOs."
        yield manifest.document.fault("V231", at, said, "Make one package of each, or ask your LMS's vendor.")
    elif kinds and "sco" not in kinds and "asset" in kinds:
        yield manifest.document.fault("V230", at, "Nothing that is launched is a sco.", "Nothing will be recorded.")
