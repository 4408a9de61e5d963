"""A scrollable view of a long text that paints a scene over it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMargins, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from annotator.domain.span import Span
from annotator.ui.reading.asides import Aside
from annotator.ui.reading.face import Face
from annotator.ui.reading.mark import Heading, ReadingColours
from annotator.ui.reading.page import Page
from annotator.ui.reading.painting import differing, paint
from annotator.ui.reading.scene import Scene
from annotator.ui.reading.sheet import Sheet
from annotator.ui.reading.strip import WIDTH, MarkStrip
from annotator.ui.theming.palette import shown_in
from annotator.ui.theming.viewport import keep_room_for_bar, opaque_viewport

_AIR = 8  # beside the strip
_NOTCH, _LINES_PER_NOTCH = 120, 3


class ReadingSurface(QAbstractScrollArea):
    """Displays text, marks and heading; it does not handle keys or clicks on them."""

    changed = Signal()  # something looks different: words, marks, asides, type, size or colours

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(opaque_viewport())
        self.colours = ReadingColours.of(shown_in(self))
        self.scene = Scene()
        self.sheet = Sheet(self.font())
        self._is_scrolling = self._is_stale = self._is_gathering = False
        self._changed = QRegion()  # of the view, by a scene that is not painted yet
        self._mapped = 0  # the length of the sheet that the strip is a map of
        self._places: object = None  # where the blocks in view are
        self._strip = MarkStrip(self.colours, self.sheet.positions_of, self)
        self._strip.jumped.connect(self._jump)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_room_for_bar(self)
        self.setViewportMargins(_room_for_strip(self))
        self.set_colours(self.colours)

    def set_asides(self, asides: Sequence[Aside]) -> None:
        """Show excluded lines and lines proposed for exclusion, which must not overlap."""
        if tuple(asides) != self.sheet.flow.asides.all:
            with self._place_kept():
                self.sheet.flow.set_asides(asides)
            self.changed.emit()

    def fold(self, *, folds: bool) -> None:
        """Hide the excluded lines, or show them small and grey."""
        if folds != self.sheet.flow.folds:
            with self._place_kept():
                self.sheet.flow.fold(folds=folds)

    def set_heading(self, heading: Heading) -> None:
        """Change the heading above the text."""
        if heading == self.sheet.heading:
            return
        with self._place_kept():
            self.sheet.heading = heading
            self.sheet.arrange()
        self.setAccessibleName(heading.headline)
        self.changed.emit()

    def set_type(self, family: str | None, size_px: int, line_height: float) -> None:
        """Change the type at once; the current sentence stays where it is in the view.

        None means the first suitable serif installed; `line_height` is a multiple of the size.
        """
        with self._place_kept():
            self.sheet.face = Face.of(family, size_px, line_height)
            self.sheet.arrange()
        self.changed.emit()

    def set_colours(self, colours: ReadingColours) -> None:
        """Show everything in other colours."""
        self.colours = colours
        palette = self.viewport().palette()
        palette.setColor(QPalette.ColorRole.Window, colours.paper)
        palette.setColor(QPalette.ColorRole.Base, colours.paper)
        self.setPalette(palette)
        self._strip.set_colours(colours)
        self._repaint()
        self.changed.emit()

    def reveal(self, span: Span) -> None:
        """Scroll, if necessary, until a passage is comfortably visible.

        Hidden lines there are shown.
        """
        if len(self.sheet.flow.blocks):
            self.sheet.flow.unfold(span)
            scroll = self.sheet.scroll_for(span)
            if scroll != self.sheet.scroll or self.sheet.length != self._mapped:
                self._set_scroll(scroll)

    def show_words(self, heading: Heading, text: str, forms: str = "") -> None:
        """Show another text from its beginning, without marks; `forms` tags those of letters."""
        self.scene = Scene()
        self._strip.show_text(self.scene)
        self.sheet.set_words(heading, text, forms)
        self._set_scroll(0)
        self._repaint()

    def show_scene(self, scene: Scene) -> None:
        """Show another state, repainting only what looks different."""
        before, self.scene = self.scene, scene
        if not self._is_gathering:
            self._show_from(before, self.viewport().update)

    @contextmanager
    def painted_first(self) -> Iterator[None]:
        """Paint what the block shows at once, as one change, and before the strip beside it."""
        before, self._is_gathering = self.scene, True
        try:
            yield
        finally:
            self._is_gathering = False
        self._show_from(before, self.viewport().repaint)

    def _show_from(self, before: Scene, show: Callable[[QRegion], object]) -> None:
        if not self._is_stale:
            self._changed |= differing(self.sheet, before, self.scene)
        show(QRegion(self.viewport().rect()) if self._is_stale else self._changed)
        self._strip.show_scene(self.scene)
        self.changed.emit()

    def scroll_by(self, distance: int) -> None:
        """Scroll down by some pixels, or up by a negative number."""
        self._set_scroll(self.sheet.scroll + distance)

    def page(self) -> Page:
        """Return what to paint, and the positions of its signs."""
        return Page(self.sheet.flow, self.scene, self.colours, self.sheet.writer, self.hasFocus())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._is_stale, self._changed = False, QRegion()
        with QPainter(self.viewport()) as painter:
            paint(painter, event.region(), self.sheet, self.page())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size, seat = self.viewport().size(), self.viewport().geometry()
        with self._place_kept():
            self.sheet.width, self.sheet.height = size.width(), size.height()
            self.sheet.arrange()
        x = seat.left() - WIDTH if self.isRightToLeft() else seat.right() + 1
        self._strip.setGeometry(x, seat.top() + _AIR, WIDTH, seat.height() - 2 * _AIR)
        self.changed.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_cursor()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_cursor()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setViewportMargins(_room_for_strip(self))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._is_scrolling:
            self._set_scroll(self.verticalScrollBar().value())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.scroll_by(_turned(event, self.sheet.face.line))
        event.accept()

    def _repaint(self) -> None:
        self._is_stale = True  # until it is painted, no part needs to be asked for
        self.viewport().update()

    def _repaint_cursor(self) -> None:
        if self.scene.sentence and len(self.sheet.flow.blocks):
            self.viewport().update(self.sheet.rows(self.scene.sentence))

    def _set_scroll(self, scroll: int) -> None:
        """Scroll the sheet and make the scroll bar agree with it."""
        self._is_scrolling = True
        self.sheet.set_scroll(scroll)
        bar = self.verticalScrollBar()
        bar.setRange(0, self.sheet.limit)
        bar.setPageStep(self.sheet.height)
        bar.setSingleStep(self.sheet.face.line)
        bar.setValue(self.sheet.scroll)
        self._is_scrolling = False
        if (places := self.sheet.places()) != self._places:
            self._places = places
            self._repaint()
        if self.sheet.length != self._mapped:
            self._mapped = self.sheet.length
            self._strip.rearrange()

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """Keep the current sentence at its height while the block changes the layout."""
        landmark = self.sheet.landmark(self.scene.sentence)
        yield
        self._set_scroll(self.sheet.scroll_for_landmark(landmark))
        self._repaint()

    def _jump(self, share: float) -> None:
        self._set_scroll(round(share * self.sheet.length - self.sheet.height / 2))


def _turned(event: QWheelEvent, line: int) -> int:
    """Return how far down a wheel was turned, in pixels, where lines have a height."""
    turned = event.angleDelta() * _LINES_PER_NOTCH * line / _NOTCH
    return -(event.pixelDelta() if event.hasPixelDelta() else turned).y()


def _room_for_strip(widget: QWidget) -> QMargins:
    room, mirrored = WIDTH + _AIR, widget.isRightToLeft()
    return QMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
