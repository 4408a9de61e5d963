"""The text of an RTF document as it is built: paragraphs, table rows, and notes at the end."""


class Output:
    """The finished paragraphs and rows, and the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._references = 0
        self._parts: list[str] = []
        self._cells: list[str] = []
        self._last = ""

    def reference(self) -> str:
        """Return the reference to the next note."""
        self._references += 1
        return f"[{self._references}]"

    def end_paragraph(self, text: str, *, is_item: bool = False) -> None:
        """End a paragraph or list item; an empty one is dropped."""
        if self._cells:
            self.end_row()
        if text.strip():
            self._put(text.strip(" \t\n"), "item" if is_item else "")

    def end_cell(self, text: str) -> None:
        """End a cell of a table."""
        self._cells.append(" ".join(text.split()))

    def end_row(self) -> None:
        """End a row of a table: its cells are separated by tabs."""
        if any(self._cells):
            self._put("\t".join(self._cells).rstrip("\t"), "row")
        self._cells.clear()

    def text(self) -> str:
        """Return the whole text, with the notes at the end."""
        notes = [f"[{number}] {note}" for number, note in enumerate(self.notes, start=1)]
        return "\n\n".join(["".join(self._parts), *notes])

    def _put(self, text: str, kind: str) -> None:
        """Append a line, without a blank line between rows or items."""
        gap = "\n" if kind and kind == self._last else "\n\n"
        self._parts += (gap if self._parts else "", text)
        self._last = kind


def joined(text: str) -> str:
    """Return text with its surrogate pairs combined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
