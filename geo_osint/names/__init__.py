"""The only module that compares names: spelling folded away, edges cut, scripts crossed."""

from geo_osint.names.crossing import similarity, skeleton
from geo_osint.names.edges import (
    ARABIC_ARTICLE,
    ARABIC_PROCLITICS,
    LATIN_ARTICLES,
    LATIN_ARTICLES_THAT_ARE_WORDS,
    Edge,
    edges,
    is_arabic,
    is_latin_article,
    without_article,
)
from geo_osint.names.folding import Folded, fold, key

__all__ = [
    "ARABIC_ARTICLE",
    "ARABIC_PROCLITICS",
    "LATIN_ARTICLES",
    "LATIN_ARTICLES_THAT_ARE_WORDS",
    "Edge",
    "Folded",
    "edges",
    "fold",
    "is_arabic",
    "is_latin_article",
    "key",
    "similarity",
    "skeleton",
    "without_article",
]
