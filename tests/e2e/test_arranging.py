"""What is matched, sorted and put in order, read back from an LMS and an LRS as the standards write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.conftest import Desk, close
from tests.e2e.player import Player
from tests.e2e.scorm12_checks import settled
from tests.e2e.xapi_checks import start

pytestmark = pytest.mark.browser

ARRANGING = Path(__file__).parent / "arranging"
IRI = "https://example.org/courses/arranging/question"
ORDER = ["greet", "listen", "decide"]
Scope = Page | FrameLocator


def put(scope: Scope, question: str, pairs: Mapping[str, str]) -> None:
    """Chooses targets, by the ids of items."""
    for item, target in pairs.items():
        scope.locator(f"#q_{question}_{item}").select_option(target)


def order(scope: Scope, question: str, wanted: list[str]) -> None:
    """Moves items by keyboard until they stand as wanted; an order that was not touched would be no answer."""
    scope.locator(f"#q_{question}_{wanted[0]}_up").press("Enter")
    scope.locator(f"#q_{question}_{wanted[-1]}_up").press("Enter")
    for place, item in enumerate(wanted):
        button = scope.locator(f"#q_{question}_{item}_up")
        piece = scope.locator(".piece").filter(has=button)
        while piece.evaluate("e => [...e.parentElement.children].indexOf(e)") > place:
            button.press("Enter")
            expect(button).to_be_focused()


def check(scope: Scope, question: str) -> Locator:
    form = scope.locator(f"[data-question={question}]")
    form.get_by_role("button", name="Check").click()
    return form.get_by_role("status")


def work(player: Player) -> None:
    """In the lesson: a match that is right in part, a sorting that is right, an order that is wrong, then right."""
    put(player.scope, "match", {"saw": "voice", "name": "speed", "wait": "voice"})
    expect(check(player.scope, "match")).to_contain_text("Not yet.")
    put(player.scope, "sort", {"cut": "takes", "ask": "gives"})
    expect(check(player.scope, "sort")).to_contain_text("Right.")
    order(player.scope, "order", ["listen", "decide", "greet"])
    expect(check(player.scope, "order")).to_contain_text("Not quite.")
    order(player.scope, "order", ORDER)
    expect(check(player.scope, "order")).to_contain_text("Right.")
    player.next()


def attempt(player: Player) -> None:
    """In the test: a match that is right in part, a sorting that is right, an order left out."""
    player.start_test()
    put(player.scope, "item-match", {"saw": "voice", "name": "respect", "wait": "respect"})
    player.next()
    put(player.scope, "item-sort", {"cut": "takes", "ask": "gives"})
    player.next()
    player.next()
    player.submit()
    player.failed()


def test_an_lms_reads_letters(desk: Callable[..., Desk]) -> None:
    here = desk(ARRANGING)
    player, _, session = here.open()
    work(player)
    attempt(player)
    settled(here, player)
    here.lms.wait_until(lambda: len(session.interactions) == 7, "seven answers")
    names = ("id", "type", "student_response", "correct_responses.0.pattern", "result")
    assert [tuple(told.get(name) for name in names) for told in session.interactions] == [
        ("match", "matching", "1.a,2.c,3.a", "1.a,2.b,3.a", "0.67"),
        ("sort", "matching", "1.b,2.a", "1.b,2.a", "correct"),
        ("order", "sequencing", "b,c,a", "a,b,c", "wrong"),
        ("order", "sequencing", "a,b,c", "a,b,c", "correct"),
        ("item-match", "matching", "1.a,2.b,3.b", "1.a,2.b,3.a", "0.67"),
        ("item-sort", "matching", "1.b,2.a", "1.b,2.a", "correct"),
        ("item-order", "sequencing", None, "a,b,c", "wrong"),
    ]
    assert here.lms.record().core["score"]["raw"] == "55.56"


def test_an_lrs_reads_ids_and_what_they_stand_for(desk: Callable[..., Desk]) -> None:
    here = desk(ARRANGING, format_="xapi")
    player, _, lrs = start(here)
    work(player)
    attempt(player)
    player.saved()
    lrs.wait_until(lambda: len(lrs.with_verb("answered")) == 7, "seven answers")
    answered = lrs.with_verb("answered")
    told = [(s["object"]["id"], s["result"].get("response"), s["result"]["success"]) for s in answered]
    assert told == [
        (f"{IRI}/match", "saw[.]voice[,]name[.]speed[,]wait[.]voice", False),
        (f"{IRI}/sort", "cut[.]takes[,]ask[.]gives", True),
        (f"{IRI}/order", "listen[,]decide[,]greet", False),
        (f"{IRI}/order", "greet[,]listen[,]decide", True),
        (f"{IRI}/item-match", "saw[.]voice[,]name[.]respect[,]wait[.]respect", False),
        (f"{IRI}/item-sort", "cut[.]takes[,]ask[.]gives", True),
        (f"{IRI}/item-order", None, False),
    ]
    assert [s["result"].get("score", {}).get("scaled") for s in answered] == [0.6667, 1, 0, 1, 0.6667, 1, 0]
    matching, sorting, ordering = (s["object"]["definition"] for s in answered[:3])
    assert (matching["interactionType"], sorting["interactionType"]) == ("matching", "matching")
    assert matching["correctResponsesPattern"] == ["saw[.]voice[,]name[.]respect[,]wait[.]voice"]
    assert parts(matching["source"]) == [
        ("saw", "Tell me what you saw."),
        ("name", "Good evening, sir."),
        ("wait", "I will wait."),
    ]
    assert parts(matching["target"]) == [("voice", "Voice"), ("respect", "Respect"), ("speed", "Speed")]
    assert parts(sorting["target"]) == [("gives", "Gives"), ("takes", "Takes")]
    assert ordering["interactionType"] == "sequencing"
    assert ordering["correctResponsesPattern"] == ["greet[,]listen[,]decide"]
    assert parts(ordering["choices"]) == [("greet", "Greet."), ("listen", "Listen."), ("decide", "Decide.")]


def parts(components: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["id"], one["description"]["en-US"]) for one in components]


def test_a_half_done_test_is_there_in_the_next_session(desk: Callable[..., Desk]) -> None:
    here = desk(ARRANGING)
    player, page, session = here.open()
    player.menu("Final test")
    player.start_test()
    put(player.scope, "item-match", {"saw": "speed", "name": "respect"})
    player.next()
    player.next()
    order(player.scope, "item-order", ["decide", "greet", "listen"])
    settled(here, player)
    close(page)
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    player, _, _ = here.open()
    scope = player.scope
    shown = scope.locator("[data-item=item-order] .piece")
    assert shown.evaluate_all("e => e.map(x => x.dataset.option)") == ["decide", "greet", "listen"]
    player.back()
    player.back()
    expect(scope.locator("#q_item-match_saw")).to_have_value("speed")
    expect(scope.locator("#q_item-match_name")).to_have_value("respect")
    expect(scope.locator("#q_item-match_wait")).to_have_value("")
