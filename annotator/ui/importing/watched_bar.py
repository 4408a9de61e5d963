"""One quiet line that offers the new files of the watched folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton


class WatchedBar(QWidget):
    """Says how many new files there are; hidden while there are none."""

    import_asked = Signal(object)  # tuple[Path, ...]
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watched")
        self.setAccessibleName("New files in the watched folder")
        self._paths: tuple[Path, ...] = ()
        self._words = QLabel()
        self._words.setObjectName("watched.words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("ink", "second")
        self._words.setFont(fonts.small(self._words.font()))
        offer = _button("Import…", "watched.import")
        offer.clicked.connect(self._ask)
        dismiss = _button("Not now", "watched.dismiss")
        dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(offer)
        row.addWidget(dismiss)
        self.hide()

    def offer(self, paths: Sequence[Path]) -> None:
        """Offer these files, or nothing any more."""
        self._paths = tuple(paths)
        if paths:
            count = "1 new file" if len(paths) == 1 else f"{len(paths):,} new files"
            self._words.setText(f"{count} in “{paths[0].parent.name}”")
            self._words.setToolTip("\n".join(path.name for path in paths[:20]))
        self.setVisible(bool(paths))

    def _ask(self) -> None:
        self.import_asked.emit(self._paths)


def _button(text: str, name: str) -> QPushButton:
    button = EnterButton(text)
    button.setObjectName(name)
    button.setFont(fonts.small(button.font()))
    return button
