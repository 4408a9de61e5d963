"""Whatever a person does: all views show one place, and no key acts on what is not seen there."""

from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import ZoneKind, ZoneState
from annotator.operations.checking import claim_of
from annotator.operations.labelling import remove_claim, remove_mention
from annotator.operations.text_versions import corrected
from annotator.operations.zoning import answered, by_hand, decided
from annotator.ui.panels.row_list import RowList
from annotator.ui.widgets.code_chip import CodeChip

STEPS = 200
QUIET = "Rain fell on the harbour all that week. " * 5
LONG = (
    f"Lind gave no guarantees. He said “forget it”, twice.\n\n{QUIET}\n\n"
    f"Parliament voted by 211 votes to 34. Nobody saw the letter.\n\n{QUIET * 3}\n\n"
    f"Share this story.\n\n{QUIET}\n\nThe minister denied all of it on Monday.\n"
)
SHORT = f"{QUIET * 2}\n\nLind gave no guarantees, officials say. Others disagree.\n"
TEXTS = (LONG, SHORT, "One line.")
MARKED = (
    ("Lind gave no guarantees", "gave no guarantees", "“forget it”, twice", "211 votes to 34"),
    ("Lind gave no guarantees, officials say", "Others disagree"),
    (),
)
MOVES = ("J", "J", "J", "K", "Tab", "Tab", "Backtab", "Space", "Escape", "Home", "End", "PageDown")
ACTS = ("V", "E", "E", "N", "N", "Return", "Return", "Delete", "V", "T", "F9")
MARKS = ("C", "S", "A", "M", "B")
FIELDS = ("evidence.stance", "evidence.quote", "evidence.title", "evidence.url", "evidence.note")
ENTRIES = ("2", "3", "XY", "ZX", ("Return",), ("Tab",), ("Escape",), ("F6",))
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def article(add_article):
    """Three articles, the first of which is longer than the window."""
    first, *_ = [add_article(text, headline=f"H{number}") for number, text in enumerate(TEXTS)]
    return first


