"""Kinds of place: each labelled in both languages, each assumption with its reason."""

from dataclasses import replace

from geo_osint.gazetteer import extent_of, kind_of
from geo_osint.gazetteer.kinds import GROUPS, all_kinds
from geo_osint.names import kind_nouns


def test_each_kind_is_labelled_in_both_languages_and_belongs_to_a_group():
    for kind in all_kinds().values():
        assert kind.label.en.isascii()
        assert any("\u0600" <= letter <= "\u06ff" for letter in kind.label.ar)
        assert kind.group in GROUPS


def test_each_assumed_radius_has_a_reason_and_no_area_has_one():
    for kind in all_kinds().values():
        assert (kind.radius_m is None) == (kind.reason == "")
        assert kind.radius_m is None or kind.group not in ("area", "water")


def test_the_nouns_of_a_query_belong_to_known_groups():
    assert set(kind_nouns().values()) <= set(GROUPS)


def test_an_unknown_code_is_some_place():
    assert kind_of("XYZ").group == "other"
    assert kind_of("XYZ").radius_m is None


def test_a_sourced_extent_comes_before_an_assumed_one(small):
    omar = small.places["geo:omar"]
    assert extent_of(omar).radius_m == 9000
    assert (extent_of(omar).assumed, extent_of(omar).basis) == (False, "a map")
    assumed = extent_of(replace(omar, extent_m=None))
    assert assumed.assumed
    assert assumed.basis.startswith("assumed for its kind: ")


def test_a_shape_needs_no_radius(small):
    assert extent_of(small.places["geo:river"]) is None
    drawn = replace(small.places["geo:omar"], extent_m=None, shape=small.places["geo:zone"].shape)
    assert extent_of(drawn) is None
