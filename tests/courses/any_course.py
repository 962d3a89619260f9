"""Random courses of the language: the examples of all components, with odd texts, in any number and order."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, Final

from hypothesis import strategies as st

from builder.course.model.agency import Agency
from builder.course.model.base import TextKind
from builder.course.model.lesson import Lesson
from builder.course.model.scenario import Scenario
from builder.course.model.texts import texts
from tests.render.gallery import ASKED, NORTH, SPECS, Data, course_files

Path = tuple[str | int, ...]

ODD: Final = (
    '"Quotes" & <tags/>', "]]> <!-- --> <?x?>", "'", "&amp; &#38; &lt;", "</script><script>alert(1)</script>",
    "{{ x }} {% x %}", "日本語", "שלום עולם", "مرحبا", "Zoë Ångström ﬁ ß", "e\u0301", "👮🏽 🇺🇸", "100 % ± 5 °",
    "a\u00a0b", "\\u0041 \\n", "C:\\x", "1.0", "true", "null", "2026-11-22", "#", "- x", "-- - --", "A" * 190,
    "words and " * 18 + "the end", "$&", "%s %d", "x" * 63,
)  # fmt: skip
LETTERS: Final = st.characters(
    codec="utf-8", categories=("L", "N", "Sc", "Sm", "Mn"), include_characters=" '\"&<>.,;:?%$=()-"
)
# What begins markup would be links to nowhere and the like, which courses may not have.
MARKUP: Final = re.compile(r"[\[\]!`{}\\*_~|]|://")
# These say something to the machine, or must fit each other.
FIXED: Final = {"alt", "answers", "choices"}
EXAMPLES: Final[tuple[Data, ...]] = tuple(
    example["block"] for _, spec in sorted(SPECS.items()) for example in spec["examples"]
)
SCENARIOS: Final = {
    example["scenario"]["id"]: example["scenario"]
    for spec in SPECS.values()
    for example in spec["examples"]
    if "scenario" in example
}
NAMES: Final = st.one_of(st.sampled_from(ODD), st.text(LETTERS, min_size=1, max_size=60)).map(str.strip).filter(bool)


@st.composite
def courses(draw: st.DrawFn) -> dict[str, Data]:
    """The files of a course without an error, by their names."""
    chosen = draw(st.lists(st.sampled_from(range(len(EXAMPLES))), min_size=1, max_size=12))
    blocks = [_numbered(EXAMPLES[which], place) for place, which in enumerate(chosen)]
    blocks = list(_played_once(blocks))
    cut = sorted(draw(st.sets(st.integers(1, max(1, len(blocks) - 1)), max_size=3)))
    pages = [blocks[a:b] for a, b in zip([0, *cut], [*cut, len(blocks)], strict=True) if blocks[a:b]]
    lessons = [_lesson(number, [page]) for number, page in enumerate(pages)]
    tested = draw(st.booleans())
    files = {name: data for name, data in course_files().items() if name in ("sources.yaml", "glossary.yaml")}
    files |= {f"lessons/{lesson['id']}.yaml": draw(_said(lesson, Lesson)) for lesson in lessons}
    for block in blocks:
        if isinstance(block, dict) and block["type"] == "scenario":
            files[f"scenarios/{block['scenario']}.yaml"] = draw(_said(SCENARIOS[block["scenario"]], Scenario))
    modules = draw(_modules([lesson["id"] for lesson in lessons]))
    files["course.yaml"] = draw(_course(modules, tested))
    if tested:
        files["test.yaml"] = draw(_test("final", lessons[0]["id"]))
        if draw(st.booleans()):
            out = draw(_test("out", lessons[0]["id"]))
            files["test-outs/out.yaml"] = {**out, "id": "out", "module": modules[0]["id"], "opens": "always"}
    files["agencies/north.yaml"] = draw(_said(NORTH, Agency))
    return files


def _numbered(block: Data | str, place: int) -> Any:
    """The block under an id of its own."""
    block = copy.deepcopy(block)
    if isinstance(block, dict) and "id" in block:
        block["id"] = f"{block['id']}-{place}"
    return block


def _played_once(blocks: list[Any]) -> Iterator[Any]:
    played: set[str] = set()
    for block in blocks:
        id_ = block.get("scenario") if isinstance(block, dict) else None
        if id_ not in played:
            yield block
        else:
            yield "Played above."
        if id_:
            played.add(id_)


def _lesson(number: int, pages: list[list[Any]]) -> Data:
    return {
        "id": f"lesson-{number}",
        "title": "A lesson",
        "minutes": 5,
        "objectives": ["E1"],
        "pages": [{"id": f"page-{n}", "title": "A page", "blocks": blocks} for n, blocks in enumerate(pages)],
    }


@st.composite
def _modules(draw: st.DrawFn, lessons: list[str]) -> list[Data]:
    cut = draw(st.integers(0, len(lessons) - 1))
    parts = [part for part in (lessons[:cut], lessons[cut:]) if part]
    return [{"id": f"module-{n}", "title": draw(NAMES), "lessons": part} for n, part in enumerate(parts)]


@st.composite
def _course(draw: st.DrawFn, modules: list[Data], tested: bool) -> Data:
    rules = {
        "pages": st.sampled_from(("all", "none")),
        "questions": st.sampled_from(("all", "none")),
        "scenarios": st.sampled_from(("all", "none")),
        "acknowledgements": st.sampled_from(("all", "none")),
        "test": st.sampled_from(("passed", "taken", "none") if tested else ("none",)),
    }
    return {
        "format": 1,
        "id": draw(st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}", fullmatch=True)),
        "iri": "https://example.org/courses/any",
        "title": draw(NAMES),
        "version": "1.0.0",
        "language": draw(st.sampled_from(("en-US", "es", "ar", "he", "zh-Hant", "de-CH"))),
        "description": draw(NAMES),
        "objectives": [{"id": "E1", "text": draw(NAMES), "tested": tested}],
        "modules": modules,
        "navigation": draw(st.sampled_from(("free", "linear", "locked"))),
        "completion": draw(st.fixed_dictionaries(rules)),
    }


@st.composite
def _test(draw: st.DrawFn, id_: str, lesson: str) -> Data:
    asked = [
        block for block in EXAMPLES if isinstance(block, dict) and block["type"] in ASKED and not block.get("long")
    ]
    chosen = draw(st.lists(st.sampled_from(range(len(asked))), min_size=1, max_size=6))
    bank = [
        {**copy.deepcopy(asked[which]), "id": f"{id_}-{n}", "objective": "E1", "lesson": lesson}
        for n, which in enumerate(chosen)
    ]
    return {
        "id": id_,
        "pass_mark": draw(st.integers(1, 100)),
        "attempts": draw(st.integers(1, 9)),
        "review": draw(st.sampled_from(("answers", "marks", "score"))),
        "shuffle": draw(st.booleans()),
        "blueprint": [{"objective": "E1", "items": draw(st.integers(1, len(bank)))}],
        "bank": bank,
    }


@st.composite
def _said(draw: st.DrawFn, data: Data, model: Any) -> Data:
    """The same with some of its texts exchanged for odd ones, no two alike."""
    data = copy.deepcopy(data)
    for number, text in enumerate(texts(model.model_validate(data))):
        if isinstance(text.kind, TextKind) and not FIXED & {*map(str, text.path)} and not MARKUP.search(text.text):
            odd = draw(st.none() | NAMES)
            if odd is not None and not (text.kind is TextKind.MARKDOWN and MARKUP.search(odd)):
                _put(data, text.path, f"{odd} {number}")
    return data


def _put(data: Any, path: Path, value: str) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value
