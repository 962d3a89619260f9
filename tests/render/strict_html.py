"""A reader of HTML that forgives nothing: every element closed where it must be, nothing where it may not stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = {"meta", "link", "img", "input", "br", "hr", "source", "track"}
PHRASING: Final = {
    *(
        "a",
        "b",
        "bdi",
        "br",
        "button",
        "code",
        "em",
        "img",
        "input",
        "label",
        "progress",
        "q",
        "s",
        "select",
        "small",
        "span",
    ),
    *("strong", "sup", "script", "option", "#text"),
}
ONLY_PHRASING: Final = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "label",
    "legend",
    "button",
    "summary",
    "dt",
    "span",
    "b",
}
INTERACTIVE: Final = {"a", "audio", "button", "input", "label", "select", "textarea", "details", "video"}
CHILDREN: Final = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "select": {"option"},
}
PARENTS: Final = {"li": {"ul", "ol"}, "legend": {"fieldset"}, "summary": {"details"}, "figcaption": {"figure"}}


@dataclass
class Element:
    """An element with its attributes and what it holds."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def all(self, tag: str = "") -> Iterator[Element]:
        """The elements in it, in the order of the document."""
        for child in self.children:
            if isinstance(child, Element):
                if not tag or child.tag == tag:
                    yield child
                yield from child.all(tag)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def with_class(self, name: str) -> list[Element]:
        return [element for element in self.all() if name in element.get("class").split()]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def path(self) -> str:
        return f"{self.parent.path if self.parent else ''}/{self.tag}"

    def ancestors(self) -> Iterator[Element]:
        if self.parent:
            yield self.parent
            yield from self.parent.ancestors()


class StrictReader(HTMLParser):
    """Builds the tree, and raises at the first fault."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#root", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"twice the same attribute in {self.here.path}/{tag}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self._check(element)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"<{tag}/> in {self.here.path}")

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.here.tag, f"</{tag}> closes {self.here.path}"
        assert self.here.parent
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        assert not data.strip() or self.here.tag not in CHILDREN, f"text {data!r} in {self.here.path}"
        self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def _check(self, element: Element) -> None:
        above = [element.parent.tag, *(a.tag for a in element.parent.ancestors())] if element.parent else []
        parent = above[0] if above else ""
        allowed = CHILDREN.get(parent)
        assert allowed is None or element.tag in allowed, f"<{element.tag}> in {self.here.path}"
        wanted = PARENTS.get(element.tag)
        assert wanted is None or parent in wanted, f"<{element.tag}> in {self.here.path}"
        strict = next((tag for tag in above if tag in ONLY_PHRASING), None)
        assert strict is None or element.tag in PHRASING, f"<{element.tag}> inside <{strict}>: {self.here.path}"
        for outer in ("a", "button"):
            assert not (outer in above and element.tag in INTERACTIVE), f"<{element.tag}> inside <{outer}>"


def read_html(html: str) -> Element:
    """The tree of a document or a fragment."""
    reader = StrictReader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"never closed: {reader.here.path}"
    return reader.root
