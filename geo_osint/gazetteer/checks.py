"""Rules of a gazetteer that no schema can say, and without which its file is not read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from geo_osint.model import Place, PlaceName

SAME_POINT_DEG = 1e-9
"""Two decimal spellings of one coordinate differ by less; 0.1 mm on the ground."""

DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They reorder what stands around a name; a name that needs them is not written in logical order."""

Breach = tuple[str, str, str]
"""The code of the rule that is broken (as in `inspecting/rules.toml`), the member, what is wrong."""


def breaches(
    place: Place,
    geometry: dict[str, Any] | None,
    sources: Collection[str],
    places: Collection[str] | None,
) -> Iterator[Breach]:
    """Find what is wrong with one place; `places` is `None` where ids may lead elsewhere."""
    yield from _names(place)
    yield from _geometry(place, geometry)
    yield from _citations(place, sources)
    if places is not None:
        yield from _references(place, places)


def doubled(ids: list[str]) -> list[tuple[int, str]]:
    """Find ids that stand twice: the index of each later one."""
    seen = Counter[str]()
    found = []
    for index, identity in enumerate(ids):
        if seen[identity]:
            found.append((index, identity))
        seen[identity] += 1
    return found


def _names(place: Place) -> Iterator[Breach]:
    for index, name in enumerate(place.names):
        if name.text != unicodedata.normalize("NFC", name.text):
            yield (
                "text_form",
                f"names[{index}].text",
                f"{name.text!r} is not in Unicode form NFC; normalise it",
            )
        if name.text != name.text.strip():
            yield (
                "text_form",
                f"names[{index}].text",
                f"{name.text!r} has spaces around it; remove them",
            )
        if any(c in DIRECTION_MARKS or unicodedata.category(c) == "Cc" for c in name.text):
            yield (
                "hidden_characters",
                f"names[{index}].text",
                f"{name.text!a} holds control characters; remove them",
            )
    mains = Counter(_tongue(name) for name in place.names if name.role == "main")
    if not mains:
        yield "main_name", "names", 'none has the role "main"; give it to one'
    for tongue, count in mains.items():
        if count > 1:
            yield (
                "main_name",
                "names",
                f"{count} main names in {tongue}; keep one, make the others variants",
            )


def _tongue(name: PlaceName) -> str:
    return f"{name.language}-{name.script}"


def _geometry(place: Place, geometry: dict[str, Any] | None) -> Iterator[Breach]:
    if place.positions and place.estimate:
        yield (
            "geometry",
            "estimate",
            "stands beside published positions; remove the one or the others",
        )
    if place.shape is not None:
        return
    at = place.reference
    if at is None:
        if geometry is not None:
            yield "geometry", "geometry", "a Point without a source; give positions or an estimate"
        return
    if geometry is None:
        yield (
            "geometry",
            "geometry",
            f"missing; the reference position is [{at.lon_deg}, {at.lat_deg}]",
        )
        return
    lon, lat = geometry["coordinates"]
    if abs(lon - at.lon_deg) > SAME_POINT_DEG or abs(lat - at.lat_deg) > SAME_POINT_DEG:
        wanted = f"[{at.lon_deg}, {at.lat_deg}], its finest position"
        yield "geometry", "geometry", f"[{lon}, {lat}] should be {wanted}"


def _citations(place: Place, sources: Collection[str]) -> Iterator[Breach]:
    cited = [(f"names[{i}].source", name.source) for i, name in enumerate(place.names)]
    cited += [(f"positions[{i}].source", each.source) for i, each in enumerate(place.positions)]
    cited += [(f"attributes[{i}].source", each.source) for i, each in enumerate(place.attributes)]
    if place.estimate and place.estimate.source:
        cited.append(("estimate.source", place.estimate.source))
    for member, key in cited:
        if key not in sources:
            yield (
                "unknown_reference",
                member,
                f"{key!r} is not among the sources of the file; add it there",
            )


def _references(place: Place, places: Collection[str]) -> Iterator[Breach]:
    named = [(f"within[{i}]", other) for i, other in enumerate(place.within)]
    named += [
        (f"attributes[{i}].of", each.of) for i, each in enumerate(place.attributes) if each.of
    ]
    named += [(f"confused_with[{i}].place", x.place) for i, x in enumerate(place.confused_with)]
    for member, other in named:
        if other == place.id:
            yield "unknown_reference", member, "is the place itself; remove it"
        elif other not in places:
            yield (
                "unknown_reference",
                member,
                f"no place has the id {other!r}; correct it or add the place",
            )
