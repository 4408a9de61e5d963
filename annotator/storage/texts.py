"""Texts and originals, each held against its hash, and marks held against their words."""

from collections.abc import Iterable
from typing import Final, TypeVar

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.checksum import sha256
from annotator.domain.claim import Mention
from annotator.domain.errors import LostTextError
from annotator.domain.reading import PlacedMention, PlacedSentiment
from annotator.domain.sentiment import Sentiment
from annotator.i18n import N_, tr
from annotator.storage.damages import Damaged, Damages, require_damage
from annotator.storage.engine import Connection
from annotator.storage.rows import BY_KIND

P = TypeVar("P", bound=PlacedMention | PlacedSentiment)

_TEXT: Final = "SELECT CAST(content AS BLOB) FROM text WHERE sha256 = ?1"
# the bytes of a text that came in as it is kept are kept as that text
_ORIGINAL: Final = f"SELECT CAST(content AS BLOB) FROM original WHERE sha256 = ?1 UNION ALL {_TEXT}"
_MISSING: Final = N_("Words are missing from the project. Run “annotator check” on it.")
_UNREADABLE: Final = N_("Words of the project cannot be read. Run “annotator check” on it.")


class Texts:
    """Reads what is kept under hashes, and tells which marks still stand on their words."""

    def __init__(self, db: Connection, damages: Damages) -> None:
        self._db = db
        self._damages = damages
        self._last = ("", "")  # the hash of a text, and the text

    def text(self, mark: str) -> str:
        """Return the words under a hash: as far as they are legible; StorageError without any."""
        if mark != self._last[0]:
            self._last = (mark, self._read_text(mark))
        return self._last[1]

    def original(self, mark: str) -> bytes:
        """Return the bytes under a hash; raises StorageError when there are none."""
        return self._content("original", _ORIGINAL, mark)

    def standing(self, placed: Iterable[P], versions: Iterable[TextVersion]) -> list[P]:
        """Return the marks that stand on their words in one of the versions; note the others.

        Marks on a text that cannot be read are returned as they are: the text is what is damaged.
        """
        sound: list[P] = []
        texts = {version.id: self._legible(version.sha256) for version in versions}
        for each in placed:
            anchor = each.anchor
            text = texts.get(anchor.text_id) if anchor is not None else None
            if text is not None and anchor is not None and stands(anchor, text):
                sound.append(each)
            elif fault := _fault(each, is_legible=text is not None):
                mark = _mark(each)
                self._damages.add(BY_KIND[type(mark)].name, mark.id, fault)
            else:
                sound.append(each)
        return sound

    def _legible(self, mark: str) -> str | None:
        try:
            return self.text(mark)
        except LostTextError:
            return None

    def _read_text(self, mark: str) -> str:
        body = self._content("text", _TEXT, mark)
        try:
            return body.decode()
        except UnicodeDecodeError:  # noted with the hash already
            return body.decode("utf-8", "replace")

    def _content(self, table: str, query: str, mark: str) -> bytes:
        try:
            found = self._db.execute(query, [mark]).fetchone()
        except Damaged as error:
            require_damage(error)
            self._damages.add(table, mark, tr("it cannot be read"))
            raise LostTextError(tr(_UNREADABLE)) from error
        if found is None or found[0] is None:
            self._damages.add(table, mark, tr("it is missing"))
            raise LostTextError(tr(_MISSING))
        body: bytes = found[0]
        if sha256(body) != mark:
            self._damages.add(table, mark, tr("it differs from what was imported"))
        return body


def stands(anchor: Anchor, text: str) -> bool:
    """Return whether each stretch of an anchor lies in a text and has its words there."""
    length = len(text)
    for each in anchor.fragments:
        start, end = each.start, each.end
        if not 0 <= start < end <= length or text[start:end] != each.exact:
            return False
    return bool(anchor.fragments)


def _fault(placed: PlacedMention | PlacedSentiment, *, is_legible: bool) -> str:
    """Return what is wrong with the place of a mark that was not found to stand on its words."""
    if placed.anchor is None:
        return tr("its place in the text is lost") if _mark(placed).anchor_id else ""
    return tr("its text is not at its position") if is_legible else ""


def _mark(placed: PlacedMention | PlacedSentiment) -> Mention | Sentiment:
    return placed.mention if isinstance(placed, PlacedMention) else placed.sentiment
