"""Tables to GPX 1.1, for hand-held devices and route planners: places as way points, segments as routes.

GPX has no areas and no dashes, so that what is not certain is said in words: each route carries its
segment class, and a place that is only estimated is no way point, since a device would lead to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo_osint import styles
from geo_osint.layers import Tables
from geo_osint.output.exchange.rows import Row, document, for_xml, rows_of
from geo_osint.version import __version__

NAMESPACE = "http://www.topografix.com/GPX/1/1"

LEFT_OUT = (
    "Not given as way points, since they are only estimated or not located: "
    "نقاط غير مدرجة لأن مواقعها تقديرية أو مجهولة: "
)


def to_gpx(title: str, tables: Tables) -> str:
    """Write places and the segments of routes; the same tables give the same text.

    Raises
    ------
    InputError
        If a text holds a character that XML cannot carry.
    """
    root = ET.Element(
        "gpx", {"xmlns": NAMESPACE, "version": "1.1", "creator": f"geo_osint {__version__}"}
    )
    rows = list(rows_of(tables["places"]))
    pinned = [(row, shape) for row, shape in rows if shape is not None and _published(row)]
    passed = [_name(row) for row, shape in rows if shape is None or not _published(row)]
    head = ET.SubElement(root, "metadata")
    _texts(head, "case", {"name": title, "desc": LEFT_OUT + "; ".join(passed) if passed else ""})
    for row, shape in pinned:
        root.append(_way_point(row, shape))
    for row, line in rows_of(tables["segments"]):
        for part in _lines(line):
            root.append(_route(row, part))
    return document(root)


def _published(row: Row) -> bool:
    return not styles.style(row["position"], "position").dash


def _name(row: Row) -> str:
    return " · ".join(dict.fromkeys(filter(None, (row["name_ar"], row["name_en"]))))


def _way_point(row: Row, shape: BaseGeometry) -> ET.Element:
    point = ET.Element("wpt", _at(*shape.coords[0][:2]))
    within = row["footprint_m"]
    about = f"lies within {math.ceil(within):,} m; " if math.isfinite(within) else ""
    _texts(
        point,
        "places",
        {
            "name": _name(row),
            "desc": f"{about}{row['note']}".rstrip("; "),
            "src": row["sources"],
            "type": row["kind_label"],
        },
    )
    return point


def _route(row: Row, line: LineString) -> ET.Element:
    route = ET.Element("rte")
    look = styles.style(row["segment_class"], "segment")
    words = f"{look.label.en} · {look.label.ar}"
    _texts(
        route,
        "segments",
        {
            "name": f"{row['id']}: {row['origin_en']} → {row['destination_en']} ({words})",
            "desc": f"{row['reason_en']}\n{row['reason_ar']}".strip(),
            "type": row["segment_class"],
        },
    )
    for lon, lat, *_ in line.coords:
        ET.SubElement(route, "rtept", _at(lon, lat))
    return route


def _texts(parent: ET.Element, table: str, texts: Mapping[str, str]) -> None:
    for tag, text in texts.items():
        if text:
            ET.SubElement(parent, tag).text = for_xml(text, table, tag)


def _lines(shape: BaseGeometry | None) -> Iterator[LineString]:
    parts = getattr(shape, "geoms", (shape,))
    yield from (part for part in parts if isinstance(part, LineString) and not part.is_empty)


def _at(lon: float, lat: float) -> dict[str, str]:
    return {"lat": f"{lat:.7f}", "lon": f"{lon:.7f}"}
