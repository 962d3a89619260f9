"""Compares a manifest with the shapes of its elements: their order, their number, their attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from builder.verify.fault import Fault
from builder.verify.values import FORMS
from builder.verify.xml import Document, local, space

Test = Callable[[str], bool]
CODES: Final = {"id": "V205"}
MANY: Final = 1 << 30
COUNTS: Final = {"": (1, 1), "?": (0, 1), "*": (0, MANY), "+": (1, MANY)}


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the order of children: any of the names, so often."""

    names: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What an element may hold; `foreign` says whether elements of other namespaces may follow."""

    slots: tuple[Slot, ...]
    attributes: Mapping[str, tuple[str, bool]]
    foreign: bool


def shape(children: str = "", attributes: str = "", *, foreign: bool = True) -> Shape:
    """As in `shape("title? item* metadata?", "identifier!=id isvisible=bool")`."""
    return Shape(tuple(map(_slot, children.split())), dict(map(_attribute, attributes.split())), foreign)


def _slot(word: str) -> Slot:
    mark = word[-1] if word[-1] in "?*+" else ""
    return Slot(tuple(word.rstrip("?*+").split("|")), *COUNTS[mark])


def _attribute(word: str) -> tuple[str, tuple[str, bool]]:
    name, _, kind = word.partition("=")
    return name.rstrip("!"), (kind or "any", name.endswith("!"))


Shapes = Mapping[str, Mapping[str, Shape]]
"""By namespace and name."""


def check(document: Document, shapes: Shapes) -> Iterator[Fault]:
    """All faults of the elements whose shape is known."""
    for element in document.root.iter():
        if not isinstance(element.tag, str):
            continue
        known = shapes.get(space(element))
        if known is None:
            continue
        found = known.get(local(element))
        if found is not None:
            yield from _children(document, element, found)
            yield from _attributes(document, element, found)


def _children(document: Document, element: etree._Element, shape_: Shape) -> Iterator[Fault]:
    counts = [0] * len(shape_.slots)
    at = 0
    own = space(element)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if space(child) != own:
            at = len(shape_.slots)
            if not shape_.foreign:
                yield document.fault("V111", child, f"<{local(child)}> may not stand in <{local(element)}>.")
            continue
        index = next((i for i, slot in enumerate(shape_.slots) if local(child) in slot.names), None)
        if index is None:
            yield document.fault("V111", child, f"<{local(element)}> knows no <{local(child)}>.")
            continue
        counts[index] += 1
        if counts[index] > shape_.slots[index].most:
            yield document.fault("V111", child, f"<{local(element)}> may have only one <{local(child)}>.")
        elif index < at:
            yield document.fault("V111", child, f"<{local(child)}> stands too late.", _order(shape_))
        at = max(at, index)
    for slot, count in zip(shape_.slots, counts, strict=True):
        if count < slot.least:
            names = " or ".join(f"<{name}>" for name in slot.names)
            yield document.fault("V111", element, f"<{local(element)}> has no {names}.", "Add it.")


def _order(shape_: Shape) -> str:
    names = ", ".join("|".join(slot.names) for slot in shape_.slots)
    return f"The order is: {names}{', then elements of other namespaces' if shape_.foreign else ''}."


def _attributes(document: Document, element: etree._Element, shape_: Shape) -> Iterator[Fault]:
    name = local(element)
    for key, value in element.attrib.items():
        if str(key).startswith("{"):
            continue
        if key not in shape_.attributes:
            yield document.fault("V112", element, f"<{name}> knows no attribute '{key}'.")
            continue
        kind, _ = shape_.attributes[key]
        test, should = _form(kind)
        if not test(value):
            code = CODES.get(kind, "V112")
            yield document.fault(code, element, f"'{value[:60]}' cannot be the {key} of <{name}>.", f"It is {should}.")
    for key, (_, required) in shape_.attributes.items():
        if required and element.get(key) is None:
            yield document.fault("V112", element, f"<{name}> has no attribute '{key}'.", "Add it.")


def _form(kind: str) -> tuple[Test, str]:
    if kind in FORMS:
        return FORMS[kind]
    words = kind.split("|")
    return words.__contains__, f"one of: {', '.join(words)}"
