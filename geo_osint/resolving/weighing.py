"""Weigh the evidence for each bearer of a name; a clear lead settles it, nothing less."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Candidate, Mention, Report, Resolution, Statement
from geo_osint.names import key
from geo_osint.reading import features
from geo_osint.reading.mentions import name_alone
from geo_osint.resolving.context import Context
from geo_osint.resolving.evidence import Hint, Meaning, by_far_side, by_words, hint
from geo_osint.resolving.surroundings import by_surroundings
from geo_osint.resolving.together import Together, by_others
from geo_osint.resolving.weights import MARGIN, ROUNDS


def resolve(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    report: Report,
    statements: Sequence[Statement] = (),
) -> tuple[Resolution, ...]:
    """Say what each mention of a report means.

    Method: the bearers of each name are weighed in rounds (`weights.ROUNDS`). The first hears only
    the words beside each name and the names that one place alone bears; each later one also hears
    what the names before it were settled to mean, and how close the bearers of all names lie to
    each other.

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
    words = [_by_words(context, mention) for mention in mentions]
    found = [_weigh(context, *pair, {}, None) for pair in zip(mentions, words, strict=True)]
    for _ in range(1, ROUNDS):
        if all(len(mention.places) < 2 for mention in mentions):
            break
        so_far = [each.resolution for each in found]
        meant, together = _meanings(found), Together(context, so_far)
        context = context.after(so_far)
        found = [
            _weigh(context, mention, hints, meant, together)
            for mention, hints in zip(mentions, words, strict=True)
        ]
    return tuple(each.resolution for each in found)


NEVER_STOOD_FOR = frozenset(("river", "lake", "mountain", "island", "desert"))
"""Features that no town of their name may stand for: the Red River is not the town of Red."""

Hints = Mapping[str, Sequence[Hint]]
"""Evidence by the id of the place it speaks for or against."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What a mention was found to mean; `own` is that where it owes nothing to its other mentions."""

    resolution: Resolution
    own: Meaning | None


@dataclass(frozen=True, slots=True)
class _Sum:
    """All evidence for one bearer of a name; `elsewhere` is what its other mentions say."""

    place: str
    hints: Sequence[Hint]
    elsewhere: Sequence[Hint]

    @property
    def alone(self) -> float:
        return sum(hint.weight for hint in self.hints)

    @property
    def weight(self) -> float:
        return self.alone + sum(hint.weight for hint in self.elsewhere)


def _by_words(context: Context, mention: Mention) -> Hints:
    """Gather what no round can change: the words beside a name, and the name itself."""
    places = {id: context.places[id] for id in mention.places}
    noun = features.load().get(mention.feature)
    if noun is not None and noun.name in NEVER_STOOD_FOR:
        places = {id: place for id, place in places.items() if noun.allows(place.kind)}
    return {id: list(by_words(context, mention, place)) for id, place in places.items()}


def _weigh(
    context: Context,
    mention: Mention,
    words: Hints,
    meant: Mapping[str, Meaning],
    together: Together | None,
) -> _Weighed:
    sums = [_sum(context, mention, id, words[id], meant, together) for id in words]
    if not sums:
        return _Weighed(Resolution(mention, (), "unknown"), None)
    sums.sort(key=lambda each: -each.weight)
    shares = _shares([each.weight for each in sums])
    candidates = tuple(
        Candidate(each.place, share, _reasons((*each.hints, *each.elsewhere)))
        for each, share in zip(sums, shares, strict=True)
    )
    status: Literal["resolved", "ambiguous"] = (
        "resolved" if _leads([each.weight for each in sums]) else "ambiguous"
    )
    return _Weighed(Resolution(mention, candidates, status), _own(mention, sums))


def _sum(
    context: Context,
    mention: Mention,
    id: str,
    words: Sequence[Hint],
    meant: Mapping[str, Meaning],
    together: Together | None,
) -> _Sum:
    place = context.places[id]
    found = [*words, *by_far_side(context, mention, place)]
    if len(mention.places) > 1:
        found += by_surroundings(context, mention, place)
    if together is not None:
        found += by_others(context, together, mention, place)
    told = meant.get(key(name_alone(mention)))
    if told is None or told.place != id or told.span == mention.span:
        return _Sum(id, found, ())
    reason = f"elsewhere in this report the name means it: {told.reason}"
    return _Sum(id, found, (hint("same_name", reason),))


def _own(mention: Mention, sums: Sequence[_Sum]) -> Meaning | None:
    """Give what a name with rivals means by its own surroundings, with the weightiest reason."""
    ranked = sorted(sums, key=lambda each: -each.alone)
    if len(ranked) < 2 or not _leads([each.alone for each in ranked]):
        return None
    reason = next(iter(_reasons(ranked[0].hints)), "")
    return Meaning(ranked[0].place, reason, mention.span)


def _leads(weights: Sequence[float]) -> bool:
    """Tell whether the first of some weights, highest first, settles the matter."""
    return len(weights) == 1 or weights[0] - weights[1] >= MARGIN


def _reasons(found: Iterable[Hint]) -> tuple[str, ...]:
    """Give the reasons, the weightiest first."""
    return tuple(hint.reason for hint in sorted(found, key=lambda hint: -abs(hint.weight)))


def _shares(weights: Sequence[float]) -> list[float]:
    top = max(weights)
    raised = [math.exp(weight - top) for weight in weights]
    return [round(each / sum(raised), 3) for each in raised]


def _meanings(weighed: Iterable[_Weighed]) -> dict[str, Meaning]:
    """Collect what names were found to mean against rivals.

    A name that means two places in one report means neither elsewhere.
    """
    meant: dict[str, Meaning] = {}
    torn: set[str] = set()
    for each in weighed:
        if each.own is None:
            continue
        name = key(name_alone(each.resolution.mention))
        if meant.setdefault(name, each.own).place != each.own.place:
            torn.add(name)
    return {name: value for name, value in meant.items() if name not in torn}
