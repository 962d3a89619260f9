"""The shapes of the elements of SCORM manifests."""

from __future__ import annotations

from typing import Final

from builder.verify.shapes import Shape, Shapes, shape
from builder.verify.spaces import ADL12, ADL2004, ADLNAV, ADLSEQ, CP12, CP2004, IMSSS

TEXT: Final = shape(foreign=False)
ITEM: Final = shape("title? item* metadata?", "identifier!=id identifierref isvisible=bool parameters")
PACKAGING: Final[dict[str, Shape]] = {
    "manifest": shape("metadata? organizations resources manifest*", "identifier!=id version"),
    "metadata": shape("schema? schemaversion?"),
    "organizations": shape("organization*", "default"),
    "organization": shape("title? item* metadata?", "identifier!=id structure"),
    "item": ITEM,
    "resources": shape("resource*"),
    "resource": shape("metadata? file* dependency*", "identifier!=id type! href"),
    "file": shape("metadata?", "href!"),
    "dependency": shape("", "identifierref!"),
    "schema": TEXT,
    "schemaversion": TEXT,
    "title": TEXT,
}
TIME_LIMIT_ACTIONS: Final = ("exit,message", "exit,no message", "continue,message", "continue,no message")

SCORM12: Final[Shapes] = {
    CP12: PACKAGING,
    ADL12: {
        "prerequisites": shape("", "type!=aicc_script", foreign=False),
        "maxtimeallowed": TEXT,
        "timelimitaction": TEXT,
        "datafromlms": TEXT,
        "masteryscore": TEXT,
        "location": TEXT,
    },
}

CONDITIONS: Final = "conditionCombination=all|any"
RULE: Final = shape("ruleConditions? ruleAction?", foreign=False)
ROLLUP: Final = "requiredForSatisfied requiredForNotSatisfied requiredForCompleted requiredForIncomplete"
WHEN: Final = "=always|ifAttempted|ifNotSkipped|ifNotSuspended"
TIMING: Final = "=never|once|onEachNewAttempt"
SEQUENCING: Final[dict[str, Shape]] = {
    "sequencingCollection": shape("sequencing+", foreign=False),
    "sequencing": shape(
        "controlMode? sequencingRules? limitConditions? auxiliaryResources? rollupRules? objectives? "
        "randomizationControls? deliveryControls?",
        "ID=id IDRef",
    ),
    "controlMode": shape(
        "",
        "choice=bool choiceExit=bool flow=bool forwardOnly=bool useCurrentAttemptObjectiveInfo=bool "
        "useCurrentAttemptProgressInfo=bool",
    ),
    "sequencingRules": shape("preConditionRule* exitConditionRule* postConditionRule*"),
    "preConditionRule": RULE,
    "exitConditionRule": RULE,
    "postConditionRule": RULE,
    "ruleConditions": shape("ruleCondition+", CONDITIONS),
    "ruleCondition": shape(
        "", "referencedObjective measureThreshold=measure operator=not|noOp condition!", foreign=False
    ),
    "rollupRules": shape(
        "rollupRule*", "rollupObjectiveSatisfied=bool rollupProgressCompletion=bool objectiveMeasureWeight=unit"
    ),
    "rollupConditions": shape("rollupCondition+", CONDITIONS),
    "rollupAction": shape("", "action!=satisfied|notSatisfied|completed|incomplete"),
    "objectives": shape("primaryObjective objective*"),
    "primaryObjective": shape("minNormalizedMeasure? mapInfo*", "satisfiedByMeasure=bool objectiveID"),
    "objective": shape("minNormalizedMeasure? mapInfo*", "satisfiedByMeasure=bool objectiveID"),
    "mapInfo": shape(
        "",
        "targetObjectiveID! readSatisfiedStatus=bool readNormalizedMeasure=bool writeSatisfiedStatus=bool "
        "writeNormalizedMeasure=bool",
    ),
    "randomizationControls": shape(
        "", f"randomizationTiming{TIMING} selectCount=count reorderChildren=bool selectionTiming{TIMING}"
    ),
    "deliveryControls": shape("", "tracked=bool completionSetByContent=bool objectiveSetByContent=bool"),
}
MAPS: Final = "RawScore MinScore MaxScore CompletionStatus ProgressMeasure"
SCORM2004: Final[Shapes] = {
    CP2004: {**PACKAGING, "organization": shape("title? item+ metadata?", "identifier!=id structure")},
    IMSSS: SEQUENCING,
    ADL2004: {
        "timeLimitAction": TEXT,
        "dataFromLMS": TEXT,
        "location": TEXT,
        "completionThreshold": shape(
            "", "completedByMeasure=bool minProgressMeasure=unit progressWeight=unit", foreign=False
        ),
        "data": shape("map+", foreign=False),
        "map": shape("", "targetID! readSharedData=bool writeSharedData=bool", foreign=False),
    },
    ADLSEQ: {
        "objectives": shape("objective+", foreign=False),
        "objective": shape("mapInfo+", "objectiveID!", foreign=False),
        "mapInfo": shape(
            "",
            "targetObjectiveID! " + " ".join(f"read{name}=bool write{name}=bool" for name in MAPS.split()),
            foreign=False,
        ),
        "constrainedChoiceConsiderations": shape("", "preventActivation=bool constrainChoice=bool", foreign=False),
        "rollupConsiderations": shape(
            "", " ".join(name + WHEN for name in ROLLUP.split()) + " measureSatisfactionIfActive=bool", foreign=False
        ),
    },
    ADLNAV: {
        "presentation": shape("navigationInterface?", foreign=False),
        "navigationInterface": shape("hideLMSUI*", foreign=False),
        "hideLMSUI": TEXT,
    },
}
