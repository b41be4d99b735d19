"""A table of stated distances in, the same table with what came of it out."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

import geo_osint
from geo_osint import cli
from geo_osint.api import many
from geo_osint.api.many import RESULTS, check_table
from geo_osint.errors import InputError

PLACES = """subject,reference,stated,measured_as,note
al-Omar field,Al-Mayadin,about 14 km,,=1+1
حقل العمر,الميادين,نحو ١٤ كم,,"two
lines, and a comma"
geo:al-omar-field,geo:al-mayadin,10 km,centre,-3.5
Al-Walid,Qamishli,90 km,,@a
Nowhere,Qamishli,90 km,,
Hajin,Al-Bukamal,a few kilometres,,
Hajin,Al-Bukamal,fourteen,,
Hajin,Al-Bukamal,at least 20 km,road,
Hajin,Al-Bukamal,30 to 35 km,by air,
"""

POSITIONS = """subject_lat,subject_lon,reference_lat,reference_lon,stated,subject_extent_m
35.104,40.576,35.01982,40.45154,15 km,0
35.104,40.576,35.01982,40.45154,"10.5 km",6000
95,40.576,35.01982,40.45154,15 km,
,40.576,35.01982,40.45154,15 km,0
1_0,40.576,35.01982,40.45154,15 km,0
35.104,40.576,35.01982,40.45154,9 to 100 km,0
35.104,40.576,35.01982,40.45154,less than 20 km,0
"""


@pytest.fixture
def checked(tmp_path: Path):  # type: ignore[no-untyped-def]
    def work(text: str, name: str = "told.csv") -> list[dict[str, str]]:
        source, target = tmp_path / name, tmp_path / "checked.csv"
        data = text.encode()
        source.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
        check_table(source, target)
        with target.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    return work


def test_each_row_gets_its_answer_behind_its_own_columns(checked) -> None:  # type: ignore[no-untyped-def]
    rows = checked(PLACES)
    assert list(rows[0])[-len(RESULTS) :] == list(RESULTS)
    assert [row["verdict"] for row in rows] == [
        "not_settled", "not_settled", "does_not_fit", "cannot_check", "cannot_check",
        "cannot_check", "cannot_check", "fits", "cannot_check",
    ]  # fmt: skip
    assert (rows[0]["possible_lo_m"], rows[0]["margin_m"]) == ("14503.015", "-3.015")
    assert (rows[0]["printed_lo_m"], rows[0]["printed_hi_m"]) == ("13500", "14500")
    assert rows[3]["reason"].startswith(
        "subject: the name may mean several places; give an id (geo:"
    )
    assert rows[4]["reason"] == "subject: not in the gazetteer"
    assert "no measurable range" in rows[5]["reason"]
    assert rows[6]["reason"].startswith("stated")
    assert (rows[7]["printed_hi_m"], rows[7]["reason"]) == ("", "")
    assert rows[7]["possible_hi_m"] == "59799.489"  # a road of 2.1 times 28.476 km
    assert rows[8]["reason"].startswith("measured as")
    assert rows[1]["note"] == "two\nlines, and a comma"


def test_no_cell_comes_out_as_a_formula(checked) -> None:  # type: ignore[no-untyped-def]
    """What a spreadsheet would run gets an apostrophe; a negative number stays one."""
    rows = checked(PLACES)
    assert [rows[at]["note"] for at in (0, 2, 3)] == ["'=1+1", "-3.5", "'@a"]


@pytest.mark.parametrize("name", ["told.csv", "told.csv.gz"])
def test_coordinates_need_no_gazetteer(checked, name: str) -> None:  # type: ignore[no-untyped-def]
    """14.701 km (14,700.765 m) by GeographicLib: fits 15 km, 4 km over 10.5 km (10.25-10.75), in 8.5-105 km."""
    rows = checked(POSITIONS, name)
    assert [row["verdict"] for row in rows] == [
        "fits", "not_settled", "cannot_check", "cannot_check", "cannot_check", "fits", "fits",
    ]  # fmt: skip
    assert {row["possible_lo_m"] for row in rows} == {"14700.765", ""}
    assert [rows[1]["printed_lo_m"], rows[1]["printed_hi_m"]] == ["10250", "10750"]
    assert [rows[5]["printed_lo_m"], rows[5]["printed_hi_m"]] == ["8500", "105000"]
    assert [rows[6]["printed_lo_m"], rows[6]["printed_hi_m"]] == ["0", "20500"]
    assert {rows[at]["reason"][:21] for at in (2, 3, 4)} == {"subject: no position "}


def test_a_row_answers_as_distance_does(checked) -> None:  # type: ignore[no-untyped-def]
    row = checked(PLACES)[0]
    finding = geo_osint.distance("al-Omar field", "Al-Mayadin", stated="about 14 km").finding
    assert finding is not None and finding.margin is not None
    assert (row["verdict"], float(row["margin_m"])) == (finding.verdict, round(finding.margin, 3))
    assert float(row["newsroom_lo_m"]) == finding.newsroom.parts[0].lo


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("subject,reference\na,b\n", "has no column 'stated'"),
        ("subject,stated\na,b\n", "has no column 'reference'"),
        ("stated,subject_lat\n1 km,2\n", "has no column 'subject_lon'"),
        ("subject;reference;stated\na;b;c\n", "has no column 'stated'"),
        ("subject,reference,stated,stated\na,b,c,d\n", "'stated' stands twice"),
        ("subject,reference,stated,verdict\na,b,c,d\n", "'verdict' already"),
        ("subject,reference,stated,subject_extent_m\na,b,c,1\n", "goes with coordinates"),
        ("subject,reference,stated\na,b,c\na,b\n", "row 2: has 2 cells"),
        ('subject,reference,stated\na,b,"c\n', "line 2: not CSV"),
        ("subject,reference,stated\na,\0,c\n", "line 2: holds binary data"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, text: str, words: str
) -> None:
    source, target = tmp_path / "told.csv", tmp_path / "checked.csv"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as fault:
        check_table(source, target)
    assert words in str(fault.value) and "\n" not in str(fault.value)
    assert not target.exists()


def test_what_is_no_utf8_names_its_line(tmp_path: Path) -> None:
    source = tmp_path / "told.csv"
    source.write_bytes("subject,reference,stated\nالميادين,b,c\n".encode("cp1256"))
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        check_table(source, tmp_path / "checked.csv")


def test_the_table_itself_is_not_written_over(tmp_path: Path) -> None:
    source = tmp_path / "told.csv"
    source.write_text(PLACES, encoding="utf-8")
    with pytest.raises(InputError, match="is the table itself"):
        check_table(source, source)
    assert source.read_text(encoding="utf-8") == PLACES


def test_pieces_and_progress(checked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A table longer than a piece comes out whole, in order, and its progress ends at all of it."""
    monkeypatch.setattr(many, "PIECE", 2)
    shares: list[float] = []
    (tmp_path / "a.csv").write_text(POSITIONS, encoding="utf-8")
    found = check_table(tmp_path / "a.csv", tmp_path / "b.csv", on_share=shares.append)
    assert found.rows == 7 and shares[-1] == 1.0
    assert found.verdicts == {"fits": 3, "not_settled": 1, "cannot_check": 3}


