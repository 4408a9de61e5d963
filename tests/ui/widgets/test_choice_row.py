import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice, ChoiceRow

VERDICTS = [
    Choice("supported", "supported", "1", "What was said is borne out."),
    Choice("refuted", "refuted", "2"),
    Choice("nei", "not enough", "3"),
    Choice("conflicting", "conflicting", "4"),
]


def shown(qtbot, **options):
    row = ChoiceRow(**options)
    row.set_choices(VERDICTS)
    qtbot.addWidget(row)
    row.resize(600, 60)
    row.show()
    with qtbot.waitActive(row):
        pass
    return row


@pytest.fixture
def row(qtbot):
    return shown(qtbot)


def button(row, code):
    return next(button for button in row._buttons if button.objectName() == code)


def checked(row):
    return {button.objectName() for button in row._buttons if button.isChecked()}


def visible(row):
    return [button.choice.name for button in (*row._buttons, row._more) if button.isVisible()]


def test_a_click_chooses_one_and_says_so(row, qtbot):
    with qtbot.waitSignal(row.chosen) as choice:
        button(row, "refuted").click()

    assert choice.args == ["refuted"]
    assert checked(row) == {"refuted"}


def test_a_second_choice_replaces_the_first(row, qtbot):
    row.set_chosen("supported")

    button(row, "refuted").click()

    assert checked(row) == {"refuted"}


def test_the_chosen_one_stays_when_it_is_clicked_again(row, qtbot):
    row.set_chosen("refuted")

    with qtbot.assertNotEmitted(row.chosen):
        button(row, "refuted").click()

    assert checked(row) == {"refuted"}


def test_a_clearable_row_is_cleared_by_a_second_click(qtbot):
    row = shown(qtbot, clearable=True)
    row.set_chosen("refuted")

    with qtbot.waitSignal(row.chosen) as choice:
        button(row, "refuted").click()

    assert choice.args == [None]
    assert checked(row) == set()


def test_several_can_be_chosen_and_a_retired_one_is_not_lost(qtbot):
    row = shown(qtbot, multiple=True)
    row.set_chosen(frozenset({"supported", "retired"}))

    with qtbot.waitSignal(row.chosen) as choice:
        button(row, "nei").click()

    assert choice.args == [frozenset({"supported", "retired", "nei"})]


def test_what_comes_from_outside_is_shown_in_silence(row, qtbot):
    with qtbot.assertNotEmitted(row.chosen):
        row.set_chosen("nei")
        row.set_chosen(None)

    assert checked(row) == set()


def test_digits_choose_while_the_row_has_the_focus(row, qtbot):
    row.setFocus()

    with qtbot.waitSignal(row.chosen) as choice:
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_4)

    assert choice.args == ["conflicting"]
    assert button(row, "conflicting").hasFocus()


def test_a_digit_with_ctrl_is_somebody_elses(row, qtbot):
    row.setFocus()

    with qtbot.assertNotEmitted(row.chosen):
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)


def test_arrows_move_without_choosing_and_space_chooses(row, qtbot):
    row.setFocus()
    qtbot.keyClick(button(row, "supported"), Qt.Key.Key_Left)
    qtbot.keyClick(button(row, "supported"), Qt.Key.Key_Right)
    assert button(row, "refuted").hasFocus()
    assert checked(row) == set()

    qtbot.keyClick(button(row, "refuted"), Qt.Key.Key_Space)

    assert checked(row) == {"refuted"}


def test_arrows_follow_the_direction_of_the_interface(row, qtbot):
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.setFocus()

    qtbot.keyClick(button(row, "supported"), Qt.Key.Key_Left)

    assert button(row, "refuted").hasFocus()


