"""The settings: pages of choices, each of which applies at once."""

from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.i18n import tr
from annotator.ui.application.settings import Settings
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, fit
from annotator.ui.dialogs.settings_backups import BackupsPage
from annotator.ui.dialogs.settings_general import GeneralPage
from annotator.ui.dialogs.settings_keys import KeysPage
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.dialogs.settings_reading import ReadingPage
from annotator.ui.dialogs.settings_reports import ReportsPage
from annotator.ui.dialogs.settings_work import WorkPage
from annotator.ui.theming import fonts

PAGES: Final[tuple[type[SettingsPage], ...]] = (
    *(GeneralPage, ReadingPage, WorkPage),
    *(ReportsPage, BackupsPage, KeysPage),
)
"""Every page, in the order in which they are listed."""

_WIDTH, _BESIDE = 844, 24
_PADDING = 20  # beside the longest title


class SettingsPlace(Struct, frozen=True):
    """A place in the settings: the code of a page, and the name of a field."""

    page: str = ""
    field: str = ""


FIRST: Final = SettingsPlace()


class SettingsDialog(QDialog):
    """A list of pages, and the current page; there is nothing to confirm."""

    def __init__(self, scope: SettingsScope, parent: QWidget | None = None, page: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._pages = [kind(scope) for kind in PAGES]
        self._titles, self._stack = QListWidget(self), QStackedWidget(self)
        self._titles.setObjectName("settings.pages")
        self._titles.setAccessibleName(tr("Pages"))
        self._titles.setSpacing(2)
        self._fill()
        self._arrange()
        scope.preferences.changed.connect(self._follow)
        self._follow(scope.preferences.settings)
        self.show_page(page)

    @classmethod
    def ask(
        cls, scope: SettingsScope, parent: QWidget | None = None, place: SettingsPlace = FIRST
    ) -> None:
        """Show the settings until they are closed."""
        dialog = cls(scope, parent, place.page)
        if field := dialog.findChild(QWidget, place.field or "settings.pages"):
            field.setFocus()
        dialog.exec()
        dialog.deleteLater()

    @property
    def place(self) -> SettingsPlace:
        """Return the current page, and the focused field."""
        field: QWidget | None = self.focusWidget()
        while field is not None and not field.objectName().startswith("settings."):
            field = field.parentWidget()  # a button in a row of choices
        return SettingsPlace(self.page.code, field.objectName() if field else "")

    @property
    def page(self) -> SettingsPage:
        """Return the current page."""
        return self._pages[self._titles.currentRow()]

    def show_page(self, code: str) -> None:
        """Show the page with a code, otherwise the first one."""
        codes = [page.code for page in self._pages]
        self._titles.setCurrentRow(codes.index(code) if code in codes else 0)

    def _fill(self) -> None:
        for page in self._pages:
            self._titles.addItem(tr(page.title))
            around = QWidget(self._stack)
            column = QVBoxLayout(around)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(page)
            column.addStretch(1)
            self._stack.addWidget(around)
        self._titles.currentRowChanged.connect(self._stack.setCurrentIndex)

    def _arrange(self) -> None:
        width = self._titles.sizeHintForColumn(0) + fonts.pixels(_PADDING)
        self._titles.setFixedWidth(width)
        self._titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        both = QHBoxLayout()
        both.setSpacing(_BESIDE)
        both.addWidget(self._titles)
        both.addWidget(self._stack, 1)
        column = column_of(self, tr("Settings"))
        column.addLayout(both, 1)
        column.addWidget(buttons(self, "", tr("Close")))
        fit(self, _WIDTH)

    def _follow(self, settings: Settings) -> None:
        for page in self._pages:
            page.follow(settings)
