"""What is printed of an article: its text with marks, then its claims with their checks."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.direction import isolated, without_bidi_controls
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.span import Span
from annotator.domain.zone import Zone
from annotator.i18n import ngettext, tr
from annotator.operations.zoning import excluded_spans

_OMISSION: Final = "[…]"


class PrintOptions(Struct, frozen=True):
    """What is printed of an article besides its text."""

    has_excluded: bool = False
    has_claims: bool = True
    has_notes: bool = True


class PrintedMark(Struct, frozen=True):
    """A mark as it is printed: its letters, and the tone of its ground and its underline."""

    spans: tuple[Span, ...]
    sign: str
    tone: str


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


class Run(Struct, frozen=True):
    """Some text of one kind: on the ground of a tone, after the letters of marks that begin."""

    text: str
    tone: str = ""
    signs: tuple[str, ...] = ()
    is_strong: bool = False


class Paragraph(Struct, frozen=True):
    """One printed paragraph."""

    role: Role
    runs: tuple[Run, ...]


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

    def paragraphs(self, options: PrintOptions) -> Iterator[Paragraph]:
        """Yield the paragraphs, in order."""
        yield from self._heading(options)
        yield from self._body(options)
        if options.has_claims:
            yield from self._claims(options)

    def _heading(self, options: PrintOptions) -> Iterator[Paragraph]:
        article = self.article
        yield _plain(Role.HEADLINE, article.headline)
        by = tr("by {author}", author=isolated(article.byline)) if article.byline else ""
        published = self.format_date(article.published_at)
        parts = (isolated(article.publisher), published, by, article.code)
        yield _plain(Role.DETAILS, " · ".join(filter(None, parts)))
        for address in filter(None, (article.source_url, article.archive_url)):
            yield _plain(Role.DETAILS, address)
        if article.notes and options.has_notes:
            yield from _field(tr("Notes"), article.notes, Role.NOTES)

    def _body(self, options: PrintOptions) -> Iterator[Paragraph]:
        excluded, was_left_out = excluded_spans(self.zones), False
        for line in _lines(self.text):
            is_excluded = any(span.overlaps(line) for span in excluded)
            if is_excluded and not options.has_excluded and not self._is_marked(line):
                if not was_left_out:
                    yield _plain(Role.EXCLUDED, _OMISSION)
                was_left_out = True
                continue
            was_left_out = False
            yield Paragraph(Role.EXCLUDED if is_excluded else Role.TEXT, self._runs(line))

    def _is_marked(self, line: Span) -> bool:
        return any(span.overlaps(line) for mark in self.marks for span in mark.spans)

    def _runs(self, line: Span) -> tuple[Run, ...]:
        """Return a line, cut wherever a mark begins or ends."""
        marked = [(m, s) for m in self.marks for s in m.spans if s.overlaps(line)]
        ends = (end for _, s in marked for end in (s.start, s.end))
        cuts = {line.start, line.end, *(end for end in ends if line.start < end < line.end)}
        runs = []
        for start, end in pairwise(sorted(cuts)):
            here = [mark for mark, s in marked if s.start <= start and end <= s.end]
            signs = tuple(mark.sign for mark, s in marked if s.start == start)
            tone = here[-1].tone if here else ""
            runs.append(Run(without_bidi_controls(self.text[start:end]), tone, signs))
        return tuple(runs)

    def _claims(self, options: PrintOptions) -> Iterator[Paragraph]:
        claims = self.reader.claims_in(self.article.id)
        title = ngettext("{count} claim", "{count} claims", len(claims))
        yield _plain(Role.HEADING, title if claims else tr("No claims"))
        checks = {check.claim_id: check for check in self.reader.checks_in(self.article.id)}
        for claim in claims:
            yield from self._claim(claim, checks.get(claim.id), options)

    def _claim(
        self, claim: Claim, check: FactCheck | None, options: PrintOptions
    ) -> Iterator[Paragraph]:
        code = Run(f"{claim.code}  ", is_strong=True)
        yield Paragraph(Role.CLAIM, (code, Run(isolated(claim.text))))
        claimant = self.reader.get(Entity, claim.claimant_id) if claim.claimant_id else None
        yield from _field(tr("Claimant"), claimant.name if claimant else "")
        yield from _field(tr("Said on"), self.format_date(claim.date))
        if check is None:
            yield from _field(tr("Verdict"), tr("not checked yet"))
        else:
            yield from self._check(check, options)

    def _check(self, check: FactCheck, options: PrintOptions) -> Iterator[Paragraph]:
        verdict = self.codebook.label(check.verdict)
        status = self.codebook.name(Layer.CHECK_STATUS, check.status)
        yield from _field(tr("Verdict"), verdict.name if verdict else tr("none yet"))
        yield from _field(tr("Status"), status)
        yield from _field(tr("As of"), self.format_date(check.as_of))
        yield from _field(tr("Conclusion"), check.conclusion)
        yield from _field(tr("Reasons"), check.justification)
        if options.has_notes:
            yield from _field(tr("Note"), check.notes)
        for evidence in self.reader.find(Evidence, check_id=check.id):
            yield from self._evidence(evidence, options)

    def _evidence(self, evidence: Evidence, options: PrintOptions) -> Iterator[Paragraph]:
        stance = self.codebook.name(Layer.EVIDENCE_STANCE, evidence.stance)
        quote = isolated(f"“{evidence.quote}”") if evidence.quote else ""
        yield Paragraph(Role.EVIDENCE, (Run(f"{stance}  ", is_strong=True), Run(quote)))
        source = self.reader.get(Source, evidence.source_id) if evidence.source_id else None
        if source:
            yield from self._source(source, evidence.locator)
        if options.has_notes:
            yield from _field(tr("Note"), evidence.note)

    def _source(self, source: Source, locator: str) -> Iterator[Paragraph]:
        published, accessed = map(self.format_date, (source.published_at, source.accessed_at))
        dates = (
            tr("published {date}", date=published) if published else "",
            tr("accessed {date}", date=accessed) if accessed else "",
        )
        names = (isolated(source.title), isolated(source.publisher), isolated(locator))
        yield from _field(tr("Source"), " · ".join(filter(None, (*names, *dates))))
        yield from _field(tr("Address"), source.url)
        yield from _field(tr("Archived copy"), source.archive_url)


def _plain(role: Role, text: str) -> Paragraph:
    return Paragraph(role, (Run(without_bidi_controls(text)),))


def _field(label: str, value: str, role: Role = Role.FIELD) -> Iterator[Paragraph]:
    """Yield a named value; nothing where it is empty."""
    if value:
        name = Run(f"{label}  ", is_strong=True)
        yield Paragraph(role, (name, Run(isolated(value))))


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
