"""Shows text from people without interpreting it as HTML."""

from PySide6.QtWidgets import QWidget

from annotator.domain.direction import isolated_lines


def tooltip(text: str) -> str:
    """Return the argument of `setToolTip` for a text, wrapped, and escaped as HTML."""
    if not text:
        return ""
    import html  # noqa: PLC0415 - with a table of 2,000 names, which the start can do without

    return f"<qt>{html.escape(isolated_lines(text)).replace(chr(10), '<br>')}</qt>"


def explain(widget: QWidget, explanation: str) -> None:
    """Set the tooltip of a widget, and the same as its accessible description.

    Without a description, a screen reader would read out the marks of the tooltip.
    """
    widget.setToolTip(tooltip(explanation))
    widget.setAccessibleDescription(explanation)
