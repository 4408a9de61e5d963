"""What is known of an article besides its words."""

from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.ui.dialogs.parts import MARGIN, buttons, title, words
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.language_field import LanguageField
from annotator.ui.workspace import Workspace

Field: TypeAlias = AutoLine | AutoText | DateField

_WIDTH = 600


class Detail(Struct, frozen=True):
    """One field: how the article gives it, and which article has another value there."""

    id: str
    label: str
    read: Callable[[Article], str]
    write: Callable[[Article, str], Article]


DETAILS: Final = (
    Detail("headline", "Headline", lambda a: a.headline, lambda a, v: replace(a, headline=v)),
    Detail("byline", "By", lambda a: a.byline, lambda a, v: replace(a, byline=v)),
    Detail("publisher", "Publisher", lambda a: a.publisher, lambda a, v: replace(a, publisher=v)),
    Detail("source_url", "Link", lambda a: a.source_url, lambda a, v: replace(a, source_url=v)),
    Detail(
        "archive_url",
        "Archived copy",
        lambda a: a.archive_url,
        lambda a, v: replace(a, archive_url=v),
    ),
    Detail(
        "published_at",
        "Published",
        lambda a: a.published_at,
        lambda a, v: replace(a, published_at=v),
    ),
    Detail("language", "Language", lambda a: a.language, lambda a, v: replace(a, language=v)),
    Detail("notes", "Notes", lambda a: a.notes, lambda a, v: replace(a, notes=v)),
)
"""Every field, in the order shown."""


class ArticleDetails(QDialog):
    """Every field is on the disk as soon as it is left; there is no OK to lose it by."""

    def __init__(
        self, workspace: Workspace, article: Article, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self.setWindowTitle(f"Details of {article.code}")
        self._workspace = workspace
        self._article = article
        self._warned = ""
        self._fields = {detail.id: _field(detail.id, workspace) for detail in DETAILS}
        self._arrange()
        for detail in DETAILS:
            self._follow_field(detail)
        self._show(article)
        workspace.edited.connect(self._follow)
        self.setMinimumWidth(_WIDTH)

    @classmethod
    def ask(
        cls, workspace: Workspace, article: Article, parent: QWidget | None = None
    ) -> Article | None:
        """Return the article as it is when the person has left; None when it is gone."""
        dialog = cls(workspace, article, parent)
        dialog.exec()
        dialog.deleteLater()
        return workspace.reader.get(Article, article.id)

    @override
    def done(self, result: int) -> None:
        for field in self._fields.values():
            field.flush()
        date = self._fields["published_at"]
        if isinstance(date, DateField) and date.complaint() and date.text() != self._warned:
            self._warned = date.text()
            date.setFocus()
            return
        super().done(result)

    def _arrange(self) -> None:
        form = Form()
        for detail in DETAILS:
            form.add(detail.label, self._fields[detail.id])
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(title(f"Details of {self._article.code}"))
        column.addWidget(form)
        column.addStretch(1)
        if self._workspace.is_read_only:
            form.setEnabled(False)
            column.addWidget(words("The project is open for reading only.", ink="warning"))
        column.addWidget(buttons(self, "Close", ""))

    def _follow_field(self, detail: Detail) -> None:
        field = self._fields[detail.id]
        field.committed.connect(lambda value: self._commit(detail, value))

    def _commit(self, detail: Detail, value: str) -> None:
        before = self._article
        if detail.id == "headline" and not value:
            self._fields[detail.id].begin(before.headline)
            return
        edit = Edit.swap(
            f"Change {detail.label.lower()} of {before.code}", before, detail.write(before, value)
        )
        if not self._workspace.do(edit):
            self._fields[detail.id].reopen()

    def _show(self, article: Article) -> None:
        for detail in DETAILS:
            self._fields[detail.id].set_value(detail.read(article))

    def _follow(self, edit: Edit) -> None:
        for change in edit.changes:
            if change.record.id != self._article.id:
                continue
            if isinstance(change.after, Article):
                self._article = change.after
                self._show(change.after)
            else:
                self.reject()


def _field(id: str, workspace: Workspace) -> Field:  # noqa: A002
    field = _made(id, workspace)
    field.setObjectName(f"article.{id}")
    return field


def _made(id: str, workspace: Workspace) -> Field:  # noqa: A002
    if id == "published_at":
        return DateField("2031-02-27, or 2031-02, or 2031")
    if id == "headline":
        return AutoText("As the publisher wrote it", single_paragraph=True, lines=(1, 3))
    if id == "notes":
        return AutoText("Anything a colleague should know", lines=(3, 8))
    if id == "publisher":
        publisher = NameField("Name of the outlet")
        known = {listed.publisher for listed in workspace.reader.listed() if listed.publisher}
        publisher.set_names(sorted(known, key=str.casefold))
        return publisher
    return LanguageField() if id == "language" else AutoLine(_EXAMPLES[id])


_EXAMPLES: Final = {
    "byline": "Names of the authors",
    "source_url": "https://",
    "archive_url": "https://",
}
