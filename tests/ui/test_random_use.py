"""Whatever a person does, in whatever order: nothing fails, and undo takes all of it back."""

from itertools import count
from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
)

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.importers.draft import Draft
from annotator.operations.evidence import remove_evidence
from annotator.operations.labelling import remove_claim, remove_mention
from annotator.operations.new_article import article_from_draft
from annotator.storage.project import create_project, open_project
from annotator.storage.verification import findings
from annotator.ui.panels.columns import widths
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText

KINDS = (Anchor, Article, Claim, Entity, Evidence, FactCheck, Mention, Sentiment, Source)
TEXTS = (
    "🇺🇦 The summit cost 3\u00a0000 crowns. Lind gave no guarantees.\n\n“Forget it,” he said.\n",
    "Parliament voted. Lind gave no guarantees, officials say; nobody saw the letter.\n",
    "One line.",
)
LETTERS = "ABCDEGHJKMNOQSTVX1234567"
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in LETTERS] + [
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_F6, Qt.Key.Key_F3),
]
MODIFIERS = [Qt.KeyboardModifier.NoModifier] * 6 + [
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
]
WORDS = ("Premier Lind", "2031-02-27", "𝔘nicode \u200f ", "=1+1", " ", "https://a.example/x?y=1")
LABELLING = (
    *("claim.add", "claim.mention", "sentiment.add", "mark.extend", "mark.move"),
    *("check.verdict", "check.evidence", "check.note"),
)
SHEET = ("check.evidence", "evidence.another", "evidence.quote", "evidence.open", "evidence.remove")
LOOKS = ("view.zoom_in", "view.zoom_out", "view.zoom_reset", "view.native", "view.arrange")
OFTEN = (*SHEET, *LOOKS, *["edit.undo", "edit.redo"] * 4)
REMOVALS = {Claim: remove_claim, Evidence: remove_evidence, Mention: remove_mention}
WIDTHS, HEIGHTS = (900, 1090, 1280, 1366, 1599, 1640, 1920), (420, 620, 768, 1000)
ENVIRONMENT = ("This plugin does not support", "OpenType support missing")  # of the test machine
DEEDS = 450


@pytest.fixture
def path(tmp_path, schemes):
    """A small project."""
    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    for number, text in enumerate(TEXTS, 1):
        draft = Draft(headline="H", text=text, original=b"", encoding="utf-8", file_name="a")
        store.apply(article_from_draft(draft, f"A{number}", store.annotator.id))
    store.close()
    return path


@pytest.fixture
def workspace(path):
    """The project, as the window sees it."""
    store = open_project(path, path.parent / "seen")
    store.sign_in("Ana")
    yield Workspace(store, path)
    store.close()


class Monkey:
    """Does anything at all, but the same again for the same seed."""

    def __init__(self, window, seed):
        self._random = Random(seed)
        self._window = window
        self._actions = [
            action for action in window.actions_.all() if action.objectName() != "project.close"
        ]

    def act(self):
        deeds = (self.label, self.trigger, self.press, self.write, self.leave, self.go)
        self._random.choices(deeds, weights=(5, 4, 14, 4, 2, 1))[0]()
        QApplication.processEvents()

    def trigger(self):
        self._random.choice(self._actions).trigger()

    def press(self):
        keys = self._random.choice(KEYS), self._random.choice(MODIFIERS)
        QTest.keyClick(self._keyboard(), *keys)

    def write(self):
        words = self._random.choice(WORDS)
        match self._keyboard():
            case QPlainTextEdit() as field if not field.isReadOnly():  # nobody can write there
                field.insertPlainText(words)
            case QLineEdit() as field if not field.isReadOnly():
                field.insert(words)

    def go(self):
        rows = self._window.findChild(QListView, "article_list")
        rows.setCurrentIndex(rows.model().index(self._random.randrange(len(TEXTS)), 0))

    def label(self):
        """Go on from the text or a list, as a person does who labels."""
        if popup := QApplication.activePopupWidget():
            QTest.keyClick(popup, self._random.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))
        else:
            self._window.actions_[self._random.choice(LABELLING)].trigger()

    def leave(self):
        """Go back to the text, and on to a sentence."""
        if popup := QApplication.activePopupWidget():
            popup.close()
        self._window.desk.go_to_text()
        QTest.keyClick(self._window.desk.text, self._random.choice([Qt.Key.Key_J, Qt.Key.Key_K]))

    def _keyboard(self):
        return QApplication.activePopupWidget() or self._window.focusWidget() or self._window


def everything(workspace):
    """Return every record of the project, by kind and id."""
    return {
        kind: sorted(workspace.reader.find(kind), key=lambda record: record.id) for kind in KINDS
    }


def undo_all(window):
    """Take everything back; return how many steps that were."""
    steps = 0
    while window.workspace.undo_label():
        window.actions_["edit.undo"].trigger()
        steps += 1
    return steps


@pytest.mark.usefixtures("nobody_answers")
@pytest.mark.parametrize("seed", [1, 2])
def test_any_use_of_the_window_can_be_taken_back(window, workspace, path, seed):
    monkey = Monkey(window, seed)
    for _ in range(DEEDS):
        monkey.act()
    window.workspace.pending.flush()
    done = everything(workspace)
    assert sum(len(records) for records in done.values()) > 20

    steps = undo_all(window)
    assert not any(everything(workspace).values())
    for _ in range(steps):
        window.actions_["edit.redo"].trigger()
    assert everything(workspace) == done

    assert undo_all(window) == steps
    assert window.close()
    assert list(findings(path, path.parent / "seen")) == []


