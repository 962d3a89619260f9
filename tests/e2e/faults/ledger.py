"""What a learner has done, and what of it the course has said to be saved."""

from __future__ import annotations

from dataclasses import dataclass, field

Response = tuple[str, ...]


@dataclass
class Deed:
    """Something done once: what was given, in which sitting, and whether the course has said that it is saved."""

    value: Response
    sitting: int
    saved: bool = False


@dataclass
class Ledger:
    """Deeds by name, as in `question:<id>` and `page:<anchor>`; `item:<id>` is of the attempt begun last."""

    deeds: dict[str, list[Deed]] = field(default_factory=dict)
    story: list[str] = field(default_factory=list)
    """All steps and faults, to be read when a run fails."""
    sitting: int = 0

    def did(self, name: str, value: Response = ()) -> None:
        self.deeds.setdefault(name, []).append(Deed(value, self.sitting))
        self.story.append(f"did {name} {' '.join(value)}")

    def said_saved(self) -> None:
        """The course says that all is saved: all that was done in this sitting, since it knows of no other."""
        for deed in self.all():
            deed.saved = deed.saved or deed.sitting == self.sitting
        self.story.append("  saved")

    def begun(self) -> None:
        """A new attempt at the test: the answers of the last one are no longer asked for."""
        for name in [name for name in self.deeds if name.startswith("item:")]:
            del self.deeds[name]
        self.did("started")

    def all(self) -> list[Deed]:
        return [deed for deeds in self.deeds.values() for deed in deeds]

    def of(self, kind: str) -> dict[str, list[Deed]]:
        """The deeds of a kind, by what follows it."""
        parts = {name: name.partition(":") for name in self.deeds}
        return {part[2]: self.deeds[name] for name, part in parts.items() if part[0] == kind}


def allowed(deeds: list[Deed]) -> list[Response]:
    """What may stand there later: what was saved last, or what was given after it."""
    saved = [place for place, deed in enumerate(deeds) if deed.saved]
    return [deed.value for deed in deeds[saved[-1] if saved else 0 :]] + ([] if saved else [()])
