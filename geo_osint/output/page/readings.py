"""Findings and movements for the island: composed sentences, sets of distances, marked quotes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from geo_osint.case import Case
from geo_osint.model import (
    Answers,
    Finding,
    Hypothesis,
    IntervalSet,
    Mention,
    Movement,
    ReadingResult,
    Span,
)
from geo_osint.output import wording
from geo_osint.output.page.values import Values, both, name_of
from geo_osint.output.sentences import sentence
from geo_osint.routing import stops


def finding_values(found: Finding, case: Case) -> Values:
    """Lay out a finding: what was said, what was measured, who stands for it."""
    return {**_said(found, case), **_measured(found, case), **_judged(found)}


def _said(found: Finding, case: Case) -> Values:
    told = found.statement
    marked = {"subject": told.subject, "reference": told.reference, "quantity": told.quantity}
    ends = told.mentions
    return {
        "id": found.id,
        "report": told.report,
        "kind": both(wording.term("kind", told.kind)),
        "quote": _quote(told.words, told.span, marked.items()),
        "between": [both(wording.named(each, case)) for each in ends],
        "subject": both(wording.named(told.subject, case)) if told.subject else None,
        "relation": both(wording.relation(told, case)) if told.kind != "distance" else None,
        "taken": _taken(ends, case),
        "stated": both(wording.stated(told.quantity)) if told.quantity else None,
        "status": both(wording.term("status", told.status)),
        "note": told.note,
        "same_as": told.same_as,
    }


def _measured(found: Finding, case: Case) -> Values:
    return {
        "reading": both(wording.term("reading", found.reading)),
        "possible": _set(found.possible, found.unit),
        "printed": _set(found.printed, found.unit),
        "newsroom": _set(found.newsroom, found.unit),
        "margin": both(wording.margin(found)) if found.margin is not None else None,
        "hypotheses": [_hypothesis(each, case) for each in found.hypotheses],
        "readings": [_reading(each) for each in found.readings],
        "breakdown": _breakdown(found),
        "sentence": both(sentence(found, case)),
    }


def _judged(found: Finding) -> Values:
    return {
        "verdict": found.verdict,
        "reasons": [both(each) for each in found.reasons],
        "stand_in": both(found.stand_in),
        "settles": both(found.settles),
        "limit": both(found.limit),
        "reviewed": both(wording.reviewed(found.decision)),
        "decided": found.decision is not None,
    }


def _reading(result: ReadingResult) -> Values:
    return {
        "name": both(wording.term("reading", result.name)),
        "verdict": result.verdict,
        "possible": _set(result.possible, result.unit),
        "basis": both(result.basis),
    }


def _taken(mentions: Iterable[Mention], case: Case) -> list[Values]:
    """Say of each name with an open question what it was taken to mean."""
    said = (both(wording.taken(each, case)) for each in mentions)
    return [each for each in said if each]


def _set(found: Answers, unit: str = "m") -> Values:
    """Give a set in words and, where it holds distances, for the diagram as pairs of metres."""
    drawn = found if unit == "m" and isinstance(found, IntervalSet) else IntervalSet()
    return {
        "words": both(wording.amounts(found, unit)) if found else None,
        "parts": [[part.lo, part.hi if math.isfinite(part.hi) else None] for part in drawn],
    }


def _hypothesis(found: Hypothesis, case: Case) -> Values:
    return {
        "verdict": found.verdict,
        "possible": _set(IntervalSet((found.interval,))),
        "from": _end(found.subject, found.subject_sources, case),
        "to": _end(found.reference, found.reference_sources, case),
    }


def _end(id: str, sources: tuple[str, ...], case: Case) -> Values:
    """Give one end of a hypothesis: the place, whose point, and where, `at` in lon-lat."""
    place = case.places[id]
    used = [each.at for each in place.positions if each.source in sources]
    at = used[0] if used else place.reference
    titles = (case.sources[name].title if name in case.sources else name for name in sources)
    return {
        "name": name_of(id, case),
        "sources": list(dict.fromkeys(titles)),
        "at": [at.lon_deg, at.lat_deg] if at else None,
    }


def _breakdown(finding: Finding) -> Values | None:
    parts = finding.breakdown
    if parts is None:
        return None
    return {
        name: both(wording.length(value))
        for name, value in (
            ("sources", parts.sources),
            ("coordinates", parts.coordinates),
            ("extent", parts.extent),
        )
    }


def movement_values(told: Movement, case: Case) -> Values:
    """Lay out a movement as reported and no further, in the order of travel."""
    decision = case.decision_on(told.id)
    named = stops(told)
    parts = [
        *named,
        ("date", told.date),
        ("date", told.arrival),
        *(("count", each) for each in told.counts),
    ]
    return {
        "id": told.id,
        "report": told.report,
        "when": both(wording.when(told.date)),
        "arrived": both(wording.arrived(told)),
        "count": both(wording.counts(told)) if told.count else None,
        "sense": both(wording.term("sense", told.sense)) if told.sense else None,
        "actor": told.actor,
        "stops": [_stop(role, each, told, case) for role, each in named],
        "taken": _taken((each for _, each in named), case),
        "quote": _quote(told.words, told.span, parts),
        "with": "; ".join(filter(None, (each.with_ for each in told.counts))),
        "ordinal": told.ordinal_words,
        "reviewed": both(wording.reviewed(decision)),
        "decided": decision is not None,
        "note": told.note,
        "same_as": told.same_as,
    }


def _stop(role: str, mention: Mention, told: Movement, case: Case) -> Values:
    one = len(mention.places) == 1
    located = one and case.places[mention.places[0]].reference is not None
    return {
        "role": role,
        "name": both(wording.named(mention, case)),
        "area": told.area and role in ("destination", "towards"),
        "located": located,
    }


def _quote(words: str, span: Span, marked: Iterable[tuple[str, Any]]) -> list[list[str]]:
    """Cut a sentence into stretches, each with the role its words play, empty for none.

    Examples
    --------
    >>> _quote("14 km away", Span(5, 15), [("quantity", Mention("r1", Span(5, 10), "14 km"))])
    [['14 km', 'quantity'], [' away', '']]
    """
    found = sorted(
        (each.span.start - span.start, each.span.end - span.start, role)
        for role, each in marked
        if each and span.covers(each.span)
    )
    return [piece for piece in _pieces(words, found) if piece[0]]


def _pieces(words: str, found: list[tuple[int, int, str]]) -> Iterator[list[str]]:
    done = 0
    for start, end, role in found:
        if start < done or end > len(words):
            continue
        yield [words[done:start], ""]
        yield [words[start:end], role]
        done = end
    yield [words[done:], ""]
