"""Styles as QGIS reads them (QML): symbols, labels, names and value lists of columns.

A style is built from our own tables only; nothing from a report or gazetteer enters it, what is shown
comes from the columns when QGIS draws.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from geo_osint import styles
from geo_osint.layers import COLUMNS, DAYS
from geo_osint.output.qgis.forms import fields
from geo_osint.styles import Geometry, Style, TableStyle, alias

QGIS_VERSION = "3.22.0"
"""The oldest QGIS these styles are made for; newer ones read them too."""

LINE_MM, OUTLINE_MM, POINT_MM = 0.7, 0.4, 3.2
"""Widths and sizes that stay legible on paper and on a laptop."""

OVERRUN_MM = 25
"""How far the words at a line may run past its ends."""

BENEATH_MM: Mapping[str, float] = {"sightings": 5.4}
"""Sizes of marks that lie beneath the point of a place and must be seen around it."""

FILL_ALPHA = 28
"""Of 255: areas overlap, and what lies beneath must stay visible."""

WHITE = "255,255,255,255"

MARKERS: Mapping[str, tuple[str, bool]] = {
    "●": ("circle", True),
    "◌": ("circle", False),
    "×": ("cross2", False),
    "◆": ("diamond", True),
    "◇": ("diamond", False),
    "▶": ("triangle", True),
    "▷": ("triangle", False),
}
"""The shape QGIS draws for a mark of the shared table, and whether it is filled."""

KNOWLEDGE = "knowledge"
"""The column that says whether somebody was reported at a point, or only somewhere around."""

MAP_TIPS = ("words", "reason_en", "reason_ar", "sources", "basis", "note")
"""Columns that a map tip shows after the label, where a table has them."""

_TYPE: Mapping[Geometry, tuple[str, str]] = {
    "point": ("0", "marker"),
    "line": ("1", "line"),
    "polygon": ("2", "fill"),
}
_PLACEMENT: Mapping[Geometry, str] = {"point": "6", "line": "2", "polygon": "2"}
"""Cartographic around points, along lines and outlines: the middle of an area is for its point."""

_GEOMETRY_TYPE: Mapping[Geometry, str] = {"point": "Point", "line": "Line", "polygon": "Polygon"}
"""What QGIS's `geometry_type` calls each kind."""


def qml(style: TableStyle, geometries: Sequence[Geometry], columns: Iterable[str]) -> str:
    """Write a layer's style for the kinds of geometry it holds, its main one first.

    QGIS shows a file of several kinds as several layers with this one style, so that it must not
    bind itself to a kind; each rule then asks what it draws.
    """
    root = ET.Element("qgis", {"version": QGIS_VERSION, "labelsEnabled": labelled(style)})
    root.extend(look(style, geometries, tuple(columns)))
    if len(geometries) == 1:
        ET.SubElement(root, "layerGeometryType").text = _TYPE[geometries[0]][0]
    ET.indent(root)
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    return f"{doctype}\n{ET.tostring(root, encoding='unicode')}\n"


def labelled(style: TableStyle) -> str:
    """Tell whether a layer has labels, in QGIS's way."""
    return "1" if style.label else "0"


def look(
    style: TableStyle, geometries: Sequence[Geometry], columns: Sequence[str]
) -> list[ET.Element]:
    """Give what a style file and a layer of a project have in common."""
    labels = [_labels(style, geometries[0])] if style.label else []
    return [
        _temporal(columns),
        _renderer(style, geometries),
        *labels,
        *fields(style, columns),
        _map_tip(style, columns),
    ]


def _temporal(columns: Sequence[str]) -> ET.Element:
    """Let the Temporal Controller show a row on the days its report gives, and no more exactly."""
    first, last = DAYS
    timed = first in columns and last in columns
    # QGIS compares a date with no moment: both ends must be moments, the last day's its end
    start, end = f'to_datetime("{first}")', f"to_datetime(\"{last}\") + to_interval('1 day')"
    return ET.Element(
        "temporal",
        {
            "enabled": "1" if timed else "0",
            "mode": "4" if timed else "0",  # 4: from one expression to another
            "limitMode": "0",  # the end itself is not included
            "durationUnit": "d",
            "fixedDuration": "0",
            "accumulate": "0",
            "startField": "",
            "endField": "",
            "startExpression": start if timed else "",
            "endExpression": end if timed else "",
        },
    )


