"""The brief holds every finding in both languages, runs nothing, fetches nothing, and prints."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from geo_osint import files
from geo_osint.checking import check_case
from geo_osint.model import Decision, Interval, IntervalSet
from geo_osint.output import brief, sentences, wording
from geo_osint.output.brief.figure import LEFT, RIGHT, Scale, figure
from geo_osint.output.brief.html import clean, element, link, text
from tests.conftest import need

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

ATTRIBUTES = frozenset(
    [
        "lang",
        "dir",
        "class",
        "id",
        "charset",
        "http-equiv",
        "content",
        "name",
        "href",
        "rel",
        "colspan",
        "scope",
        "role",
        "aria-labelledby",
        "aria-hidden",
        "viewbox",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "width",
        "height",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "text-anchor",
        "direction",
    ]
)


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.links, self.text, self.open = [], set(), [], "", []
        self.languages, self.ids = [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(told)
        if "href" in told:
            self.links.append(told["href"])
        if "id" in told:
            self.ids.append(told["id"])
        if told.get("lang") == "ar":
            self.languages.append(told.get("dir") or told.get("direction"))
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text += data


def page_of(everything):
    case, findings, _ = everything
    return Page(brief.render(case, findings))


def test_every_finding_has_its_sentence_in_both_languages(everything):
    case, findings, _ = everything
    page = page_of(everything)
    for found in findings:
        sentence = sentences.sentence(found, case)
        for words in (sentence.en, sentence.ar):
            assert words.replace(wording.ISOLATE, "").replace(wording.POP, "") in page.text
        assert found.id in page.ids


def test_every_movement_has_date_count_places_and_words(everything):
    case, _, _ = everything
    page = page_of(everything)
    for told in case.movements:
        assert told.words in page.text
        assert told.id in page.ids
    assert "from Al-Walid crossing, towards the area of Qamishli" in page.text
    assert "من معبر الوليد، باتجاه منطقة القامشلي" in page.text
    assert "about 60 lorries" in page.text
    assert "«fuel tankers»" in page.text


def test_a_name_with_a_namesake_says_what_it_was_taken_for(everything):
    page = page_of(everything)
    once = (
        "“Al-Walid” is taken to mean Al-Walid crossing. Look at: has a name",
        "فُهم «Al-Walid» على أنه معبر الوليد، ويُخلط مع معبر الوليد (التنف)؛ يحتاج إلى مراجعة",
        "“Al-Walid” is taken to mean Al-Walid crossing, as in m1; look at the question there",
        "فُهم «Al-Walid» على أنه معبر الوليد كما في m1؛ انظر في السؤال هناك",
    )
    assert [page.text.count(each) for each in once] == [1, 1, 1, 1]


def test_sources_stand_with_reference_address_and_coordinates_lat_lon(everything):
    page = page_of(everything)
    assert "https://fields.example/map_2017.pdf" in page.links
    assert "35.104, 40.576" in page.text
    assert "p. 3" in page.text
    assert "our estimate · تقديرنا: nearest border to the village" in page.text


def test_a_position_the_analyst_added_says_who_and_how_far_off(case):
    place = case.places["geo:qamishli"]
    pinned = replace(place.positions[0], by="R. Editor", radius_m=2_000.0, note="seen on a photo")
    found = replace(case, places={**case.places, place.id: replace(place, positions=(pinned,))})
    page = Page(brief.render(found, check_case(found)))
    assert "added by the analyst · أضافه المحلل R. Editor; " in page.text
    assert "may be off by 2.0 km · قد يبعد عنه 2.0 كم" in page.text
    assert "seen on a photo" in page.text


def test_every_tag_is_closed_and_ids_are_unique(everything):
    page = page_of(everything)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_arabic_is_marked_as_arabic_and_right_to_left(everything):
    page = page_of(everything)
    assert page.languages
    assert set(page.languages) == {"rtl"}


def test_nothing_runs_and_nothing_is_fetched(everything):
    page = page_of(everything)
    assert not {"script", "img", "iframe", "link", "object", "form", "base"} & set(page.tags)
    assert page.attributes <= ATTRIBUTES


def test_the_policy_allows_this_style_and_nothing_else(everything):
    case, findings, _ = everything
    source = brief.render(case, findings)
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = html.unescape(re.search(r'Policy" content="([^"]*)"', source)[1])
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "@page { size: A4" in style


def test_hostile_texts_are_shown_literally(attacked, hostile_text, everything):
    case, findings, _ = attacked
    page = Page(brief.render(case, findings))
    assert page.open == []
    assert page.attributes <= ATTRIBUTES
    assert set(page.tags) <= set(page_of(everything).tags)
    assert [each for each in page.links if not each.startswith("#")] == []
    shown = re.sub("[\u2068\u2069]", "", clean(hostile_text))
    assert page.text.count(shown) > 20


def test_hostile_texts_change_no_element(attacked, everything):
    """The page has the same elements whatever its texts say, isolates and links aside."""
    case, findings, _ = attacked
    mine, theirs = (
        [each for each in page.tags if each not in ("bdi", "a", "blockquote")]
        for page in (Page(brief.render(case, findings)), page_of(everything))
    )
    assert abs(len(mine) - len(theirs)) < 60


def test_until_a_decision_stands_everything_says_unreviewed(everything, decided):
    page = page_of(everything)
    assert page.text.count("machine reading, unreviewed") == 7
    assert page.text.count("قراءة آلية غير مراجعة") == 7
    page = page_of(decided("s1"))
    assert "decided: hold, by R. Editor, 1 March 2021; reason: second map awaited" in page.text
    assert page.text.count("machine reading, unreviewed") == 6
    assert "(5 / 6)" in page.text


def test_once_all_is_decided_no_banner_is_left(case):
    ids = [each.id for each in (*case.statements, *case.movements)]
    decisions = tuple(Decision(id, "A", date(2021, 3, 1), "done") for id in ids)
    found = replace(case, decisions=decisions)
    assert "unreviewed" not in brief.render(found, check_case(found))


def test_the_figure_draws_every_set_and_says_it_in_words(everything):
    _, findings, _ = everything
    drawn = figure(findings[0])
    assert drawn.count("<rect") == 4
    assert "Possible 14.7 or 18.5 km; as printed 13.5–14.5 km" in drawn
    assert "الممكن 14.7 كم أو 18.5 كم" in drawn
    assert figure(findings[1]) is None
    assert figure(findings[2]) is None


@pytest.mark.parametrize(
    "parts",
    [
        [(14_000, 14_000)],
        [(0, 0)],
        [(14_500, 15_200), (18_300, 19_000)],
        [(10_000, float("inf"))],
        [(0.5, 0.6)],
        [(0, 2_000_000)],
    ],
)
def test_scales_hold_every_figure_between_round_ticks(parts):
    found = IntervalSet.of(*(Interval(*part) for part in parts))
    scale = Scale.over([found])
    for part in found:
        assert LEFT <= scale.at(part.lo) <= scale.at(part.hi) <= RIGHT
    assert 3 <= len(scale.ticks) <= 10
    assert all(scale.lo <= tick <= scale.hi for tick in scale.ticks)


def test_controls_are_shown_by_number_and_isolates_are_closed():
    assert text("a\u202eb\x1b") == "a⟨U+202E⟩b⟨U+001B⟩"
    assert text("\u2068a") == "<bdi>a</bdi>"
    assert text("a\u2069b") == "ab"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https:evil", "http://a b",
     "https://a\u202e.example", 'https://a"onclick="x', "vbscript:x", "ftp://a.example", ""],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(address):
    assert "href" not in link(address)


def test_attributes_are_escaped():
    assert element("p", {"id": "\"><script>'"}) == ('<p id="&quot;&gt;&lt;script&gt;&#x27;"></p>')


def test_the_same_case_gives_the_same_page(everything, tmp_path):
    case, findings, tables = everything
    with files.staged(tmp_path) as stage:
        brief.write(stage, case, findings, tables)
    text_ = (tmp_path / "by-hand.brief.html").read_text(encoding="utf-8")
    assert text_ == brief.render(case, findings, tables)


@pytest.mark.chromium
def test_chromium_sees_the_elements_we_wrote(attacked_by_all, tmp_path):
    """The browser builds the same tree and runs nothing: what it dumps has our elements."""
    need("chromium", CHROMIUM, "apt-get install chromium")
    _, (case, findings, _) = attacked_by_all
    source = brief.render(case, findings)
    path = tmp_path / "brief.html"
    path.write_text(source, encoding="utf-8")
    command = [
        CHROMIUM,
        "--headless=new",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    shown = subprocess.run(
        [*command, *sandbox, "--dump-dom", path.as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip
    assert Page(shown).tags == Page(source).tags
