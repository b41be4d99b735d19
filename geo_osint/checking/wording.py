"""Findings in words, English and Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from geo_osint import geodesy
from geo_osint.checking.figures import directions, distances, length
from geo_osint.checking.sites import Site, grounds
from geo_osint.checking.verdicts import VERDICTS
from geo_osint.model import (
    Bilingual,
    Finding,
    Hypothesis,
    IntervalSet,
    Mention,
    Place,
    Source,
    Statement,
    Verdict,
)
from geo_osint.model.text import isolated


def verdict_words(verdict: Verdict) -> Bilingual:
    """Give a code as an editor reads it."""
    return VERDICTS[verdict]


def short_margin(finding: Finding) -> str:
    """Put a margin in two or three words, for a table."""
    if finding.margin is None:
        return "–"
    if finding.margin == 0 and finding.verdict != "fits":
        return "across the edge"
    return f"{length(abs(finding.margin)).en} {'inside' if finding.margin >= 0 else 'outside'}"


def hypothesis_words(
    found: Hypothesis,
    reading: str,
    printed: IntervalSet,
    places: Mapping[str, Place],
    sources: Mapping[str, Source],
) -> Bilingual:
    """Say what one hypothesis gives: whose positions, which distance, measured how, which verdict."""
    figure = distances(IntervalSet.of(found.interval))
    ends = [
        (places[found.subject], found.subject_sources),
        (places[found.reference], found.reference_sources),
    ]
    how = MEASURED["line" if any(_is_line(place) for place, _ in ends) else reading]
    (subject, reference) = (_by_whom(place, keys, sources) for place, keys in ends)
    verdict = VERDICTS[found.verdict]
    outside = _outside(found.margin, bool(printed))
    return Bilingual(
        f"{figure.en}{how.en} from {subject.en} to {reference.en}: {verdict.en}{outside.en}",
        f"من {subject.ar} إلى {reference.ar}{how.ar}: {figure.ar}؛ النتيجة: {verdict.ar}{outside.ar}",
    )


MEASURED = {
    "centre": Bilingual("", ""),
    "edge": Bilingual(", measured from the edge,", "، قياسًا من الحافة"),
    "road": Bilingual(" by road", "، بالطريق"),
    "line": Bilingual(" to the nearest point,", "، في أقرب نقطة"),
}
"""How the figure of a hypothesis was measured; from centre to centre goes without saying."""


def _is_line(place: Place) -> bool:
    shape = None if place.reference else place.shape
    return shape is not None and shape.kind.endswith("LineString")


def _by_whom(place: Place, keys: tuple[str, ...], sources: Mapping[str, Source]) -> Bilingual:
    """Name a place and whose position of it was taken."""
    titles = "; ".join(dict.fromkeys(sources[key].title if key in sources else key for key in keys))
    if titles:
        whose = Bilingual(titles, isolated(titles))
    else:
        whose = OUR_ESTIMATE if place.estimate else AS_DRAWN
    return Bilingual(
        f"{isolated(place.name('en'))} ({whose.en})", f"{isolated(place.name('ar'))} ({whose.ar})"
    )


OUR_ESTIMATE = Bilingual("our own estimate", "تقديرنا")
AS_DRAWN = Bilingual("as drawn in the gazetteer", "كما رُسم في المعجم")


def _outside(margin: float | None, printed: bool) -> Bilingual:
    if margin is None or margin >= 0 or not printed:
        return Bilingual("", "")
    by = length(-margin)
    return Bilingual(
        f", {by.en} outside what the rounding of the printed figure allows",
        f"، خارج ما يسمح به تقريب الرقم المنشور بمقدار {by.ar}",
    )


def stand_in_words(words: str, place: Place) -> Bilingual:
    """Say that a known place was taken for one that is not located."""
    return Bilingual(
        f"checked: {isolated(place.name('en'))}; “{isolated(words)}” itself is not located",
        f"ما جرى التحقق منه: {isolated(place.name('ar'))}؛ أما موقع «{isolated(words)}» نفسه فغير محدد",
    )


def estimate_words(place: Place) -> Bilingual:
    """Say that a position is our own estimate, and how wide."""
    assert place.estimate
    within = length(place.estimate.radius_m)
    return Bilingual(
        f"the position of {isolated(place.name('en'))} is an estimate, good to {within.en}: no source "
        "gives its coordinates",
        f"موقع {isolated(place.name('ar'))} تقديري بهامش {within.ar}، إذ لا مصدر يورد إحداثياته",
    )


def identity_words(place: Place, other: Place) -> Bilingual:
    """Cap the answer by what a name was taken to mean."""
    return Bilingual(
        f"holds only if {isolated(place.name('en'))} is meant, not {_apart(other, place, 'en')}",
        f"يصح فقط إذا كان المقصود {isolated(place.name('ar'))} لا {_apart(other, place, 'ar')}",
    )


def either_words(places: Sequence[Place]) -> Bilingual:
    """Say which places a name may mean, all of which were counted."""
    english = ", ".join(isolated(each.name("en")) for each in places)
    arabic = "، ".join(isolated(each.name("ar")) for each in places)
    return Bilingual(
        f"the name may mean any of {len(places)} places, and every one was counted: {english}",
        f"قد يعني الاسم أيًا من هذه الأماكن ({len(places)})، وقد حُسبت كلها: {arabic}",
    )


def _apart(place: Place, other: Place, language: str) -> str:
    """Name a place so that it can be told from another: two of one name by how far they are apart."""
    name = isolated(place.name(language))
    here, there = place.reference, other.reference
    if place.name(language) != other.name(language) or here is None or there is None:
        return name
    off = length(geodesy.distance_m(here, there))
    return f"{name} ({off.en} away)" if language == "en" else f"{name} (على بعد {off.ar})"


def identities(mentions: Iterable[Mention | None], places: Mapping[str, Place]) -> list[Bilingual]:
    """Cap the answer wherever a name may mean something else: "fits, if"."""
    return [words for each in mentions if each for words in _identity(each, places)]


def _identity(mention: Mention, places: Mapping[str, Place]) -> list[Bilingual]:
    if len(mention.places) > 1:
        return [either_words([places[id] for id in mention.places])]
    place = places[mention.places[0]]
    others = [places.get(each.place) for each in place.confused_with] if mention.question else []
    return [identity_words(place, other) for other in others if other]


def did_you_mean(words: str, near: str) -> Bilingual:
    """Offer the names that come near one that nobody bears."""
    return Bilingual(
        f"did you mean, instead of {isolated(words)}: {isolated(near)}?",
        f"هل المقصود بدلًا من {isolated(words)}: {isolated(near)}؟",
    )


def namesakes(mentions: Iterable[Mention], places: Mapping[str, Place]) -> Iterator[Bilingual]:
    """Name the places that a statement which does not fit may have meant, by what they are confused with."""
    for mention in mentions:
        for id in mention.places if len(mention.places) == 1 else ():
            others = (places.get(each.place) for each in places[id].confused_with)
            yield from (identity_words(places[id], other) for other in others if other)


def rounding_words(metres: float, changed: Verdict) -> Bilingual:
    """Say that the rounding of the published coordinates alone could change the answer."""
    return Bilingual(
        f"the published coordinates are rounded: up to {length(metres).en} more either way, which "
        f"would make it: {VERDICTS[changed].en}",
        f"الإحداثيات المنشورة مقرّبة: قد يضاف حتى {length(metres).ar} في أي من الاتجاهين، "
        f"فتصبح النتيجة: {VERDICTS[changed].ar}",
    )


def disagreement_words(place: Place, apart_m: float) -> Bilingual:
    """Say what would settle a finding that hangs on where a place is."""
    apart = length(apart_m)
    return Bilingual(
        f"a position of {isolated(place.name('en'))} that can be relied on: published ones lie "
        f"{apart.en} apart",
        f"موقع موثوق لـ{isolated(place.name('ar'))}، فالمواقع المنشورة له يبعد بعضها عن بعض {apart.ar}",
    )


def a_source_for(places: Sequence[Place]) -> Bilingual:
    """Say that a position would settle a finding that rests on our own estimates."""
    return Bilingual(
        "a source for the position of " + " and ".join(isolated(each.name("en")) for each in places)
        + ": ours is an estimate",
        "مصدر يحدد موقع " + " وموقع ".join(isolated(each.name("ar")) for each in places)
        + "، فما لدينا تقدير",
    )  # fmt: skip


def another_reading(headline: str, open_: Sequence[str]) -> Bilingual:
    """Say that a figure which fails as measured here may hold as measured otherwise, and how."""
    fails, holds = OTHERWISE[headline], [OTHERWISE[each] for each in open_]
    english, arabic = " or ".join(each.en for each in holds), " أو ".join(each.ar for each in holds)
    return Bilingual(
        f"what the text measures between: {fails.en} it does not fit, {english} it may",
        f"معرفة كيف قيست المسافة: لا تتوافق {fails.ar}، وقد تتوافق {arabic}",
    )


OTHERWISE = {
    "centre": Bilingual("from centre to centre", "من المركز إلى المركز"),
    "edge": Bilingual("from an edge", "من الحافة"),
    "road": Bilingual("by road", "بالطريق"),
}
"""What a figure may have been measured between, as part of a sentence."""

SETTLED_BY = {
    "edge": Bilingual(
        "where the edges run, and from which of them the figure was measured",
        "معرفة أين تمر الحواف، ومن أيها قيست المسافة",
    ),
    "road": Bilingual(
        "the length of the road: only the straight line was measured here",
        "طول الطريق: لم يُقس هنا إلا الخط المستقيم",
    ),
}
"""What a finding hangs on where the words say how the figure was measured."""

FINER_LINE = Bilingual(
    "a finer drawing of the line, or a source for how far the place lies from it",
    "رسم أدق للخط، أو مصدر يذكر بُعد المكان عنه",
)

WHICH_PLACE = Bilingual("which place is meant by the name", "أي مكان هو المقصود بالاسم")

CLOSER_FIGURE = Bilingual(
    "a position given more finely, or what exactly the figure was measured between",
    "موقع أدق، أو معرفة النقطتين اللتين قيست المسافة بينهما بالضبط",
)

NOT_BUILT = Bilingual(
    "read and kept; this version does not check statements of this kind",
    "قُرئ وحُفظ، وهذه النسخة لا تتحقق من هذا النوع من الأقوال",
)

NEAR = Bilingual(
    "“near” was taken, as printed, for within twice the radius of the place itself, and with newsroom "
    "tolerance for within 25 km",
    "فُهم «قرب»، كما نُشر، على أنه ضمن ضعف امتداد المكان نفسه، ومع هامش التسامح الصحفي ضمن 25 كم",
)

CLOSER_POSITION = Bilingual(
    "closer positions of both places, or from where in the one the direction was taken",
    "موقعان أدق للمكانين، أو معرفة النقطة التي أُخذ الاتجاه منها",
)

NO_RANGE = Bilingual("the words give no measurable range", "الكلمات لا تحدد مدى يمكن قياسه")


def gaps(statement: Statement) -> tuple[Bilingual, ...]:
    """Say which of its two places a statement does not name, or names by an unknown name."""
    return tuple(
        unknown_words(role, mention.words if mention else "", known=False)
        for role, mention in (("subject", statement.subject), ("reference", statement.reference))
        if mention is None or not mention.places
    )


def unlocated(statement: Statement, places: Mapping[str, Place]) -> tuple[Bilingual, ...]:
    """Say which of a statement's two places no source locates."""
    return tuple(
        unknown_words(role, mention.words, known=True)
        for role, mention in (("subject", statement.subject), ("reference", statement.reference))
        if mention and not any(grounds(places[id]) for id in mention.places)
    )


