"""The editor of the project's codebook; each change is one step to undo."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.codebook import Scheme
from annotator.domain.edit import Edit
from annotator.i18n import N_, tr
from annotator.ui.application.busy import busy
from annotator.ui.dialogs.codebook_buttons import CodebookButtons
from annotator.ui.dialogs.codebook_lists import CodebookLists
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, margins, splitter, text_label
from annotator.ui.dialogs.label_form import LabelForm
from annotator.ui.dialogs.undo_keys import add_undo_keys
from annotator.ui.models.codebook_words import about, about_uses
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.form import WIDE_LABELS, Form
from annotator.ui.widgets.keys import is_enter

_SIZE, _LIST = (1180, 640), 240
_NOTHING: Final = N_("No codebook changes left to undo.")
_NOTHING_AGAIN: Final = N_("No codebook changes left to redo.")


class CodebookEditor(QDialog):
    """Every change is saved at once and shown in the panels; there is no OK button."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codebook")
        self.lists = CodebookLists(workspace, self)
        self._workspace = workspace
        self._shown_id = ""
        self._form = LabelForm(workspace, self.lists.do)
        self._title = AutoLine(pause=0)
        self._about = text_label("", ink="second")
        self._uses = text_label("", ink="second")
        self._message = text_label("", ink="second")
        self._buttons = CodebookButtons(self.lists)
        self._arrange()
        self._connect()
        self.lists.show_scheme("")
        self.lists.count()
        self.lists.schemes.setFocus()

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show it until it is closed."""
        dialog = cls(workspace, parent)
        dialog.exec()
        dialog.deleteLater()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and not isinstance(self.focusWidget(), QPushButton):
            return  # Enter ends a field, not the dialog
        super().keyPressEvent(event)

    @override
    def done(self, result: int) -> None:
        self._workspace.pending.flush()
        self._buttons.flush()
        super().done(result)

    def _arrange(self) -> None:
        self._about.setObjectName("codebook.about")
        self._uses.setObjectName("codebook.uses")
        self._message.setObjectName("codebook.message")
        self._title.setObjectName("codebook.title")
        halves = splitter()
        halves.setParent(self)  # first, so that what is put into it is styled once
        _column(halves, self.lists.schemes, self._buttons.of_scheme)
        title = Form(label_width=WIDE_LABELS)
        title.add(tr("Scheme"), self._title)
        parts = (self._about, self.lists.labels, self._buttons.new_label, self._buttons.of_label)
        right = _column(halves, title, *parts, self._uses, self._form)
        right.setContentsMargins(margins(12, 0, 0, 0))
        halves.setSizes([_LIST, _SIZE[0] - _LIST])
        column = column_of(self, tr("Codebook"))
        column.addWidget(halves, 1)
        column.addWidget(self._message)
        box = buttons(self, tr("Close"), "")
        self._buttons.add_to(box)
        column.addWidget(box)
        self.resize(fonts.pixel_size(*_SIZE))

    def _connect(self) -> None:
        lists = self.lists
        lists.scheme_shown.connect(self._show_scheme)
        lists.label_shown.connect(self._show_label)
        lists.told.connect(self._message.setText)
        lists.schemes.move_asked.connect(self._buttons.move_scheme)
        lists.labels.edit_asked.connect(self._form.edit_name)
        lists.labels.move_asked.connect(self._buttons.move_label)
        lists.labels.removal_asked.connect(self._buttons.remove_label)
        self._title.committed.connect(self._buttons.rename)
        self._workspace.pending.add(self._title.draft)
        forget = partial(self._workspace.pending.forget, self._title.draft)
        self._title.draft.destroyed.connect(forget)
        add_undo_keys(self, self._workspace, self._undo, self._redo)

    def _show_scheme(self) -> None:
        scheme = self.lists.scheme
        if scheme.id == self._shown_id:
            self._title.set_value(scheme.title)
        else:
            self._title.begin(scheme.title)
        self._shown_id = scheme.id
        self._about.setText(about(scheme))

    def _show_label(self) -> None:
        scheme, label = self.lists.scheme, self.lists.label
        self._form.show_label(scheme, label)
        count = self.lists.use_count(label)
        self._uses.setText(about_uses(label, count, is_fixed=scheme.is_fixed))
        self._buttons.follow(scheme, label, count)

    def _undo(self) -> None:
        undo = partial(self._workspace.undo, self._workspace.top_of_steps())
        self._turn(self._workspace.next_step(), undo, _NOTHING)

    def _redo(self) -> None:
        redo = partial(self._workspace.redo, self._workspace.top_of_steps(redo=True))
        self._turn(self._workspace.next_step(redo=True), redo, _NOTHING_AGAIN)

    def _turn(self, step: Edit | None, turn: Callable[[], None], otherwise: str) -> None:
        """Undo or redo a step that concerns the codebook; others are left to the window."""
        records = [change.record for change in step.changes] if step else []
        if not any(isinstance(record, Scheme) for record in records):
            self.lists.tell(tr(otherwise))
            return
        with busy():
            turn()


def _column(halves: QSplitter, *parts: QWidget) -> QWidget:
    """Return a column of parts in which lists take the spare height."""
    column = QWidget(halves)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part, int(isinstance(part, QAbstractItemView)))
    return column
