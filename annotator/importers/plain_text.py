"""Plain text in any usual encoding."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import headline_in
from annotator.i18n import N_, ngettext, tr
from annotator.importers import encodings
from annotator.importers.draft import Draft
from annotator.importers.encodings import Guess
from annotator.importers.import_format import ImportFormat
from annotator.importers.original import contents, display_name, shortened


def read(path: Path, encoding: str = "") -> Iterator[Draft]:
    """Yield the article in a text file, with its first line as the headline.

    Where the bytes do not show their encoding, `encoding` is used; if that is empty, it is guessed,
    and the draft says so.
    """
    yield draft_of(contents(path), path, encoding)


def draft_of(original: bytes, path: Path, encoding: str = "") -> Draft:
    """Return the article in the bytes of a text file; raises UnreadableFileError."""
    try:
        guess = encodings.best_guess(original, encoding)
    except UnreadableFileError as error:
        raise UnreadableFileError(
            tr("“{file}”: {reason}", file=display_name(path), reason=error)
        ) from error
    if not guess.text or guess.text.isspace():
        raise UnreadableFileError(tr("“{file}” contains no text.", file=display_name(path)))
    draft = Draft(
        headline=shortened(headline_in(guess.text)),
        text=guess.text,
        original=original,
        encoding=guess.encoding,
        is_guessed=not guess.is_sure,
        is_plain=True,
        reason=lost(guess),
        file_name=display_name(path),
    )
    return draft.verbatim() if guess.is_verbatim else draft


def reread(draft: Draft, encoding: str) -> Draft:
    """Return a draft of the same bytes, decoded in a chosen encoding.

    It is a guess when a few bytes are invalid. Raises UnreadableFileError when many are.
    """
    guess = encodings.decoded(draft.received, encoding)
    return replace(
        draft,
        text=guess.text,
        headline=shortened(headline_in(guess.text)),
        encoding=encoding,
        is_guessed=not guess.is_sure,
        reason=lost(guess),
    )


def lost(guess: Guess) -> str:
    """Return a note that some bytes are invalid in the encoding; '' when none are."""
    count = 0 if guess.is_sure else guess.text.count("\ufffd")
    if not count:
        return ""
    return ngettext(
        "{count} place does not fit {encoding}: read as \ufffd.",
        "{count} places do not fit {encoding}: read as \ufffd.",
        count,
        encoding=encodings.title_of(guess.encoding),
    )


FORMAT: Final = ImportFormat(
    name=N_("Plain text"), suffixes=(".txt", ".text"), read=read, media_types=("text/plain",)
)
