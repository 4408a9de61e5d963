"""The buttons of the codebook editor, and what they do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.domain.backup import BackupReason
from annotator.domain.codebook import Label, Layer, Scheme
from annotator.domain.edit import Edit
from annotator.domain.reading import ProjectReader
from annotator.i18n import tr
from annotator.operations import codebook as operations
from annotator.ui.dialogs.codebook_files import CodebookFiles
from annotator.ui.dialogs.codebook_lists import CodebookLists
from annotator.ui.dialogs.merge_label import MergeLabel
from annotator.ui.dialogs.new_scheme import NewSchemeDialog
from annotator.ui.dialogs.waiting import read_in_background
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.flow import FlowLayout


class CodebookButtons(QObject):
    """The buttons below schemes and labels, the line for a new label, and import and export."""

    def __init__(self, lists: CodebookLists) -> None:
        super().__init__(lists)
        self._lists = lists
        self._is_read_only = lists.workspace.is_read_only
        self._by_name: dict[str, QPushButton] = {}
        self._files = CodebookFiles(lists)
        self.of_scheme = self._row(
            ("add_scheme", tr("Add scheme…"), self._add_scheme),
            ("scheme_up", tr("Move up"), partial(self.move_scheme, -1)),
            ("scheme_down", tr("Move down"), partial(self.move_scheme, 1)),
            ("remove_scheme", tr("Remove"), self._remove_scheme),
        )
        self.of_label = self._row(
            ("up", tr("Move up"), partial(self.move_label, -1)),
            ("down", tr("Move down"), partial(self.move_label, 1)),
            ("retire", tr("Retire"), self._retire),
            ("merge", tr("Merge…"), self._merge),
            ("remove", tr("Remove"), self.remove_label),
        )
        self._new_name = QLineEdit(placeholderText=tr("Name of a new label"))
        self._new_name.setObjectName("codebook.new_label")
        self._new_name.setAccessibleName(tr("New label"))
        self._new_name.returnPressed.connect(self.add_label)
        self.new_label = QWidget()
        line = QHBoxLayout(self.new_label)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._new_name, 1)
        line.addWidget(self._button("add", tr("Add label"), self.add_label))
        self._name_for_listeners()

    def add_to(self, box: QDialogButtonBox) -> None:
        """Add import and export to the last row of the dialog."""
        role = QDialogButtonBox.ButtonRole.ResetRole  # at the other end, on every system
        box.addButton(self._button("import", tr("Import…"), self._files.ask_import), role)
        box.addButton(self._button("export", tr("Export…"), self._files.export), role)
        self._by_name["export"].setEnabled(True)
        self._by_name["import"].setEnabled(not self._is_read_only)

    def follow(self, scheme: Scheme, label: Label, count: int | None) -> None:
        """Enable the buttons that apply to a scheme and its label."""
        schemes = self._lists.workspace.codebook.schemes
        siblings = [each.id for each in schemes if each.layer == scheme.layer]
        place = [each.code for each in scheme.labels].index(label.code)
        is_open = not scheme.is_fixed
        can = {
            "add_scheme": True,
            "scheme_up": siblings[0] != scheme.id,
            "scheme_down": siblings[-1] != scheme.id,
            "remove_scheme": is_open and len(siblings) > 1,
            "up": place > 0,
            "down": place < len(scheme.labels) - 1,
            "retire": True,
            "merge": is_open and len(scheme.labels) > 1 and count is not None,
            "remove": is_open and count == 0,
            "add": is_open,
        }
        for name, is_possible in can.items():
            self._by_name[name].setEnabled(is_possible and not self._is_read_only)
        self._new_name.setEnabled(is_open and not self._is_read_only)
        self._by_name["retire"].setText(tr("Offer again") if label.is_retired else tr("Retire"))

    def flush(self) -> None:
        """Add the label whose name was typed, if any."""
        if self._new_name.text().strip():
            self.add_label()

    def rename(self, title: str) -> None:
        """Rename the scheme."""
        self._do(partial(operations.rename_scheme, self._lists.scheme, title))
        self._lists.show_scheme(self._lists.scheme.id)

    def add_label(self) -> None:
        """Add the label whose name was typed, and select it."""
        scheme, name = self._lists.scheme, self._new_name.text()
        if self._do(partial(operations.add_label, scheme, name)):
            self._new_name.clear()
            self._lists.show_label(self._lists.scheme.labels[-1].code)

    def move_label(self, step: int) -> None:
        """Move the selected label up or down."""
        scheme, label = self._lists.scheme, self._lists.label
        place = [each.code for each in scheme.labels].index(label.code) + step
        if 0 <= place < len(scheme.labels):
            self._do(partial(operations.move_label, scheme, label.code, place))

    def remove_label(self) -> None:
        """Remove the selected label, which no record uses."""
        scheme, label = self._lists.scheme, self._lists.label
        after = self._neighbour(scheme, label)
        if self._do_counted(partial(operations.remove_label, scheme=scheme, code=label.code)):
            self._lists.show_label(after)

    def move_scheme(self, step: int) -> None:
        """Move the selected scheme up or down among those of its layer."""
        lists = self._lists
        scheme, codebook = lists.scheme, lists.workspace.codebook
        siblings = codebook.layer(Layer(scheme.layer))
        place = siblings.index(scheme) + step
        if 0 <= place < len(siblings):
            self._do(partial(operations.move_scheme, codebook, scheme, place))

    def _retire(self) -> None:
        scheme, label = self._lists.scheme, self._lists.label
        act = operations.restore_label if label.is_retired else operations.retire_label
        self._do(partial(act, scheme, label.code))

    def _merge(self) -> None:
        lists, scheme, label = self._lists, self._lists.scheme, self._lists.label
        into = MergeLabel.ask(scheme, label, lists.use_count(label) or 0, lists.window)
        if not into:
            return
        merge = partial(operations.merge_label, scheme=scheme, code=label.code, into=into)
        if edit := self._counted(merge):
            lists.workspace.protecting.emit(BackupReason.MERGE)
            if self._do(lambda: edit):
                lists.show_label(into)

    def _add_scheme(self) -> None:
        lists = self._lists
        asked = NewSchemeDialog.ask(lists.window)
        if asked is None:
            return
        codebook = lists.workspace.codebook
        make = partial(
            operations.add_scheme,
            codebook,
            asked.layer,
            asked.title,
            asked.labels,
            multi_select=asked.multi_select,
        )
        if self._do(make):
            lists.show_scheme(lists.workspace.codebook.layer(asked.layer)[-1].id)

    def _remove_scheme(self) -> None:
        codebook, scheme = self._lists.workspace.codebook, self._lists.scheme
        self._do_counted(partial(operations.remove_scheme, codebook=codebook, scheme=scheme))

    def _counted(self, make: Callable[[ProjectReader], Edit]) -> Edit | None:
        """Return an edit for which a worker counts uses; None when it is refused or given up."""
        doing = tr("Counting uses")
        return read_in_background(self._lists.workspace, make, doing, self._lists.window)

    def _do_counted(self, make: Callable[[ProjectReader], Edit]) -> bool:
        edit = self._counted(make)
        return edit is not None and self._do(lambda: edit)

    def _do(self, make: Callable[[], Edit]) -> bool:
        return not self._lists.do(make)

    def _neighbour(self, scheme: Scheme, label: Label) -> str:
        """Return the code of the label after one, or of the one before the last."""
        codes = [each.code for each in scheme.labels]
        place = codes.index(label.code)
        return codes[place + 1] if place + 1 < len(codes) else codes[place - 1]

    def _row(self, *buttons: tuple[str, str, Callable[[], object]]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for name, text, do in buttons:
            flow.addWidget(self._button(name, text, do))
        return row

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        button = EnterButton(text)
        button.setObjectName(f"codebook.{name}")
        button.clicked.connect(lambda _checked: do())
        self._by_name[name] = button
        return button

    def _name_for_listeners(self) -> None:
        for name, spoken in (
            ("scheme_up", tr("Move scheme up")),
            ("scheme_down", tr("Move scheme down")),
            ("remove_scheme", tr("Remove scheme")),
            ("up", tr("Move label up")),
            ("down", tr("Move label down")),
            ("remove", tr("Remove label")),
        ):
            self._by_name[name].setAccessibleName(spoken)
