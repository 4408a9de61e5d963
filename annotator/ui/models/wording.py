"""Words as lists and buttons have room for them: short names and dates."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QDate, QLocale

from annotator.domain.codebook import Label

_ROOM = 16
_ALTERNATIVES = (" / ", " (", " or ")
_FORMS = {4: "yyyy", 7: "MMM yyyy", 10: "d MMM yyyy"}


def short(name: str) -> str:
    """Return the first wording of a long name that gives several, as in “Mixed (partial quote)”."""
    if len(name) <= _ROOM:
        return name
    ends = [place for mark in _ALTERNATIVES if (place := name.find(mark)) > 0]
    return name[: min(ends, default=len(name))]


def short_names(labels: Iterable[Label]) -> dict[str, str]:
    """Return what to call each label by its code; two never get the same short name."""
    labels = list(labels)
    count = Counter(short(label.name) for label in labels)
    return {
        label.code: short(label.name) if count[short(label.name)] == 1 else label.name
        for label in labels
    }


def spoken_date(date: str) -> str:
    """Return a date `YYYY[-MM[-DD]]` as people write it: 2 Mar 2031."""
    day = QDate.fromString(f"{date}-01-01"[:10], "yyyy-MM-dd")
    english = QLocale(QLocale.Language.English)
    return english.toString(day, _FORMS[len(date)]) if len(date) in _FORMS else date
