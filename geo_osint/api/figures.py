"""A case as a static map for print."""

from __future__ import annotations

from pathlib import Path

from geo_osint import pipeline
from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.output.figure import Language, Look


def to_figure(
    case: Case,
    *paths: Path | str,
    language: Language | None = None,
    only: str = "",
    width_mm: float = 180.0,
    dpi: float = 300.0,
) -> tuple[Path, ...]:
    """Draw a case as a static map for print, into one file or several.

    Parameters
    ----------
    case
        As `load_case` or `read` gives it.
    paths
        Where to; the ending tells the kind: .png, .svg or .pdf. Equal cases give equal bytes.
    language
        "en" or "ar"; by default that of the reports.
    only
        The id of a finding or a movement to show alone.
    width_mm, dpi
        Width in millimetres, and dots per inch of a PNG.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    NothingFoundError
        If nothing of what is to be shown has a position.
    OutputError
        If a file cannot be written; what stood there still stands.
    UsageError
        If no path is given, an ending is not known, matplotlib is missing (`pip install "geo-osint[figure]"`), or
        nothing has the id `only`.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import geo_osint
    >>> with TemporaryDirectory() as home:
    ...     report = Path(home, "report.txt")
    ...     _ = report.write_text("Al-Mayadin is 14 km from al-Omar field.", encoding="utf-8")
    ...     written = to_figure(geo_osint.read(report), Path(home, "map.svg"), only="s1")
    >>> written[0].name
    'map.svg'
    """
    if not paths:
        raise UsageError("no file to draw into; give one that ends in .png, .svg or .pdf")
    look = Look(language, only, width_mm, dpi)
    return pipeline.draw(case, [Path(each) for each in paths], look).written
