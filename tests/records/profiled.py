"""What of a statement departs from the xAPI profile: a reader of profiles by itself (Profiles 1.0, Part Three 2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
FILE = Path(__file__).parents[2] / "schemas" / "xapi-profile.jsonld"
CATEGORY = re.compile(r"(.*)/profile/v\d+")
STEP = re.compile(r"\.(\w+)|\['([^']+)'\]|(\[\*\])")


@cache
def profile_of(course: str) -> Json:
    """The file in the project, as the profile of another course: only the course's IRI differs."""
    text = FILE.read_text(encoding="utf-8")
    own = json.loads(text)["versions"][0]["id"].removesuffix("/profile/v1")
    found: Json = json.loads(text.replace(own, course))
    return found


def course_of(statement: Json) -> str | None:
    """By the category that says that the statement follows a profile."""
    for activity in statement.get("context", {}).get("contextActivities", {}).get("category", ()):
        if found := CATEGORY.fullmatch(activity["id"]):
            return found[1]
    return None


def values(statement: Any, path: str) -> list[Any]:
    """What the JSONPath finds."""
    found = [statement]
    for plain, quoted, each in STEP.findall(path.removeprefix("$")):
        key = plain or quoted
        if each:
            found = [part for one in found if isinstance(one, list) for part in one]
        else:
            found = [one[key] for one in found if isinstance(one, dict) and key in one]
    return found


def types(activities: Sequence[Json]) -> set[str]:
    return {activity.get("definition", {}).get("type") for activity in activities}


def matches(template: Json, statement: Json) -> bool:
    """Whether the template is about statements such as this, by what determines it."""
    around = statement["context"]["contextActivities"]
    named = {kind: template.get(f"context{kind.title()}ActivityType", ()) for kind in ("parent", "category")}
    return (
        statement["verb"]["id"] == template["verb"]
        and statement["object"].get("definition", {}).get("type") == template["objectActivityType"]
        and all(set(wanted) <= types(around.get(kind, ())) for kind, wanted in named.items())
    )


def broken(rule: Json, statement: Json) -> bool:
    found = values(statement, rule["location"])
    presence = rule.get("presence")
    if (presence == "included" and not found) or (presence == "excluded" and found):
        return True
    return "any" in rule and not any(value in rule["any"] for value in found)


def templates_of(statement: Json, profile: Json) -> list[Json]:
    return [template for template in profile["templates"] if matches(template, statement)]


def departures(statement: Json) -> Iterator[str]:
    """Of a statement that one of our courses made."""
    course = course_of(statement)
    if course is None:
        yield "no profile in its category"
        return
    profile = profile_of(course)
    found = templates_of(statement, profile)
    if len(found) != 1:
        yield f"{len(found)} templates match {statement['verb']['id']} of {statement['object']['id']}"
    for template in found:
        for rule in template["rules"]:
            if broken(rule, statement):
                yield f"{template['id']}: {rule}"
    concepts = {concept["id"]: concept for concept in profile["concepts"]}
    for key, value in statement["context"]["extensions"].items():
        if key.startswith(course):
            yield from unlike(key, value, concepts.get(key))


KINDS: Mapping[str, type] = {"string": str, "integer": int}


def unlike(key: str, value: Any, concept: Json | None) -> Iterator[str]:
    if concept is None:
        yield f"{key} is no extension of the profile"
        return
    schema = json.loads(concept["inlineSchema"])
    if not isinstance(value, KINDS[schema["type"]]) or (schema["type"] == "integer" and value < schema["minimum"]):
        yield f"{key} is not {schema}"


def follows(statements: Sequence[Json], profile: Json) -> bool:
    """Whether the statements of a registration, in the order of time, are all what the primary pattern says."""
    patterns = {pattern["id"]: pattern for pattern in profile["patterns"]}
    ids = [[template["id"] for template in templates_of(one, profile)] for one in statements]
    primary = next(pattern for pattern in patterns.values() if pattern.get("primary"))
    return len(ids) in ends(primary["id"], ids, {0}, patterns)


def ends(id_: str, ids: Sequence[Sequence[str]], starts: set[int], patterns: Mapping[str, Json]) -> set[int]:
    """Where the pattern or template may have ended that began at one of these places."""
    pattern = patterns.get(id_)
    if pattern is None:
        return {at + 1 for at in starts if at < len(ids) and id_ in ids[at]}
    if "alternates" in pattern:
        return {end for one in pattern["alternates"] for end in ends(one, ids, starts, patterns)}
    if "sequence" in pattern:
        for one in pattern["sequence"]:
            starts = ends(one, ids, starts, patterns)
        return starts
    if "optional" in pattern:
        return starts | ends(pattern["optional"], ids, starts, patterns)
    return repeated(pattern, ids, starts, patterns)


def repeated(pattern: Json, ids: Sequence[Sequence[str]], starts: set[int], patterns: Mapping[str, Json]) -> set[int]:
    what = pattern.get("oneOrMore") or pattern["zeroOrMore"]
    found = set() if "oneOrMore" in pattern else set(starts)
    fresh = set(starts)
    while fresh:
        fresh = ends(what, ids, fresh, patterns) - found
        found |= fresh
    return found
