"""A whole course over xAPI: every statement right, in order and once; the state comes back in an empty browser."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.answers import wrong
from tests.e2e.conftest import Desk, close, crash
from tests.e2e.player import Player
from tests.e2e.xapi_checks import (
    ACTIVITY,
    NO_STATE,
    check_answers,
    check_context,
    check_lesson_times,
    experienced,
    objects,
    start,
)
from tests.records.profiled import follows, profile_of

pytestmark = pytest.mark.browser


def test_play_to_passed(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    player, page, lrs = start(here)
    player.lessons()
    given = player.attempt()
    player.passed()
    player.saved()
    player.leave()
    lrs.wait_until(lambda: "terminated" in lrs.verbs(), "terminated")
    course = here.course
    verbs = lrs.verbs()
    assert verbs[0] == "initialized"
    assert verbs[-1] == "terminated"
    assert "resumed" not in verbs
    assert objects(experienced(lrs, "page")) == [p.iri for p in course.pages]
    check_lesson_times(course, lrs)
    check_answers(lrs, course, player.given, given)
    check_context(course, lrs)
    decisions = lrs.with_verb("responded")
    scenario = next(course.scenarios)
    nodes = {n.id: n for n in scenario.nodes}
    assert [d["result"]["response"] for d in decisions] == [choice for _, choice, _ in player.decisions]
    assert all(d["object"]["definition"]["interactionType"] == "choice" for d in decisions)
    assert {d["object"]["id"] for d in decisions} <= {n.iri for n in nodes.values()}
    by_course = [s for s in lrs.statements if s["object"]["id"] == ACTIVITY]
    told = [s["verb"]["id"].rsplit("/", 1)[-1] for s in by_course if not s["verb"]["id"].endswith("/progressed")]
    assert told == ["initialized", "completed", "passed", "terminated"]
    passed = next(s for s in by_course if s["verb"]["id"].endswith("/passed"))
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    assert passed["result"]["success"] is True
    assert passed["result"]["duration"].startswith("PT")
    completed = next(s for s in by_course if s["verb"]["id"].endswith("/completed"))
    assert completed["result"]["completion"] is True
    scored = lrs.with_verb("scored")
    assert sorted(objects(scored)) == sorted(o.iri for o in course.objectives if o.id in ("E1.1", "E1.2"))
    assert follows(lrs.statements, profile_of(course.iri))
    assert not follows(lrs.statements[1:], profile_of(course.iri))
    assert lrs.resent == 0
    posts = [h for h in lrs.hits if h.resource == "statements" and h.method in ("POST", "PUT")]
    assert len(posts) <= 40, f"{len(posts)} requests for {len(verbs)} statements"
    close(page)


def test_failing_twice(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    player, _, lrs = start(here)
    player.lessons()
    given = player.attempt(wrongs=3)
    given += player.attempt(wrongs=2)
    player.failed()
    player.saved()
    lrs.wait_until(lambda: len(lrs.with_verb("failed")) == 4, "two failed attempts, of the test and of the course")
    assert not lrs.with_verb("passed")
    check_answers(lrs, here.course, player.given, given)
    raws = [s["result"]["score"]["raw"] for s in lrs.with_verb("failed") if s["object"]["id"] != ACTIVITY]
    assert raws == [0, 33.33]
    assert not [s for s in lrs.with_verb("completed") if s["object"]["id"] == ACTIVITY]


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_resume_from_state_in_an_empty_browser(desk: Callable[..., Desk], how: str) -> None:
    here = desk(format_="xapi")
    player, page, lrs = start(here)
    for one in player.pages[:2]:
        player.work(one)
        player.next()
    primes, round_, _ = here.course.questions
    player.answer(primes, wrong(primes))
    player.answer(round_)
    player.saved()
    if how == "closed":
        close(page)
        lrs.wait_until(lambda: lrs.verbs()[-1] == "terminated", "terminated while the page goes")
        assert lrs.verbs()[-2] == "suspended"
    else:
        crash(page)
    sent = len(lrs.statements)
    again, _, _ = start(here)
    again.at("One answer")
    expect(again.option(primes, wrong(primes)[0])).to_be_checked()
    expect(again.option(round_, "true")).to_be_checked()
    expect(again.scope.get_by_text("Welcome back. You were here.")).to_be_visible()
    again.saved()
    lrs.wait_until(lambda: "resumed" in lrs.verbs()[sent:], "resumed")
    assert "answered" not in lrs.verbs()[sent:], "nothing is told twice"
    assert lrs.resent == 0
    check_context(here.course, lrs)


def test_resume_in_mid_test_with_the_same_items(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    player, page, lrs = start(here)
    player.lessons()
    player.start_test()
    given = [player.answer_item(1), player.answer_item(2)]
    third = player.item(3)
    player.saved()
    crash(page)
    again, _, _ = start(here)
    assert again.item(3) == third
    again.answer_item(3)
    again.submit()
    again.passed()
    again.saved()
    lrs.wait_until(lambda: len(lrs.with_verb("passed")) == 2, "passed")
    test_answers = [s for s in lrs.with_verb("answered") if s["object"]["id"] in {q.iri for q in again.test.bank}]
    assert objects(test_answers) == [g.question.iri for g in given] + [third.iri]


def test_a_reload_loses_nothing(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("status of 412")  # what a page that goes still writes may come after the next one has read
    player, page, lrs = start(here)
    player.menu("Questions")
    player.saved()  # before the LRS has answered, nobody knows whose work it is
    primes, round_, _ = here.course.questions
    player.answer(primes)
    player.answer(round_, wrong(round_))
    page.reload()
    again = Player(here.course, page).ready()
    again.at("One answer")
    expect(again.option(primes, "five")).to_be_checked()
    expect(again.option(round_, "false")).to_be_checked()
    again.saved()
    lrs.wait_until(lambda: len(lrs.with_verb("answered")) == 2, "both answers")


def test_another_registration_starts_anew(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    player, page, lrs = start(here)
    player.menu("Practice")
    player.saved()
    close(page)
    lrs.wait_until(lambda: lrs.verbs()[-1] == "terminated", "terminated")
    other, _, _ = start(here, page=here.tab(here.contexts[0]), registration=str(uuid.UUID(int=7, version=4)))
    other.at("Words")
    other.saved()
    assert "resumed" not in lrs.verbs()


def test_two_windows_lose_no_answer(desk: Callable[..., Desk]) -> None:
    """The same learner in two tabs, on two machines: what was done in either is there next time."""
    here = desk(format_="xapi")
    here.watch.allow("status of 412")
    primes, round_, even = here.course.questions
    one, _, lrs = start(here)
    one.menu("Questions")
    one.answer(primes)
    one.saved()
    two, _, _ = start(here)
    two.at("One answer")
    expect(two.option(primes, "five")).to_be_checked()
    two.answer(round_)
    two.saved()
    one.next()
    one.answer(even)
    one.saved()
    again, _, _ = start(here)
    again.at("Many answers")
    expect(again.option(even, "two")).to_be_checked()
    again.back()
    expect(again.option(primes, "five")).to_be_checked()
    expect(again.option(round_, "true")).to_be_checked()
    lrs.wait_until(lambda: len(lrs.with_verb("answered")) == 3, "three answers")


def test_relaunch_after_passed_takes_nothing_back(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    player, page, lrs = start(here)
    player.lessons()
    player.attempt()
    player.saved()
    close(page)
    lrs.wait_until(lambda: lrs.verbs()[-1] == "terminated", "terminated")
    sent = len(lrs.statements)
    again, page, _ = start(here)
    again.menu("Blocks")
    again.at("Words")
    again.saved()
    close(page)
    lrs.wait_until(lambda: lrs.verbs()[-1] == "terminated" and len(lrs.statements) > sent, "terminated again")
    assert not {"passed", "failed", "completed", "answered"} & set(lrs.verbs()[sent:])


def test_launches_of_old_tools_are_understood(desk: Callable[..., Desk]) -> None:
    """No registration, no activity id, an account of xAPI 0.9, an endpoint without its slash."""
    here = desk(format_="xapi")
    assert here.lrs is not None
    here.watch.allow(f"{NO_STATE}.*activities/state")
    actor = {"name": ["Sam"], "account": [{"accountServiceHomePage": "https://lms.example.org", "accountName": "sam"}]}
    url = here.lrs.launch(here.lms.content("course"), actor).replace("%2Fxapi%2F&", "%2Fxapi&")
    player, _ = here.open_alone(url)
    player.saved()
    here.lrs.wait_until(lambda: bool(here.lrs and here.lrs.statements), "a statement")
    told = here.lrs.statements[0]
    assert told["actor"] == {
        "objectType": "Agent", "name": "Sam", "account": {"homePage": "https://lms.example.org", "name": "sam"},
    }  # fmt: skip
    assert "registration" not in told["context"]
    assert told["object"]["id"] == here.course.iri
