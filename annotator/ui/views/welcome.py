"""The welcome page: open the sample, create a project, or open a recent one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.project import SUFFIX
from annotator.i18n import N_, tr
from annotator.ui.application.settings import Preferences
from annotator.ui.application.shortcuts import key_sign, listen, show_with_keys
from annotator.ui.dialogs.card import Card
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Theme, shown_in
from annotator.ui.views.recent import RecentProjects
from annotator.ui.widgets.drop_hint import Drop, DropHint

_WIDTH, _GAP, _MARGIN = 640, 12, 32
_TITLE = 34
_SAMPLE = (
    N_("Open sample project"),
    N_("One story in four outlets, labelled as an example to try things out."),
)
_NEW = N_("New project…"), N_("A new file on your disk.")
_OPEN = N_("Open project…"), N_("An existing project file.")
_PURPOSE = N_("Mark claims, sentiment and fact-check notes in news articles.")
_PROMISE = N_("Every change is saved at once, in one file on this computer.")


class WelcomePage(QWidget):
    """Everything takes one click, key or drop; it scrolls in a small window."""

    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    settings_requested = Signal()
    recent_requested = Signal(str)  # the path of a recent project, or of a dropped one

    def __init__(self, preferences: Preferences, theme: Theme, note: str = "") -> None:
        super().__init__()
        self._preferences = preferences
        self._note = _note(note, preferences.take_news())
        self.setObjectName("welcome")
        self.setAccessibleName(tr("Welcome"))
        hint = DropHint(self, self, _to_open)
        hint.dropped.connect(lambda paths: self.recent_requested.emit(str(paths[0])))
        self._recent = RecentProjects()
        self._recent.project_requested.connect(self.recent_requested)
        self._recent.forget_requested.connect(self._forget)
        self._sample = Card(*map(tr, _SAMPLE), sign="claim")
        self._new = Card(*map(tr, _NEW), sign="new")
        self._open = Card(*map(tr, _OPEN), sign="open")
        self._settings = _flush_button(tr("Settings…"), "app.settings")
        self._manual = _flush_button(tr("Manual"), "help.manual")
        self._connect()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._show_recent()
        preferences.changed.connect(self._show_recent)
        theme.changed.connect(self.update)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self._recent.first() or self._sample).setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), shown_in(self).paper)

    def _show_recent(self) -> None:
        self._recent.set_paths(self._preferences.settings.recent)

    def _forget(self, path: str) -> None:
        self._preferences.put(self._preferences.settings.without_recent(path))

    def _connect(self) -> None:
        self._settings.setObjectName("welcome.settings")
        self._manual.setObjectName("welcome.manual")
        for card, name, asked in (
            (self._sample, "welcome.sample", self.sample_requested),
            (self._new, "welcome.new", self.new_requested),
            (self._open, "welcome.open", self.open_requested),
        ):
            card.setObjectName(name)
            card.clicked.connect(lambda _, asked=asked: asked.emit())
        self._settings.clicked.connect(self.settings_requested)
        for action, card in (("project.new", self._new), ("project.open", self._open)):
            listen(self, action, card.click)
            show_with_keys(card, partial(_hint, card, action))
        listen(self, "app.settings", self._settings.click)
        self._manual.clicked.connect(lambda _: self._show_manual("first-steps"))
        listen(self, "help.manual", partial(self._show_manual, ""))
        listen(self, "help.keys", partial(self._show_manual, "keys"))

    def _show_manual(self, page: str) -> None:
        from annotator.ui.dialogs.manual_window import show_manual  # noqa: PLC0415 - seldom needed

        show_manual(self, page)

    def _page(self) -> QWidget:
        lines = QVBoxLayout()
        lines.setSpacing(_GAP)
        lines.addStretch(2)
        lines.addWidget(text_label("Annotator", font=fonts.reading(_TITLE)))
        lines.addWidget(text_label(tr(_PURPOSE), ink="second"))
        lines.addWidget(self._note)
        lines.addSpacing(_GAP)
        lines.addLayout(self._cards())
        lines.addSpacing(_GAP)
        lines.addWidget(self._recent)
        lines.addSpacing(_GAP)
        lines.addWidget(text_label(tr(_PROMISE), ink="second"))
        ways = QHBoxLayout()
        ways.setSpacing(2 * _GAP)
        ways.addWidget(self._settings)
        ways.addWidget(self._manual)
        ways.addStretch(1)
        lines.addLayout(ways)
        lines.addStretch(3)
        column = QWidget()
        column.setFixedWidth(fonts.pixels(_WIDTH))
        column.setLayout(lines)
        page = QWidget()
        middle = QHBoxLayout(page)
        middle.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        middle.addStretch(1)
        middle.addWidget(column)
        middle.addStretch(1)
        return page

    def _cards(self) -> QGridLayout:
        cards = QGridLayout()
        cards.setSpacing(_GAP)
        cards.addWidget(self._sample, 0, 0, 1, 2)
        cards.addWidget(self._new, 1, 0)
        cards.addWidget(self._open, 1, 1)
        self.setFocusProxy(self._sample)
        return cards


def _flush_button(text: str, action: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "flush")
    show_with_keys(button, lambda: button.setToolTip(key_sign(action)))
    return button


def _hint(card: Card, action: str) -> None:
    card.set_hint(key_sign(action))


def _note(*sentences: str) -> QLabel:
    text = "\n".join(filter(None, sentences))
    note = text_label(text)
    note.setObjectName("welcome.note")
    note.setVisible(bool(text))
    return note


def _to_open(paths: Sequence[Path]) -> Drop:
    projects = [path for path in paths if path.suffix.lower() == SUFFIX]
    if not projects:
        return Drop(tr("Open or create a project first. Then drop files to import them."))
    return Drop(tr("Drop to open “{project}”", project=projects[0].stem), (projects[0],))
