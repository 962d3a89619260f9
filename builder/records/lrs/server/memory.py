"""Memory that is free goes back to the system."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

MMAP_THRESHOLD: Final = -3
"""M_MMAP_THRESHOLD of <malloc.h>."""
LARGE: Final = 1024 * 1024


def give_back() -> None:
    """Of large blocks at once: left alone, glibc learns to keep ever larger ones, as many as there ever were."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # other libraries for C have no such setting
            ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)
