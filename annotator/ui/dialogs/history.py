"""The history: who changed what and when; any value, or any point of it, can be restored."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.article import Article
from annotator.domain.backup import BackupReason
from annotator.domain.claim import Claim
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_location import EditLocation, location_of
from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, tr
from annotator.operations.bringing_back import bring_back
from annotator.operations.going_back import Subject, back_to, summary
from annotator.operations.history import details_of
from annotator.operations.history_names import Names
from annotator.operations.undo import MANY
from annotator.ui.application.dates import format_date, format_datetime
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.dialogs.dialog_widgets import column_of, keep_on_screen, splitter, text_label
from annotator.ui.dialogs.history_details import HistoryDetails
from annotator.ui.dialogs.history_filters import HistoryFilters
from annotator.ui.dialogs.history_list import HistoryList
from annotator.ui.dialogs.message import ask_choice
from annotator.ui.dialogs.waiting import read_in_background
from annotator.ui.models.history_pages import HistoryRow
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.enter_button import EnterButton

_SIZE, _LIST, _LOWEST = (1080, 640), 440, 150
_PROJECT: Final = "project"
_READ: Final = 200  # changes of a step that are shown at most
_GO_BACK: Final = N_("Go back")
_SAME: Final = N_("Nothing is different now from how it was after this step.")
_NO_PLACE: Final = N_("What this step changed is no longer in any text.")
_DONE: Final = N_("Done as a new step. {key} undoes it.")
_SHARED: Final = N_("Claims that other articles mention, too, keep their wording and their check.")
_READ_ONLY: Final = N_("This project is open as read-only. Its history can only be read.")


class HistoryDialog(QDialog):
    """Lists the steps of the project, an article or a claim, with their changes.

    It stays open beside the window, which goes to the place of a step on request.
    """

    place_requested = Signal(object)  # EditLocation

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self._workspace = workspace
        self._subjects: dict[str, Subject] = {}
        self._scope = ChoiceRow()
        self._filters = HistoryFilters(workspace)
        self._list = HistoryList(workspace)
        self._details = HistoryDetails(may_change=not workspace.is_read_only)
        self._message = text_label("", ink="second")
        self._go = EnterButton(tr("Go to the text"))
        self._back = EnterButton(tr("Go back to here…"))
        self._arrange()
        self._connect()

    def show_history(
        self, claim: Claim | None, article: Article | None, *, chosen: Subject | None = None
    ) -> None:
        """Show the history of the subject that is chosen, otherwise of the project.

        The claim, the article and the project can be chosen in its place.
        """
        given = [subject for subject in (article, claim) if subject]
        self._subjects = {subject.code: subject for subject in given}
        names = {_PROJECT: tr("Project"), **{code: code for code in self._subjects}}
        self._scope.set_choices(
            [Choice(code, name, definition=self._about(code)) for code, name in names.items()]
        )
        self._filters.offer_people()
        self._choose(chosen.code if chosen else _PROJECT)
        self._come_forward()

    def come_back(self) -> None:
        """Show the history again as it was left, with what was done since."""
        self._read()
        self._come_forward()

    def _come_forward(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.view.setFocus()

    def _about(self, code: str) -> str:
        subject = self._subjects.get(code)
        if subject is None:
            return tr("Everything that was done in this project")
        return subject.text if isinstance(subject, Claim) else subject.headline

    def take_actions(self, *actions: QAction) -> None:
        """Add actions of the window, such as undo, with their shortcuts."""
        for each in actions:
            self.addAction(each)

    def stop(self) -> None:
        """Cancel reading."""
        self._list.stop()

    def _arrange(self) -> None:
        self._scope.setObjectName("history.scope")
        self._scope.setAccessibleName(tr("History of"))
        self._go.setObjectName("history.go")
        self._back.setObjectName("history.go_back")
        self._message.setObjectName("history.told")
        self._message.setMinimumHeight(self._message.fontMetrics().height())  # nothing moves
        self._back.setVisible(not self._workspace.is_read_only)
        halves = splitter(self._list, self._details)
        halves.setSizes([_LIST, _SIZE[0] - _LIST])  # parts of what there is
        halves.setMinimumHeight(fonts.pixels(_LOWEST))  # in a dialog that scrolls, too
        column = column_of(self, tr("History"), heading="")
        column.addLayout(self._head())
        column.addWidget(self._filters)
        column.addWidget(halves, 1)
        column.addLayout(self._foot())
        keep_on_screen(self)
        self.resize(fonts.pixel_size(*_SIZE))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("History of")))
        row.addWidget(self._scope, 1)
        return row

    def _foot(self) -> QVBoxLayout:
        close = EnterButton(tr("Close"))
        close.setObjectName("history.close")
        close.clicked.connect(lambda _: self.reject())
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._go)
        row.addWidget(close)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._message)
        foot.addLayout(row)
        return foot

    def _connect(self) -> None:
        self._scope.chosen.connect(self._choose)
        self._filters.changed.connect(self._read)
        self._list.current_changed.connect(self._show)
        self._list.opened.connect(self._go_to_place)
        self._list.clear_requested.connect(self._filters.clear)
        self._list.failed.connect(self._tell)
        self._details.bring_back_requested.connect(self._bring_back)
        self._go.clicked.connect(lambda _: self._go_to_place())
        self._back.clicked.connect(lambda _: self._go_back())
        notices = self._workspace.notices
        notices.posted.connect(self._tell)
        notices.refused.connect(self._tell)

    def _choose(self, code: str) -> None:
        self._scope.set_chosen(code)
        self._read()

    def _subject(self) -> Subject | None:
        return self._subjects.get(next(iter(self._scope.codes()), ""))

    def _read(self) -> None:
        subject = self._subject()
        wanted = self._filters.wanted(subject.code if subject else "")
        self._tell(tr(_READ_ONLY) if self._workspace.is_read_only else "")
        self._list.show_steps(wanted, is_filtered=self._filters.is_set)

    def _show(self, row: HistoryRow | None) -> None:
        for button in (self._go, self._back):
            button.setEnabled(row is not None)
        if row is None:
            self._details.show_text(tr("Select a step to see what it changed."))
            return
        try:
            changes = row.step.changes or tuple(self._changes(row))
        except AnnotatorError as error:
            self._details.show_text(str(error))
            return
        names = Names(self._workspace.reader, format_date)
        self._details.show_step(row.line, row.foot, details_of(changes, names), row.step.size)

    def _changes(self, row: HistoryRow) -> Iterator[Change]:
        return islice(self._workspace.reader.history.changes(row.step.lines), _READ)

    def _go_to_place(self) -> None:
        if row := self._list.current():
            changes = row.step.changes or tuple(self._changes(row))
            edit = Edit(label=row.step.label, changes=changes)
            place = location_of(self._workspace.reader, edit)
            if isinstance(place, EditLocation):
                self.place_requested.emit(place)
            else:
                self._tell(tr(_NO_PLACE))

    def _bring_back(self, former: Record, name: str) -> None:
        self._workspace.pending.flush()
        try:
            edit = bring_back(Names(self._workspace.reader, format_date), former, name)
        except AnnotatorError as error:
            self._tell(str(error))
            return
        self._do(edit)

    def _go_back(self) -> None:
        row = self._list.current()
        if row is None:
            return
        self._workspace.pending.flush()
        time = format_datetime(datetime.fromisoformat(row.step.at))
        plan = partial(back_to, line=row.step.last, time=time, subject=self._subject())
        edit = read_in_background(
            self._workspace, plan, tr("Comparing with the earlier state"), self
        )
        if edit is None:
            return
        if not edit.changes:
            self._tell(tr(_SAME))
        elif ask_choice(self, _question(self._subject(), edit, row), [_GO_BACK]):
            if len(edit.changes) > MANY:
                self._workspace.protecting.emit(BackupReason.UNDO)
            self._do(edit, keeps_times=True)

    def _do(self, edit: Edit, *, keeps_times: bool = False) -> None:
        if self._workspace.do(edit, keeps_times=keeps_times):
            self._tell(tr(_DONE, key=shortcut("edit.undo")))

    def _tell(self, message: str | AnnotatorError) -> None:
        self._message.setText(str(message))


def _question(subject: Subject | None, edit: Edit, row: HistoryRow) -> str:
    what = subject.code if subject else tr("the whole project")
    asked = tr("Go back to how {what} was after this step?", what=what)
    kept = tr("This is a new step, which can be undone. Nothing of the history is lost.")
    shared = tr(_SHARED) if isinstance(subject, Article) else ""
    parts = [asked, f"{row.line}\n{row.foot}", "\n".join(summary(edit)), shared, kept]
    return "\n\n".join(filter(None, parts))
