"""Plays a course as a learner does: by what can be read and pressed on the page, with answers known from the course."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FrameLocator, Locator, Page, expect

from builder.course.resolved import Acknowledgement, FinalTest, Node, Question, ResolvedCourse, Scenario, Survey
from builder.course.resolved import Page as CoursePage
from builder.render.markdown import plain
from tests.e2e.answers import PICKED, Given, Response, asked, is_opinion, right, wrong
from tests.e2e.controls import fill, option
from tests.e2e.hands import Hands, Mouse

VERDICTS = {
    True: re.compile("Answered (on|after)"),
    False: re.compile("Not quite|Not yet|Not right"),
    None: re.compile("Thank you"),
}


class Player:
    """A course in sight; `scope` is the page or the frame that shows it."""

    def __init__(self, course: ResolvedCourse, scope: Page | FrameLocator, hands: Hands | None = None) -> None:
        self.course = course
        self.scope = scope
        self.hands = hands or Mouse()
        self.given: list[Given] = []
        self.decisions: list[tuple[str, str, str]] = []

    def ready(self) -> Player:
        """Waits until the run-time is there: before, Back and Next are not."""
        steps = self.scope.get_by_role("contentinfo").get_by_role("button")
        expect(steps.or_(self.button(re.compile("^(Start the test|Take the test again)$"))).first).to_be_visible()
        return self

    # --- what is on the page ---

    def heading(self) -> Locator:
        return self.scope.get_by_role("heading", level=1)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.scope.get_by_role("button", name=name, exact=isinstance(name, str))

    def status(self) -> Locator:
        """The words beside the menu that say whether the work is saved."""
        return self.scope.get_by_role("banner").locator("[data-status]")

    def banner(self) -> Locator:
        return self.scope.get_by_role("main").locator("[data-banner]")

    def saved(self) -> None:
        expect(self.status()).to_have_text("Saved")

    def saved_in_the_end(self) -> None:
        """After tries that failed: the next one comes after up to half a minute."""
        expect(self.status()).to_have_text("Saved", timeout=60_000)

    def at(self, title: str) -> None:
        expect(self.heading()).to_have_text(title)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.hands.press(self.button(name))

    def next(self) -> None:
        self.hands.press(self.scope.get_by_role("contentinfo").get_by_role("button", name=re.compile("^(Next|Finish)")))

    def back(self) -> None:
        self.hands.press(self.scope.get_by_role("contentinfo").get_by_role("button", name="Back"))

    def menu(self, entry: str) -> None:
        """Goes to an entry of the contents, by the menu where they are not in sight."""
        contents = self.scope.get_by_role("navigation", name="Contents of the course")
        if not contents.is_visible():
            self.press("Menu")
        self.hands.press(contents.get_by_role("link", name=re.compile(f"^{re.escape(entry)}")))

    # --- lessons ---

    @property
    def pages(self) -> list[CoursePage]:
        return list(self.course.pages)

    def page(self, ref: str) -> CoursePage:
        lesson, name = ref.split("/")
        return next(p for found in self.course.lessons if found.id == lesson for p in found.pages if p.id == name)

    def form(self, question: Question) -> Locator:
        group = self.scope.get_by_role("group", name=asked(question), exact=True)
        return self.scope.locator("form").filter(has=group)

    def option(self, question: Question, id_: str) -> Locator:
        return option(self.form(question), question, id_)

    def choose(self, question: Question, response: Response) -> None:
        """Gives a response without sending it."""
        fill(self.hands, self.form(question), question, response)

    def answer(self, question: Question, response: Response | None = None) -> None:
        """Answers a question of a lesson and reads what is said."""
        given = Given(question, right(question) if response is None else response)
        form = self.form(question)
        self.choose(question, given.response)
        self.hands.press(form.get_by_role("button", name="Send" if is_opinion(question) else "Check", exact=True))
        words = VERDICTS[given.success]
        expect(form.get_by_role("status").last).to_contain_text(words)
        self.given.append(given)

    def acknowledge(self, block: Acknowledgement) -> None:
        group = self.scope.get_by_role("group", name="Please confirm").filter(has_text=plain(block.text))
        self.hands.choose(group.get_by_role("checkbox", name="I confirm"))
        expect(self.scope.get_by_text("Confirmed. This is recorded.").locator("visible=true")).to_be_visible()

    def fill_survey(self, survey: Survey) -> None:
        """Takes a stand on each statement, writes a comment where one is asked for, and sends all."""
        form = self.scope.get_by_role("form", name=survey.title, exact=True)
        for question in survey.questions:
            name = plain(question.prompt)
            is_statement = question.type == "likert"
            row = form.get_by_role("radiogroup", name=name) if is_statement else form.get_by_role("group", name=name)
            fill(self.hands, row, question, right(question))
            self.given.append(Given(question, right(question)))
        self.hands.press(form.get_by_role("button", name="Send"))
        expect(form.get_by_role("status").last).to_contain_text("Your answers are sent.")

    def decide(self, scenario: Scenario, *choices: str) -> None:
        """Takes decisions from the node in sight on."""
        nodes = {node.id: node for node in scenario.nodes}
        node = nodes[self.decisions[-1][2]] if self._playing(scenario) else nodes[scenario.start]
        region = self.scope.get_by_role("region", name=f"Scenario: {scenario.title}")
        for choice in choices:
            node = self._decide(scenario, node, choice, nodes, region)

    def _playing(self, scenario: Scenario) -> bool:
        ids = {node.id for node in scenario.nodes if node.end is None}
        return bool(self.decisions) and self.decisions[-1][0] == scenario.id and self.decisions[-1][2] in ids

    def _decide(self, scenario: Scenario, node: Node, choice: str, nodes: dict[str, Node], region: Locator) -> Node:
        expect(region.get_by_role("heading", name=node.question or "", exact=True)).to_be_visible()
        decision = next(d for d in node.choices if d.id == choice)
        name = " ".join(plain(text) for text in (decision.text, decision.detail) if text)
        self.hands.press(region.get_by_role("button", name=name, exact=True))
        for line in (*decision.preserved, *decision.cost):
            expect(region.get_by_text(line, exact=True).first).to_be_visible()
        self.hands.press(region.get_by_role("button", name="Continue", exact=True))
        self.decisions.append((scenario.id, choice, decision.next))
        following = nodes[decision.next]
        asked = following.end or following.question or ""
        expect(region.get_by_role("heading", name=asked, exact=True)).to_be_visible()
        return following

    def finish_scenario(self, scenario: Scenario) -> None:
        """The shortest way from the start to a safe end."""
        self.decide(scenario, *path(scenario))

    def work(self, page: CoursePage, answer: Callable[[Question], Response] = right) -> None:
        """Does all that a page asks for."""
        self.at(page.title)
        for block in page.blocks:
            if isinstance(block, Question):
                self.answer(block, answer(block))
            elif isinstance(block, Scenario):
                self.finish_scenario(block)
            elif isinstance(block, Acknowledgement):
                self.acknowledge(block)
            elif isinstance(block, Survey):
                self.fill_survey(block)

    def lessons(self) -> None:
        """From the first page to the test."""
        for page in self.pages:
            self.work(page)
            self.next()
        if self.course.test:
            self.at(self.course.test.title)

    # --- the test ---

    @property
    def test(self) -> FinalTest:
        assert self.course.test is not None
        return self.course.test

    @property
    def drawn(self) -> int:
        return sum(draw.items for draw in self.test.blueprint)

    def item(self, number: int) -> Question:
        """The item in sight, by what it asks and the answers it offers."""
        heading = self.scope.get_by_role("heading", level=2, name=f"Question {number} of {self.drawn}")
        expect(heading).to_be_visible()
        form = self.scope.locator("form").filter(has=heading)
        words = form.get_by_role("group").first.locator("legend").inner_text().replace("\n", " ")
        found = [q for q in self.test.bank if words == asked(q) and self._offers(form, q)]
        assert len(found) == 1, f"{words!r} is {len(found)} items of the bank"
        return found[0]

    def _offers(self, form: Locator, question: Question) -> bool:
        """Whether the form shows exactly the options of a question, in whatever order."""
        if question.type not in PICKED:
            return True
        return all(option(form, question, one.id).count() == 1 for one in question.options)

    def attempt(self, wrongs: int = 0) -> list[Given]:
        """A whole attempt with so many wrong answers; gives what was answered, in the order shown."""
        self.start_test()
        given = [self.answer_item(n, good=n > wrongs) for n in range(1, self.drawn + 1)]
        self.submit()
        return given

    def start_test(self) -> None:
        again = self.button("Take the test again")
        if again.is_visible():
            self.hands.press(again)
        item = self.scope.get_by_role("heading", level=2, name=f"Question 1 of {self.drawn}")
        start = self.button("Start the test")
        expect(item.or_(start)).to_be_visible()
        if start.is_visible():
            self.attest()
            self.hands.press(start)
        expect(item).to_be_visible()

    def attest(self) -> None:
        """Confirms the statement before an attempt, where there is one."""
        box = self.scope.get_by_role("checkbox", name="I confirm").locator("visible=true")
        if self.test.attestation and not box.is_checked():
            self.hands.choose(box)

    def answer_item(self, number: int, good: bool = True) -> Given:
        item = self.item(number)
        given = Given(item, right(item) if good else wrong(item))
        self.choose(item, given.response)
        self.next()
        return given

    def submit(self) -> None:
        expect(self.scope.get_by_role("heading", name="Check your answers")).to_be_visible()
        self.press("Submit the test")
        dialog = self.scope.get_by_role("dialog", name="Submit your answers?")
        self.hands.press(dialog.get_by_role("button", name="Submit the test"))
        expect(self.verdict(re.compile(r"^(You passed|You have not passed)\.$"))).to_be_visible()

    def verdict(self, words: str | re.Pattern[str]) -> Locator:
        """That of the test in sight."""
        return self.scope.get_by_text(words, exact=isinstance(words, str)).locator("visible=true")

    def passed(self) -> None:
        expect(self.verdict("You passed.")).to_be_visible()

    def failed(self) -> None:
        expect(self.verdict("You have not passed.")).to_be_visible()

    # --- leaving ---

    def leave(self) -> None:
        self.exit()
        self.at("You have left the course")

    def exit(self) -> None:
        """By the Exit button of the header."""
        self.hands.press(self.scope.get_by_role("banner").get_by_role("button", name="Exit"))
        dialog = self.scope.get_by_role("dialog", name="Leave the course?")
        self.hands.press(dialog.get_by_role("button", name="Leave", exact=True))


def path(scenario: Scenario, safe: bool = True) -> tuple[str, ...]:
    """The choices of a shortest way to a safe end."""
    nodes = {node.id: node for node in scenario.nodes}
    ways: list[tuple[str, tuple[str, ...]]] = [(scenario.start, ())]
    seen = {scenario.start}
    while ways:
        at, way = ways.pop(0)
        if nodes[at].end is not None and nodes[at].safe is safe:
            return way
        for choice in nodes[at].choices:
            if choice.next not in seen:
                seen.add(choice.next)
                ways.append((choice.next, (*way, choice.id)))
    raise AssertionError("no such end")
