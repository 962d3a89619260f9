"""Terms of the glossary with their definitions, on the page that needs them."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.key_terms import KeyTerms
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class KeyTermsView(View):
    """`terms`: the word and its definition; `level` is that of the heading."""

    template: ClassVar[str] = "components/key_terms/template.html.j2"
    level: int
    title: str
    terms: tuple[tuple[str, Markup], ...]


def key_terms(block: KeyTerms, place: Place) -> Markup:
    t = place.words
    known = (place.library.terms[id] for id in block.terms)
    with place.titled() as level:
        terms = tuple((term.term, prose(term.definition, place)) for term in known)
        return KeyTermsView(level, block.title or t("key-terms"), terms).html(t)
