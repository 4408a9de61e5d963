"""The metadata of an article."""

from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_, tr
from annotator.ui.dialogs.dialog_widgets import buttons, column_of, text_label
from annotator.ui.dialogs.publisher import known_publishers
from annotator.ui.dialogs.undo_keys import add_undo_keys
from annotator.ui.project.pending import FieldKeeper
from annotator.ui.project.undoing import Undoing
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.form import WIDE_LABELS, Form
from annotator.ui.widgets.language_field import LanguageField
from annotator.ui.widgets.read_only import set_read_only
from annotator.ui.widgets.screen import room_for

Field: TypeAlias = AutoLine | AutoText | DateField

_WIDTH = 600


class Detail(Struct, frozen=True):
    """One field: how to read it from an article, and how to change it.

    `name` is its name in a sentence, `change` the label of the edit that changes it.
    """

    id: str
    label: str
    name: str
    change: str
    read: Callable[[Article], str]
    write: Callable[[Article, str], Article]


DETAILS: Final = (
    Detail(
        "headline",
        N_("Headline"),
        N_("headline"),
        N_("Change headline of {code}"),
        lambda a: a.headline,
        lambda a, v: replace(a, headline=v),
    ),
    Detail(
        "byline",
        N_("By"),
        N_("byline"),
        N_("Change byline of {code}"),
        lambda a: a.byline,
        lambda a, v: replace(a, byline=v),
    ),
    Detail(
        "publisher",
        N_("Publisher"),
        N_("publisher"),
        N_("Change publisher of {code}"),
        lambda a: a.publisher,
        lambda a, v: replace(a, publisher=v),
    ),
    Detail(
        "source_url",
        N_("Link"),
        N_("link"),
        N_("Change link of {code}"),
        lambda a: a.source_url,
        lambda a, v: replace(a, source_url=v),
    ),
    Detail(
        "archive_url",
        N_("Archived copy"),
        N_("archived copy"),
        N_("Change archived copy of {code}"),
        lambda a: a.archive_url,
        lambda a, v: replace(a, archive_url=v),
    ),
    Detail(
        "published_at",
        N_("Published"),
        N_("date published"),
        N_("Change date published of {code}"),
        lambda a: a.published_at,
        lambda a, v: replace(a, published_at=v),
    ),
    Detail(
        "language",
        N_("Language"),
        N_("language"),
        N_("Change language of {code}"),
        lambda a: a.language,
        lambda a, v: replace(a, language=v),
    ),
    Detail(
        "notes",
        N_("Notes"),
        N_("notes"),
        N_("Change notes of {code}"),
        lambda a: a.notes,
        lambda a, v: replace(a, notes=v),
    ),
)
"""Every field, in the order shown."""


