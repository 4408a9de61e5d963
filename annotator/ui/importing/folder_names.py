"""A button that uses the names of the files' folders."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QMenu

from annotator.i18n import N_, tr
from annotator.importers.draft import FolderAs
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.menu_button import attach_menu

_TITLES: Final = {FolderAs.PUBLISHER: N_("As publisher"), FolderAs.NOTE: N_("As note")}


class FolderNames(EnterButton):
    """Asks in a menu how to use the name, and does that."""

    def __init__(self, do: Callable[[FolderAs], None]) -> None:
        super().__init__(tr("Use folder name"))
        self.setObjectName("import.folder")
        menu = QMenu(self)
        for folder_as in FolderAs:
            action = menu.addAction(tr(_TITLES[folder_as]))
            action.setObjectName(f"import.folder.{folder_as}")
            action.setData(folder_as)
        menu.triggered.connect(lambda action: do(FolderAs(action.data())))
        attach_menu(self, menu)
