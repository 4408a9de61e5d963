"""Folders of pictures and styles that browsers save beside a page: they hold no articles."""

import re
import unicodedata
from typing import Final

from annotator.importers import html

# what browsers and Windows add to the name of a page for the folder of its pictures and styles
_RESOURCE_FOLDER: Final = re.compile(
    """(.+)[_.-](?:
    files|file|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|tiedostot|pliki|soubory
    |elemei|dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak|filoj|файлы|файли
    )""",
    re.VERBOSE,
)


def is_html_name(name: str) -> bool:
    """Return whether a file is a page by its name."""
    return name.lower().endswith(html.FORMAT.suffixes)


def page_stem_of(folder: str) -> str:
    """Return how the page is called that a folder belongs to by its name; empty for none.

    It is folded as `folded` does.
    """
    found = _RESOURCE_FOLDER.fullmatch(folded(folder))
    return found[1] if found else ""


def folded(name: str) -> str:
    """Return a name in the form in which names are compared."""
    return unicodedata.normalize("NFC", name).casefold()
