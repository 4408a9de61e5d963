"""Suggested labels are drawn apart, and accepted or rejected by keys, one after the other."""

import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.domain.anchor import anchored
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, SuggestionKind
from annotator.i18n import tr
from annotator.operations.text_versions import corrected
from annotator.ui.project.workspace import Workspace
from annotator.ui.reading import MarkKind
from annotator.ui.window.context_menus import SUGGESTION

WORDS = ("Premier Lind gave no guarantees", "You can forget about the Pact", "Parliament voted")


def suggested(workspace, article, words, **fields):
    """Add a suggestion on some words of an article, and return it."""
    version = workspace.reader.version(article.id)
    text = workspace.reader.text(version.sha256)
    start = text.index(words)
    anchor = anchored(version.id, text, [Span(start, start + len(words))])
    given = {"source": "m1", "score": 0.83, **fields}
    made = Suggestion(article_id=article.id, anchor_id=anchor.id, **given)
    workspace.do(Edit.add("Import", anchor, made))
    return made


@pytest.fixture
def suggestions(workspace, article):
    """Two suggested claims, and a suggested sentiment between them."""
    kind = {"kind": SuggestionKind.SENTIMENT, "polarity": -2, "target_text": "the Pact"}
    return [
        suggested(workspace, article, words, **(kind if number == 1 else {}))
        for number, words in enumerate(WORDS)
    ]


@pytest.fixture
def window(workspace, suggestions, window_of):
    """The window over an article with three suggestions."""
    return window_of(workspace)


@pytest.fixture
def press(window, qtbot):
    """Press keys in the text."""

    def press(*keys):
        for key in keys:
            shift = Qt.KeyboardModifier.ShiftModifier
            held = shift if key.isupper() else Qt.KeyboardModifier.NoModifier
            qtbot.keyClick(window.desk.text, key.upper(), held)

    return press


def here(window):
    """Return the words of the current suggestion; None without one."""
    focus = window.desk.focus
    placed = focus.suggestions.find(focus.mark_id)
    return placed.wording if placed else None


def shown(window):
    """Return the ids of the suggestions drawn in the text."""
    marks = window.desk.text.scene.marks.ordered
    return [mark.id for mark in marks if mark.kind is MarkKind.SUGGESTION]


def states(window):
    return [each.state for each in window.workspace.reader.find(Suggestion)]


def rows(panel):
    """Return the rows of the list of suggestions in a panel."""
    model = panel._suggestions._model
    return [model.row(place) for place in range(model.rowCount())]


def test_they_are_drawn_and_listed_apart_from_labels(window, suggestions):
    desk = window.desk

    assert shown(window) == [each.id for each in suggestions]
    assert [row.code for row in rows(desk.claims)] == ["C?", "C?"]
    assert [(row.code, row.place) for row in rows(desk.sentiment)] == [("−2?", "0.83")]
    assert (
        rows(desk.sentiment)[0].spoken == "−2?, You can forget about the Pact · the Pact · m1, 0.83"
    )
    assert desk.claims._model.rowCount() == desk.sentiment._model.rowCount() == 0


def test_a_key_goes_from_one_to_the_next_and_round(window, press):
    met = []
    for _ in range(4):
        press("p")
        met.append(here(window))

    assert met == [*WORDS, WORDS[0]]


def test_one_that_begins_with_a_space_becomes_current(window, press, article):
    suggested(window.workspace, article, " Officials repeated it")
    press("p", "p", "p", "p")

    assert here(window) == "Officials repeated it"


def test_the_list_takes_the_room_that_is_free(window, article, qtbot):
    for _ in range(8):
        suggested(window.workspace, article, WORDS[2])
    window.resize(1366, 768)
    panel = window.desk.claims._suggestions

    qtbot.waitUntil(lambda: panel._list.height() == 10 * panel._list.row_height)
    list_end = window.desk.claims._list.geometry().bottom()
    assert panel.geometry().top() - list_end < 3 * panel._list.row_height


def test_all_of_one_sentence_are_met(window, press, article):
    for words in ("gave no", "no guarantees"):
        suggested(window.workspace, article, words)
    met = []
    for _ in range(3):
        press("p")
        met.append(here(window))

    assert met == [WORDS[0], "gave no", "no guarantees"]


def test_accepting_by_key_makes_labels_and_goes_on(window, press):
    press("p", "y", "y")

    [claim] = window.workspace.reader.find(Claim)
    [sentiment] = window.workspace.reader.find(Sentiment)
    assert claim.text == WORDS[0]
    assert (sentiment.polarity, sentiment.target_text) == (-2, "the Pact")
    assert here(window) == WORDS[2]
    assert states(window) == ["taken", "taken", "open"]
    assert len(shown(window)) == 1


def test_rejecting_by_key_goes_on_and_the_last_one_says_so(window, press):
    said = []
    window.workspace.notices.posted.connect(said.append)

    press("p", "u", "u", "u")

    assert states(window) == ["refused"] * 3
    assert (here(window), shown(window)) == (None, [])
    assert said[-1] == tr("No suggestions are left.")
    assert window.workspace.reader.count(Claim) == 0


