"""One run: a learner works through a few sittings while things go wrong; afterwards nothing may be missing."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any, Final

from tests.e2e.conftest import crash
from tests.e2e.faults.learner import Learner
from tests.e2e.faults.ledger import allowed
from tests.e2e.faults.world import FAULTS, World
from tests.e2e.lms.records import items

RANK: Final = ("not attempted", "incomplete", "failed", "completed", "passed")


def play(world: World) -> None:
    """All sittings with their faults."""
    random = world.random
    for _ in range(random.randint(2, 3)):
        if random.random() < 0.2:
            world.update()
        learner = world.open(delay_ms=4000 if random.random() < 0.15 else 0)
        for _ in range(random.randint(3, 6)):
            learner.act()
            if random.random() < 0.45:
                fault = random.choice(list(FAULTS))
                world.ledger.story.append(f"! {fault}")
                FAULTS[fault](world, learner)
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
    learner.wait(9000)
    assert learner.call("phase") == "saved", f"a quiet sitting is not saved: {learner.call('said')}"
    course_remembers(world, learner)
    lms_remembers(world)


def course_remembers(world: World, learner: Learner) -> None:
    found: dict[str, Any] = learner.call("read")
    there = {question.id for question in learner.course.questions}
    for question, deeds in world.ledger.of("question").items():
        if question in there:
            given = tuple(found["questions"][question])
            assert given in allowed(deeds), f"{question}: {given} stands there, not one of {allowed(deeds)}"
    if any(deed.saved for deed in world.ledger.of("ack").get("understood", [])):
        assert "understood" in found["confirmed"], "a confirmation was lost"
    known = {page.anchor for page in learner.course.pages}
    for anchor, deeds in world.ledger.of("page").items():
        if anchor in known and any(deed.saved for deed in deeds):
            assert seen(learner, anchor), f"that the page {anchor} was read is lost"
    attempt_remains(world, learner)


def seen(learner: Learner, anchor: str) -> bool:
    script = """anchor => {
      const link = document.querySelector(`#menu_ ol ol a[href="#${anchor}"]`);
      return !link || link.closest("li").classList.contains("done");
    }"""
    return bool(learner.frame.evaluate(script, anchor))


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


def lms_remembers(world: World) -> None:
    record = world.lms.record()
    ranks = [RANK.index(status) for status, _ in record.history]
    assert ranks == sorted(ranks), f"the status went back: {[s for s, _ in record.history]}"
    scores = [float(raw) for _, raw in record.history if raw]
    assert scores == sorted(scores), f"the score went down: {scores}"
    written = Counter(entry["id"] for entry in items(record.stored["interactions"]))
    for question, deeds in world.ledger.of("question").items():
        count, saved = written[question], sum(deed.saved for deed in deeds)
        assert count <= len(deeds), f"{question} was answered {len(deeds)} times and written {count} times"
        assert count >= saved, f"of {saved} saved answers to {question} the LMS has {count}"
    submitted = world.ledger.deeds.get("submitted", [])
    answered = sum(count for name, count in written.items() if name.startswith("item-"))
    assert 4 * sum(deed.saved for deed in submitted) <= answered <= 4 * len(submitted), (
        f"{answered} answers of the test"
    )
