"""What RFC 7946 asks for is asked for, each fault is told with its place, and nothing else is."""

from __future__ import annotations

import json

import pytest

from geo_osint.files import rfc7946
from geo_osint.files.rfc7946 import faults

RING = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]


def shape(kind, coordinates, **more):
    return {"type": kind, "coordinates": coordinates, **more}


def feature(geometry=None, **more):
    return {"type": "Feature", "geometry": geometry, "properties": {}, **more}


def collection(*features, **more):
    return {"type": "FeatureCollection", **more, "features": list(features)}


def told(document):
    text = document if isinstance(document, str | bytes) else json.dumps(document)
    return [str(each) for each in faults(text)]


@pytest.mark.parametrize(
    "document",
    [
        collection(),
        collection(feature(shape("Point", [40.5, 35, 210.5]), id="a"), feature(id=1), title="x"),
        collection(feature(shape("Point", [1, 2])), bbox=[0, 0, 1.0, 2]),
        collection(feature(shape("Point", [1, 2, 3])), bbox=[0, 0, 0, 1, 2, 3]),
        feature(shape("Polygon", [RING, HOLE]), properties=None),
        feature(shape("MultiPolygon", [[RING], [RING, HOLE]])),
        shape("LineString", [[179, 1], [180, 1]]),
        shape("MultiLineString", [[[179, 1], [180, 1]], [[-180, 1], [-179, 1]]]),
        shape("MultiPoint", [[-170, 1], [170, 1]], bbox=[170, 1, -170, 1]),
        {"type": "GeometryCollection", "geometries": [shape("Point", [1, 2])]},
        feature(shape("Point", [1.1234567, -1e-7])),
        feature(shape("Polygon", [[[1, 1], [1, 1], [1, 1], [1, 1]]])),
    ],
)
def test_what_keeps_to_the_standard_has_no_fault(document):
    assert told(document) == []


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (b"\xef\xbb\xbf" + json.dumps(collection()).encode(), "byte order mark"),
        (b'{"type": "\xff"}', "not UTF-8"),
        ('{"type": "Point", "coordinates": [NaN, 1]}', "NaN is not a number"),
        ('{"type": "Point", "coordinates": [1e999, 1]}', "1e999 is not a number"),
        ('{"type": "Point", "type": "Point", "coordinates": [1, 1]}', "stands twice"),
        ("[" * 70 + "]" * 70, "nested deeper"),
        ("{", "not valid JSON"),
        ("[]", "is no object"),
        (collection(crs={"type": "name"}), "crs member"),
        (feature(crs=None), "crs member"),
        (shape("Point", [1, 2], crs=None), "crs member"),
        (collection(properties={}), "'properties'"),
        (feature(coordinates=[]), "'coordinates'"),
        (shape("Point", [1, 2], features=[]), "'features'"),
        ({"type": "FeatureCollection"}, "no array of features"),
        (collection({"type": "feature"}), "features[0]: is no Feature"),
        ({"type": "Feature", "geometry": None}, "no properties"),
        ({"type": "Feature", "properties": None}, "no geometry"),
        (feature([]), "no geometry"),
        (feature(id=True), "an id that is neither"),
        (feature(id=None), "an id that is neither"),
        (collection(feature(id="a"), feature(id="a")), "features[1]: has the id 'a' of another"),
        (shape("point", [1, 2]), "'point', which is none of the nine"),
        (shape([], [1, 2]), "none of the nine"),
        ({"type": "Point"}, "no array of coordinates"),
        (shape("Point", []), "is empty"),
        (shape("Point", [1]), "fewer than two numbers"),
        (shape("Point", [1, 2, 3, 4]), "more than three numbers"),
        (shape("Point", [True, 2]), "is no number"),
        (shape("Point", ["1", 2]), "is no number"),
        (shape("Point", [None, 2]), "is no number"),
        (shape("LineString", [1, 2]), "no position where one belongs"),
        (shape("LineString", [[1, 2]]), "fewer than two positions"),
        (shape("MultiPolygon", [1]), "no polygon"),
        (shape("Polygon", [1]), "no position where one belongs"),
        (shape("Polygon", [RING[:-2]]), "fewer than four"),
        (shape("Polygon", [RING[:-1]]), "last position is not its first"),
        (shape("Polygon", [RING[::-1]]), "outer ring that turns clockwise"),
        (shape("Polygon", [RING, HOLE[::-1]]), "hole that turns counter-clockwise"),
        (shape("MultiPolygon", [[RING], [RING[::-1]]]), "outer ring that turns clockwise"),
        (shape("Point", [35.0, 140.5]), "latitude 140.5 is beyond the poles"),
        (shape("Point", [35.0, -90.5]), "latitude -90.5 is beyond the poles"),
        (shape("Point", [180.5, 35]), "longitude 180.5 is beyond"),
        (shape("Point", [-180.5, 35]), "longitude -180.5 is beyond"),
        (shape("LineString", [[179, 1], [-179, 1]]), "antimeridian and is not cut"),
        (shape("Point", [1.12345678, 2]), "more than 7 decimals"),
        (shape("Point", [1, 2.00000001]), "more than 7 decimals"),
        (shape("Point", [1, 2], bbox=[1, 2]), "not four numbers"),
        (shape("Point", [1, 2], bbox=[1, 2, 1, "2"]), "not four numbers"),
        (shape("Point", [1, 2], bbox=[0, 3, 2, 1]), "south lies north"),
        (shape("Point", [1, 2], bbox=[-190, 0, 2, 3]), "beyond the world"),
        (shape("Point", [1, 2], bbox=[2, 2, 3, 3]), "does not hold all"),
        (collection(feature(shape("Point", [5, 2])), bbox=[0, 0, 1, 2]), "does not hold all"),
        (shape("MultiPoint", [[0, 1], [170, 1]], bbox=[170, 1, -170, 1]), "does not hold all"),
        ({"type": "GeometryCollection", "geometries": {}}, "no array of geometries"),
        ({"type": "GeometryCollection", "geometries": [1]}, "geometries[0]: is no object"),
        (
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "GeometryCollection", "geometries": []}],
            },
            "collection in a collection",
        ),
    ],
)
def test_each_fault_is_told_alone_with_its_section(document, fault):
    (found,) = told(document)
    assert fault in found
    assert found.endswith(")")
    assert "(RFC " in found


def test_what_the_standard_advises_is_told_apart_from_what_it_asks():
    soft = faults(json.dumps(shape("LineString", [[179, 1], [-179, 1.12345678]])))
    assert [each.must for each in soft] == [False, False]
    assert faults(json.dumps(collection(crs={})))[0].must


def test_faults_name_their_place():
    document = collection(feature(), feature(shape("Point", [1])))
    assert told(document)[0].startswith("features[1].geometry: ")


def test_a_file_of_nothing_but_faults_is_not_told_to_its_end():
    document = collection(*[feature(id=True)] * 500)
    assert len(told(document)) == rfc7946.MOST_TOLD
