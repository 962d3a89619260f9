"""All that an LRS has, into steps: what came before it failed is kept."""

from __future__ import annotations

from functools import partial

from builder.records.sources.pull.client import Access
from builder.records.sources.pull.failed import Failed
from builder.records.sources.pull.pages import Pages
from builder.records.sources.pull.place import Place
from builder.records.sources.pull.walk import Walk
from builder.records.sources.steps import Place as Told
from builder.records.sources.steps import Steps
from builder.records.sources.wanted import PAGE


def read_on(steps: Steps, access: Access, place: Place, pages: Pages, page_size: int = PAGE) -> None:
    """All that the LRS has from the place on; what came before it failed is kept."""
    steps.kept = place.told(access)
    try:
        walk = Walk(pages, place, page_size)
        for raws, further in walk:
            steps.add([raw.line for raw in raws], partial(_told, walk, further, access))
    except Failed:
        steps.flush()
        raise
    steps.flush()


def _told(walk: Walk, place: Place, access: Access) -> Told:
    return walk.met_again(place).told(access)
