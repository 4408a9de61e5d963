"""A button whose menu was closed is highlighted only where the mouse is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from annotator.ui.widgets.menu_button import attach_menu


@pytest.mark.parametrize("kind", [QToolButton, QPushButton])
@pytest.mark.parametrize("is_over", [True, False])
def test_it_is_as_it_was_once_the_mouse_has_left_it(qtbot, monkeypatch, kind, is_over):
    button = kind()
    qtbot.addWidget(button)
    menu = QMenu(button)
    attach_menu(button, menu)
    button.show()
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    place = button.mapToGlobal(button.rect().center() if is_over else QPoint(-50, -50))
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: place))

    menu.aboutToHide.emit()

    assert button.menu() is menu
    assert button.underMouse() == is_over
