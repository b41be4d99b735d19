"""Sentences for readers, English and Arabic, composed from a finding and never surer than it.

Names are set between U+2068 and U+2069, so that none turns the words around it. Arabic sentences are
built so that their grammar holds for any name and number: verbs agree with "the distance", nouns
stand beside figures, not after them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from geo_osint.case import Case
from geo_osint.checking.figures import amounts, distances, length
from geo_osint.model import (
    IMPLIED,
    Bilingual,
    Breakdown,
    Count,
    DateReading,
    Decision,
    Finding,
    Mention,
    Movement,
    Place,
    Quantity,
    Statement,
)
from geo_osint.model.text import ISOLATE, POP, isolated

__all__ = [
    "ISOLATE",
    "POP",
    "UNREAD",
    "UNREVIEWED",
    "amounts",
    "arrived",
    "breakdown",
    "counted",
    "counts",
    "day",
    "distances",
    "fitting",
    "isolated",
    "length",
    "margin",
    "named",
    "relation",
    "reviewed",
    "stated",
    "stop",
    "taken",
    "term",
    "terms",
    "when",
]

NOTHING = Bilingual("", "")

UNREVIEWED = Bilingual("machine reading, unreviewed", "قراءة آلية غير مراجعة")
"""Stands on everything that no decision stands on."""

UNREAD = Bilingual(
    "Not read: these words look like a distance or a transport, and were not understood",
    "لم يُقرأ: عبارات تشبه مسافة أو نقلًا ولم تُفهم",
)
"""Stands above what was left unread, so that nothing is dropped in silence."""

CONFLICTS = Bilingual(
    "Distances that contradict each other, whatever the places are",
    "مسافات يناقض بعضها بعضًا أيًا كانت مواقع الأماكن",
)
"""Stands above what cannot be true together by its figures alone."""

STATED, CONVERTED = 4, 3
"""Significant digits of a distance in its own unit, and of one turned into kilometres by us."""


def term(group: str, code: str) -> Bilingual:
    """Give the words for a code; a code without words is given as it stands."""
    return _terms().get(group, {}).get(code, Bilingual(code, code))


def terms(group: str) -> Mapping[str, Bilingual]:
    """Give the words for all codes of a group."""
    return _terms()[group]


@cache
def _terms() -> Mapping[str, Mapping[str, Bilingual]]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {
        group: {code: Bilingual(words["en"], words["ar"]) for code, words in entries.items()}
        for group, entries in tomllib.loads(text).items()
    }


def stated(quantity: Quantity) -> Bilingual:
    """Write a distance as stated, in kilometres or metres; other units are quoted beside it, times alone.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> stated(Quantity("about 14 km", Span(0, 11), 14_000, 14_000, "km", "about")).ar
    'نحو 14 كم'
    """
    if quantity.value_lo is None or quantity.value_hi is None or quantity.unit == "h":
        return Bilingual(f"“{isolated(quantity.words)}”", f"«{isolated(quantity.words)}»")
    small = quantity.unit == "m" and quantity.value_hi < 1_000
    size, unit = (1, Bilingual(" m", " م")) if small else (1_000, Bilingual(" km", " كم"))
    converted = quantity.unit not in ("km", "m")
    digits = CONVERTED if converted else STATED
    lo, hi = (f"{value / size:.{digits}g}" for value in (quantity.value_lo, quantity.value_hi))
    figure = _hedged(joined(_span_of(lo, hi), unit), quantity.hedge)
    words = isolated(quantity.words)
    return joined(figure, Bilingual(f" (“{words}”)", f" («{words}»)") if converted else NOTHING)


def _span_of(lo: str, hi: str) -> Bilingual:
    return Bilingual(lo, lo) if lo == hi else Bilingual(f"{lo}–{hi}", f"{lo} إلى {hi}")


def _hedged(figure: Bilingual, hedge: str) -> Bilingual:
    pattern = term("hedge", hedge) if hedge in _terms()["hedge"] else Bilingual("{}", "{}")
    return Bilingual(pattern.en.format(figure.en), pattern.ar.format(figure.ar))


def joined(*parts: Bilingual) -> Bilingual:
    """Put texts one after the other, in each language."""
    return Bilingual("".join(p.en for p in parts), "".join(p.ar for p in parts))


def counted(count: Count) -> Bilingual:
    """Write a count with its hedge and, apart from it, what was counted; its words where it is open.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> counted(Count("about 60 lorries", Span(0, 16), 60, 60, "lorry", "about")).ar
    'نحو 60 (شاحنات)'
    """
    if count.value_lo is None or count.value_hi is None:
        return Bilingual(f"“{isolated(count.words)}”", f"«{isolated(count.words)}»")
    figure = _hedged(_span_of(str(count.value_lo), str(count.value_hi)), count.hedge)
    noun = term("noun", count.noun)
    return joined(figure, Bilingual(f" {noun.en}", f" ({noun.ar})") if count.noun else NOTHING)


def counts(told: Movement) -> Bilingual:
    """Write all that a movement counts, the first count and those beside it; nothing if there is none.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> lorries = Count("20 lorries", Span(0, 10), 20, 20, "lorry")
    >>> tanks = Count("5 tanks", Span(15, 22), 5, 5, "tank")
    >>> counts(Movement("m1", "r1", Span(0, 22), "", count=lorries, also=(tanks,))).en
    '20 lorries + 5 tanks'
    """
    said = [counted(each) for each in told.counts]
    return Bilingual(" + ".join(each.en for each in said), " + ".join(each.ar for each in said))


def day(value: date) -> Bilingual:
    """Write a date in words.

    Examples
    --------
    >>> day(date(2021, 2, 23))
    Bilingual(en='23 February 2021', ar='23 شباط/فبراير 2021')
    """
    month = term("month", str(value.month))
    return Bilingual(f"{value.day} {month.en} {value.year}", f"{value.day} {month.ar} {value.year}")


def when(told: DateReading | None) -> Bilingual:
    """Write a date as finely as it was told, and no finer; its own words where it stayed open."""
    if told is None:
        return Bilingual("no date given", "لم يُذكر تاريخ")
    if told.start is None or told.end is None:
        words = isolated(told.words)
        return Bilingual(f"“{words}” (year not known)", f"«{words}» (السنة غير معروفة)")
    if told.precision == "month":
        month = term("month", str(told.start.month))
        return Bilingual(f"{month.en} {told.start.year}", f"{month.ar} {told.start.year}")
    if told.precision == "year":
        return Bilingual(f"{told.start.year}", f"{told.start.year}")
    first, last = day(told.start), day(told.end)
    if told.start == told.end:
        return first
    return Bilingual(f"{first.en} to {last.en}", f"من {first.ar} إلى {last.ar}")


def fitting(finding: Finding) -> tuple[Bilingual, Bilingual]:
    """Name the two sets a finding was judged against: what was printed, or what would have to be so."""
    if finding.statement.kind in IMPLIED:
        return (
            Bilingual("Fits if", "يتوافق إذا كان"),
            Bilingual("Fits roughly if", "يتوافق تقريبًا إذا كان"),
        )
    return (
        Bilingual("As printed", "كما نُشر"),
        Bilingual("With newsroom tolerance", "مع هامش التسامح الصحفي"),
    )


def arrived(told: Movement) -> Bilingual:
    """Say when a movement arrived and how long it took, as far as the report tells; nothing where it does not.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> next_day = DateReading("the next day", Span(9, 21), date(2021, 2, 24), date(2021, 2, 24), "day")
    >>> arrived(Movement("m1", "r1", Span(0, 30), "", arrival=next_day)).en
    'arrived 24 February 2021'
    """
    said = []
    if told.arrival:
        day_told = when(told.arrival)
        said.append(Bilingual(f"arrived {day_told.en}", f"الوصول: {day_told.ar}"))
    if told.took:
        took = stated(told.took)
        said.append(Bilingual(f"on the way for {took.en}", f"مدة الطريق: {took.ar}"))
    return Bilingual("; ".join(each.en for each in said), "؛ ".join(each.ar for each in said))


def named(mention: Mention | None, case: Case) -> Bilingual:
    """Name what a mention means: all candidates where it is open, its own words where unknown."""
    if mention is None:
        return Bilingual("a place the text does not name", "مكان لا يسميه النص")
    places = [case.places[id] for id in mention.places]
    if not places:
        return Bilingual(f"“{isolated(mention.words)}”", f"«{isolated(mention.words)}»")
    return Bilingual(
        " or ".join(isolated(each.name("en")) for each in places),
        " أو ".join(isolated(each.name("ar")) for each in places),
    )


def stop(role: str, mention: Mention, told: Movement, case: Case) -> Bilingual:
    """Name a place of a movement with its part in it: "from A", "towards the area of B"."""
    name, pattern = named(mention, case), term("stop", role)
    if told.area and role in ("destination", "towards"):
        area = term("stop", "area")
        name = Bilingual(area.en.format(name.en), area.ar.format(name.ar))
    return Bilingual(pattern.en.format(name.en), pattern.ar.format(name.ar))


def taken(mention: Mention, case: Case) -> Bilingual | None:
    """Say what a name was taken to mean where that is open to question, and what speaks for it.

    Reasons and question are the reading's own words and English; Arabic names the namesakes instead.
    """
    if not mention.question:
        return None
    if not mention.places:
        return Bilingual(
            f"“{isolated(mention.words)}” is the name of no place in the gazetteer",
            f"«{isolated(mention.words)}» ليس اسم مكان في معجم الأماكن",
        )
    name, words = named(mention, case), isolated(mention.words)
    why = f" ({isolated('; '.join(mention.reasons))})" if mention.reasons else ""
    others = "، ".join(isolated(each.name("ar")) for each in _namesakes(mention, case))
    also = f"، ويُخلط مع {others}" if others else ""
    return Bilingual(
        f"“{words}” is taken to mean {name.en}{why}. Look at: {isolated(mention.question)}",
        f"فُهم «{words}» على أنه {name.ar}{also}؛ يحتاج إلى مراجعة",
    )


def _namesakes(mention: Mention, case: Case) -> list[Place]:
    confused = (each.place for id in mention.places for each in case.places[id].confused_with)
    others = dict.fromkeys(id for id in confused if id not in mention.places)
    return [case.places[id] for id in others if id in case.places]


def breakdown(parts: Breakdown) -> Bilingual:
    """Say what makes the answer wide, or could: each cause apart.

    Only positions widen it from centre to centre; extents count from an edge, and rounding is told apart.
    """
    positions, extent, rounding = map(length, (parts.sources, parts.extent, parts.coordinates))
    return Bilingual(
        f"positions that differ or are not known closely {positions.en}; extent, which counts from an edge "
        f"only, {extent.en}; rounded coordinates, not counted, {rounding.en}",
        f"اختلاف المواقع أو قلة دقتها {positions.ar}؛ الامتداد، ولا يُحسب إلا من الحافة، {extent.ar}؛ تقريب "
        f"الإحداثيات، وهو غير محسوب، {rounding.ar}",
    )


def margin(finding: Finding) -> Bilingual:
    """Say what a margin means."""
    if finding.margin is None:
        return Bilingual("nothing was measured", "لم يُقس شيء")
    by = length(abs(finding.margin))
    if finding.margin > 0:
        return Bilingual(
            f"inside what was printed, with {by.en} to spare", f"داخل المدى المنشور بفارق {by.ar}"
        )
    if finding.margin < 0:
        return Bilingual(
            f"the nearest possible distance lies {by.en} outside what was printed",
            f"أقرب مسافة ممكنة تقع خارج المدى المنشور بمقدار {by.ar}",
        )
    return Bilingual(
        "reaches into what was printed, and beyond it", "يدخل في المدى المنشور ويتجاوزه"
    )


def reviewed(decision: Decision | None) -> Bilingual:
    """Say who stands for something: an analyst with a date and a reason, or nobody yet."""
    if decision is None:
        return UNREVIEWED
    what, who, why, other = (
        isolated(each)
        for each in (decision.decision, decision.by, decision.reason, decision.second_reader)
    )
    on = day(decision.date)
    return joined(
        Bilingual(f"decided: {what}, by {who}, {on.en}", f"قرار: {what}، {who}، {on.ar}"),
        Bilingual(f"; reason: {why}", f"؛ السبب: {why}") if decision.reason else NOTHING,
        Bilingual(f"; second reader: {other}", f"؛ القارئ الثاني: {other}")
        if decision.second_reader
        else NOTHING,
    )


def _references(told: Statement, case: Case) -> Bilingual:
    """Name what a statement is measured from: one place, or two."""
    if told.second_reference is None:
        return named(told.reference, case)
    first, second = named(told.reference, case), named(told.second_reference, case)
    return Bilingual(f"{first.en} and {second.en}", f"{first.ar} و{second.ar}")


def relation(told: Statement, case: Case) -> Bilingual:
    """Say what is stated of the subject, other than a distance in figures; of a movement with its days."""
    if told.quantity:
        return stated(told.quantity)
    if told.relation not in _terms()["relation"]:
        return term("kind", told.kind)
    pattern, reference = term("relation", told.relation), _references(told, case)
    said = Bilingual(pattern.en.format(reference.en), pattern.ar.format(reference.ar))
    if told.kind not in IMPLIED:
        return said
    id = told.id.partition("/")[0]
    days = when(next(each.date for each in case.movements if each.id == id))
    return joined(said, Bilingual(f", {days.en}", f"، {days.ar}"))
