"""Movements as reported: one table, and where its places are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geo_osint.case import Case
from geo_osint.layers import Tables
from geo_osint.model import Bilingual, Movement
from geo_osint.output import wording
from geo_osint.output.brief.blocks import ARABIC, ENGLISH, both, pair, review, sources_table
from geo_osint.output.brief.html import NO_ATTRIBUTES, Markup, Node, element, table
from geo_osint.output.brief.routes import routes_by_movement
from geo_osint.routing import stops

_COLUMNS = (
    Bilingual("Movement", "التحرك"),
    Bilingual("Date", "التاريخ"),
    Bilingual("Count", "العدد"),
    Bilingual("Who", "الجهة"),
    Bilingual("From, to", "من وإلى"),
    Bilingual("Said of them", "وُصفت بـ"),
)


Explained = dict[tuple[tuple[str, ...], frozenset[str]], str]
"""Places that a name was taken for, with the words of its question, and the movement where that is told."""


def movements_block(case: Case, tables: Tables | None = None) -> Markup | None:
    """Set all movements of a case that stand, with the ways of their routes; nothing if there is none."""
    told = case.standing_movements
    if not told:
        return None
    explained: Explained = {}
    ways = routes_by_movement(tables)
    rows = (row for each in told for row in _rows(each, case, explained, ways.get(each.id, ())))
    ids = dict.fromkeys(id for each in told for _, mention in stops(each) for id in mention.places)
    return element(
        "section",
        {"id": "movements"},
        element("h2", {}, pair(Bilingual("Movements as reported", "التحركات كما وردت"))),
        table(map(pair, _COLUMNS), rows),
        sources_table([case.places[id] for id in ids], case),
    )


def _rows(
    told: Movement, case: Case, explained: Explained, ways: Sequence[Bilingual]
) -> Iterator[Markup]:
    cells = (_name(told), _date(told), _count(told), _who(told), _way(told, case), _said(told))
    yield element("tr", {"id": told.id}, *(element("td", {}, each) for each in cells))
    below = (
        element("p", {"class": "words", "dir": "auto"}, told.words),
        _taken(told, case, explained),
        (both(words) for words in ways),
        review(case.decision_on(told.id)),
    )
    yield element("tr", NO_ATTRIBUTES, element("td", {"colspan": str(len(_COLUMNS))}, below))


def _taken(told: Movement, case: Case, explained: Explained) -> Iterator[Node]:
    """Say what names with a question were taken for: at length once, then where it was said."""
    for _, each in stops(told):
        words = wording.taken(each, case)
        if not words:
            continue
        asked = frozenset(re.findall(r"\w+", each.question))  # whichever namesake it names first
        first = explained.setdefault((each.places, asked), told.id)
        if first != told.id and each.places:
            name, said = wording.named(each, case), wording.isolated(each.words)
            words = Bilingual(
                f"“{said}” is taken to mean {name.en}, as in {first}; look at the question there",
                f"فُهم «{said}» على أنه {name.ar} كما في {first}؛ انظر في السؤال هناك",
            )
        yield both(words)


def _name(told: Movement) -> Node:
    again = Bilingual(f"tells again what {told.same_as} tells", f"تكرار لما في {told.same_as}")
    return (
        element("b", NO_ATTRIBUTES, told.id),
        both(wording.term("status", told.status)),
        both(again) if told.same_as else None,
        _as_written(told.note) if told.note else None,
    )


def _date(told: Movement) -> Node:
    return (
        both(wording.when(told.date)),
        _as_written(told.date.words if told.date else ""),
        both(wording.arrived(told)) if told.arrival or told.took else None,
    )


def _count(told: Movement) -> Node:
    return [(both(wording.counted(each)), _as_written(each.words)) for each in told.counts] or "–"


def _who(told: Movement) -> Node:
    return element("p", {"dir": "auto"}, told.actor) if told.actor else "–"


def _way(told: Movement, case: Case) -> Node:
    steps = [wording.stop(role, mention, told, case) for role, mention in stops(told)]
    if told.sense:
        steps.insert(0, wording.term("sense", told.sense))
    if not steps:
        return "–"
    return (
        element("p", ENGLISH, ", ".join(step.en for step in steps)),
        element("p", ARABIC, "، ".join(step.ar for step in steps)),
    )


def _said(told: Movement) -> Node:
    said = [*(each.with_ for each in told.counts), told.ordinal_words]
    return [_as_written(each) for each in said if each] or "–"


def _as_written(words: str) -> Markup | None:
    return element("p", {"class": "words", "dir": "auto"}, f"«{words}»") if words else None
