"""What assistive technology is told of each type of question: its accessibility tree, before and after answers.

`pytest tests/e2e/test_gallery_tree.py --update-golden` writes the files anew; read the difference before you keep it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.course.resolved import Question, QuestionType
from tests.e2e.answers import is_opinion, right, wrong
from tests.e2e.conftest import GALLERY, Desk
from tests.e2e.player import Player

pytestmark = pytest.mark.browser
TREES = Path(__file__).parent / "trees"
SAME_ORDER = "Math.random = () => 0.5;"
"""Answers are shuffled by a seed that is drawn once."""


def trees(player: Player, question: Question) -> str:
    """The tree before an answer, after a wrong one and after a right one; of an opinion after it was sent."""
    form = player.form(question)
    found = {"unanswered": form.aria_snapshot()}
    for state, answer in (("sent", right),) if is_opinion(question) else (("wrong", wrong), ("right", right)):
        player.answer(question, answer(question))
        found[state] = form.aria_snapshot()
    return "\n".join(f"# {state}\n{tree}\n" for state, tree in found.items())


def test_each_type_of_question(desk: Callable[..., Desk], request: pytest.FixtureRequest) -> None:
    here = desk(GALLERY)
    page = here.tab()
    page.context.add_init_script(SAME_ORDER)
    player, _ = here.open_alone(here.lms.content("course"), page)
    update = request.config.getoption("--update-golden")
    seen: set[QuestionType] = set()
    differences: list[str] = []
    player.menu("Questions to choose in")
    for one in here.course.modules[2].lessons:
        for course_page in one.pages:
            player.at(course_page.title)
            for block in course_page.blocks:
                if isinstance(block, Question) and block.type not in seen:
                    seen.add(block.type)
                    differences += difference(TREES / f"{block.type}.txt", trees(player, block), update)
            player.next()
    assert len(seen) == 12
    assert not differences, "\n".join(differences)


def difference(path: Path, now: str, update: bool) -> list[str]:
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, "utf-8")
    kept = path.read_text("utf-8") if path.exists() else ""
    return list(difflib.unified_diff(kept.splitlines(), now.splitlines(), path.name, "now", lineterm=""))
