"""A known source is found by three letters, taken as one record, and copied when it must be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.operations.evidence import add_evidence
from annotator.ui.panels.source_field import SourceField
from annotator.ui.panels.source_list import SourceList
from annotator.ui.theming.palette import load
from annotator.ui.widgets.completing import NameField

LETTER = Source(
    title="Letter to the President",
    publisher="Office",
    url="https://a.example/1",
    archive_url="https://b.example/1",
    published_at="2031-03",
    accessed_at="2031-04",
)


@pytest.fixture
def known(workspace):
    """The claim C1 with a piece of evidence from a letter."""
    by = workspace.annotator.id
    claim = Claim(text="The levy doubled.", created_by=by)
    check = FactCheck(claim_id=claim.id, checked_by=by)
    edit, evidence = add_evidence(check, LETTER, by)
    workspace.do(Edit.add("Add", claim, check), edit)
    return evidence


@pytest.fixture
def sheet(known, window):
    """The sheet of a new piece of evidence on another claim, with the keyboard in its source."""
    start = window.desk.focus.text.index("Premier Lind gave")
    window.desk.text.select(Span(start, start + 12))
    window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    window.actions_["check.evidence"].trigger()
    sheet = window.evidence.sheet()
    sheet.go_to("evidence.title")
    return sheet


@pytest.fixture
def typing(sheet):
    """Type into the field of the source, then press keys."""

    def typing(words, *keys):
        title = sheet.findChild(SourceField)
        QTest.keyClicks(title, words)
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        return title

    return typing


def of(sheet):
    return sheet._workspace.reader.get(Evidence, sheet.shown.evidence.id)


def hints(sheet):
    labels = sheet.form.cells["evidence.title"].findChildren(QLabel)
    return {label.text() for label in labels if label.isVisible()}


@pytest.mark.parametrize("words", ["let", "presid", "offi", "a.example"])
def test_enter_takes_what_a_few_letters_find_and_fills_the_rest(sheet, typing, words, workspace):
    typing(words, Qt.Key.Key_Return)

    assert of(sheet).source_id == LETTER.id
    assert workspace.reader.find(Source) == [LETTER]
    assert sheet.form.field("evidence.publisher").text() == "Office"


def test_the_keyboard_goes_to_the_first_field_that_is_empty(sheet, typing):
    typing("let", Qt.Key.Key_Return)

    assert QApplication.focusWidget().objectName() == "evidence.locator"


def test_tab_keeps_a_new_source_called_as_typed(sheet, typing, workspace):
    typing("let", Qt.Key.Key_Tab)

    own = workspace.reader.get(Source, of(sheet).source_id)
    assert own.title == "let"
    assert workspace.reader.get(Source, LETTER.id) == LETTER
    assert QApplication.focusWidget().objectName() == "evidence.publisher"


def test_esc_closes_the_list_and_leaves_the_sheet(sheet, typing):
    title = typing("let")
    assert title.is_offering()

    QTest.keyClick(title, Qt.Key.Key_Escape)

    assert not title.is_offering()
    assert sheet.isVisible()


def test_where_nothing_is_known_enter_goes_on(sheet, typing, workspace):
    title = typing("Budget")
    assert not title.is_offering()

    QTest.keyClick(title, Qt.Key.Key_Return)

    assert workspace.reader.get(Source, of(sheet).source_id).title == "Budget"


def test_down_offers_the_newest_and_arrows_go_round(sheet, typing, article):
    title = typing("", Qt.Key.Key_Down)

    offered = sheet.window().findChild(SourceList)
    model = offered._model
    words = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert title.is_offering()
    assert any(article.headline in each for each in words)
    QTest.keyClick(title, Qt.Key.Key_Up)
    assert offered._list.currentIndex().row() == model.rowCount() - 1


def test_a_click_takes_a_source(sheet, typing, qtbot):
    typing("let")
    shown = sheet.window().findChild(SourceList)._list

    place = shown.visualRect(shown.model().index(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert of(sheet).source_id == LETTER.id


def test_an_article_becomes_a_source_when_it_is_taken(sheet, typing, article, workspace):
    typing("summit", Qt.Key.Key_Return)

    assert workspace.reader.get(Source, of(sheet).source_id).title == article.headline
    assert f"article {article.code}" in hints(sheet)


def test_a_shared_source_says_where_it_is_used(sheet, typing):
    typing("let", Qt.Key.Key_Return)

    assert "used in C1, C2" in hints(sheet)
    assert sheet.findChild(QPushButton, "evidence.copy_source").isVisible()


def test_a_change_of_a_shared_source_is_one_for_all(sheet, typing, workspace):
    typing("let", Qt.Key.Key_Return)
    sheet.go_to("evidence.publisher")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    QTest.keyClicks(QApplication.focusWidget(), " of state")
    sheet._workspace.pending.flush()

    assert workspace.reader.get(Source, LETTER.id).publisher == "Office of state"


def test_a_copy_is_changed_here_only(sheet, typing, workspace):
    typing("let", Qt.Key.Key_Return)
    sheet.findChild(QPushButton, "evidence.copy_source").click()
    sheet.go_to("evidence.publisher")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    QTest.keyClicks(QApplication.focusWidget(), " of state")
    sheet._workspace.pending.flush()

    assert workspace.reader.get(Source, LETTER.id) == LETTER
    own = workspace.reader.get(Source, of(sheet).source_id)
    assert (own.title, own.publisher) == (LETTER.title, "Office of state")
    assert "used in" not in " ".join(hints(sheet))


@pytest.mark.parametrize(
    ("name", "words"), [("publisher", " of state"), ("url", "javascript:alert(1)")]
)
def test_what_is_being_typed_goes_to_the_copy(sheet, typing, workspace, name, words):
    typing("let", Qt.Key.Key_Return)
    sheet.go_to(f"evidence.{name}")
    field = QApplication.focusWidget()
    field.end(False)
    QTest.keyClicks(field, words)

    sheet.findChild(QPushButton, "evidence.copy_source").click()
    assert field.text().endswith(words)
    sheet._workspace.pending.flush()

    own = workspace.reader.get(Source, of(sheet).source_id)
    kept = workspace.pending.of(own.id, f"evidence.{name}")
    assert (kept.text if kept else getattr(own, name)).endswith(words)
    assert workspace.reader.get(Source, LETTER.id) == LETTER
    assert workspace.pending.of(LETTER.id, f"evidence.{name}") is None


def test_undo_brings_back_the_source_of_before(sheet, typing, workspace):
    before = of(sheet).source_id
    typing("let", Qt.Key.Key_Return)

    workspace.undo()

    assert of(sheet).source_id == before


def test_nothing_typed_is_left_behind_when_a_source_is_taken(sheet, typing, workspace):
    title = typing("let")
    title.draft.save()  # as after a pause
    QTest.keyClick(title, Qt.Key.Key_Return)

    assert workspace.pending.to_do() == []
    assert workspace.reader.unconfirmed() == []


def test_the_list_stands_below_the_field_as_wide_as_the_form(sheet, typing):
    title = typing("let")
    shown = sheet.window().findChild(SourceList)

    assert shown.width() == sheet.form.width()
    assert shown.y() > title.mapTo(sheet.window(), title.rect().bottomLeft()).y()
    title.clearFocus()
    assert not title.is_offering()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_searched_for_is_painted_in_the_accent(sheet, typing, preferences, scheme):
    preferences.change(scheme=scheme)
    typing("let")

    painted = sheet.window().findChild(SourceList).grab().toImage()

    accent = load(scheme).accent
    width = painted.width()
    pixels = (painted.pixelColor(x, y) for x in range(8, width - 8) for y in range(4, 30))
    assert accent in pixels


def test_a_read_only_project_offers_neither_sources_nor_a_copy(sheet, typing, store):
    title = typing("let", Qt.Key.Key_Return)
    store.is_read_only = True
    sheet.open(of(sheet), "evidence.title")

    QTest.keyClick(title, Qt.Key.Key_Down)

    assert not title.is_offering()
    assert not sheet.findChild(QPushButton, "evidence.copy_source").isVisible()


def test_a_known_publisher_is_completed_by_its_first_letters_and_enter(sheet, workspace):
    publisher = sheet.findChild(NameField, "evidence.publisher")
    sheet.go_to("evidence.publisher")
    QTest.keyClicks(publisher, "off")

    QTest.keyClick(publisher, Qt.Key.Key_Return)

    assert publisher.text() == "Office"
    assert [each.publisher for each in workspace.reader.find(Source)] == ["Office", "Office"]
