"""Pulls an LRS into a lake: from where it was left, step by step, with the place at which the next pull goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.lake.writer import Writer
from builder.records.sources.into_lake import into
from builder.records.sources.pull.client import Access, Client
from builder.records.sources.pull.pages import Pages
from builder.records.sources.pull.place import Place, place_of
from builder.records.sources.pull.reading import read_on
from builder.records.sources.steps import Steps
from builder.records.sources.wanted import Heard, Notice, Wanted


def pull(lake: Lake, access: Access, wanted: Wanted, heard: Heard) -> Taken:
    """Failed where the LRS does not go on; what came before that is in the lake, and the next goes on there."""
    with closing(Client(access)) as client:
        return _pulled(lake, Pages(client, heard.say, heard.sleep), access, wanted, heard)


def pull_first(make: Callable[[], Lake], access: Access, wanted: Wanted, heard: Heard) -> Taken:
    """Into a lake that is made once the LRS has answered: a wrong address or key leaves none behind."""
    with closing(Client(access)) as client:
        pages = Pages(client, heard.say, heard.sleep)
        pages.begin(pages.question(wanted.since, None, wanted.page_size))
        return _pulled(make(), pages, access, wanted, heard)


def _pulled(lake: Lake, pages: Pages, access: Access, wanted: Wanted, heard: Heard) -> Taken:
    with lake.writing() as writer:
        place = _start(writer, access, wanted, heard.say)
        steps = Steps(into(writer, wanted.source, wanted.agency), heard.count)
        read_on(steps, access, place, pages, wanted.page_size)
        return steps.taken


def _start(writer: Writer, access: Access, wanted: Wanted, say: Notice) -> Place:
    told = writer.lake.cursor(wanted.source)
    place = place_of(told, access)
    if wanted.since is not None:
        return Place(wanted.since)
    if wanted.everything:
        return Place()
    if told is not None and place is None:
        say(
            f"{wanted.source} was another store, or was read with another key: all of it is read again, and what is"
            " there already stays as it is"
        )
    return place or Place()


def source_of(endpoint: str) -> str:
    """What a lake calls an LRS that got no name: its host and path."""
    parts = urlsplit(endpoint)
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    return f"{host}{parts.path.rstrip('/')}"
