"""From an author's Markdown to sanitised HTML, and to plain text for the records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any, Final, cast
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from builder.render.place import Place
from builder.render.sanitize import clean

CITATION: Final = re.compile(r"\[\^([a-z0-9]+(?:-[a-z0-9]+)*)\]")
FIELD: Final = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
FIRST_STAND_IN: Final = 0xE000
"""For private use in Unicode: stands for a field while the author's text is cleaned."""
STAND_IN: Final = re.compile("[\ue000-\ue0ff]")
PASSAGE: Final = "lang:"
SCHEMES: Final = re.compile(r"(?:https?://|mailto:|tel:|(?:policy|lesson|term|lang):[a-z0-9-]+$)", re.IGNORECASE)
# Most prompts, answers and feedback are plain sentences: one line in this alphabet that begins with a letter or a
# quotation mark holds no markup, so parser and sanitiser have nothing to do.
PLAIN: Final = re.compile(r"[A-Za-z“‘\"'][A-Za-z0-9 ,;:?!.%/“”‘’\"'…–—()$-]*")  # noqa: RUF001


def prose(text: str, place: Place) -> Markup:
    """Blocks: paragraphs, lists, headings, tables."""
    if _is_plain(text):
        return Markup(f"<p>{escape(text, quote=False)}</p>\n")  # noqa: S704
    env = {"place": place}
    return clean(_render(_parser().parse(text, env), env))


def prose_with(text: str, place: Place, fields: Mapping[str, Markup]) -> Markup:
    """Blocks in which the fields stand where `{id}` is written; what they hold is not the author's, so not cleaned."""
    env = {"place": place, "fields": tuple(fields)}
    html = clean(_render(_parser().parse(STAND_IN.sub("", text), env), env))
    for number, field in enumerate(fields.values()):
        html = html.replace(chr(FIRST_STAND_IN + number), field)
    return html


def phrase(text: str, place: Place, *, links: bool = True) -> Markup:
    """Phrasing content, for labels and legends: paragraphs become lines; without links where a link may not stand."""
    if _is_plain(text):
        return Markup(escape(text, quote=False))  # noqa: S704
    env = {"place": place, "links": links}
    return clean(_lines(_parser().parse(text, env), env))