def _map_tip(style: TableStyle, columns: Sequence[str]) -> ET.Element:
    """Show what a row says where the pointer rests; QGIS takes it for HTML, so texts are escaped."""
    tip = ET.Element("mapTip")
    shown = [each for each in (*style.label, *MAP_TIPS) if each in columns]
    tip.text = "".join(
        f'<p dir="auto"><b>{html.escape(alias(each))}</b><br>[% {_escaped(each)} %]</p>'
        for each in dict.fromkeys(shown)
    )
    return tip


def _escaped(column: str) -> str:
    """Write the expression that gives a column's text as HTML."""
    text = f"coalesce(\"{column}\", '')"
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = f"replace({text}, '{sign}', '{name}')"
    return text


def _renderer(style: TableStyle, geometries: Sequence[Geometry]) -> ET.Element:
    renderer = ET.Element("renderer-v2", {"type": "RuleRenderer", "forceraster": "0"})
    top = ET.SubElement(renderer, "rules", {"key": f"{{{style.table}}}"})
    symbols = ET.SubElement(renderer, "symbols")
    for geometry in geometries:
        rules = top if len(geometries) == 1 else _rules_for(top, style.table, geometry)
        for each in styles.group(style.group).values():
            name = str(len(symbols))
            _rule(rules, style, each, name)
            symbol = _symbol(name, geometry, each, style)
            if geometry == "point" and KNOWLEDGE in COLUMNS[style.table]:
                symbol[0].append(_only_known())
            symbols.append(symbol)
    return renderer


def _rules_for(top: ET.Element, table: str, geometry: Geometry) -> ET.Element:
    asked = f"geometry_type($geometry) = '{_GEOMETRY_TYPE[geometry]}'"
    told = {"key": f"{{{table}-{geometry}}}", "label": geometry, "filter": asked}
    return ET.SubElement(top, "rule", told)


def _rule(rules: ET.Element, style: TableStyle, each: Style, symbol: str) -> None:
    told = {"key": f"{{{style.table}-{symbol}}}", "symbol": symbol}
    words = {"label": f"{each.label.en} · {each.label.ar}", "filter": _filter(style.by, each)}
    ET.SubElement(rules, "rule", {**told, **words})


def _filter(column: str, each: Style) -> str:
    """Write the rule that picks a style; the one without a prefix takes what is left."""
    if each.prefix is None:
        return f"\"{column}\" = '{each.code}'"
    return f"\"{column}\" LIKE '{each.prefix}%'" if each.prefix else "ELSE"


def _symbol(name: str, geometry: Geometry, each: Style, style: TableStyle) -> ET.Element:
    symbol = ET.Element("symbol", {"name": name, "type": _TYPE[geometry][1], "alpha": "1"})
    if geometry == "point":
        _layer(symbol, "SimpleMarker", _marker(each, BENEATH_MM.get(style.table, POINT_MM)))
    elif geometry == "line":
        _layer(symbol, "SimpleLine", _line(WHITE, 2 * LINE_MM, ()))
        _layer(symbol, "SimpleLine", _line(_rgba(each.colour), LINE_MM, each.dash))
        if style.arrow:
            symbol.append(_arrow(name, each))
    else:
        fill = {"color": _rgba(each.colour, FILL_ALPHA), "style": "solid", "outline_style": "no"}
        _layer(symbol, "SimpleFill", fill)
        _layer(symbol, "SimpleLine", _line(_rgba(each.colour), OUTLINE_MM, each.dash))
    return symbol


def _marker(each: Style, size_mm: float) -> dict[str, str]:
    shape, filled = MARKERS.get(each.mark, ("circle", not each.dash))
    return {
        "name": shape,
        "color": _rgba(each.colour) if filled else WHITE,
        "outline_color": WHITE if filled else _rgba(each.ink),
        "outline_style": "dash" if each.dash else "solid",
        "outline_width": "0.4" if filled else "0.6",
        "outline_width_unit": "MM",
        "size": f"{size_mm}",
        "size_unit": "MM",
    }


