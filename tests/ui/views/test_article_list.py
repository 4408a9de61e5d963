"""The list opens what is chosen in it and shows what is open."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QToolButton
from shown_texts import painted

from annotator.domain.article import ArticleStatus
from annotator.operations.articles import set_status
from annotator.ui.models.articles import ArticleListModel
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.views import article_list, article_row
from annotator.ui.views.article_list import ArticleList


@pytest.fixture
def listing(focus, add_article, qtbot):
    """The list of three articles, the first one open."""
    add_article(
        "Second text.", headline="A much longer headline that surely needs two lines and more"
    )
    add_article("Third text.", headline="Third")
    listing = ArticleList(focus, Theme(QApplication.instance(), Scheme.LIGHT))
    qtbot.addWidget(listing)
    listing.resize(232, 400)
    listing.show()
    return listing


def rows(listing):
    return listing.findChild(QListView, "article_list")


def opened(focus):
    return focus.article.code


def test_the_open_article_is_chosen(listing):
    assert rows(listing).currentIndex().row() == 0


def test_stepping_opens_and_stops_at_the_ends(listing, focus):
    listing.step(-1)
    assert opened(focus) == "A1"

    for _ in range(4):
        listing.step(1)
    assert opened(focus) == "A3"


def test_opening_elsewhere_is_shown(listing, focus, workspace):
    listing_ids = [each.id for each in workspace.reader.article_summaries()]

    focus.open(listing_ids[2])

    assert rows(listing).currentIndex().row() == 2


def test_the_next_open_article_comes_round_to_the_first(listing, focus):
    listing.step(1)
    listing.step(1)

    assert listing.open_next()
    assert opened(focus) == "A1"


def test_there_is_no_next_in_an_empty_list(listing):
    listing.findChild(QLineEdit, "article_filter").setText("nothing like this")

    assert not listing.open_next()


def test_why_it_is_empty_is_not_said_while_it_is_not(listing, focus, workspace, monkeypatch):
    asked = []
    monkeypatch.setattr(article_list, "shortcut", lambda action: asked.append(action) or "")

    workspace.do(set_status([focus.article], ArticleStatus.DONE))

    assert asked == []


def test_an_empty_answer_says_so(listing):
    listing.findChild(QLineEdit, "article_filter").setText("nothing like this")

    assert any(
        label.isVisible() and "No matching articles" in label.text()
        for label in listing.findChildren(QLabel)
    )


def test_a_filter_keeps_the_open_article_open(listing, focus):
    listing.findChild(QLineEdit, "article_filter").setText("Third")

    assert opened(focus) == "A1"
    assert rows(listing).model().rowCount() == 1


def test_tab_to_the_rows_of_a_filter_opens_none_of_them_and_down_the_first(listing, focus, qtbot):
    listing.activateWindow()
    qtbot.waitUntil(listing.isActiveWindow)
    listing.findChild(QLineEdit, "article_filter").setText("Third")

    rows(listing).setFocus(Qt.FocusReason.TabFocusReason)
    assert rows(listing).hasFocus()
    assert opened(focus) == "A1"

    QTest.keyClick(rows(listing), Qt.Key.Key_Down)
    assert opened(focus) == "A3"


def test_a_status_is_chosen_from_the_menu(listing):
    button = listing.findChild(QToolButton, "article_status_filter")
    [done] = [action for action in button.menu().actions() if action.text() == "done"]

    done.trigger()

    assert rows(listing).model().rowCount() == 0
    assert button.text() == "only done ▾"


def test_enter_gives_the_keyboard_away(listing, qtbot):
    with qtbot.waitSignal(listing.finished):
        qtbot.keyClick(rows(listing), Qt.Key.Key_Return)


def test_enter_in_the_filter_opens_the_first_article_that_matches(listing, focus, qtbot):
    field = listing.findChild(QLineEdit, "article_filter")
    field.setText("Third")

    with qtbot.waitSignal(listing.finished):
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert focus.article.headline == "Third"


def test_enter_in_a_filter_that_nothing_matches_stays_there(listing, focus, qtbot):
    field, before = listing.findChild(QLineEdit, "article_filter"), focus.article
    field.setText("nothing like this")

    with qtbot.assertNotEmitted(listing.finished):
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert focus.article == before


def test_esc_clears_the_filter_and_then_leads_back_to_the_text(listing, qtbot):
    field = listing.findChild(QLineEdit, "article_filter")
    field.setText("nothing like this")
    left = []
    listing.finished.connect(lambda: left.append(field.text()))

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), left) == ("", [])

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert left == [""]


def test_the_filter_takes_the_keyboard(listing, qtbot):
    listing.activateWindow()

    listing.begin_filter()

    qtbot.waitUntil(lambda: listing.findChild(QLineEdit, "article_filter").hasFocus())


def test_the_head_counts_what_is_done(listing, focus, workspace):
    workspace.do(set_status([focus.article], ArticleStatus.DONE))

    button = listing.header.findChild(QToolButton, "article_status_filter")
    assert button.text() == "1 of 3 done ▾"
    assert button.accessibleDescription() == "1 of 3 done"


def test_the_head_counts_what_a_filter_lists(listing):
    button = listing.header.findChild(QToolButton, "article_status_filter")
    field = listing.findChild(QLineEdit, "article_filter")

    field.setText("th")  # that, Third
    assert button.text() == "2 of 3 ▾"
    assert button.accessibleDescription() == "2 of 3"

    [todo] = [action for action in button.menu().actions() if action.text() == "to do"]
    todo.trigger()
    assert button.text() == "only to do ▾"


def test_the_head_says_that_a_filter_is_not_counted_yet(listing, monkeypatch):
    monkeypatch.setattr(ArticleListModel, "is_settled", False)

    listing.findChild(QLineEdit, "article_filter").setText("th")

    button = listing.header.findChild(QToolButton, "article_status_filter")
    assert button.text() == "… of 3 ▾"


def test_an_empty_filter_says_which_keys_lead_to_it(listing):
    field = listing.findChild(QLineEdit, "article_filter")
    end = field.rect().adjusted(field.width() - 60, 4, -4, -4)
    empty = field.grab(end).toImage()

    field.setText("Third")

    colours = {empty.pixelColor(x, y).name() for x in range(56) for y in range(empty.height())}
    assert len(colours) > 4
    assert field.accessibleDescription() == "Ctrl+L"


def test_each_status_is_painted(listing, focus, workspace):
    pictures = []
    for status in ArticleStatus:
        if status != focus.article.status:
            workspace.do(set_status([focus.article], status))
        pictures.append(rows(listing).grab().toImage())

    assert all(one != other for one, other in pairwise(pictures))


def test_rows_are_as_high_as_what_is_painted_in_them(listing):
    first = rows(listing).model().index(0, 0)
    wide = rows(listing).visualRect(first).height()
    rows(listing).resize(48, 400)

    assert wide > 3 * rows(listing).fontMetrics().height()
    assert rows(listing).visualRect(first).height() < wide


def test_a_headline_with_emoji_breaks_between_words(listing, add_article, focus):
    headline = "🌊🌊🌊🌊 The river rose over its banks in the night and stays there"
    made = add_article("Fourth text.", headline=headline)
    focus.open(made.id)

    with painted() as drawn:
        rows(listing).grab()

    at = next(place for place, text in enumerate(drawn) if text.startswith("🌊"))
    first, second = drawn[at : at + 2]
    assert headline[len(first)] == " "
    assert headline[len(first) :].strip().startswith(second.removesuffix("…"))


def test_a_code_that_is_too_wide_for_the_narrow_list_takes_two_lines(listing, monkeypatch):
    rooms, lines = [], article_row._code_lines

    def narrow(code, metrics, room):
        rooms.append((room, metrics))
        return lines("A123456", metrics, metrics.horizontalAdvance("A9999"))

    monkeypatch.setattr(article_row, "_code_lines", narrow)
    rows(listing).resize(48, 400)
    rows(listing).viewport().grab()
    row = rows(listing).visualRect(rows(listing).model().index(0, 0))
    (room, metrics), *_ = rooms

    assert room == row.width()
    assert lines("A999", metrics, metrics.horizontalAdvance("A9999")) == ("A999",)
    assert narrow("", metrics, room) == ("A123", "456")
    assert 2 * metrics.lineSpacing() + fonts.pixels(13) <= row.height()  # with the sign


def test_both_lines_of_a_code_are_painted(listing, monkeypatch):
    rows(listing).resize(48, 400)
    pictures = []
    for lines in ("A123",), ("A123", "456"), ("A123", "457"):
        monkeypatch.setattr(article_row, "_code_lines", lambda *_, lines=lines: lines)
        pictures.append(rows(listing).viewport().grab().toImage())

    assert pictures[0] != pictures[1] != pictures[2]
