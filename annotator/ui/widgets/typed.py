"""Shows words that a person typed or pasted without reading them as HTML."""

from PySide6.QtWidgets import QWidget


def tooltip(text: str) -> str:
    """Return what to give to `setToolTip`: the very words, wrapped, never read as HTML."""
    if not text:
        return ""
    import html  # noqa: PLC0415 - with a table of 2,000 names, which the start can do without

    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"


def explain(widget: QWidget, explanation: str) -> None:
    """Say more about a widget, on pointing at it and to a screen reader.

    Without a description, a screen reader would read out the marks of the tooltip.
    """
    widget.setToolTip(tooltip(explanation))
    widget.setAccessibleDescription(explanation)
