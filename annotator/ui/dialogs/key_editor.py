"""The editor of an action's keys."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action
from annotator.ui.application.announcing import announce
from annotator.ui.application.key_conflicts import Conflict, conflict
from annotator.ui.application.shortcuts import SHORTCUTS, KeyMap, shown_key
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton, flush_button
from annotator.ui.widgets.key_recorder import KeyRecorder

_NAMES: Final = (N_("Key"), N_("Second key"))
_FIELD = 150
_HINT: Final = N_("Click a field or press Enter, then press the new key.")


class KeyEditor(QWidget):
    """Has two fields for keys; a key of another action is reassigned after a question."""

    changed = Signal(object)  # KeyMap
    left = Signal()  # the table gets the focus

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions
        self._action: Action | None = None
        self._map = KeyMap()
        self._asked: tuple[int, str, Conflict] | None = None  # place, key, and what it would take
        self._name = text_label("", font=fonts.strong(self.font()))
        self._fields = [KeyRecorder() for _ in _NAMES]
        self._clear = [flush_button("✕") for _ in _NAMES]
        self._usual = EnterButton()
        self._message = text_label("", ink="second")
        self._take, self._keep = EnterButton(tr("Use here instead")), EnterButton(tr("Keep"))
        self._name_parts()
        self._arrange()
        self._connect()

    def show_action(self, action: Action | None, key_map: KeyMap, why: str = "") -> None:
        """Show the keys of an action; `why` says what is wrong with them."""
        if action is not self._action or key_map != self._map:
            self._asked = None
        self._action, self._map = action, key_map
        keys = key_map.keys(action.id) if action else ()
        self._name.setText(tr(action.text).rstrip("…") if action else tr("Cannot be changed"))
        for place, (field, clear) in enumerate(zip(self._fields, self._clear, strict=True)):
            field.show_key(keys[place] if place < len(keys) else "")
            field.setEnabled(action is not None)
            clear.setEnabled(place < len(keys))
        usual = ", ".join(map(shown_key, SHORTCUTS.get(action.id, ()))) if action else ""
        self._usual.setText(tr("Default: {keys}", keys=usual or tr("no key")))
        self._usual.setEnabled(action is not None and key_map.is_changed(action.id))
        self._say(f"▲ {why}" if why else tr(_HINT))

    def begin(self) -> None:
        """Wait for the first key."""
        if self._action:
            self._fields[0].setFocus()

    def _name_parts(self) -> None:
        for place, (name, field) in enumerate(zip(_NAMES, self._fields, strict=True), 1):
            field.setObjectName(f"settings.keys.{place}")
            field.setAccessibleName(tr(name))
            field.setFixedWidth(fonts.pixels(_FIELD))
            clear = self._clear[place - 1]
            clear.setObjectName(f"settings.keys.clear.{place}")
            clear.setAccessibleName(tr("Remove key") if place == 1 else tr("Remove second key"))
            clear.setToolTip(clear.accessibleName())
        self._message.setObjectName("settings.keys.message")
        self._usual.setObjectName("settings.keys.usual")
        self._take.setObjectName("settings.keys.take")
        self._keep.setObjectName("settings.keys.keep")

    def _arrange(self) -> None:
        fields = QHBoxLayout()
        for field, clear in zip(self._fields, self._clear, strict=True):
            fields.addWidget(field)
            fields.addWidget(clear)
            fields.addSpacing(8)
        fields.addStretch(1)
        fields.addWidget(self._usual)
        question = QHBoxLayout()
        question.addWidget(self._message, 1)
        policy = self._take.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is beside and below must not move
        self._take.setSizePolicy(policy)
        for each in (self._take, self._keep):
            question.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._name)
        column.addLayout(fields)
        column.addLayout(question)
        self._say("")

    def _connect(self) -> None:
        for place, (field, clear) in enumerate(zip(self._fields, self._clear, strict=True)):
            field.recorded.connect(lambda key, place=place: self._try(place, key))
            field.left.connect(self.left)
            clear.clicked.connect(lambda _=False, place=place: self._set(place, ""))
        self._usual.clicked.connect(self._reset)
        self._take.clicked.connect(self._take_over)
        self._keep.clicked.connect(self._keep_all)

    def _try(self, place: int, key: str) -> None:
        """Assign a key to the action, or show the conflict."""
        if self._action is None:
            return
        why = conflict(key, self._action, self._actions, self._map)
        if why is None:
            self._set(place, key)
            self.left.emit()  # on to the next row
            return
        self._asked = (place, key, why) if why.holder else None
        self._say(f"▲ {why.message}", asks=why.holder is not None)

    def _set(self, place: int, key: str, key_map: KeyMap | None = None) -> None:
        if self._action is None:
            return
        key_map = key_map or self._map
        keys = [*key_map.keys(self._action.id), "", ""][: len(_NAMES)]
        keys = ["" if each == key else each for each in keys]
        keys[place] = key
        self.changed.emit(key_map.with_keys(self._action.id, *filter(None, keys)))

    def _reset(self) -> None:
        """Reset the keys of the action, unless another has one of them."""
        if self._action is None:
            return
        for place, key in enumerate(SHORTCUTS.get(self._action.id, ())):
            why = conflict(key, self._action, self._actions, self._map)
            if why and why.holder:
                self._asked = (place, key, why)
                self._say(f"▲ {why.message}", asks=True)
                return
        self.changed.emit(self._map.with_usual(self._action.id))

    def _take_over(self) -> None:
        """Reassign a key of another action."""
        if self._asked:
            place, key, why = self._asked
            holder = why.holder.id if why.holder else ""
            rest = [each for each in self._map.keys(holder) if each != key]
            self._set(place, key, self._map.with_keys(holder, *rest))
            self.left.emit()
            if why.holder and not rest:
                name = tr(why.holder.text).rstrip("…")
                self._say(tr("“{action}” has no key now.", action=name))

    def _keep_all(self) -> None:
        place = self._asked[0] if self._asked else 0
        self._asked = None
        self._say(tr(_HINT))
        self._fields[place].setFocus()

    def _say(self, message: str, *, asks: bool = False) -> None:
        self._message.setText(message)
        self._message.setProperty("ink", "warning" if message.startswith("▲") else "second")
        self._message.style().polish(self._message)
        if message != tr(_HINT):
            announce(self._message, message)
        for each in (self._take, self._keep):
            each.setVisible(asks)
        if asks:
            self._take.setFocus()
