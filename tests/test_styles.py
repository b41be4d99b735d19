"""One look for each code, told apart without colour and readable as text."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from geo_osint import styles
from geo_osint.checking import VERDICTS
from geo_osint.model import SegmentClass, Verdict

OKABE_ITO = {
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
}  # fmt: skip


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def every_style():
    return [each for name in styles.groups() for each in styles.group(name).values()]


def is_grey(colour: str) -> bool:
    return len(set(bytes.fromhex(colour[1:]))) == 1


def test_every_code_of_the_model_has_a_style():
    assert set(styles.group("verdict")) == set(get_args(Verdict))
    assert set(styles.group("segment")) == set(get_args(SegmentClass))


def test_verdicts_are_called_as_the_checks_call_them():
    assert {code: each.label for code, each in styles.group("verdict").items()} == VERDICTS


def test_every_style_has_words_in_both_languages():
    assert all(each.label.en.strip() and each.label.ar.strip() for each in every_style())


def test_ink_can_be_read_on_white():
    for each in every_style():
        assert 1.05 / (luminance(each.ink) + 0.05) >= 4.5, each


def test_colours_are_okabe_and_itos_or_grey():
    assert all(each.colour in OKABE_ITO or is_grey(each.colour) for each in every_style())


@pytest.mark.parametrize("name", ["verdict"])
def test_verdicts_differ_by_colour_dash_and_mark(name):
    for one, other in combinations(styles.group(name).values(), 2):
        assert one.colour != other.colour
        assert one.dash != other.dash
        assert one.mark != other.mark


def test_what_is_assumed_or_estimated_is_never_solid():
    for group, code in (
        ("segment", "assumed"),
        ("segment", "possible"),
        ("segment", "likely"),
        ("position", "estimate"),
        ("extent", "estimate"),
        ("extent", "assumed"),
        ("movement", "movement"),
    ):
        assert styles.group(group)[code].dash, (group, code)


@pytest.mark.parametrize(
    ("value", "group", "code"),
    [
        ("drawn", "extent", "drawn"),
        ("estimate: may lie anywhere here", "extent", "estimate"),
        ("assumed for its kind", "extent", "assumed"),
        ("the municipality's own map", "extent", "sourced"),
        ("not located", "position", "not located"),
    ],
)
def test_values_find_their_style(value, group, code):
    assert styles.style(value, group).code == code


def test_an_unknown_value_is_an_error_that_says_where_to_add_it():
    with pytest.raises(KeyError, match=r"codes\.toml"):
        styles.style("maybe", "verdict")


def test_dashes_scale_with_the_line():
    assert styles.style("not_settled", "verdict").dash_array(2) == "6 4"
    assert styles.style("fits", "verdict").dash_array(2) == ""
