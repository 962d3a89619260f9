"""The page for people, in a real browser: axe finds nothing on it, it fits a phone, and it asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from builder.records.lrs.pages import landing
from builder.records.lrs.server.patience import Patience
from tests.e2e.eye import Eye
from tests.records.lrs.serving.wire import Running, running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    answer = landing.answer("https://lrs.example.org/xapi/")
    with running(answer, Patience()) as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(chromium: Browser, server: Running, scheme: str, width: int) -> None:
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with chromium.new_context(**options, bypass_csp=True) as context:  # type: ignore[arg-type]  # a typed dict
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.port}/")
        eye = Eye(page)
        eye.must_see_a_fault()
        eye.look("page")
        assert not eye.faults, eye.report()


def test_its_policy_lets_its_style_in_and_nothing_else(chromium: Browser, server: Running) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://127.0.0.1:{server.port}/")
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
        assert [one for one in said if "favicon" not in one] == []
        assert page.get_by_role("heading", level=1).inner_text() == "Learning Record Store"
