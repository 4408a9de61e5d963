"""A bar that shows how far long work is."""

from PySide6.QtWidgets import QProgressBar
from typing_extensions import override


class ProgressBar(QProgressBar):
    """A bar whose new value is painted with everything else, when the window is next painted.

    Qt's own bar paints the window before `setValue` returns: what thousands of new articles have
    changed would be followed and painted between two keys.
    """

    @override
    def setValue(self, value: int) -> None:
        self.setUpdatesEnabled(False)
        super().setValue(value)
        self.setUpdatesEnabled(True)
