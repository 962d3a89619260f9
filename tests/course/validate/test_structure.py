"""The shape of files: one sentence of our own for every fault, at its place."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from pydantic_core import core_schema

from builder.course.load.yaml_source import parse
from builder.course.model.files import MODELS
from builder.course.validate import structure
from builder.course.validate.fault import SENTENCES
from tests.course.conftest import STOCK, Folder

LESSON = "lessons/fair-process.yaml"

# What pydantic's validators for the kinds of type that the models use can complain about; errors that only other
# inputs than plain data from YAML can raise are left out.
ERRORS = {
    "bool": {"bool_type"},
    "float": {"float_type", "finite_number", "greater_than_equal"},
    "int": {"int_type", "greater_than_equal", "less_than_equal"},
    "literal": {"literal_error"},
    "model-fields": {"missing", "extra_forbidden"},
    "model": {"model_type"},
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
    "model-field": set(),
    "str": {"string_type", "string_pattern_mismatch", "string_too_long", "string_too_short"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found"},
    "tuple": {"tuple_type", "too_long", "too_short"},
    "union": set(),
}


def _types(schema: Any) -> set[str]:
    if isinstance(schema, list | tuple):
        return set().union(*map(_types, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    found = set().union(*(_types(value) for key, value in schema.items() if key != "metadata")) if schema else set()
    return found | {schema["type"]} if isinstance(schema.get("type"), str) else found


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_error_that_a_model_can_raise_has_a_sentence(kind: str) -> None:
    types = _types(MODELS[kind].__pydantic_core_schema__) & set(get_args(core_schema.CoreSchemaType))
    assert types <= set(ERRORS)
    assert set().union(*(ERRORS[type] for type in types)) <= set(SENTENCES)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "text", "hint"),
    [
        (
            "title: Fair process",
            "title: 2024",
            "S214",
            2,
            "'title' must be text, but this is a number",
            'put it into quotes: "2024"',
        ),
        (
            "title: Fair process",
            "title: true",
            "S214",
            2,
            "'title' must be text, but this is the word true or false",
            'put it into quotes: "true"',
        ),
        (
            "title: Fair process",
            "title: [Fair]",
            "S214",
            2,
            "'title' must be text, but this is a list",
            "text that begins with [ or - needs quotes",
        ),
        (
            "title: Fair process",
            "title:\n  Fair: process",
            "S214",
            3,
            "'title' must be text, but this is a mapping",
            "text that has a colon followed by a space needs quotes",
        ),
        (
            "title: Fair process",
            'title: "  "',
            "S220",
            2,
            "'title' is empty",
            "write it, or remove the key if it is not needed",
        ),
        (
            "minutes: 10",
            "minutes: ten",
            "S214",
            3,
            "'minutes' must be a whole number",
            "write it in digits, without quotes, as in 10",
        ),
        (
            "minutes: 10",
            "minutes: 1.5",
            "S214",
            3,
            "'minutes' must be a whole number",
            "write it in digits, without quotes, as in 10",
        ),
        ("minutes: 10", "minutes: 0", "S217", 3, "'minutes' must be at least 1", "write 1 or more"),
        ("correct: true", "correct: on", "S214", 21, "'correct' must be true or false", "write true"),
        (
            "correct: true",
            'correct: "false"',
            "S214",
            21,
            "'correct' must be true or false",
            "write false without quotes",
        ),
        (
            "objectives: [E1.1]",
            "objectives: E1.1",
            "S214",
            4,
            "'objectives' must be a list",
            "begin each item in a line of its own with '- '",
        ),
        (
            "objectives: [E1.1]",
            "objectives: [E 1]",
            "S215",
            4,
            "item 1 of 'objectives' must be the id of an objective",
            "use letters, digits and dots, as in E2.1",
        ),
        ("    title: Voice\n", "", "S211", 6, "the key 'title' is missing", "add `title:` The heading of the page."),
        (
            "      - type: image\n",
            "      - typ: image\n",
            "S213",
            12,
            "item 2 of 'blocks' has no `type:`",
            "did you mean `type:` by 'typ'?",
        ),
        (
            "      - type: image\n",
            "      - 5\n      - type: image\n",
            "S213",
            12,
            "item 2 of 'blocks' must be text or a mapping with `type:`",
            "put it into quotes",
        ),
        (
            "      - type: image\n",
            "      - Note: be calm\n      - type: image\n",
            "S213",
            12,
            "item 2 of 'blocks' has no `type:`",
            None,
        ),
        (
            "        id: voice-1",
            "        id: " + "x" * 65,
            "S217",
            16,
            "'id' is longer than 64 characters",
            "make it shorter",
        ),
        (
            "        src: media/voice.svg",
            "        source: media/voice.svg",
            "S210",
            13,
            "there is no key 'source' here",
            "did you mean 'src'?",
        ),
    ],
)
def test_a_fault_is_told_in_the_words_of_an_author(
    course: Folder, old: str, new: str, code: str, line: int, text: str, hint: str | None
) -> None:
    course.edit(LESSON, old, new)
    [problem] = [problem for problem in course.problems() if problem.code.startswith("S")]
    assert (problem.code, problem.where.line, problem.text) == (code, line, text)
    assert hint is None or problem.hint == hint


@pytest.mark.parametrize(
    ("name", "old", "new", "text"),
    [
        (
            "test.yaml",
            "pass_mark: 50",
            "attempts: many",
            "'attempts' must be a whole number from 1 to 99, or 'unlimited'",
        ),
        ("test.yaml", "pass_mark: 50", "attempts: 0", "'attempts' must be a whole number from 1 to 99, or 'unlimited'"),
        (
            "test.yaml",
            "  - type: choice\n    id: item-1",
            "  - Which?\n  - type: choice\n    id: item-1",
            "item 1 of 'bank' must have a `type:`",
        ),
        ("course.yaml", 'version: "1.0.0"', "version: 1.0", "'version' must be text, but this is a number"),
        ("course.yaml", 'version: "1.0.0"', "version: 1.0", "'version' must be text, but this is a number"),
        (
            "course.yaml",
            "iri: https://example.org/courses/stock",
            "iri: https://example.org/courses/stock/",
            "'iri' must be a web address without a slash at its end",
        ),
        ("agencies/rivertown.yaml", 'accent: "#1d4f63"', "accent: blue", "'accent' must be a color"),
        ("agencies/rivertown.yaml", "state: CA", "state: California", "'state' must be a state in two capital letters"),
        ("scenarios/traffic-stop.yaml", "    end: A warning, and a calmer driver\n", "", "the key 'end' is missing"),
    ],
)
def test_faults_of_other_files(course: Folder, name: str, old: str, new: str, text: str) -> None:
    course.edit(name, old, new)
    assert text in [problem.text for problem in course.problems()]


@pytest.mark.parametrize("content", ["[1, 2]\n", "just text\n", "5\n", "true\n", "- a\n"])
def test_a_file_that_is_no_mapping(course: Folder, content: str) -> None:
    course.write("glossary.yaml", content)
    [problem] = course.problems()
    assert problem.text == "the file must be made of keys and their values"
    assert problem.hint == "begin it with `terms:`"


@pytest.mark.parametrize("kind", ["course", "test", "lesson", "scenario", "agency"])
def test_no_sentence_speaks_pydantic(kind: str) -> None:
    name = {"lesson": LESSON, "scenario": "scenarios/traffic-stop.yaml", "agency": "agencies/rivertown.yaml"}
    text = (STOCK / name.get(kind, f"{kind}.yaml")).read_text(encoding="utf-8")
    jargon = re.compile(r"Input should|Field required|String should|valid (tuple|dict)|\bstr\b|\bNone\b")
    count = 0
    for value in re.finditer(r"(?<=: )\S.*$", text, re.MULTILINE):
        for new in ("5", "true", "", "[]", "{}", "x: y", "[[]]", '" "', "~"):
            document, _ = parse("file.yaml", (text[: value.start()] + new + text[value.end() :]).encode())
            if not document.usable:
                continue
            for problem in structure.check(document, MODELS[kind])[1]:
                count += 1
                assert not jargon.search(problem.text + problem.hint)
                assert problem.where.line
    assert count > 50


def test_a_key_that_was_misspelled_is_told_once(course: Folder) -> None:
    course.edit(LESSON, "    title: Voice\n", "    titel: Voice\n")
    assert course.found() == [("S210", 7)]


def test_all_missing_keys_of_a_mapping_are_told_together(course: Folder) -> None:
    course.edit(LESSON, "        src: media/voice.svg\n", "")
    course.edit("lessons/at-the-window.yaml", "        title: A stop from the driver's seat\n", "")
    course.edit("lessons/at-the-window.yaml", "        src: media/stop.mp4\n", "")
    problems = course.problems()
    assert [problem.text for problem in problems] == [
        "the keys 'src', 'title' are missing",
        "the key 'src' is missing",
    ]


def test_a_faulty_item_does_not_make_its_list_too_short(course: Folder) -> None:
    course.edit(LESSON, "            text: Everybody says that.", "            text: 5")
    assert course.found() == [("S214", 24)]
