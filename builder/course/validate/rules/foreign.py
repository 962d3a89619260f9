"""Words in other languages: what stands behind `lang:`, and the language of the course."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.course.defaults import DEFAULTS, is_spoken
from builder.course.model.course import LANGUAGE
from builder.course.validate import markup
from builder.course.validate.draft import Draft
from builder.course.validate.rules.prose import hits, where
from builder.diagnostics import Diagnostic

NO_CODES: Final = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "sp": "es", "ua": "uk", "vn": "vi"}
"""Countries and guesses that are taken for languages, and no language has."""
LANGUAGES: Final = {
    "arabic": "ar", "cantonese": "yue", "chinese": "zh", "creole": "ht", "dari": "prs", "english": "en",
    "español": "es", "farsi": "fa", "french": "fr", "german": "de", "haitian": "ht", "hindi": "hi",
    "hmong": "hmn", "italian": "it", "japanese": "ja", "korean": "ko", "mandarin": "zh", "pashto": "ps",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "punjabi": "pa", "russian": "ru", "somali": "so",
    "spanish": "es", "tagalog": "tl", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip
"""The tags of languages by the names that an author may write."""


def no_language(draft: Draft) -> Iterator[Diagnostic]:
    """R314."""
    for part, path, found in hits(draft, markup.links):
        tag = found.name.removeprefix(markup.PASSAGE)
        if tag != found.name and (not re.fullmatch(LANGUAGE, tag) or tag.split("-")[0] in NO_CODES):
            yield part.problem("R314", where(part, path, found), f"'{tag[:40]}' is no language tag", _advice(tag))


def unspoken_language(draft: Draft) -> Iterator[Diagnostic]:
    """R320."""
    if draft.course and not is_spoken(language := draft.course.model.language):
        text = f"the interface does not speak '{language}', so its buttons and messages will be in English"
        spoken = " and ".join(sorted(DEFAULTS))
        yield draft.course.problem("R320", ("language",), text, f"it speaks {spoken}; what you write is not touched")


def _advice(said: str) -> str:
    """How to write the language."""
    name, *rest = said.lower().replace("_", "-").split("-")
    code = NO_CODES.get(name, LANGUAGES.get(name, name))
    made = "-".join([code, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
    if re.fullmatch(LANGUAGE, made):
        return f"write {markup.PASSAGE}{made}"
    return "write the language in two letters, with the country if it matters: lang:es, lang:es-MX"
