"""Reads the content policy that a page gives itself: what it forbids does not run, in no browser."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256, sha384, sha512
from typing import Final

from builder.verify.fault import Fault
from builder.verify.markup import Tag
from builder.verify.position import Text, shown

HASHES: Final = {"sha256": sha256, "sha384": sha384, "sha512": sha512}
CODE_TYPES: Final = ("", "module", "text/javascript", "application/javascript")
NEWLINES: Final = re.compile("\r\n?")
Policy = Mapping[str, Sequence[str]]


def read(tags: Sequence[Tag]) -> Policy | None:
    """The directives of the first policy of the page, None without one."""
    for tag in tags:
        if tag.name == "meta" and (tag.get("http-equiv") or "").lower() == "content-security-policy":
            words = [directive.split() for directive in (tag.get("content") or "").split(";")]
            return {name.lower(): sources for name, *sources in filter(None, words)}
    return None


def allowed(policy: Policy, *names: str) -> Sequence[str] | None:
    """The sources of the first directive that is there; None: everything is allowed."""
    return next((policy[name] for name in (*names, "default-src") if name in policy), None)


def blocks_inline(policy: Policy, name: str, content: str) -> bool:
    """Whether a script or style that stands in the page is refused."""
    sources = allowed(policy, f"{name}-elem", name)
    if sources is None:
        return False
    hashes = [source for source in sources if source.strip("'").startswith(tuple(HASHES))]
    if hashes or any(source.startswith("'nonce-") for source in sources):
        return not any(_fits(source, content) for source in hashes)
    return "'unsafe-inline'" not in sources


def _fits(source: str, content: str) -> bool:
    name, _, digest = source.strip("'").partition("-")
    content = NEWLINES.sub("\n", content)
    return name in HASHES and b64encode(HASHES[name](content.encode()).digest()).decode() == digest


def check(text: Text, tags: Sequence[Tag], policy: Policy) -> Iterator[Fault]:
    """What stands in the page though its own policy refuses it."""
    styles = allowed(policy, "style-src-attr", "style-src")
    no_attributes = styles is not None and "'unsafe-inline'" not in styles
    for tag in tags:
        if tag.name == "style" and blocks_inline(policy, "style-src", tag.text):
            yield text.fault("V608", tag.at, "The page's own policy refuses this style.", "Add its hash to the policy.")
        style = next((attribute for attribute in tag.attributes if attribute.name == "style"), None)
        if style is not None and no_attributes:
            said = f"The page's own policy refuses this style attribute: {shown(style.value)}."
            yield text.fault("V608", style.at, said, "Move it into a style sheet.")


def is_code(tag: Tag) -> bool:
    """Whether a script element runs; data in it does not."""
    return tag.name == "script" and (tag.get("type") or "").strip().lower() in CODE_TYPES
