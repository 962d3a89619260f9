"""Questions: lists of components and patterns of responses (2.4.4.1)."""

from typing import Final

from tests.records.xapi.statements import (
    BASE,
    OBJECT,
    REQUIRED,
    STRING,
    Bad,
    Case,
    Good,
    bad,
    changed,
    components,
    good,
    question,
)

FITTING: Final = (
    ("choice", "choices"),
    ("sequencing", "choices"),
    ("likert", "scale"),
    ("matching", "source"),
    ("matching", "target"),
    ("performance", "steps"),
)

GOOD: Final[Good] = {
    "true-false": question("true-false", correctResponsesPattern=["true"]),
    "choice": question("choice", correctResponsesPattern=["a[,]b"], choices=components("a", "b")),
    "choice without anything": question("choice"),
    "choice with no right answer": question("choice", correctResponsesPattern=[]),
    "choice of one": question("choice", correctResponsesPattern=["a"], choices=components("a")),
    "fill-in": question("fill-in", correctResponsesPattern=["Bob's your uncle", ""]),
    "fill-in with parameters": question("fill-in", correctResponsesPattern=["{case_matters=true}{lang=en}a[,]b"]),
    "long-fill-in": question("long-fill-in", correctResponsesPattern=["{case_matters=false}{lang=en}Many words."]),
    "matching": question(
        "matching",
        correctResponsesPattern=["ben[.]3[,]chris[.]2"],
        source=components("ben", "chris"),
        target=components("2", "3"),
    ),
    "performance": question(
        "performance",
        correctResponsesPattern=["pong[.]1:[,]dg[.]:10[,]lunch[.]", "{order_matters=false}pong[.]{lang=en}well"],
        steps=components("pong", "dg", "lunch"),
    ),
    "sequencing": question("sequencing", correctResponsesPattern=["b[,]a"], choices=components("a", "b")),
    "likert": question("likert", correctResponsesPattern=["l3"], scale=components("l1", "l2", "l3")),
    "numeric range": question("numeric", correctResponsesPattern=["4[:]8"]),
    "numeric open below": question("numeric", correctResponsesPattern=["[:]8.5"]),
    "numeric open above": question("numeric", correctResponsesPattern=["-4[:]"]),
    "numeric exact": question("numeric", correctResponsesPattern=["4", "-.5", "1e3"]),
    "other": question("other", correctResponsesPattern=["(35.937432,-86.868896)"]),
    "same id in two lists": question("matching", source=components("a"), target=components("a")),
}

