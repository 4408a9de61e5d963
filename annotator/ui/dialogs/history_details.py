"""The changes of one step of the history, by field, with buttons that restore values."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.direction import isolated, isolated_lines, whole_isolates
from annotator.domain.history import HistoryAction
from annotator.i18n import N_, ngettext, tr
from annotator.operations.history import FieldChange, RecordChange
from annotator.ui.dialogs.dialog_widgets import margins, text_label
from annotator.ui.dialogs.value_label import value_label
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton, flush_button

_LABELS: Final = 116  # pixels
_LONG: Final = 280  # characters of a value, from which on it is cut until it is asked for
_MOST: Final = 60  # records that are shown
_TITLES: Final = {
    HistoryAction.ADDED: N_("{record} · added"),
    HistoryAction.CHANGED: N_("{record} · changed"),
    HistoryAction.REMOVED: N_("{record} · removed"),
}


class HistoryDetails(QScrollArea):
    """Shows the records of a step with former and new values; read-only without `may_change`."""

    bring_back_requested = Signal(object, str)  # the record before, the name of the field

    def __init__(self, *, may_change: bool) -> None:
        super().__init__(widgetResizable=True)
        self._may_change = may_change
        self.setObjectName("history.details")
        self.setAccessibleName(tr("What was changed"))
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_text(self, text: str) -> None:
        """Show a sentence in place of the details."""
        inside, column = _column(self.viewport())
        column.addWidget(text_label(text, ink="second"))
        column.addStretch(1)
        self.setWidget(inside)

    def show_step(self, line: str, foot: str, records: Sequence[RecordChange], size: int) -> None:
        """Show a step: its line, when and by whom, and what it did to each record.

        `size` is how many records it changed; only the first are shown.
        """
        inside, column = _column(self.viewport())
        head = text_label(line, font=fonts.strong(self.font()))
        head.setObjectName("history.line")
        column.addWidget(head)
        column.addWidget(text_label(foot, ink="second"))
        for record in records[:_MOST]:
            self._add_record(column, record)
        if size > _MOST:
            every = ngettext("{count} record in all.", "{count} records in all.", size)
            column.addWidget(text_label(every, ink="second"))
        column.addStretch(1)
        self.setWidget(inside)

    def _add_record(self, column: QVBoxLayout, record: RecordChange) -> None:
        column.addSpacing(fonts.pixels(6))
        title = text_label(tr(_TITLES[record.action], record=record.title))
        title.setFont(fonts.strong(fonts.small(self.font())))
        title.setProperty("ink", "second")
        column.addWidget(title)
        for field in record.fields:
            self._add_field(column, record, field)

    def _add_field(self, column: QVBoxLayout, record: RecordChange, field: FieldChange) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        label = text_label(field.label, ink="second")
        label.setFixedWidth(max(fonts.pixels(_LABELS), label.minimumSizeHint().width()))
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._values(record, field), 1)
        if self._may_change and record.action is HistoryAction.CHANGED:
            former = record.change.before
            button = EnterButton(tr("Bring back"))
            button.setObjectName(f"history.bring_back.{field.name}")
            before = isolated(field.before) or tr("none")
            name = tr("Bring back {field}: {value}", field=field.label, value=before)
            button.setAccessibleName(name)
            button.setToolTip(tr("Give this field its earlier value again. Later changes stay."))
            ask = partial(self.bring_back_requested.emit, former, field.name)
            button.clicked.connect(lambda _=False: ask())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def _values(self, record: RecordChange, field: FieldChange) -> QVBoxLayout:
        values = QVBoxLayout()
        values.setSpacing(2)
        if record.action is not HistoryAction.ADDED:
            sign = "" if record.action is HistoryAction.REMOVED else tr("from")
            self._add_value(values, sign, field.before, is_former=True)
        if record.action is not HistoryAction.REMOVED:
            sign = "" if record.action is HistoryAction.ADDED else tr("to")
            self._add_value(values, sign, field.after, is_former=False)
        return values

    def _add_value(self, values: QVBoxLayout, sign: str, text: str, *, is_former: bool) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        if sign:
            small = QLabel(sign)
            small.setFont(fonts.small(self.font()))
            small.setProperty("ink", "second")
            signs = map(small.fontMetrics().horizontalAdvance, (tr("from"), tr("to")))
            small.setMinimumWidth(max(signs))  # the values stand one below the other
            line.addWidget(small, 0, Qt.AlignmentFlag.AlignTop)
        is_cut = len(text) > _LONG
        shown = f"{whole_isolates(text[:_LONG].rstrip())} …" if is_cut else text
        ink = "second" if is_former or not text else ""
        label = value_label(isolated_lines(shown) or tr("none"), ink=ink)
        line.addWidget(label, 1)
        values.addLayout(line)
        if is_cut:
            whole = flush_button(tr("Show full text"))
            whole.clicked.connect(partial(_show_whole, line, label, isolated_lines(text), ink))
            whole.clicked.connect(whole.hide)
            values.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeading)


def _show_whole(line: QHBoxLayout, label: QWidget, text: str, ink: str) -> None:
    whole = value_label(text, ink=ink)
    line.replaceWidget(label, whole)
    label.hide()
    label.deleteLater()


def _column(viewport: QWidget) -> tuple[QWidget, QVBoxLayout]:
    inside = QWidget(viewport)  # at once, so that what is put into it is styled once
    column = QVBoxLayout(inside)
    column.setContentsMargins(margins(12, 4, 8, 8))
    column.setSpacing(6)
    return inside, column
