"""All that the review page shows, as plain values for one JSON island: data, never markup."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.case import Case, mentions_of
from geo_osint.case.by_hand import RELATIONS
from geo_osint.case.digests import gist, name_id
from geo_osint.case.fields import (
    FIGURES,
    HEDGES,
    KINDS,
    MOVEMENT,
    PRECISIONS,
    TWO_PLACES,
    Told,
    fields_of,
    kind_of,
    mention_fields,
)
from geo_osint.case.saved import FORMAT as SAVED_FORMAT
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Bilingual, Mention, Report
from geo_osint.names.folding import LETTERS
from geo_osint.output import wording
from geo_osint.output.review.candidates import candidates, place_values
from geo_osint.reading import lexicon
from geo_osint.reading.durations import HOURS
from geo_osint.reading.quantities import FEW, UNIT_M
from geo_osint.reading.sentences import split
from geo_osint.version import __version__

Values = dict[str, Any]

FORMAT = "geo-osint review page 1"


def island(case: Case, gazetteer: Gazetteer) -> Values:
    """Lay out reports, readings, candidates and the words of the interface."""
    named = {name_id(each): each for each in mentions_of(case)}
    found = {id: candidates(each, case, gazetteer) for id, each in named.items()}
    offered = {each["place"] for group in found.values() for each in group}
    told = sorted(_told(case), key=lambda each: (each.report, each.span))
    return {
        "format": FORMAT,
        "saved_format": SAVED_FORMAT,
        "version": __version__,
        "case": {"name": case.name, "sha256": case.sha256},
        "strings": _strings(),
        "letters": LETTERS,
        "codes": _codes(),
        "kinds": [_kind(each) for each in KINDS],
        "reports": [_report(each) for each in case.reports],
        "readings": [
            *(_reading(each, case) for each in told),
            *(_name(each, case) for each in _open_names(case)),
        ],
        "names": {
            id: {
                "reasons": list(each.reasons),
                "question": each.question,
                "candidates": found[id],
            }
            for id, each in named.items()
        },
        "places": [
            place_values(place, case, gazetteer)
            for place in {
                **{id: gazetteer.places[id] for id in sorted(offered - set(case.places))},
                **case.places,
            }.values()
        ],
    }


def _told(case: Case) -> list[Told]:
    return [*case.statements, *case.movements]


def _open_names(case: Case) -> list[Mention]:
    """Give the names that no statement or movement holds, each once."""
    held = {name_id(each) for each in mentions_of(replace(case, mentions=()))}
    kept = {name_id(each): each for each in reversed(case.mentions)}
    return [each for id, each in reversed(kept.items()) if id not in held]


def _reading(told: Told, case: Case) -> Values:
    return {
        "id": told.id,
        "kind": kind_of(told),
        "report": told.report,
        "span": [told.span.start, told.span.end],
        "words": told.words,
        "status": told.status,
        "fields": fields_of(told),
        "gist": gist(told),
        "reviews": _reviews(told.id, case),
    }


def _name(mention: Mention, case: Case) -> Values:
    id = name_id(mention)
    return {
        "id": id,
        "kind": "name",
        "report": mention.report,
        "span": [mention.span.start, mention.span.end],
        "words": mention.words,
        "status": "corrected" if case.reviews_of(id) else "read",
        "fields": mention_fields(mention),
        "gist": gist(mention),
        "reviews": _reviews(id, case),
    }


def _reviews(id: str, case: Case) -> list[Values]:
    return [
        {"by": each.by, "on": _both(wording.day(each.date)), "status": each.status}
        for each in case.reviews_of(id)
    ]


def _report(report: Report) -> Values:
    header = report.header
    return {
        "id": report.id,
        "title": header.title,
        "publisher": header.publisher,
        "published": _both(wording.day(header.published)) if header.published else None,
        "language": header.language,
        "body": report.body,
        "sentences": [[each.start, each.end] for each in split(report.body)],
        "unread": [
            [start, start + len(words)]
            for words in report.unread
            if (start := report.body.find(words)) >= 0
        ],
    }


def _kind(code: str) -> Values:
    label = Bilingual("a movement", "تحرك") if code == MOVEMENT else wording.term("kind", code)
    return {
        "code": code,
        "label": _both(label),
        "relations": sorted(RELATIONS.get(code, ())),
        "figures": code in FIGURES,
        "two_places": code in TWO_PLACES,
        "hours": code == "travel_time",
    }


def _codes() -> Mapping[str, Values]:
    """Give the words for the codes that a reviewer chooses from."""
    relations = sorted({each for known in RELATIONS.values() for each in known})
    return {
        "relation": {each: _both(_relation(each)) for each in relations},
        "hedge": _terms("hedge", (each for each in HEDGES if each not in ("", FEW))),
        "noun": _terms("noun", lexicon.load("en").section("count_nouns")),
        "unit": {each: _strings()[f"unit.{each}"] for each in (*UNIT_M, HOURS)},
        "precision": {each: _strings()[f"precision.{each}"] for each in PRECISIONS},
    }


def _terms(group: str, codes: Iterable[str]) -> Values:
    return {each: _both(_open(wording.term(group, each))) for each in codes}


def _relation(code: str) -> Bilingual:
    """Give a relation's words, or those of the direction it is."""
    found = wording.term("relation", code)
    return _open(found if found.en != code else wording.term("direction", code))


def _open(words: Bilingual) -> Bilingual:
    """Show where the other end goes."""
    return Bilingual(words.en.replace("{}", "…"), words.ar.replace("{}", "…"))


def _both(words: Bilingual) -> Values:
    return {"en": words.en, "ar": words.ar}


@cache
def _strings() -> Values:
    text = (resources.files(__package__) / "strings.json").read_text(encoding="utf-8")
    loaded: Values = json.loads(text)
    return loaded
