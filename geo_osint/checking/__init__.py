"""From a statement to a finding: what is possible, set beside what was stated."""

from geo_osint.checking.bulk import CheckedMany, check_many
from geo_osint.checking.check import check, check_case
from geo_osint.checking.consistency import Conflict, conflicts
from geo_osint.checking.directions import is_direction, stated_arcs
from geo_osint.checking.distance import check_distance
from geo_osint.checking.figures import (
    amounts,
    distances,
    kilometres,
    length,
    metres,
    square_kilometres,
)
from geo_osint.checking.journeys import check_journeys
from geo_osint.checking.pairs import Pair, pairs_of
from geo_osint.checking.roads import by_network
from geo_osint.checking.sites import AGREEMENT_M, Site, sites
from geo_osint.checking.travel import budget
from geo_osint.checking.verdicts import VERDICTS, judge, margin_m
from geo_osint.checking.wording import short_margin, verdict_words
from geo_osint.model.text import isolated

__all__ = [
    "AGREEMENT_M",
    "VERDICTS",
    "CheckedMany",
    "Conflict",
    "Pair",
    "Site",
    "amounts",
    "budget",
    "by_network",
    "check",
    "check_case",
    "check_distance",
    "check_journeys",
    "check_many",
    "conflicts",
    "distances",
    "is_direction",
    "isolated",
    "judge",
    "kilometres",
    "length",
    "margin_m",
    "metres",
    "pairs_of",
    "short_margin",
    "sites",
    "square_kilometres",
    "stated_arcs",
    "verdict_words",
]
