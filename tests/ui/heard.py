"""What a screen reader would miss in a window: names, roles and descriptions that are not right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.ui.widgets.choice_button import ChoiceButton
from annotator.ui.widgets.choice_row import ChoiceRow

OF_QT = ("QComboBoxPrivateContainer", "QMenuBarExtension", "QLineEditIconButton")
NAMES_OF_QT = ("qt_tableview_cornerbutton", "qt_scrollarea_viewport")
MARKUP = ("<qt>", "<br", "<p>")
TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit)
ROWS = 5  # of a list that are listened to
Role = QAccessible.Role


def missed(root):
    """Return what is wrong with what can be reached in a window: (class, object name, fault).

    What is folded away counts; what is hidden itself is nothing yet, such as a warning of nothing.
    """
    return [
        (type(widget).__name__, widget.objectName(), fault)
        for widget in root.findChildren(QWidget)
        if is_reached(widget)
        for fault in faults(widget)
    ]


def is_reached(widget):
    """Return whether a widget takes keys or clicks and is ours."""
    takes = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    takes = takes or isinstance(widget, QAbstractButton)
    above = [widget, widget.parentWidget()]
    classes = {each.metaObject().className() for each in above if each}
    is_of_qt = bool(classes.intersection(OF_QT)) or widget.objectName() in NAMES_OF_QT
    is_nothing = isinstance(widget, QLabel) and not widget.text()
    return takes and not (widget.isHidden() or is_of_qt or is_nothing)


def faults(widget):
    spoken = spoken_anew(widget)
    name = spoken.text(QAccessible.Text.Name)
    told = [name, spoken.text(QAccessible.Text.Description)]
    if not name.strip():
        yield "has no name"
    if any(sign in words for words in told for sign in MARKUP):
        yield f"is told with markup: {told}"
    if isinstance(widget, QComboBox) and not labels(spoken):
        yield "says its value, not its label"
    if spoken.role() not in (wanted := roles(widget)):
        yield f"is {spoken.role().name}, not {' or '.join(role.name for role in wanted)}"
    if isinstance(widget, QListView):
        rows = (spoken.child(number) for number in range(min(spoken.childCount(), ROWS)))
        if any(not row.text(QAccessible.Text.Name).strip() for row in rows):
            yield "has a row that says nothing"
    if isinstance(widget, TEXTS) and bool(spoken.state().readOnly) != widget.isReadOnly():
        yield "does not say whether it can be written in"


def spoken_anew(widget):
    """Return what a screen reader is told of a widget now.

    Unless a screen reader runs, Qt keeps the rows of a list that were listened to before.
    """
    former = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QListView):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(former))
    return QAccessible.queryAccessibleInterface(widget)


def labels(spoken):
    """Return the names of what labels a widget, as on Linux a combo box is named by its value."""
    found = spoken.relations(QAccessible.RelationFlag.Label)
    return [name for label, _ in found if (name := label.text(QAccessible.Text.Name).strip())]


def roles(widget):
    """Return the roles that a widget may have."""
    if isinstance(widget, QAbstractButton):
        return roles_of_button(widget)
    if isinstance(widget, QComboBox):
        return (Role.ComboBox,)
    if isinstance(widget, QAbstractItemView):
        return (Role.List, Role.Table, Role.Tree)
    if isinstance(widget, TEXTS):
        return (Role.EditableText,)
    return (Role.Client, Role.StaticText, Role.Grouping)


def roles_of_button(button):
    if not button.isCheckable():
        return (Role.Button, Role.ButtonMenu)
    return (Role.RadioButton,) if is_one_of_several(button) else (Role.CheckBox,)


def is_one_of_several(button):
    if isinstance(button, ChoiceButton):
        row = button.parentWidget()
        return isinstance(row, ChoiceRow) and not row._multiple
    group = button.group()
    return isinstance(group, QButtonGroup) and group.exclusive()
