"""A gazetteer of namesakes, so that no case hangs on the data that ships; positions are rounded."""

from __future__ import annotations

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Attribute, LonLat, Place, PlaceName, Position

DEZ, HAS, RAQ, HOMS, ALEPPO = (
    f"{each}-governorate" for each in ("deir-ez-zor", "hasakah", "raqqa", "homs", "aleppo")
)
ANBAR, NINAWA, DOHUK = (f"{each}-governorate" for each in ("anbar", "ninawa", "dohuk"))
KRI, RIF = "kurdistan-region-iraq", "rif-dimashq-governorate"

ROWS = [
    # id, kind, English names, Arabic names, smallest area it lies in, longitude, latitude, people
    ("syria", "PCLI", "Syria", "سوريا|سورية", "", None, None, 0),
    ("iraq", "PCLI", "Iraq", "العراق", "", None, None, 0),
    ("egypt", "PCLI", "Egypt", "مصر", "", None, None, 0),
    ("libya", "PCLI", "Libya", "ليبيا", "", None, None, 0),
    ("lebanon", "PCLI", "Lebanon", "لبنان", "", None, None, 0),
    (DEZ, "ADM1", "Deir ez-Zor Governorate", "محافظة دير الزور", "syria", None, None, 0),
    (HAS, "ADM1", "Al-Hasakah Governorate", "محافظة الحسكة", "syria", None, None, 0),
    (RAQ, "ADM1", "Raqqa Governorate", "محافظة الرقة", "syria", None, None, 0),
    (HOMS, "ADM1", "Homs Governorate", "محافظة حمص", "syria", None, None, 0),
    (ALEPPO, "ADM1", "Aleppo Governorate", "محافظة حلب", "syria", None, None, 0),
    (RIF, "ADM1", "Rif Dimashq Governorate", "محافظة ريف دمشق", "syria", None, None, 0),
    (ANBAR, "ADM1", "Anbar Governorate|Anbar", "محافظة الأنبار|الأنبار", "iraq", None, None, 0),
    (NINAWA, "ADM1", "Nineveh Governorate|Nineveh", "محافظة نينوى|نينوى", "iraq", None, None, 0),
    (DOHUK, "ADM1", "Dohuk Governorate", "محافظة دهوك", KRI, None, None, 0),
    (KRI, "RGN", "Kurdistan Region of Iraq|Iraqi Kurdistan", "إقليم كردستان العراق|كردستان العراق|إقليم كردستان", "iraq", None, None, 0),
    ("jazira", "RGN", "Al-Jazira|Jazira", "الجزيرة|الجزيرة السورية", "", None, None, 0),
    ("jazira-village", "PPL", "Al-Jazira", "الجزيرة", RAQ, 38.6, 35.8, 0),
    ("euphrates", "STM", "Euphrates|Euphrates River", "الفرات|نهر الفرات", "", None, None, 0),
    ("deir-ez-zor", "PPLA", "Deir ez-Zor|Deir Ezzor", "دير الزور", DEZ, 40.14, 35.34, 211857),
    ("al-hasakah", "PPLA", "Al-Hasakah|Hasakah", "الحسكة", HAS, 40.75, 36.50, 188160),
    ("raqqa", "PPLA", "Raqqa|Ar-Raqqah", "الرقة", RAQ, 39.01, 35.95, 220488),
    ("mosul", "PPLA", "Mosul", "الموصل", NINAWA, 43.13, 36.34, 1361819),
    ("mosul-dam", "DAM", "Mosul Dam", "سد الموصل", NINAWA, 42.82, 36.63, 0),
    ("qamishli", "PPL", "Qamishli", "القامشلي", HAS, 41.23, 37.05, 184231),
    ("malikiyah", "PPL", "Al-Malikiyah|Derik", "المالكية|ديريك", HAS, 42.14, 37.18, 0),
    ("al-mayadin", "PPL", "Al-Mayadin|Mayadeen", "الميادين", DEZ, 40.45, 35.02, 0),
    ("al-omar-field", "OILF", "Al-Omar oil field|Al Omar", "حقل العمر النفطي|حقل العمر", DEZ, 40.58, 35.10, 0),
    ("palmyra", "PPL", "Palmyra|Tadmur", "تدمر", HOMS, 38.28, 34.56, 0),
    ("ain-issa", "PPL", "Ain Issa", "عين عيسى", RAQ, 38.86, 36.38, 0),
    # the traps
    ("walid-kurdistan", "PSTB", "Al-Walid border crossing|Al-Walid", "معبر الوليد", HAS, 42.23, 36.95, 0),
    ("walid-tanf", "PSTB", "Al-Waleed border crossing|Al-Walid|Al-Tanf crossing", "معبر الوليد|معبر التنف", HOMS, 38.94, 33.43, 0),
    ("tanf-base", "INSM", "Al-Tanf base|Al-Tanf garrison", "قاعدة التنف", HOMS, 38.62, 33.51, 0),
    ("tanf-region", "RGN", "Al-Tanf area", "منطقة التنف", HOMS, None, None, 0),
    ("semalka", "PSTB", "Semalka crossing|Semalka", "معبر سيمالكا|سيمالكا", HAS, 42.35, 37.09, 0),
    ("faysh-khabur", "PPL", "Faysh Khabur|Fishkhabour", "فيش خابور|فيشخابور", DOHUK, 42.38, 37.07, 0),
    ("yarubiyah", "PPL", "Al-Yarubiyah|Tel Kochek", "اليعربية|تل كوجر", HAS, 42.07, 36.81, 0),
    ("rabia", "PPL", "Rabia", "ربيعة", NINAWA, 42.10, 36.81, 0),
    ("rabia-crossing", "PSTB", "Rabia border crossing|Al-Yarubiyah crossing", "معبر ربيعة|معبر اليعربية", HAS, 42.08, 36.81, 0),
    ("rabia-latakia", "PPL", "Rabia", "ربيعة", "syria", 36.03, 35.79, 0),
    ("al-qaim", "PPL", "Al-Qaim|Al-Qa'im", "القائم", ANBAR, 40.99, 34.39, 0),
    ("qaim-crossing", "PSTB", "Al-Qaim border crossing|Al-Bukamal crossing", "معبر القائم|معبر البوكمال", DEZ, 40.96, 34.42, 0),
    ("al-bukamal", "PPL", "Al-Bukamal|Abu Kamal", "البوكمال|أبو كمال", DEZ, 40.92, 34.45, 0),
    ("tell-tamer", "PPL", "Tell Tamer|Tall Tamr|Tel Tamr", "تل تمر|تل تامر", HAS, 40.37, 36.66, 0),
    ("qasrak-base", "INSM", "Qasrak base|Qasrak", "قاعدة قسرك|قسرك", HAS, 40.55, 36.68, 0),
    ("qasrak-village", "PPL", "Qasrak", "قسرك", HAS, 41.9, 37.0, 0),
    ("hit", "PPL", "Hit", "هيت", ANBAR, 42.83, 33.64, 0),
    ("karama-raqqa", "PPL", "Al-Karama", "الكرامة", RAQ, 39.28, 35.87, 0),
    ("karama-anbar", "PPL", "Al-Karama|Karmah", "الكرمة|الكرامة", ANBAR, 43.91, 33.40, 0),
    ("tabqa", "PPL", "Al-Tabqa|Al-Thawra", "الطبقة|الثورة", RAQ, 38.55, 35.84, 0),
    ("tabqa-dam", "DAM", "Tabqa Dam|Al-Thawra Dam|Euphrates Dam", "سد الطبقة|سد الثورة|سد الفرات", RAQ, 38.56, 35.87, 0),
    ("thawra-baghdad", "PPLX", "Al-Thawra|Sadr City", "مدينة الصدر|الثورة", "iraq", 44.46, 33.39, 0),
    ("mansurah-raqqa", "PPL", "Al-Mansurah", "المنصورة", RAQ, 38.75, 35.84, 0),
    ("mansurah-egypt", "PPLA", "Al-Mansurah|Mansoura", "المنصورة", "egypt", 31.38, 31.04, 960423),
    ("tripoli-libya", "PPLC", "Tripoli", "طرابلس", "libya", 13.19, 32.89, 1293016),
    ("tripoli-lebanon", "PPLA", "Tripoli", "طرابلس", "lebanon", 35.85, 34.44, 229398),
    *(
        (f"jdeideh-{number}", "PPL", "Jdeideh", "الجديدة", area, lon, lat, 0)
        for number, (area, lon, lat) in enumerate((
            (DEZ, 40.60, 34.95), (DEZ, 40.30, 35.20), (DEZ, 40.85, 34.55), (RAQ, 38.95, 36.05),
            (RAQ, 39.30, 36.10), (RAQ, 38.40, 36.00), (HAS, 40.90, 36.95), (HAS, 40.70, 36.30),
            (ALEPPO, 37.40, 36.30), (HOMS, 36.80, 34.60), (RIF, 36.10, 33.40),
        ), start=1)
    ),
]  # fmt: skip

