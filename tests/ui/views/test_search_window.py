"""Everything in a project is found while one types, and shown with its surroundings."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from annotator.domain.claim import Claim
from annotator.domain.errors import StorageError
from annotator.domain.search import Found, Hit, IndexState, Match, SearchKind, Term
from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.operations.search_hits import hits_of
from annotator.ui.commands.labelling import Marking
from annotator.ui.models import search_preview
from annotator.ui.models.command_rows import matching
from annotator.ui.models.search_rows import total
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.project.searches import Searches
from annotator.ui.views.search_window import SearchWindow

NAMES = ("Import articles…", "Exporter les étiquettes", "Find in article", "Next article")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def actions(qtbot):
    made = [QAction(name) for name in NAMES]
    made[0].setShortcut("Ctrl+I")
    return made


@pytest.fixture
def ran(actions):
    done = []
    for action in actions:
        action.triggered.connect(noting(done, action.text()))
    return done


def noting(done, what):
    return lambda: done.append(what)


@pytest.fixture
def search(qtbot, workspace, claim, actions, ran):
    """The search over a window, in the article A1 with the claim C1; what is chosen is noted."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    search = SearchWindow(
        window, workspace, Searches(workspace), lambda words: matching(actions, words)
    )
    search.chosen.connect(lambda hit, stays: ran.append((hit.kind, hit.code, stays)))
    search.begin("A1", "A1, ¶2")
    return search


def field(search):
    return search.findChild(QLineEdit, "palette.words")


def look(search, text):
    field(search).setText(text)
    return listed(search)


def rows(search):
    model = search.findChild(QListView).model()
    return [model.index(row).data(ITEM) for row in range(model.rowCount())]


def listed(search):
    return [row.text for row in rows(search)]


def press(search, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(field(search), key, modifier)


def preview(search):
    return search.findChild(QTextEdit, "search.preview_text").toPlainText()


def test_without_words_every_command_is_listed_with_its_keys(search):
    assert listed(search) == [tr("Commands"), *(name.rstrip("…") for name in NAMES)]
    assert rows(search)[1].details == "Ctrl+I"


def test_what_is_found_stands_below_its_kind(search):
    look(search, "guarantees")

    assert [row.text for row in rows(search) if row.is_head] == [tr("In the text"), tr("Claims")]
    place = next(row for row in rows(search) if row.hit)
    assert (place.code, place.spans[0].of(place.text)) == ("A1", "guarantees")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("> art find", ["Find in article"]),
        ("> ETIQUETTES", ["Exporter les étiquettes"]),
        ("> nothing like it", []),
    ],
)
def test_commands_alone_are_found_in_any_order_and_without_accents(search, words, found):
    assert look(search, words)[1:] == found


def test_commands_are_found_whatever_kind_is_shown(search):
    look(search, "guarantees")
    press(search, Qt.Key.Key_Tab)

    assert look(search, "> art find")[1:] == ["Find in article"]


def test_names_in_which_the_words_begin_words_come_first(actions):
    actions.append(QAction("Smart quotes"))
    actions.reverse()

    assert [row.text for row in matching(actions, "art")][-1] == "Smart quotes"


def test_names_with_the_words_one_after_the_other_come_first():
    actions = [QAction("Go to next article"), QAction("Next article to review")]

    rows = matching(actions, "next article to")
    assert [row.text for row in rows] == ["Next article to review", "Go to next article"]


def test_a_command_that_cannot_be_run_is_not_listed(search, actions):
    actions[0].setEnabled(False)

    assert look(search, "> import") == []
    assert not search.findChild(QLabel, "palette.nothing").isHidden()


def test_enter_runs_a_command_and_closes(search, ran):
    look(search, "> next")

    press(search, Qt.Key.Key_Return)

    assert ran == ["Next article"]
    assert search.isHidden()


