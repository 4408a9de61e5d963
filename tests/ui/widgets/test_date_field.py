from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from annotator.ui.widgets.date_field import DateField


@pytest.fixture
def field(qtbot):
    made = DateField("2025-02-27")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        pass
    made.setFocus()
    return made


def test_a_date_in_words_is_committed_and_shown_as_iso(field, qtbot):
    qtbot.keyClicks(field.line, "27 Feb 2025")

    with qtbot.waitSignal(field.committed) as commit:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)

    assert commit.args == ["2025-02-27"]
    assert field.text() == field.value() == "2025-02-27"


@pytest.mark.parametrize(("typed", "days_ago"), [("today", 0), ("T", 0), ("y", 1)])
def test_near_days_are_dates_by_their_names(field, qtbot, typed, days_ago):
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)

    assert field.text() == (date.today() - timedelta(days_ago)).isoformat()


def test_a_date_is_set_apart_while_it_is_typed_and_committed_when_it_is_left(field, qtbot):
    committed = []
    field.committed.connect(committed.append)

    with qtbot.waitSignal(field.draft.set_apart, timeout=2000) as apart:
        qtbot.keyClicks(field.line, "2025")
    assert (apart.args, committed) == (["2025", ""], [])
    qtbot.keyClicks(field.line, " or so")
    field.flush()

    assert committed == []
    assert field.text() == "2025 or so"


def test_what_is_no_date_stays_is_marked_and_says_why(field, qtbot):
    qtbot.keyClicks(field.line, "3/4/2025")

    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)

    assert field.text() == "3/4/2025"
    assert field.value() == ""
    assert field.complaint().startswith("▲ “3/4/2025” is ambiguous")
    assert field.line.accessibleDescription() in field.complaint()


def test_a_mark_goes_as_soon_as_typing_goes_on(field, qtbot):
    qtbot.keyClicks(field.line, "2025-1x")
    field.flush()

    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)

    assert field.complaint() == ""


def test_a_refresh_leaves_a_wrong_date_for_its_writer_to_correct(field, qtbot):
    qtbot.keyClicks(field.line, "someday")
    field.flush()

    field.set_value("")

    assert field.text() == "someday"


def test_another_record_clears_a_wrong_date_and_its_mark(field, qtbot):
    qtbot.keyClicks(field.line, "someday")
    field.flush()

    field.begin("2025")

    assert (field.text(), field.complaint()) == ("2025", "")


def test_emptying_the_field_commits_no_date(field, qtbot):
    field.begin("2025")
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Delete)

    with qtbot.waitSignal(field.committed) as commit:
        field.flush()

    assert commit.args == [""]


def test_its_name_is_the_lines_name(field):
    field.setAccessibleName("Published")

    assert field.line.accessibleName() == "Published"
    assert field.line.hasFocus()
