"""How well real saved pages are read: their text, headline and date beside what is expected."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.importers import html

LANGUAGES = ("Arabic", "Burmese", "Chinese", "Japanese", "Latvian", "Spanish", "Thai")
HEADER = ("language", "pages", "F1, median", "F1, lowest", "recall", "headline", "date")
# scripts without spaces between words are compared by character
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


class Found(Struct, frozen=True):
    """How well one page was read; recall and F1 from 0 to 1, None where nothing is expected."""

    language: str
    f1: float
    recall: float
    headline: bool | None
    date: bool | None


def table(folder: Path) -> list[tuple[str, ...]]:
    """Return the rows of the table by language, of the pages whose text is known."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for expected in sorted(folder.glob("txt/*.txt")):
        page = folder / "html" / f"{expected.stem}.html"
        if page.exists():
            found = measured(page, expected, folder / "metadata" / f"{expected.stem}.json")
            groups[found.language].append(found)
            groups["all"].append(found)
    lines = [_row(name, groups[name]) for name in (*sorted(groups.keys() - {"all"}), "all")]
    return [HEADER, ("---",) + ("---:",) * (len(HEADER) - 1), *lines]


def measured(page: Path, expected: Path, metadata: Path) -> Found:
    """Return how well a page was read."""
    prefix = page.stem.partition("_")[0].title()
    told = json.loads(metadata.read_text(encoding="utf-8")) if metadata.exists() else {}
    try:
        draft = next(html.read(page))
    except UnreadableFileError:
        return Found(prefix, 0, 0, headline=False, date=False)
    f1, recall = similarity(draft.text, expected.read_text(encoding="utf-8"))
    title, date = told.get("title"), told.get("publish_date")
    return Found(
        language=prefix if prefix in LANGUAGES else "English",
        f1=f1,
        recall=recall,
        headline=_bare(title) == _bare(draft.headline) if title else None,
        date=date[:10] == draft.published_at if date else None,
    )


def similarity(text: str, expected: str) -> tuple[float, float]:
    """Return the token F1 of a text and how much of the expected one it has, both 0 to 1."""
    ours, theirs = (Counter(_TOKEN.findall(each)) for each in (text, expected))
    same = (ours & theirs).total()
    return 2 * same / (ours.total() + theirs.total()), same / theirs.total()


def _row(name: str, found: list[Found]) -> tuple[str, ...]:
    scores = [each.f1 for each in found]
    return (
        name,
        str(len(found)),
        f"{median(scores):.3f}",
        f"{min(scores):.3f}",
        f"{median(each.recall for each in found):.3f}",
        _share([each.headline for each in found]),
        _share([each.date for each in found]),
    )


def _share(found: list[bool | None]) -> str:
    known = [each for each in found if each is not None]
    return f"{sum(known)} of {len(known)}" if known else "–"


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
