"""Each kind of evidence by itself: what it adds, and what it may not do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Attribute, Header, Mention, Place, PlaceName, Report, Resolution, Span
from geo_osint.reading import read
from geo_osint.resolving import evidence, near_misses, resolve, settle
from geo_osint.resolving.weights import MARGIN, MOST_FOR_SIZE, MOST_TOGETHER, WEIGHTS
from tests.resolving.namesakes import NAMESAKES
from tests.resolving.test_resolving_cases import CASES


def _of(
    text: str, words: str, header: Header | None = None, known: Gazetteer = NAMESAKES
) -> Resolution:
    """Resolve a text, and give what its first mention of a name means."""
    reading = read(Report("r1", "case", header or Header(), text), known)
    found = resolve(reading.mentions, known, reading.report, reading.statements)
    return next(each for each in found if each.mention.words == words)


def _best(resolution: Resolution) -> tuple[str, tuple[str, ...]]:
    best = resolution.candidates[0]
    return best.place, best.reasons


def _changed(id: str, **changes: object) -> Gazetteer:
    place = replace(NAMESAKES.places[id], **changes)  # type: ignore[arg-type]
    return replace(NAMESAKES, places={**NAMESAKES.places, id: place})


def test_popularity_alone_never_outweighs_a_word_of_the_sentence() -> None:
    """The most that size can give is less than any direct evidence of the sentence."""
    sentence = ("qualified", "country_said", "said_near", "area_in_sentence", "beside", "feature")
    assert min(WEIGHTS[each] for each in sentence) > MOST_FOR_SIZE
    assert MOST_FOR_SIZE >= MARGIN, "a namesake many times larger settles a bare name"


def test_names_taken_together_never_outweigh_plain_words() -> None:
    """Other names of a report are many; what stands beside the name counts for more."""
    assert max(MOST_TOGETHER, WEIGHTS["same_name"]) < WEIGHTS["qualified"]


def test_size_is_told_with_its_figures() -> None:
    """Tripoli without any context: the larger leads, both stay, and the reason says the figures."""
    found = _of("Queues formed in Tripoli.", "Tripoli")
    assert found.status == "ambiguous"
    assert _best(found)[0] == "tripoli-libya"
    assert "it has 229,398 people, a namesake 1,293,016" in found.candidates[1].reasons


def test_a_much_larger_namesake_settles_a_bare_name_and_one_word_unsettles_it() -> None:
    """Many times the people is enough where nothing else is said, and only there."""
    small = Attribute("population", "900", "", "test")
    known = _changed("tripoli-lebanon", attributes=(small,))
    assert _of("Queues formed in Tripoli.", "Tripoli", known=known).status == "resolved"
    near = _of("Queues formed in Tripoli in Lebanon.", "Tripoli", known=known)
    assert (near.status, _best(near)[0]) == ("resolved", "tripoli-lebanon")


def test_several_open_names_settle_each_other() -> None:
    """Three names that may each be anywhere are all found in one area, and nowhere else."""
    text = "Shells fell on the village of Jdeideh and the town of Al-Karama, and on Al-Mansurah."
    found = _of(text, "Al-Karama")
    assert _best(found)[0] == "karama-raqqa"
    assert any("fit together" in reason for reason in _best(found)[1])


def test_the_title_tells_what_a_report_is_about() -> None:
    """An area named in the title settles a name that the body leaves open."""
    text = "انفجر لغم في قرية الجديدة."
    open_one = _of(text, "الجديدة")
    told = _of(text, "الجديدة", Header(title="ألغام في محافظة حلب"))
    assert (open_one.status, told.status) == ("ambiguous", "resolved")
    place, reasons = _best(told)
    assert place == "jdeideh-9"
    assert "it lies in Aleppo Governorate, which the title names" in reasons


def test_a_short_word_of_the_title_is_no_area() -> None:
    """ "in" is a code of Indiana to a gazetteer, and a word to a reader."""
    coded = PlaceName("Al", "en", "Latn", "variant", "test")
    area = NAMESAKES.places["aleppo-governorate"]
    known = _changed("aleppo-governorate", names=(*area.names, coded))
    found = _of("Mines in Jdeideh village.", "Jdeideh", Header(title="Al and others"), known)
    assert not any("title" in reason for each in found.candidates for reason in each.reasons)


def test_a_name_no_longer_in_use_counts_against_its_place() -> None:
    """On the report's date the place bore another name; without a date a former name counts less."""
    former = tuple(
        replace(name, role="former", until="1990")
        for name in NAMESAKES.places["karama-anbar"].names
    )
    known = _changed("karama-anbar", names=former)
    text = "نزح سكان بلدة الكرامة."
    told = _of(text, "الكرامة", Header(published=date(2021, 2, 24)), known)
    assert _best(told)[0] == "karama-raqqa"
    assert any("bore this name from ? to 1990" in r for r in told.candidates[1].reasons)
    untold = _of(text, "الكرامة", known=known)
    assert "it is a former name" in untold.candidates[1].reasons
    then = _of(text, "الكرامة", Header(published=date(1990, 6, 1)), known)
    assert not any("bore this name" in r for each in then.candidates for r in each.reasons)


