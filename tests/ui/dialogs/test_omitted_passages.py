"""The dialog in which what was left out of a page is looked through and ticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from annotator.importers import html
from annotator.importers.omitted_content import PageText
from annotator.ui.dialogs.omitted_passages import OmittedPassages, PassageList
from annotator.ui.widgets.in_place import InPlace, ShownLine

LINES = (
    "The two-day summit cost 40\u00a0000 crowns, the government said on Tuesday evening.",
    "Nobody at the table was prepared to give any guarantees beyond the ones already known.",
    "Parliament voted for membership after a debate that lasted until the early morning.",
)
TEXT = "\n".join(LINES)
CAPTION = "The premier waits outside the hall"
TEASER = "A cat was rescued from a very tall tree"
BODY = (
    f"<nav>Home</nav><article><p>{LINES[0]}</p><aside>{CAPTION}</aside><p>{LINES[1]}</p>"
    f"<p>{LINES[2]}</p></article><aside>{TEASER}</aside>"
)


def page(body=BODY, text=TEXT, data=None):
    return PageText(data or f"<html><body>{body}</body></html>".encode(), "p.html", "", (text,))


@pytest.fixture
def opened(qtbot):
    """Show the dialog of a page, which was read."""

    def open_on(page, taken=()):
        dialog = OmittedPassages(page, "A1", taken)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not told(dialog).startswith("Reading"))
        return dialog

    return open_on


@pytest.fixture
def dialog(opened):
    return opened(page())


def told(dialog):
    return dialog.findChild(QLabel, "left_out.told").text()


def button(dialog, name="do"):
    return dialog.findChild(QPushButton, name)


def passages(dialog):
    return dialog.findChild(PassageList)


def shown(dialog):
    return dialog.findChild(InPlace).lines()


def rows(dialog):
    model = passages(dialog).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def texts(found):
    return [each.text for each in found]


def test_the_text_is_there_while_the_page_is_read(qtbot):
    dialog = OmittedPassages(page(), "A1")
    qtbot.addWidget(dialog)
    dialog.show()

    assert told(dialog) == "Reading the page…"
    assert [line.text for line in shown(dialog)] == list(LINES)
    assert not button(dialog).isEnabled()
    assert not passages(dialog).isEnabled()
    qtbot.waitUntil(passages(dialog).isEnabled)


def test_the_first_passage_inside_the_text_is_shown_at_its_place(dialog):
    assert told(dialog).startswith("3 passages of the page are not in the article. Tick what")
    assert rows(dialog)[1] == CAPTION
    assert shown(dialog)[:2] == (ShownLine(LINES[0]), ShownLine(CAPTION, is_current=True))
    assert dialog.focusWidget() is passages(dialog)


def test_space_ticks_and_ctrl_enter_takes_in(dialog, qtbot):
    press(passages(dialog), Qt.Key.Key_Space)
    assert button(dialog).text() == "Add 1 passage"
    assert shown(dialog)[1] == ShownLine(CAPTION, is_taken=True, is_current=True)

    with qtbot.waitSignal(dialog.accepted):
        press(passages(dialog), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(dialog.chosen()) == [CAPTION]


def test_enter_takes_in_too_but_nothing_when_nothing_is_ticked(dialog, qtbot):
    press(passages(dialog), Qt.Key.Key_Return)
    assert dialog.isVisible()

    press(passages(dialog), Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        press(passages(dialog), Qt.Key.Key_Return)


def test_all_that_are_selected_are_ticked_at_once(dialog):
    press(passages(dialog), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(passages(dialog), Qt.Key.Key_Space)

    assert texts(dialog.chosen()) == [CAPTION, TEASER]
    press(passages(dialog), Qt.Key.Key_Space)
    assert dialog.chosen() == ()
    assert not button(dialog).isEnabled()


def test_a_double_click_ticks(dialog, qtbot):
    box = passages(dialog).visualRect(passages(dialog).currentIndex())
    QTest.mouseClick(passages(dialog).viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    QTest.mouseDClick(passages(dialog).viewport(), Qt.MouseButton.LeftButton, pos=box.center())

    assert texts(dialog.chosen()) == [CAPTION]


def test_words_are_found_and_enter_leads_to_them(dialog):
    find = dialog.findChild(QLineEdit, "left_out.find")
    press(passages(dialog), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.focusWidget() is find
    QTest.keyClicks(find, "tree")
    press(find, Qt.Key.Key_Return)

    assert rows(dialog) == ["After the text · 1", TEASER]
    assert dialog.focusWidget() is passages(dialog)
    assert shown(dialog)[-1] == ShownLine(TEASER, is_current=True)
    assert dialog.isVisible()


def test_words_that_no_passage_has_leave_a_sentence(dialog, qtbot):
    dialog.findChild(QLineEdit, "left_out.find").setText("nowhere")
    picture = passages(dialog).grab()

    assert rows(dialog) == []
    empty = picture.toImage()
    passages(dialog).model().narrow("tree")
    assert passages(dialog).grab().toImage() != empty
    press(passages(dialog), Qt.Key.Key_Down)


def test_short_passages_are_shown_with_a_tick_and_the_place_is_kept(dialog):
    short = dialog.findChild(QCheckBox, "left_out.short")
    assert short.text() == "Show short passages (1)"

    short.click()

    assert rows(dialog)[:2] == ["Before the text · 1", "Home"]
    assert passages(dialog).currentIndex().data() == CAPTION


def test_where_all_are_short_all_are_shown(opened):
    dialog = opened(page(f"<nav>Home</nav>{''.join(f'<p>{line}</p>' for line in LINES)}"))

    assert told(dialog).startswith("1 passage of the page is not in the article.")
    assert rows(dialog) == ["Before the text · 1", "Home"]
    assert dialog.findChild(QCheckBox).isHidden()


def test_a_page_of_which_nothing_was_left_out_says_so(opened):
    dialog = opened(page("".join(f"<p>{line}</p>" for line in LINES)))

    assert told(dialog) == "Nothing was omitted: the article has all the text of the page."
    assert not passages(dialog).isVisible()
    assert button(dialog).isHidden()
    assert button(dialog, "leave").text() == "Close"
    assert dialog.focusWidget() is button(dialog, "leave")


def test_a_page_that_cannot_be_read_says_why(opened):
    dialog = opened(page(data=b"\x89PNG\r\n\x1a\n" + bytes(999)))

    assert told(dialog).startswith("▲ “The page” cannot be read.")
    assert not passages(dialog).isVisible()


def test_of_very_many_passages_some_are_shown_and_words_find_the_others(opened):
    many = "".join(f"<li>Passage number {number} of the page</li>" for number in range(6_000))
    dialog = opened(page(f"<p>{LINES[0]}</p><ul>{many}</ul>", LINES[0]))
    assert told(dialog).endswith("The first 5,000 are shown; search for others.")

    dialog.findChild(QLineEdit, "left_out.find").setText("number 5999")

    assert rows(dialog)[1:] == ["Passage number 5999 of the page"]


def test_what_was_taken_in_before_can_be_taken_out(opened, qtbot):
    home, caption, _ = html.omissions(page().data)
    dialog = opened(page(), [home, caption])
    assert button(dialog).text() == "Add 2 passages"
    assert not button(dialog).isEnabled()

    passages(dialog).selectAll()
    press(passages(dialog), Qt.Key.Key_Space)

    assert button(dialog).text() == "Remove all"
    with qtbot.waitSignal(dialog.accepted):
        button(dialog).click()
    assert dialog.chosen() == ()


def test_a_text_from_right_to_left_has_its_passages_on_the_right(opened):
    arabic = "معارضون يسيطرون على مخازن للصواريخ بريف دمشق"
    dialog = opened(page(f"<nav>{CAPTION}</nav><p>{arabic}</p>", arabic))

    assert passages(dialog).layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert passages(opened(page())).layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_leaving_while_the_page_is_read_holds_nobody_up(qtbot):
    dialog = OmittedPassages(page(BODY * 300), "A1")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()

    qtbot.wait(200)
    assert told(dialog) == "Reading the page…"


def test_asking_gives_what_is_ticked(qtbot, when_asked):
    def tick(asked):
        qtbot.waitUntil(passages(asked).isEnabled)
        press(passages(asked), Qt.Key.Key_Space)
        button(asked).click()

    when_asked(tick)
    assert texts(OmittedPassages.ask(page(), "A1")) == [CAPTION]


def test_leaving_gives_nothing(press_when_asked):
    press_when_asked("leave")

    assert OmittedPassages.ask(page(), "A1") is None
