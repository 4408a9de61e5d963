"""The evidence of a check as rows: the quote, its source, and what it lacks."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QObject

from annotator.domain.check import Evidence, Source
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.direction import isolated, without_bidi_controls
from annotator.i18n import format_number, ngettext, tr
from annotator.operations.sources import source_name
from annotator.ui.application.dates import format_date
from annotator.ui.models.rows import Row, RowsModel

SIGNS = {"supports": "✓", "refutes": "✕", "qualifies": "±", "context": "○", "not_found": "∅"}
"""The sign of each stance, as colour is never the only cue."""


class EvidenceRow(Struct, frozen=True, kw_only=True):
    """A piece of evidence for display; `tone` is the colour of its stance.

    The ends of `title` and `publisher` may be cut; `place`, where in the source it is, and
    `facts` are shown whole.
    """

    evidence: Evidence
    source: Source | None
    stance: str
    sign: str
    tone: str
    quote: str
    title: str
    place: str
    publisher: str
    facts: str
    missing: str

    @classmethod
    def of(
        cls,
        evidence: Evidence,
        source: Source | None,
        missing: Sequence[str],
        codebook: Codebook,
        article: str = "",
    ) -> "EvidenceRow":
        """Return the row of a piece of evidence; `article` is the code of its source article."""
        quote = " ".join(evidence.quote.split())
        stance = codebook.scheme(Layer.EVIDENCE_STANCE).label(evidence.stance)
        return cls(
            evidence=evidence,
            source=source,
            stance=stance.name if stance else evidence.stance,
            sign=SIGNS.get(evidence.stance, ""),
            tone=stance.colour if stance else "",
            quote=without_bidi_controls(f"“{quote}”" if quote else ""),
            title=isolated(source_name(source)),
            place=_location(evidence, article, has_name=bool(source_name(source))),
            publisher=isolated(source.publisher if source and source.title else ""),
            facts=" · ".join(_facts(source)) if source else "",
            missing=" · ".join(missing),
        )

    @property
    def details(self) -> str:
        """Return the title of the source, the locator of the quote, and the publisher."""
        return " · ".join(filter(None, [self.title + self.place, self.publisher]))

    @property
    def spoken(self) -> Row:
        """Return the text for screen readers."""
        missing = tr("missing: {gaps}", gaps=self.missing) if self.missing else ""
        lines = ", ".join(filter(None, [self.quote, self.details, self.facts, missing]))
        return Row(code=self.stance, text=lines)


class EvidenceModel(RowsModel[EvidenceRow]):
    """Lists the evidence of one check, the oldest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(lambda row: row.evidence.id, lambda row: row.spoken, parent)


def balance(rows: Sequence[EvidenceRow]) -> str:
    """Return the number of pieces and their stances: `3 · 2 against, 1 for`."""
    stances = [row.evidence.stance for row in rows]
    against, in_favour = stances.count("refutes"), stances.count("supports")
    sides = [
        ngettext("{count} against", "{count} against", against) if against else "",
        ngettext("{count} for", "{count} for", in_favour) if in_favour else "",
    ]
    count = format_number(len(rows)) if rows else ""
    return " · ".join(filter(None, [count, ", ".join(filter(None, sides))]))


def _location(evidence: Evidence, article: str, *, has_name: bool) -> str:
    """Return what follows the name of a source: the code of its article, and a locator."""
    code = f" ({article})" if article else ""
    apart = ", " if evidence.locator and (code or has_name) else ""
    return f"{code}{apart}{isolated(evidence.locator)}"


def _facts(source: Source) -> list[str]:
    primary = tr("primary") if source.is_primary else ""
    archived = tr("archived") if source.archive_url else ""
    return list(filter(None, [primary, archived, _date(source)]))


def _date(source: Source) -> str:
    if source.published_at:
        return format_date(source.published_at)
    if not source.accessed_at:
        return ""
    return tr("accessed {date}", date=format_date(source.accessed_at))
