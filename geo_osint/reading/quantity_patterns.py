"""Regular expressions for distances, built from a lexicon, over folded text.

Groups: `words` (what is quoted), `unit` and `unit_alone` (a form of a unit), `two` (a dual), `article`,
`alone` ("one"), `inside` (a hedge before the unit).
"""

from __future__ import annotations

import re
from functools import cache

from geo_osint.reading.cues import Cued, cue
from geo_osint.reading.lexicon import BLANK, Lexicon


@cache
def unit_behind(lexicon: Lexicon) -> re.Pattern[str]:
    """Match a unit right behind a figure."""
    return re.compile(
        rf"(?:(?:{BLANK}|-)(?P<inside>{lexicon.pattern('hedges_inside')})(?!\w))?"
        rf"(?:{BLANK}|-)?(?P<unit>{lexicon.pattern('units')})(?!\w)"
    )


@cache
def not_after(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes a length no distance when it follows."""
    words = lexicon.pattern
    deep = rf"{words('not_distance', 'deep')}(?!{BLANK}{words('not_distance', 'deep_into')}(?!\w))"
    return re.compile(rf"(?:{BLANK}|-)?(?:{words('not_distance', 'after')}|{deep})(?!\w)")


@cache
def not_before(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes a length no distance when it stands before; a radius is one (half a width)."""
    halves = "".join(rf"(?<!{form} )" for form in lexicon.forms("number_parts", "half"))
    return re.compile(
        rf"(?<!\w){halves}[وفب]?{lexicon.pattern('not_distance', 'before')}(?:{BLANK})?(?:ال[ ]?)?$"
    )


@cache
def and_only(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what joins two parts of one distance: "12 km and 500 m"."""
    if lexicon.is_arabic:
        return re.compile(rf"{BLANK}(?:و[ ]?)?")
    return re.compile(rf"{BLANK}(?:and{BLANK})?")


@cache
def vague(lexicon: Lexicon) -> Cued:
    """Match open numbers of a unit: "a few hundred metres"."""
    words = lexicon.pattern
    link = rf"(?:{BLANK}(?:of|من))?"
    more = "|".join((words("number_scales"), words("number_scales_plural"), words("vague", "few")))
    return cue(
        rf"(?<!\w)[وفبكل]{{0,2}}?(?P<words>{words('vague', 'few')}{link}(?:{BLANK}(?:{more}){link})?"
        rf"{BLANK}(?:ال)?(?P<unit>{words('units')}))(?!\w)",
        lexicon.forms("vague", "few"),
    )


@cache
def bare(lexicon: Lexicon) -> Cued:
    """Match plurals of a unit without a figure: "kilometres from"."""
    words = lexicon.pattern
    bare = words("units_bare")
    return cue(
        rf"(?<!\w)[وفبل]?{words('bare', 'before')}{BLANK}(?P<words>(?P<unit>{bare}))(?!\w)"
        rf"|(?<!\w)(?<!\d )(?P<unit_alone>{bare}){BLANK}{words('bare', 'after')}(?!\w)",
        lexicon.forms("bare", "before"),
        lexicon.forms("units_bare"),
    )


@cache
def bare_before(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes a unit without a figure a distance."""
    return re.compile(rf"(?<!\w)[وفبل]?{lexicon.pattern('bare', 'before')}{BLANK}$")


@cache
def fraction(lexicon: Lexicon) -> Cued:
    """Match parts of one unit: "half a mile", «ثلاثة أرباع الكيلومتر»."""
    words = lexicon.pattern
    article = rf"(?:{words('number_parts', 'article')}[ -])?"
    three = rf"(?P<three>{words('numbers', '3')}[ -]{words('number_parts', 'quarters')})"
    part = (
        rf"(?:{three}|(?P<half>{words('number_parts', 'half')})|{words('number_parts', 'quarter')})"
    )
    of = rf"(?:[ -]{words('number_parts', 'of')})?"
    return cue(
        rf"(?<![^\W_])[وفبل]??(?P<words>{article}{part}{of}[ -]{article}(?P<unit>{words('units_one')}))(?!\w)",
        lexicon.forms("number_parts", "article", "half", "quarter"),
        lexicon.forms("numbers", "3"),
    )


@cache
def single(lexicon: Lexicon) -> Cued:
    """Match one or two units without a figure: "a mile", «كيلومتر واحد», «كيلومترين»."""
    words = lexicon.pattern
    article = rf"(?P<article>{words('number_parts', 'article')}{BLANK})"
    optional = "?" if lexicon.is_arabic else ""
    one = rf"(?:{BLANK}(?P<alone>{words('numbers', '1')}))?" if optional else "(?P<alone>(?!))?"
    return cue(
        rf"(?<!\w)[وفبل]??(?P<words>(?:(?P<two>{words('units_dual')})|"
        rf"{article}{optional}(?P<unit>{words('units_one')}){one}))(?!\w)",
        lexicon.forms("units_dual"),
        lexicon.forms("number_parts", "article"),
        lexicon.forms("units_one"),
    )
