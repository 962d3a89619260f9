"""The page that tells an administrator what was found, in every format: complete, in words, and without a name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Desk
from tests.e2e.player import Player
from tests.e2e.test_cmi5_course import start as start_cmi5
from tests.e2e.xapi_checks import start as start_xapi

pytestmark = pytest.mark.browser

ALWAYS = {
    "Way of recording", "At the moment", "This browser keeps data", "A copy of the work is kept here",
    "Last saved (UTC)",
    "Shown in a frame", "Network", "Last error", "Format of the package", "Made for the LMS", "Version of the course",
    "Made with", "Browser",
}  # fmt: skip
SCORM = {"API found", "Mode", "Credit", "State given back when asked", "Most characters of the state"}
LRS = {"Address of the LRS", "Registration given", "State given back when asked"}
OWN = {"scorm12": SCORM, "scorm2004-3": SCORM, "scorm2004-4": SCORM, "xapi": LRS, "cmi5": LRS | {"Mode"}, "web": set()}
THERE = """script => globalThis.peacebuilderLater ? null : new Promise((done, fail) => {
  script.addEventListener("load", () => done(null));
  script.addEventListener("error", fail);
})"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def opened(here: Desk, format_: str) -> Player:
    if format_ == "xapi":
        return start_xapi(here)[0]
    if format_ == "cmi5":
        return start_cmi5(here)[0]
    if format_ == "web":
        return here.open_alone(here.lms.content("course"))[0]
    return here.open()[0]


@pytest.mark.parametrize("format_", OWN)
def test_it_tells_what_was_found(desk: Callable[..., Desk], format_: str) -> None:
    here = desk(format_=format_)
    player = opened(here, format_)
    expect(player.status()).to_have_text("Kept on this device only" if format_ == "web" else "Saved")
    player.next()
    player.menu("About and help")
    player.scope.get_by_role("link", name="Check the connection").click()
    article = player.scope.locator("#doctor_")
    expect(article.locator("dd", has_text=MOMENT)).to_have_count(1)
    names = [name.strip() for name in article.locator("dt").all_inner_texts()]
    facts = dict(zip(names, article.locator("dd").all_inner_texts(), strict=True))
    assert facts.keys() >= ALWAYS | OWN[format_]
    assert facts["Format of the package"] == format_
    assert facts["Shown in a frame"] == ("yes" if format_.startswith("scorm") else "no")
    text = article.inner_text()
    assert not re.search(r"\bdoctor\.", text), "a fact or value without a word"
    assert not re.search(r"learner-1|O'Hara|Sam S|sam-17|sam@", text)
    assert (article.locator("tbody tr").count() > 0) is (format_ != "web")


def test_it_opens_without_a_network(desk: Callable[..., Desk]) -> None:
    here = desk(format_="web")
    player, page = here.open_alone(here.lms.content("course"))
    page.locator("head script[src='later.js']").evaluate(THERE)
    page.context.set_offline(True)
    player.menu("About and help")
    player.scope.get_by_role("link", name="Check the connection").click()
    expect(player.scope.locator("#doctor_ dd").first).to_be_visible()