def drawings(found: Iterable[Site], places: Mapping[str, Place]) -> list[Bilingual]:
    """Say which ends have no point of their own and were measured to as they are drawn."""
    drawn = dict.fromkeys(each for each in found if each.shape is not None)
    return [_drawing(places[each.place], each.slack_m) for each in drawn]


def _drawing(place: Place, off_m: float) -> Bilingual:
    name_en, name_ar = isolated(place.name("en")), isolated(place.name("ar"))
    if off_m:
        off = length(off_m)
        return Bilingual(
            f"{name_en} is a line and was measured to as drawn; the drawing may be off by {off.en}",
            f"{name_ar} خط، وقيست المسافة إليه كما رُسم، وقد يخطئ الرسم بمقدار {off.ar}",
        )
    return Bilingual(
        f"no source gives a point for {name_en}: its outline was measured to, which is coarse",
        f"لا مصدر يحدد نقطة لـ{name_ar}، فقيست المسافة إلى حدوده المرسومة، وهي تقريبية",
    )


def unknown_words(role: str, words: str, known: bool) -> Bilingual:
    """Say why a role has no position: the name is not known, or the place is not located."""
    if not words:
        missing = {
            "subject": Bilingual("what is said to lie there", "ما يُقال إنه يقع هناك"),
            "reference": Bilingual("the place it is said to lie by", "المكان الذي نُسب إليه الموقع"),
        }[role]
        return Bilingual(f"the text does not name {missing.en}", f"النص لا يسمي {missing.ar}")
    named = isolated(words)
    if known:
        return _unlocated(named, named)
    return Bilingual(
        f"{named} is not in the gazetteer; add it with its source", f"{named} ليس في معجم الأماكن"
    )


