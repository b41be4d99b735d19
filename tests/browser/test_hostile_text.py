"""Text from outside stays text: shown as it stands, run by nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from geo_osint.model import Header
from tests.browser.conftest import Browser

pytestmark = pytest.mark.chromium

PAYLOADS = {
    "script": "<script>window.ran = 1; alert(1)</script>",
    "handler": "\"><img src=x onerror='window.ran = 1; alert(1)'>",
    "attribute": "' onfocus=alert(1) autofocus x='",
    "template": "{{ 7*7 }} {{ cycler.__init__.__globals__.os.getpid() }}",
    "template statement": "{% raise %} 50 {% off {# x #}",
    "literal": "${alert(1)} `${window.ran = 1}`",
    "end of script": "</script><script>window.ran = 1</script><!-- ]]>",
    "slot": "<!--island--> <!--policy--> <!--page-->",
    "address": "javascript:alert(1)",
    "web address": 'https://evil.example/"onclick="alert(1)',
    "override": "a\u202egnp.exe\u202d b\u2066c",
    "key": "__proto__",
    "constructor": "constructor",
    "separators": "a\u2028b\u2029c",
    "controls": "a\u0001\u0007\u001b[31mb\u007f\u0085",
    "long": "x" * 5_000,
    "svg": "<svg><animate onbegin=alert(1) attributeName=x></svg>",
}


def shown(text: str) -> str:
    """Give a text as the page shows it: with overrides and controls made visible."""
    return re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", lambda c: f"⟨U+{ord(c[0]):04X}⟩", text
    )


WALK = """
const page = document.querySelector(".page");
const seen = [page.textContent];
const click = node => { node.click(); seen.push(page.textContent); };
const every = (selector, act) => {
  const count = document.querySelectorAll(selector).length;
  for (let at = 0; at < count; at += 1) {
    const node = document.querySelectorAll(selector)[at];
    if (node) act(node);
  }
};
for (const tab of ["findings", "movements", "places", "sources"]) click(document.getElementById("tab-" + tab));
every("[id^=places-].opener", click);
every("[id^=movements-].opener", click);
every("[id^=findings-].opener", click);
every(".legend input:not(:checked)", node => node.click());
every("path.leaflet-interactive", node => {
  node.dispatchEvent(new MouseEvent("click", {bubbles: true}));
  seen.push(document.querySelector(".leaflet-popup-pane").textContent);
});
const query = document.getElementById("query");
query.value = "a";
query.dispatchEvent(new Event("input"));
seen.push(document.getElementById("hits").textContent);
click(document.getElementById("language"));
return seen.join("\\n");
"""
"""Opens all there is to open and gives all text that stood in the page (its scripts stand outside)."""


def assert_untouched(browser: Browser) -> None:
    assert browser.run("return window.ran") is None
    assert browser.run("return ({}).polluted") is None
    assert browser.run("return document.scripts.length") == 2
    strange = "img, iframe, object, embed, form, base, animate, [onerror], [onfocus], [onclick], [autofocus]"
    assert browser.run("return document.querySelectorAll(arguments[0]).length", strange) == 0
    followed = browser.run("return [...document.querySelectorAll('a[href]')].map(a => a.protocol)")
    assert set(followed) <= {"https:", "http:", "file:"}
    assert not [each for each in browser.requests() if not each.startswith("file:")]
    assert browser.complaints() == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_in_every_field_is_shown_and_never_run(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str], name: str
) -> None:
    text = PAYLOADS[name]
    browser.open(render_case(made.hostile(text)))
    seen = browser.run(WALK)
    assert shown(text) in seen
    assert seen.count(shown(text)) > 20
    assert_untouched(browser)


@pytest.mark.parametrize("id", ["__proto__", "constructor", "toString", "</script>", "{{ 7*7 }}"])
def test_hostile_ids_are_looked_up_like_any_other(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str], id: str
) -> None:
    browser.open(render_case(renamed(made.hand_made(), "geo:al-omar-field", id)))
    browser.click("#findings-0")
    browser.click("#tab-places")
    browser.click("#section-places .opener", "Al-Omar")
    assert "Al-Omar" in browser.text(".leaflet-popup-content h3")[0]
    assert_untouched(browser)


def test_only_web_addresses_can_be_followed(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    case = made.hand_made()
    urls = (
        "javascript:alert(1)",
        " https://late.example",
        "data:text/html,x",
        "https://good.example/ش",
    )
    reports = tuple(
        replace(case.reports[0], id=f"r{n}", header=Header(source_url=url))
        for n, url in enumerate(urls, start=1)
    )
    browser.open(render_case(replace(case, reports=reports)))
    browser.click("#tab-sources")
    links = browser.run(
        "return [...document.querySelectorAll('#section-sources a')].map(a => [a.textContent, a.rel])"
    )
    assert ["https://good.example/ش", "noopener noreferrer"] in links
    assert not {"javascript:alert(1)", " https://late.example", "data:text/html,x"} & {
        each[0] for each in links
    }


def test_no_text_widens_a_phone(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    browser.open(render_case(made.hostile("x" * 3_000)), "ar", (390, 844))
    for tab in ("places", "sources", "movements", "findings"):
        browser.click(f"#tab-{tab}")
        wide, room = browser.run(
            "const body = document.querySelector('.body');"
            "return [Math.max(body.scrollWidth, document.documentElement.scrollWidth), innerWidth]"
        )
        assert wide <= room


def renamed(value: Any, old: str, new: str) -> Any:
    """Give a place another id wherever it is named."""
    if isinstance(value, str):
        return new if value == old else value
    if isinstance(value, tuple):
        return tuple(renamed(each, old, new) for each in value)
    if isinstance(value, dict):
        return {renamed(key, old, new): renamed(each, old, new) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: renamed(getattr(value, f.name), old, new) for f in fields(value)}
        )
    return value
