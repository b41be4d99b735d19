"""The places we know: reading and writing their files, finding them in texts, looking them up."""

from geo_osint.gazetteer.index import NameHit, NameIndex
from geo_osint.gazetteer.kinds import Extent, Kind, extent_of, kind_of
from geo_osint.gazetteer.reading import load, packaged, parse
from geo_osint.gazetteer.search import search
from geo_osint.gazetteer.text_words import ArticleUse
from geo_osint.gazetteer.value import FORMAT, Gazetteer
from geo_osint.gazetteer.writing import dump

__all__ = [
    "FORMAT",
    "ArticleUse",
    "Extent",
    "Gazetteer",
    "Kind",
    "NameHit",
    "NameIndex",
    "dump",
    "extent_of",
    "kind_of",
    "load",
    "packaged",
    "parse",
    "search",
]
