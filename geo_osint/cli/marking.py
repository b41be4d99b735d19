"""A report on a terminal with what was read in it marked, and plain values of readings in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rich.text import Text

from geo_osint.case import Case, mentions_of
from geo_osint.cli import show
from geo_osint.cli.plain import printable
from geo_osint.model import Movement, Report, Span, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind of part looks: in colour, and between which signs where there is none."""

    style: str
    before: str
    after: str


MARKS: Mapping[str, Mark] = {
    "place": Mark("bold cyan", "[", "]"),
    "distance": Mark("bold yellow", "{", "}"),
    "date": Mark("bold green", "<", ">"),
    "count": Mark("bold magenta", "|", "|"),
}
"""Colours that stay apart for colour-blind readers beside bold; signs that prose seldom has."""

READING = Mark("reverse", "\u2068(", ")\u2069 ")
"""The ids of what was read in a sentence, before it: `s5`, `m1`."""

FIRST_STRONG, POP = "\u2068", "\u2069"
"""Isolate a line, so that it runs in the direction of its own first letter."""


def print_marked(case: Case) -> None:
    """Print each report with its places, distances, dates and counts marked, as the case has them."""
    console = show.console()
    coloured = console.is_terminal and not console.no_color
    signs = (_legend(name, mark, coloured) for name, mark in MARKS.items())
    console.print(Text("Marked, machine reading: ") + Text(", ").join(signs), soft_wrap=True)
    for report in case.reports:
        for line in _lines(report, case, coloured):
            console.print(line, soft_wrap=True)
    console.print()


def _legend(name: str, mark: Mark, coloured: bool) -> Text:
    return Text(name, mark.style) if coloured else Text(f"{mark.before}{name}{mark.after}")


def _lines(report: Report, case: Case, coloured: bool) -> Iterator[Text]:
    marked = Text()
    at = 0
    for start, end, before, words, after, style in _pieces(report, case, coloured):
        marked.append(printable(report.body[at:start]))
        marked.append(before + words + after, style)
        at = end
    marked.append(printable(report.body[at:]))
    for line in marked.split("\n"):
        yield Text(FIRST_STRONG) + line + Text(POP) if line.plain.strip() else line


def _pieces(
    report: Report, case: Case, coloured: bool
) -> Iterator[tuple[int, int, str, str, str, str]]:
    """Give what stands marked in the text, in its order: where, what before, itself, after, its style."""
    done = 0
    for span, mark, words in sorted(
        _marks(report, case), key=lambda each: (each[0].start, -len(each[2]))
    ):
        if span.start < done or span.end > len(report.body):
            continue
        done = span.end
        inside = printable(words or span.of(report.body))
        around = ("", "") if coloured and not words else (mark.before, mark.after)
        yield span.start, span.end, around[0], inside, around[1], mark.style if coloured else ""


def _marks(report: Report, case: Case) -> Iterator[tuple[Span, Mark, str]]:
    told: list[Statement | Movement] = [*case.standing_statements, *case.standing_movements]
    ids: dict[int, list[str]] = {}
    for reading in told:
        if reading.report == report.id:
            ids.setdefault(reading.span.start, []).append(reading.id)
    for start, names in ids.items():
        yield Span(start, start), READING, " ".join(names)
    standing = replace(case, statements=case.standing_statements, movements=case.standing_movements)
    for mention in mentions_of(standing):
        if mention.report == report.id:
            yield mention.span, MARKS["place"], ""
    for statement in case.standing_statements:
        if statement.report == report.id and statement.quantity:
            yield statement.quantity.span, MARKS["distance"], ""
    for movement in case.standing_movements:
        if movement.report == report.id and movement.date:
            yield movement.date.span, MARKS["date"], ""
        if movement.report == report.id:
            yield from ((each.span, MARKS["count"], "") for each in movement.counts)


SHOWN = 80
"""Characters of a value in a line about it."""


def in_words(value: Any) -> str:
    r"""Put the plain value of a field, or all fields of a reading with its kind, into a few words.

    Examples
    --------
    >>> in_words({"words": "14 km", "span": [3, 8], "lo": 14, "hi": 14, "unit": "km", "hedge": ""})
    '“\u206814 km\u2069” = 14 km'
    >>> in_words(None), in_words(""), in_words([])
    ('–', '–', '–')
    """
    if isinstance(value, dict):
        return _table_in_words(value)
    if isinstance(value, list):
        return ", ".join(map(in_words, value)) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _cut(str(value)) if value not in (None, "") else "–"


def _table_in_words(value: Mapping[str, Any]) -> str:
    if "words" in value:
        return f"“{FIRST_STRONG}{_cut(value['words'])}{POP}” = {_meaning(value)}"
    told = (f"{key} {in_words(each)}" for key, each in value.items() if _tells(key, each))
    return f"{value['kind']}: {', '.join(told)}"


def _tells(name: str, value: Any) -> bool:
    return bool(value) and name not in ("kind", "measured_as", "stand_in_role")


def _meaning(part: Mapping[str, Any]) -> str:
    if "places" in part:
        found = " or ".join(part["places"]) or "no place we know"
        return found + (" (open)" if part["open"] else "")
    if "precision" in part:
        days = dict.fromkeys(each for each in (part["start"], part["end"]) if each)
        return f"{' to '.join(days) or 'open'} ({part['precision']})"
    figures = dict.fromkeys(f"{each:g}" for each in (part["lo"], part["hi"]) if each is not None)
    noun = part.get("unit", part.get("noun", ""))
    return " ".join(filter(None, (part["hedge"].replace("_", " "), "–".join(figures), noun)))


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
