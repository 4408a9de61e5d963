"""The whole evidence sheet is in sight at 1366 × 768, in both schemes and the longest labels."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator.domain.check import Evidence, Source
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.operations.evidence import add_evidence, begin_evidence
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.one_line import OneLine

LONG = "The government undertakes to keep an air-defence battery at Solvane until 2035, in"
IN_A_COLUMN = 452  # pixels for a field, over the second of two columns of panels
SOURCE = Source(
    title="Letter from the premier’s office to the President of Kaldria, 20 February 2031",
    publisher="Office of the President of the Republic of Kaldria and its press service",
    url="https://president.kaldria.example/documents/2031/letter-of-20-february.pdf",
    published_at="2031-02-20",
    accessed_at="2031-03-05",
    medium="dataset",
    reliability_note="A scan with signature and seal; the office has confirmed that it is genuine.",
)


@pytest.fixture(params=["light", "dark"])
def sheet(request, window, workspace, preferences, qtbot):
    """The sheet of a full piece of evidence, whose source is shared with another."""
    preferences.change(scheme=request.param)
    start = window.desk.focus.text.index("Premier Lind gave")
    window.desk.text.select(Span(start, start + 12))
    window.actions_["claim.add"].trigger()
    by = workspace.annotator.id
    edit, evidence = begin_evidence(workspace.reader, window.desk.focus.claim, SOURCE, by, LONG)
    workspace.do(edit)
    check = next(change.record for change in edit.changes if hasattr(change.record, "claim_id"))
    workspace.do(add_evidence(check, SOURCE, by, is_known=True)[0])
    window.resize(1366, 768)
    window.evidence.open(evidence, "evidence.stance")
    sheet = window.evidence.sheet()
    qtbot.waitUntil(sheet.form.more.is_open)
    QApplication.processEvents()
    return sheet


def place(widget, inside):
    return QRect(widget.mapTo(inside, QPoint()), widget.size())


@pytest.mark.in_english("a form with longer labels has one field in a row")
def test_every_field_is_in_sight_and_nothing_scrolls(sheet):
    fields = [sheet.form.findChild(QWidget, name) for name in sheet.form.cells]

    assert not sheet.scrolls()
    assert len(fields) == 14
    for field in fields:
        assert field.visibleRegion().boundingRect() == field.rect(), field.objectName()
        assert sheet.rect().contains(place(field, sheet)), field.objectName()


def test_no_field_lies_over_another(sheet):
    places = [place(cell, sheet) for cell in sheet.form.cells.values()]

    for number, one in enumerate(places):
        assert not any(one.intersects(other) for other in places[number + 1 :])


@pytest.mark.in_english("a form with longer labels has one field in a row")
def test_two_fields_of_a_row_are_as_wide(sheet):
    for one, other in (("title", "publisher"), ("url", "archive_url"), ("published", "accessed")):
        cells = sheet.form.cells[f"evidence.{one}"], sheet.form.cells[f"evidence.{other}"]
        assert cells[0].y() == cells[1].y()
        assert abs(cells[0].width() - cells[1].width()) <= 1


def test_no_label_of_a_choice_is_cut_and_the_chosen_one_is_shown(sheet):
    for row in sheet.form.findChildren(ChoiceRow):
        for button in row.visible_buttons():
            assert button.width() >= button.sizeHint().width(), button.objectName()
        chosen = [button for button in row.visible_buttons() if button.isChecked()]
        assert len(chosen) == 1, row.objectName()


def test_stance_and_reliability_show_every_choice(sheet):
    for name in ("evidence.stance", "evidence.reliability"):
        row = sheet.form.findChild(ChoiceRow, name)
        assert len(row.visible_buttons()) == len(row.choices())


def test_buttons_beside_labels_are_whole(sheet):
    for cell in sheet.form.cells.values():
        for button in cell.findChildren(QAbstractButton):
            if button.parent() is cell and button.isVisible():
                words = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= words, button.objectName()


def test_a_long_quote_scrolls_the_sheet_and_never_itself(sheet, workspace, qtbot):
    quote = sheet.form.findChild(QWidget, "evidence.quote")
    evidence = workspace.reader.find(Evidence)[0]

    workspace.do(Edit.swap("Change", evidence, replace(evidence, quote=LONG * 12)))

    qtbot.waitUntil(sheet.scrolls)
    qtbot.waitUntil(lambda: quote.verticalScrollBar().maximum() == 0)


@pytest.mark.in_english("a form with longer labels has one field in a row")
def test_in_a_narrow_sheet_each_field_has_a_row(sheet, window, qtbot, monkeypatch):
    wide = sheet._limit
    monkeypatch.setattr(sheet, "_limit", lambda: window.width() - 360)
    sheet.place()

    cells = sheet.form.cells
    qtbot.waitUntil(lambda: cells["evidence.title"].y() != cells["evidence.publisher"].y())
    QApplication.processEvents()
    assert sheet.form.width() <= sheet._scroll.viewport().width()
    for cell in cells.values():
        assert cell.width() <= sheet.form.width()

    monkeypatch.setattr(sheet, "_limit", wide)
    sheet.place()
    qtbot.waitUntil(lambda: cells["evidence.title"].y() == cells["evidence.publisher"].y())


def test_the_sheet_covers_the_panels_where_they_lie_over_the_text(sheet, window, qtbot):
    window.resize(900, 700)
    QApplication.processEvents()

    window.evidence.open(sheet.shown.evidence, "evidence.title")

    panel = window.desk.fact_check
    assert sheet.x() <= panel.mapTo(window, QPoint()).x()


@pytest.mark.parametrize("width", [1366, 1920])
def test_where_a_source_is_used_is_read_whole(sheet, window, width):
    window.resize(width, 768)
    QApplication.processEvents()

    hints = sheet.form.cells["evidence.title"].findChildren(OneLine)

    assert [hint.visible_text() for hint in hints if hint.isVisible()] == ["used in C1"]


@pytest.mark.in_english("a form with longer labels has one field in a row")
def test_in_two_columns_all_stances_are_in_sight(sheet, window):
    window.resize(1920, 900)
    QApplication.processEvents()

    row = sheet.form.field("evidence.stance")
    assert row.width() >= min(row.sizeHint().width(), IN_A_COLUMN)
    if row.sizeHint().width() <= row.width():  # not where letters are wide
        assert [button.choice.key for button in row.visible_buttons()] == list("12345")


def test_a_scroll_bar_takes_no_width_from_the_fields(sheet, workspace, qtbot):
    evidence = workspace.reader.find(Evidence)[0]
    wide = sheet.form.width()

    workspace.do(Edit.swap("Change", evidence, replace(evidence, quote=LONG * 12)))

    qtbot.waitUntil(sheet.scrolls)
    qtbot.waitUntil(lambda: sheet.form.width() == wide)
