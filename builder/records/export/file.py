"""A file that is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.records.lake.refusals import Unusable


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place of the same name in a folder of its own; what is there at the end becomes `path`, when all went well."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.resolve().parent))
    except OSError as error:
        raise Unusable(
            f"{path} cannot be written: {error.strerror}", "name a folder that is there and yours"
        ) from error
    try:
        yield folder / path.name
        (folder / path.name).replace(path)
    except OSError as error:
        raise Unusable(
            f"{path} cannot be written: {error.strerror}", "check the disk, and who may write there"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
