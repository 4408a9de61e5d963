"""The program's language, as far as it concerns Qt: its own buttons, and the side to begin on."""

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import i18n


def speak(app: QApplication) -> None:
    """Let Qt speak the program's language, as far as it knows it; English needs nothing."""
    if i18n.is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if language := i18n.language():
        known = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if known.load(f"qtbase_{language}", folder):
            app.installTranslator(known)
