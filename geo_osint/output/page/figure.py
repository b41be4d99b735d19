"""A folium map in a figure of our own, which loads nothing and lets no data near a template.

folium compiles the strings of its elements as templates and runs them, so that a place name from a
report could run code. Here no string from outside enters the tree: the tree holds a bare map, and the
data is spliced in as one JSON island after everything has been rendered, in a single pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import folium
from branca.element import Figure
from jinja2 import Template

from geo_osint.errors import OutputError
from geo_osint.output import offline

MAP_ID = "geo_osint_page"
"""Stands where folium would draw a random one: equal input must give equal bytes."""

SCRIPTS = (
    "dom.js",
    "columns.js",
    "search.js",
    "ground.js",
    "symbols.js",
    "plane.js",
    "sheaf.js",
    "layers.js",
    "labels.js",
    "popups.js",
    "features.js",
    "diagram.js",
    "time.js",
    "sentences.js",
    "geodesic.js",
    "grid.js",
    "measure.js",
    "sheet.js",
    "share.js",
    "tools.js",
    "panel.js",
    "main.js",
)
"""The page's own script, in the order in which its parts build on each other."""

HEIGHT = "720px"
"""Of the frame in a notebook; as a page of its own it fills the window."""


class PageMap(folium.Map):
    """folium's map without its tiles, libraries and its ban on zooming the page."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own class attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
        {% macro header(this, kwargs) %}
<meta name="viewport" content="width=device-width, initial-scale=1">
        {% endmacro %}
        {% macro html(this, kwargs) %}
<div class="page"><div class="panel" id="panel"></div>
<div class="stage"><div class="map" id="{{ this.get_name() }}"></div></div></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {{ this.options | tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, extras: bool = False) -> None:
        super().__init__(tiles=None, zoom_control=False)
        if extras:
            self.default_js, self.default_css = folium.Map.default_js, folium.Map.default_css
        self._id = MAP_ID
        self.options = {
            "center": [0, 0],
            "zoom": 2,
            "minZoom": 2,
            "maxZoom": 17,
            "zoomSnap": 0.25,
            "zoomControl": False,
            "attributionControl": False,
            "fadeAnimation": False,
        }


class PageFigure(Figure):
    """The page; `render`, `save` and the notebook's display all pass through `render`.

    `data` is what `island.island` gives. Elements of folium added to the map are drawn if they need
    nothing but Leaflet; those that ask for jQuery or icons work with `extras` alone, which lets the page
    load folium's libraries, and whatever else it is told to, from the network.
    """

    def __init__(self, data: Mapping[str, Any], extras: bool = False) -> None:
        super().__init__(height=HEIGHT)
        self._id = MAP_ID + "_figure"
        self.header._children.clear()
        self._data = dict(data)
        self._extras = extras
        self.map = PageMap(extras)
        self.add_child(self.map, name="map")

    def render(self, **kwargs: Any) -> str:
        """Give the whole page as HTML."""
        for child in self._children.values():
            child.render(**kwargs)
        rendered = {
            name: getattr(self, name).render(**kwargs).strip()
            for name in ("header", "html", "script")
        }
        leaflet = () if self._extras else (_built("leaflet.js"),)
        carried, page = (*leaflet, rendered["script"]), _script()
        style = offline.lean(_built("leaflet.css") + _text("page.css"))
        parts = {
            "header": rendered["header"],
            "body": rendered["html"],
            "styles": style,
            "island": offline.packed(self._data, carried),
            "page": page,
            "policy": ""
            if self._extras
            else offline.policy((*carried, page), style, self._picture_hosts()),
        }
        return offline.splice(_text("page.html"), parts)

    def _picture_hosts(self) -> tuple[str, ...]:
        tiles = self._data.get("tiles")
        return (tiles["host"],) if tiles else ()


def _script() -> str:
    return offline.script(_text(f"script/{name}") for name in SCRIPTS)


@cache
def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


@cache
def _built(name: str) -> str:
    try:
        return _text(f"built/{name}")
    except FileNotFoundError:
        raise OutputError(
            f"{name}: not bundled, so no map can be drawn; install again (pip install -e . in a clone)"
        ) from None
