"""Markup in every field of a course is shown as text, and nothing of it runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from tests.e2e.conftest import SMALL, Desk
from tests.e2e.lms.records import Launch

pytestmark = pytest.mark.browser
BAD = """<img src=x onerror="alert('ran')"> & "q" 'p' </title></script><script>alert(2)</script> {{ 7*7 }} """
FIELDS = {
    "title", "short_name", "name", "text", "prompt", "alt", "caption", "by", "who", "place", "question", "end",
    "description", "publisher", "notice", "detail", "feedback", "right", "wrong", "intro", "term", "definition",
    "otherwise", "transcript", "message", "note", "number", "permission", "reviewed_by", "preserved", "cost",
    "phone", "date", "retrieved", "front", "back", "when", "translation",
}  # fmt: skip


def spoiled(value: Any, field: str = "") -> Any:
    """The same data with markup before every text that a learner reads."""
    if isinstance(value, dict):
        return {key: spoiled(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [spoiled(part, "text" if field == "blocks" else field) for part in value]
    return BAD + value if isinstance(value, str) and field in FIELDS else value


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "course"
    shutil.copytree(SMALL, folder)
    for file in folder.rglob("*.yaml"):
        data = spoiled(yaml.safe_load(file.read_text("utf-8")))
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def test_nothing_runs(desk: Callable[..., Desk], hostile: Path) -> None:
    """The whole course is played: the watch sees every dialog, request and message."""
    here = desk(hostile, agency="full")
    player, page, session = here.open(Launch(learner="<img src=x onerror=alert(3)>"))
    player.at(BAD.strip() + " Words")
    expect(player.scope.get_by_role("main")).to_contain_text(BAD.strip() + " For tests only.")
    player.lessons()
    player.attempt(wrongs=3)
    player.failed()
    player.menu("Glossary")
    player.menu("Sources")
    player.menu("Resources")
    expect(player.scope.get_by_role("main")).to_contain_text("A word from the top.")
    player.menu("About and help")
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert player.scope.locator("img[src='x'], main script, [onerror]").count() == 0
    assert "49" not in player.scope.locator("h1").all_inner_texts()[0]
    assert not [r for r in here.watch.requests if r.endswith("/x")]
    page.close()


def test_nothing_runs_over_xapi(desk: Callable[..., Desk], hostile: Path) -> None:
    """Parameters of the launch are as little to be trusted as the course."""
    here = desk(hostile, format_="xapi", agency="full")
    assert here.lrs is not None
    here.watch.allow("status of 404.*activities/state")
    actor = {"name": BAD, "mbox": "mailto:sam@example.org"}
    url = here.lrs.launch(
        here.lms.content("course"), actor, grouping="https://example.org/<script>", evil="<script>alert(4)</script>"
    )
    player, _ = here.open_alone(url)
    player.next()
    player.saved()
    here.lrs.wait_until(lambda: bool(here.lrs and here.lrs.with_verb("experienced")), "a page")
    assert here.lrs.statements[0]["actor"]["name"] == BAD