class Storm(Monkey):
    """Does what the other does, by mouse, too, while everything around it changes."""

    def __init__(self, window, seed):
        super().__init__(window, seed)
        window.actions_["project.close"].setEnabled(False)  # also where the palette offers it
        self._number, self._kept = count(1), []
        window.workspace.edited.connect(lambda edit: self._kept.append(repr(edit)))
        undoing = window.labelling._undoing  # what undo took out of a field comes back with redo
        undoing._notices.posted.connect(lambda: self._kept.append(repr(undoing._taken)))

    def act(self):
        by_hand = (self.type_and_leave, self.use, self.ask_menu, self.click, self.pick_row)
        around = (self.change_elsewhere, self.resize, self.refuse, self.dress)
        weights = (20, 9, 6, 2, 2, 2, 2, 1, 0.5, 0.3)
        self._random.choices((super().act, *by_hand, *around), weights=weights)[0]()
        QApplication.processEvents()
        self.assert_in_place()

    def resize(self):
        self._window.resize(self._random.choice(WIDTHS), self._random.choice(HEIGHTS))

    def dress(self):
        self._window.look._preferences.change(scheme=self._random.choice(["light", "dark"]))

    def use(self):
        self._window.actions_[self._random.choice(OFTEN)].trigger()

    def change_elsewhere(self):
        """Change or remove a record as another part of the program would."""
        reader = self._window.workspace.reader
        records = [record for kind in (*REMOVALS, Source) for record in reader.find(kind)]
        if records and isinstance(record := self._random.choice(records), Source):
            self._window.workspace.do(Edit.swap("Change", record, replace(record, title="Other")))
        elif records:
            self._window.workspace.do(REMOVALS[type(record)](reader, record))

    def refuse(self):
        """Go on while the disk takes nothing."""

        def applying(*_):
            raise StorageError("The disk is full.")
            yield

        store = self._window.workspace._store
        store.applying = applying
        for _ in range(3):
            super().act()
        del store.applying

    def click(self):
        if buttons := self._seen(QAbstractButton):
            QTest.mouseClick(self._random.choice(buttons), Qt.MouseButton.LeftButton)

    def pick_row(self):
        if lists := [each for each in self._seen(QAbstractItemView) if each.model().rowCount()]:
            rows = self._random.choice(lists)
            index = rows.model().index(self._random.randrange(rows.model().rowCount()), 0)
            place = rows.visualRect(index).center()
            QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def ask_menu(self):
        """Open a menu, let what it is about vanish at times, and choose from it."""
        self._close_popup()
        asked = self._random.choice([*self._seen(QAbstractItemView), self._window.desk.text])
        place = QPoint(20, self._random.randrange(max(asked.viewport().height(), 1)))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, asked.mapToGlobal(place))
        QApplication.sendEvent(asked.viewport(), event)
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu) and (actions := [a for a in menu.actions() if a.isEnabled()]):
            chosen = self._random.choice(actions)
            if self._random.random() < 0.4:
                self.change_elsewhere()
            menu.close()
            chosen.trigger()

    def type_and_leave(self):
        """Type a word of its own and leave the field in any way: it is saved, or still shown."""
        self._close_popup()
        self._window.activateWindow()
        QApplication.processEvents()
        lines = [each for kind in (AutoLine, AutoText) for each in self._seen(kind)]
        if not lines:
            return
        line, word = self._random.choice(lines), f"zq{next(self._number)}x"
        line.setFocus()
        if not line.hasFocus() or line.isReadOnly():
            return
        QTest.keyClicks(line, word)
        around = (self.resize, self.dress, self.use, self.click, self.pick_row, self.go)
        self._random.choice((*around, self.leave))()
        self._close_popup()
        self._window.desk.go_to_text()
        waiting = [typed.text for typed in self._window.workspace.pending.to_do()]
        is_kept = any(word in words for words in (*self._kept[-40:], *waiting))
        assert is_kept or word in line.value(), f"what was typed into {line.objectName()} is lost"

    def assert_in_place(self):
        """Nothing but the width of the window says how wide its parts are."""
        columns = self._window.arrangement.columns
        found = widths(columns.width())
        assert columns._panels.width() == sum(found.panels) - 1
        assert columns._articles.width() in (found.articles - 1, 215)

    def _seen(self, kind):
        """Return the widgets of a kind that have a name and can be used."""
        found = self._window.findChildren(kind)
        return [e for e in found if e.isVisible() and e.isEnabled() and e.objectName()]

    def _close_popup(self):
        if popup := QApplication.activePopupWidget():
            popup.close()


@pytest.mark.timeout(0)
@pytest.mark.usefixtures("nobody_answers")
def test_no_storm_loses_what_is_typed_or_moves_the_parts(window, path, full, qtlog):
    storm = Storm(window, seed=4)

    for _ in range(8_000 if full else 50):
        storm.act()

    told = [record.message for record in qtlog.records]
    assert [each for each in told if not each.startswith(ENVIRONMENT)] == []
    undo_all(window)
    assert window.close()
    assert list(findings(path, path.parent / "seen")) == []
