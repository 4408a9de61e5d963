"""The version and licence of the program, and the libraries it uses."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator import assets
from annotator.domain.direction import isolated
from annotator.i18n import N_, tr
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, fit, text_label, title
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import icon, shown_in

_LIBRARIES: Final = (
    ("PySide6-Essentials", N_("the window (Qt), LGPL 3.0")),
    ("sqlite-utils", N_("the project file, Apache 2.0")),
    ("msgspec", N_("settings and journal, BSD 3-Clause")),
    ("sentencex", N_("sentences in many languages, MIT")),
    ("click", N_("the command line, BSD 3-Clause")),
    ("platformdirs", N_("where the system keeps settings, MIT")),
)
_ICON, _WIDTH = 64, 440


class About(QDialog):
    """Name, version, licence and libraries, in plain text that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        box = buttons(self, tr("Close"), "")
        column = column_of(self, tr("About Annotator"), heading="", spacing=16)
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
        name.addWidget(text_label(tr("A workspace for fact-checkers"), ink="second"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign)
        row.addLayout(name, 1)
        return row

    def _paragraph(self, name: str, text: str) -> QLabel:
        label = text_label(text)
        label.setObjectName(name)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def about_text() -> str:
    """Return the beginning of an error report: versions, system, libraries, resources."""
    libraries = [f"{name} {_version(name)}: {tr(role)}" for name, role in _LIBRARIES]
    system = f"{platform.system()} {platform.machine()}"
    return "\n".join(
        [
            tr("Version {version}, MIT licence.", version=_version("annotator")),
            tr("It uses the network only when you ask for it, and sends no usage data."),
            "",
            tr("Python {version} on {system}", version=platform.python_version(), system=system),
            *libraries,
            "",
            tr("Resources: {folder}", folder=isolated(str(assets.path("")))),
        ]
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return tr("(from source)")
