"""Contrast of colors by WCAG 2.2, and the nearest shade that can be read."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import Final

LIGHT_PAPERS: Final = ("#faf9f6", "#ffffff", "#f2eee5")
"""The grounds of the player on which an accent is read, in light and in dark; theme.css is made for the same."""
DARK_PAPERS: Final = ("#14181d", "#1b2027", "#232a32")
ENOUGH: Final = 4.5
"""WCAG 2.2, 1.4.3: contrast of text."""


@lru_cache(maxsize=1024)
def least_contrast(color: str, papers: tuple[str, ...]) -> float:
    """The contrast ratio, 1 to 21, on the paper where the color can be read least."""
    return min(contrast(color, paper) for paper in papers)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def luminance(color: str) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(color: str, papers: tuple[str, ...]) -> str:
    """The color itself, or its nearest lighter or darker shade with enough contrast on all papers."""
    step = 0.01 if luminance(papers[0]) < 0.5 else -0.01
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(color))
    while least_contrast(color, papers) < ENOUGH and 0 < lightness + step < 1:
        lightness += step
        color = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return color


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(color: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)
