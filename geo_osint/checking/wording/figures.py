"""What one way of measuring gives, and by how much it fits or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo_osint.checking.figures import directions, distances, length
from geo_osint.checking.verdicts import VERDICTS
from geo_osint.model import Bilingual, Finding, Hypothesis, IntervalSet, Place, Source, Verdict
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


def rounding_words(metres: float, changed: Verdict) -> Bilingual:
    """Say that the rounding of the published coordinates alone could change the answer."""
    return Bilingual(
        f"the published coordinates are rounded: up to {length(metres).en} more either way, which "
        f"would make it: {VERDICTS[changed].en}",
        f"الإحداثيات المنشورة مقرّبة: قد يضاف حتى {length(metres).ar} في أي من الاتجاهين، "
        f"فتصبح النتيجة: {VERDICTS[changed].ar}",
    )


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
