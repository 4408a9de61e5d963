"""What a report says of one claim, one article or the whole project."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import CheckStatus, FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.completeness import quoting
from annotator.domain.errors import AnnotatorError
from annotator.domain.project import Project
from annotator.domain.reading import ArticleSummary, ProjectReader
from annotator.exporters.facts import ClaimFacts
from annotator.exporters.records import Records
from annotator.i18n import tr
from annotator.operations.claim_words import ClaimWords, EvidenceWords, NamedText
from annotator.operations.corrections import corrections
from annotator.operations.history import FieldChange
from annotator.operations.history_names import Names
from annotator.operations.mark_words import verdict_tone
from annotator.operations.marked_text import PrintedMark, Run, doubt, passage
from annotator.operations.printing import PrintedArticle
from annotator.operations.report_charts import (
    Chart,
    project_charts,
    sentiment_chart,
    verdict_chart,
)

Subject: TypeAlias = Article | Claim | None
"""What a report is about; None for the whole project."""

_KEPT: Final = 64  # texts
_LARGEST_LOGO: Final = 2_000_000  # bytes
_IMAGES: Final[Mapping[bytes, str]] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


class Desk(Struct, frozen=True):
    """Who publishes a report: a name, and a picture of the media type `logo_type`."""

    name: str = ""
    logo: bytes = b""
    logo_type: str = ""


def desk_of(name: str, logo: str) -> Desk:
    """Return the desk with this name and the picture of this file; '' for no picture.

    Raises AnnotatorError for a file that cannot be read, is too large, or is no PNG or JPEG.
    """
    if not logo:
        return Desk(name)
    try:
        with Path(logo).open("rb") as file:
            picture = file.read(_LARGEST_LOGO + 1)
    except (OSError, ValueError) as error:
        raise AnnotatorError(
            tr("The logo “{path}” cannot be read. Choose another one in the settings.", path=logo)
        ) from error
    kind = next((kind for start, kind in _IMAGES.items() if picture.startswith(start)), "")
    if not kind or len(picture) > _LARGEST_LOGO:
        raise AnnotatorError(
            tr("A logo is a PNG or JPEG file of at most 2 MB. Choose another one in the settings.")
        )
    return Desk(name, picture, kind)


def subject_of(reader: ProjectReader, code: str) -> Subject:
    """Return the article or claim with a code; None, the whole project, for no code.

    Raises AnnotatorError when there is neither.
    """
    if not code:
        return None
    named: list[Article | Claim] = [
        *reader.find(Article, code=code.upper()),
        *reader.find(Claim, code=code.upper()),
    ]
    for found in named:
        return found
    raise AnnotatorError(tr("There is no article or claim “{code}”.", code=code))


class Passage(Struct, frozen=True):
    """A place where a claim appears: its article, and the words with their surroundings."""

    article: Article
    runs: tuple[Run, ...]


class Corrected(Struct, frozen=True):
    """One correction in words: the day, who made it, and the fields before and after."""

    day: str
    by: str
    fields: tuple[FieldChange, ...]


class ReportedClaim(Struct, frozen=True, kw_only=True):
    """A claim with all that a report says of it; `missing` is what it still lacks."""

    claim: Claim
    fields: tuple[NamedText, ...]
    passages: tuple[Passage, ...]
    evidence: tuple[EvidenceWords, ...]
    missing: tuple[str, ...]
    corrections: tuple[Corrected, ...]


class Report(Struct, frozen=True, kw_only=True):
    """A report.

    `claims` are gathered while they are read, `articles` are rows of a table, and `article`
    is the one whose text is shown.
    """

    title: str
    project: str
    desk: Desk
    made_on: str
    charts: tuple[Chart, ...]
    format_date: Callable[[str], str]
    claim_count: int
    claims: Iterable[ReportedClaim]
    article: PrintedArticle | None = None
    articles: tuple[ArticleSummary, ...] = ()


class Reporter:
    """Gathers reports on a project.

    `format_date` puts a date `YYYY[-MM[-DD]]` as people read it; `today` is one. Without
    `has_notes`, what people noted for themselves is omitted.
    """

    def __init__(
        self,
        reader: ProjectReader,
        desk: Desk,
        format_date: Callable[[str], str],
        *,
        today: str,
        has_notes: bool = False,
    ) -> None:
        self._reader, self._desk, self._date, self._today = reader, desk, format_date, today
        self._records = Records(reader)
        self._codebook = self._records.codebook
        self._names = Names(reader, format_date)
        self.has_notes = has_notes
        self._words = ClaimWords(
            codebook=self._codebook, format_date=format_date, has_notes=has_notes
        )
        self._text = lru_cache(_KEPT)(self._records.text)

    def report(self, subject: Subject) -> Report:
        """Return the report on a claim, an article or the whole project."""
        if isinstance(subject, Claim):
            return self._report(tr("Report on claim {code}", code=subject.code), [subject])
        if isinstance(subject, Article):
            return self._on_article(subject)
        return self._on_project()

    def _on_article(self, article: Article) -> Report:
        facts = self._records.article(article)
        claims = self._reader.claims_in(article.id)
        checks = self._reader.checks_in(article.id)
        sentiments = [each.sentiment for each in facts.sentiments]
        return self._report(
            tr("Report on article {code}", code=article.code),
            claims,
            charts=(
                verdict_chart(len(claims), checks, self._codebook),
                sentiment_chart(sentiments),
            ),
            article=PrintedArticle.of(self._records, facts, self._date),
        )

    def _on_project(self) -> Report:
        reader, count = self._reader, self._reader.count(Claim)
        return self._report(
            tr("Report on the project"),
            reader.each(Claim),
            count=count,
            charts=(
                verdict_chart(count, reader.each(FactCheck), self._codebook),
                *project_charts(reader),
            ),
            articles=tuple(reader.article_summaries()),
        )

    def _report(
        self,
        title: str,
        claims: Iterable[Claim],
        *,
        count: int | None = None,
        charts: tuple[Chart, ...] = (),
        article: PrintedArticle | None = None,
        articles: tuple[ArticleSummary, ...] = (),
    ) -> Report:
        return Report(
            title=title,
            project=self._project(),
            desk=self._desk,
            made_on=self._date(self._today),
            charts=tuple(chart for chart in charts if chart.bars),
            format_date=self._date,
            claim_count=len([*claims]) if count is None else count,
            claims=map(self._claim, claims),
            article=article,
            articles=articles,
        )

    def _project(self) -> str:
        return next((each.name for each in self._reader.each(Project)), "")

    def _claim(self, claim: Claim) -> ReportedClaim:
        facts = self._records.claim(claim.id)
        mentions = self._reader.find(Mention, claim_id=claim.id)
        gaps = self._records.gaps(facts, {quoting(each) for each in mentions})
        return ReportedClaim(
            claim=claim,
            fields=(*self._words.fields(facts), *self._checked(facts)),
            passages=tuple(self._passages(facts, mentions)),
            evidence=tuple(self._words.evidence(facts)),
            missing=tuple(gap.message for gap in gaps),
            # most claims have no check: their history need not be read
            corrections=tuple(self._corrections(claim)) if facts.checks else (),
        )

    def _checked(self, facts: ClaimFacts) -> Iterator[NamedText]:
        """Yield who completed the check, and when."""
        check = facts.latest.check
        if check.status == CheckStatus.COMPLETED:
            day = self._date(check.completed_at[:10])
            yield NamedText.of(tr("Checked by"), facts.latest.checker, day)

    def _passages(self, facts: ClaimFacts, mentions: Iterable[Mention]) -> Iterator[Passage]:
        tone = verdict_tone(facts.latest.check, self._codebook)
        for mention in mentions:
            anchor = self._reader.get(Anchor, mention.anchor_id)
            version = self._reader.get(TextVersion, anchor.text_id) if anchor else None
            article = self._reader.get(Article, version.article_id) if version else None
            if anchor and version and article:
                sign = f"{facts.claim.code}{doubt(anchor)}"
                text = self._text(version)
                runs = passage(text, PrintedMark(anchor.spans, sign, tone)) if text else None
                yield Passage(article, runs or (Run(anchor.exact, tone, (sign,)),))

    def _corrections(self, claim: Claim) -> Iterator[Corrected]:
        for each in corrections(claim, self._names):
            by = self._records.annotator(each.annotator_id)
            yield Corrected(self._date(each.day), by, tuple(each.fields(self._names)))
