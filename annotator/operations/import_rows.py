"""The rows of the import dialog: drafts with what a person filled in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final, Self, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.dates import parse_date
from annotator.domain.text import one_line
from annotator.i18n import tr
from annotator.importers import Draft, Refusal
from annotator.importers.draft import Omission
from annotator.importers.encodings import short_name
from annotator.importers.page_recognition import is_page
from annotator.operations.found_drafts import FoundDraft
from annotator.operations.similar_texts import SimilarText


class Column(IntEnum):
    """The columns of the table, in order."""

    FILE = 0
    HEADLINE = 1
    PUBLISHER = 2
    LINK = 3
    PUBLISHED = 4
    ENCODING = 5
    STATE = 6


FindCodes: TypeAlias = Callable[[Sequence[str]], Mapping[str, str]]
"""Returns codes of articles by the hashes of their texts."""

_AT_ONCE: Final = 250
_HEAVY: Final = 2_000_000  # characters and bytes


class ImportRow(Struct, frozen=True):
    """One draft with what a person filled in.

    `sha256` is the hash of its text, `path` the file it was read from, if any; `has_columns` says
    that it is a table. `duplicate_of` names the article or file with the same text, `similar` a
    nearly identical text. `published` is the date as typed, which may be invalid. `note` is what
    a person's decision adds to the file's own notes. `version_of` is the id of the article of
    which it becomes a new version, instead of a new article. `taken` are omitted passages of its
    page that were added to the text, `as_read` is the draft without them.
    """

    draft: Draft
    sha256: str
    path: Path | None = None
    duplicate_of: str = ""
    similar: SimilarText | None = None
    is_wanted: bool = True
    published: str = ""
    has_columns: bool = False
    note: str = ""
    version_of: str = ""
    taken: tuple[Omission, ...] = ()
    as_read: Draft | None = None

    @classmethod
    def of(cls, found: FoundDraft, duplicate_of: str) -> Self:
        """Return the row of a draft, wanted unless its text is known already."""
        return cls(
            found.draft,
            found.sha256,
            found.path,
            duplicate_of,
            is_wanted=not duplicate_of,
            published=found.draft.published_at,
            has_columns=found.has_columns,
        )

    @property
    def is_page(self) -> bool:
        """Return whether it is a web page, of which passages may be omitted."""
        original = self.draft.original
        begins = original if isinstance(original, bytes) else b""  # else the name tells
        return not self.can_be_reread and is_page(begins, self.draft.file_name)

    @property
    def can_be_reread(self) -> bool:
        """Return whether it is a text that can be decoded again in another encoding."""
        return self.path is not None and self.draft.is_plain

    @property
    def is_guessed_table(self) -> bool:
        """Return whether it is from a table whose encoding was guessed."""
        return self.has_columns and not self.draft.encoding.startswith("utf")

    @property
    def is_new(self) -> bool:
        """Return whether it is new: no duplicate, no similar text, no complaint."""
        return not (self.version_of or self.duplicate_of or self.similar or self.draft.caveats)

    @property
    def state(self) -> str:
        """Return its state, as compared with the project."""
        if self.version_of and self.similar:
            return tr("new version of {name}", name=self.similar.name)
        if self.duplicate_of or self.similar:
            return self.duplicate_of or (self.similar.description if self.similar else "")
        return tr("new, to check") if self.draft.caveats else tr("new")

    @property
    def encoding(self) -> str:
        """Return its encoding, and whether that is a guess."""
        name = short_name(self.draft.encoding)
        return tr("{encoding}, guessed", encoding=name) if self.draft.is_guessed else name

    @property
    def complaint(self) -> str:
        """Return what must be corrected before it can be imported; empty for nothing."""
        if not self.draft.headline:
            return tr("“{file}” needs a headline.", file=self.draft.file_name)
        if not self.published:
            return ""
        try:
            parse_date(self.published)
        except ValueError as error:
            return tr("“{file}”: {reason}", file=self.draft.file_name, reason=error)
        return ""

    @property
    def filled(self) -> Draft:
        """Return the draft with its date and note; raises ValueError when there is a complaint."""
        draft = self.draft
        if self.note:
            draft = replace(draft, notes="\n".join(filter(None, (draft.notes, self.note))))
        if self.published == draft.published_at:
            return draft
        return replace(draft, published_at=parse_date(self.published) or "")

    def text(self, column: int) -> str:
        """Return the text of a column."""
        return (
            self.draft.file_name,
            self.draft.headline,
            self.draft.publisher,
            self.draft.source_url,
            self.published,
            self.encoding,
            self.state,
        )[column]

    def with_text(self, column: int, text: str) -> "ImportRow":
        """Return this with another text in an editable column."""
        typed = one_line(text).strip()
        match column:
            case Column.HEADLINE:
                return replace(self, draft=replace(self.draft, headline=typed))
            case Column.PUBLISHER:
                return replace(self, draft=replace(self.draft, publisher=typed))
            case Column.LINK:
                return replace(
                    self, draft=replace(self._without_caveat("source_url"), source_url=typed)
                )
            case _:
                return replace(
                    self, draft=self._without_caveat("published_at"), published=_as_iso(typed)
                )

    def _without_caveat(self, field: str) -> Draft:
        """Return the draft without the caveat on a field that a person has set."""
        caveats = {key: said for key, said in self.draft.caveats.items() if key != field}
        return replace(self.draft, caveats=caveats)


class KnownTexts:
    """Knows which texts are already in the project or in the same import.

    `find_codes` returns the codes of the articles with the texts of these hashes, by hash.
    """

    def __init__(self, find_codes: FindCodes) -> None:
        self.find_codes = find_codes
        self._files: dict[str, str] = {}

    def asking(self, find_codes: FindCodes) -> "KnownTexts":
        """Return these, which go on to be known to both, with another way to find codes."""
        other = KnownTexts(find_codes)
        other._files = self._files
        return other

    def rows(self, found: Sequence[FoundDraft]) -> list[ImportRow]:
        """Return the rows of drafts, wanted unless their texts are known already."""
        codes = self.find_codes([each.sha256 for each in found])
        return [self._row(each, codes.get(each.sha256, "")) for each in found]

    def _row(self, found: FoundDraft, code: str) -> ImportRow:
        duplicate_of = tr("already here as {code}", code=code) if code else ""
        if not duplicate_of and found.sha256 in self._files:
            duplicate_of = tr("same as {file}", file=self._files[found.sha256])
        self._files.setdefault(found.sha256, found.draft.file_name)
        return ImportRow.of(found, duplicate_of)

    def forget(self, row: ImportRow) -> None:
        """Forget the text of a row that is about to change, unless other rows have the same."""
        if self._files.get(row.sha256) == row.draft.file_name and not row.duplicate_of:
            del self._files[row.sha256]

    def keep_only(self, rows: Iterable[ImportRow]) -> None:
        """Forget every text of the import but those of these rows."""
        self._files = {}
        for row in rows:
            self._files.setdefault(row.sha256, row.draft.file_name)


def rows_of(
    found: Iterable[FoundDraft | Refusal], known_texts: KnownTexts, language: str = ""
) -> Iterator[ImportRow | Refusal]:
    """Yield drafts as rows; `language` is for articles that do not state theirs."""
    for batch in _batches(found):
        stated = [_stated(each, language) for each in batch if isinstance(each, FoundDraft)]
        rows = iter(known_texts.rows(stated))
        for item in batch:
            yield item if isinstance(item, Refusal) else next(rows)


def _batches(found: Iterable[FoundDraft | Refusal]) -> Iterator[list[FoundDraft | Refusal]]:
    """Yield what is found in batches that are looked up together; heavy drafts come alone."""
    batch: list[FoundDraft | Refusal] = []
    weight = 0
    for item in found:
        batch.append(item)
        weight += _size(item)
        if len(batch) == _AT_ONCE or weight > _HEAVY:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _size(item: FoundDraft | Refusal) -> int:
    """Return how many characters and bytes are in memory."""
    if isinstance(item, Refusal):
        return 0
    original = item.draft.original
    return len(item.draft.text) + (len(original) if isinstance(original, bytes) else 0)


def _stated(found: FoundDraft, language: str) -> FoundDraft:
    """Return a draft in a language, unless it states its own."""
    if not language or found.draft.language:
        return found
    return found.with_draft(replace(found.draft, language=language))


def _as_iso(typed: str) -> str:
    """Return a date in ISO form; an invalid one as it was typed."""
    try:
        return parse_date(typed) or ""
    except ValueError:
        return typed
