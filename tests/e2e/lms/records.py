"""What the LMS keeps of a learner, and what it gives to the next launch."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Version = Literal["1.2", "2004"]


GIVEN = (
    "cmi.learner_id",
    "cmi.learner_name",
    "cmi.credit",
    "cmi.mode",
    "cmi.entry",
    "cmi.exit",
    "cmi.session_time",
    "adl.nav.request",
)
"""Elements that each launch of SCORM 2004 begins anew."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API; `args` and `result` as text, `at` in milliseconds since 1970."""

    n: int
    call: str
    args: tuple[str, ...]
    result: str
    error: str
    at: int

    @property
    def element(self) -> str:
        return self.args[0] if self.args else ""


@dataclass(frozen=True, slots=True)
class Odd:
    """How an API differs from the book."""

    empty_reads: bool = False
    failing_commits: int = 0
    booleans: bool = False
    errors_throw: bool = False


@dataclass(frozen=True, slots=True)
class Launch:
    """How the course is opened: `other_origin` names the part of the page that comes from another origin."""

    learner: str = "learner-1"
    mode: Literal["normal", "browse", "review"] = "normal"
    credit: Literal["credit", "no-credit"] = "credit"
    api: bool = True
    delay_ms: int = 0
    odd: Odd | None = None
    frames: int = 1
    popup: bool = False
    other_origin: Literal["none", "course", "top"] = "none"
    given: tuple[tuple[str, str], ...] = ()
    """Elements that a SCORM 2004 LMS holds from the beginning."""


@dataclass
class Session:
    """One launch: its calls and what it stored."""

    launch: Launch
    start: Json
    calls: list[Call] = field(default_factory=list)
    stored: list[Json] = field(default_factory=list)
    finished: bool = False
    opened: bool = False

    def heard(self, calls: list[Json]) -> None:
        """Takes calls in; tests read them at any time, and a list that is being sorted looks empty."""
        new = (Call(**{**c, "args": tuple(c["args"])}) for c in calls)
        self.calls = sorted((*self.calls, *new), key=lambda call: call.n)

    @property
    def errors(self) -> list[Call]:
        """Calls that the LMS refused; that a value was never set is no refusal (SCORM 2004: 403)."""
        unset = ("GetValue", "403")
        return [c for c in self.calls if (c.error != "0" and (c.call, c.error) != unset) or c.result == "false"]

    def named(self, call: str, element: str | None = None) -> list[Call]:
        return [c for c in sorted(self.calls, key=lambda c: c.n) if c.call == call and element in (None, c.element)]

    def sets(self, element: str) -> list[str]:
        """All values set, in order."""
        return [c.args[1] for c in (*self.named("LMSSetValue", element), *self.named("SetValue", element))]

    @property
    def interactions(self) -> list[Json]:
        """The interactions that this session wrote, from its calls."""
        found: dict[int, Json] = {}
        for call in (*self.named("LMSSetValue"), *self.named("SetValue")):
            if match := re.fullmatch(r"cmi\.interactions\.(\d+)\.(.+)", call.element):
                found.setdefault(int(match[1]), {})[match[2]] = call.args[1]
        return [found[n] for n in sorted(found)]


