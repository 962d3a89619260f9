"""peacebuilder build."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli.build import size
from builder.package.formats import FORMATS
from tests.cli.conftest import Run, edit


def test_it_names_what_it_has_built(run: Run, course: Path, tmp_path: Path) -> None:
    result = run("build", course)
    assert result.exit_code == 0
    packages = [f"my-course-0.1.0-{name}.zip" for name in sorted(FORMATS)]
    assert [line.split()[0] for line in result.stdout.splitlines()] == [f"dist/{name}" for name in packages]
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [
        "SHA256SUMS",
        "build.json",
        "codebook",
        "index.html",
        *packages,
    ]


def test_formats_agencies_and_the_folder_can_be_chosen(run: Run, course: Path, tmp_path: Path) -> None:
    river = tmp_path / "river.yaml"
    river.write_text("id: river\nname: River Police\n", encoding="utf-8")
    result = run("build", course, "-f", "xapi", "--agency", "example-pd", "--agency", river, "--out", "a/b")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "a" / "b").glob("*.zip")) == [
        "my-course-0.1.0-example-pd-xapi.zip",
        "my-course-0.1.0-river-xapi.zip",
    ]


def test_a_public_copy_is_built_alone_or_beside_formats(run: Run, course: Path, tmp_path: Path) -> None:
    result = run("build", course, "--public")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["dist/my-course-0.1.0-web-public.zip"]
    result = run("build", course, "--public", "-f", "web", "--out", "both")
    assert sorted(path.name for path in (tmp_path / "both").glob("*.zip")) == [
        "my-course-0.1.0-web-public.zip",
        "my-course-0.1.0-web.zip",
    ]


def test_it_says_what_it_took_away(run: Run, course: Path) -> None:
    run("build", course)
    edit(course / "course.yaml", '"0.1.0"', '"0.2.0"')
    result = run("build", course)
    assert "dist/my-course-0.1.0-xapi.zip  removed: it was of another version" in result.stdout


def test_a_faulty_course_ends_with_1_and_leaves_no_trace(run: Run, course: Path, tmp_path: Path) -> None:
    edit(course / "test.yaml", "items: 1", "items: 9")
    result = run("build", course)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-2] == "2 errors"
    assert not (tmp_path / "dist").exists()


def test_warnings_are_told_and_stop_only_when_strict(run: Run, course: Path, tmp_path: Path) -> None:
    (course / "lessons" / "03-more.yml").write_text("id: more\n")
    result = run("build", course)
    assert result.exit_code == 0
    assert "03-more.yml: warning" in result.stderr
    assert result.stderr.splitlines()[-1] == "Built with 1 warning."
    result = run("build", course, "--strict", "--out", "other")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "Failed because of warnings only, as asked for with --strict."
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-f", "scrom12"), "There is no format 'scrom12'. Did you mean 'scorm12'?"),
        (("-f", "pdf"), f"There is no format 'pdf'. There are: {', '.join(sorted(FORMATS))}."),
        (("--agency", "exampel-pd"), "Did you mean 'example-pd'?"),
        (("--agency", "Example-PD"), "Did you mean 'example-pd'?"),
        (("--agency", "nowhere/river.yaml"), "There is no file 'nowhere/river.yaml'."),
        (("--agency", "river.yml"), "There is no file 'river.yml'."),
        (("--agency", "example-pd", "--agency", "course/agencies/example-pd.yaml"), "two of the agencies have the id"),
        (("--fomat", "xapi"), "No such option"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_suggestion(
    run: Run, course: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("build", course, *arguments)
    assert result.exit_code == 2
    assert words.lower() in result.stderr.lower()
    assert not (tmp_path / "dist").exists()


def test_a_faulty_course_is_told_before_an_unknown_agency(run: Run, course: Path) -> None:
    edit(course / "course.yaml", "format: 1", "format: 2")
    assert run("build", course, "--agency", "nobody").exit_code == 1


def test_an_output_folder_that_cannot_be_written(run: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    result = run("build", course, "--out", "taken/dist")
    assert result.exit_code == 1
    assert "taken/dist cannot be written" in result.stderr
    assert "nothing there was changed" in result.stderr


def test_a_page_of_somebody_else_is_not_overwritten(run: Run, course: Path, tmp_path: Path) -> None:
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("<h1>Our site</h1>", encoding="utf-8")
    result = run("build", course, "-f", "xapi", "--out", "site")
    assert result.exit_code == 1
    assert "site/index.html is not ours and would be lost" in result.stderr
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]
    page.unlink()
    assert run("build", course, "-f", "xapi", "--out", "site").exit_code == 0
    assert run("build", course, "-f", "xapi", "--out", "site").exit_code == 0


@pytest.mark.parametrize(("count", "text"), [(950, "0.9 kB"), (37_884, "37.9 kB"), (1_620_000, "1.62 MB")])
def test_sizes_are_readable(count: int, text: str) -> None:
    assert size(count) == text
