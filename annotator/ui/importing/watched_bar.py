"""The line that offers the new files of the watched folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.i18n import ngettext, tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.plain_label import small


class WatchedBar(QWidget):
    """Shows the number of new files; hidden while there are none."""

    import_requested = Signal(object)  # tuple[Path, ...]
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watched")
        self.setAccessibleName(tr("New files in the watched folder"))
        self._paths: tuple[Path, ...] = ()
        self._words = small(QLabel(), "second", "watched.words")
        offer = _button(tr("Import…"), "watched.import")
        offer.clicked.connect(self._ask)
        dismiss = _button(tr("Not now"), "watched.dismiss")
        dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(offer)
        row.addWidget(dismiss)
        self.hide()

    def offer(self, paths: Sequence[Path]) -> None:
        """Offer these files; none hides the line."""
        self._paths = tuple(paths)
        if paths:
            offered = ngettext(
                "{count} new file in “{folder}”",
                "{count} new files in “{folder}”",
                len(paths),
                folder=paths[0].parent.name,
            )
            self._words.setText(offered)
            self._words.setToolTip("\n".join(path.name for path in paths[:20]))
        self.setVisible(bool(paths))

    def _ask(self) -> None:
        self.import_requested.emit(self._paths)


def _button(text: str, name: str) -> QPushButton:
    button = EnterButton(text)
    button.setObjectName(name)
    button.setFont(fonts.small(button.font()))
    return button
