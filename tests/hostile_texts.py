"""Texts that break programs: the public list of naughty strings, and all of Unicode."""

import sys
import unicodedata

BLOCK = 128  # the blocks of Unicode begin at multiples of this, or have a part of one
FEW = 25


def hostile_texts(shared, *, full):
    """Return every naughty string and the characters of every Unicode block; or some of each."""
    first, *others = blocks()  # the first has NUL
    texts = [*naughty_strings(shared), *others]
    return [first, *(texts if full else texts[::FEW])]


def naughty_strings(shared):
    """Return the strings of the list, without comments and empty lines."""
    listed = (shared / "naughty-strings" / "blns.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in listed if line.strip() and not line.startswith("#")]


def blocks():
    """Yield the assigned characters of each block; half surrogates are no text and left out."""
    for first in range(0, sys.maxunicode + 1, BLOCK):
        found = "".join(map(chr, range(first, first + BLOCK)))
        if found := "".join(each for each in found if unicodedata.category(each) not in _NO_TEXT):
            yield found


_NO_TEXT = frozenset({"Cn", "Cs"})


def as_file_name(text):
    """Return a text as the name of a file, without what no name can hold; '' if nothing is left."""
    name = text.replace("/", "").replace("\0", "")
    while len(name.encode()) > 200:
        name = name[:-1]
    return "" if name.strip(". ") == "" else name
