"""The numbers: figures on the project as charts, and the records behind each value."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import Figure, FigureId
from annotator.i18n import N_, tr
from annotator.operations.figure_plans import PLANS
from annotator.operations.statistics import damaged_words
from annotator.ui.dialogs.dialog_widgets import column_of, display_path, keep_on_screen, text_label
from annotator.ui.project.counting import Counting
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.views.chart_over_rows import ChartOverRows
from annotator.ui.views.rows_behind import RowsBehind
from annotator.ui.views.search_row import ROW_HEIGHT
from annotator.ui.widgets.chart import Chart
from annotator.ui.widgets.enter_button import EnterButton

_SIZE, _LIST = (1080, 640), 220
_COUNTING: Final = N_("Counting…")
_HINT: Final = N_("Click a value, or press Enter on it, to list what it counts.")


class NumbersWindow(QDialog):
    """Shows one figure at a time, beside the window, which goes to a record on request.

    Figures are counted in the background: when it is shown, and when somebody comes back to it
    after an edit.
    """

    chosen = Signal(object)  # Hit

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numbers")
        self._workspace = workspace
        project = workspace.path
        self._folder = project.parent if project else Path.home()  # of the chart saved last
        self._counting = Counting(workspace, self)
        self._figures: dict[FigureId, Figure] = {}
        self._is_old = True
        self._list = _figure_list()
        self._chart = Chart()
        self._rows = RowsBehind(workspace)
        self._halves = ChartOverRows(self._chart, self._rows)
        self._told, self._message = _told(), ""
        self._save = EnterButton(tr("Save chart…"))
        self._go = EnterButton(tr("Go to the text"))
        self._late = QTimer(self, singleShot=True, interval=0)
        self._arrange()
        self._connect()

    def show_numbers(self) -> None:
        """Show the numbers as they are now."""
        self._refresh()
        self.show()
        self.raise_()
        self.activateWindow()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._list.setFocus()

    def stop(self) -> None:
        """Give up counting."""
        self._late.stop()
        self._counting.stop()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._late.start()

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(fonts.pixels(16))
        middle.addWidget(self._list)
        middle.addWidget(self._halves, 1)
        column = column_of(self, tr("Numbers"), heading="")
        column.addLayout(middle, 1)
        column.addLayout(self._foot())
        keep_on_screen(self)
        self.resize(fonts.pixel_size(*_SIZE))

    def _foot(self) -> QVBoxLayout:
        close = EnterButton(tr("Close"))
        close.setObjectName("numbers.close")
        self._save.setObjectName("numbers.save")
        self._go.setObjectName("numbers.go")
        close.clicked.connect(lambda _: self.reject())
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(self._go)
        row.addWidget(close)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._told)
        foot.addLayout(row)
        return foot

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(lambda _: self._show())
        self._chart.pointed.connect(self._point)
        self._chart.opened.connect(self._open)
        self._counting.counted.connect(self._take)
        self._counting.ended.connect(self._end)
        self._counting.found.connect(self._rows.show_hits)
        self._counting.failed.connect(self._fail)
        self._rows.opened.connect(self._go_to)
        self._rows.changed.connect(lambda: self._go.setEnabled(self._rows.current() is not None))
        self._go.clicked.connect(lambda _: self._go_to())
        self._save.clicked.connect(lambda _: self._save_chart())
        self._late.timeout.connect(self._refresh)
        self._workspace.edited.connect(lambda _: self._age())
        self._list.setCurrentRow(0)
        self._go.setEnabled(False)

    def _age(self) -> None:
        self._is_old = True

    def _refresh(self) -> None:
        """Count again, if something was edited since."""
        if self._is_old:
            self._is_old = False
            self._workspace.pending.flush()
            self._is_old = False  # what was typed is counted, too
            self._tell(tr(_COUNTING))
            self._counting.count(self._current())

    def _current(self) -> FigureId:
        return tuple(FigureId)[max(0, self._list.currentRow())]

    def _take(self, figure: Figure) -> None:
        self._figures[figure.id] = figure
        if figure.id is self._current():
            self._show()

    def _end(self) -> None:
        if self._message == tr(_COUNTING):
            self._tell(self._about())

    def _about(self) -> str:
        figure = self._figures.get(self._current())
        if figure is None:
            return tr(_COUNTING)
        if not figure.is_whole:
            return damaged_words()
        return tr(_HINT) if figure.total else ""

    def _show(self) -> None:
        figure = self._figures.get(self._current())
        self._chart.setVisible(figure is not None)
        self._save.setEnabled(figure is not None and figure.total > 0)
        if figure is None:
            return
        is_other = self._chart.figure is None or self._chart.figure.id is not figure.id
        self._chart.show_figure(figure)
        if is_other:
            self._rows.clear()
            self._halves.scroll_to_top()
            self._tell(self._about())

    def _point(self, words: str) -> None:
        if words:
            self._tell(words)
        if bar := self._chart.current:
            centre = bar.rect.center().toPoint()
            self._halves.scroll_to(centre.x(), centre.y())

    def _open(self, category: int, series: int) -> None:
        if figure := self._chart.figure:
            one, other = figure.categories[category], figure.series[series]
            bar = self._chart.current
            value = self._chart.words(bar) if bar else one.name
            self._halves.begin_rows(value, bar.count if bar else 0)
            self._counting.find(figure.id, one.group, other.group)

    def _go_to(self) -> None:
        if hit := self._rows.current():
            self.chosen.emit(hit)

    def make_room(self, place: QRect) -> bool:
        """Hide where it would cover a place on the screen, and return whether it did."""
        if self.isHidden() or not self.frameGeometry().intersects(place):
            return False
        self.hide()
        return True

    def _fail(self, error: AnnotatorError) -> None:
        self._is_old = True
        self._rows.give_up()
        self._tell(str(error))

    def _save_chart(self) -> None:
        from annotator.ui.views.saving_charts import save_chart  # noqa: PLC0415 - seldom needed

        figure = self._chart.figure
        if figure is None:
            return
        try:
            target = save_chart(figure, self._folder, self)
        except AnnotatorError as error:
            self._tell(str(error))
            return
        if target:
            self._folder = target.parent
            self._tell(tr("The chart was saved as “{path}”.", path=display_path(target)))

    def _tell(self, message: str) -> None:
        self._message = message  # the label has a mark before it in a right-to-left language
        self._told.setText(message)


def _figure_list() -> QListWidget:
    names = QListWidget()
    names.setObjectName("numbers.list")
    names.setAccessibleName(tr("Figures"))
    names.setFrameShape(QFrame.Shape.NoFrame)
    for each in FigureId:
        name = QListWidgetItem(tr(PLANS[each].title), names)
        name.setSizeHint(QSize(0, fonts.pixels(ROW_HEIGHT)))
    names.setFixedWidth(max(fonts.pixels(_LIST), _widest(names) + fonts.pixels(20)))
    return names


def _told() -> QLabel:
    told = text_label("", ink="second")
    told.setObjectName("numbers.told")
    told.setMinimumHeight(told.fontMetrics().height())  # nothing moves
    return told


def _widest(names: QListWidget) -> int:
    metrics = names.fontMetrics()
    return max(metrics.horizontalAdvance(tr(plan.title)) for plan in PLANS.values())
