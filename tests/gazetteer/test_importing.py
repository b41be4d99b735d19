"""Lists of others into a store: each format, each thing that can be wrong with a file, whole or not at all."""

from __future__ import annotations

import gzip
import io
import json
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo_osint.errors import InputError, NothingFoundError, OutputError
from geo_osint.gazetteer import Gazetteer, dump, load
from geo_osint.gazetteer.importing import Summary, geonames, import_sources
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store import open_store
from geo_osint.model import Place
from tests.conftest import listening

TOWN = "173480\tAl Mayādīn\tAl Mayadin\tMayadin,الميادين,Tal ابيض\t35.01982\t40.45154\tP\tPPLA2\tSY\t\t07\t02\t\t\t44028\t\t204\tAsia/Damascus\t2023-05-01"
AREA = "170792\tDeir ez-Zor Governorate\tDeir\tمحافظة دير الزور\t35.0\t40.5\tA\tADM1\tSY\t\t07\t\t\t\t0\t\t1\tAsia/Damascus\t2020-01-01"


def row(number: int, name: str = "Dhiban", lat: str = "35.01", lon: str = "40.52") -> str:
    return f"{number}\t{name}\t{name}\t\t{lat}\t{lon}\tP\tPPL\tSY\t\t07\t\t\t\t0\t\t\tAsia/Damascus\t2020-01-01"


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., tuple[Summary, Gazetteer]]:
    """Import files given as name=text or bytes; give the summary and all places of the store."""

    def imported(options: Options | None = None, **texts: str | bytes) -> tuple[Summary, Gazetteer]:
        paths = []
        for name, text in texts.items():
            path = tmp_path / name.replace("_dot_", ".")
            path.write_bytes(text.encode() if isinstance(text, str) else text)
            paths.append(path)
        made = import_sources(paths, tmp_path / "out.sqlite", options)
        store = open_store(tmp_path / "out.sqlite")
        found = store.excerpt(range(store.count() + 10))
        store.close()
        return made, found

    return imported


Make = Callable[..., tuple[Summary, Gazetteer]]


def by_id(found: Gazetteer, id: str) -> Place:
    return found.places[id]


def test_a_row_of_geonames_becomes_a_place_with_its_source(make: Make) -> None:
    made, found = make(SY_dot_txt=f"{AREA}\n{TOWN}\n")
    town = by_id(found, "geonames:173480")
    assert (town.kind, town.countries, town.within) == ("PPLA2", ("SY",), ("geonames:170792",))
    assert (town.name("ar"), town.name()) == ("الميادين", "Al Mayādīn")
    (position,) = town.positions
    assert (position.at.lon_deg, position.at.lat_deg) == (40.45154, 35.01982)
    assert (position.precision_m, position.date) == (0.72, "2023-05-01")
    assert [(a.key, a.value) for a in town.attributes] == [("population", "44028")]
    assert found.sources[position.source].licence == "CC BY 4.0"
    assert "CC BY 4.0" in made.attribution
    assert made.dropped == {"names in letters of two scripts": 1}


def test_what_is_imported_is_a_sound_gazetteer_file(make: Make, tmp_path: Path) -> None:
    _, found = make(SY_dot_txt=f"{AREA}\n{TOWN}\n")
    (tmp_path / "x.geojson").write_text(dump(found.places.values(), found.sources, "x"), "utf-8")
    assert load(tmp_path / "x.geojson").places == found.places


ALTERNATES = "\n".join(
    (
        "1\t173480\tar\tالميادين\t1\t\t\t\t\t",
        "2\t173480\tku\tMeyadîn\t\t\t\t\t\t",
        "3\t173480\ten\tRahba\t\t\t\t1\t0700\t1071",
        "4\t173480\tlink\thttps://example.org\t\t\t\t\t\t",
        "5\t173480\tar\tTal ابيض\t\t\t\t\t\t",
        "6\t999\ten\tNowhere\t\t\t\t\t\t",
        "7\t173480\t\tAl Mayādīn\t\t\t\t\t\t",
        "broken",
    )
)


