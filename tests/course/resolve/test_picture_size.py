"""Sizes of pictures, read from files made here by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.course.load.media import look
from builder.course.resolve.picture_size import picture_size

APP0 = b"\xff\xe0" + (16).to_bytes(2, "big") + b"JFIF\0" + bytes(9)


def frame(kind: int, width: int, height: int) -> bytes:
    return (
        b"\xff"
        + bytes([kind])
        + (11).to_bytes(2, "big")
        + b"\x08"
        + height.to_bytes(2, "big")
        + width.to_bytes(2, "big")
    )


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.jpg", b"\xff\xd8" + APP0 + frame(0xC0, 640, 480), (640, 480)),
        ("a.jpeg", b"\xff\xd8" + APP0 + b"\xff\xc4\x00\x04ab" + frame(0xC2, 30, 7), (30, 7)),
        ("a.jpg", b"\xff\xd8" + APP0 + b"\xff\xff" + frame(0xC1, 300, 200), (300, 200)),
        ("a.jpg", b"\xff\xd8" + APP0 + frame(0xC0, 640, 0), None),
        ("a.jpg", b"\xff\xd8" + APP0, None),
        ("a.jpg", b"\xff\xd8" + APP0 + b"\xff", None),
        ("a.jpg", b"\xff\xd8\xff\xc0\x00\x0b\x08\x01", None),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00", None),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (20).to_bytes(4, "big") + (10).to_bytes(4, "big"), (20, 10)),
        ("a.png", b"\x89PNG\r\n\x1a\n", None),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="12.4px" viewBox="0 0 1 1"/>', (24, 12)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0,0 320 , 180"/>', (320, 180)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"/>', None),
        ("a.mp4", b"\0\0\0\x08ftyp", None),
    ],
)
def test_size(tmp_path: Path, name: str, content: bytes, size: tuple[int, int] | None) -> None:
    body = b"" if name.endswith("svg") else bytes(64)
    (tmp_path / name).write_bytes(content + body)
    file = look(tmp_path, name)
    assert file is not None
    assert picture_size(file) == size
