"""theme.css: the agency's accent, moved as little as needed until it can be read on the player's paper."""

from __future__ import annotations

import colorsys
from typing import Final

from builder.course.model.agency import Colors

Rgb = tuple[float, float, float]

LIGHT_PAPERS: Final = ("#faf9f6", "#ffffff", "#f2eee5")
"""The grounds of player.css on which the accent is read; the same tokens there."""
DARK_PAPERS: Final = ("#14181d", "#1b2027", "#232a32")
INK_ON_ACCENT: Final = ("#ffffff", "#0d1a20")
ENOUGH: Final = 4.5
"""WCAG 2.2, 1.4.3: contrast of text."""


def theme_css(colors: Colors | None) -> bytes:
    """The tokens that differ from those of player.css; nothing but a comment without colors of an agency."""
    if colors is None:
        return b"/* The colors of the player. */\n"
    light = readable(colors.accent, LIGHT_PAPERS)
    dark = readable(colors.accent_dark or colors.accent, DARK_PAPERS)
    return (
        f":root {{ --accent: {light}; --on-accent: {on_accent(light)}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; --on-accent: {on_accent(dark)}; }} }}\n"
    ).encode()


def readable(color: str, papers: tuple[str, ...]) -> str:
    """The color itself, or its nearest lighter or darker shade that can be read on all papers."""
    step = 0.01 if luminance(papers[0]) < 0.5 else -0.01
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(color))
    while min(contrast(color, paper) for paper in papers) < ENOUGH and 0 < lightness + step < 1:
        lightness += step
        color = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return color


def on_accent(accent: str) -> str:
    """The ink that can be read best on the accent."""
    return max(INK_ON_ACCENT, key=lambda ink: contrast(ink, accent))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(color: str) -> Rgb:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(color: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)
