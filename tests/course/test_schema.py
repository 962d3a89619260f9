"""The schemas in the tree are those of the models, and say the same as the models."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.course.model.files import MODELS
from builder.course.schema import stale, write

SCHEMAS = Path(__file__).parents[2] / "schemas"


def test_schemas_are_current() -> None:
    assert stale(SCHEMAS) == ()


def test_stale_files_are_named(tmp_path: Path) -> None:
    names = write(tmp_path)
    assert set(names) == {*(f"{kind}.schema.json" for kind in MODELS), "README.md"}
    assert stale(tmp_path) == ()
    (tmp_path / "test.schema.json").write_text("{}")
    (tmp_path / "README.md").unlink()
    assert set(stale(tmp_path)) == {"test.schema.json", "README.md"}


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_schema_knows_every_key_with_its_meaning(kind: str) -> None:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(MODELS[kind].model_fields)
    assert schema["additionalProperties"] is False
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part["title"]
        assert part["description"]
        for key, value in part["properties"].items():
            assert key == "type" or value.get("description") or "$ref" in value, key


def test_a_block_is_text_or_a_mapping_by_type() -> None:
    schema = json.loads((SCHEMAS / "lesson.schema.json").read_text(encoding="utf-8"))
    choices = schema["$defs"]["Page"]["properties"]["blocks"]["items"]["oneOf"]
    texts = [choice for choice in choices if choice.get("type") == "string"]
    models = [schema["$defs"][choice["$ref"].rpartition("/")[2]] for choice in choices if "$ref" in choice]
    types = [model["properties"]["type"]["const"] for model in models]
    assert len(texts) == 1
    assert len(set(types)) == len(types) == len(choices) - 1
    assert {"image", "choice", "true-false", "video"} <= set(types)


def test_patterns_are_those_of_json_schema_too() -> None:
    for path in SCHEMAS.glob("*.schema.json"):
        for pattern in re.findall(r'"pattern": (".*")', path.read_text(encoding="utf-8")):
            re.compile(json.loads(pattern))


def test_reference_names_every_key() -> None:
    text = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    for model in MODELS.values():
        for key in model.model_fields:
            assert f"| `{key}` |" in text
    for link in re.findall(r"\]\(#([a-z-]+)\)", text):
        headings = [
            re.sub(r"[^a-z -]", "", line.lower().lstrip("# ")).replace(" ", "-")
            for line in text.splitlines()
            if line.startswith("#")
        ]
        assert link in headings
