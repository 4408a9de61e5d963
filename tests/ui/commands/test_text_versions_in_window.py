"""Repairs, corrections and versions, from the action to the disk and back."""

import threading

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QThread, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.span import Span
from annotator.importers import Draft
from annotator.importers.draft import InFile
from annotator.operations.new_article import article_from_draft
from annotator.ui.application import task
from annotator.ui.application.actions import declared_by
from annotator.ui.commands.labelling import Marking
from annotator.ui.commands.text import TextCommands
from annotator.ui.dialogs.correct_text import CorrectText
from annotator.ui.dialogs.omitted_passages import OmittedPassages, PassageList
from annotator.ui.dialogs.repairs import RepairText
from annotator.ui.dialogs.versions import TextVersions
from annotator.ui.project.focus import Focus
from tests.codes import next_code

BROKEN = "He said so.They agreed,too. Nobody left the summit."


@pytest.fixture
def broken(workspace, add_article):
    """The focus on an article with two spaces missing, and a claim in it."""
    focus = Focus(workspace)
    focus.open(add_article(BROKEN, headline="Broken").id)
    place = BROKEN.index("They agreed,too")
    focus.select((Span(place, place + len("They agreed,too")),))
    Marking(focus).add_claim()
    return focus


@pytest.fixture
def texts(qtbot, broken):
    """What gives the article another text."""
    window = QWidget()
    qtbot.addWidget(window)
    made = TextCommands(window, broken)
    qtbot.addWidget(made.review)
    qtbot.addWidget(made.button)
    made.said = []
    made._notices.posted.connect(made.said.append)
    return made


def test_repairs_are_applied_in_one_step_and_the_marks_told(
    qtbot, texts, broken, workspace, when_asked
):
    def take(dialog):
        assert isinstance(dialog, RepairText)
        qtbot.waitUntil(lambda: len(dialog.chosen()) == 2)
        dialog.findChild(QPushButton, "do").click()

    when_asked(take)
    texts.repair_text()
    qtbot.waitUntil(lambda: len(texts.said) == 3)

    assert broken.text == "He said so. They agreed, too. Nobody left the summit."
    assert texts.said[1:] == ["", "2 repairs applied; the mark was kept. Press Ctrl+Z to undo."]
    assert broken.mentions[0].anchor.exact == "They agreed, too"
    assert workspace.undo_label() == f"Repair text of {broken.article.code}"
    workspace.undo()
    assert broken.text == BROKEN
    assert broken.mentions[0].anchor.exact == "They agreed,too"


def test_a_correction_that_cuts_a_mark_shows_what_to_review(texts, broken, workspace, when_asked):
    def write(dialog):
        assert isinstance(dialog, CorrectText)
        dialog._editor.document().find("agreed,too").insertText("agreed as well")
        dialog.compare()
        dialog.findChild(QPushButton, "do").click()

    when_asked(write)
    texts.correct_text()

    assert texts.said == ["Text corrected; 1 mark to review. Press Ctrl+Z to undo."]
    assert texts.button.text() == "▲ 1 to review"
    workspace.undo()
    assert texts.button.isHidden()


def test_a_version_that_is_being_written_shows_the_sign_of_waiting(
    texts, broken, workspace, press_when_asked
):
    shapes = []
    workspace.edited.connect(lambda _: shapes.append(QGuiApplication.overrideCursor().shape()))
    press_when_asked("do")
    texts.offer_version(broken.article, again("Today. " + BROKEN))

    assert shapes == [Qt.CursorShape.WaitCursor]
    assert QGuiApplication.overrideCursor() is None


def test_a_search_that_finds_no_damage_says_so_without_a_dialog(qtbot, texts, broken, add_article):
    broken.open(add_article("All is well.", headline="Whole").id)
    texts.repair_text()
    qtbot.waitUntil(lambda: len(texts.said) == 2)

    assert texts.said[0] == "Searching for damaged text…"
    assert texts.said[1].startswith(f"No damaged text found in {broken.article.code}.")


def test_repairs_found_too_late_are_not_shown(qtbot, texts, broken, add_article):
    texts.repair_text()
    broken.open(add_article("All is well.", headline="Whole").id)
    qtbot.waitUntil(lambda: texts._search is None)

    assert texts.said == ["Searching for damaged text…", ""]