def test_tab_stops_once_at_the_chosen_button(qtbot):
    page = QWidget()
    line = QHBoxLayout(page)
    row = ChoiceRow()
    row.set_choices(VERDICTS)
    row.set_chosen("nei")
    before, after = QLineEdit(), QLineEdit()
    for widget in (before, row, after):
        line.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitActive(page):
        pass
    before.setFocus()

    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert button(row, "nei").hasFocus()
    qtbot.keyClick(button(row, "nei"), Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert button(row, "nei").hasFocus()


def test_rare_choices_are_folded_away_until_asked_for(qtbot):
    row = shown(qtbot, folded_after=2)
    assert visible(row) == ["supported", "refuted", "more ▾"]

    row._more.click()
    assert visible(row) == ["supported", "refuted", "not enough", "conflicting", "fewer ▴"]

    row._more.click()
    assert visible(row) == ["supported", "refuted", "more ▾"]


def test_a_row_opens_by_itself_when_a_folded_one_is_chosen(qtbot):
    row = shown(qtbot, folded_after=2)

    row.set_chosen("conflicting")
    assert visible(row) == ["supported", "refuted", "not enough", "conflicting"]

    row.set_chosen("refuted")
    assert visible(row) == ["supported", "refuted", "more ▾"]


def test_the_key_of_a_folded_choice_works(qtbot):
    row = shown(qtbot, folded_after=2)
    row.setFocus()

    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_4)

    assert checked(row) == {"conflicting"}
    assert button(row, "conflicting").isVisible()


def test_other_choices_keep_what_is_chosen_and_the_focus(row):
    row.set_chosen("refuted")
    row.setFocus()

    row.set_choices([*VERDICTS, Choice("misleading", "misleading", "5")])

    assert checked(row) == {"refuted"}
    assert button(row, "refuted").hasFocus()


def test_a_row_without_choices_can_have_the_focus(qtbot):
    row = shown(qtbot)

    row.set_choices([])
    row.setFocus()

    assert row.choices() == ()


def test_a_narrow_row_wraps_and_cuts_nothing(row):
    row.resize(150, row.heightForWidth(150))

    assert row.heightForWidth(150) > row.heightForWidth(600)
    assert all(row.rect().contains(each.geometry()) for each in row._buttons)
    assert all(each.width() == each.sizeHint().width() for each in row._buttons)


def test_a_name_too_long_for_the_row_wraps_inside_its_button(row):
    row.set_choices([Choice("long", "the quoted words of another person entirely", "1")])

    row.resize(150, row.heightForWidth(150))

    assert button(row, "long").width() == 150
    assert button(row, "long").height() == row.heightForWidth(150) > 24


def test_choosing_moves_nothing(row):
    before = [each.geometry() for each in row._buttons]

    row.set_chosen("supported")

    assert [each.geometry() for each in row._buttons] == before


def test_buttons_say_what_they_choose_and_where(row):
    row.setAccessibleName("Verdict")

    assert button(row, "supported").accessibleName() == "Verdict: supported"
    assert button(row, "supported").accessibleDescription() == "What was said is borne out."


def test_a_definition_is_never_read_as_html(row):
    row.set_choices([Choice("x", "x", tooltip="<img src='file:///x'> & more")])

    assert "<img" not in button(row, "x").toolTip()
    assert "&lt;img" in button(row, "x").toolTip()


def test_the_chosen_one_has_the_accent_and_its_tone_when_it_has_one(row):
    row.set_choices([Choice("a", "a"), Choice("b", "b", tone="negative")])
    grounds = {}
    for code in ("a", "b"):
        row.set_chosen(code)
        grounds[code] = button(row, code).grab().toImage().pixelColor(4, 12).name()

    assert grounds == {"a": "#e6eef6", "b": "#fbe6dc"}


@pytest.mark.parametrize(
    "name", ["In review", "Awaiting reply", "Data set", "Quantity in the past"]
)
def test_a_button_as_wide_as_it_asks_for_shows_its_name_in_one_line(qtbot, name):
    button = ChoiceButton(Choice("code", name, "1"))
    qtbot.addWidget(button)
    button.resize(button.sizeHint())

    assert button.heightForWidth(button.width()) == button.heightForWidth(1000)
