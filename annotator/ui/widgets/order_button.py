"""The button that sorts a list: by what, and in which direction."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.i18n import N_, tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.menu_button import attach_menu
from annotator.ui.widgets.typed import explain

_DIRECTIONS = {False: N_("Ascending"), True: N_("Descending")}


class OrderButton(QToolButton):
    """Opens a menu of the orders of a list; `orders` are their names by ids."""

    chosen = Signal(str, bool)  # the id of an order, and whether it is descending

    def __init__(self, name: str, orders: Mapping[str, str]) -> None:
        super().__init__()
        self._orders = orders
        self._name = name
        self._by, self._is_descending = next(iter(orders)), False
        self.setText("⇅")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(fonts.small(self.font()))
        self.setProperty("look", "flush")
        menu = QMenu(self)
        self._by_group, self._direction_group = QActionGroup(menu), QActionGroup(menu)
        for order, text in orders.items():
            self._add(menu, self._by_group, tr(text), order)
        menu.addSeparator()
        for is_descending, text in _DIRECTIONS.items():
            self._add(menu, self._direction_group, tr(text), is_descending)
        self._by_group.triggered.connect(lambda action: self._choose(by=action.data()))
        self._direction_group.triggered.connect(
            lambda action: self._choose(is_descending=action.data())
        )
        attach_menu(self, menu)
        self.show_order(self._by, is_descending=False)

    def show_order(self, by: str, *, is_descending: bool) -> None:
        """Show the current order."""
        self._by, self._is_descending = by, is_descending
        for group, value in ((self._by_group, by), (self._direction_group, is_descending)):
            for action in group.actions():
                action.setChecked(action.data() == value)
        order, direction = tr(self._orders[by]), tr(_DIRECTIONS[is_descending])
        words = {"sort": self._name, "order": order, "direction": direction}
        explain(self, tr("{sort}: {order}, {direction}", **words))

    def ask(self) -> None:
        """Open the menu at the button."""
        self.setFocus()
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _add(self, menu: QMenu, group: QActionGroup, text: str, value: object) -> None:
        action = group.addAction(QAction(text, menu, checkable=True))
        action.setData(value)
        menu.addAction(action)

    def _choose(self, *, by: str | None = None, is_descending: bool | None = None) -> None:
        by = self._by if by is None else by
        is_descending = self._is_descending if is_descending is None else is_descending
        self.show_order(by, is_descending=is_descending)
        self.chosen.emit(by, is_descending)
