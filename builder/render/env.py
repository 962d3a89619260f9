"""From a view model to HTML: one jinja2 environment, strict about what it is given."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.render.catalogue import text

ROOT: Final = Path(__file__).parent


@cache
def environment() -> Environment:
    """The only environment: everything is escaped, an unknown name is an error, templates never change under us."""
    made = Environment(
        loader=FileSystemLoader(ROOT),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["t"] = text
    return made


class View:
    """A frozen dataclass whose fields are exactly what its template uses."""

    template: ClassVar[str]

    def html(self) -> Markup:
        """The template filled with the fields; Markup, since the template has escaped what was not."""
        return Markup(environment().get_template(self.template).render(self.__dict__))  # noqa: S704
