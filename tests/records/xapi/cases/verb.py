"""Verbs, and with them the syntax of IRIs (2.4.3, 4.3)."""

from typing import Final

from tests.records.xapi.statements import BASE, IRI, OBJECT, REQUIRED, STRING, Case, bad, changed, good

CASES: Final[tuple[Case, ...]] = (
    *good(
        "4.3",
        {
            "verb with an odd scheme": changed(BASE, verb={"id": "h+x.y-1:a"}),
            "verb by http in capitals": changed(BASE, verb={"id": "HTTPS://example.org"}),
            "verb of another alphabet": changed(BASE, verb={"id": "http://example.com/فعل/خواندن"}),
            "verb as a urn": changed(BASE, verb={"id": "urn:example:verb:fired"}),
            "verb with a fragment": changed(BASE, verb={"id": "https://example.org/verbs#fired"}),
            "verb with a query and escapes": changed(BASE, verb={"id": "https://example.org/v?a=b&c=%20"}),
            "verb as a tag": changed(BASE, verb={"id": "tag:adlnet.gov,2013:expapi:1.0.0:verbs:launched"}),
        },
    ),
    *bad(
        "2.4.3",
        {
            "display of nothing": (changed(BASE, verb__display={}), "verb.display", "must not be empty"),
            "display as a list": (changed(BASE, verb__display=["a"]), "verb.display", OBJECT),
            "verb as text": (changed(BASE, verb="learned"), "verb", OBJECT),
            "verb without id": (changed(BASE, verb={"display": {"en": "learned"}}), "verb.id", REQUIRED),
            "display as text": (changed(BASE, verb__display="learned"), "verb.display", OBJECT),
            "display of a number": (changed(BASE, verb__display={"en": 1}), "verb.display.en", STRING),
        },
    ),
    *bad(
        "4.3",
        {
            **{
                f"verb id {text!r}": (changed(BASE, verb={"id": text}), "verb.id", IRI)
                for text in (
                    "",
                    "learned",
                    "adlnet.gov/expapi/verbs/learned",
                    "http:///a",
                    "htt p://a",
                    "-a:b",
                    "/verbs/learned",
                    "//example.org/v",
                    "example.org/v",
                    "http://",
                    "https:///v",
                    "http:v",
                    "ab=c://should.fail.com",
                    "https://example.org/a b",
                    "https://example.org/<v>",
                    "https://example.org/%zz",
                    "https://example.org/a#b#c",
                    "1http://a.example",
                    "https://example.org/a\n",
                    "https://example.org/{v}",
                    "HTTP://",
                    "https://example.org/a\u00a0b",
                    "urn:",
                )
            },
        },
    ),
)
