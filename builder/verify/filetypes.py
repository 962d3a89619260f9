"""Looks at what kinds of file a package holds, and at its size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.verify import limits
from builder.verify.fault import Fault
from builder.verify.package import Package
from builder.verify.unpack import suffix

SERVER: Final = (
    *("php", "php3", "php4", "php5", "phtml", "phar", "py", "pyc", "rb", "pl", "cgi", "sh", "bash", "asp", "aspx"),
    *("ascx", "ashx", "asmx", "jsp", "jspx", "cfm", "cfc", "htaccess"),
    *("exe", "com", "bat", "cmd", "ps1", "vbs", "wsf", "msi", "dll", "so", "dylib", "scr", "jar", "war", "class"),
)
ARCHIVES: Final = ("zip", "dat", "br", "gz", "tar", "tgz", "7z", "rar")
DEAD: Final = ("swf", "flv", "f4v", "wmv", "avi", "wma", "xap", "dcr", "unity3d", "mov", "rm", "docm", "xlsm", "pptm")
LEFT_OVER: Final = (".ds_store", "thumbs.db", "desktop.ini", ".gitignore", ".gitattributes")
LEFT_FOLDERS: Final = ("__macosx", ".git", ".svn", ".idea", ".vscode", "node_modules", "__pycache__")


def check(package: Package) -> Iterator[Fault]:
    """All faults of types and sizes."""
    for name in sorted(package.files):
        yield from _file(name)
    if package.size > limits.SIZE_ADVISED:
        yield _large("V805", package.size, limits.SIZE_ADVISED)
    elif package.size > limits.SIZE_AIMED_AT:
        yield _large("V804", package.size, limits.SIZE_AIMED_AT)


def _file(name: str) -> Iterator[Fault]:
    kind = suffix(name) or name.rpartition("/")[2].lstrip(".").lower()
    folders = name.lower().split("/")
    if folders[-1] in LEFT_OVER or folders[-1].startswith("._") or any(part in LEFT_FOLDERS for part in folders[:-1]):
        yield Fault("V803", "Another program left this file behind.", "Take it out of the package.", name)
    elif kind in SERVER:
        yield Fault("V801", f"A file of the type .{kind} is a program.", "Take it out of the package.", name)
    elif kind in ARCHIVES:
        yield Fault("V802", f"A file of the type .{kind} is in the package.", "Unpack it, or take it out.", name)
    elif kind in DEAD:
        hint = "Use .mp4 for videos, and a PDF for documents."
        yield Fault("V806", f"Browsers play no file of the type .{kind}.", hint, name)


def _large(code: str, size: int, limit: int) -> Fault:
    said = f"The package has {size / limits.MIB:.0f} MB, more than {limit // limits.MIB} MB."
    return Fault(code, said, "Make videos and pictures smaller, or let the course be several packages.")
