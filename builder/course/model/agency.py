"""An agency's overlay: its name, its look and what only it can supply."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from builder.course.model.base import Attempts, Color, Line, Many, Markdown, Percent, Picture, Slug, Strict, WebAddress

STATE: Final = r"^[A-Z]{2}$"


class Colors(Strict):
    """The accent of the agency; contrast is checked."""

    accent: Color = Field(description="The accent on light paper, as #1d4f63.")
    accent_dark: Color | None = Field(
        default=None, description="The accent on dark paper; without it a lighter shade is made of the accent."
    )


class Chief(Strict):
    """Who leads the agency, and a message in their own words."""

    name: Line = Field(description="The name.")
    title: Line | None = Field(default=None, description="The title, unless it is: Chief of Police.")
    message: Markdown | None = Field(default=None, description="A message to the learners, in the chief's own words.")


class Contact(Strict):
    """Somebody to call."""

    id: Slug = Field(description="The id of the contact.")
    name: Line = Field(description="Who it is.")
    phone: Line | None = Field(default=None, description="The phone number.")
    url: WebAddress | None = Field(default=None, description="The web address.")
    note: Line | None = Field(default=None, description="When to call.")


class Policy(Strict):
    """A policy of the agency; text links to it with [words](policy:id)."""

    id: Slug = Field(description="The id that text links to, such as use-of-force.")
    title: Line = Field(description="The title of the policy.")
    number: Line | None = Field(default=None, description="Its number in the policy manual.")
    url: WebAddress | None = Field(default=None, description="Where it can be read.")


class Promise(Strict):
    """The Peace Officer Promise as supplied; never written by the course's author."""

    text: Markdown = Field(description="The text, exactly as supplied.")
    source_url: WebAddress = Field(description="Where the text is published.")
    permission: Line = Field(description="Who gave permission to show it, and when.")


class StateLaw(Strict):
    """What the state's law says about the words `peace officer`, as supplied by counsel."""

    text: Markdown = Field(description="The text.")
    reviewed_by: Line = Field(description="Who reviewed it.")
    date: Line = Field(description="When it was reviewed, as 2026-11-22.")


class Agency(Strict):
    """A file of the `agencies/` folder."""

    id: Slug = Field(description="The id of the agency; it names the packages.")
    name: Line = Field(description="The full name of the agency.")
    short_name: Line | None = Field(default=None, description="A short name for small screens.")
    state: Annotated[str, StringConstraints(pattern=STATE)] | None = Field(
        default=None, description="The state, as two capital letters."
    )
    lms: Slug | None = Field(
        default=None,
        description="The LMS of the agency, as `peacebuilder lms` lists them: it gets the package for that one.",
    )
    seal: Picture | None = Field(default=None, description="The seal: svg, png or jpg, relative to the course folder.")
    colors: Colors | None = Field(default=None, description="The colors of the agency.")
    chief: Chief | None = Field(default=None, description="Who leads the agency.")
    contacts: Many[Contact] = Field(default=(), description="Whom learners can turn to.")
    policies: Many[Policy] = Field(default=(), description="The policies that the course refers to.")
    promise: Promise | None = Field(default=None, description="The Promise as supplied.")
    state_law: StateLaw | None = Field(default=None, description="The state's law as supplied.")
    hours: Line | None = Field(default=None, description="Credit hours, as the certifying body states them.")
    pass_mark: Percent | None = Field(default=None, description="Replaces the pass mark of the test.")
    attempts: Attempts | None = Field(default=None, description="Replaces the attempts of the test.")
