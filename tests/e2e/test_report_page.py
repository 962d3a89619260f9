"""The report page in browsers: as a folder, by eye, by keyboard, on paper; it says what a query says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.records.analysis.open import open_lake
from builder.records.analysis.report import Result
from builder.records.page.assemble import assemble
from builder.records.page.content import Wanted
from builder.records.page.report import ask, make, write
from tests.e2e.eye import Eye
from tests.e2e.test_gallery_axe import show
from tests.e2e.watch import Watch
from tests.records.page.made_up import made_up_lake
from tests.records.page.sample import AGENCIES, HOSTILE, sample

pytestmark = pytest.mark.browser

WAYS: Final = {
    "light": show(1440, 900),
    "dark": show(1440, 900, scheme="dark"),
    "forced colors": show(1440, 900, forced="active"),
    "768 px": show(768, 900),
    "360 px": show(360, 640),
    "400 %, dark": show(320, 256, scheme="dark"),
}
PHONE: Final = {"360 px, dark": show(360, 640, scheme="dark")}
OPEN: Final = "for (const one of document.querySelectorAll('details')) one.open = true"
MAIN: Final = "document.querySelector('main').innerHTML.replace(/>\\s+</g, '><').replace(/\\s+/g, ' ')"
FIGURES: Final = """() => [...document.querySelectorAll(".figures div")].map(
  (one) => [...one.children].map((part) => part.textContent).join(" "))"""
TABLE: Final = """(title) => {
  const head = [...document.querySelectorAll("main h3")].find((one) => one.textContent === title);
  return [...head.closest("section").querySelectorAll(".part")].map((part) => ({
    name: part.querySelector("caption").textContent,
    heads: [...part.querySelectorAll("thead th")].map((one) => one.textContent),
    rows: [...part.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
  }));
}"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_lake(tmp_path_factory.mktemp("made-up"))


@pytest.fixture(scope="module")
def made(lake: Path) -> Path:
    return write(make(lake, Wanted()), lake.parent / "report")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of chart, and every name that could break a page."""
    return write(assemble(sample()), tmp_path_factory.mktemp("odd"))


@pytest.fixture
def watch() -> Watch:
    return Watch("file://")


@pytest.fixture
def tab(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """Under the page's own policy; nothing may be complained of, and nothing asked for."""
    context = chromium.new_context()
    watch.attach(context)
    yield context.new_page()
    context.close()
    watch.check()
    assert all(request.startswith("GET file://") for request in watch.requests), watch.requests
    assert len(watch.requests) <= 2, "nothing but the page itself"


@pytest.fixture
def eyed(chromium: Browser) -> Iterator[Page]:
    # axe comes from outside, which the policy of the page does not allow.
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def choose(page: Page, agency: str = "", period: str = "") -> None:
    page.get_by_label("Agency", exact=True).select_option(agency)
    page.get_by_label("Started in", exact=True).select_option(period)


def test_axe_finds_nothing_however_it_is_shown(eyed: Page, made: Path) -> None:
    eyed.goto(made.as_uri())
    eye = Eye(eyed, WAYS)
    eye.must_see_a_fault()
    eye.look("as it comes")
    eye.ways = PHONE
    for agency, period in (list(choices_of(eyed))[at] for at in (1, -1)):
        choose(eyed, agency, period)
        eye.look(f"{agency} {period}")
    eyed.evaluate(OPEN)
    eyed.evaluate("document.querySelectorAll('thead tr').forEach((one) => one.querySelector('button').click())")
    eye.look("all open and sorted")
    assert not eye.faults, eye.report()


def test_axe_finds_nothing_with_any_names_and_charts(eyed: Page, odd: Path) -> None:
    eyed.goto(odd.as_uri())
    eyed.evaluate(OPEN)
    eye = Eye(eyed, WAYS)
    eye.look("everything")
    eye.ways = PHONE
    choose(eyed, AGENCIES[0].id)
    eye.look("one agency")
    assert not eye.faults, eye.report()


def choices_of(page: Page) -> Iterator[tuple[str, str]]:
    """All that can be chosen."""
    agencies = page.evaluate("[...document.querySelectorAll('#agency option')].map((one) => one.value)")
    for agency in agencies:
        choose(page, agency)
        for period in page.evaluate("[...document.querySelectorAll('#period option:enabled')].map((one) => one.value)"):
            yield agency, period


def test_the_script_draws_what_the_page_came_with(tab: Page, odd: Path) -> None:
    """The script and the templates are two; back from any choice the page is the very same."""
    tab.goto(odd.as_uri())
    before = tab.evaluate(MAIN)
    seen = set()
    for agency, period in list(choices_of(tab)):
        choose(tab, agency, period)
        seen.add(tab.evaluate(MAIN))
        if agency or period:
            tab.get_by_role("button", name="Show everything").click()
        assert tab.evaluate(MAIN) == before, (agency, period)
    assert len(seen) > 20


def test_hostile_names_are_only_names(tab: Page, odd: Path) -> None:
    tab.goto(odd.as_uri())
    expect(tab.get_by_role("heading", level=1)).to_have_text(HOSTILE[0])
    for agency in AGENCIES:
        choose(tab, agency.id)
        expect(tab.locator("#chosen")).to_contain_text(agency.id)
    assert tab.locator("main img, main script").count() == 0


def test_it_says_what_the_reports_say(tab: Page, made: Path, lake: Path) -> None:
    """Every table of every report, in some slices, against the reports asked one by one."""
    tab.goto(made.as_uri())
    with open_lake(lake) as analysis:
        chosen = {(one.agency, one.period): one.slice for one in ask(analysis.engine, Wanted())[2]}
    assert set(chosen) == set(choices_of(tab))
    agencies = [agency for agency, period in chosen if agency and not period]
    with open_lake(lake, slices=[*chosen.values()]) as analysis:
        results = [analysis.report(report.name) for report in analysis.reports()]
    for choice in (
        ("", ""),
        ("", "2026"),
        ("", "2025-Q4"),
        (agencies[0], ""),
        (agencies[-1], ""),
        (agencies[0], "2025"),
    ):
        choose(tab, *choice)
        for result in results:
            assert_alike(tab, result, chosen[choice].name)


def test_it_says_what_a_query_says(tab: Page, made: Path, lake: Path) -> None:
    tab.goto(made.as_uri())
    agency = tab.evaluate("document.querySelectorAll('#agency option')[1].value")
    wheres = {("", ""): "true", ("", "2026"): "month >= '2026-01'", (agency, ""): f"agency = '{agency}'"}
    with open_lake(lake) as analysis:
        for (who, when), where in wheres.items():
            choose(tab, who, when)
            sql = f"SELECT count(*), count(*) FILTER (completed), count(*) FILTER (passed) FROM learners WHERE {where}"
            learners, completed, passed = analysis.query(sql).rows[0]
            told = tab.evaluate(FIGURES)
            assert told[0] == f"Learners {learners} began the course"
            assert told[1] == f"Completed {100 * completed / learners:.1f}% {completed} learners"
            assert told[2] == f"Passed {100 * passed / learners:.1f}% {passed} learners"


def assert_alike(page: Page, result: Result, slice_: str) -> None:
    wanted = [
        dict(zip(result.columns, row, strict=True)) | {"hidden": hidden}
        for row, hidden in zip(result.rows, result.hidden, strict=True)
        if row[0] == slice_
    ]
    labels = {column.label: column for column in result.report.columns}
    told = [(part["heads"], row) for part in page.evaluate(TABLE, result.report.title) for row in part["rows"]]
    assert len(told) == len(wanted), (result.report.name, slice_)
    for (heads, cells), row in zip(told, wanted, strict=True):
        for head, cell in zip(heads, cells, strict=True):
            column = labels[head]
            hidden = row["hidden"] and not column.stays
            where = (result.report.name, slice_, head, cell, row)
            assert is_said(cell, row[column.name], column.format, hidden=hidden), where


UNITS: Final = {"s": 1, "min": 60, "h": 3600}
HALF: Final = {"count": 0.0, "percent": 0.0005, "number": 0.005, "seconds": 0.5}


def is_said(cell: str, value: Any, format_: str, *, hidden: bool) -> bool:
    """Whether a cell says a value, as exactly as its format goes; an hour is told in minutes."""
    if hidden:
        return cell in ("not shown", "-")
    if format_ == "text":
        return cell == ("" if value is None else str(value))
    if value is None:
        return cell == "\u2013"
    words = cell.replace(",", "").replace("\u2212", "-")
    if format_ == "seconds":
        told = sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+) (s|min|h)", words))
        return bool(abs(told - value) <= (60 if "h" in words else HALF[format_]) + 1e-9)
    number = float(words.rstrip("%")) / (100 if format_ == "percent" else 1)
    return bool(abs(number - value) <= HALF[format_] + 1e-9)


