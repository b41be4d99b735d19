"""A case, or any table of one's own, as an interactive map in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo_osint import pipeline
from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.output import page
from geo_osint.output.page import PageFigure, PageOptions

if TYPE_CHECKING:
    import folium
    from geopandas import GeoDataFrame

TITLE = "map"
"""What the page of a table is called if nobody says."""


def to_map(
    shown: Case | GeoDataFrame,
    *,
    title: str = "",
    label: str = "",
    colour: str = "",
    with_text: bool = False,
    tiles: Literal["", "osm"] = "",
) -> PageFigure:
    """Draw an interactive map; it shows itself in Jupyter, and `save(path)` writes it.

    The page loads nothing from anywhere: it works without a network. A table may have 100,000 rows and
    more: all are drawn, found by name in either script, listed, and told in full when chosen.

    Parameters
    ----------
    shown
        A case as `load_case` or `read` gives it; or a GeoDataFrame of points, lines or areas in any
        reference system, such as a table of `tables`, or places with a column `verdict`.
    title
        What the page of a table is called; a case has its own name.
    label
        The column that names the rows of a table; by default one that is called name, title or so. A
        column `name_ar` beside `name` or `name_en` is their name in Arabic.
    colour
        The column whose values tell rows apart, by colour and shape of the mark; seven at most, the rarer
        ones share a look. By default `verdict`, if there is such a column.
    with_text
        Put the whole text of a case's reports beside the map, not only the sentences it rests on. Passing
        such a page on is reprinting the reports, which their publishers may forbid, and it shows every
        person they name.
    tiles
        "osm" lets the page load pictures from tile.openstreetmap.org, once its reader switches them
        on. That server then learns the reader's address, what is looked at, and the site the page is
        on; it refuses pages opened from a file.

    Returns
    -------
    PageFigure
        A folium figure. Equal input gives equal bytes.

    Raises
    ------
    InputError
        If a table says no reference system, or has a point that is not on earth.
    UsageError
        For tiles of another name, a column that is not there, or what goes only with the other kind.

    Examples
    --------
    >>> import geopandas
    >>> places = geopandas.GeoDataFrame(
    ...     {"name": ["Qamishli"], "name_ar": ["القامشلي"]},
    ...     geometry=geopandas.points_from_xy([41.23142], [37.05215]),
    ...     crs="EPSG:4326",
    ... )
    >>> to_map(places, title="Places").render()[:15]
    '<!DOCTYPE html>'
    """
    options = PageOptions(with_text, tiles)
    if isinstance(shown, Case):
        if title or label or colour:
            raise UsageError(
                "title, label and colour are for tables; a case names and colours itself"
            )
        return _figure(shown, options)
    if with_text:
        raise UsageError("with_text is for cases; a table has no report")
    return page.of_table(shown, title or TITLE, label, colour, options)


def to_folium(case: Case, *, extras: bool = False) -> folium.Map:
    """Give a case's map as folium's own, to add folium's elements to; `save(path)` writes it.

    **folium runs text as code.** It compiles every string it is given as a template: a name like
    `{{ ... }}` in a popup, a tooltip, a layer's name or the properties of a GeoJSON can read files of
    yours when the map is rendered, and run in the reader's browser afterwards. Escaping does not help. Add
    only text that you wrote yourself, never names or words from reports, gazetteers or files. What
    geo_osint itself draws is safe either way, since it never passes through folium.

    Parameters
    ----------
    case
        As `load_case` or `read` gives it.
    extras
        Carry folium's libraries too, without which its popups, icons and plugins do nothing. They are
        loaded from hosts on the network, which learn who opens the map and when, and the page is no
        longer held to a policy: whatever is added may load and send anything. Without `extras`, elements
        that need only Leaflet work, such as circles and lines, and nothing is loaded.

    Returns
    -------
    folium.Map
        The map on which the case is drawn.

    Examples
    --------
    >>> import folium
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import geo_osint
    >>> with TemporaryDirectory() as home:
    ...     report = Path(home, "report.txt")
    ...     _ = report.write_text("Al-Mayadin is 14 km from al-Omar field.", encoding="utf-8")
    ...     drawn = to_folium(geo_osint.read(report))
    >>> _ = folium.Circle((35.1, 40.6), radius=5000).add_to(drawn)
    """
    return _figure(case, page.PLAIN, extras).map


def _figure(case: Case, options: PageOptions, extras: bool = False) -> PageFigure:
    result = pipeline.follow(case)
    return page.figure(result.case, result.findings, result.tables, options, extras)
