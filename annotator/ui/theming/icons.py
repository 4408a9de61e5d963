"""The icons: monochrome drawings, tinted when they are painted."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from annotator import assets

# 16 pixels at 100, 125, 150, 175, 200, 250 and 300 percent, and room for larger ones
_SIZES = (16, 20, 24, 28, 32, 40, 48, 64)


def icon(name: str, colour: QColor, *, is_mirrored: bool = False) -> QIcon:
    """Return the icon `resources/icons/<name>.svg` in one colour, crisp at every scale.

    A mirrored one is for an interface that is read from right to left.

    Raises FileNotFoundError when there is none of that name.
    """
    return _tinted(name, colour.name(), is_mirrored=is_mirrored)


@lru_cache(maxsize=64)
def _tinted(name: str, colour: str, *, is_mirrored: bool) -> QIcon:
    drawing = assets.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    tinted = QIcon()
    for size in _SIZES:
        drawn = _drawn(renderer, size)
        mirror = QTransform().scale(-1, 1)
        tinted.addPixmap(drawn.transformed(mirror) if is_mirrored else drawn)
    return tinted


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
