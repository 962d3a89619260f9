"""Collects the files that a course uses and measures them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from builder.course.load.media import MediaFile
from builder.course.resolve.picture_size import picture_size
from builder.course.resolved import Asset

MEDIA_TYPES: Final = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "vtt": "text/vtt",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


def collect(paths: Iterable[str], media: Mapping[str, MediaFile]) -> dict[str, Asset]:
    """The files in the order of their paths; all of them exist, as validation has seen."""
    return {path: asset(media[path]) for path in sorted(set(paths))}


def asset(file: MediaFile) -> Asset:
    width, height = picture_size(file) or (None, None)
    return Asset(
        path=file.path,
        name=file.name,
        source=file.source,
        size=file.size,
        media_type=MEDIA_TYPES[file.ending],
        width=width,
        height=height,
    )
