"""The agency's accent can be read on every ground, in light and in dark."""

from __future__ import annotations

import re

import pytest

from builder.course.model.agency import Colors
from builder.course.validate.contrast import DARK_PAPERS, ENOUGH, LIGHT_PAPERS, contrast, readable
from builder.render.env import ROOT
from builder.render.theme import on_accent, theme_css

TOKENS = ROOT.parent / "player/src/style/tokens.css"
COLORS = ["#000000", "#ffffff", "#ffcc00", "#1d4f63", "#ff0000", "#00ff00", "#0000ff", "#808080", "#8cc3d6", "#7a2048"]


@pytest.mark.parametrize("color", COLORS)
def test_any_accent_becomes_readable(color: str) -> None:
    for papers in (LIGHT_PAPERS, DARK_PAPERS):
        shade = readable(color, papers)
        assert min(contrast(shade, paper) for paper in papers) >= ENOUGH
        assert contrast(on_accent(shade), shade) >= ENOUGH


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    assert readable("#1d4f63", LIGHT_PAPERS) == "#1d4f63"


def test_the_sheet_sets_both_schemes() -> None:
    css = theme_css(Colors(accent="#ffcc00", accent_dark="#ffee88")).decode()
    light, dark, chosen = re.findall(r"--accent: (#[0-9a-f]{6}); --on-accent: (#[0-9a-f]{6});", css)
    assert contrast(light[0], "#ffffff") >= ENOUGH
    assert dark == chosen == ("#ffee88", "#0d1a20")
    assert theme_css(None).startswith(b"/*")


def test_the_grounds_are_those_of_the_players_tokens() -> None:
    light, dark = TOKENS.read_text("utf-8").split("@media")

    def grounds(css: str) -> set[str]:
        found = re.findall(r"--(?:paper|raised|note): (#[0-9a-f]{3,6});", css)
        return {color if len(color) == 7 else "#" + "".join(2 * c for c in color[1:]) for color in found}

    assert grounds(light) == set(LIGHT_PAPERS)
    assert grounds(dark) == set(DARK_PAPERS)


def test_dark_by_choice_is_dark_by_the_system() -> None:
    def tokens(name: str, selector: str) -> dict[str, str]:
        css = TOKENS.with_name(name).read_text("utf-8")
        return dict(re.findall(r"--([\w-]+): ([^;]+);", css.split(selector + " {")[1].split("}")[0]))

    system = tokens("tokens.css", ':root:not([data-theme="l"])')
    assert system == tokens("settings.css", ':root[data-theme="d"]')
    strong = tokens("settings.css", 'html:root[data-contrast="h"][data-theme="d"]')
    assert strong == tokens("settings.css", 'html:root[data-contrast="h"][data-theme="s"]')
    assert {*strong} == {*system} - {"plate"}


@pytest.mark.parametrize("selector", ['html:root[data-contrast="h"]', 'html:root[data-contrast="h"][data-theme="d"]'])
def test_high_contrast_is_seven_to_one(selector: str) -> None:
    css = TOKENS.with_name("settings.css").read_text("utf-8").split(selector + " {")[1].split("}")[0]
    found = {
        name: color if len(color) == 7 else "#" + "".join(2 * c for c in color[1:])
        for name, color in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css)
    }
    for ink in ("accent", "ink", "quiet", "good", "bad", "warn", "focus", "line", "edge"):
        for paper in ("paper", "raised", "note"):
            assert contrast(found[ink], found[paper]) >= 7, (ink, paper)
    assert contrast(found["on-accent"], found["accent"]) >= 7
