"""Reports are saved as a page or as PDF, and opened afterwards; parts stay together on paper."""

import pypdfium2
import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from annotator import assets, i18n
from annotator.operations.marked_text import Run
from annotator.operations.printing import Paragraph, Role
from annotator.storage.project import create_project
from annotator.ui.dialogs.report_dialog import ReportDialog
from annotator.ui.dialogs.work import Work
from annotator.ui.models import print_document
from annotator.ui.models.pdf import Pdf
from annotator.ui.models.print_document import PageLines, Typefaces, paint_pages
from annotator.ui.theming.palette import load

LOGO = str(assets.path("manual/pictures/window-1366-light.png"))

REFUTED = bytes(load("light").tone("refuted").ink.getRgb()[:3])
"""The dots of a bar of refuted claims on a page."""


@pytest.fixture
def store(schemes, tmp_path):
    """A project in a file: reports are gathered by a reader of their own."""
    store = create_project(tmp_path / "news.annotator", "News", schemes, tmp_path / "state")
    store.sign_in("Ana")
    yield store
    store.close()


@pytest.fixture
def opened(monkeypatch):
    """What was opened with another program."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url) or True)
    return found


@pytest.fixture
def target(tmp_path, monkeypatch):
    """The name that the person gives, without a suffix."""
    target = tmp_path / "out" / "report"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


@pytest.fixture
def answer(qapp):
    """Choose the kind of file in `kind`, and go on; close the work that has ended."""
    said = {"kind": "", "told": []}

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ReportDialog):
            if said["kind"]:
                dialog._kind.chosen.emit(said["kind"])
            dialog.findChild(QPushButton, "do").click()
        elif isinstance(dialog, Work):
            leave = dialog.findChild(QPushButton, "leave")
            if leave.text() == "Close":
                said["told"].append(dialog.findChild(QLabel, "work.words").text())
                leave.click()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    yield said
    timer.stop()


class Nowhere:
    """Neither a claim nor an article is looked at."""

    claim = article = None


def text_of(path):
    """Return the text of a PDF, page by page."""
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def painted(tmp_path, qapp, paragraphs):
    """Return the text of the pages of a document."""
    pdf, file = Pdf("Test"), tmp_path / "test.pdf"
    types = Typefaces(qapp.font(), qapp.font())
    for _ in paint_pages(pdf.writer, paragraphs, types, PageLines("", "")):
        pass
    file.write_bytes(pdf.content())
    return text_of(file)


def line(role, text):
    return Paragraph(role, (Run(text),))


@pytest.mark.usefixtures("claim")
def test_a_page_on_a_claim_is_saved_and_opened(window, target, answer, opened):
    window.actions_["report.claim"].trigger()

    page = target.with_name("report.html")
    assert "Premier Lind gave no guarantees" in page.read_text(encoding="utf-8")
    assert opened == [QUrl.fromLocalFile(str(page))]
    assert answer["told"] == [f"The report was saved as “{page}”."]


@pytest.mark.usefixtures("claim", "opened")
def test_a_report_on_an_article_is_saved_as_pdf(window, target, answer):
    answer["kind"] = ".pdf"
    window.dialogs.reports._preferences.change(desk_name="The Desk", desk_logo=LOGO)

    window.actions_["report.article"].trigger()

    told = " ".join(text_of(target.with_name("report.pdf")))
    for words in ("The Desk", "Report on article", "Verdicts", "Parliament voted", "claim"):
        assert words in told


@pytest.mark.usefixtures("claim", "opened")
def test_a_page_on_the_project_is_saved(window, target, answer):
    window.actions_["project.report"].trigger()

    assert "Report on the project" in target.with_name("report.html").read_text(encoding="utf-8")


def test_without_a_claim_or_an_article_it_says_so(window, monkeypatch):
    said = []
    window.workspace.notices.post = said.append
    reports = window.dialogs.reports
    monkeypatch.setattr(reports, "_notices", window.workspace.notices)
    monkeypatch.setattr(reports, "_focus", Nowhere())

    reports.report_claim()
    reports.report_article()

    assert said == ["Go to a claim first.", "Open an article first."]


def test_a_logo_that_is_gone_is_said_before_anything_is_asked(window, target):
    said = []
    reports = window.dialogs.reports
    reports._preferences.change(desk_logo=str(target))
    reports._notices.posted.connect(lambda notice: said.append(str(notice)))

    window.actions_["project.report"].trigger()

    assert any("cannot be read" in each for each in said)


def test_a_claim_and_its_fields_stay_on_one_page(qapp, tmp_path):
    before = [line(Role.TEXT, f"Line {number}") for number in range(37)]
    claim = [line(Role.CLAIM, "The claim"), *(line(Role.FIELD, f"Field {n}") for n in range(6))]
    for count in range(25, 38):
        pages = painted(tmp_path, qapp, [*before[:count], *claim])

        [whole] = [page for page in pages if "The claim" in page]
        assert "Field 5" in whole


def test_a_title_is_never_the_last_on_its_page(qapp, tmp_path):
    before = [line(Role.TEXT, f"Line {number}") for number in range(40)]
    after = [line(Role.HEADING, "Title"), line(Role.CLAIM, "The claim"), line(Role.FIELD, "Field")]
    for count in range(25, 40):
        pages = painted(tmp_path, qapp, [*before[:count], *after])

        [whole] = [page for page in pages if "Title" in page]
        assert "The claim" in whole


def test_a_group_higher_than_a_page_is_broken(qapp, tmp_path):
    fields = [line(Role.FIELD, f"Field {n}") for n in range(120)]

    pages = painted(tmp_path, qapp, [line(Role.TEXT, "First"), line(Role.CLAIM, "It"), *fields])

    assert "First" in pages[0]
    assert "Field 3" in pages[0]
    assert len(pages) > 1


def test_a_bar_is_drawn_and_a_damaged_logo_is_not(qapp, tmp_path):
    bar = Paragraph(Role.BAR, (Run("Refuted"), Run("", "refuted", share=0.5), Run("7")))

    [page] = painted(tmp_path, qapp, [Paragraph(Role.LOGO, (), b"\x89PNG"), bar])

    assert "Refuted" in page
    assert "7" in page
    document = pypdfium2.PdfDocument(tmp_path / "test.pdf")
    dots = document[0].render(rev_byteorder=True)
    pixels = bytes(dots.buffer)
    document.close()
    assert REFUTED in pixels
    assert dots.width


def test_bars_begin_below_each_other_on_either_side(pseudo, qapp, tmp_path):
    names = ("A", "A name that is longer")
    bars = [Paragraph(Role.BAR, (Run(name), Run("", "refuted", share=0.5))) for name in names]

    painted(tmp_path, qapp, bars)

    left, right = sides_of(tmp_path / "test.pdf", REFUTED)
    assert len(right if i18n.is_right_to_left() else left) == 1


def sides_of(path, colour):
    """Return where lines of pixels in a colour begin, and where they end, on the first page."""
    document = pypdfium2.PdfDocument(path)
    dots = document[0].render(rev_byteorder=True)
    pixels, lines = bytes(dots.buffer), range(0, dots.height * dots.stride, dots.stride)
    found = [pixels[line : line + dots.stride] for line in lines]
    document.close()
    shown = [line for line in found if colour in line]
    return {line.find(colour) for line in shown}, {line.rfind(colour) for line in shown}


def test_a_report_of_many_claims_can_be_cancelled_while_it_is_set_in_type(qapp, store):
    pdf = Pdf("Test")
    claims = [line(Role.CLAIM, f"Claim {n}") for n in range(500)]
    making = paint_pages(pdf.writer, claims, Typefaces(qapp.font(), qapp.font()), PageLines("", ""))

    assert next(making)[0] == 0
    making.close()


def test_a_report_that_is_higher_than_a_document_can_be_is_whole(qapp, tmp_path):
    pdf, file = Pdf("Test"), tmp_path / "test.pdf"
    pdf.writer.setResolution(9600)  # Qt counts in dots, so that fewer pages are enough
    claims = [line(Role.CLAIM, f"Claim {n}" + "\u2028" * 60) for n in range(100)]
    types = Typefaces(qapp.font(), qapp.font())

    *_, (number, count) = paint_pages(pdf.writer, claims, types, PageLines("", ""))

    file.write_bytes(pdf.content())
    texts = text_of(file)
    assert number == count == len(texts)
    assert f"Page {count} of {count}" in texts[-1]
    missing = [n for n in range(100) if not any(f"Claim {n}\r" in text for text in texts)]
    assert missing == []


def test_a_part_of_a_report_does_not_end_with_a_title(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(print_document, "_HIGHEST", 1)
    several = [line(Role.HEADING, "Claims"), *(line(Role.CLAIM, f"Claim {n}") for n in range(3))]

    pages = painted(tmp_path, qapp, [line(Role.HEADLINE, "Report"), *several])

    assert ["Claims" in page for page in pages] == [True, False, False]
    assert "Claim 0" in pages[0]
