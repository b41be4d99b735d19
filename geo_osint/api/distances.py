"""Measure between two places, and check a stated distance against what is possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geo_osint import coordinates, geodesy
from geo_osint import gazetteer as gazetteers
from geo_osint.case import Case, Rounding
from geo_osint.checking import Pair, check, pairs_of
from geo_osint.errors import InputError, NothingFoundError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.search import SCORES
from geo_osint.gazetteer.stack import Paths, as_paths, open_stack
from geo_osint.model import (
    Finding,
    IntervalSet,
    LonLat,
    Mention,
    Place,
    PlaceName,
    Position,
    Quantity,
    Source,
    Span,
    Statement,
)
from geo_osint.names import fold
from geo_osint.output import notebook
from geo_osint.reading import lexicon
from geo_osint.reading.quantities import quantities
from geo_osint.reading.report import detect_language

TYPED = Source("typed", "as typed")

SURE = SCORES["noun"]
"""A weaker match than "the same but for the noun beside it" is offered, not taken."""

NEAR_THE_BEST = 0.05
"""Candidates whose score lies this close to the best one's are all taken for what a name may mean. Farther
ones are too, down to `SURE`, where the gazetteer warns that they are confused with one of these."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The distance between two places, each way the world may be apart.

    `ways` has one entry for each combination of what the names may mean and of the positions that
    sources publish, nearest first; `case` the places and sources they rest on; `finding` the answer
    where a stated figure was given.
    """

    a: str
    b: str
    ways: tuple[Pair, ...]
    case: Case = field(repr=False)
    finding: Finding | None = None

    @property
    def possible(self) -> IntervalSet:
        """The distances in metres, centre to centre, or to what is drawn of a place without a centre.

        A union, never its hull.
        """
        return IntervalSet.of(*(way.interval for way in self.ways))

    def _repr_html_(self) -> str:
        return notebook.measurement_html(self.case, self.ways, self.finding)


def distance(
    a: str,
    b: str,
    stated: str | None = None,
    gazetteer: Paths = None,
    only: bool = False,
    rounding: Rounding = "2020",
) -> Measurement:
    """Measure the distance from `a` to `b`, and check a stated one against it.

    Parameters
    ----------
    a, b
        Place names in either script, or coordinates as people paste them: "35.104, 40.576" (latitude
        first), degrees and minutes, MGRS, UTM, a Plus Code, a map link (it is read, not opened).
    stated
        The distance that was published, in words: "14 km", "نحو ١٤ كم".
    gazetteer
        A gazetteer of your own, or several, behind the one that comes with geo_osint: GeoJSON files, or
        stores made by `geo-osint gazetteer import`.
    only
        Leave out the one that comes with geo_osint.
    rounding
        By which rule the rounding of `stated` is taken: "2020" or "2004".

    Returns
    -------
    Measurement
        Geodesics on WGS84 in metres (Karney 2013), centre to centre. By road it is longer.

    Raises
    ------
    NothingFoundError
        If a name is not in the gazetteer, or no source locates the place.
    InputError
        If `stated` is no distance, or coordinates are not usable.

    Examples
    --------
    >>> measured = distance("الميادين", "حقل العمر", stated="14 km")
    >>> [(round(part.lo, -2), round(part.hi, -2)) for part in measured.possible]
    [(14500.0, 15200.0), (18300.0, 19000.0)]
    >>> measured.finding.verdict
    'not_settled'
    """
    loaded = open_stack(as_paths(gazetteer), only).like(a, b)
    places = dict(loaded.places)
    subject, reference = (mention_of(each, loaded, places) for each in (a, b))
    for mention in (subject, reference):
        if not pairs_of(mention, mention, places):
            raise NothingFoundError(
                f"{mention.words!r}: no source locates it; give its coordinates"
            )
    sources = {**loaded.sources, TYPED.key: TYPED}
    case = Case("distance", (), places=places, sources=sources, rounding=rounding)
    finding = None
    if stated is not None:
        finding = check(_statement(subject, reference, stated_quantity(stated)), case)
    return Measurement(a, b, tuple(pairs_of(subject, reference, places)), case, finding)


def azimuths_deg(way: Pair) -> tuple[float, float] | None:
    """Give the directions of one way as an arc, from its left end clockwise to its right end.

    None to or from a line or an area that has no point: it lies in no one direction.
    """
    if way.wide:
        return None
    found = sorted(
        geodesy.azimuth_deg(a, b) for a in way.subject.points for b in way.reference.points
    )
    gaps = [(right - left) % 360 for left, right in zip(found, found[1:] + found[:1], strict=True)]
    widest = gaps.index(max(gaps)) if len(found) > 1 else 0
    return found[(widest + 1) % len(found)], found[widest]


def swapped_axes(at: LonLat, places: Iterable[Place]) -> bool:
    """Tell whether a point lies outside the area of published positions, and inside it with its axes swapped.

    Examples
    --------
    >>> known = gazetteers.load().places.values()
    >>> swapped_axes(LonLat(lon_deg=35.02, lat_deg=40.45), known)
    True
    >>> swapped_axes(LonLat(lon_deg=40.45, lat_deg=35.02), known)
    False
    """
    points = [
        each.at
        for place in places
        for each in place.positions
        if each.source != TYPED.key and not each.by
    ]
    if not points:
        return False
    lons, lats = [each.lon_deg for each in points], [each.lat_deg for each in points]

    def inside(lon_deg: float, lat_deg: float) -> bool:
        return min(lons) <= lon_deg <= max(lons) and min(lats) <= lat_deg <= max(lats)

    return not inside(at.lon_deg, at.lat_deg) and inside(at.lat_deg, at.lon_deg)


def mention_of(text: str, gazetteer: Gazetteer, places: dict[str, Place]) -> Mention:
    """Take a typed name for all it may mean, or typed coordinates for a place, which joins `places`.

    Raises
    ------
    NothingFoundError
        If the gazetteer has nothing near enough to the name.
    InputError
        If coordinates are not usable.
    """
    if coordinates.looks_like_coordinates(text):
        place = _typed(text, f"typed:{len(places)}")
        places[place.id] = place
        return Mention("", Span(0, len(text)), text, places=(place.id,))
    found = gazetteers.search(gazetteer, text)
    if not found or found[0].score < SURE:
        near = ", ".join(gazetteer.places[each.place].name("en") for each in found[:3])
        meant = f"did you mean {near}?" if near else "give its coordinates instead"
        raise NothingFoundError(f"{text!r}: not in the gazetteer {gazetteer.name!r}; {meant}")
    close = [each.place for each in found if found[0].score - each.score < NEAR_THE_BEST]
    warned = {each.place for place in close for each in gazetteer.places[place].confused_with}
    namesakes = [e.place for e in found if e.score >= SURE and e.place in warned - set(close)]
    return Mention("", Span(0, len(text)), text, places=(*close, *namesakes))


def _typed(text: str, id: str) -> Place:
    typed = coordinates.parse(text)
    name = PlaceName(text.strip(), "und", "Zyyy", "main", TYPED.key)
    position = Position(typed.at, TYPED.key, typed.precision_m, note=typed.form)
    return Place(id, (name,), "POINT", positions=(position,), extent_m=0.0, extent_basis="a point")


def stated_quantity(stated: str) -> Quantity:
    """Read a distance as people type it, in either language and set of digits.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> stated_quantity("١٤ كم").value_lo
    14000.0
    """
    likely = detect_language(stated)
    for language in sorted(lexicon.LANGUAGES, key=lambda each: each != likely):
        found = quantities(stated, fold(stated), lexicon.load(language))
        if found:
            return found[0]
    raise InputError(f'{stated!r}: not a distance; write it like "14 km" or "نحو ١٤ كم"')


def _statement(subject: Mention, reference: Mention, quantity: Quantity) -> Statement:
    words = quantity.words
    return Statement("s1", "", Span(0, len(words)), words, "distance", subject, reference, quantity)
