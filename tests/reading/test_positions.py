"""Coordinates in running text are names of places that no gazetteer lists."""

from __future__ import annotations

import pytest

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Report
from geo_osint.reading import read
from geo_osint.reading.positions import positions
from geo_osint.resolving import settle


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("struck at 35.1040, 40.5760 at dawn", "35.1040, 40.5760"),
        ("(35.104,40.576)", "35.104,40.576"),
        ("at 34.452N 40.918E, close to", "34.452N 40.918E"),
        ("عند ٣٥٫١٠٤ شمالاً، ٤٠٫٥٧٦ شرقاً قرب", "٣٥٫١٠٤ شمالاً، ٤٠٫٥٧٦ شرقاً"),
        ("at 35°06'14\"N 40°34'34\"E.", "35°06'14\"N 40°34'34\"E"),
        ("grid 37S FU 43636 85712 near", "37S FU 43636 85712"),
        ("near 8G6Q4H3G+2V today", "8G6Q4H3G+2V"),
    ],
)
def test_ways_of_writing(text: str, found: str) -> None:
    """Every way that the coordinates room can read is found, in both sets of digits."""
    assert [each.of(text) for each in positions(text)] == [found]


@pytest.mark.parametrize(
    "text",
    ["2.504, 3.105 percent", "1.234,5.678", "12.345, 67.890 km", "95.1234, 40.1234", "14.5 km, 3.5 m", "+963 123 456"],
)  # fmt: skip
def test_other_figures_are_none(text: str) -> None:
    """What may be something else, or is not on the Earth, is let be."""
    assert list(positions(text)) == []


def test_a_point_is_kept_and_asked_about(gazetteer: Gazetteer) -> None:
    """Coordinates take part in statements, and the question quotes them in degrees."""
    text = "The base at 35.1040, 40.5760 is 14 km from Al-Mayadin."
    reading = settle(read(Report("r1", "case", Header(), text), gazetteer), gazetteer)
    (statement,) = reading.statements
    assert statement.subject is not None
    assert statement.subject.words == "35.1040, 40.5760"
    assert "35.10400, 40.57600" in statement.subject.question
