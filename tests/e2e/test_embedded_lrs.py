"""Our packages against our store, from another origin: launched with a token, resumed elsewhere, told in full."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from builder.cli import peacebuilder
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Settings
from builder.standards.cmi5 import LAUNCH_DATA, PREFERENCES
from tests.e2e.cmi5 import ACTIVITY, ACTOR, REGISTRATION, Cmi5, Sitting
from tests.e2e.conftest import GALLERY, Desk, close
from tests.e2e.player import Player
from tests.e2e.statements import judge
from tests.records.lrs.running import Running, running

pytestmark = pytest.mark.browser

STARTER = Path(__file__).parents[2] / "builder" / "cli" / "starter"
SAM = {"objectType": "Agent", "name": "Sam Søn", "mbox": "mailto:sam@example.org"}
NOTHING_YET = "status of 404.*(activities/state|agents/profile|statements)"
REFUSED = "Your LMS no longer lets this window save"
OF_THE_LRS = ("stored", "authority", "version")
Json = dict[str, Any]


class Store:
    """A store that runs, the LMS that launches with it, and what browsers sent to it."""

    def __init__(self, here: Desk, lrs: Running, db: str, http: httpx2.Client) -> None:
        self.here = here
        self.lrs = lrs
        self.db = db
        self.http = http
        self.lms = lrs.headers(Scope.ALL, agency="harbor")
        self.analyst = lrs.headers(Scope.STATEMENTS_READ, agency="harbor")
        self.sent: dict[str, Json] = {}
        here.watch.origins.add(lrs.origin)
        here.watch.allow(NOTHING_YET)

    def launch(self, **wanted: Any) -> Json:
        """What the LMS gets for one learner in one course."""
        answer = self.http.post(f"{self.lrs.origin}/launches", json=wanted, headers=self.lms)
        assert answer.status_code == 201, answer.text
        told: Json = answer.json()
        return told

    def open(self, url: str, page: Page | None = None) -> tuple[Player, Page]:
        """Opens it in a browser with empty storage, and listens to what it sends."""
        page = page or self.here.tab()
        page.on("request", lambda request: self._note(request.method, request.url, request.post_data))
        return self.here.open_alone(url, page)

    def _note(self, method: str, url: str, body: str | None) -> None:
        if method in ("POST", "PUT") and url.startswith(f"{self.lrs.endpoint}statements") and body:
            given = json.loads(body)
            self.sent |= {one["id"]: one for one in (given if isinstance(given, list) else [given])}

    def statements(self) -> list[Json]:
        """All that is there, the oldest first."""
        found: list[Json] = []
        more = "/xapi/statements?ascending=true&limit=7"
        while more:
            page = self.http.get(f"{self.lrs.origin}{more}", headers=self.analyst).json()
            found += page["statements"]
            more = page["more"]
        return found

    def told(self) -> list[Json]:
        """The statements as the player said them; nothing else may be there, and nothing may be wrong with them."""
        found = [{name: value for name, value in one.items() if name not in OF_THE_LRS} for one in self.statements()]
        for statement in found:
            assert list(judge(statement)) == []
            assert statement == self.sent[statement["id"]]
        assert {one["id"] for one in found} == self.sent.keys()
        return found

    def state(self, activity: str, state: str, content: object = None, **more: str) -> int:
        """Writes a document as the LMS; the status."""
        query = {"activityId": activity, "stateId": state, **more}
        return self.http.put(
            f"{self.lrs.endpoint}activities/state", params=query, json=content, headers=self.lms
        ).status_code


def verbs(statements: list[Json]) -> list[str]:
    return [one["verb"]["id"].rpartition("/")[2] for one in statements]


def of_the_course(statements: list[Json]) -> list[str]:
    """The verbs about the course as a whole."""
    return verbs([one for one in statements if one["object"]["id"] == ACTIVITY])


@pytest.fixture
def store(desk: Callable[..., Desk], tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Makes a desk with a package, and a store that lets its pages in."""
    with ExitStack() as stack:

        def make(folder: Path | None = None, format_: str = "xapi") -> Store:
            here = desk(folder, format_=format_) if folder else desk(format_=format_)
            db = f"sqlite:///{tmp_path / 'lrs.db'}"
            lrs = stack.enter_context(running(db, Settings(origins=(here.lms.here,))))
            once = httpx2.Limits(max_keepalive_connections=0)  # an idle one may be closed just when it is used again
            return Store(here, lrs, db, stack.enter_context(httpx2.Client(timeout=60, limits=once)))

        yield make


