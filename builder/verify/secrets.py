"""Finds credentials in the texts of a package: whoever has the package can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.verify.fault import Fault
from builder.verify.position import Text
from builder.verify.unpack import NAMED

URL: Final = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,9}://[^\s/\"'<>@:?#]{1,100}:[^\s/\"'<>@?#]{1,200}@[\w.-]+", re.IGNORECASE
)
QUERY: Final = re.compile(
    r"[?&;](?:auth|authorization|secret|password|api_?key|apikey|access_token|auth_token|token|client_secret)="
    r"([^&\s\"'<>`${}]{6,})",
    re.IGNORECASE,
)
SCHEME: Final = re.compile(
    r"""["'`>=:\s](?:Basic\s+[A-Za-z0-9+/]{8,}={0,2}|Bearer\s+[A-Za-z0-9._~+/-]{12,}={0,2})(?=["'`<\s;,])"""
)
TOKENS: Final = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAIza[0-9A-Za-z_-]{35}\b|\bsk_live_[0-9A-Za-z]{16,}"
    r"|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
)
PAIR: Final = re.compile(
    r"""(?<![\w$-])["']?(?P<name>[\w-]{0,60}?(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key
    |access[_-]?token|auth[_-]?token|authorization|credentials?|lrs[_-]?key|lrs[_-]?auth))["']?\s*
    (?P<sign>:|=(?!=)|,)\s*(?P<quote>["'`])(?P<value>[^"'`\s<>{}()\[\]$]{4,200})(?P=quote)""",
    re.IGNORECASE | re.VERBOSE,
)
PLAIN: Final = re.compile(
    r"^\s*(?:export\s+)?(?P<name>\w{0,60}(?:PASSWORD|SECRET|API_?KEY|TOKEN|PRIVATE_?KEY)\w{0,60})\s*[:=]\s*(?P<value>\S{4,})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
ELEMENT: Final = re.compile(
    r"<(?:\w+:)?(?P<name>password|secret|apikey|api_key|client_secret|auth|authorization)\b[^>]*>\s*(?P<value>[^<\s]{4,})\s*</",
    re.IGNORECASE,
)
NOT_ONE: Final = re.compile(
    r"(?:(?:your|example|placeholder|change-?me).*|string|text|number|boolean|object|hidden|input|field|label|none|null|true|false|undefined|required|optional|x+|\*+|\.+|#.*|[.:\[].*)"
    r"|(?:current|new|one-time|confirm)?[-_]?(?:pass(?:word|wd|phrase)s?|secrets?|tokens?|credentials?|omit|same-origin|include|authorization)",
    re.IGNORECASE,
)
SIGNS: Final = ("private key", "akia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "xox", "aiza", "sk_live", "eyj")
FORMS: Final = (
    ("V701", URL, ("@",), 0, "An address holds a name and a password."),
    ("V701", QUERY, ("auth", "secret", "password", "key", "token"), 1, "An address holds a password or a token."),
    ("V702", SCHEME, ("basic", "bearer"), 1, "The file holds a value for the header Authorization."),
    ("V704", TOKENS, SIGNS, 0, "The file holds a private key or the token of a service."),
)
WORDS: Final = ("pass", "secret", "key", "token", "auth", "credential")
OUT: Final = "Take it out, and let whoever gave it make a new one: it is known to all who have the package."
HEADERS: Final = ("authorization", "api-key")
CONFIG: Final = ("env", "ini", "cfg", "conf", "yaml", "yml", "txt", "npmrc", "netrc")


def check(text: Text, kind: str) -> Iterator[Fault]:
    """All credentials of a file whose name ends in `kind`; of each place only the first that is found."""
    told: set[int] = set()
    for code, at, said in sorted(_found(text.text, kind), key=lambda found: (found[1], found[0])):
        line = text.text.count("\n", 0, at)
        if line in told and len(text.text) < 1 << 20:
            continue
        told.add(line)
        yield text.fault(code, at, said, OUT)


def _found(text: str, kind: str) -> Iterator[tuple[str, int, str]]:
    # To look for a word is a hundred times as fast as to try a pattern at every letter.
    small = text.lower()
    for code, pattern, words, behind, said in FORMS:
        if any(word in small for word in words):
            yield from ((code, found.start() + behind, said) for found in pattern.finditer(text))
    if any(word in small for word in WORDS):
        yield from _pairs(text, kind)


def _pairs(text: str, kind: str) -> Iterator[tuple[str, int, str]]:
    patterns = [PAIR, ELEMENT] if kind in ("xml", "html", "htm") else [PAIR]
    if kind in CONFIG:
        patterns.append(PLAIN)
    for pattern in patterns:
        for found in pattern.finditer(text):
            # A comma parts a header from its value; between other names it is only a list.
            in_list = found.groupdict().get("sign") == "," and not found["name"].lower().endswith(HEADERS)
            if not in_list and _is_secret(found["name"], found["value"]):
                yield "V703", found.start(), f"The file holds a value for '{found['name']}'."


def _is_secret(name: str, value: str) -> bool:
    """Whether a value can be a credential, and not a label, a type or a placeholder."""
    if NOT_ONE.fullmatch(value) or value.casefold() == name.casefold():
        return False
    # One word with a capital letter is a label in somebody's language.
    return not value.isalpha() or value.islower() or len(value) > 10


def name_faults(names: frozenset[str]) -> Iterator[Fault]:
    """Files whose names say that they keep credentials."""
    for name in sorted(names):
        last = name.rpartition("/")[2].lower()
        if last in NAMED - {".htaccess"} or last.endswith((".pem", ".key", ".p12", ".pfx", ".kdbx")):
            yield Fault("V705", "Files of this name keep passwords or keys.", OUT, name)
