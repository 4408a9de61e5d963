"""Where the keyboard is can be seen, in both schemes."""

import shutil
from collections import Counter

import pytest
from heard import is_reached
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from test_theme import contrast

from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.codebook_editor import CodebookEditor
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.history import HistoryDialog
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.dialogs.versions import TextVersions
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.project.workspace import Workspace
from annotator.ui.reading import ArticleView
from annotator.ui.theming.theme import Scheme, apply
from annotator.ui.views.numbers import NumbersWindow
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice, ChoiceRow

FILE = sample.source().parent / "tour" / "late-edition.txt"
LEAST = 3.0  # contrast of what changes, as WCAG 2.2 asks of a focus indicator


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request, theme, qapp):
    """A scheme of colours, in use before there are widgets: to style them again takes longer."""
    apply(qapp, request.param)


@pytest.fixture
def full(tmp_path, sample_file, scheme, window_of):
    """The window of the sample project, with a piece of evidence and a sentiment open."""
    path = tmp_path / "sample.annotator"
    shutil.copyfile(sample_file, path)
    store = open_project(path, tmp_path / "seen")
    store.sign_in("Ana")
    window = window_of(Workspace(store))
    window.desk.sentiment.begin()
    window.desk.fact_check.add_evidence()
    window.evidence.sheet().form.findChild(QWidget, "refutes").click()  # so that it stays
    window.finding.bar.begin("words")
    return window


def picture(widget):
    QApplication.processEvents()
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def ring(before, after):
    """Return how many pixels changed with enough contrast."""
    pixels = (memoryview(image.constBits()).cast("B").cast("I") for image in (before, after))
    changes = Counter(pair for pair in zip(*pixels, strict=True) if pair[0] != pair[1])
    return sum(
        count
        for (old, new), count in changes.items()
        if contrast(QColor.fromRgb(old), QColor.fromRgb(new)) >= LEAST
    )


def stops(root):
    """Return one of each kind of widget that Tab comes to in a window."""
    kinds = {}
    for widget in root.findChildren(QWidget):
        if widget.visibleRegion().isEmpty():
            continue
        tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        # the text shows where one reads, by a bar that has a test of its own
        if (
            tabs
            and is_reached(widget)
            and not isinstance(widget, QLabel | QScrollArea | ArticleView)
        ):
            is_on = isinstance(widget, QAbstractButton) and widget.isChecked()
            is_default = isinstance(widget, QPushButton) and widget.isDefault()
            kinds.setdefault((type(widget), widget.property("look"), is_on, is_default), widget)
    return list(kinds.values())


def with_and_without(widget, elsewhere):
    """Return pictures of a widget while the keyboard is elsewhere, and while it has it."""
    pictures = []
    for keyboard in (elsewhere, widget):
        keyboard.setFocus()
        pictures.append(picture(widget))
    return pictures


def unseen(root):
    """Return the widgets of which nobody sees that they have the keyboard."""
    found, every = [], stops(root)
    elsewhere = QWidget(root, focusPolicy=Qt.FocusPolicy.StrongFocus)
    elsewhere.show()
    for widget in every:
        before, after = with_and_without(widget, elsewhere)
        while before.size() != after.size():  # something was still being laid out
            before, after = with_and_without(widget, elsewhere)
        seen = ring(before, after)
        if seen < min(widget.width(), widget.height()):
            found.append((type(widget).__name__, widget.objectName(), seen))
    assert every
    return found


def test_whatever_has_the_keyboard_in_the_window_shows_it(full):
    assert unseen(full) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda window: NewProjectDialog(parent=window),
        lambda window: ExportLabels(window.workspace, window),
        lambda window: ArticleDetails(window.workspace, window.desk.focus.article, window),
        lambda window: CodebookEditor(window.workspace, window),
        lambda window: HistoryDialog(window.workspace, window),
        lambda window: NumbersWindow(window.workspace, window),
        lambda window: TextVersions(window.workspace.reader, window.desk.focus.article, window),
    ],
    ids=["new", "export", "details", "codebook", "history", "numbers", "versions"],
)
def test_whatever_has_the_keyboard_in_a_dialog_shows_it(full, make):
    dialog = make(full)
    dialog.show()
    dialog.activateWindow()

    assert unseen(dialog) == []


def test_a_choice_with_the_keyboard_does_not_look_chosen(qtbot, scheme):
    row = ChoiceRow()
    row.set_choices([Choice("a", "One"), Choice("b", "Two")])
    row.set_chosen("a")
    qtbot.addWidget(row)
    row.show()
    chosen, other = (row.findChild(ChoiceButton, code) for code in "ab")
    before = ground(other)
    other.setFocus()

    assert other.hasFocus()
    assert ground(other) == before != ground(chosen)


def ground(button):
    """Return the colour inside the ring of a button, before its words begin."""
    return picture(button).pixelColor(5, button.height() // 2).name()


def test_the_cell_of_an_import_that_has_the_keyboard_shows_it(qtbot, full):
    dialog = ImportArticles(full.workspace.reader, [FILE], full)
    dialog.show()
    dialog.activateWindow()
    table = dialog.findChild(QTableView, "import.files")
    qtbot.waitUntil(lambda: table.isVisible() and table.hasFocus())
    table.setFixedSize(700, 300)  # whatever is laid out around it
    with_keyboard = picture(table)
    dialog.findChild(QPushButton, "import.add").setFocus()

    assert ring(picture(table), with_keyboard) > table.rowHeight(0)
