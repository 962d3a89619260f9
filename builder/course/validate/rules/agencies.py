"""Agency overlays: colors that can be read, and what the course expects of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builder.course.model.agency import Agency
from builder.course.model.blocks import Block
from builder.course.model.blocks.agency import Agency as AgencyBlock
from builder.course.model.blocks.chief_message import ChiefMessage
from builder.course.model.blocks.promise import PromiseBlock
from builder.course.model.blocks.resources import Resources
from builder.course.validate.contrast import DARK_PAPERS, ENOUGH, LIGHT_PAPERS, least_contrast, readable
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic
from builder.profiles import PROFILES


def accent_contrast(draft: Draft) -> Iterator[Diagnostic]:
    """G901."""
    for part in draft.overlays:
        if colors := part.model.colors:
            yield from _contrast(part, "G901", "accent", colors.accent, LIGHT_PAPERS)


def dark_accent_contrast(draft: Draft) -> Iterator[Diagnostic]:
    """G902."""
    for part in draft.overlays:
        if part.model.colors and part.model.colors.accent_dark:
            yield from _contrast(part, "G902", "accent_dark", part.model.colors.accent_dark, DARK_PAPERS)


def _contrast(part: Part[Any], code: str, key: str, color: str, papers: tuple[str, ...]) -> Iterator[Diagnostic]:
    ratio = least_contrast(color, papers)
    if ratio < ENOUGH:
        ground = "light" if papers is LIGHT_PAPERS else "dark"
        text = f"{color} cannot be read well on the {ground} page: contrast {ratio:.2f}, needed {ENOUGH}"
        yield part.problem(code, ("colors", key), text, f'the nearest shade that can is "{readable(color, papers)}"')


def policy_not_supplied(draft: Draft) -> Iterator[Diagnostic]:
    """G903."""
    linked = draft.linked_policies
    known = draft.known_policies or ()
    for part in draft.overlays:
        supplied = {policy.id for policy in part.model.policies}
        # A policy that no agency supplies is told at the link to it.
        missing = [policy for policy in linked if policy not in supplied and (policy in known or part is draft.guest)]
        if missing and part.complete("policies"):
            text = f"the course links to policies that this agency does not supply: {', '.join(missing)}"
            advice = "add them to `policies:`; until then learners are sent to their policy manual"
            yield part.problem("G903", part.document.at_key(("policies",)), text, advice)


def unknown_resource(draft: Draft) -> Iterator[Diagnostic]:
    """R319."""
    known = {id for part in draft.overlays for id in _supplied(part)}
    if not known or "agency" in draft.unread or not all(_told_in_full(part) for part in draft.overlays):
        return
    for part, path, block in draft.blocks():
        for place, id in enumerate(block.ids if isinstance(block, Resources) else ()):
            if id not in known:
                text = f"no agency supplies a policy or a contact '{id}'"
                advice = hint(id, sorted(known), "add it to `policies:` or `contacts:` of an agency")
                yield part.problem("R319", (*path, "ids", place), text, advice)


def unknown_lms(draft: Draft) -> Iterator[Diagnostic]:
    """R321."""
    for part in draft.overlays:
        lms = part.model.lms
        if lms is not None and lms not in PROFILES:
            advice = hint(lms, sorted(PROFILES), "`peacebuilder lms` lists them; without lms: it gets every format")
            yield part.problem("R321", ("lms",), f"nothing is known of an LMS '{lms}'", advice)


def passage_not_supplied(draft: Draft) -> Iterator[Diagnostic]:
    """G904."""
    passages = sorted({passage for _, _, block in draft.blocks() if (passage := _passage(block))})
    resources = [block for _, _, block in draft.blocks() if isinstance(block, Resources)]
    for part in draft.overlays:
        for passage in passages:
            yield from _no_passage(part, passage)
        if _told_in_full(part):
            # What no agency supplies is told where the page asks for it.
            others = {id for other in draft.overlays for id in _supplied(other)}
            yield from _no_resources(part, resources, None if part is draft.guest else others)


def _passage(block: Block) -> str | None:
    """What a block shows and cannot do without."""
    if isinstance(block, PromiseBlock):
        return "promise"
    if isinstance(block, ChiefMessage) and not block.otherwise:
        return "chief-message"
    return block.show if isinstance(block, AgencyBlock) and not block.otherwise else None


def _no_passage(part: Part[Any], passage: str) -> Iterator[Diagnostic]:
    path = ("chief", "message") if passage == "chief-message" else (passage.replace("-", "_"),)
    value: Any = part.model
    for key in path:
        value = getattr(value, key, None)
    if not value and part.complete(path[0]):
        shown = "` with `".join(f"{key}:" for key in path)
        what = passage if len(path) > 1 else path[0]
        text = f"the course shows `{what}`, but this agency does not supply it"
        yield part.problem("G904", (), text, f"add `{shown}`; until then learners see the text for its absence")


def _no_resources(part: Part[Agency], blocks: Iterable[Resources], known: set[str] | None) -> Iterator[Diagnostic]:
    supplied = _supplied(part)
    advice = "add them to `policies:` or `contacts:`; until then learners do not see them"
    if not supplied and any(not block.otherwise for block in blocks):
        text = "the course shows policies and contacts, but this agency supplies none"
        yield part.problem("G904", (), text, advice)
        return
    asked = {id for block in blocks if not block.otherwise or supplied & {*block.ids} for id in block.ids}
    if missing := sorted((asked if known is None else asked & known) - supplied):
        text = f"the course shows policies or contacts that this agency does not supply: {', '.join(missing)}"
        yield part.problem("G904", (), text, advice)


def _supplied(part: Part[Agency]) -> set[str]:
    return {policy.id for policy in part.model.policies} | {contact.id for contact in part.model.contacts}


def _told_in_full(part: Part[Agency]) -> bool:
    return part.all_items("policies") and part.all_items("contacts")
