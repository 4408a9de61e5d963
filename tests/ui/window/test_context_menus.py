"""A right click chooses what it is on, and offers what can be done to it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from annotator.domain.article import Article
from annotator.domain.check import Evidence, Source
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.domain.zone import ZoneKind
from annotator.operations.zoning import by_hand
from annotator.ui.dialogs import browser
from annotator.ui.project.workspace import Workspace
from annotator.ui.reading.cursor import Edge

MOUSE, KEYBOARD = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
COPY = ["edit.copy", "edit.copy_cited"]


@pytest.fixture(autouse=True)
def no_menu_stays():
    """Close what a test has opened."""
    yield
    while menu := QApplication.activePopupWidget():
        menu.close()


def ask(widget, place, reason=MOUSE):
    """Ask for a menu at a place of a widget and return the ids of its actions."""
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return []
    return [action.objectName() for action in menu.actions() if not action.isSeparator()]


def place_of(window, words):
    """Return the point of the text in the middle of the first letter of some words."""
    text, start = window.desk.text, window.desk.focus.text.index(words)
    line = text.sheet.flow.caret(start)
    corner = text.sheet.in_flow(QPointF())
    return (line.center() - corner).toPoint() + QPoint(3, 0)


def test_on_the_text_the_sentence_is_chosen(window):
    place = place_of(window, "You can forget")

    ids = ask(window.desk.text.viewport(), place)

    assert window.desk.text.passage().of(window.desk.focus.text).startswith("“You can forget")
    assert ids[:2] == ["claim.add", "sentiment.add"]  # there is no claim to link to yet
    assert {"edit.copy", "edit.copy_cited", "zone.take", "zone.set", "edit.find"} <= set(ids)
    assert not {"mark.remove", "mark.extend", "zone.refuse"} & set(ids)


def test_a_selection_that_is_clicked_stays(window):
    start = window.desk.focus.text.index("forget")
    window.desk.text.select(Span(start - 4, start + 6))

    ask(window.desk.text.viewport(), place_of(window, "forget"))
    assert window.desk.text.selection() == Span(start - 4, start + 6)

    ask(window.desk.text.viewport(), place_of(window, "Premier"))
    assert window.desk.text.selection() is None


def test_a_mark_is_chosen_before_its_menu_opens(window, claim, focus):
    window.desk.text.pick_mark(None)
    window.desk.focus.pick_mark(None)

    ids = ask(window.desk.text.viewport(), place_of(window, "Lind gave"))

    assert window.desk.focus.mark_id == focus.mark_id
    assert ids[:3] == ["check.verdict", "check.evidence", "check.note"]
    assert {"mark.move", "mark.remove", "claim.add", "claim.mention"} <= set(ids)


def test_items_are_the_actions_of_the_window_with_their_keys(window, claim):
    ask(window.desk.text.viewport(), place_of(window, "Lind gave"))

    (item,) = [
        each
        for each in QApplication.activePopupWidget().actions()
        if each.objectName() == "check.verdict"
    ]
    assert item is window.actions_["check.verdict"]
    assert item.isShortcutVisibleInContextMenu()


@pytest.mark.parametrize("has_claim", [False, True])
def test_the_menu_key_asks_for_what_is_here(window, claim, has_claim):
    if has_claim:
        window.desk.text.next_mark()
    else:
        window.desk.text.go_in_article(Edge.END)

    ids = ask(window.desk.text, QPoint(), KEYBOARD)

    assert ids[0] == ("check.verdict" if has_claim else "claim.add")
    menu = QApplication.activePopupWidget()
    inside = window.desk.text.rect().translated(window.desk.text.mapToGlobal(QPoint()))
    assert inside.contains(menu.pos())


def test_shift_f10_asks_for_the_menu_of_what_has_the_keyboard(window, claim, press):
    shift = Qt.KeyboardModifier.ShiftModifier

    press("F10", modifier=shift)
    menu = QApplication.activePopupWidget()
    assert "claim.add" in [action.objectName() for action in menu.actions()]
    menu.close()

    window.findChild(QAbstractItemView, "article_list").setFocus()
    press("F10", modifier=shift)
    menu = QApplication.activePopupWidget()
    assert "article.done" in [action.objectName() for action in menu.actions()]


def test_lines_that_are_proposed_can_be_answered(window, workspace):
    zone = by_hand(window.desk.focus.labels.text_id, Span(0, 3), ZoneKind.TAGS)
    assert "zone.refuse" not in ask(window.desk.text, QPoint(), KEYBOARD)

    workspace.do(Edit.add("Exclude", zone))

    window.desk.text.reading.read(0)
    assert "zone.refuse" in ask(window.desk.text, QPoint(), KEYBOARD)


def row_of(window, name):
    rows = window.findChild(QAbstractItemView, name)
    return rows.viewport(), rows.visualRect(rows.model().index(0, 0)).center()


def test_a_claim_has_its_menu_in_the_list(window, claim):
    ids = ask(*row_of(window, "claim.list"))

    assert ids[:3] == ["check.verdict", "check.evidence", "check.note"]
    assert ids[-2:] == ["mark.remove", "claim.remove"]


def test_its_key_removes_the_mark_of_the_row_also_in_the_list(window, claim, workspace, qtbot):
    rows = window.findChild(QAbstractItemView, "claim.list")
    viewport, place = row_of(window, "claim.list")
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    rows.setFocus()

    qtbot.keyClick(rows, Qt.Key.Key_Delete)

    assert rows.model().rowCount() == 0
    workspace.undo()
    assert rows.model().rowCount() == 1


def test_below_the_rows_there_is_no_menu(window, claim):
    viewport, _ = row_of(window, "article_list")

    assert ask(viewport, QPoint(5, viewport.height() - 2)) == []


def test_an_article_is_offered_what_its_status_allows(window, workspace, article):
    ids = ask(*row_of(window, "article_list"))
    assert ids[:2] == ["article.done", "article.exclude"]
    assert "article.copy_address" not in ids
    QApplication.activePopupWidget().close()

    addressed = replace(
        workspace.reader.get(Article, article.id), status="excluded", source_url="https://a.example"
    )
    workspace.do(Edit.swap("Exclude", workspace.reader.get(Article, article.id), addressed))

    ids = ask(*row_of(window, "article_list"), KEYBOARD)
    assert ids[0] == "article.undone"
    assert "article.copy_address" in ids


def test_the_sign_of_a_sentiment_has_its_menu(window, press):
    press("S", "2")
    window.desk.go_to_text()
    text, sentiment_id = window.desk.text, window.desk.focus.sentiment.id
    window.desk.focus.pick_mark(None)
    corner = text.sheet.in_flow(QPointF())
    page, left = text.page(), range(-text.sheet.left, 0, 4)
    points = (QPointF(x, y) for y in range(0, text.viewport().height(), 4) for x in left)
    sign = next(point for point in points if page.sign_at(point))

    ids = ask(text.viewport(), (sign - corner).toPoint())

    assert window.desk.focus.sentiment.id == sentiment_id
    assert ids[:2] == ["mark.move", "mark.remove"]


def test_a_sentiment_has_its_menu_in_the_list(window, press):
    press("S", "2")

    assert ask(*row_of(window, "sentiment.list"))[:2] == ["mark.move", "mark.remove"]


def test_a_piece_of_evidence_has_its_menu(window, claim, workspace):
    window.desk.text.next_mark()
    window.actions_["check.evidence"].trigger()
    sheet = window.evidence.sheet()
    sheet.form.findChild(QWidget, "refutes").click()  # one with nothing in it would not stay
    sheet.close_sheet()
    (evidence,) = workspace.reader.find(Evidence)
    source = workspace.reader.get(Source, evidence.source_id)

    ids = ask(*row_of(window, "evidence.list"))
    assert ids[0] == "evidence.open"
    assert ids[-1] == "evidence.remove"
    assert QApplication.activePopupWidget().actions()[-1].text().endswith("\tDel")
    assert "evidence.copy_address" not in ids
    QApplication.activePopupWidget().close()

    workspace.do(Edit.swap("Set", source, replace(source, url="https://a.example")))
    assert "evidence.copy_address" in ask(*row_of(window, "evidence.list"))
    QApplication.activePopupWidget().close()

    ask(*row_of(window, "evidence.list"))
    QApplication.activePopupWidget().actions()[0].trigger()
    assert sheet.isVisible()
    window.actions_["evidence.remove"].trigger()
    assert workspace.reader.count(Evidence) == 0
    window.actions_["evidence.open"].trigger()


def test_an_address_is_opened_after_a_question(window, run_action, workspace, article, monkeypatch):
    opened = []
    monkeypatch.setattr(browser, "open_page", lambda _, page: opened.append(page) or "Opened.")
    run_action("article.open_address")
    assert opened == []

    now = workspace.reader.get(Article, article.id)
    workspace.do(Edit.swap("Set", now, replace(now, source_url="https://a.example/b")))
    run_action("article.open_address")

    assert opened == ["https://a.example/b"]


def test_a_project_that_is_read_only_offers_what_changes_nothing(store, article, claim, window_of):
    store.is_read_only = True
    window = window_of(Workspace(store))

    assert ask(window.desk.text, QPoint(), KEYBOARD) == [*COPY, "edit.find"]
    assert "article.details" in ask(*row_of(window, "article_list"))


def test_without_an_article_there_is_no_menu(window):
    window.desk.open(None)

    assert ask(window.desk.text, QPoint(), KEYBOARD) == []


def test_the_text_for_screen_readers_has_the_same_menu(window, claim):
    window.desk.text.next_mark()
    window.actions_["view.native"].trigger()

    ids = ask(window.desk.text.stand_in, QPoint(5, 5), KEYBOARD)

    assert ids[0] == "check.verdict"


def test_an_address_is_copied(window, run_action, workspace, article, said):
    run_action("article.copy_address")
    assert "No address yet" in said()

    now = workspace.reader.get(Article, article.id)
    workspace.do(Edit.swap("Set", now, replace(now, source_url="https://a.example/b")))
    run_action("article.copy_address")

    assert QApplication.clipboard().text() == "https://a.example/b"


@pytest.fixture
def run_action(window):
    """Trigger an action by its id."""
    return lambda action_id: window.actions_[action_id].trigger()


def test_right_to_left_the_menu_opens_at_the_other_side(window):
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    ask(window.desk.text, QPoint(), KEYBOARD)

    middle = window.desk.text.mapToGlobal(window.desk.text.rect().center())
    assert QApplication.activePopupWidget().pos().x() > middle.x() - 400


def test_a_right_click_where_there_is_no_text_chooses_nothing(window):
    flow = window.desk.text.sheet.flow
    flow.blocks = type(flow.blocks)("")

    assert (flow.character_at(QPointF(5, 5)), flow.position_at(QPointF(5, 5))) == (None, 0)
