"""What is wrong with a gazetteer file, in words its author can act on."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from geo_osint.errors import InputError
from geo_osint.gazetteer.fitting import Fits, fits

if TYPE_CHECKING:
    from jsonschema import ValidationError

FAULTS_NAMED = 5
"""More than this in one line is not read; their number is told."""

WORDS_SHOWN = 40
"""A value from the file is quoted up to this many characters."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `feature` is an index in the file, -1 for the file itself; `member` a path.

    `rule` is the code that `inspecting/rules.toml` has for its kind.
    """

    feature: int
    where: str
    member: str
    what: str
    rule: str = "format"

    def __str__(self) -> str:
        return f"{self.where}{', ' if self.where and self.member else ''}{self.member}: {self.what}"


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """Raise one error that names the first faults and counts the rest; return where there is none.

    Raises
    ------
    InputError
        Naming file, feature id and member of each fault.
    """
    found = sorted(faults, key=lambda fault: fault.feature)
    if not found:
        return
    named = "; ".join(str(fault) for fault in found[:FAULTS_NAMED])
    more = len(found) - FAULTS_NAMED
    raise InputError(f"{name}: {named}" + (f"; and {more} more" if more > 0 else ""))


@cache
def schema() -> dict[str, Any]:
    """Read the published JSON Schema of the gazetteer format."""
    text = resources.files(__package__).joinpath("schema.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def against_schema(data: Any) -> list[Fault]:
    """List where a parsed file departs from the schema, in the order of the file."""
    frame, feature = _tests()
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        return _departures(data, data)
    told = [] if frame({**data, "features": []}) else _departures({**data, "features": []}, data)
    for index, each in enumerate(features):
        if not feature(each):
            told += _departures(each, data, index)
    return told


@cache
def _tests() -> tuple[Fits, Fits]:
    """Give the tests of a file without its features, and of a feature."""
    published = schema()
    whole = written_out(published, published["$defs"])
    return fits(whole), fits(whole["properties"]["features"]["items"])


def _departures(part: Any, data: Any, index: int | None = None) -> list[Fault]:
    """Say what is wrong with the file, or with one feature of it."""
    # jsonschema takes 0.1 s to import, a third of what a whole `find` may take, and 0.5 ms for a
    # feature, fifty times what the compiled test takes: only what does not fit comes here
    from jsonschema import Draft202012Validator

    published = schema()
    whole = written_out(published, published["$defs"])
    rules = whole if index is None else whole["properties"]["features"]["items"]
    before = [] if index is None else ["features", index]
    errors = Draft202012Validator(rules).iter_errors(part)
    return [f for e in errors for f in in_words(e, [*before, *e.absolute_path], data)]


def written_out(part: Any, definitions: dict[str, Any]) -> Any:
    """Put the definitions of a schema where they are referred to."""
    if isinstance(part, list):
        return [written_out(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return written_out(definitions[part["$ref"].removeprefix("#/$defs/")], definitions)
    return {k: written_out(each, definitions) for k, each in part.items() if k != "$defs"}


def in_words(error: ValidationError, path: list[Any], data: Any) -> Iterator[Fault]:
    """Say where a parsed file departs from a schema, and how, as faults."""
    feature, member = feature_path(path)
    where = name_of(data["features"][feature], feature) if feature >= 0 else ""
    for what in _what(error):
        yield Fault(feature, where, dotted(member), what)


def feature_path(path: list[Any]) -> tuple[int, list[Any]]:
    """Part a path in the file into the feature's index, -1 for the file, and the path in the feature."""
    if len(path) > 1 and path[0] == "features":
        return int(path[1]), [part for part in path[2:] if part != "properties"]
    return -1, path


def name_of(feature: Any, index: int) -> str:
    """Name a feature in a message: by its id where it has one, else by its number, from 1."""
    identity = feature.get("id") if isinstance(feature, dict) else None
    return _quoted(identity, plain=True) if isinstance(identity, str) else f"feature {index + 1}"


def dotted(path: Iterable[Any]) -> str:
    """Write a path as messages do: names[0].text."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")


def _what(error: ValidationError) -> list[str]:
    """Say what one schema error means; a list, for one error may name several unknown members."""
    value: Any = error.instance
    rule: Any = error.validator_value
    within: Any = error.schema
    keyword = str(error.validator)
    match keyword:
        case "additionalProperties":
            return _unknown(value, within["properties"])
        case "required":
            return [f"the member {key!r} is missing; add it" for key in rule if key not in value][
                :1
            ]
        case "type":
            return [f"{_quoted(value)} is no {rule if isinstance(rule, str) else rule[0]}"]
        case "enum":
            return [f"{_quoted(value)} is none of {', '.join(rule)}{_hint(value, rule)}"]
        case "const":
            return [f"{_quoted(value)} should be {rule!r}"]
        case "minimum" | "maximum" | "exclusiveMinimum":
            limit = {"minimum": "below", "maximum": "above", "exclusiveMinimum": "not above"}
            return [f"{_quoted(value)} is {limit[keyword]} {rule}"]
        case "pattern":
            return [f"{_quoted(value)} is not of the form {rule}"]
        case _:
            return [" ".join(error.message.split())[: 3 * WORDS_SHOWN]]


def _unknown(value: dict[str, Any], known: dict[str, Any]) -> list[str]:
    return [
        f"unknown member {_quoted(key)}{_hint(key, known) or '; remove it'}"
        for key in value
        if key not in known
    ]


def _hint(value: Any, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(str(value), list(known), 1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _quoted(value: Any, plain: bool = False) -> str:
    written = str(value) if plain else json.dumps(value, ensure_ascii=False)
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in written)
    return clean if len(clean) <= WORDS_SHOWN else clean[:WORDS_SHOWN] + "…"
