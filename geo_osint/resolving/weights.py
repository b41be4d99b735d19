"""How much each kind of evidence counts: judgements, in one table."""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    # said of the place itself, in the same breath
    "beside": 4.0,  # the text names the far side of the crossing
    "not_beside": -4.0,  # it names another far side
    "qualified": 4.0,  # "X, Texas": the area behind the name is one the place lies in
    "qualifies": 1.0,  # the area behind a name is meant, not the town of that name
    "not_qualified": -2.0,  # it lies elsewhere, and a rival lies in that area
    "feature": 3.0,  # the noun before the name fits the kind of place
    "not_feature": -5.0,  # it does not: a "town" is no oil field
    "whole_name": 2.0,  # noun and name together are one of its listed names
    "thing_at": 1.5,  # "the base at X": of two X, the one that is a base
    "preferred": 2.0,  # of two kinds the noun allows, reports mean this one
    "country_said": 2.5,  # "the Iraqi town of X": it lies in that country
    "not_country_said": -2.5,  # it does not
    "said_near": 2.5,  # "X near Y": it does lie near Y
    "not_said_near": -1.5,  # it does not, and a rival does
    "measured": 2.0,  # distances are measured between points, not from a governorate
    "same_name": 3.0,  # the same words meant it elsewhere in the report
    # named around it: the nearer in the text, the more it counts
    "area_in_sentence": 2.0,  # the area it lies in is named in the sentence
    "country_in_sentence": 1.5,  # the country is
    "country_in_report": 1.0,  # the country is named elsewhere, and no rival's
    "country_of_report": 1.0,  # another name lies in the country, whichever of its bearers is meant
    "area_in_report": 1.0,  # places of the same area are named in the report
    "area_of_opening": 1.5,  # one is named in the first sentence, which sets the scene
    "area_of_report": 2.0,  # several are, and none of a rival's area
    "area_in_title": 2.0,  # the report's title names the area: it says what it is about
    "country_in_title": 1.5,  # it names the country
    "near": 1.0,  # a place of the same sentence lies near
    "far": -1.0,  # the nearest one is far away
    "together": 1.0,  # per other name of the report that may mean something close by
    # what the name by itself suggests: the weakest, never a match for the sentence
    "main_name": 0.3,  # the name is its own, not a variant
    "known_as": 0.2,  # towns are spoken of more often than what is called after them
    "large_area": 2.0,  # a country or province is better known than a village called like it
    "country_around": 2.0,  # and a country than its own capital, unless a distance is measured
    "other_name": -1.0,  # the place is better known by quite another name
    "smaller": -0.6,  # for each factor of ten by which it has fewer people than a namesake
    "old_name": -1.0,  # the name was not in use on the report's date
    "former_name": -0.3,  # the name is a former one, and the report has no date to tell
    "closed": -0.4,  # it was closed on the report's date; reports speak of closed crossings, too
}
"""How much each kind of evidence counts; only differences matter.

They are ordered by how hard the evidence is to explain away. `smaller`, `other_name` and what a common
province is worth (`together.SAME_AREA`) were moved once, within that order, on the halves of two
benches that are kept for it; the page "Which place is meant" has the figures before and after.
"""

MARGIN = 1.5
"""Lead over the next place, in the unit of `WEIGHTS`, that settles a name: more than the strongest
single hint from afar (a nearby place, a main name) can give, less than one plain word of the text does."""

MOST_FOR_SIZE = 1.6
"""The most that fewer people can cost: a namesake some three hundred times smaller is settled against
where nothing else speaks, and any one word of the sentence outweighs it."""

MOST_TOGETHER = 3.0
"""The most that the other names of a report can give together."""

WELL_KNOWN = 300_000
"""People that make a town as well known as a country or province of its name: Amman beside Oman."""

NEAR_M = 100_000.0
"""Metres within which a place counts as near another: about the width of a governorate."""

FAR_M = 250_000.0
"""Metres beyond which it counts as far."""

SAID_NEAR_M = 60_000.0
"""Metres within which one place is said to be "near" or "east of" another: an hour's drive."""

SEVERAL = 3
"""Places of one area that make it the area a report is about."""

BESIDE = 40
"""Code points between a name and what qualifies it: "the X border crossing with Y"."""

OPEN_SHARE = 0.02
"""Share of the best bearer's belief below which another is no longer asked about: it lies behind by as
much as the plainest word of the text counts (e⁻⁴)."""

ROUNDS = 3
"""How often the names of a report are weighed, each time with what the last round settled."""
