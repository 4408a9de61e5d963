"""What this program is, in which version, and what it is built on."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator import assets
from annotator.ui.dialogs.dialog_widgets import MARGIN, buttons, fit, title, words
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import icon, shown_in

_LIBRARIES: Final = (
    ("PySide6-Essentials", "the window (Qt), LGPL 3.0"),
    ("sqlite-utils", "the project file, Apache 2.0"),
    ("msgspec", "settings and journal, BSD 3-Clause"),
    ("sentencex", "sentences in many languages, MIT"),
    ("click", "the command line, BSD 3-Clause"),
    ("platformdirs", "where the system keeps settings, MIT"),
)
_ICON, _WIDTH = 64, 440


class About(QDialog):
    """Name, version, licence and libraries, in plain text that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle("About Annotator")
        box = buttons(self, "Close", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self._paragraph("about.text", about_text()))
        column.addWidget(box)
        fit(self, _WIDTH)
        box.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> None:
        """Show it until it is closed."""
        about = cls(parent)
        about.exec()
        about.deleteLater()

    def _head(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(icon("annotator", shown_in(self).accent).pixmap(fonts.pixels(_ICON)))
        name = QVBoxLayout()
        name.setSpacing(4)
        name.addWidget(title("Annotator"))
        name.addWidget(words("A workspace for fact-checkers", ink="second"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign)
        row.addLayout(name, 1)
        return row

    def _paragraph(self, name: str, text: str) -> QLabel:
        label = words(text)
        label.setObjectName(name)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def about_text() -> str:
    """Return what an error report should begin with: versions, system, libraries, resources."""
    libraries = "\n".join(f"{name} {_version(name)}: {role}" for name, role in _LIBRARIES)
    return (
        f"Version {_version('annotator')}, MIT licence.\n"
        "It uses the network only when you ask for it, and sends no usage data.\n\n"
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}\n"
        f"{libraries}\n\n"
        f"Resources: {assets.path('')}"
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(from source)"