def test_the_command_tells_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("told.csv").write_text(POSITIONS, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        cli.main(["check-many", "told.csv", "-o", "checked.csv"])
    assert left.value.code == 0
    assert capsys.readouterr().out.splitlines() == [
        "fits: 3", "not settled: 1", "cannot check: 3", "Written: checked.csv (7 rows)",
    ]  # fmt: skip
    with pytest.raises(SystemExit):
        cli.main(["check-many", "told.csv", "-o", "checked.csv", "--json"])
    assert '"does_not_fit": 0' in capsys.readouterr().out


def test_the_older_rule_of_rounding_is_taken_where_asked(tmp_path: Path) -> None:
    source, target = tmp_path / "told.csv", tmp_path / "checked.csv"
    source.write_text("subject,reference,stated\nHajin,Al-Bukamal,100 km\n", encoding="utf-8")
    printed = {}
    for rule in ("2020", "2004"):
        arguments = ["check-many", str(source), "-o", str(target), "--rounding", rule]
        assert cli.cli.main(arguments, standalone_mode=False) in (None, 0)
        (row,) = csv.DictReader(target.read_text(encoding="utf-8").splitlines())
        printed[rule] = (row["printed_lo_m"], row["printed_hi_m"])
    assert printed == {"2020": ("95000", "105000"), "2004": ("50000", "150000")}
