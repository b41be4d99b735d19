"""Where things are, and who says so."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo_osint.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class LonLat:
    """A position in degrees on WGS84, longitude first.

    Raises
    ------
    InputError
        For NaN, an infinity, a longitude outside ±180 or a latitude outside ±90.

    Examples
    --------
    >>> LonLat(40.576, 35.104).lat_deg
    35.104
    >>> LonLat(400, 35)
    Traceback (most recent call last):
    geo_osint.errors.InputError: longitude 400: not between -180 and 180; are the axes swapped?
    """

    lon_deg: float
    lat_deg: float

    def __post_init__(self) -> None:
        for name, value, limit in (
            ("longitude", self.lon_deg, 180),
            ("latitude", self.lat_deg, 90),
        ):
            if not math.isfinite(value):
                raise InputError(f"{name} {value}: not a number; give decimal degrees")
            if abs(value) > limit:
                raise InputError(
                    f"{name} {value}: not between -{limit} and {limit}; are the axes swapped?"
                )


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was taken from: short `key`, title, exact reference, licence, address, date."""

    key: str
    title: str
    reference: str = ""
    licence: str = ""
    url: str = ""
    date: str = ""


NAME_ROLES = ("main", "official", "local", "exonym", "variant", "former", "misspelling")
"""What a name is to its place, the most telling first.

`main` stands for the place on maps, one per language and script; `official` is another that an
authority uses; `local` what its people say; `exonym` what others say; `variant` the same name
written otherwise; `former` no longer in use; `misspelling` wrong, but found in print.
"""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place, with the source that uses it.

    `language` is an ISO 639 code, `script` an ISO 15924 one (Arab, Latn), `role` one of `NAME_ROLES`.
    """

    text: str
    language: str
    script: str
    role: str
    source: str
    since: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What one source gives as a place's coordinates.

    `precision_m` is how far the point may be off because the source rounds its coordinates (the
    half diagonal of the last digit's cell), not how well it was surveyed, which no source tells.
    `by` is the analyst who added it, `radius_m` how far off they say it may be; both are empty for
    what a published source gives.
    """

    at: LonLat
    source: str
    precision_m: float
    date: str = ""
    note: str = ""
    by: str = ""
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A position nobody published: our own guess, its reason and how far it may be off (metres)."""

    at: LonLat
    radius_m: float
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or an area: `kind` is LineString, MultiLineString, Polygon or MultiPolygon.

    `parts` holds the lines, or each polygon's outer ring; coarse by intention.
    """

    kind: str
    parts: tuple[tuple[LonLat, ...], ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A sourced fact where geometry is too coarse: `bank` = `right_bank` of `geo:euphrates`.

    `since` and `until` (ISO dates, also a year or a month alone) say when it held, both days
    included, as the source tells it; empty where it does not.
    """

    key: str
    value: str
    of: str
    source: str
    note: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Another place that carries the same or a similar name, and how to tell them apart."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place we know.

    `kind` is a GeoNames feature code (PPL, OILF, AIRB, STM…). `positions` are what sources publish;
    `reference` picks one of them; an `estimate` stands only where there is none. `extent_m` is the
    radius around the position that the place fills, `extent_basis` says whose word that is, or
    that it is assumed for its kind. `within` names the areas it lies in, smallest first, by id.
    """

    id: str
    names: tuple[PlaceName, ...]
    kind: str
    countries: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    estimate: Estimate | None = None
    extent_m: float | None = None
    extent_basis: str = ""
    shape: Shape | None = None
    attributes: tuple[Attribute, ...] = ()
    confused_with: tuple[Confusion, ...] = ()
    note: str = ""

    def name(self, language: str = "en") -> str:
        """Give the main name in a language; else the first main name, else the first of all."""
        mains = [n for n in self.names if n.role == "main"] or list(self.names)
        wanted = [n for n in mains if n.language == language]
        return (wanted or mains)[0].text

    @property
    def reference(self) -> LonLat | None:
        """The one position that stands for the place on a map.

        Rule: of the published positions the one with the finest coordinates, the first listed on a
        tie (the gazetteer lists surveyed lists before encyclopaedias); else the estimate; else none.
        """
        if self.positions:
            return min(self.positions, key=lambda p: p.precision_m).at
        return self.estimate.at if self.estimate else None
