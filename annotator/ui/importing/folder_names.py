"""A button that gives articles the name of the folder their files were in."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton

from annotator.importers.draft import FolderAs


class FolderNames(QPushButton):
    """Asks in a menu what becomes of the name, and does that."""

    def __init__(self, do: Callable[[FolderAs], None]) -> None:
        super().__init__("Use folder name")
        self.setObjectName("import.folder")
        menu = QMenu(self)
        for folder_as in FolderAs:
            action = menu.addAction(f"As {folder_as}")
            action.setObjectName(f"import.folder.{folder_as}")
            action.setData(folder_as)
        menu.triggered.connect(lambda action: do(FolderAs(action.data())))
        self.setMenu(menu)