def test_the_address_keeps_the_choice(tab: Page, watch: Watch, made: Path) -> None:
    tab.goto(made.as_uri())
    agency = tab.evaluate("document.querySelectorAll('#agency option')[1].value")
    choose(tab, agency, "2026")
    said = tab.locator("#chosen").inner_text()
    tab.get_by_role("link", name="Scores", exact=True).click()
    expect(tab).to_have_url(f"{made.as_uri()}#scores&agency={agency}&period=2026")
    tab.reload()
    expect(tab.locator("#chosen")).to_have_text(said)
    expect(tab.get_by_role("heading", name="Scores", exact=True)).to_be_in_viewport()
    tab.evaluate("location.hash = '#agency=nobody&period=1999'")
    expect(tab.locator("#chosen")).to_have_text("Shown: all agencies, all time.")
    tab.go_back()
    expect(tab.locator("#chosen")).to_have_text(said)
    watch.requests.clear()


def test_a_quarter_of_all_becomes_the_year_of_an_agency(tab: Page, made: Path) -> None:
    tab.goto(made.as_uri())
    choose(tab, "", "2026-Q1")
    agency = tab.evaluate("document.querySelectorAll('#agency option')[1].value")
    tab.get_by_label("Agency", exact=True).select_option(agency)
    expect(tab.get_by_label("Started in", exact=True)).to_have_value("2026")
    expect(tab.locator("#chosen")).to_contain_text("2026")