def test_a_crossing_closed_on_the_day_counts_a_little_less() -> None:
    """It is a reason for the analyst, and settles nothing: reports speak of closed crossings."""
    crossing = NAMESAKES.places["walid-kurdistan"]
    closed = Attribute("status", "closed", "", "test", since="2020-07", until="2021-03")
    known = _changed("walid-kurdistan", attributes=(*crossing.attributes, closed))
    text = "Lorries crossed at the Al-Walid crossing."
    found = _of(text, "Al-Walid", Header(published=date(2021, 2, 24)), known)
    assert found.status == "ambiguous"
    reasons = {each.place: each.reasons for each in found.candidates}
    assert "it was closed on 2021-02-24, the date of the report" in reasons["walid-kurdistan"]
    later = _of(text, "Al-Walid", Header(published=date(2021, 6, 1)), known)
    assert not any("closed" in r for each in later.candidates for r in each.reasons)


def test_no_town_stands_for_a_river_of_its_name() -> None:
    """The Karama River is not the town of al-Karama; the town is offered, not taken."""
    mention = Mention("r1", Span(0, 9), "Al-Karama", "river", ("karama-raqqa", "karama-anbar"))
    report = Report("r1", "case", Header(), "Al-Karama River")
    (found,) = resolve([mention], NAMESAKES, report)
    assert (found.status, found.candidates) == ("unknown", ())


def test_far_bearers_are_not_asked_about() -> None:
    """Where the text names the governorate, the question is between its own two, not all eleven."""
    reading = read(
        Report("r1", "case", Header(), "انفجر لغم في قرية الجديدة بريف الحسكة."), NAMESAKES
    )
    (village, _) = settle(reading, NAMESAKES).mentions
    assert set(village.places) == {"jdeideh-7", "jdeideh-8"}
    assert village.question.count("jdeideh-") == 2 and len(village.reasons) == 2


@pytest.mark.parametrize(
    ("words", "feature", "offered"),
    [
        ("Mayadiin", "town", "al-mayadin"),
        ("القامشلى", "", "qamishli"),
        ("Semelka", "crossing", "semalka"),
    ],
)
def test_near_misses_are_offered(words: str, feature: str, offered: str) -> None:
    """A misspelt name is kept unknown, and its question names the nearest of the gazetteer."""
    mention = Mention("r1", Span(0, len(words)), words, feature)
    assert near_misses(mention, NAMESAKES)[0].place == offered


def test_near_misses_stand_in_the_question_and_nowhere_else() -> None:
    """They are no candidates: nothing is measured with a place that was only offered."""
    reading = read(
        Report("r1", "case", Header(), "The town of Mayadyn, 14 km from Raqqa."), NAMESAKES
    )
    unknown = settle(reading, NAMESAKES).mentions[0]
    assert unknown.places == () and unknown.reasons == ()
    assert "Nearest names in the gazetteer: Al-Mayadin (al-mayadin)" in unknown.question


def test_a_near_miss_is_of_the_kind_the_text_speaks_of() -> None:
    """Beside "crossing" no town is offered."""
    mention = Mention("r1", Span(0, 8), "Al-Qaimm", "crossing")
    kinds = {NAMESAKES.places[each.place].kind for each in near_misses(mention, NAMESAKES)}
    assert kinds <= {"PSTB"}


def test_the_same_report_gives_the_same_answers_in_the_same_order() -> None:
    """Equal weights keep the gazetteer's order, so that two runs print the same."""
    text = "A mine went off in the village of Jdeideh."
    first, second = ([each.candidates for each in _all(text)] for _ in range(2))
    assert first == second
    assert [each.place for each in first[0]][:3] == ["jdeideh-1", "jdeideh-2", "jdeideh-3"]


def _all(text: str, title: str = "") -> tuple[Resolution, ...]:
    reading = read(Report("r1", "case", Header(title=title), text), NAMESAKES)
    return resolve(reading.mentions, NAMESAKES, reading.report, reading.statements)


def test_a_place_without_position_or_area_troubles_nobody() -> None:
    """Places known by name only take part, and give no nearness."""
    bare: dict[str, Place] = {
        id: Place(id, (PlaceName("Nowhere", "en", "Latn", "main", "test"),), "PPL")
        for id in ("one", "two")
    }
    known = Gazetteer("bare", "", bare, {})
    mention = Mention("r1", Span(0, 7), "Nowhere", places=("one", "two"))
    (found,) = resolve([mention], known, Report("r1", "case", Header(), "Nowhere is quiet."))
    assert found.status == "ambiguous"


