"""Whether a crossing or bridge that a report names was open on the day, as dated sources have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo_osint.case import Case
from geo_osint.checking.journeys import wording
from geo_osint.checking.journeys.implied import implied
from geo_osint.checking.verdicts import judge
from geo_osint.checking.wording import either_words, identity_words
from geo_osint.model import (
    Bilingual,
    Finding,
    LabelSet,
    Mention,
    Movement,
    Place,
    Source,
    Statement,
    Verdict,
)
from geo_osint.routing import Network, bundled, stops
from geo_osint.routing.gates import Gate, Period, periods_on

OPEN = LabelSet(("open",))
PASSED_BY_SOME = LabelSet(("open", "damaged", "restricted"))
"""Through a damaged bridge or a restricted crossing some still go: what the newsroom's tolerance is to figures."""

CROSSINGS = ("PST", "BDG")
"""How GeoNames' codes of border posts and bridges begin."""

ONE_DAY = timedelta(days=1)

Days = tuple[date | None, date | None]
"""The first day and the last, both None where no day is known."""


@dataclass(frozen=True, slots=True)
class Known:
    """The gates whose states are told with their days, by the place that stands at each, and all sources by key."""

    network: Network
    by_place: Mapping[str, Gate]
    by_id: Mapping[str, Gate]
    sources: Mapping[str, Source]

    @classmethod
    def of(cls, network: Network) -> Known:
        """Gather the gates of a network, and those of the packaged one that it lacks."""
        networks = (bundled(), network)
        gates = [gate for each in networks for gate in each.gates if gate.periods]
        return cls(
            network,
            {each.place: each for each in gates if each.place},
            {each.id: each for each in gates},
            {key: source for each in networks for key, source in each.sources.items()},
        )


@dataclass(frozen=True, slots=True)
class States:
    """What is known of a gate in some days: its periods, and whether these leave no day out."""

    periods: tuple[Period, ...]
    whole: bool

    @property
    def labels(self) -> frozenset[str]:
        """Give the states that somebody tells."""
        return frozenset(each.state for each in self.periods)


def states_in(gate: Gate | None, first: date | None, last: date | None) -> States:
    """Look up what sources tell of a gate from one day to another; nothing where no day is known."""
    if gate is None or first is None or last is None:
        return States((), False)
    found = tuple(each for each in periods_on(gate, first, last) if each.state != "unknown")
    return States(found, _covered(found, first, last))


def _covered(periods: Sequence[Period], first: date, last: date) -> bool:
    """Tell whether periods leave no day out."""
    day = first
    for each in sorted(periods, key=lambda each: each.since or date.min):
        if (each.since or date.min) > day:
            return False
        if (each.until or date.max) >= last:
            return True
        assert each.until
        day = max(day, each.until + ONE_DAY)
    return False


def check_gates(told: Movement, case: Case, known: Known) -> Iterator[Finding]:
    """Check each crossing that a movement is said to have come through, in the order of travel.

    Possible are the states that sources tell of it for those days, under each meaning of its name: where they
    disagree, or it was shut on some of the days only, nothing is settled.
    """
    number = 0
    for role, mention in stops(told):
        if _is_passed(role, mention, case, known):
            number += 1
            yield _check(told, f"gate-{number}", mention, _days(told, role), case, known)


def _is_passed(role: str, mention: Mention, case: Case, known: Known) -> bool:
    """Tell a crossing that was come through; one that was only reached, or made for, need not have been."""
    if role not in ("origin", "via") or not mention.places:
        return False
    places = [case.places[id] for id in mention.places]
    return all(
        _is_gate(each, known) and not (role == "origin" and _a_bridge(each)) for each in places
    )


def _is_gate(place: Place, known: Known) -> bool:
    return place.id in known.by_place or place.kind.startswith(CROSSINGS)


def _a_bridge(place: Place) -> bool:
    """Tell a bridge: who sets out from one need not have crossed it."""
    return not place.kind.startswith("PST")


def days_of(told: Movement) -> Days:
    """Give the days on which somebody was on the way: from setting out to arriving, if that is told apart."""
    if told.date is None:
        return None, None
    return told.date.start, (told.arrival or told.date).end


def _days(told: Movement, role: str) -> Days:
    """Give the days on which a place was passed: the origin on the first, others on any."""
    return days_of(replace(told, arrival=None)) if role == "origin" else days_of(told)


def _check(
    told: Movement,
    what: str,
    mention: Mention,
    days: Days,
    case: Case,
    known: Known,
) -> Finding:
    statement = implied(told, what, "gate", mention)
    meant = [(case.places[id], known.by_place.get(id)) for id in mention.places]
    states = [(place, states_in(gate, *days)) for place, gate in meant]
    possible = LabelSet(tuple(sorted({label for _, each in states for label in each.labels})))
    verdict = _verdict(possible, all(each.whole for _, each in states))
    reasons = (
        *_reasons(states, days, known),
        *((wording.TO_WHOM,) if "closed" in possible.labels else ()),
        *_other_gates(mention, case, known),
    )
    settles = wording.WHO_PASSED if verdict in ("not_settled", "does_not_fit") else None
    told_by = [each for _, each in states]
    return at_gates(statement, verdict, possible, told_by, reasons, settles, known)


def at_gates(
    statement: Statement,
    verdict: Verdict,
    possible: LabelSet,
    states: Sequence[States],
    reasons: tuple[Bilingual, ...],
    settles: Bilingual | None,
    known: Known,
) -> Finding:
    """Put a finding together that rests on the states of gates, with the sources of these."""
    keys = dict.fromkeys(key for each in states for p in each.periods for key in p.sources)
    return Finding(
        statement,
        verdict,
        reading="gate",
        unit="label",
        possible=possible,
        printed=OPEN,
        newsroom=PASSED_BY_SOME,
        reasons=reasons,
        settles=settles,
        sources=tuple(known.sources[key] for key in keys),
    )


def _other_gates(mention: Mention, case: Case, known: Known) -> Iterator[Bilingual]:
    """Cap the answer where the name may mean another crossing, which may have been in another state."""
    if len(mention.places) > 1:
        yield either_words([case.places[id] for id in mention.places])
        return
    meant = case.places[mention.places[0]]
    for each in meant.confused_with if mention.question else ():
        other = case.places.get(each.place)
        if other and _is_gate(other, known):
            yield identity_words(meant, other)


def _verdict(possible: LabelSet, whole: bool) -> Verdict:
    """Judge what is told; days or meanings of which nothing is told leave it open."""
    if not possible or whole:
        return judge(possible, OPEN, PASSED_BY_SOME)
    return "not_settled"


def _reasons(
    states: Sequence[tuple[Place, States]], days: Days, known: Known
) -> Iterator[Bilingual]:
    first, last = days
    if first is None or last is None:
        yield wording.NO_DAY
        return
    for place, found in states:
        for each in found.periods:
            yield wording.state_words(wording.name_of(place), each, known.sources)
        if not found.whole:
            some = bool(found.periods)
            yield wording.untold(wording.name_of(place), first, last, some)
