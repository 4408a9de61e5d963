"""Which buttons of a row there is room for."""

from collections.abc import Sequence, Set


def fitting(
    widths: Sequence[int], wanted: Set[int], room: int, more: int, overlap: int
) -> list[int]:
    """Return the places of the buttons to show, in order; where some are missing, `more` fits too.

    `widths`, `room` and `more` are in pixels, and neighbours share `overlap` of them. The wanted
    ones come first, then the others from the beginning.
    """
    if sum(widths) - overlap * (len(widths) - 1) <= room:
        return list(range(len(widths)))
    left = room - more
    shown: list[int] = []
    for place in sorted(range(len(widths)), key=lambda place: (place not in wanted, place)):
        left -= widths[place] - overlap
        if left < 0 and shown:
            break
        shown.append(place)
    return sorted(shown)
