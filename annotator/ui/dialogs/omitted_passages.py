"""The dialog of omitted passages, from which some can be added to the text."""

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.i18n import N_, format_number, ngettext, tr
from annotator.importers.draft import Omission
from annotator.importers.omitted_content import PageText
from annotator.ui.application.keyboard import ENTER
from annotator.ui.application.task import Task
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.models.passages import MOST, PassageModel, chosen_words
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import shown_in
from annotator.ui.widgets.clear_line import ClearLine
from annotator.ui.widgets.in_place import InPlace, ShownLine
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.past_headings import past_heading

_SIZE = (1120, 620)
_START = 20_000
_SOME = 2_000
_NONE = N_("Nothing was omitted: the article has all the text of the page.")
_NO_MATCH = N_("No matching passages.")
_FIRST = N_("The first {most} are shown; search for others.")
_HINT = N_("Tick what belongs to the article (Space). It is added where it was.")
_ROW = 26


class OmittedPassages(QDialog):
    """Reads the page on a worker thread, and shows its passages that are not in the text.

    It changes nothing; `chosen` returns the ticked passages.
    """

    def __init__(
        self,
        page: PageText,
        name: str,
        taken: Sequence[Omission] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("left_out")
        self._lines = page.text.split("\n")
        self._taken = taken
        self._model = PassageModel(self._lines, ())
        self._message = text_label(tr("Reading the page…"), ink="second")
        self._message.setObjectName("left_out.told")
        self._find = _Find()
        self._short = QCheckBox(tr("Show short passages"))
        self._short.setObjectName("left_out.short")
        self._list = PassageList(self._model)
        self._text = InPlace()
        self._text.setObjectName("left_out.text")
        self._text.setAccessibleName(tr("Text with added passages"))
        self._text.show_lines([ShownLine(line) for line in page.text[:_START].split("\n")])
        self._box = buttons(self, chosen_words(0))
        self._arrange(name)
        self._connect()
        self._task: Task[tuple[Omission, ...]] = Task(lambda: _found(page), self)
        self._task.yielded.connect(self._show)
        self._task.failed.connect(lambda error: self._say(f"▲ {error}"))
        self._task.start()

    @classmethod
    def ask(
        cls,
        page: PageText,
        name: str,
        taken: Sequence[Omission] = (),
        parent: QWidget | None = None,
    ) -> tuple[Omission, ...] | None:
        """Return the passages to add to the text; None when cancelled.

        `name` is the name of the article, `taken` are the passages ticked before.
        """
        dialog = cls(page, name, taken, parent)
        is_done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen() if is_done else None

    def chosen(self) -> tuple[Omission, ...]:
        """Return the ticked passages."""
        return self._model.chosen()

    @override
    def done(self, result: int) -> None:
        self._task.cancel()
        super().done(result)

    def _arrange(self, name: str) -> None:
        self._do = button(self._box, "do")
        self._do.setEnabled(False)
        self._looking = QWidget()
        looking = QVBoxLayout(self._looking)
        looking.setContentsMargins(0, 0, 0, 0)
        looking.setSpacing(8)
        for part in (self._find, self._short, self._list):
            looking.addWidget(part)
        self._looking.setEnabled(False)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._looking, 1)
        both.addWidget(self._text, 1)
        column = column_of(self, tr("Omitted page content of {name}", name=name))
        column.addWidget(self._message)
        column.addLayout(both, 1)
        column.addWidget(self._box)
        self.resize(fonts.pixel_size(*_SIZE))

    def _connect(self) -> None:
        self._find.textChanged.connect(self._narrow)
        self._find.left.connect(self._list.setFocus)
        self._short.toggled.connect(self._narrow)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._do.click)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find.setFocus)

    def _show(self, passages: tuple[Omission, ...]) -> None:
        if not passages:
            self._say(tr(_NONE))
            return
        self._model = PassageModel(self._lines, passages, self._taken)
        self._model.ticked.connect(self._count)
        self._list.show_rows(self._model, _direction("".join(self._lines[:_SOME])))
        self._list.looked_at.connect(self._look)
        count, short = self._model.count, self._model.short
        missing = ngettext(
            "{count} passage of the page is not in the article.",
            "{count} passages of the page are not in the article.",
            count,
        )
        sentences = [missing, tr(_HINT)]
        if count > MOST:
            sentences.append(tr(_FIRST, most=format_number(MOST)))
        self._message.setText(" ".join(sentences))
        self._short.setText(tr("Show short passages ({count})", count=format_number(short)))
        self._short.setVisible(0 < short < count)
        self._short.setChecked(short == count)
        self._looking.setEnabled(True)
        self._count(len(self._taken))
        self._narrow()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, message: str) -> None:
        """Show why there are no passages."""
        self._looking.hide()
        self._message.setText(message)
        self._do.hide()
        leave = button(self._box, "leave")
        leave.setText(tr("Close"))
        leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        current = self._model.passage(self._list.currentIndex())
        self._model.narrow(self._find.text(), has_short=self._short.isChecked())
        index = self._model.index_of(current)
        index = index if index.isValid() else self._model.first()
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._look()

    def _look(self) -> None:
        current = self._model.passage(self._list.currentIndex())
        self._text.show_lines(self._model.in_place(current))

    def _count(self, ticked: int) -> None:
        self._do.setText(tr("Remove all") if self._taken and not ticked else chosen_words(ticked))
        self._do.setEnabled(self._model.is_changed)
        self._look()


class PassageList(QTreeView):
    """Lists passages; Space ticks the selected ones."""

    looked_at = Signal()

    def __init__(self, model: PassageModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("left_out.list")
        self.setAccessibleName(tr("Omitted passages"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Row(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def show_rows(self, model: PassageModel, direction: Qt.LayoutDirection) -> None:
        """Show the passages of a model, aligned by the direction of their script."""
        self.setModel(model)
        self.setLayoutDirection(direction)
        self.selectionModel().currentChanged.connect(lambda *_: self.looked_at.emit())
        self.doubleClicked.connect(lambda index: model.toggle([index]))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(shown_in(self).second)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr(_NO_MATCH))
            painter.end()

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        return past_heading(super().moveCursor(cursorAction, modifiers), cursorAction)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, PassageModel):
            current = self.currentIndex()
            others = [each for each in self.selectedIndexes() if each != current]
            model.toggle([current, *others])
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    """Paints a row with more space above and below."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), fonts.pixels(_ROW))


def _found(page: PageText) -> Iterator[tuple[Omission, ...]]:
    yield page.omissions()


class _Find(ClearLine):
    """A search field; Enter and ↓ go to the results."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Search omitted content"))
        self.setObjectName("left_out.find")
        self.setAccessibleName(tr("Search"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_plain and event.key() in (*ENTER, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _direction(text: str) -> Qt.LayoutDirection:
    kinds = [bidirectional(character) for character in text[:_SOME]]
    is_right = kinds.count("R") + kinds.count("AL") > kinds.count("L")
    return Qt.LayoutDirection.RightToLeft if is_right else Qt.LayoutDirection.LeftToRight
