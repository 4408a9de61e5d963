"""The tint that marks a change for a moment and fades out."""

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle, QWidget

_LASTS = 600  # milliseconds


class Fade(QObject):
    """Fades a strength from 1 to 0; in one step where animations are switched off."""

    changed = Signal(float)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._end = QTimer(self, singleShot=True, interval=_LASTS)
        self._end.timeout.connect(self._finish)
        self._motion = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=_LASTS)
        self._motion.valueChanged.connect(self._go_on)

    def start(self) -> None:
        """Start again at full strength."""
        self._motion.stop()
        self.changed.emit(1.0)
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if self._owner.style().styleHint(hint, None, self._owner) > 0:
            self._motion.start()
        else:
            self._end.start()

    def _go_on(self, strength: object) -> None:
        if isinstance(strength, float):
            self.changed.emit(strength)

    def _finish(self) -> None:
        self.changed.emit(0.0)
