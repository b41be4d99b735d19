"""Areas, banks and crossings: by what the sources say, or by the drawn lines."""

from __future__ import annotations

from collections.abc import Mapping

from geo_osint.checking.figures import length
from geo_osint.model import Bilingual, Place
from geo_osint.model.text import isolated


def filed_in(place: Place, area: Place) -> Bilingual:
    """Say which area the gazetteer's sources file a place in."""
    return _of_both(
        place,
        area,
        "the gazetteer files {} in {}, by its sources",
        "المعجم يضع {} ضمن {} بحسب مصادره",
    )


def by_outline(area: Place) -> Bilingual:
    """Say that the answer rests on a coarse outline."""
    name_en, name_ar = isolated(area.name("en")), isolated(area.name("ar"))
    return Bilingual(
        f"by the outline of {name_en}, which is coarse", f"بحسب حدود {name_ar}، وهي تقريبية"
    )


def no_outline(area: Place) -> Bilingual:
    """Say that nothing tells how far an area reaches."""
    name_en, name_ar = isolated(area.name("en")), isolated(area.name("ar"))
    return Bilingual(
        f"no source here says how far {name_en} reaches", f"لا مصدر هنا يحدد امتداد {name_ar}"
    )


def surroundings(place: Place, reach_m: float) -> Bilingual:
    """Say how far the surroundings of a place were taken to reach."""
    name_en, name_ar = isolated(place.name("en")), isolated(place.name("ar"))
    reach = length(reach_m)
    return Bilingual(
        f"the surroundings of {name_en} are taken to reach {reach.en} from its centre, as far again "
        "as the place itself",
        f"يُعد محيط {name_ar} ممتدًا {reach.ar} من مركزه، أي ضعف امتداد المكان نفسه",
    )


def bank_by_source(place: Place, river: Place) -> Bilingual:
    """Say on which bank a source puts a place."""
    told = dict.fromkeys(a.value for a in place.attributes if (a.key, a.of) == ("bank", river.id))
    where = [_ON_BANK.get(each, _BY_RIVER) for each in told]
    return _of_both(
        place,
        river,
        f"a source puts {{}} {' and '.join(each.en for each in where)} {{}}",
        f"مصدر يضع {{}} {' و'.join(each.ar for each in where)} {{}}",
    )


_BY_RIVER = Bilingual("by", "على")


_ON_BANK = {
    "left_bank": Bilingual("on the left bank of", "على الضفة اليسرى من"),
    "right_bank": Bilingual("on the right bank of", "على الضفة اليمنى من"),
    "both_banks": Bilingual("on both banks of", "على ضفتي"),
    "island": Bilingual("on an island in", "على جزيرة في"),
}


def bank_by_line(place: Place, river: Place, error_m: float, clear: bool) -> Bilingual:
    """Say what the river's line tells of a bank, and what it cannot."""
    off = length(error_m)
    if clear:
        return _of_both(
            place,
            river,
            f"{{}} lies farther from the drawn line of {{}} than that may be off ({off.en})",
            f"{{}} أبعد عن الخط المرسوم لـ{{}} من هامش خطئه ({off.ar})",
        )
    return _of_both(
        place,
        river,
        f"no source says on which bank {{}} lies, and the drawn line of {{}} may be off by {off.en}",
        f"لا مصدر يحدد الضفة التي فيها {{}}، والخط المرسوم لـ{{}} قد يخطئ بمقدار {off.ar}",
    )


def leads_to(crossing: Place, places: Mapping[str, Place]) -> Bilingual:
    """Say what a crossing leads to, by its sources."""
    ids = [each.of for each in crossing.attributes if each.key == "crossing_with"]
    areas = [places[id] for id in ids if id in places]
    name_en, name_ar = isolated(crossing.name("en")), isolated(crossing.name("ar"))
    if not ids:
        return Bilingual(
            f"no source here says what {name_en} leads to",
            f"لا مصدر هنا يذكر إلى أين يؤدي {name_ar}",
        )
    english = ", ".join(isolated(each.name("en")) for each in areas) or ", ".join(ids)
    arabic = "، ".join(isolated(each.name("ar")) for each in areas) or "، ".join(ids)
    return Bilingual(
        f"{name_en} leads to {english}, by its sources",
        f"{name_ar} يؤدي إلى {arabic} بحسب مصادره",
    )


def _of_both(place: Place, other: Place, english: str, arabic: str) -> Bilingual:
    return Bilingual(
        english.format(isolated(place.name("en")), isolated(other.name("en"))),
        arabic.format(isolated(place.name("ar")), isolated(other.name("ar"))),
    )


WHERE_THE_EDGE_RUNS = Bilingual(
    "an outline of the area, or a source that says what the place belongs to",
    "حدود المنطقة، أو مصدر يذكر تبعية المكان",
)


WHICH_BANK = Bilingual(
    "the words do not say left or right, and the river's course there leaves it open",
    "النص لا يحدد اليمنى أو اليسرى، ومجرى النهر هناك لا يحسم ذلك",
)


OPPOSITE_TO_WHAT = Bilingual(
    "the sentence does not say what it lies opposite to",
    "لا تذكر الجملة ما الذي يقع هو في الضفة المقابلة له",
)


def opposite_to(place: Place) -> Bilingual:
    """Say what "opposite" was measured from."""
    return Bilingual(
        f"taken as opposite to {isolated(place.name('en'))}, from which the same sentence tells a "
        "distance",
        f"أُخذت المقابلة بالنسبة إلى {isolated(place.name('ar'))}، وفي الجملة نفسها مسافة منه",
    )


A_SOURCE_FOR_THE_BANK = Bilingual("a source that names the bank", "مصدر يذكر الضفة")
