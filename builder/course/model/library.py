"""What lessons refer to: sources and terms."""

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Slug, Strict, WebAddress


class Source(Strict):
    """A source that text can cite with `[^id]`."""

    id: Slug = Field(description="The id that text cites, as in [^weisburd2022].")
    text: Line = Field(description="Author, year, title, where it was published.")
    url: WebAddress | None = Field(default=None, description="Where it can be read.")
    retrieved: Line | None = Field(default=None, description="When it was last read there, as 2026-11-22.")


class Sources(Strict):
    """The file sources.yaml."""

    sources: Many[Source] = Field(description="The sources.")


class Term(Strict):
    """A word and what it means."""

    id: Slug = Field(description="The id of the term; text links to it with [word](term:id).")
    term: Line = Field(description="The word.")
    definition: Markdown = Field(description="What it means in this course.")


class Glossary(Strict):
    """The file glossary.yaml."""

    terms: Many[Term] = Field(description="The terms; they are shown in alphabetical order.")
