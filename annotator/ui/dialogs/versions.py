"""The text versions of an article, and how each differs from the newest."""

from datetime import datetime
from typing import Final

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.article import Article, TextVersion
from annotator.domain.direction import side_by_side
from annotator.domain.people import Annotator
from annotator.domain.reading import ProjectReader
from annotator.domain.revision import DiffKind, DiffRun
from annotator.i18n import N_, tr
from annotator.language.differences.comparing import word_diff
from annotator.ui.application.dates import format_datetime
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, margins, splitter, text_label
from annotator.ui.models.excerpts import gist
from annotator.ui.theming import fonts
from annotator.ui.widgets.described_rows import DescribedRows
from annotator.ui.widgets.difference import Difference

KINDS: Final = {
    "raw": N_("imported"),
    "normalised": N_("imported"),
    "repaired": N_("corrected"),
}
"""What each kind of version is called; translated where it is shown."""

_CHANGES: Final = N_(
    "Changes from version {former} to {newest}. Strikethrough: removed. Underline: added."
)

_SIZE, _LIST = (940, 600), 300


class TextVersions(QDialog):
    """Shows the versions, the newest first, read-only."""

    def __init__(
        self, reader: ProjectReader, article: Article, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self._reader = reader
        found = reader.find(TextVersion, article_id=article.id)
        self._versions = sorted(found, key=lambda version: -version.version_no)
        self._list = QListWidget()
        self._text = Difference("versions.text")
        self._whole = QCheckBox(tr("Show full text"))
        self._whole.setObjectName("versions.whole")
        self._message = text_label("", ink="second")
        self._message.setObjectName("versions.told")
        self._arrange(article)
        self._fill()

    @classmethod
    def ask(cls, reader: ProjectReader, article: Article, parent: QWidget | None = None) -> None:
        """Show them until the dialog is closed."""
        dialog = cls(reader, article, parent)
        dialog.exec()
        dialog.deleteLater()

    def _arrange(self, article: Article) -> None:
        self._list.setObjectName("versions.list")
        self._list.setAccessibleName(tr("Versions"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setItemDelegate(DescribedRows(self._list))
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(margins(8, 0, 0, 0))
        beside.setSpacing(8)
        beside.addWidget(self._message)
        beside.addWidget(self._text, 1)
        beside.addWidget(self._whole)
        halves = splitter(self._list, right)
        halves.setSizes([_LIST, _SIZE[0] - _LIST])  # in proportion to the width
        column = column_of(self, tr("Text versions of {code}", code=article.code))
        column.addWidget(halves, 1)
        column.addWidget(buttons(self, tr("Close"), ""))
        self.resize(fonts.pixel_size(*_SIZE))

    def _fill(self) -> None:
        for version in self._versions:
            self._list.addItem(QListWidgetItem(self._described(version)))
        self._list.currentRowChanged.connect(lambda _: self._show())
        self._whole.toggled.connect(lambda _: self._show())
        # the one before the newest is most useful; an article may have only one
        self._list.setCurrentRow(min(1, len(self._versions) - 1))
        self._list.setFocus()

    def _show(self) -> None:
        version = self._versions[self._list.currentRow()]
        newest = self._versions[0]
        old = self._reader.text(version.sha256)
        is_newest = version is newest
        self._whole.setVisible(not is_newest)
        if is_newest:
            self._message.setText(tr("The current version."))
            self._text.show_words([DiffRun(DiffKind.KEPT, old)])
            return
        self._message.setText(tr(_CHANGES, former=version.version_no, newest=newest.version_no))
        row = word_diff(old, self._reader.text(newest.sha256))
        self._text.show_words(row if self._whole.isChecked() else gist(row))

    def _described(self, version: TextVersion) -> str:
        who = self._reader.get(Annotator, version.created_by)
        facts = [
            tr(KINDS.get(version.kind, version.kind)),
            format_datetime(datetime.fromisoformat(version.created_at)),
            who.name if who else "",
        ]
        lines = [
            tr("Version {number}", number=version.version_no),
            side_by_side(facts),
        ]
        return "\n".join([*lines, version.reason or version.file_name]).rstrip()
