"""From a movement to findings: what it says of the ground without a word.

`gates` whether the crossings and bridges that it names were open on the day; `order` whether its places can be met in
the order told; `rivers` whether there was a bridge where it must have crossed one; `pace` the mean speed that a time on
the way asks for. All judge as the checks of statements do: a set of what is possible against a set of what was said.
"""

from geo_osint.checking.journeys.check import check_journeys

__all__ = ["check_journeys"]
