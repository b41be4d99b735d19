"""Who moved from where to where, and when, as far as a sentence says so.

Rules of the house, each tested:

- A movement has a verb of motion, a place with a part in it, and a date or a count; or it is a
  convoy with two places at least. Other transports ("missiles came from Iraq") are handed back as unread.
- A crossing that something entered through is the origin if nothing earlier is named: the trace of
  the report begins there. Otherwise it is a place on the way.
- "Went to" and "arrived in" name a destination; "towards", "headed for" only a direction.
- A new date or a new count begins a new movement; "the convoy" without either goes on with the last.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo_osint.model import Count, Mention, Movement
from geo_osint.names import fold
from geo_osint.reading.arrivals import (
    arrival_in,
    days_later,
    only_arrives,
    time_taken,
    timed,
    with_arrival,
)
from geo_osint.reading.counts import VEHICLES
from geo_osint.reading.days_told import first_date, is_its_date
from geo_osint.reading.going_on import (
    CLAUSE_HEAD,
    complete,
    goes_back,
    goes_on,
    it_consists,
    of_the_convoy,
)
from geo_osint.reading.movers import (
    actor_of,
    counts_beside,
    first_count,
    has_mover,
    of_another_event,
    ordinal_of,
    sense_of,
    subordinate,
)
from geo_osint.reading.parts import (
    VERBS,
    Roles,
    role_at,
    roles_in,
    with_crossing_rule,
)
from geo_osint.reading.scene import Scene

SEPARATORS = ("comma", "stop", "conjunction", "next", "dash")


TELLS_OF_MOTION = frozenset((*VERBS, "ordinal", "consists"))
"""Classes of words without which a sentence tells of no movement."""


@dataclass(slots=True)
class Told:
    """What a sentence tells of movements.

    `completed` is the movement of the sentence before with what this one adds; `pending` one that
    has neither date nor count yet, and `unread` the words of all such.
    """

    new: list[Movement] = field(default_factory=list)
    completed: Movement | None = None
    pending: Movement | None = None
    unread: list[str] = field(default_factory=list)


def read(scene: Scene, last: Movement | None) -> Told:
    """Read the movements of a sentence; `last` is the one that the sentence before told of."""
    told = Told()
    told.completed = timed(scene, last) if last else None
    if told.completed or TELLS_OF_MOTION.isdisjoint(token.symbol for token in scene.row):
        return told
    for start, end in _segments(scene):
        if _adds_up(scene, start, end):
            continue
        happened = _happened(scene, start, end)
        movement = _movement(scene, start, happened, told.new[-1] if told.new else None)
        if movement is None and told.new and (day := only_arrives(scene, start, happened)):
            told.new[-1] = with_arrival(told.new[-1], day)
        elif movement is not None:
            _sort(scene, (start, happened), movement, last, told)
        elif (happened < end and _movement(scene, start, end, None) is not None) or (
            movement is None and _nowhere(scene, start, end)
        ):
            told.unread.append(_transport(scene, start, end))
    return told


def _adds_up(scene: Scene, start: int, end: int) -> bool:
    """Tell a running total ("brings the number of lorries to 170"), which is no movement of its own."""
    row = scene.row[start:end]
    first = next((at for at, token in enumerate(row) if token.symbol == "total"), len(row))
    return any(token.symbol == "count" or token.text.isdecimal() for token in row[first:])


def _nowhere(scene: Scene, start: int, end: int) -> bool:
    """Tell vehicles of a known number that went or were sent, to or from no place that is told."""
    row = scene.row[start:end]
    counts = [token.value for token in row if isinstance(token.value, Count)]
    if start and counts and any(isinstance(token.value, Mention) for token in row):
        return True  # "…, and another 150 families to X": without a verb of its own
    counted = any(count.noun in VEHICLES for count in counts)
    return counted and any(token.symbol in VERBS[:6] for token in row)


def _happened(scene: Scene, start: int, end: int) -> int:
    """Say where a clause stops telling what happened: what was planned, blocked or denied did not."""
    for at in range(start, end):
        symbol = scene.row[at].symbol
        if symbol in ("planned", "blocked"):
            return at if symbol == "planned" or _set_out(scene, start, at) else start
        denied = (*VERBS, "convoy", "mover")
        if symbol == "negation" and at + 1 < end and scene.row[at + 1].symbol in denied:
            return at
    return end


def _set_out(scene: Scene, start: int, blocked: int) -> bool:
    """Tell "lorries entered X and were blocked" from "lorries bound for X were blocked"."""
    return any(token.symbol in VERBS[1:6] for token in scene.row[start:blocked])


def _sort(
    scene: Scene, segment: tuple[int, int], movement: Movement, last: Movement | None, told: Told
) -> None:
    """Put a clause where it belongs: to the movement before it, or as one of its own."""
    start, end = segment
    somewhere = movement.origin or movement.via or movement.destination or movement.towards
    before = told.new[-1] if told.new else (told.completed or last)
    back = before is not None and goes_back(before, movement)
    own = back or movement.date is not None or (movement.count is not None and somewhere)
    whereby = bool(told.new) and scene.row[start].symbol == "which"
    if before is not None and _belongs(scene, start, movement, before, whereby):
        whole = complete(before, movement, scene)
        if whole.destination == movement.destination:
            whole = with_arrival(whole, movement.arrival)
        if told.new:
            told.new[-1] = whole
        else:
            told.completed = whole
    elif own or _is_a_journey(scene, segment, movement):
        told.new.append(with_arrival(replace(movement, arrival=None), movement.arrival))
    elif has_mover(scene, start, end) and (movement.ordinal is None or somewhere):
        if movement.ordinal is None or movement.destination:
            told.pending = movement
        told.unread.append(_transport(scene, start, end))


LONGEST_TOLD = 4_000
"""Code points one movement is told in: a longer run has no full stops, and would be joined over and over."""


def _belongs(scene: Scene, start: int, movement: Movement, before: Movement, whereby: bool) -> bool:
    """Tell whether a clause goes on with the movement before it; `whereby` opens by saying so."""
    if scene.span.end - before.span.start > LONGEST_TOLD:
        return False
    if movement.date not in (None, before.date) and not of_the_convoy(scene, start):
        return False
    if movement.date not in (None, before.date) and before.date and not _arrives(before, movement):
        return False
    if _a_further_one(scene, start) or goes_back(before, movement):
        return False
    if movement.count is None:
        return goes_on(scene, start)
    if before.count is None:
        return whereby or of_the_convoy(scene, start) or it_consists(scene, start)
    if of_the_convoy(scene, start) and _says_of_what(scene, start):
        return True
    again = _same_count(movement.count, before.count) and not _of_another(scene, start)
    return again and not ANOTHER & set(fold(before.words).text.split())


def _arrives(before: Movement, movement: Movement) -> bool:
    """Tell "The convoy reached X on 6 February", which goes on with one that set out before that day."""
    day, goal = movement.arrival, movement.destination
    if day is None or day != movement.date or goal is None or before.arrival:
        return False
    open_yet = before.destination is None or before.destination.places == goal.places
    return open_yet and with_arrival(replace(before, destination=goal), day).arrival is not None


def _says_of_what(scene: Scene, start: int) -> bool:
    """Tell "the convoy comprised …": what it was made of, told beside the number it was told with."""
    head = scene.row[start : start + 2 * CLAUSE_HEAD]
    return any(token.symbol == "consists" for token in head)


def _same_count(one: Count, other: Count) -> bool:
    """Tell a convoy that is told a second time: as many of the same, without a date of its own."""
    figures = (one.value_lo, one.value_hi, one.noun)
    return one.value_lo is not None and figures == (other.value_lo, other.value_hi, other.noun)


ANOTHER = frozenset(
    ("another", "second", "earlier", "similar", "اخر", "اخري", "ثانيه", "مماثله", "لقافله", "سبق")
)
"""Folded words that set a convoy apart from the one before."""


def _a_further_one(scene: Scene, start: int) -> bool:
    """Tell "a second patrol" from "the second patrol", which may be the one spoken of."""
    head = range(start + 1, min(start + 2 * CLAUSE_HEAD, len(scene.row)))
    return any(
        scene.row[at].symbol == "ordinal" and scene.row[at - 1].symbol == "indef" for at in head
    )


def _of_another(scene: Scene, start: int) -> bool:
    return any(token.text in ANOTHER for token in scene.row[start : start + 2 * CLAUSE_HEAD])


def _is_a_journey(scene: Scene, segment: tuple[int, int], movement: Movement) -> bool:
    """Tell a convoy that two places at least are told of, though neither when nor how many."""
    ends = (movement.origin, movement.destination, movement.towards)
    told = len(movement.via) + sum(each is not None for each in ends)
    convoy = any(token.symbol == "convoy" for token in scene.row[slice(*segment)])
    return convoy and told > 1 and movement.ordinal is None and not _is_headline(scene)


def _is_headline(scene: Scene) -> bool:
    """Tell the first line of a report without a full stop: what it says is told again below."""
    return not scene.earlier and scene.row[-1].symbol != "stop"


def _transport(scene: Scene, start: int, end: int) -> str:
    """Give the words of a transport without date or count, from what moved to where."""
    named = [at for at in range(start, end) if role_at(scene, start, at)]
    moved = ("convoy", "mover", "actor", "count", *VERBS)
    first = next((at for at in range(start, end) if scene.row[at].symbol in moved), start)
    if not named:
        return scene.text(
            first, next((i for i in range(first, end) if scene.row[i].symbol in SEPARATORS), end)
        )
    return scene.text(min(first, named[0]), named[-1] + 1)


# --- one movement per date or count --------------------------------------------------------------


def _segments(scene: Scene) -> list[tuple[int, int]]:
    """Cut a sentence where a second date or a second count begins another movement."""
    bounds, start = [], 0
    seen: set[str] = set()
    for at, token in enumerate(scene.row):
        if "verb" in seen and _opens_with_another(scene, at):
            bounds.append((start, at))
            start, seen = at, set()
        main = is_its_date(scene, at) or (token.symbol == "count" and not subordinate(scene, at))
        again = token.symbol in seen or _opens_another(scene, at, seen)
        again = again or (token.symbol == "count" and of_another_event(scene, start, at))
        if main and "verb" in seen and again:
            cut = _cut_before(scene, at, start)
            bounds.append((start, cut))
            start = cut
            seen = {scene.row[i].symbol for i in range(cut, at)} & {"date", "count"}
            seen |= {"verb"} if any(scene.row[i].symbol in VERBS for i in range(cut, at)) else set()
        if main:
            seen.add(token.symbol)
        if token.symbol in VERBS:
            seen.add("verb")
    return [*bounds, (start, len(scene.row))]


def _opens_with_another(scene: Scene, at: int) -> bool:
    """Tell an "and" behind which others move: "X forces entered the town and fighters were taken to Y"."""
    behind = scene.row[at + 1 : at + 2 * CLAUSE_HEAD]
    if scene.row[at].symbol != "and" or not behind or behind[0].symbol not in ("mover", "actor"):
        return False
    stop = next((i for i, t in enumerate(behind) if t.symbol in (*SEPARATORS, "and")), len(behind))
    symbols = [token.symbol for token in behind[:stop]]
    verb = next((i for i, symbol in enumerate(symbols) if symbol in VERBS[:6]), 0)
    return verb > 0 and symbols[verb - 1] == "be"


SHORTEST_CLAUSE = 3
"""Tokens beside the date in a clause that says more than when."""


def _opens_another(scene: Scene, at: int, seen: set[str]) -> bool:
    """Tell a first date that belongs to the next movement of the sentence.

    "35 lorries entered …, and the Observatory had seen on 28 July how 30 lorries …": a clause of
    its own between the first count and another one. "…, on 28 July, and 30 …" only says when.
    """
    if scene.row[at].symbol != "date" or "count" not in seen:
        return False
    start, end = at, at + 1
    while start and scene.row[start - 1].symbol not in SEPARATORS:
        start -= 1
    while end < len(scene.row) and scene.row[end].symbol not in SEPARATORS:
        end += 1
    counted = any(t.symbol == "count" for t in scene.row[start:at])
    others = [t for t in scene.row[start:end] if t.symbol in ("word", "convoy", "mover", *VERBS)]
    following = (
        i for i in range(at, len(scene.row)) if scene.row[i].symbol in ("count", "date") and i > at
    )
    after = next(following, None)
    again = (
        after is not None and scene.row[after].symbol == "count" and not subordinate(scene, after)
    )
    return not counted and len(others) >= SHORTEST_CLAUSE and again


def _cut_before(scene: Scene, at: int, start: int) -> int:
    """Find where the clause begins that a date or count stands in."""
    for back in range(at - 1, start, -1):
        symbol = scene.row[back].symbol
        if symbol in SEPARATORS:
            return back + 1
        if symbol == "and" and back > start:
            return back
    return at


def _movement(scene: Scene, start: int, end: int, before: Movement | None) -> Movement | None:
    told = next((at for at in range(start, end) if scene.row[at].symbol == "later"), end)
    roles = with_crossing_rule(scene, roles_in(scene, start, told))
    ordinal, ordinal_words = ordinal_of(scene, start, end)
    moves = any(token.symbol in VERBS for token in scene.row[start:end])
    spoken_of = of_the_convoy(scene, start) or it_consists(scene, start)
    counted = spoken_of and any(t.symbol == "consists" for t in scene.row[start:end])
    if not (roles and moves) and ordinal is None and not counted:
        return None
    date = first_date(scene, start, end)
    if ordinal is not None and date is not None and date.precision != "day":
        date = None  # "the eleventh this year": the year of the series
    count = first_count(scene, start, end)
    arrival = arrival_in(scene, start, end) if roles.destination else None
    if not counted and (not roles or not (count or has_mover(scene, start, end))):
        date = count = None
    elif date is None and before is not None and count is not None:
        date = before.date
    later = days_later(scene, start, end, date or (before.date if before else None))
    reached = roles.destination or roles.towards
    return Movement(
        id="", report=scene.report, span=scene.span, words=scene.words, date=date, count=count,
        also=counts_beside(scene, start, end, count), sense=sense_of(scene, start, told),
        actor=actor_of(scene, start, end), origin=roles.origin, via=roles.via,
        destination=roles.destination, towards=roles.towards,
        area=reached is not None and reached.span in roles.areas,
        ordinal=ordinal, ordinal_words=ordinal_words, note=_note(roles), arrival=later or arrival,
        took=time_taken(scene, start, end),
    )  # fmt: skip


def _note(roles: Roles) -> str:
    """Name the goals beside the first, which a movement has no field for."""
    further = "; ".join(dict.fromkeys(each.words for each in roles.further))
    return f"goals told beside the first: {further}" if further else ""
