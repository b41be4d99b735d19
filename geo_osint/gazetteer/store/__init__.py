"""Gazetteers of any size in one SQLite file: written once, then asked without being loaded."""

from geo_osint.gazetteer.store.building import Builder
from geo_osint.gazetteer.store.lookup import Store
from geo_osint.gazetteer.store.opening import is_store, open_store

__all__ = ["Builder", "Store", "is_store", "open_store"]
