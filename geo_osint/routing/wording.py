"""What a route says of itself, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from geo_osint.model import Bilingual, Passage, Place
from geo_osint.model.text import isolated

NO_NETWORK = Bilingual(
    "no road network is known here: geodesics between the places that are named",
    "لا شبكة طرق معروفة هنا: خطوط مستقيمة بين الأماكن المذكورة",
)

SAME_PLACE = Bilingual(
    "begins and ends at the same place: no way follows from that",
    "المنطلق والوجهة مكان واحد: لا يُستنتج من ذلك طريق",
)

OVERLAP = Bilingual(
    "one of the two is an area that holds the other: no way follows from that",
    "أحد الطرفين منطقة تضم الآخر: لا يُستنتج من ذلك طريق",
)

NO_WAY = Bilingual(
    "the roads known here do not join the two; drawn as a straight line, which nobody need have taken",
    "الطرق المعروفة هنا لا تصل بين الطرفين؛ والمرسوم خط مستقيم ليس بالضرورة مسلوكًا",
)

SCHEMATIC = Bilingual(
    "the network is coarse and holds main roads only: what is the only way on it need not be the only way",
    "الشبكة تقريبية ولا تضم إلا الطرق الرئيسية: ما هو الطريق الوحيد عليها ليس بالضرورة الوحيد في الواقع",
)

NO_EVIDENCE = Bilingual(
    "that a length agrees with a printed figure is no evidence that this way was taken",
    "توافق الطول مع رقم منشور ليس دليلًا على سلوك هذا الطريق",
)

STATES = {
    "open": Bilingual("open", "مفتوح"),
    "closed": Bilingual("closed", "مغلق"),
    "damaged": Bilingual("damaged", "متضرر"),
    "destroyed": Bilingual("destroyed", "مدمر"),
    "restricted": Bilingual("restricted", "مقيّد"),
    "unknown": Bilingual("state unknown", "حالته غير معروفة"),
}
"""States of gates, as they stand behind a gate's name."""


def passed_over(words: Sequence[str]) -> Bilingual:
    """Tell which places are passed over because nobody knows for sure where they are."""
    listed = ", ".join(map(isolated, words)), "، ".join(map(isolated, words))
    return Bilingual(
        f"not located, passed over: {listed[0]}", f"غير محدد الموقع، لم يُرسم: {listed[1]}"
    )


def too_few(words: Sequence[str]) -> Bilingual:
    """Tell that nothing can be drawn."""
    few = Bilingual("fewer than two located places are named", "لم يُذكر مكانان محددا الموقع")
    if not words:
        return few
    rest = passed_over(words)
    return Bilingual(f"{few.en}; {rest.en}", f"{few.ar}؛ {rest.ar}")


def off_the_road(place: Place, tolerance_m: float) -> Bilingual:
    """Tell that a place is on no road of the network."""
    km = f"{tolerance_m / 1000:g}"
    return Bilingual(
        f"no road of the network that {isolated(place.name('en'))} can be on comes within {km} km of it; drawn as a straight line",
        f"لا يمر بـ{isolated(place.name('ar'))} طريق من الشبكة على بعد {km} كم أو أقل؛ والمرسوم خط مستقيم",
    )


def snapped(place: Place, away_m: float) -> Bilingual:
    """Tell how far a place is from the road that it was taken to be on."""
    km = f"{away_m / 1000:.1f}"
    return Bilingual(
        f"{isolated(place.name('en'))} lies {km} km from the road that it was taken to be on",
        f"يبعد {isolated(place.name('ar'))} {km} كم عن الطريق الذي افتُرض أنه عليه",
    )


def unsure(place: Place, off_m: float) -> Bilingual:
    """Tell how far off the position of a place may be."""
    km = f"{off_m / 1000:.3g}"
    return Bilingual(
        f"the position of {isolated(place.name('en'))} may be {km} km off, which the length allows for and the line does not",
        f"قد يبعد موقع {isolated(place.name('ar'))} {km} كم عن المرسوم، والطول يحسب ذلك دون الخط",
    )


def region(place: Place) -> Bilingual:
    """Tell that a region is not narrowed down to a point."""
    return Bilingual(
        f"{isolated(place.name('en'))} is an area: where in it is not said; the way is drawn to or from half-way along the road that leads in",
        f"{isolated(place.name('ar'))} منطقة: لم يُذكر أي موضع فيها؛ والطريق مرسوم إلى منتصف الدرب الداخل إليها أو منه",
    )


def around(place: Place) -> Bilingual:
    """Tell that "the area of" a place is not the place."""
    return Bilingual(
        f"the area of {isolated(place.name('en'))} was said, not the place itself: the way is drawn short of it",
        f"ذُكرت منطقة {isolated(place.name('ar'))} لا المكان نفسه: الطريق مرسوم إلى ما قبله",
    )


def direction(place: Place) -> Bilingual:
    """Tell that a direction is no arrival."""
    return Bilingual(
        f"towards {isolated(place.name('en'))}: an arrival there was not reported",
        f"باتجاه {isolated(place.name('ar'))}: لم يُذكر الوصول إليه",
    )


def every_way_shut(gates: Sequence[Passage]) -> Bilingual:
    """Tell which gates shut all ways that are known."""
    return Bilingual(
        f"every way known leads through what was shut on the date: {listed(gates).en}; drawn as a straight line",
        f"كل طريق معروف يمر بما كان مغلقًا في ذلك التاريخ: {listed(gates).ar}؛ والمرسوم خط مستقيم",
    )


def avoided(gates: Sequence[Passage]) -> Bilingual:
    """Tell which gates on a shorter way were shut."""
    return Bilingual(
        f"a shorter way was shut on the date: {listed(gates).en}",
        f"كان طريق أقصر مغلقًا في ذلك التاريخ: {listed(gates).ar}",
    )


def too_long(known_m: float, straight_m: float) -> Bilingual:
    """Tell a way so much longer than the straight line that the coarse network must lack a nearer one."""
    known, straight = f"{known_m / 1000:.0f}", f"{straight_m / 1000:.0f}"
    return Bilingual(
        f"the way known here is {known} km for {straight} km in a straight line, more than roads are long: "
        "the network lacks a nearer one, and the stretches drawn are no more than possible",
        f"الطريق المعروف هنا {known} كم مقابل {straight} كم بخط مستقيم، وهذا أطول مما تكون عليه الطرق: "
        "تنقص الشبكةَ طريقٌ أقرب، والمقاطع المرسومة ممكنة لا أكثر",
    )


def named_but_shut(gates: Sequence[Passage]) -> Bilingual:
    """Tell that the report names a gate that sources say was shut."""
    return Bilingual(
        f"named in the report, but shut on the date by the network's sources: {listed(gates).en}",
        f"مذكور في التقرير، لكنه كان مغلقًا في ذلك التاريخ بحسب مصادر الشبكة: {listed(gates).ar}",
    )


def listed(gates: Sequence[Passage]) -> Bilingual:
    """List gates with their state."""
    return Bilingual(
        ", ".join(f"{isolated(each.name.en)} ({STATES[each.state].en})" for each in gates),
        "، ".join(f"{isolated(each.name.ar)} ({STATES[each.state].ar})" for each in gates),
    )


def road_not_met(roads: Sequence[str]) -> Bilingual:
    """Tell that a road named in the report is on no way that makes sense."""
    names = ", ".join(map(isolated, roads))
    return Bilingual(
        f"named in the report, but on no sensible way of this network: {names}",
        f"مذكور في التقرير، لكنه ليس على أي طريق معقول في هذه الشبكة: {names}",
    )
