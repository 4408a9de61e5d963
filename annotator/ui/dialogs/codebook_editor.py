"""The editor of the project's codebook; each change is one step to undo."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.label_key import LabelKey
from annotator.i18n import N_, tr
from annotator.ui.application.busy import busy
from annotator.ui.application.task import Task
from annotator.ui.dialogs.codebook_buttons import CodebookButtons
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, margins, splitter, text_label
from annotator.ui.dialogs.label_form import LabelForm
from annotator.ui.dialogs.label_table import LabelTable
from annotator.ui.dialogs.scheme_list import SchemeList
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
        self.workspace = workspace
        self.uses: Mapping[LabelKey, int] | None = None  # not counted yet
        self._shown_id = ""
        self._task: Task[dict[LabelKey, int]] | None = None
        self.schemes, self.labels = SchemeList(), LabelTable()
        self.form = LabelForm(workspace, self.do)
        self._title = AutoLine(pause=0)
        self._about = text_label("", ink="second")
        self._uses = text_label("", ink="second")
        self._message = text_label("", ink="second")
        self._buttons = CodebookButtons(self)
        self._arrange()
        self._connect()
        self.show_scheme("")
        self._count()
        self.schemes.setFocus()

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show it until it is closed."""
        dialog = cls(workspace, parent)
        dialog.exec()
        dialog.deleteLater()

    @property
    def scheme(self) -> Scheme:
        """Return the current state of the shown scheme."""
        schemes = self.workspace.codebook.schemes
        return next(each for each in schemes if each.id == self.schemes.scheme_id)

    @property
    def label(self) -> Label:
        """Return the current state of the shown label."""
        return self.scheme.label(self.labels.code) or self.scheme.labels[0]

    def do(self, make: Callable[[], Edit]) -> str:
        """Apply the edit that a function returns, and return why it was refused; '' if not."""
        try:
            edit = make()
        except AnnotatorError as error:
            self.tell(str(error))
            return str(error)
        self.tell("")
        if all(change.before == change.after for change in edit.changes):
            return ""
        with busy():  # thousands of records may use the label
            is_done = self.workspace.do(edit)
        return "" if is_done else self._message.text()

    def tell(self, sentence: str) -> None:
        """Show a message below the contents."""
        self._message.setText(sentence)

    def _tell_error(self, error: AnnotatorError) -> None:  # a lambda would outlive this dialog
        self.tell(str(error))

    def show_scheme(self, scheme_id: str) -> None:
        """Show a scheme."""
        self.schemes.show_schemes(self.workspace.codebook, scheme_id)
        self._show()

    def show_label(self, code: str) -> None:
        """Show a label of the scheme."""
        self.labels.show_labels(self.scheme, self.uses, code)
        self._show_label()

    def use_count(self, label: Label) -> int:
        """Return how many records use a label of the scheme; 0 while they are counted."""
        return (self.uses or {}).get(self.scheme.key(label.code), 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and not isinstance(self.focusWidget(), QPushButton):
            return  # Enter ends a field, not the dialog
        super().keyPressEvent(event)

    @override
    def done(self, result: int) -> None:
        self.workspace.pending.flush()
        self._buttons.flush()
        super().done(result)

    def _arrange(self) -> None:
        self._about.setObjectName("codebook.about")
        self._uses.setObjectName("codebook.uses")
        self._message.setObjectName("codebook.message")
        self._title.setObjectName("codebook.title")
        title = Form(label_width=WIDE_LABELS)
        title.add(tr("Scheme"), self._title)
        parts = (self._about, self.labels, self._buttons.new_label, self._buttons.of_label)
        right = _column(title, *parts, self._uses, self.form)
        right.setContentsMargins(margins(12, 0, 0, 0))
        halves = splitter(_column(self.schemes, self._buttons.of_scheme), right)
        halves.setSizes([_LIST, _SIZE[0] - _LIST])
        column = column_of(self, tr("Codebook"))
        column.addWidget(halves, 1)
        column.addWidget(self._message)
        box = buttons(self, tr("Close"), "")
        self._buttons.add_to(box)
        column.addWidget(box)
        self.resize(fonts.pixel_size(*_SIZE))

    def _connect(self) -> None:
        self.schemes.chosen.connect(lambda _: self._show())
        self.schemes.move_asked.connect(self._buttons.move_scheme)
        self.labels.chosen.connect(lambda _: self._show_label())
        self.labels.edit_asked.connect(self.form.edit_name)
        self.labels.move_asked.connect(self._buttons.move_label)
        self.labels.removal_asked.connect(self._buttons.remove_label)
        self._title.committed.connect(self._buttons.rename)
        self.workspace.pending.add(self._title.draft)
        forget = partial(self.workspace.pending.forget, self._title.draft)
        self._title.draft.destroyed.connect(forget)
        self.workspace.edited.connect(self._follow)
        self.workspace.notices.posted.connect(self.tell)
        self.workspace.notices.refused.connect(self._tell_error)
        add_undo_keys(self, self.workspace, self._undo, self._redo)

    def _show(self) -> None:
        scheme = self.scheme
        if scheme.id == self._shown_id:
            self._title.set_value(scheme.title)
        else:
            self._title.begin(scheme.title)
        self._shown_id = scheme.id
        self._about.setText(about(scheme))
        self.show_label(self.labels.code)

    def _show_label(self) -> None:
        scheme, label = self.scheme, self.label
        self.form.show_label(scheme, label)
        count = self.use_count(label)
        self._uses.setText(about_uses(label, count, is_fixed=scheme.is_fixed))
        self._buttons.follow(scheme, label, count)

    def _follow(self, edit: Edit) -> None:
        kinds = {type(change.record) for change in edit.changes}
        if kinds != {Scheme}:
            self._count()
        if Scheme in kinds:
            self.show_scheme(self.schemes.scheme_id)

    def _count(self) -> None:
        """Count the uses of labels, on a worker thread if the project is in a file."""
        if self.workspace.path is None:
            self._take_counts(self.workspace.reader.label_uses())
            return
        self._task = Task(self._counting, self)
        self._task.yielded.connect(self._take_counts)
        self._task.start()

    def _counting(self) -> Iterator[dict[LabelKey, int]]:
        with self.workspace.reading() as reader:
            yield reader.label_uses()

    def _take_counts(self, uses: Mapping[LabelKey, int]) -> None:
        self.uses = uses
        self.show_label(self.labels.code)

    def _undo(self) -> None:
        self._turn(self.workspace.next_step(), self.workspace.undo, _NOTHING)

    def _redo(self) -> None:
        self._turn(self.workspace.next_step(redo=True), self.workspace.redo, _NOTHING_AGAIN)

    def _turn(self, step: Edit | None, turn: Callable[[], None], otherwise: str) -> None:
        """Undo or redo a step that concerns the codebook; others are left to the window."""
        records = [change.record for change in step.changes] if step else []
        if not any(isinstance(record, Scheme) for record in records):
            self.tell(tr(otherwise))
            return
        with busy():
            turn()


def _column(*parts: QWidget) -> QWidget:
    """Return a column of parts in which lists take the spare height."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part, int(isinstance(part, QAbstractItemView)))
    return column
