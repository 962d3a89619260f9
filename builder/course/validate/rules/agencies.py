"""Agency overlays: colors that can be read, and what the course expects of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.course.model.agency import Agency
from builder.course.model.blocks.agency import Agency as AgencyBlock
from builder.course.validate import markup
from builder.course.validate.contrast import DARK_PAPERS, ENOUGH, LIGHT_PAPERS, least_contrast, readable
from builder.course.validate.draft import Draft, Part
from builder.diagnostics import Diagnostic


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
    wanted = sorted(
        {
            target[2]
            for part, text in draft.markdown()
            if not isinstance(part.model, Agency)
            for found in markup.links(text.text)
            if (target := markup.TARGET.fullmatch(found.name)) and target[1] == "policy"
        }
    )
    known = draft.known_policies or ()
    for part in draft.overlays:
        supplied = {policy.id for policy in part.model.policies}
        # A policy that no agency supplies is told at the link to it.
        missing = [policy for policy in wanted if policy not in supplied and (policy in known or part is draft.guest)]
        if missing and part.complete("policies"):
            text = f"the course links to policies that this agency does not supply: {', '.join(missing)}"
            advice = "add them to `policies:`; until then learners are sent to their policy manual"
            yield part.problem("G903", part.document.at_key(("policies",)), text, advice)


def passage_not_supplied(draft: Draft) -> Iterator[Diagnostic]:
    """G904."""
    blocks = [block for _, _, block in draft.blocks() if isinstance(block, AgencyBlock)]
    wanted = {block.show for block in blocks if block.show == "promise" or not block.otherwise}
    for part in draft.overlays:
        for passage in sorted(wanted):
            path = ("chief", "message") if passage == "chief-message" else (passage.replace("-", "_"),)
            value: Any = part.model
            for key in path:
                value = getattr(value, key, None)
            if not value and part.complete(path[0]):
                shown = "` with `".join(f"{key}:" for key in path)
                what = passage if len(path) > 1 else path[0]
                text = f"the course shows `{what}`, but this agency does not supply it"
                yield part.problem("G904", (), text, f"add `{shown}`; until then learners see the text for its absence")
