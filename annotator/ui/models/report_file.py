"""A report as the content of a file: a page for the browser, or a PDF."""

from collections.abc import Generator

from msgspec import Struct

from annotator.i18n import N_
from annotator.operations.printed_report import report_paragraphs
from annotator.operations.report import Report
from annotator.operations.report_html import html_pieces
from annotator.ui.models.pdf import Pdf
from annotator.ui.models.print_document import PageLines, Typefaces, paint_pages

HTML, PDF = ".html", ".pdf"


class Progress(Struct, frozen=True):
    """How many of the claims or of the pages are done; `unit` is in English."""

    unit: str
    done: int
    total: int


def content_of(making: Generator[Progress, None, bytes]) -> bytes:
    """Return the content of a file once it is made."""
    while True:
        try:
            next(making)
        except StopIteration as made:
            return bytes(made.value)


def report_page(report: Report) -> Generator[Progress, None, bytes]:
    """Yield the progress, and return the page."""
    pieces, done = [], 0
    for piece in html_pieces(report):
        pieces.append(piece.content)
        done += piece.rows
        yield Progress(N_("Claim"), done, report.claim_count)
    return b"".join(pieces)


def report_pdf(report: Report, types: Typefaces) -> Generator[Progress, None, bytes]:
    """Yield the progress, and return the PDF."""
    pdf = Pdf(report.title)
    lines = PageLines(report.project, f"{report.title} · {report.made_on}")
    for number, count in paint_pages(pdf.writer, report_paragraphs(report), types, lines):
        yield Progress(N_("Page"), number, count)
    return pdf.content()
