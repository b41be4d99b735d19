"""findings.json is strict and complete; findings.md shows what comes from outside as it stands."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from geo_osint import files
from geo_osint.model import Finding, Interval, IntervalSet
from geo_osint.output import findings as output
from geo_osint.output.findings import escaping

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas" / "findings.schema.json").read_text(encoding="utf-8")
)

KEYS = (
    "id kind words report span verdict reading unit possible as_printed newsroom margin hypotheses "
    "readings breakdown reasons settles stand_in limit decision sources"
)


def parsed(case, findings):
    return files.parse_json(output.to_json(case, findings), "findings")


def test_a_finding_has_all_its_parts_in_their_order(everything):
    case, findings, _ = everything
    document = parsed(case, findings)
    assert list(document) == ["format", "case", "tool", "rounding", "findings", "conflicts"]
    assert document["format"] == "geo-osint findings 1"
    assert document["case"] == case.sha256
    assert [" ".join(each) for each in document["findings"]] == [KEYS] * 3


def test_every_finding_fits_the_schema(everything):
    case, findings, _ = everything
    jsonschema.Draft202012Validator(SCHEMA).validate(parsed(case, findings))


def test_hostile_texts_fit_the_schema_and_come_back_unchanged(attacked, hostile_text):
    case, findings, _ = attacked
    document = parsed(case, findings)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert document["findings"][0]["words"] == hostile_text
    assert document["findings"][0]["decision"]["reason"] == hostile_text


def test_positions_that_disagree_stay_apart(everything):
    case, findings, _ = everything
    first = parsed(case, findings)["findings"][0]
    assert first["possible"] == [[14700.765, 14700.765], [18505.074, 18505.074]]
    assert [each["positions"] for each in first["hypotheses"]] == [
        {"subject": ["list"], "reference": ["map"]},
        {"subject": ["list"], "reference": ["book"]},
    ]
    assert [each["verdict"] for each in first["hypotheses"]] == ["fits_roughly", "does_not_fit"]
    assert first["margin"] == -200.765


def test_what_is_unbounded_is_null(everything):
    case, findings, _ = everything
    open_ = IntervalSet.of(Interval(40_000.0, math.inf))
    first = parsed(case, [replace(findings[0], printed=open_)])["findings"][0]
    assert first["as_printed"] == [[40_000.0, None]]
    assert first["readings"]["road"]["possible"] == [[14700.765, 38860.655]]


def test_nan_is_refused_and_minus_zero_is_zero(case):
    told = case.statements[0]
    with pytest.raises(ValueError, match="NaN"):
        output.to_json(case, [Finding(told, "fits", margin=math.nan)])
    zero = Finding(told, "fits", possible=IntervalSet.of(Interval(-0.0, 0.0001)), margin=-0.0)
    assert '"margin": 0,' in output.to_json(case, [zero])


def test_the_same_findings_give_the_same_text(everything):
    case, findings, _ = everything
    assert output.to_json(case, findings) == output.to_json(case, findings)
    assert output.to_json(case, findings).endswith("}\n")


def test_the_decision_stands_in_both_files(decided):
    case, findings, _ = decided("s1")
    first = parsed(case, findings)["findings"][0]
    assert first["decision"] == {
        "by": "R. Editor",
        "date": "2021-03-01",
        "decision": "hold",
        "reason": "second map awaited",
        "second_reader": "",
    }
    text = output.to_markdown(case, findings)
    block = text[text.index("## s1") : text.index("## s2")]
    assert "R. Editor" in block
    assert "unreviewed" not in block
    assert "unreviewed" in text[text.index("## s2") :]


class Texts(HTMLParser):
    """Collects elements, addresses and text of HTML that a Markdown reader made."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.text = set(), set(), ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links |= {value for name, value in attrs if name in ("href", "src")}

    def handle_data(self, data):
        self.text += data


def read_as_markdown(text):
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = Texts()
    found.feed(reader.render(text))
    return found


def test_hostile_texts_are_shown_literally(attacked, hostile_text):
    case, findings, _ = attacked
    found = read_as_markdown(output.to_markdown(case, findings))
    assert found.tags <= {"h1", "h2", "ul", "li", "p", "blockquote", "strong", "code", "br"}
    assert found.links == set()
    assert " ".join(hostile_text.split()) in found.text


def test_a_name_with_a_namesake_says_what_it_was_taken_for(everything):
    case, findings, _ = everything
    found = read_as_markdown(output.to_markdown(case, findings))
    words = "“\u2068Al-Walid\u2069” is taken to mean \u2068Al-Walid crossing\u2069. Look at: "
    assert found.text.count(words) == 2


def test_movements_and_sources_are_there(everything):
    case, findings, _ = everything
    text = output.to_markdown(case, findings)
    found = read_as_markdown(text)
    assert "Count: about 60 lorries (“About 60 lorries”)" in found.text
    assert "Towards: \u2068Qamishli\u2069 · \u2068القامشلي\u2069 (the area of it)" in found.text
    assert "https://fields.example/map_2017.pdf" in found.links
    assert "Map of named fields, p. 3" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "1. one", "12) two", "- item", "+ item", "* item", "# head", "> quote", "=====", "---",
        "`code`", "**b** _i_", "[a](b)", "![a](b)", "<b>", "&amp;", "a | b", "~~x~~", "\\*", "\\*b\\*", "$x$",
        "line\n# next", "[a]: http://x.example", "<http://x.example>", "    code", "\ttab",
    ],
)  # fmt: skip
def test_any_markdown_is_escaped(text):
    found = read_as_markdown(escaping.escaped(text))
    assert found.text.strip() == " ".join(text.split())
    assert found.tags == {"p"}


@given(
    st.text(st.sampled_from("\\`*_[]()<>&|~#$!^{}+-=:.;/1 a\nمhtp@\"'"), min_size=1, max_size=30)
)
def test_whatever_is_escaped_comes_back(text):
    shown = " ".join(text.split())
    assert read_as_markdown(escaping.escaped(text)).text.strip() == shown
    inside = read_as_markdown(f"x{escaping.escaped(text)}x")
    assert (inside.text.strip(), inside.tags) == (f"x{shown}x", {"p"})


def test_rejected_statements_and_movements_are_left_out(case):
    gone = replace(case.movements[0], status="rejected")
    text = output.to_markdown(replace(case, movements=(gone, *case.movements[1:])), ())
    assert "## m1" not in text
    assert "## m2" in text
