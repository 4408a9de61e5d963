"""The history opens for what is here, and leads back to the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.domain.span import Span


@pytest.fixture
def opened(window):
    """Trigger an action, and return the codes that the history offers and the one it shows."""

    def trigger(action_id):
        window.actions_[action_id].trigger()
        dialog = window.findChild(QDialog, "history")
        assert dialog.isVisible()
        [shown] = dialog._scope.codes()
        return [choice.code for choice in dialog._scope.choices()], shown

    return trigger


@pytest.fixture
def claimed(window):
    start = window.desk.focus.text.index("Premier Lind")
    window.desk.focus.select((Span(start, start + len("Premier Lind")),))
    window.actions_["claim.add"].trigger()
    return window


def test_the_history_is_that_of_the_claim_that_is_here_else_of_the_article(claimed, opened):
    every = ["project", "A1", "C1"]
    assert opened("history.here") == (every, "C1")
    assert opened("history.project") == (every, "project")
    claimed.desk.focus.stand(None, None)  # the claim has no mark here any more
    assert opened("history.here") == (every, "A1")
    assert opened("history.claim") == (every, "C1")
    assert opened("history.article") == (every, "A1")


def test_without_a_claim_it_is_that_of_the_article(window, opened):
    assert opened("history.here") == (["project", "A1"], "A1")
    assert opened("history.claim") == (["project", "A1"], "A1")


def test_enter_goes_to_the_place_and_undo_acts_there_too(claimed, opened, qtbot):
    opened("history.here")
    dialog = claimed.findChild(QDialog, "history")
    claimed.desk.focus.pick_claim(None)
    QTest.keyClick(dialog._list.view, Qt.Key.Key_Return)
    assert claimed.desk.focus.claim.code == "C1"
    assert not dialog.isVisible()  # it stood before the text
    assert opened("history.here") == (["project", "A1", "C1"], "C1")
    assert claimed.actions_["edit.undo"] in dialog.actions()
    claimed.history.stop()


def test_the_history_comes_back_as_it_was_left(claimed, opened):
    opened("history.project")
    dialog = claimed.findChild(QDialog, "history")
    dialog._list.view.setCurrentIndex(dialog._list.view.model().index(1))
    line = dialog._list.current().line
    QTest.keyClick(dialog._list.view, Qt.Key.Key_Return)
    assert opened("history.here")[1] == "project"
    assert dialog._list.current().line == line
    assert opened("history.here")[1] == "C1"


def test_a_history_beside_the_text_stays(claimed, opened):
    opened("history.here")
    dialog = claimed.findChild(QDialog, "history")
    dialog.move(5000, 5000)
    QTest.keyClick(dialog._list.view, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_nothing_is_stopped_before_it_was_opened(window):
    window.history.stop()
    assert window.findChild(QDialog, "history") is None