def test_arrows_pass_headings_and_stop_at_the_ends(search, ran):
    press(search, Qt.Key.Key_PageUp)
    press(search, Qt.Key.Key_Down)
    press(search, Qt.Key.Key_Up)
    press(search, Qt.Key.Key_PageDown)
    press(search, Qt.Key.Key_Return)

    assert ran == ["Next article"]


def test_enter_goes_to_a_place_and_shift_enter_stays(search, ran):
    look(search, "premier lind")
    press(search, Qt.Key.Key_Return, SHIFT)
    assert ran[-1] == ("text", "A1", True)
    assert search.isVisible()

    press(search, Qt.Key.Key_Return)
    assert len(ran) == 2
    assert search.isHidden()


def test_a_click_goes_to_a_row(search, ran):
    look(search, "premier lind")
    places = search.findChild(QListView)

    QTest.mouseClick(
        places.viewport(),
        Qt.MouseButton.LeftButton,
        pos=places.visualRect(places.model().index(1)).center(),
    )

    assert ran == [("text", "A1", False)]


def test_the_paragraph_of_a_hit_is_shown_with_its_marks(search, workspace):
    look(search, "guarantees")

    assert "Premier Lind gave no guarantees" in preview(search)
    text = search.findChild(QTextEdit)
    marked = {text.document().find(word).charFormat().fontUnderline() for word in ("gave", "Lind")}
    assert marked == {True}
    assert "C1" in search.findChild(QWidget, "search.preview").findChildren(QLabel)[-1].text()


def test_a_claim_at_the_beginning_of_a_text_has_no_ellipsis_before_it(workspace, focus):
    focus.select((Span(0, focus.text.index("The") + 3),))
    Marking(focus).add_claim()
    terms = (Term(("the",)),)
    [hit] = hits_of(workspace.reader, Match(SearchKind.CLAIM, "claim", focus.claim.id), terms)

    before, words, after = search_preview.preview_of(workspace.reader, hit, terms).paragraphs[-1]

    assert before[0] == ""
    assert words[0].endswith("The")
    assert after[0].startswith(" two-day")
    assert after[0].endswith("…")


def test_a_claim_whose_surroundings_end_with_the_text_has_no_ellipsis_after_it(
    add_article, workspace, focus
):
    focus.open(add_article(f"The summit{'.' * 32}").id)
    focus.select((Span(4, 10),))
    Marking(focus).add_claim()
    terms = (Term(("summit",)),)
    [hit] = hits_of(workspace.reader, Match(SearchKind.CLAIM, "claim", focus.claim.id), terms)

    *_, after = search_preview.preview_of(workspace.reader, hit, terms).paragraphs[-1]

    assert after[0] == "." * 32


def test_a_claim_near_the_ends_of_a_text_has_no_ellipsis_there(add_article, workspace, focus):
    focus.open(add_article("The summit ended well.").id)
    focus.select((Span(4, 10),))
    Marking(focus).add_claim()
    terms = (Term(("summit",)),)
    [hit] = hits_of(workspace.reader, Match(SearchKind.CLAIM, "claim", focus.claim.id), terms)

    passage = search_preview.preview_of(workspace.reader, hit, terms).paragraphs[-1]

    assert [words for words, _ in passage] == ["The ", "summit", " ended well."]


def test_only_the_surroundings_of_a_hit_are_looked_through(search, add_article, monkeypatch):
    looked, found = [], search_preview.places
    monkeypatch.setattr(
        search_preview, "places", lambda text, terms: looked.append(text) or found(text, terms)
    )
    before = "ภาษาไทยไม่มีช่องว่าง" * 90
    add_article(f"{before} zebra, Zebra {before}")

    look(search, "zebra")

    assert "zebra, Zebra" in preview(search)
    assert all(len(text) <= search_preview._LONG for text in looked)
    document = search.findChild(QTextEdit, "search.preview_text").document()
    for word in ("zebra", "Zebra"):
        shown = document.find(word, 0, QTextDocument.FindFlag.FindCaseSensitively)
        assert shown.charFormat().fontUnderline()
    assert not document.find("ภาษา").charFormat().fontUnderline()


