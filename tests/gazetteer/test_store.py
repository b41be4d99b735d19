"""A store on the disk: names found in it, files from elsewhere refused, several gazetteers asked as one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.errors import InputError
from geo_osint.gazetteer import Gazetteer, dump, load, search
from geo_osint.gazetteer.importing import import_sources
from geo_osint.gazetteer.stack import combine, open_stack
from geo_osint.gazetteer.store import Store, grams, open_store
from geo_osint.gazetteer.store.in_text import stretches
from geo_osint.gazetteer.store.schema import PROBES, cores_of
from geo_osint.model import LonLat, Place, PlaceName, Position, Source
from geo_osint.names import form_of

LIST = """\
1\tAl Mayādīn\t\tالميادين,Mayadin\t35.01982\t40.45154\tP\tPPL\tSY\t\t\t\t\t\t44028\t\t\t\t2020-01-01
2\tDayr az Zawr\t\tDeir ez-Zor,دير الزور\t35.33\t40.14\tP\tPPLA\tSY\t\t\t\t\t\t200000\t\t\t\t2020-01-01
3\tAl ‘Umar oil field\t\t\t35.1\t40.57\tS\tOILF\tSY\t\t\t\t\t\t0\t\t\t\t2020-01-01
4\tالقريا\t\t\t32.5\t36.6\tP\tPPL\tSY\t\t\t\t\t\t0\t\t\t\t2020-01-01
5\tAl Qurayya\t\t\t30.1\t31.2\tP\tPPL\tEG\t\t\t\t\t\t0\t\t\t\t2020-01-01
6\tMarch\t\t\t52.5\t0.08\tP\tPPL\tGB\t\t\t\t\t\t22000\t\t\t\t2020-01-01
7\tKafr Zita\t\tكفر زيتا\t35.37\t36.6\tP\tPPL\tSY\t\t\t\t\t\t0\t\t\t\t2020-01-01
8\tSpringfield\t\t\t39.8\t-89.6\tP\tPPL\tUS\t\t\t\t\t\t116250\t\t\t\t2020-01-01
9\tSpringfield\t\t\t42.1\t-72.5\tP\tPPL\tUS\t\t\t\t\t\t155929\t\t\t\t2020-01-01
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    (folder / "list.txt").write_text(LIST, encoding="utf-8")
    import_sources([folder / "list.txt"], folder / "list.sqlite")
    return folder / "list.sqlite"


@pytest.fixture(scope="module")
def store(path: Path) -> Store:
    return open_store(path)


FOUND = {
    "Al Mayādīn": 1,
    "al-mayadin": 1,
    "الميادين": 1,
    "وبالميادين": 1,
    "Mayadine": 1,
    "Almayadin": 1,
    "Mayadn": 1,
    "deirezzor": 2,
    "ديرالزور": 2,
    "Deir ez Zoor": 2,
    "حقل العمر": 3,
    "Omar field": 3,
    "Qurayya": 5,
    "al-Qurayya": 5,
    "Kafar Zita": 7,
    "كفرزيتا": 7,
    "Malikiyah (Kafr Zita)": 7,
}


@pytest.mark.parametrize("query", FOUND)
def test_a_name_is_found_however_it_is_written(store: Store, query: str) -> None:
    first = search(store.like([query]), query)[0]
    assert first.place == f"geonames:{FOUND[query]}"
    assert first.reasons


def test_a_latin_name_finds_a_place_that_has_an_arabic_one_only(store: Store) -> None:
    assert "geonames:4" in [each.place for each in search(store.like(["Qurayya"]), "Qurayya")]


@pytest.mark.parametrize(
    "query", ["", " ", "?", "x", "ء", "\x00", "\ud800", "a" * 5_000, "%_' OR 1=1 --"]
)
def test_any_words_may_be_asked(store: Store, query: str) -> None:
    search(store.like([query]), query)


