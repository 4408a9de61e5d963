"""Every action can be given other keys, on a page of the settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.i18n import tr
from annotator.ui.application.key_map_file import SHIPPED
from annotator.ui.application.settings import Preferences
from annotator.ui.application.shortcuts import KEYS, KeyMap, shortcut
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.window.welcome_settings import keyed_actions

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window, preferences, qtbot):
    """The settings over a window, on the page of keys."""
    actions = tuple(window.actions_.keyed())
    dialog = SettingsDialog(SettingsScope(preferences, actions=actions), window, "keys")
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    yield dialog
    dialog.close()


def part(dialog, name):
    return dialog.findChild(QWidget, f"settings.keys.{name}")


def choose(dialog, action_id):
    part(dialog, "table").choose(action_id)
    part(dialog, "table").setFocus()
    QTest.keyClick(part(dialog, "table"), Qt.Key.Key_Return)


def record(dialog, key, modifier=Qt.KeyboardModifier.NoModifier, place=1):
    QTest.keyClick(part(dialog, place), key, modifier)


def told(dialog):
    return part(dialog, "message").text()


def shown(dialog):
    table = part(dialog, "table")
    rows = [row for row in range(table.rowCount()) if not table.isRowHidden(row)]
    return [table.item(row, 0).text() for row in rows]


def choose_map(dialog, name):
    maps = part(dialog, "maps")
    maps.setCurrentIndex(maps.findData(name))
    maps.activated.emit(maps.currentIndex())


def test_a_pressed_key_is_used_at_once_in_the_window_and_after_a_restart(
    dialog, window, preferences
):
    choose(dialog, "claim.add")
    assert QApplication.focusWidget() is part(dialog, "1")

    record(dialog, Qt.Key.Key_D)

    assert shortcut("claim.add") == "D"
    assert window.actions_["claim.add"].shortcut().toString() == "D"
    assert Preferences(preferences._folder).settings.keys == {"claim.add": ("D",)}


def test_an_action_can_have_two_keys_or_none(dialog):
    choose(dialog, "claim.add")

    record(dialog, Qt.Key.Key_D, place=2)
    assert KEYS.map.keys("claim.add") == ("C", "D")

    part(dialog, "clear.1").click()
    part(dialog, "clear.1").click()
    assert KEYS.map.keys("claim.add") == ()
    assert not part(dialog, "clear.1").isEnabled()


def test_a_key_of_another_action_is_taken_over_only_when_asked(dialog):
    choose(dialog, "claim.add")

    record(dialog, Qt.Key.Key_S)
    assert told(dialog) == "▲ “S” is the key of “Add sentiment”."
    assert KEYS.map == KeyMap()

    part(dialog, "keep").click()
    assert KEYS.map == KeyMap()

    record(dialog, Qt.Key.Key_S)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert KEYS.map.changes == {"claim.add": ("S",), "sentiment.add": ()}
    assert told(dialog) == "“Add sentiment” has no key now."


def test_a_key_that_cannot_be_had_is_refused_with_the_reason(dialog):
    choose(dialog, "edit.find")

    record(dialog, Qt.Key.Key_D)

    assert "is for typing" in told(dialog)
    assert not part(dialog, "take").isVisible()
    assert KEYS.map == KeyMap()


def test_the_usual_keys_come_back_and_take_from_others_only_when_asked(dialog):
    dialog.page.preferences.change(keys={"claim.add": ("D",), "claim.back": ("C",)})
    choose(dialog, "claim.add")

    part(dialog, "usual").click()
    assert told(dialog) == "▲ “C” is the key of “Back to current claim”."
    part(dialog, "take").click()

    assert KEYS.map.changes == {"claim.back": ()}


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_escape_tab_and_enter_lead_on_from_a_field(dialog, key):
    choose(dialog, "claim.add")

    record(dialog, key)

    assert QApplication.focusWidget() is not part(dialog, "1")
    assert dialog.isVisible()
    assert KEYS.map == KeyMap()


def test_no_shortcut_acts_while_a_key_is_awaited(dialog):
    choose(dialog, "article.note")

    record(dialog, Qt.Key.Key_F1)

    assert told(dialog) == "▲ “F1” is the key of “Manual”."


@pytest.mark.parametrize(
    ("query", "found"),
    [("Remove mark", "Remove mark"), ("ctrl+k", "Search everything"), ("v", "Set verdict")],
)
def test_it_is_searched_by_action_and_by_key(dialog, query, found):
    part(dialog, "search").setText(tr(query))

    assert any(name.startswith(found) for name in shown(dialog))
    assert len(shown(dialog)) < 5

    QTest.keyClick(part(dialog, "search"), Qt.Key.Key_Down)
    assert part(dialog, "table").action() is not None
    assert QApplication.focusWidget() is part(dialog, "table")


def test_what_never_changes_is_listed_and_has_no_fields(dialog):
    table = part(dialog, "table")

    table.setCurrentCell(table.rowCount() - 1, 0)

    assert table.item(table.rowCount() - 1, 2).text() == "cannot be changed"
    assert not part(dialog, "1").isEnabled()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_whole_map_can_be_chosen_and_the_one_before_brought_back(dialog, name):
    dialog.page.preferences.change(keys={"claim.add": ("D",)})
    assert part(dialog, "maps").currentText() == "Own keys"

    choose_map(dialog, name)
    assert len(KEYS.map.changes) > 20
    assert part(dialog, "maps").currentText() == SHIPPED[name]

    part(dialog, "undo").click()
    assert KEYS.map.changes == {"claim.add": ("D",)}

    choose_map(dialog, "usual")
    assert KEYS.map == KeyMap()


def test_keys_go_into_a_file_and_come_back(dialog, tmp_path, monkeypatch):
    path = str(tmp_path / "keys.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    dialog.page.preferences.change(keys={"claim.add": ("D",)})

    part(dialog, "export").click()
    choose_map(dialog, "usual")
    part(dialog, "import").click()

    assert KEYS.map.changes == {"claim.add": ("D",)}
    assert part(dialog, "told").text() == "“keys.toml” is used now."


@pytest.mark.parametrize("content", [b'[keys]\n"claim.ad" = "D"\n', b"\xff\xfe", None])
def test_a_file_that_is_not_understood_changes_nothing(
    dialog, tmp_path, monkeypatch, when_asked, content
):
    path = tmp_path / "keys.toml"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    seen = []
    when_asked(lambda message: seen.append(message.findChild(QWidget, "message.sentence").text()))

    part(dialog, "import").click()

    assert "keys.toml" in seen[0]
    assert KEYS.map == KeyMap()


def test_a_file_that_cannot_be_written_is_said(dialog, tmp_path, monkeypatch, when_asked):
    path = str(tmp_path / "none" / "keys.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    seen = []
    when_asked(lambda message: seen.append(message.findChild(QWidget, "message.sentence").text()))

    part(dialog, "export").click()

    assert seen[0].startswith("“keys.toml” could not be saved")


def test_no_file_changes_nothing(dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))

    part(dialog, "export").click()
    part(dialog, "import").click()

    assert KEYS.map == KeyMap()


def test_a_conflict_that_is_there_is_said_at_its_row(dialog):
    dialog.page.preferences.change(keys={"claim.add": ("S",)})

    part(dialog, "table").choose("claim.add")

    table = part(dialog, "table")
    assert table.item(table.currentRow(), 1).text() == "▲ S"
    assert told(dialog) == "▲ “S” is the key of “Add sentiment”."


def test_without_a_project_the_same_actions_can_be_given_keys(window):
    assert list(keyed_actions()) == window.actions_.keyed()


def test_after_a_key_the_table_leads_on_to_the_next_row(dialog):
    choose(dialog, "claim.back")

    record(dialog, Qt.Key.Key_D)

    assert QApplication.focusWidget() is part(dialog, "table")
    assert KEYS.map.changes == {"claim.back": ("D",)}


def test_help_leads_there(window, when_asked):
    pages = []
    when_asked(lambda sheet: sheet.findChild(QWidget, "keys.change").click())
    window.project.keys_requested.disconnect()
    window.project.keys_requested.connect(lambda: pages.append("keys"))

    window.actions_["help.keys"].trigger()

    assert pages == ["keys"]
