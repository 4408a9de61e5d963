"""Plain text in any usual encoding."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import headline_in
from annotator.importers import encodings
from annotator.importers.draft import Draft, ImportFormat
from annotator.importers.original import contents, shortened, shown


def read(path: Path) -> Iterator[Draft]:
    """Return the article in a text file, its first line as the headline.

    An encoding that the bytes do not show is guessed; the draft then says that it is not sure.
    """
    original = contents(path)
    try:
        guess = encodings.guesses(original)[0]
    except UnreadableFileError as error:
        raise UnreadableFileError(f"“{shown(path)}”: {error}") from error
    if not guess.text.strip():
        raise UnreadableFileError(f"“{shown(path)}” is empty: there is no text in it.")
    yield Draft(
        headline=shortened(headline_in(guess.text)),
        text=guess.text,
        original=original,
        encoding=guess.encoding,
        is_guessed=not guess.is_sure,
        is_plain=True,
        file_name=shown(path),
    )


def reread(draft: Draft, encoding: str) -> Draft:
    """Return a draft of the same bytes, read in the encoding that a person chose.

    Raises UnreadableFileError when they do not fit it.
    """
    text = encodings.decoded(draft.received, encoding)
    headline = shortened(headline_in(text))
    return replace(draft, text=text, headline=headline, encoding=encoding, is_guessed=False)


FORMAT: Final = ImportFormat("Plain text", (".txt", ".text"), read)
