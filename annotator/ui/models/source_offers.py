"""Known sources for display: the title, what else distinguishes them, where they are used."""

import re
from collections.abc import Sequence

from msgspec import Struct

from annotator.domain.codebook import Codebook, Layer
from annotator.domain.direction import side_by_side, without_bidi_controls
from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.operations.sources import KnownSource, source_name
from annotator.ui.application.dates import format_date
from annotator.ui.models.wording import short_names

_CODES = 3


class SourceOffer(Struct, frozen=True, kw_only=True):
    """A known source for display; `marked` are the spans of the search words in the title."""

    known: KnownSource
    title: str
    details: str
    used: str
    marked: tuple[Span, ...]

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        return ", ".join(filter(None, [self.title, self.details, self.used]))


def offer(known: KnownSource, query: str, codebook: Codebook) -> SourceOffer:
    """Return a known source for display, for a query."""
    source = known.source
    title = without_bidi_controls(source_name(source))
    names = short_names(codebook.scheme(Layer.SOURCE_MEDIUM).labels)
    parts = [
        source.publisher if source.title else "",
        names.get(source.medium, ""),
        tr("archived") if source.archive_url else tr("not archived"),
        format_date(source.published_at or source.accessed_at),
    ]
    return SourceOffer(
        known=known,
        title=title,
        details=side_by_side(parts, beside=title),
        used=where_used(known.article, known.used_in),
        marked=_found(title, query),
    )


def where_used(article_code: str, codes: Sequence[str]) -> str:
    """Return the code of a source's article, and the codes of the claims that use it."""
    more = f" +{len(codes) - _CODES}" if len(codes) > _CODES else ""
    claims = f"{', '.join(codes[:_CODES])}{more}"
    used = tr("used in {claims}", claims=claims) if codes else ""
    article = tr("article {code}", code=article_code) if article_code else ""
    return " · ".join(filter(None, [article, used]))


def _found(title: str, query: str) -> tuple[Span, ...]:
    """Return the spans of words in a title, without overlaps."""
    wanted = "|".join(re.escape(word) for word in sorted(query.split(), key=len, reverse=True))
    found = re.finditer(wanted, title, re.IGNORECASE) if wanted else ()
    return tuple(Span(*match.span()) for match in found)
