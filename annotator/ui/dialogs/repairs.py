"""The dialog that offers repairs of a text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.i18n import N_, ngettext, tr
from annotator.language.repairs.proposing import Repair
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.dialogs.repair_tree import RepairTree
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import flush_button

_SIZE = (960, 560)
_ALL, _NONE = "A", "N"  # keys
_PRESERVED = N_(
    "Ticked repairs are saved as a new version. The current text and all marks are kept."
)


class RepairText(QDialog):
    """Offers the suggested repairs; it changes nothing."""

    def __init__(
        self, article: Article, text: str, repairs: Sequence[Repair], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("repairs")
        self._tree = RepairTree()
        self._tree.ticked.connect(self._count)
        self._all = flush_button(tr("Select all ({key})", key=_ALL))
        self._none = flush_button(tr("Select none ({key})", key=_NONE))
        self._buttons = buttons(self, tr("Apply"))
        self._do = button(self._buttons, "do")
        self._arrange(article)
        self._tree.show_repairs(text, repairs)
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count(len(repairs))

    @classmethod
    def ask(
        cls, article: Article, text: str, repairs: Sequence[Repair], parent: QWidget | None = None
    ) -> Sequence[Repair]:
        """Return the chosen repairs of an article's text; none when cancelled."""
        dialog = cls(article, text, repairs, parent)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.chosen() if taken else ()

    def chosen(self) -> list[Repair]:
        """Return the ticked repairs."""
        return self._tree.chosen()

    def _arrange(self, article: Article) -> None:
        self._all.setObjectName("repairs.all")
        self._none.setObjectName("repairs.none")
        for link, key, ticked in ((self._all, _ALL, True), (self._none, _NONE, False)):
            link.setShortcut(key)
            link.clicked.connect(lambda _=False, on=ticked: self._tree.tick_all(ticked=on))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(text_label(tr(_PRESERVED), ink="second"), 1)
        line.addWidget(self._all)
        line.addWidget(self._none)
        column = column_of(self, tr("Repair text of {code}", code=article.code))
        column.addLayout(line)
        column.addWidget(self._tree, 1)
        column.addWidget(self._buttons)
        self.resize(fonts.pixel_size(*_SIZE))

    def _count(self, ticked: int) -> None:
        applied = ngettext("Apply {count} repair", "Apply {count} repairs", ticked)
        self._do.setText(applied if ticked else tr("Apply"))
        self._do.setEnabled(bool(ticked))
