"""What is tried only at some words, and what is not tried at all, changes no reading."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Report
from geo_osint.names import fold
from geo_osint.reading import (
    counts,
    date_patterns,
    numbers,
    ordinals,
    quantity_patterns,
    read,
    reader,
)
from geo_osint.reading.cues import Cued, Cues
from geo_osint.reading.lexicon import LANGUAGES, load

BUILDERS = (
    date_patterns.short_numeric, date_patterns.day_of_month_beside, date_patterns.month, date_patterns.relative,
    date_patterns.two_days_ago, date_patterns.day_alone, date_patterns.weekday, date_patterns.beside, date_patterns.year,
    quantity_patterns.vague, quantity_patterns.bare, quantity_patterns.fraction, quantity_patterns.single,
    numbers._figure_pattern, ordinals._ordinal_pattern, counts._single_pattern, counts._open_pattern,
)  # fmt: skip


@cache
def patterns(language: str) -> tuple[Cued, ...]:
    lexicon = load(language)
    built = [build(lexicon) for build in BUILDERS]
    return (*built, *date_patterns.day_and_month(lexicon), date_patterns.NUMERIC)


@cache
def forms(language: str) -> list[str]:
    tables = load(language).sections.values()
    return sorted({form for table in tables for listed in table.values() for form in listed})


JOINTS = ["", " ", " ", " ", "-", "/", ", ", ".", "\n", "و", "ال", "وال", "لل", "ب", "_", "(", "ـ"]
FIGURES = ["1", "14", "31st", "2021", "1,200", "3.5", "½", "14½", "23/2/2021", "2021-02-23", "13", "²", "x", "ﷺ"]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_cued_pattern_finds_what_it_finds_alone(language: str, data: st.DataObject) -> None:
    word = st.sampled_from(forms(language)) | st.sampled_from(FIGURES)
    pieces = st.lists(st.tuples(word, st.sampled_from(JOINTS)).map("".join), max_size=14)
    text = fold("".join(data.draw(pieces))).text
    cues = Cues(text, load(language))
    for cued in patterns(language):
        alone = [match.span() for match in cued.pattern.finditer(text)]
        assert [match.span() for match in cued.finditer(cues)] == alone


SENTENCES = st.sampled_from(
    [
        "The convoy entered Syria through the Al-Walid crossing.", "It went on to Qamishli.", "They left it.",
        "On 14 February 45 lorries came from Raqqa.", "The convoy consists of 25 trucks.", "The base is far.",
        "People fear that the truce will collapse.", "It was not for them.", "Prices rose.", "Qamishli - Agency",
        "It lies 14 km from Al-Mayadin.", "The town is in their hands.", "The far bank is empty.",
        "ودخلت القافلة من معبر الوليد.", "وتضم 25 شاحنة.", "وقال السكان إن الأسعار ارتفعت.", "ووصلت إلى القامشلي.",
        "وهي على الضفة المقابلة.", "وتبعد عنها 14 كم.", "وكان ذلك في تل بيدر.", "ولم يصدر أي تعليق.", "الأراضي السورية.",
    ]
)  # fmt: skip


@given(body=st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join))
@settings(max_examples=120, deadline=None)
def test_sentences_that_are_left_out_say_nothing(body: str, gazetteer: Gazetteer) -> None:
    report = Report("r1", "any", Header(), body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "tells", lambda *_: True)
        all_cut = read(report, gazetteer)
    assert read(report, gazetteer) == all_cut
