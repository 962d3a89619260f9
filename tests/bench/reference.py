"""Writes the reference course, always the same: 10 lessons of 400 words, 20 pictures (1.60 MB), 20 + 10 questions."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path
from typing import Final

LESSONS: Final = 10
PICTURE: Final = (200, 133)
"""Noise, so that it cannot be compressed: about 80 kB each."""

SUBJECTS: Final = (
    "the officer", "a driver", "the dispatcher", "a neighbor", "the sergeant", "a witness", "the crowd", "a colleague",
)  # fmt: skip
VERBS: Final = (
    "explains", "notices", "asks about", "writes down", "waits for", "repeats", "looks at", "remembers", "describes",
)  # fmt: skip
OBJECTS: Final = (
    "the reason for the stop", "what was said at the door", "the way the car was parked", "a torn piece of paper",
    "the light above the shop", "an answer that took too long", "the number on the gate", "two names and a street",
)  # fmt: skip
CLOSES: Final = (
    "before anybody else speaks", "without raising the voice", "while the radio is silent", "as calmly as possible",
    "and then leaves room for an answer", "because the next minute depends on it", "so that it can be checked later",
)  # fmt: skip


def write_course(folder: Path) -> Path:
    """Writes the course into a new folder."""
    rng = random.Random(20261122)
    for name in ("lessons", "media"):
        (folder / name).mkdir(parents=True)
    for number in range(2 * LESSONS):
        (folder / "media" / f"picture-{number:02}.png").write_bytes(_png(rng))
    for number in range(LESSONS):
        _write(folder / "lessons" / f"{number:02}.yaml", _lesson(rng, number))
    _write(folder / "test.yaml", _test(rng))
    _write(folder / "course.yaml", _course())
    return folder


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _course() -> list[str]:
    return [
        "format: 1",
        "id: reference",
        "iri: https://example.org/courses/reference",
        "title: Reference course",
        'version: "1.0.0"',
        "description: The course that every build is measured with.",
        "objectives:",
        *(f"  - {{id: E{n}, text: Tell what lesson {n} is about.}}" for n in range(LESSONS)),
        "modules:",
        "  - id: all",
        "    title: All lessons",
        f"    lessons: [{', '.join(f'lesson-{n}' for n in range(LESSONS))}]",
    ]


def _lesson(rng: random.Random, number: int) -> list[str]:
    lines = [f"id: lesson-{number}", f"title: Lesson {number}", "minutes: 10", f"objectives: [E{number}]", "pages:"]
    for page in range(2):
        lines += [f"  - id: page-{page}", f"    title: Page {page} of lesson {number}", "    blocks:"]
        for _ in range(2):
            lines += ["      - |", f"        ## {_sentence(rng)[:40].rsplit(' ', 1)[0]}", ""]
            lines += [f"        {_sentence(rng)} **{_sentence(rng)}** {_sentence(rng)}", ""]
            lines += [f"        - {_sentence(rng)}" for _ in range(2)]
        lines += [
            "      - type: image",
            f"        src: media/picture-{2 * number + page:02}.png",
            f"        alt: {_sentence(rng)}",
        ]
        lines += [f"      {line}" for line in _question(rng, f"question-{number}-{page}")]
    return lines


def _test(rng: random.Random) -> list[str]:
    lines = ["id: final", "pass_mark: 80", "blueprint:"]
    lines += [f"  - {{objective: E{n}, items: 1}}" for n in range(LESSONS)]
    lines += ["bank:"]
    for number in range(LESSONS):
        item = _question(rng, f"item-{number}")
        lines += [
            f"  {line}" for line in (*item[:2], f"  objective: E{number}", f"  lesson: lesson-{number}", *item[2:])
        ]
    return lines


def _question(rng: random.Random, id_: str) -> list[str]:
    lines = ["- type: choice", f"  id: {id_}", f"  prompt: {_sentence(rng)[:-1]}?", "  options:"]
    right = rng.randrange(4)
    for number in range(4):
        lines += [f"    - id: o{number}", f"      text: {_sentence(rng)}", f"      feedback: {_sentence(rng)}"]
        lines += ["      correct: true"] if number == right else []
    return lines


def _sentence(rng: random.Random) -> str:
    words = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(CLOSES)}."
    return words[0].upper() + words[1:]


def _png(rng: random.Random) -> bytes:
    width, height = PICTURE
    rows = b"".join(b"\0" + rng.randbytes(3 * width) for _ in range(height))
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