def test_by_keyboard_alone(tab: Page, made: Path) -> None:
    tab.goto(made.as_uri())
    press = tab.keyboard.press
    press("Tab")
    expect(tab.get_by_role("link", name="Skip to the report")).to_be_focused()
    press("Tab")
    expect(tab.get_by_label("Agency", exact=True)).to_be_focused()
    press("ArrowDown")
    expect(tab.get_by_role("status")).not_to_contain_text("all agencies")
    press("Tab")
    press("Tab")
    expect(tab.get_by_role("button", name="Show everything")).to_be_focused()
    press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("all agencies, all time")
    expect(tab.get_by_label("Agency", exact=True)).to_be_focused()
    summary = tab.locator("#part-1 .data > summary")
    summary.focus()
    press("Enter")
    press("Tab")
    expect(tab.locator("#part-1 .scroll")).to_be_focused()
    press("Tab")
    first = tab.locator("#part-1 thead th").first
    expect(first.get_by_role("button")).to_be_focused()
    press("Enter")
    expect(first).to_have_attribute("aria-sort", "ascending")
    press("Enter")
    expect(first).to_have_attribute("aria-sort", "descending")


def test_a_table_is_sorted_by_what_its_numbers_are(tab: Page, odd: Path) -> None:
    tab.goto(odd.as_uri())
    part = tab.locator(".part", has=tab.locator("caption", has_text="Of bars"))
    part.locator("summary").click()
    table = part.get_by_role("table")
    column = "(table) => [...table.tBodies[0].rows].map((row) => row.cells[1].textContent)"
    asked = table.evaluate(column)
    head = table.get_by_role("columnheader", name="Learners")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    told = table.evaluate(column)
    numbers = [int(one.replace(",", "")) for one in told if one[0].isdigit()]
    assert numbers == sorted(numbers, reverse=True)
    assert told[: len(numbers)] == [f"{one:,}" for one in numbers], "what is not shown is last"
    assert sorted(told) == sorted(asked)


def test_without_a_script_it_shows_everything(chromium: Browser, made: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(made.as_uri())
    expect(page.locator("#filter")).to_be_hidden()
    assert page.get_by_role("img").count() > 10
    page.locator("#part-1 .data > summary").click()
    expect(page.locator("#part-1 table")).to_be_visible()
    context.close()


def test_all_tables_are_printed(tab: Page, made: Path) -> None:
    tab.goto(made.as_uri())
    tab.emulate_media(media="print")
    shut = (
        "[...document.querySelectorAll('table')].filter((one) => !one.checkVisibility({contentVisibilityAuto: true}))"
    )
    tab.wait_for_function(f"{shut}.length === 0")  # content-visibility takes effect with the next frame
    assert tab.evaluate("document.querySelectorAll('details[open]').length") == 0, "they are, though all are closed"
    expect(tab.locator("#filter")).to_be_hidden()
    assert tab.pdf().count(b"/Type /Page\n") > 5
    expect(tab.locator("details[open]")).to_have_count(0)  # closed again, once the printer is done


def test_in_firefox(firefox: Browser, made: Path) -> None:
    page = firefox.new_page()
    page.goto(made.as_uri())
    before = page.evaluate(MAIN)
    agency = page.evaluate("document.querySelectorAll('#agency option')[1].value")
    choose(page, agency)
    expect(page.get_by_role("status")).not_to_contain_text("all agencies")
    assert page.evaluate(MAIN) != before
    page.get_by_role("button", name="Show everything").click()
    assert page.evaluate(MAIN) == before
    page.close()
