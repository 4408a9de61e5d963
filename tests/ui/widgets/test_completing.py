import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.ui.widgets.completing import NameField

NAMES = ("Oskar Lind", "José Álvarez", "Lindqvist", "Елена Wolkowa")


@pytest.fixture
def field(qtbot):
    made = NameField("Who says it")
    made.set_names(NAMES)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        pass
    made.setFocus()
    return made


def type_in(field, text):
    # QTest's keyClicks knows no letters beyond Latin-1
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QGuiApplication.sendEvent(field, event)


def offered(field):
    popup = field.completer().popup()
    if not popup.isVisible():
        return []
    model = popup.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    return [name for name in shown if not name.startswith("Keep")]


def keep_offered(field):
    model = field.completer().popup().model()
    return [
        words for row in range(model.rowCount()) if "Keep" in (words := model.index(row, 0).data())
    ]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lind", ["Lindqvist", "Oskar Lind"]),
        ("alv", ["José Álvarez"]),
        ("JOSÉ", ["José Álvarez"]),
        ("ЕЛЕНА", ["Елена Wolkowa"]),
        ("nobody", []),
    ],
)
def test_names_are_found_by_any_part_whatever_case_and_accents(field, typed, names):
    type_in(field, typed)

    assert offered(field) == names


def test_arrow_down_shows_every_name(field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_Down)

    assert offered(field) == list(NAMES)


def test_picking_a_name_commits_it(field, qtbot):
    qtbot.keyClicks(field, "alv")
    popup = field.completer().popup()

    with qtbot.waitSignal(field.committed) as commit:
        qtbot.keyClick(popup, Qt.Key.Key_Return)

    assert commit.args == ["José Álvarez"]
    assert field.text() == "José Álvarez"


def test_a_name_that_begins_as_typed_is_marked_and_what_is_typed_stays(field, qtbot):
    qtbot.keyClicks(field, "Lin")

    assert (field.completer().marked(), field.text()) == ("Lindqvist", "Lin")
    assert keep_offered(field) == ["Keep “Lin”  (Tab)"]


def test_enter_keeps_what_only_stands_in_the_middle_of_a_known_name(field, qtbot):
    qtbot.keyClicks(field, "qvi")

    with qtbot.waitSignal(field.committed) as commit:
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Return)

    assert commit.args == ["qvi"]


def test_the_last_row_keeps_a_new_name(field, qtbot):
    qtbot.keyClicks(field, "Lin")
    popup = field.completer().popup()

    with qtbot.waitSignal(field.committed) as commit:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(popup, key)

    assert commit.args == ["Lin"]


def test_a_known_name_in_other_letters_is_the_known_one(field, qtbot):
    qtbot.keyClicks(field, "jose alvarez")

    with qtbot.waitSignal(field.committed) as commit:
        field.flush()

    assert commit.args == ["José Álvarez"]


def test_half_a_name_is_not_committed_in_a_pause(field, qtbot):
    qtbot.keyClicks(field, "Lin")

    with qtbot.assertNotEmitted(field.committed, wait=1000):
        pass


def test_opening_the_list_does_not_commit_what_is_typed(field, qtbot):
    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClicks(field, "lind")

    assert offered(field)


@pytest.fixture
def pair(qtbot):
    """A field that has the keyboard, and one behind it in the same window."""
    page = QWidget()
    column = QVBoxLayout(page)
    fields = NameField(), QLineEdit()
    fields[0].set_names(NAMES)
    for field in fields:
        column.addWidget(field)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitActive(page):
        pass
    fields[0].setFocus()
    yield fields  # noqa: PT022 - the page is there as long as this waits


def keyboard_is_in(field):
    return field.window().focusWidget() is field


def test_escape_closes_the_list_and_nothing_else(pair, qtbot):
    field, _ = pair
    qtbot.keyClicks(field, "lind")
    popup = field.completer().popup()

    with qtbot.assertNotEmitted(field.left), qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert (field.text(), keyboard_is_in(field)) == ("lind", True)

    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_what_one_goes_to_in_the_list_is_taken_by_enter_and_by_tab(pair, qtbot, key):
    field, after = pair
    said = []
    field.committed.connect(said.append)
    field.finished.connect(lambda: said.append("kept"))
    qtbot.keyClicks(field, "lind")
    popup = field.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)

    qtbot.keyClick(popup, key)

    is_enter = key == Qt.Key.Key_Return
    assert not popup.isVisible()
    assert said == ["Oskar Lind", *(["kept"] if is_enter else [])]
    assert keyboard_is_in(field if is_enter else after)


def test_tab_keeps_a_new_name_that_a_known_one_begins_with(pair, qtbot):
    field, after = pair
    qtbot.keyClicks(field, "Lin")

    with qtbot.waitSignal(field.committed) as commit:
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Tab)

    assert commit.args == ["Lin"]
    assert keyboard_is_in(after)


def test_a_known_name_that_another_begins_with_is_itself(field, qtbot):
    field.set_names(["Ann", "Ann Lee"])
    qtbot.keyClicks(field, "ann")

    with qtbot.waitSignal(field.committed) as commit:
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Return)

    assert commit.args == ["Ann"]
