"""What a launched course may do: tell of its learner, keep its own state, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final, NoReturn

from builder.records.lrs.http.call import Call
from builder.records.lrs.http.params import agent_of
from builder.records.lrs.incoming import Incoming
from builder.records.lrs.principal import Principal
from builder.records.lrs.refused import Refused
from builder.records.lrs.scope import Launch, Scope

STATEMENTS: Final = "statements"
STATE: Final = "activities/state"
AGENT_PROFILE: Final = "agents/profile"
OF_A_COURSE: Final = (STATEMENTS, STATE, AGENT_PROFILE)
"""What cmi5 courses use beside `about`, which is open to all."""
LMS: Final = "LMS."
"""How the names of State documents begin that only the LMS writes (cmi5 10)."""
SCOPES: Final = frozenset({Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ, Scope.STATE, Scope.PROFILE})


def check(call: Call) -> None:
    """Refuses what the launch is not for; statements that are sent are looked at by `check_statements`."""
    launch = call.principal.launch
    if launch is None:
        return
    if call.resource not in OF_A_COURSE:
        _refuse(f"a launched course may use {', '.join(OF_A_COURSE)} only")
    if call.resource == STATEMENTS:
        return
    if agent_of(call) not in (launch.actor, None):
        _refuse("agent: this launch is for another learner")
    if call.resource == STATE:
        _check_state(call, launch)


def _check_state(call: Call, launch: Launch) -> None:
    if launch.activity is not None and call.params.get("activityId", launch.activity) != launch.activity:
        _refuse("activityId: this launch is for another activity")
    if launch.registration is not None and call.params.get("registration", "").lower() != launch.registration:
        _refuse("registration: it must be that of the launch")
    if call.method in ("GET", "HEAD"):
        return
    name = call.params.get("stateId")
    if name is None and call.method == "DELETE":
        _refuse("a launched course deletes its documents one by one: give stateId")
    if name is not None and name.startswith(LMS):
        _refuse(f"stateId: documents whose name begins with {LMS} are the LMS's to write")


def check_statements(principal: Principal, statements: Iterable[Incoming]) -> None:
    """Refuses those of others, and those that void."""
    if principal.launch is None:
        return
    for statement in statements:
        if not principal.launch.owns(statement.data):
            _refuse("actor, context.registration: they must be those of the launch")
        if statement.voids is not None:
            _refuse("verb: a launched course may not void statements")


def _refuse(text: str) -> NoReturn:
    raise Refused(HTTPStatus.FORBIDDEN, text)
