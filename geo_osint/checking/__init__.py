"""From a statement to a finding: what is possible, set beside what was stated."""

from geo_osint.checking.check import check, check_case
from geo_osint.checking.distance import Pair, check_distance, pairs_of
from geo_osint.checking.figures import distances, isolated, kilometres, length, metres
from geo_osint.checking.sites import AGREEMENT_M, Site, sites
from geo_osint.checking.verdicts import VERDICTS, judge, margin_m
from geo_osint.checking.wording import short_margin, verdict_words

__all__ = [
    "AGREEMENT_M",
    "VERDICTS",
    "Pair",
    "Site",
    "check",
    "check_case",
    "check_distance",
    "distances",
    "isolated",
    "judge",
    "kilometres",
    "length",
    "margin_m",
    "metres",
    "pairs_of",
    "short_margin",
    "sites",
    "verdict_words",
]
