"""The view shows an article and says what is chosen in it."""

from made_up import TEXT, claim, read_aloud, span, words
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from annotator.domain.span import Span
from annotator.ui.reading import Heading
from annotator.ui.reading.speech import wording


def test_a_selection_grows_to_whole_characters_and_is_told_once(qtbot, view):
    text = "Yes 👨‍👩‍👧‍👦 indeed"
    view.set_article(Heading(), text, "en")
    told = []
    view.selection_changed.connect(told.append)

    view.select(Span(6, 7))
    view.select(Span(6, 7))

    assert told == [Span(4, 11)]


def test_the_passage_is_the_selection_or_else_the_sentence(view):
    assert read_aloud(view).startswith("The summit")

    view.select(Span(3, 11))

    assert read_aloud(view) == "summit"


def test_another_article_begins_afresh(qtbot, view):
    view.set_marks([claim("The summit", "c1")])
    view.select(Span(0, 3))

    with qtbot.waitSignal(view.selection_changed, check_params_cb=lambda span: span is None):
        view.set_article(Heading("Other"), "Another text.", "en")

    assert not view.scene.marks.ordered
    assert read_aloud(view) == "Another text."


def test_picking_from_elsewhere_emits_nothing(qtbot, view):
    view.set_marks([claim("Parliament voted", "c1")])

    with qtbot.assertNotEmitted(view.mark_picked), qtbot.assertNotEmitted(view.selection_changed):
        view.pick_mark("c1")

    assert read_aloud(view).startswith("Parliament")


def test_picking_from_elsewhere_keeps_the_selection(view):
    view.set_marks([claim("Parliament voted", "c1")])
    view.select(span("no guarantees"))

    view.pick_mark("c1")

    assert words(view) == "no guarantees"


def test_found_words_are_selected_one_after_the_other(view):
    assert view.find_words("NO").of(TEXT) == "no"
    first = view.selection()

    view.find_words("no")
    assert view.selection().start > first.start

    view.find_words("no", backwards=True)
    assert view.selection() == first
    assert view.find_words("nowhere at all") is None
    assert view.selection() == first


def test_a_screen_reader_hears_the_sentence_and_its_marks(view):
    view.set_marks([claim("gave no guarantees", "c1", description="claim, refuted")])

    view.next_sentence()

    spoken = "C1, claim, refuted. Premier Lind gave no guarantees."
    assert view.accessibleDescription() == spoken
    seen = QAccessible.queryAccessibleInterface(view)
    assert seen.text(QAccessible.Text.Name) == "Summit ends"
    assert seen.text(QAccessible.Text.Description) == spoken


def test_what_is_said_begins_with_the_marks():
    assert wording("Words.", []) == "Words."
    assert wording("Words.", [claim("The summit", "c1")]) == "C1. Words."


def test_in_a_mirrored_window_the_map_stays_beside_the_scroll_bar(view):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.resize(700, 400)

    bar = view.verticalScrollBar().parentWidget().geometry()
    strip, text = view._strip.geometry(), view.viewport().geometry()
    assert bar.right() < strip.left() < strip.right() < text.left()


def test_what_lies_under_the_text_is_not_painted_each_time(view):
    assert view.viewport().autoFillBackground()


def test_a_scroll_bar_is_drawn_where_there_is_more_to_see(view):
    bar = view.verticalScrollBar()
    view.show()
    view.set_article(Heading(), "A line.\n" * 500, "en")
    assert bar.maximum() > 0
    assert bar.isEnabled()

    view.set_article(Heading(), "Short.", "en")

    assert bar.maximum() == 0
    assert not bar.isEnabled()
