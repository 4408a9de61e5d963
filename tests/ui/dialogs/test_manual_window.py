"""The manual: opened at the page that is needed, from windows, dialogs and the first page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget

from annotator.operations import manual
from annotator.ui.dialogs.dialog_widgets import keep_on_screen
from annotator.ui.dialogs.manual_page import ManualPage
from annotator.ui.dialogs.manual_window import ManualWindow, show_manual
from annotator.ui.views.welcome import WelcomePage


def page_of(window):
    """Return the page that a window's manual shows; None without one."""
    manuals = [each for each in window.findChildren(ManualWindow) if each.isVisible()]
    if not manuals:
        return None
    (shown,) = manuals
    return shown.findChild(ManualPage).source().fileName().removesuffix(".html")


@pytest.fixture
def owner(qtbot):
    """A window that the manual is opened for."""
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    return owner


@pytest.fixture
def opened(owner):
    """The manual at its contents."""
    show_manual(owner)
    return owner.findChild(ManualWindow)


def test_it_begins_with_the_contents_where_nothing_has_a_page(owner, opened):
    assert page_of(owner) == "index"
    listed = opened.findChild(QListWidget)
    assert [listed.item(row).text() for row in range(listed.count())] == [
        title for _, title in manual.contents()
    ]


def test_a_picture_is_no_wider_than_the_page(owner, qtbot):
    window = ManualWindow(owner)
    window.open_page("first-steps")
    with qtbot.waitExposed(window):
        window.show()
    page = window.findChild(ManualPage)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)

    assert page.horizontalScrollBar().maximum() == 0


def test_another_page_is_shown_in_the_same_window(owner, opened):
    show_manual(owner, "reading")

    assert page_of(owner) == "reading"
    assert opened.findChild(QListWidget).currentItem().text() == dict(manual.contents())["reading"]


def test_the_contents_and_links_lead_to_pages_and_back(owner, opened):
    listed, page = opened.findChild(QListWidget), opened.findChild(ManualPage)
    listed.setCurrentRow(1)
    assert page_of(owner) == manual.contents()[1][0]

    page.backward()

    assert page_of(owner) == "index"
    assert listed.currentRow() == 0


def test_nothing_but_the_manual_is_loaded(opened, tmp_path):
    page = opened.findChild(ManualPage)
    (tmp_path / "x.css").write_text("*{}")

    assert page.loadResource(3, (tmp_path / "x.css").as_uri()) is None
    assert page.loadResource(2, (tmp_path / "x.png").as_uri()).isNull()


def test_a_dialog_opens_it_at_its_key_and_at_the_page_about_it(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setObjectName("import")
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    keep_on_screen(dialog)
    field.setAccessibleName("Field")
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_F1)

    assert page_of(dialog) == "importing"


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_F1, "first-steps"), (Qt.Key.Key_Question, "keys")]
)
def test_the_first_page_has_help(qtbot, preferences, theme, key, page):
    welcome = WelcomePage(preferences, theme)
    qtbot.addWidget(welcome)
    welcome.show()
    with qtbot.waitActive(welcome):
        welcome.activateWindow()

    QTest.keyClick(welcome, key)

    assert page_of(welcome) == page


@pytest.mark.parametrize(
    ("keys", "page"),
    [((), "reading"), (("F7",), "claims"), (("S",), "sentiment"), (("F9",), "checking")],
)
def test_the_window_opens_it_at_what_has_the_keyboard(window, press, article, keys, page):
    press(*keys)

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)

    assert page_of(window) == page
