"""The text with its panels: what the keys of labelling do, hand in hand."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.operations.text_versions import corrected
from annotator.storage.store import Store
from annotator.ui.project.workspace import Workspace

NO_CLAIM = "No claim yet. Select words and press C."


@pytest.fixture
def second(article, add_article):
    """A second article, before the window is there."""
    return add_article("Another story.\n", headline="Harbour closes")


@pytest.fixture
def run(window):
    """Trigger actions, one after the other."""

    def run(*ids):
        for action_id in ids:
            window.actions_[action_id].trigger()

    return run


@pytest.fixture
def empty(window_of, schemes):
    """The window of a project without articles."""
    store = Store.in_memory(schemes)
    store.sign_in("Ana")
    yield window_of(Workspace(store))
    store.close()


@pytest.fixture
def finish(workspace):
    """Mark an article done, as in another session."""

    def finish(article):
        now = workspace.reader.get(Article, article.id)
        workspace.do(Edit.swap("Done", now, replace(now, status=ArticleStatus.DONE)))

    return finish


def status_of(window, article):
    return window.workspace.reader.get(Article, article.id).status


# ---- Articles ----


def test_it_begins_with_the_first_article_that_is_not_done(
    second, article, finish, workspace, window_of
):
    finish(article)

    assert window_of(workspace).desk.focus.article.code == "A2"


def test_when_all_are_done_it_begins_with_the_first(article, finish, workspace, window_of):
    finish(article)

    assert window_of(workspace).desk.focus.article.code == "A1"


def test_in_a_project_without_articles_no_action_does_harm(empty):
    assert empty.desk.focus.article is None

    for action in empty.actions_.all():
        if not action.objectName().startswith(("app.", "project.", "help.")):
            action.trigger()

    assert empty.workspace.undo_label() == ""


def test_an_empty_project_is_not_told_to_choose_in_its_list(empty, window):
    assert empty.desk.text.sheet.heading.details.startswith("Drop files or a folder here")

    window.desk.focus.open(None)

    assert window.desk.text.sheet.heading.details.startswith("Choose one in the list")


def test_done_goes_on_and_the_last_one_says_so(second, article, window, run, said):
    run("article.done")
    assert window.desk.focus.article.code == "A2"

    run("article.done")
    assert said() == "All articles in the list are done."
    assert [status_of(window, each) for each in (article, second)] == ["done", "done"]


def test_an_article_can_be_taken_up_again_or_left_out(window, article, run):
    run("article.done", "article.undone")
    assert status_of(window, article) == ArticleStatus.IN_PROGRESS

    run("article.exclude")
    assert status_of(window, article) == ArticleStatus.EXCLUDED


def test_articles_are_stepped_through(second, window, run):
    run("article.next")
    assert window.desk.focus.article.code == "A2"
    run("article.next", "article.previous", "article.previous")

    assert window.desk.focus.article.code == "A1"
    assert window.focusWidget() is window.desk.text


def test_a_headline_that_changes_is_shown(window, workspace, article):
    workspace.do(Edit.swap("Change", article, replace(article, headline="Other words")))

    assert window.desk.text.sheet.heading.headline == "Other words"


def test_a_headline_that_the_text_repeats_is_boilerplate(article, add_article, window):
    repeated = add_article("Harbour closes\n\nOn Friday.\n", headline="Harbour closes")

    window.desk.open(repeated.id)

    flow = window.desk.text.sheet.flow
    assert [flow.is_apart(0), flow.is_apart(1)] == [True, False]


# ---- Marks, claims, sentiment ----


def test_the_ends_of_a_mark_are_shown_and_then_set(window, run, press, said):
    press("C", "Return", "Escape")
    run("mark.move")
    before = window.desk.text.selection()
    assert said().startswith("Move the ends with Shift+→ Shift+← and [ ]")

    press("Left", modifier=Qt.KeyboardModifier.ShiftModifier)
    run("mark.move")

    [placed] = window.desk.focus.mentions
    assert placed.anchor.spans[0].start == before.start
    assert placed.anchor.spans[0].end < before.end
    assert window.desk.text.selection() is None


def adjust(window, press):
    """Make a claim of the sentence that is read, and begin to move the ends of its mark."""
    window.actions_["claim.add"].trigger()
    press("Escape")
    before = window.desk.focus.mentions[0].anchor.spans
    press("M")
    press("Left", modifier=Qt.KeyboardModifier.ShiftModifier)
    return before


def test_enter_sets_the_mark_that_is_adjusted(window, press):
    before = adjust(window, press)

    press("Return")

    (span,) = window.desk.focus.mentions[0].anchor.spans
    assert (span.start, span.end < before[0].end) == (before[0].start, True)
    assert window.desk.text.selection() is None
    assert window.desk.text.hasFocus()
    press("Return")
    assert QApplication.focusWidget().objectName() == "claim.text"


def test_escape_leaves_the_mark_as_it_was(window, press):
    before = adjust(window, press)

    press("Escape", "Return")

    assert window.desk.focus.mentions[0].anchor.spans == before
    assert QApplication.focusWidget().objectName() == "claim.text"


def test_another_claim_chosen_meanwhile_is_not_set_on_the_words(window, press, add_article):
    press("End")
    window.actions_["claim.add"].trigger()
    press("Escape", "Home")
    adjust(window, press)
    *_, last = window.desk.focus.claims.values()
    before = window.desk.focus.mentions[-1].anchor.spans

    window.desk.focus.pick_claim(last)
    press("Return")

    assert window.desk.focus.mentions[-1].anchor.spans == before


def test_without_mark_and_selection_there_is_nothing_to_move(window, run, said, workspace):
    before = workspace.undo_label()
    window.desk.text.select(None)

    run("mark.move")

    assert said() == "Select a mark first (Tab: next mark)."
    assert workspace.undo_label() == before


def test_a_selection_without_a_mark_is_not_moved(window, run, said):
    window.desk.text.select(Span(5, 12))

    run("mark.move")

    assert said() == "Select a mark first (Tab: next mark)."


@pytest.mark.parametrize("action", ["check.verdict", "check.evidence", "check.note"])
def test_without_a_claim_there_is_nothing_to_check(run, said, window, action):
    run(action)

    assert said() == NO_CLAIM
    assert window.focusWidget() is window.desk.text


@pytest.mark.parametrize(
    ("action", "field"), [("check.note", "check.notes"), ("check.evidence", "context")]
)
def test_the_keys_of_the_check_lead_to_its_fields(run, press, window, action, field):
    press("C", "Return", "Escape")

    run(action)

    assert window.focusWidget().objectName() == field


def test_a_claim_is_removed_everywhere(run, press, workspace):
    press("C", "Return", "Escape")

    run("claim.remove")

    assert [workspace.reader.count(kind) for kind in (Claim, Mention)] == [0, 0]


def test_a_sentiment_is_asked_for_where_the_keyboard_is(run, window):
    run("sentiment.add")

    assert window.desk.sentiment.isAncestorOf(window.focusWidget())


def test_enter_on_a_mark_lets_its_claim_be_worded(press, window):
    press("C", "Return", "Escape", "Return")

    assert window.focusWidget().objectName() == "claim.text"


# ---- Going there ----


def test_a_mention_in_another_article_is_gone_to(second, window, press, workspace):
    press("C", "Return", "Escape")
    [mention] = workspace.reader.find(Mention)
    window.desk.open(second.id)

    window.desk.claims.mention_requested.emit(mention)

    assert window.desk.focus.article.code == "A1"
    assert window.desk.focus.mark_id == mention.id
    assert window.focusWidget() is window.desk.text


def test_what_is_nowhere_is_not_gone_to(window):
    window.desk.go_to_claim(Claim(code="C9", text="Gone", created_by="nobody"))
    window.desk.go_to_mention(Mention(claim_id="no", anchor_id="no", annotator_id="no"))

    assert window.desk.focus.claim is None


def test_undo_goes_back_to_the_article_where_it_was_done(second, window, press, run, said):
    press("C", "Return", "Escape")
    window.desk.open(second.id)

    run("edit.undo")
    assert window.desk.focus.article.code == "A1"
    assert said() == "Undone: Add claim C1"

    window.desk.open(second.id)
    run("edit.redo")
    assert window.desk.focus.article.code == "A1"


def test_undo_takes_what_is_being_typed_first(window, run, workspace):
    run("claim.add")
    window.focusWidget().insertPlainText("Half")

    run("edit.undo")

    [claim] = workspace.reader.find(Claim)
    assert "Half" not in claim.text
    assert workspace.redo_label().startswith("Change")


def test_an_article_that_undo_takes_away_leaves_the_desk(window, run, workspace):
    run("edit.undo", "edit.undo")  # it asks first

    assert workspace.reader.count(Article) == 0
    assert window.desk.focus.article is None
    assert window.desk.focus.text == ""


def test_without_an_article_the_page_says_what_to_do(window, workspace):
    window.desk.open(None)

    assert "drop files" in window.desk.text.sheet.heading.details


# ---- Another text ----


def test_a_new_text_is_read_on_in_the_sentence_that_was_read(window, workspace):
    focus, text = window.desk.focus, window.desk.text
    text.move_cursor(lambda: text.reading.read(focus.text.index("Officials repeated it")))
    longer = "Many new words. " * 20 + focus.text
    workspace.do(corrected(workspace.reader, focus.article, longer, "", workspace.annotator.id))

    assert text.reading.sentence.of(focus.text).startswith("Officials repeated it")

    workspace.undo()
    assert text.reading.sentence.of(focus.text).startswith("Officials repeated it")


def test_a_text_that_lost_what_was_read_is_read_where_that_stood(window, workspace):
    focus, text = window.desk.focus, window.desk.text
    text.move_cursor(lambda: text.reading.read(focus.text.index("Officials repeated it")))
    workspace.do(corrected(workspace.reader, focus.article, "Gone.", "", workspace.annotator.id))

    assert text.reading.sentence.of(focus.text) == "Gone."


# ---- Language ----


def test_another_language_changes_sentences_and_proposals_at_once(window_of, store, add_article):
    article = add_article("Der 1. FC siegte. Sie ging.\nArtikel drucken", language="en")
    window = window_of(Workspace(store))
    window.desk.open(article.id)
    before = window.desk.text.passage(), list(window.desk.zones.pending)

    window.workspace.do(Edit.swap("Change language", article, replace(article, language="de")))

    text = window.desk.focus.text
    assert window.desk.text.passage().of(text) == "Der 1. FC siegte."
    assert (window.desk.text.passage(), window.desk.zones.pending) != before
    window.workspace.undo()
    assert (window.desk.text.passage(), window.desk.zones.pending) == before


def test_a_missing_quote_type_is_a_thing_to_do_that_leads_to_its_mention(
    window, claim, workspace, focus, run
):
    lind = Entity(name="Oskar Lind")
    workspace.do(Edit.add("Add", lind))
    start = window.desk.focus.text.index("he said")
    window.desk.text.select(Span(start, start + 7))
    window.labelling.add_mention(claim)
    last = window.desk.focus.mention
    old = last.attributed(Attribution(source_id=lind.id))
    workspace.do(Edit.swap("Old", last, old))
    window.desk.focus.pick_mark(workspace.reader.find(Mention, claim_id=claim.id)[0].id)

    window.desk.fact_check.field("check.gap.no_quote_type").click()

    assert window.desk.focus.mark_id == last.id
    assert QApplication.focusWidget().parent().objectName() == "claim.quote"


def test_without_a_claim_there_is_no_quote_type_to_set(window, run, said):
    run("claim.quote")

    assert said() == NO_CLAIM
