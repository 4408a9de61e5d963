"""The claim of the fact-check: its code, and its text in two lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from annotator.domain.claim import Claim
from annotator.domain.direction import without_bidi_controls
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.code_chip import CodeChip
from annotator.ui.widgets.line_breaking import cut_lines, draw_line
from annotator.ui.widgets.typed import tooltip

_LABELS, _LINES = 72, 2


class ClaimLine(QWidget):
    """Shows the code of the claim, and its text aligned with the fields below."""

    def __init__(self) -> None:
        super().__init__()
        self._code, self._wording = CodeChip(), _Wording()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        left = QWidget()
        left.setMinimumWidth(fonts.pixels(_LABELS))
        inside = QHBoxLayout(left)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._wording, 1)

    def set_here(self, *, is_here: bool) -> None:
        """Show whether the claim has the current mark, or was let go."""
        self._code.set_here(is_here=is_here)

    def show_claim(self, claim: Claim | None) -> None:
        """Show a claim; nothing for None."""
        self._code.setText(claim.code if claim else "")
        self._wording.setText(without_bidi_controls(" ".join(claim.text.split())) if claim else "")
        self._wording.setToolTip(tooltip(claim.text if claim else ""))


class _Wording(QLabel):
    """At most two lines of text, the last one shortened if there is more."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("check.claim")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = cut_lines(self.text(), self.font(), width, _LINES)
        return max(len(lines), 1) * self.fontMetrics().lineSpacing()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(shown_in(self).ink)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        spacing = self.fontMetrics().lineSpacing()
        for number, words in enumerate(cut_lines(self.text(), self.font(), self.width(), _LINES)):
            box = self.rect().adjusted(0, number * spacing, 0, 0)
            draw_line(painter, box, words, Qt.AlignmentFlag.AlignLeading, self.text())
