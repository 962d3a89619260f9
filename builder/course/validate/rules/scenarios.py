"""Scenarios as graphs: every node can be reached, and every way leads to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.course.model.scenario import End, Scenario, Situation
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic


def unknown_start(draft: Draft) -> Iterator[Diagnostic]:
    """C601."""
    for part in _graphs(draft):
        nodes = [node.id for node in part.model.nodes]
        if part.complete("start") and part.model.start not in nodes:
            text = f"there is no node '{part.model.start}' to start with"
            yield part.problem("C601", ("start",), text, hint(part.model.start, nodes))


def unknown_next(draft: Draft) -> Iterator[Diagnostic]:
    """C602."""
    for part in _graphs(draft):
        nodes = [node.id for node in part.model.nodes]
        for number, node in enumerate(part.model.nodes):
            for place, choice in enumerate(node.choices if isinstance(node, Situation) else ()):
                if choice.next not in nodes:
                    where = ("nodes", number, "choices", place, "next")
                    yield part.problem("C602", where, f"there is no node '{choice.next}'", hint(choice.next, nodes))


def no_end(draft: Draft) -> Iterator[Diagnostic]:
    """C605."""
    for part in _graphs(draft):
        if not _ends(part.model):
            text = f"the scenario '{part.model.id}' has no end"
            yield part.problem(
                "C605", part.document.at_key(("nodes",)), text, "add a node with `end:`, `safe:` and `preserved:`"
            )


def unreachable(draft: Draft) -> Iterator[Diagnostic]:
    """C603."""
    for part in _graphs(draft):
        ways = _ways(part.model)
        if not _known(ways) or part.model.start not in ways or part.model.start in _endless(part.model, ways):
            continue
        reached = _closure([part.model.start], ways)
        for number, node in enumerate(part.model.nodes):
            if node.id not in reached:
                text = f"no choice leads to the node '{node.id}'"
                advice = "lead a choice to it with `next:`, or remove it"
                yield part.problem("C603", ("nodes", number, "id"), text, advice)


def no_way_out(draft: Draft) -> Iterator[Diagnostic]:
    """C604."""
    for part in _graphs(draft):
        ways = _ways(part.model)
        endless = _endless(part.model, ways) if _known(ways) else []
        if not endless:
            continue
        nodes = "node" if len(endless) == 1 else "nodes"
        names = ", ".join(f"'{id}'" for id in endless)
        text = f"from the {nodes} {names} no end can be reached"
        where = ("nodes", list(ways).index(endless[0]), "id")
        yield part.problem("C604", where, text, "lead one of the choices there towards an end")


def _endless(scenario: Scenario, ways: Mapping[str, list[str]]) -> list[str]:
    """The nodes from which learners would go round and round; none where there is no end at all."""
    ends = [node.id for node in _ends(scenario)]
    back: dict[str, list[str]] = {id: [] for id in ways}
    for id, following in ways.items():
        for next_id in following:
            back[next_id].append(id)
    finite = _closure(ends, back)
    return [id for id in ways if id not in finite] if ends else []


def few_safe_ends(draft: Draft) -> Iterator[Diagnostic]:
    """C606 and C607."""
    for part in _graphs(draft):
        ends = _ends(part.model)
        safe = [place for place, node in enumerate(part.model.nodes) if isinstance(node, End) and node.safe]
        if ends and not safe:
            text = f"no end of the scenario '{part.model.id}' is safe"
            yield part.problem(
                "C606", part.document.at_key(("nodes",)), text, "give it ends with `safe: true`, better several"
            )
        elif len(safe) == 1:
            text = f"the scenario '{part.model.id}' has only one safe end, so it looks as if one way were right"
            yield part.problem("C607", ("nodes", safe[0], "safe"), text, "give it another end with `safe: true`")


def _graphs(draft: Draft) -> Iterator[Part[Scenario]]:
    return (part for part in draft.scenarios if part.all_items("nodes"))


def _ends(scenario: Scenario) -> list[End]:
    return [node for node in scenario.nodes if isinstance(node, End)]


def _ways(scenario: Scenario) -> dict[str, list[str]]:
    return {
        node.id: [choice.next for choice in node.choices] if isinstance(node, Situation) else []
        for node in scenario.nodes
    }


def _known(ways: Mapping[str, list[str]]) -> bool:
    """Whether every choice leads to a node that exists; if not, that is told, and what would follow is not."""
    return all(node in ways for following in ways.values() for node in following)


def _closure(begin: Iterable[str], ways: Mapping[str, Any]) -> set[str]:
    reached: set[str] = set()
    waiting = list(begin)
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += ways[node]
    return reached
