"""One phrase that says where an unnamed place lies: "14 km north-east of al-Mayadin".

A phrase is no sentence: it has no subject, and its one name may be any, so that it is peeled from its
head: the distance, how it is measured, the direction or the bank; what is left is the name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.coordinates import looks_like_coordinates
from geo_osint.errors import InputError
from geo_osint.model import Quantity, Span
from geo_osint.model.readings import MeasuredAs, StatementKind
from geo_osint.names import ARABIC_ARTICLE, fold
from geo_osint.reading import features, grammar, lexicon
from geo_osint.reading.distances import MEASURED
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.quantities import quantities
from geo_osint.reading.report import detect_language
from geo_osint.reading.tokens import Overlay, Pieces, Token, tokens

FORMS = (
    'write it like "14 km from al-Mayadin", "10 km north of Raqqa", "north-east of al-Mayadin", "east '
    'bank of the Euphrates", "near Hajin", "between Raqqa and Hajin", «على بعد ١٤ كم من الميادين» or «على الضفة اليسرى لنهر الفرات»'
)
"""The forms that work, for messages."""

LONGEST = 300
"""Code points; a phrase is a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one phrase states of an unnamed place, fields as in `Statement`; names as written.

    `second_name` is the other place of "between A and B".
    """

    words: str
    kind: StatementKind
    name: str
    quantity: Quantity | None = None
    relation: str = ""
    measured_as: MeasuredAs = "unstated"
    second_name: str = ""


def read_phrase(words: str) -> Phrase:
    """Read a phrase in English or Arabic.

    Parameters
    ----------
    words
        A distance, a direction, or both, from a place; a bank of a river; "near" or "in" a place;
        "between" two places, or half-way.

    Returns
    -------
    Phrase
        Without a subject, and the name not yet looked up.

    Raises
    ------
    InputError
        For words of no such form, in one line that names the forms.

    Examples
    --------
    >>> found = read_phrase("14 km north-east of al-Mayadin")
    >>> found.kind, found.quantity.value_lo, found.relation, found.name
    ('distance', 14000.0, 'north_east', 'al-Mayadin')
    >>> found = read_phrase("على الضفة اليسرى لنهر الفرات")
    >>> found.kind, found.relation, found.name
    ('bank', 'left_bank', 'نهر الفرات')
    """
    if len(words) > LONGEST:
        raise InputError(f"{words[:40]!r}…: too long for one phrase; give each statement by itself")
    language = detect_language(words)
    known = grammar.load(language)
    row = _row(words, language, known)
    if two := _between(words, row):
        return two
    first, last, parts = _peeled(row, known, _heads(language))
    kind, relation = _stated(parts, row[first:last])
    name = _text(words, row, first, last)
    if not kind or not name or _says_more(row[first:last], name):
        missing = "not one statement that can be drawn" if name else "names no place"
        raise InputError(f"{words.strip()!r}: {missing}; {FORMS}")
    measured_as = parts.get("measured_as", "unstated")
    return Phrase(words.strip(), kind, name, parts.get("quantity"), relation, measured_as)


def _between(words: str, row: Sequence[Token]) -> Phrase | None:
    """Read "between A and B", "half-way between A and B"; None for any other phrase."""
    symbols = [token.symbol for token in row]
    head = symbols.index("between") if "between" in symbols else len(row)
    if head == len(row) or not set(symbols[:head]) <= BEFORE_BETWEEN:
        return None
    ways = [*_ands(row, head)]
    if len(ways) != 1:
        return None
    (end, start), (opening, closing) = ways[0], (row[head].span.end, row[-1].span.end)
    names = [words[opening:end].strip(_MARKS), words[start:closing].strip(_MARKS)]
    relation = "half_way" if "middle" in symbols[:head] else "between"
    return (
        Phrase(words.strip(), "between", names[0], relation=relation, second_name=names[1])
        if all(names)
        else None
    )


BEFORE_BETWEEN = {"at", "det", "lie", "be", "middle", "of", "measure"}
"""Classes of words that may stand before "between"; a distance there says something else."""

WA = "و"


def _ands(row: Sequence[Token], head: int) -> Iterator[tuple[int, int]]:
    """Give where the first name may end and the second begin: at each "and" behind the first word."""
    for at in range(head + 2, len(row)):
        token = row[at]
        if token.symbol == "and" and at + 1 < len(row):
            again = row[at + 1].symbol == "between" and at + 2 < len(row)
            yield token.span.start, row[at + 2 if again else at + 1].span.start
        elif token.symbol == "between" and at + 1 < len(row):  # «بين س وبين ص»
            yield token.span.start, row[at + 1].span.start
        elif token.symbol == "word" and token.text.startswith(WA) and len(token.text) > len(WA) + 2:
            yield token.span.start, token.span.start + len(WA)


FILLERS = ("at", "det", "to", "away", "lie", "be", "measure", "comma")
"""Classes of words that only lead to a name, or trail it."""

LINKS = ("from", "of", "outside")
"""Behind one of these stands the name: of the fillers only an article may still come before it."""

CLAUSE = ("distance", "vague", "be", "lie", "away", "between", "comma")
"""Where a name holds one of these, the phrase is a whole sentence, or says more than one thing."""

AREAS = ("countryside", "surroundings")
"""Nouns for what lies around a place; "governorate" is a part of its name."""

UNDRAWN = ("upstream", "downstream")
"""Along a river lies no sector."""

Parts = dict[str, Any]
"""What was peeled off: quantity, measured_as, direction, bank, side, area, head."""


def _row(words: str, language: str, known: Grammar) -> list[Token]:
    """Cut a phrase into tokens: its distances are one each, and so are words like "by road"."""
    folded = fold(words)
    found = quantities(words, folded, lexicon.load(language))
    overlays = [Overlay(each.span, "distance", each) for each in found]
    row = tokens(Pieces(folded), Span(0, len(words)), overlays, known)
    forms = [(name, form.split()) for name in MEASURED for form in known.measured[name]]
    for name, form in forms:
        row = _marked(row, form, name)
    return row


def _marked(row: list[Token], form: Sequence[str], name: str) -> list[Token]:
    """Give the words that say between what is measured a class of their own."""
    texts = [token.text for token in row]
    for at in range(len(row) - len(form) + 1):
        if texts[at : at + len(form)] == form:
            marked = [
                replace(each, symbol="measured", value=name) for each in row[at:][: len(form)]
            ]
            return [*row[:at], *marked, *row[at + len(form) :]]
    return row


def _peeled(
    row: Sequence[Token], known: Grammar, heads: Mapping[str, str]
) -> tuple[int, int, Parts]:
    """Peel a row from both ends; give the first token of the name, the one behind it, and the rest."""
    first, head = _opening(row, heads)
    parts: Parts = {"head": head} if head else {}
    last = len(row)
    while first < last and (part := _part(row, first, known, parts)):
        parts.setdefault(*part)
        first += 1
    while first < last and (part := _trailing(row[last - 1], known, parts)):
        parts.setdefault(*part)
        last -= 1
    return first, last, parts


def _opening(row: Sequence[Token], heads: Mapping[str, str]) -> tuple[int, str]:
    """Find "near" or "in" at the head, the longest form first."""
    for length in range(min(LONGEST_HEAD, len(row)), 0, -1):
        text = " ".join(token.text for token in row[:length])
        if text in heads:
            return length, heads[text]
    return 0, ""


LONGEST_HEAD = 4
"""Words of the longest form of "near"."""


def _part(row: Sequence[Token], at: int, known: Grammar, parts: Parts) -> tuple[str, object] | None:
    """Tell what a token before the name says; None where the name begins."""
    token = row[at]
    if found := _measure(token):
        return found
    if token.symbol == "feature":
        return _area(token)
    of_a_bank = "bank" in parts or any(each.value == "bank" for each in row[at + 1 : at + 2])
    if token.text in known.sides and of_a_bank and "side" not in parts:
        return "side", known.sides[token.text]
    if token.symbol in LINKS or (token.symbol == "det" and not token.capital):
        return ("linked", True) if token.symbol in LINKS else ("filler", True)
    if "linked" in parts:
        return None
    direction = token.value if token.symbol == "dir" else _abbreviations().get(token.text)
    if direction and not parts.keys() & {"direction", "bank"}:
        return "direction", direction
    return ("filler", True) if token.symbol in FILLERS else None


def _measure(token: Token) -> tuple[str, object] | None:
    if token.symbol in ("distance", "vague"):
        return "quantity", token.value
    if token.symbol in ("edge", "centre"):
        return "measured_as", token.symbol
    return ("measured_as", token.value) if token.symbol == "measured" else None


def _area(token: Token) -> tuple[str, object] | None:
    if token.value == "bank":
        return "bank", True
    relation = features.load()[str(token.value)].relation
    return ("area", relation) if token.value in AREAS else None


def _trailing(token: Token, known: Grammar, parts: Parts) -> tuple[str, object] | None:
    """Tell what a token behind the name says: «ضفة الفرات الشرقية», "from Raqqa by road"."""
    if found := _measure(token):
        return found
    if "bank" in parts and "side" not in parts and token.text in known.sides:
        return "side", known.sides[token.text]
    return ("filler", True) if token.symbol in FILLERS else None


def _stated(parts: Parts, name: Sequence[Token]) -> tuple[StatementKind | None, str]:
    """Tell the kind and the relation; no kind where nothing was said that can be drawn."""
    direction = str(parts.get("direction", ""))
    if "bank" in parts:
        side = str(parts.get("side", ""))
        return ("bank", side) if side and side != "opposite_bank" else (None, "")
    if direction in UNDRAWN:
        return None, ""
    if "quantity" in parts:
        vague = parts["quantity"].value_lo is None
        return ("vague_distance" if vague else "distance"), direction
    if direction:
        return "direction", direction
    if parts.get("head") == "near":
        return "near", ""
    if "area" in parts:
        return "within", str(parts["area"])
    nouns = [features.load()[str(each.value)] for each in name if each.symbol == "feature"]
    relation = next((noun.relation for noun in nouns if noun.relation), "")
    return ("within", relation) if parts.get("head") == "inside" else (None, "")


def _says_more(row: Sequence[Token], name: str) -> bool:
    return not looks_like_coordinates(name) and any(each.symbol in CLAUSE for each in row)


def _text(words: str, row: Sequence[Token], first: int, last: int) -> str:
    """Give the name as written: all between the tokens around it, the sign before a number too."""
    if first == last:
        return ""
    start = row[first - 1].span.end if first else 0
    end = row[last].span.start if last < len(row) else len(words)
    name = words[start:end].strip(_MARKS)
    arabic_to_the = fold(name).text.startswith(TO_THE) and first and row[first - 1].symbol != "dir"
    return ARABIC_ARTICLE + name[len(TO_THE) :] if arabic_to_the else name


_MARKS = " \t\n«»\"“”'،,.()"
"""What may stand around a name and is no part of it."""

TO_THE = "لل"
"""«للفرات» is «ل» and «الفرات» in one."""


def _heads(language: str) -> Mapping[str, str]:
    """Give each folded form of "near" and "in", and which it is."""
    return _forms(_table()[language])


def _abbreviations() -> Mapping[str, str]:
    return _forms(_table()["abbreviations"])


def _forms(table: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    return {fold(form).text: meaning for meaning, forms in table.items() for form in forms}


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    file = resources.files("geo_osint.reading") / "lexicons" / "phrases.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
