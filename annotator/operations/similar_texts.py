"""Near-duplicates: imported texts that are similar to one already known."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article, TextVersion
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, tr
from annotator.importers import Draft
from annotator.language.differences.similarity import SimilarityIndex, signature, similarity

SIMILAR: Final = 80
"""The percentage from which two texts count as similar."""

MOST: Final = 2_000
"""How many texts of the project, and of an import, are compared at most."""

_CANDIDATES: Final = 3
_SAME_FILE: Final = 30
_TRACKING: Final = ("utm_", "fbclid=", "gclid=")

_SHARED: Final = {
    "": N_("similar ({percent} %) to {name}"),
    "link": N_("same link as {name} ({percent} %)"),
    "file name": N_("same file name as {name} ({percent} %)"),
}

Reading = Callable[[], AbstractContextManager[ProjectReader]]
"""Opens the project for reading on the calling thread."""


class SimilarText(Struct, frozen=True):
    """A text similar to another: its name, and the similarity in percent.

    `article_id` is empty for a text of the same import. `shares` says what else both have in
    common, `link` or `file name`; then they may be less similar.
    """

    name: str
    sha256: str
    percent: int
    article_id: str = ""
    shares: str = ""

    @property
    def description(self) -> str:
        """Return the similarity as shown, the least important part last: it may be cut off."""
        return tr(_SHARED[self.shares], name=self.name, percent=self.percent)


class _Known(Struct, frozen=True):
    name: str
    text: str
    article_id: str = ""


class SimilarTexts:
    """Finds similar texts in a project and one import.

    To be used by one worker at a time.
    """

    def __init__(self, reading: Reading | None) -> None:
        self._reading = reading
        self._index = SimilarityIndex()
        self._texts: dict[str, _Known] = {}
        self._links: dict[str, str] = {}
        self._files: dict[str, str] = {}

    def compared(self, drafts: Iterable[Draft]) -> Iterator[tuple[str, SimilarText] | None]:
        """Yield, for each draft with a new text, its hash and the most similar text, or None.

        None is also yielded for each text of the project while they are loaded.
        """
        yield from self._begun()
        for draft in drafts:
            sha256 = draft.sha256
            if sha256 in self._texts or len(self._texts) >= 2 * MOST:
                continue
            sketch = signature(draft.text)
            found = self._linked(draft) or _nearer(
                self._named(draft), self._best(self._index.nearest(sketch, _CANDIDATES), draft.text)
            )
            self._texts[sha256] = _Known(f"“{draft.file_name}”", draft.text)
            self._index.add(sha256, sketch)
            yield (sha256, found) if found else None

    def text(self, sha256: str) -> str:
        """Return the text with a hash."""
        return self._texts[sha256].text

    def _begun(self) -> Iterator[None]:
        """Load the newest texts of the project, once."""
        if self._reading is None:
            return
        with self._reading() as reader:
            for article in _newest(reader):
                versions = reader.find(TextVersion, article_id=article.id)
                sha256 = max(versions, key=_number).sha256
                text = reader.text(sha256)
                self._texts[sha256] = _Known(article.code, text, article.id)
                self._index.add(sha256, signature(text))
                if article.source_url:
                    self._links[_link_key(article.source_url)] = sha256
                for name in {version.file_name for version in versions}:
                    # a name that several articles share proves nothing
                    self._files[name] = "" if name in self._files else sha256
                yield
        self._reading = None

    def _linked(self, draft: Draft) -> SimilarText | None:
        """Return the article of the project that has the link of a draft."""
        sha256 = self._links.get(_link_key(draft.source_url))
        return replace(self._measured(sha256, draft.text), shares="link") if sha256 else None

    def _named(self, draft: Draft) -> SimilarText | None:
        """Return the article of the project that was imported from a file of the same name."""
        sha256 = self._files.get(draft.file_name) if draft.file_name else None
        found = self._measured(sha256, draft.text) if sha256 else None
        is_near = found is not None and found.percent >= _SAME_FILE
        return replace(found, shares="file name") if found and is_near else None

    def _best(self, keys: Iterable[str], text: str) -> SimilarText | None:
        found = (self._measured(key, text) for key in keys)
        best = max(found, key=lambda each: each.percent, default=None)
        return best if best and best.percent >= SIMILAR else None

    def _measured(self, sha256: str, text: str) -> SimilarText:
        known = self._texts[sha256]
        return SimilarText(known.name, sha256, int(similarity(text, known.text)), known.article_id)


def _link_key(url: str) -> str:
    """Return a link without scheme, host prefix and tracking parameters."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a typed link may be invalid
        return url
    terms = [term for term in parts.query.split("&") if not term.startswith(_TRACKING)]
    host = parts.netloc.casefold().removeprefix("www.")
    return "?".join(filter(None, [host + parts.path.rstrip("/"), "&".join(terms)]))


def _nearer(named: SimilarText | None, best: SimilarText | None) -> SimilarText | None:
    """Return the more similar one; for the same article, the one that shares the file name."""
    return max(filter(None, [named, best]), key=lambda each: each.percent, default=None)


def _number(version: TextVersion) -> int:
    return version.version_no


def _newest(reader: ProjectReader) -> Iterator[Article]:
    too_many = max(0, reader.count(Article) - MOST)
    for place, article in enumerate(reader.each(Article)):
        if place >= too_many:
            yield article
