"""Markdown, taken as the text it is: no word of the file is changed or left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from annotator.i18n import N_
from annotator.importers import plain_text
from annotator.importers.draft import Draft, ImportFormat
from annotator.importers.original import shortened

# An ATX heading of the first level: CommonMark 0.31.2, 4.2
_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<words>[^\n]*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


def read(path: Path, encoding: str = "") -> Iterator[Draft]:
    """Return the article in a Markdown file, its first heading of the first level as headline.

    Without one, it is the first line. `encoding` is that of bytes that do not show theirs.
    """
    for draft in plain_text.read(path, encoding):
        headings = (match["words"] for match in _HEADING.finditer(draft.text))
        heading = next((content for content in headings if content), "")
        yield replace(draft, headline=shortened(heading)) if heading else draft


FORMAT = ImportFormat(N_("Markdown"), (".md", ".markdown"), read)