def tin_can(store: Store, granted: Json, **more: str) -> str:
    given = {"endpoint": granted["endpoint"], "auth": granted["auth"], "actor": json.dumps(SAM), **more}
    return f"{store.here.lms.content('course')}?{urlencode(given, quote_via=quote)}"


def leave(player: Player) -> None:
    """Until the store has all: over cmi5, statements go one by one."""
    player.saved()
    player.leave()
    expect(player.scope.get_by_text("Your work is saved. You can close this window.")).to_be_visible()


def test_begun_here_finished_there(store: Callable[..., Store]) -> None:
    """The starter as an author gets it: half of it in one browser, the rest in another by a new token."""
    at = store(STARTER)
    about = {"registration": REGISTRATION, "activity": ACTIVITY}
    query = {"registration": REGISTRATION, "activity_id": ACTIVITY}
    player, _ = at.open(tin_can(at, at.launch(actor=SAM, **about), **query))
    first, second = player.pages[:2]
    player.work(first)
    player.next()
    player.at(second.title)
    leave(player)
    begun = of_the_course(at.told())
    assert begun[0] == "initialized"
    assert not {"completed", "passed"} & set(begun)
    command = [
        "lrs", "launch", "--db", at.db, "--url", at.lrs.origin, "--actor", json.dumps(SAM), "--agency", "harbor",
        "--registration", REGISTRATION, "--activity", ACTIVITY, at.here.lms.content("course"),
    ]  # fmt: skip
    printed = CliRunner().invoke(peacebuilder, command)
    assert printed.exit_code == 0, printed.output
    again, _ = at.open(printed.output.strip())
    again.at(second.title)
    for one in again.pages[1:]:
        again.work(one)
        again.next()
    again.attempt()
    again.passed()
    leave(again)
    told = at.told()
    course = of_the_course(told)
    assert course.count("passed") == course.count("completed") == 1
    assert course.index("resumed") > course.index("suspended")
    assert course[-1] == "terminated"
    assert {one["context"]["registration"] for one in told} == {REGISTRATION}
    assert {json.dumps(one["actor"], sort_keys=True) for one in told} == {json.dumps(SAM, sort_keys=True)}


def cmi5(store: Store, lms: Cmi5, **more: Any) -> tuple[str, Json, Sitting]:
    """The address of a cmi5 launch; what the LMS has to put in place is in place."""
    granted = store.launch(actor=ACTOR, registration=REGISTRATION, activity=ACTIVITY)
    _, sitting = lms.sit("", **more)
    sitting.asked = {LAUNCH_DATA, PREFERENCES}
    place = {"agent": json.dumps(ACTOR), "registration": REGISTRATION}
    assert store.state(ACTIVITY, LAUNCH_DATA, sitting.data, **place) == 204
    given = {
        "endpoint": granted["endpoint"], "fetch": granted["fetch"], "actor": json.dumps(ACTOR),
        "registration": REGISTRATION, "activityId": ACTIVITY,
    }  # fmt: skip
    return f"{store.here.lms.content('course')}?{urlencode(given, quote_via=quote)}", granted, sitting


