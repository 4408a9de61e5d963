"""A message with buttons for what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.application.keyboard import ENTER
from annotator.ui.dialogs.dialog_widgets import MARGIN, column_of, keep_on_screen, text_label
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import icon, shown_in
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.fold import Fold

_WIDTH, _ICON, _DETAILS = 460, 24, 160
_NONE = N_("Cancel")


class Message(QDialog):
    """One sentence, collapsed details, and a button for each choice.

    The first is the default, or another one.

    The sentence is translated already; the choices are marked with `N_`, translated here, and
    returned as they were given. One that `is_unasked` may appear while somebody types: its buttons
    take no keys until Tab is pressed, so that a space or Enter does not answer it unread, and none
    is the default.
    """

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        choices: Sequence[str],
        details: str = "",
        *,
        default: str = "",
        is_unasked: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAccessibleName(sentence)
        self.choice: str | None = None
        self._details = details
        self._buttons = QDialogButtonBox()
        for choice in choices:
            is_default = choice == (default or choices[0]) and not is_unasked
            self._add(choice, is_default=is_default, is_unasked=is_unasked)
        column = column_of(self, "Annotator", heading="", spacing=16)
        column.addLayout(self._sentence(sentence))
        if details:
            column.addWidget(self._folded(details), 1)
        column.addWidget(self._buttons)
        self._fit()
        if is_unasked:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        (self if is_unasked else self._buttons).setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        sentence: str,
        choices: Sequence[str],
        details: str = "",
        *,
        default: str = "",
        is_unasked: bool = False,
    ) -> str | None:
        """Return the chosen choice; None without one."""
        message = cls(parent, sentence, choices, details, default=default, is_unasked=is_unasked)
        message.exec()
        message.deleteLater()
        return message.choice

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.hasFocus() and event.key() in ENTER):
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Use the normal width, or that of the buttons."""
        needed = self._buttons.sizeHint().width() + 2 * MARGIN
        keep_on_screen(self).fit(max(fonts.pixels(_WIDTH), needed))

    def _sentence(self, sentence: str) -> QHBoxLayout:
        sign = QLabel()
        warning = icon("warning", shown_in(self).tone("warning").ink)
        sign.setPixmap(warning.pixmap(fonts.pixels(_ICON)))
        text = text_label(sentence)
        text.setObjectName("message.sentence")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return row

    def _folded(self, details: str) -> Fold:
        text = QPlainTextEdit(readOnly=True)
        text.setObjectName("message.details")
        text.setAccessibleName(tr("Details"))
        text.setPlainText(details)
        text.setTabChangesFocus(True)
        text.setFixedHeight(fonts.pixels(_DETAILS))
        copy = EnterButton(tr("Copy details"))
        copy.setObjectName("message.copy")
        copy.clicked.connect(self._copy)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeading)
        fold = Fold(tr("Details"), content)
        fold.turned.connect(self._fit)
        return fold

    def _add(self, choice: str, *, is_default: bool, is_unasked: bool) -> None:
        button = EnterButton(tr(choice)) if is_unasked else QPushButton(tr(choice))
        button.setObjectName(f"message.{choice}")
        button.setDefault(is_default)
        button.clicked.connect(lambda: self._choose(choice))
        role = QDialogButtonBox.ButtonRole  # the first to be accepted would be the default
        self._buttons.addButton(button, role.AcceptRole if is_default else role.RejectRole)

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.accessibleName()}\n\n{self._details}")


def tell(
    parent: QWidget | None, sentence: str, details: str = "", *, is_unasked: bool = False
) -> None:
    """Show a message with details that can be copied."""
    Message.ask(parent, sentence, [N_("Close")], details, is_unasked=is_unasked)


def ask_choice(
    parent: QWidget | None, sentence: str, choices: Sequence[str], *, default: str = ""
) -> str | None:
    """Return the chosen choice; None without one. The first is the default, or another one."""
    choice = Message.ask(parent, sentence, [*choices, _NONE], default=default)
    return choice if choice != _NONE else None
