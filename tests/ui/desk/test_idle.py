"""What is created while the program is idle."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.ui.desk.idle import Idle


def test_a_hidden_widget_is_waited_for_without_keeping_a_processor_busy(qtbot):
    widget, done = QWidget(), []
    qtbot.addWidget(widget)

    def steps():
        for step in range(3):
            done.append(step)
            widget.setVisible(step != 1)
            yield

    idle = Idle(widget, steps())
    widget.show()
    [timer] = idle.findChildren(QTimer)
    qtbot.waitUntil(lambda: done == [0, 1])
    qtbot.waitUntil(lambda: timer.interval() > 0)

    widget.show()
    qtbot.waitUntil(lambda: done == [0, 1, 2] and not timer.isActive())
