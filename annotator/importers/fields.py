"""Normalising what files say about an article for the fields of a draft."""

import re
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from annotator.domain.text import clean, headline_in
from annotator.importers.date_column import DateColumn
from annotator.importers.html_walk import BULLET
from annotator.importers.original import shortened

_BLANKS = re.compile(r"[ \t\n]+")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_NO_TITLE: Final = re.compile(
    r"untitled(?: document)?[\W\d]*|microsoft word(?: - .*)?|(?:word )?document ?\d*"
    r"|.+\.(?:docx?|indd|odt|pdf|qxd|rtf|tex)",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"""[\W_]*(?:anonymous|unknown|unnamed|unspecified|undefined|none|null|nobody|n/?a|author|name
    |user(?:[ ]?name)?|guest|admin(?:istrator)?|webmaster|root|owner|default|windows[ ]user
    |microsoft(?:[ ]office)?(?:[ ](?:user|word))?|(?:libre|open)office.*|google[ ]docs|python-docx
    |openpyxl|apache[ ]poi|pandoc|wordpress|drupal|joomla|typo3|wkhtmltopdf|latex|reportlab.*
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK: Final = 2_000
_BEGINNING: Final = 1_000
_LONG: Final = 300  # characters, of which the last are not shown


def line_of(text: str) -> str:
    """Return the text cleaned, on one line and stripped."""
    line = clean(text)
    # most texts have single blanks only, and to replace each of them by itself is slow
    if "  " in line or "\n" in line or "\t" in line:
        line = _BLANKS.sub(" ", line)
    return line.strip()


def headline_of(stated: str, text: str) -> str:
    """Return the stated headline, otherwise the first line of the text, shortened."""
    return shortened(line_of(stated) or _first_line(text).removeprefix(BULLET))


def _first_line(text: str) -> str:
    """Return the proposed headline on one line; only the beginning of a long one."""
    line = headline_in(text)
    begins = line_of(line[:_BEGINNING])
    return begins if len(begins) > _LONG else line_of(line)


def byline_of(stated: str) -> str:
    """Return the stated author; '' where it is a program or a placeholder."""
    name = line_of(stated)
    return "" if _NOBODY.fullmatch(name) else name


def title_of(stated: str) -> str:
    """Return the stated title; '' where it was made up by a program."""
    title = line_of(stated)
    return "" if _NO_TITLE.fullmatch(title) else title


def date_of(text: str) -> str:
    """Return the date in a stated time, `YYYY[-MM[-DD]]`; empty for none.

    Times of day are dropped without converting time zones; an ambiguous date counts as none.
    """
    return DateColumn().date(text)


def language_of(text: str) -> str:
    """Return the language code of a tag, `en` for `en-US`; empty for anything else."""
    match = _LANGUAGE.fullmatch(line_of(text))
    return match[1].lower() if match else ""


def link_of(text: str) -> str:
    """Return the text if it is a web address of at most 2,000 characters, otherwise ''."""
    link = line_of(text)
    with suppress(ValueError):
        if urlsplit(link).scheme in ("http", "https") and len(link) <= _LINK:
            return link
    return ""
