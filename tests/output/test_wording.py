"""Sentences for editors say what the evidence allows, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo_osint.model import (
    Bilingual,
    Breakdown,
    Count,
    DateReading,
    Decision,
    Finding,
    Hypothesis,
    Interval,
    IntervalSet,
    Quantity,
    ReadingResult,
    Span,
)
from geo_osint.output import sentences, wording
from geo_osint.output.wording import ISOLATE, POP


def km(*parts):
    return IntervalSet.of(*(Interval(1_000 * lo, 1_000 * hi) for lo, hi in parts))


def hypothesis(lo, hi, verdict):
    interval = Interval(1_000 * lo, 1_000 * hi)
    return Hypothesis(
        "geo:al-mayadin", "geo:al-omar-field", ("list",), ("map",), interval, verdict, None
    )


def plain(words):
    return words.replace(ISOLATE, "").replace(POP, "")


FITS = [hypothesis(14.0, 14.2, "fits")]
TORN = [hypothesis(14.5, 15.2, "fits_roughly"), hypothesis(18.3, 19.0, "does_not_fit")]
WIDE = [hypothesis(10.0, 19.0, "not_settled")]
OUT = [hypothesis(18.3, 19.0, "does_not_fit")]


@pytest.mark.parametrize(
    ("verdict", "hypotheses", "margin", "english", "arabic"),
    [
        ("fits", FITS, 300.0, "so the distance fits", "فالمسافة متوافقة مع المنشور"),
        (
            "fits_roughly",
            [hypothesis(14.6, 15.0, "fits_roughly")],
            -100.0,
            "fits roughly: not within what the rounding of the printed figure allows, but within",
            "متوافقة تقريبًا: ليست ضمن ما يسمح به تقريب الرقم المنشور",
        ),
        (
            "not_settled",
            TORN,
            -3.0,
            "not settled: it fits, exactly or roughly, by some of these positions and not by others",
            "غير محسومة: تتوافق، تمامًا أو تقريبًا، بحسب بعض هذه المواقع ولا تتوافق بحسب غيرها",
        ),
        (
            "not_settled",
            WIDE,
            0.0,
            "not settled: the positions are not known closely enough to tell",
            "غير محسومة: المواقع غير معروفة بدقة تكفي للحسم",
        ),
        (
            "not_settled",
            OUT,
            -3_800.0,
            "not settled: measured so it does not fit, measured from an edge it may",
            "غير محسومة: لا تتوافق بهذا القياس، وقد تتوافق من الحافة",
        ),
        (
            "does_not_fit",
            OUT,
            -3_800.0,
            "does not fit: the nearest of them is 3.8 km outside what was printed",
            "غير متوافقة: أقربها يقع خارج المدى المنشور بمقدار 3.8 كم",
        ),
    ],
)
def test_each_verdict_has_its_sentence(case, verdict, hypotheses, margin, english, arabic):
    told = case.statements[0]
    possible = IntervalSet.of(*(each.interval for each in hypotheses))
    basis = Bilingual("as told", "كما ذُكر")
    found = Finding(
        told,
        verdict,
        possible=possible,
        margin=margin,
        hypotheses=tuple(hypotheses),
        readings=(
            ReadingResult("edge", possible, "not_settled", basis),
            ReadingResult("road", possible, "does_not_fit", basis),
        ),
    )
    sentence = sentences.sentence(found, case)
    assert english in sentence.en
    assert arabic in sentence.ar
    assert plain(sentence.en).startswith(
        "The report (An Observatory, 24 February 2021) puts Al-Mayadin 14 km from Al-Omar oil field; "
    )
    assert plain(sentence.ar).startswith(
        "بحسب التقرير (An Observatory، 24 شباط/فبراير 2021)، المسافة بين الميادين وحقل العمر هي 14 كم؛ "
    )


def test_an_unknown_place_is_named_as_written_with_the_reason(everything):
    case, findings, _ = everything
    sentence = sentences.sentence(findings[2], case)
    assert "puts “The depot” 3 km from Al-Mayadin; the distance cannot be checked: " in plain(
        sentence.en
    )
    assert "«The depot»" in plain(sentence.ar)
    assert "ويتعذر التحقق من هذه المسافة: " in sentence.ar


def test_what_was_not_checked_is_quoted_and_says_so(everything):
    case, findings, _ = everything
    sentence = sentences.sentence(replace(findings[1], verdict="not_checked"), case)
    assert "“They sit on the bank opposite the bases” (on the opposite bank of" in plain(
        sentence.en
    )
    assert sentence.en.endswith("This was read and not checked.")
    assert sentence.ar.endswith("قُرئ هذا ولم يُتحقق منه.")


def test_an_estimate_is_never_called_published(case):
    told = replace(case.statements[0], reference=case.movements[0].origin)
    guess = Hypothesis(
        "geo:al-mayadin", "geo:al-walid", ("list",), (), Interval(14_000, 14_100), "fits", 400.0
    )
    found = Finding(told, "fits", possible=km((14, 14.1)), margin=400.0, hypotheses=(guess,))
    sentence = sentences.sentence(found, case)
    assert "a position that is only our estimate gives" in sentence.en
    assert "published" not in sentence.en
    assert "تقديرنا" in sentence.ar
    assert "المواقع المنشورة" not in sentence.ar


def test_a_position_the_analyst_added_is_not_called_published(case):
    place = case.places["geo:al-omar-field"]
    pinned = replace(place.positions[0], by="R. Editor")
    places = {**case.places, place.id: replace(place, positions=(pinned, *place.positions[1:]))}
    told = case.statements[0]
    found = Finding(told, "fits", possible=km((14, 14.2)), margin=1.0, hypotheses=tuple(FITS))
    sentence = sentences.sentence(found, replace(case, places=places))
    assert "positions, some of them added by our analyst, give" in sentence.en
    assert "بعضها أضافه محللنا" in sentence.ar
    assert "published positions give" in sentences.sentence(found, case).en


def test_a_name_with_a_namesake_caps_the_answer(case):
    told = replace(case.statements[0], subject=case.movements[0].origin)
    found = Finding(told, "fits", possible=km((14, 14.1)), margin=1.0, hypotheses=tuple(FITS))
    sentence = sentences.sentence(found, case)
    assert "(if Al-Walid crossing is what the name means)" in plain(sentence.en)
    assert "(إذا كان المقصود معبر الوليد)" in plain(sentence.ar)


def test_a_direction_is_judged_apart_and_together_with_the_distance(case):
    told = replace(case.statements[0], relation="north_east")
    arc = IntervalSet.of(Interval(37, 51))
    parts = (
        ReadingResult("distance", km((14, 14.1)), "fits", Bilingual("", "")),
        ReadingResult("direction", arc, "fits_roughly", Bilingual("", ""), unit="deg"),
    )
    found = Finding(
        told, "fits_roughly", possible=km((14, 14.1)), margin=1.0, hypotheses=tuple(FITS),
        readings=parts,
    )  # fmt: skip
    sentence = sentences.sentence(found, case)
    assert (
        "which taken alone fits, and the direction 37–51°, which against north-east fits roughly; "
        "both together: fits roughly"
    ) in sentence.en
    assert "والاثنان معًا: متوافق تقريبًا" in sentence.ar


def test_a_relation_that_nothing_measures_is_said_to_be_unchecked(case):
    told = replace(case.statements[0], relation="upstream")
    found = Finding(told, "fits", possible=km((14, 14.1)), margin=1.0, hypotheses=tuple(FITS))
    sentence = sentences.sentence(found, case)
    assert "(what it states besides, upstream, was not checked)" in sentence.en
    assert "(أما ما يذكره أيضًا، أعلى النهر، فلم يُتحقق منه)" in sentence.ar


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("fits", "Checked: fits (filed there)."),
        ("cannot_check", "This cannot be checked: filed there."),
    ],
)
def test_a_checked_relation_says_what_came_of_it(case, verdict, words):
    told = replace(case.statements[0], kind="within", relation="in_governorate", quantity=None)
    found = Finding(told, verdict, unit="label", reasons=(Bilingual("filed there", "هناك"),))
    assert sentences.sentence(found, case).en.endswith(words)


@pytest.mark.parametrize(
    ("words", "lo", "hi", "unit", "hedge", "english", "arabic"),
    [
        ("14 km", 14_000, 14_000, "km", "", "14 km", "14 كم"),
        ("30 to 35 km", 30_000, 35_000, "km", "", "30–35 km", "30 إلى 35 كم"),
        ("at least 2.5 km", 2_500, 2_500, "km", "at_least", "at least 2.5 km", "2.5 كم على الأقل"),
        ("800 m", 800, 800, "m", "", "800 m", "800 م"),
        ("a mile", 1_609.344, 1_609.344, "mile", "", "1.61 km (“a mile”)", "1.61 كم («a mile»)"),
        ("a few km", None, None, "km", "few", "“a few km”", "«a few km»"),
    ],
)
def test_figures_as_stated(words, lo, hi, unit, hedge, english, arabic):
    told = wording.stated(Quantity(words, Span(0, 1), lo, hi, unit, hedge))
    assert (plain(told.en), plain(told.ar)) == (english, arabic)


@pytest.mark.parametrize(
    ("start", "end", "precision", "english", "arabic"),
    [
        (date(2021, 2, 23), date(2021, 2, 23), "day", "23 February 2021", "23 شباط/فبراير 2021"),
        (date(2021, 2, 1), date(2021, 2, 28), "month", "February 2021", "شباط/فبراير 2021"),
        (date(2021, 1, 1), date(2021, 12, 31), "year", "2021", "2021"),
        (
            date(2021, 2, 14),
            date(2021, 2, 16),
            "day",
            "14 February 2021 to 16 February 2021",
            "من 14 شباط/فبراير 2021 إلى 16 شباط/فبراير 2021",
        ),
        (None, None, "unknown", "“23 Feb” (year not known)", "«23 Feb» (السنة غير معروفة)"),
    ],
)
def test_dates_are_no_finer_than_told(start, end, precision, english, arabic):
    told = wording.when(DateReading("23 Feb", Span(0, 1), start, end, precision))
    assert (plain(told.en), plain(told.ar)) == (english, arabic)


def test_counts_keep_their_hedge_and_arabic_nouns_stand_apart():
    told = wording.counted(Count("some 60 lorries", Span(0, 1), 60, 60, "lorry", "about"))
    assert told == Bilingual("about 60 lorries", "نحو 60 (شاحنات)")


@pytest.mark.parametrize(
    ("margin", "english"),
    [
        (240.0, "inside what was printed, with 240 m to spare"),
        (0.0, "reaches into what was printed, and beyond it"),
        (-3.2, "the nearest possible distance lies 3 m outside what was printed"),
        (None, "nothing was measured"),
    ],
)
def test_margins_in_words(case, margin, english):
    assert wording.margin(Finding(case.statements[0], "fits", margin=margin)).en == english


def test_a_decision_says_who_when_and_why():
    told = wording.reviewed(Decision("s1", "R. Editor", date(2021, 3, 1), "hold", "second map"))
    assert plain(told.en) == "decided: hold, by R. Editor, 1 March 2021; reason: second map"
    assert plain(told.ar) == "قرار: hold، R. Editor، 1 آذار/مارس 2021؛ السبب: second map"
    assert wording.reviewed(None) == Bilingual(
        "machine reading, unreviewed", "قراءة آلية غير مراجعة"
    )


def test_a_name_cannot_turn_the_words_around_it():
    assert wording.isolated("a\u202eb\u2069c\u2066") == f"{ISOLATE}abc{POP}"


@pytest.mark.parametrize(
    ("reading", "words", "arabic"),
    [
        ("edge", "it depends on where the edges run", "الأمر رهن بموضع الحواف"),
        ("road", "the length of the road is not known", "طول الطريق غير معروف"),
    ],
)
def test_what_is_open_is_told_by_what_was_measured(case, reading, words, arabic):
    possible = IntervalSet.of(WIDE[0].interval)
    found = Finding(
        case.statements[0],
        "not_settled",
        reading=reading,
        possible=possible,
        hypotheses=tuple(WIDE),
    )
    assert words in sentences.sentence(found, case).en
    assert arabic in sentences.sentence(found, case).ar


def test_the_breakdown_says_what_counts_and_what_does_not():
    told = wording.breakdown(Breakdown(extent=11_500.0, sources=4_512.0, coordinates=532.0))
    assert told.en == (
        "positions that differ or are not known closely 4.5 km; extent, which counts from an edge only, "
        "11.5 km; rounded coordinates, not counted, 532 m"
    )
    assert "11.5 كم" in told.ar and "532 م" in told.ar
