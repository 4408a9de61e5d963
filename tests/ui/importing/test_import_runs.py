"""Files, what was copied and links come into the project of one window, one import at a time."""

from threading import Event, get_ident

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from annotator.domain.article import Article
from annotator.importers.draft import Draft
from annotator.operations import found_drafts, import_job
from annotator.operations.import_rows import ImportRow
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.importing.import_task import BATCH

DRAFT = Draft(headline="H", text="Words.\n", original=b"", encoding="utf-8", file_name="a.txt")


@pytest.fixture
def many():
    """More rows than come in with one edit."""
    drafts = (replace(DRAFT, text=f"Words {number}.\n") for number in range(2 * BATCH + 50))
    return [ImportRow(draft, draft.sha256) for draft in drafts]


@pytest.fixture
def half_way(window, many, qtbot):
    """Begin an import, do something when the first articles are in, and wait for its end."""

    def begin(do):
        window.dialogs.importing._begin(many)
        window.dialogs.importing._import.progressed.connect(
            lambda done, _: do() if done == BATCH else None
        )
        qtbot.waitUntil(lambda: window.dialogs.importing._import is None)

    return begin


@pytest.fixture
def slowly(monkeypatch):
    """Let only the first file be read until the event is set."""
    go_on = Event()
    read = found_drafts.read_or_refuse
    begun = []

    def wait(path, reader):
        begun.append(path)
        if len(begun) > 1:
            assert go_on.wait(20)
        return read(path, reader)

    monkeypatch.setattr(found_drafts, "read_or_refuse", wait)
    yield go_on
    go_on.set()


@pytest.fixture
def pressed_early(window, slowly, qtbot, tmp_path):
    """Choose files, press Import when only the first was read, and return the import."""

    def press(before=lambda dialog: None, **texts):
        for name, text in texts.items():
            (tmp_path / name.replace("_", ".")).write_text(text)

        def when_listed():
            dialog = window.findChild(ImportArticles)
            if dialog is None or not dialog.model.rowCount():
                QTimer.singleShot(10, when_listed)
                return
            assert dialog.is_reading
            before(dialog)
            dialog.findChild(QPushButton, "do").click()

        QTimer.singleShot(10, when_listed)
        window.dialogs.importing.import_files(sorted(tmp_path.iterdir()))
        return window.dialogs.importing

    return press


def test_import_can_be_pressed_while_files_are_read(
    pressed_early, slowly, window, workspace, qtbot, said
):
    importing = pressed_early(a_txt="First\n\nOne.", b_txt="Second\n\nTwo.")
    assert importing.is_busy
    slowly.set()
    qtbot.waitUntil(lambda: not importing.is_busy)

    assert [each.headline for each in workspace.reader.find(Article)][1:] == ["First", "Second"]
    assert said() == "2 articles imported. Press Ctrl+Z to undo."
    assert workspace.undo_label() == "Import articles"
    workspace.undo()
    assert workspace.reader.count(Article) == 1


def test_what_would_be_asked_is_refused_when_import_was_pressed_before(
    pressed_early, slowly, window, qtbot, when_asked
):
    table = "p,q,r\nA,Words of it.,B\n"
    importing = pressed_early(a_txt="First\n\nOne.", b_csv=table, c_txt="")
    told = []
    when_asked(lambda report: (told.extend(importing._lines), report.reject()))
    slowly.set()
    qtbot.waitUntil(lambda: bool(told))

    assert [line.message for line in told[:2]] == [
        "“b.csv”: it is not clear which column is the text. Import this file separately.",
        "“c.txt” contains no text.",
    ]


def test_an_import_that_is_still_being_read_can_be_cancelled(
    pressed_early, slowly, window, workspace, qtbot, said
):
    importing = pressed_early(a_txt="First\n\nOne.", b_txt="Second\n\nTwo.")
    slowly.set()  # cancelling waits for the files that are being read
    window.progress.findChild(QAbstractButton, "progress.cancel").click()

    assert not importing.is_busy
    assert said() == "Import cancelled. Nothing was imported."
    assert workspace.reader.count(Article) == 1


def test_what_is_left_is_read_by_the_thread_that_makes_the_articles(
    pressed_early, slowly, qtbot, monkeypatch
):
    def noted(of, key, act):
        def note(*given):
            of[key(*given)] = get_ident()
            return act(*given)

        return note

    read, made = {}, {}
    reading = noted(read, lambda path, _: path.stem, found_drafts.read_or_refuse)
    monkeypatch.setattr(found_drafts, "read_or_refuse", reading)
    making = noted(made, lambda draft, *_: draft.headline, import_job.new_article)
    monkeypatch.setattr(import_job, "new_article", making)

    importing = pressed_early(a_txt="a\n\nOne.", b_txt="b\n\nTwo.", c_txt="c\n\nThree.")
    slowly.set()
    qtbot.waitUntil(lambda: not importing.is_busy)

    assert read["a"] == read["b"] != read["c"]
    assert {read["c"]} == {made["a"], made["b"], made["c"]}


