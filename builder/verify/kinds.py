"""Finds the manifests of a package, wherever they lie, and hands each to its checker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from builder.verify import cmi5, ours, scorm, tincan, xml
from builder.verify.fault import Fault
from builder.verify.package import Package
from builder.verify.xml import Document

Checker = Callable[[Document, Package], Iterator[Fault]]
MANIFESTS: Final[Mapping[str, Checker]] = {
    "imsmanifest.xml": scorm.check,
    "cmi5.xml": cmi5.check,
    "tincan.xml": tincan.check,
}
"""In the order in which one of several decides what the package is."""
PAGE: Final = "index.html"


def check(package: Package) -> Iterator[Fault]:
    """All faults of the manifests; sets what the package is, and where it begins."""
    found = {name: path for name in MANIFESTS if (path := _find(package, name))}
    if not found:
        yield from _none(package)
        return
    first = next(iter(found))
    package.base = found[first].removesuffix(found[first].rpartition("/")[2])
    package.is_ours = ours.is_ours(package)
    kinds = []
    for name, path in found.items():
        yield from _place(name, path)
        yield from _checked(package, name, path)
        kinds.append(package.kind)
    package.kind = kinds[0]
    if len(found) > 1:
        said = f"The package has {len(found)} manifests: {', '.join(found)}."
        yield Fault("V103", said, "Make one package for each format.")


def documents(package: Package) -> Iterator[Document]:
    """The manifests that can be read, again."""
    for name in MANIFESTS:
        path = _find(package, name)
        document = xml.read(path, package.text(path) or b"")[0] if path else None
        if document is not None:
            yield document


def _checked(package: Package, name: str, path: str) -> Iterator[Fault]:
    data = package.text(path)
    if data is None:
        return  # told by what reads the zip
    document, faults = xml.read(path, data)
    yield from faults
    if document is None:
        package.kind = {"cmi5.xml": "cmi5", "tincan.xml": "xapi"}.get(name, "unknown")
        return
    yield from MANIFESTS[name](document, package)


def _find(package: Package, name: str) -> str | None:
    """Where a manifest lies: at the root, else written otherwise, else in the highest folder."""
    if name in package.files:
        return name
    found = [path for path in package.files if path.rpartition("/")[2].lower() == name]
    return min(found, key=lambda path: (path.count("/"), path), default=None)


def _place(name: str, path: str) -> Iterator[Fault]:
    if "/" in path:
        hint = "Zip the files in the folder, not the folder: the manifest must lie at the top of the zip."
        yield Fault("V102", f"{name} lies in a folder of the zip.", hint, path)
    if path.rpartition("/")[2] != name:
        yield Fault("V104", f"The name is not {name}.", "Large and small letters are told apart.", path)


def _none(package: Package) -> Iterator[Fault]:
    pages = [path for path in package.files if path.rpartition("/")[2].lower() == PAGE]
    page = min(pages, key=lambda path: (path.count("/"), path), default=None)
    package.base = page.removesuffix(page.rpartition("/")[2]) if page else ""
    package.is_ours = ours.is_ours(package)
    names = ", ".join(MANIFESTS)
    if package.is_ours and (found := ours.adapter(package)) in ours.MANIFESTED:
        said = f"tracking.json says that this is a package for {found}, yet it has no manifest."
        yield Fault("V101", said, "Build the package again.")
    elif page is None:
        said = f"The zip has none of {names}, and no {PAGE} either."
        yield Fault("V101", said, "Zip the files of the course with its manifest at the top.")
    else:
        package.kind = "web"
        package.launches.append(page)
        if not package.is_ours:
            said = f"The zip has none of {names}: no LMS can take it as a course."
            yield Fault("V113", said, "Put it on a web server, or publish the course for your LMS.")
        elif "/" in page:
            yield Fault("V102", f"{PAGE} lies in a folder of the zip.", "Zip the files, not the folder.", page)
