"""Keys under other layouts, as X11 reports them; `layouts.json` was recorded there.

Each key is what Qt made of it: its key, its text, its modifiers, the place of the key and X11's
name for what is on it. A layout was the only one set, so that no Latin one stood in for it.
"""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Claim
from annotator.ui.application.keyboard import Keyboard, place_of
from annotator.ui.application.shortcuts import KEYS, KeyMap
from annotator.ui.widgets.choice_row import Choice, ChoiceRow

LAYOUTS = json.loads((Path(__file__).parent / "layouts.json").read_text(encoding="utf-8"))
LATIN = ("us", "fr", "be", "cz", "de", "tr", "jp")
OTHERS = ("ru", "ua", "gr", "ara", "il")
PLAIN = "1234567890JKCSVENAMRZXL[]/"
SHIFTED = ("1", "2", "7", "0", "Shift+C", "Shift+Z", "Shift+X", "Shift+R", "?")
WITH_CTRL = ("Ctrl+Z", "Ctrl+K", "Ctrl+0", "Ctrl+Shift+Z")


class Probe(QWidget):
    """Notes which keys come to it."""

    def __init__(self):
        super().__init__()
        self.came = []

    def keyPressEvent(self, event):
        self.came.append(QKeySequence(event.keyCombination()).toString())


@pytest.fixture
def probe(qtbot):
    """A widget whose keys are those of any layout."""
    probe = Probe()
    probe.installEventFilter(Keyboard(probe))
    qtbot.addWidget(probe)
    return probe


def press(widget, recorded):
    """Press a recorded key as Qt does: the widget may claim it before it comes."""
    key, text, modifiers, code, name = recorded
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        held = Qt.KeyboardModifier(modifiers)
        event = QKeyEvent(kind, key, held, code, name, 0, text)
        event.ignore()
        QApplication.sendEvent(widget, event)


def pressed(probe, recorded):
    """Return which key comes when a recorded one is pressed."""
    press(probe, recorded)
    return probe.came.pop()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_digit_comes_with_and_without_shift(probe, layout):
    plain, shifted = LAYOUTS[layout][:10], LAYOUTS[layout][26:30]

    assert "".join(pressed(probe, key) for key in plain) == "1234567890"
    if layout in ("fr", "be", "cz"):
        assert [pressed(probe, key) for key in shifted] == ["1", "2", "7", "0"]


def test_alt_and_a_digit_go_by_the_place_of_the_digit(qtbot):
    field, verdicts = QLineEdit(), []
    QShortcut(QKeySequence("Alt+2"), field, activated=lambda: verdicts.append(2))
    field.installEventFilter(Keyboard(field))
    qtbot.addWidget(field)
    alt = Qt.KeyboardModifier.AltModifier.value
    key, _, _, code, name = LAYOUTS["fr"][1]

    press(field, [key, "é", alt, code, name])
    assert verdicts == [2]
    press(field, [*LAYOUTS["fr"][2][:1], '"', alt, *LAYOUTS["fr"][2][3:]])
    assert verdicts == [2]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_digit_chooses_in_a_row_of_choices_folded_or_not(qtbot, layout):
    row = ChoiceRow()
    row.set_choices([Choice(str(n), f"choice {n}", str(n)) for n in range(1, 10)])
    row.resize(200, 28)
    qtbot.addWidget(row)
    row.show()
    for button in row.buttons:
        button.installEventFilter(Keyboard(button))

    for key in LAYOUTS[layout][:9]:
        press(row.focusProxy(), key)
        assert row.codes() == {str(LAYOUTS[layout].index(key) + 1)}


@pytest.mark.parametrize("layout", OTHERS)
def test_letters_go_by_their_place_where_there_are_no_latin_ones(probe, layout):
    came = "".join(pressed(probe, key) for key in LAYOUTS[layout][:26])

    mirrored = PLAIN.replace("[]", "][")  # as they are typed on a Hebrew keyboard
    assert came == (mirrored if layout == "il" else PLAIN)