def unlocated_words(place: Place) -> Bilingual:
    """Say that a place is known and nobody says where it is."""
    return _unlocated(isolated(place.name("en")), isolated(place.name("ar")))


def _unlocated(english: str, arabic: str) -> Bilingual:
    return Bilingual(f"no source locates {english}", f"لا مصدر يحدد موقع {arabic}")


def centre_words(without: Sequence[Place]) -> Bilingual:
    """Say what stands for a centre where a place has none."""
    if not without:
        return Bilingual("centre to centre", "من المركز إلى المركز")
    if all(map(_is_line, without)):
        return Bilingual("to the nearest point", "إلى أقرب نقطة")
    return Bilingual(
        "from anywhere in " + ", ".join(isolated(each.name("en")) for each in without),
        "من أي موضع في " + "، ".join(isolated(each.name("ar")) for each in without),
    )


def edge_words(assumed: tuple[Place, ...]) -> Bilingual:
    """Say between which edges, and whose extent is only assumed."""
    en, ar = "from one edge or both, the nearest", "من أقرب حافة لأحدهما أو لكليهما"
    if assumed:
        en += "; the extent is assumed for its kind: " + ", ".join(
            isolated(place.name("en")) for place in assumed
        )
        ar += "؛ الامتداد مفترض بحسب النوع: " + "، ".join(
            isolated(place.name("ar")) for place in assumed
        )
    return Bilingual(en, ar)


