"""Fields of a reading as a reviewer left them: read against the report, or refused.

What a distance, a count or a date means may be left open; then it is read from its words anew. Figures that a
reviewer gives stand, and what rounding and hedge make of them is derived here as for any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast, get_args

from geo_osint.case.by_hand import RELATIONS
from geo_osint.case.codec import entry_name
from geo_osint.case.fields import (
    FIELDS,
    HEDGES,
    IN_UNIT_DIGITS,
    KINDS,
    MOVEMENT,
    PRECISIONS,
    Told,
    plain,
)
from geo_osint.case.strict import (
    as_day,
    as_list,
    as_range,
    as_span,
    as_table,
    as_text,
    one_of,
    short,
)
from geo_osint.errors import InputError
from geo_osint.model import Count, DateReading, Mention, Quantity, Report, Span, Statement
from geo_osint.model.readings import MeasuredAs
from geo_osint.names import Folded, fold
from geo_osint.reading import lexicon
from geo_osint.reading.counts import counts
from geo_osint.reading.dates import dates
from geo_osint.reading.durations import HOURS, durations
from geo_osint.reading.lexicon import Lexicon
from geo_osint.reading.numbers import decimal_step, whole_step
from geo_osint.reading.quantities import FEW, UNIT_M, quantities, stated_sets

_ID = re.compile(r"[sm]\d{1,9}", re.ASCII)

Part = TypeVar("Part", Quantity, Count, DateReading)

MOST_NOTE, MOST_STOPS = 10_000, 20
"""Characters of a note, and places or counts in one movement: far above any reviewer's, far below an attack."""

FARTHEST_M = 20_100_000.0
"""Half the way around the Earth and a little: no two places are farther apart."""

LONGEST_H = 1_000.0
"""Six weeks on the road: longer than any journey that is told in hours."""

MOST_COUNTED = 100_000_000
"""More of anything than a report may honestly count."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What a field from outside is read against: its report, and who answers for it in which words."""

    report: Report
    by: str

    def words_at(self, span: Span, words: str, where: str) -> None:
        """See that words stand where they are said to stand.

        Raises
        ------
        InputError
            If they do not.
        """
        body = self.report.body
        if not words or span.end > len(body) or span.of(body) != words:
            raise InputError(
                f"{where}: {short(words)!r} does not stand at {span.start}–{span.end} of "
                f"{self.report.id}; save the review anew from the page of this case"
            )


def with_fields(told: Told, changed: Mapping[str, Any], reader: Reader, where: str) -> Told:
    """Put fields from outside into a reading.

    Raises
    ------
    InputError
        For an unknown field, a value that it cannot have, or words that do not stand in the report.
    """
    known = FIELDS["statement" if isinstance(told, Statement) else MOVEMENT]
    found: dict[str, Any] = {}
    for name, value in changed.items():
        if name not in known:
            raise InputError(
                f"{where}: unknown field {short(name)!r}; known are {', '.join(known)}"
            )
        here = f"{where}.{name}"
        if plain(getattr(told, name)) == value:
            continue
        if name in _BARE:
            found[name] = _BARE[name](value, here)
        else:
            found[name] = _QUOTING[name](value, getattr(told, name), reader, here)
    new = replace(told, **found)
    if isinstance(new, Statement) and {"kind", "relation", "quantity"} & set(changed):
        refuse_contradiction(new, where)
    return new


def with_meaning(
    mention: Mention, changed: Mapping[str, Any], reader: Reader, where: str
) -> Mention:
    """Put what a reviewer says a name means into it; its words stay where they are."""
    if set(changed) - {"meaning"}:
        raise InputError(f"{where}: of a name only `meaning` can be changed")
    if "meaning" not in changed:
        return mention
    new = _as_mention(changed["meaning"], mention, reader, f"{where}.meaning")
    if new is None or new.span != mention.span:
        raise InputError(f"{where}.meaning: the words of a name stay; add a reading for others")
    return new


def refuse_contradiction(told: Statement, where: str) -> None:
    """Refuse a relation or a unit that does not go with the kind, and a distance without words.

    Raises
    ------
    InputError
        Naming what goes with it.
    """
    known = RELATIONS.get(told.kind)
    if known is not None and told.relation and told.relation not in known:
        raise InputError(
            f"{where}.relation: {short(told.relation)!r} does not go with {told.kind}; "
            f"choose from {', '.join(sorted(known))}"
        )
    if told.kind == "distance" and told.quantity is None:
        raise InputError(f"{where}.quantity: a distance needs its words; take them from the text")
    if told.quantity and (told.kind == "travel_time") != (told.quantity.unit == HOURS):
        raise InputError(
            f"{where}.quantity: hours are told by travel_time, lengths by other kinds; mend one"
        )


