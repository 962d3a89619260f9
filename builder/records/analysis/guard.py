"""What analysts' SQL may be: one SELECT over the views, seen before it runs as DuckDB's own parser understands it.

The engine itself is shut in as well (engines/duckdb.py); this says in plain words why something is refused, and stops
what a shut-in engine would still do: write into the folders it may read, tell its settings, sleep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

import duckdb

from builder.course.validate.near import nearest
from builder.records.lake.refusals import Refused

LONGEST: Final = 1_000_000
DEEPEST: Final = 200
"""Brackets in brackets: DuckDB's parser has no end of its own before that of the stack."""
EXPLAIN: Final = re.compile(r"\s*explain\s+(?:analyze\s+)?", re.IGNORECASE)
QUERIES: Final = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
"""Other queries, though they stand in a SELECT, write: INSERT, UPDATE, DELETE and COPY behind WITH."""
TABLES: Final = frozenset(
    {"BASE_TABLE", "TABLE_FUNCTION", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY", "PIVOT", "SHOW_REF"}
)
PARTS: Final = frozenset(
    {
        *("ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER"),
        *("ORDER_DEFAULT", "ASCENDING", "DESCENDING"),
    }
)
TABLE_FUNCTIONS: Final = frozenset({"generate_series", "json_each", "json_tree", "range", "repeat", "unnest"})
"""Those that make rows of what they are given; all others read files, settings or SQL, or change something."""
REFUSED: Final = frozenset(
    {
        *("current_setting", "getenv", "getvariable", "pg_get_viewdef", "json_serialize_plan"),
        *("currval", "nextval", "setval", "setseed", "write_log", "sleep_ms", "pg_sleep"),
    }
)
"""Functions of a value that tell more than rows, or do more than compute."""
INTERNAL: Final = "__internal"
NAME: Final = re.compile(r"(?!(?:pg|duckdb|sqlite|pragma)_)\w+", re.IGNORECASE)
"""What a WITH may be called: nothing that would be a file or a table of the system where the WITH does not reach."""


class NotAllowed(Refused):
    """SQL that does more than ask, or asks something that is no view."""


class Parser(Protocol):
    """A connection of DuckDB, as far as it reads SQL."""

    def extract_statements(self, query: str) -> list[Any]: ...

    def execute(self, query: str, parameters: object = None) -> Any: ...


def check(sql: str, views: Iterable[str], parser: Parser) -> None:
    """NotAllowed unless it is one SELECT over the views; duckdb.ParserException where it is no SQL."""
    if len(sql) > LONGEST:
        raise NotAllowed(f"the SQL has more than {LONGEST:,} characters", "ask for less at once")
    if _depth(sql) > DEEPEST:
        raise _too_deep()
    statements = parser.extract_statements(sql)
    if len(statements) != 1:
        told = "there is no SQL" if not statements else f"these are {len(statements)} statements"
        raise NotAllowed(told, "give one SELECT")
    explained = _type(statements[0]) == duckdb.StatementType.EXPLAIN
    _look(_tree(EXPLAIN.sub("", sql, 1) if explained else sql, parser), frozenset(views))


def _type(statement: Any) -> duckdb.StatementType:
    try:
        found: duckdb.StatementType = statement.type
    except ValueError as error:  # a kind that DuckDB has no word for in Python, as UPDATE EXTENSIONS
        raise NotAllowed("only SELECT can be asked", "give one SELECT") from error
    if found == duckdb.StatementType.MULTI:
        raise NotAllowed("PIVOT has to know its columns", "name their values: PIVOT ... ON column IN ('a', 'b')")
    if found not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise NotAllowed(f"only SELECT can be asked, and this is {found.name.replace('_', ' ')}", "give one SELECT")
    return found


def _tree(sql: str, parser: Parser) -> Any:
    told = parser.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0][0]
    try:
        read = json.loads(told)
    except RecursionError as error:
        raise _too_deep() from error
    if read["error"] or len(read["statements"]) != 1:
        raise NotAllowed("only SELECT can be asked", "give one SELECT")
    return read["statements"][0]


def _look(tree: Any, views: frozenset[str]) -> None:
    nodes = tuple(_nodes(tree))
    named = frozenset(key.lower() for node in nodes for key in _withs(node))
    for name in named:
        if not NAME.fullmatch(name):
            raise NotAllowed(f"WITH cannot be called '{name}'", "call it by a word of letters and digits")
    for node in nodes:
        if "class" in node:
            _function(node)
        elif isinstance(kind := node.get("type"), str):
            _part(kind, node, views, named)


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    todo = [tree]
    while todo:
        found = todo.pop()
        if isinstance(found, dict):
            yield found
            todo += found.values()
        elif isinstance(found, list):
            todo += found


def _withs(node: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(listed := node.get("cte_map"), dict):
        yield from (one["key"] for one in listed["map"])


def _function(node: Mapping[str, Any]) -> None:
    name = str(node.get("function_name", "")).lower()
    if name in REFUSED or name.startswith(INTERNAL):
        raise NotAllowed(f"the function {name} is not for asking", "leave it out")


def _part(kind: str, node: Mapping[str, Any], views: frozenset[str], named: frozenset[str]) -> None:
    if kind not in QUERIES | TABLES | PARTS:
        word = kind.removesuffix("_QUERY_NODE").replace("_", " ")
        raise NotAllowed(f"only SELECT can be asked, and in this is {word}", "leave it out")
    if kind == "BASE_TABLE":
        _table(node, views, named)
    elif kind == "TABLE_FUNCTION" and (name := node["function"]["function_name"].lower()) not in TABLE_FUNCTIONS:
        raise NotAllowed(f"the function {name} cannot be asked for rows", f"ask the views: {', '.join(sorted(views))}")
    elif kind == "SHOW_REF" and node["query"] is None:
        raise NotAllowed("SHOW is not for asking", "`records query` without SQL lists the views; DESCRIBE tells one")


def _table(node: Mapping[str, Any], views: frozenset[str], named: frozenset[str]) -> None:
    path = [str(part) for part in node["qualified_name"]["path"]]
    name = ".".join(path)
    if len(path) != 1 or node.get("schema_name") or node.get("catalog_name"):
        raise NotAllowed(f"'{name}' is no view", f"write a view's name alone, as in FROM {_near(path[-1], views)}")
    if name.lower() not in views | named:
        near = nearest(name, views | named)
        there = f"did you mean '{near}'?" if near else f"there are: {', '.join(sorted(views))}"
        raise NotAllowed(f"there is no view '{name}'", there)


def _near(name: str, views: frozenset[str]) -> str:
    return nearest(name, views) or "statements"


def _depth(sql: str) -> int:
    depth = deepest = 0
    for char in sql:
        if char in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")]}":
            depth -= 1
    return deepest


def _too_deep() -> NotAllowed:
    return NotAllowed("the SQL is nested too deeply", "give steps names: WITH step AS (SELECT ...) SELECT ...")
