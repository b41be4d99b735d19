"""How everything looks and is called, decided once for every output.

`codes.toml` has each code's colour, dash, mark and words; `tables.toml` how each table is drawn and
labelled, and the names of columns in words.
"""

from geo_osint.styles.codes import Style, group, groups, style
from geo_osint.styles.tables import Geometry, TableStyle, alias, table_styles

__all__ = [
    "Geometry",
    "Style",
    "TableStyle",
    "alias",
    "group",
    "groups",
    "style",
    "table_styles",
]