def test_alternate_names_given_along_take_the_place_of_the_column(make: Make) -> None:
    made, found = make(alternateNamesV2_dot_txt=ALTERNATES, SY_dot_txt=TOWN)
    town = by_id(found, "geonames:173480")
    told = {(n.text, n.language, n.role, n.since) for n in town.names}
    assert ("الميادين", "ar", "main", "") in told
    assert ("Meyadîn", "ku", "main", "") in told
    assert ("Rahba", "en", "former", "0700") in told
    assert "Mayadin" not in {n.text for n in town.names}
    assert made.dropped == {
        "codes and links among the names": 1,
        "names in letters of two scripts": 1,
        "names of places that the files do not hold": 1,
    }
    assert made.rejected == 1
    assert "broken" in made.first_rejected[0].row


def zipped(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_dot_", "."), text)
    return data.getvalue()


def test_zips_are_read_as_they_are_downloaded(make: Make) -> None:
    made, found = make(
        SY_dot_zip=zipped(readme_dot_txt="Readme", SY_dot_txt=TOWN),
        alternateNamesV2_dot_zip=zipped(
            **{"iso-languagecodes_dot_txt": "x", "alternateNamesV2_dot_txt": ALTERNATES}
        ),
    )
    assert made.read[0] == ("SY.zip/SY.txt", "geonames")
    assert by_id(found, "geonames:173480").name("ku") == "Meyadîn"


def test_gzip_is_read(make: Make) -> None:
    assert make(SY_dot_txt_dot_gz=gzip.compress(TOWN.encode()))[0].places == 1


BAD_ROWS = {
    "not UTF-8": b"1\tX\xff\t",
    "has 3 columns": b"1\tA\tB",
    "no number": row(1).replace("1\t", "x\t", 1).encode(),
    "between -90 and 90": row(1, lat="95.5").encode(),
    "no coordinates": row(1, lat="north").encode(),
    "no position": row(1, lat="0", lon="0").encode(),
    "without any letter": row(1, name="--").encode(),
    "longer than": row(1, name="a" * 300).encode(),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_a_malformed_row_is_listed_and_the_others_are_kept(make: Make, what: str) -> None:
    made, found = make(SY_dot_txt=TOWN.encode() + b"\n" + BAD_ROWS[what] + b"\n" + row(5).encode())
    assert made.rejected == 1
    assert what in str(made.first_rejected[0])
    assert "line 2" in made.first_rejected[0].where
    assert list(found.places) == ["geonames:173480", "geonames:5"]


def test_the_first_listing_of_an_id_is_kept(make: Make) -> None:
    made, found = make(SY_dot_txt=f"{row(5, 'First')}\n{row(5, 'Second')}\n{row(6)}")
    assert [place.name() for place in found.places.values()] == ["First", "Dhiban"]
    assert (made.places, made.rejected) == (2, 1)


@pytest.mark.parametrize("nasty", ["\x00", "\u202e", "\u2066", "\x1b[2J", "\ud800"])
def test_no_control_character_comes_in_with_a_name(make: Make, nasty: str) -> None:
    data = row(5, f"Dhi{nasty}ban").encode("utf-8", "surrogatepass") + b"\n" + TOWN.encode()
    made, found = make(SY_dot_txt=data)
    names = [name.text for place in found.places.values() for name in place.names]
    assert not any(nasty in name for name in names)
    assert made.places + made.rejected == 2


NO_DATA = {
    "git lfs pull": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "error page": b"<!DOCTYPE html><title>404</title>",
    "error of the server": b"<?xml version='1.0'?><Error/>",
    "is empty": b"",
    "cut off or damaged": zipped(a_dot_txt=row(1) * 100)[:-40],
    "times its size": zipped(a_dot_txt="0" * 200_000_000),
    "UTF-16": row(1).encode("utf-16"),
    "no table": b"just some words\nand more",
    "binary": b"\x7fELF\0\0\0,\0",
    "is not imported|not imported": b"SQLite format 3\0" + b"x" * 100,
    "no data, only": zipped(readme_dot_txt="x"),
    "which column holds the name": b"a,b\n1,2\n",
    "JSON of no kind": b'{"a": 1}',
}


@pytest.mark.parametrize("what", NO_DATA)
def test_a_file_that_is_no_data_is_told_in_one_line_and_nothing_is_written(
    tmp_path: Path, what: str
) -> None:
    (tmp_path / "x.txt").write_bytes(NO_DATA[what])
    with pytest.raises(InputError, match=what) as fault:
        import_sources([tmp_path / "x.txt"], tmp_path / "out.sqlite")
    assert "\n" not in str(fault.value)
    assert [each.name for each in tmp_path.iterdir()] == ["x.txt"]


def test_a_list_without_any_usable_place_says_why(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(row(1, lat="95"), encoding="utf-8")
    with pytest.raises(NothingFoundError, match="axes swapped"):
        import_sources([tmp_path / "x.txt"], tmp_path / "out.sqlite")


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(f"{AREA}\n{TOWN}\n{row(9)}", encoding="utf-8")
    for name in ("a.sqlite", "b.sqlite"):
        import_sources([tmp_path / "SY.txt"], tmp_path / name)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_all_rejected_rows_go_into_the_file_asked_for(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text("\n".join([TOWN, *["bad"] * 40]), encoding="utf-8")
    made = import_sources([tmp_path / "SY.txt"], tmp_path / "o.sqlite", rejects=tmp_path / "r.txt")
    assert len((tmp_path / "r.txt").read_text(encoding="utf-8").splitlines()) == 40
    assert (made.rejected, len(made.first_rejected)) == (40, 10)


def test_memory_does_not_grow_with_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows come from a generator, so that only what the import itself keeps is measured."""

    def peak(count: int) -> int:
        def lines(_: object) -> Iterator[str]:
            return (row(number + 1, f"Dhiban {number % 50}") for number in range(count))

        monkeypatch.setattr(geonames.Stream, "lines", lines)
        tracemalloc.start()
        import_sources([tmp_path / "SY.txt"], tmp_path / "o.sqlite")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    (tmp_path / "SY.txt").write_text(TOWN, encoding="utf-8")
    peak(100)
    assert peak(24_000) < 1.3 * peak(8_000)


SLOW = """
import sys
from pathlib import Path
from geo_osint.gazetteer.importing import import_sources
import time
def tell(words, share):
    if words.startswith("sorting"):
        print("ready", flush=True)
        time.sleep(60)
from geo_osint.cli import main
import geo_osint.cli.gazetteer.importing as command
from contextlib import contextmanager
@contextmanager
def bar(quiet):
    yield tell
command._progress = bar
main(["gazetteer", "import", sys.argv[1], "-o", sys.argv[2]])
"""


def test_ctrl_c_leaves_no_file_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(TOWN, encoding="utf-8")
    (tmp_path / "o.sqlite").write_bytes(b"SQLite format 3\0old")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path / "SY.txt"), str(tmp_path / "o.sqlite")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=listening,
    ) as process:
        assert process.stdout
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert sorted(each.name for each in tmp_path.iterdir()) == ["SY.txt", "o.sqlite"]
    assert (tmp_path / "o.sqlite").read_bytes().endswith(b"old")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(TOWN, encoding="utf-8")
    with pytest.raises(OutputError, match="file stands where a folder"):
        import_sources([tmp_path / "SY.txt"], tmp_path / "SY.txt" / "o.sqlite")


COD = (
    "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,admin2Name_en,admin2Pcode,LocationName_en,LocationName_ar,"
    "Location_Pcode,Latitude_y,Longitude_x\n"
    "Syria,SY,Deir-ez-Zor,دير الزور,SY09,Al Mayadin,SY0902,Theban,ذيبان,C5163,35.01,40.52\n"
    "Syria,SY,Deir-ez-Zor,دير الزور,SY09,Al Mayadin,SY0902,Swapped,ذيبان,C5164,135.01,40.52\n"
)


def test_a_table_with_p_codes_gives_settlements_and_the_areas_around_them(make: Make) -> None:
    made, found = make(x_dot_csv=COD)
    place = by_id(found, "cod:C5163")
    assert (place.kind, place.countries) == ("PPL", ("SY",))
    assert place.within == ("cod:SY0902", "cod:SY09", "cod:SY")
    assert by_id(found, "cod:SY09").name("ar") == "دير الزور"
    assert by_id(found, "cod:SY09").positions == ()
    assert place.positions[0].precision_m == pytest.approx(720, rel=0.05)
    assert (made.rejected, made.read[0][1]) == (1, "cod")


def test_a_workbook_is_read_sheet_by_sheet(make: Make) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["ADM1_EN", "ADM1_PCODE", "ADM0_EN", "ADM0_PCODE"])
    book.active.append(["Aleppo", "SY02", "Syria", "SY"])
    sheet = book.create_sheet("settlements")
    sheet.append(["ADM4_EN", "ADM4_AR", "ADM4_PCODE", "ADM1_EN", "ADM1_PCODE", "lat", "lon"])
    sheet.append(["Kubbeh", "القبة", "C1234", "Aleppo", "SY02", 36.81, 38])
    book.create_sheet("notes").append(["nothing"])
    data = io.BytesIO()
    book.save(data)
    made, found = make(x_dot_xlsx=data.getvalue())
    assert set(found.places) == {"cod:SY02", "cod:SY", "cod:C1234"}
    assert by_id(found, "cod:C1234").kind == "PPL"
    assert made.rejected == 0
    assert any("notes" in words for words in made.told)


def item(id: str, **claims: object) -> str:
    at = {
        "latitude": 35.0197,
        "longitude": 40.4511,
        "precision": 0.000277,
        "globe": "http://www.wikidata.org/entity/Q2",
    }
    values = {"P625": at, "P31": {"id": "Q515"}, "P17": {"id": "Q858"}, "P1566": "173480", **claims}
    return json.dumps(
        {
            "type": "item",
            "id": id,
            "labels": {
                "de": {"language": "de", "value": "Al-Mayadin"},
                "en": {"language": "en", "value": "Al-Mayadin"},
                "ar": {"language": "ar", "value": "الميادين"},
            },
            "aliases": {"en": [{"language": "en", "value": "Mayadin"}]},
            "claims": {
                key: [
                    {
                        "rank": "normal",
                        "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
                    }
                ]
                for key, value in values.items()
            },
        }
    )


def test_lines_of_a_wikidata_dump_give_places_where_they_have_a_coordinate(make: Make) -> None:
    moon = {"latitude": 1, "longitude": 1, "globe": "http://www.wikidata.org/entity/Q405"}
    lines = [
        "[",
        item("Q1") + ",",
        '{"type":"item","id":"Q5","claims":{}},',
        item("Q2", P625=moon) + ",",
        '{"P625"',
        "]",
    ]
    made, found = make(w_dot_json="\n".join(lines))
    place = by_id(found, "wikidata:Q1")
    assert [(n.text, n.language, n.role) for n in place.names] == [
        ("Al-Mayadin", "en", "main"),
        ("الميادين", "ar", "main"),
        ("Mayadin", "en", "variant"),
    ]
    assert (place.kind, place.countries) == ("PPL", ("SY",))
    assert [(a.key, a.value) for a in place.attributes] == [("geonameid", "173480")]
    assert place.positions[0].precision_m == pytest.approx(20, rel=0.1)
    assert made.dropped == {
        "items without coordinates": 1,
        "items without coordinates on the Earth": 1,
    }
    assert (made.places, made.rejected) == (1, 1)


def test_the_csv_of_a_wikidata_query_is_read(make: Make) -> None:
    text = (
        "item,itemLabel,itemLabel_ar,coord\n"
        "http://www.wikidata.org/entity/Q7,Dhiban,ذيبان,Point(40.52 35.01)\n"
        "no item,Bad,,Point(1 2)\n"
    )
    made, found = make(q_dot_csv=text)
    place = by_id(found, "wikidata:Q7")
    assert (place.positions[0].at.lon_deg, place.name("ar")) == (40.52, "ذيبان")
    assert (made.read[0][1], made.rejected) == ("wikidata", 1)


def test_the_columns_of_a_csv_are_guessed_and_told_or_given(make: Make) -> None:
    guessed, found = make(
        my_dot_csv="Name;Latitude;Longitude;Type\nThe Mill;35.2;40.1;village\nNA;35.2;40.2;\n"
    )
    assert by_id(found, "my:2").kind == "PPL"
    assert by_id(found, "my:3").name() == "NA"
    assert "name=Name, lat=Latitude, lon=Longitude, kind=Type" in guessed.told[0]
    told = Options(columns={"name": "B", "lat": "Y", "lon": "X"}, title="My list", licence="CC0")
    made, found = make(told, other_dot_csv="A,B,X,Y\n1,Mill,40.1,35.2\n")
    assert by_id(found, "other:2").positions[0].at.lat_deg == 35.2
    assert "My list, CC0" in made.attribution


def test_exchanged_axes_are_told_where_the_country_shows_them(make: Make) -> None:
    text = "name,latitude,longitude\nMayadin,40.45154,35.01982\nTwin,36.2,36.1\n"
    told = make(Options(country="SY"), my_dot_csv=text)[0].told
    assert (
        "1 of 2 positions lie in their country only with latitude and longitude exchanged"
        in told[1]
    )
    assert "Mayadin, 40.45154, 35.01982" in told[1]
    assert len(make(Options(country="SY"), my_dot_csv="name,lat,lon\nA,35.1,40.2\n")[0].told) == 1
    assert len(make(my_dot_csv=text)[0].told) == 1


def test_a_decimal_comma_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name;lat;lon\nA;35,1;40,2\n", encoding="utf-8")
    with pytest.raises(NothingFoundError, match=r"no usable place in it.*decimals with a point"):
        import_sources([tmp_path / "x.csv"], tmp_path / "out.sqlite")


def test_a_file_named_like_a_known_list_takes_none_of_its_ids(make: Make) -> None:
    _, found = make(geo_dot_csv="id,name\nsyria,Mill\n")
    assert list(found.places) == ["listgeo:syria"]


def test_a_column_that_is_not_there_is_told(make: Make) -> None:
    with pytest.raises(InputError, match="no column 'NAME'"):
        make(Options(columns={"name": "NAME"}), my_dot_csv="Name,Y\nx,1\n")


def test_features_are_read_with_their_geometry(make: Make) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": "Well", "kind": "OILW"},
            "geometry": {"type": "Point", "coordinates": [40.5, 35.1, 200]},
        },
        {
            "type": "Feature",
            "properties": {"name": "River", "kind": "river"},
            "geometry": {"type": "LineString", "coordinates": [[40.5, 35.1], [40.6, 35.2]]},
        },
        {
            "type": "Feature",
            "properties": {"name": "Odd"},
            "geometry": {"type": "GeometryCollection", "geometries": []},
        },
    ]
    for text in (
        json.dumps({"type": "FeatureCollection", "features": features}),
        "\n".join(map(json.dumps, features)),
    ):
        made, found = make(my_dot_geojson=text)
        assert by_id(found, "my:1").positions[0].at.lat_deg == 35.1
        assert by_id(found, "my:2").shape is not None
        assert made.rejected == 1


def test_a_gazetteer_of_our_own_goes_in_and_comes_out_as_it_was(make: Make) -> None:
    packaged = load()
    made, found = make(own_dot_geojson=dump(packaged.places.values(), packaged.sources, "own"))
    assert found.places == packaged.places
    assert made.rejected == 0


def test_openstreetmap_gives_named_places_and_leaves_the_rest(make: Make, tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium")
    mutable = osmium.osm.mutable
    writer = osmium.SimpleWriter(str(tmp_path / "w.osm.pbf"))
    tags = {
        "place": "town",
        "name": "الميادين",
        "name:en": "Al Mayadin",
        "old_name": "Rahba",
        "wikidata": "Q574523",
    }
    writer.add_node(mutable.Node(id=1, location=(40.4515, 35.0198), tags=tags))
    writer.add_node(
        mutable.Node(id=2, location=(41.0, 36.0), tags={"highway": "stop", "name": "no"})
    )
    writer.add_node(mutable.Node(id=3, location=(41.2, 36.2), tags={}))
    writer.add_way(
        mutable.Way(id=10, nodes=[2, 3], tags={"military": "base", "name": "قاعدة الشدادي"})
    )
    for way in (11, 12):
        writer.add_way(
            mutable.Way(id=way, nodes=[2, 3], tags={"waterway": "river", "name": "نهر الخابور"})
        )
    members = [("n", 1, "admin_centre")]
    area = {"boundary": "administrative", "admin_level": "4", "name": "محافظة دير الزور"}
    writer.add_relation(mutable.Relation(id=20, members=members, tags=area))
    writer.close()
    made, found = make(
        Options(country="SY"), x_dot_osm_dot_pbf=(tmp_path / "w.osm.pbf").read_bytes()
    )
    assert {place.id: place.kind for place in found.places.values()} == {
        "osm:node/1": "PPL", "osm:way/10": "INSM", "osm:way/11": "STM", "osm:relation/20": "ADM1",
    }  # fmt: skip
    town = by_id(found, "osm:node/1")
    assert {(n.text, n.language, n.role) for n in town.names} == {
        ("الميادين", "ar", "main"), ("Al Mayadin", "en", "main"), ("Rahba", "und", "former"),
    }  # fmt: skip
    assert by_id(found, "osm:way/10").positions[0].at.lon_deg == 41.1
    assert by_id(found, "osm:way/11").positions == ()
    assert "ODbL" in made.attribution


def test_a_cut_extract_is_told(make: Make, tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium")
    writer = osmium.SimpleWriter(str(tmp_path / "w.osm.pbf"))
    for number in range(1, 50):
        node = osmium.osm.mutable.Node(
            id=number, location=(40, 35), tags={"place": "town", "name": f"a{number}"}
        )
        writer.add_node(node)
    writer.close()
    with pytest.raises(InputError, match="cut off or damaged"):
        make(x_dot_osm_dot_pbf=(tmp_path / "w.osm.pbf").read_bytes()[:-30])


@pytest.mark.parametrize(
    ("module", "extra", "name"), [("osmium", "osm", "x.osm.pbf"), ("openpyxl", "xlsx", "x.xlsx")]
)
def test_a_missing_extra_is_told_with_its_install_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str, name: str
) -> None:
    data = b"\0\0\0\x0d\x0a\x09OSMHeader" if extra == "osm" else zipped(**{"xl/workbook.xml": "x"})
    (tmp_path / name).write_bytes(data)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"geo-osint\[{extra}\]"):
        import_sources([tmp_path / name], tmp_path / "o.sqlite")


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / "SY.txt").write_text(
        "\n".join(row(n, f"Dhiban {n}") for n in range(1, 6_000)), "utf-8"
    )
    with pytest.raises(OutputError, match="disk is full"):
        import_sources([tmp_path / "SY.txt"], small_disk / "o.sqlite")
    assert list(small_disk.iterdir()) == []
