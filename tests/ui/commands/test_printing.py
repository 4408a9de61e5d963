"""The open article is printed, or saved as PDF: whole, or not at all."""

import sys
from datetime import datetime

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLabel, QPushButton

from annotator.domain.errors import AnnotatorError
from annotator.i18n import is_right_to_left
from annotator.operations.printing import PrintOptions
from annotator.ui.application.dates import format_date
from annotator.ui.dialogs.print_dialog import PrintDialog
from annotator.ui.dialogs.work import Outcome, Work
from annotator.ui.models import print_document
from annotator.ui.models.pdf import Pdf, usual_paper
from annotator.ui.models.print_document import PageLines, Typefaces, paint_pages


@pytest.fixture
def target(tmp_path, monkeypatch):
    """Where the person wants the PDF."""
    target = tmp_path / "out" / "A1.pdf"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


@pytest.fixture
def answer(qapp):
    """Answer dialogs: what is printed with its main button, and work that has ended with Close."""
    told = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Work):
            words = dialog.findChild(QLabel, "work.words").text()
            leave = dialog.findChild(QPushButton, "leave")
            if leave.text() == "Close":
                told.append(words)
                leave.click()
        elif isinstance(dialog, QDialog) and (do := dialog.findChild(QPushButton, "do")):
            do.click()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    yield told
    timer.stop()


