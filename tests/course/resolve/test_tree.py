"""What resolving fills in: IRIs, keys, letters, order, assets and the agency's values."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from builder.course import ids
from builder.course.resolved import Question
from tests.course.conftest import Folder

IRI = "https://example.org/courses/stock"


def test_everything_tracked_has_its_iri(course: Folder) -> None:
    stock = course.resolved()
    assert [module.iri for module in stock.modules] == [f"{IRI}/module/basics"]
    assert [lesson.iri for lesson in stock.lessons] == [f"{IRI}/lesson/fair-process", f"{IRI}/lesson/at-the-window"]
    assert next(stock.pages).iri == f"{IRI}/page/fair-process/voice"
    assert next(stock.questions).iri == f"{IRI}/question/voice-1"
    [scenario] = stock.scenarios
    assert scenario.iri == f"{IRI}/scenario/traffic-stop"
    assert scenario.nodes[1].iri == f"{IRI}/decision/traffic-stop/tense"
    assert stock.test is not None
    assert stock.test.iri == f"{IRI}/test/final"
    assert stock.test.bank[0].iri == f"{IRI}/question/item-1"
    assert stock.objectives[1].iri == f"{IRI}/objective/E1.1"


def test_iris_differ(course: Folder) -> None:
    stock = course.resolved()
    assert stock.test is not None
    things: list[Any] = [
        *stock.modules,
        *stock.lessons,
        *stock.pages,
        *stock.questions,
        *stock.scenarios,
        *stock.test.bank,
    ]
    nodes = [node for scenario in stock.scenarios for node in scenario.nodes]
    iris = [thing.iri for thing in (*things, *nodes, *stock.objectives, stock.test)]
    assert len(set(iris)) == len(iris)


def test_keys_are_the_hash_of_kind_and_id(course: Folder) -> None:
    number = int.from_bytes(hashlib.sha256(b"page:fair-process/voice").digest(), "big")
    expected = ""
    for _ in range(4):
        number, digit = divmod(number, 62)
        expected += ids.BASE62[digit]
    assert next(course.resolved().pages).key == expected == ids.page_key("fair-process", "voice")


def test_keys_stay_when_texts_change(course: Folder) -> None:
    before = [page.key for page in course.resolved().pages]
    course.edit("lessons/fair-process.yaml", "title: Voice", "title: To be heard")
    assert [page.key for page in course.resolved().pages] == before


def test_answers_get_letters_in_the_order_of_the_file(course: Folder) -> None:
    questions = {question.id: question for question in course.resolved().questions}
    assert [option.letter for option in questions["respect-1"].options] == ["a", "b", "c"]
    truth = questions["respect-2"]
    assert [(option.id, option.letter, option.text, option.correct) for option in truth.options] == [
        ("true", "t", "True", False),
        ("false", "f", "False", True),
    ]
    assert not truth.shuffle


def test_scenario_stands_in_its_page(course: Folder) -> None:
    page = list(course.resolved().pages)[2]
    [scenario] = course.resolved().scenarios
    assert page.blocks[0] == scenario
    assert [choice.letter for choice in scenario.nodes[0].choices] == ["a", "b"]
    ends = [(node.end, node.safe, node.question) for node in scenario.nodes if node.end]
    assert ends == [("A warning, and a calmer driver", True, None), ("A ticket and a complaint", True, None)]


def test_only_used_files_become_assets(course: Folder) -> None:
    course.write("media/unused.svg", "<svg/>")
    used = ["media/card.txt", "media/stop.mp4", "media/stop.vtt", "media/voice.svg"]
    assert list(course.resolved().assets) == used
    assert list(course.resolved("rivertown").assets) == sorted([*used, "media/seal.png"])


def test_assets_are_measured(course: Folder) -> None:
    assets = course.resolved("rivertown").assets
    seal = assets["media/seal.png"]
    content = (course.path / "media" / "seal.png").read_bytes()
    assert (seal.width, seal.height, seal.media_type) == (16, 16, "image/png")
    assert seal.size == len(content)
    assert (assets["media/voice.svg"].width, assets["media/voice.svg"].height) == (320, 180)
    assert assets["media/stop.mp4"].width is None


def test_lessons_in_no_module_are_left_out(course: Folder) -> None:
    course.edit("course.yaml", ", at-the-window]", "]")
    course.edit("test.yaml", "    lesson: at-the-window\n", "")
    stock = course.resolved()
    assert [lesson.id for lesson in stock.lessons] == ["fair-process"]
    assert "media/stop.mp4" not in stock.assets


def test_the_agency_wins(course: Folder) -> None:
    plain, agency = course.resolved().test, course.resolved("rivertown").test
    assert plain is not None
    assert agency is not None
    assert (plain.pass_mark, plain.attempts) == (50, 3)
    assert (agency.pass_mark, agency.attempts) == (60, None)
    course.edit("agencies/rivertown.yaml", "pass_mark: 60\nattempts: unlimited\n", "")
    assert course.resolved("rivertown").test == plain


def test_ids_are_the_same_for_all_agencies(course: Folder) -> None:
    plain, agency = course.resolved(), course.resolved("rivertown")
    assert (plain.modules, plain.objectives, plain.sources, plain.terms) == (
        agency.modules,
        agency.objectives,
        agency.sources,
        agency.terms,
    )


def test_an_agency_from_anywhere(course: Folder, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "hilltown.yaml").write_text(
        "id: hilltown\nname: Hilltown Police Department\nseal: seal.png\n"
        "policies: [{id: traffic-stops, title: Traffic stops}]\n"
    )
    (place / "seal.png").write_bytes((course.path / "media" / "seal.png").read_bytes())
    stock = course.resolved(Path("elsewhere/hilltown.yaml"))
    assert stock.agency is not None
    assert stock.agency.id == "hilltown"
    assert stock.agency.seal is not None
    seal = stock.assets[stock.agency.seal]
    assert (seal.name, seal.source) == ("media/_agency/seal.png", Path("elsewhere/seal.png"))


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("id: hilltown\nname: [\n", ["Y101"]),
        ("id: hilltown\n", ["S211"]),
        ("id: hilltown\nname: Hilltown\nseal: ../secret.png\n", ["G903", "A402"]),
        ("id: hilltown\nname: Hilltown\nseal: nowhere.png\n", ["G903", "A401"]),
        ('id: hilltown\nname: Hilltown\ncolors: {accent: "#ffff00"}\n', ["G903", "G901"]),
        ("id: hilltown\nname: Hilltown\nchief: {name: Chief, message: '[a](policy:nothing)'}\n", ["G903", "R311"]),
    ],
)
def test_faults_of_an_agency_from_anywhere(course: Folder, tmp_path: Path, content: str, codes: list[str]) -> None:
    (tmp_path / "hilltown.yaml").write_text(content)
    problems = course.problems(Path("hilltown.yaml"))
    assert [problem.code for problem in problems] == codes
    assert {problem.where.file for problem in problems} == {"hilltown.yaml"}


def test_agencies_of_a_course_are_told(course: Folder) -> None:
    from builder.course.read import open_course

    reading = open_course(course.path)
    assert reading.agencies == ("rivertown",)
    for agency in (None, *reading.agencies):
        resolved, problems = reading.resolve(agency)
        assert resolved is not None
        assert problems == ()
    resolved, problems = reading.resolve("hilltown")
    assert resolved is None
    assert [problem.code for problem in problems] == ["R318"]


def test_a_question_of_the_bank_knows_where_to_go_back(course: Folder) -> None:
    test = course.resolved().test
    assert test is not None
    assert [(item.objective, item.lesson) for item in test.bank] == [
        ("E1.1", "fair-process"),
        ("E1.2", "at-the-window"),
    ]
    assert all(isinstance(item, Question) for item in test.bank)
