"""The formula guard: text that a spreadsheet would run is marked as text, and back."""

import re
from typing import Final

# OWASP, "CSV Injection": = + - @ and their full-width forms, also after white space; tab, CR, LF.
# Leading apostrophes belong to the pattern, so that what is guarded can be told from what is not.
FORMULA: Final = re.compile(r"'*(?:[\s\x00]*[=+@＝＋－＠-]|[\t\r\n\x00])")
"""What the beginning of a text that a spreadsheet could run looks like."""

_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def guarded(text: str) -> str:
    """Return the text, with an apostrophe in front when a spreadsheet could run it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def guarded_code(code: str) -> str:
    """Return a code guarded like text, unless it is a plain number such as -3."""
    return f"'{code}" if FORMULA.match(code) and not _NUMBER.fullmatch(code) else code
