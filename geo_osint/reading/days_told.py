"""On which day something moved: not the day of its telling, nor of what came before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from geo_osint.model import DateReading, Span
from geo_osint.reading.going_on import CLAUSE_HEAD, REPORTED
from geo_osint.reading.scene import Scene


def first_date(scene: Scene, start: int, end: int) -> DateReading | None:
    """Give the day of what a clause tells: the first that is its own, or counted from one before."""
    for at in range(start, end):
        value = scene.row[at].value
        if isinstance(value, DateReading) and is_its_date(scene, at):
            return _later(scene, start, at, value)
    return _counted_from(scene, start, end)


def _counted_from(scene: Scene, start: int, end: int) -> DateReading | None:
    """Count from the day spoken of last: "in a statement on 22 May … a day earlier"."""
    at = next((at for at in range(start, end) if scene.row[at].symbol == "later"), None)
    if at is None:
        return None
    rows = (scene.row[:at], *scene.earlier)
    told = [token.value for row in rows for token in row if isinstance(token.value, DateReading)]
    anchor = told[-1] if len(told) == 1 else None
    if anchor is None or anchor.precision != "day":
        return None
    span, days = scene.row[at].span, timedelta(days=int(str(scene.row[at].value)))
    first, last = anchor.start and anchor.start + days, anchor.end and anchor.end + days
    return replace(anchor, words=span.of(scene.body), span=span, start=first, end=last)


def _later(scene: Scene, start: int, at: int, told: DateReading) -> DateReading:
    """Count on from a date that only the event before happened on: "a day after entering on 17 May"."""
    for back in range(at - 1, start, -1):
        if scene.row[back].symbol == "later":
            days = timedelta(days=int(str(scene.row[back].value)))
            span = Span(scene.row[back].span.start, told.span.end)
            start_day, end_day = told.start and told.start + days, told.end and told.end + days
            words = span.of(scene.body)
            return replace(told, words=words, span=span, start=start_day, end=end_day)
        if scene.row[back].symbol in ("date", "stop"):
            break
    return told


def is_its_date(scene: Scene, at: int) -> bool:
    """Tell a date from one that a count of convoys began at: "the third since the start of 2021"."""
    if scene.row[at].symbol != "date" or scene.row[at - 1].symbol in ("since", "ordinal"):
        return False
    return not (_is_of_the_telling(scene, at) or _is_of_what_was_before(scene, at))


AFTER = frozenset(("بعد", "عقب"))
NOON = frozenset(("ظهر", "منتصف", "الظهر"))
"""Folded: behind these «بعد» is the afternoon."""


def _is_of_what_was_before(scene: Scene, at: int) -> bool:
    """Tell the day of an earlier event: «دخلت بعد انقطاع دخولها نهاية تشرين الثاني»."""
    for back in range(at - 1, max(0, at - CLAUSE_HEAD), -1):
        if scene.row[back].symbol in ("comma", "stop", "later"):
            return False
        if scene.row[back].text in AFTER:
            return scene.row[back + 1].text not in NOON
    return False


BEFORE_A_DAY = ("at", "det", "word", "comma")
"""What may stand between a verb of telling and its day."""


def _is_of_the_telling(scene: Scene, at: int) -> bool:
    """Tell the day on which something was said, not done: "reported on 12 May that …", "a statement on …, …"."""
    back = at - 1
    while back > 0 and at - back <= CLAUSE_HEAD // 2 and scene.row[back].symbol in BEFORE_A_DAY:
        back -= 1
    behind = scene.row[at + 1] if at + 1 < len(scene.row) else None
    opens = behind is not None and (behind.text in REPORTED or behind.symbol == "comma")
    if behind is None or behind.symbol == "stop" or behind.text in NOON:
        opens = any(t.symbol == "comma" for t in scene.row[max(0, back - 2 * CLAUSE_HEAD) : back])
    return scene.row[back].symbol == "tell" and opens  # "…, the Observatory said on Saturday."
