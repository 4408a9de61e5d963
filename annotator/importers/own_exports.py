"""Recognising the tables and lists that this program exports: their rows are no articles."""

import re
from typing import Final

_COLUMNS: Final = (
    frozenset({"article_id", "article_code"}),
    frozenset({"attribution_id", "mention_id"}),
    frozenset({"check_id", "claim_code"}),
    frozenset({"claim_code", "mention_id"}),
    frozenset({"claim_id", "claim_code"}),
    frozenset({"evidence_id", "check_id"}),
    frozenset({"kind", "record.id", "sha256", "content"}),
    frozenset({"mention_id", "fragment_no"}),
    frozenset({"motivation", "target.selector"}),
)
"""Of the tables, of the whole project and of the Web Annotations."""

_ABOUT: Final = re.compile("Labels of “.*” *")  # the first line of the workbook


def is_of_export(columns: tuple[str, ...]) -> bool:
    """Return whether a table with these columns is part of an export."""
    has_columns = any(each.issubset(columns) for each in _COLUMNS)
    return has_columns or bool(_ABOUT.fullmatch(" ".join(columns)))
