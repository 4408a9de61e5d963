"""The codebook in other letters: English in a window is not from it."""

from msgspec.structs import replace

from annotator.importers import codebook

CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшхыз")


def foreign(text):
    """Return a text in Cyrillic letters."""
    return text.lower().translate(CYRILLIC)


def foreign_schemes():
    """Return the standard codebook, its titles and labels in Cyrillic letters."""
    return [
        replace(scheme, title=foreign(scheme.title), labels=tuple(map(_label, scheme.labels)))
        for scheme in codebook.named("standard")
    ]


def _label(label):
    named = {name: foreign(getattr(label, name)) for name in ("name", "short", "definition")}
    return replace(label, **named)