@pytest.mark.parametrize("number", [0, 1])
def test_the_preview_is_scrolled_to_the_hit(qtbot, search, add_article, number):
    words = "long words that stand before it " * 9
    add_article(f"{words}zebra {words}zebra {words}")
    search.parentWidget().resize(1100, 330)
    look(search, "zebra")
    if number:
        press(search, Qt.Key.Key_Down)
    text = search.findChild(QTextEdit, "search.preview_text")
    QTest.qWait(0)

    place = [hit.start() for hit in re.finditer("zebra", text.toPlainText())][number]
    cursor = text.textCursor()
    cursor.setPosition(place)
    assert text.viewport().rect().contains(text.cursorRect(cursor))


def test_a_claim_is_shown_with_its_passage(search, workspace):
    look(search, "guarantees")
    for _ in rows(search):
        press(search, Qt.Key.Key_Down)
    [claim] = workspace.reader.find(Claim)

    assert any(row.hit and row.hit.claim_id == claim.id for row in rows(search))
    assert preview(search).count(claim.text) >= 1


def test_tab_shows_the_next_kind_alone_and_comes_round(search):
    look(search, "guarantees")
    press(search, Qt.Key.Key_Tab)
    assert {row.text for row in rows(search) if row.is_head} == {tr("In the text")}

    press(search, Qt.Key.Key_Tab)
    assert {row.text for row in rows(search) if row.is_head} == {tr("Claims")}

    press(search, Qt.Key.Key_Backtab)
    press(search, Qt.Key.Key_Backtab)
    assert tr("Claims") in listed(search)


def test_a_few_are_shown_of_each_kind_and_a_row_shows_all(search, add_article):
    for number in range(6):
        add_article(f"Tariff {number} tariff", headline=f"Number {number}")
    found = look(search, "tariff")
    assert "8 more places" in found

    for _row in rows(search):
        if search._results.current().text == "8 more places":
            break
        press(search, Qt.Key.Key_Down)
    press(search, Qt.Key.Key_Return)

    assert len(listed(search)) == 13
    assert search.isVisible()


def test_escape_closes_and_does_nothing(qtbot, search, ran):
    with qtbot.waitSignal(search.closed):
        press(search, Qt.Key.Key_Escape)

    assert search.isHidden()
    assert ran == []


def test_the_kind_is_still_the_same_when_it_opens_again(qtbot, search):
    look(search, "guarantees")
    qtbot.waitUntil(field(search).hasFocus)

    press(search, Qt.Key.Key_Escape)
    search.begin("A1", "A1, ¶2")

    assert [row.text for row in rows(search) if row.is_head] == [tr("In the text"), tr("Claims")]


def test_enter_on_nothing_stays(search, ran):
    look(search, "zzz nothing like it")

    press(search, Qt.Key.Key_Return)

    assert search.isVisible()
    assert ran == []


def test_only_this_article_is_a_filter_in_the_field(search):
    look(search, "guarantees")
    box = search.findChild(QCheckBox)

    box.click()
    assert field(search).text() == "in:A1 guarantees"
    box.click()
    assert field(search).text() == "guarantees"
    field(search).setText("guarantees in:a1")
    assert box.isChecked()


def test_filters_are_clicked_together(search):
    look(search, "guarantees")
    menu = search.findChild(QToolButton, "search.filter").menu()
    menu.aboutToShow.emit()
    verdicts = next(each.menu() for each in menu.actions() if each.text() == tr("Verdict"))
    verdicts.actions()[-1].trigger()

    assert field(search).text() == "verdict:none guarantees"
    menu.aboutToShow.emit()
    assert menu.actions()[-1].isEnabled()
    menu.actions()[-1].trigger()
    assert field(search).text() == "guarantees"


