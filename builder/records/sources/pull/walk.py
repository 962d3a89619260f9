"""The way through an LRS: question after question, page after page, until nothing is left that it has not told.

By xAPI one question is enough: `since`, ascending, and `more` as long as there is one. But stores lose `more`, repeat
pages, never end, or tell the newest first. So a question is asked again from where the last one ended, until that
brings nothing more; and the cursor moves only over what is certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from builder.records.sources.pull.failed import Failed, Lost, Passing, TooLarge, Unreachable
from builder.records.sources.pull.order import Order
from builder.records.sources.pull.page import Page, Raw
from builder.records.sources.pull.pages import MILLISECOND, Got, Pages
from builder.records.sources.pull.place import MOST_SEEN, OVERLAP, Place
from builder.records.sources.pull.words import AGAIN

STALE: Final = 25
"""Pages in a row that bring nothing."""
STUCK: Final = 6
"""Questions in a row that lead nowhere, each for twice as many statements."""
SHORT: Final = 5
"""Pages that are small, since one was too large, before larger ones are tried again."""
FULL: Final = 50
"""Statements: what has fewer is hardly a page that was cut off."""
LESS: Final = 4
"""Times fewer statements are asked for when an answer is too large."""

Told = tuple[tuple[Raw, ...], Place]
"""Statements that are new, and where to go on once these are kept."""


class Repeats(Failed):
    """The LRS gives the same again."""

    def __init__(self) -> None:
        super().__init__(
            "the store gives the same page again and again",
            "what it gave before is kept; ask its support: `more` of GET statements does not lead on",
        )


LOST: Final = Lost("the store does not find the next page, whose address it gave itself", AGAIN)


@dataclass
class Chain:
    """What one question and its `more` brought; `ended` when the LRS says that there is no more."""

    low: int | None
    high: int | None
    ended: bool = False
    reason: Failed | None = None
    count: int = 0
    fresh: int = 0
    first: int = 0
    pages: int = 0
    newest: int | None = None
    oldest: int | None = None
    stale: int = 0
    visited: set[object] = field(default_factory=set)

    page_oldest: int | None = None
    """Of the last page."""

    @property
    def strays(self) -> bool:
        """Whether the LRS told what was not asked for: it does not look at since or until."""
        below = self.low is not None and self.oldest is not None and self.oldest < self.low
        above = self.high is not None and self.newest is not None and self.newest > self.high + 2 * MILLISECOND
        return below or above

    @property
    def is_one_moment(self) -> bool:
        """Whether it is one page of what was stored at the same time: there may be more that no question brings."""
        whole = self.ended and self.pages == 1 and self.count >= FULL
        return whole and None not in (self.newest, self.oldest) and self.newest == self.oldest

    def add(self, page: Page, fresh: int) -> None:
        """Another page."""
        stored = [one.stored for one in page.statements if one.stored is not None]
        newest, oldest = greatest(self.newest, *stored), least(self.oldest, *stored)
        moved = (newest, oldest) != (self.newest, self.oldest)
        self.stale = 0 if fresh or moved else self.stale + 1
        self.first = self.first if self.pages else len(page.statements)
        self.pages += 1
        self.newest, self.oldest, self.page_oldest = newest, oldest, least(*stored)
        self.count += len(page.statements)
        self.fresh += fresh


class Walk:
    """From a place on; `limit` statements a page are asked for."""

    def __init__(self, pages: Pages, place: Place, limit: int) -> None:
        self._pages = pages
        self._asked = self._limit = limit
        self._sizes = defaultdict[int, set[int]](set)
        self._recent: dict[str, int | None] = dict.fromkeys(place.seen)
        self._began: int | None = None
        self._begin(place)

    def __iter__(self) -> Iterator[Told]:
        """Failed where it cannot go on; what it told before stays true."""
        if self._start.until is not None:
            yield from self._stage()
            self._begin(self._done())
        yield from self._stage()

    def _begin(self, place: Place) -> None:
        """A stage: all that was stored after since, and, where the newest came first, up to where that broke off."""
        self._start = place
        self._newest, self._oldest = place.newest, place.until
        self._bound: int | None = None
        self._blind = False
        self._order = Order()

    def _stage(self) -> Iterator[Told]:
        low, high, stuck = self._start.since, self._start.until, 0
        while True:
            chain = Chain(low, high)
            yield from self._chain(chain)
            if self._is_over(chain):
                break
            before = (low, high)
            low, high = self._further(chain)
            if (low, high) != before:
                stuck = 0
                self._limit = max(self._limit, min(self._asked, self._limit * LESS))
            elif self._is_all(chain):
                beyond = greatest(low, chain.newest if chain.is_one_moment else None)
                if beyond == low:
                    break
                low = beyond
            elif isinstance(chain.reason, TooLarge) and self._limit > 1:
                self._limit = max(1, self._limit // LESS)
            elif (stuck := stuck + 1) > STUCK and not chain.ended:
                raise chain.reason or Repeats()
            elif stuck > STUCK:
                break
            else:
                self._limit *= 2
        yield (), self._done()

    def _is_over(self, chain: Chain) -> bool:
        """Whether it is about what was stored since we came: that is for the next pull.

        A busy store tells the time as it was seconds ago, and what came just before us is for this one.
        """
        oldest, began = chain.page_oldest, self._began
        return self._order.ascending and oldest is not None and began is not None and oldest > began + OVERLAP

    def _is_all(self, chain: Chain) -> bool:
        """Whether a question that led nowhere was answered wholly."""
        if chain.ended:
            return chain.count < self._limit or chain.pages > 1 or chain.strays
        cut = chain.first >= self._limit or self._is_usual(chain.first)
        return isinstance(chain.reason, Repeats) and not (chain.fresh or chain.strays or cut)

    def _is_usual(self, count: int) -> bool:
        """Whether a page of so many statements may be one that was cut off, though more were asked for."""
        return count >= FULL and len(self._sizes[count]) > 1

    def _further(self, chain: Chain) -> tuple[int | None, int | None]:
        """The bounds of the next question: at the edge of what this one brought, since many may be stored at once."""
        low, high = chain.low, chain.high
        if chain.newest is not None and self._order.ascending:
            low = greatest(low, chain.newest - MILLISECOND)
        elif self._order.descending:
            high = least(high, chain.oldest)
        return low, high

    def _chain(self, chain: Chain) -> Iterator[Told]:
        target = self._pages.question(chain.low, chain.high, self._limit)
        self._order.begin()
        while True:
            got = self._get(chain, target)
            if got is None:
                return
            if got.page.statements and _mark(got.page) in chain.visited:
                chain.reason = Repeats()
                return
            fresh = self._fresh(got.page)
            chain.add(got.page, len(fresh))
            chain.visited |= {target, _mark(got.page)}
            self._see(got)
            yield fresh, self._now()
            if got.page.more is None or (chain.stale >= STALE and not got.page.statements):
                chain.ended = True
                return
            if chain.stale >= STALE:
                chain.reason = Repeats()
                return
            if self._is_over(chain) or (self._limit < self._asked and chain.pages >= SHORT):
                return
            target = self._pages.next(got.page.more, target)

    def _get(self, chain: Chain, target: str) -> Got | None:
        """None where the chain breaks, and another question may help."""
        if target in chain.visited:
            chain.reason = Repeats()
            return None
        try:
            return self._pages.get(target)
        except TooLarge as problem:
            if self._limit == 1:
                raise
            chain.reason = problem
        except (Lost, Passing) as problem:
            if not chain.pages or isinstance(problem, Unreachable) or getattr(problem, "wait", None) is not None:
                raise
            chain.reason = LOST if isinstance(problem, Lost) else problem
        return None

    def _fresh(self, page: Page) -> tuple[Raw, ...]:
        found = tuple({one.key: one for one in page.statements if one.key not in self._recent}.values())
        self._recent |= {one.key: one.stored for one in page.statements}
        for key in list(self._recent)[: max(0, len(self._recent) - 2 * MOST_SEEN)]:
            del self._recent[key]
        return found

    def _see(self, got: Got) -> None:
        self._began = got.at if self._began is None else self._began
        if (size := len(got.page.statements)) < self._limit:
            self._sizes[size].add(_mark(got.page))
        times = [one.stored for one in got.page.statements if one.stored is not None]
        self._blind |= len(times) < len(got.page.statements)
        self._order.see(times)
        self._newest, self._oldest = greatest(self._newest, *times), least(self._oldest, *times)
        if times and max(times) > got.known_until:
            self._bound = least(self._bound, got.known_until)

    def _now(self) -> Place:
        """In the middle of a stage."""
        start, place = self._start, self._start
        if self._order.descending:
            place = Place(start.since, self._oldest, self._newest)
        elif self._order.ascending and start.until is None:
            place = self._up_to(self._newest)
        return place

    def _done(self) -> Place:
        """At the end of a stage."""
        return self._up_to(self._began if self._newest is None and self._blind else self._newest)

    def met_again(self, place: Place) -> Place:
        """A place that was just told, with what will be met again from there; costs more than a page."""
        return place.with_seen(self._recent.items())

    def _up_to(self, newest: int | None) -> Place:
        reached = least(newest, self._bound)
        return Place(greatest(self._start.since, None if reached is None else reached - OVERLAP))


def least(*times: int | None) -> int | None:
    """Of those that are known."""
    return min((time for time in times if time is not None), default=None)


def greatest(*times: int | None) -> int | None:
    """Of those that are known."""
    return max((time for time in times if time is not None), default=None)


def _mark(page: Page) -> int:
    """Tells pages apart."""
    return hash(tuple(one.key for one in page.statements))