def stem_and_question(text: str, place: Place) -> tuple[Markup, Markup]:
    """What leads up to a question, as blocks, and its last paragraph, as phrasing content."""
    if _is_plain(text):
        return Markup(), Markup(escape(text, quote=False))  # noqa: S704
    env = {"place": place}
    tokens = _parser().parse(text, env)
    starts = [i for i, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    cut = starts[-1] if starts and tokens[starts[-1]].type == "paragraph_open" else len(tokens)
    return clean(_render(tokens[:cut], env)), clean(_lines(tokens[cut:], env))


def plain(text: str) -> str:
    """The words alone, in one line."""
    if _is_plain(text):
        return text
    found = (_words(token) for token in _parser().parse(text, {}) if token.content)
    return " ".join(" ".join(found).split())


def _is_plain(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None


def _render(tokens: Sequence[Token], env: dict[str, Any]) -> str:
    return _renderer().render(tokens, _parser().options, env)


def _lines(tokens: Sequence[Token], env: dict[str, Any]) -> str:
    lines = []
    for token in tokens:
        if token.children is not None:
            lines.append(_renderer().renderInline(token.children, _parser().options, env))
        elif token.content and token.type != "html_inline":
            lines.append(escape(token.content))
    return "<br>".join(lines)


def _words(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children
        if child.type != "citation"
    )


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables; no HTML, and pictures only as blocks, which ask for their alternative text."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable("image")
    parser.validateLink = lambda url: SCHEMES.match(url) is not None  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "field", _field)
    parser.core.ruler.push("place", _place)
    return parser


@cache
def _renderer() -> RendererHTML:
    return cast(RendererHTML, _parser().renderer)


def _citation(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[^id]`; what names no source stays as it was written."""
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    place: Place | None = state.env.get("place")
    if place is not None and match[1] not in place.library.sources:
        return False
    if not silent:
        state.push("citation", "", 0).meta = {"source": match[1]}
    state.pos = match.end()
    return True


def _field(state: StateInline, silent: bool) -> bool:
    """The inline rule for `{id}`, where the text has fields."""
    match = FIELD.match(state.src, state.pos)
    fields: tuple[str, ...] = state.env.get("fields", ())
    if match is None or match[1] not in fields:
        return False
    if not silent:
        state.push("text", "", 0).content = chr(FIRST_STAND_IN + fields.index(match[1]))
    state.pos = match.end()
    return True


def _place(state: StateCore) -> None:
    """Fits headings, tables, links and citations into the place that the text is for."""
    place: Place | None = state.env.get("place")
    if place is None:
        return
    links = state.env.get("links", True)
    tokens: list[Token] = []
    heading = ""
    for token in state.tokens:
        if token.type == "heading_open":
            heading = f"h{place.heading(int(token.tag[1]))}"
        if token.type in ("heading_open", "heading_close"):
            token.tag = heading
        elif token.type in ("th_open", "td_open"):
            _place_cell(token)
        elif token.children:
            token.children = [*_place_inline([*_passages(token.children, place)], place, links)]
        tokens += _framed(token, place)
    state.tokens = tokens


def _framed(token: Token, place: Place) -> list[Token]:
    """A table may be wider than the column: its frame can be scrolled, by keyboard too."""
    if token.type == "table_open":
        return [
            _html(f'<div class="wide" role="region" tabindex="0" aria-label="{place.words("table")}">'),
            token,
        ]
    return [token, _html("</div>")] if token.type == "table_close" else [token]


def _place_cell(token: Token) -> None:
    align = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if align in ("center", "right"):
        token.attrSet("class", align)
    if token.tag == "th":
        token.attrSet("scope", "col")


def _passages(children: Sequence[Token], place: Place) -> Iterator[Token]:
    """Words in another language are written as links to `lang:`, but stand where links may not, too."""
    is_passage = False
    for token in children:
        address = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        if address.startswith(PASSAGE):
            is_passage = True
            yield Token("passage_open", "span", 1, attrs={**place.foreign(address.removeprefix(PASSAGE))})
        elif token.type == "link_close" and is_passage:
            is_passage = False
            yield Token("passage_close", "span", -1)
        else:
            yield token


def _place_inline(children: Sequence[Token], place: Place, links: bool) -> Iterator[Token]:
    is_foreign = False
    for token, following in zip(children, [*children[1:], None], strict=True):
        if following is not None and following.type == "citation":
            token.content = token.content.rstrip(" ")  # the number stands at the word, not a space after it
        if token.type in ("link_open", "link_close", "citation") and not links:
            continue
        if token.type == "link_open":
            token.attrs = _link(str(token.attrs.get("href", "")), place)
            is_foreign = "target" in token.attrs
        elif token.type == "link_close" and is_foreign:
            yield _html(f'<span class="vh"> {place.words("new-window")}</span>')
        yield _html(_cite(token.meta["source"], place)) if token.type == "citation" else token


def _link(address: str, place: Place) -> dict[str, str | int | float]:
    """The attributes of a link; none, so that only its words remain, where it names what is not there."""
    scheme, _, name = address.partition(":")
    library = place.library
    if scheme == "policy":
        return {"data-policy": name}
    if scheme == "lesson" and name in library.firsts:
        return {"href": f"#{library.firsts[name].anchor}"}
    if scheme == "term" and name in library.terms:
        return {"href": f"#term_{name}", "data-term": name}
    if urlsplit(address).scheme in ("http", "https"):
        return {"href": address, "target": "_blank", "rel": "noopener"}
    return {"href": address} if scheme in ("mailto", "tel") else {}


def _cite(source: str, place: Place) -> str:
    t = place.words
    if not place.numbered:
        return f'<sup class="cite"><a href="#source_{source}">{t("source.unnumbered")}</a></sup>'
    number, is_new = place.cite(source)
    back = f' id="{place.anchor}_r{number}"' if is_new else ""
    label = t("source", n=number)
    return f'<sup class="cite"><a href="#{place.anchor}_s{number}"{back} aria-label="{label}">{number}</a></sup>'


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)
