"""Coordinates as people paste them: what is read, how finely, and what is refused."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.coordinates import looks_like_coordinates, parse
from geo_osint.errors import InputError

OMAR = (35.104, 40.576)

READ = [
    ("35.104, 40.576", OMAR, "decimal degrees"),
    ("35.104,40.576", OMAR, "decimal degrees"),
    ("(35.104, 40.576)", OMAR, "decimal degrees"),
    ("35.104 40.576", OMAR, "decimal degrees"),
    ("35.104; 40.576", OMAR, "decimal degrees"),
    ("35,104; 40,576", OMAR, "decimal degrees"),
    ("35,104 40,576", OMAR, "decimal degrees"),
    ("35,104, 40,576", OMAR, "decimal degrees"),
    ("٣٥٫١٠٤، ٤٠٫٥٧٦", OMAR, "decimal degrees"),
    ("۳۵٫۱۰۴، ۴۰٫۵۷۶", OMAR, "decimal degrees"),
    ("\u200f35.104، 40.576\u200f", OMAR, "decimal degrees"),
    ("35.104N 40.576E", OMAR, "decimal degrees"),
    ("35.104° N, 40.576° E", OMAR, "decimal degrees"),
    ("N35.104 E40.576", OMAR, "decimal degrees"),
    ("N35.104E40.576", OMAR, "decimal degrees"),
    ("N 35.104 E 40.576", OMAR, "decimal degrees"),
    ("40.576 E, 35.104 N", OMAR, "decimal degrees"),
    ("lat 35.104 lon 40.576", OMAR, "decimal degrees"),
    ("Longitude: 40.576, Latitude: 35.104", OMAR, "decimal degrees"),
    ("35.104 north, 40.576 east", OMAR, "decimal degrees"),
    ("35.104 شمالاً 40.576 شرقاً", OMAR, "decimal degrees"),
    ("خط العرض 35.104، خط الطول 40.576", OMAR, "decimal degrees"),
    ("٣٥٫١٠٤° شمالا، ٤٠٫٥٧٦° شرقا", OMAR, "decimal degrees"),
    ("-35.104, -40.576", (-35.104, -40.576), "decimal degrees"),
    ("35.104S 40.576W", (-35.104, -40.576), "decimal degrees"),
    ("−35.104, 40.576", (-35.104, 40.576), "decimal degrees"),
    ("35°06'14.4\"N 40°34'33.6\"E", OMAR, "degrees, minutes and seconds"),
    ("35°06′14.4″N, 40°34′33.6″E", OMAR, "degrees, minutes and seconds"),
    ("35° 06’ 14.4” N 40° 34’ 33.6” E", OMAR, "degrees, minutes and seconds"),
    ("35º06'14,4''N 40º34'33,6''E", OMAR, "degrees, minutes and seconds"),
    ("N35°06'14.4\" E40°34'33.6\"", OMAR, "degrees, minutes and seconds"),
    ("35 06 14.4 N 40 34 33.6 E", OMAR, "degrees, minutes and seconds"),
    ("35:06:14.4N 40:34:33.6E", OMAR, "degrees, minutes and seconds"),
    ("35-06-14.4N 40-34-33.6E", OMAR, "degrees, minutes and seconds"),
    ("35°06'14.4\", 40°34'33.6\"", OMAR, "degrees, minutes and seconds"),
    ("٣٥ درجة ٦ دقيقة ١٤٫٤ ثانية شمالاً، ٤٠ درجة ٣٤ دقيقة ٣٣٫٦ ثانية شرقاً", OMAR, "degrees, minutes and seconds"),
    ("35°06.24'N 40°34.56'E", OMAR, "degrees and minutes"),
    ("35°06.24N 40°34.56E", OMAR, "degrees and minutes"),
    ("37SFU4363685712", OMAR, "MGRS"),
    ("37S FU 43636 85712", OMAR, "MGRS"),
    ("37s fu 4363685712", OMAR, "MGRS"),
    ("37 north 643636 3885712", OMAR, "UTM"),
    ("37N 643636 3885712", OMAR, "UTM"),
    ("37 S 643636.00 m E 3885712.00 m N", OMAR, "UTM"),
    ("UTM 37N 643636E 3885712N", OMAR, "UTM"),
    ("UTM zone 37N, 643636, 3885712", OMAR, "UTM"),
    ("8H724H3G+JC", (35.10406, 40.57606), "Plus Code"),
    ("geo:35.104,40.576", OMAR, "geo: address"),
    ("geo:35.104,40.576,200;u=30", OMAR, "geo: address"),
    ("geo:0,0?q=35.104,40.576(base)", OMAR, "geo: address"),
]  # fmt: skip

PIN, VIEW = "map link, its pin", "map link, the centre of its view"

LINKS = [
    ("https://www.google.com/maps/@35.104,40.576,15z", OMAR, VIEW),
    (
        "https://www.google.com/maps/place/X/@35.2,40.1,15z/data=!3m1!4b1!8m2!3d35.104!4d40.576",
        OMAR,
        PIN,
    ),
    ("https://www.google.com/maps?q=35.104,40.576", OMAR, PIN),
    ("https://maps.google.com/?q=35.104%2C40.576&z=9", OMAR, PIN),
    ("maps.google.com/maps?ll=35.104,40.576&amp;z=9", OMAR, VIEW),
    ("https://www.google.com/maps/search/35.104,+40.576", OMAR, PIN),
    ("https://www.google.com/maps/search/?api=1&query=35.104%2C40.576", OMAR, PIN),
    ("https://www.google.com/maps/place/35%C2%B006'14.4%22N+40%C2%B034'33.6%22E", OMAR, PIN),
    ("https://www.openstreetmap.org/?mlat=35.104&mlon=40.576#map=15/35.2/40.1", OMAR, PIN),
    ("https://www.openstreetmap.org/#map=15/35.104/40.576", OMAR, VIEW),
    ("https://www.bing.com/maps?cp=35.104~40.576&lvl=12", OMAR, VIEW),
    ("https://www.bing.com/maps?sp=point.35.104_40.576_x&cp=35.2~40.1", OMAR, PIN),
    ("https://maps.apple.com/?ll=35.104,40.576&q=X", OMAR, VIEW),
    ("https://maps.apple.com/place?coordinate=35.104,40.576", OMAR, PIN),
    ("https://yandex.com/maps/?ll=40.576%2C35.104&z=12", OMAR, VIEW),
    ("http://wikimapia.org/#lang=en&lat=35.104000&lon=40.576000&z=12&m=w", OMAR, VIEW),
]


@pytest.mark.parametrize(("text", "at", "form"), READ + LINKS)
def test_a_pasted_position_is_read(text, at, form):
    parsed = parse(text)
    assert (parsed.at.lat_deg, parsed.at.lon_deg) == pytest.approx(at, abs=2e-5)
    assert parsed.form == form
    assert looks_like_coordinates(text)


REFUSED = [
    ("35.104", "two coordinates"),
    ("35,104", "decimal comma, or two"),
    ("35,104,40,576", "decimal comma, or two"),
    ("35.1, 40.5, 41.2", "3 numbers"),
    ("35 06 40 34", "4 numbers"),
    ("35.104 - 40.576", "two coordinates"),
    ("nan, 40", "plain decimal"),
    ("inf, 40", "plain decimal"),
    ("1e300, 40", "plain decimal"),
    ("35.1, 1e3", "plain decimal"),
    ("35.1, 400", "not between -180 and 180"),
    ("91, 40", "not between -90 and 90"),
    ("35.1N 40.5N", "same axis"),
    ("35.1 E, 40.5 E", "same axis"),
    ("-35.1 S, 40.5 E", "sign and the letter"),
    ("35.104 N 40.576", "two coordinates"),
    ("N 35.1 S, 40.5", "two letters"),
    ("35°60'00\"N 40°34'33\"E", "60 or more"),
    ("35.5°06'N 40°34'E", "decimals before"),
    ("37S 643636 3885712", "south or band S"),
    ("61N 643636 3885712", "outside its zone"),
    ("37T 643636 3885712", "not in its band"),
    ("37N 043636 3885712", "outside its zone"),
    ("37SFU123", "as many digits"),
    ("37SFU123456789012", "as many digits"),
    ("37SZZ1234", "way of writing"),
    ("37SJA1234", "no such MGRS"),
    ("4H3G+JC", "short Plus Code"),
    ("4H3G+JC Deir ez-Zor", "short Plus Code"),
    ("https://maps.app.goo.gl/abcDEF", "short link"),
    ("https://goo.gl/maps/abc", "short link"),
    ("https://www.openstreetmap.org/node/123", "holds no position"),
    ("https://www.google.com/maps/dir/X/Y/data=!3d35.1!4d40.1!3d35.2!4d40.2", "several positions"),
    ("https://www.google.com/maps/@95.1,40.5,9z", "not between"),
    ("geo:35.1", "geo: address"),
    ("geo:1,2;crs=moon", "geo: address"),
    ("", "way of writing"),
    ("Al-Mayadin", "way of writing"),
    ("35.1, 40.5" + " " * 5000, "too long"),
    ("1" * 500 + ", 40", "way of writing"),
]


@pytest.mark.parametrize(("text", "fault"), REFUSED)
def test_what_cannot_be_read_in_one_way_is_refused_in_one_line(text, fault):
    with pytest.raises(InputError, match=fault) as refused:
        parse(text)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


PRECISIONS = [
    ("35.104, 40.576", 72),
    ("35, 40", 71_700),
    ("35.01982, 40.45154", 0.72),
    ("35°06'N 40°34'E", 1_195),
    ("35°06'14\"N 40°34'33\"E", 20),
    ("37SFU4385", 707),
    ("37SFU4363685712", 0.707),
    ("37N 643636 3885712", 0.707),
    ("8H724H3G+JC", 9),
]


@pytest.mark.parametrize(("text", "metres"), PRECISIONS)
def test_precision_is_half_the_diagonal_of_the_cell_left_open(text, metres):
    assert parse(text).precision_m == pytest.approx(metres, rel=0.02)


def test_a_coarse_grid_reference_stands_for_the_middle_of_its_square():
    coarse, fine = parse("37SFU4385").at, parse("37SFU4350085500").at
    assert (coarse.lat_deg, coarse.lon_deg) == pytest.approx((fine.lat_deg, fine.lon_deg), abs=1e-5)


@pytest.mark.parametrize(
    "name", ["T2", "Al-Omar", "حقل العمر", "M4", "H3 airbase", "Division 17", "", "N"]
)
def test_names_do_not_look_like_coordinates(name):
    assert not looks_like_coordinates(name)


@pytest.mark.parametrize(
    "text", ["35.1, 400", "nan, 40", "35.104", "37S 643636 3885712", "4H3G+JC"]
)
def test_wrong_coordinates_still_look_like_coordinates(text):
    """So that the answer is the fault, not "no such place"."""
    assert looks_like_coordinates(text)


LATITUDES = st.floats(-80, 84).map(lambda degrees: round(degrees, 6))
LONGITUDES = st.floats(-180, 179.999999).map(lambda degrees: round(degrees, 6))


def _dms(degrees, letters):
    letter = letters[degrees < 0]
    tenths = round(abs(degrees) * 36_000)
    return f"{tenths // 36_000}°{tenths // 600 % 60:02}'{tenths % 600 / 10:04.1f}\"{letter}"


@given(LATITUDES, LONGITUDES)
def test_decimal_degrees_come_back(lat, lon):
    parsed = parse(f"{lat:.6f}, {lon:.6f}")
    assert (parsed.at.lat_deg, parsed.at.lon_deg) == (lat, lon)


@given(LATITUDES, LONGITUDES)
def test_degrees_with_minutes_and_seconds_come_back(lat, lon):
    parsed = parse(f"{_dms(lat, 'NS')} {_dms(lon, 'EW')}")
    assert (parsed.at.lat_deg, parsed.at.lon_deg) == pytest.approx((lat, lon), abs=0.06 / 3600)


@given(LATITUDES, LONGITUDES)
@settings(max_examples=50)
def test_grid_references_and_codes_come_back(lat, lon):
    import mgrs
    from openlocationcode import openlocationcode

    for written in (mgrs.MGRS().toMGRS(lat, lon), openlocationcode.encode(lat, lon)):
        parsed = parse(written)
        metres = math.hypot(
            (parsed.at.lat_deg - lat) * 111_200,
            ((parsed.at.lon_deg - lon + 180) % 360 - 180) * 111_320 * math.cos(math.radians(lat)),
        )
        assert metres <= parsed.precision_m * 1.1 + 0.75


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_read_or_refused_cleanly(text):
    looks_like_coordinates(text)
    try:
        parse(text)
    except InputError as refused:
        assert "\n" not in str(refused)
