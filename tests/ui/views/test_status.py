"""The status line tells what was done and what is at hand."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.span import Span
from annotator.ui.views.status import StatusLine, details_of
from annotator.ui.widgets.one_line import OneLine


@pytest.fixture
def line(focus, qtbot):
    """The line over a project with one article."""
    line = StatusLine(focus)
    qtbot.addWidget(line)
    return line


def told(line, part):
    return line.findChild(QWidget, f"status.{part}").text()


def test_it_names_the_annotator_and_the_counts(line):
    assert told(line, "annotator") == "Ana"
    assert told(line, "counts") == "0 claims · 0 of 1 articles done"


def test_counts_end_with_an_ellipsis_in_a_narrow_window_and_a_long_message_leaves_them(line):
    counts, text = line.findChild(OneLine, "status.counts"), told(line, "counts")
    line.findChild(OneLine, "status.told").setText("A long message. " * 20)
    line.resize(900, 24)
    line.show()
    assert counts.visible_text() == text

    line.tell("")
    line.resize(300, 24)

    assert counts.visible_text().endswith("…")
    assert text in counts.toolTip()


def test_a_message_can_be_read_in_a_narrow_window(line, focus, qtbot):
    counts, passage = (line.findChild(QWidget, f"status.{name}") for name in ("counts", "passage"))
    message = "Select a mark first (Tab: next mark)."
    focus.select((Span(0, 9),))
    line.resize(520, 24)
    line.show()
    assert [part.isVisible() for part in (counts, passage)] == [True, True]

    line.tell(message)

    told = line.findChild(OneLine, "status.told")
    qtbot.waitUntil(lambda: told.visible_text() == message)
    assert [part.isVisible() for part in (counts, passage)] == [False, True]

    line.resize(400, 24)
    assert not passage.isVisible()
    line.resize(900, 24)
    assert [part.isVisible() for part in (counts, passage)] == [True, True]


def test_an_edit_is_saved_with_its_time(line, workspace, article):
    workspace.do(Edit.swap("Change", article, replace(article, headline="New")))

    assert told(line, "saved").startswith("✓ saved ")


def test_a_refusal_says_why_until_the_next_edit(line, workspace, article):
    workspace.do(Edit.swap("Change", replace(article, headline="Other"), article))
    assert told(line, "saved") == "▲ not saved"
    assert "Change" in told(line, "told")

    workspace.do(Edit.swap("Change", article, replace(article, headline="New")))
    assert told(line, "told") == ""


def test_undo_names_what_it_took_back(line, workspace, claim):
    workspace.undo()

    assert told(line, "told") == "Undone: Add claim C1"


def test_a_passage_is_counted_in_characters(line, focus):
    focus.select((Span(73, 162),))
    assert told(line, "passage") == "characters 73–162 (89)"

    focus.select(())
    assert told(line, "passage") == ""


def test_the_sentence_that_is_read_is_no_chosen_passage(line, focus, qtbot):
    line.follow_reading(lambda: (2, 9))
    sentence = Span(73, 162).trimmed(focus.text)
    focus.stand(sentence, None)
    focus.select((sentence,))  # as C and S do

    focus.stand(Span(163, 200), None)

    qtbot.waitUntil(lambda: told(line, "passage") == "sentence 2 of 9")


def test_a_refusal_from_elsewhere_is_reported(line):
    line.show_refusal(AnnotatorError("The settings could not be saved."))

    assert told(line, "told") == "▲ The settings could not be saved."


def test_details_leave_out_what_is_unknown(article):
    assert details_of(article).endswith("words · A1")

    full = replace(article, publisher="P", byline="B", source_url="https://p.example/x?y")
    assert details_of(full).startswith("P · by B · p.example")


def test_a_hint_is_gone_with_the_next_edit(line, workspace, article):
    line.tell("M sets the mark on them.")

    workspace.do(Edit.swap("Change", article, replace(article, headline="New")))

    assert told(line, "told") == ""


def test_another_article_has_no_passage_yet(line, focus):
    focus.select((Span(73, 162),))

    focus.open(None)

    assert told(line, "passage") == ""


def test_a_long_refusal_is_shortened_and_its_tip_has_all_of_it(line):
    refusal = "“news.annotator” was moved or removed. " + "Save a copy to keep your work. " * 9
    line.resize(900, 30)
    line.show()
    line.show_refusal(AnnotatorError(refusal))
    label = line.findChild(OneLine)

    assert label.visible_text().endswith("…")
    assert refusal in label.toolTip()
    line.tell("Undone: Add claim C1")
    assert label.visible_text() == "Undone: Add claim C1"
    assert not label.grab().isNull()


def test_the_line_is_as_high_without_a_button_as_with_it(line):
    button = QPushButton("Save a copy…")
    button.hide()
    line.add(button)

    assert line.minimumHeight() == button.sizeHint().height()