def test_a_text_that_is_known_comes_in_once_when_import_was_pressed_before(
    pressed_early, slowly, window, workspace, qtbot, when_asked
):
    version = workspace.reader.version(workspace.reader.find(Article)[0].id)
    here = workspace.reader.text(version.sha256)
    importing = pressed_early(a_txt="First\n\nOne.", b_txt="First\n\nOne.", c_txt=here)
    told = []
    when_asked(lambda report: (told.extend(importing._lines), report.reject()))
    slowly.set()
    qtbot.waitUntil(lambda: bool(told))

    assert workspace.reader.count(Article) == 2
    assert {line.message for line in told} == {
        "A2  First",
        "same as a.txt",
        "already here as A1",
    }


def test_files_that_wait_to_be_read_come_in_when_import_was_pressed_before(
    pressed_early, slowly, window, workspace, qtbot, tmp_path
):
    later = tmp_path.with_name(f"{tmp_path.name}-later.txt")
    later.write_text("Later\n\nThree.")
    importing = pressed_early(
        lambda dialog: dialog.read([later]), a_txt="First\n\nOne.", b_txt="Second\n\nTwo."
    )
    slowly.set()
    qtbot.waitUntil(lambda: not importing.is_busy)

    found = [each.headline for each in workspace.reader.find(Article)]
    assert found[1:] == ["First", "Second", "Later"]


def test_leaving_the_import_brings_nothing_in(window, workspace, when_asked):
    when_asked(lambda dialog: dialog.reject())

    window.dialogs.importing.import_articles()

    assert workspace.reader.count(Article) == 1


def test_files_come_in_without_asking(window, workspace, tmp_path, qtbot):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Headline\n\nWords.\n")
    bad.write_bytes(b"\x00\x01\x02" * 99)

    with qtbot.waitSignal(window.dialogs.importing.arrived) as arrived:
        window.dialogs.importing.import_without_asking([good, bad])

    assert workspace.reader.count(Article) == 2
    assert arrived.args == [window.desk.focus.article.id]
    assert window.desk.focus.article.headline == "Headline"


def test_who_has_gone_on_working_keeps_the_article(window, many, qtbot):
    before = window.desk.focus.article

    window.dialogs.importing._begin(many)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not window.dialogs.importing.is_busy)

    assert window.desk.focus.article == before


def test_progress_is_shown_and_how_it_ended_is_reported(window, many, qtbot, said):
    window.dialogs.importing._begin(many)
    all_of = f"{2 * BATCH + 50:,}"
    assert window.progress.text() == f"Import {all_of} articles: 0 of {all_of}"

    qtbot.waitUntil(lambda: window.dialogs.importing._import is None)
    assert window.progress.text() == ""
    assert said() == f"{all_of} articles imported. Press Ctrl+Z to undo."


def test_an_import_can_be_cancelled_while_it_runs(half_way, window, workspace, said):
    half_way(window.progress.findChild(QAbstractButton, "progress.cancel").click)

    assert workspace.reader.count(Article) == 1
    assert said() == "Import cancelled. Nothing was imported."
    assert window.progress.text() == ""


def test_there_is_one_import_at_a_time(half_way, many, window, workspace, said):
    told = []

    def ask_again():
        window.dialogs.importing.import_articles()
        told.append(said())

    half_way(ask_again)

    assert told == ["An import is still running. Wait until it is done."]
    assert workspace.reader.count(Article) == len(many) + 1


def test_a_window_that_is_closed_half_way_brings_nothing_in(
    window, many, qtbot, workspace, press_when_asked
):
    press_when_asked("message.Close and cancel it")
    started = workspace.undo_label()
    kept = []
    # it is asked while the project is still open
    window.workspace.notices.posted.connect(
        lambda _: kept.append((workspace.reader.count(Article), workspace.undo_label()))
    )
    window.dialogs.importing._begin(many)
    window.dialogs.importing._import.progressed.connect(
        lambda done, _: window.close() if done == BATCH else None
    )

    qtbot.waitUntil(lambda: not window.isVisible())

    assert set(kept) == {(1, started)}
    assert not window.dialogs.importing.is_busy
    assert QThreadPool.globalInstance().waitForDone(1_000)
    assert window.progress.text() == ""
