import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

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
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lind", ["Oskar Lind", "Lindqvist"]),
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
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)

    assert commit.args == ["José Álvarez"]
    assert field.text() == "José Álvarez"


def test_enter_takes_a_new_name_as_it_was_typed(field, qtbot):
    qtbot.keyClicks(field, "Lin")

    with qtbot.waitSignal(field.committed) as commit:
        qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Return)

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
