"""Which of an earlier version's readings a fresh one is: told by the words that both were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo_osint.case.digests import gist, read_as
from geo_osint.case.fields import Told
from geo_osint.case.value import Case
from geo_osint.model import Mention, Movement, Span, Statement

BLOCK = 1_000
"""Code points of a report in which candidates are looked for together: no sentence meets many such blocks."""

FIGURE, PLACE, SAME_KIND = 4, 2, 1
"""What makes two readings alike, by weight: a figure stands for one statement, a place for several."""

Fresh = tuple[str, Told]
"""A fresh reading and the gist of what the machine made of it, before a person's choices came in."""


def matches(case: Case, olds: Sequence[Told], news: Sequence[Fresh]) -> dict[int, str]:
    """Find for fresh readings the ones of the case that they are, one for one; empty for those told already.

    What says the same as the machine's earlier reading, or as the reading stands now, is the same. After these, in
    one report, those of overlapping sentences that share their figure or most of their places.
    """
    found: dict[int, str] = {}
    left = {each.id: each for each in olds}
    for known in ({read_as(case, id): id for id in left}, {gist(o): o.id for o in olds}):
        for number, (machine, told) in enumerate(news):
            for said in (machine, gist(told)):
                if number not in found and known.get(said) in left:
                    found[number] = known[said]
                    del left[known[said]]
    for number, id in _by_words(left, {n: t for n, (_, t) in enumerate(news) if n not in found}):
        found[number] = id
    told_already = {gist(each) for each in olds} | {read_as(case, each.id) for each in olds}
    for number, (machine, told) in enumerate(news):
        if {machine, gist(told)} & told_already:
            found.setdefault(number, "")
    return found


def _by_words(olds: Mapping[str, Told], news: Mapping[int, Told]) -> Iterator[tuple[int, str]]:
    """Pair what is left, the most alike first."""
    order = {id: at for at, id in enumerate(olds)}
    blocks: dict[tuple[str, int], list[str]] = {}
    for id, each in olds.items():
        for block in _blocks(each):
            blocks.setdefault(block, []).append(id)
    ranked = sorted(
        (-score, number, order[id], id)
        for number, told in news.items()
        for id in {id for block in _blocks(told) for id in blocks.get(block, ())}
        if (score := likeness(olds[id], told))
    )
    taken: set[str | int] = set()
    for _, number, _, id in ranked:
        if number not in taken and id not in taken:
            taken |= {number, id}
            yield number, id


def _blocks(told: Told) -> list[tuple[str, int]]:
    return [(told.report, at) for at in range(told.span.start // BLOCK, told.span.end // BLOCK + 1)]


def likeness(one: Told, other: Told) -> int:
    """Say how much two readings are made of the same words; 0 if they are not one reading."""
    if one.report != other.report or not _meet(one.span, other.span):
        return 0
    if isinstance(one, Statement) and isinstance(other, Statement):
        return _statements(one, other)
    if isinstance(one, Movement) and isinstance(other, Movement):
        return _movements(one, other)
    return 0


def _statements(one: Statement, other: Statement) -> int:
    same_kind = SAME_KIND * (one.kind == other.kind)
    pairs = ((one.subject, other.subject), (one.reference, other.reference))
    places = PLACE * sum(bool(a and b and _meet(a.span, b.span)) for a, b in pairs)
    if one.quantity and other.quantity:
        meet = _meet(one.quantity.span, other.quantity.span)
        return FIGURE + places + same_kind if meet else 0
    if one.quantity or other.quantity or not same_kind:
        return 0
    return places and places + same_kind


def _movements(one: Movement, other: Movement) -> int:
    both_count = one.count and other.count
    if both_count and one.count and other.count and not _meet(one.count.span, other.count.span):
        return 0
    theirs = [each.span for each in _stops(other)]
    places = PLACE * sum(any(_meet(each.span, span) for span in theirs) for each in _stops(one))
    return FIGURE * bool(both_count) + places


def _stops(told: Movement) -> list[Mention]:
    return [
        each
        for each in (told.origin, *told.via, told.destination, told.towards)
        if each is not None
    ]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
