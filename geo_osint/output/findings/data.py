"""Findings as strict JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

from geo_osint.case import Case
from geo_osint.checking import Conflict, conflicts
from geo_osint.model import (
    Answers,
    Bilingual,
    Decision,
    Finding,
    Hypothesis,
    Interval,
    LabelSet,
    ReadingResult,
    Source,
)
from geo_osint.version import __version__

FORMAT = "geo-osint findings 1"

DIGITS = 3
"""Metres are given to the millimetre: finer than any source, and the same on every machine."""


def document(case: Case, findings: Iterable[Finding]) -> dict[str, Any]:
    """Give findings as `NAME.findings.json` holds them.

    Intervals are closed, in metres, `None` where unbounded.
    """
    return {
        "format": FORMAT,
        "case": case.sha256,
        "tool": __version__,
        "rounding": case.rounding,
        "findings": [_finding(each) for each in findings],
        "conflicts": [_conflict(each) for each in conflicts(case)],
    }


def to_json(case: Case, findings: Iterable[Finding]) -> str:
    """Write `document` as strict JSON; the same findings give the same bytes."""
    found = document(case, findings)
    return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _finding(found: Finding) -> dict[str, Any]:
    told = found.statement
    return {
        "id": found.id,
        "kind": told.kind,
        "words": told.words,
        "report": told.report,
        "span": [told.span.start, told.span.end],
        "verdict": found.verdict,
        "reading": found.reading,
        "unit": found.unit,
        "possible": _set(found.possible),
        "as_printed": _set(found.printed),
        "newsroom": _set(found.newsroom),
        "margin": _number(found.margin),
        "hypotheses": [_hypothesis(each) for each in found.hypotheses],
        "readings": {each.name: _reading(each) for each in found.readings},
        "breakdown": None
        if found.breakdown is None
        else {
            "extent": _number(found.breakdown.extent),
            "sources": _number(found.breakdown.sources),
            "coordinates": _number(found.breakdown.coordinates),
        },
        "reasons": {
            "en": [each.en for each in found.reasons],
            "ar": [each.ar for each in found.reasons],
        },
        "settles": _words(found.settles),
        "stand_in": _words(found.stand_in),
        "limit": _words(found.limit),
        "decision": _decision(found.decision),
        "sources": [_source(each) for each in found.sources],
    }


def _conflict(each: Conflict) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "verdict": each.verdict,
        "statements": list(each.statements),
        "places": list(each.places),
        "gap": _number(each.gap_m),
        "reason": _words(each.reason),
    }


def _hypothesis(each: Hypothesis) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "reference": each.reference,
        "positions": {
            "subject": list(each.subject_sources),
            "reference": list(each.reference_sources),
        },
        "interval": _interval(each.interval),
        "verdict": each.verdict,
        "margin": _number(each.margin),
    }


def _source(each: Source) -> dict[str, str]:
    return {
        "key": each.key,
        "title": each.title,
        "reference": each.reference,
        "date": each.date,
        "url": each.url,
    }


def _reading(each: ReadingResult) -> dict[str, Any]:
    return {"possible": _set(each.possible), "verdict": each.verdict, "basis": _words(each.basis)}


def _decision(each: Decision | None) -> dict[str, str] | None:
    if each is None:
        return None
    return {
        "by": each.by,
        "date": each.date.isoformat(),
        "decision": each.decision,
        "reason": each.reason,
        "second_reader": each.second_reader,
    }


def _words(each: Bilingual | None) -> dict[str, str] | None:
    return None if each is None else {"en": each.en, "ar": each.ar}


def _set(found: Answers) -> list[list[float | None]] | list[str]:
    return list(found) if isinstance(found, LabelSet) else [_interval(part) for part in found]


def _interval(part: Interval) -> list[float | None]:
    return [_number(part.lo), _number(part.hi)]


def _number(value: float | None) -> float | None:
    """Round; whole numbers without a point, no minus zero, infinities as null."""
    if value is None or math.isinf(value):
        return None
    rounded = round(value, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded
