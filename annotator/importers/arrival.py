"""The edit that makes a draft an article of the project."""

from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.reading import ProjectReader
from annotator.domain.text import clean, word_count
from annotator.importers.draft import Draft
from annotator.importers.faults import unforeseen
from annotator.language.guessing import settled


def arrival(draft: Draft, code: str, annotator_id: str, group: str | None = None) -> Edit:
    """Return the edit that adds an article with its text and the bytes it came in.

    Raises UnreadableFileError when these bytes are gone, or when something fails unexpectedly.
    `code` is the next free short code of articles; `group` joins the edits of one import.
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
        label=f"Import {code}",
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


def kept(reader: ProjectReader, article: Article) -> Draft | None:
    """Return the text file that an article came in, as it was read; None for other files."""
    versions = [v for v in reader.find(TextVersion, article_id=article.id) if v.original_sha256]
    if not versions:
        return None
    version = versions[-1]
    text, original = reader.text(version.sha256), reader.original(version.original_sha256)
    if _read(original, version.encoding or "utf-8") != text:
        return None
    return Draft(
        headline=article.headline,
        text=text,
        original=original,
        encoding=version.encoding,
        file_name=version.file_name,
    )


def _read(original: bytes, encoding: str) -> str | None:
    """Return bytes as the text that they are; None for those of a document, such as DOCX."""
    try:
        return clean(original.decode(encoding, errors="replace"))
    except LookupError:
        return None


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
