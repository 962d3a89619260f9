"""The least that many variants cost: the changed files, deflated, behind ready bytes, and the zip written.

Run as a script: python append.py PACKAGE.zip COUNT OUT
"""

from __future__ import annotations

import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Final

CHANGED: Final = ("agency.js", "theme.css")
LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def main(package: Path, count: int, out: Path) -> None:
    """Writes the variants; `package` is one of them."""
    with zipfile.ZipFile(package) as archive:
        changed = {name: archive.read(name) for name in CHANGED}
        kept = [info for info in archive.infolist() if info.filename not in CHANGED]
        start = min(info.header_offset for info in archive.infolist() if info.filename in CHANGED)
    if any(info.header_offset > start for info in kept):
        raise ValueError("what changes must stand at the end of the package")
    ready = package.read_bytes()[:start]
    directory = b"".join(
        CENTRAL.pack(
            b"PK\x01\x02", 788, 20, 0, info.compress_type, 0, 33, info.CRC, info.compress_size, info.file_size,
            len(info.filename), 0, 0, 0, 0, 0o100644 << 16, info.header_offset,
        ) + info.filename.encode()
        for info in kept
    )  # fmt: skip
    for number in range(count):
        local: list[bytes] = []
        central, offset = [directory], start
        for name, content in changed.items():
            content = content.replace(b"Agency 0", b"Agency %d" % number)
            data = deflated(content)
            facts = (20, 0, 8, 0, 33, zlib.crc32(content), len(data), len(content), len(name), 0)
            local += (LOCAL.pack(b"PK\x03\x04", *facts), name.encode(), data)
            central += (CENTRAL.pack(b"PK\x01\x02", 788, *facts, 0, 0, 0, 0o100644 << 16, offset), name.encode())
            offset += LOCAL.size + len(name) + len(data)
        tail = b"".join((*local, *central))
        end = END.pack(b"PK\x05\x06", 0, 0, len(kept) + 2, len(kept) + 2, sum(map(len, central)), offset, 0)
        with (out / f"variant-{number}.zip").open("wb") as file:
            file.write(ready)
            file.write(tail)
            file.write(end)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
