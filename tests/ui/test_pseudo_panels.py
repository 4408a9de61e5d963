"""The panels with labels in them, in languages that nobody speaks: translated, whole, mirrored."""

import pytest
from foreign import foreign_schemes
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from shown_texts import cut, faults, has_english

from annotator.domain.anchor import anchored
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, SuggestionKind
from annotator.ui.widgets.cut_line import CutLine

ARTICLE = """Саміт коштував 3000 крон. Прем’єр Лінд не дав гарантій.

«Забудьте про пакт», — сказав він. Міністр заперечив це в середу.
"""
ONLY_LEFTWARDS = pytest.mark.parametrize("pseudo", ["qps-plocm"], indirect=True)


@pytest.fixture(scope="module")
def schemes():
    """The codebook in other letters."""
    return foreign_schemes()


@pytest.fixture
def article(pseudo, add_article):
    return add_article(ARTICLE, headline="Саміт", publisher="Газета")


@pytest.fixture
def window(workspace, article, window_of):
    """The window with two claims and a sentiment, and a suggestion of each."""
    for kind in SuggestionKind:
        version = workspace.reader.version(article.id)
        anchor = anchored(version.id, ARTICLE, [Span(94, 123)])
        fields = {"source": "модель", "score": 0.83, "kind": kind, "target_text": "Пакт"}
        made = Suggestion(article_id=article.id, anchor_id=anchor.id, **fields)
        workspace.do(Edit.add("Import", anchor, made))
    window = window_of(workspace)
    window.resize(1366, 768)
    for span in (Span(0, 25), Span(26, 55)):
        window.desk.text.select(span)
        window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    window.desk.text.select(Span(57, 90))
    window.actions_["sentiment.add"].trigger()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_2)
    window.desk.go_to_text()
    window.desk.focus.pick_claim(next(iter(window.desk.focus.claims.values())))
    return window


@pytest.fixture
def sheet(window):
    window.actions_["check.evidence"].trigger()
    return window.evidence.sheet()


def place(part, window):
    """Return where a part begins and ends in the window, from left to right."""
    left = part.mapTo(window, QPoint()).x()
    return left, left + part.width()


@pytest.mark.parametrize("name", ["claims", "sentiment", "fact_check"])
def test_panel_with_labels_is_translated_and_whole(window, name):
    section = next(each for each in window.arrangement.sections if each.panel.name == name)
    section.panel.reveal_requested.emit()

    assert faults(section) == ([], [], [], [])


def test_evidence_sheet_is_translated_and_whole(sheet):
    assert faults(sheet) == ([], [], [], [])


def test_hints_of_an_empty_evidence_sheet_are_whole(sheet):
    QApplication.processEvents()
    lines = [each for each in sheet.findChildren(CutLine) if each.isVisible()]

    assert len(lines) > 4
    assert [each.objectName() for each in lines if each.width() < each.width_for_hint()] == []


def test_what_is_to_do_is_translated(window, sheet):
    sheet.close_sheet()
    window.actions_["check.verdict"].trigger()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_1)
    window.desk.fact_check.reveal_requested.emit()

    assert window.desk.fact_check.findChild(QPushButton, "check.gap.no_justification")
    assert faults(window.desk.fact_check)[:2] == ([], [])


@ONLY_LEFTWARDS
def test_panels_stand_left_of_the_text_and_the_list_right(window):
    desk = window.desk
    articles, text, panel = (
        place(part, window) for part in (desk.articles, desk.text, desk.claims)
    )

    assert panel[1] <= text[0]
    assert text[1] <= articles[0]


@ONLY_LEFTWARDS
def test_evidence_sheet_covers_the_panels_and_not_the_text(window, sheet):
    text = window.desk.text
    signs = text.sheet.column().left()
    begins = text.viewport().mapTo(window, QPoint(signs, 0)).x()

    assert place(sheet, window)[0] == 0
    assert place(sheet, window)[1] <= begins


def test_nothing_of_a_narrow_evidence_sheet_is_cut(window, sheet):
    window.resize(1000, 768)
    QApplication.processEvents()

    assert cut(sheet) == []


@ONLY_LEFTWARDS
def test_keys_of_a_button_are_painted_beside_its_words(window):
    button = next(
        each for each in window.desk.claims.header.findChildren(QPushButton) if each.text()
    )
    picture = button.grab().toImage()
    rows, ground = range(picture.height()), picture.pixel(0, 0)
    inked = [x for x in range(picture.width()) if any(picture.pixel(x, y) != ground for y in rows)]

    assert inked[0] < 4
    assert inked[-1] > picture.width() - 4


@ONLY_LEFTWARDS
def test_edge_of_the_panels_follows_the_hand(window):
    before = window.arrangement.column.width()
    edge = window.findChild(type(window.arrangement.columns._edge), "panels.edge")
    edge.moved.emit(edge.x() + 40)  # the line is at its beginning, as lines begin at the right

    assert window.arrangement.column.width() == before + 40


def test_minus_of_a_sentiment_stands_before_its_number(window):
    window.desk.claims.reveal_requested.emit()
    summary = window.desk.sentiment.header.findChildren(QLabel)

    assert any(label.text().endswith(("\u200e−2", " −2")) for label in summary)


@pytest.mark.parametrize("name", ["check.status", "claim.kind", "sentiment.holder"])
def test_undo_of_a_choice_is_named_in_the_language(window, workspace, name):
    fields = (panel.field(name) for panel in window.desk.panels)
    field = next(field for field in fields if field)
    field.chosen.emit(field.choices()[-1].code)

    assert not has_english(workspace.undo_label())
