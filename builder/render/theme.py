"""theme.css: the agency's accent, in the dark lightened as far as it takes to read it on the player's paper."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from builder.course.model.agency import Colors
from builder.course.validate.contrast import DARK_PAPERS, LIGHT_PAPERS, contrast, readable

INK_ON_ACCENT: Final = ("#ffffff", "#0d1a20")


@lru_cache(maxsize=256)
def theme_css(colors: Colors | None) -> bytes:
    """The tokens that differ from those of player.css; nothing but a comment without colors of an agency."""
    if colors is None:
        return b"/* The colors of the player. */\n"
    light = readable(colors.accent, LIGHT_PAPERS)
    dark = readable(colors.accent_dark or colors.accent, DARK_PAPERS)
    return (
        f":root {{ --accent: {light}; --on-accent: {on_accent(light)}; }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f'{{ :root:not([data-theme="l"]) {{ --accent: {dark}; --on-accent: {on_accent(dark)}; }} }}\n'
        f'@media screen {{ :root[data-theme="d"] {{ --accent: {dark}; --on-accent: {on_accent(dark)}; }} }}\n'
    ).encode()


def on_accent(accent: str) -> str:
    """The ink that can be read best on the accent."""
    return max(INK_ON_ACCENT, key=lambda ink: contrast(ink, accent))
