"""Whatever words come together, the readers of words answer, and their spans are true."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.names import fold
from geo_osint.reading.counts import counts
from geo_osint.reading.dates import dates
from geo_osint.reading.lexicon import LANGUAGES, load
from geo_osint.reading.ordinals import ordinals
from geo_osint.reading.quantities import quantities

LITERALS = [
    "1", "14", "31", "2021", "1,200", "3.5", "10-15", "½", "23/2/2021", "2021-02-23", "١٤", "و14", "الـ13", "$",
    "«", "»", "(", ")", ".", ",", "،", "؛", "\n", "\n\n", "-", "—", "²", "ﷺ", "\u200f", "ً", "ß", "İ", "00", "d", "م",
]  # fmt: skip
PUBLISHED = [None, date(2021, 2, 25), date.min, date.max]


def forms(language: str) -> list[str]:
    sections = load(language).sections.values()
    return sorted({form for section in sections for words in section.values() for form in words})


def texts(language: str) -> st.SearchStrategy[str]:
    word = st.sampled_from(forms(language)) | st.sampled_from(LITERALS) | st.text(max_size=3)
    piece = st.tuples(word, st.sampled_from(["", " ", " ", "-"])).map("".join)
    return st.lists(piece, max_size=12).map("".join)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(PUBLISHED), st.booleans())
def test_readings_stand_where_their_spans_say_and_apart_from_each_other(
    language: str, data: st.DataObject, published: date | None, titled: bool
) -> None:
    text = data.draw(texts(language))
    text = text.title() if titled else text
    folded, lexicon = fold(text), load(language)
    found_dates = dates(text, folded, published, lexicon)
    for found in (quantities(text, folded, lexicon), counts(text, folded, lexicon), found_dates):
        assert all(each.span.of(text) == each.words for each in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(each.span.of(text) == each.words for each in ordinals(text, folded, lexicon))
    assert all((each.start is None) == (each.precision == "unknown") for each in found_dates)
