"""The catalogue: whole, without dead ends, the same twice, and quick for as many agencies as there are."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from base64 import b64encode
from pathlib import Path

import pytest

from builder.admin.catalogue import catalogue
from builder.admin.files import IN_FULL, LISTED
from builder.admin.words import FORMATS as FORMAT_NAMES
from builder.admin.words import counted, format_name, size
from builder.package.formats import FORMATS
from builder.package.record import Course, Package
from builder.package.target import Target
from builder.pipeline import compile_course
from builder.profiles import PROFILES
from tests.render.strict_html import Element, read_html

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "builder" / "cli" / "starter"
COURSE = Course("fire", "1.2.0", "Fire <b>& smoke", "en-US", 'Say "stop".', "Example <Academy>", 80)


def package(format_: str = "scorm12", agency: str | None = None, lms: str | None = None, name: str = "") -> Package:
    file = "-".join(filter(None, ("fire-1.2.0", agency, format_, lms))) + ".zip"
    return Package(
        file,
        "fire",
        "1.2.0",
        format_,
        agency,
        lms,
        150_000,
        hashlib.sha256(file.encode()).hexdigest(),
        21,
        name or None,
    )


def many(count: int) -> list[Package]:
    return [package(agency=f"agency-{n:05}", name=f"{chr(65 + n % 26)} agency {n}") for n in range(count)]


def page(*packages: Package) -> str:
    return catalogue("0.1.0", [COURSE], packages).decode()


def words(element: Element) -> str:
    return " ".join(element.text.split())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    course = Path(shutil.copytree(STARTER, out / "course"))
    targets = [*map(Target, FORMATS), Target("scorm12", "cornerstone", PROFILES["cornerstone"].reporting)]
    compile_course(course, targets, ["example-pd"], out / "dist")
    compile_course(course, targets[:2], [], out / "dist")
    return out / "dist"


def test_every_link_leads_somewhere(built: Path) -> None:
    html = (built / "index.html").read_text("utf-8")
    root = read_html(html)
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = [element.attributes["href"] for element in root.all("a")]
    assert len(targets) > 100
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif not target.startswith("https://"):
            assert (built / target).is_file(), target


def test_every_package_is_there_with_its_hash_size_and_count(built: Path) -> None:
    html = (built / "index.html").read_text("utf-8")
    for path in built.glob("*.zip"):
        assert f'href="{path.name}"' in html
        assert hashlib.sha256(path.read_bytes()).hexdigest() in html
        assert size(path.stat().st_size) in html


def test_it_holds_the_guide_for_every_lms(built: Path) -> None:
    root = read_html((built / "index.html").read_text("utf-8"))
    guides = root.with_class("guide")
    assert [guide.get("id") for guide in guides] == [f"lms-{id_}" for id_ in PROFILES]
    for guide, profile in zip(guides, PROFILES.values(), strict=True):
        shown = words(guide)
        for fact in (profile.about, *profile.upload, *profile.test, *profile.quirks):
            assert " ".join(fact.text.split()) in shown
        for setting in profile.settings:
            assert setting.name in shown and setting.value in shown and setting.why in shown
        for source in profile.sources.values():
            assert f"{source.text} ({source.sure.meaning})" in shown


def test_nothing_but_its_own_style_is_allowed(built: Path) -> None:
    html = (built / "index.html").read_text("utf-8")
    style = re.search(r"<style>(.*)</style>", html, re.DOTALL)
    assert style
    hashed = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'" in html
    assert not re.search(r"<script|<link|<img|<iframe| style=| on\w+=|url\(|@import", html)


def test_the_same_packages_give_the_same_bytes_in_whatever_order() -> None:
    packages = [package(agency="b"), package(), package("xapi", "a"), package(lms="moodle")]
    assert catalogue("0.1.0", [COURSE], packages) == catalogue("0.1.0", [COURSE], packages[::-1])


def test_what_a_course_or_an_agency_calls_itself_is_text() -> None:
    nasty = "<script>alert(1)</script>"
    for html in (page(package(agency="x", name=nasty)), page(*many(IN_FULL), package(agency="x", name=nasty))):
        assert nasty not in html
        assert "&lt;script&gt;" in html
        assert "Fire &lt;b&gt;&amp; smoke" in html
        assert "Example &lt;Academy&gt;" in html
        read_html(html)


def test_each_lms_is_led_to_the_best_that_was_built_for_it() -> None:
    html = page(package(), package("scorm2004-4"), package(lms="cornerstone"), package("web"))
    choices = [words(item) for item in read_html(html).with_class("choices")[0].all("li")]
    by_file = {choice.split(" ")[0]: choice for choice in choices}
    assert "Moodle" in by_file["fire-1.2.0-scorm12.zip"]
    assert "Cornerstone" in by_file["fire-1.2.0-scorm12-cornerstone.zip"]
    assert "Cornerstone" not in by_file["fire-1.2.0-scorm12.zip"]
    assert "KnowBe4" in by_file["fire-1.2.0-scorm2004-4.zip"]
    assert "A guess, so ask first: Acadis" in by_file["fire-1.2.0-scorm12.zip"]
    assert set(by_file) == {f"fire-1.2.0-{end}.zip" for end in ("scorm12", "scorm12-cornerstone", "scorm2004-4")}
    (note,) = read_html(html).with_class("note")
    assert words(note).startswith("Not built here: Frappe LMS (SCORM 1.2, told in its own words).")


def test_where_each_agency_has_its_own_file_its_end_is_told() -> None:
    root = read_html(page(package(agency="north", name="North PD"), package(agency="south", name="South PD")))
    assert words(root.with_class("choices")[0]).startswith("…-scorm12.zip SCORM 1.2")
    assert [words(heading) for heading in root.all("h4")] == ["North PD", "South PD"]


def test_a_public_copy_is_for_no_lms() -> None:
    public = Package("fire-1.2.0-web-public.zip", "fire", "1.2.0", "web", None, None, 1, "0" * 64, 2)
    root = read_html(page(public))
    assert not list(root.with_class("choices")[0].all())
    assert "public copy" in words(root.with_class("files")[0])


def test_many_agencies_are_listed_by_letter() -> None:
    html = page(*many(IN_FULL + 1))
    letters = [words(summary) for summary in read_html(html).all("summary")]
    assert letters[:2] == ["A 3 agencies", "B 3 agencies"]
    assert all(f'href="{one.file}"' in html for one in many(IN_FULL + 1))
    assert '<li><a href="fire-1.2.0-agency-00000-scorm12.zip">A agency 0</a></li>' in html
    html_of_two = page(*many(IN_FULL), package("xapi", "agency-00000", name="A agency 0"))
    assert re.search(r"<li>A agency 0: <a [^>]+>SCORM 1.2</a>, <a [^>]+>xAPI \(Tin Can\)</a></li>", html_of_two)
    assert "fire-1.2.0-AGENCY-FORMAT.zip" in html
    assert many(1)[0].sha256 not in html


def test_the_page_is_quick_for_every_agency_there_is() -> None:
    everyone = many(17_541)
    start = time.process_time()
    html = page(*everyone)
    assert time.process_time() - start < 2
    assert len(html) < 3_000_000
    html = page(*everyone, *(package("xapi", one.agency) for one in everyone))
    assert len(everyone) * 2 > LISTED
    assert "There are too many to list here" in html
    assert len(html) < 200_000


def test_a_course_that_an_older_version_recorded_goes_by_its_id() -> None:
    root = read_html(catalogue("0.1.0", [], [package()]).decode())
    assert words(next(root.all("h2"))) == "fire"


def test_an_empty_folder_says_so() -> None:
    assert "There is no package in this folder" in catalogue("0.1.0", [], []).decode()


def test_who_publishes_is_whom_to_tell_of_a_barrier() -> None:
    assert "Tell Example &lt;Academy&gt;, who publishes the course," in page(package())
    assert "Tell the publisher of the course," in catalogue("0.1.0", [], [package()]).decode()


def test_every_format_that_is_built_has_a_name_for_people() -> None:
    assert set(FORMATS) <= set(FORMAT_NAMES)
    assert format_name("scorm3") == "scorm3"
    assert (counted(1, "file", "files"), counted(1204, "file", "files")) == ("1 file", "1,204 files")
