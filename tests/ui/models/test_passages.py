"""Passages that were left out, as rows to look through and as lines at their places."""

import pytest
from PySide6.QtCore import Qt

from annotator.importers.draft import Omission
from annotator.ui.models.passages import MOST, PassageModel, chosen_words
from annotator.ui.widgets.in_place import ShownLine

LINES = ("The summit ended on Tuesday without any guarantees.", "", "Nobody was prepared for it.")
HOME, CAPTION, TEASER, LEGAL = (
    Omission("Home", 0),
    Omission("The premier waits outside the hall", 1),
    Omission("A cat was rescued from a tall tree", 3),
    Omission("All rights reserved by The Post", 3),
)
PAGE = (HOME, CAPTION, TEASER, TEASER, LEGAL)


@pytest.fixture
def model(qapp):
    return shown(PAGE)


def shown(passages, lines=LINES, taken=()):
    model = PassageModel(lines, passages, taken)
    model.narrow()
    return model


def rows(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def state(model, row):
    return model.index(row).data(Qt.ItemDataRole.CheckStateRole)


def test_each_place_has_a_head_and_short_passages_wait(model):
    assert rows(model) == [
        "After “The summit ended on Tuesday without any…” · 1",
        CAPTION.text,
        "After the text · 2",
        TEASER.text,
        LEGAL.text,
    ]
    assert (model.count, model.short) == (4, 1)


def test_short_passages_are_shown_when_they_are_asked_for_or_found(model):
    model.narrow(has_short=True)
    assert rows(model)[:2] == ["Before the text · 1", "Home"]

    model.narrow("HOME")
    assert rows(model) == ["Before the text · 1", "Home"]

    model.narrow("tree cat")
    assert rows(model) == ["After the text · 1", TEASER.text]

    model.narrow("nowhere")
    assert rows(model) == []
    assert not model.first().isValid()


def test_letters_of_wide_scripts_count_twice(qapp):
    assert PassageModel((), [Omission("三峡大坝今日开闸泄洪", 0)]).short == 0
    assert PassageModel((), [Omission("三峡大坝今日开闸泄", 0)]).short == 1


def test_passages_are_ticked_together_and_unticked_again(model, qtbot):
    indexes = [model.index(row) for row in (0, 1, 2, 3)]
    with qtbot.waitSignal(model.ticked) as ticked:
        model.toggle(indexes)

    assert ticked.args == [2]
    assert model.chosen() == (CAPTION, TEASER)
    assert (state(model, 1), state(model, 4)) == (Qt.CheckState.Checked, Qt.CheckState.Unchecked)
    model.toggle([model.index(3), model.index(4)])
    assert model.chosen() == (CAPTION,)
    model.toggle([model.index(0)])
    assert model.chosen() == (CAPTION,)


def test_a_tick_by_mouse_counts_and_nothing_else_can_be_set(model):
    role = Qt.ItemDataRole.CheckStateRole

    assert model.setData(model.index(4), Qt.CheckState.Checked, role)
    assert not model.setData(model.index(4), "other words")
    assert model.chosen() == (LEGAL,)
    assert model.index(4).data() == LEGAL.text


def test_what_is_in_the_text_already_is_ticked_at_first(qapp):
    model = shown(PAGE, taken=[HOME, TEASER])

    assert model.chosen() == (HOME, TEASER)
    assert "Home" in rows(model)
    assert not model.is_changed
    model.toggle([model.index_of(0)])
    assert model.is_changed


def test_heads_cannot_be_chosen(model):
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.passage(model.index(0)) is None
    assert model.index(0).data(Qt.ItemDataRole.FontRole).bold()
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert model.index(1).data(Qt.ItemDataRole.FontRole) is None
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsUserCheckable
    assert model.data(model.index(-1)) is None
    assert model.rowCount(model.index(0)) == 0


def test_the_first_passage_inside_the_text_is_looked_at_first(model, qapp):
    model.narrow(has_short=True)
    assert model.first().data() == CAPTION.text

    around = PassageModel(LINES, [HOME, LEGAL])
    around.narrow(has_short=True)
    assert around.first().data() == "Home"


def test_a_passage_is_found_again_unless_it_is_hidden(model):
    assert model.index_of(1).data() == CAPTION.text
    assert not model.index_of(0).isValid()
    assert not model.index_of(None).isValid()


def test_a_passage_stands_at_its_place_among_those_that_are_ticked(model):
    model.toggle([model.index_of(2)])

    assert model.in_place(1) == [
        ShownLine(LINES[0]),
        ShownLine(CAPTION.text, is_current=True),
        ShownLine(LINES[1]),
        ShownLine(LINES[2]),
        ShownLine(TEASER.text, is_taken=True),
    ]
    assert model.in_place(None)[0] == ShownLine(LINES[0])
    assert model.in_place(2)[-1] == ShownLine(TEASER.text, is_taken=True, is_current=True)


def test_of_a_long_text_the_lines_around_are_shown(qapp):
    lines = [f"{number} " + "word " * 200 for number in range(100)]
    model = shown([Omission("Here " * 2_000, 50)], lines)

    texts = [line.text for line in model.in_place(0)]

    assert (texts[0], texts[-1]) == ("…", "…")
    assert [line.split()[0] for line in texts if line[0].isdigit()] == [
        str(number) for number in range(40, 60)
    ]
    assert len(texts[11]) <= 3_001
    assert texts[11].endswith(" Here…")


def test_words_without_spaces_are_cut_too(qapp):
    assert len(shown([Omission("x" * 9_000, 0)], ()).index(1).data()) == 241


def test_of_very_many_passages_the_first_are_listed_and_the_others_found(qapp):
    passages = [Omission(f"Passage number {number} of the page", 0) for number in range(30_000)]
    model = shown(passages)

    assert model.rowCount() == MOST + 1
    model.toggle([model.index(row) for row in range(1, MOST + 1)])
    lines = model.in_place(MOST // 2)
    model.narrow("number 29999")

    assert len(lines) < 250
    assert rows(model)[1] == passages[-1].text


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "Add passages"), (1, "Add 1 passage"), (1200, "Add 1,200 passages")],
)
def test_the_button_says_how_many_come_in(count, words):
    assert chosen_words(count) == words
