"""Write resources/i18n/annotator.pot: every text of the program, for those who translate it."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from annotator.importers.encodings import encodings

ROOT: Final = Path(__file__).resolve().parent.parent
TEMPLATE: Final = ROOT / "resources" / "i18n" / "annotator.pot"

_KEYWORDS: Final = {
    "tr": None,
    "N_": None,
    "ngettext": (1, 2),
    "counted": (1, 2),  # of a label of an edit
    "pgettext": ((1, "c"), 2),
}
_ONCE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the file changes with its texts alone


def template() -> bytes:
    """Return the template of all catalogues; texts in the order of their files."""
    catalog = Catalog(
        project="Annotator",
        version="1",
        copyright_holder="the authors of Annotator",
        msgid_bugs_address="",
        charset="utf-8",
        creation_date=_ONCE,
        fuzzy=False,
    )
    found = extract_from_dir(ROOT / "annotator", keywords=_KEYWORDS, comment_tags=("Translators:",))
    for name, _line, message, comments, context in sorted(found, key=lambda each: each[0]):
        place = (f"annotator/{name}", 0)
        catalog.add(message, locations=[place], auto_comments=comments, context=context)
    for encoding in encodings():
        catalog.add(encoding.scripts, locations=[("resources/encodings.toml", 0)])
    file = BytesIO()
    write_po(file, catalog, width=100, include_lineno=False)
    return file.getvalue()


def main() -> None:
    """Write the template."""
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(template())


if __name__ == "__main__":
    main()
