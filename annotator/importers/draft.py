"""Drafts: articles that were read from files and are not in a project yet."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.checksum import sha256
from annotator.domain.edit import Content
from annotator.domain.errors import UnreadableFileError
from annotator.i18n import tr
from annotator.importers.original import contents, display_name

FOLDER_NOTE: Final = "Folder: "
"""How a note begins that names the folder of a file."""


class InFile(Struct, frozen=True):
    """A reference to the bytes of a file, read when they are needed, and their SHA-256."""

    path: Path
    sha256: str

    def read(self) -> bytes:
        """Return the bytes; raises UnreadableFileError when they are gone or changed."""
        found = contents(self.path)
        if sha256(found) != self.sha256:
            message = tr(
                "“{file}” was changed after it was read and was not imported. Import it again.",
                file=display_name(self.path),
            )
            raise UnreadableFileError(message)
        return found


class FolderAs(StrEnum):
    """How the name of a file's folder is used."""

    PUBLISHER = "publisher"
    NOTE = "note"


class Draft(Struct, frozen=True, kw_only=True, dict=True):  # for what is computed once
    """One article read from a file; a person may change all but its text before it is imported.

    `text` is clean (docs/text-cleaning.md), `original` holds the original bytes or refers to their
    file, `encoding` is how they were decoded and `is_guessed` whether that is a guess.
    `published_at` and `retrieved_at` are dates as `YYYY[-MM[-DD]]`, empty when unknown; `language`
    is what the file says, empty when it says nothing; `notes` go with the article, `reason` with
    its text. `is_plain` says that the bytes are nothing but the text in that encoding.
    `omitted_count` counts the long passages of a page that its text does not have.
    `guesses` says what else was guessed, such as the columns of a table: a code and its value;
    `caveats` are sentences on what was not understood, by the field that it should have filled.
    """

    headline: str
    text: str
    original: bytes | InFile
    encoding: str
    file_name: str
    byline: str = ""
    publisher: str = ""
    source_url: str = ""
    published_at: str = ""
    retrieved_at: str = ""
    language: str = ""
    is_guessed: bool = False
    is_plain: bool = False
    notes: str = ""
    reason: str = ""
    omitted_count: int = 0
    guesses: tuple[str, ...] = ()
    caveats: Mapping[str, str] = MappingProxyType({})

    @cached_property
    def sha256(self) -> str:
        """Return the hash of the text, by which duplicates are found."""
        return Content(self.text).sha256

    @cached_property
    def has_own_bytes(self) -> bool:
        """Return whether the original bytes differ from its text in UTF-8."""
        if isinstance(self.original, InFile):
            return self.original.sha256 != self.sha256
        return self.original != self.text.encode()

    @property
    def received(self) -> bytes:
        """Return the original bytes; raises UnreadableFileError when they are gone."""
        if not self.has_own_bytes:
            return self.text.encode()
        return self.original.read() if isinstance(self.original, InFile) else self.original

    @property
    def contents(self) -> tuple[Content, ...]:
        """Return what is stored: its text, then its original bytes if they differ.

        Raises UnreadableFileError when the bytes are gone.
        """
        text = Content(self.text, self.sha256)
        if not self.has_own_bytes:
            return (text,)
        known = self.original.sha256 if isinstance(self.original, InFile) else ""
        return text, Content(self.received, known)

    def verbatim(self, digest: str = "") -> Self:
        """Return this, which its bytes in memory are as UTF-8: nothing has to be compared.

        `digest` is their hash, if it is known.
        """
        assert isinstance(self.original, bytes)  # noqa: S101 - it was just read
        vars(self).update(sha256=digest or sha256(self.original), has_own_bytes=False)
        return self

    def with_original(self, original: bytes | InFile) -> Self:
        """Return this with the same bytes elsewhere; what is known of them stays known."""
        moved = replace(self, original=original)
        vars(moved).update(vars(self))
        return moved

    def with_folder(self, name: str, folder_as: FolderAs) -> Self:
        """Return this with the name of a folder as its publisher, if it has none, or as a note."""
        if folder_as is FolderAs.PUBLISHER:
            return replace(self, publisher=self.publisher or name)
        notes = dict.fromkeys(filter(None, (*self.notes.split("\n"), f"{FOLDER_NOTE}{name}")))
        return replace(self, notes="\n".join(notes))


class Omission(Struct, frozen=True):
    """A block of a page that is not in the article's text, after a number of its lines."""

    text: str
    after: int


class Refusal(Struct, frozen=True):
    """A file, or a part of one, that was not imported; the reason is a sentence that names it.

    `is_skipped` says that it cannot be meant as an article, such as a hidden file.
    """

    path: Path
    reason: str
    is_skipped: bool = False


class Enclosed(Struct, frozen=True):
    """A file inside another, such as a mail attachment, still to be read."""

    name: str
    data: bytes
