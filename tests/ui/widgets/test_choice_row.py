import pytest
from mirrored import backwards, from_start, onwards
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from annotator.ui.theming import fonts
from annotator.ui.widgets.box_button import BoxButton
from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.definitions import Definitions

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
    row.resize(600, 28)
    row.show()
    with qtbot.waitActive(row):
        pass
    return row


@pytest.fixture
def row(qtbot):
    return shown(qtbot)


def button(row, code):
    return next(button for button in row.buttons if button.objectName() == code)


def checked(row):
    return {button.objectName() for button in row.buttons if button.isChecked()}


def visible(row):
    return [button.choice.name for button in (*row.buttons, row.more) if button.isVisible()]


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


def test_a_digit_chooses_and_is_done_with_the_row(row, qtbot):
    row.setFocus()
    said = []
    row.chosen.connect(said.append)
    row.picked.connect(lambda code: said.append(f"picked {code}"))
    row.finished.connect(lambda: said.append("kept"))

    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_4)

    assert said == ["conflicting", "picked conflicting", "kept"]
    assert button(row, "conflicting").hasFocus()


def test_a_row_of_several_waits_for_enter(qtbot):
    row = shown(qtbot, multiple=True)
    row.setFocus()

    with qtbot.assertNotEmitted(row.finished):
        for key in (Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_4):
            qtbot.keyClick(row.focusProxy(), key)
    assert checked(row) == {"supported"}

    with qtbot.waitSignal(row.finished):
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_Return)
    assert checked(row) == {"supported"}


def test_enter_takes_what_is_proposed_and_goes_on(row, qtbot):
    row.propose("nei")
    row.setFocus()

    with qtbot.waitSignals([row.chosen, row.finished], order="strict"):
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_Return)

    assert checked(row) == {"nei"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears_what_may_be_clear_and_nothing_else(qtbot, row, key):
    other = shown(qtbot, clearable=True)
    for each in (row, other):
        each.set_chosen("nei")
        qtbot.keyClick(each.focusProxy(), key)

    assert checked(row) == {"nei"}
    assert checked(other) == set()


def test_a_digit_with_ctrl_is_somebody_elses(row, qtbot):
    row.setFocus()

    with qtbot.assertNotEmitted(row.chosen):
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)


def test_arrows_choose_and_stay(row, qtbot):
    row.setFocus()
    qtbot.keyClick(row.focusProxy(), onwards())
    assert checked(row) == {"supported"}

    with qtbot.assertNotEmitted(row.finished):
        qtbot.keyClick(row.focusProxy(), onwards())
        qtbot.keyClick(row.focusProxy(), backwards())
        qtbot.keyClick(row.focusProxy(), backwards())
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_Down)

    assert checked(row) == {"refuted"}
    assert button(row, "refuted").hasFocus()


def test_arrows_move_without_choosing_where_several_can_be(qtbot):
    row = shown(qtbot, multiple=True)
    row.setFocus()
    qtbot.keyClick(row.focusProxy(), onwards())
    assert button(row, "refuted").hasFocus()
    assert checked(row) == set()

    qtbot.keyClick(button(row, "refuted"), Qt.Key.Key_Space)

    assert checked(row) == {"refuted"}


def test_arrows_follow_the_direction_of_the_interface(row, qtbot):
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.set_chosen("supported")
    row.setFocus()

    qtbot.keyClick(button(row, "supported"), Qt.Key.Key_Left)

    assert button(row, "refuted").hasFocus()
    assert button(row, "refuted").geometry().right() < button(row, "supported").geometry().right()


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


def squeezed(row):
    """Leave room for three of the four buttons."""
    row.resize(row.sizeHint().width() - 40, 28)
    return row


def test_what_does_not_fit_is_folded_away(row):
    assert visible(row) == ["supported", "refuted", "not enough", "conflicting"]

    assert visible(squeezed(row)) == ["supported", "refuted", "not enough", "⋯"]


def test_a_chosen_one_that_would_be_folded_takes_the_last_place(row):
    squeezed(row).set_chosen("conflicting")
    assert visible(row) == ["supported", "refuted", "conflicting", "⋯"]

    row.set_chosen("refuted")
    assert visible(row) == ["supported", "refuted", "not enough", "⋯"]