def test_a_search_is_kept_and_offered_when_nothing_is_typed(search, workspace):
    look(search, "premier lind")
    press(search, Qt.Key.Key_S, CTRL)
    assert workspace.bookmarks.searches == ("premier lind",)

    assert look(search, "")[:2] == [tr("Saved searches"), "premier lind"]
    press(search, Qt.Key.Key_Return)
    assert field(search).text() == "premier lind"
    assert search.isVisible()

    press(search, Qt.Key.Key_S, CTRL)
    assert workspace.bookmarks.searches == ()


def test_delete_removes_the_saved_search_that_one_moved_to(search, workspace):
    for text in ("premier lind", "guarantees"):
        look(search, text)
        press(search, Qt.Key.Key_S, CTRL)
    look(search, "")

    press(search, Qt.Key.Key_Delete)
    assert workspace.bookmarks.searches == ("guarantees", "premier lind")

    press(search, Qt.Key.Key_Down)
    press(search, Qt.Key.Key_Delete)
    assert workspace.bookmarks.searches == ("guarantees",)
    assert look(search, "")[:2] == [tr("Saved searches"), "guarantees"]


def test_delete_in_a_search_removes_letters(search, workspace):
    look(search, "premier lind")
    press(search, Qt.Key.Key_S, CTRL)
    field(search).setCursorPosition(0)

    press(search, Qt.Key.Key_Delete)
    assert field(search).text() == "remier lind"
    for _ in range(12):
        press(search, Qt.Key.Key_Delete)
    assert workspace.bookmarks.searches == ("premier lind",)


def test_a_search_that_asks_the_same_is_kept_once(search, workspace):
    look(search, "verdict:refuted  premier")
    press(search, Qt.Key.Key_S, CTRL)

    look(search, "Premier verdict:refuted")
    assert search.findChild(QToolButton, "search.save").isChecked()

    press(search, Qt.Key.Key_S, CTRL)
    assert workspace.bookmarks.searches == ()


def test_the_star_is_there_as_soon_as_there_is_a_search_to_keep(search):
    star = search.findChild(QToolButton, "search.save")
    look(search, "")
    place, is_shown_empty = field(search).geometry(), star.isVisible()

    look(search, "premier")

    assert (is_shown_empty, star.isVisible()) == (False, True)
    assert field(search).geometry() == place


def test_it_says_how_far_the_index_is_and_what_failed(search):
    look(search, "premier lind")
    said = search.findChild(QLabel, "search.found")
    count = total(search._answer.found.values())

    search.searches.indexed.emit(IndexState(1, 3))
    assert tr("{number} found", number=f"{count}+") in said.text()
    assert tr("indexing {percent} %", percent=33) in said.text()
    search.searches.indexed.emit(IndexState(3, 3))
    assert said.text() == tr("{number} found", number=count)
    search.searches.failed.emit(StorageError("It failed."))
    assert said.text() == "It failed."


def test_nothing_is_called_missing_before_everything_is_indexed(search):
    look(search, "zzz nothing like it")
    nothing = search.findChild(QLabel, "palette.nothing")
    said = search.findChild(QLabel, "search.found")

    search.searches.indexed.emit(IndexState(1, 3))
    assert nothing.text() == tr("Nothing found yet. The project is still being indexed.")
    assert said.text() == tr("indexing {percent} %", percent=33)
    assert search._head.chips.findChild(QPushButton, "search.kind.all").text() == tr("All")

    search.searches.indexed.emit(IndexState(3, 3))
    assert nothing.text() == tr("Nothing found in text, claims, notes and sources.")
    assert said.text() == tr("{number} found", number=0)


def test_it_says_that_a_search_takes_a_while(qtbot, search, monkeypatch):
    monkeypatch.setattr(search.searches, "ask", lambda _query: 9)
    said = search.findChild(QLabel, "search.found")
    look(search, "premier lind")
    assert said.text() == ""

    qtbot.waitUntil(lambda: said.text() == tr("Looking…"))
    search.searches.found.emit(9, Found(SearchKind.TEXT, has_more=True))
    qtbot.waitUntil(lambda: not search._showing.isActive())
    assert said.text() == tr("Looking…")
    search.searches.ended.emit(9)
    assert said.text() == tr("{number} found", number="0+")


