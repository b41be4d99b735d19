"""Layers from outside are read whole or refused in one line; nothing they name is opened, run or fetched."""

from __future__ import annotations

import http.server
import json
import sqlite3
import struct
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from geo_osint.errors import InputError
from geo_osint.files.layers import read_layers
from geo_osint.files.layers.base import keep_base

VRT = """<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{target}</SrcDataSource></OGRVRTLayer>
</OGRVRTDataSource>"""
RAQQA = (1, "geo:a", "Raqqa", shapely.Point(39, 35.95))
POINT = {"type": "Point", "coordinates": [40.5, 35.0]}


@pytest.fixture(scope="module")
def server():
    """A server on this machine that counts what is asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(collection(id="foreign")).encode())

        def log_message(self, *_):
            pass

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_address[1]}", asked
    served.shutdown()
    served.server_close()


def collection(geometry=POINT, crs=None, **properties):
    told = {"crs": crs} if crs else {}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return {"type": "FeatureCollection", "name": "places", **told, "features": [feature]}


def blob(shape):
    return b"GP\x00\x01" + struct.pack("<i", 4326) + shapely.to_wkb(shape, byte_order=1)


def package(path, *statements, rows=(RAQQA,), srs=4326):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA application_id = 1196444487")
        for sql in (
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER)",
            "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326), (3857, 'EPSG', 3857), (0, 'NONE', 0)",
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)",
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)",
            "INSERT INTO gpkg_contents VALUES ('places', 'features')",
            f"INSERT INTO gpkg_geometry_columns VALUES ('places', 'geom', {srs})",
            "CREATE TABLE places (fid INTEGER PRIMARY KEY, id TEXT, name_en TEXT, geom BLOB)",
        ):
            database.execute(sql)
        for fid, id, name, shape in rows:
            held = shape if isinstance(shape, bytes | None) else blob(shape)
            database.execute("INSERT INTO places VALUES (?, ?, ?, ?)", (fid, id, name, held))
        for sql in statements:
            database.execute(sql)
    return path


def nested_wkb(depth):
    return b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * depth + shapely.to_wkb(
        shapely.Point(1, 2), byte_order=1
    )


def test_a_geopackage_is_read_by_its_tables(tmp_path):
    found = read_layers(package(tmp_path / "a.gpkg"))
    (layer,) = found.layers
    assert (layer.name, dict(layer.columns), list(layer.numbers)) == (
        "places", {"id": ["geo:a"], "name_en": ["Raqqa"]}, [1],
    )  # fmt: skip
    assert layer.shapes[0].equals(shapely.Point(39, 35.95))
    assert not found.base


def test_a_layer_in_metres_is_turned_into_degrees(tmp_path):
    mercator = shapely.Point(4341460.178, 4291993.0)
    (layer,) = read_layers(
        package(tmp_path / "a.gpkg", rows=[(1, "a", "b", mercator)], srs=3857)
    ).layers
    assert layer.shapes[0].x == pytest.approx(39.0, abs=1e-6)
    assert 35.9 < layer.shapes[0].y < 36.0


def test_a_layer_in_a_zone_of_utm_is_turned_into_degrees(tmp_path):
    east, north = 500_000.0, 3_979_947.0
    path = package(
        tmp_path / "a.gpkg",
        "INSERT INTO gpkg_spatial_ref_sys VALUES (32637, 'EPSG', 32637)",
        rows=[(1, "a", "b", shapely.Point(east, north))],
        srs=32637,
    )
    (layer,) = read_layers(path).layers
    assert layer.shapes[0].x == pytest.approx(39.0, abs=1e-6)
    assert 35.9 < layer.shapes[0].y < 36.0


def test_what_qgis_saved_into_its_log_is_read_too(tmp_path):
    path = package(tmp_path / "a.gpkg")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE places SET name_en = 'ar-Raqqa'")
        database.commit()
        assert path.with_name("a.gpkg-wal").stat().st_size
        assert read_layers(path).layers[0].columns["name_en"] == ["ar-Raqqa"]


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE places", "CREATE VIEW places AS SELECT 1 AS fid, 'x' AS id, sqlite_version() AS name_en, NULL AS geom"],
        ["DROP TABLE places", "CREATE VIRTUAL TABLE places USING fts5(id, name_en, geom)"],
        ["INSERT INTO gpkg_contents VALUES ('sqlite_master', 'features')"],
        ["INSERT INTO gpkg_contents VALUES ('no such', 'features')"],
        ["DROP TABLE gpkg_contents", "CREATE VIEW gpkg_contents AS SELECT name AS table_name, 'features' AS data_type FROM sqlite_master"],
        ["DROP TABLE gpkg_geometry_columns"],
        ["UPDATE gpkg_geometry_columns SET srs_id = 0"],
        ["UPDATE gpkg_geometry_columns SET srs_id = 77"],
        ["CREATE TABLE gpkg_geo_osint_base (format TEXT, name TEXT)", "INSERT INTO gpkg_geo_osint_base VALUES ('geo-osint base 9', 'a')"],
    ],
    ids=["view", "virtual", "schema", "absent", "list is a view", "no geometry list", "srs 0", "srs unknown", "base of another version"],
)  # fmt: skip
def test_a_geopackage_with_a_trick_in_it_is_refused_in_one_line(tmp_path, statements):
    path = package(tmp_path / "a.gpkg", *statements)
    with pytest.raises(InputError) as fault:
        read_layers(path)
    assert "\n" not in str(fault.value)


def test_triggers_and_attached_files_of_a_geopackage_never_run(tmp_path):
    other = tmp_path / "other.db"
    path = package(
        tmp_path / "a.gpkg",
        "CREATE TRIGGER t AFTER UPDATE ON places BEGIN DELETE FROM places; END",
        """INSERT INTO gpkg_contents VALUES ('"; ATTACH ''other.db'' AS o; --', 'tiles')""",
    )
    before = path.read_bytes()
    assert len(read_layers(path).layers[0]) == 1
    assert path.read_bytes() == before
    assert not other.exists()


@pytest.mark.parametrize("name", ['a"b', "a'; DROP TABLE places; --", "الأماكن"])
def test_layers_of_any_name_are_read(tmp_path, name):
    doubled = name.replace('"', '""')
    path = package(tmp_path / "a.gpkg", f'ALTER TABLE places RENAME TO "{doubled}"')
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_contents SET table_name = ?", (name,))
        database.execute("UPDATE gpkg_geometry_columns SET table_name = ?", (name,))
        keep_base(database, [name], "case")
    found = read_layers(path)
    assert found.layers[0].name == name
    assert found.layers[0].columns == found.base[name].columns
    assert found.base_of == "case"


def test_a_damaged_page_is_noticed(tmp_path):
    rows = [(n, f"geo:{n}", "x" * 200, shapely.Point(39, 35)) for n in range(1, 400)]
    path = package(tmp_path / "a.gpkg", rows=rows)
    data = bytearray(path.read_bytes())
    data[8 * 4096 : 9 * 4096] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(InputError, match="no GeoPackage that can be read"):
        read_layers(path)


@pytest.mark.parametrize(
    "geometry",
    [
        b"GP\x00\x01" + struct.pack("<i", 4326) + nested_wkb(20_000),
        b"GP\x00\x01" + struct.pack("<i", 4326) + b"\x01\x02\x00\x00\x00\xff\xff\xff\xff",
        b"GP\x00\x01" + struct.pack("<i", 4326) + b"\x01\x03\x00\x00\x00\xff\xff\xff\x7f" + bytes(64),
        b"GP\x00\x01" + struct.pack("<i", 4326) + b"\x01\x0a\x00\x00\x00\x00\x00\x00\x00",
        b"GP\x00\x01" + struct.pack("<i", 4326),
        b"not a geometry",
        b"GP\x00\x0f" + bytes(80),
        blob(shapely.Point(400, 35)),
        blob(shapely.Point(1, 2)) + b"spare",
    ],
    ids=["nested", "points to come", "rings to come", "curve", "empty bytes", "no header", "bad envelope", "nowhere", "spare"],
)  # fmt: skip
def test_an_unsound_geometry_is_refused_before_a_library_sees_it(tmp_path, geometry):
    path = package(tmp_path / "a.gpkg", rows=[(1, "a", "b", geometry)])
    with pytest.raises(InputError) as fault:
        read_layers(path)
    assert "\n" not in str(fault.value)


def attacks(folder: Path, url: str):
    """Write the files that drivers follow; see FACTS in the documentation of safety."""
    secret = folder / "secret.csv"
    secret.write_text("id,name_en\nsecret,row\n", encoding="utf-8")
    linked = {"type": "link", "properties": {"href": url, "type": "proj4"}}
    texts = {
        "vrt.geojson": VRT.format(target=f"/vsicurl/{url}/a.geojson"),
        "file.vrt": VRT.format(target=secret),
        "crs.geojson": json.dumps(collection(crs=linked)),
        "name.geojson": json.dumps(collection(crs={"type": "name", "properties": {"name": url}})),
        "wfs.xml": f"<OGRWFSDataSource><URL>{url}</URL></OGRWFSDataSource>",
        "wfs.csv": f"WFS:{url}",
        "url.txt": f"{url}/a.geojson",
        "topo.json": json.dumps({"type": "Topology", "objects": {}, "url": url}),
        "esri.json": json.dumps({"spatialReference": {"wkid": 4326}, "features": [], "url": url}),
        "xxe.kml": f'<!DOCTYPE kml SYSTEM "{url}/a.dtd"><kml><Document/></kml>',
        "entity.kml": f'<!DOCTYPE kml [<!ENTITY a SYSTEM "file://{secret}">]><kml><Placemark><name>&a;</name></Placemark></kml>',
        "laughs.kml": '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>',
        "gml.gml": f'<wfs:FeatureCollection xmlns:wfs="w" xmlns:xlink="{url}"/>',
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name
    with zipfile.ZipFile(folder / "vrt.zip", "w") as archive:
        archive.writestr("a.geojson", texts["vrt.geojson"])
    yield folder / "vrt.zip"
    for path in (
        f"/vsicurl/{url}/a.geojson",
        f"/vsizip/{folder}/vrt.zip",
        f"WFS:{url}",
        f"GeoJSON:{url}",
        url,
    ):
        yield Path(path)


def test_nothing_that_only_points_elsewhere_is_followed(tmp_path, server):
    url, asked = server
    for path in attacks(tmp_path, url):
        with pytest.raises(InputError) as fault:
            read_layers(path)
        assert "\n" not in str(fault.value), path
        assert "secret,row" not in str(fault.value)
    assert asked == []


def test_network_links_and_overlays_of_kml_are_left_out_and_told(tmp_path, server):
    url, asked = server
    path = tmp_path / "a.kml"
    path.write_text(
        f"<kml xmlns='http://www.opengis.net/kml/2.2'><NetworkLink><Link><href>{url}</href></Link></NetworkLink>"
        f"<GroundOverlay><Icon><href>{url}</href></Icon></GroundOverlay><Placemark><name>الرقة</name>"
        "<Point><coordinates>39,35.95,0</coordinates></Point></Placemark></kml>",
        encoding="utf-8",
    )
    found = read_layers(path)
    assert found.layers[0].columns["name"] == ["الرقة"]
    assert found.told == (f"{path}: 2 links and overlays were left out, not followed",)
    assert asked == []


def test_folders_of_kml_are_layers_and_their_data_columns(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text(
        "<kml><Document><Folder><name>A</name><Placemark><ExtendedData><Data name='id'><value>1</value></Data>"
        "<SchemaData><SimpleData name='kind'>PPL</SimpleData></SchemaData></ExtendedData><MultiGeometry>"
        "<LineString><coordinates>1,2 3,4</coordinates></LineString><LineString><coordinates>5,6 7,8</coordinates>"
        "</LineString></MultiGeometry></Placemark></Folder><Folder><name>B</name><Placemark><Polygon>"
        "<outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs>"
        "</Polygon></Placemark></Folder></Document></kml>",
        encoding="utf-8",
    )
    first, second = read_layers(path).layers
    assert (first.name, second.name) == ("A", "B")
    assert dict(first.columns) == {"id": ["1"], "kind": ["PPL"]}
    assert first.shapes[0].geom_type == "MultiLineString"
    assert second.shapes[0].geom_type == "Polygon"


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path):
    path = tmp_path / "bomb.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b"<kml>" + b" " * 150_000_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        read_layers(path)


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": ["1", 2]}, "none of GeoJSON"),
        ({"type": "Point", "coordinates": [True, 2]}, "none of GeoJSON"),
        ({"type": "Point"}, "none of GeoJSON"),
        ({"type": "Curve", "coordinates": [1, 2]}, "none of GeoJSON"),
        ("POINT (1 2)", "none of GeoJSON"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "none of GeoJSON"),
        ({"type": "Point", "coordinates": [35.0, 140.5]}, "axes swapped"),
    ],
)
def test_a_geometry_that_is_none_is_refused(tmp_path, geometry, words):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(collection(geometry)), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_layers(path)


def test_collections_in_collections_are_refused(tmp_path):
    geometry = POINT
    for _ in range(10):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(collection(geometry)), encoding="utf-8")
    with pytest.raises(InputError, match="nested deeper"):
        read_layers(path)


def test_the_older_reference_system_of_geojson_is_understood(tmp_path):
    path = tmp_path / "a.geojson"
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"):
        crs = {"type": "name", "properties": {"name": name}}
        path.write_text(json.dumps(collection(crs=crs)), encoding="utf-8")
        assert read_layers(path).layers[0].shapes[0].equals(shapely.Point(40.5, 35))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    metres = {"type": "Point", "coordinates": [500_000, 3_900_000]}
    path.write_text(json.dumps(collection(metres, crs=crs)), encoding="utf-8")
    assert read_layers(path).layers[0].shapes[0].x == pytest.approx(39)


def test_a_table_keeps_namibia_and_every_text_as_it_is(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        '\ufeffid;country;note;WKT\r\n1;NA;"a\nb; ""c""";"POINT (17 -22.5)"\r\n007;NO;;\r\n',
        encoding="utf-8",
    )
    (layer,) = read_layers(path).layers
    assert dict(layer.columns) == {
        "id": ["1", "007"],
        "country": ["NA", "NO"],
        "note": ['a\nb; "c"', ""],
    }
    assert layer.shapes[0].equals(shapely.Point(17, -22.5))
    assert layer.shapes[1] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,lat,lon\n1,35\n", "has 2 cells, not 3"),
        ("id,id\n1,2\n", "stands twice"),
        ("id,lat,lon\n1,north,40\n", "is no position"),
        ("id,lat,lon\n1,nan,40\n", "none of GeoJSON"),
        ("id,wkt\n1,POINT (1)\n", "is no geometry"),
        ("id,wkt\n1," + "GEOMETRYCOLLECTION(" * 40_000 + "\n", "is no geometry"),
        ('id,note\n1,"open\n', "no row of a table"),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_line(tmp_path, text, words):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_layers(path)
