"""The field of the search, the kinds of what was found, and filters to be clicked together."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.search import FilterKey
from annotator.i18n import N_, tr
from annotator.operations.search_query import filter_value, query_of, with_filter, without_filter
from annotator.ui.models.search_filters import FilterChoices
from annotator.ui.theming import fonts, icons
from annotator.ui.theming.palette import shown_in
from annotator.ui.views.search_chips import SearchChips
from annotator.ui.widgets.menu_button import attach_menu
from annotator.ui.widgets.rule import rule

_FIELD, _CHIPS, _SIDE, _ICON, _LETTERS = 48, 40, 16, 16, 16
_AROUND = 6  # pixels above and below the chips
_HEADS: Final = {
    FilterKey.STATUS: N_("Status"),
    FilterKey.VERDICT: N_("Verdict"),
    FilterKey.CLAIMANT: N_("Claimant"),
    FilterKey.PUBLISHER: N_("Publisher"),
    FilterKey.AFTER: N_("Published from"),
}


class SearchHead(QWidget):
    """What somebody looks for: words and filters in one field, and the kind of what is shown."""

    changed = Signal(str)
    saved = Signal(bool)  # whether the search is to be kept
    removing = Signal()  # Delete was pressed in the empty field

    def __init__(self, choices: Callable[[], FilterChoices]) -> None:
        super().__init__()
        self._choices = choices
        self._here = ""  # the code of the open article
        self.words = _Words(placeholderText=tr("Search everything; > for commands"))
        self.words.removing.connect(self._remove)
        self.words.setObjectName("palette.words")
        self.words.setAccessibleName(tr("Search everything"))
        self.words.setProperty("look", "plain")
        self.words.textChanged.connect(self._tell)
        self.chips = SearchChips()
        self._found = QLabel()
        self._found.setObjectName("search.found")
        self._found.setProperty("ink", "second")
        self._save = self._tool("search.save", "", tr("Save this search"))
        self._save.setCheckable(True)
        kept = self._save.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._save.setSizePolicy(kept)
        self._save.clicked.connect(self.saved)
        self._filter = self._tool("search.filter", tr("Filter ▾"), tr("Add a filter"))
        self._menu = QMenu(self._filter)
        self._menu.aboutToShow.connect(self._fill)
        attach_menu(self._filter, self._menu)
        self._only = QCheckBox(tr("Only this article"))
        self._only.setObjectName("search.only_here")
        self._only.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._only.clicked.connect(self._keep_here)
        self._place()

    def begin(self, here: str, text: str) -> None:
        """Begin a search with a text; `here` is the code of the open article."""
        self._here = here
        self._only.setVisible(bool(here))
        font = self.words.font()
        font.setPointSizeF(self.font().pointSizeF() * _LETTERS / 13)
        self.words.setFont(font)
        self._icon.setPixmap(
            icons.icon("search", shown_in(self).second).pixmap(fonts.pixel_size(_ICON, _ICON))
        )
        self.words.setText(text)
        self._tell(text)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def say(self, found: str) -> None:
        """Show how much was found."""
        self._found.setText(found)

    def show_saved(self, *, is_saved: bool) -> None:
        """Show whether the search is one of those that are kept, where there is one."""
        self._save.setChecked(is_saved)
        self._save.setIcon(icons.icon("starred" if is_saved else "star", shown_in(self).second))
        self._save.setEnabled(bool(self.words.text().strip()))
        self._save.setVisible(self._save.isEnabled())

    def save(self) -> None:
        """Keep the search, or drop it."""
        self._save.click()

    def set_filter(self, key: FilterKey, value: str) -> None:
        """Set a filter in the field; without a value it is removed."""
        text = self.words.text()
        self.words.setText(with_filter(text, key, value) if value else without_filter(text, key))
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        self.removing.emit()
        self._tell(self.words.text())

    def _tell(self, text: str) -> None:
        is_here = filter_value(query_of(text), FilterKey.IN).upper() == self._here.upper()
        self._only.setChecked(bool(self._here) and is_here)
        self.changed.emit(text)

    def _keep_here(self, is_only: bool) -> None:  # noqa: FBT001 - a signal's value
        self.set_filter(FilterKey.IN, self._here if is_only else "")

    def _fill(self) -> None:
        """Offer the values of each filter, as they are in the project."""
        self._menu.clear()
        query = query_of(self.words.text())
        for key, values in self._choices().items():
            menu = self._menu.addMenu(tr(_HEADS[key]))
            now = filter_value(query, key)
            self._add(menu, key, [("", tr("Any")), *values], now)
        self._menu.addSeparator()
        clear = self._menu.addAction(tr("Remove all filters"))
        clear.setEnabled(bool(query.filters))
        clear.triggered.connect(self._clear)

    def _add(
        self, menu: QMenu, key: FilterKey, values: Iterable[tuple[str, str]], now: str
    ) -> None:
        for value, name in values:
            action = QAction(name.replace("&", "&&"), menu, checkable=True)
            action.setChecked(value.casefold() == now.casefold())
            action.triggered.connect(partial(self._set, key, value))
            menu.addAction(action)

    def _set(self, key: FilterKey, value: str, _: bool = False) -> None:  # noqa: FBT001, FBT002
        self.set_filter(key, value)

    def _clear(self) -> None:
        text = self.words.text()
        for key in FilterKey:
            text = without_filter(text, key)
        self.words.setText(text)

    def _tool(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setObjectName(name)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._icon = QLabel()
        upper, field = _line(_FIELD, "field")
        for part, stretch in (self._icon, 0), (self.words, 1), (self._found, 0), (self._save, 0):
            field.addWidget(part, stretch)
        lower, kinds = _line(_CHIPS, "")
        sides = fonts.pixels(_SIDE)
        kinds.setContentsMargins(sides, _AROUND, sides, _AROUND)  # also around two lines
        kinds.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        kinds.addWidget(self._filter)
        kinds.addWidget(self._only)
        for row in (upper, rule(), lower, rule()):
            column.addWidget(row)


class _Words(QLineEdit):
    """A field in which Delete means a row of the list when there is no text."""

    removing = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_delete = event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat()
        if is_delete and not self.text():
            self.removing.emit()
        else:
            super().keyPressEvent(event)


def _line(height: int, look: str) -> tuple[QWidget, QHBoxLayout]:
    widget = QWidget()
    widget.setProperty("look", look)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setMinimumHeight(fonts.pixels(height) - 1)
    line = QHBoxLayout(widget)
    line.setContentsMargins(fonts.pixels(_SIDE), 0, fonts.pixels(_SIDE), 0)
    line.setSpacing(fonts.pixels(12))
    return widget, line
