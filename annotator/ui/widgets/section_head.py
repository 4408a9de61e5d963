"""The header of a section: an arrow, its title, a summary, and buttons."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from annotator.i18n import N_, pgettext, tr
from annotator.ui.theming import fonts, icons
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.key_button import KeyButton
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.typed import tooltip

HEIGHT = 32
"""How high a head is in pixels, where the interface is 13 pixels high."""


class SectionHead(QWidget):
    """One line over an open or closed section, which can be pressed anywhere.

    The summary of a closed section is longer than that of an open one; buttons are shown only while
    it is open, without their shortcuts if these do not fit.
    """

    pressed = Signal()
    pressed_too = Signal()  # with Ctrl: other open sections stay open
    warning_pressed = Signal()
    menu_requested = Signal(object)  # QPoint of the desktop

    def __init__(self, title: str) -> None:
        super().__init__()
        self._is_open = True
        self._words = ("", "")
        self._short = ""
        self._arrow = QToolButton(autoRaise=True)
        self._title, self._summary = QLabel(title), OneLine()
        self._warning, self._warning_keys = _warning_button(), QLabel()
        self._keys, self._keys_of_warning = QLabel(), ""
        self._buttons = QHBoxLayout()
        self._added: list[KeyButton] = []
        self._extras: list[QWidget] = []
        self._arrange()
        self._dress()
        self._arrow.clicked.connect(self._press)
        self._warning.clicked.connect(self.warning_pressed)
        self.set_open(is_open=True)

    def title(self) -> str:
        """Return the title."""
        return self._title.text()

    def summary(self) -> str:
        """Return the current summary."""
        return self._summary.text()

    def is_open(self) -> bool:
        """Return whether the section is open."""
        return self._is_open

    def set_open(self, *, is_open: bool) -> None:
        """Show the header as that of an open or a closed section."""
        self._is_open = is_open
        self._title.setProperty("ink", "" if is_open else "second")
        self._title.style().polish(self._title)
        does = N_("Close {section}") if is_open else N_("Open {section}")
        self._arrow.setAccessibleName(tr(does, section=self.title()))
        for part in (*self._added, *self._extras, self._warning_keys):
            part.setVisible(is_open)
        self._line.setStretchFactor(self._summary, int(is_open))
        self._draw()
        self._tell()

    def set_summary(self, summary: str, closed: str = "", short: str = "") -> None:
        """Set the summaries: a short one, and a longer one while the section is closed.

        `short` replaces the short summary if that does not fit.
        """
        words = (summary, closed or summary)
        if (words, short) != (self._words, self._short):
            self._words, self._short = words, short
            self._tell()

    def set_warning(self, warning: str, details: str = "") -> None:
        """Show a warning, such as `2 to do`, with details in a tooltip; '' for none."""
        self._warning.setText(f"▲ {warning}" if warning else "")
        self._warning.setAccessibleName(warning)
        self._warning.setAccessibleDescription(details)
        self.set_warning_keys(self._keys_of_warning)
        self._warning.setEnabled(bool(warning))
        self._warning.setVisible(bool(warning))

    def set_keys(self, keys: str) -> None:
        """Show the shortcut of the section."""
        self._keys.setText(keys)

    def set_warning_keys(self, keys: str) -> None:
        """Show which keys lead to what is to do."""
        self._keys_of_warning = keys
        details = self._warning.accessibleDescription()
        self._warning.setToolTip(tooltip(f"{details}\n{keys}".strip()))
        self._warning_keys.setText(keys if self._warning.text() else "")

    def add_button(self, text: str, name: str) -> KeyButton:
        """Add a button such as *New*, with an accessible name, and return it."""
        button = KeyButton(text, name)
        self._buttons.addWidget(button)
        self._added.append(button)
        return button

    def add_extra(self, part: QWidget) -> None:
        """Add a widget among the buttons, shown while the section is open and has room for it."""
        self._buttons.addWidget(part)
        self._extras.append(part)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._press()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._share_room()
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _share_room(self) -> None:
        """Show the shortcuts of the buttons if there is room for all."""
        buttons = [button for button in self._added if not button.isHidden()]
        hints = [button.sizeHint().width() for button in buttons]
        bare = sum(QFontMetrics(b.font()).horizontalAdvance(b.text()) + 2 for b in buttons)
        keys = sum(button.keys_width() for button in buttons)
        needed = self._line.minimumSize().width() - sum(hints) + bare + keys
        for button in buttons:
            button.show_keys(are_shown=needed <= self.width())
        self._show_extras(self.width() - needed + keys)

    def _show_extras(self, room: int) -> None:
        """Show what is no button with keys where these pixels, beside what is shown, are enough."""
        for extra in self._extras:
            width = extra.sizeHint().width() + self._buttons.spacing()
            room += 0 if extra.isHidden() else width
            has_room = self._is_open and width <= room
            if has_room is extra.isHidden():
                extra.setVisible(has_room)
            room -= width if has_room else 0

    def _press(self) -> None:
        with_ctrl = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        (self.pressed_too if with_ctrl else self.pressed).emit()

    def _arrange(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(fonts.pixels(8), 0, fonts.pixels(12), 0)
        self._line.setSpacing(fonts.pixels(6))
        self._buttons.setSpacing(fonts.pixels(12))
        for part in (self._arrow, self._title, self._summary, self._warning, self._warning_keys):
            self._line.addWidget(part)
        self._line.addStretch(0)
        self._line.addLayout(self._buttons)
        self._line.addSpacing(fonts.pixels(6))
        self._line.addWidget(self._keys)
        self.setFixedHeight(fonts.pixels(HEIGHT))

    def _dress(self) -> None:
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = fonts.pixels(14)
        self._arrow.setIconSize(QSize(side, side))
        self._arrow.setProperty("look", "bare")
        self._title.setFont(fonts.heading(self.font()))
        self._summary.setFont(fonts.small(self.font()))
        for keys in (self._warning_keys, self._keys):
            keys.setFont(_key_font(self.font()))
        inks = ((self._summary, "second"), (self._warning_keys, "third"), (self._keys, "third"))
        for label, ink in inks:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("ink", ink)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _draw(self) -> None:
        name = "unfold" if self._is_open else "folded"
        ink, is_mirrored = shown_in(self).second, self.isRightToLeft()
        self._arrow.setIcon(icons.icon(name, ink, is_mirrored=is_mirrored))

    def _tell(self) -> None:
        words = self._words[not self._is_open]
        self._summary.set_words(words, self._short if self._is_open else "")
        self._summary.setToolTip(tooltip(words))
        self.setAccessibleName(", ".join(filter(None, [self.title(), words])))
        state = pgettext("state", "open") if self._is_open else pgettext("state", "closed")
        self._arrow.setAccessibleDescription(", ".join(filter(None, [state, words])))


def _warning_button() -> QPushButton:
    button = flush_button("")
    button.setObjectName("section.warning")
    button.setProperty("ink", "warning")
    button.setEnabled(False)
    button.hide()
    return button


def _key_font(font: QFont) -> QFont:
    return fonts.chip(font)
