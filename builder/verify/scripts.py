"""Looks at scripts: what a strict content policy refuses, and what asks another server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.verify.fault import Fault
from builder.verify.javascript import bare, code
from builder.verify.position import Text, shown

EVAL: Final = re.compile(r"(?<![\w$.])(?:eval|new\s+Function|Function)\s*\(|\b(?:window|globalThis)\.eval\s*\(")
TIMER: Final = re.compile(r"""\bset(?:Timeout|Interval)\s*\(\s*["'`]""")
URL: Final = r"""["'`]\s*((?:https?:|wss?:)?//[^"'`\s]+)"""
REQUEST: Final = re.compile(
    rf"""(?:\bfetch|\bimport|\bimportScripts|\bsendBeacon|\bnew\s+(?:WebSocket|EventSource|Worker|SharedWorker|Request)
    |\$\.(?:get|post|getJSON|getScript)|\baxios(?:\.\w+)?)\s*\(\s*{URL}
    |\.open\s*\(\s*["'`][A-Za-z]+["'`]\s*,\s*{URL}
    |\.src\s*=\s*{URL}
    |\bimport\s*{URL}|\b(?:import|export)\b[^;"'`()=]{{0,400}}?\bfrom\s*{URL}""",
    re.VERBOSE,
)
UNLOAD: Final = re.compile(r"""\.addEventListener\s*\(\s*["'`]unload["'`]|\bonunload\s*=(?!=)""")


def check(text: Text, script: str | None = None, at: int = 0) -> Iterator[Fault]:
    """The faults of a file, or of a script in it that begins `at`."""
    script = text.text if script is None else script
    plain = bare(script)
    for found in EVAL.finditer(plain):
        said = f"The script makes code of text by {shown(found[0])}…)."
        yield text.fault("V604", at + found.start(), said, "Write it without.")
    with_text = code(script)
    for found in TIMER.finditer(with_text):
        yield text.fault("V604", at + found.start(), "A timer is given its code as text.", "Give it a function.")
    for found in REQUEST.finditer(with_text):
        url = next(filter(None, found.groups()))
        yield text.fault("V605", at + found.start(), f"The script asks {shown(url)}.", "Put the file into the package.")
    for found in UNLOAD.finditer(with_text):
        hint = "Save early and often, and finish on pagehide."
        yield text.fault("V615", at + found.start(), "The script waits for the unload event.", hint)