@pytest.fixture
def slow(search, monkeypatch):
    """A search that answers when the test lets it: with the commands and what it found."""
    asked = []
    monkeypatch.setattr(search.searches, "ask", lambda query: asked.append(query) or len(asked))
    monkeypatch.setattr(Searches, "last", property(lambda _: len(asked)))
    return search


def answer(search, number, *found, ends=True):
    for each in found:
        search.searches.found.emit(number, each)
    if ends:
        search.searches.ended.emit(number)


def hit(code):
    return Hit(kind=SearchKind.ARTICLE, table="article", id=code, code=code, text=code)


def articles(*codes):
    return Found(SearchKind.ARTICLE, tuple(map(hit, codes)), len(codes))


def test_enter_waits_for_the_places_of_the_words_typed_last(qtbot, slow, ran):
    look(slow, "premier")
    answer(slow, 1, articles("A1"))

    look(slow, "premier lind")
    press(slow, Qt.Key.Key_Return, SHIFT)
    assert ran == []
    answer(slow, 2, Found(SearchKind.ARTICLE), ends=False)
    assert ran == []
    answer(slow, 2, Found(SearchKind.CLAIM, (hit("C1"),), 1), ends=False)

    qtbot.waitUntil(lambda: ran == [("article", "C1", True)])


def test_enter_waits_no_longer_when_something_else_is_typed_or_the_search_is_left(slow, ran):
    look(slow, "premier")
    press(slow, Qt.Key.Key_Return)
    look(slow, "premier lind")
    answer(slow, 2, articles("A1"))
    assert ran == []

    look(slow, "guarantees")
    press(slow, Qt.Key.Key_Return)
    press(slow, Qt.Key.Key_Escape)
    answer(slow, 3, articles("A1"))
    assert ran == []


def test_enter_takes_a_row_that_somebody_moved_to_at_once(slow, ran):
    look(slow, "article")
    press(slow, Qt.Key.Key_Down)
    press(slow, Qt.Key.Key_Return)

    assert ran == ["Find in article"]


def test_commands_of_other_words_go_while_it_is_looked_for(slow):
    assert "Next article" in listed(slow)

    assert look(slow, "find") == [tr("Commands"), "Find in article"]
    assert look(slow, "premier") == []
    assert slow.findChild(QLabel, "palette.nothing").isHidden()


def test_a_command_that_somebody_moved_to_stays_the_current_one(slow):
    look(slow, "article")
    press(slow, Qt.Key.Key_Down)

    answer(slow, 1, articles("A1"))

    assert slow._results.current().text == "Find in article"


def test_nothing_of_words_typed_before_is_shown(slow):
    look(slow, "premier")
    look(slow, "lind")
    answer(slow, 1, articles("A1"))
    assert listed(slow) == []
    assert not slow._answer.is_over

    answer(slow, 2, articles("A2"))
    look(slow, "")
    answer(slow, 2, articles("A1", "A2"))
    assert not slow._answer.found


def test_what_an_earlier_search_found_late_is_not_shown(search):
    look(search, "premier lind")
    before = listed(search)

    search.searches.ended.emit(0)

    assert listed(search) == before


def test_it_goes_when_something_else_gets_the_keyboard(search):
    other = QLineEdit(search.parentWidget())
    other.show()

    other.setFocus()

    assert search.isHidden()


@pytest.mark.parametrize("size", [(1366, 768), (640, 400)])
def test_it_stays_inside_its_window(search, size):
    window = search.parentWidget()

    window.resize(*size)

    assert window.rect().contains(search.geometry())
    assert not search.grab().isNull()


def test_the_list_keeps_qt_s_rules(search, qtmodeltester):
    qtmodeltester.check(search.findChild(QListView).model())
