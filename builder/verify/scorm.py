"""Checks what the manifests of SCORM 1.2 and 2004 have in common: organizations, items, resources, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from builder.verify import scorm12, scorm2004, scorm_shapes
from builder.verify.fault import Fault
from builder.verify.hrefs import Hrefs, base_faults
from builder.verify.package import Package
from builder.verify.resources import resource_faults
from builder.verify.scorm_items import item_faults
from builder.verify.scorm_manifest import Manifest
from builder.verify.shapes import check as shape_faults
from builder.verify.spaces import ADL12, ADL2004, ADLNAV, ADLSEQ, CP12, CP2004, IMSSS, LOM, MD12
from builder.verify.xml import Document, local, space, text

EDITIONS: Final = {"2004 3rd Edition": "scorm2004-3", "2004 4th Edition": "scorm2004-4"}
KNOWN: Final = frozenset((CP12, ADL12, MD12, CP2004, ADL2004, ADLSEQ, ADLNAV, IMSSS, LOM))
NAMES: Final = frozenset(name for shapes in scorm_shapes.SCORM2004.values() for name in shapes)


def check(document: Document, package: Package) -> Iterator[Fault]:
    """All faults of an imsmanifest.xml; sets the kind of the package."""
    root = document.root
    cp = space(root)
    if cp not in (CP12, CP2004) or local(root) != "manifest":
        hint = f"SCORM 1.2 has <manifest> in {CP12}, SCORM 2004 in {CP2004}."
        yield document.fault("V108", root, f"The root is <{local(root)}> in the namespace '{cp}'.", hint)
        return
    found = _versions(document, cp)
    package.kind = _kind(document, cp)
    yield from found
    adl = ADL12 if cp == CP12 else ADL2004
    resources = {resource.get("identifier") or "": resource for resource in document.elements(f"{{{cp}}}resource")}
    manifest = Manifest(document, package, package.kind, cp, adl, Hrefs(document, package), resources)
    yield from shape_faults(document, scorm_shapes.SCORM12 if cp == CP12 else scorm_shapes.SCORM2004)
    yield from base_faults(document)
    yield from _prefix(manifest)
    yield from _extensions(manifest)
    yield from _identifiers(manifest)
    yield from _organizations(manifest)
    yield from item_faults(manifest)
    yield from resource_faults(manifest)
    yield from (scorm12.check(manifest) if cp == CP12 else scorm2004.check(manifest))
    package.launches += [
        path
        for key in manifest.launched
        if (path := manifest.hrefs.path(resources[key], resources[key].get("href") or "")) in package.files
    ]


def _kind(document: Document, cp: str) -> str:
    if cp == CP12:
        return "scorm12"
    return EDITIONS.get(text(document.root.find(f"{{{cp}}}metadata/{{{cp}}}schemaversion")), "scorm2004-3")


def _versions(document: Document, cp: str) -> list[Fault]:
    metadata = document.root.find(f"{{{cp}}}metadata")
    at = document.root if metadata is None else metadata
    schema, version = at.find(f"{{{cp}}}schema"), at.find(f"{{{cp}}}schemaversion")
    faults = []
    if text(schema) != "ADL SCORM":
        said = f"The schema is '{text(schema)}'." if schema is not None else "The metadata names no schema."
        faults.append(document.fault("V201", at if schema is None else schema, said, "Write ADL SCORM."))
    right = ("1.2",) if cp == CP12 else tuple(EDITIONS)
    if text(version) not in right:
        said = f"The schemaversion is '{text(version)}'." if version is not None else "There is no schemaversion."
        hint = f"Write {' or '.join(right)}, exactly; Moodle takes anything else as SCORM 1.2."
        faults.append(document.fault("V202", at if version is None else version, said, hint))
    return faults


def _prefix(manifest: Manifest) -> Iterator[Fault]:
    """Moodle knows ADL's names by the literal prefix `adlcp:`, whatever it stands for."""
    for element in manifest.document.root.iter():
        if not isinstance(element.tag, str):
            continue
        prefixes = {name for name, uri in element.nsmap.items() if uri == manifest.adl}
        if space(element) == manifest.adl:
            wrong = element.prefix != "adlcp"
        else:
            uses = any(str(key).startswith(f"{{{manifest.adl}}}") for key in element.attrib)
            wrong = uses and prefixes != {"adlcp"}
        if wrong:
            said = f"ADL's names have the prefix '{min(name or '' for name in prefixes)}' here."
            yield manifest.document.fault("V203", element, said, "Write adlcp: as the prefix.")
            return


def _extensions(manifest: Manifest) -> Iterator[Fault]:
    """Elements of namespaces that SCORM does not know, among them its own under a name that is misspelled."""
    for element in manifest.document.root.iter():
        if not isinstance(element.tag, str) or space(element) in KNOWN:
            continue
        if local(element) in NAMES:
            said = f"<{local(element)}> is in the namespace '{space(element)}', which SCORM does not know."
            yield manifest.document.fault("V108", element, said, "Correct the namespace where its prefix is declared.")
            return
        said = f"<{local(element)}> belongs to no standard that SCORM knows."
        yield manifest.document.fault("V114", element, said, "Leave it out.")
        return


def _identifiers(manifest: Manifest) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for element in manifest.document.root.iter():
        key = element.get("identifier") if isinstance(element.tag, str) else None
        if key is None:
            continue
        seen[key] += 1
        if seen[key] == 2:
            said = f"The identifier '{key}' is there already."
            yield manifest.document.fault("V206", element, said, "Give each element its own.")


def _organizations(manifest: Manifest) -> Iterator[Fault]:
    document = manifest.document
    holder = manifest.find(document.root, "organizations")
    if holder is None:
        return
    found = holder.findall(f"{{{manifest.cp}}}organization")
    default = holder.get("default")
    if not found:
        yield document.fault("V208", holder, "There is no organization, so nothing can be launched.", "Add one.")
    elif default is None:
        yield document.fault("V207", holder, "<organizations> has no default.", "Name the organization to launch.")
    elif default not in [organization.get("identifier") for organization in found]:
        said = f"The default organization '{default}' is not there."
        yield document.fault("V207", holder, said, "Write the identifier of an organization.")
    for organization in found:
        if manifest.find(organization, "item") is None and manifest.cp == CP12:
            yield document.fault("V208", organization, "The organization has no item.", "Add one that launches.")