LEADS_TO = {
    "walid-kurdistan": (KRI, "iraq"),
    "walid-tanf": ("iraq", ANBAR),
    "semalka": (KRI, "iraq"),
    "rabia-crossing": ("iraq", NINAWA),
    "qaim-crossing": ("iraq", ANBAR),
}
"""What the crossings lead to."""

COUNTRIES = {"syria": "SY", "iraq": "IQ", "egypt": "EG", "libya": "LY", "lebanon": "LB"}

_PARENTS = {row[0]: row[4] for row in ROWS}


def _within(id: str) -> tuple[str, ...]:
    parent = _PARENTS[id]
    return (parent, *_within(parent)) if parent else ()


def _names(listed: str, language: str, script: str) -> list[PlaceName]:
    return [
        PlaceName(text, language, script, "variant" if at else "main", "test")
        for at, text in enumerate(listed.split("|"))
    ]


def _place(row: tuple[str, str, str, str, str, float | None, float | None, int]) -> Place:
    id, kind, english, arabic, _, lon, lat, people = row
    within = _within(id)
    facts = [Attribute("crossing_with", far, far, "test") for far in LEADS_TO.get(id, ())]
    if people:
        facts.append(Attribute("population", str(people), "", "test"))
    return Place(
        id=id,
        names=(*_names(english, "en", "Latn"), *_names(arabic, "ar", "Arab")),
        kind=kind,
        countries=tuple(COUNTRIES[each] for each in (id, *within) if each in COUNTRIES),
        within=within,
        positions=() if lon is None or lat is None else (Position(LonLat(lon, lat), "test", 20.0),),
        attributes=tuple(facts),
    )


NAMESAKES = Gazetteer("namesakes", "", {place.id: place for place in map(_place, ROWS)}, {})
