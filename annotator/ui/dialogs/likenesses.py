"""Which of the texts that come in are nearly the same as one that is here."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Final

from msgspec import Struct

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
    """A text that another is nearly the same as: what it is called, and how alike, in percent."""

    name: str
    sha256: str
    percent: int

    @property
    def words(self) -> str:
        """Return the likeness as it is shown."""
        return f"nearly the same as {self.name} ({self.percent} %)"


class Likenesses:
    """The texts of a project and of one import, by what they say.

    One worker at a time asks it.
    """

    def __init__(self, reading: Reading | None) -> None:
        self._reading = reading
        self._alike = Lookalikes()
        self._texts: dict[str, tuple[str, str]] = {}

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
            found = self._best(self._alike.nearest(mark, _CANDIDATES), draft.text)
            self._texts[sha256] = (f"“{draft.file_name}”", draft.text)
            self._alike.add(sha256, mark)
            yield (sha256, found) if found else None

    def text(self, sha256: str) -> str:
        """Return a text that was taken in."""
        return self._texts[sha256][1]

    def _begun(self) -> Iterator[None]:
        """Take in the newest texts of the project, once."""
        if self._reading is None:
            return
        with self._reading() as reader:
            for name, sha256, text in _newest(reader):
                self._texts[sha256] = (name, text)
                self._alike.add(sha256, signature(text))
                yield
        self._reading = None

    def _best(self, keys: Iterable[str], text: str) -> Nearly | None:
        found = [
            Nearly(self._texts[key][0], key, int(likeness(text, self._texts[key][1])))
            for key in keys
        ]
        best = max(found, key=lambda each: each.percent, default=None)
        return best if best and best.percent >= ALIKE else None


def _newest(reader: Reader) -> Iterator[tuple[str, str, str]]:
    too_many = max(0, reader.count(Article) - MOST)
    for place, article in enumerate(reader.each(Article)):
        if place >= too_many:
            version = reader.version(article.id)
            yield article.code, version.sha256, reader.text(version.sha256)
