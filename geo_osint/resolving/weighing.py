"""Weigh the evidence for each bearer of a name; a clear lead settles it, nothing less."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Candidate, Mention, Report, Resolution, Statement
from geo_osint.names import key
from geo_osint.resolving.evidence import Context, Hint, Meaning, hints

MARGIN = 1.5
"""Lead over the next place, in the unit of `WEIGHTS`, that settles a name: more than the strongest
single hint (a nearby place, a main name) can give, less than one plain word of the text does."""


def resolve(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    report: Report,
    statements: Sequence[Statement] = (),
) -> tuple[Resolution, ...]:
    """Say what each mention of a report means.

    Parameters
    ----------
    mentions
        In text order, with all bearers of each name in `places`.
    statements
        What the report states, where it is known: a place that a distance is measured from is
        more likely a town than a governorate.

    Returns
    -------
    tuple of Resolution
        One for each mention, with its candidates best first; their scores are shares of belief
        that add up to 1, for ranking and not to be read as probabilities.
    """
    context = Context(mentions, gazetteer, report, statements)
    first = [_resolution(context, mention, {}) for mention in mentions]
    meant = _meanings(first)
    return tuple(_resolution(context, mention, meant) for mention in mentions)


def _resolution(context: Context, mention: Mention, meant: Mapping[str, Meaning]) -> Resolution:
    weighed = []
    for id in mention.places:
        found = list(hints(context, mention, context.places[id], meant))
        weighed.append((sum(hint.weight for hint in found), id, _reasons(found)))
    weighed.sort(key=lambda row: (-row[0], mention.places.index(row[1])))
    if not weighed:
        return Resolution(mention, (), "unknown")
    shares = _shares([weight for weight, _, _ in weighed])
    candidates = tuple(
        Candidate(id, share, reasons)
        for (_, id, reasons), share in zip(weighed, shares, strict=True)
    )
    clear = len(weighed) == 1 or weighed[0][0] - weighed[1][0] >= MARGIN
    return Resolution(mention, candidates, "resolved" if clear else "ambiguous")


def _reasons(found: Iterable[Hint]) -> tuple[str, ...]:
    """Give the reasons, the weightiest first."""
    return tuple(hint.reason for hint in sorted(found, key=lambda hint: -abs(hint.weight)))


def _shares(weights: Sequence[float]) -> list[float]:
    top = max(weights)
    raised = [math.exp(weight - top) for weight in weights]
    return [round(each / sum(raised), 3) for each in raised]


def _meanings(resolutions: Iterable[Resolution]) -> dict[str, Meaning]:
    """Collect what names were found to mean against rivals, with the first reason.

    A name that means two places in one report means neither elsewhere.
    """
    meant: dict[str, Meaning] = {}
    torn: set[str] = set()
    for each in resolutions:
        if each.status != "resolved" or len(each.candidates) < 2:
            continue
        name, best = key(each.mention.words), each.candidates[0]
        reason = best.reasons[0] if best.reasons else ""
        known = meant.setdefault(name, Meaning(best.place, reason, each.mention.span))
        if known.place != best.place:
            torn.add(name)
    return {name: value for name, value in meant.items() if name not in torn}
