"""The backups of the project: what each holds, and what restoring it would discard."""

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QPushButton, QTreeWidgetItem, QWidget
from typing_extensions import override

from annotator.domain.backup import Backup, BackupDetails
from annotator.domain.edit_label import words_of
from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, format_number, tr
from annotator.operations.backup_words import held_words, lost_words, reason_words
from annotator.ui.application.dates import format_datetime
from annotator.ui.application.task import Task
from annotator.ui.dialogs.dialog_widgets import (
    button,
    buttons,
    column_of,
    display_path,
    show_folder,
    text_label,
)
from annotator.ui.project.backups import Backups
from annotator.ui.theming import fonts
from annotator.ui.widgets.row_tree import RowTree
from annotator.ui.widgets.typed import tooltip

_HEADS: Final = (
    *(N_("Date"), N_("Reason"), N_("Articles"), N_("Claims"), N_("Marks")),
    N_("Last edit"),
)
_SIZE: Final = (960, 460)
_NUMBERS: Final = range(2, 5)
_AT_END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BESIDE: Final = 4  # pixels between two columns
_EMPTY: Final = N_(
    "There are no backups yet. One is made every day, and before large changes. You can also choose"
    " “Back up now” in the Project menu."
)
_KEPT: Final = N_("The present state is kept first, as a backup of its own.")

Details = BackupDetails | AnnotatorError


class RestoreDialog(QDialog):
    """A list of the backups, the newest first; their details are read in the background."""

    def __init__(self, backups: Backups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("restore")
        self._backups = backups
        self._found = backups.found()
        self._details: dict[Path, Details] = {}
        self._list = _BackupList()
        self._loss, self._buttons = text_label(""), buttons(self, tr("Restore"))
        self._arrange()
        self._list.currentItemChanged.connect(lambda *_: self._show_loss())
        self._list.itemDoubleClicked.connect(lambda *_: self._choose())
        self._list.show_backups(self._found)
        self._task = Task(lambda: backups.details(self._found), self)
        self._task.yielded.connect(lambda pair: self._take(*pair))
        self._task.start()
        self._show_loss()

    @classmethod
    def ask(cls, backups: Backups, parent: QWidget | None = None) -> Backup | None:
        """Return the chosen backup; None when it is cancelled."""
        dialog = cls(backups, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.current() if is_wanted else None

    def current(self) -> Backup | None:
        """Return the selected backup; None without any."""
        place = self._list.currentIndex().row()
        return self._found[place] if place >= 0 else None

    @override
    def done(self, result: int) -> None:
        self._task.cancel()
        super().done(result)

    def _arrange(self) -> None:
        self._loss.setObjectName("restore.loss")
        self._loss.setMinimumHeight(3 * self._loss.fontMetrics().height())  # nothing moves
        self._loss.setAlignment(Qt.AlignmentFlag.AlignTop)
        folder = QPushButton(tr("Show folder"))
        folder.setObjectName("restore.folder")
        folder.clicked.connect(lambda: show_folder(self._shown().path.parent))
        folder.setEnabled(bool(self._found))
        self._buttons.addButton(folder, self._buttons.ButtonRole.ActionRole)
        column = column_of(self, tr("Restore backup"))
        column.addWidget(self._list, 1)
        column.addWidget(self._loss)
        column.addWidget(self._buttons)
        self._list.setVisible(bool(self._found))
        self.resize(fonts.pixel_size(*_SIZE))

    def _shown(self) -> Backup:
        return self.current() or self._found[0]

    def _choose(self) -> None:
        if button(self._buttons, "do").isEnabled():
            self.accept()

    def _take(self, backup: Backup, details: Details) -> None:
        self._details[backup.path] = details
        self._list.show_details(self._found.index(backup), details)
        self._show_loss()

    def _show_loss(self) -> None:
        backup = self.current()
        details = self._details.get(backup.path) if backup else None
        button(self._buttons, "do").setEnabled(isinstance(details, BackupDetails))
        if backup is None:
            self._loss.setText(tr(_EMPTY))
        elif isinstance(details, BackupDetails):
            held = tr("It holds {held}.", held=held_words(details.contents))
            lost = lost_words(details.loss) if details.loss else ""
            self._loss.setText(" ".join(filter(None, [held, lost, tr(_KEPT)])))
        else:
            self._loss.setText(str(details) if details else tr("Reading…"))
        if backup:
            self._loss.setToolTip(tooltip(display_path(backup.path)))


class _BackupList(RowTree):
    """One row for each backup."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("restore.list")
        self.setAccessibleName(tr("Backups"))
        self.setHeaderLabels([tr(head) for head in _HEADS])
        self.setRootIsDecorated(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column in _NUMBERS:
            self.headerItem().setTextAlignment(column, _AT_END)

    def show_backups(self, backups: list[Backup]) -> None:
        """Show backups, whose details are not known yet."""
        for each in backups:
            row = QTreeWidgetItem([format_datetime(each.at), reason_words(each), "…", "…", "…", ""])
            for column in _NUMBERS:
                row.setTextAlignment(column, _AT_END)
            self.addTopLevelItem(row)
        self.setCurrentIndex(self.model().index(0, 0))
        self._fit()

    def show_details(self, place: int, details: Details) -> None:
        """Show what a backup holds."""
        row = self.topLevelItem(place)
        if row is None:
            return
        if isinstance(details, AnnotatorError):
            texts = ["", "", "", tr("cannot be read")]
        else:
            held = details.contents
            numbers = map(format_number, (held.articles, held.claims, held.marks))
            texts = [*numbers, _last(held.last_at, words_of(held.last_edit))]
        for column, text in enumerate(texts, start=_NUMBERS.start):
            row.setText(column, text)
        row.setToolTip(len(_HEADS) - 1, tooltip(texts[-1]))
        self._fit()

    def _fit(self) -> None:
        """Give each column the width that it needs, and the rest to the last one."""
        for column in range(len(_HEADS) - 1):
            needed = max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column))
            self.setColumnWidth(column, needed + fonts.pixels(_BESIDE))


def _last(at: str, edit: str) -> str:
    try:
        date = format_datetime(datetime.fromisoformat(at))
    except ValueError:
        return edit
    return tr("{date}: {edit}", date=date, edit=edit)
