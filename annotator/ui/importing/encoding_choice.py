"""The dialog for choosing the encoding of a file by its text."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QWidget,
)

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import tr
from annotator.importers import Draft
from annotator.importers.encodings import encodings, guesses
from annotator.importers.plain_text import reread
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.theming import fonts
from annotator.ui.widgets.past_headings import GroupedList
from annotator.ui.widgets.plain_text import PlainText

_SIZE = (860, 520)
_LIST, _WIDEST, _ROUND = 280, 420, 4
_SAMPLE: Final = 100_000
_SHOWN: Final = 5_000
_TELLING: Final = re.compile(r"^.*[^\x00-\x7f].*$", re.MULTILINE)
_NAME_ROLE = Qt.ItemDataRole.UserRole


class EncodingChoice(QDialog):
    """Lists the likely encodings first, then all of them, beside the text that each gives."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("encoding")
        self.chosen = draft
        self._draft = draft
        self._names = GroupedList()
        self._names.setObjectName("encoding.names")
        self._names.setAccessibleName(tr("Encodings, most likely first"))
        self._names.setSpacing(2)
        self._preview = PlainText()
        self._preview.setReadOnly(True)
        self._preview.setObjectName("encoding.preview")
        self._preview.setAccessibleName(tr("Text in this encoding"))
        self._preview.setFont(fonts.reading(15))
        self._preview.setTabChangesFocus(True)
        self._complaint = text_label("", ink="wrong")
        self._complaint.setObjectName("encoding.complaint")
        self._box = buttons(self, tr("Use encoding"))
        self._fill()
        self._arrange()
        self._names.currentItemChanged.connect(self._show)
        self._names.itemActivated.connect(self._take)
        self._names.setCurrentRow(1)  # below the heading
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(cls, draft: Draft, parent: QWidget | None = None) -> Draft | None:
        """Return the draft read in the chosen encoding; None when cancelled."""
        dialog = cls(draft, parent)
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen if is_chosen else None

    def _fill(self) -> None:
        titles = {each.name: each.display_title for each in encodings()}
        likely = list(dict.fromkeys((self._draft.encoding, *_likely(self._draft.received))))[:5]
        self._head(tr("Likely"))
        for name in likely:
            self._offer(name, titles.get(name, name))
        self._head(tr("All"))
        for name in (each for each in titles if each not in likely):
            self._offer(name, titles[name])

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.heading(self.font()))
        self._names.addItem(item)

    def _offer(self, name: str, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_NAME_ROLE, name)
        item.setToolTip(text)
        self._names.addItem(item)

    def _arrange(self) -> None:
        beside = self._names.verticalScrollBar().sizeHint().width() + 2 * _ROUND
        width = self._names.sizeHintForColumn(0) + beside
        self._names.setFixedWidth(min(max(fonts.pixels(_LIST), width), fonts.pixels(_WIDEST)))
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._names)
        both.addWidget(self._preview, 1)
        question = tr("Which encoding displays this correctly?")
        column = column_of(self, tr("Encoding"), question)
        column.addWidget(text_label(self._draft.file_name, ink="second"))
        column.addLayout(both, 1)
        column.addWidget(self._complaint)
        column.addWidget(self._box)

    def _show(self, item: QListWidgetItem | None) -> None:
        name = item.data(_NAME_ROLE) if item else None
        if name is None:
            return
        complaint = ""
        try:
            self.chosen = read_in(self._draft, name)
        except UnreadableFileError as error:
            complaint = str(error)
        self._preview.setPlainText("" if complaint else _telling(self.chosen.text))
        self._complaint.setText(complaint or self.chosen.reason)
        button(self._box, "do").setEnabled(not complaint)

    def _take(self) -> None:
        if button(self._box, "do").isEnabled():
            self.accept()


def read_in(draft: Draft, encoding: str) -> Draft:
    """Return a draft read in another encoding; raises UnreadableFileError.

    Its own encoding does not change it, even if some bytes were invalid.
    """
    return draft if encoding == draft.encoding else reread(draft, encoding)


def _likely(data: bytes) -> list[str]:
    """Return the encodings guessed from the beginning of a file."""
    sample = data if len(data) <= _SAMPLE else data[:_SAMPLE].rpartition(b"\n")[0]
    try:
        return [guess.encoding for guess in guesses(sample or data[:_SAMPLE])]
    except UnreadableFileError:
        return []


def _telling(text: str) -> str:
    """Return the beginning of a text, with the lines in which encodings differ first."""
    lines = [found[0][:_SHOWN] for found in _TELLING.finditer(text[: 20 * _SHOWN])]
    if not lines or lines[0] in text[:200]:
        return text[:_SHOWN]
    return "\n".join(lines)[:_SHOWN] + "\n\n" + text[:_SHOWN]
