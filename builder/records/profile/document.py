"""A course's IRI to its xAPI profile: a JSON-LD document as the xAPI Profiles specification 1.0 has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

from builder.records.xapi.iris import Extension, profile
from builder.standards.xapi import PROGRESS, ActivityType, Verb

Json = dict[str, Any]
CONTEXT: Final = "https://w3id.org/xapi/profiles/context"
CONFORMS_TO: Final = "https://w3id.org/xapi/profiles#1.0"
AUTHOR: Final = "Peacebuilder"
PLACES: Final = {
    "completion": "$.result.completion",
    "duration": "$.result.duration",
    "objective": "$.context.contextActivities.other[*].id",
    "progress": f"$.result.extensions['{PROGRESS}']",
    "response": "$.result.response",
    "score": "$.result.score.scaled",
    "success": "$.result.success",
}
"""Where a statement tells what, as JSONPath; all else that a template names is an extension of the context."""


FILE: Final = "xapi-profile.jsonld"
PEACE_OFFICER: Final = "https://police2peace.org/xapi/peace-officer"
"""The course whose profile lies in schemas/; that of any other differs by its IRI alone."""


def document(course: str) -> bytes:
    """The profile of the course that has this IRI."""
    return (json.dumps(_Profile(course).document(), indent=2, ensure_ascii=False) + "\n").encode()


def write(folder: Path) -> tuple[str, ...]:
    """Writes the file and tells its name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(document(PEACE_OFFICER))
    return (FILE,)


def stale(folder: Path) -> tuple[str, ...]:
    """The name of the file when it is missing or differs from what would be written."""
    path = folder / FILE
    return () if path.is_file() and path.read_bytes() == document(PEACE_OFFICER) else (FILE,)


class _Profile:
    def __init__(self, course: str) -> None:
        text = files(__package__).joinpath("profile.yaml").read_text(encoding="utf-8")
        self._told: Mapping[str, Any] = yaml.safe_load(text)
        self._course = course
        self._version = profile(course)
        self._id = self._version.rpartition("/")[0]

    def document(self) -> Json:
        return {
            "@context": CONTEXT,
            "id": self._id,
            "type": "Profile",
            "conformsTo": CONFORMS_TO,
            "prefLabel": _english(self._told["name"]),
            "definition": _english(self._told["definition"]),
            "author": {"type": "Organization", "name": AUTHOR},
            "versions": [{"id": self._version, "generatedAtTime": self._told["made"]}],
            "concepts": [*self._verbs(), *self._types(), *self._extensions()],
            "templates": [template for name in self._told["templates"] for template in self._templates(name)],
            "patterns": list(self._patterns()),
        }

    def _concept(self, id_: str, type_: str, name: str, definition: str, **more: object) -> Json:
        told = {"prefLabel": _english(name), "definition": _english(definition)}
        return {"id": id_, "type": type_, "inScheme": self._version, **told, **more}

    def _verbs(self) -> Iterator[Json]:
        for name, definition in self._told["verbs"].items():
            yield self._concept(Verb[name.upper()].value, "Verb", name, definition)

    def _types(self) -> Iterator[Json]:
        for name, definition in self._told["activityTypes"].items():
            yield self._concept(_type(name), "ActivityType", name, definition)

    def _extensions(self) -> Iterator[Json]:
        for name, told in self._told["extensions"].items():
            id_ = Extension(name).of(self._course)
            schema = json.dumps(told["schema"])
            yield self._concept(id_, "ContextExtension", name, told["definition"], inlineSchema=schema)

    def _names(self, name: str) -> Sequence[str]:
        """The last parts of the ids of a template: one for each thing that it may be about."""
        about = self._told["templates"][name]["about"]
        return [f"{name}-{type_}" for type_ in self._told["launched"]] if about == "launched" else [name]

    def _template_id(self, name: str) -> str:
        return f"{self._version}/templates/{name}"

    def _templates(self, name: str) -> Iterator[Json]:
        told = self._told["templates"][name]
        about = self._told["launched"] if told["about"] == "launched" else told["about"]
        for full, type_ in zip(self._names(name), about, strict=True):
            yield {
                **self._concept(self._template_id(full), "StatementTemplate", full.replace("-", " "), told["of"]),
                "verb": Verb[told["verb"].upper()].value,
                "objectActivityType": _type(type_),
                **({"contextParentActivityType": [_type(told["in"])]} if "in" in told else {}),
                "contextCategoryActivityType": [_type("profile")],
                "rules": list(self._rules(told)),
            }

    def _rules(self, told: Mapping[str, Any]) -> Iterator[Json]:
        yield {"location": "$.context.contextActivities.category[*].id", "any": [self._version]}
        yield {"location": "$.timestamp", "presence": "included"}
        yield {"location": "$.context.registration", "presence": "recommended"}
        yield {"location": self._place("version"), "presence": "included"}
        yield {"location": self._place("agency"), "presence": "recommended"}
        for kind, presence in (("told", "included"), ("maybe", "recommended"), ("not", "excluded")):
            for name in told.get(kind, ()):
                yield {"location": self._place(name), "presence": presence}

    def _place(self, name: str) -> str:
        return PLACES.get(name) or f"$.context.extensions['{Extension(name).of(self._course)}']"

    def _patterns(self) -> Iterator[Json]:
        begins, ends = self._told["begins"], self._told["ends"]
        within = [name for name in self._told["templates"] if name not in (*begins, *ends)]
        for part, names in (("begins", begins), ("event", within), ("ends", ends)):
            yield self._pattern(part, alternates=self._all(names))
        yield self._pattern("events", zeroOrMore=self._pattern_id("event"))
        yield self._pattern("end", optional=self._pattern_id("ends"))
        yield self._pattern("session", sequence=[*map(self._pattern_id, ("begins", "events", "end"))])
        label = {"prefLabel": _english("enrollment"), "definition": _english("All sessions of one registration.")}
        yield {**self._pattern("enrollment", oneOrMore=self._pattern_id("session")), "primary": True, **label}

    def _all(self, names: Sequence[str]) -> list[str]:
        return [self._template_id(full) for name in names for full in self._names(name)]

    def _pattern_id(self, name: str) -> str:
        return f"{self._version}/patterns/{name}"

    def _pattern(self, name: str, **parts: object) -> Json:
        return {"id": self._pattern_id(name), "type": "Pattern", "inScheme": self._version, **parts}


def _type(name: str) -> str:
    return ActivityType[name.upper()].value


def _english(text: str) -> Json:
    return {"en-US": text}
