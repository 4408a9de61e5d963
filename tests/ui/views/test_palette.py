import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from annotator.ui.models.spoken_items import ITEM
from annotator.ui.views.command_palette import CommandPalette, Entry, matching

NAMES = ("Import articles…", "Exporter les étiquettes", "Find in article", "Next article")


@pytest.fixture
def actions(qtbot):
    made = [QAction(name) for name in NAMES]
    made[0].setShortcut("Ctrl+I")
    return made


@pytest.fixture
def ran():
    return []


@pytest.fixture
def palette(qtbot, actions, ran):
    def find(words):
        return [Entry(f"A1 {words}", "article", lambda: ran.append(words))] if "x" in words else []

    for action in actions:
        action.triggered.connect(noting(ran, action.text()))
    shown = CommandPalette(actions, find)
    qtbot.addWidget(shown)
    shown.open_at(QPoint(600, 20))
    return shown


def noting(ran, text):
    return lambda: ran.append(text)


def field(palette):
    return palette.findChild(QLineEdit, "palette.words")


def listed(palette):
    model = palette.findChild(QListView, "palette.list").model()
    return [model.index(row).data() for row in range(model.rowCount())]


def test_every_command_is_listed_with_its_keys(palette):
    model = palette.findChild(QListView).model()

    assert listed(palette) == [name.rstrip("…") for name in NAMES]
    assert model.index(0).data(ITEM).details == "Ctrl+I"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("art find", ["Find in article"]),
        ("ETIQUETTES", ["Exporter les étiquettes"]),
        ("nothing like it", []),
    ],
)
def test_words_narrow_in_any_order_and_without_accents(palette, words, found):
    field(palette).setText(words)

    assert listed(palette) == found


def test_names_in_which_the_words_begin_words_come_first(actions):
    actions.append(QAction("Smart quotes"))
    actions.reverse()

    assert [entry.name for entry in matching(actions, "art")][-1] == "Smart quotes"


def test_a_command_that_cannot_be_run_is_not_listed(palette, actions):
    actions[0].setEnabled(False)

    field(palette).setText("import")

    assert listed(palette) == []
    assert not palette.findChild(QLabel, "palette.nothing").isHidden()


def test_enter_runs_the_first_and_closes(qtbot, palette, ran):
    field(palette).setText("next")

    qtbot.keyClick(field(palette), Qt.Key.Key_Return)

    assert ran == ["Next article"]
    assert palette.isHidden()


def test_arrows_choose_another(qtbot, palette, ran):
    qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    qtbot.keyClick(field(palette), Qt.Key.Key_Up)
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)

    assert ran == ["Exporter les étiquettes"]


def test_pages_stop_at_the_ends(qtbot, palette, ran):
    qtbot.keyClick(field(palette), Qt.Key.Key_PageUp)
    qtbot.keyClick(field(palette), Qt.Key.Key_PageDown)
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)

    assert ran == ["Next article"]


def test_articles_and_claims_are_found_too(qtbot, palette, ran):
    field(palette).setText("x")
    qtbot.keyClick(field(palette), Qt.Key.Key_End)
    while palette.findChild(QListView).currentIndex().data() != "A1 x":
        qtbot.keyClick(field(palette), Qt.Key.Key_Down)

    qtbot.keyClick(field(palette), Qt.Key.Key_Return)

    assert ran == ["x"]


def test_a_click_runs_a_row(qtbot, palette, ran):
    rows = palette.findChild(QListView)
    place = rows.visualRect(rows.model().index(2)).center()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert ran == ["Find in article"]


def test_escape_closes_and_runs_nothing(qtbot, palette, ran):
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(field(palette), Qt.Key.Key_Escape)

    assert palette.isHidden()
    assert ran == []


def test_enter_on_nothing_stays(qtbot, palette, ran):
    field(palette).setText("nothing like it")

    qtbot.keyClick(field(palette), Qt.Key.Key_Return)

    assert palette.isVisible()


def test_it_opens_empty_again_under_its_place(palette):
    field(palette).setText("next")

    palette.open_at(QPoint(700, 30))

    assert field(palette).text() == ""
    assert palette.geometry().topRight() == QPoint(699, 30)
    assert not palette.grab().isNull()


def test_the_list_keeps_qt_s_rules(palette, qtmodeltester):
    qtmodeltester.check(palette.findChild(QListView).model())
