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
from shiboken6 import isValid

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
from annotator.ui.widgets.tabbing import follow_on, last_stop

PAGES: Final[tuple[type[SettingsPage], ...]] = (
    *(GeneralPage, ReadingPage, WorkPage),
    *(ReportsPage, BackupsPage, KeysPage),
)
"""Every page, in the order in which they are listed."""

_WIDTH, _BESIDE = 844, 24
_PADDING = 20  # beside the longest title
_TABLE, _AROUND = 300, 162  # of the highest page: its table at most, and what is around it


class SettingsPlace(Struct, frozen=True):
    """A place in the settings: the code of a page, and the name of a field."""

    page: str = ""
    field: str = ""


FIRST: Final = SettingsPlace()


class SettingsDialog(QDialog):
    """A list of pages, and the current page; there is nothing to confirm.

    A page is made when it is first shown.
    """

    def __init__(self, scope: SettingsScope, parent: QWidget | None = None, page: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._scope = scope
        self._pages: dict[int, SettingsPage] = {}
        self._titles, self._stack = QListWidget(self), QStackedWidget(self)
        self._close = buttons(self, "", tr("Close"))
        self._titles.setObjectName("settings.pages")
        self._titles.setAccessibleName(tr("Pages"))
        self._titles.setSpacing(2)
        self._titles.addItems([tr(kind.title) for kind in PAGES])
        self._titles.currentRowChanged.connect(self._show)
        self._arrange()
        scope.preferences.changed.connect(self._follow)
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
        if isValid(dialog):  # with another size of the interface, the window and it are made anew
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
        codes = [kind.code for kind in PAGES]
        self._titles.setCurrentRow(codes.index(code) if code in codes else 0)

    def _show(self, row: int) -> None:
        if row not in self._pages:
            self._pages[row] = self._made(PAGES[row])
            fit(self, _WIDTH)
        self._stack.setCurrentIndex([*self._pages].index(row))  # as they were made

    def _made(self, kind: type[SettingsPage]) -> SettingsPage:
        page = kind(self._scope)
        page.follow(self._scope.preferences.settings)
        around = QWidget(self._stack)
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        column.addStretch(1)
        self._stack.addWidget(around)
        follow_on(last_stop(around), self._close)
        return page

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
        column.addWidget(self._close)
        self._stack.setMinimumHeight(_TABLE + fonts.pixels(_AROUND))  # for any page

    def _follow(self, settings: Settings) -> None:
        for page in self._pages.values():
            page.follow(settings)
