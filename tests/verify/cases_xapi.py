"""Faults that only cmi5.xml and tincan.xml can have, by the code that tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.verify.cases_archive import Case
from tests.verify.cases_manifest import LAUNCH, URL, cmi5, xapi

CASES: Final[Mapping[str, Mapping[str, Case]]] = {
    "V401": {"slug": cmi5("https://example.org/fire/au", "au-1"), "blank": cmi5("fire/au", "fire au")},
    "V402": {"twice": cmi5("https://example.org/fire/au", "https://example.org/fire")},
    "V403": {"none": cmi5('idref="https://example.org/fire/o1"', 'idref="https://example.org/fire/o2"')},
    "V405": {"twice": cmi5("</langstring>", '</langstring><langstring lang="en-US">Fire</langstring>')},
    "V406": {"word": cmi5("CompletedAndPassed", "completed")},
    "V407": {"none": cmi5(' moveOn="CompletedAndPassed"', "")},
    "V408": {
        "80": cmi5('"0.8"', '"80"'),
        "minus": cmi5('"0.8"', '"-0.1"'),
        "decimals": cmi5('"0.8"', '"0.80001"'),
        "word": cmi5('"0.8"', '"high"'),
    },
    "V409": {"word": cmi5("AnyWindow", "Popup")},
    "V410": {"word": cmi5("launchMethod=", 'activityType="lesson" launchMethod=')},
    "V411": {"empty": cmi5(URL, "<url> </url>")},
    "V412": {"endpoint": cmi5(URL, "<url>index.html?a=1&amp;fetch=no</url>")},
    "V413": {"fragment": cmi5(URL, "<url>index.html#start</url>")},
    "V415": {"none": cmi5(' lang="en-US"', "")},
    "V501": {
        "slug": xapi("https://example.org/fire/q1", "q1"),
        "host": xapi("https://example.org/fire", "https:/fire"),
    },
    "V502": {"twice": xapi("https://example.org/fire/q1", "https://example.org/fire")},
    "V503": {
        "word": xapi("http://adlnet.gov/expapi/activities/course", "course"),
        "none": xapi(' type="http://adlnet.gov/expapi/activities/course"', ""),
    },
    "V504": {
        "none": xapi(LAUNCH, ""),
        "two": xapi("<interactionType>", f"{LAUNCH}<interactionType>"),
    },
    "V505": {"word": xapi("<interactionType>choice", "<interactionType>multiple")},
    "V506": {
        "word": xapi(
            "</interactionType>", '</interactionType><extensions><extension key="a">b</extension></extensions>'
        )
    },
    "V507": {"empty": xapi(LAUNCH, "<launch/>"), "auth": xapi("index.html", "index.html?auth=x")},
    "V509": {
        "secret": xapi(
            "</activities>", "<provider><name>P</name><id>p</id><secret>hush-hush</secret></provider></activities>"
        )
    },
    "V511": {"xml": xapi('<launch lang="en-US"', '<launch xml:lang="en-US"')},
    "V512": {"resource": xapi(LAUNCH, LAUNCH.replace("launch", "resource"))},
}
