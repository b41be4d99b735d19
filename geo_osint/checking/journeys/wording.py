"""What findings about movements say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from geo_osint.checking.figures import distances
from geo_osint.model import Bilingual, Detour, Interval, IntervalSet, Leg, Place, Source
from geo_osint.model.text import isolated
from geo_osint.routing.gates import Period
from geo_osint.routing.wording import STATES

NO_DAY = Bilingual(
    "no day is told, and crossings and bridges open and close",
    "لم يُذكر يوم، والمعابر والجسور تُفتح وتُغلق",
)

TO_WHOM = Bilingual(
    "a crossing that is closed to traffic may be opened for one convoy: ask to whom it was closed",
    "قد يُفتح معبر مغلق أمام الحركة لقافلة بعينها: يُسأل أمام من كان مغلقًا",
)

BEGAN_BEFORE = Bilingual(
    "the report follows it from a crossing on: where its way began, and so how long it was, is not told",
    "يتتبعه التقرير من المعبر فصاعدًا: لم يُذكر أين بدأ الطريق، ولا طوله إذن",
)

WHO_PASSED = Bilingual(
    "who held it on that day and whom they let through, or a picture of the convoy there",
    "من كان يسيطر عليه في ذلك اليوم ومن سمح له بالمرور، أو صورة للقافلة هناك",
)

WHICH_BRIDGE = Bilingual(
    "where the river was crossed, and a dated source for that bridge or ferry",
    "موضع عبور النهر، ومصدر مؤرخ عن ذلك الجسر أو تلك العبّارة",
)

WHICH_ORDER = Bilingual(
    "the way that was taken, or why it led back on itself",
    "الطريق المسلوك، أو سبب الرجوع عليه",
)

ROADS_LACK = Bilingual(
    "the road network is coarse: a road that it lacks may explain the order",
    "شبكة الطرق تقريبية: قد يفسر هذا الترتيبَ طريقٌ ليس فيها",
)

BRIDGES_LACK = Bilingual(
    "the road network is coarse: boats, pontoons and smaller bridges are not in it",
    "شبكة الطرق تقريبية: ليست فيها القوارب والجسور العائمة والجسور الصغيرة",
)

NO_BRIDGE_KNOWN = Bilingual(
    "no dated source known here tells of a bridge or ferry on the way",
    "لا مصدر مؤرخًا معروفًا هنا عن جسر أو عبّارة على الطريق",
)


REMARKS = {
    "no closing between found": "لم يُعثر على إغلاق بينهما",
    "no source found tells of a repair": "لم يُعثر على مصدر عن إصلاحه",
    "being repaired when the undated article was written": "كان قيد الإصلاح حين كُتب المقال غير المؤرخ",
    "being restored": "قيد التأهيل",
    "open for one day": "فُتح ليوم واحد",
    "one day, for international staff to leave": "يوم واحد، لمغادرة موظفين دوليين",
    "closed to trade and travel; UN aid passed": "مغلق أمام التجارة والسفر، ومرت عبره مساعدات الأمم المتحدة",
}
"""Remarks of the packaged network on states of gates, in Arabic; others stand as they are written."""


def name_of(place: Place) -> Bilingual:
    """Give the names of a place."""
    return Bilingual(place.name("en"), place.name("ar"))


def state_words(name: Bilingual, period: Period, sources: Mapping[str, Source]) -> Bilingual:
    """Tell a state, its days, and on whose word."""
    state, when = STATES[period.state], _days(period.since, period.until)
    note = period.note
    remark = Bilingual(isolated(note), isolated(REMARKS.get(note, note))) if note else None
    cited = [_cited(sources[key]) for key in period.sources if key in sources]
    en = "; ".join((", ".join(cited), *((remark.en,) if remark else ())))
    ar = "؛ ".join(("، ".join(cited), *((remark.ar,) if remark else ())))
    return Bilingual(
        f"{isolated(name.en)}: {state.en} {when.en} ({en})",
        f"{isolated(name.ar)}: {state.ar} {when.ar} ({ar})",
    )


def _cited(source: Source) -> str:
    # a date beside an Arabic title would be turned by it
    date = f" {isolated(source.date)}" if source.date else ""
    return f"{isolated(source.title)}{date}"


def _days(since: date | None, until: date | None) -> Bilingual:
    first, last = (isolated(each.isoformat()) if each else "" for each in (since, until))
    if first and last:
        if first == last:
            return Bilingual(f"on {first}", f"في {first}")
        return Bilingual(f"from {first} to {last}", f"من {first} إلى {last}")
    if first:
        return Bilingual(f"since {first}", f"منذ {first}")
    return Bilingual(f"until {last}", f"حتى {last}") if last else Bilingual("", "")


def untold(name: Bilingual, first: date | None, last: date | None, some: bool) -> Bilingual:
    """Tell that no source known here tells the state of a gate on the days, or on some of them."""
    if first is None or last is None:
        return NO_DAY
    days = _days(first, last)
    which = Bilingual("some of the days ", "بعض الأيام ") if some else Bilingual("", "")
    return Bilingual(
        f"{isolated(name.en)}: no source known here tells its state {which.en}{days.en}",
        f"{isolated(name.ar)}: لا مصدر معروفًا هنا يذكر حالته {which.ar}{days.ar}",
    )


def farther(leg: Leg) -> Bilingual:
    """Tell how much longer the way is by the bridges that were open."""
    assert leg.road_m and leg.if_open_m
    long, short = _length(leg.road_m), _length(leg.if_open_m)
    return Bilingual(
        f"by what was open the way is {long.en}, by what was shut it would be {short.en}",
        f"الطريق عبر المفتوح {long.ar}، وعبر المغلق كان يكون {short.ar}",
    )


def over_a_river(origin: Place, destination: Place, river: Place | None) -> Bilingual:
    """Tell that a leg leads over a river."""
    over = Bilingual("a river", "نهرًا")
    if river:
        over = Bilingual(f"the {isolated(river.name('en'))}", isolated(river.name("ar")))
    ends = [isolated(each.name(lang)) for lang in ("en", "ar") for each in (origin, destination)]
    return Bilingual(
        f"from {ends[0]} to {ends[1]} the way leads over {over.en}",
        f"الطريق من {ends[2]} إلى {ends[3]} يعبر {over.ar}",
    )


def order_words(detour: Detour, places: Mapping[str, Place]) -> Bilingual:
    """Compare the order told with the shortest."""
    told, length = _in_turn(detour.told, places), _length(detour.told_m)
    if detour.told == detour.shortest:
        return Bilingual(
            f"{told.en}: {length.en} by the network; no other order is surely shorter",
            f"{told.ar}: {length.ar} على الشبكة؛ ولا ترتيب آخر أقصر يقينًا",
        )
    other, less = _in_turn(detour.shortest, places), _length(detour.shortest_m)
    return Bilingual(
        f"{told.en}: {length.en} by the network; {other.en} would be {less.en}",
        f"{told.ar}: {length.ar} على الشبكة؛ أما {other.ar} فتكون {less.ar}",
    )


def _length(found: Interval) -> Bilingual:
    return distances(IntervalSet.of(found))


def _in_turn(ids: Sequence[str], places: Mapping[str, Place]) -> Bilingual:
    return Bilingual(
        " – ".join(isolated(places[id].name("en")) for id in ids),
        " – ".join(isolated(places[id].name("ar")) for id in ids),
    )
