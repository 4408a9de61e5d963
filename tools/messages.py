"""Write resources/i18n/annotator.pot: every text of the program, for those who translate it.

Every translation beside it, `resources/i18n/uk/LC_MESSAGES/annotator.po`, is checked and compiled.
"""

import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final, Literal

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from annotator.commands.click_texts import MODULES
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
_OF_CLICK: Final = {"_": None, "ngettext": (1, 2)}
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
    for name in MODULES:
        source = Path(click.__file__).with_name(f"{name}.py")
        for _line, message, _comments, _context in extract_from_file("python", source, _OF_CLICK):
            catalog.add(message, locations=[(f"click/{name}.py", 0)])
    file = BytesIO()
    write_po(file, catalog, width=100, include_lineno=False)
    return file.getvalue()


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield a sentence for each translation that has other fields than its English.

    Any form of a count may have the fields of either English form: “Accept {mark}” stands beside
    “Accept {count} marks”. What is marked as fuzzy is not compiled, and may be wrong.
    """
    for message in catalog:
        english = _forms(message)
        fields = [_fields(form) for form in english]
        for form in _forms(message, "string"):
            if message.id and form and not message.fuzzy and _fields(form) not in fields:
                yield f"“{form}” has other fields than “{english[-1]}”."


def _forms(message: Message, of: Literal["id", "string"] = "id") -> Sequence[str]:
    text = getattr(message, of)
    return [text] if isinstance(text, str) else text


def _fields(form: str) -> Collection[tuple[str, str, str]]:
    """Return the fields and their formats; a text with an unpaired brace counts as one field."""
    try:
        parts = [*Formatter().parse(form)]
    except ValueError:
        return {(form, "", "")}
    return {(name, spec or "", how or "") for _, name, spec, how in parts if name is not None}


def compiled(folder: Path) -> Iterator[tuple[Path, Sequence[str]]]:
    """Compile each catalogue in a folder that has no faults; yield its file and its faults."""
    for path in sorted(folder.glob("*/LC_MESSAGES/annotator.po")):
        with path.open("rb") as file:
            catalog = read_po(file)
        found = [*faults(catalog)]
        if not found:
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)
        yield path, found


def main() -> None:
    """Write the template and compile the catalogues; exit with the faults of the translations."""
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(template())
    found = [f"{path}: {fault}" for path, each in compiled(TEMPLATE.parent) for fault in each]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
