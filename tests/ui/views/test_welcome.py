import pytest
from dragging import dragged_over, drop, urls
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from annotator.ui.application.settings import Preferences
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.views.recent import RecentButton
from annotator.ui.views.welcome import WelcomePage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def preferences(qtbot, tmp_path):
    (tmp_path / "here.annotator").touch()
    preferences = Preferences(tmp_path / "settings")
    preferences.change(
        recent=[str(tmp_path / "here.annotator"), str(tmp_path / "gone" / "away.annotator")]
    )
    return preferences


@pytest.fixture
def page(qtbot, preferences):
    theme = Theme(QApplication.instance(), Scheme.LIGHT)
    shown = WelcomePage(preferences, theme)
    qtbot.addWidget(shown)
    shown.resize(1000, 640)
    shown.show()
    return shown


def button(page, name):
    return page.findChild(QAbstractButton, f"welcome.{name}")


@pytest.mark.parametrize("name", ["sample", "new", "open"])
def test_each_card_asks_for_its_own(qtbot, page, name):
    with qtbot.waitSignal(getattr(page, f"{name}_requested")):
        button(page, name).click()


def test_a_button_leads_to_the_manual(page):
    button(page, "manual").click()

    manual = page.findChild(QDialog, "manual")
    assert manual.isVisible()
    manual.close()


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_N, "new"), (Qt.Key.Key_O, "open")])
def test_the_keys_on_the_cards_work(qtbot, page, key, name):
    with qtbot.waitSignal(getattr(page, f"{name}_requested")):
        qtbot.keyClick(page, key, CTRL)


def test_without_recent_projects_enter_opens_the_sample(qtbot, page, preferences):
    preferences.change(recent=[])
    page.hide()
    page.show()

    with qtbot.waitSignal(page.sample_requested):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_recent_project_is_requested_by_its_path(qtbot, page, preferences):
    with qtbot.waitSignal(page.recent_requested) as told:
        qtbot.keyClick(button(page, "recent.0"), Qt.Key.Key_Return)

    assert told.args == [preferences.settings.recent[0]]


def test_enter_goes_on_with_the_newest_project(qtbot, page, preferences):
    with qtbot.waitSignal(page.recent_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert asked.args == [preferences.settings.recent[0]]


def test_a_missing_project_is_grey_and_can_be_removed(page, preferences):
    missing = button(page, "recent.1")
    assert not missing.isEnabled()
    assert "not found" in missing.accessibleDescription()

    button(page, "recent.1.remove").click()

    assert len(preferences.settings.recent) == 1
    assert button(page, "recent.0.remove") is None


def test_delete_takes_a_project_off_the_list(qtbot, page, preferences):
    qtbot.keyClick(button(page, "recent.0"), Qt.Key.Key_Delete)

    assert [path.endswith("away.annotator") for path in preferences.settings.recent] == [True]


def test_the_last_one_removed_leaves_words(page, preferences):
    preferences.change(recent=[])

    assert not [row for row in page.findChildren(RecentButton) if row.isVisible()]


def test_everything_is_reached_by_tab(qtbot, page):
    reached = []
    for _ in range(12):
        reached.append(QApplication.focusWidget().objectName())
        page.focusNextPrevChild(True)

    assert {"welcome.sample", "welcome.new", "welcome.open", "welcome.recent.0"} <= set(reached)


def test_a_dropped_project_is_opened(qtbot, page, tmp_path):
    mime = urls(tmp_path / "here.annotator")

    with dragged_over(page, mime) as is_welcome, qtbot.waitSignal(page.recent_requested) as told:
        drop(page, mime)

    assert is_welcome
    assert told.args == [str(tmp_path / "here.annotator")]


def test_another_file_is_not_taken(page, tmp_path):
    with dragged_over(page, urls(tmp_path / "text.txt")) as is_welcome:
        assert not is_welcome


def test_pointing_at_a_project_colours_its_name(page):
    button(page, "sample").setFocus()
    row = button(page, "recent.0")
    before = row.grab().toImage()

    row.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    pointed = row.grab().toImage()
    row.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)

    assert pointed != before
    assert row.grab().toImage() == before


def test_the_keyboard_draws_a_line_under_the_name(page):
    button(page, "sample").setFocus()
    row = button(page, "recent.0")
    before = row.grab().toImage()

    row.setFocus()

    assert row.grab().toImage() != before


def test_a_click_asks_for_the_project(qtbot, page):
    row = button(page, "recent.0")

    with qtbot.waitSignal(page.recent_requested):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


def test_another_key_does_nothing(qtbot, page):
    with qtbot.assertNotEmitted(page.recent_requested):
        qtbot.keyClick(button(page, "recent.0"), Qt.Key.Key_X)


def test_a_long_list_scrolls_in_a_small_window(page, preferences):
    preferences.change(recent=[f"/nowhere/{number}.annotator" for number in range(12)])
    page.resize(800, 500)

    assert page.minimumSizeHint().height() < 500
    assert button(page, "sample").height() >= button(page, "sample").heightForWidth(600)
