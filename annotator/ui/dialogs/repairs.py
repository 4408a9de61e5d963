"""Repair the text: what was broken on its way, each place to be taken or left."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.article import Article
from annotator.language.repairs import Repair
from annotator.ui.dialogs.parts import MARGIN, button, buttons, title, words
from annotator.ui.dialogs.repair_tree import RepairTree
from annotator.ui.models.rewritten import counted
from annotator.ui.task import Task
from annotator.ui.widgets.section import flush_button

FindRepairs: TypeAlias = Callable[[], tuple[Repair, ...]]

_SIZE = (960, 560)


class RepairText(QDialog):
    """Proposes repairs, found on a worker; nothing is changed before a person agrees."""

    def __init__(
        self, article: Article, text: str, find: FindRepairs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("repairs")
        self.setWindowTitle(f"Repair text of {article.code}")
        self._text = text
        self._tree = RepairTree()
        self._tree.ticked.connect(self._count)
        self._told = words("Searching for damaged text…", ink="second")
        self._told.setObjectName("repairs.told")
        self._all, self._none = flush_button("Select all A"), flush_button("Select none N")
        self._buttons = buttons(self, "Apply")
        self._do = button(self._buttons, "do")
        self._arrange(article)
        self._count(0)
        # it ends by itself when the dialog is left: nobody waits for it, or for what else runs
        steps = partial(_found, find)
        self._task: Task[tuple[Repair, ...]] = Task(steps, QCoreApplication.instance())
        self._task.yielded.connect(self._show)
        self._task.finished.connect(self._task.deleteLater)
        self._task.start()

    @classmethod
    def ask(
        cls, article: Article, text: str, find: FindRepairs, parent: QWidget | None = None
    ) -> Sequence[Repair]:
        """Return the repairs of an article's text that a person takes; none when they leave.

        `find` finds what is proposed; it is called on a worker.
        """
        dialog = cls(article, text, find, parent)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen() if taken else ()

    def chosen(self) -> list[Repair]:
        """Return the repairs that are ticked."""
        return self._tree.chosen()

    @override
    def done(self, result: int) -> None:
        self._task.cancel()
        super().done(result)

    def _arrange(self, article: Article) -> None:
        for name, link, ticked in (("all", self._all, True), ("none", self._none, False)):
            link.setObjectName(f"repairs.{name}")
            link.setShortcut(name[0].upper())
            link.clicked.connect(lambda _=False, on=ticked: self._tree.tick_all(ticked=on))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._told, 1)
        line.addWidget(self._all)
        line.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(title(f"Repair text of {article.code}"))
        column.addLayout(line)
        column.addWidget(self._tree, 1)
        column.addWidget(self._buttons)
        self._tree.hide()
        column.addStretch(0)
        self.resize(*_SIZE)

    def _show(self, repairs: tuple[Repair, ...]) -> None:
        self._tree.setVisible(bool(repairs))
        self._all.setEnabled(bool(repairs))
        self._none.setEnabled(bool(repairs))
        if not repairs:
            self._told.setText(
                "Nothing to repair was found. “Correct text…” in the Article menu changes any"
                " words."
            )
            return
        self._told.setText(
            "The text as it came stays; what you tick makes a new version, and every mark is"
            " taken along."
        )
        self._tree.show_repairs(self._text, repairs)
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count(len(repairs))

    def _count(self, ticked: int) -> None:
        self._do.setText(f"Apply {counted(ticked, 'repair')}" if ticked else "Apply")
        self._do.setEnabled(bool(ticked))


def _found(find: FindRepairs) -> Iterator[tuple[Repair, ...]]:
    yield find()
