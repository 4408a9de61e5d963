"""The table of articles."""

import re
from typing import Final

from annotator.domain.article import Article, TextVersion
from annotator.exporters.facts import ArticleFacts
from annotator.exporters.table import Column, Kind, Table, key

_CODE: Final = re.compile("A[0-9]+")
_PLAIN: Final = re.compile("[^0-9a-z]")


def text_file(article: Article, version: TextVersion) -> str:
    """Return the name of the file that holds a text version; empty when there is none.

    Where an article's code or a version's number is damaged, the hash of the text takes its place.
    """
    if not version.sha256:
        return ""
    if _CODE.fullmatch(article.code) and version.version_no > 0:
        return f"texts/{article.code}.v{version.version_no}.txt"
    return f"texts/{_PLAIN.sub('', version.sha256)}.txt"


ARTICLES: Final[Table[ArticleFacts, ArticleFacts]] = Table(
    name="articles",
    description="One row per article, with its newest text version.",
    items=lambda facts: (facts,),
    key=("article_id",),
    columns=(
        Column("article_id", Kind.ID, lambda f: key("a", f.article.id), "Key of the article."),
        Column(
            "article_code",
            Kind.CODE,
            lambda f: f.article.code,
            "Short code; it never changes and never returns.",
        ),
        Column("headline", Kind.TEXT, lambda f: f.article.headline, "Headline."),
        Column("byline", Kind.TEXT, lambda f: f.article.byline, "Author, as the outlet says."),
        Column("publisher", Kind.TEXT, lambda f: f.article.publisher, "Outlet."),
        Column("source_url", Kind.TEXT, lambda f: f.article.source_url, "Address of the page."),
        Column(
            "archive_url", Kind.TEXT, lambda f: f.article.archive_url, "Address of a saved copy."
        ),
        Column("published_at", Kind.DATE, lambda f: f.article.published_at, "Date of publication."),
        Column("retrieved_at", Kind.DATE, lambda f: f.article.retrieved_at, "Date of retrieval."),
        Column("language", Kind.CODE, lambda f: f.article.language, "Language, BCP 47."),
        Column("text_version", Kind.WHOLE, lambda f: f.newest.version_no, "Number of the version."),
        Column(
            "text_sha256", Kind.ID, lambda f: f.newest.sha256, "SHA-256 of the text file's bytes."
        ),
        Column(
            "length_cp", Kind.WHOLE, lambda f: f.newest.length, "Length in Unicode code points."
        ),
        Column(
            "status",
            Kind.CODE,
            lambda f: f.article.status,
            "State of the labelling: todo, in_progress, done, excluded.",
        ),
        Column(
            "word_count",
            Kind.WHOLE,
            lambda f: f.article.word_count,
            "Number of words, without the excluded zones of zones.csv; each character of Chinese"
            " and Japanese is one.",
        ),
        Column("notes", Kind.TEXT, lambda f: f.article.notes, "Notes."),
        Column("imported_at", Kind.TIME, lambda f: f.article.imported_at, "Time of import."),
        Column("file_name", Kind.TEXT, lambda f: f.newest.file_name, "File it was imported from."),
        Column(
            "text_file",
            Kind.TEXT,
            lambda f: text_file(f.article, f.newest),
            "File of this package that holds the text.",
        ),
    ),
)
