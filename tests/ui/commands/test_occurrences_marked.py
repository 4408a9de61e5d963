"""All other occurrences of words are marked at once, after a look at them."""

import pytest
from PySide6.QtCore import Qt

from annotator.domain.claim import Claim, Mention
from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.ui.dialogs.occurrences import Occurrences
from annotator.ui.widgets.hit_row import HITS

WORDS = "Premier Lind gave no guarantees"


@pytest.fixture
def answer(monkeypatch):
    """Accept the dialog as it stands, after doing something with its list."""

    def answer(do=lambda rows: None, is_accepted=True):
        def run(dialog):
            do(dialog._list)
            return dialog.DialogCode.Accepted if is_accepted else dialog.DialogCode.Rejected

        monkeypatch.setattr(Occurrences, "exec", run)

    return answer


def select(window, words=WORDS):
    start = window.desk.focus.text.index(words)
    window.desk.text.select(Span(start, start + len(words)))


def mark_all(window):
    window.actions_["mark.occurrences"].trigger()
    return window.workspace.reader.count(Claim), window.workspace.reader.count(Mention)


def test_selected_words_become_a_claim_with_all_their_places(window, answer):
    answer()
    select(window)

    assert mark_all(window) == (1, 2)
    window.actions_["edit.undo"].trigger()
    assert window.workspace.reader.count(Claim) == 0


def test_other_places_of_a_mark_become_mentions_of_its_claim(window, answer):
    answer()
    select(window)
    window.actions_["claim.add"].trigger()
    window.desk.go_to_text()

    assert mark_all(window) == (1, 2)


def test_what_is_not_ticked_is_not_marked(window, answer):
    answer(lambda rows: rows.item(0).setCheckState(Qt.CheckState.Unchecked))
    select(window)

    assert mark_all(window) == (0, 0)


def test_a_dialog_that_is_left_marks_nothing(window, answer):
    answer(is_accepted=False)
    select(window)

    assert mark_all(window) == (0, 0)


def test_words_that_are_nowhere_else_are_said(window, answer):
    said = []
    window.workspace.notices.posted.connect(said.append)
    select(window, "That is how it began")

    assert mark_all(window) == (0, 0)
    assert said == [
        tr("“{words}” is nowhere else in this article, or marked there already.",
           words="That is how it began")
    ]  # fmt: skip


def test_a_long_passage_is_shortened_where_it_is_said_to_be_nowhere_else(window, answer, said):
    window.desk.text.select(Span(0, len(window.desk.focus.text)))

    assert mark_all(window) == (0, 0)
    sentence = tr("“{words}” is nowhere else in this article, or marked there already.", words="")
    assert sentence.strip("“") in said()
    assert len(said()) < len(sentence) + 70


def test_how_many_places_were_marked_is_said(window, answer, said):
    answer()
    select(window)
    mark_all(window)

    assert said() == "1 more place marked. Press Ctrl+Z to undo."


def test_the_dialog_counts_what_is_ticked(qtbot):
    dialog = Occurrences("one two one two one", "one", [Span(8, 11), Span(16, 19)])
    qtbot.addWidget(dialog)
    assert dialog._mark.text() == "Mark 2 places"

    for row in range(2):
        dialog._list.item(row).setCheckState(Qt.CheckState.Unchecked)

    assert not dialog._mark.isEnabled()


def test_the_words_are_set_off_in_their_surroundings(qtbot):
    texts = ("Here is one 𝐩𝐥𝐚𝐜𝐞.\nAnd one there, with one more", "דבר אחד כאן\nועוד אחד שם")
    for text, words in zip(texts, ("one", "אחד"), strict=True):
        place = text.rindex(words)
        dialog = Occurrences(text, words, [Span(place, place + len(words))])
        qtbot.addWidget(dialog)
        item = dialog._list.item(0)

        assert [each.of(item.text()) for each in item.data(HITS)] == [words]
