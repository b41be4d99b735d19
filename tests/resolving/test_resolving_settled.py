"""What names mean: evidence, margins, and what is left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_osint import gazetteer as gazetteers
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Mention, Reading, Report
from geo_osint.reading import read, read_report
from geo_osint.resolving import resolve, settle
from tests.small_gazetteer import SMALL

KURDISTAN, TANF = "geo:al-walid-kurdistan-crossing", "geo:al-walid-tanf-crossing"
EXAMPLE = Path(__file__).parents[2] / "examples" / "al-omar-2021"


@pytest.fixture
def gazetteer() -> Gazetteer:
    return SMALL


def _read(text: str, known: Gazetteer) -> Reading:
    return settle(read(Report("r1", "case", Header(), text), known), known)


def _named(reading: Reading, words: str) -> Mention:
    return next(mention for mention in reading.mentions if mention.words == words)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_place_of_the_example_is_settled(language: str) -> None:
    """All names mean one place; Al-Walid is the Kurdistan crossing, its namesake is named."""
    known = gazetteers.load()
    file = EXAMPLE / f"report.{language}.txt"
    report = read_report(file.read_text(encoding="utf-8"), file.name, "r1")
    reading = settle(read(report, known), known)
    assert [len(mention.places) for mention in reading.mentions] == [1] * len(reading.mentions)
    crossings = [m for m in reading.mentions if m.words in ("الوليد", "Al-Walid")]
    assert [mention.places for mention in crossings] == [(KURDISTAN,)] * 2
    assert all(TANF in mention.question for mention in crossings)
    assert "Kurdistan" in crossings[0].reasons[0]
    parts = [
        reading.movements[0].origin,
        reading.movements[1].origin,
        reading.statements[5].subject,
    ]
    assert [part.places for part in parts if part is not None] == [(KURDISTAN,)] * 3


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Al-Walid crossing with Iraqi Kurdistan was closed.", KURDISTAN),
        ("أُغلق معبر «الوليد» الحدودي مع إقليم كردستان العراق.", KURDISTAN),
        ("The Al-Walid crossing with Anbar was closed.", TANF),
        ("Lorries went through the Al-Walid crossing towards Qamishli.", KURDISTAN),
        ("عبرت الشاحنات معبر الوليد باتجاه تدمر.", TANF),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_settles_it(
    text: str,
    meant: str,
    gazetteer: Gazetteer,
) -> None:
    """The region named beside it, or the places it leads to, tell two crossings apart."""
    reading = _read(text, gazetteer)
    crossing = next(mention for mention in reading.mentions if meant in mention.places)
    assert crossing.places == (meant,)
    assert crossing.reasons and crossing.question


@pytest.mark.parametrize("text", ["Lorries crossed at the Al-Walid crossing.", "أُغلق معبر الوليد."])
def test_without_evidence_a_name_stays_ambiguous(
    text: str,
    gazetteer: Gazetteer,
) -> None:
    """A bare "Al-Walid crossing" may be either; both are kept, with a question."""
    (mention,) = _read(text, gazetteer).mentions
    assert set(mention.places) == {KURDISTAN, TANF}
    assert len(mention.reasons) == 2
    assert KURDISTAN in mention.question and TANF in mention.question


def test_a_name_settled_once_is_settled_for_the_report(gazetteer: Gazetteer) -> None:
    """One plain word settles the name elsewhere in the same report, before and after it."""
    text = "Lorries came by Al-Walid. The Al-Walid crossing with Iraqi Kurdistan is open. Al-Walid is busy."
    reading = _read(text, gazetteer)
    places = [mention.places for mention in reading.mentions if mention.words == "Al-Walid"]
    assert places == [(KURDISTAN,)] * len(places)


def test_countryside_is_of_the_governorate_and_the_city_is_a_city(
    gazetteer: Gazetteer,
) -> None:
    """The noun before the name chooses between a governorate and its capital."""
    reading = _read("في ريف دير الزور. وفي مدينة دير الزور.", gazetteer)
    assert [mention.places for mention in reading.mentions] == [
        ("geo:deir-ez-zor-governorate",),
        ("geo:deir-ez-zor",),
    ]
    assert all(mention.question == "" for mention in reading.mentions)


def test_a_distance_is_measured_from_the_city(gazetteer: Gazetteer) -> None:
    """Of a town and a governorate of one name, the end of a distance is the town."""
    reading = _read("Al-Mayadin is 45 km from Deir ez-Zor.", gazetteer)
    assert _named(reading, "Deir ez-Zor").places == ("geo:deir-ez-zor",)


def test_a_base_at_a_field_is_a_stand_in(gazetteer: Gazetteer) -> None:
    """ "The al-Omar base" is not in the gazetteer: the field stands for it, and is said to."""
    reading = _read("Al-Mayadin is 14 km from the al-Omar base.", gazetteer)
    (statement,) = reading.statements
    assert statement.reference is not None
    assert statement.reference.places == ("geo:al-omar-field",)
    assert statement.stand_in == "al-Omar base"
    assert "base" in statement.reference.question


def test_an_unknown_name_empties_nothing_else(gazetteer: Gazetteer) -> None:
    """The unknown one is asked about, the others are resolved."""
    reading = _read("The village of Tal Samen, 30 km from Raqqa, was quiet.", gazetteer)
    unknown, known = _named(reading, "Tal Samen"), _named(reading, "Raqqa")
    assert unknown.places == () and unknown.question
    assert known.places == ("geo:raqqa",)


def test_resolutions_rank_all_bearers(gazetteer: Gazetteer) -> None:
    """Scores add up to one, best first, and the status follows from the margin."""
    report = Report("r1", "case", Header(), "The Al-Walid crossing with Iraqi Kurdistan.")
    reading = read(report, gazetteer)
    crossing, region = resolve(reading.mentions, gazetteer, report)
    assert [candidate.place for candidate in crossing.candidates] == [KURDISTAN, TANF]
    assert sum(candidate.score for candidate in crossing.candidates) == pytest.approx(1, abs=0.01)
    assert (crossing.status, region.status) == ("resolved", "resolved")


def test_no_place_is_chosen_because_a_distance_would_fit(gazetteer: Gazetteer) -> None:
    """The figure of a statement that is to be checked is no evidence for who is meant."""
    near = _read("The Al-Walid crossing is 90 km from Qamishli.", gazetteer)
    far = _read("The Al-Walid crossing is 450 km from Qamishli.", gazetteer)
    assert [m.places for m in near.mentions] == [m.places for m in far.mentions]


def test_the_area_a_report_is_about_tells_namesakes_apart(gazetteer: Gazetteer) -> None:
    """Several places of one area, and none of the rival's, settle a bare name; one place does not."""
    about = "Soldiers were seen in Rumaylan, Tell Tamer and Qamishli. Lorries use the Al-Walid crossing."
    assert _named(_read(about, gazetteer), "Al-Walid").places == (KURDISTAN,)
    rival = about.replace("Tell Tamer", "Palmyra")
    assert set(_named(_read(rival, gazetteer), "Al-Walid").places) == {KURDISTAN, TANF}


