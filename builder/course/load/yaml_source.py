"""YAML text to plain data with positions; refuses what YAML can hide from the person who reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

import yaml

from builder.course.load.document import Document, Mark, NodePath
from builder.course.load.quoting import quoted
from builder.course.load.yaml_fault import explain
from builder.diagnostics import Diagnostic, Location

UNREAD: Final = "the rest of this file is read once this is mended"

STOPPED_HALFWAY: Final = ("Y104", "Y106", "Y108", "Y111", "Y112")

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 40
MAX_VALUES: Final = 200_000

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# XML 1.0 section 2.2 (Char) without what YAML 1.1 takes for line ends, so that our line numbers are the editor's.
UNSUITABLE: Final = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

WORD_AFTER_HASH: Final = re.compile(r"[ \t]+#(?=\w)")
"""Far more often meant as text, as in `form #12`, than as a note of the author."""

# YAML 1.2.2 section 10.3.2 (core schema); dates, `yes` and `no` stay text.
CONSTANTS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER: Final = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")


def plain(text: str) -> Any:
    """The value of a scalar that stands without quotes."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] in "+-.0123456789":
        if INTEGER.fullmatch(text):
            return int(text)
        if FLOAT.fullmatch(text):
            return float(text)
    return text


def parse(name: str, raw: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Reads a file; `raw` should not be much longer than MAX_BYTES."""
    builder = _Builder(Document(name, raw.decode("utf-8-sig", errors="replace")))
    usable = builder.run(raw)
    document = Document(
        name, builder.source.text, builder.root if usable else None, builder.values, builder.keys, usable
    )
    return document, tuple(builder.problems)


class _Stop(Exception):
    """The rest of the file is not worth reading."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list whose end has not been read yet; `keep` is false inside the second value of a key."""

    container: dict[str, Any] | list[Any]
    path: NodePath
    keep: bool
    key: str | None = None
    key_is_new: bool = True
    repeated: int | None = None
    """Which problem tells that a key of this mapping is there twice."""

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.container, dict)


