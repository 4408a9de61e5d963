"""Texts and originals, verified by their hashes, and marks, verified by their text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Final, TypeVar

import msgspec

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.checksum import sha256
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.errors import LostTextError
from annotator.domain.reading import PlacedMention, PlacedSentiment
from annotator.domain.sentiment import Sentiment
from annotator.giving_way import give_way
from annotator.i18n import N_, tr
from annotator.storage.damages import Damaged, Damages, require_damage
from annotator.storage.engine import Connection
from annotator.storage.packing import mended, text_of
from annotator.storage.rows import BY_KIND

P = TypeVar("P", bound=PlacedMention | PlacedSentiment)
_Row = tuple[bytes | None, bytes | None]

_TEXT: Final = "SELECT CAST(content AS BLOB), packed FROM text WHERE sha256 = ?1"
_TEXTS: Final = (
    "SELECT sha256, CAST(content AS BLOB), packed FROM text"
    " WHERE sha256 IN (SELECT value FROM json_each(?))"
)
# original bytes that equal the text are stored only as the text
_ORIGINAL: Final = (
    f"SELECT CAST(content AS BLOB), NULL FROM original WHERE sha256 = ?1 UNION ALL {_TEXT}"
)
_VERSION: Final = "SELECT sha256 FROM article_text WHERE id = ?"
_KEPT: Final = 1_000_000  # code points of texts that stay in memory
_TOGETHER: Final = _KEPT // 4  # of texts that are read with one query
_MISSING: Final = N_("Words are missing from the project. Run “annotator check” on it.")
_UNREADABLE: Final = N_("Words of the project cannot be read. Run “annotator check” on it.")


class StoredTexts:
    """Reads stored texts and originals, and verifies marks against their text."""

    def __init__(self, db: Connection, damages: Damages) -> None:
        self._db = db
        self._damages = damages
        self._known: dict[str, str] = {}  # by hash, of the last texts
        self._size = 0  # of these, in code points
        self._hashes: dict[str, str] = {}  # by text version
        self._last = ("", "")  # a text version, and its text
        self._coming: Mapping[str, str] = {}  # by the text versions of an edit

    def text(self, digest: str) -> str:
        """Return the text with a hash, as far as legible; raises StorageError without one."""
        text = self._known.get(digest)
        if text is None:
            give_way()
            text = _decoded(self._content("text", _TEXT, digest))
            self._make_room(len(text))
            self._known[digest] = text
        return text

    def foresee(self, versions: Sequence[TextVersion]) -> None:
        """Read the texts of versions together that will be asked for, unless they are long."""
        length = sum(version.length for version in versions)
        if length > _TOGETHER:
            return
        self._make_room(length)
        self._hashes.update((version.id, version.sha256) for version in versions)
        unknown = [each.sha256 for each in versions if each.sha256 not in self._known]
        try:
            found = self._db.execute(_TEXTS, [msgspec.json.encode(unknown).decode()]).fetchall()
        except Damaged as error:
            require_damage(error)
            return  # read one by one, it is known which of them is damaged
        for digest, content, packed in found:
            give_way()
            with suppress(LostTextError):
                self._known[digest] = _decoded(self._checked("text", digest, (content, packed)))

    def _make_room(self, length: int) -> None:
        """Forget the texts in memory if there would be too many with others of this length."""
        self._size += length
        if self._size > _KEPT:
            self._known, self._size, self._hashes = {}, length, {}

    def of_version(self, text_id: str) -> str | None:
        """Return the text of a version, as far as legible; None where it is lost."""
        if text_id == self._last[0]:
            return self._last[1]
        if text_id in self._coming:
            return self._coming[text_id]
        if text_id not in self._hashes:
            try:
                found = self._db.execute(_VERSION, [text_id]).fetchone()
            except Damaged as error:
                require_damage(error)
                found = None
            if not found:
                return None
            self._hashes[text_id] = found[0]
        text = self._legible(self._hashes[text_id])
        self._last = (text_id, text) if text is not None else ("", "")
        return text

    @contextmanager
    def coming(self, edit: Edit) -> Iterator[None]:
        """Know the texts of an edit while it is written: reading and unpacking them is slow."""
        bodies = {each.sha256: each.body for each in edit.contents if isinstance(each.body, str)}
        versions = edit.of(TextVersion) if bodies else ()
        added = [each.after for each in versions if isinstance(each.after, TextVersion)]
        self._coming = {each.id: bodies[each.sha256] for each in added if each.sha256 in bodies}
        try:
            yield
        finally:
            self._coming = {}

    def original(self, digest: str) -> bytes:
        """Return the bytes with a hash; raises StorageError when there are none."""
        return self._content("original", _ORIGINAL, digest)

    def verified(self, placed: Iterable[P], versions: Iterable[TextVersion]) -> list[P]:
        """Return the marks whose text is in one of the versions; record the others as damaged.

        Marks on an unreadable text are returned: the text is damaged, not they.
        """
        sound: list[P] = []
        texts = {version.id: self._legible(version.sha256) for version in versions}
        for each in placed:
            anchor = each.anchor
            text = texts.get(anchor.text_id) if anchor is not None else None
            if text is not None and anchor is not None and matches(anchor, text):
                sound.append(each)
            elif fault := _fault(each, is_legible=text is not None):
                mark = _mark(each)
                self._damages.add(BY_KIND[type(mark)].name, mark.id, fault)
            else:
                sound.append(each)
        return sound

    def _legible(self, digest: str) -> str | None:
        try:
            return self.text(digest)
        except LostTextError:
            return None

    def _content(self, table: str, query: str, digest: str) -> bytes:
        try:
            found = self._db.execute(query, [digest]).fetchone()
        except Damaged as error:
            require_damage(error)
            self._damages.add(table, digest, tr("it cannot be read"))
            raise LostTextError(tr(_UNREADABLE)) from error
        return self._checked(table, digest, found)

    def _checked(self, table: str, digest: str, found: _Row | None) -> bytes:
        if found is None or (found[0] is None and found[1] is None):
            self._damages.add(table, digest, tr("it is missing"))
            raise LostTextError(tr(_MISSING))
        content, packed = found
        body = text_of(content, packed)
        if sha256(body) != digest:
            self._damages.add(table, digest, tr("it differs from what was imported"))
            body = mended(packed, digest) or body
        return body


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:  # recorded with the hash already
        return body.decode("utf-8", "replace")


def matches(anchor: Anchor, text: str) -> bool:
    """Return whether each fragment of an anchor has its exact text at its position."""
    length = len(text)
    for each in anchor.fragments:
        start, end = each.start, each.end
        if not 0 <= start < end <= length or text[start:end] != each.exact:
            return False
    return bool(anchor.fragments)


def _fault(placed: PlacedMention | PlacedSentiment, *, is_legible: bool) -> str:
    """Return the fault of a mark whose text was not found."""
    if placed.anchor is None:
        return tr("its place in the text is lost") if _mark(placed).anchor_id else ""
    return tr("its text is not at its position") if is_legible else ""


def _mark(placed: PlacedMention | PlacedSentiment) -> Mention | Sentiment:
    return placed.mention if isinstance(placed, PlacedMention) else placed.sentiment
