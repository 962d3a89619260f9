"""The reports calculated again, in plain Python, from views that were: rows without labels."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from builder.standards.xapi import ActivityType, Verb
from tests.records.analysis.by_hand import Row, Views, grouped, ordered

KEYS = ("course_id", "test_id")


def share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def quantile(values: Iterable[float], at: float) -> float | None:
    """With a straight line between neighbors."""
    told = sorted(values)
    if not told:
        return None
    place = at * (len(told) - 1)
    low = int(place)
    high = min(low + 1, len(told) - 1)
    return told[low] + (told[high] - told[low]) * (place - low)


def mean(values: Iterable[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return statistics.fmean(told) if told else None


def completion(views: Views) -> Iterator[Row]:
    kinds: dict[str, Callable[[Row], str]] = {
        "all": lambda _: "all",
        "agency": lambda row: str(row["agency"]),
        "state": lambda row: row["state"] or "(none)",
        "version": lambda row: str(row["version"]),
        "month": lambda row: str(row["month"]),
    }
    for kind, value in kinds.items():
        for (course, one), rows in grouped(views.learners(), _by(value)).items():
            completed, passed = (
                [row[name] for row in rows if row[name] is not None] for name in ("completed", "passed")
            )
            yield {
                "course_id": course,
                "by": kind,
                "value": one,
                "label": {"all": "All", "agency": views.names.get(one, one)}.get(kind, one),
                "state": (rows[0]["state"] or "(none)") if kind == "agency" else None,
                "learners": len(rows),
                "completed": sum(completed) if completed else None,
                "tested": sum(row["test_attempts"] > 0 for row in rows),
                "passed": sum(passed) if passed else None,
                "completion_rate": mean(completed),
                "pass_rate": mean(passed),
                "unknown": sum(None in (row["completed"], row["passed"]) for row in rows),
            }


def _by(value: Callable[[Row], str]) -> Callable[[Row], tuple[str, str]]:
    return lambda row: (row["course_id"], value(row))


def attempts(views: Views) -> Iterator[Row]:
    made = views.attempts()
    names = ("course_id", "learner", "registration", "test_id")
    for own in grouped(made, lambda row: tuple(row[name] for name in names)).values():
        own.sort(key=lambda row: row["attempt"])
        for before, row in zip([None, *own], own, strict=False):
            scores = row["score"], before and before["score"]
            row["gain"] = None if None in scores else scores[0] - scores[1]
    for (course, test, number), rows in grouped(made, lambda r: (r["course_id"], r["test_id"], r["attempt"])).items():
        finished = [row for row in rows if row["finished_at"] is not None]
        passed = [row["passed"] for row in finished if row["passed"] is not None]
        yield {
            "course_id": course,
            "test_id": test,
            "attempt": number,
            "learners": len({row["learner"] for row in rows}),
            "begun": len(rows),
            "finished": len(finished),
            "passed": sum(passed) if passed else None,
            "pass_rate": mean(passed),
            "mean_score": mean(row["score"] for row in rows),
            "mean_gain": mean(row["gain"] for row in rows),
            "median_s": quantile((row["duration_s"] for row in finished), 0.5),
        }


def scores(views: Views) -> Iterator[Row]:
    made = [row for row in views.attempts() if row["score"] is not None]
    for key, rows in grouped(made, lambda row: tuple(row[name] for name in KEYS)).items():
        own = list(grouped(rows, lambda row: row["learner"]).values())
        first = [min(told, key=_begun)["score"] for told in own]
        for which, told in (("first", first), ("best", [max(row["score"] for row in one) for one in own])):
            about = dict(zip(KEYS, key, strict=True)) | {"which": which}
            steps = Counter(min(int(score // 10), 9) for score in told)
            sd = statistics.stdev(told) if len(told) > 1 else None
            whole = {"mean": statistics.fmean(told), "median": statistics.median(told), "sd": sd}
            yield about | {"bin": "all", "learners": len(told), "share": 1.0} | whole
            for step in range(10):
                bin_ = f"{step * 10}\u2013{step * 10 + 10}"
                yield about | dict.fromkeys(whole) | {
                    "bin": bin_, "learners": steps[step], "share": steps[step] / len(told)
                }  # fmt: skip


def _begun(attempt: Row) -> tuple[object, ...]:
    return attempt["started_at"], attempt["registration"] or "", attempt["attempt"]


def mastery(views: Views) -> Iterator[Row]:
    told = [row for row in views.of(Verb.SCORED) if row["activity_type"] == ActivityType.OBJECTIVE]
    for (course, about), rows in grouped(told, lambda row: (row["course_id"], row["object_id"])).items():
        own = list(grouped(rows, lambda row: row["actor"]).values())
        first = [min(one, key=ordered) for one in own]
        once, ever = sum(row["success"] for row in first), sum(any(row["success"] for row in one) for one in own)
        yield {
            "course_id": course,
            "objective_id": about,
            "learners": len(own),
            "mastered_first": once,
            "mastered": ever,
            "first_rate": once / len(own),
            "rate": ever / len(own),
            "mean_first": mean(_first_score(one) for one in own),
        }


def _first_score(rows: list[Row]) -> float | None:
    return next((row["score_raw"] for row in sorted(rows, key=ordered) if row["score_raw"] is not None), None)


def lesson_time(views: Views) -> Iterator[Row]:
    told = [row for row in views.of(Verb.COMPLETED, Verb.EXPERIENCED) if row["activity_type"] == ActivityType.LESSON]
    minutes = {row["iri"]: row.get("minutes") for row in views.catalog}
    for (course, lesson), rows in grouped(told, lambda row: (row["course_id"], row["object_id"])).items():
        own = grouped(rows, lambda row: row["actor"]).values()
        done = [one for one in own if any(row["verb"] == Verb.COMPLETED for row in one)]
        if not done:
            continue
        times = [max(row["duration_s"] for row in one) for one in done]
        told_minutes = minutes[lesson]
        estimate = None if told_minutes is None else told_minutes * 60.0
        median = quantile(times, 0.5)
        yield {
            "course_id": course,
            "lesson_id": lesson,
            "learners": len(done),
            "p10_s": quantile(times, 0.1),
            "median_s": median,
            "p90_s": quantile(times, 0.9),
            "estimate_s": estimate,
            "ratio": None if estimate is None or median is None else median / estimate,
        }


def drop_off(views: Views) -> Iterator[Row]:
    since = views.newest() - timedelta(days=30)
    learners = views.learners()
    stopped = {(r["course_id"], r["learner"]) for r in learners if r["completed"] is False and r["last_at"] < since}
    begun = Counter(row["course_id"] for row in learners)
    seen = views.pages()
    last = {
        key: max(rows, key=lambda row: (row["first_at"], row["position"] or 0, row["page_id"]))["page_id"]
        for key, rows in grouped(seen, lambda row: (row["course_id"], row["learner"])).items()
    }
    for (course, page), rows in grouped(seen, lambda row: (row["course_id"], row["page_id"])).items():
        keys = [(course, row["learner"]) for row in rows]
        gone = sum(key in stopped and last[key] == page for key in keys)
        yield {
            "course_id": course,
            "page_id": page,
            "position": rows[0]["position"],
            "learners": len(rows),
            "reached": len(rows) / begun[course],
            "stopped": gone,
            "stopped_rate": gone / len(rows),
        }


def ranked(views: Views) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
    """The forms of each test; each knows how many are better and how many worse."""
    for key, forms in grouped(views.forms(), lambda row: tuple(row[name] for name in KEYS)).items():
        for form in forms:
            form["part"] = round(form["points"] / form["items"], 9)
        for form in forms:
            form["better"] = sum(other["part"] > form["part"] for other in forms)
            form["worse"] = sum(other["part"] < form["part"] for other in forms)
        yield key, forms


def items(views: Views) -> Iterator[Row]:
    for key, forms in ranked(views):
        told = [row | {"form": form} for form in forms for row in form["rows"]]
        for item, rows in grouped(told, lambda row: row["item_id"]).items():
            yield dict(zip(KEYS, key, strict=True)) | {"item_id": item} | _item(rows, len(forms))


def _item(rows: list[Row], forms: int) -> Row:
    def within(name: str, limit: float) -> list[float]:
        return [row["score"] for row in rows if row["form"][name] + 1 <= limit * forms]

    scores_ = [row["score"] for row in rows]
    rest = [(row["form"]["points"] - row["score"]) / (row["form"]["items"] - 1) for row in rows]
    same = len(set(scores_)) == 1 or max(rest) - min(rest) < 1e-9
    correlation = None if same else statistics.correlation(scores_, rest)
    upper, lower = mean(within("better", 0.27)), mean(within("worse", 0.27))
    return {
        "learners": len(rows),
        "difficulty": statistics.fmean(scores_),
        "discrimination": correlation,
        "d_index": None if upper is None or lower is None else upper - lower,
        "mean_s": mean(row["duration_s"] if row["duration_s"] >= 0 else None for row in rows),
        "omitted_rate": sum(row["response"] is None for row in rows) / len(rows),
        "verdict": _verdict(rows, scores_, correlation, forms),
    }


def _verdict(rows: list[Row], scores_: Sequence[float], correlation: float | None, forms: int) -> str:
    if len(rows) < 30:
        return "open"
    best = [row for row in rows if row["form"]["better"] + 1 <= forms / 3]
    wrong = Counter(row["response"] for row in best if row["score"] < 1 and row["response"] is not None)
    right = sum(row["score"] >= 1 for row in best)
    if len(best) >= 10 and max(wrong.values(), default=0) > right:
        return "retire"
    if correlation is not None and correlation < 0 and correlation**2 * len(rows) > 2.7:
        return "retire"
    blank = sum(row["response"] is None for row in rows) / len(rows)
    weak = correlation is not None and correlation < 0.1
    return "review" if weak or not 0.2 <= statistics.fmean(scores_) <= 0.95 or blank > 0.1 else "ok"


def distractors(views: Views) -> Iterator[Row]:
    for key, forms in ranked(views):
        told = [row | {"form": form} for form in forms for row in form["rows"]]
        for item, rows in grouped(told, lambda row: row["item_id"]).items():
            best = [row for row in rows if row["form"]["better"] + 1 <= len(forms) / 3]
            worst = [row for row in rows if row["form"]["worse"] + 1 <= len(forms) / 3]
            blank = any(row["response"] is None for row in rows)
            for option in ("w", "x", "y", "z", *([None] if blank else [])):
                chosen = [sum(row["response"] == option for row in part) for part in (rows, best, worst)]
                yield dict(zip(KEYS, key, strict=True)) | {
                    "item_id": item,
                    "option_id": option or "(blank)",
                    "correct": "yes" if option == "x" else "no",
                    "learners": chosen[0],
                    "asked": len(rows),
                    "share": chosen[0] / len(rows),
                    "best_share": share(chosen[1], len(best)),
                    "worst_share": share(chosen[2], len(worst)),
                }


def reliability(views: Views) -> Iterator[Row]:
    for key, forms in ranked(views):
        told = grouped((row for form in forms for row in form["rows"]), lambda row: row["item_id"])
        means = {item: statistics.fmean(row["score"] for row in rows) for item, rows in told.items()}
        percents = [100 * form["points"] / form["items"] for form in forms]
        length = statistics.fmean(form["items"] for form in forms)
        alpha = _alpha(forms, means, length)
        within, dependability = _variance(forms, length)
        yield dict(zip(KEYS, key, strict=True)) | {
            "learners": len(forms),
            "items": len(means),
            "length": length,
            "mean_score": statistics.fmean(percents),
            "sd": statistics.stdev(percents),
            "alpha": alpha,
            "dependability": dependability,
            "sem": 100 * (within / length) ** 0.5,
        }


def _alpha(forms: list[Row], means: dict[str, float], length: float) -> float:
    """Pair by pair, as the definition has it."""
    products, own = [], []
    for form in forms:
        apart = [row["score"] - means[row["item_id"]] for row in form["rows"]]
        own += [one * one for one in apart]
        products += [one * other for at, one in enumerate(apart) for other in apart[at + 1 :]]
    covariance, variance = statistics.fmean(products), statistics.fmean(own)
    return length * covariance / (variance + (length - 1) * covariance)


def _variance(forms: list[Row], length: float) -> tuple[float, float]:
    """Of the one-way analysis: within forms, and what it leaves to learners."""
    scores_ = [[row["score"] for row in form["rows"]] for form in forms]
    flat = [score for own in scores_ for score in own]
    grand = statistics.fmean(flat)
    inside = sum((score - statistics.fmean(own)) ** 2 for own in scores_ for score in own) / (len(flat) - len(forms))
    between = sum(len(own) * (statistics.fmean(own) - grand) ** 2 for own in scores_) / (len(forms) - 1)
    size = (len(flat) - sum(len(own) ** 2 for own in scores_) / len(flat)) / (len(forms) - 1)
    learners = (between - inside) / size
    return inside, learners / (learners + inside / length)


def paths(views: Views) -> Iterator[Row]:
    made = views.decisions()
    for situation, told in grouped(
        made, lambda row: (row["course_id"], row["scenario_id"], row["situation_id"])
    ).items():
        for (choice, after), rows in grouped(told, lambda row: (row["choice"], row["next"])).items():
            once = sum(row["run"] == 1 for row in rows)
            yield dict(zip(("course_id", "scenario_id", "situation_id"), situation, strict=True)) | {
                "choice_id": choice,
                "next_id": after,
                "learners": len({row["learner"] for row in rows}),
                "decisions": len(rows),
                "share": len(rows) / len(told),
                "first_decisions": once,
                "first_share": share(once, sum(row["run"] == 1 for row in told)),
                "median_s": quantile((row["duration_s"] for row in rows), 0.5),
            }


def ends(views: Views) -> Iterator[Row]:
    made = [row for row in views.of(Verb.COMPLETED) if row["run"] is not None]
    safety = {row["id"]: row["type"] for row in views.catalog if row["kind"] == "end"}
    for (course, scenario), told in grouped(made, lambda row: (row["course_id"], row["object_id"])).items():
        for end, rows in grouped(told, lambda row: row["response"]).items():
            once = sum(row["run"] == 1 for row in rows)
            yield {
                "course_id": course,
                "scenario_id": scenario,
                "end_id": end,
                "safety": safety[end],
                "learners": len({row["actor"] for row in rows}),
                "runs": len(rows),
                "share": len(rows) / len(told),
                "first_runs": once,
                "first_share": share(once, sum(row["run"] == 1 for row in told)),
            }


def quality(views: Views, rows: Sequence[Row], imports: Sequence[Row]) -> Iterator[Row]:
    known = {row["iri"] for row in views.catalog}
    for source, told in grouped(rows, lambda row: row["source"]).items():
        own = [row for row in told if row["version"] is not None]
        answers = [row for row in own if row["verb"] == Verb.ANSWERED]
        by_enrollment = grouped(own, lambda row: (row["course_id"], row["actor"], row["registration"] or ""))
        verbs = [Counter(row["verb"] for row in one) for one in by_enrollment.values()]
        found = {
            "foreign": (len(told) - len(own), len(told)),
            "agency": (sum(row["agency"] is None for row in own), len(own)),
            "registration": (sum(row["registration"] is None for row in own), len(own)),
            "ahead": (sum(row["ts"] > row["stored"] + timedelta(seconds=60) for row in own if row["stored"]), len(own)),
            "behind": (sum(row["stored"] > row["ts"] + timedelta(days=7) for row in own if row["stored"]), len(own)),
            "unknown": (sum(row["object_id"] not in known for row in answers), len(answers)),
            "session": (sum(one[Verb.ANSWERED] for one in verbs if not one[Verb.INITIALIZED]), len(answers)),
            "end": (
                sum(max(one[Verb.INITIALIZED] - one[Verb.TERMINATED], 0) for one in verbs),
                sum(one[Verb.INITIALIZED] for one in verbs),
            ),
        }
        for kind, (count, whole) in found.items():
            yield {"source": source, "kind": kind, "found": count, "of_all": whole, "share": share(count, whole)}
    for source, steps in grouped(imports, lambda row: row["source"]).items():
        read = sum(step["read"] for step in steps)
        for kind in ("duplicates", "voided", "late", "aside"):
            count = sum(step[kind] for step in steps)
            yield {"source": source, "kind": kind, "found": count, "of_all": read, "share": share(count, read)}
