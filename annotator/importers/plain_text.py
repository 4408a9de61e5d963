"""Plain text in UTF-8."""

from pathlib import Path

from annotator.domain.text import first_line
from annotator.importers.draft import Draft, ImportFormat
from annotator.importers.utf8 import contents, decoded, encoding_of, shortened, shown


def read(path: Path) -> Draft:
    """Return the article in a text file, its first line as the headline."""
    original = contents(path)
    text = decoded(path, original)
    return Draft(
        headline=shortened(first_line(text)),
        text=text,
        original=original,
        encoding=encoding_of(original),
        file_name=shown(path),
    )


FORMAT = ImportFormat("Plain text", (".txt", ".text"), read)
