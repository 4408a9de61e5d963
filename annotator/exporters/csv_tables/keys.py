"""Keys as the tables write them: a letter before the id, so that no spreadsheet sees a number.

The letters: a article, c claim, m mention, s sentiment, f fact-check, e evidence, q source,
n entity, p annotator, z zone.
"""


def key(letter: str, id: str | None) -> str:  # noqa: A002
    """Return the key of a record; empty when there is none."""
    return f"{letter}{id}" if id else ""
