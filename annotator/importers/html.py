"""Web pages saved from a browser: the article, its metadata, and omitted passages."""

import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, tr
from annotator.importers.draft import Draft, Omission
from annotator.importers.faults import FAULTS
from annotator.importers.fields import headline_of
from annotator.importers.import_format import ImportFormat
from annotator.importers.missing_blocks import MissingBlocks, divided
from annotator.importers.original import contents, display_name
from annotator.importers.page_blocks import block_texts, blocks_in
from annotator.importers.page_metadata import PageMetadata, metadata_of
from annotator.importers.page_parsing import Page, parsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADS: Final = 3
_SKIPPED_TAGS: Final = ("aside", "footer", "nav")
_LONG: Final = 30
_STEP: Final = 10


def read(path: Path) -> Iterator[Draft]:
    """Yield the article of a saved page; raises UnreadableFileError."""
    yield from drafts(contents(path), display_name(path))


def drafts(data: bytes, name: str, charset: str = "") -> Iterator[Draft]:
    """Yield the article of a page, one line per paragraph; `name` is its file name.

    `charset` is the encoding sent with the page. Raises UnreadableFileError.
    """
    page = parsed(data, name, charset)
    metadata = metadata_of(page)
    article = _article(page, metadata)
    text = "\n".join(article.completed_lines())
    if not text:
        raise UnreadableFileError(tr("“{file}” is a page without text.", file=name))
    yield Draft(
        headline=headline_of(metadata.headline, text),
        text=text,
        original=data,
        encoding=page.encoding,
        file_name=name,
        byline=metadata.byline,
        publisher=metadata.publisher,
        source_url=metadata.url,
        published_at=metadata.published_at,
        language=metadata.language,
        omitted_count=article.omitted_count(),
    )


def omissions(data: bytes, charset: str = "", texts: Sequence[str] = ()) -> tuple[Omission, ...]:
    """Return the blocks of a page that are not in the text, in page order.

    `texts` are all versions of the article's text; a block in any of them is not returned, and
    line numbers are those of the last. Without any, the text that `drafts` gives is used. Raises
    UnreadableFileError.
    """
    page = parsed(data, tr("The page"), charset)
    shown = [block.text for block in blocks_in(page.tree)]
    wordings = [text.split("\n") for text in texts] or [_lines(page)]
    missing = [dict(_outside(shown, lines)) for lines in wordings]
    last = missing.pop()
    return tuple(found for n, found in last.items() if all(n in each for each in missing))


def _lines(page: Page) -> list[str]:
    return _article(page, metadata_of(page)).completed_lines()


def _article(page: Page, metadata: PageMetadata) -> MissingBlocks:
    """Return the article without its headline; the whole page where no article is found."""
    shown = list(blocks_in(page.tree, _SKIPPED_TAGS))
    groups = divided(_extracted(page.tree), shown)
    unsure = {line for group in groups if len(group) > 1 for line in group}
    lines = list(_without(metadata.headline, list(chain.from_iterable(groups)), page.tree))
    if len(lines) < 2:
        whole = block_texts(page.tree)
        lines = lines if lines and lines[0] in whole else whole
    return MissingBlocks(lines, shown, (metadata.headline, metadata.publisher), unsure)


def _without(headline: str, lines: list[str], tree: "HtmlElement") -> Iterator[str]:
    """Yield the lines without the headline, at the top or in a heading."""
    own = _key(headline).casefold()
    heads = {_key(each.text_content()).casefold() for each in tree.iter("h1")}
    most = len(lines) if own in heads else _HEADS
    found = (n for n, line in enumerate(lines[:most]) if own and _key(line).casefold() == own)
    place = next(found, len(lines))
    return chain(lines[:place], lines[place + 1 :])


def _extracted(tree: "HtmlElement") -> list[str]:
    """Return the lines of the article as trafilatura finds it; none where it fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with suppress(*FAULTS):
        found = bare_extraction(tree, include_comments=False, output_format="txt")
        return block_texts(found.body) if isinstance(found, Document) else []
    return []


def _outside(page: list[str], article: list[str]) -> Iterator[tuple[int, Omission]]:
    """Yield the blocks whose letters and digits are missing in the article, or rarer there.

    Each comes with its number. Blocks without any, such as lines of dashes, are skipped.
    """
    keys = [_key(line) for line in article]
    whole, lines = _Letters("".join(keys)), Counter(keys)
    ends = list(accumulate(map(len, keys)))
    met: Counter[str] = Counter()
    place = 0
    for number, block in enumerate(page):
        if not (key := _key(block)):
            continue
        end = _end(key, whole, place)
        met[key] += 1
        if end is not None and (met[key] == 1 or met[key] <= whole.count(key)):
            place = end
        elif met[key] > lines[key]:
            yield number, Omission(block, _after(ends, place))


def _after(ends: list[int], place: int) -> int:
    """Return how many lines end at or before a place, not counting blank ones after it."""
    whole = bisect_left(ends, place)
    return whole + 1 if place and ends[whole] == place else whole


def _end(key: str, whole: "_Letters", place: int) -> int | None:
    """Return where a block ends in the article: at the current place or, if long, anywhere.

    For a long block that lost its middle, both ends are searched for.
    """
    if whole.text.startswith(key, place):
        return place + len(key)
    if len(key) < _LONG:
        return None
    for start in (place, 0):
        first = whole.find(key[:_LONG], start)
        last = whole.find(key[-_LONG:], first)
        if first >= 0 <= last:
            return last + _LONG
    return None


class _Letters:
    """An index of an article's letters and digits, in which blocks of its page are searched.

    Most blocks are not in it. To avoid scanning a long article for each, every run of 20 letters
    at a multiple of ten is indexed: any 30 letters contain one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known = {text[n : n + _LONG - _STEP] for n in range(0, len(text), _STEP)}
        self._counts: dict[str, int] = {}

    def find(self, piece: str, start: int) -> int:
        """Return the first position of 30 letters; -1 when they are missing."""
        pieces = (piece[n : n + _LONG - _STEP] for n in range(_STEP))
        is_known = any(each in self._known for each in pieces)
        return self.text.find(piece, start) if is_known else -1

    def count(self, key: str) -> int:
        """Return how often a block occurs in the article."""
        if key not in self._counts:
            self._counts[key] = self.text.count(key)
        return self._counts[key]


def _key(line: str) -> str:
    return "".join(filter(str.isalnum, line))


FORMAT: Final = ImportFormat(
    name=N_("Saved page"),
    suffixes=(".html", ".htm", ".xhtml"),
    read=read,
    media_types=("text/html", "application/xhtml+xml"),
    read_bytes=drafts,
    omissions=omissions,
    begins=rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.{0,2000}?)-->\s*)*(?i:<!doctype\s+html|<(?:html|head|body)[\s>])",
)
