"""The article that a draft becomes, with its text and its original bytes."""

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Content, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.text import word_count
from annotator.i18n import N_
from annotator.importers import Draft
from annotator.importers.faults import unforeseen
from annotator.language.languages.guessing import stated_or_guessed


class NewArticle(Struct, frozen=True):
    """An article that is not in the project yet, with its text and its original bytes."""

    article: Article
    version: TextVersion
    contents: tuple[Content, ...]

    @property
    def records(self) -> tuple[Article, TextVersion]:
        """Return its records."""
        return self.article, self.version

    @property
    def label(self) -> EditLabel:
        """Return the label of the edit that adds it alone."""
        return EditLabel.of(N_("Import {code}"), code=self.article.code or self.article.id)


def article_from_draft(
    draft: Draft, code: str, annotator_id: str, group: str | None = None
) -> Edit:
    """Return the edit that adds the article of a draft; `group` joins the edits of one import.

    Raises UnreadableFileError as `new_article` does.
    """
    new = new_article(draft, code, annotator_id)
    return replace(Edit.add(new.label, *new.records), contents=new.contents, group=group)


def new_article(draft: Draft, code: str, annotator_id: str) -> NewArticle:
    """Return the article of a draft; without a `code`, the project assigns one.

    Raises UnreadableFileError when its bytes are gone, or when something fails unexpectedly.
    """
    with unforeseen(draft.file_name):
        article = _article(draft, code)
    contents = draft.contents
    text, original = contents[0], contents[-1]
    version = TextVersion(
        article_id=article.id,
        sha256=text.sha256,
        length=len(draft.text),
        original_sha256=original.sha256,
        encoding=draft.encoding,
        file_name=draft.file_name,
        reason=draft.reason,
        created_by=annotator_id,
    )
    return NewArticle(article, version, contents)


def _article(draft: Draft, code: str) -> Article:
    return Article(
        code=code,
        headline=draft.headline,
        byline=draft.byline,
        publisher=draft.publisher,
        source_url=draft.source_url,
        published_at=draft.published_at,
        retrieved_at=draft.retrieved_at,
        language=stated_or_guessed(draft.language, draft.text),
        word_count=word_count(draft.text),
        notes=draft.notes,
    )