def test_countryside_of_two_is_of_two_governorates(gazetteer: Gazetteer) -> None:
    """The noun is said once for both; a comma does not carry it on."""
    both = _read("The bases in the countryside of Hasakah and Deir ez-Zor were hit.", gazetteer)
    assert _named(both, "Deir ez-Zor").places == ("geo:deir-ez-zor-governorate",)
    one = _read("In the countryside of Hasakah, Deir ez-Zor residents were told.", gazetteer)
    assert _named(one, "Deir ez-Zor").places != ("geo:deir-ez-zor-governorate",)


def test_a_rival_named_elsewhere_is_no_evidence_for_its_town(gazetteer: Gazetteer) -> None:
    """ "Hasakah governorate" in a report does not make "Hasakah countryside" the town's."""
    text = "Hasakah Governorate is quiet. A convoy reached the Hasakah countryside."
    assert [m.places for m in _read(text, gazetteer).mentions] == [
        ("geo:hasakah-governorate",),
        ("geo:hasakah-governorate",),
    ]


def test_a_stand_in_knows_its_side(gazetteer: Gazetteer) -> None:
    """The al-Omar base may be what is spoken of, or what is measured from."""
    first = _read("The al-Omar base is 14 km from Al-Mayadin.", gazetteer).statements[0]
    second = _read("Al-Mayadin is 14 km from the al-Omar base.", gazetteer).statements[0]
    named = _read(
        "Their base at the al-Omar field lies 14 km from Al-Mayadin.", gazetteer
    ).statements[0]
    sides = [each.stand_in_role for each in (first, second, named)]
    assert sides == ["subject", "reference", "subject"]
