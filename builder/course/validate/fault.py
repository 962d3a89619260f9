"""One fault in the shape of a file, and the sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from builder.course.load.document import Document, NodePath
from builder.course.load.quoting import CURLY, OTHER_DASHES, quoted
from builder.course.model.patterns import PATTERNS
from builder.course.validate import language
from builder.course.validate.near import hint, nearest
from builder.diagnostics import Diagnostic, Location


@dataclass(frozen=True)
class Fault:
    """What pydantic found: `path` leads through the file, `loc` through the types."""

    document: Document
    model: type[BaseModel]
    kind: str
    path: NodePath
    loc: tuple[str | int, ...]
    value: Any
    context: Mapping[str, Any]

    @property
    def annotation(self) -> Any:
        return language.at(self.model, self.loc)

    @property
    def siblings(self) -> dict[str, str]:
        """The keys that may stand beside the one at fault, with what they mean."""
        return language.fields(language.at(self.model, self.loc[:-1]))

    @property
    def name(self) -> str:
        """What the author calls this value."""
        return _named(self.path) if self.path else "the file"

    @property
    def follows(self) -> bool:
        """Whether it only follows from faults in the items of a list."""
        return self.kind == "too_short" and len(self.value) >= self.context["min_length"]


def _named(path: NodePath) -> str:
    *before, last = path
    if not isinstance(last, int):
        return f"'{last}'"
    return f"item {last + 1} of {_named(tuple(before))}" if before else f"item {last + 1}"


class Sentence(NamedTuple):
    """A diagnostic without its place: the value at fault, or its key, or what is `below` it."""

    code: str
    text: str
    hint: str = ""
    at_key: bool = False
    below: NodePath = ()


def meant(fault: Fault) -> str | None:
    """The key that an unknown key may have been meant for."""
    return nearest(str(fault.path[-1]), fault.siblings)


def describe(document: Document, faults: tuple[Fault, ...]) -> Diagnostic:
    """One diagnostic for the faults of one value, or for all keys that a mapping lacks."""
    first = faults[0]
    sentence = _union(faults) if len(faults) > 1 and first.kind != "missing" else SENTENCES[first.kind](first)
    if first.kind == "missing":
        sentence = _missing(faults)
        return document.problem(sentence.code, first.path[:-1], sentence.text, sentence.hint)
    where: Location = document.at_key(first.path) if sentence.at_key else document.at((*first.path, *sentence.below))
    return document.problem(sentence.code, where, sentence.text, sentence.hint)


def _missing(faults: tuple[Fault, ...]) -> Sentence:
    keys = [str(fault.path[-1]) for fault in faults]
    if keys == ["choices"]:
        advice = "a situation has `choices:`; an end has `end:`, `safe:` and `preserved:`"
        return Sentence("S211", "the key 'choices' is missing", advice)
    if faults[0].document.is_table:
        listed = ", ".join(".".join(map(str, fault.path)) for fault in faults)
        return Sentence("S211", f"there is nothing in {listed}", f"fill in the column: {listed}")
    if len(keys) == 1:
        advice = f"add `{keys[0]}:` {faults[0].siblings.get(keys[0], '')}".strip()
        return Sentence("S211", f"the key '{keys[0]}' is missing", advice)
    listed = ", ".join(f"'{key}'" for key in keys)
    return Sentence("S211", f"the keys {listed} are missing", "add them: " + ", ".join(f"`{key}:`" for key in keys))


def _union(faults: tuple[Fault, ...]) -> Sentence:
    """A value of several types fits none: the whole numbers of `attempts`, or its word."""
    allowed = " or ".join(f"'{word}'" for word in language.words(faults[0].annotation))
    text = f"{faults[0].name} must be a whole number from 1 to 99, or {allowed}"
    return Sentence("S216", text, f"write a number in digits, or {allowed}")


def both(fault: Fault) -> bool:
    """Whether a node has choices, and is an end too."""
    return fault.kind == "extra_forbidden" and fault.path[-1] == "choices" and "end" in fault.siblings


def _unknown_key(fault: Fault) -> Sentence:
    if both(fault):
        advice = "remove `choices:` if the scenario ends here, else remove `end:`, `safe:` and its `preserved:`"
        return Sentence("S210", "a node has either `choices:` or `end:`, not both", advice, at_key=True)
    key = str(fault.path[-1])
    return Sentence("S210", f"there is no key '{key}' here", hint(key, fault.siblings), at_key=True)


def _must_be_text(fault: Fault) -> Sentence:
    if fault.value is None:
        return _empty(fault)
    if isinstance(fault.value, dict) and isinstance(fault.value.get("id"), str) and isinstance(fault.path[-1], int):
        return Sentence("S214", f"{fault.name} must be only an id", f"write only the id: {fault.value['id']}")
    if isinstance(fault.value, dict):
        advice = "text that has a colon followed by a space needs quotes"
        return Sentence("S214", f"{fault.name} must be text, but this is a mapping", advice)
    if isinstance(fault.value, list):
        advice = "text that begins with [ or - needs quotes"
        return Sentence("S214", f"{fault.name} must be text, but this is a list", advice)
    shown = fault.document.raw(fault.path) or str(fault.value)
    kind = "the word true or false" if isinstance(fault.value, bool) else "a number"
    advice = _version(shown) if fault.path[-1:] == ("version",) else f'put it into quotes: "{shown}"'
    return Sentence("S214", f"{fault.name} must be text, but this is {kind}", advice)


def _empty(fault: Fault) -> Sentence:
    if note := fault.document.note(fault.path):
        text = f"{fault.name} is empty, because # begins a note of the author"
        return Sentence("S220", text, f"if it is meant as text, put it into quotes: {quoted(note)}", at_key=True)
    if fault.path and isinstance(fault.path[-1], int):
        return Sentence("S220", f"{fault.name} is empty", "write it, or remove the dash", at_key=True)
    advice = "write it, or remove the key if it is not needed"
    if fault.path[-1:] == ("alt",):
        advice = "say what the picture shows, or write `alt: decorative` if it says nothing"
    return Sentence("S220", f"{fault.name} is empty", advice, at_key=True)


def _must_be_number(fault: Fault) -> Sentence:
    if fault.value is None:
        return _empty(fault)
    digits = re.match(r"\s*([0-9]{1,6})(?![0-9.])", fault.value) if isinstance(fault.value, str) else None
    advice = f"write only the number: {int(digits[1])}" if digits else "write it in digits, without quotes, as in 10"
    what = "a whole number" if fault.kind == "int_type" else "a number"
    return Sentence("S214", f"{fault.name} must be {what}", advice)


def _must_be_boolean(fault: Fault) -> Sentence:
    said = str(fault.value).strip().lower()
    advice = {"yes": "write true", "on": "write true", "no": "write false", "off": "write false"}
    if said in ("true", "false"):
        advice[said] = f"write {said} without quotes"
    return Sentence("S214", f"{fault.name} must be true or false", advice.get(said, "write true or false"))


def _must_be_list(fault: Fault) -> Sentence:
    if fault.value is None:
        return _empty(fault)
    if isinstance(fault.value, str) and fault.value and fault.value[0] in OTHER_DASHES:
        text = f"a list item begins with a hyphen, not with {fault.value[0]}"
        return Sentence("S214", text, "write '- ' before each item")
    return Sentence("S214", f"{fault.name} must be a list", "begin each item in a line of its own with '- '")


def _must_be_mapping(fault: Fault) -> Sentence:
    if not fault.path:
        advice = f"begin it with `{next(iter(language.fields(fault.annotation)))}:`"
        return Sentence("S214", "the file must be made of keys and their values", advice)
    if fault.value is None:
        return _empty(fault)
    keys = ", ".join(f"`{key}:`" for key in list(language.fields(fault.annotation))[:6])
    return Sentence("S214", f"{fault.name} must be made of keys and their values", f"write under it: {keys}")


def _word(fault: Fault) -> Sentence:
    words = language.words(fault.annotation)
    if fault.path == ("format",):
        known = " or ".join(map(str, words))
        return Sentence("S221", f"this program reads format {known}", f"write format: {known}, or update peacebuilder")
    if fault.value is None:
        return _empty(fault)
    said = str(fault.value)
    return Sentence("S216", f"'{_short(said)}' is not a word for {fault.name}", hint(said, map(str, words)))


def _block_type(fault: Fault) -> Sentence:
    types = language.block_types(fault.annotation)
    if isinstance(fault.value, str):
        return Sentence("S213", f"{fault.name} must have a `type:`", hint("", types))
    said = fault.value.get("type") if isinstance(fault.value, dict) else None
    return Sentence("S212", f"there is no type '{_short(str(said))}' here", hint(str(said), types), below=("type",))


def _no_type(fault: Fault) -> Sentence:
    types = language.block_types(fault.annotation)
    if isinstance(fault.value, dict):
        found = nearest("type", [key for key in fault.value if isinstance(key, str)])
        fitting = [type for type in types if fault.value.keys() <= language.keys_of(fault.annotation, type)]
        advice = f"add `type: {fitting[0]}`" if len(fitting) == 1 else f"add `type:` with one of: {', '.join(types)}"
        if found:
            advice = f"did you mean `type:` by '{found}'?"
        if len(fault.value) == 1:
            advice += "; text that has a colon followed by a space needs quotes"
        return Sentence("S213", f"{fault.name} has no `type:`", advice)
    if fault.value is None:
        return _empty(fault)
    advice = "text that begins with [ or - needs quotes" if isinstance(fault.value, list) else "put it into quotes"
    return Sentence("S213", f"{fault.name} must be text or a mapping with `type:`", advice)


def _pattern(fault: Fault) -> Sentence:
    rule = PATTERNS[fault.context["pattern"]]
    said = str(fault.value)
    if rule.slug:
        made = re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-")[:64].strip("-")
        advice = rule.hint + (f": {made}" if made else "")
        if said[:1] in CURLY:
            advice = f"these are curly quotes; type straight ones, or none: {made}"
        elif said.endswith((".yaml", ".yml")):
            advice = f"write the id, not the name of the file; it stands behind `id:` in {said}"
        return Sentence("S215", f"'{_short(said)}' is not {rule.what}", advice)
    if not said.strip():
        return _empty(fault)
    advice = _version(said) if fault.path[-1:] == ("version",) else rule.hint
    return Sentence(rule.code, f"{fault.name} must be {rule.what}", advice)


def _version(said: str) -> str:
    """The three numbers that may have been meant."""
    numbers = re.findall(r"[0-9]{1,6}", said)
    return 'write it in quotes: "' + ".".join(str(int(number)) for number in (*numbers, 0, 0, 0)[:3]) + '"'


def _too_long_text(fault: Fault) -> Sentence:
    return Sentence("S217", f"{fault.name} is longer than {fault.context['max_length']} characters", "make it shorter")


def _too_short(fault: Fault) -> Sentence:
    least = fault.context["min_length"]
    text = f"{fault.name} needs at least {least} {'items' if least > 1 else 'item'}"
    return Sentence("S218", text, "add what is missing", at_key=True)


def _too_long(fault: Fault) -> Sentence:
    most = fault.context["max_length"]
    return Sentence("S218", f"{fault.name} may have at most {most} items", "remove some", at_key=True)


def _at_least(fault: Fault) -> Sentence:
    least = f"{fault.context['ge']:.15g}"
    return Sentence("S217", f"{fault.name} must be at least {least}", f"write {least} or more")


def _at_most(fault: Fault) -> Sentence:
    most = fault.context["le"]
    return Sentence("S217", f"{fault.name} must be at most {most}", f"write {most} or less")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


SENTENCES: Final[Mapping[str, Callable[[Fault], Sentence]]] = {
    "bool_type": _must_be_boolean,
    "dict_type": _must_be_mapping,
    "finite_number": _must_be_number,
    "float_type": _must_be_number,
    "extra_forbidden": _unknown_key,
    "greater_than_equal": _at_least,
    "int_type": _must_be_number,
    "less_than_equal": _at_most,
    "literal_error": _word,
    "missing": lambda fault: _missing((fault,)),
    "model_type": _must_be_mapping,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long_text,
    "string_too_short": _empty,
    "string_type": _must_be_text,
    "too_long": _too_long,
    "too_short": _too_short,
    "tuple_type": _must_be_list,
    "union_tag_invalid": _block_type,
    "union_tag_not_found": _no_type,
}
