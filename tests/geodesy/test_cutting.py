"""Lines and areas over the antimeridian, cut as RFC 7946 wants them."""

from __future__ import annotations

import pytest
import shapely

from geo_osint import geodesy
from geo_osint.model import LonLat

Line = list[tuple[float, float]]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ([(179, 0), (-179, 2)], [[(179, 0), (180, 1)], [(-180, 1), (-179, 2)]]),
        ([(-179, 2), (179, 0)], [[(-179, 2), (-180, 1)], [(180, 1), (179, 0)]]),
        (
            [(178, 0), (179, 0), (-179, 0), (179, 2)],
            [[(178, 0), (179, 0), (180, 0)], [(-180, 0), (-179, 0), (-180, 1)], [(180, 1), (179, 2)]],
        ),
        ([(-179, 0), (180, 0), (179, 0)], [[(-179, 0), (-180, 0)], [(180, 0), (179, 0)]]),
    ],
    ids=["eastwards", "westwards", "there and back", "a vertex on it"],
)  # fmt: skip
def test_a_line_is_parted_where_it_passes_180_degrees(line: Line, parts: list[Line]) -> None:
    found = geodesy.cut(shapely.LineString(line))
    assert [list(each.coords) for each in shapely.get_parts(found)] == parts


@pytest.mark.parametrize("line", [[(10, 0), (20, 2)], [(170, 0), (180, 2)], [(-90, 0), (90, 0)]])
def test_a_line_that_does_not_pass_stays_as_it_is(line: Line) -> None:
    whole = shapely.LineString(line)
    assert geodesy.cut(whole) is whole


def test_a_disc_is_parted_and_keeps_its_area() -> None:
    def disc(lon_deg: float) -> shapely.Polygon:
        ring = geodesy.ring(LonLat(lon_deg, -16.8), 30_000)
        return shapely.Polygon([(each.lon_deg, each.lat_deg) for each in ring])

    whole = disc(40.0)
    assert geodesy.cut(whole) is whole
    found = geodesy.cut(disc(179.95))
    assert [(p.bounds[0], p.bounds[2]) for p in shapely.get_parts(found)] in (
        [(-180.0, pytest.approx(-179.7685, abs=1e-3)), (pytest.approx(179.6685, abs=1e-3), 180.0)],
        [(pytest.approx(179.6685, abs=1e-3), 180.0), (-180.0, pytest.approx(-179.7685, abs=1e-3))],
    )
    assert found.is_valid
    assert geodesy.area_m2(found) == pytest.approx(geodesy.area_m2(whole), rel=1e-6)
