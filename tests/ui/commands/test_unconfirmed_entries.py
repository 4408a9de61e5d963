"""What is not understood is counted for the whole project, and a way leads there."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.unconfirmed import Unconfirmed
from annotator.ui.project.workspace import Workspace

CUT_OFF = "Annotator was not closed properly."


@pytest.fixture
def button(window):
    """The button in the status line."""
    return window.status.findChild(QPushButton, "status.unfinished")


@pytest.fixture
def leave_typed(window, claim):
    """Type something into a field and go back to the text."""
    window.desk.focus.open(window.desk.focus.article.id)
    window.desk.focus.pick_claim(claim)
    for panel in window.desk.panels:
        panel.fill_once()

    def leave(name, words):
        field = window.findChild(QWidget, name)
        line = getattr(field, "line", field)
        line.setFocus()
        QTest.keyClicks(line, words)
        window.desk.go_to_text()
        return line

    return leave


def go_on(window):
    window.actions_["edit.unfinished"].trigger()


def test_nothing_to_go_to_is_said(window, button, said):
    go_on(window)

    assert button.isHidden()
    assert said() == "There are no unconfirmed entries."


def test_it_is_counted_and_the_button_leads_there(window, button, leave_typed, said):
    date = leave_typed("claim.date", "in May")
    assert (button.text(), button.isVisible()) == ("▲ 1 unconfirmed", True)

    button.click()

    assert window.focusWidget() is date
    assert said() == "Date not understood: “in May”"


def test_it_goes_from_one_to_the_next_and_round(window, leave_typed):
    fields = [leave_typed("claim.date", "in May"), leave_typed("check.as_of", "soon")]
    found = []
    for _ in range(3):
        go_on(window)
        found.append(window.focusWidget())

    assert found[0] is found[2]
    assert set(found) == set(fields)


def test_it_opens_the_card_of_evidence(window, leave_typed):
    window.labelling.add_evidence()
    leave_typed("evidence.published", "last week")
    QTest.keyClick(window.desk.text, Qt.Key.Key_J)

    go_on(window)

    assert window.focusWidget().parent().objectName() == "evidence.published"


def test_it_opens_the_details_of_an_article(window, article, workspace, when_asked):
    typed = Unconfirmed(
        record_id=article.id, field="article.language", label="language", text="x", complaint="No."
    )
    workspace.pending.keep(typed)
    shown = []

    when_asked(lambda dialog: shown.append(dialog._fields["language"].text()))
    go_on(window)

    assert shown == ["x"]


def test_what_belongs_to_nothing_any_more_is_not_counted(window, button, leave_typed, workspace):
    leave_typed("claim.date", "in May")

    workspace.undo()
    assert button.isHidden()

    workspace.redo()
    assert not button.isHidden()


def test_after_a_crash_it_is_said_and_shown_what_was_being_typed(
    window_of, store, claim, add_article
):
    add_article("Another story.\n", headline="Harbour closes")
    store.unconfirmed.keep(
        Unconfirmed(record_id=claim.id, field="claim.claimant", label="claimant", text="Mirel")
    )
    store.cut_off_at = "2031-02-27T12:00:00.000Z"
    store.cut_off_after = store.undo_label()

    again = window_of(Workspace(store))

    told = again.status.findChild(QWidget, "status.told").text()
    assert told == f"{CUT_OFF} Restored unsaved text: claimant “Mirel”."
    assert again.desk.focus.claim == claim
    assert again.findChild(QWidget, "claim.claimant").text() == "Mirel"
    assert again.focusWidget() is again.desk.text


def test_it_is_said_once_and_goes_on_to_wait(window_of, store, claim):
    store.unconfirmed.keep(
        Unconfirmed(record_id=claim.id, field="claim.claimant", label="claimant", text="Mirel")
    )
    window_of(Workspace(store))

    later = Workspace(store)

    assert later.notice == ""
    assert [typed.to_do for typed in later.pending.to_do()] == ["claimant not finished: “Mirel”"]


def test_after_a_crash_it_is_said_up_to_when_the_work_is_there(window_of, store, claim):
    store.cut_off_at = "2031-02-27T12:00:00.000Z"
    store.cut_off_after = store.undo_label()

    again = window_of(Workspace(store))

    at = datetime(2031, 2, 27, 12, tzinfo=UTC).astimezone()
    told = again.status.findChild(QWidget, "status.told").text()
    assert told == f"{CUT_OFF} Restored up to {at:%H:%M:%S}: Add claim C1."


@pytest.mark.parametrize("action_id", ["claim.remove", "mark.remove"])
@pytest.mark.parametrize("name", ["claim.claimant", "claim.text", "check.notes", "claim.date"])
def test_undo_of_a_removal_brings_back_what_was_being_typed(window, leave_typed, name, action_id):
    leave_typed("claim.venue", "Lviv")
    field = window.findChild(QWidget, name)
    field.setFocus()
    QTest.keyClicks(getattr(field, "line", field), "half")

    window.actions_[action_id].trigger()
    assert not window.desk.focus.claims
    window.actions_["edit.undo"].trigger()

    assert "half" in getattr(field, "line", field).value()
