"""The manifests: valid by the official schemas, complete, and stable where an LMS keeps records by them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from builder.course.model.course import Completion
from builder.course.resolved import (
    Draw,
    FinalTest,
    Lesson,
    Module,
    Node,
    Objective,
    Page,
    ResolvedCourse,
    Scenario,
)
from builder.package.archive import make, write
from builder.package.format import PackageFormat, package_files, variant_of
from builder.package.formats import FORMATS
from builder.profiles.reporting import BY_THE_BOOK, Reporting
from tests.oracle import check_package

NASTY = """Tom & "Ann" <script>alert('1')</script> \u00e9\u4e16\U0001f600 ]]>"""
SITE = {"index.html": b"<!doctype html>", "player.js": b"(()=>{})()", "media/a.svg": b"<svg/>", "media/b.png": b"\x89"}
IMSCP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
IMSCP2004 = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
IMSSS = "{http://www.imsglobal.org/xsd/imsss}"
TINCAN = "{http://projecttincan.com/tincan.xsd}"


def course(title: str = "Fire exits") -> ResolvedCourse:
    iri = "https://example.org/fire"
    end = Node("out", "k01", f"{iri}/decision/s/out", None, "", (), None, None, (), "Out", True, ("Lives",), ())
    scenario = Scenario("s", "k02", f"{iri}/scenario/s", title, None, "out", (), (end,))
    page = Page("p", "k03", f"{iri}/page/l/p", "l-p", title, ("Text", scenario))
    lesson = Lesson("l", "k04", f"{iri}/lesson/l", title, 5, 0, (), (page,))
    return ResolvedCourse(
        id="9-fire", iri=iri, title=title, version="1.2.3", language="en-US", description=title, publisher=None,
        notice=None, objectives=(Objective("E1.1", f"{iri}/objective/E1.1", title, None),),
        modules=(Module("m", f"{iri}/module/m", title, (lesson,)),), completion=Completion(),
        navigation="free", test_outs=(),
        test=FinalTest(
            "t", "k05", f"{iri}/test/t", title, None, 80, 3, "always", True, "score", "attempt", None, None,
            (Draw("E1.1", 1),), (),
        ),
        sources={}, terms={}, assets={}, agency=None,
    )  # fmt: skip


def package(format_: PackageFormat, course_: ResolvedCourse) -> dict[str, bytes]:
    return {file.name: file.data for file in package_files(format_, course_, SITE)}


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


KINDS = {"scorm12": "scorm12", "scorm2004-3": "scorm2004-3rd", "scorm2004-4": "scorm2004-4th", "xapi": "tincan"}
KINDS |= {"cmi5": "cmi5"}
SCORM = ["imsmanifest.xml"]
MANIFESTS = {"scorm12": SCORM, "scorm2004-3": SCORM, "scorm2004-4": SCORM, "xapi": ["tincan.xml"], "web": []}
MANIFESTS |= {"cmi5": ["cmi5.xml"]}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("title", ["Fire exits", NASTY, "x" * 300])
def test_the_package_is_valid_by_the_official_schemas(name: str, title: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(write(make(file.name, file.data) for file in package_files(FORMATS[name], course(title), SITE)))
    assert check_package(path) == (KINDS[name], [], [])


def test_the_oracle_sees_a_file_too_much(tmp_path: Path) -> None:
    files = [make(file.name, file.data) for file in package_files(FORMATS["scorm12"], course(), SITE)]
    path = tmp_path / "package.zip"
    path.write_bytes(write([*files, make("stray.txt", b"")]))
    assert check_package(path)[1] == ["imsmanifest.xml: 'stray.txt' is in the zip but in no resource"]


@pytest.mark.parametrize("name", FORMATS)
def test_all_of_the_site_is_there_unchanged_and_what_is_added_comes_behind_it(name: str) -> None:
    files = {file.name: file.data for file in package_files(FORMATS[name], course(), SITE)}
    assert list(files)[: len(SITE)] == list(SITE)
    assert SITE.items() <= files.items()
    assert list(files)[len(SITE) :] == ["tracking.js", "tracking.json", *MANIFESTS[name]]


def test_tracking_json_names_the_adapter() -> None:
    assert json.loads(package(FORMATS["scorm12"], course())["tracking.json"]) == {
        "adapter": "scorm12",
        "format": "scorm12",
        "stateLimit": 4096,
    }
    assert json.loads(package(FORMATS["xapi"], course())["tracking.json"]) == {
        "adapter": "xapi",
        "format": "xapi",
        "activityId": "https://example.org/fire",
    }


def test_tracking_json_names_format_and_lms_for_whoever_reads_the_report() -> None:
    variant = variant_of(course(), lms="moodle")
    files = {file.name: file.data for file in package_files(FORMATS["scorm2004-3"], course(), SITE, variant)}
    settings = json.loads(files["tracking.json"])
    assert (settings["adapter"], settings["format"], settings["lms"]) == ("scorm2004", "scorm2004-3", "moodle")


class TestScorm12:
    def manifest(self, course_: ResolvedCourse) -> etree._Element:
        return tree(package(FORMATS["scorm12"], course_)["imsmanifest.xml"])

    def test_one_item_launches_the_one_sco(self) -> None:
        root = self.manifest(course())
        (item,) = root.iter(f"{IMSCP}item")
        (resource,) = root.iter(f"{IMSCP}resource")
        assert item.get("identifierref") == resource.get("identifier")
        assert resource.get("href") == "index.html"
        assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"

    def test_every_file_is_listed_but_the_manifest(self) -> None:
        files = package(FORMATS["scorm12"], course())
        listed = [file.get("href") for file in self.manifest(course()).iter(f"{IMSCP}file")]
        assert listed == sorted(name for name in files if name != "imsmanifest.xml")

    def test_the_prefix_of_adl_is_adlcp_literally(self) -> None:
        assert b' adlcp:scormtype="sco"' in package(FORMATS["scorm12"], course())["imsmanifest.xml"]

    def test_it_has_no_mastery_score_and_no_doctype(self) -> None:
        data = package(FORMATS["scorm12"], course())["imsmanifest.xml"]
        assert b"mastery" not in data.lower()
        assert b"<!DOCTYPE" not in data

    def test_identifiers_survive_a_new_version_and_a_new_title(self) -> None:
        old, new = course(), replace(course(), version="2.0.0", title="All about exits")
        ids = [
            [node.get("identifier") for node in self.manifest(c).iter() if node.get("identifier")] for c in (old, new)
        ]
        assert ids[0] == ids[1]

    def test_a_title_keeps_its_characters(self) -> None:
        assert [t.text for t in self.manifest(course(NASTY)).iter(f"{IMSCP}title")] == [NASTY, NASTY]

    def test_a_title_too_long_for_the_schema_is_cut(self) -> None:
        for title in self.manifest(course("word " * 60)).iter(f"{IMSCP}title"):
            assert title.text is not None
            assert len(title.text) <= 200
            assert title.text.endswith("word…")


EDITIONS = {"scorm2004-3": "2004 3rd Edition", "scorm2004-4": "2004 4th Edition"}


@pytest.mark.parametrize("name", EDITIONS)
class TestScorm2004:
    def manifest(self, name: str, course_: ResolvedCourse, reporting: Reporting = BY_THE_BOOK) -> etree._Element:
        variant = variant_of(course_, reporting)
        files = package_files(FORMATS[name], course_, SITE, variant)
        return tree(next(file.data for file in files if file.name == "imsmanifest.xml"))

    def test_each_edition_names_itself(self, name: str) -> None:
        root = self.manifest(name, course())
        assert root.findtext(f"{IMSCP2004}metadata/{IMSCP2004}schemaversion") == EDITIONS[name]

    def test_one_item_launches_the_one_sco(self, name: str) -> None:
        root = self.manifest(name, course())
        (item,) = root.iter(f"{IMSCP2004}item")
        (resource,) = root.iter(f"{IMSCP2004}resource")
        assert item.get("identifierref") == resource.get("identifier")
        assert resource.get("href") == "index.html"
        files = [file.get("href") for file in resource]
        assert files == sorted([*SITE, "tracking.js", "tracking.json"])

    def test_prefixes_are_literal(self, name: str) -> None:
        data = package(FORMATS[name], course())["imsmanifest.xml"]
        for words in (b' adlcp:scormType="sco"', b"<imsss:sequencing>", b"<adlnav:presentation>"):
            assert words in data

    def test_sequencing_leaves_the_course_alone(self, name: str) -> None:
        root = self.manifest(name, course())
        (mode,) = root.iter(f"{IMSSS}controlMode")
        assert dict(mode.attrib) == {"choice": "true", "flow": "true"}
        (delivery,) = root.iter(f"{IMSSS}deliveryControls")
        assert dict(delivery.attrib) == {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        (objective,) = root.iter(f"{IMSSS}primaryObjective")
        assert dict(objective.attrib) == {"objectiveID": "primary"}
        assert len(objective) == 0
        assert not [*root.iter(f"{IMSSS}sequencingRules", f"{IMSSS}rollupRules", f"{IMSSS}limitConditions")]

    def test_the_way_out_that_keeps_the_work_stays_in_sight(self, name: str) -> None:
        hidden = {e.text for e in self.manifest(name, course()).iter("{*}hideLMSUI")}
        assert "suspendAll" not in hidden
        assert {"continue", "previous", "exit", "exitAll", "abandon", "abandonAll"} == hidden

    def test_the_pass_mark_is_there_only_when_an_lms_is_to_decide(self, name: str) -> None:
        root = self.manifest(name, course(), Reporting(mastery_score=True))
        (objective,) = root.iter(f"{IMSSS}primaryObjective")
        assert objective.get("satisfiedByMeasure") == "true"
        assert [measure.text for measure in objective] == ["0.8"]
        without = self.manifest(name, replace(course(), test=None), Reporting(mastery_score=True))
        assert not [*without.iter(f"{IMSSS}minNormalizedMeasure")]

    def test_it_stays_valid_with_a_pass_mark(self, name: str, tmp_path: Path) -> None:
        files = package_files(FORMATS[name], course(), SITE, variant_of(course(), Reporting(mastery_score=True)))
        path = tmp_path / "package.zip"
        path.write_bytes(write(make(file.name, file.data) for file in files))
        assert check_package(path) == (KINDS[name], [], [])

    def test_identifiers_survive_a_new_version_and_a_new_title(self, name: str) -> None:
        versions = course(), replace(course(), version="2.0.0", title="All about exits")
        ids = [[e.get("identifier") for e in self.manifest(name, c).iter() if e.get("identifier")] for c in versions]
        assert ids[0] == ids[1]


class TestXapi:
    def manifest(self, course_: ResolvedCourse) -> etree._Element:
        return tree(package(FORMATS["xapi"], course_)["tincan.xml"])

    def test_only_the_course_is_launched(self) -> None:
        launched = [
            a for a in self.manifest(course()).iter(f"{TINCAN}activity") if a.find(f"{TINCAN}launch") is not None
        ]
        assert [(a.get("id"), a.findtext(f"{TINCAN}launch")) for a in launched] == [
            ("https://example.org/fire", "index.html")
        ]

    def test_every_part_of_the_course_is_an_activity(self) -> None:
        found = {a.get("id"): a.get("type") for a in self.manifest(course()).iter(f"{TINCAN}activity")}
        base, adl = "https://example.org/fire", "http://adlnet.gov/expapi/activities"
        assert found == {
            base: f"{adl}/course",
            f"{base}/module/m": f"{adl}/module",
            f"{base}/lesson/l": f"{adl}/lesson",
            f"{base}/scenario/s": f"{adl}/simulation",
            f"{base}/test/t": f"{adl}/assessment",
            f"{base}/objective/E1.1": f"{adl}/objective",
        }

    def test_each_test_is_an_activity(self) -> None:
        whole = course()
        assert whole.test is not None
        out = replace(whole.test, id="out", iri=f"{whole.iri}/test/out", title="Do you know it?", module="m")
        listed = self.manifest(replace(whole, test_outs=(out,))).iter(f"{TINCAN}activity")
        found = [(a.get("id"), a.findtext(f"{TINCAN}name")) for a in listed if "/test/" in str(a.get("id"))]
        assert found == [(whole.test.iri, whole.test.title), (out.iri, "Do you know it?")]

    def test_the_language_is_a_plain_attribute(self) -> None:
        for element in self.manifest(course()).iter(f"{TINCAN}name", f"{TINCAN}description", f"{TINCAN}launch"):
            assert element.get("lang") == "en-US"

    def test_words_keep_their_characters(self) -> None:
        assert {n.text for n in self.manifest(course(NASTY)).iter(f"{TINCAN}name", f"{TINCAN}description")} == {NASTY}
