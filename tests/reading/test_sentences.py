"""Where sentences end, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.reading.sentences import split

WRAPPED = """\
The convoy came through the crossing at dawn and moved on
towards Qamishli before noon. A second one followed it by
night.
"""


def parts(body: str) -> list[str]:
    return [span.of(body) for span in split(body)]


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ("It came. It left.", ["It came.", "It left."]),
        ("It is 14.5 km away. Then 1,200.5 m.", ["It is 14.5 km away.", "Then 1,200.5 m."]),
        ("The U.S. base. In the U.S. The end.", ["The U.S. base.", "In the U.S.", "The end."]),
        ("Gen. Smith of the U.S. Army said so.", ["Gen. Smith of the U.S. Army said so."]),
        ("J. R. Smith came. M. Jones left.", ["J. R. Smith came.", "M. Jones left."]),
        ("It is 14 km. The base is not.", ["It is 14 km.", "The base is not."]),
        ("It is 3 km. from it.", ["It is 3 km. from it."]),
        ("On Feb. 23 it came.", ["On Feb. 23 it came."]),
        ("Road No. 4 is shut. He said no. Then he left.", ["Road No. 4 is shut.", "He said no.", "Then he left."]),
        ('He said "It came." Then he left.', ['He said "It came."', "Then he left."]),
        ('"Did it come?" he asked. Yes!', ['"Did it come?" he asked.', "Yes!"]),
        ("He left... and came back. Done.", ["He left... and came back.", "Done."]),
        ("See www.example.org/a.b now.", ["See www.example.org/a.b now."]),
        ("It came; it left.", ["It came;", "it left."]),
        ("وصلت القافلة. ثم غادرت؛ أين؟ هنا!", ["وصلت القافلة.", "ثم غادرت؛", "أين؟", "هنا!"]),
        ("قال: «وصلت القافلة.» وأضاف المرصد.", ["قال: «وصلت القافلة.»", "وأضاف المرصد."]),
        ("على بعد ٣٫٥ كم. وقال د. محمد إنها ق.م شيء.", ["على بعد ٣٫٥ كم.", "وقال د. محمد إنها ق.م شيء."]),
        ("في ريف دير الزور.وأضاف المرصد", ["في ريف دير الزور.", "وأضاف المرصد"]),
        ("1. First\n2. Second", ["1. First", "2. Second"]),
        ("A headline\n\nThe text", ["A headline", "The text"]),
        ("A headline\nThe text goes on.", ["A headline", "The text goes on."]),
        ("", []),
        (" \n\n \n", []),
    ],
)  # fmt: skip
def test_sentences(body: str, sentences: list[str]) -> None:
    assert parts(body) == sentences


def test_lines_wrapped_by_hand_are_one_sentence() -> None:
    first, second = parts(WRAPPED)
    assert first.endswith("before noon.")
    assert second == "A second one followed it by\nnight."


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "word " * 40 + "end"
    assert parts(f"{line}\n{line}") == [line, line]


@given(st.text(st.sampled_from("aB1. \n!?؟;؛«»\"'…كمو،")))
def test_sentences_are_in_order_trimmed_and_leave_nothing_but_blanks_behind(body: str) -> None:
    spans = split(body)
    rest = list(body)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for span in spans:
        assert span.of(body) == span.of(body).strip() != ""
        rest[span.start : span.end] = " " * (span.end - span.start)
    assert not "".join(rest).strip()


@pytest.mark.parametrize("body", ["." * 200_000, '."' * 100_000, "U.S." * 50_000, "\n \n" * 60_000])
def test_long_runs_do_not_hang(body: str) -> None:
    split(body)
