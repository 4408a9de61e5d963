"""One order of time for everything that was done and typed, in every field (F44)."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.ui.commands.labelling import Marking
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.keys import without_undo

KINDS = (Article, Claim, Mention, Sentiment, FactCheck, Entity)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIELDS = {
    "claim.text": "Nobody gave any",
    "claim.claimant": "Mirel Anso",
    "claim.date": "27 Feb 2031",
    "claim.venue": "Varen, on television",
    "check.conclusion": "It was said",
    "check.as_of": "2031",
    "check.notes": "ask again",
}


@pytest.fixture
def second(article, add_article):
    """Another article, before the window is there."""
    return add_article("Parliament voted. Officials say so; nobody saw the letter.\n")


@pytest.fixture
def mark(workspace):
    """Mark the first words of the article in the window as a claim."""

    def mark(window, length):
        focus = window.desk.focus
        focus.select((Span(0, length),))
        Marking(focus).add_claim()
        return focus.claim

    return mark


def field_of(window, name):
    found = next(field for panel in window.desk.panels if (field := panel.field(name)))
    return getattr(found, "line", found)


def typed(window, name, words):
    """Type over what a field holds, and stay in it."""
    field = field_of(window, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    return field


def undo(window, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CONTROL | modifier)
    QApplication.processEvents()


def state(workspace):
    """Return every record but when it was changed, which undo does not turn back."""
    return {kind: {each.id: each for each in workspace.reader.each(kind)} for kind in KINDS}


@pytest.mark.parametrize(("name", "words"), FIELDS.items())
def test_the_words_taken_back_never_return_by_the_next_undo(window, mark, name, words):
    mark(window, 20)
    workspace, before = window.workspace, state(window.workspace)
    field = typed(window, name, words)
    shown = field.value()
    step = workspace.undo_label()

    undo(window)
    assert state(workspace) == before
    assert field.value() != shown
    undo(window)
    assert workspace.undo_label() != step
    assert field.value() != shown

    for _ in range(2):
        undo(window, SHIFT)
    assert workspace.undo_label() == f"Change {workspace.undo_label().removeprefix('Change ')}"


def test_a_run_of_typing_is_one_step_however_often_it_was_saved(window, mark):
    claim = mark(window, 20)
    field = field_of(window, "claim.text")
    field.setFocus()
    field.selectAll()
    for words in ("Nobody ", "gave ", "any"):
        QTest.keyClicks(field, words)
        field.draft.save()
    assert window.workspace.reader.get(Claim, claim.id).text == "Nobody gave any"

    undo(window)

    assert field.value() == claim.text


def test_a_pause_begins_another_step(window, mark):
    mark(window, 20)
    field = typed(window, "check.notes", "ask ")
    field.draft._burst.paused.emit()
    QTest.keyClicks(field, "again")

    undo(window)
    assert field.value() == "ask"
    undo(window)
    assert field.value() == ""


def test_a_very_long_run_is_several_steps(window, mark):
    mark(window, 20)
    field = field_of(window, "check.notes")
    field.setFocus()
    for number in range(10):
        QTest.keyClicks(field, f"{number} ")
        field.draft.save()

    undo(window)

    assert field.value() == "0 1 2 3 4 5 6 7"


def test_the_caret_stays_where_it_is_while_typing_is_saved(window, mark):
    mark(window, 20)
    field = typed(window, "claim.text", "Nobody any")
    cursor = field.textCursor()
    cursor.setPosition(7)
    field.setTextCursor(cursor)

    for words in ("g", "ave", " "):
        QTest.keyClicks(field, words)
        field.draft.save()

    assert field.textCursor().position() == 12
    assert field.value() == "Nobody gave any"


def test_what_is_being_composed_stays_while_typing_is_saved(window, mark):
    mark(window, 20)
    for name in ("claim.text", "claim.venue"):
        field = typed(window, name, "ab")
        QApplication.sendEvent(field, QInputMethodEvent("ka", []))

        field.draft.save()
        assert field.value() == "ab"
        QTest.qWait(1)
        final = QInputMethodEvent()
        final.setCommitString("蚊")
        QApplication.sendEvent(field, final)

        assert field.value() == "ab蚊"


def test_names_stay_offered_while_typing_is_saved(window, mark, workspace):
    workspace.do(Edit.add("Add", Entity(name="Mirel Anso")))
    mark(window, 20)
    field = typed(window, "claim.claimant", "Mi")

    field.draft.save()

    assert field.completer().popup().isVisible()
    assert workspace.reader.unconfirmed()[0].text == "Mi"


def test_undo_stays_in_the_article_that_is_read(second, window, article, mark):
    claim = mark(window, 20)
    window.articles.step_article(1)
    focus = window.desk.focus
    focus.select((Span(0, 10),))
    Marking(focus).add_mention(claim)
    typed(window, "claim.text", "Nobody gave any")

    undo(window)

    assert focus.article.id != article.id
    assert focus.claim == claim


def test_what_is_not_understood_is_taken_back_in_its_field_and_brought_back(window, mark, said):
    mark(window, 20)
    before = window.workspace.undo_label()
    field = typed(window, "claim.date", "in May")

    undo(window)
    assert (field.text(), said()) == ("", "Undone: typing “in May”")
    undo(window, SHIFT)
    assert (field.text(), said()) == ("in May", "Redone: typing “in May”")
    undo(window)
    assert window.workspace.undo_label() == before
    undo(window)

    assert window.workspace.undo_label() != before
    assert window.workspace.reader.unconfirmed() == []


def test_what_is_not_understood_stays_when_something_else_is_taken_back(window, mark):
    mark(window, 20)
    typed(window, "claim.venue", "Varen")
    date = typed(window, "claim.date", "in May")
    window.desk.go_to_text()

    undo(window)

    assert date.text() == "in May"
    assert field_of(window, "claim.venue").value() == ""


def test_undo_in_an_emptied_wording_shows_it_again(window, mark):
    claim = mark(window, 20)
    field = typed(window, "claim.text", " ")

    undo(window)

    assert field.value() == claim.text
    assert window.workspace.undo_label() == "Add claim C1"


@pytest.mark.parametrize("name", ["claim.text", "claim.venue"])
def test_undo_and_redo_are_not_in_the_menu_of_a_field(window, mark, name):
    mark(window, 20)

    menu = without_undo(field_of(window, name).createStandardContextMenu())

    names = [action.objectName() for action in menu.actions()]
    assert names[0] == "edit-cut"
    assert not {"edit-undo", "edit-redo"} & set(names)


def test_undo_is_heard_while_names_are_offered(window, mark, workspace):
    workspace.do(Edit.add("Add", Entity(name="Mirel Anso")))
    mark(window, 20)
    field = typed(window, "claim.claimant", "Mi")
    assert field.completer().popup().isVisible()

    QTest.keyClick(field.completer().popup(), Qt.Key.Key_Z, CONTROL)

    assert field.value() == ""


# ---- Long steps ----


def test_a_long_step_asks_for_the_key_twice(window, workspace, said):
    records = [Entity(name=f"N{number}") for number in range(21)]
    workspace.do(Edit.add("Add names", *records))

    undo(window)
    assert said() == "Undo “Add names” (21 records)? Press Ctrl+Z again."
    assert workspace.reader.count(Entity) == 21
    undo(window)
    assert workspace.reader.count(Entity) == 0

    undo(window, SHIFT)
    assert said() == "Redo “Add names” (21 records)? Press Ctrl+Shift+Z again."
    undo(window, SHIFT)
    assert workspace.reader.count(Entity) == 21


def test_a_step_of_twenty_records_does_not_ask(window, workspace):
    workspace.do(Edit.add("Add names", *[Entity(name=f"N{number}") for number in range(20)]))

    undo(window)

    assert workspace.reader.count(Entity) == 0


def test_an_import_asks_and_says_how_many(window, workspace, said, article):
    undo(window)
    assert said() == "Undo import of A1? Press Ctrl+Z again."

    undo(window)

    assert workspace.reader.count(Article) == 0


def test_an_edit_in_between_withdraws_the_question(window, workspace, said):
    workspace.do(Edit.add("Add names", *[Entity(name=f"N{number}") for number in range(21)]))
    undo(window)
    workspace.do(Edit.add("Add", Entity(name="Other")))

    undo(window)
    undo(window)

    assert workspace.reader.count(Entity) == 21
    assert said().startswith("Undo “Add names”")


def test_the_question_lapses(window, workspace):
    workspace.do(Edit.add("Add names", *[Entity(name=f"N{number}") for number in range(21)]))
    undo(window)
    window.labelling._undoing._timer.timeout.emit()

    undo(window)

    assert workspace.reader.count(Entity) == 21


def test_with_nothing_left_it_says_so(window, said):
    undo(window)
    undo(window)
    undo(window)
    assert said() == "Nothing to undo."

    undo(window, SHIFT)
    undo(window, SHIFT)
    undo(window, SHIFT)
    assert said() == "Nothing to redo."


# ---- Anything at all, against a model ----


class Model:
    """What the project was after each step, one behind the other."""

    def __init__(self, window):
        self.window = window
        self.past, self.future = [], []
        self.now = state(window.workspace)

    def record(self):
        """Take over what was done; the redo steps are gone if that was something."""
        self.window.workspace.pending.flush()
        found = state(self.window.workspace)
        if found != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = found

    def undo(self):
        self.record()
        if self.past:
            undo(self.window)
            self.future.append(self.now)
            self.now = self.past.pop()
        assert state(self.window.workspace) == self.now

    def redo(self):
        self.record()
        if self.future:
            undo(self.window, SHIFT)
            self.past.append(self.now)
            self.now = self.future.pop()
        assert state(self.window.workspace) == self.now


def write(model, random):
    """Type a few words in any field; they may be saved in between."""
    name = random.choice(list(FIELDS))
    field = field_of(model.window, name)
    if not field.isEnabled() or model.window.desk.focus.claim is None:
        return
    field.setFocus()
    if random.random() < 0.5 or name in {"claim.date", "check.as_of"}:
        field.selectAll()
    for part in (FIELDS[name][:4], FIELDS[name][4:], f" {random.randrange(9)}"):
        if isinstance(field, AutoText) or part.strip() == part:
            QTest.keyClicks(field, part)
        if random.random() < 0.3:
            field.draft.save()
    model.record()


def choose(model, random):
    """Press a button of a row, whatever has the keyboard."""
    row = model.window.findChild(QWidget, random.choice(["claim.kind", "claim.types"]))
    if model.window.desk.focus.claim:
        code = random.choice(row.choices()).code
        row.findChild(QWidget, code).click()
    model.record()


def go(model, random):
    """Look at another claim or another article."""
    focus = model.window.desk.focus
    if random.random() < 0.3:
        model.window.articles.step_article(random.choice([1, -1]))
    elif focus.claims:
        focus.pick_claim(random.choice(list(focus.claims.values())))
    model.record()


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_typing_undo_and_redo_agrees_with_a_model(second, window, mark, seed, full):
    for length in (20, 30):
        mark(window, length)
    window.articles.step_article(1)
    mark(window, 10)
    model, random = Model(window), Random(seed)
    deeds = [write, write, choose, go]

    for _ in range(600 if full else 100):
        if random.random() < 0.4:
            random.choice([model.undo, model.undo, model.redo])()
        else:
            random.choice(deeds)(model, random)

    assert len(model.past) + len(model.future) > 5
    while model.past:
        model.undo()
    while model.future:
        model.redo()
