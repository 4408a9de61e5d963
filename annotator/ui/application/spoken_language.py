"""The language of Qt's own texts, and the layout direction."""

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import i18n


def speak(app: QApplication) -> None:
    """Set the language of Qt's texts, if it has a translation; nothing for English."""
    if i18n.is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if language := i18n.language():
        known = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if known.load(f"qtbase_{language}", folder):
            known.setParent(app)  # which installing it does not
            app.installTranslator(known)
