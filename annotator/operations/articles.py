"""Making a draft an article of the project."""

from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.text import word_count
from annotator.importers.draft import Draft
from annotator.importers.faults import unforeseen
from annotator.language.languages.guessing import settled


def article_from_draft(
    draft: Draft, code: str, annotator_id: str, group: str | None = None
) -> Edit:
    """Return the edit that adds an article with its text and the bytes it came in.

    Raises UnreadableFileError when these bytes are gone, or when something fails unexpectedly.
    Without a `code`, the project gives one; `group` joins the edits of one import.
    """
    with unforeseen(draft.file_name):
        article = _article(draft, code)
    contents = contents_of(draft)
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
    return Edit(
        label=f"Import {code or article.id}",
        changes=(Change(None, article), Change(None, version)),
        contents=contents,
        group=group,
    )


def contents_of(draft: Draft) -> tuple[Content, ...]:
    """Return what is kept of a draft: its text, then its bytes unless they are just that text.

    Raises UnreadableFileError when the bytes are gone.
    """
    text = Content(draft.text)
    return (text, Content(draft.received)) if draft.has_own_bytes else (text,)


def _article(draft: Draft, code: str) -> Article:
    return Article(
        code=code,
        headline=draft.headline,
        byline=draft.byline,
        publisher=draft.publisher,
        source_url=draft.source_url,
        published_at=draft.published_at,
        retrieved_at=draft.retrieved_at,
        language=settled(draft.language, draft.text),
        word_count=word_count(draft.text),
        notes=draft.notes,
    )
