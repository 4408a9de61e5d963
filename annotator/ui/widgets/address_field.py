"""A field for a web address, which explains what is wrong with an invalid one."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QContextMenuEvent
from typing_extensions import override

from annotator.domain.web_address import web_address
from annotator.ui.widgets.auto_field import run_menu
from annotator.ui.widgets.auto_line import AutoLine


class AddressField(AutoLine):
    """Commits '' or a web address when the focus leaves; any other text stays, marked.

    Its menu also has the actions of the sheet around it for addresses.
    """

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder, pause=0)

    @override
    def accept(self, text: str) -> str:
        return web_address(text)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        if self.text():
            menu.addSeparator()
            menu.addActions(self._around())
        run_menu(menu, event.globalPos())

    def _around(self) -> Sequence[QAction]:
        """Return the actions of the sheet around the field."""
        part = self.parentWidget()
        while part and not part.actions() and not part.isWindow():
            part = part.parentWidget()
        return part.actions() if part and not part.isWindow() else []
