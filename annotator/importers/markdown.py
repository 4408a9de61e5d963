"""Markdown, imported as plain text: nothing is changed or omitted."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotator.i18n import N_
from annotator.importers import plain_text
from annotator.importers.draft import Draft
from annotator.importers.import_format import NONE, Choices, ImportFormat
from annotator.importers.original import shortened

# An ATX heading of the first level: CommonMark 0.31.2, 4.2
_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<words>[^\n]*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


def read(path: Path, choices: Choices = NONE) -> Iterator[Draft]:
    """Return the article in a Markdown file, its first heading of the first level as headline.

    Without one, it is the first line.
    """
    for draft in plain_text.read(path, choices.encoding):
        headings = (match["words"] for match in _HEADING.finditer(draft.text))
        heading = next((content for content in headings if content), "")
        yield replace(draft, headline=shortened(heading)) if heading else draft


FORMAT: Final = ImportFormat(
    name=N_("Markdown"),
    suffixes=(".md", ".markdown"),
    read=read,
    media_types=("text/markdown",),
    read_with_choices=read,
)
