"""Profiles: every statement has its source, and one more LMS is one file and one registration."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import builder.profiles
from builder.package.formats import FORMATS
from builder.profiles import PROFILES
from builder.profiles.profile import MEANINGS, Profile, Sure
from builder.profiles.registry import Profiles, read
from builder.profiles.reporting import Reporting

FOLDER = Path(builder.profiles.__file__).parent
EXAMPLE = Path(__file__).parent / "example.yaml"


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    path = tmp_path / "example.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_every_file_is_registered_and_every_registration_has_its_file() -> None:
    assert sorted(PROFILES) == sorted(path.stem for path in FOLDER.glob("*.yaml"))
    assert len(PROFILES) == len(list(PROFILES))
    assert next(iter(PROFILES)) == "generic"


@pytest.mark.parametrize("id_", PROFILES)
def test_every_statement_says_where_it_comes_from_and_how_sure_it_is(id_: str) -> None:
    profile = PROFILES[id_]
    for statement in profile.statements:
        source = profile.source(statement.source)
        assert source.sure in MEANINGS
        assert source.text
        if source.sure is Sure.VENDOR and id_ != "generic":
            assert source.url, f"{id_}: what a maker says stands on a page"


@pytest.mark.parametrize("id_", PROFILES)
def test_profiles_name_formats_that_are_built(id_: str) -> None:
    formats = [format_.id for format_ in PROFILES[id_].formats]
    assert set(formats) <= set(FORMATS)
    assert len(set(formats)) == len(formats)
    assert "web" not in formats, "nothing is recorded there"


def test_an_lms_of_which_nothing_is_known_says_so_and_has_questions() -> None:
    unknown = [id_ for id_, profile in PROFILES.items() if not profile.is_known]
    assert unknown == ["acadis", "powerdms", "targetsolutions", "policeone"]
    assert all(len(PROFILES[id_].questions) > 5 for id_ in unknown)
    assert PROFILES["moodle"].questions == ()


def test_lmss_that_do_not_go_by_the_book_are_told_in_their_words() -> None:
    assert PROFILES["moodle"].reporting == Reporting()
    assert dict(PROFILES["cornerstone"].reporting.words) == {"passed": "completed", "failed": "incomplete"}
    assert dict(PROFILES["frappe"].reporting.words) == {"completed": "passed"}
    for profile in PROFILES.values():
        told = dict(profile.reporting.words)
        for failure in ("failed", "incomplete"):
            assert told.get(failure, failure) in ("failed", "incomplete"), "what is not done is never told as done"


def test_no_lms_is_told_by_our_profiles_to_overrule_the_course() -> None:
    assert not [id_ for id_, profile in PROFILES.items() if profile.reporting.mastery_score]


def test_knowbe4_and_talentlms_get_what_they_take() -> None:
    assert [format_.id for format_ in PROFILES["knowbe4"].formats] == ["scorm2004-4"]
    assert not [format_.id for format_ in PROFILES["talentlms"].formats if format_.id.startswith("scorm2004")]


def test_an_unknown_id_is_not_there() -> None:
    assert "noodle" not in PROFILES
    with pytest.raises(KeyError):
        PROFILES["noodle"]


def test_one_more_lms_is_one_file_and_one_registration() -> None:
    profiles = Profiles(EXAMPLE.parent, ("example",))
    assert list(profiles) == ["example"]
    assert profiles["example"].best == "scorm12"
    assert profiles["example"] is profiles["example"], "it is read once"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: example\n", "id: sample\n", "its id is 'sample'"),
        ("source: page", "source: somewhere", "there is no source 'somewhere'"),
        ("sources:\n", "sources:\n  idle: {sure: read, text: Nothing}\n", "nothing comes from the source 'idle'"),
        ("sure: vendor", "sure: surely", "Input should be 'tried'"),
        ("passed: completed", "passed: done", "Input should be 'incomplete'"),
        ("package_mb", "package_gb", "Extra inputs"),
        ("[.php]", "[php]", "String should match"),
    ],
)
def test_a_profile_with_a_fault_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises((ValidationError, ValueError), match=fault):
        read(edited(tmp_path, old, new))


def test_profiles_are_frozen() -> None:
    profile: Profile = PROFILES["generic"]
    with pytest.raises(ValidationError):
        profile.name = "Another"  # type: ignore[misc]


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = "import sys, builder.profiles; print([m for m in ('yaml', 'pydantic') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
