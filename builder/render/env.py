"""From a view model to HTML: one jinja2 environment, strict about what it is given."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import ClassVar, Final, TypeVar, dataclass_transform

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from builder.render.catalogue import Words

ROOT: Final = Path(__file__).parent

T = TypeVar("T")


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules, since compiling them is half the cost of a page."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return cache_from_source(filename or name).removesuffix(".pyc") + ".j2c"

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), Path(bucket.key).open("rb") as stream:
            bucket.load_bytecode(stream)  # leaves the bucket empty when source or Python have changed

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        target = Path(bucket.key)
        with suppress(OSError):  # the installation may be read-only
            target.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=target.parent, delete=False) as stream:
                bucket.write_bytecode(stream)
            Path(stream.name).replace(target)


@cache
def environment(folder: Path = ROOT) -> Environment:
    """The environment of a folder: everything is escaped, an unknown name is an error, templates do not change."""
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(),
    )


@dataclass_transform(frozen_default=True)
def view_model(of: type[T]) -> type[T]:
    """A dataclass that nothing changes and nobody compares.

    The checker of types sees to the first. What would see to it at run-time, compare and print is compiled from text
    for each class, and for all of them takes as long as a tenth of a build.
    """
    return dataclass(eq=False, repr=False)(of)


class View:
    """A view model whose fields are exactly what its template uses."""

    template: ClassVar[str]

    def html(self, words: Words) -> Markup:
        """The template filled with the fields and the words `t`; Markup, since it has escaped what was not."""
        return Markup(environment().get_template(self.template).render(self.__dict__, t=words))  # noqa: S704
