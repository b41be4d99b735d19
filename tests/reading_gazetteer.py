"""The small gazetteer and some more places, among them villages whose names are everyday words."""

from __future__ import annotations

from geo_osint.gazetteer import Gazetteer
from tests.small_gazetteer import DEIR_EZ_ZOR, HASAKAH, SMALL, place

ALEPPO, RAQQA, HOMS = "geo:aleppo-governorate", "geo:raqqa-governorate", "geo:homs-governorate"

ROWS = [
    # id, kind, English names, Arabic names, within, longitude, latitude
    ("al-malikiyah", "PPL", "Al-Malikiyah|Derik", "المالكية", HASAKAH, 42.14, 37.18),
    ("ash-shaddadi", "PPL", "Ash-Shaddadi", "الشدادي", HASAKAH, 40.74, 36.06),
    ("al-hawl", "PPL", "Al-Hawl|al-Hol", "الهول", HASAKAH, 41.15, 36.39),
    ("al-hawl-camp", "CMP", "Al-Hawl camp|al-Hol camp", "مخيم الهول", HASAKAH, 41.14, 36.37),
    ("ras-al-ayn", "PPL", "Ras al-Ayn", "رأس العين", HASAKAH, 40.07, 36.85),
    ("as-susah", "PPL", "As-Susah|Sousa", "السوسة", DEIR_EZ_ZOR, 40.95, 34.53),
    ("ash-shaafah", "PPL", "Ash-Shaafah", "الشعفة", DEIR_EZ_ZOR, 40.91, 34.58),
    ("al-abbas", "PPL", "Al-Abbas", "العباس", DEIR_EZ_ZOR, 40.96, 34.5),
    ("al-jalaa", "PPL", "Al-Jalaa", "الجلاء", DEIR_EZ_ZOR, 40.9, 34.5),
    ("at-tibni", "PPL", "At-Tibni", "التبني", DEIR_EZ_ZOR, 39.82, 35.6),
    ("al-kasrah", "PPL", "Al-Kasrah", "الكسرة", DEIR_EZ_ZOR, 39.93, 35.59),
    ("at-turayf", "PPL", "At-Turayf", "الطريف", DEIR_EZ_ZOR, 39.9, 35.5),
    ("az-zir", "PPL", "Az-Zir", "الزر", DEIR_EZ_ZOR, 40.5, 35.1),
    ("al-husayniyah", "PPL", "Al-Husayniyah", "الحسينية", DEIR_EZ_ZOR, 40.1, 35.4),
    ("mazlum", "PPL", "Mazlum", "مظلوم", DEIR_EZ_ZOR, 40.2, 35.3),
    ("manbij", "PPL", "Manbij", "منبج", ALEPPO, 37.95, 36.53),
    ("kobani", "PPL", "Kobani|Ayn al-Arab", "كوباني|عين العرب", ALEPPO, 38.35, 36.89),
    ("aleppo", "PPLA", "Aleppo", "حلب", ALEPPO, 37.16, 36.2),
    ("damascus", "PPLC", "Damascus", "دمشق", "geo:syria", 36.29, 33.51),
    ("tell-abyad", "PPL", "Tell Abyad", "تل أبيض", RAQQA, 38.96, 36.7),
    ("ayn-issa", "PPL", "Ayn Issa|Ain Issa", "عين عيسى", RAQQA, 38.86, 36.39),
    ("as-sukhnah", "PPL", "As-Sukhnah", "السخنة", HOMS, 38.87, 34.89),
    ("qamishli-airport", "AIRP", "Qamishli airport", "مطار القامشلي", HASAKAH, 41.19, 37.02),
    ("tabqa-dam", "DAM", "Tabqa dam|Euphrates dam", "سد الطبقة|سد الفرات", RAQQA, 38.56, 35.87),
    ("jadidah", "PPL", "Jadidah", "جديدة", DEIR_EZ_ZOR, 40.3, 35.2),
    ("al-an", "PPL", "Al-An", "الآن", DEIR_EZ_ZOR, 40.31, 35.2),
    ("zirah", "PPL", "Zirah", "زيرة", DEIR_EZ_ZOR, 40.32, 35.2),
    ("latakia-port", "PRT", "Latakia port", "ميناء اللاذقية", "geo:syria", 35.77, 35.53),
    ("tigris", "STM", "Tigris|Tigris River", "دجلة|نهر دجلة", "", None, None),
    ("khabur", "STM", "Khabur|Khabur River", "الخابور|نهر الخابور", "", None, None),
]  # fmt: skip

READING = Gazetteer("test", "", SMALL.places | {each.id: each for each in map(place, ROWS)}, {})
