"""Whatever a person does, in whatever order: nothing fails, and undo takes all of it back."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.importers.arrival import arrival
from annotator.importers.draft import Draft
from annotator.storage.project import create_project, open_project
from annotator.storage.verification import findings
from annotator.ui.workspace import Workspace

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
DEEDS = 300


@pytest.fixture
def path(tmp_path, schemes):
    """A small project."""
    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    for number, text in enumerate(TEXTS, 1):
        draft = Draft(headline="H", text=text, original=b"", encoding="utf-8", file_name="a")
        store.apply(arrival(draft, f"A{number}", store.annotator.id))
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
            case QPlainTextEdit() as field:
                field.insertPlainText(words)
            case QLineEdit() as field:
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
    window.desk.flush()
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
