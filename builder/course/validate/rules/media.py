"""Files that the course names: where they lie, how they are called, what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from builder.course.load.document import NodePath
from builder.course.load.media import MEDIA, MediaFile
from builder.course.model.agency import Agency
from builder.course.model.base import Endings
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint, nearest
from builder.diagnostics import Diagnostic

NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
NAME_LENGTH: Final = 150
LARGE_PICTURE: Final = 2_000_000
LARGEST_SEAL: Final = 5_000_000
LARGE_COURSE: Final = 100_000_000
BEGINNINGS: Final[dict[str, bytes]] = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "pdf": b"%PDF-",
}
KINDS: Final[dict[str, str]] = {
    "png": "a PNG picture",
    "jpg": "a JPEG picture",
    "jpeg": "a JPEG picture",
    "pdf": "a PDF document",
    "mp4": "an MP4 video",
    "mp3": "an MP3 recording",
    "m4a": "an MPEG-4 recording",
}

Use = tuple[Part[Any], NodePath, str, Endings]


def uses(draft: Draft) -> Iterator[Use]:
    """Every place that names a file."""
    for part in draft.parts:
        for text in part.texts:
            if isinstance(text.kind, Endings):
                yield part, text.path, text.text, text.kind


def used_files(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, MediaFile]]:
    """Each file that the course names and has, at the first place that names it."""
    seen: set[str] = set()
    for part, path, name, _ in uses(draft):
        file = draft.media.get(name)
        if file and not file.outside and name not in seen:
            seen.add(name)
            yield part, path, file


def file_problems(draft: Draft) -> Iterator[Diagnostic]:
    """A401 to A405, A413, A415 and A418: the first that holds for a place that names a file."""
    for use in uses(draft):
        for rule in (_elsewhere, _name, _place, _type, _missing, _content, _large):
            if problem := rule(draft, *use):
                yield problem
                break


def _elsewhere(draft: Draft, part: Part[Any], path: NodePath, name: str, _: Endings) -> Diagnostic | None:
    inside = "put the file into media/ and write its name, as in media/voice.svg"
    if "://" in name or name.startswith(("//", "data:")):
        return part.problem("A402", path, "a course cannot use files from the web", inside)
    slashed = name.replace("\\", "/")
    if slashed in draft.media and slashed != name:
        text = "the folders in the name of a file are separated by /, not by a backslash"
        return part.problem("A403", path, text, f"write {slashed}")
    if name.startswith(("/", "~")) or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
        return part.problem("A402", path, "this leads out of the course folder", inside)
    if (file := draft.media.get(name)) and file.outside:
        text = "the file is a link that leads out of the course folder"
        return part.problem("A402", path, text, "put the file itself into media/")
    return None


def _name(draft: Draft, part: Part[Any], path: NodePath, name: str, __: Endings) -> Diagnostic | None:
    if NAME.fullmatch(name) and len(name) <= NAME_LENGTH:
        return None
    if len(name) > NAME_LENGTH:
        text = f"the name of the file is longer than {NAME_LENGTH} characters"
        return part.problem("A403", path, text, "give it a shorter name")
    made = re.sub(r"[^a-z0-9./]+", "-", name.lower()).strip("-")
    if made in draft.media and name not in draft.media:
        return part.problem("A401", path, f"there is no file {name}", f"write {made}")
    advice = "use lower-case letters, digits, dots and hyphens"
    if NAME.fullmatch(made):
        advice = f"rename the file to {made}"
    return part.problem("A403", path, "some learning management systems cannot take this file name", advice)


def _place(draft: Draft, part: Part[Any], path: NodePath, name: str, _: Endings) -> Diagnostic | None:
    if name.startswith(f"{MEDIA}/") or part is draft.guest or (isinstance(part.model, Agency) and name in draft.media):
        return None
    advice = hint(name, draft.media, f"move the file to {MEDIA}/{PurePosixPath(name).name}")
    return part.problem("A415", path, "files of a course lie in its folder media/", advice)


def _type(_: Draft, part: Part[Any], path: NodePath, name: str, endings: Endings) -> Diagnostic | None:
    ending = PurePosixPath(name).suffix.lstrip(".")
    if ending in endings.allowed:
        return None
    text = f"a file of type '{ending}' cannot be used here" if ending else "the name of the file has no ending"
    *most, last = endings.allowed
    return part.problem("A404", path, text, f"use {', '.join(most)} or {last}" if most else f"use {last}")


def _missing(draft: Draft, part: Part[Any], path: NodePath, name: str, endings: Endings) -> Diagnostic | None:
    if name in draft.media:
        return None
    stems = {PurePosixPath(known).stem: known for known in draft.media if draft.media[known].ending in endings.allowed}
    near = nearest(PurePosixPath(name).stem, stems)
    advice = f"did you mean {stems[near]}?" if near else f"put the file there, in {draft.folder.as_posix()}"
    return part.problem("A401", path, f"there is no file {name}", advice)


def _content(draft: Draft, part: Part[Any], path: NodePath, name: str, _: Endings) -> Diagnostic | None:
    file = draft.media[name]
    if not file.size:
        return part.problem("A405", path, f"the file {name} is empty", "put the real file there")
    if file.ending in KINDS and not _begins_right(file):
        text = f"the file {name} is not {KINDS[file.ending]}"
        return part.problem("A405", path, text, "save it again in the format that its ending says")
    return None


def _begins_right(file: MediaFile) -> bool:
    if file.ending in ("mp4", "m4a"):
        return file.head[4:8] == b"ftyp"
    if file.ending == "mp3":
        return file.head.startswith(b"ID3") or _is_layer_three(file.head)
    return file.head.startswith(BEGINNINGS[file.ending])


def _is_layer_three(head: bytes) -> bool:
    """Whether a frame of MPEG audio layer III begins here (ISO 11172-3, 2.4.1.3): a sync word, then layer `01`."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 == 0x02


def _large(draft: Draft, part: Part[Any], path: NodePath, name: str, endings: Endings) -> Diagnostic | None:
    file = draft.media[name]
    if file.size <= LARGE_PICTURE or "png" not in endings.allowed or file.ending == "pdf":
        return None
    if file.size > LARGEST_SEAL and isinstance(part.model, Agency):
        text = f"the seal is {file.size / 1_000_000:.1f} MB large; it is shown with the height of a line"
        return part.problem(
            "A418", path, text, f"make it smaller than {LARGE_PICTURE // 1_000_000} MB, or save it as SVG"
        )
    text = f"the picture is {file.size / 1_000_000:.1f} MB large and will be slow to load"
    return part.problem("A413", path, text, f"make it smaller than {LARGE_PICTURE // 1_000_000} MB")


def much_in_all(draft: Draft) -> Iterator[Diagnostic]:
    """A414."""
    total = sum(file.size for _, _, file in used_files(draft))
    if total > LARGE_COURSE and draft.course:
        text = f"the files of the course are {total // 1_000_000} MB in all; some systems refuse packages over 100 MB"
        yield draft.course.problem("A414", (), text, "make videos and pictures smaller")
