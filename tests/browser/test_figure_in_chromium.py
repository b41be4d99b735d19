"""Arabic on the printed map, beside Chromium's picture of the same words in the same font."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from geo_osint.output.figure.lettering import Face, clean, one_line
from geo_osint.output.figure.paper import Paper, settings
from tests.browser.conftest import Browser

pytestmark = pytest.mark.chromium

PIXELS = 48
"""Height of the letters: enough that a dot out of place is seen."""

Ink = NDArray[np.bool_]

FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"

PAGE = """<!DOCTYPE html><html lang="ar"><meta charset="utf-8"><title>words</title><style>
@font-face {{ font-family: shared; src: url(data:font/ttf;base64,{font}) }}
body {{ margin: 40px; background: white; color: black; font: {pixels}px shared }}
</style><span id="words" dir="{direction}" style="unicode-bidi: isolate; white-space: pre">{words}</span></html>"""


def in_chromium(browser: Browser, words: str, rtl: bool) -> Ink:
    font = base64.b64encode(FONT.read_bytes()).decode()
    page = PAGE.format(font=font, pixels=PIXELS, direction="rtl" if rtl else "ltr", words=words)
    browser.open(page, size=(1280, 800))
    assert browser.run("return document.fonts.check('48px shared')")
    return ink(imread(io.BytesIO(browser.driver.get_screenshot_as_png())))


def on_paper(words: str, rtl: bool) -> Ink:
    with settings():
        paper = Paper(600)
        face = Face(float(PIXELS))
        paper.text(20, 40, one_line(words, face, rtl=rtl), face, "#000000")
        paper.finish(60)
        about = {"Title": "", "Description": "", "Creator": ""}
        return ink(imread(io.BytesIO(paper.write("png", 72, about))))


def ink(picture: NDArray[np.float64]) -> Ink:
    """Cut a picture to its ink."""
    dark: Ink = picture[..., :3].mean(axis=-1) < 0.5
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def alike(one: Ink, other: Ink) -> float:
    """Tell what share of all ink two pictures have in common, give or take a pixel and their exact sizes."""
    high, wide = one.shape
    rows = np.arange(high) * other.shape[0] // high
    columns = np.arange(wide) * other.shape[1] // wide
    fitted = other[np.ix_(rows, columns)]
    shared = (one & spread(fitted)).sum() + (fitted & spread(one)).sum()
    return float(shared / (one.sum() + fitted.sum()))


def spread(dark: Ink) -> Ink:
    wide = dark.copy()
    for axis in (0, 1):
        for step in (1, -1):
            wide |= np.roll(wide, step, axis)
    return wide


@pytest.mark.parametrize(
    ("words", "rtl"),
    [
        ("حقل العمر النفطي", True),
        ("الميادين – حقل العمر: 14 كم", True),
        ("الممكن من 14.5 إلى 15.2 كم أو من 18.3 إلى 19.0 كم", True),
        ("قرب \u2068Qamishli\u2069، 3 مركبات", True),
        ("near \u2068القامشلي\u2069, 3 vehicles", False),
        ("«تبعد ١٤ كيلومتراً عن أكبر القواعد»", True),
        ("إلى لا الله ڕۆژئاڤا قامیشلۆ", True),
        ("s5 · ? غير محسوم", True),
        ("\u206835°08′\u2069 شمالًا \u206840°35′\u2069 شرقًا", True),
    ],
)
def test_arabic_looks_as_in_a_browser(browser: Browser, words: str, rtl: bool) -> None:
    assert clean(words) == words
    there, here = in_chromium(browser, words, rtl), on_paper(words, rtl)
    assert here.shape[1] == pytest.approx(there.shape[1], rel=0.02)
    assert alike(there, here) > 0.95
    assert alike(there, here[:, ::-1]) < 0.9  # so that likeness means something
