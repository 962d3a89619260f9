"""The player's words are those that Python knows: analysis would not find others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.records.xapi.faults import faults
from builder.records.xapi.iris import PING_ACTIVITY, PING_STATE, Extension, profile
from builder.standards.cmi5 import (
    CATEGORY,
    LAUNCH_DATA,
    LAUNCH_PARAMETERS,
    MASTERY_SCORE,
    MOVE_ON_CATEGORY,
    PREFERENCES,
)
from builder.standards.xapi import PROGRESS, ActivityType, Verb
from tests.records.xapi.statements import BASE, changed

PLAYER = Path(__file__).parents[3] / "builder" / "player" / "src" / "tracking" / "xapi"
COURSE = "https://example.org/course"


def source(name: str) -> str:
    return (PLAYER / name).read_text(encoding="utf-8")


def test_every_verb_of_the_player_is_known() -> None:
    sent = set(re.findall(r'verb: "([a-z]+)"', source("facts.ts"))) | {"passed", "failed"}
    assert sent <= {verb.rpartition("/")[2] for verb in Verb}
    assert len(sent) > 8
    assert f'ACKNOWLEDGED = "{Verb.ACKNOWLEDGED}"' in source("facts.ts")


def test_every_activity_type_of_the_player_is_known() -> None:
    text = source("activities.ts")
    sent = set(re.findall(r'(?:activity\([^"\n]*|titled\()"([a-z.]+)"', text))
    assert sent <= {type_.rpartition("/")[2] for type_ in ActivityType}
    assert len(sent) > 6
    assert f'PAGE = "{ActivityType.PAGE}"' in text


def test_every_extension_of_the_player_is_known() -> None:
    text = source("facts.ts") + source("statements.ts")
    named = {name for part in re.findall(r"extensions: \{ ([a-z, ]+) \}", text) for name in part.split(", ")}
    assert named | {"version", "agency", "occurred"} == set(Extension)
    assert "`${course.iri}/extensions/occurred`" in source("../cmi5/statements.ts")
    assert "`${course.iri}/extensions/${name}`" in text
    assert f'PROGRESS = "{PROGRESS}"' in text


def test_what_cmi5_prescribes_is_what_the_player_says() -> None:
    dress, launch, cmi5 = (source(f"../{name}.ts") for name in ("cmi5/dress", "cmi5/launch", "cmi5"))
    for category in (CATEGORY, MOVE_ON_CATEGORY):
        base, _, last = category.rpartition("/")
        assert f'CATEGORIES = "{base}/"' in dress
        assert f'"{last}"' in dress
    base, _, last = MASTERY_SCORE.rpartition("/")
    assert f'EXTENSIONS = "{base}/"' in dress
    assert f"${{EXTENSIONS}}{last}`" in dress
    assert all(f'"{name}"' in launch for name in LAUNCH_PARAMETERS)
    assert f'"{LAUNCH_DATA}"' in cmi5
    assert f'"{PREFERENCES}"' in cmi5


def test_the_profile_is_that_of_the_player() -> None:
    assert "`${course.iri}/profile/v1`" in source("activities.ts")
    assert profile(COURSE) == f"{COURSE}/profile/v1"


@pytest.mark.parametrize(
    "iri", [PING_ACTIVITY, PING_STATE, profile(COURSE), Extension.RUN.of(COURSE), *Verb, *ActivityType]
)
def test_every_iri_is_one(iri: str) -> None:
    assert faults(changed(BASE, object={"id": str(iri)}, context={"extensions": {str(iri): 1}})) == ()
