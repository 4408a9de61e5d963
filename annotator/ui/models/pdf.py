"""A PDF file in memory, whose pages are painted like those of a printer."""

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

_SIDE, _TOP = 20.0, 14.0  # millimetres


class Pdf:
    """Holds what is painted on `writer`, on paper of the usual size unless a layout is given."""

    def __init__(self, title: str, layout: QPageLayout | None = None) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self.writer.setTitle(title)
        self.writer.setCreator("Annotator")
        self.writer.setPageLayout(layout or usual_layout())

    def content(self) -> bytes:
        """Return the file, once its last page is painted."""
        return bytes(self._buffer.data().data())


def usual_layout() -> QPageLayout:
    """Return the layout of a page where nobody has chosen one."""
    margins = QMarginsF(_SIDE, _TOP, _SIDE, _TOP)
    size, upright = QPageSize(usual_paper()), QPageLayout.Orientation.Portrait
    return QPageLayout(size, upright, margins, QPageLayout.Unit.Millimeter)


def usual_paper() -> QPageSize.PageSizeId:
    """Return A4, or Letter where lengths are measured in inches."""
    is_metric = QLocale().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
    return QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter
