"""Random requests to all resources: never an answer that tells of a bug of ours, never a stored invalid statement.

`LRS_SEED=17` repeats a run; `LRS_REQUESTS` says how many there are, of which each kind of database gets its part.
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Final

import pytest

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.lrs.fuzz.judge import check_store, strange
from tests.records.lrs.fuzz.requests import Requests
from tests.records.lrs.fuzz.wire import basic, send
from tests.records.lrs.loop import run

LOG: Final = logging.getLogger(__name__)
REQUESTS: Final = int(os.environ.get("LRS_REQUESTS", "3000")) // 2
SEED: Final = int(os.environ.get("LRS_SEED", "1"))
SLOW: Final = 3
"""Seconds of work, waiting for disks left out; nothing that is asked here has to take more than milliseconds."""


@pytest.fixture
def service(address: str) -> Iterator[Service]:
    made = Service(open_database(address))
    yield made
    made.close()


def credential(service: Service, *scopes: Scope, agency: str = "") -> str:
    database = service.database
    key, secret = database.write(
        lambda session: credentials.add(session, database.key, "test", scopes, service.clock(), agency=agency)
    ).result()
    return basic(key, secret)


def test_whatever_is_sent_is_answered_well_and_leaves_a_sound_store(service: Service) -> None:
    async def fuzzed() -> None:
        app = create_app(service)
        auth = credential(service, Scope.ALL)
        others = [credential(service, scope, agency=agency) for scope in Scope for agency in ("", "a")]
        requests = Requests(Random(SEED), auth, others)
        answers: Counter[int] = Counter()
        for number in range(REQUESTS):
            sent = requests.one()
            began = time.process_time()
            try:
                reply = await send(app, sent)
            except Exception as error:
                error.add_note(f"LRS_SEED={SEED}, request {number} of {service.database.name}: {sent}")
                raise
            took = time.process_time() - began
            wrong = strange(sent, reply) or (f"took {took:.1f} s" if took > SLOW else None)
            assert wrong is None, f"LRS_SEED={SEED}, request {number} of {service.database.name}: {wrong}\n{sent}"
            answers[reply.status] += 1
        kept = await check_store(app, service, auth)
        assert [room.used for room in (service.budget, service.strangers, service.answers)] == [0, 0, 0]
        LOG.info("%s: %d statements kept; answers %s", service.database.name, kept, sorted(answers.items()))
        assert min(answers[status] for status in (200, 204, 400, 404)) > REQUESTS / 100, "they were all alike"

    run(fuzzed())
