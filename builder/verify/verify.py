"""Looks at a finished package: opens it, finds out what it is, and asks every checker."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Location, Severity
from builder.verify import content, filetypes, kinds, limits, lms, names, ours, schemas
from builder.verify.archive import Bytes, NotAZip, local_faults, open_archive
from builder.verify.codes import CODES, OURS
from builder.verify.fault import Fault
from builder.verify.package import Package
from builder.verify.report import Report
from builder.verify.unpack import Contents, unpack

if TYPE_CHECKING:
    from builder.profiles.profile import Profile


def verify(path: Path, *, schema_folder: Path | None = None, profile: Profile | None = None) -> Report:
    """The report on a package; raises OSError when the file cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if not size:
            package, faults = _looked_at(b"", schema_folder, profile)
        else:
            with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
                package, faults = _looked_at(data, schema_folder, profile)
    problems = tuple(_diagnostics(path.as_posix(), faults, package.is_ours))
    return Report(path.as_posix(), package.kind, size, sha256, dict(sorted(package.contents.hashes.items())), problems)


def _looked_at(data: Bytes, schema_folder: Path | None, profile: Profile | None) -> tuple[Package, list[Fault]]:
    contents = Contents()
    package = Package(frozenset(), contents, len(data))
    try:
        archive = open_archive(data)
    except NotAZip as problem:
        return package, [Fault("V001", f"The file cannot be read as a zip: {problem}.", "Get the file again.")]
    faults = [*names.check(archive), *local_faults(archive)]
    shared = frozenset(fault.file for fault in faults if fault.code == "V016")
    faults += unpack(archive, contents, shared)
    package.files = frozenset(entry.name for entry in archive.entries if not entry.is_folder)
    if package.files:
        faults += _checked(package, schema_folder)
        if profile is not None:
            faults += lms.check(package, profile, frozenset(fault.code for fault in faults))
    return package, faults


def _checked(package: Package, schema_folder: Path | None) -> Iterator[Fault]:
    told: set[tuple[str, int]] = set()
    for fault in kinds.check(package):
        told.add((fault.file, fault.line))
        yield fault
    if schema_folder is not None and (schema := schemas.load(schema_folder, package.kind)) is not None:
        for document in list(kinds.documents(package))[:1]:
            # What our own rules have said of a line is clearer.
            yield from (f for f in schemas.check(document, schema) if (f.file, f.line) not in told)
    if package.is_ours:
        yield from ours.check(package)
    yield from filetypes.check(package)
    yield from (f for f in content.check(package) if not (f.code == "V703" and (f.file, f.line) in told))


def _diagnostics(path: str, faults: Iterable[Fault], is_ours: bool) -> Iterator[Diagnostic]:
    """In the order of files and lines; of too many alike, the rest is counted."""
    counts: Counter[str] = Counter()
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line, fault.column, fault.code))
    for fault in ordered:
        counts[fault.code] += 1
        if counts[fault.code] <= limits.FAULTS:
            yield _diagnostic(path, fault, is_ours)
    for code, count in sorted(counts.items()):
        if count > limits.FAULTS:
            said = f"There are {count - limits.FAULTS} more problems of this kind."
            yield _diagnostic(path, Fault(code, said), is_ours)


def _diagnostic(path: str, fault: Fault, is_ours: bool) -> Diagnostic:
    where = Location(f"{path}!{fault.file}" if fault.file else path, fault.line, fault.column)
    # What our packages promise is broken there, though elsewhere it may be usual.
    severity = Severity.ERROR if is_ours and fault.code in OURS else CODES[fault.code].severity
    return Diagnostic(fault.code, where, fault.text, fault.hint, fault.source, severity)