def _with(*rows: tuple[str, str, str, str, str, int]) -> Gazetteer:
    """Add places to the namesakes: id, kind, name, country's code, what it lies in, people."""
    added = {}
    for id, kind, name, code, within, people in rows:
        facts = (Attribute("population", str(people), "", "test"),) if people else ()
        names = (PlaceName(name, "en", "Latn", "main", "test"),)
        inside = (within,) if within else ()
        added[id] = Place(id, names, kind, (code,), inside, attributes=facts)
    return replace(NAMESAKES, places={**NAMESAKES.places, **added})


def test_a_country_named_beside_others_is_no_village_of_one_of_them() -> None:
    """Lebanon is the country, though the sentence names another that has a village called so."""
    known = _with(("lebanon-village", "PPL", "Lebanon", "SY", "syria", 900))
    found = _of("Talks between Syria and Lebanon went on.", "Lebanon", known=known)
    assert (found.status, _best(found)[0]) == ("resolved", "lebanon")


def test_a_city_of_weight_is_not_outranked_by_a_country_of_its_name() -> None:
    """Amman and Oman are one word in Arabic: the bare word stays open, a country named settles it."""
    known = _with(
        ("jordan", "PCLI", "Jordan", "JO", "", 0),
        ("oman", "PCLI", "Omman", "OM", "", 0),
        ("amman", "PPLC", "Omman", "JO", "jordan", 1275857),
    )
    assert _of("Crowds met in Omman.", "Omman", known=known).status == "ambiguous"
    told = _of("Crowds met in Omman in Jordan.", "Omman", known=known)
    assert (told.status, _best(told)[0]) == ("resolved", "amman")


def test_a_name_that_is_found_in_one_country_only_tells_the_country() -> None:
    """Eleven Jdeidehs, all in Syria: none is settled, and yet the report is of Syria."""
    found = _of("Mines went off in the village of Jdeideh. Al-Mansurah is quiet.", "Al-Mansurah")
    assert _best(found)[0] == "mansurah-raqqa"
    assert "Jdeideh, which the report names too, is found in no other country" in _best(found)[1]


def test_the_first_sentence_sets_the_scene() -> None:
    """A place of the first sentence says more of the area than one further down."""
    text = "A market opened in Palmyra. A market opened in Qamishli. Lorries use the Al-Walid crossing."
    found = _of(text, "Al-Walid")
    reasons = {each.place: each.reasons for each in found.candidates}
    assert any("with which the report opens" in each for each in reasons["walid-tanf"])
    assert not any("opens" in each for each in reasons["walid-kurdistan"])


def test_a_question_names_five_namesakes_at_most() -> None:
    """A settled name of eleven bearers has a question that can be read."""
    text = "انفجر لغم في قرية الجديدة بريف حلب."
    reading = read(Report("r1", "case", Header(), text), NAMESAKES)
    (village, _) = settle(reading, NAMESAKES).mentions
    assert village.places == ("jdeideh-9",)
    assert village.question.count("jdeideh-") == 5 and village.question.endswith("and by 5 more")


class _Heard(dict[str, float]):
    """A table of weights that remembers which of them were used."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__(weights)
        self.kinds: set[str] = set()

    def __getitem__(self, kind: str) -> float:
        self.kinds.add(kind)
        return super().__getitem__(kind)


HEARD_ELSEWHERE = {
    "old_name",
    "former_name",
    "closed",
    "country_around",
    "large_area",
    "area_of_opening",
}
"""Kinds that need a date or other places than the cases have; each has a test of its own here."""


def test_the_cases_hear_every_kind_of_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No weight stands in the table for nothing, and none goes unheard without a test noticing."""
    heard = _Heard(WEIGHTS)
    monkeypatch.setattr(evidence, "WEIGHTS", heard)
    for case in CASES:
        if not case.get("packaged"):
            _all(case["text"], case.get("title", ""))
    assert set(WEIGHTS) - heard.kinds <= HEARD_ELSEWHERE


def test_a_country_leads_before_its_own_capital() -> None:
    """Kuwait is the country first, unless a distance is measured from it."""
    known = _with(
        ("kuwait", "PCLI", "Kuwait", "KW", "", 0), ("city", "PPLC", "Kuwait", "KW", "kuwait", 60064)
    )
    assert _best(_of("Rain fell in Kuwait.", "Kuwait", known=known))[0] == "kuwait"
    measured = _of("Raqqa is 900 km from Kuwait.", "Kuwait", known=known)
    assert measured.status == "ambiguous"


def test_a_longer_name_that_holds_the_unknown_one_is_offered_first() -> None:
    """Reports shorten: the long name comes before one that only sounds alike."""
    known = _with(
        ("alike", "PPL", "Hamra", "SY", "syria", 0),
        ("longer", "PPL", "Hamrat Jubur", "SY", "syria", 0),
    )
    mention = Mention("r1", Span(0, 6), "Hamrat", "village")
    assert near_misses(mention, known)[0].place == "longer"
