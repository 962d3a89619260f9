"""Who calls, and what that credential may do (Part Three 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from builder.records.lrs.incoming import NOBODY, Writer
from builder.records.lrs.refused import Refused
from builder.records.lrs.scope import Launch, Scope
from builder.records.lrs.store.search import Reader


@dataclass(frozen=True, slots=True)
class Principal:
    """A credential that was shown; `agency` is empty when it is bound to none.

    Of a launch, key and name are those of the credential that launched: on its behalf the course writes.
    """

    key: str
    name: str
    scopes: frozenset[Scope]
    agency: str = NOBODY
    launch: Launch | None = None

    def may(self, *any_of: Scope) -> bool:
        """Whether one of the scopes was given, or the one that holds all."""
        return Scope.ALL in self.scopes or not self.scopes.isdisjoint(any_of)

    def require(self, *any_of: Scope) -> None:
        """Refuses the call when none of them was given."""
        if not self.may(*any_of):
            raise Refused(
                HTTPStatus.FORBIDDEN, f"this credential may not do it: it needs one of the scopes {', '.join(any_of)}"
            )

    @property
    def writer(self) -> Writer:
        return Writer(
            credential=self.key,
            agency=self.agency,
            may_define=self.may(Scope.DEFINE),
            may_void=self.may(),  # others' statements; a launch voids none at all
        )

    @property
    def reader(self) -> Reader:
        """What it may read of statements; ask `may` first."""
        everything = self.may(Scope.ALL_READ, Scope.STATEMENTS_READ)
        return Reader(agency=self.agency or None, credential=None if everything else self.key, launch=self.launch)

    def authority(self, home: str) -> dict[str, Any]:
        """The agent that vouches for what it stores (Part Two 2.4.9); `home` is the address of the store."""
        return {"objectType": "Agent", "name": self.name, "account": {"homePage": home, "name": self.key}}
