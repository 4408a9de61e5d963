"""The edit that makes a draft an article of the project."""

from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.reading import Reader
from annotator.domain.text import clean, word_count
from annotator.importers.draft import Draft
from annotator.language.guessing import settled


def arrival(draft: Draft, code: str, annotator_id: str, group: str | None = None) -> Edit:
    """Return the edit that adds an article with its text and the bytes it came in.

    `code` is the next free short code of articles; `group` joins the edits of one import.
    """
    article = _article(draft, code)
    text, original = Content(draft.text), Content(draft.original)
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
        label=f"Import {code}",
        changes=(Change(None, article), Change(None, version)),
        contents=(text, original),
        group=group,
    )


def already_here(reader: Reader, draft: Draft) -> str | None:
    """Return the code of an article that has this very text; None when there is none."""
    return code_with(reader, draft.sha256)


def code_with(reader: Reader, sha256: str) -> str | None:
    """Return the code of an article that has the text with this hash; None when there is none."""
    versions = reader.find(TextVersion, sha256=sha256)
    found = (reader.get(Article, version.article_id) for version in versions)
    return next((article.code for article in found if article), None)


def kept(reader: Reader, article: Article) -> Draft | None:
    """Return the text file that an article came in, as it was read; None for other files."""
    versions = [v for v in reader.find(TextVersion, article_id=article.id) if v.original_sha256]
    if not versions:
        return None
    version = versions[-1]
    text, original = reader.text(version.sha256), reader.original(version.original_sha256)
    if clean(original.decode(version.encoding or "utf-8", errors="replace")) != text:
        return None
    return Draft(
        headline=article.headline,
        text=text,
        original=original,
        encoding=version.encoding,
        file_name=version.file_name,
    )


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
