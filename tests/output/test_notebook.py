"""Values show themselves in Jupyter, and what comes from outside stays text there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

import geo_osint
from geo_osint.api.cases import Findings
from geo_osint.api.distances import Measurement
from geo_osint.api.places import Found, Match
from geo_osint.case import Case
from geo_osint.checking import check_case, pairs_of
from geo_osint.model import (
    Confusion,
    Decision,
    Header,
    Place,
    PlaceName,
    Report,
    Source,
    Statement,
)
from geo_osint.pipeline import Result
from tests.conftest import about, mention, place, statement

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raise %}${x}",
    r"$\href{javascript:alert(1)}{x}$ and \(x\) and \[y\]",
    "</td></table><style>*{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
)

TAGS = {"table", "thead", "tbody", "tr", "th", "td", "bdi", "br", "code", "p", "span", "strong"}


class Parts(HTMLParser):
    """The tags, attributes and text pieces of a fragment."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.pieces: list[str] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("")

    def handle_data(self, data: str) -> None:
        self.pieces = [*self.pieces[:-1], (self.pieces or [""])[-1] + data]


def hostile_place(text: str) -> Place:
    found = place("geo:a", (35.0, 40.0))
    return replace(
        found,
        names=(PlaceName(text, "en", "Latn", "main", "atlas1"),),
        countries=(text,),
        confused_with=(Confusion("geo:b", text),),
        note=text,
        extent_basis=text,
    )


def hostile_case(case_of: Callable[..., Case], text: str) -> Case:
    a, b = hostile_place(text), place("geo:b", (35.1, 40.1))
    told = replace(
        statement(
            mention("geo:a", words=text), mention("geo:b"), quantity=about(14_000, 500, 2800)
        ),
        words=text,
        note=text,
        stand_in=text,
    )
    return replace(
        case_of(a, b),
        name=text,
        statements=(told,),
        mentions=(mention(words=text, question=text),),
        reports=(Report("r1", text, Header(title=text, publisher=text), text),),
        sources={each: Source(each, text, text, text, text) for each in ("atlas1", "atlas2")},
        decisions=(Decision("s1", text, date(2021, 3, 1), text, text),),
    )


def shown(case_of: Callable[..., Case], text: str) -> Iterator[str]:
    case = hostile_case(case_of, text)
    findings = check_case(case)
    told = case.statements[0]
    ways = tuple(pairs_of(told.subject, told.reference, case.places))
    match = Match(case.places["geo:a"], 1.0, (text,), tuple(case.sources.values()))
    for value in (
        case,
        case.places["geo:a"],
        findings[0],
        Findings(findings),
        Found([match]),
        Measurement(text, text, ways, case, findings[0]),
        Result(case, findings, (), {}),
    ):
        yield value._repr_html_()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_nothing_more(case_of: Callable[..., Case], text: str) -> None:
    for fragment in shown(case_of, text):
        parts = Parts(fragment)
        assert parts.tags <= TAGS
        assert parts.attributes <= {"dir", "style"}
        assert text in "".join(parts.pieces)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_sign_of_mathematics_stands_beside_another(
    case_of: Callable[..., Case], text: str
) -> None:
    """Notebooks typeset what stands between such signs in one run of text, links included."""
    for fragment in shown(case_of, text):
        for piece in Parts(fragment).pieces:
            assert piece in ("$", "\\") or not set(piece) & {"$", "\\"}


def test_a_finding_shows_verdict_figures_and_limit_in_both_languages() -> None:
    found = geo_osint.distance("الميادين", "حقل العمر", stated="14 km").finding
    fragment = found._repr_html_()
    for words in (
        "not settled",
        "غير محسوم",
        "14.5–15.2 or 18.3–19.0 km",
        "unreviewed",
        found.limit.ar,
    ):
        assert words in fragment


def test_a_place_shows_its_positions_and_namesake() -> None:
    crossing = geo_osint.find("معبر الوليد")[0].place
    fragment = crossing._repr_html_()
    assert "estimate: 36.95, 42.23 ± " in fragment
    assert "geo:al-walid-tanf-crossing" in fragment


def test_english_sentences_run_left_to_right_whatever_they_begin_with() -> None:
    fragment = geo_osint.find("معبر الوليد")._repr_html_()
    assert '<bdi dir="ltr">“معبر الوليد” is written exactly so' in fragment


def test_nothing_found_says_so() -> None:
    assert "nothing comes near" in geo_osint.find("qqqqqqqq")._repr_html_()


def test_the_map_shows_itself_as_a_page_in_a_frame(case_of: Callable[..., Case]) -> None:
    fragment = geo_osint.to_map(hostile_case(case_of, HOSTILE[0]))._repr_html_()
    assert "<iframe" in fragment
    assert "<script" not in fragment


def test_a_rejected_statement_is_still_listed_with_its_status(
    case_of: Callable[..., Case],
) -> None:
    told: Statement = replace(statement(None, None), status="rejected")
    assert "rejected" in replace(case_of(), statements=(told,))._repr_html_()  # type: ignore[attr-defined]
