"""A label for long text has the size of any label, and finds it in a few layouts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.dialogs import value_label
from annotator.ui.dialogs.value_label import BrokenValue, ValueLabel

TEXTS = [
    "one",
    "Premier Lind gave no guarantees, and the summit cost three million crowns. " * 4,
    "first\n\nthird, after an empty line",
    "部长表示新的桥梁将花费三百万克朗并在春季之前完工" * 9,
    "大臣は新しい橋の費用は三百万クローネだと述べた" * 5,
    "รัฐมนตรีกล่าวว่าสะพานใหม่จะมีค่าใช้จ่ายสามล้านโครน" * 3,
    "قال الوزير إن الجسر الجديد سيكلف ثلاثة ملايين " * 4,
    "😀🎉👩‍👩‍👧🇺🇦" * 30,
    "https://example.org/" + "x" * 200 + " and more",
]


def usual(text):
    """Return a label of Qt that shows the same."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_as_high_as_any_label_and_as_narrow(qtbot, text):
    label, other = ValueLabel(text), usual("")
    qtbot.addWidget(label)
    qtbot.addWidget(other)
    other.setText(label.text())
    other.setFont(label.font())

    widths = (60, 143, 400, 640)
    assert [*map(label.heightForWidth, widths)] == [*map(other.heightForWidth, widths)]
    assert label.minimumSizeHint().width() == other.minimumSizeHint().width()
    assert label.hasHeightForWidth()


def test_it_is_laid_out_a_few_times_until_it_is_shown(qtbot, monkeypatch):
    layouts = []

    def document():
        layouts.append(made := QTextDocument())
        return made

    monkeypatch.setattr(value_label, "QTextDocument", document)
    area, inside = QScrollArea(widgetResizable=True), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(inside)
    column.addWidget(ValueLabel(TEXTS[3]))
    column.addStretch(1)
    area.setWidget(inside)

    area.show()
    qtbot.waitExposed(area)
    qtbot.wait(1)

    assert 0 < len(layouts) <= 8


def test_another_text_or_font_has_another_size(qtbot):
    label = ValueLabel("one")
    qtbot.addWidget(label)
    before = label.heightForWidth(200)

    label.setText(TEXTS[1])
    longer = label.heightForWidth(200)
    font = label.font()
    font.setPointSizeF(2 * font.pointSizeF())
    label.setFont(font)

    assert before < longer < label.heightForWidth(200)


@pytest.mark.parametrize("text", [*TEXTS, "W" * 900, "א" * 900])
def test_a_value_is_never_wider_than_its_room_and_shown_whole(qtbot, text):
    area, inside = QScrollArea(widgetResizable=True), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(inside)
    column.addWidget(label := value_label.value_label(text))
    column.addStretch(1)
    area.setWidget(inside)
    area.resize(400, 300)
    area.show()
    qtbot.waitExposed(area)

    assert area.horizontalScrollBar().maximum() == 0
    assert label.height() >= label.heightForWidth(label.width())
    if isinstance(label, BrokenValue):
        assert label.verticalScrollBar().maximum() == 0
