"""The paragraphs of a text, counted as people count them."""


def paragraph_number(text: str, place: int) -> int:
    """Return in which paragraph a position lies: lines that are not empty count, from 1.

    A position between two paragraphs belongs to the one before it.
    """
    end = text.find("\n", place)
    lines = text[: end if end >= 0 else len(text)].split("\n")
    return max(1, sum(1 for line in lines if line.strip()))
