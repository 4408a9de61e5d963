"""The hint over a window on what dropping the dragged files will do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.project import SUFFIX
from annotator.i18n import format_number, ngettext, tr
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import shown_in

_MARGIN, _RADIUS = 12, 8
_OPACITY: Final = 0.92
_REFUSED_FOR: Final = 3000  # milliseconds
_MEDIA: Final = ("audio/", "image/", "video/")


class Drop(Struct, frozen=True):
    """The effect of a drop as a sentence, and the files that it applies to."""

    sentence: str
    paths: tuple[Path, ...] = ()


class DropHint(QWidget):
    """Accepts files dropped on a window, and shows a hint over a part of it while dragging."""

    dropped = Signal(object)  # the paths, after the program they come from continues

    def __init__(
        self, window: QWidget, over: QWidget, describe: Callable[[Sequence[Path]], Drop]
    ) -> None:
        super().__init__(over)
        self.setObjectName("drop_hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.sentence = ""
        self._over, self._describe = over, describe
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._take(event)
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), shown_in(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(palette.paper)
        ground.setAlphaF(_OPACITY)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(palette.accent, 2, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        painter.setPen(palette.ink)
        painter.setFont(_large(self.font()))
        room: QRect = frame.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(centred), self.sentence)

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not event.mimeData().hasUrls():
            return False
        drop = self._describe(local_files(event.mimeData()))
        self._show(drop.sentence)
        event.setAccepted(bool(drop.paths))
        if drop.paths:
            event.acceptProposedAction()
        else:
            QTimer.singleShot(_REFUSED_FOR, self, self.hide)  # a refused drag has no leave event
        return True

    def _take(self, event: QDropEvent) -> bool:
        self.hide()
        drop = self._describe(local_files(event.mimeData()))
        if drop.paths:
            event.acceptProposedAction()
            # the program that they come from waits until this has returned
            QTimer.singleShot(0, self, lambda: self.dropped.emit(drop.paths))
        return True

    def _show(self, sentence: str) -> None:
        self.sentence = sentence
        self.setAccessibleName(sentence)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.update()


def local_files(mime: QMimeData) -> list[Path]:
    """Return the dragged files and folders; none for anything else."""
    return [_path(url) for url in mime.urls() if url.isLocalFile()]


def _path(url: QUrl) -> Path:
    if host := url.host():  # that of this computer, too (RFC 8089): Qt takes it for a server
        from PySide6.QtCore import QSysInfo  # noqa: PLC0415 - the start is measured

        url.setHost("" if host in {"localhost", QSysInfo.machineHostName().lower()} else host)
    return Path(url.toLocalFile())


def to_import(paths: Sequence[Path]) -> Drop:
    """Return the effect of importing files and folders; pictures and projects are refused.

    It looks at their names only; the importers look at their contents.
    """
    if not paths:
        return Drop(tr("Links cannot be dropped. Use Project → Import from link."))
    if all(path.suffix.lower() == SUFFIX for path in paths):
        return Drop(tr("Projects cannot be imported. Use Project → Open project."))
    wanted = tuple(path for path in paths if not _is_refused(path))
    if not wanted:
        return Drop(_refusal(len(paths)))
    offer, others = _offer(wanted), len(paths) - len(wanted)
    if others:
        offer = tr("{offer}. {refusal}", offer=offer, refusal=_refusal(others))
    return Drop(offer, wanted)


def _large(font: QFont) -> QFont:
    larger = fonts.strong(font)
    larger.setPointSizeF(font.pointSizeF() * 1.25)
    return larger


def _is_refused(path: Path) -> bool:
    import mimetypes  # noqa: PLC0415 - only what is dragged here needs it

    from annotator.importers import formats  # noqa: PLC0415 - as above

    kind = mimetypes.guess_type(path.name)[0] or ""
    is_known = path.suffix.lower() in formats.FORMATS.by_suffix
    return path.suffix.lower() == SUFFIX or (kind.startswith(_MEDIA) and not is_known)


def _refusal(count: int) -> str:
    return ngettext("{count} file cannot be imported.", "{count} files cannot be imported.", count)


def _offer(paths: Sequence[Path]) -> str:
    count, folders = len(paths), sum(path.is_dir() for path in paths)
    if not folders:
        return ngettext("Drop to import {count} file", "Drop to import {count} files", count)
    if folders == count:
        return ngettext("Drop to import {count} folder", "Drop to import {count} folders", count)
    return tr("Drop to import {count} files and folders", count=format_number(count))
