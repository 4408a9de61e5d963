"""One page of the settings: rows that show a setting, and change it at once."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from annotator.i18n import N_
from annotator.ui.application.actions import Action
from annotator.ui.application.settings import Preferences, Settings
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.form import Form

_LABELS = 116  # pixels
_LETTERS = 16


class SettingsScope(Struct, frozen=True):
    """The input of the pages: the settings, people and actions.

    `people` are the names of the project's annotators, empty where no project is open;
    `actions` are in the order of the menus.
    """

    preferences: Preferences
    people: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


class SettingsPage(QWidget):
    """A page, which also follows changes made elsewhere.

    `code` is its id, `title` its display name. Parts that are not rows of a form are added
    to `column`.
    """

    code: ClassVar = ""
    title: ClassVar = N_("Settings")

    def __init__(self, scope: SettingsScope) -> None:
        super().__init__()
        self.scope = scope
        self.preferences = scope.preferences
        self.setObjectName(f"settings.{self.code}")
        self.form = Form(self, label_width=_LABELS)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.form)

    def follow(self, settings: Settings) -> None:
        """Show the current settings."""
        raise NotImplementedError

    def show_value(self, box: QComboBox, value: object) -> None:
        """Show a value in a combo box, even one that is not offered."""
        place = box.findData(value)
        if place < 0:
            box.addItem(f"{value}", value)
            place = box.count() - 1
        box.setCurrentIndex(place)

    def choice_row(self, field: str, label: str, choices: Sequence[Choice]) -> ChoiceRow:
        """Add joined buttons for the values of a setting, named by their codes."""
        row = ChoiceRow()
        row.setObjectName(f"settings.{field}")
        row.set_choices(choices)
        self.form.add(label, row)
        return row

    def box(self, field: str, label: str) -> QComboBox:
        """Add a combo box for a setting with many values."""
        box = QComboBox()
        box.setObjectName(f"settings.{field}")
        # as wide as the form, whatever the longest name
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        self.form.add(label, box)
        return box

    def tick(self, field: str, text: str) -> QCheckBox:
        """Add a check box for a setting."""
        box = QCheckBox(text)
        box.setObjectName(f"settings.{field}")
        box.toggled.connect(lambda on: self.preferences.change(**{field: on}))
        self.column.addWidget(box)
        return box
