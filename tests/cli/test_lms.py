"""peacebuilder lms, and build --lms."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from builder.profiles import PROFILES
from builder.profiles.profile import Limits
from builder.verify.verify import verify
from tests.cli.conftest import Run


def tracking(package: Path) -> dict[str, object]:
    with zipfile.ZipFile(package) as archive:
        settings: dict[str, object] = json.loads(archive.read("tracking.json"))
    return settings


def test_the_list_names_every_lms_and_what_it_takes(run: Run) -> None:
    result = run("lms")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(PROFILES)
    assert lines[list(PROFILES).index("knowbe4")].split()[-1] == "scorm2004-4"
    assert "not known" in lines[list(PROFILES).index("acadis")]


@pytest.mark.parametrize("id_", PROFILES)
def test_an_lms_is_shown_with_all_that_is_said_and_its_sources(run: Run, id_: str) -> None:
    result = run("lms", id_)
    assert result.exit_code == 0
    profile = PROFILES[id_]
    for source in profile.sources.values():
        assert f"{source.text} ({source.sure.meaning})" in result.stdout
        assert (source.url or "") in result.stdout
    for fact in (profile.about, *profile.upload, *profile.test, *profile.quirks):
        number = list(profile.sources).index(fact.source) + 1
        assert f"{fact.text} [{number}]" in result.stdout
    assert all(question in result.stdout for question in profile.questions)


def test_profiles_are_data_for_programs(run: Run) -> None:
    every = json.loads(run("lms", "--output", "json").stdout)
    assert [one["id"] for one in every] == list(PROFILES)
    one = json.loads(run("lms", "docebo", "--output", "json").stdout)
    assert one == every[list(PROFILES).index("docebo")]
    assert one["sources"][one["limits"]["suspend_data"]["source"]]["sure"] == "vendor"


def test_an_lms_gets_its_best_format_in_its_words(run: Run, course: Path, tmp_path: Path) -> None:
    result = run("build", course, "--lms", "cornerstone", "--lms", "frappe", "--lms", "moodle")
    assert result.exit_code == 0, result.output
    out = tmp_path / "dist"
    names = [f"my-course-0.1.0-scorm12-{lms}.zip" for lms in ("cornerstone", "frappe", "moodle")]
    assert sorted(path.name for path in out.glob("*.zip")) == names
    assert [tracking(out / name).get("words") for name in names] == [
        {"passed": "completed", "failed": "incomplete"},
        {"completed": "passed"},
        None,
    ]
    page = (out / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in page for name in names)


def test_packages_keep_to_the_limits_that_are_known(run: Run, course: Path, tmp_path: Path) -> None:
    limited = [profile for profile in PROFILES.values() if profile.limits != Limits()]
    assert len(limited) > 7
    assert run("build", course, *(part for one in limited for part in ("--lms", one.id))).exit_code == 0
    for profile in limited:
        package = tmp_path / "dist" / f"my-course-0.1.0-{profile.best}-{profile.id}.zip"
        assert verify(package, profile=profile).problems == ()


def test_formats_can_be_given_for_an_lms(run: Run, course: Path, tmp_path: Path) -> None:
    result = run("build", course, "--lms", "talentlms", "-f", "xapi", "-f", "scorm12", "--agency", "example-pd")
    assert result.exit_code == 0, result.output
    assert "note" not in result.stderr
    assert sorted(path.name for path in (tmp_path / "dist").glob("*.zip")) == [
        "my-course-0.1.0-example-pd-scorm12-talentlms.zip",
        "my-course-0.1.0-example-pd-xapi-talentlms.zip",
    ]


def test_a_format_that_an_lms_is_not_known_to_take_is_built_with_a_note(run: Run, course: Path) -> None:
    result = run("build", course, "--lms", "knowbe4", "-f", "scorm12")
    assert result.exit_code == 0
    assert "nothing says that KnowBe4 takes scorm12; it takes scorm2004-4" in result.stderr


def test_an_agency_that_names_its_lms_gets_the_package_for_it(run: Run, course: Path, tmp_path: Path) -> None:
    river = tmp_path / "river.yaml"
    river.write_text("id: river\nname: River Police\nlms: frappe\n", encoding="utf-8")
    assert run("build", course, "--agency", river).exit_code == 0
    assert [path.name for path in (tmp_path / "dist").glob("*.zip")] == ["my-course-0.1.0-river-scorm12-frappe.zip"]
    run("build", course, "--agency", river, "-f", "xapi", "--out", "other")
    assert [path.name for path in (tmp_path / "other").glob("*.zip")] == ["my-course-0.1.0-river-xapi.zip"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "course", "--lms", "moddle"), "There is no LMS 'moddle'. Did you mean 'moodle'?"),
        (("lms", "Moodle"), "Did you mean 'moodle'?"),
        (("lms", "xyz"), "There are: absorb, acadis,"),
    ],
)
def test_an_unknown_lms_ends_with_2_and_a_suggestion(
    run: Run, course: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert course.is_dir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "dist").exists()