def test_undo_brings_one_back_where_it_was(window, press):
    press("p", "y")
    assert window.workspace.reader.count(Claim) == 1

    window.actions_["edit.undo"].trigger()

    assert (here(window), states(window)[0]) == (WORDS[0], "open")
    assert window.workspace.reader.count(Claim) == 0


def test_accepting_to_edit_opens_the_label_in_its_panel(window, press, qtbot):
    press("p", "Y")

    assert window.desk.claims.form.wording.hasFocus()
    window.desk.go_to_text()
    press("p", "Y")

    assert window.desk.sentiment.form.polarity.hasFocus()


def test_they_can_be_answered_in_the_list(window, suggestions, qtbot):
    listed = window.desk.claims._suggestions
    listed._list.setCurrentIndex(listed._model.index(1, 0))
    listed._list.picked.emit(listed._model.item(listed._model.index(1, 0)))

    assert here(window) == WORDS[2]
    listed._refuse.click()

    assert states(window) == ["open", "open", "refused"]


def test_all_of_an_article_are_rejected_as_one_step(window):
    window.actions_["suggestion.refuse_all"].trigger()

    assert states(window) == ["refused"] * 3
    window.actions_["edit.undo"].trigger()
    assert states(window) == ["open"] * 3
    window.actions_["edit.redo"].trigger()
    window.actions_["suggestion.refuse_all"].trigger()  # says that there is none


def test_keys_of_labels_leave_them_alone(window, press, qtbot):
    said = []
    window.workspace.notices.posted.connect(said.append)
    press("p")

    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        qtbot.keyClick(window.desk.text, key)

    told = tr("This is a suggestion. {take} accepts, {refuse} rejects it.", take="Y", refuse="U")
    assert said[-2:] == [told, told]
    assert here(window) == WORDS[0]


def test_without_one_selected_keys_say_how_to_get_to_one(window, press):
    said = []
    window.workspace.notices.posted.connect(said.append)

    press("y", "u", "Y")

    told = tr("No suggestion is selected. Press {key} for the next one.", key="P")
    assert said == [told] * 3


def test_a_switch_hides_them(window, press):
    window.actions_["view.suggestions"].trigger()
    assert shown(window) == []
    press("p")
    assert here(window) is None

    window.actions_["view.suggestions"].trigger()

    assert len(shown(window)) == 3


def test_a_claim_of_the_sentence_comes_before_a_suggestion(window, press, article):
    press("p", "y")
    suggested(window.workspace, article, f"{WORDS[0]}.")

    press("k", "k", "j")

    focus = window.desk.focus
    assert here(window) is None
    assert focus.mark_id == focus.mentions[0].mention.id


def test_the_next_article_with_suggestions_follows(window, press, add_article):
    other = add_article("Nobody left the hall. It rained.", headline="Rain")
    suggested(window.workspace, other, "It rained")
    press("p", "u", "u", "u")

    press("p")

    assert window.desk.focus.article.id == other.id
    assert here(window) == "It rained"
    press("u", "p")  # says that there is none


def test_a_corrected_text_takes_them_along(window, article, suggestions):
    workspace, focus = window.workspace, window.desk.focus
    text = f"News. {focus.text.replace(WORDS[1], 'Nobody spoke')}"

    workspace.do(corrected(workspace.reader, focus.article, text, "", workspace.annotator.id))

    assert shown(window) == [suggestions[0].id, suggestions[2].id]
    [span] = window.desk.text.scene.passages(suggestions[0].id)
    assert span.of(focus.text) == WORDS[0]
    window.actions_["edit.undo"].trigger()
    assert shown(window) == [each.id for each in suggestions]


def test_the_article_list_says_how_many_are_open(window, press, article, qtbot):
    model = window.desk.articles.model

    assert tr("3 suggestions") in model._spoken(model.summary(model.place(article.id)))
    with qtbot.waitSignal(model.recounted):
        press("p", "u")

    assert model.counts(article.id).suggestions == 2


def test_the_menu_of_one_accepts_and_rejects(window, press, monkeypatch):
    opened = []
    monkeypatch.setattr(window.menus, "open", lambda ids, place: opened.append(ids))
    press("p")

    window.desk.text.menu_requested.emit(QPoint(), True)

    assert opened == [SUGGESTION]


@pytest.mark.parametrize("command", ["finish_article", "mark_done"])
def test_an_article_that_is_done_says_what_is_still_open(command, window):
    said = []
    window.workspace.notices.posted.connect(said.append)

    getattr(window.articles, command)()

    assert "3 suggestions are still open" in said[-1]


def test_where_nothing_can_be_changed_no_answer_is_offered(window, press, monkeypatch):
    notices = []
    window.workspace.notices.posted.connect(notices.append)
    monkeypatch.setattr(Workspace, "is_read_only", property(lambda _: True))

    window.actions_["suggestion.next"].trigger()

    assert notices[-1].startswith(tr("Suggestion {number} of {count}: {what}.").partition("{")[0])
    assert notices[-1].endswith("m1.")