def check_sittings(store: Store, lms: Cmi5) -> None:
    """By the rules of cmi5, as the LMS of the other tests knows them."""
    by_session = {sitting.id: sitting for sitting in lms.sittings}
    for statement in store.told():
        sitting = by_session[next(v for k, v in statement["context"]["extensions"].items() if k.endswith("sessionid"))]
        assert lms.take(sitting, [statement]) == 200, lms.violations


def test_two_sessions_of_cmi5(store: Callable[..., Store]) -> None:
    at, lms = store(format_="cmi5"), Cmi5()
    url, granted, first = cmi5(at, lms)
    player, page = at.open(url)
    player.lessons()
    player.saved()
    page.keyboard.press("F5")  # the key alone: what a browser does at it, a test must do itself
    page.reload()
    player = Player(at.here.course, page).ready()
    player.at(player.test.title)
    leave(player)
    twice = at.http.post(granted["fetch"])
    assert (twice.status_code, twice.json()["error-code"]) == (200, "1")
    url, _, second = cmi5(at, lms)
    again, page = at.open(url)
    again.at(again.test.title)
    again.attempt()
    again.passed()
    leave(again)
    check_sittings(at, lms)
    assert first.defined()[0] == second.defined()[0] == "initialized"
    assert second.defined()[1:] == ["completed", "passed", "terminated"]


def test_a_session_that_the_lms_ended_saves_nothing_more(store: Callable[..., Store]) -> None:
    at, lms = store(format_="cmi5"), Cmi5()
    at.here.watch.allow("status of 401")
    primes, round_, _ = at.here.course.questions
    url, granted, sitting = cmi5(at, lms)
    player, page = at.open(url)
    player.menu("Questions")
    player.answer(primes)
    player.saved()
    ended = at.http.delete(f"{at.lrs.origin}/launches/{granted['launch']}", headers=at.lms)
    assert ended.status_code == 204
    kept = len(at.statements())
    player.answer(round_)
    expect(player.banner()).to_contain_text(REFUSED)
    close(page)
    assert len(at.statements()) == kept
    assert sitting.data["launchMode"] == "Normal"


ASK = """async ([url, headers]) => {
    try {
        const put = await fetch(url, {method: "PUT", headers: {...headers, "If-None-Match": "*"}, body: "1"});
        const got = await fetch(url, {headers});
        return [put.status, got.status, got.headers.get("ETag"), got.headers.get("X-Experience-API-Version")];
    } catch (error) { return String(error); }
}"""


def test_only_pages_of_the_origins_on_the_list_reach_it(store: Callable[..., Store]) -> None:
    """As the browser sees it: what may be sent, what may be read."""
    at = store()
    at.here.watch.allow("CORS policy|ERR_FAILED")
    query = {"activityId": ACTIVITY, "agent": json.dumps(SAM), "stateId": "x"}
    asked = [f"{at.lrs.endpoint}activities/state?{urlencode(query)}", at.lms]
    page = at.here.tab()
    page.goto(f"{at.here.lms.other}/content/course/media/square.svg")
    assert page.evaluate(ASK, asked) == "TypeError: Failed to fetch"
    page.goto(f"{at.here.lms.here}/content/course/media/square.svg")
    put, got, etag, version = page.evaluate(ASK, asked)
    assert (put, got, version) == (204, 200, "1.0.3")
    assert etag.startswith('"')


def test_every_kind_of_answer_is_kept_as_it_was_said(store: Callable[..., Store]) -> None:
    """The gallery has them all: what is read back is what was sent, and what we and others can read."""
    at = store(GALLERY)
    player, _ = at.open(tin_can(at, at.launch(actor=SAM, activity=ACTIVITY), activity_id=ACTIVITY))
    player.lessons()
    leave(player)
    told = at.told()
    kinds = {one["object"]["definition"].get("interactionType") for one in told if verbs([one]) == ["answered"]}
    assert kinds >= {"choice", "true-false", "matching", "sequencing", "fill-in", "numeric", "likert"}
