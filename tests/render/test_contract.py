"""Templates against view models, components against blocks, texts against their users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

import pytest
from jinja2 import meta

import builder.render.agency
import builder.render.views.shell  # noqa: F401  (imports every view)
from builder.course.defaults import DEFAULTS
from builder.course.resolved import Block
from builder.render.catalogue import COPY, PLAYER, Words, languages, words
from builder.render.components.registry import COMPONENTS
from builder.render.env import ROOT, View, environment
from tests.render.gallery import SPECS

SOURCES = ROOT.parent / "player/src"
# Keys that the run-time puts together: from a status, a number, the name of a field.
MADE_UP = (
    r"(banner|status|mark|end|missing\.\w+|check\.(tries|left)"
    r"|note\.left|test\.(missing|left)|minutes|least|held\.minutes|search\.found|doctor\.(is|api|fact|probed))\..*"
)


def views() -> list[type[View]]:
    return sorted(View.__subclasses__(), key=lambda view: view.__name__)


@pytest.mark.parametrize("view", views(), ids=lambda view: view.__name__)
def test_a_template_uses_exactly_the_fields_of_its_view(view: type[View]) -> None:
    used = names(view.template) - {*environment().globals, "t"}
    assert used == {field.name for field in fields(view)}  # type: ignore[arg-type]


def names(template: str) -> set[str]:
    """What a template and those it includes take from outside; `source` is the variable of a loop around an include."""
    source = (ROOT / template).read_text("utf-8")
    found = set(meta.find_undeclared_variables(environment().parse(source)))
    for included in re.findall(r'include "([^"]+)"', source):
        found |= names(included) - {"source"}
    return found


def test_no_template_is_without_a_view() -> None:
    included = {
        name for path in templates() for name in re.findall(r'include "([^"]+)"', (ROOT / path).read_text("utf-8"))
    }
    assert set(templates()) == {view.template for view in views()} | included


def templates() -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.j2"))


@pytest.mark.parametrize("template", templates())
def test_templates_are_short_and_escape_everything(template: str) -> None:
    source = (ROOT / template).read_text("utf-8")
    assert source.count("\n") <= 50
    assert "safe" not in re.findall(r"\|\s*(\w+)", source)
    assert "autoescape" not in source


def test_every_block_has_a_component_and_every_component_examples() -> None:
    assert set(COMPONENTS) == set(get_args(Block))
    folders = {path.name for path in (ROOT / "components").iterdir() if (path / "component.py").exists()}
    assert set(SPECS) == folders
    assert all(spec["description"] and spec["examples"] for spec in SPECS.values())


def test_templates_and_views_use_every_text_and_only_those() -> None:
    files = [*ROOT.rglob("*.j2"), *ROOT.rglob("*.py")]
    source = "\n".join(path.read_text("utf-8") for path in files)
    used = set(re.findall(r'\b(?:t|words)\(\s*f?"([a-z.{}-]+?)"', source))
    used |= set(re.findall(r'"(agency\.[a-z-]+)"', (ROOT / "pages/agency.html.j2").read_text("utf-8")))
    known = {key for key in words("en").texts if not key.startswith(PLAYER)}
    made_up = {
        key
        for key in known
        if re.fullmatch(
            r"search|(print|settings)[a-z0-9.]*|callout\.\w+|end\.\w+|(question|scale|published)\.[a-z-]+|date|month\.\d+"
            rf"|{COPY}.*",
            key,
        )
    }
    literal = {key for key in used if re.fullmatch(r"[a-z.-]+", key) and not key.endswith(".")}
    assert literal - known == set()
    assert known - literal - made_up == set()


def test_the_player_uses_every_text_and_only_those() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCES.rglob("*.ts"))
    known = {key.removeprefix(PLAYER) for key in words("en").texts if key.startswith(PLAYER)}
    said = set(re.findall(r'\.say\(\s*"([^"]+)"', source))
    counted = {f"{key}.{form}" for key in re.findall(r'\.count\(\s*"([^"]+)"', source) for form in ("one", "other")}
    assert said | counted <= known
    unused = {key for key in known if f'"{key}"' not in source and not re.fullmatch(MADE_UP, key)}
    assert unused - set(phases()) == set()


def phases() -> Iterator[str]:
    """The states of a session are keys, too."""
    source = (SOURCES / "api.ts").read_text("utf-8")
    line = next(line for line in source.splitlines() if "type Phase" in line)
    yield from re.findall(r'"(\w+)"', line)
    yield from ("review", "browse")


def test_a_public_copy_says_nothing_that_another_copy_has_no_words_for() -> None:
    known = set(words("en").texts)
    assert {key.removeprefix(COPY) for key in known if key.startswith(COPY)} <= known


def spoken() -> list[Words]:
    return [words(language) for language in languages()]


def test_what_authors_leave_out_is_said_in_every_language() -> None:
    assert tuple(sorted(DEFAULTS)) == languages()


@pytest.mark.parametrize("language", spoken(), ids=lambda one: str(one.language))
def test_every_language_says_everything(language: Words) -> None:
    assert set(language.texts) == set(words("en").texts)


@pytest.mark.parametrize("language", spoken(), ids=lambda one: str(one.language))
def test_texts_fill_all_their_places(language: Words) -> None:
    for key, text in language.texts.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", words("en").texts[key])), key
        assert text.strip() == text, key
        assert text.count("{") == len(re.findall(r"\{[a-z]+\}", text)), key
