"""Verbs, and with them the syntax of IRIs (2.4.3, 4.3)."""

from typing import Final

from tests.records.xapi.statements import BASE, IRI, OBJECT, REQUIRED, STRING, Bad, Good, changed

GOOD: Final[Good] = {
    "verb of another alphabet": changed(BASE, verb={"id": "http://example.com/فعل/خواندن"}),
    "verb as a urn": changed(BASE, verb={"id": "urn:example:verb:fired"}),
    "verb with a fragment": changed(BASE, verb={"id": "https://example.org/verbs#fired"}),
    "verb with a query and escapes": changed(BASE, verb={"id": "https://example.org/v?a=b&c=%20"}),
    "verb as a tag": changed(BASE, verb={"id": "tag:adlnet.gov,2013:expapi:1.0.0:verbs:launched"}),
}

BAD: Final[Bad] = {
    "verb as text": (changed(BASE, verb="learned"), "verb", OBJECT),
    "verb without id": (changed(BASE, verb={"display": {"en": "learned"}}), "verb.id", REQUIRED),
    "display as text": (changed(BASE, verb__display="learned"), "verb.display", OBJECT),
    "display of a number": (changed(BASE, verb__display={"en": 1}), "verb.display.en", STRING),
    **{
        f"verb id {text!r}": (changed(BASE, verb={"id": text}), "verb.id", IRI)
        for text in (
            "",
            "learned",
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
}
