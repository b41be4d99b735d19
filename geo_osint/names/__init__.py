"""The only module that compares names: spelling folded away, edges cut, scripts crossed."""

from geo_osint.names.comparing import SCORES, Likeness, compare
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
from geo_osint.names.folding import Folded, fold, key, letter_runs
from geo_osint.names.forms import NameForm, form_of
from geo_osint.names.grams import letter_grams, sound_grams
from geo_osint.names.nouns import kind_nouns
from geo_osint.names.readings import readings_of
from geo_osint.names.table import NameHit, NameTable

__all__ = [
    "ARABIC_ARTICLE",
    "ARABIC_PROCLITICS",
    "LATIN_ARTICLES",
    "LATIN_ARTICLES_THAT_ARE_WORDS",
    "SCORES",
    "Edge",
    "Folded",
    "Likeness",
    "NameForm",
    "NameHit",
    "NameTable",
    "compare",
    "edges",
    "fold",
    "form_of",
    "is_arabic",
    "is_latin_article",
    "key",
    "kind_nouns",
    "letter_grams",
    "letter_runs",
    "readings_of",
    "similarity",
    "skeleton",
    "sound_grams",
    "without_article",
]
