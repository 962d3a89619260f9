"""Looks at pages and drawings: scripts that stand in them, what they load, where they lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.verify import policy, scripts, styles
from builder.verify.fault import Fault
from builder.verify.links import Links
from builder.verify.markup import Attribute, Tag, tags
from builder.verify.package import Package
from builder.verify.position import Text, shown
from builder.verify.values import is_web

# Attributes whose address is loaded at once, by tag; an empty tag stands for all.
LOADED: Final = {
    "": ("src", "poster", "background", "data-src"),
    "link": ("href",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
    "form": ("action",),
    "script": ("href", "xlink:href"),
}
FOLLOWED: Final = ("href", "xlink:href", "formaction", "action")
UNLOADED: Final = ("canonical", "alternate", "author", "license", "help", "next", "prev", "bookmark", "me")
SCRIPT_URL: Final = re.compile(r"\s*(?:javascript|vbscript)\s*:", re.IGNORECASE)
HANDLER: Final = re.compile(r"on[a-z]+")
CANDIDATE: Final = re.compile(r"(data:\S+|[^\s,]+)(?:\s[^,]*)?")
REFRESH: Final = re.compile(r"\s*\d*\s*;\s*url\s*=\s*['\"]?([^'\"\s]+)['\"]?\s*", re.IGNORECASE)
OUT: Final = "Move it into a file of its own: an LMS may forbid scripts in pages."


def check(package: Package, text: Text, *, is_svg: bool) -> Iterator[Fault]:
    """All faults of a page."""
    found = tuple(tags(text.text))
    own = policy.read(found)
    links = Links(package, text)
    base = next((tag.get("href") for tag in found if tag.name == "base" and tag.get("href")), None)
    if base and not is_web(base):
        links.base = posixpath.normpath(posixpath.join(links.base, posixpath.dirname(base) or "."))
    for tag in found:
        yield from _scripts(text, tag, own)
        for attribute in tag.attributes:
            yield from _attribute(text, tag, attribute, links)
        if tag.name == "style":
            yield from styles.check(links, tag.text, tag.text_at)
    if own is not None:
        yield from policy.check(text, found, own)
    if package.is_ours and not is_svg:
        yield from _own_policy(text, found, own)


def _scripts(text: Text, tag: Tag, own: policy.Policy | None) -> Iterator[Fault]:
    if policy.is_code(tag) and tag.text.strip() and tag.get("src") is None:
        if own is None or policy.blocks_inline(own, "script-src", tag.text):
            yield text.fault("V601", tag.at, "A script stands in the page.", OUT)
        yield from scripts.check(text, tag.text, tag.text_at)


def _attribute(text: Text, tag: Tag, attribute: Attribute, links: Links) -> Iterator[Fault]:
    name, value = attribute.name, attribute.value
    if HANDLER.fullmatch(name) and value.strip():
        said = f"A script stands in the attribute {name}: {shown(value)}."
        yield text.fault("V602", attribute.at, said, OUT)
    elif SCRIPT_URL.match(value) and name in (*FOLLOWED, "src", "data"):
        yield text.fault("V603", attribute.value_at, f"A script stands in an address: {shown(value)}.", OUT)
    elif name in ("srcset", "imagesrcset"):
        for found in CANDIDATE.finditer(value):
            yield from links.check(found[1], attribute.value_at, is_request=True)
    elif name == "style":
        yield from styles.check(links, value, attribute.value_at)
    elif name in LOADED[""] or name in LOADED.get(tag.name, ()):
        is_request = tag.name != "link" or (tag.get("rel") or "").lower() not in UNLOADED
        yield from links.check(value, attribute.value_at, is_request=is_request)
    elif name in FOLLOWED and tag.name != "base":
        yield from links.check(value, attribute.value_at, is_request=name in ("formaction", "action"))
    elif name == "href" and is_web(value):
        yield from links.check(value, attribute.value_at, is_request=True)
    elif tag.name == "meta" and name == "content" and (refresh := REFRESH.fullmatch(value)):
        yield from links.check(refresh[1], attribute.value_at, is_request=True)


def _own_policy(text: Text, found: Sequence[Tag], own: policy.Policy | None) -> Iterator[Fault]:
    at = next((tag.at for tag in found if tag.name == "head"), 0)
    if own is None:
        yield text.fault("V609", at, "The page has no content policy of its own.", "Build the package again.")
        return
    sources = policy.allowed(own, "script-src")
    if sources is None or set(sources) & {"*", "'unsafe-inline'", "'unsafe-eval'", "https:", "http:", "data:"}:
        said = "The content policy of the page allows scripts that are not the package's."
        yield text.fault("V609", at, said, "Build the package again.")
