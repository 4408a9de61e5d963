import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.ui.reading import ArticleView, Heading
from annotator.ui.views.find_bar import FindBar
from annotator.ui.views.finder import Finder

TEXT = "The Pact gave words.\n\nThe pact took words back. No pact, no words.\n"


@pytest.fixture
def place(qtbot):
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(700, 500)
    return page


@pytest.fixture
def text(place):
    view = ArticleView()
    place.layout().addWidget(view)
    view.set_article(Heading("Summit"), TEXT, "en")
    return view


@pytest.fixture
def bar(place, text):
    bar = FindBar()
    place.layout().insertWidget(0, bar)
    return bar


@pytest.fixture
def finder(place, bar, text):
    finder = Finder(bar, text)
    place.show()
    finder.begin()
    return finder


def write(qtbot, bar, words):
    field = bar.findChild(QLineEdit)
    field.clear()
    qtbot.keyClicks(field, words)


def said(bar):
    return bar.findChild(QLabel, "find.found").text()


def chosen(text):
    span = text.selection()
    return (span.start, span.of(TEXT)) if span else None


def test_typing_goes_to_the_first_place_and_counts(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")

    qtbot.waitUntil(lambda: said(bar) == "1 of 3")
    assert chosen(text) == (4, "Pact")


def test_typing_on_stays_where_it_is(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")
    qtbot.waitUntil(lambda: said(bar) == "1 of 3")

    qtbot.keyClicks(bar.findChild(QLineEdit), " took")

    qtbot.waitUntil(lambda: said(bar) == "1 of 1")
    assert chosen(text) == (26, "pact took")


def test_enter_goes_on_and_shift_enter_back(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")
    field = bar.findChild(QLineEdit)
    qtbot.waitUntil(lambda: said(bar) == "1 of 3")

    qtbot.keyClick(field, Qt.Key.Key_Return)
    on = said(bar)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert on == "2 of 3"
    assert said(bar) == "3 of 3"
    assert chosen(text)[0] == TEXT.rindex("pact")


def test_the_arrows_do_the_same(qtbot, finder, bar):
    write(qtbot, bar, "pact")
    qtbot.waitUntil(lambda: said(bar) == "1 of 3")
    back, on, _ = bar.findChildren(QPushButton)

    on.click()
    after = said(bar)
    back.click()

    assert (after, said(bar)) == ("2 of 3", "1 of 3")


def test_enter_at_once_does_not_wait_for_the_pause(qtbot, finder, bar, text):
    write(qtbot, bar, "words")

    qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Return)

    assert said(bar) == "1 of 3"


def test_words_that_are_nowhere_are_said_so(qtbot, finder, bar, text):
    write(qtbot, bar, "treaty")

    qtbot.waitUntil(lambda: said(bar) == "not found")
    assert chosen(text) is None


def test_no_words_say_nothing(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")
    qtbot.waitUntil(lambda: said(bar) == "1 of 3")

    bar.findChild(QLineEdit).clear()

    qtbot.waitUntil(lambda: said(bar) == "")
    qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Return)
    assert said(bar) == ""


def test_selected_words_are_looked_for_at_once(finder, bar, text):
    text.select(text.find_all("words")[1])

    finder.begin()

    assert bar.query() == "words"
    assert said(bar) == "2 of 3"


def test_escape_goes_back_to_the_text(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")
    qtbot.waitUntil(lambda: said(bar) == "1 of 3")

    qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Escape)

    assert bar.isHidden()
    assert text.hasFocus()
    assert text.scene.found == ()
    assert chosen(text) == (4, "Pact")


def test_the_next_place_is_found_with_the_bar_closed(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")
    qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Escape)

    bar.step(backwards=False)

    assert chosen(text)[1] in {"Pact", "pact"}
    assert text.scene.found == ()


def test_another_article_is_searched_anew(qtbot, finder, bar, text):
    write(qtbot, bar, "pact")
    qtbot.waitUntil(lambda: said(bar) == "1 of 3")

    text.set_article(Heading("Other"), "One pact only.\n", "en")
    finder.refresh()

    assert said(bar) == "1 match"
    assert len(text.scene.found) == 1


def test_a_closed_bar_searches_nothing(finder, bar, text):
    finder.close()

    finder.refresh()

    assert text.scene.found == ()


def test_places_beyond_the_first_are_counted_before_one_is_chosen(bar):
    bar.findChild(QLineEdit).setText("pact")

    bar.show_found(0, 3)

    assert said(bar) == "3 matches"


def test_everything_has_a_name(bar):
    for part in (bar.findChild(QLineEdit), *bar.findChildren(QPushButton)):
        assert part.accessibleName()
