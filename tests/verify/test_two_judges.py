"""Random sabotage of manifests: where the other judge sees an error, verify sees one too, and the other way round."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.verify.verify import verify
from tests.oracle import PATH, check_package
from tests.verify.stock import MANIFESTS, SITE, zipped

# What the other judge does not ask: lengths and shapes beyond the schemas, and whatever is no business of a manifest.
STRICTER = {"V108", "V113", "V207", "V210", "V215", "V224", "V228", "V301", "V302", "V408", "V509", "V511", "V607"}
VALUE = re.compile(r'(?<==")[^"]*(?=")')
TEXT = re.compile(r"(?<=>)[^<>\s][^<>]*(?=</)")
ELEMENT = re.compile(r"<([\w:]+)(?: [^<>]*)?(?:/>|>[^<]*</\1>)")
ATTRIBUTE = re.compile(r' (?!xmlns|version|encoding)[\w:]+="[^"]*"')
WORDS = ["", "x", "1", "-1", "2.5", "true", "sco", "r1", "i1", "a b", "é", "https://example.org/x", "b.png", "../b.png"]


def _replaced(pattern: re.Pattern[str], text: str, chance: random.Random) -> str:
    places = [found for found in pattern.finditer(text) if found.start() > text.index("<", 5)]
    found = chance.choice(places)
    return text[: found.start()] + chance.choice(WORDS) + text[found.end() :]


def _without(pattern: re.Pattern[str], text: str, chance: random.Random) -> str:
    found = chance.choice(list(pattern.finditer(text)))
    return text[: found.start()] + text[found.end() :]


def _doubled(text: str, chance: random.Random) -> str:
    found = chance.choice(list(ELEMENT.finditer(text)))
    return text[: found.end()] + found[0] + text[found.end() :]


def _swapped(text: str, chance: random.Random) -> str:
    first, second = sorted(chance.sample(list(ELEMENT.finditer(text)), 2), key=lambda found: found.start())
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


SABOTAGE: list[Callable[[str, random.Random], str]] = [
    lambda text, chance: _replaced(VALUE, text, chance),
    lambda text, chance: _replaced(TEXT, text, chance),
    lambda text, chance: _without(ATTRIBUTE, text, chance),
    lambda text, chance: _without(ELEMENT, text, chance),
    _doubled,
    _swapped,
]


@pytest.mark.parametrize("kind", MANIFESTS)
def test_they_agree(kind: str, tmp_path: Path) -> None:
    if not PATH.is_file():
        pytest.skip("the official schemas are not beside the checkout (../shared/standards)")
    name, manifest = MANIFESTS[kind]
    path = tmp_path / "package.zip"

    @given(st.integers(0, 2**32), st.sampled_from(range(len(SABOTAGE))))
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def agree(seed: int, how: int) -> None:
        broken = SABOTAGE[how](manifest, random.Random(seed))
        path.write_bytes(zipped({**SITE, name: broken.encode()}))
        _, errors, _ = check_package(path)
        found = [problem for problem in verify(path).problems if problem.is_error]
        if errors:
            assert found, (errors, broken)
        elif found:
            assert {problem.code for problem in found} <= STRICTER, (found, broken)

    agree()
