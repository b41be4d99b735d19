"""On which day somebody arrived, where a report tells that beside the day of setting out, and how long they were on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from geo_osint.model import DateReading, Mention, Movement, Quantity, Span
from geo_osint.reading.days_told import first_date
from geo_osint.reading.durations import HOURS
from geo_osint.reading.going_on import CLAUSE_HEAD
from geo_osint.reading.parts import VERBS
from geo_osint.reading.scene import Scene

REACHING = ("reach", "arrive")
"""Classes of verbs that tell of an end; "entered" among them tells of a beginning as well, and does not count."""


def arrival_in(scene: Scene, start: int, end: int) -> DateReading | None:
    """Give the day of a clause whose verb before it tells of an arrival: "… and arrived in X on 8 January"."""
    told = first_date(scene, start, end)
    if told is None:
        return None
    at = next((i for i in range(start, end) if scene.row[i].span.start >= told.span.start), end)
    return told if _arrived(scene, start, at) or _arrived(scene, at, end) else None


def days_later(scene: Scene, start: int, end: int, date: DateReading | None) -> DateReading | None:
    """Give the day of "…, arriving the next day", counted from the movement's own day before it."""
    if date is None or date.start is None or date.end is None or date.precision != "day":
        return None
    for at in range(start, end):
        token = scene.row[at]
        behind = token.symbol == "later" and token.span.start > date.span.end
        if behind and int(str(token.value)) and _arrived(scene, start, at):
            days = timedelta(days=int(str(token.value)))
            words = token.span.of(scene.body)
            return replace(
                date, words=words, span=token.span, start=date.start + days, end=date.end + days
            )
    return None


def time_taken(scene: Scene, start: int, end: int) -> Quantity | None:
    """Give the one time on the way that a clause tells; none where it tells several."""
    values = (token.value for token in scene.row[start:end])
    times = [each for each in values if isinstance(each, Quantity) and each.unit == HOURS]
    return times[0] if len(times) == 1 else None


JOURNEY = frozenset(("journey", "trip", "drive", "الرحله", "رحلتها", "رحله", "الطريق"))
"""Folded words that open a sentence on how long the movement before it took."""


def timed(scene: Scene, last: Movement) -> Movement | None:
    """Let a sentence of its own say how long the movement before took: "The journey took nine hours."."""
    took = time_taken(scene, 0, len(scene.row))
    opens = any(token.text in JOURNEY for token in scene.row[:CLAUSE_HEAD])
    other = any(token.symbol == "count" or isinstance(token.value, Mention) for token in scene.row)
    if took is None or not opens or last.took or other:
        return None
    span = Span(last.span.start, scene.span.end)
    return replace(last, span=span, words=span.of(scene.body), took=took)


def only_arrives(scene: Scene, start: int, end: int) -> DateReading | None:
    """Give the day of a clause that only says when a goal named before was reached: «ووصلت في ٨ شباط»."""
    if any(scene.mention(at) for at in range(start, end)):
        return None
    if any(scene.row[at].symbol in ("count", "mover", "actor") for at in range(start, end)):
        return None
    return arrival_in(scene, start, end)


def with_arrival(movement: Movement, day: DateReading | None) -> Movement:
    """Let a movement arrive on a day: one with a goal and a day of its own, which is not a later one."""
    before, goal = movement.date, movement.destination
    if day is None or movement.arrival or before is None or goal is None or day == before:
        return movement
    known = before.start and before.end and day.start and day.end
    if known and (before.start, before.end) >= (day.start, day.end):
        return movement
    return replace(movement, arrival=day)


def _arrived(scene: Scene, start: int, end: int) -> bool:
    verbs = [token for token in scene.row[start:end] if token.symbol in VERBS[:6]]
    if not verbs:
        return False
    return verbs[-1].symbol in REACHING and not scene.grammar.senses.get(verbs[-1].text)
