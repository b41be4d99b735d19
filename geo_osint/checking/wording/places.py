"""Which places were taken to be meant, and what is known of where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from geo_osint import geodesy
from geo_osint.checking.figures import length
from geo_osint.checking.sites import Site
from geo_osint.model import Bilingual, Mention, Place
from geo_osint.model.text import isolated


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


def disagreement_words(place: Place, apart_m: float) -> Bilingual:
    """Say what would settle a finding that hangs on where a place is."""
    apart = length(apart_m)
    return Bilingual(
        f"a position of {isolated(place.name('en'))} that can be relied on: published ones lie "
        f"{apart.en} apart",
        f"موقع موثوق لـ{isolated(place.name('ar'))}، فالمواقع المنشورة له يبعد بعضها عن بعض {apart.ar}",
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
