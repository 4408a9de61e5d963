"""What is printed besides text: the bars of charts, and a logo."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)
from typing_extensions import override

_KIND: Final = int(QTextFormat.ObjectTypes.UserObject.value) + 1
_SHARE, _INK = (int(QTextFormat.Property.UserProperty.value) + n for n in (1, 2))
_LONGEST, _HEIGHT = 170.0, 7.0  # points
_LOGO: Final = "logo"


class Bars(QPyTextObject):
    """Draws the bars of charts in a document; `dots` are those of a point."""

    def __init__(self, document: QTextDocument, dots: float) -> None:
        super().__init__(document)
        self._dots = dots
        document.documentLayout().registerHandler(_KIND, self)

    def insert(self, cursor: QTextCursor, share: float, ink: QColor) -> None:
        """Insert a bar of this part of the full length."""
        form = QTextCharFormat()
        form.setObjectType(_KIND)
        form.setProperty(_SHARE, share)
        form.setProperty(_INK, ink)
        cursor.insertText("\ufffc", form)

    @override
    def intrinsicSize(self, doc: QTextDocument, place: int, form: QTextFormat) -> QSizeF:
        return QSizeF(form.doubleProperty(_SHARE) * _LONGEST, _HEIGHT) * self._dots

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        place: int,
        form: QTextFormat,
    ) -> None:
        painter.fillRect(rect, form.colorProperty(_INK))


def insert_picture(cursor: QTextCursor, content: bytes, most: QSizeF) -> None:
    """Insert a picture, made smaller where it is larger than `most`, in dots of 96 per inch."""
    image = QImage.fromData(content)
    if image.isNull():
        return
    cursor.document().addResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl(_LOGO), image
    )
    size = QSizeF(image.size())
    if size.width() > most.width() or size.height() > most.height():
        size.scale(most, Qt.AspectRatioMode.KeepAspectRatio)
    form = QTextImageFormat()
    form.setName(_LOGO)
    form.setWidth(size.width())
    form.setHeight(size.height())
    cursor.insertImage(form)
