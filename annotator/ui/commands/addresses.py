"""Commands on addresses: open a page, copy its address, request an archived copy."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from annotator.domain.check import Source
from annotator.i18n import N_, tr
from annotator.ui.application.actions import Scope, action
from annotator.ui.panels.fact_check import FactCheckPanel

ON_SHEET = ("evidence.open_address", "evidence.copy_address", "evidence.archive")
"""The actions whose keys act in the sheet."""


class AddressCommands(QObject):
    """Commands on the address of a source; only the browser uses the network, after a question.

    `source` returns the source; None, after a message, if there is none.
    """

    def __init__(
        self, window: QMainWindow, panel: FactCheckPanel, source: Callable[[], Source | None]
    ) -> None:
        super().__init__(panel)
        self._window = window
        self._panel = panel
        self._source = source
        self._notices = panel.workspace.notices

    @action("evidence.open_address", N_("Open source address…"), Scope.SHEET)
    def open_page(self) -> None:
        """Open the address of the evidence in the browser, after a question."""
        from annotator.ui.dialogs.browser import open_page  # noqa: PLC0415 - the start is measured

        if source := self._source():
            self._notices.post(open_page(self._window, source.url))

    @action("evidence.copy_address", N_("Copy source address"), Scope.SHEET)
    def copy(self) -> None:
        """Copy the address of the evidence."""
        if source := self._source():
            self._notices.post(copy_address(source.url) or tr("There is no address to copy."))

    @action("evidence.archive", N_("Archive page…"), Scope.SHEET)
    def archive(self) -> None:
        """Request an archived copy in the browser, and focus the field for its address."""
        from annotator.ui.dialogs.browser import archive_page  # noqa: PLC0415 - as above

        if source := self._source():
            self._notices.post(archive_page(self._window, source.url))
            sheet = self._panel.sheet
            if sheet and sheet.isVisible():
                sheet.go_to("evidence.archive_url")


def copy_address(address: str) -> str:
    """Copy an address, and return the message; '' when there is none."""
    if not address:
        return ""
    QGuiApplication.clipboard().setText(address)
    return tr("Address copied.")
