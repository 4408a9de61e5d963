"""Words as lists and buttons have room for them: short names and dates."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale

from annotator.domain.codebook import Label

_FORMS = {4: "yyyy", 7: "MMM yyyy", 10: "d MMM yyyy"}


def short_names(labels: Sequence[Label]) -> dict[str, str]:
    """Return what to call each label of a scheme by its code, no two alike."""
    names = {label.code: label.short or label.name for label in labels}
    count = Counter(names.values())
    full = {label.code: label.name for label in labels}
    return {code: name if count[name] == 1 else full[code] for code, name in names.items()}


def spoken_date(date: str) -> str:
    """Return a date `YYYY[-MM[-DD]]` as people write it: 2 Mar 2031."""
    day = QDate.fromString(f"{date}-01-01"[:10], "yyyy-MM-dd")
    english = QLocale(QLocale.Language.English)
    return english.toString(day, _FORMS[len(date)]) if len(date) in _FORMS else date
