"""Blocks that structure text: what is said of them besides the goldens."""

from __future__ import annotations

import pytest

from tests.course.conftest import Folder

LESSON = "lessons/fair-process.yaml"


def with_block(course: Folder, block: str) -> list[str]:
    """The codes that are found once the block stands at the end of the lesson."""
    text = (course.path / LESSON).read_text("utf-8").rstrip("\n")
    course.write(LESSON, f"{text}\n{block}\n")
    return [problem.code for problem in course.problems()]


def test_key_terms_are_those_of_the_glossary(course: Folder) -> None:
    assert with_block(course, "      - {type: key-terms, terms: [voice, voices]}") == ["R310"]
    [problem] = course.problems()
    assert problem.hint == "did you mean 'voice'?"
    assert problem.source and problem.source[problem.where.column - 1 :].startswith("voices")


def test_a_glossary_that_cannot_be_read_is_told_once(course: Folder) -> None:
    course.write("glossary.yaml", "terms: [")
    assert with_block(course, "      - {type: key-terms, terms: [voices]}") == ["Y101"]


@pytest.mark.parametrize(
    "block",
    [
        """      - {type: checklist, id: one, items: [{id: a, text: A}]}
      - {type: checklist, id: one, items: [{id: a, text: A}]}""",
        "      - {type: checklist, id: one, items: [{id: a, text: A}, {id: a, text: B}]}",
        """      - {type: reflection, id: one, prompt: What?}
      - {type: reflection, id: one, prompt: Why?}""",
    ],
)
def test_what_learners_keep_has_ids_of_its_own(course: Folder, block: str) -> None:
    assert with_block(course, block) == ["R304"]


def test_a_checklist_and_a_reflection_may_share_an_id(course: Folder) -> None:
    block = """      - {type: checklist, id: one, items: [{id: a, text: A}]}
      - {type: checklist, id: two, items: [{id: a, text: A}]}
      - {type: reflection, id: one, prompt: What?}"""
    assert with_block(course, block) == []


@pytest.mark.parametrize(
    "block",
    [
        "      - {type: accordion, panels: [{title: A, text: B}, {title: a, text: C}]}",
        "      - {type: cards, cards: [{front: A  b, back: B}, {front: A B, back: C}]}",
        "      - {type: tabs, tabs: [{title: A, text: B}, {title: A, text: C}]}",
    ],
)
def test_what_learners_choose_among_has_different_names(course: Folder, block: str) -> None:
    assert with_block(course, block) == ["B002"]


def test_one_tab_or_one_step_is_too_few(course: Folder) -> None:
    blocks = """      - {type: tabs, tabs: [{title: A, text: B}]}
      - {type: steps, steps: [{title: A}]}
      - {type: timeline, entries: [{when: Now, title: A}]}
      - {type: dialogue, lines: [{who: A, text: B}]}"""
    assert with_block(course, blocks) == ["S218"] * 4


def test_a_picture_of_a_step_needs_its_text_too(course: Folder) -> None:
    step = "{title: A, image: {type: image, src: media/voice.svg}}"
    assert with_block(course, f"      - {{type: steps, steps: [{step}, {{title: B}}]}}") == ["A408"]


def test_a_scenario_tells_the_language_of_what_it_translates(course: Folder) -> None:
    course.edit(
        "scenarios/traffic-stop.yaml", "  - id: ", "  - says: [{who: A, text: Hola, translation: Hello}]\n    id: "
    )
    assert [problem.code for problem in course.problems()] == ["B003"]
    course.edit("scenarios/traffic-stop.yaml", "translation:", "language: es, translation:")
    assert course.problems() == ()


@pytest.mark.parametrize("tag", ["es", "es-MX", "es-419", "zh-Hant-TW", "hmn", "ht"])
def test_tags_of_languages(course: Folder, tag: str) -> None:
    assert with_block(course, f"      - A [word](lang:{tag}).") == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Spanish", "lang:es"),
        ("ES", "lang:es"),
        ("es_mx", "lang:es-MX"),
        ("ZH-hant", "lang:zh-Hant"),
        ("sp", "lang:es"),
        ("jp", "lang:ja"),
        ("klingon", "lang:es, lang:es-MX"),
        ("x-y-z", "lang:es, lang:es-MX"),
    ],
)
def test_what_is_no_tag_is_told_with_the_one_that_was_meant(course: Folder, said: str, meant: str) -> None:
    assert with_block(course, f"      - A [word](lang:{said}).") == ["R314"]
    assert course.problems()[0].hint.endswith(meant)
