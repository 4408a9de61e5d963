"""Messages for the user, and errors."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError


class Notices(QObject):
    """Passes messages and errors from any part of a window to the status bar."""

    posted = Signal(str)  # one or two sentences, shown for a while
    kept = Signal(str)  # one or two sentences, shown until the next edit
    refused = Signal(object)  # AnnotatorError, shown until the next edit

    def post(self, message: str) -> None:
        """Show a message for a while."""
        self.posted.emit(message)

    def keep(self, message: str) -> None:
        """Show a message until the next edit."""
        self.kept.emit(message)

    def refuse(self, error: AnnotatorError) -> None:
        """Show an error."""
        self.refused.emit(error)
