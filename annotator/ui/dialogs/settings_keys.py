"""The page of the settings on which every action can be given other keys."""

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, ngettext, tr
from annotator.ui.application.announcing import announce
from annotator.ui.application.key_conflicts import conflicts
from annotator.ui.application.key_map_file import (
    SHIPPED,
    read_key_map,
    shipped_key_map,
    write_key_map,
)
from annotator.ui.application.settings import Settings
from annotator.ui.application.shortcuts import KeyMap
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.dialogs.key_editor import KeyEditor
from annotator.ui.dialogs.message import tell
from annotator.ui.dialogs.settings_page import SettingsPage, SettingsScope
from annotator.ui.widgets.clear_line import ClearLine
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.key_table import KeyTable

_USUAL: Final = "usual"
_DEFAULT, _OWN = N_("Default keys"), N_("Own keys")
_CANNOT: Final = N_("“{file}” could not be saved: {reason}.")
_UNREADABLE: Final = N_("“{file}” could not be read: {reason}.")


class KeysPage(SettingsPage):
    """A table with a search; below it the keys of the chosen row, and files of key maps."""

    code: ClassVar = "keys"
    title: ClassVar = N_("Keys")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__(scope)
        self._actions = scope.actions
        self._map = KeyMap()
        self._known: dict[str, KeyMap] = {}
        self._former: KeyMap | None = None  # what a whole map has replaced
        self._search, self._maps = _SearchField(), QComboBox()
        self._table, self._editor = KeyTable(self._actions), KeyEditor(self._actions)
        self._said = text_label("", ink="second")
        self._undo = EnterButton(tr("Undo"))
        self._import, self._export = EnterButton(tr("Import…")), EnterButton(tr("Export…"))
        self._fill_maps()
        self._arrange()
        self._connect()

    @override
    def follow(self, settings: Settings) -> None:
        self._map = KeyMap(settings.keys).tidied()
        self._table.show_map(self._map, conflicts(self._actions, self._map))
        self._show_action()
        if not self._actions:
            return
        known = next((name for name, each in self._known.items() if each == self._map), "")
        self._maps.setCurrentIndex(self._maps.findData(known))

    def _fill_maps(self) -> None:
        self._maps.setObjectName("settings.keys.maps")
        self._maps.setAccessibleName(tr("Key map"))
        for name, title in ((_USUAL, _DEFAULT), *SHIPPED.items(), ("", _OWN)):
            self._maps.addItem(tr(title), name)
        if self._actions:
            self._known[_USUAL] = KeyMap()
            self._known.update({name: shipped_key_map(name, self._actions) for name in SHIPPED})

    def _arrange(self) -> None:
        self.form.hide()
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self._search, 1)
        label = text_label(tr("Key map"), ink="second")
        label.setBuddy(self._maps)
        above.addWidget(label)
        above.addWidget(self._maps)
        below.addWidget(self._said, 1)
        for name, each in (
            ("undo", self._undo),
            ("import", self._import),
            ("export", self._export),
        ):
            each.setObjectName(f"settings.keys.{name}")
            below.addWidget(each)
        self._said.setObjectName("settings.keys.told")
        self._undo.hide()
        self.column.addLayout(above)
        self.column.addWidget(self._table, 1)
        self.column.addSpacing(8)
        self.column.addWidget(self._editor)
        self.column.addLayout(below)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._narrow)
        self._search.left.connect(self._table.setFocus)
        self._table.chosen.connect(self._show_action)
        self._table.entered.connect(self._editor.begin)
        self._table.cellDoubleClicked.connect(self._editor.begin)
        self._editor.left.connect(self._table.setFocus)
        self._editor.changed.connect(self._use)
        self._maps.activated.connect(self._choose_map)
        self._undo.clicked.connect(self._bring_back)
        self._import.clicked.connect(self._read)
        self._export.clicked.connect(self._write)
        self._table.setCurrentCell(0, 0)

    def _show_action(self) -> None:
        action = self._table.action()
        wrong = conflicts(self._actions, self._map) if action else {}
        why = wrong[action.id][1].message if action and action.id in wrong else ""
        self._editor.show_action(action, self._map, why)

    def _narrow(self, query: str) -> None:
        count = self._table.search(query)
        found = ngettext("{count} action found", "{count} actions found", count)
        self._say(found if query.strip() else "")

    def _use(self, key_map: KeyMap) -> None:
        """Let every action have these keys at once."""
        self._former = None
        self._say("")
        self.preferences.change(keys=dict(key_map.changes))

    def _replace(self, key_map: KeyMap, message: str) -> None:
        """Use a whole map, and offer to bring back the one before."""
        former = self._map
        self._use(key_map)
        self._former = former
        self._say(message)

    def _choose_map(self, row: int) -> None:
        name, title = self._maps.itemData(row), self._maps.itemText(row)
        if name and self._known[name] != self._map:
            self._replace(self._known[name], tr("“{name}” is used now.", name=title))
        else:
            self.follow(self.preferences.settings)

    def _bring_back(self) -> None:
        if self._former is not None:
            self._use(self._former)
            self._say(tr("The previous keys are used again."))
            self._table.setFocus()

    def _read(self) -> None:
        kinds = tr("Key maps ({pattern})", pattern="*.toml")
        name, _ = QFileDialog.getOpenFileName(self, tr("Import keys"), "", kinds)
        if not name:
            return
        path = Path(name)
        try:
            key_map = read_key_map(path.read_text(encoding="utf-8"), self._actions)
        except AnnotatorError as error:
            tell(
                self, tr("“{file}” was not imported. Nothing changed.", file=path.name), str(error)
            )
        except OSError as error:
            tell(self, tr(_UNREADABLE, file=path.name, reason=error.strerror))
        except UnicodeDecodeError:
            tell(self, tr(_UNREADABLE, file=path.name, reason=tr("it is not a text file")))
        else:
            self._replace(key_map, tr("“{name}” is used now.", name=path.name))

    def _write(self) -> None:
        kinds = tr("Key maps ({pattern})", pattern="*.toml")
        name, _ = QFileDialog.getSaveFileName(self, tr("Export keys"), "keys.toml", kinds)
        if not name:
            return
        path = Path(name)
        try:
            path.write_text(write_key_map(self._map, self._actions), encoding="utf-8", newline="")
        except OSError as error:
            tell(self, tr(_CANNOT, file=path.name, reason=error.strerror))
        else:
            self._say(tr("Keys exported to “{file}”.", file=path.name))

    def _say(self, message: str) -> None:
        self._said.setText(message)
        self._undo.setVisible(self._former is not None)
        if message:
            announce(self._said, message)


class _SearchField(ClearLine):
    """Asks for the name of an action or for a key; the arrow down and Enter lead to the table."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Search by action or key"))
        self.setObjectName("settings.keys.search")
        self.setAccessibleName(self.placeholderText())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