def pages(path):
    """Return the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def has(page, words):
    """Return whether a page has words; from right to left a PDF has them in another order."""
    if is_right_to_left():
        return {*words.split()} <= {*page.split()}
    return words in page


@pytest.mark.usefixtures("claim")
def test_an_article_is_saved_as_pdf_with_its_claims(window, target, answer):
    window.actions_["article.save_pdf"].trigger()

    [page] = pages(target)
    today = format_date(datetime.now().astimezone().date().isoformat())
    for words in ("Summit ends", "Premier Lind", "1 claim", "C1", "Page 1 of 1", f"A1 · {today}"):
        assert has(page, words)
    assert answer == [f"The article was saved as “{target}”."]
    assert list(target.parent.iterdir()) == [target]


def test_a_name_without_an_ending_gets_one(window, target, answer, monkeypatch):
    bare = str(target.with_suffix(""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (bare, ""))

    window.actions_["article.save_pdf"].trigger()

    assert target.exists()
    assert answer


@pytest.mark.usefixtures("answer")
def test_a_file_of_the_name_with_its_ending_is_not_replaced_unasked(
    window, target, monkeypatch, qtbot
):
    target.write_text("mine")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), "")
    )
    timer = QTimer(interval=5)
    timer.timeout.connect(_cancel_message)
    timer.start()

    window.actions_["article.save_pdf"].trigger()

    timer.stop()
    assert target.read_text() == "mine"


def _cancel_message():
    dialog = QApplication.activeModalWidget()
    if dialog and dialog.objectName() == "message":
        dialog.reject()


@pytest.mark.usefixtures("answer")
def test_nothing_is_saved_where_no_file_is_named(window, target, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    window.actions_["article.save_pdf"].trigger()

    assert not target.exists()


def test_what_cannot_be_written_is_said(window, target, answer):
    target.mkdir()

    window.actions_["article.save_pdf"].trigger()

    assert answer[0].startswith(f"“{target}” was not written: ")
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.usefixtures("claim")
def test_what_is_printed_is_chosen_and_stays_chosen(window, target, answer, monkeypatch):
    monkeypatch.setattr(PrintDialog, "options", lambda _: PrintOptions(has_claims=False))

    window.actions_["article.save_pdf"].trigger()
    monkeypatch.undo()

    assert "1 claim" not in pages(target)[0]
    assert window.dialogs.printing._options == PrintOptions(has_claims=False)
    assert answer


def test_each_part_can_be_ticked(qtbot):
    dialog = PrintDialog("Print", "Print…", PrintOptions())
    qtbot.addWidget(dialog)
    assert dialog.options() == PrintOptions()

    for name in ("claims", "notes", "excluded"):
        dialog.findChild(QCheckBox, f"print.{name}").toggle()

    assert dialog.options() == PrintOptions(has_excluded=True, has_claims=False, has_notes=False)


def test_the_article_goes_to_the_printer(window, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))

    *_, outcome = window.dialogs.printing._printing(printer, PrintOptions())

    assert outcome.sentence == "1 page was printed."
    assert "Summit ends" in pages(tmp_path / "paper.pdf")[0]


def test_printing_that_is_cancelled_is_withdrawn_from_the_printer(window, tmp_path, monkeypatch):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    withdrawn = []
    monkeypatch.setattr(printer, "abort", lambda: withdrawn.append(True))
    steps = window.dialogs.printing._printing(printer, PrintOptions())

    next(steps)
    steps.close()

    assert withdrawn


@pytest.mark.parametrize("file", ["paper.pdf", ""])
def test_what_is_printed_into_a_file_is_written_whole(window, tmp_path, answer, monkeypatch, file):
    paper = tmp_path / "paper.pdf"

    def choose(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(paper) if file else "")
        return QDialog.DialogCode.Accepted

    printing = window.dialogs.printing
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    monkeypatch.setattr(printing, "_printing", lambda *_: iter([Outcome("On paper.")]))

    window.actions_["article.print"].trigger()

    assert paper.exists() is bool(file)
    assert answer == [f"The article was saved as “{paper}”." if file else "On paper."]


@pytest.mark.usefixtures("answer")
def test_a_printer_that_nobody_chooses_prints_nothing(window, monkeypatch, said):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)

    window.actions_["article.print"].trigger()

    assert said() == ""


@pytest.mark.usefixtures("nobody_answers")
def test_nothing_is_printed_where_nobody_answers(window, said):
    window.actions_["article.print"].trigger()

    assert said() == ""


def test_without_the_printing_of_qt_the_window_says_what_to_do(window, said, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)

    window.actions_["article.print"].trigger()

    assert said() == "This installation cannot print. Save the article as PDF instead."


@pytest.mark.parametrize("action", ["article.print", "article.save_pdf"])
def test_without_an_article_nothing_is_printed(window, said, action):
    window.desk.focus.open(None)

    window.actions_[action].trigger()

    assert said() == "Open an article first."


def paint(window, pdf):
    """Return the steps of painting the open article."""
    article = window.dialogs.printing._printed()
    types = Typefaces(QApplication.font(), QApplication.font())
    paragraphs = article.paragraphs(PrintOptions())
    return paint_pages(pdf.writer, paragraphs, types, PageLines("P", "A1"))


def test_a_long_text_fills_pages_that_are_numbered(window, add_article):
    window.desk.open(add_article("The levy 😀 doubled, and officials agreed.\n" * 150).id)
    pdf = Pdf("A2")

    counted = list(paint(window, pdf))

    found = pages(pdf.content())
    painted = [each for each in counted if each[0]]
    assert painted == [(number, len(found)) for number in range(1, len(found) + 1)]
    assert len(found) > 2
    assert has(found[1], f"Page 2 of {len(found)}")
    assert sum(page.count("levy") for page in found) == 150  # none of them twice


def test_letters_of_a_mark_stand_before_its_first_word(window, claim, target, answer):
    window.actions_["article.save_pdf"].trigger()

    letters = "".join(pages(target)[0].split())
    assert "crowns.C1PremierLindgavenoguarantees" in letters
    assert answer


def test_a_printer_that_refuses_is_an_error_in_words(window, monkeypatch):
    monkeypatch.setattr(print_document.QPainter, "begin", lambda *_: False)

    with pytest.raises(AnnotatorError, match="printer did not accept"):
        next(paint(window, Pdf("A1")))


def test_a_page_that_is_refused_is_an_error_in_words(window, add_article, monkeypatch):
    window.desk.open(add_article("Officials agreed.\n" * 150).id)
    pdf = Pdf("A2")
    monkeypatch.setattr(pdf.writer, "newPage", lambda: False)

    with pytest.raises(AnnotatorError, match="printer did not accept"):
        list(paint(window, pdf))


def test_the_paper_is_that_of_the_country():
    assert usual_paper().name in {"A4", "Letter"}
