"""Changes of articles, one or several at once, each as one edit."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from msgspec.structs import replace

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.reading import ProjectReader

_Label = Callable[[int, str], EditLabel]

_MARKED: Final[dict[ArticleStatus, _Label]] = {
    ArticleStatus.TODO: lambda count, code: EditLabel.counted(
        "Mark {code} to do", "Mark {count} articles to do", count, code=code
    ),
    ArticleStatus.IN_PROGRESS: lambda count, code: EditLabel.counted(
        "Mark {code} in progress", "Mark {count} articles in progress", count, code=code
    ),
    ArticleStatus.DONE: lambda count, code: EditLabel.counted(
        "Mark {code} done", "Mark {count} articles done", count, code=code
    ),
    ArticleStatus.EXCLUDED: lambda count, code: EditLabel.counted(
        "Exclude {code}", "Exclude {count} articles", count, code=code
    ),
}


def articles_with(reader: ProjectReader, article_ids: Collection[str]) -> list[Article]:
    """Return the articles with these ids."""
    return reader.find_among(Article, "id", article_ids)


def set_status(articles: Sequence[Article], status: ArticleStatus) -> Edit:
    """Return the edit that sets the status of articles; it is empty where all have it."""
    return _changed(articles, _MARKED[status], lambda article: replace(article, status=status))


def include(reader: ProjectReader, articles: Sequence[Article]) -> Edit:
    """Return the edit that includes excluded articles again; those with marks are in progress."""

    def included(article: Article) -> Article:
        if article.status != ArticleStatus.EXCLUDED:
            return article
        has_marks = reader.claim_count(article.id) or reader.sentiments_in(article.id)
        return replace(
            article, status=ArticleStatus.IN_PROGRESS if has_marks else ArticleStatus.TODO
        )

    return _changed(
        articles,
        lambda count, code: EditLabel.counted(
            "Include {code}", "Include {count} articles", count, code=code
        ),
        included,
    )


def set_publisher(articles: Sequence[Article], publisher: str) -> Edit:
    """Return the edit that gives articles a publisher; it is empty where all have it."""
    return _changed(
        articles,
        lambda count, code: EditLabel.counted(
            "Change publisher of {code}", "Change publisher of {count} articles", count, code=code
        ),
        lambda article: replace(article, publisher=publisher),
    )


def _changed(
    articles: Sequence[Article], label: _Label, change: Callable[[Article], Article]
) -> Edit:
    pairs = [(article, change(article)) for article in articles]
    changes = tuple(Change(before, after) for before, after in pairs if before != after)
    code = changes[0].record.code if changes and isinstance(changes[0].record, Article) else ""
    return Edit(label=label(len(changes), code), changes=changes)