class Walk:
    """Goes anywhere and does anything, the same again for the same seed, and watches every edit."""

    def __init__(self, window, seed):
        self._random = Random(seed)
        self.window, self.desk, self.workspace = window, window.desk, window.workspace
        self.text = window.desk.text
        self.acted = set()  # kinds of actions that found something to act on
        self._pressed = ""  # the key that is at work
        self._is_by_hand = False
        self._before = None  # the mark that was boxed and seen when it was pressed
        self._mark_everything()
        self.workspace.edited.connect(self._watch)

    def step(self):
        do = (self.move, self.act, self.mark, self.point, self.scroll, self.pick_row)
        beside = (self.fill_in, self.quote)
        rare = (self.elsewhere, self.turn, self.open_article, self.fold)
        weights = (10, 6, 2, 3, 3, 2, 4, 1, 1, 1, 1, 0.4)
        chosen = self._random.choices((*do, *beside, *rare), weights=weights)[0]
        self._is_by_hand = chosen not in (self.elsewhere, self.turn)
        chosen()
        QApplication.processEvents()
        self.assert_one_place()

    def move(self):
        self._to_text()
        self.press(self._random.choice(MOVES))

    def mark(self):
        self._to_text()
        if self._random.random() < 0.5:
            self.press("Right", self._random.choice([SHIFT, CTRL | SHIFT]))
        self.press(self._random.choice(MARKS))
        if self._random.random() < 0.5:
            self.press(self._random.choice(["Escape", "Return", "3"]))

    def act(self):
        """Press a key that judges, opens or removes, and what a person presses then."""
        self._to_text()
        if self._random.random() < 0.4:
            self.scroll()
        key = self._random.choice(ACTS)
        self._pressed, self._before = key, self._seen()
        self.press(key)
        if not self.text.hasFocus() and (key != "F9" or self._has_place()):
            self._assert_shown_is_seen(key)
            self.press(self._random.choice(["1", "2", "3"]))
        self._pressed = ""

    def fill_in(self):
        """Enter something in the sheet, or leave it, wherever one has gone meanwhile."""
        if self._held():
            self.desk.fact_check.sheet.go_to(self._random.choice(FIELDS))
            for key in self._random.choice(ENTRIES):
                self.press(key)

    def quote(self):
        """Quote what is read: for the sheet, if it is open."""
        self._to_text()
        before = self._held()
        self.press("Q")
        if before and self.desk.focus.passage:
            assert self._held().evidence.id == before.evidence.id
            assert self._held().evidence.quote
            self.acted.add("quoted")

    def point(self):
        size = self.text.viewport().size()
        place = QPoint(self._random.randrange(size.width()), self._random.randrange(size.height()))
        QTest.mouseClick(self.text.viewport(), Qt.MouseButton.LeftButton, NONE, place)

    def scroll(self):
        turned = QPoint(0, self._random.choice([-1200, -360, 360, 1200]))
        at, none = QPointF(200, 200), Qt.MouseButton.NoButton
        wheel = QWheelEvent(
            at, at, QPoint(), turned, none, NONE, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(self.text.viewport(), wheel)

    def pick_row(self):
        rows = self._rows()
        if count := rows.model().rowCount():
            rows.setCurrentIndex(rows.model().index(self._random.randrange(count), 0))
            rows.pressed.emit(rows.currentIndex())

    def elsewhere(self):
        """Change the project as another part of the program would."""
        reader, focus = self.workspace.reader, self.desk.focus
        do = self._random.choice([self._remove_elsewhere, self._rewrite, self._exclude])
        if focus.article:
            do(reader, focus)

    def turn(self):
        self.window.actions_[self._random.choice(["edit.undo", "edit.undo", "edit.redo"])].trigger()

    def open_article(self):
        listed = self.workspace.reader.article_summaries()
        self.desk.open(self._random.choice(listed).id)

    def fold(self):
        self.window.actions_["view.fold"].trigger()

    def press(self, key, modifier=NONE):
        keyboard = QApplication.activePopupWidget() or self.window.focusWidget() or self.window
        QTest.keyClick(keyboard, getattr(Qt.Key, f"Key_{key}"), modifier)

    def assert_one_place(self):
        """All views show the same article, sentence, mark and claim."""
        focus, scene = self.desk.focus, self.text.scene
        here = focus.here
        assert here.article_id == (focus.article.id if focus.article else "")
        assert (here.sentence, here.mark_id) == (scene.sentence, scene.current)
        mention = next((p.mention for p in focus.mentions if p.mention.id == here.mark_id), None)
        if mention:
            assert focus.claim.id == mention.claim_id
        is_here = mention is not None and mention.claim_id == focus.claim.id
        assert focus.is_let_go == (focus.claim is not None and not is_here)
        rows = self._rows()
        if focus.claim and focus.claim.id in focus.claims:
            assert rows.model().item(rows.currentIndex()).id == focus.claim.id
            assert rows.is_let_go == focus.is_let_go
        if held := self._held():
            chip = self.desk.fact_check.sheet.findChild(CodeChip)
            assert (
                chip.text()
                == held.claim.code
                == claim_of(self.workspace.reader, held.evidence).code
            )
        touched = scene.passages(scene.current)
        if scene.sentence and touched:
            assert any(span.overlaps(scene.sentence) for span in touched)

    def _to_text(self):
        if popup := QApplication.activePopupWidget():
            popup.close()
        self.desk.go_to_text()

    def _held(self):
        """Return what the sheet shows; None while it is closed."""
        sheet = self.desk.fact_check.sheet
        return sheet.shown if sheet and sheet.isVisible() else None

    def _rows(self):
        return self.desk.claims.findChild(RowList, "claim.list")

    def _has_place(self):
        """Return whether the current claim has a mark in this text; F9 shows others, too."""
        focus = self.desk.focus
        mention = focus.mention
        return mention is not None and bool(self.text.scene.passages(mention.id))

    def _seen(self):
        """Return the id of the boxed mark when half a line of it is in the window."""
        text, current = self.text, self.text.scene.current
        flow, seen = text.sheet.flow, []
        for span in text.scene.passages(current):
            for rect in flow.rects(span, range(len(flow.blocks))):
                top = text.sheet.on_screen(rect.top())
                bottom = min(top + rect.height(), text.viewport().height())
                seen.append(bottom - max(top, 0) >= text.sheet.face.line // 2)
        return current if any(seen) else None

    def _assert_shown_is_seen(self, key):
        """What a key has opened belongs to the mark that is boxed and seen."""
        self.acted.add(key)
        seen = self._seen()
        assert seen, f"{key} opened something whose mark is not seen"
        sentiment = self.desk.focus.sentiment
        if key == "Return" and sentiment:
            assert sentiment.id == seen
            return
        (mention,) = self.workspace.reader.find(Mention, id=seen)
        assert self.desk.focus.claim.id == mention.claim_id

    def _watch(self, edit):
        """Compare what a key has done with what is boxed and seen, or shown in the sheet."""
        if self._is_by_hand:
            self._assert_entered_in_sheet(edit)
        if not self._pressed:
            return
        removed = [r for r in edit.removed if isinstance(r, Mention | Sentiment)]
        if self._pressed == "Delete":
            assert [record.id for record in removed] == [self._before]
            self.acted.add("Delete")
        for change in edit.changes:
            if isinstance(change.record, FactCheck | Evidence) and self._pressed in "VEN":
                self._assert_judged_is_seen(change.record)

    def _assert_entered_in_sheet(self, edit):
        """Evidence changes in the sheet only, and only what that shows."""
        for change in edit.changes:
            if isinstance(change.record, Evidence) and change.before and change.after:
                assert self.desk.fact_check.sheet.shown.evidence.id == change.record.id
                self.acted.add("sheet")

    def _assert_judged_is_seen(self, record):
        reader = self.workspace.reader
        if isinstance(record, Evidence):
            (record,) = reader.find(FactCheck, id=record.check_id)
        (mention,) = reader.find(Mention, id=self._seen())
        assert mention.claim_id == record.claim_id
        self.acted.add("judged")

    def _mark_everything(self):
        for each, passages in zip(self.workspace.reader.article_summaries(), MARKED, strict=True):
            self.desk.open(each.id)
            for words in passages:
                start = self.desk.focus.text.index(words)
                self.text.select(Span(start, start + len(words)))
                self.window.actions_["claim.add"].trigger()
                self._to_text()
        self.open_article()

    def _remove_elsewhere(self, reader, focus):
        if focus.mentions:
            mention = self._random.choice(focus.mentions).mention
            claim = reader.get(Claim, mention.claim_id)
            whole = self._random.random() < 0.3
            edit = remove_claim(reader, claim) if whole else remove_mention(reader, mention)
            self.workspace.do(edit)

    def _rewrite(self, reader, focus):
        """Bring in another version of the text, in which some marks have no place any more."""
        lines = focus.text.split("\n")
        del lines[self._random.randrange(len(lines))]
        if text := "\n".join(lines).strip("\n"):
            by = self.workspace.annotator.id
            self.workspace.do(corrected(reader, focus.article, text, "", by))

    def _exclude(self, reader, focus):
        """Exclude a line, which may hold marks and may be folded away."""
        lines = self.text.reading.blocks
        line = lines.span(self._random.randrange(len(lines)))
        zone = by_hand(focus.labels.text_id, line, ZoneKind.BOILERPLATE)
        taken = [answered(zone, ZoneState.TAKEN)]
        self.workspace.do(decided("Exclude", focus.article, focus.text, focus.zones, taken))


@pytest.mark.usefixtures("nobody_answers")
@pytest.mark.parametrize("seed", [0, 2, 6])
def test_no_key_acts_on_what_is_not_boxed_and_in_sight(window, seed):
    window.resize(1366, 500)
    QApplication.processEvents()
    walk = Walk(window, seed)

    for _ in range(STEPS):
        walk.step()

    assert len(walk.acted) >= 6, "there was hardly anything to act on"
    assert "sheet" in walk.acted
