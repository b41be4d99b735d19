"""Find where a place must lie that is only described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import geopandas as gpd

from geo_osint.api.distances import TYPED, mention_of
from geo_osint.api.drawing import draw_map
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.locating import Drawn, Meeting, draw, meetings, places_in
from geo_osint.checking.point_radius import PointRadius, by_heading
from geo_osint.checking.regions import FARTHEST_M
from geo_osint.errors import InputError, NothingFoundError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import Paths, as_paths, open_stack
from geo_osint.layers import located
from geo_osint.model import Bilingual, Place, Span, Statement
from geo_osint.output.geojson import to_geojson
from geo_osint.output.page import PageFigure
from geo_osint.reading.phrases import Phrase, read_phrase


@dataclass(frozen=True, slots=True)
class Located:
    """Where an unnamed place must lie if what was stated of it holds.

    `printed` and `newsroom` say where all statements hold together, as printed and with newsroom
    tolerance: one entry where they do, one for each smallest way to drop some where they contradict,
    none where nothing could be drawn. `places` are those of the gazetteer that lie in each of `meetings`; `undrawn` says why a statement has no region; `heading` is a single "N km direction of Y" as a
    point and a radius, by the point-radius method.
    """

    statements: tuple[Statement, ...]
    drawn: Drawn = field(repr=False)
    printed: tuple[Meeting, ...] = field(repr=False)
    newsroom: tuple[Meeting, ...] = field(repr=False)
    places: tuple[tuple[Place, ...], ...] = field(repr=False)
    case: Case = field(repr=False)
    undrawn: dict[str, Bilingual] = field(default_factory=dict, repr=False)
    heading: PointRadius | None = None

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All of `printed`, then all of `newsroom`."""
        return (*self.printed, *self.newsroom)

    def places_in(self, meeting: Meeting) -> tuple[Place, ...]:
        """Give the places of the gazetteer that lie in one of the `meetings`."""
        return self.places[self.meetings.index(meeting)]

    @property
    def table(self) -> gpd.GeoDataFrame:
        """The regions, where they meet and the middle of that, in EPSG:4326."""
        return located(self.drawn, self.meetings)

    def geojson(self) -> str:
        """Give that table as GeoJSON (RFC 7946)."""
        return to_geojson("located", self.table)

    def map(self) -> PageFigure:
        """Draw the regions on an interactive map; it shows itself in Jupyter, and `save(path)` writes it."""
        return draw_map(self.case, self.drawn, self.meetings)

    def _repr_html_(self) -> str:
        return str(self.map()._repr_html_())


def locate(*statements: str, gazetteer: Paths = None, only: bool = False) -> Located:
    """Find where a place must lie, from statements about it in English or Arabic.

    Parameters
    ----------
    statements
        Phrases without a subject: "14 km from al-Mayadin", "north-east of al-Mayadin", "east bank of
        the Euphrates", "near Hajin", "between Raqqa and Hajin", «على بعد ١٤ كم من الميادين». At most ten. Instead of a name,
        coordinates as people paste them.
    gazetteer
        A gazetteer of your own, or several, behind the one that comes with geo_osint: GeoJSON files, or
        stores made by `geo-osint gazetteer import`.
    only
        Leave out the one that comes with geo_osint.

    Returns
    -------
    Located
        Regions in longitude and latitude (WGS84), good to about 10 m as outlines; no finer than the
        gazetteer and its rivers (7 km) are. A region says where statements fit, not how likely a place
        in it is.

    Raises
    ------
    InputError
        If a phrase cannot be read, or says nothing that can be drawn.
    NothingFoundError
        If a name is not in the gazetteer, or no statement can be drawn.

    Examples
    --------
    >>> found = locate("14 km from al-Mayadin", "north-east of al-Mayadin")
    >>> [round(each.area_m2 / 1e6) for each in found.printed]
    [19]
    """
    if not statements:
        raise InputError('no statement; give at least one, like "14 km from al-Mayadin"')
    phrases = [read_phrase(each) for each in statements]
    names = [name for each in phrases for name in (each.name, each.second_name) if name]
    loaded = open_stack(as_paths(gazetteer), only).like(*names)
    known = dict(loaded.places)
    told = tuple(_statement(each, f"s{n}", loaded, known) for n, each in enumerate(phrases, 1))
    drawn = draw(told, known)
    if len(drawn.open) == len(told):
        why = "; ".join(f"{each.words!r}: {_why(each, known).en}" for each in told)
        raise NothingFoundError(f"{why}; nothing can be drawn")
    printed, newsroom = meetings(drawn, "as_printed"), meetings(drawn, "newsroom")
    return Located(
        told,
        drawn,
        printed,
        newsroom,
        tuple(_places_in(each, drawn, known) for each in (*printed, *newsroom)),
        _case(told, known, loaded),
        {each.id: _why(each, known) for each in drawn.open},
        _heading(told, known),
    )


def _places_in(meeting: Meeting, drawn: Drawn, known: dict[str, Place]) -> tuple[Place, ...]:
    return tuple(known[id] for id in places_in(meeting, drawn, known))


def _statement(phrase: Phrase, id: str, loaded: Gazetteer, known: dict[str, Place]) -> Statement:
    mention = mention_of(phrase.name, loaded, known)
    rivers = tuple(each for each in mention.places if _is_line(known[each]))
    kind, relation = phrase.kind, phrase.relation
    if kind == "bank" and not rivers:
        raise InputError(f"{phrase.words!r}: {phrase.name} is no river whose course is known here")
    if rivers and kind == "direction":
        kind, relation = "bank", f"{relation}_bank"  # east of a river is its eastern bank
    if kind == "bank":
        mention = replace(mention, places=rivers)
    second = mention_of(phrase.second_name, loaded, known) if phrase.second_name else None
    return Statement(
        id, "", Span(0, len(phrase.words)), phrase.words, kind, None, mention, phrase.quantity,
        phrase.measured_as, relation, second_reference=second,
    )  # fmt: skip


def _is_line(place: Place) -> bool:
    return place.shape is not None and place.shape.kind.endswith("LineString")


def _why(statement: Statement, known: dict[str, Place]) -> Bilingual:
    """Say why a statement has no region."""
    mention, quantity = statement.reference, statement.quantity
    assert mention is not None
    if quantity is not None and not quantity.printed:
        return wording.NO_RANGE
    if statement.kind in ("within", "near"):
        return wording.no_outline(known[mention.places[0]])
    if quantity is not None and quantity.printed.parts[0].lo > FARTHEST_M / 2:
        return TOO_FAR
    return wording.unknown_words("reference", mention.words, known=True)


TOO_FAR = Bilingual(
    f"a region so wide is not drawn (beyond {FARTHEST_M / 1_000:,.0f} km)",
    f"لا يُرسم نطاق بهذا الاتساع (أكثر من {FARTHEST_M / 1_000:,.0f} كم)",
)


def _case(told: Sequence[Statement], known: dict[str, Place], loaded: Gazetteer) -> Case:
    ids = dict.fromkeys(id for each in told for mention in each.references for id in mention.places)
    sources = {**loaded.sources, TYPED.key: TYPED}
    return Case(
        "locate", (), statements=tuple(told), places={id: known[id] for id in ids}, sources=sources
    )


def _heading(told: Sequence[Statement], known: dict[str, Place]) -> PointRadius | None:
    mention = told[0].reference
    if len(told) > 1 or mention is None or len(mention.places) > 1:
        return None
    return by_heading(told[0], known[mention.places[0]])
