"""What a movement says without a word, as a statement that a finding can bear."""

from __future__ import annotations

from geo_osint.model import Mention, Movement, Statement, StatementKind


def implied(
    told: Movement, what: str, kind: StatementKind, reference: Mention | None = None
) -> Statement:
    """Make a statement of what follows from a movement; `what` is its part of the id: `gate-1`.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> implied(Movement("m1", "r1", Span(0, 5), "went."), "order", "order").id
    'm1/order'
    """
    return Statement(
        f"{told.id}/{what}",
        told.report,
        told.span,
        told.words,
        kind,
        reference=reference,
        relation=kind if reference or kind == "order" else f"some_{kind}",
        status=told.status,
    )