@given(st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_may_be_asked(path: Path, query: str) -> None:
    opened = open_store(path)
    opened.like([query])
    opened.named_in([query], ())
    opened.close()


def test_names_are_kept_under_the_core_that_names_compares(store: Store) -> None:
    for probe in PROBES:
        assert form_of(probe).core in cores_of(probe)


@given(st.lists(st.text("abcdef", min_size=5, max_size=5), min_size=1, max_size=40, unique=True))
def test_postings_name_the_texts_that_hold_each_gram(texts: list[str]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE blocks (n, length, first)")
    db.execute("CREATE TABLE grams (gram, block, members)")
    db.execute("INSERT INTO blocks VALUES (0, 5, 100)")
    db.executemany("INSERT INTO grams VALUES (?, 0, ?)", grams.postings(texts))
    for at, text in enumerate(texts):
        assert grams.sharing(db, text, 1) == [100 + at]


def test_a_store_is_opened_without_being_read(path: Path) -> None:
    opened = open_store(path)
    assert opened._db.execute("PRAGMA query_only").fetchone() == (1,)
    with pytest.raises(sqlite3.OperationalError):
        opened._db.execute("DELETE FROM places")


def spoiled(path: Path, tmp_path: Path, *statements: str) -> Path:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(path.read_bytes())
    with sqlite3.connect(copy) as db:
        for statement in statements:
            db.execute(statement)
    db.close()
    return copy


REFUSED = {
    "no store of geo-osint": ("PRAGMA application_id = 7",),
    "version 9": ("PRAGMA user_version = 9",),
    "other tables": ("CREATE VIEW evil AS SELECT 1",),
    "holds other tables": ("CREATE TRIGGER t AFTER INSERT ON places BEGIN SELECT 1; END",),
    "than a store": ("CREATE VIRTUAL TABLE extra USING fts5(x)",),
    "other columns": ("ALTER TABLE places ADD COLUMN x",),
    "folds names otherwise": ("UPDATE about SET value = 'x' WHERE key = 'spelling_rules'",),
    "does not say what it is": ("DELETE FROM about WHERE key = 'digest'",),
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_file_that_is_not_quite_a_store_is_refused(
    path: Path, tmp_path: Path, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        open_store(spoiled(path, tmp_path, *REFUSED[words]))


DAMAGED = {
    "names": "UPDATE names SET source = 99",
    "position": "UPDATE places SET lat = 500",
    "attributes": "UPDATE places SET more = '{\"attributes\": 3}'",
    "json": "UPDATE places SET more = '{'",
    "bearers": "UPDATE spellings SET bearers = x'00'",
    "text": "UPDATE places SET countries = x'ff'",
}


@pytest.mark.parametrize("what", DAMAGED)
def test_damage_inside_is_told_in_one_line(path: Path, tmp_path: Path, what: str) -> None:
    opened = open_store(spoiled(path, tmp_path, DAMAGED[what]))
    with pytest.raises(InputError, match="is damaged"):
        opened.like(["Mayadin"])


def test_a_file_with_zeroed_pages_does_not_crash(path: Path, tmp_path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        copy = tmp_path / "zeroed.sqlite"
        copy.write_bytes(data[: page * 4096] + bytes(4096) + data[(page + 1) * 4096 :])
        try:
            opened = open_store(copy)
            opened.like(["Mayadin", "الميادين"])
            opened.named_in(["قرية الميادين"], ())
        except InputError as fault:
            assert "import it again" in str(fault)


IN_TEXT = [
    ("وصلت إلى قرية القريا صباحا", "قريا", True),
    ("وصلت إلى القريا صباحا", "قريا", False),
    ("قرب كفر زيتا", "كفرزيتا", True),
    ("in March the convoy left", "march", False),
    ("the village of Qurayya", "qurayya", True),
    ("Qurayya village", "qurayya", True),
    ("shelling near Qurayya", "qurayya", True),
    ("Qurayya said so", "qurayya", False),
    ("they march near march", "march", False),
    ("he lives in Kafr Zita now", "kafrzita", True),
    ("he lives in kafr zita now", "kafrzita", False),
]


@pytest.mark.parametrize(("text", "spelling", "counts"), IN_TEXT)
def test_a_name_counts_only_where_the_text_speaks_of_a_place(
    text: str, spelling: str, counts: bool
) -> None:
    assert (spelling in stretches(text)) is counts


def test_bearers_at_home_stand_before_their_namesakes_abroad(store: Store) -> None:
    text = ["the village of Qurayya, and قرية القريا, and Springfield city"]
    assert set(store.named_in(text, {"EG"}).places) >= {"geonames:5", "geonames:4"}
    both = store.named_in(["Springfield city"], {"SY"}).places
    assert list(both) == ["geonames:8", "geonames:9"]


def place(
    id: str, name: str, lon: float, lat: float, kind: str = "PPL", source: str = "a"
) -> Place:
    names = (PlaceName(name, "en", "Latn", "main", source),)
    return Place(id, names, kind, ("SY",), positions=(Position(LonLat(lon, lat), source, 1.0),))


def gazetteer(name: str, *places: Place, title: str = "") -> Gazetteer:
    return Gazetteer(name, name, {p.id: p for p in places}, {"a": Source("a", title or name)})


def test_a_place_that_an_earlier_gazetteer_has_is_that_ones() -> None:
    first = gazetteer("first", place("x:1", "Dhiban", 40.52, 35.01))
    near = place("y:1", "Al-Dhiban", 40.53, 35.01)
    far = place("y:2", "Dhiban", 41.5, 35.01)
    field = place("y:3", "Dhiban", 40.52, 35.01, "OILF")
    both = combine([first, gazetteer("second", near, far, field)])
    assert list(both.places) == ["x:1", "y:2", "y:3"]
    assert both.layer_of("x:1").name == "first"
    assert both.layer_of("y:2").name == "second"


def test_an_imported_place_lies_in_the_area_that_an_earlier_gazetteer_has() -> None:
    ours = place("x:dez", "Deir ez-Zor Governorate", 40.1, 35.3, "ADM1")
    theirs = place("y:dez", "Deir ez-Zor", 40.9, 35.0, "ADM1")
    town = replace(place("y:1", "Theban", 40.52, 35.01), within=("y:dez", "y:syria"))
    both = combine([gazetteer("first", ours), gazetteer("second", town, theirs)])
    assert both.places["y:1"].within == ("x:dez", "y:syria")
    assert "y:dez" not in both.places
    assert both.also["x:dez"][0].startswith("y:dez in second, ")


def test_a_cited_id_tells_the_same_place_however_far(store: Store) -> None:
    noted = place("x:1", "Elsewhere", 10.0, 10.0)
    noted = replace(noted, positions=(replace(noted.positions[0], note="geonameid 1 Al Mayādīn"),))
    both = combine([gazetteer("first", noted), store.like(["Mayadin"])])
    assert "geonames:1" not in both.places


def test_sources_of_one_key_stay_apart() -> None:
    first, second = (
        gazetteer("first", title="One"),
        gazetteer("second", place("y:1", "B", 1.0, 1.0), title="Two"),
    )
    both = combine([first, second])
    assert both.sources[both.places["y:1"].positions[0].source].title == "Two"
    assert both.sources["a"].title == "One"


def test_the_packaged_gazetteer_stays_first_unless_told(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.geojson"
    mine = place("my:1", "Mayadin mill", 40.4, 35.0)
    own.write_text(dump([mine], {"a": Source("a", "mine")}, "mine"), encoding="utf-8")
    names = [layer.name for layer in open_stack([own, path]).layers]
    assert names[0] == load().name
    assert names[1] == "mine"
    assert names[2].startswith("GeoNames")
    assert [layer.name for layer in open_stack([own], only=True).layers] == ["mine"]
    assert search(open_stack([own, path]).like("Mayadin"), "Mayadin")[0].place == "geo:al-mayadin"
    only = open_stack([path], only=True).like("Mayadin")
    assert search(only, "Mayadin")[0].place == "geonames:1"


def test_a_case_keeps_what_it_used_of_a_store(path: Path, tmp_path: Path) -> None:
    from geo_osint.api.cases import read

    report = tmp_path / "report.txt"
    text = "A convoy reached the village of Kafr Zita. The village of Kafr Zita is 14 km from Hama."
    report.write_text(text, encoding="utf-8")
    case = read(report, gazetteer=path)
    assert "geonames:7" in case.places
    assert [each.name for each in case.gazetteers][1].startswith("GeoNames")
    assert case.sources[case.places["geonames:7"].positions[0].source].licence == "CC BY 4.0"