def _as_mention(value: Any, before: Any, reader: Reader, where: str) -> Mention | None:
    if value is None:
        return None
    table = as_table(value, ("words", "span", "places", "open"), where)
    span, words = _where(table, where)
    places = _places(table["places"], f"{where}.places")
    if type(table["open"]) is not bool:
        raise InputError(f"{where}.open: {short(table['open'])} is not true or false")
    same = isinstance(before, Mention) and (before.span, before.words) == (span, words)
    if not same:
        reader.words_at(span, words, where)
    old = before if same else Mention(reader.report.id, span, words)
    if places == old.places and table["open"] == bool(old.question):
        return cast(Mention, old)
    return replace(
        old,
        places=places,
        reasons=(f"{'chosen' if places else 'left without a place'} in review by {reader.by}",),
        question=_question(old, places) if table["open"] else "",
    )


def _question(old: Mention, places: tuple[str, ...]) -> str:
    return old.question or ("which place is meant?" if len(places) != 1 else "is it this place?")


def _places(value: Any, where: str) -> tuple[str, ...]:
    found = as_list(value, where, MOST_STOPS)
    ids = tuple(as_text(each, where, 200) for each in found)
    if "" in ids or len(set(ids)) < len(ids):
        raise InputError(f"{where}: each place is named once, by its id; mend it")
    return ids


def _as_via(value: Any, before: Any, reader: Reader, where: str) -> tuple[Mention, ...]:
    olds = {(each.span, each.words): each for each in before}
    found: list[Mention] = []
    for number, each in enumerate(as_list(value, where, MOST_STOPS), start=1):
        here = entry_name(where, each, number)
        table = as_table(each, ("words", "span", "places", "open"), here)
        mention = _as_mention(table, olds.get(_where(table, here)), reader, here)
        assert mention
        found.append(mention)
    return tuple(found)


def _as_quantity(value: Any, before: Any, reader: Reader, where: str) -> Quantity | None:
    if value is None:
        return None
    table = as_table(value, ("words", "span", "lo", "hi", "unit", "hedge"), where)
    span, words = _placed(table, before, reader, where)
    read = _first(quantities, words, reader) or _first(durations, words, reader)
    if table["lo"] is None and table["hi"] is None and table["unit"] == "":
        if read is None:
            raise InputError(f"{where}: {short(words)!r} was not understood; give figure and unit")
        return replace(read, words=words, span=span)
    unit = one_of(table["unit"], (*UNIT_M, HOURS), f"{where}.unit")
    hedge = one_of(table["hedge"], HEDGES, f"{where}.hedge")
    said = Quantity(words, span, None, None, unit, hedge)
    if hedge == FEW:
        return said
    lo, hi = as_range(table, _most(unit), float, where)
    if read and plain(replace(read, words=words, span=span)) == {**table, "lo": lo, "hi": hi}:
        return replace(read, words=words, span=span)
    if unit == HOURS:
        return replace(said, value_lo=lo, value_hi=hi)
    return _measured(said, lo, hi)


def _as_time(value: Any, before: Any, reader: Reader, where: str) -> Quantity | None:
    """Read the time that a movement took: hours, which lengths are not."""
    found = _as_quantity(value, before, reader, where)
    if found is not None and found.unit != HOURS:
        raise InputError(f"{where}: {short(found.words)!r} is no time on the way; give hours")
    return found


def _most(unit: str) -> float:
    return LONGEST_H if unit == HOURS else FARTHEST_M / UNIT_M[unit]


def _measured(said: Quantity, lo: float, hi: float) -> Quantity:
    """Derive what a figure allows that a reviewer gave: its precision is that of its digits."""
    size = UNIT_M[said.unit]
    printed, newsroom = stated_sets(
        lo * size, hi * size, said.hedge, _step(lo) * size, _step(hi) * size
    )
    return replace(
        said,
        value_lo=round(lo * size, 6),
        value_hi=round(hi * size, 6),
        printed=printed,
        newsroom=newsroom,
    )


def _step(value: float) -> float:
    decimals = f"{value:.{IN_UNIT_DIGITS}f}".partition(".")[2].rstrip("0")
    return decimal_step(decimals) if decimals else whole_step(value)


def _as_count(value: Any, before: Any, reader: Reader, where: str) -> Count | None:
    if value is None:
        return None
    table = as_table(value, ("words", "span", "lo", "hi", "noun", "hedge", "with"), where)
    span, words = _placed(table, before, reader, where)
    if table["lo"] is None and table["hi"] is None and table["noun"] == "":
        read = _first(counts, words, reader)
        if read is None:
            raise InputError(f"{where}: {short(words)!r} was not understood; give number and noun")
        return replace(read, words=words, span=span)
    known = tuple(lexicon.load("en").section("count_nouns"))
    noun = one_of(table["noun"], known, f"{where}.noun")
    hedge = one_of(table["hedge"], HEDGES, f"{where}.hedge")
    said = Count(words, span, None, None, noun, hedge, as_text(table["with"], f"{where}.with"))
    if table["lo"] is None and table["hi"] is None:
        return said
    lo, hi = as_range(table, MOST_COUNTED, int, where)
    return replace(said, value_lo=int(lo), value_hi=int(hi))


