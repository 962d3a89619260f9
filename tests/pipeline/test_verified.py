"""Every package that we make passes both judges without an error or a warning; each way to break one is found."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from builder.package.formats import FORMATS
from builder.package.target import Target
from builder.pipeline import compile_course
from builder.profiles import PROFILES
from builder.verify.verify import verify
from tests.oracle import check_package
from tests.verify.stock import Member, members, zipped
from tests.verify.stock import changed as told_otherwise

ROOT: Final = Path(__file__).parents[2]
STARTER: Final = ROOT / "builder" / "cli" / "starter"
COURSES: Final = {"starter": STARTER, **{path.name: path for path in sorted((ROOT / "courses").iterdir())}}
ALL: Final = tuple(Target(name) for name in FORMATS)
KINDS: Final = {"scorm2004-3": "scorm2004-3rd", "scorm2004-4": "scorm2004-4th", "xapi": "tincan"}


def told(path: Path, lms: str | None = None) -> list[str]:
    report = verify(path, profile=PROFILES[lms] if lms else None)
    return [f"{problem.where}: {problem.code} {problem.text}" for problem in report.problems]


@pytest.mark.parametrize("course", COURSES)
def test_all_formats_pass_both_judges(course: str, tmp_path: Path) -> None:
    for package in compile_course(COURSES[course], ALL, [], tmp_path).packages:
        path = tmp_path / package.file
        report = verify(path)
        assert (report.format, told(path)) == (package.format, [])
        if package.format != "web":
            assert check_package(path) == (KINDS.get(package.format, package.format), [], [])


def test_variants_pass(tmp_path: Path) -> None:
    modules = Target("cmi5", units="module")
    targets = [*(target for target in ALL if target.format != "cmi5"), modules, Target("web", public=True)]
    for package in compile_course(COURSES["peace-officer"], targets, ["example-pd"], tmp_path).packages:
        assert told(tmp_path / package.file) == []


@pytest.mark.parametrize("lms", PROFILES)
def test_what_is_built_for_an_lms_fits_it(lms: str, tmp_path: Path) -> None:
    profile = PROFILES[lms]
    targets = [Target(known.id, lms, profile.reporting) for known in profile.formats]
    for package in compile_course(STARTER, targets, [], tmp_path).packages:
        assert told(tmp_path / package.file, lms) == []


Broken = Mapping[str, bytes] | bytes
Sabotage = Callable[[dict[str, bytes]], Broken]
MANIFESTS: Final = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")


def changed(name: str, old: bytes, new: bytes) -> Sabotage:
    def change(files: dict[str, bytes]) -> Broken:
        assert old in files[name]
        return files | {name: files[name].replace(old, new, 1)}

    return change


def renamed(old: str, new: str) -> Sabotage:
    return lambda files: {new if name == old else name: data for name, data in files.items()}


def without(gone: str) -> Sabotage:
    return lambda files: {name: data for name, data in files.items() if name != gone}


EVERY: Final[Mapping[str, tuple[str, Sabotage]]] = {
    "cut off": ("V001", lambda files: zipped(files)[:-40]),
    "one letter changed": ("V002", lambda files: zipped(told_otherwise(files, "player.js", crc=1))),
    "another name inside": ("V003", lambda files: zipped(told_otherwise(files, "player.js", local_name=b"player.sh"))),
    "with a password": ("V004", lambda files: zipped(told_otherwise(files, "media/page.svg", flags=1))),
    "with a password on all": ("V004", lambda files: zipped(replace(one, flags=1) for one in members(files))),
    "compressed in another way": ("V005", lambda files: zipped(replace(one, method=14) for one in members(files))),
    "a link": ("V006", lambda files: zipped(told_otherwise(files, "media/page.svg", mode=0o120777))),
    "twice": ("V009", lambda files: zipped([*members(files), Member(b"player.js", files["player.js"])])),
    "something in front": ("V017", lambda files: zipped(files, before=b"MZ" * 100)),
    "a script in the page": ("V601", changed("index.html", b"</body>", b"<script>alert(1)</script></body>")),
    "a handler": ("V602", changed("index.html", b"<body", b'<body onload="a()"')),
    "code of text": ("V604", lambda files: files | {"player.js": files["player.js"] + b"\neval(a);"}),
    "a request": (
        "V605",
        changed("index.html", b"</head>", b'<link rel="stylesheet" href="https://cdn.example.org/a.css"></head>'),
    ),
    "a broken link": ("V607", changed("index.html", b"media/page.svg", b"media/Page.svg")),
    "no policy": ("V609", changed("index.html", b"Content-Security-Policy", b"Content-Security")),
    "a password in an address": ("V701", lambda files: _said(files, b'"https://a:secret12@lrs.example.org/"')),
    "a value for a header": ("V702", lambda files: _said(files, b'"Basic YW5uYTpzZWNyZXQ="')),
    "a secret": ("V703", lambda files: _said(files, b'{secret:"s3cr3t-value"}')),
    "another adapter": ("V901", changed("tracking.json", b'"adapter": "', b'"adapter": "no-')),
}
SOME: Final[Mapping[str, tuple[str, str, Sabotage]]] = {
    "no manifest": ("V101", "scorm12", without("imsmanifest.xml")),
    "in a folder": ("V102", "cmi5", lambda files: {f"course/{name}": data for name, data in files.items()}),
    "another case": ("V104", "xapi", renamed("tincan.xml", "TinCan.xml")),
    "no XML": ("V105", "cmi5", changed("cmi5.xml", b"</courseStructure>", b"")),
    "entities": ("V106", "scorm12", changed("imsmanifest.xml", b"<manifest", b"<!DOCTYPE m><manifest")),
    "version": ("V202", "scorm2004-4", changed("imsmanifest.xml", b"4th Edition", b"4th edition")),
    "scormType": ("V204", "scorm2004-3", changed("imsmanifest.xml", b"adlcp:scormType", b"adlcp:scormtype")),
    "file gone": ("V214", "scorm12", without("media/page.svg")),
    "stray": ("V218", "scorm2004-4", lambda files: files | {"stray.svg": b"<svg/>"}),
    "mastery": (
        "V226",
        "scorm12",
        changed(
            "imsmanifest.xml",
            b"</title>\n      </item>",
            b"</title><adlcp:masteryscore>900</adlcp:masteryscore></item>",
        ),
    ),
    "moveOn": ("V406", "cmi5", changed("cmi5.xml", b'moveOn="', b'moveOn="Not')),
    "two launches": (
        "V504",
        "xapi",
        changed(
            "tincan.xml",
            b"<launch",
            b"<launch>index.html</launch></activity><activity "
            b'id="https://example.org/x" type="https://example.org/t"><name>x</name><description>x</description>'
            b"<launch",
        ),
    ),
    "mixed": ("V902", "scorm12", changed("tracking.json", b"scorm12", b"scorm2004")),
    "no settings": ("V903", "web", without("tracking.json")),
}


def _said(files: dict[str, bytes], words: bytes) -> Broken:
    return files | {"agency.js": files["agency.js"] + b"globalThis.more=" + words + b";"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, bytes]]:
    """The files of the starter's packages, by their format."""
    out = tmp_path_factory.mktemp("built")
    course = shutil.copytree(STARTER, out / "course")
    found = {}
    for package in compile_course(course, ALL, [], out / "dist").packages:
        with zipfile.ZipFile(out / "dist" / package.file) as archive:
            found[package.format] = {name: archive.read(name) for name in archive.namelist()}
    return found


def codes(package: Broken, tmp_path: Path) -> set[str]:
    path = tmp_path / "package.zip"
    path.write_bytes(package if isinstance(package, bytes) else zipped(package))
    report = verify(path)
    assert report.errors or {problem.code for problem in report.problems} == {"V017"}
    return {problem.code for problem in report.problems}


# Each on two formats, so that every format is broken in several ways.
PAIRS: Final = [(how, tuple(FORMATS)[(i + j) % len(FORMATS)]) for i, how in enumerate(EVERY) for j in (0, 3)]


@pytest.mark.parametrize(("how", "format_"), PAIRS)
def test_a_package_of_any_format_that_was_broken_is_found_out(
    how: str, format_: str, built: Mapping[str, dict[str, bytes]], tmp_path: Path
) -> None:
    code, sabotage = EVERY[how]
    assert codes(sabotage(built[format_]), tmp_path) == {code}


@pytest.mark.parametrize("how", SOME)
def test_a_manifest_that_was_broken_is_found_out(
    how: str, built: Mapping[str, dict[str, bytes]], tmp_path: Path
) -> None:
    code, format_, sabotage = SOME[how]
    assert codes(sabotage(built[format_]), tmp_path) == {code}
