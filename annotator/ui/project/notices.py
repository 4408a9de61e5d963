"""What the window says to the person: messages, and why something was not done."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError


class Notices(QObject):
    """Passes on what any part of a window has to say, to whatever shows it."""

    posted = Signal(str)  # one or two sentences, shown for a while
    refused = Signal(object)  # AnnotatorError, shown until the next edit

    def post(self, message: str) -> None:
        """Show a message for a while."""
        self.posted.emit(message)

    def refuse(self, error: AnnotatorError) -> None:
        """Show why something was not done."""
        self.refused.emit(error)
