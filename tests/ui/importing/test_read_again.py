import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QMainWindow, QPushButton

from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft
from annotator.ui.application.settings import Preferences
from annotator.ui.commands.dialogs import DialogCommands
from annotator.ui.desk.desk import Desk
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.progress import ProgressStrip

RIGHT = "Żółć i źródła w parku.\n"


@pytest.fixture
def dialogs(qtbot, theme, store, tmp_path):
    """The dialogs of a window that shows an article read in the wrong encoding."""
    original = RIGHT.encode("cp1250")
    wrong = Draft(
        headline="H",
        text=original.decode("cp1252"),
        original=original,
        encoding="cp1252",
        file_name="a.txt",
    )
    edit = article_from_draft(wrong, "A1", store.annotator.id)
    store.apply(edit)
    desk = Desk(Focus(Workspace(store)), theme)
    desk.focus.open(edit.changes[0].record.id)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return DialogCommands(window, desk, ProgressStrip(window), Preferences(tmp_path))


def test_a_file_is_read_again_from_the_bytes_that_were_kept(qtbot, dialogs, store, when_asked):
    def answer(dialog):
        if names := dialog.findChild(QListWidget, "encoding.names"):
            (item,) = names.findItems("(Windows-1250)", Qt.MatchFlag.MatchContains)
            names.setCurrentItem(item)
            when_asked(answer)
        dialog.findChild(QPushButton, "do").click()

    when_asked(answer)
    dialogs.read_again()

    version = store.reader.version(dialogs._focus.article.id)
    assert store.reader.text(version.sha256) == RIGHT
    assert (version.version_no, version.encoding) == (2, "cp1250")


def test_the_same_encoding_changes_nothing(dialogs, store, press_when_asked):
    told = []
    dialogs._notices.posted.connect(told.append)
    press_when_asked("do")

    dialogs.read_again()

    assert told == ["A1 already has this exact text."]
    assert store.reader.version(dialogs._focus.article.id).version_no == 1


def test_an_article_of_another_kind_says_why_not(dialogs, store):
    told = []
    dialogs._notices.posted.connect(told.append)
    page = Draft(headline="P", text="Words", original=b"<p>", encoding="utf-8", file_name="p.html")
    store.apply(edit := article_from_draft(page, "A2", store.annotator.id))
    dialogs._focus.open(edit.changes[0].record.id)

    dialogs.read_again()

    assert told == ["Only articles imported from text files can be reopened with another encoding."]