def test_stopping_waits_for_no_search_and_nothing_comes_of_it(qtbot, texts, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(task, "_LEAST", 1)  # or a task has a thread of its own
    QThreadPool.globalInstance().setMaxThreadCount(1)
    QThreadPool.globalInstance().start(lambda: go_on.wait(20))
    texts.repair_text()
    texts.stop()
    assert texts._search is not None

    go_on.set()
    qtbot.waitUntil(lambda: texts._search is None)
    QThreadPool.globalInstance().setMaxThreadCount(QThread.idealThreadCount())
    assert texts.said == ["Searching for damaged text…"]


def test_leaving_a_dialog_changes_nothing(qtbot, texts, broken, workspace, press_when_asked):
    former = workspace.undo_label()
    press_when_asked("leave")
    texts.correct_text()
    press_when_asked("leave")
    texts.repair_text()
    qtbot.waitUntil(lambda: texts._search is None)

    assert broken.text == BROKEN
    assert workspace.undo_label() == former


PAGE = f"<p>{BROKEN}</p><aside>The premier waits</aside><footer>Contact us</footer>".encode()


@pytest.fixture
def saved_page(workspace, add_article, store):
    """The focus on an article from a saved page, with a claim in its text."""
    draft = Draft(headline="P", text=BROKEN, original=PAGE, encoding="utf-8", file_name="page.html")
    edit = article_from_draft(draft, next_code(store, "A"), store.annotator.id)
    store.apply(edit)
    focus = Focus(workspace)
    focus.open(edit.changes[0].record.id)
    focus.select((Span(0, len("He said so")),))
    Marking(focus).add_claim()
    return focus


def test_what_was_left_out_of_a_page_is_taken_in_with_the_marks_in_place(
    qtbot, saved_page, workspace, when_asked
):
    texts = TextCommands(QWidget(), saved_page)
    qtbot.addWidget(texts.parent())
    said, revealed = [], []
    texts._notices.posted.connect(said.append)
    saved_page.revealed.connect(revealed.append)

    def take(dialog):
        assert isinstance(dialog, OmittedPassages)
        rows = dialog.findChild(PassageList)
        qtbot.waitUntil(rows.isEnabled)
        rows.selectAll()
        QTest.keyClick(rows, Qt.Key.Key_Space)
        dialog.findChild(QPushButton, "do").click()

    when_asked(take)
    texts.add_omitted()

    assert saved_page.text == f"{BROKEN}\nThe premier waits\nContact us"
    assert said == ["2 passages added; the mark was kept. Press Ctrl+Z to undo."]
    assert saved_page.mentions[0].anchor.exact == "He said so"
    ((place,),) = revealed
    assert place.of(saved_page.text) == "The premier waits\nContact us"
    assert workspace.undo_label() == f"Add 2 passages to {saved_page.article.code}"
    workspace.undo()
    assert saved_page.text == BROKEN
    assert saved_page.mentions[0].anchor.exact == "He said so"


def test_leaving_what_was_left_out_changes_nothing(qtbot, saved_page, press_when_asked):
    texts = TextCommands(QWidget(), saved_page)
    qtbot.addWidget(texts.parent())
    press_when_asked("leave")

    texts.add_omitted()

    assert saved_page.text == BROKEN


def test_an_article_that_came_from_no_page_says_so(texts):
    texts.add_omitted()

    assert texts.said == ["Only articles from saved pages have omitted content."]


def test_versions_are_shown(texts, when_asked):
    shown = []
    when_asked(shown.append)
    texts.show_versions()

    assert isinstance(shown[0], TextVersions)


def again(text):
    return Draft(headline="", text=text, original=b"x", encoding="utf-8", file_name="again.txt")


def test_what_came_again_becomes_a_version_when_it_is_wanted(
    texts, broken, workspace, press_when_asked
):
    press_when_asked("do")
    is_added = texts.offer_version(broken.article, again("Today. " + BROKEN))

    assert is_added
    assert broken.text == "Today. " + BROKEN
    version = workspace.reader.version(broken.article.id)
    assert workspace.reader.original(version.original_sha256) == b"x"
    assert broken.mentions[0].anchor.exact == "They agreed,too"


def test_what_came_again_is_left_when_it_is_not_wanted(texts, broken, press_when_asked):
    press_when_asked("leave")

    assert not texts.offer_version(broken.article, again("Today. " + BROKEN))
    assert broken.text == BROKEN


def test_what_came_again_in_a_file_that_is_gone_is_reported(texts, broken, tmp_path, qtbot):
    gone = replace(again("Today. " + BROKEN), original=InFile(tmp_path / "gone.txt", "0" * 64))

    with qtbot.waitSignal(texts._notices.posted) as told:
        assert not texts.offer_version(broken.article, gone)

    assert "“gone.txt” cannot be read" in told.args[0]


def test_the_same_text_is_not_offered(texts, broken):
    assert not texts.offer_version(broken.article, again(BROKEN))
    assert texts.said == [f"{broken.article.code} already has this exact text."]


def test_without_an_article_nothing_is_asked(texts, broken):
    broken.open(None)
    for name in declared_by(TextCommands):
        getattr(texts, name)()

    assert texts.said == [
        "Nothing to review in this project.",
        "No other article has marks to review.",
    ]
