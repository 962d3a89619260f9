"""Good and bad statements, ordered by the requirements of the specification, for both versions.

Each is there for a Statement and once more, where it makes sense, for the same as a SubStatement. Those that tell an
id tell one of their own.
"""

from collections.abc import Iterator
from typing import Final

from tests.records.xapi.cases import actor, context, interaction, objects, rest, result, shape, two, verb
from tests.records.xapi.statements import BASE, Case, changed

PARTS: Final = (shape, actor, verb, objects, interaction, result, context, rest, two)
OF_STATEMENTS: Final = {"id", "stored", "authority", "version"}


def _alike(case: Case) -> Iterator[Case]:
    """The case, and the same in a SubStatement: it follows all requirements of statements (2.4.4.3)."""
    yield case
    statement = case.statement
    holds_one = isinstance(statement.get("object"), dict) and statement["object"].get("objectType") == "SubStatement"
    if not holds_one and not OF_STATEMENTS & statement.keys():
        path = None if case.path is None else ".".join(filter(None, ("object", case.path)))
        outer = changed(BASE, object={"objectType": "SubStatement", **statement})
        yield case._replace(name=f"{case.name}, in a SubStatement", statement=outer, path=path)


def _clause(case: Case) -> tuple[int, ...]:
    return tuple(int(number) for number in case.requirement.split("."))


CASES: Final[tuple[Case, ...]] = tuple(
    sorted((alike for part in PARTS for case in part.CASES for alike in _alike(case)), key=_clause)
)
