"""The file course.lock: one JSON object a line, so that it diffs well and other programs can read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, StringConstraints, ValidationError

from builder.course.load.document import Document
from builder.course.load.media import leads_out
from builder.course.model.base import Many, Strict
from builder.course.model.course import Version
from builder.diagnostics import Diagnostic, Location

NAME: Final = "course.lock"
FORMAT: Final = 1
NOTE: Final = "Written by peacebuilder release: the ids that learners' records know, and what they mean. Do not edit."
MAX_BYTES: Final = 20_000_000
RESTORE: Final = f"take {NAME} from your version control as it was written"
OWNERS: Final = {"page": "lesson", "option": "question", "target": "question", "node": "scenario", "choice": "node"}
ITEM: Final = "-item"
"""Ends the kind of what is a part of another block with an id, such as checklist-item."""

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$", max_length=64)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+){0,4}$")]
Place = Annotated[str, StringConstraints(pattern=r"^[a-z-]+:[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+)?$")]

M = TypeVar("M", bound=BaseModel)


class Ref(NamedTuple):
    """What an id stands for; the id of a part begins with that of its owner, as in voice-1/ask."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def name(self) -> str:
        """The id as it stands in the file of the author."""
        return self.id.rpartition("/")[2]

    @property
    def owner(self) -> Ref | None:
        above = self.id.rpartition("/")[0]
        if not above:
            return None
        deep = self.kind.endswith(ITEM) and "/" in above
        return Ref(self.kind if deep else OWNERS.get(self.kind, self.kind.removesuffix(ITEM)), above)

    @classmethod
    def parse(cls, text: str) -> Ref:
        kind, _, id_ = text.partition(":")
        return cls(kind, id_)


class Entry(Strict):
    """A released id and what it means; what does not apply to its kind is left out."""

    kind: Kind
    id: Id
    since: Version
    retired: Version | None = None
    place: Place | None = None
    """The page or the test that a block, a question or a scenario stands in, as page:lesson/page."""
    type: str | None = None
    right: Many[str] = ()
    """The right answer of a question, part by part."""
    accepts: Many[str] = ()
    """The texts that are taken for right; more of them may be added."""
    letter: str | None = None
    """What SCORM 1.2 records for an option or a choice."""
    next: str | None = None
    end: Literal["safe", "unsafe"] | None = None
    says: str = ""

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.id)

    @property
    def owner(self) -> Ref | None:
        """Without which this cannot be there: what it is a part of, else where it stands."""
        return self.ref.owner or (Ref.parse(self.place) if self.place else None)


class Header(Strict):
    """The first line."""

    note: str
    format: Literal[1]
    course: str
    iri: str
    version: Version
    checksum: str


@dataclass(frozen=True)
class Lock:
    """What was released of a course; `version` is that of the last release."""

    course: str
    iri: str
    version: str
    entries: Mapping[Ref, Entry]
    document: Document = field(default=Document(NAME, ""), compare=False)

    @property
    def live(self) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.retired is None)

    @property
    def retired(self) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.retired is not None)


def write(lock: Lock) -> bytes:
    """The file: what belongs together stands together, whatever the order of the entries."""
    head = {"note": NOTE, "format": FORMAT, "course": lock.course, "iri": lock.iri, "version": lock.version}
    lines = [_line({**head, "checksum": _checksum(lock)}), *_lines(lock)]
    return "".join(f"{line}\n" for line in lines).encode()


def read(folder: Path) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    """The lock of a course folder, or what is wrong with it."""
    path = folder / NAME
    document = Document(path.as_posix(), "")
    if leads_out(folder, path):
        text = "the file is a link to a place outside the course folder"
        return None, (document.problem("S204", (), text, "put the file itself here"),)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        text = f"the file cannot be read: {error.strerror}"
        return None, (document.problem("S205", (), text, "check its permissions"),)
    if len(raw) > MAX_BYTES:
        text = "this is no file that peacebuilder wrote: it is too large"
        return None, (document.problem("K901", (), text, RESTORE),)
    return _parse(Document(path.as_posix(), raw.decode("utf-8", "replace").replace("\r\n", "\n")))


def _parse(document: Document) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    first, *rest = document.text.removesuffix("\n").split("\n")
    if (number := _format(first)) is not None and number > FORMAT:
        text = f"the file has the format {number}, and this program reads only {FORMAT}"
        return None, (_problem(document, "K903", 1, text, "install a newer version of peacebuilder"),)
    header = _model(Header, first)
    if header is None:
        return None, (_broken(document, 1),)
    entries: dict[Ref, Entry] = {}
    for number, line in enumerate(rest, 2):
        entry = _model(Entry, line)
        if entry is None or entry.ref in entries:
            return None, (_broken(document, number),)
        entries[entry.ref] = entry
    lock = Lock(header.course, header.iri, header.version, entries, document)
    if header.checksum != _checksum(lock):
        text = "the file was changed by hand, or by a merge, after it was written"
        return None, (_problem(document, "K902", 1, text, RESTORE),)
    return lock, ()


def _format(line: str) -> int | None:
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        return None
    number = head.get("format") if isinstance(head, dict) else None
    return number if isinstance(number, int) else None


def _model(model: type[M], line: str) -> M | None:
    try:
        return model.model_validate_json(line)
    except ValidationError:
        return None


def _broken(document: Document, number: int) -> Diagnostic:
    line = document.line(number) or ""
    merge = line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    text = "two versions of the file were merged" if merge else "this line is not one that peacebuilder wrote"
    fix = "take one of the two versions whole, and release again" if merge else RESTORE
    return _problem(document, "K901", number, text, fix)


def _problem(document: Document, code: str, line: int, text: str, hint: str) -> Diagnostic:
    return document.problem(code, Location(document.name, line, 1), text, hint)


def _checksum(lock: Lock) -> str:
    said = "\n".join([_line([FORMAT, lock.course, lock.iri, lock.version]), *_lines(lock)])
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _lines(lock: Lock) -> Iterator[str]:
    return (_line(entry.model_dump(exclude_defaults=True)) for entry in in_order(lock.entries.values()))


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """What is a part of something follows it."""
    return sorted(entries, key=lambda entry: (_root(entry.ref), entry.id.split("/"), entry.kind))


def _root(ref: Ref) -> str:
    return _root(ref.owner) if ref.owner else ref.kind


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
