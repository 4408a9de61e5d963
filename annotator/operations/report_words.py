"""The words of a report that do not come from the project."""

from collections.abc import Callable, Mapping

from annotator.domain.article import ArticleStatus
from annotator.domain.reading import ArticleSummary
from annotator.i18n import is_right_to_left, ngettext, tr
from annotator.operations.history_fields import ARTICLE_STATUSES


def claims_title(count: int) -> str:
    """Return how many claims there are, as a title."""
    return ngettext("{count} claim", "{count} claims", count) if count else tr("No claims")


def columns() -> tuple[str, ...]:
    """Return the titles of the columns of the table of articles."""
    return tr("Code"), tr("Headline"), tr("Publisher"), tr("Published"), tr("Status")


def row_of(row: ArticleSummary, format_date: Callable[[str], str]) -> tuple[str, ...]:
    """Return the cells of an article's row, as in `columns`."""
    status = tr(ARTICLE_STATUSES[ArticleStatus(row.status)])
    return row.code, row.headline, row.publisher, format_date(row.published_at), status


def titles() -> Mapping[str, str]:
    """Return the titles of the parts of a page."""
    return {
        "figures": tr("Figures"),
        "articles": tr("Articles"),
        "passages": tr("Where it appears"),
        "evidence": tr("Evidence"),
        "missing": tr("What is missing"),
        "corrections": tr("Corrections since the check was completed"),
        "none": tr("none"),
        "arrow": "←" if is_right_to_left() else "→",
    }
