"""The original file of an article: its text file or page, from the stored bytes."""

from annotator.domain.article import Article, TextVersion
from annotator.domain.reading import ProjectReader
from annotator.domain.text import clean
from annotator.importers.draft import Draft
from annotator.importers.omitted_content import PageText
from annotator.importers.page_recognition import is_page, is_page_name


def original_draft(reader: ProjectReader, article: Article) -> Draft | None:
    """Return the draft of an article's original text file; None for other kinds of files."""
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


def original_page(reader: ProjectReader, article: Article) -> PageText | None:
    """Return the newest original page of an article; None when there is none."""
    now = reader.text(reader.version(article.id).sha256)
    for version in reversed(reader.find(TextVersion, article_id=article.id)):
        data = reader.original(version.original_sha256) if version.original_sha256 else b""
        if data and is_page(data, version.file_name):
            if not is_page_name(version.file_name) and original_draft(reader, article):
                return None  # a text file that begins like a page
            texts = tuple(dict.fromkeys((reader.text(version.sha256), now)))
            return PageText(data, version.file_name, version.encoding, texts)
    return None


def _read(original: bytes, encoding: str) -> str | None:
    """Return bytes decoded as text; None for those of a document, such as DOCX."""
    try:
        return clean(original.decode(encoding, errors="replace"))
    except LookupError:
        return None