@pytest.mark.parametrize("key", [lambda: Qt.Key.Key_4, onwards])
def test_keys_reach_a_folded_choice(row, qtbot, key):
    squeezed(row).set_chosen("nei")
    row.setFocus()

    qtbot.keyClick(row.focusProxy(), key())

    assert checked(row) == {"conflicting"}
    assert button(row, "conflicting").hasFocus()


def test_the_menu_has_every_choice_with_its_whole_name_and_key(row, qtbot):
    row.set_choices(
        [*VERDICTS, Choice("long", "other", "5", "None.", full="Another verdict & so on")]
    )
    squeezed(row).set_chosen("refuted")
    row.more.click()
    menu = row.findChild(QMenu)

    assert [action.text() for action in menu.actions()][-1] == "Another verdict && so on\t5"
    assert [action.isChecked() for action in menu.actions()][:2] == [False, True]
    with qtbot.waitSignal(row.picked) as picked:
        menu.actions()[-1].trigger()
    menu.close()
    assert picked.args == ["long"]
    assert button(row, "long").isVisible()


def test_chosen_ones_that_have_no_room_are_reported(qtbot):
    row = shown(qtbot, multiple=True)
    row.resize(150, 28)

    row.set_chosen(frozenset({"supported", "refuted", "nei"}))

    assert visible(row) == ["supported", "⋯"]
    assert row.more.accessibleDescription() == "Also chosen: refuted, not enough"


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


@pytest.mark.parametrize("width", [150, 220, 300, 380, 600])
def test_no_button_is_ever_cut(row, width):
    row.resize(width, 28)

    buttons = [each for each in (*row.buttons, row.more) if each.isVisible()]
    assert all(row.rect().contains(each.geometry()) for each in buttons)
    assert all(each.width() == each.sizeHint().width() for each in buttons)


def test_buttons_share_their_borders(row):
    places = [from_start(each.geometry(), row) for each in row.buttons]

    assert [each.left() for each in places[1:]] == [each.right() for each in places[:-1]]


def test_choosing_moves_nothing(row):
    before = [each.geometry() for each in row.buttons]

    row.set_chosen("supported")

    assert [each.geometry() for each in row.buttons] == before


def test_buttons_say_what_they_choose_and_where(row):
    row.setAccessibleName("Verdict")

    assert button(row, "supported").accessibleName() == "Verdict: supported"
    assert button(row, "supported").accessibleDescription() == "What was said is borne out."


def test_the_whole_name_is_told_where_the_button_has_a_short_one(row):
    row.setAccessibleName("Kind")

    row.set_choices([Choice("c", "Promise", "3", "To do something.", full="Commitment")])

    assert button(row, "c").toolTip() == "<qt>Commitment<br>To do something.</qt>"
    assert button(row, "c").accessibleName() == "Kind: Commitment"


@pytest.mark.parametrize(
    ("multiple", "role"),
    [(False, QAccessible.Role.RadioButton), (True, QAccessible.Role.CheckBox)],
)
def test_buttons_are_radio_buttons_or_boxes_to_a_screen_reader(qtbot, multiple, role):
    row = shown(qtbot, multiple=multiple)
    row.set_chosen("nei")

    told = [QAccessible.queryAccessibleInterface(each) for each in row.buttons]

    assert {each.role() for each in told} == {role}
    assert [bool(each.state().checked) for each in told] == [False, False, True, False]


def test_f1_tells_what_the_choices_mean_and_any_key_goes_back(row, qtbot):
    row.setAccessibleName("Verdict")
    row.setFocus()
    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_F1)
    told = row.findChild(Definitions)

    assert "<b>supported</b><br>What was said is borne out." in told.text()
    assert told.accessibleDescription().startswith("1 supported: What was said is borne out.. 2")
    qtbot.keyClick(told, Qt.Key.Key_Escape)
    assert not told.isVisible()
    assert checked(row) == set()