BAD: Final[Bad] = {
    "unknown interaction": (question("essay"), "object.definition.interactionType", "must be 'true-false'"),
    "interaction in capitals": (question("Choice"), "object.definition.interactionType", "must be 'true-false'"),
    "choices without a type": (
        changed(BASE, object__definition={"choices": components("a")}),
        "object.definition",
        "interactionType is required",
    ),
    "pattern without a type": (
        changed(BASE, object__definition={"correctResponsesPattern": ["a"]}),
        "object.definition",
        "interactionType is required",
    ),
    "pattern as text": (
        question("choice", correctResponsesPattern="a"),
        "object.definition.correctResponsesPattern",
        "must be an array",
    ),
    "pattern of numbers": (
        question("choice", correctResponsesPattern=["a", 2]),
        "object.definition.correctResponsesPattern[1]",
        STRING,
    ),
    "twice one id": (question("choice", choices=components("a", "a")), "object.definition", "choices must be distinct"),
    "component without id": (
        question("choice", choices=[{"description": {"en": "A"}}]),
        "object.definition.choices[0].id",
        REQUIRED,
    ),
    "component as text": (question("choice", choices=["a"]), "object.definition.choices[0]", OBJECT),
    "component with more": (
        question("likert", scale=[{"id": "a", "name": "A"}]),
        "object.definition.scale[0].name",
        "not allowed",
    ),
    "component in a bad language": (
        question("choice", choices=[{"id": "a", "description": {"de-419-DE": "A"}}]),
        'object.definition.choices[0].description["de-419-DE"]',
        "language tag",
    ),
    "response as a pattern of an object": (
        question("numeric", correctResponsesPattern={"key": "value"}),
        "object.definition.correctResponsesPattern",
        "must be an array",
    ),
    "pattern of objects": (
        question("numeric", correctResponsesPattern=[{"key": "value"}]),
        "object.definition.correctResponsesPattern[0]",
        STRING,
    ),
    **{
        f"{name} twice for {kind}": (
            question(kind, **{name: components("a", "b", "a")}),
            "object.definition",
            f"{name} must be distinct",
        )
        for kind, name in FITTING
    },
    **{
        f"{name} of {kind} as an object": (
            question(kind, **{name: {"id": "a"}}),
            f"object.definition.{name}",
            "must be an array",
        )
        for kind, name in FITTING
    },
    **{
        f"id of {name} of {kind} as an object": (
            question(kind, **{name: [{"id": {}}]}),
            f"object.definition.{name}[0].id",
            STRING,
        )
        for kind, name in FITTING
    },
    **{
        f"{name} without a type": (
            changed(BASE, object__definition={name: components("a")}),
            "object.definition",
            "interactionType is required",
        )
        for _, name in FITTING
    },
    "interaction as a number": (question(12345), "object.definition.interactionType", "must be 'true-false'"),
    "interaction as an object": (
        question({"key": "value"}),
        "object.definition.interactionType",
        "must be 'true-false'",
    ),
    "interaction at an IRI": (
        question("http://example.org/choice"),
        "object.definition.interactionType",
        "must be 'true-false'",
    ),
}

SLIPS: Final[Bad] = {
    "component of nothing": (question("choice", choices=components("")), "object.definition.choices[0].id", "empty"),
    **{
        f"{name} for {kind}": (
            question(kind, **{name: components("a")}),
            f"object.definition.{name}",
            f"is not allowed for interactionType {kind}",
        )
        for kind, name in (
            ("choice", "scale"),
            ("choice", "steps"),
            ("sequencing", "source"),
            ("likert", "choices"),
            ("matching", "choices"),
            ("performance", "target"),
            ("true-false", "choices"),
            ("fill-in", "choices"),
            ("long-fill-in", "steps"),
            ("numeric", "scale"),
            ("other", "choices"),
        )
    },
    **{
        f"{kind} pattern {text!r}": (
            question(kind, correctResponsesPattern=[text]),
            "object.definition.correctResponsesPattern[0]",
            words,
        )
        for kind, text, words in (
            ("true-false", "True", "must be true or false"),
            ("true-false", "", "must be true or false"),
            ("choice", "", "must be ids"),
            ("choice", "a[,]", "must be ids"),
            ("choice", "[,]a", "must be ids"),
            ("sequencing", "a[,][,]b", "must be ids"),
            ("likert", "a[,]b", "must be one id"),
            ("likert", "", "must be one id"),
            ("matching", "a", "must be pairs"),
            ("matching", "a[.]", "must be pairs"),
            ("matching", "a[.]b[.]c", "must be pairs"),
            ("matching", "a[.]b[,]", "must be pairs"),
            ("performance", "a", "must be steps"),
            ("performance", "[.]a", "must be steps"),
            ("numeric", "four", "must be a number"),
            ("numeric", "1:5", "must be a number"),
            ("numeric", "5[:]1", "must be a range with the lesser number first"),
            ("numeric", "1[:]2[:]3", "must be a number"),
            ("numeric", "", "must be a number"),
        )
    },
    "response that does not fit": (
        changed(question("true-false"), result={"response": "yes"}),
        "result.response",
        "must be true or false for interactionType true-false",
    ),
}
"""What a store may refuse, and ours does not."""

CASES: Final[tuple[Case, ...]] = (
    *good("2.4.4.1", GOOD),
    *good("2.4.4.1", {name: case for name, (case, _, _) in SLIPS.items()}),
    *bad("2.4.4.1", BAD),
)
