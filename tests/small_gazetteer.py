"""A small gazetteer of its own, so that no test hangs on the data that ships."""

from __future__ import annotations

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Attribute, Confusion, LonLat, Place, PlaceName, Position

HASAKAH, DEIR_EZ_ZOR = "geo:hasakah-governorate", "geo:deir-ez-zor-governorate"

ROWS = [
    # id, kind, English names, Arabic names, within, longitude, latitude
    ("al-mayadin", "PPL", "Al-Mayadin|Mayadeen", "الميادين", DEIR_EZ_ZOR, 40.45, 35.02),
    ("al-omar-field", "OILF", "Al-Omar oil field|Al Omar", "حقل العمر النفطي|حقل العمر", DEIR_EZ_ZOR, 40.58, 35.10),
    ("al-ward-field", "OILF", "Al-Ward oil field", "حقل الورد", DEIR_EZ_ZOR, 40.62, 34.76),
    ("suwar", "PPL", "As-Suwar|Suwar", "الصور", DEIR_EZ_ZOR, 40.65, 35.51),
    ("al-busayrah", "PPL", "Al-Busayrah|Busayra", "البصيرة", DEIR_EZ_ZOR, 40.43, 35.16),
    ("hajin", "PPL", "Hajin", "هجين", DEIR_EZ_ZOR, 40.83, 34.69),
    ("deir-ez-zor", "PPLA", "Deir ez-Zor|Deir Ezzor", "دير الزور", DEIR_EZ_ZOR, 40.14, 35.34),
    ("deir-ez-zor-airport", "AIRP", "Deir ez-Zor airport", "مطار دير الزور", DEIR_EZ_ZOR, 40.18, 35.28),
    ("qamishli", "PPL", "Qamishli", "القامشلي", HASAKAH, 41.23, 37.05),
    ("al-hasakah", "PPLA", "Al-Hasakah|Hasakah", "الحسكة", HASAKAH, 40.75, 36.50),
    ("tell-tamer", "PPL", "Tell Tamer|Tal Tamr", "تل تمر", HASAKAH, 40.37, 36.66),
    ("rumaylan", "PPL", "Rumaylan", "رميلان", HASAKAH, 41.95, 37.0),
    ("ain-diwar", "PPL", "Ain Diwar", "عين ديوار", HASAKAH, 42.19, 37.28),
    ("raqqa", "PPLA", "Raqqa|Ar-Raqqah", "الرقة", "geo:raqqa-governorate", 39.01, 35.95),
    ("al-bukamal", "PPL", "Al-Bukamal|Abu Kamal", "البوكمال", DEIR_EZ_ZOR, 40.92, 34.45),
    ("al-qaim", "PPL", "Al-Qaim", "القائم", "geo:anbar-governorate", 40.99, 34.39),
    ("hit", "PPL", "Hit", "هيت", "geo:anbar-governorate", 42.83, 33.64),
    ("palmyra", "PPL", "Palmyra|Tadmur", "تدمر", "geo:homs-governorate", 38.28, 34.56),
    ("homs", "PPLA", "Homs", "حمص", "geo:homs-governorate", 36.72, 34.73),
    ("euphrates", "STM", "Euphrates|Euphrates River", "الفرات|نهر الفرات", "", None, None),
    ("iraq", "PCLI", "Iraq", "العراق", "", None, None),
    ("syria", "PCLI", "Syria", "سوريا", "", None, None),
    ("turkey", "PCLI", "Turkey", "تركيا", "", None, None),
    ("kurdistan-region-iraq", "RGN", "Kurdistan Region of Iraq|Iraqi Kurdistan", "إقليم كردستان العراق|كردستان العراق", "geo:iraq", None, None),
    ("deir-ez-zor-governorate", "ADM1", "Deir ez-Zor Governorate", "محافظة دير الزور", "geo:syria", None, None),
    ("hasakah-governorate", "ADM1", "Al-Hasakah Governorate", "محافظة الحسكة", "geo:syria", None, None),
    ("anbar-governorate", "ADM1", "Anbar", "الأنبار", "geo:iraq", None, None),
    ("semalka-crossing", "PSTB", "Semalka crossing|Semalka", "معبر سيمالكا|سيمالكا", HASAKAH, 42.35, 37.09),
    ("al-walid-kurdistan-crossing", "PSTB", "Al-Walid border crossing|Al-Walid", "معبر الوليد الحدودي|معبر الوليد|الوليد", HASAKAH, 42.23, 36.95),
    ("al-walid-tanf-crossing", "PSTB", "Al-Waleed border crossing|Al-Walid|al-Tanf", "معبر الوليد|معبر التنف|التنف", "geo:homs-governorate", 38.94, 33.43),
]  # fmt: skip

ATTRIBUTES = {
    "geo:al-walid-kurdistan-crossing": ("geo:kurdistan-region-iraq", "geo:iraq"),
    "geo:al-walid-tanf-crossing": ("geo:iraq", "geo:anbar-governorate"),
    "geo:semalka-crossing": ("geo:kurdistan-region-iraq", "geo:iraq"),
}

CODES = {"geo:syria": ("SY",), "geo:iraq": ("IQ",), "geo:turkey": ("TR",)}

CONFUSED = {
    "geo:al-walid-kurdistan-crossing": ("geo:al-walid-tanf-crossing", "by al-Tanf, in the desert"),
    "geo:al-walid-tanf-crossing": ("geo:al-walid-kurdistan-crossing", "leads to Iraqi Kurdistan"),
}


def _names(listed: str, language: str, script: str) -> list[PlaceName]:
    roles = ["main", *["variant"] * listed.count("|")]
    return [
        PlaceName(text, language, script, role, "test")
        for text, role in zip(listed.split("|"), roles, strict=True)
    ]


def place(row: tuple[str, str, str, str, str, float | None, float | None]) -> Place:
    """Make a place of a row like those of `ROWS`."""
    id, kind, english, arabic, within, lon, lat = row
    id = f"geo:{id}"
    at = () if lon is None or lat is None else (Position(LonLat(lon, lat), "test", 20.0),)
    confused = CONFUSED.get(id)
    return Place(
        id=id,
        names=(*_names(english, "en", "Latn"), *_names(arabic, "ar", "Arab")),
        kind=kind,
        countries=CODES.get(id, ()),
        within=(within,) if within else (),
        positions=at,
        attributes=tuple(
            Attribute("crossing_with", of.removeprefix("geo:"), of, "test")
            for of in ATTRIBUTES.get(id, ())
        ),
        confused_with=(Confusion(*confused),) if confused else (),
    )


SMALL = Gazetteer("test", "", {place.id: place for place in map(place, ROWS)}, {})
