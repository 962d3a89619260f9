"""Manifests with a fault, by the code that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.verify.cases_archive import Case
from tests.verify.stock import SCORM12, SCORM2004_3, SEQUENCING, SITE, TEXTS, Files, listed, stock

ITEM: Final = '<item identifier="i1" identifierref="r1">\n        <title>Fire exits, the course</title>'
SECOND: Final = '<item identifier="i2" identifierref="r2"><title>Two</title></item>'
RESOURCE: Final = '<resource identifier="r2" type="webcontent" adlcp:scormtype="asset"><file href="b.png"/></resource>'
FILE: Final = '<file href="b.png"/>'
DELIVERY: Final = '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
PRIMARY: Final = '<imsss:primaryObjective objectiveID="primary"/>'
LAUNCH: Final = '<launch lang="en-US">index.html</launch>'
URL: Final = "<url>index.html</url>"


def scorm(old: str, new: str) -> Case:
    return lambda: stock("scorm12", (old, new))


def in_item(element: str) -> Case:
    """An element of ADL's behind the title of the item."""
    return scorm(ITEM, ITEM + element)


def third(old: str, new: str) -> Case:
    return lambda: stock("scorm2004-3", (old, new))


def fourth(old: str, new: str) -> Case:
    return lambda: stock("scorm2004-4", (old, new))


def cmi5(old: str, new: str) -> Case:
    return lambda: stock("cmi5", (old, new))


def xapi(old: str, new: str) -> Case:
    return lambda: stock("xapi", (old, new))


def moved(old: str, before: str) -> Files:
    """The manifest with one part of it moved in front of another."""
    manifest = SCORM12.replace(old, "", 1).replace(before, old + before, 1)
    return stock() | {"imsmanifest.xml": manifest.encode()}


def branch(inside: str = "") -> Files:
    """An item with one below it."""
    item = f'<item identifier="b1"><title>Branch</title>{ITEM}{SEQUENCING}</item>{inside}</item>'
    start, end = SCORM2004_3.index("<item "), SCORM2004_3.index("</item>") + len("</item>")
    return stock("scorm2004-3") | {"imsmanifest.xml": (SCORM2004_3[:start] + item + SCORM2004_3[end:]).encode()}


FLOWING: Final = '<imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing>'
OBJECTIVE: Final = '<imsss:objective objectiveID="o{}"><imsss:mapInfo targetObjectiveID="g" {}/></imsss:objective>'
WRITES: Final = 'writeSatisfiedStatus="true"'

