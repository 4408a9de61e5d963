from PySide6.QtCore import QTimer


def test_timers(qtbot):
    hit=[]; QTimer.singleShot(10, lambda: hit.append(1)); qtbot.waitUntil(lambda: hit, timeout=1000)
