"""Recognising saved web pages by their first bytes and their names."""

import re
from pathlib import PurePath
from typing import Final

from annotator.importers import formats
from annotator.importers.import_format import ImportFormat

_HEAD: Final = 4_000
_MARKUP: Final = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|meta)[\s>]", re.IGNORECASE
)


def is_page(data: bytes, name: str) -> bool:
    """Return whether a file is a web page, by its first bytes or its name."""
    return bool(_MARKUP.match(data[:_HEAD])) or format_of(data, name) is not None


def is_page_name(name: str) -> bool:
    """Return whether a file name is that of a web page."""
    return _named(name) is not None


def format_of(data: bytes, name: str) -> ImportFormat | None:
    """Return the format of a page by its first bytes, otherwise by its name; None for others."""
    pages = (each for each in formats.FORMATS if each.omissions and each.begins)
    return next((each for each in pages if re.match(each.begins, data[:_HEAD])), _named(name))


def _named(name: str) -> ImportFormat | None:
    found = formats.FORMATS.by_suffix.get(PurePath(name).suffix.lower())
    return found if found and found.omissions else None
