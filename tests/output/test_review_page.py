"""The review page as text: the same bytes each time, one island of data, nothing to load."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest

from geo_osint.case import Case
from geo_osint.case.fields import FIELDS, KINDS
from geo_osint.model import Finding
from geo_osint.model.readings import Status
from geo_osint.output import review
from geo_osint.output.review.island import island
from tests.arabic_case import BODY, KURDISTAN, TANF, places, stored
from tests.output.test_page import Seen

FOLDER = resources.files("geo_osint.output.review")
STRINGS = json.loads((FOLDER / "strings.json").read_text(encoding="utf-8"))
SCRIPT = "\n".join((FOLDER / "script" / n).read_text(encoding="utf-8") for n in review.SCRIPTS)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return stored(tmp_path / "raid")


@pytest.fixture
def data(case: Case) -> Any:
    return Seen(review.render(case, places())).island


def test_equal_cases_give_equal_bytes(case: Case, tmp_path: Path) -> None:
    again = stored(tmp_path / "again")
    assert review.render(case, places()) == review.render(again, places())


def test_the_page_is_written_whole_beside_the_case(case: Case, tmp_path: Path) -> None:
    path = review.save(tmp_path, case, places())
    assert path == tmp_path / "raid.review.html"
    assert path.read_text(encoding="utf-8") == review.render(case, places())


def test_the_island_gives_back_what_was_put_in(case: Case, data: Any) -> None:
    assert data == json.loads(json.dumps(island(case, places())))
    assert data["case"] == {"name": "raid", "sha256": case.sha256}
    assert data["reports"][0]["body"] == BODY


def test_hostile_text_comes_through_as_it_was_and_nowhere_else(
    attacked: tuple[Case, tuple[Finding, ...], Any], hostile_text: str, everything: Any
) -> None:
    html = review.render(attacked[0], places())
    seen = Seen(html)
    assert seen.island["reports"][0]["body"] == hostile_text
    assert len(seen.all("script")) == 2
    calm = review.render(everything[0], places())
    outside = [re.sub(r'(id="data">).*?</script>', r"\1", each) for each in (html, calm)]
    assert outside[0] == outside[1]


def test_the_page_may_run_its_own_script_and_load_nothing(case: Case) -> None:
    html = review.render(case, places())
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r'(?:src|href)="(?!data:,)', html.split('id="data"')[0])


def test_the_script_never_makes_markup_of_text() -> None:
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    stores = ("localStorage", "sessionStorage", "indexedDB", "cookie", "fetch(", "XMLHttp")
    assert [each for each in (*forbidden, *stores) if each in SCRIPT] == []


def test_every_part_of_the_script_is_in_the_page() -> None:
    found = sorted(each.name for each in (FOLDER / "script").iterdir())
    assert sorted(review.SCRIPTS) == found


def test_every_text_is_there_in_both_languages() -> None:
    used = set(re.findall(r'say\("([^"]+)"\)', SCRIPT))
    used |= {f"field.{name}" for names in FIELDS.values() for name in names}
    used |= {f"status.{each}" for each in get_args(Status)}
    assert used <= set(STRINGS)
    for name, words in STRINGS.items():
        assert set(words) == {"en", "ar"}, name
        if not name.startswith("key."):
            assert bool(re.search("[\u0600-\u06ff]", words["ar"])) != (name == "other_language")


def test_no_text_is_left_over() -> None:
    grouped = (
        "key.",
        "help.",
        "field.",
        "status.",
        "unit.",
        "precision.",
        "sense.",
        "add_",
        "measured.",
        "mark.",
    )
    single = [each for each in STRINGS if not each.startswith((*grouped, "show."))]
    assert [each for each in single if f'"{each}"' not in SCRIPT] == []


def test_every_kind_and_code_has_words_in_both_languages(data: Any) -> None:
    assert [each["code"] for each in data["kinds"]] == list(KINDS)
    for each in data["kinds"]:
        assert each["label"]["ar"] != each["code"]
        assert set(each["relations"]) <= set(data["codes"]["relation"])
    for group in data["codes"].values():
        for code, words in group.items():
            assert re.search("[\u0600-\u06ff]", words["ar"]), code


def test_a_name_comes_with_its_namesakes_and_their_reasons(data: Any) -> None:
    start = BODY.index("الوليد")
    name = data["names"][f"r1@{start}-{start + 6}"]
    found = {each["place"]: each["reasons"] for each in name["candidates"]}
    assert name["question"] == "has a namesake"
    assert next(iter(found)) == KURDISTAN
    assert found[KURDISTAN] == ["the name is its main one"]
    assert any("492 km" in each for each in found[TANF])
    assert set(found) <= {each["id"] for each in data["places"]}


def test_a_name_that_no_reading_holds_is_there_to_be_looked_at(data: Any) -> None:
    names = [each["words"] for each in data["readings"] if each["kind"] == "name"]
    assert names == ["العراق"]


def test_what_was_left_unread_is_marked(data: Any) -> None:
    [(start, end)] = data["reports"][0]["unread"]
    assert BODY[start:end] == "صواريخ جاءت من العراق"


def test_the_page_stays_small(case: Case) -> None:
    assert len(review.render(case, places()).encode()) < 200_000
