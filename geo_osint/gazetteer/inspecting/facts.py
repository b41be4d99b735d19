"""Sources, dates, kinds and attributes."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import Entry, Sheet
from geo_osint.gazetteer.kinds import all_kinds
from geo_osint.model import Attribute, Place, Source

ASKS_MORE = re.compile(
    r"\bodbl\b|open database|\bl?gpl|\bgnu\b|\b(cc[ -])?by[ -](nc|nd|sa)|non-?commercial|no ?deriv|share-?alike"
    r"|all rights reserved|proprietary|unknown|unclear|\bnone\b",
    re.I,
)
"""Licences that a whole list may not be embedded under without more than naming the source."""

SINGLE_FACTS = re.compile(r"single facts?", re.I)
"""Says that facts were cited, not a list taken; facts are nobody's."""

ADDRESS = re.compile(r"https?://[^/\s]+\.[^/\s]+\S*")

_LAST_DAY = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


def sources(sheet: Sheet) -> Iterator[Remark]:
    """Look at what sources say of themselves, and whether anything cites them."""
    cited = {each for entry in sheet.entries for each in cited_by(entry.place)}
    for key, source in sheet.sources.items():
        for rule, what in _source(source):
            yield Remark(rule, -1, "", f"sources.{key}", what)
        if key not in cited:
            yield Remark("source_uncited", -1, "", f"sources.{key}", source.title)


def cited_by(place: Place) -> Iterator[str]:
    """Give the keys of all sources that a place cites."""
    yield from (each.source for each in place.names)
    yield from (each.source for each in place.positions)
    yield from (each.source for each in place.attributes)
    if place.estimate and place.estimate.source:
        yield place.estimate.source


def _source(source: Source) -> Iterator[tuple[str, str]]:
    if not source.licence.strip():
        yield "source_missing", "no licence"
    elif ASKS_MORE.search(source.licence) and not SINGLE_FACTS.search(source.licence):
        yield "licence", source.licence
    if not source.reference.strip() and not source.url.strip():
        yield "source_missing", "neither reference nor url"
    elif not source.reference.strip() or not source.url.strip():
        yield "source_thin", f"no {'url' if source.reference.strip() else 'reference'}"
    if source.url.strip() and not ADDRESS.fullmatch(source.url.strip()):
        yield "source_missing", f"{source.url[:60]!r} is no address of the web"


def dates(sheet: Sheet) -> Iterator[Remark]:
    """Look for days that are none, ends before beginnings, and two states at one time."""
    for key, source in sheet.sources.items():
        if source.date and span(source.date) is None:
            yield Remark("dates", -1, "", f"sources.{key}.date", f"there is no {source.date}")
    for entry in sheet.entries:
        place = entry.place
        for index, position in enumerate(place.positions):
            if position.date and span(position.date) is None:
                yield entry.remark(
                    "dates", f"positions[{index}].date", f"there is no {position.date}"
                )
        lasting = [
            ("names", index, each.since, each.until) for index, each in enumerate(place.names)
        ]
        lasting += [
            ("attributes", i, each.since, each.until) for i, each in enumerate(place.attributes)
        ]
        for member, index, since, until in lasting:
            for what in _period(since, until):
                yield entry.remark("dates", f"{member}[{index}]", what)
        yield from _at_once(entry)


def span(written: str) -> tuple[date, date] | None:
    """Give the first and the last day that a date may mean; None for a date that there is not.

    Examples
    --------
    >>> span("2014-02")
    (datetime.date(2014, 2, 1), datetime.date(2014, 2, 28))
    >>> span("2021-02-30") is None
    True
    """
    try:
        year, month, day = ([int(each) for each in written.split("-")] + [0, 0])[:3]
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        leap = last_month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return first, date(year, last_month, day or _LAST_DAY.get(last_month, 31) + leap)
    except ValueError:
        return None


def _period(since: str, until: str) -> Iterator[str]:
    begun, ended = (span(each) if each else None for each in (since, until))
    for written, read in ((since, begun), (until, ended)):
        if written and read is None:
            yield f"there is no {written}"
    if begun and ended and ended[1] < begun[0]:
        yield f"ends ({until}) before it begins ({since})"


def _at_once(entry: Entry) -> Iterator[Remark]:
    """Find two values that contradict each other for certain, whatever their dates may mean."""
    table = known_attributes()
    for (_, a), (j, b) in combinations(enumerate(entry.place.attributes), 2):
        once = table.get(a.key, {}).get("one_at_a_time", False)
        if once and (a.key, a.of) == (b.key, b.of) and a.value != b.value and _overlap(a, b):
            words = f"{a.key} {b.value} ({_when(b)}) and {a.value} ({_when(a)}) at the same time"
            yield entry.remark("dates", f"attributes[{j}]", words)


def _overlap(a: Attribute, b: Attribute) -> bool:
    if not (a.since or a.until) or not (b.since or b.until):
        return not (a.since or a.until or b.since or b.until)
    spans = [span(each) if each else None for each in (a.since, a.until, b.since, b.until)]
    a_begun, a_ended, b_begun, b_ended = spans
    a_first = a_begun[1] if a_begun else date.min
    b_first = b_begun[1] if b_begun else date.min
    a_last = a_ended[0] if a_ended else date.max
    b_last = b_ended[0] if b_ended else date.max
    return max(a_first, b_first) < min(a_last, b_last)


def _when(each: Attribute) -> str:
    return f"{each.since or '…'} to {each.until or '…'}" if each.since or each.until else "no dates"


def attributes(sheet: Sheet) -> Iterator[Remark]:
    """Look at the keys and values of attributes."""
    table = known_attributes()
    for entry in sheet.entries:
        for index, each in enumerate(entry.place.attributes):
            member = f"attributes[{index}]"
            about = table.get(each.key)
            if about is None:
                close = difflib.get_close_matches(each.key, list(table), 1)
                if close:
                    yield entry.remark(
                        "attribute_key", member, f"{each.key!r}; did you mean {close[0]!r}?"
                    )
                continue
            if "value" in about and not re.fullmatch(about["value"], each.value):
                yield entry.remark(
                    "attribute_value",
                    member,
                    f"{each.key} {each.value[:40]!r} is not {about['told']}",
                )
            if about.get("of") and not each.of:
                yield entry.remark("attribute_value", member, f"{each.key} does not say `of` what")


@cache
def known_attributes() -> Mapping[str, Any]:
    """Give the table of attribute keys in use."""
    file = resources.files(__package__) / "attributes.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return table


def kinds(sheet: Sheet) -> Iterator[Remark]:
    """Find feature codes that the table of kinds lacks."""
    for entry in sheet.entries:
        code = entry.place.kind
        if code and code not in all_kinds():
            close = difflib.get_close_matches(code, list(all_kinds()), 1)
            meant = f" (did you mean {close[0]}?)" if close else ""
            yield entry.remark("unknown_kind", "kind", f"{code}{meant}")
