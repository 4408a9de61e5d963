"""One person's way through the whole program: the real window, real files, real keys.

It is gone with the usual keys and with each key map that comes with the program.
"""

import csv
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from annotator import assets
from annotator.app import open_window
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.sentiment import Sentiment
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.importers import codebook
from annotator.places import settings_folder
from annotator.storage.project import create_project
from annotator.ui.application.key_map_file import SHIPPED
from annotator.ui.application.settings import Settings, save
from annotator.ui.application.shortcuts import KEYS

_PATIENCE = 30_000  # milliseconds, on a machine that is busy with something else

LEFT_HAND = {*"12345QWERTASDFGZXCVB", "Tab", "Space", "Esc", "F1", "F2", "F3", "F4", "F5"}
WORDS = """Summit ends without a pledge

🇺🇦 The two-day summit cost 3\u00a0000 crowns. Premier Lind gave no guarantees.\r
“You can forget about the Pact,” he said. Parliament voted for membership.
"""


@pytest.fixture
def files(tmp_path):
    """Two article files with an emoji, a no-break space and Windows line ends."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for number, path in enumerate(paths):
        path.write_text(f"{WORDS}Number {number}.\n", encoding="utf-8", newline="")
    return paths


@pytest.fixture
def project(tmp_path):
    """A new project, closed."""
    path = tmp_path / "Trial.annotator"
    create_project(path, "Trial", codebook.named("standard"), tmp_path / "seen").close()
    return path


class Person:
    """Presses keys in a window and looks at what is on the disk."""

    def __init__(self, path: Path, reach: set[str]) -> None:
        self.window = open_window(path)
        self.reach = reach  # the keys that this person can press; all where none is named
        self.desk = self.window.desk
        self.reader = self.window.workspace.reader
        self.text = self.window.findChild(QWidget, "article_text")

    def press(self, *keys: str) -> None:
        """Press the keys of actions, by their ids, and those that never change, by their names."""
        for each in keys:
            name = KEYS.map.keys(each)[0] if "." in each else each
            assert not self.reach or name.rpartition("+")[2] in self.reach, name
            pressed = QKeySequence(name)[0]
            QTest.keyClick(self.window.focusWidget(), pressed.key(), pressed.keyboardModifiers())
            QApplication.processEvents()

    def type(self, words: str) -> None:
        field = self.window.focusWidget()
        getattr(field, "insertPlainText", getattr(field, "insert", None))(words)
        self.keep()

    def keep(self) -> None:
        """Be done with a field: by Enter, or where that is out of reach by Tab."""
        self.press("Tab" if self.reach else "Return")

    def import_files(self, qtbot, files) -> None:
        self.window.dialogs.importing.import_without_asking(files)
        qtbot.waitUntil(lambda: self.reader.count(Article) == len(files), timeout=_PATIENCE)
        qtbot.waitUntil(lambda: self.desk.focus.article is not None, timeout=_PATIENCE)
        self.desk.go_to_text()

    def leave(self) -> None:
        self.window.close()
        QApplication.processEvents()


@pytest.fixture(params=["usual", *SHIPPED])
def person(request, project, qtbot):
    """Opens windows with each key map, and closes the last one."""
    opened, keys = [], {}
    if request.param in SHIPPED:
        content = assets.path(f"keymaps/{request.param}.toml").read_text(encoding="utf-8")
        keys = tomllib.loads(content)["keys"]
    save(Settings(annotator_name="Ana", keys=keys), settings_folder())
    reach = LEFT_HAND if request.param == "left-hand" else set()

    def open_again() -> Person:
        opened.append(Person(project, reach))
        qtbot.waitExposed(opened[-1].window)
        opened[-1].window.activateWindow()
        return opened[-1]

    yield open_again
    opened[-1].leave()
    for each in opened:
        each.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_import_claim_sentiment_verdict_evidence_undo_reopen(person, files, qtbot):
    ana = person()
    ana.import_files(qtbot, files)
    ana.press("read.next_sentence", "read.next_sentence", "claim.add")
    ana.type("Premier Lind promised nothing.")
    ana.press("Esc")
    [claim] = ana.reader.find(Claim)
    assert claim.text == "Premier Lind promised nothing."

    ana.press("check.verdict", "2")
    ana.press("sentiment.add", "1")
    ana.type("Premier Lind")
    assert ana.reader.find(FactCheck)[0].verdict.code == "refuted"
    assert ana.reader.find(Sentiment)[0].polarity == -3
    assert ana.reader.find(Sentiment)[0].target_text == "Premier Lind"

    ana.press("check.evidence")
    assert ana.reader.count(Evidence) == 1
    ana.window.actions_["edit.undo"].trigger()
    assert ana.reader.count(Evidence) == 0
    ana.leave()

    again = person()
    assert again.reader.find(Claim) == [claim]
    again.window.actions_["edit.redo"].trigger()
    assert again.reader.count(Evidence) == 1
    for _ in range(40):
        again.window.actions_["edit.undo"].trigger()
    assert again.reader.count(Article) == 0


def test_exported_places_are_those_words(person, files, qtbot, tmp_path):
    ana = person()
    ana.import_files(qtbot, files)
    for _ in range(3):
        ana.press("read.next_sentence", "claim.add")
        ana.keep()
        ana.press("Esc")
    with ana.window.workspace.reading() as reader:
        list(write(FORMATS[0], reader, tmp_path / "out"))

    with (tmp_path / "out" / "labels_flat.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    for row in rows:
        text = (tmp_path / "out" / "texts" / "A1.v1.txt").read_text(encoding="utf-8")
        assert text[int(row["start_char"]) : int(row["end_char"])] == row["mention_text"]


def test_a_second_article_takes_an_existing_claim(person, files, qtbot):
    ana = person()
    ana.import_files(qtbot, files)
    ana.press("read.next_sentence", "read.next_sentence", "claim.add")
    ana.keep()
    ana.press("Esc")
    ana.press("article.next")
    assert ana.desk.focus.article.code == "A2"

    ana.press("read.next_sentence", "read.next_sentence", "claim.mention")
    QTest.keyClick(ana.window.finding.claims, Qt.Key.Key_Return)

    assert ana.reader.count(Claim) == 1
    assert ana.reader.count(Mention) == 2


def test_done_goes_on_to_the_next_and_undo_comes_back(person, files, qtbot):
    ana = person()
    ana.import_files(qtbot, files)

    ana.press("article.done")
    assert ana.desk.focus.article.code == "A2"
    assert ana.reader.article_summaries()[0].status == "done"

    ana.press("edit.undo")
    assert ana.reader.article_summaries()[0].status == "todo"
    assert ana.desk.focus.article.code == "A1"


def test_a_mark_is_moved_extended_and_removed_by_keys(person, files, qtbot):
    ana = person()
    ana.import_files(qtbot, files)
    ana.press("read.next_sentence", "read.next_sentence", "claim.add")
    ana.keep()
    ana.press("Esc")
    first = ana.desk.focus.mentions[0].anchor.spans[0]

    ana.press("mark.move", "read.word_left", "mark.move")
    shorter = ana.desk.focus.mentions[0].anchor.spans[0]
    assert (shorter.start, shorter.end < first.end) == (first.start, True)

    ana.press("read.next_sentence", "read.next_sentence", "mark.extend")
    assert len(ana.desk.focus.mentions[0].anchor.spans) == 2

    ana.press("mark.remove")
    assert ana.reader.count(Mention) == 0


def test_a_letter_typed_in_a_field_is_no_command(person, files, qtbot):
    ana = person()
    ana.import_files(qtbot, files)
    ana.press("read.next_sentence", "read.next_sentence", "claim.add")

    ana.press("claim.add", "sentiment.add", "check.verdict", "check.evidence")

    assert ana.reader.count(Claim) == 1
    assert ana.reader.count(Sentiment) == 0


def test_the_list_and_the_text_show_the_same(person, files, qtbot):
    ana = person()
    ana.import_files(qtbot, files)
    rows = ana.window.findChild(QListView, "article_list")

    rows.setCurrentIndex(rows.model().index(1))

    assert ana.desk.focus.article.code == "A2"
    assert ana.desk.focus.text.endswith("Number 1.\n")
