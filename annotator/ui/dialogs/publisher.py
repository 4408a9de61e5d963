"""The dialog that asks for the publisher of several articles."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from annotator.domain.article import Article
from annotator.domain.reading import ProjectReader
from annotator.i18n import ngettext, tr
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, fit, text_label
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.form import Form

_WIDTH = 460


class PublisherDialog(QDialog):
    """Takes a known or a new publisher; an empty field removes it."""

    def __init__(
        self, reader: ProjectReader, articles: Sequence[Article], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("publisher")
        self._name = NameField(tr("News outlet"))
        self._name.setObjectName("publisher.name")
        self._name.set_names(known_publishers(reader))
        present = {article.publisher for article in articles}
        self._name.begin(present.pop() if len(present) == 1 else "")
        self._name.finished.connect(self.accept)
        form = Form()
        form.add(tr("Publisher"), self._name)
        count = ngettext("For {count} article.", "For {count} articles.", len(articles))
        column = column_of(self, tr("Set publisher"))
        column.addWidget(text_label(count, ink="second"))
        column.addWidget(form)
        column.addWidget(buttons(self, tr("Set publisher")))
        fit(self, _WIDTH)
        self._name.selectAll()
        self._name.setFocus()

    @classmethod
    def ask(
        cls, reader: ProjectReader, articles: Sequence[Article], parent: QWidget | None = None
    ) -> str | None:
        """Return the chosen publisher; None when cancelled."""
        dialog = cls(reader, articles, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.publisher() if is_wanted else None

    def publisher(self) -> str:
        """Return the publisher in the field."""
        return self._name.accept(self._name.text())


def known_publishers(reader: ProjectReader) -> list[str]:
    """Return the publishers of the project, in alphabetical order."""
    return sorted(reader.listing.publishers(), key=str.casefold)