@pytest.mark.parametrize("layout", OTHERS)
def test_shift_and_ctrl_go_with_the_place_too(probe, layout):
    press(probe, LAYOUTS[layout][10])  # a letter, which tells what layout it is
    came = [pressed(probe, key) for key in LAYOUTS[layout][30:]]

    # a question mark that is typed stays one
    assert [key.removeprefix("Shift+") for key in came[:5]] == ["C", "Z", "X", "R", "?"]
    assert came[:4] == list(SHIFTED[4:8])
    assert came[5:] == list(WITH_CTRL)


@pytest.mark.parametrize("layout", LATIN)
def test_letters_stay_as_typed_where_there_are_latin_ones(probe, layout):
    letters = LAYOUTS[layout][10:26]

    came = [pressed(probe, key) for key in letters]

    assert came == [QKeySequence(key).toString() for key, *_ in letters]


def test_a_letter_typed_in_a_field_is_what_it_is(qtbot):
    field = QLineEdit()
    field.installEventFilter(Keyboard(field))
    qtbot.addWidget(field)

    for key in LAYOUTS["ru"][:12]:
        press(field, key)
    press(field, LAYOUTS["fr"][1])

    assert field.text() == "1234567890олé"


def test_letters_are_keys_in_a_text_that_is_only_read(qtbot):
    text = QPlainTextEdit(readOnly=True)
    text.installEventFilter(Keyboard(text))
    qtbot.addWidget(text)
    done = []
    action(text, "C", done, Qt.ShortcutContext.WidgetShortcut)

    press(text, LAYOUTS["ru"][PLAIN.index("C")])

    assert len(done) == 1


def test_ctrl_z_takes_back_what_was_typed_in_a_field(qtbot):
    field = QLineEdit()
    field.installEventFilter(Keyboard(field))
    qtbot.addWidget(field)
    press(field, LAYOUTS["ru"][10])

    press(field, LAYOUTS["ru"][35])

    assert field.text() == ""


@pytest.fixture
def inner(probe):
    """A widget inside the probe, with the keys of any layout."""
    inner = Probe()
    QVBoxLayout(probe).addWidget(inner)
    inner.installEventFilter(Keyboard(inner))
    press(inner, LAYOUTS["ru"][10])
    inner.came.clear()
    return inner


def action(widget, keys, done, context=Qt.ShortcutContext.WindowShortcut):
    made = QAction(widget)
    made.setShortcut(QKeySequence(keys))
    made.setShortcutContext(context)
    made.triggered.connect(lambda: done.append(keys))
    widget.addAction(made)
    return made


def test_a_shortcut_of_the_window_acts_wherever_the_keyboard_is(probe, inner):
    done = []
    action(probe, "Ctrl+K", done)
    QShortcut(QKeySequence("Ctrl+Z"), probe, lambda: done.append("Ctrl+Z"))

    press(inner, LAYOUTS["ru"][36])
    press(inner, LAYOUTS["ru"][35])

    assert done == ["Ctrl+K", "Ctrl+Z"]
    assert inner.came == []


def test_the_key_of_a_button_presses_it(probe, inner):
    button, done = QPushButton("Tick none", probe), []
    button.setShortcut("N")
    button.clicked.connect(lambda: done.append("N"))

    press(inner, LAYOUTS["ru"][16])
    assert (done, inner.came) == ([], ["N"])  # it is not shown yet
    probe.show()
    press(inner, LAYOUTS["ru"][16])

    assert (done, inner.came) == (["N"], ["N"])


def test_a_bare_key_acts_only_where_the_keyboard_is(probe, inner):
    done = []
    action(probe, "C", done, Qt.ShortcutContext.WidgetShortcut)
    action(inner, "S", done, Qt.ShortcutContext.WidgetShortcut)

    press(inner, LAYOUTS["ru"][12])
    press(inner, LAYOUTS["ru"][13])

    assert done == ["S"]
    assert inner.came == ["C"]


