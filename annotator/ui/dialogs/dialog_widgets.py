"""Parts of dialogs: the column, texts, the row of buttons, showing a folder."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMargins, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.direction import isolated, with_names_isolated
from annotator.i18n import is_right_to_left, tr
from annotator.ui.dialogs.on_screen import OnScreen
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.flow import FlowLayout

MARGIN = 24
"""The space between a dialog's edge and what is in it, in pixels."""

_IN_LINE = 16  # pixels between parts of a line
_BELOW = 16  # pixels below the row of buttons
_MARK = "\u200f"  # RIGHT-TO-LEFT MARK


class TextLabel(QLabel):
    """A plain text that wraps; `ink` is the name of its colour.

    It is aligned by the language of the interface, not by the first letters of a line.
    """

    def __init__(self, text: str, *, ink: str = "") -> None:
        super().__init__()
        self.setText(with_names_isolated(text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setWordWrap(True)  # after the policy, which would forget that the height follows
        self.setProperty("ink", ink)

    @override
    def setText(self, text: str) -> None:
        lines = (f"{_MARK}{line}" if line else "" for line in text.split("\n"))
        super().setText("\n".join(lines) if is_right_to_left() else text)


def text_label(text: str, *, ink: str = "", font: QFont | None = None) -> QLabel:
    """Return a plain text label that wraps; `ink` is the name of its colour."""
    label = TextLabel(text, ink=ink)
    if font is not None:
        label.setFont(font)
    return label


def column_of(
    dialog: QDialog, name: str, heading: str | None = None, spacing: int = 12
) -> QVBoxLayout:
    """Name a dialog, and return the column that its parts are added to, below its heading.

    The heading is the dialog's name where no other is given; an empty one is omitted.
    """
    dialog.setWindowTitle(name)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, _BELOW)
    column.setSpacing(spacing)
    if heading != "":
        column.addWidget(title(heading or name))
    return column


def splitter(*parts: QWidget) -> QSplitter:
    """Return parts side by side, with a line between them that can be dragged."""
    halves = QSplitter(Qt.Orientation.Horizontal)
    for part in parts:
        halves.addWidget(part)
    halves.setChildrenCollapsible(False)
    if is_right_to_left():
        halves.setContentsMargins(0, 0, 1, 0)  # Qt lays the parts out a pixel too far right
    return halves


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """Return the margins of a part, in pixels, on the sides as the language is written."""
    sides = (trailing, leading) if is_right_to_left() else (leading, trailing)
    return QMargins(sides[0], top, sides[1], bottom)


def title(text: str) -> QLabel:
    """Return the first line of a dialog."""
    label = text_label(text)
    larger = QFont(label.font())
    larger.setPointSizeF(label.font().pointSizeF() * 17 / 13)
    label.setFont(fonts.strong(larger))
    return label


def buttons(dialog: QDialog, do: str, leave: str | None = None) -> QDialogButtonBox:
    """Return the last row of a dialog: the default button, and the one that leaves.

    The buttons are named `do` and `leave`; an empty text omits one. `leave` is called
    “Cancel” by default.
    """
    leave = tr("Cancel") if leave is None else leave
    keep_on_screen(dialog)
    box = QDialogButtonBox(dialog)  # a button without a dialog cannot become its default
    if leave:
        _named(box, leave, "leave", QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(dialog.reject)
    if do:
        _named(box, do, "do", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        box.accepted.connect(dialog.accept)
    box.setParent(None)  # so that it is last in the Tab order
    return box


def cancel_button(dialog: QDialog) -> QDialogButtonBox:
    """Return the last row of a dialog of something that is running, with a button that cancels it.

    Neither Enter nor Space do that when they are pressed by habit: the dialog itself has the focus
    at first. Tab goes to the button, which is named `leave`; Esc presses it.
    """
    keep_on_screen(dialog)
    dialog.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    dialog.setFocus()
    box = QDialogButtonBox()
    cancel = EnterButton(tr("Cancel"))
    cancel.setObjectName("leave")
    box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
    box.rejected.connect(dialog.reject)
    return box


def button(box: QDialogButtonBox, name: str) -> QPushButton:
    """Return one of the buttons that `buttons` made."""
    return next(found for found in box.findChildren(QPushButton) if found.objectName() == name)


def fit(dialog: QDialog, width: int) -> None:
    """Set the width of a dialog, and the height that its text then needs.

    The width is in pixels for type of 13 pixels.
    """
    keep_on_screen(dialog).fit(fonts.pixels(width))


def in_line(parts: Iterable[QWidget]) -> FlowLayout:
    """Return a line of parts, which wraps where it is too long."""
    line = FlowLayout(gap=_IN_LINE)
    for part in parts:
        line.addWidget(part)
    return line


def keep_on_screen(dialog: QDialog) -> OnScreen:
    """Keep a dialog on the screen, scrolling its contents above the buttons if necessary."""
    return dialog.findChild(OnScreen) or OnScreen(dialog)


def show_folder(folder: Path) -> None:
    """Show a folder in the system's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def show_file(file: Path) -> None:
    """Open a file of the program's own with what the system uses for its kind."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def display_path(path: Path) -> str:
    """Return a path for display, with `~` for the home folder."""
    home = Path.home()
    shown = Path("~") / path.relative_to(home) if path.is_relative_to(home) else path
    return isolated(str(shown))


def _named(
    box: QDialogButtonBox, text: str, name: str, role: QDialogButtonBox.ButtonRole
) -> QPushButton:
    added = box.addButton(text, role)
    added.setObjectName(name)
    return added