class ArticleDetails(QDialog):
    """Every field is saved as soon as the focus leaves it; there is no OK button."""

    def __init__(
        self, workspace: Workspace, article: Article, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self._workspace = workspace
        self._article = article
        self._headline = article.headline  # its value when the focus last left the field
        self._is_writing = False
        self._keepers: list[FieldKeeper] = []
        self._message = text_label("", ink="second")
        self._fields = {detail.id: _field(detail.id, workspace) for detail in DETAILS}
        self._arrange()
        self._add_undo()
        for detail in DETAILS:
            self._follow_field(detail)
        self._fields["headline"].finished.connect(self._bring_back_headline)
        self._begin(article)
        workspace.edited.connect(self._follow)
        workspace.notices.posted.connect(self._tell)
        self.setMinimumWidth(min(fonts.pixels(_WIDTH), room_for(self).width()))

    @classmethod
    def ask(
        cls, workspace: Workspace, article: Article, parent: QWidget | None = None
    ) -> Article | None:
        """Return the article after the dialog was closed; None when it is gone."""
        dialog = cls(workspace, article, parent)
        dialog.exec()
        dialog.deleteLater()
        return workspace.reader.get(Article, article.id)

    @override
    def done(self, result: int) -> None:
        self._workspace.pending.flush()
        super().done(result)

    def _arrange(self) -> None:
        form = Form(label_width=WIDE_LABELS)
        for detail in DETAILS:
            form.add(tr(detail.label), self._fields[detail.id])
        column = column_of(self, tr("Details of {code}", code=self._article.code))
        column.addWidget(form)
        column.addStretch(1)
        if self._workspace.is_read_only:
            set_read_only(form, is_read_only=True)
            column.addWidget(text_label(tr("This project is open as read-only."), ink="warning"))
        self._message.setObjectName("article.told")
        column.addWidget(self._message)
        column.addWidget(buttons(self, tr("Close"), ""))

    def _follow_field(self, detail: Detail) -> None:
        field = self._fields[detail.id]
        field.committed.connect(lambda value: self._commit(detail, value))
        name, pending = field.objectName(), self._workspace.pending
        self._keepers.append(
            FieldKeeper(pending, field.draft, name, detail.name, lambda: self._article.id)
        )

    def _commit(self, detail: Detail, value: str) -> None:
        if detail.id == "headline" and not value:
            self._take_nothing(detail)
        elif not self._put(detail, value):
            self._fields[detail.id].reopen()

    def _put(self, detail: Detail, value: str) -> bool:
        before, after = self._article, detail.write(self._article, value)
        edit = Edit.swap(EditLabel.of(detail.change, code=before.code), before, after)
        field = self._fields[detail.id]
        draft, self._is_writing = field.draft, field.hasFocus()
        try:
            edit = replace(edit, group=draft.burst)
            return before == after or self._workspace.do(edit, typist=draft.typist.name)
        finally:
            self._is_writing = False

    def _take_nothing(self, detail: Detail) -> None:
        field = self._fields[detail.id]
        if field.hasFocus() and self.isVisible():
            field.reopen()
            self._put(detail, self._headline)
            self._workspace.pending.newest = field.draft
        else:
            self._put(detail, self._headline)
            self._bring_back_headline()

    def _bring_back_headline(self) -> None:
        """Restore the former headline if it was cleared."""
        field = self._fields["headline"]
        if not field.value():
            field.begin(self._headline)
            self._tell(tr("An article needs a headline. The previous one was restored."))

    def _add_undo(self) -> None:
        undoing = Undoing(self._workspace, self)
        add_undo_keys(self, self._workspace, undoing.undo, undoing.redo)

    def _tell(self, sentence: str) -> None:
        self._message.setText(sentence)

    def _begin(self, article: Article) -> None:
        self._show(article)
        for kept in self._keepers:
            kept.resume()

    def _show(self, article: Article) -> None:
        for detail in DETAILS:
            self._fields[detail.id].set_value(detail.read(article))

    def _follow(self, edit: Edit) -> None:
        for change in edit.changes:
            if change.record.id != self._article.id:
                continue
            if isinstance(change.after, Article):
                self._article = change.after
                if not self._is_writing:
                    self._headline = change.after.headline
                self._show(change.after)
            else:
                self.reject()


def _field(id: str, workspace: Workspace) -> Field:  # noqa: A002
    field = _made(id, workspace)
    field.setObjectName(f"article.{id}")
    return field


def _made(id: str, workspace: Workspace) -> Field:  # noqa: A002
    if id == "published_at":
        return DateField(tr("2031-02-27, 2031-02 or 2031"))
    if id == "headline":
        return AutoText(
            tr("As published"), single_paragraph=True, lines=(1, 3), checks_spelling=False
        )
    if id == "notes":
        return AutoText(tr("For you and your colleagues"), lines=(3, 8))
    if id == "publisher":
        publisher = NameField(tr("News outlet"))
        publisher.set_names(known_publishers(workspace.reader))
        return publisher
    if id == "byline":
        return AutoLine(tr("Author names"))
    return LanguageField() if id == "language" else AutoLine("https://")
