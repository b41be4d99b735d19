"""The map page as text: the same bytes each time, one island of data, nothing to load."""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from shapely import MultiPoint, Point, Polygon

from geo_osint import files, styles
from geo_osint.case import Case
from geo_osint.errors import OutputError
from geo_osint.layers import COLUMNS, Tables
from geo_osint.model import Finding, LonLat
from geo_osint.output import page
from geo_osint.output.offline import as_json, opened
from geo_osint.output.page import basemap as ground
from geo_osint.output.page.figure import PageFigure
from geo_osint.output.page.island import bounds_of, island
from geo_osint.output.page.places import coordinates, digits_of

Everything = tuple[Case, tuple[Finding, ...], Tables]

FIGURE = importlib.import_module("geo_osint.output.page.figure")  # its name is also a function's
FOLDER = resources.files("geo_osint.output.page")


class Seen(HTMLParser):
    """What a browser would find in a page: elements, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.texts.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style"):
            tag, attributes, text = self.texts[-1]
            self.texts[-1] = (tag, attributes, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.elements.append(("/" + tag, {}))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def island(self) -> Any:
        return self.held["data"]

    def inline(self, tag: str) -> list[str]:
        """Give the text of each script or style, the data left out."""
        return [text for name, each, text in self.texts if name == tag and each.get("id") != "data"]

    @property
    def held(self) -> Any:
        """What the page carries: its data, and where that is packed the scripts of others."""
        ((kind, text),) = (
            (attributes["type"], text)
            for _, attributes, text in self.texts
            if attributes.get("id") == "data"
        )
        return {"data": json.loads(text)} if kind == "application/json" else opened(text)


@pytest.fixture
def html(everything: Everything) -> str:
    return page.render(*everything)


def test_equal_cases_give_equal_bytes(everything: Everything) -> None:
    assert page.render(*everything) == page.render(*everything)


def test_the_island_gives_back_what_was_put_in(everything: Everything, html: str) -> None:
    case, found, tables = everything
    assert Seen(html).island == json.loads(json.dumps(island(case, found, tables)))


def test_hostile_text_comes_through_as_it_was(attacked: Everything, hostile_text: str) -> None:
    seen = Seen(page.render(*attacked))
    assert seen.island["reports"][0]["title"] == hostile_text
    assert len(seen.all("script")) == 2
    assert len(seen.all("style")) == 1


def test_no_data_stands_outside_the_island(attacked: Everything, everything: Everything) -> None:
    parts = [
        re.sub(r'(id="data">).*?</script>', r"\1", page.render(*each))
        for each in (attacked, everything)
    ]
    assert parts[0] == parts[1]


def test_no_data_enters_the_folium_tree(attacked: Everything, hostile_text: str) -> None:
    figure = page.figure(*attacked)
    figure.render()
    assert hostile_text not in repr(figure.to_dict())


def test_the_policy_names_each_script_and_style_by_its_hash(html: str) -> None:
    seen = Seen(html)
    (policy,) = (
        each["content"]
        for each in seen.all("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    )
    (own,) = seen.inline("script")
    style = seen.inline("style")
    run = {
        f"{tag}-src": [
            "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
            for text in texts
        ]
        for tag, texts in (("script", [*seen.held["scripts"], own]), ("style", style))
    }
    stated = {each.split()[0]: each.split()[1:] for each in str(policy).split("; ")}
    assert stated == {
        "default-src": ["'none'"],
        **run,
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert len(run["script-src"]) == 3


def test_nothing_in_the_page_asks_for_anything(html: str) -> None:
    seen = Seen(html)
    for _, attributes in seen.elements:
        assert "src" not in attributes
        assert attributes.get("href", "data:,") == "data:,"
    (style,) = (text for tag, _, text in seen.texts if tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    scripts = "".join(
        text for tag, attributes, text in seen.texts if tag == "script" and not attributes
    )
    assert "sourceMappingURL" not in scripts
    assert {"name": "referrer", "content": "no-referrer"} in seen.all("meta")


def test_the_page_may_be_zoomed_by_those_who_need_it(html: str) -> None:
    (viewport,) = (each for each in Seen(html).all("meta") if each.get("name") == "viewport")
    assert "user-scalable" not in str(viewport["content"])
    assert "maximum-scale" not in str(viewport["content"])


def test_no_script_writes_markup_or_runs_text() -> None:
    own = "".join(each.read_text(encoding="utf-8") for each in (FOLDER / "script").iterdir())
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "new Function",
    ):
        assert sink not in own


def test_a_notebook_shows_the_same_page(everything: Everything) -> None:
    figure = page.figure(*everything)
    assert escape(figure.render()) in figure._repr_html_()


def test_saving_the_figure_saves_the_same_page(everything: Everything, tmp_path: Path) -> None:
    figure = page.figure(*everything)
    figure.save(str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == figure.render()


def test_write_stages_one_file_named_after_the_case(everything: Everything, tmp_path: Path) -> None:
    with files.staged(tmp_path) as stage:
        page.write(stage, *everything)
        assert stage.names == [f"{everything[0].name}.map.html"]
    assert (tmp_path / stage.names[0]).read_text(encoding="utf-8") == page.render(*everything)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_the_island_refuses_what_json_has_not(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json({"a": value})


def test_the_island_survives_every_character() -> None:
    text = "".join(map(chr, (*range(0x2100), 0xD800, 0x61, 0xDFFF, 0xFFFE, 0x1F600)))
    written = as_json({text: text})
    assert json.loads(written) == {text: text}
    assert not set("<>&\u2028\u2029\ud800") & set(written)
    written.encode()


def test_a_page_without_its_parts_says_how_to_get_them(
    everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FIGURE, "_built", FIGURE._built.__wrapped__)
    monkeypatch.setattr(FIGURE, "_text", _missing)
    with pytest.raises(OutputError, match="pip install"):
        PageFigure({}).render()


def _missing(name: str) -> str:
    raise FileNotFoundError(name)


# what the reader sees in words


def test_a_quote_is_cut_where_its_words_stand(everything: Everything) -> None:
    case, found, tables = everything
    pieces = island(case, found, tables)["findings"][0]["quote"]
    assert "".join(text for text, _ in pieces) == case.statements[0].words
    assert [each for each in pieces if each[1]] == [
        ["al-Mayadin", "subject"],
        ["14 km", "quantity"],
        ["al-Omar field", "reference"],
    ]


def test_only_sentences_of_a_report_are_shared_never_its_body(everything: Everything) -> None:
    case, found, tables = everything
    body = "Nobody reads this sentence. " + case.reports[0].body
    case = replace(case, reports=(replace(case.reports[0], body=body),))
    assert "Nobody reads" not in page.render(case, found, tables)


def test_each_way_of_a_finding_has_its_verdict_and_its_ends(everything: Everything) -> None:
    ways = island(*everything)["findings"][0]["hypotheses"]
    assert [each["verdict"] for each in ways] == ["fits_roughly", "does_not_fit"]
    assert [each["to"]["at"] for each in ways] == [[40.576, 35.104], [40.57583, 35.15167]]
    assert ways[0]["to"]["sources"] == ["Map of named fields"]


def test_coordinates_show_no_more_digits_than_the_source_gave(everything: Everything) -> None:
    places = {each["id"]: each for each in island(*everything)["places"]}
    assert places["geo:al-mayadin"]["at"] == "35.01982, 40.45154"
    assert places["geo:ain-diwar"]["at"] == "37.28, 42.19"
    assert places["geo:al-walid"]["at"] == "36.95, 42.23"
    assert places["geo:al-walid"]["estimate"]["radius_m"] == 10_000
    assert places["geo:euphrates"]["at"] == ""


@pytest.mark.parametrize(
    ("precision_m", "text"),
    [
        (0.7, "35.12346, 40.98765"),
        (70.0, "35.123, 40.988"),
        (7_000.0, "35.1, 41.0"),
        (1e9, "35, 41"),
    ],
)
def test_digits_follow_the_precision(precision_m: float, text: str) -> None:
    assert coordinates(LonLat(40.987654321, 35.123456789), digits_of(precision_m)) == text


def test_sources_say_what_they_were_used_for_and_idle_ones_are_left_out(
    everything: Everything,
) -> None:
    case, found, tables = everything
    idle = replace(case.sources["map"], key="idle", title="Never used")
    listed = island(replace(case, sources={**case.sources, "idle": idle}), found, tables)["sources"]
    assert sorted(each["key"] for each in listed) == ["book", "list", "map"]
    (by_map,) = (each for each in listed if each["key"] == "map")
    assert [each["en"] for each in by_map["used_for"]] == ["Al-Omar oil field"]


def test_the_first_view_holds_all_places_and_no_whole_country(everything: Everything) -> None:
    tables = everything[2]
    bounds = bounds_of(tables)
    assert bounds is not None
    west, _, _, north = bounds
    assert west == pytest.approx(40.45, abs=0.01)
    assert north == pytest.approx(37.28, abs=0.01)
    wide = tables["extents"].copy()
    wide.loc[0, "geometry"] = Polygon([(0, 0), (50, 0), (50, 50)])
    assert bounds_of({**tables, "extents": wide}) == bounds


def test_a_case_without_a_place_has_no_bounds_and_still_renders(everything: Everything) -> None:
    case, _, tables = everything
    nowhere = {name: frame.iloc[:0] for name, frame in tables.items()}
    assert bounds_of(nowhere) is None
    assert Seen(page.render(case, (), nowhere)).island["bounds"] is None


# words and looks


def _strings() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(
        (FOLDER / "strings.json").read_text(encoding="utf-8")
    )
    return loaded


def _asked() -> Iterator[str]:
    for each in (FOLDER / "script").iterdir():
        yield from re.findall(r'\bsay\("([^"]+)"\)', each.read_text(encoding="utf-8"))


def test_every_text_of_the_interface_exists_in_both_languages() -> None:
    strings = _strings()
    assert set(_asked()) <= set(strings)
    for name, words in strings.items():
        assert words["en"].strip(), name
        assert re.search("[\u0600-\u06ff]", words["ar"]) or name == "other_language", name


def test_every_fact_of_a_popup_has_its_label() -> None:
    facts = json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))
    strings = _strings()
    assert {f"column.{fact}" for each in facts.values() for fact in each} <= set(strings)
    assert {f"row.{name}" for name in facts} <= set(strings)


def test_no_text_of_the_interface_lies_idle() -> None:
    own = "".join(each.read_text(encoding="utf-8") for each in (FOLDER / "script").iterdir())
    facts = json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))
    used = {f"column.{fact}" for each in facts.values() for fact in each} | {
        f"row.{n}" for n in facts
    }
    used |= {
        f"column.{each}"
        for columns in COLUMNS.values()
        for name in columns
        for each in (name, re.sub("_(en|ar)$", "", name))
    }
    built_up = (
        "ends.",
        "role.",
        "unit.",
        "layer.",
        "breakdown.",
        "empty_",
        "notation.",
        "knowledge.",
    )
    for name in _strings():
        assert name in used or f'"{name}"' in own or name.startswith(built_up), name


def test_the_page_draws_every_code_that_has_a_style(everything: Everything) -> None:
    given = island(*everything)["styles"]
    assert {group: [each["code"] for each in codes] for group, codes in given.items()} == {
        group: list(styles.group(group)) for group in styles.groups()
    }


def test_scripts_are_listed_and_all_used() -> None:
    assert sorted(FIGURE.SCRIPTS) == sorted(each.name for each in (FOLDER / "script").iterdir())


# the ground


FIELD = (40.4, 34.9, 42.3, 37.3)


def _lines(values: list[list[int]], units: int) -> list[list[tuple[float, float]]]:
    lines = []
    for steps in values:
        x = y = 0
        line = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x / units, y / units))
        lines.append(line)
    return lines


def test_towns_stand_on_land_and_the_sea_is_free() -> None:
    for layer in ("near", "far"):
        values = ground.basemap(FIELD)[layer]
        rings = [_lines(polygon, values["units"]) for polygon in values["land"]]
        land = [Polygon(outer, holes) for outer, *holes in rings]
        for lon, lat, dry in ((40.45, 35.02, True), (41.23, 36.9, True), (38.0, 34.0, True)):
            assert any(each.buffer(0).contains(Point(lon, lat)) for each in land) is dry
    assert not any(each.buffer(0).contains(Point(-30, 40)) for each in land)


def test_the_near_ground_stays_in_its_box_around_the_data() -> None:
    values = ground.basemap(FIELD)
    west, south, east, north = values["box"]
    assert (
        west <= FIELD[0] - 3
        and south <= FIELD[1] - 3
        and east >= FIELD[2] + 3
        and north >= FIELD[3] + 3
    )
    for kind in ("coast", "boundary"):
        points = MultiPoint([p for line in _lines(values["near"][kind], 1_000) for p in line])
        assert points.bounds[0] >= west and points.bounds[2] <= east
    assert values["near"]["boundary"]


def test_boundaries_between_countries_are_not_coasts() -> None:
    near = ground.basemap(FIELD)["near"]
    assert near["coast"] == [] or len(near["coast"]) < len(near["boundary"])
    sea = ground.basemap((34.0, 33.0, 36.5, 36.0))["near"]
    assert sea["coast"]


def test_countries_are_named_in_arabic_where_the_data_lies() -> None:
    labels = {each["en"]: each for each in ground.basemap(FIELD)["labels"]}
    assert labels["Iraq"]["ar"] == "العراق"
    assert labels["Syria"]["ar"] == "سوريا"
    west, south, east, north = FIELD
    lon, lat = labels["Syria"]["at"][-1]
    assert west < lon < east and south < lat < north


def test_a_map_of_half_the_world_needs_no_near_ground() -> None:
    assert ground.basemap((-20.0, 0.0, 60.0, 40.0))["near"] is None
    assert ground.basemap(None)["near"] is None
    assert len(ground.basemap(None)["labels"]) > 150


def test_the_ground_is_small() -> None:
    assert len(json.dumps(ground.basemap(FIELD), separators=(",", ":"))) < 150_000
