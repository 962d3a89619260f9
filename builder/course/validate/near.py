"""Finds the word that an author may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, whatever its case."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    found = get_close_matches(word.lower()[:100], by_lower, 1, 0.6)
    return by_lower[found[0]] if found else None


def hint(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`did you mean`, else the few words that are known, else the advice given."""
    words = tuple(known)
    if found := nearest(word, words):
        return f"did you mean '{found}'?"
    if otherwise or not words:
        return otherwise
    return f"known here: {', '.join(words[:12])}" + (", ..." if len(words) > 12 else "")
