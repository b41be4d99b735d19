"""The places we know: reading and writing their files, finding them in texts, looking them up."""

from geo_osint.gazetteer.index import ArticleUse, NameHit, NameIndex
from geo_osint.gazetteer.reading import load, parse
from geo_osint.gazetteer.value import FORMAT, Gazetteer
from geo_osint.gazetteer.writing import dump

__all__ = ["FORMAT", "ArticleUse", "Gazetteer", "NameHit", "NameIndex", "dump", "load", "parse"]
