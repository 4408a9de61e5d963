"""A chart as a file: a picture, a drawing or a table."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.domain.figures import Figure
from annotator.exporters.figure_csv import figure_csv
from annotator.i18n import N_, is_right_to_left
from annotator.ui.theming.palette import LIGHT, load
from annotator.ui.widgets.chart_layout import ChartLayout, lay_out
from annotator.ui.widgets.chart_painting import paint_chart

_WIDTH, _MARGIN = 960, 16  # pixels
_SHARP: Final = 2  # pixels of a picture for each one of the window


def png(figure: Figure) -> bytes:
    """Return a chart as a picture on white paper, twice as fine as in the window."""
    layout = _laid_out(figure)
    image = QImage(_size(layout) * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    painter = QPainter(image)
    _paint(painter, figure, layout)
    painter.end()
    content, buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def svg(figure: Figure) -> bytes:
    """Return a chart as a drawing that stays sharp at every size."""
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - only for this

    layout = _laid_out(figure)
    content, buffer = _buffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(_size(layout))
    drawing.setViewBox(QRect(0, 0, _size(layout).width(), _size(layout).height()))
    drawing.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInchY()))
    drawing.setTitle(figure.title)
    painter = QPainter(drawing)
    _paint(painter, figure, layout)
    painter.end()
    return bytes(content.data())


FORMATS: Final[Mapping[str, tuple[str, Callable[[Figure], bytes]]]] = {
    ".png": (N_("PNG picture ({pattern})"), png),
    ".svg": (N_("SVG drawing ({pattern})"), svg),
    ".csv": (N_("CSV table ({pattern})"), figure_csv),
}
"""What each kind of file is called, and how its content is made, by its ending."""


def _buffer() -> tuple[QByteArray, QBuffer]:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return content, buffer


def _laid_out(figure: Figure) -> ChartLayout:
    return lay_out(figure, _WIDTH, QApplication.font(), is_mirrored=is_right_to_left())


def _size(layout: ChartLayout) -> QSize:
    return layout.size.toSize() + QSize(2 * _MARGIN, 2 * _MARGIN)


def _paint(painter: QPainter, figure: Figure, layout: ChartLayout) -> None:
    palette = load(LIGHT)
    painter.setFont(QApplication.font())
    painter.fillRect(QRect(0, 0, _size(layout).width(), _size(layout).height()), palette.paper)
    painter.translate(_MARGIN, _MARGIN)
    paint_chart(painter, figure, layout, palette)
