"""What is printed of an article: its text with marks, then its claims with their checks."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from typing import Final, Self

from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.codebook import Codebook
from annotator.domain.direction import isolated, side_by_side, without_bidi_controls
from annotator.domain.reading import ProjectReader
from annotator.domain.span import Span
from annotator.domain.zone import Zone
from annotator.exporters.facts import ArticleFacts, ClaimFacts
from annotator.exporters.records import Records
from annotator.i18n import ngettext, tr
from annotator.operations.claim_words import ClaimWords, EvidenceWords, NamedText
from annotator.operations.marked_text import PrintedMark, Run, lines_of, marks_of, runs_of
from annotator.operations.zoning import excluded_spans

_OMISSION: Final = "[…]"


class PrintOptions(Struct, frozen=True):
    """What is printed of an article besides its text."""

    has_excluded: bool = False
    has_claims: bool = True
    has_notes: bool = True


class Role(Enum):
    """What a printed paragraph is, which decides its type."""

    HEADLINE = auto()
    DETAILS = auto()
    NOTES = auto()
    TEXT = auto()
    EXCLUDED = auto()
    HEADING = auto()
    CLAIM = auto()
    FIELD = auto()
    EVIDENCE = auto()
    LOGO = auto()
    SUBHEADING = auto()
    BAR = auto()
    ROW = auto()
    PASSAGE = auto()
    WHERE = auto()


class Paragraph(Struct, frozen=True):
    """One printed paragraph; that of a logo is the picture, PNG or JPEG."""

    role: Role
    runs: tuple[Run, ...]
    picture: bytes = b""


class PrintedArticle(Struct, frozen=True, kw_only=True):
    """All that is needed to print an article.

    `format_date` puts a date `YYYY[-MM[-DD]]` as people read it.
    """

    reader: ProjectReader
    codebook: Codebook
    article: Article
    text: str
    zones: Sequence[Zone]
    marks: Sequence[PrintedMark]
    format_date: Callable[[str], str]

    @classmethod
    def of(cls, records: Records, facts: ArticleFacts, format_date: Callable[[str], str]) -> Self:
        """Return the newest text of an article, with its marks."""
        return cls(
            reader=records.reader,
            codebook=records.codebook,
            article=facts.article,
            text=facts.text or "",
            zones=[each.zone for each in facts.zones if each.zone.text_id == facts.newest.id],
            marks=marks_of(facts, records.codebook),
            format_date=format_date,
        )

    def paragraphs(self, options: PrintOptions) -> Iterator[Paragraph]:
        """Yield the paragraphs, in order."""
        yield from self.heading(options)
        yield from self.body(options)
        if options.has_claims:
            yield from self._claims(options)

    def heading(self, options: PrintOptions) -> Iterator[Paragraph]:
        """Yield what it is and where it came from."""
        article = self.article
        yield plain(Role.HEADLINE, article.headline)
        by = tr("by {author}", author=article.byline) if article.byline else ""
        published = self.format_date(article.published_at)
        parts = (article.publisher, published, by, article.code)
        yield plain(Role.DETAILS, side_by_side(parts))
        for address in filter(None, (article.source_url, article.archive_url)):
            yield plain(Role.DETAILS, address)
        if article.notes and options.has_notes:
            yield named(NamedText.of(tr("Notes"), article.notes), Role.NOTES)

    def body(self, options: PrintOptions) -> Iterator[Paragraph]:
        """Yield its text."""
        excluded, was_left_out = excluded_spans(self.zones), False
        for line in lines_of(self.text):
            is_excluded = any(span.overlaps(line) for span in excluded)
            if is_excluded and not options.has_excluded and not self._is_marked(line):
                if not was_left_out:
                    yield plain(Role.EXCLUDED, _OMISSION)
                was_left_out = True
                continue
            was_left_out = False
            yield Paragraph(
                Role.EXCLUDED if is_excluded else Role.TEXT, runs_of(self.text, line, self.marks)
            )

    def _is_marked(self, line: Span) -> bool:
        return any(span.overlaps(line) for mark in self.marks for span in mark.spans)

    def _claims(self, options: PrintOptions) -> Iterator[Paragraph]:
        claims = self.reader.claims_in(self.article.id)
        title = ngettext("{count} claim", "{count} claims", len(claims))
        yield plain(Role.HEADING, title if claims else tr("No claims"))
        records = Records(self.reader)
        words = ClaimWords(
            codebook=self.codebook, format_date=self.format_date, has_notes=options.has_notes
        )
        for claim in claims:
            yield from claim_paragraphs(records.claim(claim.id), words)


def claim_paragraphs(facts: ClaimFacts, words: ClaimWords) -> Iterator[Paragraph]:
    """Yield a claim with its check, then its evidence."""
    code = Run(f"{facts.claim.code}  ", is_strong=True)
    yield Paragraph(Role.CLAIM, (code, Run(isolated(facts.claim.text))))
    for field in words.fields(facts):
        yield named(field)
    for evidence in words.evidence(facts):
        yield from evidence_paragraphs(evidence)


def evidence_paragraphs(evidence: EvidenceWords) -> Iterator[Paragraph]:
    """Yield a piece of evidence, then its source."""
    quote = isolated(f"“{evidence.quote}”") if evidence.quote else ""
    stance = Run(f"{evidence.stance}  ", is_strong=True)
    yield Paragraph(Role.EVIDENCE, (stance, Run(quote)))
    yield from map(named, evidence.fields)


def named(field: NamedText, role: Role = Role.FIELD) -> Paragraph:
    """Return a named value as a paragraph."""
    name = Run(f"{field.name}  ", is_strong=True)
    return Paragraph(role, (name, Run(side_by_side(field.texts), field.tone)))


def plain(role: Role, text: str) -> Paragraph:
    """Return a paragraph of one text."""
    return Paragraph(role, (Run(without_bidi_controls(text)),))
