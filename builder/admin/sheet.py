"""From the views of the admin pages to HTML: in English, and without any script."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from markupsafe import Markup

from builder.render.env import environment

ROOT: Final = Path(__file__).parent / "templates"


class Sheet:
    """A frozen dataclass whose fields are exactly what its template uses."""

    template: ClassVar[str]

    def html(self) -> Markup:
        """Markup, since the template has escaped what was not."""
        return Markup(environment(ROOT).get_template(self.template).render(self.__dict__))  # noqa: S704
