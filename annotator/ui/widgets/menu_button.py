"""Buttons that open a menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton


def attach_menu(button: QPushButton | QToolButton, menu: QMenu) -> None:
    """Let a button open a menu.

    Qt does not notice that the mouse left the button while the menu was open: it would stay
    highlighted until the mouse has passed over it again.
    """
    button.setMenu(menu)
    if isinstance(button, QToolButton):
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def look_for_mouse() -> None:
        is_over = button.rect().contains(button.mapFromGlobal(QCursor.pos()))
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_over)
        button.update()

    menu.aboutToHide.connect(look_for_mouse)
