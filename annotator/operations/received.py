"""What an article came in: the text file or the page, as its bytes were kept."""

from annotator.domain.article import Article, TextVersion
from annotator.domain.reading import ProjectReader
from annotator.domain.text import clean
from annotator.importers.draft import Draft
from annotator.importers.omitted_content import PageText, is_page, is_page_name


def received_text(reader: ProjectReader, article: Article) -> Draft | None:
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


def received_page(reader: ProjectReader, article: Article) -> PageText | None:
    """Return the newest page that an article came in as; None when there is none."""
    now = reader.text(reader.version(article.id).sha256)
    for version in reversed(reader.find(TextVersion, article_id=article.id)):
        data = reader.original(version.original_sha256) if version.original_sha256 else b""
        if data and is_page(data, version.file_name):
            if not is_page_name(version.file_name) and received_text(reader, article):
                return None  # a text file that begins as pages do
            texts = tuple(dict.fromkeys((reader.text(version.sha256), now)))
            return PageText(data, version.file_name, version.encoding, texts)
    return None


def _read(original: bytes, encoding: str) -> str | None:
    """Return bytes as the text that they are; None for those of a document, such as DOCX."""
    try:
        return clean(original.decode(encoding, errors="replace"))
    except LookupError:
        return None