@dataclass
class Record:
    """What the LMS holds of a learner between launches."""

    cmi: Json | None = None
    total_cs: int = 0
    sessions: list[Session] = field(default_factory=list)
    erase_on_completion: bool = False
    only_passed: bool = False
    """As Frappe: of a SCORM 1.2 course it knows no other end than `passed`."""
    mastery: int | None = None
    """As Moodle: a raw score decides, whatever the content has said."""
    history: list[tuple[str, str]] = field(default_factory=list)
    """Status and raw score of each store."""

    @property
    def stored(self) -> Json:
        assert self.cmi is not None, "nothing was stored"
        return self.cmi

    @property
    def core(self) -> Json:
        """The last stored `cmi.core`."""
        core: Json = self.stored["core"]
        return core

    def keep(self, session: Session, cmi: Json, final: bool) -> None:
        session.stored.append(cmi)
        if final and not session.finished:
            session.finished = True
            self.total_cs += centiseconds(cmi["core"]["session_time"]) if "core" in cmi else 0
        self.cmi = self._decided(cmi) if final else cmi
        if core := cmi.get("core"):
            self.history.append((core["lesson_status"], str(core.get("score", {}).get("raw", ""))))
            core["lesson_status"] = self._status(core, final)
        if self.erase_on_completion and self.cmi.get("core", {}).get("lesson_status") in ("passed", "completed"):
            self.cmi = {**cmi, "suspend_data": "", "core": {**cmi["core"], "lesson_location": ""}}

    def _status(self, core: Json, final: bool) -> str:
        status: str = core["lesson_status"]
        raw = str(core.get("score", {}).get("raw", ""))
        if final and self.mastery is not None and raw:
            return "passed" if float(raw) >= self.mastery else "failed"
        return "incomplete" if self.only_passed and status == "completed" else status

    def _decided(self, cmi: Json) -> Json:
        """As SCORM 2004 has it: where the LMS holds what passes, it decides by the scaled score."""
        passing, scaled = cmi.get("cmi.scaled_passing_score"), cmi.get("cmi.score.scaled")
        if passing is None or scaled is None:
            return cmi
        return cmi | {"cmi.success_status": "passed" if float(scaled) >= float(passing) else "failed"}

    def start2004(self, launch: Launch) -> Json:
        """The data of the next launch by element; without `suspend` the attempt has ended and its data is gone."""
        old = self.cmi or {}
        kept = {k: v for k, v in old.items() if k not in GIVEN} if old.get("cmi.exit") == "suspend" else {}
        return {
            "cmi.learner_id": launch.learner,
            "cmi.learner_name": 'O\'Hara & Søn, "Sam" <sam>',
            "cmi.credit": launch.credit,
            "cmi.mode": launch.mode,
            "cmi.entry": "resume" if kept else ("" if old else "ab-initio"),
            "cmi.completion_status": "unknown",
            "cmi.success_status": "unknown",
            **dict(launch.given),
            **kept,
        }

    def start(self, launch: Launch) -> Json:
        """The data of the next launch; without `suspend` the attempt has ended and its data is gone."""
        old = self.cmi if self.cmi and "core" in self.cmi else None
        resumed = old is not None and old["core"]["exit"] == "suspend"
        kept = old if resumed and old else {}
        core = kept.get("core", {})
        status = old["core"]["lesson_status"] if old else "not attempted"
        return {
            "core": {
                "student_id": launch.learner,
                "student_name": 'O\'Hara & Søn, "Sam" <sam>',
                "credit": launch.credit,
                "lesson_mode": launch.mode,
                "entry": "resume" if resumed else ("" if old else "ab-initio"),
                "lesson_status": status,
                "lesson_location": core.get("lesson_location", ""),
                "total_time": timespan(self.total_cs),
                "score": {k: v for k, v in core.get("score", {}).items() if k in ("raw", "min", "max")},
            },
            "suspend_data": kept.get("suspend_data", ""),
            "objectives": items(kept.get("objectives")),
            "interactions": items(kept.get("interactions")),
        }


def items(children: Any) -> list[Json]:
    """The entries of a list that scorm-again writes as `{"0": …, "childArray": …}` or as a list."""
    if isinstance(children, list):
        return children
    if not isinstance(children, dict):
        return []
    if "childArray" in children:
        return list(children["childArray"])
    return [children[key] for key in sorted((k for k in children if k.isdigit()), key=int)]


def centiseconds(span: str) -> int:
    """A CMITimespan as hundredths of a second."""
    match = re.fullmatch(r"(\d{2,4}):(\d\d):(\d\d)(?:\.(\d{1,2}))?", span)
    assert match, f"not a CMITimespan: {span!r}"
    hours, minutes, seconds, rest = match.groups()
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 100 + int((rest or "0").ljust(2, "0"))


def timespan(cs: int) -> str:
    """Hundredths of a second as a CMITimespan."""
    seconds, rest = divmod(cs, 100)
    return f"{seconds // 3600:04d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:02d}"
