"""A report as the paragraphs of a document on paper."""

from collections.abc import Iterable, Iterator, Mapping

from annotator.domain.direction import isolated, side_by_side
from annotator.operations.claim_words import EvidenceWords
from annotator.operations.history import FieldChange
from annotator.operations.marked_text import Run
from annotator.operations.printing import (
    Paragraph,
    PrintOptions,
    Role,
    evidence_paragraphs,
    named,
    plain,
)
from annotator.operations.report import Corrected, Passage, Report, ReportedClaim
from annotator.operations.report_charts import Chart
from annotator.operations.report_words import claims_title, columns, row_of, titles

_OPTIONS = PrintOptions(has_notes=False)


def report_paragraphs(report: Report) -> Iterator[Paragraph]:
    """Yield the paragraphs of a report, in order."""
    words = titles()
    yield from _head(report)
    for chart in report.charts:
        yield from _chart(chart)
    if report.article:
        yield from report.article.heading(_OPTIONS)
        yield from report.article.body(_OPTIONS)
    if report.articles:
        yield plain(Role.HEADING, words["articles"])
        yield Paragraph(Role.DETAILS, (Run(side_by_side(columns())),))
        for row in report.articles:
            yield plain(Role.ROW, side_by_side(row_of(row, report.format_date)))
    yield plain(Role.HEADING, claims_title(report.claim_count))
    for claim in report.claims:
        yield from _claim(claim, report, words)


def _head(report: Report) -> Iterator[Paragraph]:
    if report.desk.logo:
        yield Paragraph(Role.LOGO, (), report.desk.logo)
    if report.desk.name:
        yield Paragraph(Role.DETAILS, (Run(isolated(report.desk.name), is_strong=True),))
    yield plain(Role.HEADLINE, report.title)
    yield plain(Role.ROW, side_by_side((report.project, report.made_on)))


def _chart(chart: Chart) -> Iterator[Paragraph]:
    yield plain(Role.SUBHEADING, chart.title)
    for bar in chart.bars:
        parts = (Run("", part.tone, share=part.share) for part in bar.parts)
        yield Paragraph(Role.BAR, (Run(isolated(bar.name)), *parts, Run(isolated(bar.count))))


def _claim(told: ReportedClaim, report: Report, words: Mapping[str, str]) -> Iterator[Paragraph]:
    code = Run(f"{told.claim.code}  ", is_strong=True)
    yield Paragraph(Role.CLAIM, (code, Run(isolated(told.claim.text), is_strong=True)))
    yield from map(named, told.fields)
    yield from _group(words["passages"], _passages(told.passages, report))
    yield from _group(words["evidence"], _evidence(told.evidence))
    yield from _group(words["missing"], (plain(Role.FIELD, each) for each in told.missing))
    yield from _group(words["corrections"], _corrections(told.corrections, words))


def _group(title: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs under a title; neither where there are none."""
    for number, paragraph in enumerate(paragraphs):
        if not number:
            yield plain(Role.SUBHEADING, title)
        yield paragraph


def _passages(passages: Iterable[Passage], report: Report) -> Iterator[Paragraph]:
    for each in passages:
        article = each.article
        yield Paragraph(Role.PASSAGE, each.runs)
        published = report.format_date(article.published_at)
        where = (article.code, article.headline, article.publisher, published)
        yield plain(Role.WHERE, side_by_side(where))


def _evidence(evidence: Iterable[EvidenceWords]) -> Iterator[Paragraph]:
    for each in evidence:
        yield from evidence_paragraphs(each)


def _corrections(corrections: Iterable[Corrected], words: Mapping[str, str]) -> Iterator[Paragraph]:
    for each in corrections:
        yield plain(Role.EVIDENCE, side_by_side((each.day, each.by)))
        for field in each.fields:
            yield _changed(field, words)


def _changed(field: FieldChange, words: Mapping[str, str]) -> Paragraph:
    before, after = field.before or words["none"], field.after or words["none"]
    name = Run(f"{field.label}  ", is_strong=True)
    changed = Run(f"{isolated(before)} {words['arrow']} {isolated(after)}")
    return Paragraph(Role.FIELD, (name, changed))
