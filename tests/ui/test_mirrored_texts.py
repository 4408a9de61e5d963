"""In a mirrored window each name and text is read in its own direction."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from shown_texts import painted

from annotator.operations.import_rows import Column
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.importing.import_table import ImportTable
from annotator.ui.panels import gap_fields
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.cut_line import CutLine
from annotator.ui.widgets.line_breaking import laid_out
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.typed import tooltip

FSI, PDI = "\u2068", "\u2069"
HEBREW = "השר אמר שהמחירים עלו. איש לא בדק את דבריו.\n"
LONG = "A headline that is much too long for a field"
MIRRORED = pytest.mark.parametrize("pseudo", ["qps-plocm"], indirect=True)


@pytest.fixture
def mirrored(qapp):
    """Let the window begin on the right, in English."""
    former = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(former)


def test_the_full_stop_of_an_english_text_stays_at_its_end(mirrored):
    layout = laid_out("Nobody asked.", QApplication.font(), 300)
    line = layout.lineAt(0)

    assert line.cursorToX(12)[0] < line.cursorToX(13)[0]


def test_the_ellipsis_of_a_cut_field_stands_at_the_end_of_its_text(mirrored, qtbot):
    line = CutLine()
    qtbot.addWidget(line)
    line.resize(120, 28)
    line.setText(LONG)
    line.setCursorPosition(0)
    cut = line.grab().toImage()
    line.setText(line.shown_text())
    line.setCursorPosition(0)

    assert line.shown_text().endswith("…")
    assert cut == line.grab().toImage()


@MIRRORED
def test_code_and_publisher_of_an_article_are_read_in_their_own_direction(
    pseudo, window_of, store, add_article
):
    add_article(HEBREW, headline="x", publisher="The Varen Courier")
    with painted() as drawn:
        window_of(Workspace(store)).desk.articles.grab()

    assert any(text.startswith(f"{FSI}A1{PDI} · {FSI}The") for text in drawn)


@MIRRORED
def test_words_of_people_are_isolated_wherever_the_program_puts_them_in_a_line(
    pseudo, window_of, store, article, claim
):
    window = window_of(Workspace(store))
    window.desk.focus.pick_claim(claim)
    window.findChild(QAction, "view.panel.fact_check").trigger()
    summary = window.findChild(QWidget, "section.claims").findChild(OneLine).text()

    assert summary.endswith(f"{claim.code} {FSI}{claim.text}{PDI}")
    assert f"{FSI}A report{PDI}" in gap_fields._with_sources("x", ["A report"])
    assert f"{FSI}A report{PDI}" in gap_fields._with_sources("x", ["A report", "B"])
    assert tooltip("“Now!” he said.\nB") == f"<qt>{FSI}“Now!” he said.{PDI}<br>{FSI}B{PDI}</qt>"
    assert tooltip(f"x {FSI}A{PDI}") == f"<qt>x {FSI}A{PDI}</qt>"


@MIRRORED
def test_a_cell_of_an_import_is_read_in_the_direction_of_its_words(pseudo, qtbot, store, tmp_path):
    (tmp_path / "a.txt").write_text("“Now!”\n\nShe left.\n")
    dialog = ImportArticles(store.reader, [tmp_path / "a.txt"])
    qtbot.addWidget(dialog)
    table = dialog.findChild(ImportTable)
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    option = QStyleOptionViewItem()
    table.itemDelegate().initStyleOption(option, table.model().index(0, Column.HEADLINE))

    assert option.text == f"{FSI}“Now!”{PDI}"


@pytest.mark.parametrize("side", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("text", [HEBREW, "They rose. Nobody asked.\n"], ids=["he", "en"])
def test_an_article_and_its_signs_are_seen_beside_the_evidence(
    qapp, store, add_article, window_of, side, text
):
    former = qapp.layoutDirection()
    qapp.setLayoutDirection(side)
    try:
        add_article(text)
        window = window_of(Workspace(store))
        window.resize(1366, 768)
        window.actions_["claim.add"].trigger()
        window.actions_["check.evidence"].trigger()
        shown = window.desk.text
        column = shown.sheet.column()
        place = column.translated(shown.viewport().mapTo(window, QPoint()))

        assert shown.sheet.flow.leftwards is (text is HEBREW)
        assert not window.evidence.sheet().geometry().intersects(place)
    finally:
        qapp.setLayoutDirection(former)
