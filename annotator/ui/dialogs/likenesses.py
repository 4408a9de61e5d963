"""Which of the texts that come in are nearly the same as one that is here."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.reading import Reader
from annotator.importers import Draft
from annotator.language.likeness import Lookalikes, likeness, signature

ALIKE: Final = 80
"""From how many percent on two texts are nearly the same."""

MOST: Final = 2_000
"""How many texts of the project, and of an import, are compared."""

_CANDIDATES: Final = 3

Reading = Callable[[], AbstractContextManager[Reader]]
"""Opens the project for reading on the thread that calls it."""


class Nearly(Struct, frozen=True):
    """A text that another is nearly the same as: what it is called, and how alike, in percent.

    `article_id` is empty for a text of the same import; with `has_link` both have one link, and
    may be less alike.
    """

    name: str
    sha256: str
    percent: int
    article_id: str = ""
    has_link: bool = False

    @property
    def words(self) -> str:
        """Return the likeness as it is shown."""
        how = "same link as" if self.has_link else "nearly the same as"
        return f"{how} {self.name} ({self.percent} %)"


class _Known(Struct, frozen=True):
    name: str
    text: str
    article_id: str = ""


class Likenesses:
    """The texts of a project and of one import, by what they say.

    One worker at a time asks it.
    """

    def __init__(self, reading: Reading | None) -> None:
        self._reading = reading
        self._alike = Lookalikes()
        self._texts: dict[str, _Known] = {}
        self._links: dict[str, str] = {}

    def compared(self, drafts: Iterable[Draft]) -> Iterator[tuple[str, Nearly] | None]:
        """Return the hash of each text that is nearly the same as another, and that one.

        None stands for one that is not, and for one of the project that was taken in.
        """
        yield from self._begun()
        for draft in drafts:
            sha256 = draft.sha256
            if sha256 in self._texts or len(self._texts) >= 2 * MOST:
                continue
            mark = signature(draft.text)
            found = self._linked(draft) or self._best(
                self._alike.nearest(mark, _CANDIDATES), draft.text
            )
            self._texts[sha256] = _Known(f"“{draft.file_name}”", draft.text)
            self._alike.add(sha256, mark)
            yield (sha256, found) if found else None

    def text(self, sha256: str) -> str:
        """Return a text that was taken in."""
        return self._texts[sha256].text

    def _begun(self) -> Iterator[None]:
        """Take in the newest texts of the project, once."""
        if self._reading is None:
            return
        with self._reading() as reader:
            for article, sha256 in _newest(reader):
                text = reader.text(sha256)
                self._texts[sha256] = _Known(article.code, text, article.id)
                self._alike.add(sha256, signature(text))
                if article.source_url:
                    self._links[article.source_url] = sha256
                yield
        self._reading = None

    def _linked(self, draft: Draft) -> Nearly | None:
        """Return the article of the project that has the link of a draft."""
        sha256 = self._links.get(draft.source_url)
        return replace(self._measured(sha256, draft.text), has_link=True) if sha256 else None

    def _best(self, keys: Iterable[str], text: str) -> Nearly | None:
        found = (self._measured(key, text) for key in keys)
        best = max(found, key=lambda each: each.percent, default=None)
        return best if best and best.percent >= ALIKE else None

    def _measured(self, sha256: str, text: str) -> Nearly:
        known = self._texts[sha256]
        return Nearly(known.name, sha256, int(likeness(text, known.text)), known.article_id)


def _newest(reader: Reader) -> Iterator[tuple[Article, str]]:
    too_many = max(0, reader.count(Article) - MOST)
    for place, article in enumerate(reader.each(Article)):
        if place >= too_many:
            yield article, reader.version(article.id).sha256
