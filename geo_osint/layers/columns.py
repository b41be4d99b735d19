"""Which columns each table has, in which order: the same in every format."""

from __future__ import annotations

from collections.abc import Mapping

CRS = "EPSG:4326"

NUMBERS = frozenset(
    (
        "alternatives",
        "hours_lo",
        "hours_hi",
        "length_lo_m",
        "length_hi_m",
        "longest_m",
        "precision_m",
        "footprint_m",
        "acled_geo_precision",
        "ucdp_where_prec",
        "radius_m",
        "area_km2",
        "margin_m",
        "lo_m",
        "hi_m",
        "length_m",
        "count_lo",
        "count_hi",
        "ordinal",
    )
)
"""Columns that hold numbers; all others hold text."""

DAYS = ("start_date", "end_date")
"""Columns of the first and the last day that a row speaks of; formats that know dates have them so."""

_NAMES = "name_en name_ar "
_DAYS = "start_date end_date date_precision "
_WHEN = _DAYS + "date_words "
_ENDS = "origin origin_en origin_ar destination destination_en destination_ar ends "

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "places": "id " + _NAMES + "kind kind_label countries position precision_m "
        "footprint_m acled_geo_precision ucdp_where_prec sources source_url confused_with mentioned note",
        "positions": "place " + _NAMES + "source source_title reference licence url source_date "
        "precision_m radius_m by is_reference note",
        "extents": "place " + _NAMES + "radius_m basis",
        "statements": "id report kind relation words subject subject_en subject_ar reference "
        "reference_en reference_ar stated possible as_printed margin_m verdict verdict_en verdict_ar "
        "stand_in_en stand_in_ar reason_en reason_ar settles_en settles_ar limit_en limit_ar status "
        "decision note same_as",
        "regions": "id statement subject_en subject_ar reference_en reference_ar basis set lo_m hi_m",
        "movements": "id report words " + _WHEN + "count_lo count_hi count_words count_with hedge "
        "also_words ordinal ordinal_words sense arrival_words took_words actor origin_en origin_ar via_en via_ar destination_en destination_ar towards_en "
        "towards_ar area status decision note same_as",
        "segments": "id movement segment_class " + _ENDS + "length_m length_lo_m length_hi_m road "
        "gates_en gates_ar sources source_url " + _DAYS + "reason_en reason_ar",
        "corridors": "id movement segment_class " + _ENDS + "length_lo_m length_hi_m longest_m "
        "alternatives hours_lo hours_hi network network_sha256 knowledge "
        + _DAYS
        + "basis_en basis_ar",
        "sightings": "id movement report place "
        + _NAMES
        + "role knowledge "
        + _WHEN
        + "count_words words",
    }.items()
}
"""Each table's columns, in order; the geometry follows them."""

LOCATED = (
    "id",
    "what",
    "statement",
    "words",
    "basis",
    "set",
    "left_out",
    "lo_m",
    "hi_m",
    "radius_m",
    "area_km2",
)
"""The columns of a table of its own, of where a place must lie that is only described."""
