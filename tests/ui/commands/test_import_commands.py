import threading

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QTableWidget

from annotator.domain.article import Article
from annotator.importers import Draft
from annotator.operations.import_report import lines_of
from annotator.operations.import_rows import ImportRow
from annotator.ui.application.settings import Preferences
from annotator.ui.commands.importing import ImportCommands
from annotator.ui.importing.clipboard import draft_of
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.progress import ProgressStrip

STORY = "The premier said that no guarantees were given to anyone at the summit. " * 4


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def importing(window, store, tmp_path):
    preferences = Preferences(tmp_path / "settings")
    return ImportCommands(window, Workspace(store), ProgressStrip(window), preferences)


@pytest.fixture
def told(importing):
    told = []
    importing._notices.posted.connect(told.append)
    return told


def copied(**formats):
    mime = QMimeData()
    mime.setText(formats.get("text", ""))
    if "html" in formats:
        mime.setHtml(formats["html"])
    return mime


def take(qtbot):
    """Return what presses the import button once everything is read."""

    def press(dialog):
        qtbot.waitUntil(dialog.progress.isHidden, timeout=20_000)
        dialog.findChild(QPushButton, "do").click()

    return press


def test_copied_words_become_an_article(qtbot, importing, store, told, when_asked):
    QApplication.clipboard().setText(f"Summit ends\n\n{STORY}")
    when_asked(take(qtbot))

    importing.paste()
    qtbot.waitUntil(lambda: bool(told))

    (article,) = store.reader.find(Article)
    assert article.headline == "Summit ends"
    assert store.reader.version(article.id).file_name == "Clipboard"


def test_an_empty_clipboard_is_said(importing, told):
    QApplication.clipboard().clear()

    importing.paste()

    assert told == ["There is no text to paste. Copy the text of an article first."]


def test_what_a_copied_page_says_comes_along():
    html = f"<html lang=de><title>Gipfel</title><h1>Gipfel</h1><p>{STORY}</p>"

    draft = draft_of(copied(text=f"Gipfel\n{STORY}", html=html))

    assert (draft.headline, draft.language) == ("Gipfel", "de")
    assert STORY.strip() in draft.text


def test_no_copied_word_is_left_out():
    words = f"Share this\n{STORY}\n" + "And a list of links that was selected on purpose. " * 30
    draft = draft_of(copied(text=words, html=f"<p>{STORY}</p>"))

    assert draft.text == words


def test_copied_markup_without_words_is_nothing():
    assert draft_of(copied(html="<img src='http://a.example/x.png'>")) is None


def test_what_did_not_just_come_in_is_reported(qtbot, importing, store, tmp_path, when_asked):
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    found = []

    def answer(dialog):
        if dialog.objectName() == "import":
            take(qtbot)(dialog)
        else:
            found.append(dialog.findChild(QTableWidget).item(0, 0).text())

    when_asked(answer)
    importing.import_files([tmp_path / "good.txt", tmp_path / "empty.txt"])
    when_asked(answer)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)

    assert found == ["refused"]
    assert store.reader.count(Article) == 1


def test_the_window_answers_while_the_report_is_made(
    qtbot, importing, tmp_path, monkeypatch, when_asked
):
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    made, shown = [], []

    def made_by(outcomes):
        made.append(threading.current_thread())
        return lines_of(outcomes)

    def answer(dialog):
        if dialog.objectName() == "import":
            take(qtbot)(dialog)
        else:
            shown.append(dialog)

    monkeypatch.setattr("annotator.ui.importing.import_task.lines_of", made_by)
    when_asked(answer)
    importing.import_files([tmp_path / "good.txt", tmp_path / "empty.txt"])
    when_asked(answer)
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)

    assert len(made) == 1
    assert made[0] is not threading.main_thread()


def test_the_report_leads_to_what_was_left_out_of_a_page(
    qtbot, importing, store, tmp_path, when_asked
):
    aside = f"<aside>{STORY}</aside>".replace("premier", "minister")
    page = f"<article><h1>Summit</h1><p>{STORY}</p>{aside}<p>{STORY[::-1]}</p></article>"
    (tmp_path / "summit.html").write_text(page, encoding="utf-8")
    shown = []
    importing.omitted_content_requested.connect(shown.append)

    def answer(dialog):
        if dialog.objectName() == "import":
            take(qtbot)(dialog)
        else:
            dialog.findChild(QPushButton, "import_report.left_out").click()

    when_asked(answer)
    importing.import_files([tmp_path / "summit.html"])
    when_asked(answer)
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)

    assert shown == [store.reader.find(Article)[0].id]


def test_there_is_no_report_before_an_import(importing, told):
    importing.show_report()

    assert told == ["Nothing has been imported since this window was opened."]


def test_leaving_brings_nothing_in(importing, store, press_when_asked, told):
    press_when_asked("leave")

    importing.import_articles()

    assert (store.reader.count(Article), told) == (0, [])


def test_leaving_the_link_brings_nothing_in(importing, store, press_when_asked):
    press_when_asked("leave")

    importing.import_link()

    assert store.reader.count(Article) == 0


def test_the_article_that_came_again_is_offered_with_its_draft(
    qtbot, importing, store, add_article, press_when_asked
):
    article = add_article(STORY)
    draft = Draft(headline="H", text="Other.", original=b"", encoding="utf-8", file_name="b.txt")
    again = ImportRow(draft, draft.sha256, is_wanted=False, version_of=article.id)

    press_when_asked("do")
    with qtbot.waitSignal(importing.came_again) as came:
        importing._begin([again], [again])

    assert came.args == [article.id, draft]