@dataclass(slots=True)
class _Builder:
    """Takes the parser's events one by one; nothing in it recurses."""

    source: Document
    root: Any = None
    stack: list[_Frame] = field(default_factory=list)
    values: dict[NodePath, Mark] = field(default_factory=dict)
    keys: dict[NodePath, Mark] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    count: int = 0
    usable: bool = True

    def run(self, raw: bytes) -> bool:
        try:
            self._check_bytes(raw)
            for event in yaml.parse(self.source.text, Loader=LOADER):
                if isinstance(event, yaml.DocumentStartEvent) and self.count:
                    self._second_document(event)
                    break
                if handler := HANDLERS.get(type(event)):
                    handler(self, event)
            if self.root is None and not self.problems:
                self._stop("Y114", Location(self.source.name), "the file is empty")
        except yaml.YAMLError as error:
            self._report(*explain(error, self.source))
            self._rest_is_unread()
            return False
        except _Stop:
            return False
        return self.usable

    def _report(self, code: str, where: Location, text: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(code, where, text, hint))

    def _rest_is_unread(self) -> None:
        last = self.problems[-1]
        self.problems[-1] = replace(last, hint=f"{last.hint}; {UNREAD}")

    def _stop(self, code: str, where: Location, text: str, hint: str = "") -> None:
        self._report(code, where, text, hint)
        if code in STOPPED_HALFWAY:
            self._rest_is_unread()
        raise _Stop

    def _where(self, event: yaml.Event) -> Location:
        mark = _mark(event)
        return Location(self.source.name, mark.line, mark.column)

    def _check_bytes(self, raw: bytes) -> None:
        if len(raw) > MAX_BYTES:
            text = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
            self._stop("Y110", Location(self.source.name), text, "split it; pictures and videos belong into media/")
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            where = self._position(raw[: error.start].decode("utf-8-sig"))
            self._stop("Y111", where, "this is not UTF-8 text", "save the file with the encoding UTF-8")
        if found := UNSUITABLE.search(self.source.text):
            self._stop("Y112", self._position(self.source.text[: found.start()]), *_unsuitable(found.group()))

    def _position(self, before: str) -> Location:
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        return Location(self.source.name, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def _check_node(self, event: Any) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            self._stop("Y109", self._where(event), f"the file has more than {MAX_VALUES:,} values", "split the file")
        if event.anchor is not None:
            text = f"the anchor '&{event.anchor}' is not allowed"
            self._report("Y104", self._where(event), text, "remove it, and write the value again where it is needed")
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            advice = "remove it; text that begins with ! needs quotes"
            self._report("Y105", self._where(event), f"the tag '{shown}' is not allowed", advice)

    def _place(self, value: Any, event: yaml.Event) -> tuple[NodePath, bool]:
        """Puts a value into the container that is open; tells its path, and whether it is kept."""
        if not self.stack:
            self.root = value
            self.values[()] = _mark(event)
            return (), True
        frame = self.stack[-1]
        keep = frame.keep
        if isinstance(frame.container, list):
            path: NodePath = (*frame.path, len(frame.container))
            frame.container.append(value)
        else:
            key, frame.key = frame.key or "", None
            path = (*frame.path, key)
            keep = keep and frame.key_is_new
            if keep:
                frame.container[key] = value
        if keep:
            self.values[path] = _mark(event)
        return path, keep

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key = frame.key = event.value
        path = (*frame.path, key)
        merge = key == "<<" and not event.style
        frame.key_is_new = key not in frame.container and not merge
        if merge:
            text = "the merge key '<<' is not allowed"
            self._report("Y113", self._where(event), text, "write the keys again where they are needed")
        elif frame.keep and not frame.key_is_new:
            self._second(frame, key, event)
        elif frame.keep:
            self.keys[path] = _mark(event)

    def _second(self, frame: _Frame, key: str, event: yaml.ScalarEvent) -> None:
        """A forgotten dash makes one mapping of two, so several keys are there twice; that is told once."""
        first = self.keys[(*frame.path, key)].line
        if frame.repeated is None:
            frame.repeated = len(self.problems)
            text = f"the key '{key}' is here for the second time; the first is in line {first}"
            self._report("Y103", self._where(event), text, "remove one of the two")
        else:
            again = self.problems[frame.repeated]
            text = again.text.replace("the key", "a dash is missing before this line, or the key", 1)
            if not again.text.startswith("a dash"):
                advice = "begin the new item with '- ', or remove what is there twice"
                self.problems[frame.repeated] = replace(again, text=text, hint=advice)

    def _check_hash(self, event: yaml.ScalarEvent) -> None:
        mark = _mark(event)
        line = self.source.line(mark.end_line) or ""
        if found := WORD_AFTER_HASH.match(line, mark.end_column - 1):
            where = Location(self.source.name, mark.end_line, found.end())
            text = "everything after # is left out here; it is read as a note"
            typed = line[mark.column - 1 :] if event.value and mark.line == mark.end_line else line[found.end() - 1 :]
            self._report("Y115", where, text, f"put the whole text into quotes: {quoted(typed.strip())}")

    def scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_node(event)
        if found := UNSUITABLE.search(event.value):
            self._report("Y112", self._where(event), *_unsuitable(found.group()))
        if self.stack and self.stack[-1].wants_key:
            self._key(self.stack[-1], event)
        else:
            self._place(event.value if event.style else plain(event.value), event)
            if not event.style:
                self._check_hash(event)

    def alias(self, event: yaml.AliasEvent) -> None:
        self.count += 1
        text = f"the alias '*{event.anchor}' is not allowed"
        self._stop("Y104", self._where(event), text, "write the value itself; text that begins with * needs quotes")

    def open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._check_node(event)
        if len(self.stack) >= MAX_DEPTH:
            text = f"values are nested more than {MAX_DEPTH} deep"
            self._stop("Y108", self._where(event), text, "remove brackets that were not meant, or use quotes")
        if self.stack and self.stack[-1].wants_key:
            text = "a key must be a word, not a list or a mapping"
            self._stop("Y106", self._where(event), text, "text that begins with a bracket or a brace needs quotes")
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path, keep = self._place(container, event)
        self.stack.append(_Frame(container, path, keep))

    def close(self, _: yaml.CollectionEndEvent) -> None:
        self.stack.pop()

    def _second_document(self, event: yaml.DocumentStartEvent) -> None:
        text = "a second document begins here; a file holds one"
        self._report("Y107", self._where(event), text, "remove the line '---', or move the rest into its own file")


def _unsuitable(character: str) -> tuple[str, str]:
    name = f"U+{ord(character):04X}"
    return f"the text has an invisible character ({name})", "delete it; it may have come with pasted text"


def _mark(event: yaml.Event) -> Mark:
    start: Any = event.start_mark
    end: Any = event.end_mark
    return Mark(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


HANDLERS: Final[dict[type[yaml.Event], Any]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.AliasEvent: _Builder.alias,
    yaml.MappingStartEvent: _Builder.open,
    yaml.SequenceStartEvent: _Builder.open,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
}
