"""Findings in words, English and Arabic."""

from __future__ import annotations

from collections.abc import Mapping

from geo_osint.checking.figures import distances, isolated, length
from geo_osint.checking.verdicts import VERDICTS
from geo_osint.model import Bilingual, Finding, Hypothesis, IntervalSet, Place, Source, Verdict


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
    printed: IntervalSet,
    places: Mapping[str, Place],
    sources: Mapping[str, Source],
) -> Bilingual:
    """Say what one hypothesis gives: whose positions, which distance, which verdict."""
    figure = distances(IntervalSet.of(found.interval))
    subject, reference = places[found.subject], places[found.reference]
    verdict = VERDICTS[found.verdict]
    outside = _outside(found.margin, bool(printed))
    return Bilingual(
        f"{figure.en} from {isolated(subject.name('en'))} ({_titles(found.subject_sources, sources)}) "
        f"to {isolated(reference.name('en'))} ({_titles(found.reference_sources, sources)}): "
        f"{verdict.en}{outside.en}",
        f"{figure.ar} من {isolated(subject.name('ar'))} "
        f"({isolated(_titles(found.subject_sources, sources))}) إلى {isolated(reference.name('ar'))} "
        f"({isolated(_titles(found.reference_sources, sources))}): {verdict.ar}{outside.ar}",
    )


def _outside(margin: float | None, printed: bool) -> Bilingual:
    if margin is None or margin >= 0 or not printed:
        return Bilingual("", "")
    by = length(-margin)
    return Bilingual(
        f", {by.en} outside what the rounding of the printed figure allows",
        f"، خارج ما يسمح به تقريب الرقم المنشور بمقدار {by.ar}",
    )


def _titles(keys: tuple[str, ...], sources: Mapping[str, Source]) -> str:
    titles = dict.fromkeys(sources[key].title if key in sources else key for key in keys)
    return "; ".join(titles) or "our own estimate"


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


def identity_words(place: Place, other: Place | None) -> Bilingual:
    """Cap the answer by what a name was taken to mean."""
    taken_en, taken_ar = isolated(place.name("en")), isolated(place.name("ar"))
    if other is None:
        return Bilingual(
            f"holds only if {taken_en} is meant", f"يصح فقط إذا كان المقصود {taken_ar}"
        )
    return Bilingual(
        f"holds only if {taken_en} is meant, not {isolated(other.name('en'))}",
        f"يصح فقط إذا كان المقصود {taken_ar} لا {isolated(other.name('ar'))}",
    )


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
        f"موقع يُعتمد عليه لـ{isolated(place.name('ar'))}: المواقع المنشورة تتباعد {apart.ar}",
    )


UNDER_ANOTHER_READING = Bilingual(
    "what the text measures: it does not fit from centre to centre, but may from an edge or by "
    "road",
    "ما الذي يقيسه النص: لا يتوافق من المركز إلى المركز، وقد يتوافق من حافة أو بالطريق",
)

WHICH_PLACE = Bilingual("which place is meant by the name", "أي مكان هو المقصود بالاسم")

CLOSER_FIGURE = Bilingual(
    "a position given more finely, or what exactly the figure was measured between",
    "موقع أدق، أو معرفة ما قيست المسافة بينهما بالضبط",
)

NOT_BUILT = Bilingual(
    "read and kept; this version does not check statements of this kind",
    "قُرئ وحُفظ، وهذه النسخة لا تتحقق من هذا النوع من الأقوال",
)

NO_RANGE = Bilingual("the words give no measurable range", "الكلمات لا تحدد مدى يمكن قياسه")


def unknown_words(role: str, words: str, known: bool) -> Bilingual:
    """Say why a role has no position: the name is not known, or the place is not located."""
    if not words:
        end = "for" if role == "subject" else "from"
        return Bilingual(
            f"the text does not say what the distance is measured {end}",
            "النص لا يذكر طرفًا من طرفي المسافة",
        )
    named = isolated(words)
    if known:
        return Bilingual(f"no source locates {named}", f"لا مصدر يحدد موقع {named}")
    return Bilingual(
        f"{named} is not in the gazetteer; add it with its source", f"{named} ليس في معجم الأماكن"
    )


ROAD = Bilingual(
    "roads are never shorter than the straight line; how much longer is not known here",
    "الطريق لا يقصر عن الخط المستقيم، ولا يُعرف هنا كم يزيد عليه",
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
