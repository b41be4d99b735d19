"""How letters sound: the tables behind comparing a name across scripts.

Each letter becomes one sound symbol; `NEAR` says what it costs to take one symbol for another. The
correspondences are those of the romanisations in use for Arabic (BGN/PCGN 1956, ALA-LC, the French
of the mandate maps, newsroom spelling without marks) and of Kurdish in Latin letters (Hawar). The
costs are our own, set by hand from what those systems do not tell apart, not fitted to any list.
"""

from __future__ import annotations

ARABIC = {
    "ا": "A", "و": "W", "ي": "Y", "ء": "'", "ه": "h",
    "ب": "b", "ت": "t", "ث": "θ", "ج": "j", "ح": "ħ", "خ": "x", "د": "d", "ذ": "ð", "ر": "r",
    "ز": "z", "س": "s", "ش": "š", "ص": "ṣ", "ض": "ḍ", "ط": "ṭ", "ظ": "ẓ", "ع": "ʿ", "غ": "ġ",
    "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
"""Folded Arabic letter -> sound; A W Y are long vowels or consonants, one cannot see which."""

MARKED = {
    # DIN 31635 and the Encyclopaedia of Islam
    "ḫ": "kh", "ẖ": "kh", "ġ": "gh", "š": "sh", "ǧ": "j", "ǰ": "j", "ḏ": "dh", "ṯ": "th",
    # Kurdish in Latin letters (Hawar), Turkish
    "ş": "sh", "ç": "ch", "ğ": "gh",
}  # fmt: skip
"""Latin letters whose mark tells a sound that folding loses -> how newsrooms write that sound."""

LATIN_GROUPS = {
    "tch": "č", "sch": "š", "dsch": "j", "dzh": "j", "dj": "j",
    "sh": "š", "ch": "č", "kh": "x", "gh": "ġ", "th": "θ", "dh": "ð", "zh": "ž", "ph": "f",
    "iyy": "Y", "iy": "Y", "uww": "W", "uw": "W",
    "oo": "u", "ou": "u", "ee": "i", "ii": "i", "uu": "u", "aa": "a", "ie": "i", "ck": "k",
}  # fmt: skip
"""Letters of folded Latin that are written together for one sound, longest first on use."""

QUALIFIERS = (
    ("1", "east eastern sharqi sharqiyah sharqiya sharqiyeh sharki charqi شرق شرقي شرقيه"),
    ("2", "west western gharbi gharbiyah gharbiya gharbiyeh rharbi غرب غربي غربيه"),
    ("3", "north northern shamali shamaliyah shamaliya shimali shmali شمال شمالي شماليه"),
    ("4", "south southern janubi janoubi janubiyah janubiya jnubi jnoubi جنوب جنوبي جنوبيه"),
    (
        "5",
        "upper fawqani foqani fawqa fawqaniyah foqa foqaniyeh فوق فوقا فوقي فوقاني فوقانيه عليا اعلي",
    ),
    ("6", "lower tahtani tahta tahtaniyah tahtaniyeh تحت تحتا تحتي تحتاني تحتانيه سفلي اسفل"),
    ("7", "middle central wastani wusta wasta وسطاني وسطانيه وسطي اوسط وسط"),
    (
        "8",
        "big great greater large kabir kabira kabirah kabireh kabeer kbir kbireh kibir kubra كبير كبيره كبري اكبر",
    ),
    (
        "9",
        "little small lesser minor saghir saghira saghirah saghireh sagheer sghir sghireh sughra صغير صغيره صغري اصغر",
    ),
    (
        "0",
        "new jadid jadida jadidah jadideh jadeed jdid jdide jdideh jdidet jdaide jdaideh jdaidet jdeide jdeideh"
        " jdeidet jdaydet judaydah judaydat judaidah judaidat jedid jedideh djedid djedide جديد جديده",
    ),
    ("!", "old ancient qadim qadima qadimah qadimeh qdim عتيق عتيقه قديم قديمه"),
    ("?", "first oula awwal اولي اول"),
    (";", "second thani thania thaniyeh ثانيه ثاني"),
    ("^", "castle fort citadel qalat qalaat qalah qala qalet kalat kalaat قلعه"),
    ("~", "mount mountain jabal jebel jabel jbel djebel djabal gabal gebel جبل"),
)
"""Words that are translated as often as romanised, each with a sign of its own; folded, bare."""

QUALIFIER = {word: sign for sign, words in QUALIFIERS for word in words.split()}

_NEAR_GROUPS = (
    # same letter in most romanisations
    (0.0, "aH", "eH", "hH", "aA", "iY", "uW", "yY", "wW", "ḥh", "ḥH", "ŷY", "ŷi", "ŷy", "ŷe", "TH", "Tt"),
    (0.05, "oW", "kq", "hħ", "sṣ", "tṭ", "dḍ", "zẓ", "bp", "yi", "wu", "eA", "ei", "ou", "vf", "ae", "ḥħ", "ŷA", "ŷH", "Tṭ"),
    # what one romanisation writes as the other's letter, or spelling in the Arabic of two countries
    (0.1, "eY"),
    (0.15, "tH", "iH", "HA", "θt", "ðd", "ðz", "ðẓ", "ðḍ", "ḍẓ", "ck", "cq", "čš", "gġ", "gq", "gj", "vw", "žj", "žz", "ŷa"),
    (0.2, "θẓ", "θð", "aʿ", "eʿ", "iʿ", "A'", "ʿA", "ʿ'", "uʿ", "xk", "oʿ", "θs", "cs", "xħ", "hx", "cč", "cj"),
    (0.25, "ah", "eh", "Ah", "čj", "gk", "sz", "sš", "čk", "dt", "ḍd", "ḍṭ", "ṣz", "ġq", "ġk"),
    (0.35, "aY", "iA", "uA", "oA", "aW", "eW", "iW", "AY", "WA", "ao", "iu", "ai", "au", "eo", "WY"),
    (0.5, "xq", "nm", "td", "bf", "ṭd", "lr", "ḍz", "θṭ", "ðt", "jš", "kg", "ṭθ"),
)  # fmt: skip

NEAR = {
    pair: cost
    for cost, *pairs in _NEAR_GROUPS
    for both in pairs
    for pair in ((both[0], both[1]), (both[1], both[0]))
}
"""Cost, between 0 and 1, of taking one sound for the other; whatever is not listed costs 1."""

WORD_ENDS = {"ه": "H", "ي": "ŷ"}
"""Sounds at the end of an Arabic word: ه mostly is a ta marbuta (a, eh, at), ي may be an alef maqsura (a)."""

CONSTRUCT = "T"
"""The t of -at and -et before another word: mostly the ta marbuta of a name in two parts, as in Biret Elbab."""

LATIN_WORD_END = ("h", "ḥ")
"""The h of -eh and -ah is silent at the end of a word more often than it is ح or ه."""

BETWEEN_WORDS = " "
"""Stands between words: Deir Ezzor and Deirezzor differ by little."""

_DROPPED = (
    (0.05, "ḥ"),
    (0.1, "'H"),
    (0.15, " T"),
    (0.12, "aeiou"),
    (0.2, "hʿy"),
    (0.3, "A"),
    (0.4, "WYwŷ"),
)

DROPPED = {sound: cost for cost, sounds in _DROPPED for sound in sounds}
"""Cost of a sound that only one of the two writes; whatever is not listed costs 1."""

SKELETON = {
    **dict.fromkeys("AWYŷ'hḥHTħʿaeiouwy ", ""),
    **dict.fromkeys("θṭt", "t"),
    **dict.fromkeys("ðḍd", "d"),
    **dict.fromkeys("ẓzž", "z"),
    **dict.fromkeys("ṣs", "s"),
    **dict.fromkeys("šč", "$"),
    **dict.fromkeys("ġg", "g"),
    **dict.fromkeys("qkc", "k"),
    **dict.fromkeys("pb", "b"),
    **dict.fromkeys("vf", "f"),
}
"""Sound -> consonant class of a skeleton; whatever is not listed stands for itself."""

BROAD = {
    **SKELETON,
    **dict.fromkeys("AaeʿH'", "a"),
    **dict.fromkeys("Wouw", "w"),
    **dict.fromkeys("Yŷiy", "y"),
    **dict.fromkeys("hħ", "h"),
}
"""Sound -> class of consonant or vowel; whatever is not listed stands for itself."""
