import pytest
from PySide6.QtCore import QObject

from annotator.ui.widgets.draft import Draft, Surface


class Sheet(QObject):
    """The simplest field: a text."""

    def __init__(self, accept=str.strip, pause=0):
        super().__init__()
        self.text = ""
        self.draft = Draft(Surface(lambda: self.text, self.write, accept), self, pause=pause)
        self.committed, self.refused = [], []
        self.draft.committed.connect(self.committed.append)
        self.draft.refused.connect(self.refused.append)

    def write(self, text):
        self.text = text

    def typed(self, text):
        self.text = text
        self.draft.touch()


@pytest.fixture
def sheet(qapp):
    return Sheet()


def only_digits(text):
    if not text.isdigit():
        raise ValueError("Write digits.")
    return text.lstrip("0")


def test_flush_commits_what_was_typed_once(sheet):
    sheet.typed(" two ")

    sheet.draft.flush()
    sheet.draft.flush()

    assert sheet.committed == ["two"]
    assert not sheet.draft.pending


def test_a_pause_in_typing_commits(qtbot):
    sheet = Sheet(pause=10)

    sheet.typed("two")

    assert sheet.committed == []
    qtbot.waitUntil(lambda: sheet.committed == ["two"])


def test_typing_that_ends_where_it_began_commits_nothing(qtbot):
    sheet = Sheet(pause=10)
    sheet.typed("two")
    sheet.typed("")

    qtbot.wait(40)

    assert sheet.committed == []


def test_a_value_from_outside_is_shown_without_a_commit(sheet):
    sheet.draft.set_value("one")
    sheet.draft.flush()

    assert sheet.text == "one"
    assert sheet.committed == []


def test_a_value_from_outside_never_replaces_typing(sheet):
    sheet.draft.set_value("one")
    sheet.typed("one and")

    sheet.draft.set_value("from another panel")
    assert sheet.text == "one and"

    sheet.draft.flush()
    assert sheet.committed == ["one and"]


def test_typing_back_to_the_old_value_after_a_change_from_outside_is_committed(sheet):
    sheet.draft.set_value("one")
    sheet.typed("one!")
    sheet.draft.set_value("two")
    sheet.typed("one")

    sheet.draft.flush()

    assert sheet.committed == ["one"]


def test_the_echo_of_a_commit_leaves_the_blank_that_was_just_typed(sheet):
    sheet.typed("two ")
    sheet.draft.flush()

    sheet.draft.set_value("two")

    assert sheet.text == "two "


def test_the_typed_value_coming_from_outside_settles_the_draft(sheet):
    sheet.typed("two")

    sheet.draft.set_value("two")
    sheet.draft.flush()

    assert sheet.committed == []


def test_another_record_replaces_everything(sheet):
    sheet.typed("half a")

    sheet.draft.begin("its own")
    sheet.draft.flush()

    assert sheet.text == "its own"
    assert sheet.committed == []


def test_what_cannot_be_accepted_is_refused_with_its_reason_and_stays(qapp):
    sheet = Sheet(only_digits)
    sheet.typed("x1")

    sheet.draft.flush()
    sheet.draft.set_value("")

    assert (sheet.text, sheet.committed, sheet.refused) == ("x1", [], ["Write digits."])
    assert sheet.draft.pending


def test_a_commit_that_was_refused_outside_can_be_tried_again(sheet):
    sheet.typed("two")
    sheet.draft.flush()

    sheet.draft.reopen()
    sheet.draft.set_value("")
    sheet.draft.flush()

    assert sheet.text == "two"
    assert sheet.committed == ["two", "two"]


def test_what_is_typed_while_the_rest_is_committed_is_not_saved_yet_and_follows(qtbot):
    sheet = Sheet(pause=10)
    told = []
    sheet.draft.set_apart.connect(lambda _, complaint: told.append(complaint))

    def type_on(value):
        sheet.draft.committed.disconnect(type_on)
        sheet.typed(f"{value} three")

    sheet.draft.committed.connect(type_on)
    sheet.typed("two")

    qtbot.waitUntil(lambda: sheet.committed == ["two", "two three"])
    assert told == []
    assert not sheet.draft.is_unsaved


def test_what_is_typed_while_the_rest_is_set_apart_is_not_saved_yet_and_follows(qtbot):
    sheet = Sheet(pause=10)
    sheet.draft.is_held = True
    told, unsaved = [], []

    def type_on(text, _):
        told.append(text)
        if len(told) == 1:
            sheet.typed("two three")

    sheet.draft.set_apart.connect(type_on)
    sheet.text = "two"
    sheet.draft.save()
    unsaved.append(sheet.draft.is_unsaved)
    sheet.draft.save()

    assert told == ["two", "two three"]
    assert [*unsaved, sheet.draft.is_unsaved] == [True, False]
