"""Lists of places of others, turned into a store: GeoNames, OpenStreetMap, Wikidata, OCHA COD, CSV, GeoJSON."""

from geo_osint.gazetteer.importing.run import Summary, import_sources

__all__ = ["Summary", "import_sources"]
