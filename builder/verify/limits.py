"""How much of a package is looked at: what is larger is told, never unpacked into memory."""

from typing import Final

MIB: Final = 1 << 20

ENTRIES: Final = 100_000
UNPACKED: Final = 8 << 30
"""Bytes in all files together."""
RATIO: Final = 200
RATIO_FROM: Final = 50 * MIB
"""Deflate reaches 1:1000 on text that repeats itself; only large files of such a ratio are a bomb."""
TEXT: Final = 8 * MIB
"""A text file that is larger is only hashed."""
TEXTS: Final = 256 * MIB
MANIFEST: Final = 4 * MIB
FAULTS: Final = 25
"""Of one code in one package; the rest is counted."""

SIZE_AIMED_AT: Final = 50 * MIB
SIZE_ADVISED: Final = 100 * MIB
PATH: Final = 200
"""Characters in a name: Windows takes 260 with the folder that it is unpacked into."""
