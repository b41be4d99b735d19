"""Sentences that go on with a movement told before: "the convoy", "it", a bare verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo_osint.model import Mention, Movement, Span
from geo_osint.names import ARABIC_ARTICLE, is_arabic
from geo_osint.reading.parts import VERBS
from geo_osint.reading.scene import Scene
from geo_osint.reading.tokens import Token

CLAUSE_HEAD = 8
"""Tokens at the head of a clause in which its subject stands."""


def of_the_convoy(scene: Scene, start: int) -> bool:
    """Tell whether a clause begins with "the convoy" that was spoken of before."""
    return any(_is_spoken_of(scene.row[at : at + CLAUSE_HEAD]) for at in _heads(scene, start))


NEXT_TO_THE_HEAD = 3
"""Tokens of a clause before "the trucks", which are the convoy's only where the clause is about them."""


def _is_spoken_of(head: Sequence[Token]) -> bool:
    for at, token in enumerate(head):
        if token.symbol == "convoy" or (token.symbol == "mover" and at <= NEXT_TO_THE_HEAD):
            before = [each.symbol for each in head[max(0, at - 2) : at]]
            told = before[-1:] == ["count"] and before[0] == "det"  # "the 17-truck convoy"
            told |= before[-1:] != [] and before[-1] in ("det", "demonstrative", "word")
            return token.text.startswith(ARABIC_ARTICLE) or (told and not is_arabic(token.text))
    return False


REPORTED = frozenset(("that", "ان", "بان"))
"""Folded words behind which the clause begins that somebody is quoted with."""


ATTRIBUTED = frozenset(("according", "as", "وفقا", "بحسب", "حسب", "وبحسب", "ووفقا"))
"""Folded words that open a phrase on who tells it; the clause begins behind its comma."""


def _heads(scene: Scene, start: int) -> list[int]:
    """Give where a clause begins: at its start, behind "sources said that", behind "according to X,"."""
    near = range(start, min(start + 2 * CLAUSE_HEAD, len(scene.row)))
    behind = [at + 1 for at in near if scene.row[at].text in REPORTED]
    if any(scene.row[at].text in ATTRIBUTED for at in near[:3]):
        behind += [at + 1 for at in near if scene.row[at].symbol == "comma"][:1]
    return [start, *sorted(behind)][:2]


def it_consists(scene: Scene, start: int) -> bool:
    """Tell "It consisted of 50 vehicles", «وضمت ٢٥ شاحنة», from a convoy of its own."""
    head = [token.symbol for token in scene.row[start : start + 4]]
    if "pron" in head and "consists" in head[head.index("pron") :]:
        return True
    opening = [token for token in scene.row[start : start + 3] if token.symbol != "begin"]
    verb = next((token for token in opening if token.symbol != "and"), None)
    return verb is not None and verb.symbol == "consists" and is_arabic(verb.text)


def goes_on(scene: Scene, start: int) -> bool:
    """Tell whether a clause speaks of the movement before: "the convoy", "it", or a bare verb."""
    if of_the_convoy(scene, start):
        return True
    head = scene.row[start : start + 4]
    if any(token.symbol in ("pron", "convoy", "conjunction", "next", *VERBS[:6]) for token in head):
        return True
    return any(token.symbol == "ordinal" for token in scene.row[start : start + CLAUSE_HEAD])


def goes_back(before: Movement, movement: Movement) -> bool:
    """Tell a way back: it leads to where the movement before began, which had gone elsewhere."""
    goal, reached = (each.destination or each.towards for each in (movement, before))
    if goal is None or reached is None or before.origin is None or not goal.places:
        return False
    return goal.places == before.origin.places != reached.places


def complete(movement: Movement, more: Movement, scene: Scene) -> Movement:
    """Fill what a movement left open with what the next clause says; nothing is overwritten."""
    span = Span(movement.span.start, max(movement.span.end, more.span.end))
    destination = movement.destination
    towards = movement.towards
    nearer = _fineness(more.destination or more.towards, scene)
    if nearer > _fineness(destination, scene):
        destination = None
    if nearer > _fineness(towards, scene):
        towards = None
    if (destination or towards) and _only_an_area(more.destination, scene):
        more = replace(more, destination=None)
    new_goal = destination is None and towards is None
    origin = movement.origin or more.origin
    closer = more.origin is not None and not _only_a_country(more.origin, scene)
    if _only_a_country(origin, scene) and closer and not _a_crossing(more.origin, scene):
        origin = more.origin
    return replace(
        movement,
        span=span,
        words=span.of(scene.body),
        date=movement.date or more.date,
        count=movement.count or more.count,
        also=movement.also if movement.count else more.also,
        sense=movement.sense or more.sense,
        actor=movement.actor or more.actor,
        origin=origin,
        via=movement.via + tuple(_new(movement, more, origin)),
        destination=destination or more.destination,
        towards=towards or (more.towards if destination is None else None),
        area=more.area if new_goal else movement.area,
        ordinal=movement.ordinal if movement.ordinal is not None else more.ordinal,
        ordinal_words=movement.ordinal_words or more.ordinal_words,
        note="; ".join(filter(None, (movement.note, more.note))),
        took=movement.took or more.took,
    )


def _only_an_area(mention: Mention | None, scene: Scene) -> bool:
    """Tell a country or governorate, which is no goal once a closer one is told."""
    if mention is None or not mention.places:
        return False
    return all(scene.places[each].kind.startswith(AREA_KINDS) for each in mention.places)


def _fineness(mention: Mention | None, scene: Scene) -> int:
    """Rank a goal: nothing, then the kinds of areas from countries down, then all that is nearer."""
    if mention is None:
        return -1
    if not _only_an_area(mention, scene):
        return len(AREA_KINDS)
    kinds = [scene.places[each].kind for each in mention.places]
    return max(at for at, area in enumerate(AREA_KINDS) if any(k.startswith(area) for k in kinds))


def _only_a_country(mention: Mention | None, scene: Scene) -> bool:
    return mention is not None and all(
        scene.places[each].kind.startswith("PCL") for each in mention.places
    )


def _a_crossing(mention: Mention | None, scene: Scene) -> bool:
    """Tell a crossing: what came from a country came through it, and not from it."""
    if mention is None:
        return False
    kinds = [scene.places[each].kind for each in mention.places]
    return mention.feature == "crossing" or any(kind.startswith("PST") for kind in kinds)


AREA_KINDS = ("PCL", "RGN", "ADM")
"""First letters of the GeoNames codes of countries, regions and governorates, the largest first."""


def _new(movement: Movement, more: Movement, origin: Mention | None) -> Iterator[Mention]:
    """Give the places on the way that the movement does not have yet."""
    late = (more.origin,) if more.origin is not None and more.origin != origin else ()
    for place in (*late, *more.via):
        if all(place.places != known.places for known in movement.via):
            yield place
