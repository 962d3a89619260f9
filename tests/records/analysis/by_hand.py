"""The views calculated again, in plain Python, from the rows that a test has made: slowly, and not by SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from builder.standards.xapi import ActivityType, Verb

Row = dict[str, Any]
ENDS: Final = {Verb.PASSED: True, Verb.FAILED: False}


def grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def month(row: Row) -> str:
    return f"{row['ts']:%Y-%m}"


def heard(row: Row) -> Any:
    return row["ts"]


def ordered(row: Row) -> Any:
    """What was told at the same moment has an order, too."""
    return row["ts"], row["statement_id"]


def sane(row: Row) -> Any:
    """Years off, a clock is not believed."""
    if row["stored"] is None:
        return row["ts"]
    believed = -timedelta(days=366) <= row["ts"] - row["stored"] <= timedelta(days=1)
    return row["ts"] if believed else row["stored"]


def last_name(row_id: str) -> str:
    return row_id.rsplit("/", 1)[-1]


def greatest_text(rows: Iterable[Row], name: str) -> str | None:
    return max((row[name] for row in rows if row[name] is not None), default=None)


class Views:
    """All views of the rows that a course of ours has told."""

    def __init__(
        self, rows: Sequence[Row], codebook: Sequence[Row], agencies: Sequence[Row], imported: Any = None
    ) -> None:
        self.rows = [row | {"ts": sane(row), "told_at": row["ts"]} for row in rows if row["version"] is not None]
        self.imported = imported
        self.codebook = codebook
        self.states = {row["id"]: row["state"] for row in agencies}
        self.names = {row["id"]: row["name"] for row in agencies}
        newest = max((row["version"] for row in codebook), default=None)
        self.catalog = [row for row in codebook if row["version"] == newest]

    def facts(self) -> list[Row]:
        return [
            row | {"month": month(row), "at_s": row["told_at"].replace(tzinfo=UTC).timestamp()} for row in self.rows
        ]

    def newest(self) -> Any:
        """By clocks that the LRS, or the last import, bears out."""
        latest = (self.imported or datetime.max - timedelta(days=1)) + timedelta(days=1)
        return max(row["ts"] for row in self.rows if row["stored"] is not None or row["ts"] <= latest)

    def of(self, *verbs: Verb) -> list[Row]:
        return [row for row in self.rows if row["verb"] in {verb.value for verb in verbs}]

    def place(self, agency: str | None) -> Row:
        return {"agency": agency or "(none)", "state": self.states.get(agency or "")}

    def answers(self) -> list[Row]:
        found = []
        for (_, _, item), rows in grouped(
            self.of(Verb.ANSWERED), lambda r: (r["course_id"], r["actor"], r["object_id"])
        ).items():
            for at, row in enumerate(sorted(rows, key=lambda r: (r["ts"], r["told_at"], r["statement_id"]))):
                score = row["score_scaled"]
                if score is None and row["success"] is not None:
                    score = float(row["success"])
                found.append(
                    row
                    | self.place(row["agency"])
                    | {
                        "learner": row["actor"],
                        "item_id": item,
                        "month": month(row),
                        "lesson_id": row["parent_id"] if row["attempt"] is None else None,
                        "test_id": row["parent_id"] if row["attempt"] is not None else None,
                        "answered_at": row["ts"],
                        "score": score,
                        "first": at == 0,
                    }
                )
        return found

    def ranks(self) -> list[Row]:
        found = []
        for forms in grouped(self.forms(), lambda row: (row["course_id"], row["test_id"])).values():
            parts = [round(form["points"] / form["items"], 9) for form in forms]
            for form, part in zip(forms, parts, strict=True):
                better, worse = sum(one > part for one in parts), sum(one < part for one in parts)
                place = {"slice": "all", "from_top": better + 1, "from_bottom": worse + 1, "forms": len(forms)}
                found.append(form | place | {"registration": form["registration"] or ""})
        return found

    def attempts(self) -> list[Row]:
        told = [
            row | {"test_id": row["parent_id"] if row["verb"] == Verb.ANSWERED else row["object_id"]}
            for row in self.of(Verb.ATTEMPTED, Verb.ANSWERED, Verb.PASSED, Verb.FAILED)
            if row["attempt"] is not None
        ]
        names = ("course_id", "actor", "registration", "test_id", "attempt")
        found = []
        for key, rows in grouped(told, lambda row: tuple(row[name] for name in names)).items():
            ends = [row for row in rows if row["verb"] in set(ENDS)]
            answers = [row for row in rows if row["verb"] == Verb.ANSWERED]
            start = min(row["ts"] for row in rows)
            end = min((row["ts"] for row in ends), default=None)
            told_s = [row["duration_s"] for row in ends if row["duration_s"] is not None and row["duration_s"] >= 0]
            lasted = (
                None
                if end is None
                else (min(r["told_at"] for r in ends) - min(r["told_at"] for r in rows)).total_seconds()
            )
            duration = None if lasted is None else max(told_s) if told_s else max(lasted, 0.0)
            found.append(
                dict(zip(names, key, strict=True))
                | self.place(greatest_text(rows, "agency"))
                | {
                    "learner": key[1],
                    "version": max(rows, key=ordered)["version"],
                    "month": f"{start:%Y-%m}",
                    "started_at": start,
                    "finished_at": end,
                    "score": max((row["score_raw"] for row in ends), default=None),
                    "passed": any(row["verb"] == Verb.PASSED for row in ends) if ends else None,
                    "duration_s": duration,
                    "answers": len(answers),
                    "right_answers": sum(row["success"] for row in answers),
                }
            )
        return found

    def pages(self) -> list[Row]:
        order = [row["iri"] for row in self.catalog if row["kind"] == "page"]
        found = []
        for key, rows in grouped(
            filter(_is_page, self.of(Verb.EXPERIENCED)), lambda r: (r["course_id"], r["actor"], r["object_id"])
        ).items():
            first = min(row["ts"] for row in rows)
            found.append(
                self.place(greatest_text(rows, "agency"))
                | {
                    "course_id": key[0],
                    "learner": key[1],
                    "version": max(rows, key=ordered)["version"],
                    "page_id": key[2],
                    "lesson_id": greatest_text(rows, "parent_id"),
                    "position": order.index(key[2]) + 1 if key[2] in order else None,
                    "month": f"{first:%Y-%m}",
                    "first_at": first,
                    "last_at": max(row["ts"] for row in rows),
                    "views": len(rows),
                }
            )
        return found

    def learners(self) -> list[Row]:
        return [
            self._learner(course, learner, rows)
            for (course, learner), rows in grouped(self.rows, lambda r: (r["course_id"], r["actor"])).items()
        ]

    def _learner(self, course: str, learner: str, rows: list[Row]) -> Row:
        def of(*verbs: Verb) -> list[Row]:
            return [row for row in rows if row["verb"] in {verb.value for verb in verbs}]

        def whole(row: Row) -> bool:
            return bool(row["activity_type"] == ActivityType.COURSE or row["object_id"] == course)

        last = max(rows, key=lambda row: (row["ts"], row["version"]))
        with_agency = max((row for row in rows if row["agency"]), key=lambda r: (r["ts"], r["agency"]), default=None)
        done = [heard(row) for row in of(Verb.COMPLETED) if whole(row)] + self._in_parts(rows)
        passed = [heard(row) for row in of(Verb.PASSED) if row["attempt"] is None]
        ends = of(Verb.PASSED, Verb.FAILED)
        units = {ActivityType.COURSE, ActivityType.MODULE, ActivityType.ASSESSMENT}
        totals = [
            row["duration_s"]
            for row in (*of(Verb.COMPLETED), *ends)
            if row["attempt"] is None
            and (whole(row) or row["activity_type"] in units)
            and row["duration_s"] is not None
        ]
        told = [row["duration_s"] for row in of(Verb.TERMINATED) if (row["duration_s"] or -1) >= 0]
        tries = {
            (r["registration"], r["object_id"], r["attempt"])
            for r in of(Verb.ATTEMPTED, Verb.PASSED, Verb.FAILED)
            if r["attempt"] is not None
        }
        return self.place(with_agency["agency"] if with_agency else None) | {
            "course_id": course,
            "learner": learner,
            "version": last["version"],
            "month": min(map(month, rows)),
            "started_at": min(map(heard, rows)),
            "last_at": max(map(heard, rows)),
            "sessions": len(of(Verb.INITIALIZED)),
            "pages": len({row["object_id"] for row in of(Verb.EXPERIENCED) if _is_page(row)}),
            "lessons_completed": len(
                {row["object_id"] for row in of(Verb.COMPLETED) if row["activity_type"] == ActivityType.LESSON}
            ),
            "answers": len(of(Verb.ANSWERED)),
            "test_attempts": len(tries),
            "progress": max(
                (row["progress"] for row in rows if row["progress"] is not None and whole(row)), default=None
            ),
            "completed": True if done else self._known(rows, course),
            "completed_at": min(done, default=None),
            "passed": True if passed else self._known(rows, course),
            "passed_at": min(passed, default=None),
            "best_score": max((row["score_raw"] for row in ends if row["score_raw"] is not None), default=None),
            "time_s": max((*([sum(told)] if told else []), *totals), default=None),
        }

    def _known(self, rows: list[Row], course: str) -> bool | None:
        """False, but None of whom a report without a status tells."""
        reported = [
            r for r in rows if r["verb"] == Verb.ATTEMPTED and r["attempt"] is None and r["object_id"] == course
        ]
        return None if reported else False

    def _in_parts(self, rows: list[Row]) -> list[Any]:
        units = {ActivityType.MODULE, ActivityType.ASSESSMENT}
        parts = [r for r in rows if r["verb"] == Verb.COMPLETED and r["activity_type"] in units]
        found = []
        for own in grouped(parts, lambda row: row["registration"]).values():
            first = [min(told, key=ordered) for told in grouped(own, lambda row: row["object_id"]).values()]
            last = max(first, key=lambda row: (row["ts"], row["object_id"]))
            book = [row for row in self.codebook if row["version"] == last["version"]]
            needed = sum(row["kind"] == "module" or (row["kind"] == "test" and not row["parent"]) for row in book)
            if needed and len(first) >= needed:
                found.append(heard(last))
        return found

    def sessions(self) -> list[Row]:
        rank = {Verb.INITIALIZED.value: 0, Verb.TERMINATED.value: 2}
        found = []
        for key, rows in grouped(
            self.rows, lambda row: (row["course_id"], row["actor"], row["registration"], row["session"])
        ).items():
            rows.sort(key=lambda row: (row["ts"], row["told_at"], rank.get(row["verb"], 1), row["statement_id"]))
            sessions: list[list[Row]] = [[]]
            for row in rows:
                over = sessions[-1] and (row["verb"] == Verb.INITIALIZED or sessions[-1][-1]["verb"] == Verb.TERMINATED)
                if over and key[3] is None:
                    sessions.append([])
                sessions[-1].append(row)
            found += [self._session(key, own) for own in sessions]
        return found

    def _session(self, key: tuple[Any, ...], rows: list[Row]) -> Row:
        ends = [row for row in rows if row["verb"] == Verb.TERMINATED]
        told = [row["duration_s"] for row in ends if row["duration_s"] is not None and row["duration_s"] >= 0]
        first, last = min(row["ts"] for row in rows), max(row["ts"] for row in rows)
        lasted = (max(row["told_at"] for row in rows) - min(row["told_at"] for row in rows)).total_seconds()
        return self.place(greatest_text(rows, "agency")) | {
            "course_id": key[0],
            "learner": key[1],
            "registration": key[2],
            "version": max(rows, key=ordered)["version"],
            "month": f"{first:%Y-%m}",
            "started_at": first,
            "ended_at": last,
            "duration_s": max(told) if told else lasted,
            "statements": len(rows),
            "closed": bool(ends),
        }

    def decisions(self) -> list[Row]:
        told = [
            row | {"scenario_id": row["parent_id"] if row["verb"] == Verb.RESPONDED else row["object_id"]}
            for row in self.of(Verb.RESPONDED, Verb.COMPLETED)
            if row["run"] is not None
        ]
        names = ("course_id", "actor", "registration", "scenario_id", "run")
        found = []
        for rows in grouped(told, lambda row: tuple(row[name] for name in names)).values():
            rows.sort(key=lambda row: (row["ts"], row["told_at"], row["verb"] == Verb.COMPLETED))
            for at, row in enumerate(rows):
                if row["verb"] == Verb.RESPONDED:
                    after = rows[at + 1] if at + 1 < len(rows) else None
                    found.append(row | self.place(row["agency"]) | self._decision(row, at, after))
        return found

    def _decision(self, row: Row, at: int, after: Row | None) -> Row:
        goes_on = after is not None and after["verb"] == Verb.RESPONDED
        met = None if after is None else last_name(after["object_id"]) if goes_on else after["response"]
        told = f"{last_name(row['scenario_id'])}_{last_name(row['object_id'])}"
        known = [
            one["next"]
            for one in self.codebook
            if one["kind"] == "choice"
            and (one["version"], one["parent"], one["id"]) == (row["version"], told, row["response"])
        ]
        return {
            "learner": row["actor"],
            "situation_id": row["object_id"],
            "choice": row["response"],
            "step": at + 1,
            "month": month(row),
            "decided_at": row["ts"],
            "next": known[0] if known else met,
            "is_last": not goes_on,
        }

    def forms(self) -> list[Row]:
        told = [row for row in self.answers() if row["attempt"] == 1 and row["score"] is not None]
        own = grouped(told, lambda row: (row["course_id"], row["learner"], row["test_id"]))
        found = []
        for key, answers in own.items():
            enrollments = grouped(answers, lambda row: row["registration"])
            first = min(
                enrollments, key=lambda name: (min(r["ts"] for r in enrollments[name]), name is None, name or "")
            )
            rows = enrollments[first]
            start = min(row["ts"] for row in rows)
            agency = max((row["agency"] for row in rows if row["agency"] != "(none)"), default=None)
            found.append(
                self.place(agency)
                | {
                    "course_id": key[0],
                    "learner": key[1],
                    "version": max(rows, key=ordered)["version"],
                    "registration": first,
                    "test_id": key[2],
                    "month": f"{start:%Y-%m}",
                    "answered_at": start,
                    "items": len(rows),
                    "points": sum(row["score"] for row in rows),
                    "squares": sum(row["score"] ** 2 for row in rows),
                    "rows": rows,
                }
            )
        return found

    def items(self) -> list[Row]:
        asked = grouped(self.answers(), lambda row: row["item_id"])
        known = {row["iri"]: row for row in self.catalog if row["kind"] == "question"}
        objectives = {row["id"]: row for row in self.catalog if row["kind"] == "objective"}
        found = []
        for item in {*asked, *known}:
            rows, book = asked.get(item, []), known.get(item, {})
            firsts = [float(row["success"]) for row in rows if row["first"] and row["success"] is not None]
            about = objectives.get(book.get("objective", ""), {})
            objective = about.get("iri") or greatest_text(rows, "objective_id")
            found.append(
                {
                    "course_id": book.get("course_id") or rows[0]["course_id"],
                    "item_id": item,
                    "item": book.get("id") or last_name(item),
                    "text": book.get("text") or last_name(item),
                    "type": book.get("type"),
                    "interaction": book.get("interaction"),
                    "right_answer": book.get("xapi_right"),
                    "objective_id": objective,
                    "objective": about.get("text") or (objective and last_name(objective)),
                    "lesson": book.get("lesson") or _named(greatest_text(rows, "lesson_id")),
                    "test": book.get("test") or _named(greatest_text(rows, "test_id")),
                    "answers": len(rows),
                    "learners": len({row["learner"] for row in rows}),
                    "share_right": sum(firsts) / len(firsts) if firsts else None,
                }
            )
        return found


def _is_page(row: Row) -> bool:
    return bool(row["activity_type"] == ActivityType.PAGE)


def _named(iri: str | None) -> str | None:
    return iri and last_name(iri)
