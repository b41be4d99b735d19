"""The whole page: head, what the case holds, its findings, its movements."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from geo_osint import styles
from geo_osint.case import Case
from geo_osint.checking import conflicts
from geo_osint.layers import Tables
from geo_osint.model import Bilingual, Finding, Report, Statement
from geo_osint.output import wording
from geo_osint.output.brief.blocks import ARABIC, both, finding_block, pair, review, verdict
from geo_osint.output.brief.html import NO_ATTRIBUTES, Markup, element, fragment, link, table
from geo_osint.output.brief.movements import movements_block
from geo_osint.version import __version__


def render(case: Case, findings: Iterable[Finding], tables: Tables | None = None) -> str:
    """Write the brief of a case as one HTML document; the same case gives the same text.

    Without `tables` nothing is said of routes.

    Text from reports, gazetteer and analyst is escaped; a Content-Security-Policy forbids scripts,
    requests and any style but the page's own.
    """
    listed = tuple(findings)
    body = element(
        "body",
        NO_ATTRIBUTES,
        element("header", NO_ATTRIBUTES, *_header(case, listed)),
        element("main", NO_ATTRIBUTES, _summary(listed, case), *_findings(listed, case, tables)),
        _footer(),
    )
    root = element("html", {"lang": "en", "dir": "ltr"}, _head(case), body)
    return f"<!DOCTYPE html>\n{root}\n"


def _head(case: Case) -> Markup:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        NO_ATTRIBUTES,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("meta", {"name": "generator", "content": f"geo-osint {__version__}"}),
        element("title", NO_ATTRIBUTES, f"Brief: {_title(case)}"),
        Markup(f"<style>{_style()}</style>"),
    )


@cache
def _style() -> str:
    """Give the page's style: its own sheet and the verdicts' colours, all of it ours."""
    sheet = resources.files(__package__).joinpath("brief.css").read_text(encoding="utf-8")
    verdicts = "".join(
        f".v-{each.code} {{ border-inline-start-color: {each.colour}; }}\n"
        f".v-{each.code} .verdict, .verdict.v-{each.code} {{ color: {each.ink}; }}\n"
        for each in styles.group("verdict").values()
    )
    return sheet + verdicts


def _title(case: Case) -> str:
    titles = [report.header.title for report in case.reports if report.header.title]
    return titles[0] if len(titles) == 1 else case.name


_GAZETTEER = Bilingual("gazetteer", "معجم الأماكن")


def _header(case: Case, findings: tuple[Finding, ...]) -> Iterator[Markup]:
    yield element("h1", {"dir": "auto"}, _title(case))
    ids = [*(each.id for each in findings), *(each.id for each in case.standing_movements)]
    open_ = sum(case.decision_on(id) is None for id in ids)
    if open_:
        yield review(None, f" ({open_} / {len(ids)})" if open_ < len(ids) else "")
    yield from (_report(report) for report in case.reports)
    yield element(
        "p",
        {"class": "cite"},
        pair(Bilingual("Case", "القضية")),
        " ",
        element("span", {"class": "digest"}, case.sha256 or "not written yet"),
        f" (sha256); geo-osint {__version__}",
        *(
            fragment("; ", pair(_GAZETTEER), " ", element("bdi", NO_ATTRIBUTES, each.name))
            for each in case.gazetteers
        ),
    )


def _report(report: Report) -> Markup:
    header = report.header
    named = [each for each in (header.title, header.publisher) if each]
    day = wording.day(header.published) if header.published else None
    return element(
        "p",
        NO_ATTRIBUTES,
        element("b", NO_ATTRIBUTES, report.id),
        ": ",
        *(fragment(element("bdi", NO_ATTRIBUTES, each), "; ") for each in named),
        fragment(day.en, " · ", element("bdi", ARABIC, day.ar)) if day else "no date · بلا تاريخ",
        *(fragment("; ", link(each)) for each in (header.source_url, header.archive_url) if each),
        fragment("; ", element("bdi", NO_ATTRIBUTES, header.note)) if header.note else None,
    )


_SUMMARY = (
    Bilingual("Finding", "البند"),
    Bilingual("Stated", "المذكور"),
    Bilingual("Possible", "الممكن"),
    Bilingual("Verdict", "النتيجة"),
)


def _summary(findings: tuple[Finding, ...], case: Case) -> Markup | None:
    if not findings:
        return element("p", NO_ATTRIBUTES, "No statements · لا أقوال")
    rows = (element("tr", NO_ATTRIBUTES, *_summed(each, case)) for each in findings)
    return table(map(pair, _SUMMARY), rows)


def _summed(finding: Finding, case: Case) -> Iterator[Markup]:
    told = finding.statement
    yield element("td", {}, element("a", {"href": f"#{finding.id}"}, finding.id))
    yield element("td", {}, *both(_stated(told, case)))
    yield element(
        "td",
        {},
        *(both(wording.amounts(finding.possible, finding.unit)) if finding.possible else ["–"]),
    )
    yield element("td", {}, verdict(finding))


def _stated(told: Statement, case: Case) -> Bilingual:
    """Say in short what is stated of what; a relation already names its reference."""
    shown = (told.subject, told.reference if told.quantity else None)
    ends = [wording.named(each, case) for each in shown if each]
    words = wording.relation(told, case)
    return Bilingual(
        " – ".join(each.en for each in ends) + (": " if ends else "") + words.en,
        " – ".join(each.ar for each in ends) + (": " if ends else "") + words.ar,
    )


def _findings(
    findings: tuple[Finding, ...], case: Case, tables: Tables | None
) -> Iterator[Markup | None]:
    """Set what was checked first; each part keeps the order of the text."""
    for each in sorted(findings, key=lambda finding: finding.verdict == "not_checked"):
        yield finding_block(each, case)
    yield _conflicts(case)
    yield movements_block(case, tables)
    yield from _unread(case)


def _conflicts(case: Case) -> Markup | None:
    found = conflicts(case)
    if not found:
        return None
    told = (element("div", {"class": "both"}, *both(each.reason)) for each in found)
    heading = element("h2", NO_ATTRIBUTES, pair(wording.CONFLICTS))
    return element("section", {"id": "conflicts"}, heading, *told)


def _unread(case: Case) -> Iterator[Markup]:
    quotes = [(report.id, words) for report in case.reports for words in report.unread]
    if quotes:
        yield element("h2", NO_ATTRIBUTES, pair(wording.UNREAD))
        items = (
            element("li", NO_ATTRIBUTES, id, ": ", element("bdi", NO_ATTRIBUTES, f"“{words}”"))
            for id, words in quotes
        )
        yield element("ul", NO_ATTRIBUTES, *items)


_METHOD = Bilingual(
    "Each published position of each place is measured against each of the other (the possible "
    "distances). What was printed allows for rounding and for words like “about”; newsroom tolerance "
    "is wider by a quarter of the figure. It fits if all possible distances are within what was printed, "
    "roughly if within the tolerance, is not settled if only some are, and does not fit if none is.",
    "يقاس كل موقع منشور لكل مكان إلى كل موقع منشور للآخر، فتنتج المسافات الممكنة. ويتسع المنشور لتقريب "
    "الأرقام ولكلمات مثل «نحو»، أما هامش التسامح الصحفي فأوسع بربع الرقم. تتوافق المسافة إن وقعت المسافات "
    "الممكنة كلها ضمن المنشور، وتقريبًا إن وقعت ضمن الهامش، ولا تُحسم إن وقع بعضها فقط، ولا تتوافق إن لم "
    "يقع شيء منها.",
)


def _footer() -> Markup:
    return element("footer", NO_ATTRIBUTES, element("div", {"class": "both"}, *both(_METHOD)))