XML: Final[Mapping[str, Mapping[str, Case]]] = {
    "V105": {
        "cut": scorm("</manifest>", ""),
        "entity": scorm("<title>Fire exits<", "<title>Fire&nbsp;exits<"),
        "ampersand": scorm("Fire exits<", "Fire & exits<"),
        "empty": lambda: stock() | {"imsmanifest.xml": b""},
        "bytes": scorm("Fire exits<", "Fire\x00exits<"),
    },
    "V106": {
        "doctype": scorm("<manifest", "<!DOCTYPE manifest>\n<manifest"),
        "laughs": scorm("<manifest", '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<manifest'),
        "file": scorm("<manifest", '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<manifest'),
    },
    "V107": {
        "latin": lambda: (
            stock()
            | {"imsmanifest.xml": SCORM12.replace("UTF-8", "ISO-8859-1").replace("exits", "\xe9xits").encode("latin-1")}
        )
    },
    "V108": {
        "scorm": scorm("imscp_rootv1p1p2", "imscp_rootv1p1p3"),
        "cmi5": cmi5("v1/CourseStructure", "v2/CourseStructure"),
        "xapi": xapi("projecttincan.com/tincan.xsd", "projecttincan.com/tincan2.xsd"),
    },
    "V109": {"huge": lambda: stock() | {"imsmanifest.xml": SCORM12.encode() + b"\n" * (5 << 20)}},
    "V111": {
        "order of an item": scorm("<title>Fire exits, the course", "<metadata/><title>Fire exits, the course"),
        "order of the manifest": lambda: moved(
            SCORM12[SCORM12.index("<resources>") : SCORM12.index("</manifest>")], "<organizations"
        ),
        "unknown": scorm(ITEM, ITEM + "<subtitle>No</subtitle>"),
        "two titles": scorm(ITEM, ITEM + "<title>Two</title>"),
        "cmi5 unknown": cmi5("</course>", "<subtitle/></course>"),
        "unknown of ADL": in_item("<adlcp:mastery>1</adlcp:mastery>"),
        "cmi5 order": cmi5(f"{URL}", f"{URL}<objectives><objective/></objectives>"),
        "cmi5 title": cmi5(f'AnyWindow">\n    {TEXTS}', 'AnyWindow">'),
        "cmi5 url": cmi5(URL, ""),
        "xapi description": xapi('<description lang="en-US">Which exit?</description>', ""),
        "xapi order": xapi(LAUNCH, f"{LAUNCH}<name>Late</name>"),
        "sequencing order": third(DELIVERY, DELIVERY + '<imsss:controlMode flow="true"/>'),
    },
    "V112": {
        "unknown": scorm(FILE, '<file href="b.png" name="b"/>'),
        "missing": scorm(' type="webcontent"', ""),
        "no word": third('<imsss:controlMode choice="true"', '<imsss:controlMode choice="yes"'),
        "measure": third(PRIMARY, f'{PRIMARY}<imsss:objective objectiveID="a" satisfiedByMeasure="maybe"/>'),
        "cmi5 id": cmi5(' id="https://example.org/fire/au"', ""),
        "cmi5 language": cmi5('lang="en-US"', 'lang="american english"'),
    },
    "V114": {
        "cmi5": cmi5(URL, f'{URL}<x:y xmlns:x="https://example.org/x"/>'),
        "scorm": in_item('<x:y xmlns:x="https://example.org/x"/>'),
    },
}
SCORM: Final[Mapping[str, Mapping[str, Case]]] = {
    "V201": {"word": scorm("ADL SCORM", "ADL Scorm"), "none": scorm("<schema>ADL SCORM</schema>", "")},
    "V202": {
        "word": scorm("<schemaversion>1.2", "<schemaversion>CAM 1.3"),
        "none": scorm("<schemaversion>1.2</schemaversion>", ""),
        "2nd edition": third("2004 3rd Edition", "2004 2nd Edition"),
    },
    "V203": {
        "prefix": lambda: (
            stock()
            | {"imsmanifest.xml": SCORM12.replace("adlcp:", "adl:").replace("xmlns:adlcp", "xmlns:adl").encode()}
        )
    },
    "V204": {
        "none": scorm(' adlcp:scormtype="sco"', ""),
        "case": scorm("adlcp:scormtype", "adlcp:scormType"),
        "word": scorm('scormtype="sco"', 'scormtype="SCO"'),
        "2004": third("adlcp:scormType", "adlcp:scormtype"),
    },
    "V205": {
        "digit": scorm('identifier="m1"', 'identifier="1m"'),
        "blank": scorm('identifier="m1"', 'identifier="m 1"'),
        "colon": scorm('identifier="m1"', 'identifier="m:1"'),
    },
    "V206": {
        "twice": scorm('identifier="m1"', 'identifier="i1"'),
        "resources": lambda: stock(
            "scorm12",
            (
                "</resources>",
                RESOURCE.replace('"r2"', '"r1"').replace(
                    'adlcp:scormtype="asset"', 'adlcp:scormtype="sco" href="b.png"'
                )
                + "</resources>",
            ),
        ),
    },
    "V207": {
        "item": lambda: listed(stock("scorm12", (ITEM, ITEM + "</item>" + SECOND[: -len("</item>")]))),
        "default": scorm('default="o1"', 'default="o2"'),
        "no default": scorm(' default="o1"', ""),
        "dependency": scorm("</resource>", '<dependency identifierref="r9"/></resource>'),
    },
    "V208": {
        "no organization": lambda: (
            stock()
            | {
                "imsmanifest.xml": (
                    SCORM12[: SCORM12.index("<organizations")]
                    + "<organizations/>"
                    + SCORM12[SCORM12.index("</organizations>") + len("</organizations>") :]
                ).encode()
            }
        ),
    },
    "V209": {
        "item": scorm("<title>Fire exits, the course</title>", ""),
        "organization": scorm("<title>Fire exits</title>", "<title> </title>"),
    },
    "V210": {
        "201": scorm("Fire exits, the course", "x" * 201),
        "Moodle": third("Fire exits, the course", "x" * 256),
    },
    "V211": {"leaf": scorm(ITEM, f'{ITEM}</item><item identifier="i2"><title>Two</title>')},
    "V212": {"branch": scorm(ITEM, ITEM + '<item identifier="i2" identifierref="r1"><title>Two</title></item>')},
    "V213": {
        "asset": lambda: stock(
            "scorm12", (ITEM, f"{ITEM}</item>{SECOND[: -len('</item>')]}"), ("</resources>", f"{RESOURCE}</resources>")
        )
    },
    "V214": {
        "file": lambda: {name: data for name, data in stock().items() if name != "b.png"},
        "case": lambda: stock("scorm12", (FILE, FILE + '<file href="B2.png"/>')),
        "launch": lambda: {name: data for name, data in stock("cmi5").items() if name != "index.html"},
        "xapi": xapi("index.html", "start.html"),
        "metadata": in_item("<metadata><adlcp:location>meta.xml</adlcp:location></metadata>"),
    },
    "V215": {
        "blank": scorm(FILE, '<file href="b.png?for=a learner"/>'),
        "backslash": scorm("js/a.js", "js\\a.js"),
        "percent": scorm(FILE, '<file href="b.png?for=100%"/>'),
    },
    "V216": {
        "root": cmi5(URL, "<url>/index.html</url>"),
        "up": xapi("index.html", "../index.html"),
        "ftp": scorm(FILE, FILE + '<file href="ftp://example.org/b.png"/>'),
        "cmi5 file": cmi5(URL, "<url>file:///index.html</url>"),
        "xapi script": xapi("index.html", "javascript:alert(1)"),
    },
    "V217": {
        "scorm": scorm(FILE, FILE + '<file href="https://example.org/b.png"/>'),
        "cmi5": cmi5(URL, "<url>https://example.org/index.html</url>"),
        "xapi": xapi("index.html", "https://example.org/index.html"),
    },
    "V218": {"stray": lambda: stock() | {"stray.png": b""}},
    "V219": {"launch": lambda: stock("scorm12", ('<file href="index.html"/>', ""))},
    "V220": {"twice": scorm(FILE, FILE + FILE)},
    "V221": {"html": scorm('type="webcontent"', 'type="text/html"')},
    "V222": {
        "sco": scorm("</resources>", RESOURCE.replace("asset", "sco") + "</resources>"),
    },
    "V223": {
        "two": lambda: stock(
            "scorm12",
            (FILE, FILE + '<dependency identifierref="r2"/>'),
            ("</resources>", RESOURCE.replace("</r", '<dependency identifierref="r1"/></r') + "</resources>"),
        ),
        "itself": scorm(FILE, FILE + '<dependency identifierref="r1"/>'),
    },
    "V224": {
        "data": in_item(f"<adlcp:datafromlms>{'x' * 256}</adlcp:datafromlms>"),
        "prerequisites": in_item(f'<adlcp:prerequisites type="aicc_script">{"x" * 201}</adlcp:prerequisites>'),
        "parameters": scorm('identifierref="r1"', f'identifierref="r1" parameters="?a={"x" * 999}"'),
        "2004": third(SEQUENCING, f"<adlcp:dataFromLMS>{'x' * 4001}</adlcp:dataFromLMS>{SEQUENCING}"),
    },
    "V225": {
        "word": scorm('identifierref="r1"', 'identifierref="r1" parameters="lesson"'),
        "blank": scorm('identifierref="r1"', 'identifierref="r1" parameters="?a=b c"'),
    },
    "V226": {
        "150": in_item("<adlcp:masteryscore>150</adlcp:masteryscore>"),
        "minus": in_item("<adlcp:masteryscore>-1</adlcp:masteryscore>"),
        "percent": in_item("<adlcp:masteryscore>80%</adlcp:masteryscore>"),
        "empty": in_item("<adlcp:masteryscore/>"),
    },
    "V228": {
        "time": in_item("<adlcp:maxtimeallowed>90 minutes</adlcp:maxtimeallowed>"),
        "action": in_item("<adlcp:timelimitaction>exit</adlcp:timelimitaction>"),
        "2004": third(SEQUENCING, f"<adlcp:timeLimitAction>exit</adlcp:timeLimitAction>{SEQUENCING}"),
        "buttons": third(
            SEQUENCING,
            "<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>all</adlnav:hideLMSUI>"
            f"</adlnav:navigationInterface></adlnav:presentation>{SEQUENCING}",
        ),
    },
    "V229": {
        "base": lambda: {
            **{f"content/{name}": data for name, data in SITE.items()},
            "imsmanifest.xml": SCORM12.replace("<resources>", '<resources xml:base="content">')
            .replace('href="', 'href="content/')
            .encode(),
        }
    },
    "V230": {"asset": scorm('scormtype="sco"', 'scormtype="asset"')},
    "V231": {
        "two": lambda: stock(
            "scorm12",
            (ITEM, f"{ITEM}</item>{SECOND[: -len('</item>')]}"),
            ("</resources>", RESOURCE.replace('"asset"', '"sco" href="b.png"') + "</resources>"),
        )
    },
    "V232": {
        "other": lambda: stock(
            "scorm12",
            ('<file href="index.html"/>', ""),
            ("</resources>", RESOURCE.replace("b.png", "index.html") + "</resources>"),
        )
    },
    "V233": {"220": third("Fire exits, the course", "x" * 220)},
}
SCORM2004: Final[Mapping[str, Mapping[str, Case]]] = {
    "V301": {
        "threshold": third(
            SEQUENCING, f'<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>{SEQUENCING}'
        ),
        "data": third(SEQUENCING, f'<adlcp:data><adlcp:map targetID="d"/></adlcp:data>{SEQUENCING}'),
    },
    "V302": {"2": third(SEQUENCING, f"<adlcp:completionThreshold>2</adlcp:completionThreshold>{SEQUENCING}")},
    "V303": {"branch": lambda: branch(f"<adlcp:dataFromLMS>x</adlcp:dataFromLMS>{FLOWING}")},
    "V304": {"1.2": third(SEQUENCING, f"<adlcp:masteryscore>80</adlcp:masteryscore>{SEQUENCING}")},
    "V305": {"none": third(DELIVERY, f"{DELIVERY}</imsss:sequencing>\n<imsss:sequencing IDRef='s9'>{DELIVERY}")},
    "V306": {
        "twice": third(PRIMARY, f'{PRIMARY}<imsss:objective objectiveID="primary"/>'),
        "none": third(PRIMARY, f"{PRIMARY}<imsss:objective/>"),
        "mapped": third(
            PRIMARY, '<imsss:primaryObjective><imsss:mapInfo targetObjectiveID="g"/></imsss:primaryObjective>'
        ),
    },
    "V307": {
        "seq": fourth(
            DELIVERY,
            f'{DELIVERY}<adlseq:objectives><adlseq:objective objectiveID="x">'
            '<adlseq:mapInfo targetObjectiveID="g"/></adlseq:objective></adlseq:objectives>',
        )
    },
    "V308": {"two": third(PRIMARY, PRIMARY + OBJECTIVE.format(1, WRITES) + OBJECTIVE.format(2, WRITES))},
    "V309": {
        "80": third(
            PRIMARY,
            '<imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">'
            "<imsss:minNormalizedMeasure>80</imsss:minNormalizedMeasure></imsss:primaryObjective>",
        )
    },
    "V310": {
        "none": third(DELIVERY, ""),
        "half": third(' objectiveSetByContent="true"', ""),
    },
    "V311": {
        "organization": third(' flow="true"', ""),
        "branch": lambda: branch(),
    },
    "V312": {
        "rule": third(
            "<imsss:objectives>",
            "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>"
            '<imsss:ruleCondition condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="skip"/>'
            "</imsss:preConditionRule></imsss:sequencingRules>"
            "<imsss:objectives>",
        )
    },
}
CASES: Final = {**XML, **SCORM, **SCORM2004}
