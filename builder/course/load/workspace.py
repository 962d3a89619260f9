"""A course folder to the documents in it, each under the kind of file that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from builder.course.codes import severity
from builder.course.load.document import Document
from builder.course.load.media import MEDIA, MediaFile, leads_out, scan
from builder.course.load.yaml_source import MAX_BYTES, parse
from builder.diagnostics import Diagnostic, Location

KINDS: Final = {
    "course.yaml": "course",
    "lessons": "lesson",
    "scenarios": "scenario",
    "test.yaml": "test",
    "test-outs": "test-out",
    "glossary.yaml": "glossary",
    "sources.yaml": "sources",
    "agencies": "agency",
}
ALMOST_YAML: Final = re.compile(r"\.ya?ml(?:\.txt)?\s*$", re.IGNORECASE)
"""Editors add the .txt, and hide it."""
KNOWN: Final = (*KINDS, MEDIA)


@dataclass(frozen=True)
class Workspace:
    """What a course folder holds; `documents` in the order in which problems are told."""

    folder: Path
    documents: Mapping[str, tuple[Document, ...]]
    media: Mapping[str, MediaFile]
    problems: tuple[Diagnostic, ...]
    unread: frozenset[str] = frozenset()
    """The kinds of file of which one is there, but could not be read."""


def open_workspace(folder: Path) -> Workspace:
    """Reads all YAML files of a course folder; media files are only listed."""
    reader = _Reader(folder)
    if not folder.is_dir():
        reader.report("S201", folder, "there is no such folder", "give the folder that holds course.yaml")
        return Workspace(folder, {}, {}, tuple(reader.problems))
    if not (folder / "course.yaml").is_file() and reader.points_elsewhere():
        return Workspace(folder, {}, {}, tuple(reader.problems))
    reader.read_all()
    documents = {kind: tuple(documents) for kind, documents in reader.documents.items()}
    return Workspace(folder, documents, scan(folder), tuple(reader.problems), frozenset(reader.unread))


def course_folder(path: Path) -> Path:
    """The folder of a course that may have been given by its course.yaml."""
    return path.parent if path.name == "course.yaml" and path.is_file() else path


def read_document(path: Path) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A file that may lie anywhere, such as the overlay of an agency."""
    reader = _Reader(path.parent)
    if not path.is_file():
        reader.report("S205", path, "there is no such file", "check the path")
        return None, tuple(reader.problems)
    reader.read(path, "document")
    return next(iter(reader.documents.get("document", ())), None), tuple(reader.problems)


@dataclass
class _Reader:
    folder: Path
    documents: dict[str, list[Document]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def report(self, code: str, path: Path, text: str, hint: str) -> None:
        self.problems.append(Diagnostic(code, Location(path.as_posix()), text, hint, None, severity(code)))

    def points_elsewhere(self) -> bool:
        """Whether a course lies above or below this folder, so that nothing in it is worth telling."""
        full = self.folder.resolve()
        if full.name in KNOWN and (full.parent / "course.yaml").is_file():
            text = f"this is the folder {full.name}/ of a course"
            self.report("S201", self.folder, text, f"give the folder of the course: {_typed(self.folder)}")
            return True
        courses = [path for path in self._listing(self.folder) if (path / "course.yaml").is_file()]
        if not courses or any((self.folder / name).exists() for name in KINDS):
            return False
        listed = ", ".join(path.as_posix() for path in courses[:12])
        advice = f"did you mean {listed}?" if len(courses) == 1 else f"give one of them: {listed}"
        self.report("S201", self.folder, "this folder holds courses, but is not one", advice)
        return True

    def read_all(self) -> None:
        if not (self.folder / "course.yaml").is_file():
            text = "the folder has no file course.yaml"
            self.report("S201", self.folder, text, "give the folder of a course, or begin one: peacebuilder init DIR")
        for name, kind in KINDS.items():
            if name.endswith(".yaml"):
                self._read_if_there(self.folder / name, kind)
            else:
                self._read_folder(self.folder / name, kind)
        absent = [name for name in KNOWN if not (self.folder / name).exists()]
        for path in self._listing(self.folder):
            if path.name not in KNOWN:
                self._stranger(path, absent)

    def _read_if_there(self, path: Path, kind: str) -> None:
        if path.is_file():
            self._read_inside(path, kind)

    def _read_folder(self, folder: Path, kind: str) -> None:
        for path in self._listing(folder):
            if path.suffix == ".yaml" and path.is_file():
                self._read_inside(path, kind)
            else:
                self._stranger(path, [])

    def _listing(self, folder: Path) -> list[Path]:
        if not folder.is_dir():
            return []
        try:
            return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError as error:
            self.report("S205", folder, f"the folder cannot be read: {error.strerror}", "check its permissions")
            return []

    def _read_inside(self, path: Path, kind: str) -> None:
        if leads_out(self.folder, path):
            text = "the file is a link to a place outside the course folder"
            self.report("S204", path, text, "put the file itself here")
            self.unread.add(kind)
            return
        self.read(path, kind)

    def read(self, path: Path, kind: str) -> None:
        try:
            with path.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
        except OSError as error:
            self.report("S205", path, f"the file cannot be read: {error.strerror}", "check its permissions")
            self.unread.add(kind)
            return
        document, problems = parse(path.as_posix(), raw)
        self.documents.setdefault(kind, []).append(document)
        self.problems += problems

    def _stranger(self, path: Path, absent: list[str]) -> None:
        """Points out what the author may believe is read; other files are none of our business."""
        if (found := ALMOST_YAML.search(path.name)) and path.suffix != ".yaml" and path.is_file():
            text = f"files that end in {found.group()} are not read"
            self.report("S202", path, text, f"rename it to {path.name[: found.start()]}.yaml")
        elif path.suffix == ".yaml" or (path.is_dir() and (absent or any(path.glob("*.yaml")))):
            near = get_close_matches(path.name, absent, 1)
            if near and (kind := KINDS.get(near[0])) and path.is_dir():
                self.report("S206", path, "this folder is not read", f"rename it to {near[0]}")
                self.unread.add(kind)
            elif near:
                self.report("S203", path, "this is not read", f"did you mean {near[0]}?")
            elif path.suffix == ".yaml":
                hint = "lessons belong into lessons/, scenarios into scenarios/, agencies into agencies/"
                self.report("S203", path, "this file is not read", hint)
            elif any(path.glob("*.yaml")):
                self.report("S203", path, "the files in this folder are not read", "move them up, or remove them")


def _typed(folder: Path) -> str:
    """The folder above, as an author would type it."""
    return (folder.parent if folder.name else folder / "..").as_posix()
