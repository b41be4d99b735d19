"""The figure for print: what stands on it, that it is the same twice, and that no text can harm it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
import shapely
from matplotlib.image import imread

from geo_osint import files, pipeline
from geo_osint.case import Case
from geo_osint.errors import NothingFoundError, UsageError
from geo_osint.layers import Tables
from geo_osint.model import Estimate, Finding, LonLat, PlaceName
from geo_osint.output import figure
from geo_osint.output.figure import Look
from geo_osint.output.figure.labels import Label, Room, place
from geo_osint.output.figure.lettering import Face, clean, width_mm, wrap
from geo_osint.output.figure.paper import Paper, box, settings
from geo_osint.output.figure.view import look_at
from geo_osint.output.figure.words import Words
from geo_osint.routing import route

Derived = tuple[Case, tuple[Finding, ...], Tables]

MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))

SVG = "{http://www.w3.org/2000/svg}"


def render(made: Derived, look: Look, *kinds: str) -> dict[str, bytes]:
    case, found, laid = made
    routes = tuple(route(each, case.places) for each in case.standing_movements)
    return figure.render(case, found, routes, laid, look, kinds)


def lines_of(made: Derived, **look: Any) -> list[str]:
    """Give the lines that are written, in order: matplotlib leaves each as a comment beside its letters."""
    svg = render(made, Look(**look), "svg")["svg"].decode()
    return [each.translate(MARKS) for each in re.findall(r"<!-- (.*?) -->", svg)]


def said(made: Derived, **look: Any) -> str:
    return " ".join(lines_of(made, **look))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Reinforcements near the field An Observatory, 24 February 2021",
                "machine reading, unreviewed",
                "s1 · ? not settled · Al-Mayadin – Al-Omar oil field: 14 km",
                "“Militias hold the river bank in the area of al-Mayadin,",
                "possible 14.7 or 18.5 km · as printed 13.5–14.5 km",
                "margin: the nearest possible distance lies 201 m outside what",
                "≈ Al-Walid crossing",
                "m1 · 23 February 2021; 45 vehicles; from Al-Walid crossing; to Qamishli",
                "position estimated: no source gives it",
                " · map · Map of named fields. p. 3. 2021-06-01. https://fields.example/map_2017.pdf",
                "Azimuthal equidistant projection around",
                "This checks geography only",
                "sha256 " + "2" * 64,
            ],
        ),
        (
            "ar",
            [
                "قراءة آلية غير مراجعة",
                "s1 · ? غير محسوم · الميادين – حقل العمر: 14 كم",
                "≈ معبر الوليد",
                "موقع تقديري: لا مصدر يورده",
                "إسقاط سمتي متساوي المسافات",
            ],
        ),
    ],
)
def test_a_figure_says_what_was_stated_measured_and_by_whom(
    everything: Derived, language: Literal["en", "ar"], expected: list[str]
) -> None:
    text = said(everything, language=language)
    for words in expected:
        assert words in text


def test_the_legend_shows_what_is_on_the_map_and_nothing_else(everything: Derived) -> None:
    alone = said(everything, language="en", only="s1")
    assert "another source's point" in alone
    assert "✗ Statement: does not fit" in alone  # one of the ways the world may be
    assert "position estimated" not in alone
    assert "straight line between the places named" not in alone
    moving = said(everything, language="en", only="m1")
    assert "straight line between the places named" in moving
    assert "Statement:" not in moving


def test_one_finding_alone_shows_every_way_the_world_may_be(everything: Derived) -> None:
    lines = lines_of(everything, language="en", only="s1")
    assert "≈ 14.7 km" in lines
    assert "✗ 18.5 km" in lines
    assert lines[0] == "Al-Mayadin – Al-Omar oil field: 14 km"
    assert "Qamishli" not in lines


def test_what_an_analyst_decided_stands_beside_what_nobody_did(
    decided: Callable[[str], Derived],
) -> None:
    alone = said(decided("s1"), language="en", only="s1")
    assert "decided: hold, by R. Editor, 1 March 2021; reason: second map awaited" in alone
    assert "unreviewed" not in alone
    assert said(decided("s1"), language="en").count("machine reading, unreviewed") == 6


def moved(case: Case, id: str, **parts: Any) -> Case:
    return replace(case, places={**case.places, id: replace(case.places[id], **parts)})


def followed(case: Case) -> Derived:
    result = pipeline.follow(case)
    return result.case, result.findings, result.tables


def test_nothing_with_a_position_is_no_map(case: Case) -> None:
    gone = {
        id: replace(each, positions=(), estimate=None, shape=None)
        for id, each in case.places.items()
    }
    with pytest.raises(NothingFoundError, match="no map to draw"):
        render(followed(replace(case, places=gone)), Look(), "svg")


def test_a_place_without_a_position_is_told_beneath(case: Case) -> None:
    gone = followed(moved(case, "geo:ain-diwar", positions=()))
    assert "Not on the map, because no position is known: Ain Diwar" in said(gone, language="en")


def test_what_is_not_there_is_said_with_what_is(everything: Derived) -> None:
    with pytest.raises(UsageError, match=r"'s9': no finding .* it has s1, s2, s3, m1, m2, m3"):
        render(everything, Look(only="s9"), "svg")


@pytest.mark.parametrize(
    ("look", "message"),
    [({"width_mm": 5.0}, "width 5 mm"), ({"dpi": 9e9}, "dpi"), ({"width_mm": float("nan")}, "nan")],
)
def test_a_size_that_no_print_has_is_refused(look: dict[str, float], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Look(**look)  # type: ignore[arg-type]


def test_equal_cases_give_equal_bytes_in_any_folder_and_process(
    everything: Derived, tmp_path: Path
) -> None:
    kinds = tuple(figure.KINDS.values())
    first = render(everything, Look("ar", dpi=60), *kinds)
    assert render(everything, Look("ar", dpi=60), *kinds) == first
    script = (
        "import importlib.util, sys, hashlib\n"
        "spec = importlib.util.spec_from_file_location('made', sys.argv[1])\n"
        "made = importlib.util.module_from_spec(spec); spec.loader.exec_module(made)\n"
        "from geo_osint.output import figure\n"
        "case, found, laid = made.derived(made.hand_made())\n"
        "from geo_osint.routing import route\n"
        "routes = tuple(route(each, case.places) for each in case.standing_movements)\n"
        "look = figure.Look('ar', dpi=60)\n"
        "for kind, data in figure.render(case, found, routes, laid, look, sys.argv[2:]).items():\n"
        "    print(kind, hashlib.sha256(data).hexdigest())\n"
    )
    own = Path(__file__).with_name("conftest.py")
    (tmp_path / "matplotlibrc").write_text("svg.fonttype: none\nfont.size: 30\n", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", script, own, *kinds],
        cwd=tmp_path,
        env={"PATH": "", "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(map(str.split, told.stdout.splitlines())) == {  # type: ignore[arg-type]
        kind: files.sha256(data) for kind, data in first.items()
    }


def test_the_files_hold_no_clock_and_say_what_they_are(everything: Derived) -> None:
    made = render(everything, Look("en", "s1", dpi=60), "png", "svg", "pdf")
    for data in made.values():
        assert b"CreationDate" not in data
        assert b"dc:date" not in data
    assert b"Al-Mayadin" in made["png"].split(b"IDAT")[0]
    assert b"geo-osint" in made["pdf"]


def test_a_png_has_the_size_asked_for(everything: Derived) -> None:
    picture = imread(BytesIO(render(everything, Look("en", "s1", 127.0, 100), "png")["png"]))
    assert picture.shape[1] == 500
    assert picture[..., :3].std() > 0.05  # something is drawn


def test_hostile_text_is_drawn_as_text(attacked: Derived) -> None:
    svg = render(attacked, Look("en"), "svg")["svg"]
    root = ElementTree.fromstring(svg)
    tags = {each.tag.removeprefix(SVG) for each in root.iter() if each.tag.startswith(SVG)}
    assert tags <= {
        "svg",
        "metadata",
        "defs",
        "style",
        "g",
        "path",
        "use",
        "clipPath",
        "rect",
        "title",
    }
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]


NAMES = (
    "$\\frac{1}{0}$ and $x$",
    "$unfinished",
    "a\x00b\x1bc\nd\te",
    "x" * 10_000,
    "word " * 3_000,
    "قلعة" * 2_500,
    "\u202eevil\u2066\u2068\u2068",
    "Z" + "\u0301" * 500,
    "北京 \U0001f600 ᚠ",
    "",
    "\u200b\ufeff",
    "%s {0} \\n <b>&amp;",
)


@pytest.mark.parametrize(("first", "language"), [(0, "en"), (4, "ar"), (8, "en")])
def test_names_of_any_kind_are_drawn(case: Case, first: int, language: Literal["en", "ar"]) -> None:
    ids = ("geo:al-mayadin", "geo:al-omar-field", "geo:qamishli", "geo:al-walid")
    for id, name in zip(ids, NAMES[first:], strict=False):
        case = moved(case, id, names=(PlaceName(name, language, "Latn", "main", "list"),))
    drawn = render(followed(case), Look(language, "", 90, 50), "svg", "png", "pdf")
    ElementTree.fromstring(drawn["svg"])


def test_dollar_signs_and_backslashes_stay_as_they_are(case: Case) -> None:
    names = (PlaceName(r"Cost $5$ \alpha", "en", "Latn", "main", "list"),)
    assert r"Cost $5$ \alpha" in said(
        followed(moved(case, "geo:qamishli", names=names)), language="en", only="m1"
    )


def test_a_letter_that_the_font_lacks_is_shown_as_lacking(case: Case) -> None:
    names = (PlaceName("北京", "en", "Hani", "main", "list"),)
    text = said(followed(moved(case, "geo:qamishli", names=names)), language="en", only="m1")
    assert "□□" in text
    assert "□ stands for a letter that the font lacks" in text


@pytest.mark.parametrize(
    ("lon", "lat"), [(179.99, -17.0), (-179.99, 66.0), (20.0, 89.9), (0.0, -89.9), (0.0, 0.0)]
)
def test_a_map_across_the_antimeridian_or_a_pole_is_like_any_other(
    case: Case, lon: float, lat: float
) -> None:
    far = LonLat(lon, lat)
    east = LonLat((lon + 0.1 + 180) % 360 - 180, lat)
    made = moved(
        moved(case, "geo:al-mayadin", positions=(), estimate=Estimate(far, 3_000, "trial")),
        "geo:al-omar-field",
        positions=(replace(case.places["geo:al-omar-field"].positions[0], at=east),),
    )
    lines = lines_of(followed(made), language="en", only="s1")
    assert "≈ Al-Mayadin" in lines
    assert "Al-Omar oil field" in lines
    assert any(re.fullmatch(r"\d+(\.\d+)? (k?)m", line) for line in lines)  # the scale bar


def test_a_view_holds_all_of_it_and_shows_true_lengths_at_its_middle() -> None:
    ends = [shapely.Point(179.6, -17.2), shapely.Point(-179.7, -16.4)]
    view = look_at(ends, 10.0, 20.0, 150.0)
    assert view
    for end in ends:
        assert shapely.contains(view.frame, view.page(end))
    middle = view.plane.centre
    ahead = LonLat(middle.lon_deg, middle.lat_deg + 0.05)
    (x, y), (_, there) = view.spot(middle), view.spot(ahead)
    assert (x, y) == pytest.approx((85.0, 20.0 + view.height / 2))
    assert (y - there) * view.metres_per_mm == pytest.approx(5_532, abs=2)
    assert len(view.boxes) == 2  # on both sides of the antimeridian
    again = view.lift(*view.spot(ahead))
    assert (again.lon_deg, again.lat_deg) == pytest.approx((ahead.lon_deg, ahead.lat_deg))


def test_names_stand_beside_each_other_and_far_ones_get_a_leader() -> None:
    with settings():
        paper = Paper(100)
        room = Room(box(0, 0, 100, 100))
        shapes = []
        take = room.take
        room.take = lambda shape: (shapes.append(shape), take(shape))[1]  # type: ignore[method-assign, func-returns-value]
        for _ in range(12):
            assert place(paper, room, Label(("a name",), Face(7), "#000000", 50, 50, 1))
    for one in shapes:
        assert sum(shapely.intersects(one, other) for other in shapes) == 1
        assert not shapely.intersects(one, shapely.Point(50, 50))


def test_lines_fit_break_between_words_and_keep_isolates_whole() -> None:
    face = Face(7)
    text = "near \u2068Deir ez-Zor Governorate\u2069, 3 vehicles " * 3
    lines = wrap(text, face, 30.0)
    assert " ".join(lines).translate(MARKS).split() == text.translate(MARKS).split()
    for line in lines:
        assert width_mm(line, face) <= 30.0
        assert line.count("\u2068") == line.count("\u2069")
    cut = wrap(text, face, 30.0, 2)
    assert len(cut) == 2
    assert cut[-1].rstrip("\u2069").endswith("…")


@pytest.mark.parametrize(
    ("raw", "fit"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ڕۆژئاڤا پێ ە", "ڕۆژئاڤا پێ ە"),
        ("e\u0301", "é"),
        ("\ud800", "□"),
    ],
)
def test_cleaning_keeps_spelling_and_drops_what_turns(raw: str, fit: str) -> None:
    assert clean(raw) == fit


def glyphs(line: str) -> list[str]:
    """Name the glyphs that matplotlib sets for a line, from left to right, without spaces."""
    from matplotlib.ft2font import FT2Font, LoadFlags

    from geo_osint.output.figure.lettering import _font_file

    font = FT2Font(str(_font_file(False)))
    font.set_size(10, 72)
    items = font._layout(line, LoadFlags.NO_HINTING)
    return [
        each.ft_object.get_glyph_name(each.glyph_index)
        for each in sorted(items, key=lambda each: each.x)
        if each.char.strip() and each.char not in "\u2068\u2069\u200e\u200f"
    ]


def test_arabic_joins_and_runs_from_the_right() -> None:
    """The letters of "قرب" in their initial, medial-less and final shapes, read from the right."""
    (line,) = wrap("قرب", Face(7), 50, rtl=True)
    assert glyphs(line) == ["uni0628", "uniFEAE", "uniFED7"]  # ب alone, final ر, initial ق
    (line,) = wrap("قرب \u2068Qamishli\u2069، 3", Face(7), 80, rtl=True)
    assert "".join(glyphs(line)) == "threeuni060CQamishliuni0628uniFEAEuniFED7"
    (line,) = wrap("near \u2068قرب\u2069, 3", Face(7), 80, rtl=False)
    assert "".join(glyphs(line)) == "nearuni0628uniFEAEuniFED7commathree"


def test_degrees_keep_their_order_in_arabic() -> None:
    (line,) = wrap(Words("ar").at(LonLat(41.5, -36.25)), Face(7), 90, rtl=True)
    shown = "".join(glyphs(line))
    assert shown.index("fouronedegreethreezero") < shown.index("threesixdegreeonefive")


def test_without_matplotlib_the_line_to_install_it_is_told(
    everything: Derived, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo_osint.output.figure.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r'pip install "geo-osint\[figure\]"'):
        render(everything, Look(), "svg")


def test_nothing_else_waits_for_matplotlib() -> None:
    script = "import sys, geo_osint.pipeline, geo_osint.cli.figure; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_files_are_written_together_or_not_at_all(case: Case, tmp_path: Path) -> None:
    targets = [tmp_path / "a.svg", tmp_path / "sub" / "b.PDF"]
    written = pipeline.draw(case, targets, Look("en", "s1")).written
    assert sorted(each.name for each in written) == ["a.svg", "b.PDF"]
    assert targets[1].read_bytes().startswith(b"%PDF")
    with pytest.raises(UsageError, match=r"give one of \.png, \.svg, \.pdf"):
        pipeline.draw(case, [tmp_path / "c.svg", tmp_path / "d.gif"], Look())
    assert not (tmp_path / "c.svg").exists()