def _as_also(value: Any, before: Any, reader: Reader, where: str) -> tuple[Count, ...]:
    olds = {(each.span, each.words): each for each in before}
    found: list[Count] = []
    for number, each in enumerate(as_list(value, where, MOST_STOPS), start=1):
        here = entry_name(where, each, number)
        table = as_table(each, ("words", "span", "lo", "hi", "noun", "hedge", "with"), here)
        count = _as_count(table, olds.get(_where(table, here)), reader, here)
        assert count
        found.append(count)
    return tuple(found)


def _as_date(value: Any, before: Any, reader: Reader, where: str) -> DateReading | None:
    if value is None:
        return None
    table = as_table(value, ("words", "span", "start", "end", "precision"), where)
    span, words = _placed(table, before, reader, where)
    if table["start"] is None and table["end"] is None and table["precision"] == "":
        read = _first(_dates_of(reader), words, reader)
        return replace(read, words=words, span=span) if read else _open_date(words, span)
    precision = one_of(table["precision"], PRECISIONS, f"{where}.precision")
    start, end = (as_day(table[key], f"{where}.{key}") for key in ("start", "end"))
    if (start is None) != (end is None) or (start is None) != (precision == "unknown"):
        raise InputError(f"{where}: give both days and a precision, or neither and `unknown`")
    if start and end and start > end:
        raise InputError(f"{where}: {start} to {end} runs backwards; swap the days")
    return DateReading(words, span, start, end, cast(Any, precision))


def _dates_of(reader: Reader) -> Callable[[str, Folded, Lexicon], tuple[DateReading, ...]]:
    published = reader.report.header.published
    return lambda words, folded, known: dates(words, folded, published, known)


def _open_date(words: str, span: Span) -> DateReading:
    return DateReading(words, span, None, None, "unknown")


def _first(
    read: Callable[[str, Folded, Lexicon], tuple[Part, ...]], words: str, reader: Reader
) -> Part | None:
    """Read the one thing that words say, in the report's language first; `None` if it is not one."""
    own = reader.report.header.language
    for language in sorted(lexicon.LANGUAGES, key=lambda each: each != own):
        found = read(words, fold(words), lexicon.load(language))
        if len(found) == 1:
            return found[0]
    return None


def _as_flag(value: Any, where: str) -> bool:
    if type(value) is not bool:
        raise InputError(f"{where}: {short(value)} is not true or false")
    return value


def _as_link(value: Any, where: str) -> str:
    if value != "" and not (isinstance(value, str) and _ID.fullmatch(value)):
        raise InputError(f"{where}: {short(value)!r} is no id of a reading; write one like s2")
    return str(value)


def _as_ordinal(value: Any, where: str) -> int | None:
    if value is not None and (type(value) is not int or not 1 <= value <= MOST_COUNTED):
        raise InputError(f"{where}: {short(value)} is not a number from 1; write it in digits")
    return value


def _one_of(*known: str) -> Callable[[Any, str], str]:
    return lambda value, where: one_of(value, known, where)


_BARE: Mapping[str, Callable[[Any, str], Any]] = {
    "kind": _one_of(*(each for each in KINDS if each != MOVEMENT)),
    "relation": _one_of("", *sorted({each for known in RELATIONS.values() for each in known})),
    "measured_as": _one_of(*get_args(MeasuredAs)),
    "stand_in": as_text,
    "stand_in_role": _one_of("subject", "reference"),
    "note": lambda value, where: as_text(value, where, MOST_NOTE),
    "actor": as_text,
    "area": _as_flag,
    "ordinal": _as_ordinal,
    "ordinal_words": as_text,
    "sense": _one_of("", "entering", "leaving"),
    "same_as": _as_link,
}
"""Readers of the fields that hold no words of the report."""

_QUOTING: Mapping[str, Callable[[Any, Any, Reader, str], Any]] = {
    "subject": _as_mention,
    "reference": _as_mention,
    "second_reference": _as_mention,
    "quantity": _as_quantity,
    "date": _as_date,
    "arrival": _as_date,
    "took": _as_time,
    "count": _as_count,
    "also": _as_also,
    "origin": _as_mention,
    "via": _as_via,
    "destination": _as_mention,
    "towards": _as_mention,
}
"""Readers of the fields that quote the report; what stood there before need not be looked up again."""


def _placed(table: Mapping[str, Any], before: Any, reader: Reader, where: str) -> tuple[Span, str]:
    """Read where words stand; those that were there before need not be looked up again."""
    span, words = _where(table, where)
    if before is None or (before.span, before.words) != (span, words):
        reader.words_at(span, words, where)
    return span, words


def _where(table: Mapping[str, Any], where: str) -> tuple[Span, str]:
    return as_span(table["span"], f"{where}.span"), as_text(table["words"], f"{where}.words", None)
