"""A Qt binding that loses references to None ends the process after a while (libraries.md, 0)."""

import sys

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QTreeWidgetItem

ROUNDS = 400
SLACK = 40  # what the interpreter itself takes and gives meanwhile


def references_lost(call) -> int:
    before = sys.getrefcount(None)
    for _ in range(ROUNDS):
        call()
    return before - sys.getrefcount(None)


@pytest.fixture
def calls(qtbot):
    """Calls that take arguments and return nothing, on objects of every module."""
    label, timer, item = QLabel(), QTimer(), QTreeWidgetItem()
    qtbot.addWidget(label)
    return {
        "QObject.setObjectName": lambda: label.setObjectName("a"),
        "QWidget.resize": lambda: label.resize(10, 10),
        "QWidget.setEnabled": lambda: label.setEnabled(True),
        "QLabel.setText": lambda: label.setText("words"),
        "QLabel.setAlignment": lambda: label.setAlignment(Qt.AlignmentFlag.AlignTop),
        "QTimer.setInterval": lambda: timer.setInterval(5),
        "QTreeWidgetItem.setText": lambda: item.setText(0, "words"),
        "QObject.setParent": lambda: QObject().setParent(None),
    }


def test_void_calls_with_arguments_keep_every_reference_to_none(calls):
    lost = {name: references_lost(call) for name, call in calls.items()}

    assert max(lost.values()) < SLACK, lost
