"""Results of the store's threads reach the loop: each its own, all of them, by few wake-ups."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

import pytest

from builder.records.lrs.arrivals import Arrivals
from tests.records.lrs.loop import run


def run_in_thread(*steps: Callable[[], None]) -> None:
    def work() -> None:
        for step in steps:
            step()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_each_waits_for_its_own_result_and_the_loop_is_woken_once() -> None:
    async def scene() -> tuple[list[int], int]:
        loop = asyncio.get_running_loop()
        arrivals = Arrivals(loop)
        futures: list[Future[int]] = [Future() for _ in range(50)]
        waiting = [arrivals.wait_for(future) for future in futures]
        woken = 0
        wake = loop.call_soon_threadsafe

        def counted(*arguments: object) -> object:
            nonlocal woken
            woken += 1
            return wake(*arguments)  # type: ignore[arg-type]

        loop.call_soon_threadsafe = counted  # type: ignore[method-assign, assignment]
        run_in_thread(*(partial(future.set_result, number) for number, future in enumerate(futures)))
        return [await one for one in waiting], woken

    found, woken = run(scene())
    assert found == list(range(50))
    assert woken == 1


def test_an_error_goes_to_the_one_who_waits_for_it() -> None:
    async def scene() -> None:
        arrivals = Arrivals(asyncio.get_running_loop())
        good, bad = Future[str](), Future[str]()
        first, second = arrivals.wait_for(good), arrivals.wait_for(bad)
        run_in_thread(partial(bad.set_exception, KeyError("no")), partial(good.set_result, "yes"))
        assert await first == "yes"
        with pytest.raises(KeyError):
            await second

    run(scene())


def test_what_was_done_before_anybody_waited_and_what_nobody_waits_for_any_more() -> None:
    async def scene() -> None:
        arrivals = Arrivals(asyncio.get_running_loop())
        done, late, last = Future[int](), Future[int](), Future[int]()
        done.set_result(1)
        assert await arrivals.wait_for(done) == 1
        given_up, still = arrivals.wait_for(late), arrivals.wait_for(last)
        given_up.cancel()
        run_in_thread(partial(late.set_result, 2), partial(last.set_result, 3))
        assert await still == 3

    run(scene())


def test_a_loop_that_is_closed_harms_nobody() -> None:
    late = Future[int]()

    async def scene() -> None:
        Arrivals(asyncio.get_running_loop()).wait_for(late)

    run(scene())
    late.set_result(1)