def test_the_ring_of_the_keyboard_goes_around_the_row_and_is_no_choice(row):
    row.set_chosen("refuted")
    row.setFocus()
    ring, chosen = row.grab().toImage(), button(row, "refuted").geometry().center()

    first, last = (button(row, code).geometry() for code in ("supported", "conflicting"))
    edges = [ring.pixelColor(first.center().x(), 0), ring.pixelColor(last.center().x(), 27)]
    assert {edge.name() for edge in edges} == {"#2f5d8c"}
    inside = ring.pixelColor(first.left() + 4, first.center().y())
    assert inside.name() == "#ffffff"
    assert ring.pixelColor(chosen.x() - 30, 5).name() == "#e6eef6"


def test_a_definition_is_never_read_as_html(row):
    row.set_choices([Choice("x", "x", definition="<img src='file:///x'> & more")])

    assert "<img" not in button(row, "x").toolTip()
    assert "&lt;img" in button(row, "x").toolTip()


def test_the_chosen_one_has_the_accent_and_its_tone_when_it_has_one(row):
    row.set_choices([Choice("a", "a"), Choice("b", "b", tone="negative")])
    grounds = {}
    for code in ("a", "b"):
        row.set_chosen(code)
        grounds[code] = button(row, code).grab().toImage().pixelColor(4, 12).name()

    assert grounds == {"a": "#e6eef6", "b": "#fbe6dc"}


def test_boxes_are_ticked_in_place_of_joined_buttons(qtbot):
    row = ChoiceRow(multiple=True, kind=BoxButton)
    row.set_choices([Choice("m", "Mixed", "m"), Choice("i", "Implied", "i")])
    qtbot.addWidget(row)
    row.resize(300, 28)
    row.show()
    box = button(row, "i")
    inside, edge = (QPoint(box.box().left() + x, y) for x, y in ((4, 14), (2, 10)))
    before = box.grab().toImage().pixelColor(inside).name()

    qtbot.keyClick(row.focusProxy(), Qt.Key.Key_I)

    assert (before, box.grab().toImage().pixelColor(edge).name()) == ("#ffffff", "#2f5d8c")
    first, second = (from_start(each.geometry(), row) for each in (button(row, "m"), box))
    assert second.left() > first.right() + 4


def test_a_row_follows_the_type_of_its_buttons(row, qtbot):
    before, larger = row.buttons[0].width(), row.font()
    larger.setPointSizeF(larger.pointSizeF() * 1.5)

    for each in row.buttons:
        each.setFont(larger)

    qtbot.waitUntil(lambda: row.buttons[0].width() > before + 10)
    shown = [each for each in row.buttons if each.isVisible()]
    assert all(each.width() == each.sizeHint().width() for each in shown)


def test_the_key_of_a_button_stands_as_far_from_its_end_when_mirrored(row):
    ends = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        row.setLayoutDirection(direction)
        painted = button(row, "refuted").grab().toImage()
        columns, ground = range(3, painted.width() - 3), painted.pixel(5, 5)
        rows = range(8, painted.height() - 8)
        inked = [x for x in columns if any(painted.pixel(x, y) != ground for y in rows)]
        ends.append(painted.width() - 1 - inked[-1] if not ends else inked[0])

    assert abs(ends[0] - ends[1]) <= 2  # the sides of a digit differ


def test_a_button_is_written_in_the_type_that_it_has_now(row):
    first = button(row, "supported")
    size, usual = first.size(), first.grab().toImage()

    first.set_chosen(True)
    chosen = first.grab().toImage()
    first.setFont(fonts.interface(0.7))
    first.resize(size)
    smaller = first.grab().toImage()
    first.setFont(row.font())
    first.resize(size)
    first.set_chosen(False)

    assert usual != chosen != smaller
    assert first.grab().toImage() == usual


def test_a_button_that_was_painted_follows_the_direction_of_the_window(qtbot):
    painted, fresh = ChoiceButton(VERDICTS[0]), ChoiceButton(VERDICTS[0])
    for each in (painted, fresh):
        qtbot.addWidget(each)
        each.resize(200, 28)
    painted.grab()

    for each in (painted, fresh):
        each.setLayoutDirection(mirrored(each))

    assert painted.grab().toImage() == fresh.grab().toImage()


def mirrored(widget):
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    return left if widget.isRightToLeft() else right
