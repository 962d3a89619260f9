"""One run: a learner works through a few sittings while things go wrong; afterwards nothing may be missing."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.e2e.conftest import crash
from tests.e2e.faults.learner import Learner
from tests.e2e.faults.ledger import allowed
from tests.e2e.faults.world import ANYWHERE, World


def play(world: World) -> None:
    """All sittings with their faults."""
    random = world.random
    for _ in range(random.randint(2, 3)):
        if random.random() < 0.2:
            world.version = "1.1.0"
        learner = world.open(late=random.random() < 0.15)
        for _ in range(random.randint(3, 6)):
            learner.act()
            if random.random() < 0.45:
                faults = {**ANYWHERE, **world.faults}
                fault = random.choice(list(faults))
                world.ledger.story.append(f"! {fault}")
                faults[fault](world, learner)
            learner.wait(random.choice((0, 700, 2500, 7000)))
        leave(world, learner, random)
        world.calm()


def leave(world: World, learner: Learner, random: Random) -> None:
    """By the Exit button, by closing the window, or because the browser dies."""
    way = random.choice(("exit", "close", "crash"))
    world.ledger.story.append(f"! {way}")
    if way == "exit":
        learner.call("exit")
        learner.look()
    if way == "crash":
        crash(learner.page)
        learner.page.close()
    else:
        learner.page.close(run_before_unload=False)


def verify(world: World) -> None:
    """A quiet sitting afterwards: what was said to be saved is there, in the course and in the LMS."""
    learner = world.open()
    for _ in range(12):
        learner.wait(10_000)
        if learner.call("phase") == "saved":
            break
        learner.page.wait_for_timeout(150)
    gives_back = world.state() is not None
    assert (learner.call("phase") == "saved") == gives_back, f"a quiet sitting says: {learner.call('said')}"
    course_remembers(world, learner)
    world.verify()


def course_remembers(world: World, learner: Learner) -> None:
    found: dict[str, Any] = learner.call("read")
    there = {question.id for question in learner.course.questions}
    for question, deeds in world.ledger.of("question").items():
        if question in there:
            given = tuple(found["questions"][question])
            assert given in allowed(deeds), f"{question}: {given} stands there, not one of {allowed(deeds)}"
    if any(deed.saved for deed in world.ledger.of("ack").get("understood", [])):
        assert "understood" in found["confirmed"], "a confirmation was lost"
    pages_remain(world, learner)
    attempt_remains(world, learner)


def pages_remain(world: World, learner: Learner) -> None:
    """Read from the state: the menu tells it only of the lesson in sight."""
    state = world.state()
    if state is None:
        return
    section = state.split("*")[3]
    keys = {section[at : at + 4] for at in range(0, len(section), 4)}
    known = {page.anchor: page.key for page in learner.course.pages}
    for anchor, deeds in world.ledger.of("page").items():
        if anchor in known and any(deed.saved for deed in deeds):
            assert known[anchor] in keys, f"that the page {anchor} was read is lost"


def attempt_remains(world: World, learner: Learner) -> None:
    """The open attempt has its answers, as far as the course still has the items."""
    bank = {item.id for test in learner.course.tests for item in test.bank}
    items_ = {item: deeds for item, deeds in world.ledger.of("item").items() if item in bank}
    kept = {item: deeds for item, deeds in items_.items() if any(deed.saved for deed in deeds)}
    submitted = world.ledger.deeds.get("submitted", [])
    is_open = learner.call("screen") in ("item", "overview")
    if is_open or (kept and not submitted):
        assert is_open, f"the attempt with answers to {sorted(kept)} is gone"
        found = answers(learner)
        for item, deeds in kept.items():
            assert found.get(item) in allowed(deeds), f"{item}: {found.get(item)}, not one of {allowed(deeds)}"


def answers(learner: Learner) -> dict[str, tuple[str, ...]]:
    """Of all items of the open attempt, from the first to the last."""
    found: dict[str, tuple[str, ...]] = {}
    for place in range(4):
        while learner.call("item") is not None:
            learner.call("next")
        learner.call("move", place)
        found |= {id_: tuple(chosen) for id_, chosen in learner.call("items")}
    return found
