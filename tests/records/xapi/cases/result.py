"""Scores and durations (2.4.5, 4.6)."""

from typing import Final

from tests.records.xapi.statements import BASE, OBJECT, STRING, Case, bad, changed, good

CASES: Final[tuple[Case, ...]] = (
    *good(
        "2.4.5.1",
        {
            "scaled with seven digits": changed(BASE, result={"score": {"scaled": 0.6767676}}),
            "scaled at 1.0": changed(BASE, result={"score": {"scaled": 1.0}}),
            "raw between": changed(BASE, result={"score": {"scaled": 0.95, "raw": 95, "min": 0, "max": 100}}),
            "scaled at its ends": changed(BASE, result={"score": {"scaled": -1}}),
            "raw alone": changed(BASE, result={"score": {"raw": -12.5}}),
            "raw at min": changed(BASE, result={"score": {"raw": 0, "min": 0}}),
            "raw at max": changed(BASE, result={"score": {"raw": 10.0, "max": 10}}),
        },
    ),
    *good(
        "2.4.5",
        {
            "response of nothing": changed(BASE, result={"response": ""}),
            "success of false": changed(BASE, result={"success": False}),
            "response that is long": changed(BASE, result={"response": "a[,]" * 2000}),
        },
    ),
    *good(
        "4.6",
        {
            **{
                f"duration {text}": changed(BASE, result={"duration": text})
                for text in (
                    "PT4H35M59.14S",
                    "PT16559.14S",
                    "P3Y1M29DT4H35M59.14S",
                    "P3Y",
                    "P4W",
                    "PT0S",
                    "PT1,5H",
                    "P1.5W",
                    "P1Y2M",
                    "P1M",
                    "PT1M",
                    "P0.5Y",
                    "PT0.123456S",
                    "P1DT12H",
                )
            },
        },
    ),
    *bad(
        "2.4.5",
        {
            "result as text": (changed(BASE, result="passed"), "result", OBJECT),
            "success as text": (changed(BASE, result={"success": "true"}), "result.success", "true or false"),
            "success as a number": (changed(BASE, result={"success": 1}), "result.success", "true or false"),
            "completion as text": (changed(BASE, result={"completion": "false"}), "result.completion", "true or false"),
            "response as a number": (changed(BASE, result={"response": 4}), "result.response", STRING),
        },
    ),
    *bad(
        "2.4.5.1",
        {
            "score as text": (changed(BASE, result={"score": "should fail"}), "result.score", OBJECT),
            "max as a text of a number": (
                changed(BASE, result={"score": {"max": "100"}}),
                "result.score.max",
                "a number",
            ),
            "raw far too great": (changed(BASE, result={"score": {"raw": 10**400}}), "result.score.raw", "a number"),
            "score as a number": (changed(BASE, result={"score": 80}), "result.score", OBJECT),
            "scaled as text": (changed(BASE, result={"score": {"scaled": "1"}}), "result.score.scaled", "a number"),
            "scaled as true": (changed(BASE, result={"score": {"scaled": True}}), "result.score.scaled", "a number"),
            "scaled over 1": (changed(BASE, result={"score": {"scaled": 1.01}}), "result.score.scaled", "at most 1"),
            "scaled under -1": (
                changed(BASE, result={"score": {"scaled": -1.00001}}),
                "result.score.scaled",
                "at least -1",
            ),
            "raw over max": (
                changed(BASE, result={"score": {"raw": 11, "max": 10}}),
                "result.score",
                "greater than max",
            ),
            "raw under min": (changed(BASE, result={"score": {"raw": -1, "min": 0}}), "result.score", "less than min"),
            "min over max": (
                changed(BASE, result={"score": {"min": 10, "max": 0}}),
                "result.score",
                "min must be less",
            ),
            "min at max": (changed(BASE, result={"score": {"min": 1, "max": 1}}), "result.score", "min must be less"),
            "infinite raw": (changed(BASE, result={"score": {"raw": float("inf")}}), "result.score.raw", "finite"),
            "progress in the score": (
                changed(BASE, result={"score": {"progress": 1}}),
                "result.score.progress",
                "not allowed",
            ),
        },
    ),
    *bad(
        "4.6",
        {
            "duration as an object": (changed(BASE, result={"duration": {"key": "value"}}), "result.duration", STRING),
            **{
                f"duration {text!r}": (changed(BASE, result={"duration": text}), "result.duration", "ISO 8601 duration")
                for text in (
                    "",
                    "should fail",
                    "PA1H0M0S",
                    "P",
                    "PT",
                    "P1",
                    "1H",
                    "PA1H0M0S",
                    "P1H",
                    "PT1D",
                    "P4W1D",
                    "P1Y2W",
                    "-PT1S",
                    "PT1.5H30M",
                    "P16559.14S",
                    "PT1S1M",
                    "pt1s",
                    "P1DT",
                    "PT1.S",
                    "PT.5S",
                    "PT1H ",
                    "P0001-00-00T00:00:01",
                    "PT1S\n",
                )
            },
            "duration as a number": (changed(BASE, result={"duration": 5}), "result.duration", STRING),
        },
    ),
)
