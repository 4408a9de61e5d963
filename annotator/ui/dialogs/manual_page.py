"""One page of the manual, shown as rich text."""

from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget
from typing_extensions import override

from annotator import assets
from annotator.operations import manual
from annotator.ui.application.shortcuts import KEYS, shortcut
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.theming.viewport import keep_room_for_bar

_TEXT: Final = 16  # pixels, where the interface has 13
_MARGIN: Final = 28
_STYLE: Final = """
a {{ color: {accent}; }}
th {{ color: {second}; text-align: left; padding: 4px 12px 4px 0; }}
td {{ padding: 4px 12px 4px 0; }}
kbd, code {{ background-color: {quiet}; }}
h1 {{ font-size: {largest}px; }}
h2 {{ font-size: {larger}px; }}
h3 {{ font-size: {large}px; }}
"""


class ManualPage(QTextBrowser):
    """Shows pages by their name, and follows links among them; nothing else is loaded."""

    turned = Signal(str)  # the name of the shown page

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manual.page")
        self.setFont(fonts.reading(_TEXT))
        self.document().setDocumentMargin(fonts.pixels(_MARGIN))
        self.setOpenExternalLinks(False)
        # pictures are as wide as the page, whose width must not depend on its height
        keep_room_for_bar(self)
        colours, size = shown_in(self), fonts.pixels
        shown = self.palette()
        shown.setColor(QPalette.ColorRole.Base, colours.paper)
        self.setPalette(shown)
        self.document().setDefaultStyleSheet(
            _STYLE.format(
                accent=colours.accent.name(),
                second=colours.second.name(),
                quiet=colours.quiet_ground.name(),
                largest=size(26),
                larger=size(20),
                large=size(17),
            )
        )
        KEYS.changed.connect(self.reload)
        self.sourceChanged.connect(lambda url: self.turned.emit(_name(url)))

    def open(self, name: str) -> None:
        """Show a page from its beginning, or a section of it named after `#`."""
        page, _, section = name.partition("#")
        self.setSource(QUrl(f"{page}.html#{section}" if section else f"{page}.html"))

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        name = QUrl(name)
        if kind == QTextDocument.ResourceType.HtmlResource.value:
            return manual.page(_name(name), shortcut)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(name.fileName())
        return None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.reload()  # pictures are as wide as the page

    def _picture(self, name: str) -> QImage:
        picture = QImage(str(assets.path("manual/pictures") / name))
        ratio = self.devicePixelRatioF()
        room = int((self.viewport().width() - 2 * self.document().documentMargin()) * ratio)
        if picture.width() > room > 0:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(room, smooth)
        picture.setDevicePixelRatio(ratio)
        return picture


def _name(url: QUrl) -> str:
    return url.fileName().removesuffix(".html")