def _only_known() -> ET.Element:
    """Fill a mark only where somebody was reported; elsewhere it is hollow, with a broken outline."""
    changed = {
        "fillColor": f"if(\"{KNOWLEDGE}\" = 'known', @value, '{WHITE}')",
        "outlineColor": f"if(\"{KNOWLEDGE}\" = 'known', @value, '60,60,60,255')",
        "outlineStyle": f"if(\"{KNOWLEDGE}\" = 'known', @value, 'dash')",
    }
    defined = ET.Element("data_defined_properties")
    table = ET.SubElement(defined, "Option", {"type": "Map"})
    ET.SubElement(table, "Option", {"type": "QString", "name": "name", "value": ""})
    properties = ET.SubElement(table, "Option", {"type": "Map", "name": "properties"})
    for name, expression in changed.items():
        entry = ET.SubElement(properties, "Option", {"type": "Map", "name": name})
        for kind, key, value in (
            ("bool", "active", "true"),
            ("QString", "expression", expression),
            ("int", "type", "3"),  # 3: an expression
        ):
            ET.SubElement(entry, "Option", {"type": kind, "name": key, "value": value})
    ET.SubElement(table, "Option", {"type": "QString", "name": "type", "value": "collection"})
    return defined


def _line(colour: str, width: float, dash: tuple[float, ...]) -> dict[str, str]:
    return {
        "line_color": colour,
        "line_width": f"{width:g}",
        "line_width_unit": "MM",
        "line_style": "solid",
        "use_custom_dash": "1" if dash else "0",
        "customdash": ";".join(f"{part * width:g}" for part in dash) or "5;2",
        "customdash_unit": "MM",
        "capstyle": "flat",
        "joinstyle": "round",
    }


def _arrow(name: str, each: Style) -> ET.Element:
    """Put a head on the middle of a line, clear of the places at its ends, in the direction of travel."""
    layer = _layer(None, "MarkerLine", {"placement": "centralpoint", "rotate": "1"})
    head = ET.SubElement(layer, "symbol", {"name": f"@{name}@2", "type": "marker", "alpha": "1"})
    colour = _rgba(each.ink)
    drawn = {"name": "filled_arrowhead", "color": colour, "outline_color": WHITE, "size": "3.4"}
    _layer(head, "SimpleMarker", {**drawn, "size_unit": "MM", "outline_width": "0.2"})
    return layer


def _layer(parent: ET.Element | None, kind: str, options: Mapping[str, str]) -> ET.Element:
    layer = ET.Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    if parent is not None:
        parent.append(layer)
    table = ET.SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        ET.SubElement(table, "Option", {"type": "QString", "name": name, "value": value})
    return layer


def _rgba(colour: str, alpha: int = 255) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"{red},{green},{blue},{alpha}"


def _labels(style: TableStyle, geometry: Geometry) -> ET.Element:
    labeling = ET.Element("labeling", {"type": "simple"})
    settings = ET.SubElement(labeling, "settings")
    shown = ", ".join(f'"{column}"' for column in style.label)
    given = f"array_filter(array({shown}), length(@element) > 0)"
    text = ET.SubElement(
        settings,
        "text-style",
        {
            "fieldName": f"array_to_string(array_distinct({given}), '\\n')",
            "isExpression": "1",
            # has Arabic letters on Windows and macOS; Linux puts a metric twin in its place
            "fontFamily": "Arial",
            "fontSize": "9",
            "fontSizeUnit": "Point",
            "textColor": "20,20,20,255",
            "textOpacity": "1",
        },
    )
    buffer = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM"}
    ET.SubElement(text, "text-buffer", {**buffer, "bufferColor": WHITE, "bufferOpacity": "1"})
    ET.SubElement(settings, "text-format", {"multilineAlign": "1", "wrapChar": ""})
    near = {"placement": _PLACEMENT[geometry], "dist": "1", "distUnits": "MM", "offsetType": "1"}
    if geometry == "line":  # two places may lie closer on the map than a verdict is long
        near |= {"overrunDistance": f"{OVERRUN_MM}", "overrunDistanceUnit": "MM"}
    ET.SubElement(
        settings, "placement", {**near, "placementFlags": "10", "priority": str(style.priority)}
    )
    scale = {"scaleVisibility": "1", "scaleMin": "0", "scaleMax": str(style.min_scale)}
    ET.SubElement(settings, "rendering", {**scale, "obstacle": "1", "drawLabels": "1"})
    return labeling