def test_keys_of_the_window_are_at_rest_under_a_dialog(probe, qtbot):
    done = []
    action(probe, "Ctrl+K", done)
    dialog = QDialog(probe)
    dialog.setModal(True)
    dialog.installEventFilter(Keyboard(dialog))
    press(dialog, LAYOUTS["ru"][10])

    press(dialog, LAYOUTS["ru"][36])

    assert done == []


def test_a_typed_sign_that_is_a_shortcut_is_left_to_qt(probe):
    action(probe, "Ctrl+-", [])
    minus = [ord("-"), "-", Qt.KeyboardModifier.ControlModifier.value, 15, 45]

    assert pressed(probe, minus) == "Ctrl+-"  # and not Ctrl+6, which is on that key in French


def test_arabic_digits_count_as_digits(probe):
    assert pressed(probe, [0x0663, "٣", 0, 12, 0x0663]) == "3"


def test_the_keyboard_works_for_whichever_widget_has_it(qapp, qtbot, probe):
    first, second = Probe(), Probe()
    for each in (first, second):
        qtbot.addWidget(each)
    keyboard = Keyboard(probe)
    keyboard.follow(qapp)

    qapp.focusChanged.emit(None, first)
    qapp.focusChanged.emit(first, second)
    for each in (first, second):
        press(each, LAYOUTS["fr"][1])

    assert (first.came, second.came) == (["É"], ["2"])


@pytest.mark.parametrize(
    ("platform", "code", "name", "place"),
    [
        ("xcb", 54, 0, "c"),
        ("wayland", 19, 0, "0"),
        ("windows", 0x2E, 0, "c"),
        ("windows", 0x0B, 0, "0"),
        ("cocoa", 1, 8, "c"),
        ("cocoa", 1, 29, "0"),
        ("cocoa", 1, 10, ""),
        ("xcb", 65, 0, ""),
    ],
)
def test_each_system_numbers_the_keys_in_its_own_way(platform, code, name, place):
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, code, name, 0, "")

    assert place_of(event, platform) == place


@pytest.mark.parametrize("layout", OTHERS)
def test_a_changed_letter_goes_by_its_place_too(window, layout):
    text = window.desk.text
    text.installEventFilter(Keyboard(text))
    KEYS.use(KeyMap({"claim.add": ("V",), "check.verdict": ()}))

    press(text, LAYOUTS[layout][PLAIN.index("V")])

    assert window.workspace.reader.count(Claim) == 1


def test_a_sign_in_the_place_of_a_digit_is_itself_once_an_action_has_it(probe):
    assert pressed(probe, LAYOUTS["fr"][1]) == "2"

    KEYS.use(KeyMap({"read.start": ("É",)}))

    assert pressed(probe, LAYOUTS["fr"][1]) == "É"
    assert pressed(probe, LAYOUTS["fr"][0]) == "1"


class EditingLine(QLineEdit):
    """Claims keys that edit a line, as Qt's fields do on some desktops."""

    def event(self, event):
        if event.type() is QEvent.Type.ShortcutOverride and event.modifiers():
            event.accept()
            return True
        return super().event(event)


@pytest.mark.parametrize(("key", "is_taken"), [("E", False), ("B", True), ("C", True)])
def test_a_field_takes_no_letter_with_ctrl_that_is_a_command(qtbot, key, is_taken):
    window = QWidget()
    field = EditingLine(window)
    field.installEventFilter(Keyboard(field))
    for keys in ("Ctrl+E", "Ctrl+C"):
        window.addAction(QAction(window, shortcut=keys))
    qtbot.addWidget(window)
    held = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key[f"Key_{key}"], held)
    event.ignore()

    QApplication.sendEvent(field, event)

    assert event.isAccepted() is is_taken
