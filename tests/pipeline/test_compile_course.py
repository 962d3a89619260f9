"""From a course folder to packages: the same bytes twice, and nothing at all when something is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from builder import __version__
from builder.course.read import open_course
from builder.diagnostics import BuildFailed
from builder.package.formats import FORMATS
from builder.package.staging import NotWritten
from builder.package.target import Target
from builder.pipeline import BuildResult, WrongRequest, compile_course
from builder.render.site import render_agency, render_site
from tests.oracle import check_package

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "builder" / "cli" / "starter"
BOTH = ("scorm12", "xapi")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "course"))


def targets(*formats: str) -> list[Target]:
    return [Target(name) for name in formats]


def build(course: Path, out: Path, *agencies: str | Path) -> BuildResult:
    return compile_course(course, targets(*BOTH), agencies, out)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


class TestWhatIsBuilt:
    def test_one_package_a_format_and_their_checksums(self, course: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "out")
        assert sorted(contents(tmp_path / "out")) == [
            "SHA256SUMS",
            "build.json",
            "codebook/my-course-0.1.0.csv",
            "codebook/my-course-0.1.0.json",
            "index.html",
            "my-course-0.1.0-scorm12.zip",
            "my-course-0.1.0-xapi.zip",
        ]
        sums = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
        assert sums == [
            f"{hashlib.sha256((tmp_path / 'out' / name).read_bytes()).hexdigest()}  {name}"
            for name in ("my-course-0.1.0-scorm12.zip", "my-course-0.1.0-xapi.zip")
        ]

    def test_build_json_tells_what_was_built(self, course: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "out", "example-pd")
        record = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
        assert record["builder"] == __version__
        assert record["courses"] == [
            {
                "id": "my-course",
                "version": "0.1.0",
                "title": "Writing a course",
                "language": "en-US",
                "description": "A small course that shows by example how courses are written. "
                "Replace it with your own, file by file.",
                "publisher": "Example Police Department",
                "pass_mark": 50,
            }
        ]
        for package, format_ in zip(record["packages"], BOTH, strict=True):
            data = (tmp_path / "out" / package["file"]).read_bytes()
            assert package == {
                "file": f"my-course-0.1.0-example-pd-{format_}.zip",
                "course": "my-course",
                "version": "0.1.0",
                "format": format_,
                "agency": "example-pd",
                "agency_name": "Example Police Department",
                "lms": None,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "files": len(members(tmp_path / "out" / package["file"])),
            }

    def test_a_second_build_elsewhere_has_the_same_bytes(
        self, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build(course, tmp_path / "one", "example-pd")
        other = Path(shutil.copytree(course, tmp_path / "other" / "place"))
        for path in other.rglob("*"):
            os.utime(path, (1, 1))
        monkeypatch.chdir(tmp_path / "other")
        build(Path("place"), Path("two"), "example-pd")
        assert contents(tmp_path / "one") == contents(tmp_path / "other" / "two")

    def test_building_again_changes_nothing(self, course: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "out")
        before = contents(tmp_path / "out")
        assert build(course, tmp_path / "out").replaced == ()
        assert contents(tmp_path / "out") == before

    def test_no_file_tells_where_it_was_built(self, course: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "out", "example-pd")
        marks = [os.fsencode(tmp_path), os.fsencode(Path.home()), os.fsencode(ROOT)]
        for name, data in contents(tmp_path / "out").items():
            inside = members(tmp_path / "out" / name) if name.endswith(".zip") else {name: data}
            assert not [file for file, data in inside.items() for mark in marks if mark in data]

    @pytest.mark.parametrize("folder", [STARTER, ROOT / "courses" / "peace-officer"], ids=["starter", "peace-officer"])
    def test_packages_are_valid_by_the_official_schemas(self, folder: Path, tmp_path: Path) -> None:
        for package in build(folder, tmp_path / "out").packages:
            kind, errors, warnings = check_package(tmp_path / "out" / package.file)
            assert (kind, errors, warnings) == ({"scorm12": "scorm12", "xapi": "tincan"}[package.format], [], [])

    def test_only_the_formats_asked_for(self, course: Path, tmp_path: Path) -> None:
        result = compile_course(course, targets("xapi", "xapi"), [], tmp_path / "out")
        assert [package.file for package in result.packages] == ["my-course-0.1.0-xapi.zip"]


class TestAgencies:
    @pytest.fixture
    def second(self, tmp_path: Path) -> Path:
        path = tmp_path / "river.yaml"
        path.write_text('id: river\nname: River Police\ncolors:\n  accent: "#7a1f1f"\n', encoding="utf-8")
        return path

    def test_one_package_a_format_and_agency(self, course: Path, second: Path, tmp_path: Path) -> None:
        result = build(course, tmp_path / "out", "example-pd", second)
        assert [package.file for package in result.packages] == [
            "my-course-0.1.0-example-pd-scorm12.zip",
            "my-course-0.1.0-example-pd-xapi.zip",
            "my-course-0.1.0-river-scorm12.zip",
            "my-course-0.1.0-river-xapi.zip",
        ]

    def test_agencies_and_formats_differ_in_few_files(self, course: Path, second: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "out", "example-pd", second)
        one = members(tmp_path / "out" / "my-course-0.1.0-example-pd-scorm12.zip")
        two = members(tmp_path / "out" / "my-course-0.1.0-river-scorm12.zip")
        three = members(tmp_path / "out" / "my-course-0.1.0-river-xapi.zip")
        assert {name for name in one if one[name] != two.get(name)} == {"agency.js", "theme.css"}
        assert {name for name in two if two[name] != three.get(name)} == {
            "imsmanifest.xml",
            "tracking.js",
            "tracking.json",
        }
        assert b"River Police" in two["agency.js"]

    @pytest.mark.parametrize("folder", ["builder/cli/starter", "tests/golden/_stock", "courses/peace-officer"])
    def test_what_is_rendered_once_is_what_each_agency_would_render(self, folder: str) -> None:
        reading = open_course(ROOT / folder)
        assert reading.agencies
        plain, _ = reading.resolve()
        for agency in reading.agencies:
            variant, _ = reading.resolve(agency)
            assert plain is not None and variant is not None
            assert {**render_site(plain), **render_agency(variant)} == dict(render_site(variant))

    def test_an_unknown_agency_is_the_command_s_fault(self, course: Path, tmp_path: Path) -> None:
        with pytest.raises(WrongRequest) as wrong:
            build(course, tmp_path / "out", "exmaple-pd")
        assert (wrong.value.word, wrong.value.known) == ("exmaple-pd", ("example-pd",))
        assert not (tmp_path / "out").exists()

    def test_an_agency_of_the_course_may_be_given_by_its_path(self, course: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "one", "example-pd")
        build(course, tmp_path / "two", course / "agencies" / "example-pd.yaml")
        assert contents(tmp_path / "one") == contents(tmp_path / "two")

    def test_two_agencies_with_one_id_are_refused(self, course: Path, tmp_path: Path) -> None:
        with pytest.raises(WrongRequest, match="two of the agencies"):
            build(course, tmp_path / "out", "example-pd", course / "agencies" / "example-pd.yaml")

    def test_a_faulty_file_of_an_agency_is_told_at_its_line(self, course: Path, second: Path, tmp_path: Path) -> None:
        edit(second, "name: River Police", "nmae: River Police")
        with pytest.raises(BuildFailed) as failed:
            build(course, tmp_path / "out", "example-pd", second)
        assert any(
            found.where.file == second.as_posix() and found.where.line == 2 for found in failed.value.diagnostics
        )


class TestThePublicCopy:
    def test_alone_it_has_no_codebook_beside_it(self, course: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        result = compile_course(course, [Target("web", public=True)], ["example-pd"], out)
        assert [package.file for package in result.packages] == ["my-course-0.1.0-example-pd-web-public.zip"]
        assert not (out / "codebook").exists()

    def test_it_is_no_other_package_and_changes_none(self, course: Path, tmp_path: Path) -> None:
        both = [Target("web"), Target("web", public=True)]
        compile_course(course, both, ["example-pd"], tmp_path / "both")
        compile_course(course, both[:1], ["example-pd"], tmp_path / "one")
        name = "my-course-0.1.0-example-pd-web.zip"
        assert (tmp_path / "both" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()
        whole = members(tmp_path / "both" / name)
        public = members(tmp_path / "both" / "my-course-0.1.0-example-pd-web-public.zip")
        assert whole.keys() == public.keys()
        different = {file for file in whole if whole[file] != public[file]}
        assert different == {"index.html", "agency.js", "tracking.js", "tracking.json"}

    def test_no_package_holds_the_codebook(self, course: Path, tmp_path: Path) -> None:
        compile_course(course, [Target("scorm12"), Target("web", public=True)], (), tmp_path / "out")
        for path in (tmp_path / "out").glob("*.zip"):
            assert not [name for name in members(path) if "codebook" in name]

    def test_a_folder_that_cannot_be_made_leaves_all_as_it_was(self, course: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir()
        (out / "codebook").write_text("a file of mine")
        with pytest.raises(NotWritten):
            build(course, out)
        assert contents(out) == {"codebook": b"a file of mine"}


class TestTheOutputFolder:
    def test_packages_of_other_versions_are_replaced_and_all_else_stays(self, course: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        build(course, out, "example-pd")
        others = (
            "my-course-2-0.1.0-scorm12.zip", "other-0.1.0-xapi.zip", "notes.txt", "my-course-0.1.0-cmi6.zip",
            "my-course-0.1-scorm12.zip", "sub/my-course-0.1.0-scorm12.zip",
        )  # fmt: skip
        for name in others:
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text(name)
        edit(course / "course.yaml", '"0.1.0"', '"0.2.0"')
        result = build(course, out)
        assert result.replaced == ("my-course-0.1.0-example-pd-scorm12.zip", "my-course-0.1.0-example-pd-xapi.zip")
        assert sorted(contents(out)) == sorted(
            (
                *others,
                # Reports of the other version still come in.
                *(f"codebook/my-course-{version}.{end}" for version in ("0.1.0", "0.2.0") for end in ("csv", "json")),
                "SHA256SUMS",
                "build.json",
                "index.html",
                "my-course-0.2.0-scorm12.zip",
                "my-course-0.2.0-xapi.zip",
            )
        )
        assert all((out / name).read_text() == name for name in others)

    def test_packages_of_other_formats_agencies_and_courses_stay_and_stay_recorded(
        self, course: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        other = Path(shutil.copytree(course, tmp_path / "other"))
        edit(other / "course.yaml", "id: my-course", "id: other")
        compile_course(course, targets("scorm12"), [], out)
        compile_course(course, targets("xapi"), ["example-pd"], out)
        compile_course(other, targets("xapi"), [], out)
        zips = ["my-course-0.1.0-example-pd-xapi.zip", "my-course-0.1.0-scorm12.zip", "other-0.1.0-xapi.zip"]
        assert sorted(path.name for path in out.glob("*.zip")) == zips
        record = json.loads((out / "build.json").read_text(encoding="utf-8"))
        assert [package["file"] for package in record["packages"]] == zips
        assert [line.split("  ")[1] for line in (out / "SHA256SUMS").read_text().splitlines()] == zips
        assert [known["id"] for known in record["courses"]] == ["my-course", "other"]
        assert all(f'href="{name}"' in (out / "index.html").read_text("utf-8") for name in zips)

    def test_a_course_whose_packages_are_gone_is_no_longer_named(self, course: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        other = Path(shutil.copytree(course, tmp_path / "other"))
        edit(other / "course.yaml", "id: my-course", "id: other")
        compile_course(other, targets("xapi"), [], out)
        (out / "other-0.1.0-xapi.zip").unlink()
        compile_course(course, targets("xapi"), [], out)
        record = json.loads((out / "build.json").read_text(encoding="utf-8"))
        assert [known["id"] for known in record["courses"]] == ["my-course"]

    @pytest.mark.parametrize("text", ["", "[]", '{"packages": [1]}', '{"packages": [{"file": "../x"}]}', "\0"])
    def test_a_record_that_is_not_ours_is_no_trouble(self, text: str, course: Path, tmp_path: Path) -> None:
        build(course, tmp_path / "out")
        before = contents(tmp_path / "out")
        (tmp_path / "out" / "build.json").write_text(text)
        build(course, tmp_path / "out")
        assert contents(tmp_path / "out") == before

    def test_a_course_with_errors_leaves_it_as_it_was(self, course: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        build(course, out)
        before = contents(out)
        edit(course / "lessons" / "01-pages.yaml", "media/page.svg", "media/pgae.svg")
        edit(course / "course.yaml", '"0.1.0"', '"0.2.0"')
        with pytest.raises(BuildFailed):
            build(course, out)
        assert contents(out) == before

    def test_a_course_with_errors_makes_no_folder(self, course: Path, tmp_path: Path) -> None:
        edit(course / "course.yaml", "format: 1", "format: 7")
        with pytest.raises(BuildFailed):
            build(course, tmp_path / "a" / "b")
        assert not (tmp_path / "a").exists()

    def test_a_warning_fails_only_when_strict(self, course: Path, tmp_path: Path) -> None:
        (course / "lessons" / "03-more.yml").write_text("id: more\n")
        result = compile_course(course, targets(*BOTH), [], tmp_path / "out")
        assert [found.severity for found in result.warnings] == ["warning"]
        with pytest.raises(BuildFailed):
            compile_course(course, targets(*BOTH), [], tmp_path / "strict", strict=True)
        assert not (tmp_path / "strict").exists()

    def test_trouble_while_moving_puts_all_back(self, course: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        build(course, out)
        (out / "SHA256SUMS").unlink()
        (out / "SHA256SUMS").mkdir()  # no file can be moved over a folder
        before = contents(out)
        edit(course / "course.yaml", "title: Writing a course", "title: Another title")
        edit(course / "course.yaml", '"0.1.0"', '"0.2.0"')
        with pytest.raises(NotWritten, match="cannot be written"):
            build(course, out)
        assert contents(out) == before
        assert not list(out.glob(".peacebuilder-*"))

    @pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
    def test_an_interruption_while_moving_puts_all_back(
        self, links: bool, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out = tmp_path / "out"
        build(course, out, "example-pd")
        before = contents(out)
        edit(course / "course.yaml", '"0.1.0"', '"0.2.0"')

        unlink = Path.unlink
        calls: list[Path] = []

        def interrupted(path: Path, missing_ok: bool = False) -> None:
            calls.append(path)
            if len(calls) == 1:
                raise KeyboardInterrupt
            unlink(path, missing_ok)

        def no_links(*_: object) -> None:
            raise OSError("no links here")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", interrupted)  # the old packages are taken away last
            if not links:
                patch.setattr(os, "link", no_links)
            with pytest.raises(KeyboardInterrupt):
                build(course, out)
        assert contents(out) == before

    def test_a_file_in_its_place_is_told(self, course: Path, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("mine")
        with pytest.raises(NotWritten, match="out cannot be written"):
            build(course, tmp_path / "out")
        assert (tmp_path / "out").read_text() == "mine"

    def test_trouble_while_packing_leaves_no_folder(
        self, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def files(*_: object) -> None:
            raise RuntimeError("a bug")

        monkeypatch.setattr(type(FORMATS["xapi"]), "manifests", files)
        with pytest.raises(RuntimeError, match="a bug"):
            build(course, tmp_path / "a" / "b")
        assert not (tmp_path / "a").exists()


def test_markup_in_titles_comes_out_as_text(course: Path, tmp_path: Path) -> None:
    nasty = """<script>alert(1)</script> & "quoted" ]]> <!-- it's"""
    for file, old in (
        ("course.yaml", "Writing a course"),
        ("course.yaml", "The basics"),
        ("course.yaml", "Choose words and pictures that every learner can use."),
        ("lessons/01-pages.yaml", "Pages and pictures"),
        ("scenarios/first-review.yaml", "The first review"),
        ("agencies/example-pd.yaml", "Example Police Department"),
    ):
        edit(course / file, old, "'" + nasty.replace("'", "''") + "'")
    build(course, tmp_path / "out", "example-pd")
    for format_ in BOTH:
        path = tmp_path / "out" / f"my-course-0.1.0-example-pd-{format_}.zip"
        assert b"<script>alert" not in b"".join(members(path).values())
        assert check_package(path)[1:] == ([], [])