def direction_words(relation: str, printed: IntervalSet) -> Bilingual:
    """Say which arc a named direction stands for."""
    arc, name = directions(printed), DIRECTIONS[relation]
    return Bilingual(
        f"stated {name.en}, which is {arc.en} clockwise from north",
        f"المذكور: {name.ar}، أي {arc.ar} من الشمال باتجاه عقارب الساعة",
    )


DIRECTIONS = {
    "north": Bilingual("north", "شمال"),
    "north_north_east": Bilingual("north-north-east", "شمال الشمال الشرقي"),
    "north_east": Bilingual("north-east", "شمال شرق"),
    "east": Bilingual("east", "شرق"),
    "south_east": Bilingual("south-east", "جنوب شرق"),
    "south": Bilingual("south", "جنوب"),
    "south_west": Bilingual("south-west", "جنوب غرب"),
    "west": Bilingual("west", "غرب"),
    "north_west": Bilingual("north-west", "شمال غرب"),
}


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


def told_twice(
    places: Sequence[Place], short: Statement, long: Statement, gap_m: float, apart: bool
) -> Bilingual:
    """Say that two statements give one distance differently."""
    (a_en, b_en), (a_ar, b_ar) = _names(places)
    short_words, long_words = _figure_of(short), _figure_of(long)
    gap, how = length(gap_m), _NOT_EVEN_SO if apart else _WITH_TOLERANCE
    open_ = _UNLESS_OTHERWISE if "unstated" in (short.measured_as, long.measured_as) else NOTHING
    return Bilingual(
        f"from {a_en} to {b_en} {short.id} gives {short_words} and {long.id} {long_words}: as "
        f"printed, {gap.en} apart; {how.en}{open_.en}",
        f"بين {a_ar} و{b_ar} يذكر {short.id} {short_words} ويذكر {long.id} {long_words}: يفصل بينهما كما "
        f"نُشرا {gap.ar}؛ {how.ar}{open_.ar}",
    )


def does_not_close(
    places: Sequence[Place], told: Sequence[Statement], gap_m: float, apart: bool
) -> Bilingual:
    """Say that two distances together are shorter than the third that they must reach over."""
    (a_en, b_en, c_en), (a_ar, b_ar, c_ar) = _names(places)
    first, second, whole = (f"{each.id}: {_figure_of(each)}" for each in told)
    gap, how = length(gap_m), _NOT_EVEN_SO if apart else _WITH_TOLERANCE
    open_ = _UNLESS_OTHERWISE if "unstated" in {each.measured_as for each in told} else NOTHING
    return Bilingual(
        f"from {a_en} to {b_en} ({first}) and on to {c_en} ({second}) is less than from {a_en} straight "
        f"to {c_en} ({whole}): {gap.en} are missing as printed; {how.en}{open_.en}",
        f"الطريق من {a_ar} إلى {b_ar} ({first}) ثم إلى {c_ar} ({second}) أقصر من المسافة المباشرة من "
        f"{a_ar} إلى {c_ar} ({whole}): ينقص {gap.ar} كما نُشر؛ {how.ar}{open_.ar}",
    )


def _names(places: Sequence[Place]) -> tuple[list[str], list[str]]:
    return (
        [isolated(each.name("en")) for each in places],
        [isolated(each.name("ar")) for each in places],
    )


def _figure_of(told: Statement) -> str:
    return isolated(told.quantity.words if told.quantity else "")


NOTHING = Bilingual("", "")

_WITH_TOLERANCE = Bilingual(
    "they can hold together only within newsroom tolerance",
    "ولا تصح معًا إلا ضمن هامش التسامح الصحفي",
)

_NOT_EVEN_SO = Bilingual(
    "not even newsroom tolerance lets them hold together",
    "ولا تصح معًا حتى ضمن هامش التسامح الصحفي",
)

_UNLESS_OTHERWISE = Bilingual(
    ", unless they were measured differently (by road, from an edge)",
    "، إلا إذا قيست بطرق مختلفة (بالطريق أو من حافة)",
)
