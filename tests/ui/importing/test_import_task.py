from contextlib import closing
from itertools import islice
from time import sleep

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QThreadPool, QTimer

from annotator.domain.article import Article, TextVersion
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import AnnotatorError
from annotator.importers import Draft
from annotator.importers.draft import InFile
from annotator.operations import new_article
from annotator.operations.import_report import State
from annotator.operations.import_rows import ImportRow
from annotator.storage import writing
from annotator.storage.project import create_project
from annotator.ui.importing import import_task
from annotator.ui.importing.import_task import ImportTask
from annotator.ui.project.workspace import Workspace

BATCH = 40


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """So that the many files of a test are not thousands, which take long on a busy machine."""
    monkeypatch.setattr(import_task, "BATCH", BATCH)


@pytest.fixture
def desk(qtbot, store):
    return Workspace(store)


def rows(count, **fields):
    """Return so many rows, whose drafts have these fields."""
    drafts = (
        Draft(
            headline=f"Headline {number}",
            text=f"Words of article {number}.\n",
            original=f"Words of article {number}.\r\n".encode(),
            encoding="utf-8",
            file_name=f"{number}.txt",
        )
        for number in range(count)
    )
    return [ImportRow(replace(draft, **fields), draft.sha256) for draft in drafts]


def run(qtbot, task, at_progress=None):
    if at_progress:
        task.progressed.connect(at_progress)
    with qtbot.waitSignal(task.finished) as ended:
        task.start()
    return ended.args[0]


def test_every_draft_comes_in_under_its_own_code(qtbot, desk):
    report = run(qtbot, ImportTask(desk, rows(3)))

    articles = desk.reader.find(Article)
    assert [article.code for article in articles] == ["A1", "A2", "A3"]
    assert report.article_ids == tuple(article.id for article in articles)
    assert report.message("Ctrl+Z") == "3 articles imported. Press Ctrl+Z to undo."


def test_an_import_of_several_batches_is_one_step_to_undo(qtbot, desk):
    counts = []

    report = run(qtbot, ImportTask(desk, rows(2 * BATCH + 1)), lambda *count: counts.append(count))
    desk.undo()

    assert report.is_whole
    most = 2 * BATCH + 1
    assert counts == [(0, most), (BATCH, most), (2 * BATCH, most), (most, most)]
    assert desk.reader.count(Article) == 0
    assert desk.redo_label() == f"Import {2 * BATCH + 1:,} articles"


def test_a_cancelled_import_leaves_nothing(qtbot, desk):
    task = ImportTask(desk, rows(2 * BATCH))

    report = run(qtbot, task, lambda done, of: task.cancel() if done else None)

    assert desk.reader.count(Article) == 0
    assert desk.undo_label() == ""
    assert report.article_ids == ()
    assert "Nothing was imported" in report.message("Ctrl+Z")


def test_cancelling_takes_back_the_import_and_not_what_was_done_meanwhile(qtbot, desk):
    task = ImportTask(desk, rows(2 * BATCH))
    own = Article(code="A900", headline="Mine")

    def meddle(done, of):
        if done == BATCH:
            desk.do(Edit.add("Add mine", own))
            task.cancel()

    run(qtbot, task, meddle)

    assert desk.reader.find(Article) == [own]


@pytest.mark.parametrize("due", [BATCH, 3 * BATCH])
def test_cancelling_leaves_what_somebody_else_did_who_has_taken_over(qtbot, desk, due):
    importer = desk.annotator.name
    desk.signing.sign_in("Bea")
    desk.do(Edit.add("Add hers", Article(headline="Hers")))
    desk.signing.sign_in(importer)
    task = ImportTask(desk, rows(4 * BATCH))

    def take_over(done, _):
        if done == BATCH:
            desk.signing.sign_in("Bea")
        if done == due:
            task.cancel()

    report = run(qtbot, task, take_over)

    assert [each.headline for each in desk.reader.find(Article)] == ["Hers"]
    assert report.article_ids == ()


def test_an_import_stays_that_of_who_began_it(qtbot, desk, store):
    importer = desk.annotator
    task = ImportTask(desk, rows(3 * BATCH))

    report = run(qtbot, task, lambda done, _: desk.signing.sign_in("Bea") if done == BATCH else 0)

    assert report.message("Ctrl+Z") == f"{3 * BATCH:,} of {3 * BATCH:,} articles imported."
    assert desk.undo_label() == ""
    assert store.undo_label(importer.id) == f"Import {3 * BATCH:,} articles"
    store.undo(importer.id)
    assert desk.reader.count(Article) == 0


def test_an_import_of_who_has_saved_nothing_stays_theirs_when_somebody_takes_over(qtbot, desk):
    desk.signing.sign_in("Ann")
    task = ImportTask(desk, rows(2 * BATCH))
    desk.signing.sign_in("Bea")

    report = run(qtbot, task)

    assert report.is_whole
    assert desk.undo_label() == ""
    desk.signing.sign_in("Ann")
    assert desk.undo_label() == f"Import {2 * BATCH:,} articles"
    assert {each.created_by for each in desk.reader.each(TextVersion)} == {desk.annotator.id}
    assert desk.signing.people() == ("Ann",)


@pytest.mark.parametrize("turns", [("undo",), ("undo", "redo"), ("undo", "redo", "undo")])
@pytest.mark.parametrize("due", [BATCH, 3 * BATCH])
def test_what_was_undone_of_an_import_is_not_taken_back_again(qtbot, desk, turns, due):
    desk.do(Edit.add("Add mine", Article(headline="Mine")))
    told = []
    desk.notices.refused.connect(told.append)
    task = ImportTask(desk, rows(4 * BATCH))

    def turn(done, _):
        if done == BATCH:
            for each in turns:
                getattr(desk, each)()
        if done == due:
            task.cancel()

    report = run(qtbot, task, turn)

    assert [each.headline for each in desk.reader.find(Article)] == ["Mine"]
    assert (told, report.article_ids) == ([], ())


def test_what_was_done_meanwhile_is_not_called_what_undo_takes_back(qtbot, desk):
    def meddle(done, _):
        if done == BATCH:
            desk.do(Edit.add("Add mine", Article(headline="Mine")))

    report = run(qtbot, ImportTask(desk, rows(2 * BATCH)), meddle)

    assert report.message("Ctrl+Z") == f"{2 * BATCH:,} of {2 * BATCH:,} articles imported."


def test_what_was_ready_when_it_was_cancelled_does_not_come_in_later(qtbot, desk):
    task = ImportTask(desk, rows(BATCH))
    task.start()
    QThreadPool.globalInstance().waitForDone()

    task.cancel()
    qtbot.wait(20)

    assert desk.reader.count(Article) == 0


@pytest.fixture
def refusing(store):
    """Let the project refuse the article with a headline."""

    def refuse(headline):
        store._db.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON article"
            f" WHEN NEW.headline = '{headline}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )

    return refuse


def test_a_refused_batch_takes_the_others_back(qtbot, desk, refusing):
    task = ImportTask(desk, rows(2 * BATCH))
    in_the_way = Article(headline="In the way")
    desk.do(Edit.add("Add it", in_the_way))
    refusing(f"Headline {BATCH + 4}")

    with qtbot.waitSignal(desk.notices.refused):
        report = run(qtbot, task)

    assert [each.id for each in desk.reader.find(Article)] == [in_the_way.id]
    assert not report.is_whole
    assert report.article_ids == ()


def test_an_import_that_has_ended_is_not_cancelled_any_more(qtbot, desk):
    task = ImportTask(desk, rows(1))

    run(qtbot, task)
    task.cancel()

    assert desk.reader.count(Article) == 1


def test_an_import_of_nothing_ends_at_once(qtbot, desk):
    report = run(qtbot, ImportTask(desk, []))

    assert report.is_whole
    assert desk.undo_label() == ""


def test_the_words_and_the_bytes_are_kept(qtbot, desk):
    run(qtbot, ImportTask(desk, rows(1)))

    version = desk.reader.version(desk.reader.find(Article)[0].id)
    assert desk.reader.text(version.sha256) == "Words of article 0.\n"
    assert desk.reader.original(version.original_sha256) == b"Words of article 0.\r\n"


def test_a_file_that_was_changed_meanwhile_is_named_and_the_others_come_in(qtbot, desk, tmp_path):
    path = tmp_path / "1.txt"
    path.write_bytes(b"Other words")
    left = [*rows(3), *rows(BATCH)]
    changed = replace(left[1].draft, original=InFile(path, Content(b"Read words").sha256))
    left[1] = replace(left[1], draft=changed)

    task = ImportTask(desk, left)
    report = run(qtbot, task)

    assert [each.code for each in desk.reader.find(Article)] == [
        f"A{number}" for number in range(1, len(left))
    ]
    assert report.refused == 1
    assert task.outcomes[1].state is State.REFUSED
    assert "“1.txt” was changed after it was read" in task.outcomes[1].reason
    assert report.is_whole
    assert report.message("Ctrl+Z") == f"{len(left) - 1} of {len(left)} articles imported."


def test_an_import_of_which_nothing_is_left_ends_too(qtbot, desk, tmp_path):
    gone = InFile(tmp_path / "gone.txt", Content(b"Read words").sha256)

    report = run(qtbot, ImportTask(desk, rows(2 * BATCH, original=gone)))

    assert (report.article_ids, report.refused) == ((), 2 * BATCH)
    assert desk.undo_label() == ""


def test_only_a_few_batches_are_made_ready_ahead(qtbot, desk):
    task = ImportTask(desk, rows(20 * BATCH))
    made = []
    task._task.yielded.connect(made.append)
    task.start()
    qtbot.waitUntil(lambda: bool(made))

    saved = []
    desk.edited.connect(saved.append)
    ahead = [len(made)]
    task.progressed.connect(lambda *_: ahead.append(len(made) - len(saved)))
    with qtbot.waitSignal(task.finished):
        pass

    assert max(ahead) <= 5
    assert desk.reader.count(Article) == 20 * BATCH


def test_cancelling_ends_a_worker_that_waits_for_its_turn(qtbot, desk):
    task = ImportTask(desk, rows(20 * BATCH))
    task.start()
    qtbot.wait(1)

    task.cancel()

    assert QThreadPool.globalInstance().waitForDone(2_000)
    assert desk.reader.count(Article) == 0


@pytest.mark.parametrize("place", ["begun", "reading", "ready", "first in", "last in"])
def test_it_can_be_cancelled_at_every_stage(qtbot, desk, place):
    task, ended = ImportTask(desk, rows(6 * BATCH)), []
    task.finished.connect(ended.append)
    due = {"first in": BATCH, "last in": 6 * BATCH}.get(place)
    task.progressed.connect(lambda done, _: task.cancel() if done == due else None)
    task.start()
    if place == "reading":
        qtbot.wait(2)
    elif place == "ready":
        while task._room._value:  # the worker gets ahead while no event is handled
            sleep(0.001)
    if not due:
        task.cancel()
    qtbot.waitUntil(lambda: bool(ended))

    assert QThreadPool.globalInstance().waitForDone(2_000)
    qtbot.wait(5)
    assert [report.article_ids for report in ended] == [()]
    assert desk.reader.count(Article) == 0
    assert desk.undo_label() == ""


@pytest.mark.parametrize("batches", [0, 3])
def test_a_worker_that_fails_takes_the_import_back(qtbot, desk, batches):
    task = ImportTask(desk, rows(5 * BATCH))
    edits = task._edits()

    def steps():
        yield from islice(edits, batches)
        raise AttributeError  # a mistake of ours

    task._task._steps = steps
    with qtbot.captureExceptions() as told:
        report = run(qtbot, task)
        assert QThreadPool.globalInstance().waitForDone(2_000)

    assert [kind for kind, *_ in told] == [AttributeError]
    assert report.article_ids == ()
    assert not report.is_whole
    assert desk.reader.count(Article) == 0


@pytest.mark.parametrize("number", [0, 3 * BATCH])
def test_a_draft_that_fails_in_an_unknown_way_is_refused_and_the_others_come_in(
    qtbot, desk, number
):
    left = rows(5 * BATCH)
    broken = replace(left[number].draft, text=None)  # what no reader makes
    left[number] = replace(left[number], draft=broken)

    task = ImportTask(desk, left)
    report = run(qtbot, task)

    assert len(report.article_ids) == 5 * BATCH - 1
    assert report.refused == 1
    assert "because of an unexpected error" in task.outcomes[number].reason


def test_a_worker_that_cannot_go_on_says_so(qtbot, desk, monkeypatch):
    task, told = ImportTask(desk, rows(3 * BATCH)), []

    def steps():
        raise AnnotatorError("There is no room.")
        yield

    task._task._steps = steps
    desk.notices.refused.connect(told.append)

    report = run(qtbot, task)

    assert list(map(str, told)) == ["There is no room."]
    assert "Nothing was imported" in report.message("Ctrl+Z")


def test_a_mistake_while_saving_ends_the_import(qtbot, desk, store, monkeypatch):
    task = ImportTask(desk, rows(3 * BATCH))
    mistake = ZeroDivisionError()

    def fail(*_):
        raise mistake

    with qtbot.captureExceptions() as told:
        task.progressed.connect(
            lambda done, _: monkeypatch.setattr(store, "applying", fail) if done == BATCH else None
        )
        report = run(qtbot, task)

    assert [error for _, error, _ in told] == [mistake]
    assert report.article_ids == ()
    assert desk.reader.count(Article) == 0


def test_a_refused_first_batch_takes_back_nothing_else(qtbot, desk, refusing):
    in_the_way = Article(headline="In the way")
    desk.do(Edit.add("Add it", in_the_way))
    task = ImportTask(desk, rows(BATCH))
    refusing("Headline 4")
    desk.notices.refused.connect(lambda _: task.cancel())

    run(qtbot, task)

    assert [each.id for each in desk.reader.find(Article)] == [in_the_way.id]
    assert desk.undo_label() == "Add it"


def test_what_is_cancelled_while_its_first_batch_is_written_leaves_nothing(qtbot, tmp_path):
    path = tmp_path / "trial.annotator"
    with closing(create_project(path, "Trial", [], tmp_path / "marks")) as store:
        store.sign_in("Ann")
        desk = Workspace(store, path)
        desk.do(Edit.add("Add it", Article(headline="In the way")))
        task = ImportTask(desk, rows(3 * BATCH))
        look = QTimer(desk, interval=0)
        look.timeout.connect(lambda: desk.saves.is_under_way and task.cancel())
        look.start()

        report = run(qtbot, task)

        assert report.article_ids == ()
        assert store.reader.count(Article) == 1
        assert desk.undo_label() == "Add it"


def test_no_batch_is_begun_while_taking_back_waits_for_the_disk(qtbot, tmp_path, monkeypatch):
    path, commit = tmp_path / "trial.annotator", writing.Transaction.commit
    with closing(create_project(path, "Trial", [], tmp_path / "marks")) as store:
        store.sign_in("Ann")
        desk = Workspace(store, path)
        task = ImportTask(desk, rows(2 * BATCH))

        def wait_and_commit(transaction):
            sleep(0.2)
            commit(transaction)

        def cancel(done, _):
            if done == BATCH:
                monkeypatch.setattr(writing.Transaction, "commit", wait_and_commit)
                task._prepare(Edit.add("Another batch", Article(headline="Late")))
                task.cancel()

        run(qtbot, task, cancel)
        desk.saves.settle()

        assert store.reader.find(Article) == []
        assert desk.undo_label() == ""


def test_what_is_being_undone_at_the_end_is_not_reported(qtbot, tmp_path, monkeypatch):
    path, commit = tmp_path / "trial.annotator", writing.Transaction.commit
    with closing(create_project(path, "Trial", [], tmp_path / "marks")) as store:
        store.sign_in("Ann")
        desk = Workspace(store, path)

        def wait_and_commit(transaction):
            sleep(0.3)
            commit(transaction)

        def undo():
            monkeypatch.setattr(writing.Transaction, "commit", wait_and_commit)
            QTimer.singleShot(50, desk, lambda: task._finish_preparing(True))
            desk.undo()

        task = ImportTask(desk, rows(2 * BATCH))
        task._task.finished.disconnect(task._finish_preparing)  # or it could end before
        due = lambda done, _: QTimer.singleShot(0, desk, undo) if done == 2 * BATCH else None  # noqa: E731
        report = run(qtbot, task, due)

        assert store.reader.count(Article) == 0
        assert report.article_ids == ()


def test_a_log_that_gets_long_is_emptied_meanwhile_by_the_worker(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(import_task, "_LONG_LOG", 2_000_000)
    path = tmp_path / "long.annotator"
    with closing(create_project(path, "Long", [], tmp_path / "marks")) as store:
        store.sign_in("Ann")
        store._db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()  # not by the one that writes
        log = path.with_name(f"{path.name}-wal")
        most = []
        task = ImportTask(Workspace(store, path), rows(40 * BATCH))

        run(qtbot, task, lambda *_: most.append(log.stat().st_size if log.exists() else 0))

        assert store.reader.count(Article) == 40 * BATCH
        assert max(most) < 2 * path.stat().st_size


@pytest.mark.parametrize("is_freed", [True, False])
def test_a_full_disk_ends_the_import_and_it_is_reported_what_is_left(qtbot, desk, store, is_freed):
    task, told = ImportTask(desk, rows(20 * BATCH)), []

    def fill(done, _):
        if done == 3 * BATCH:
            pages = store._db.execute("PRAGMA page_count").fetchone()[0]
            store._db.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    def hear(error):
        told.append(str(error))
        if is_freed:
            store._db.execute("PRAGMA max_page_count = 100000").fetchone()

    task.progressed.connect(fill)
    desk.notices.refused.connect(hear)
    report = run(qtbot, task)

    assert "the disk is full" in told[0]
    assert QThreadPool.globalInstance().waitForDone(2_000)
    assert desk.reader.count(Article) == len(report.article_ids)
    assert not is_freed or not report.article_ids
    assert not report.is_whole


def test_the_worker_rests_while_a_batch_is_written(qtbot, desk, monkeypatch):
    def counted(text):
        made.append(text)
        sleep(0.002)
        return 1

    def slow(save):
        before = len(made)
        sleep(0.05)
        grown.append(len(made) - before)
        begin(save)

    made, grown, begin = [], [], desk.saves.begin
    monkeypatch.setattr(new_article, "word_count", counted)
    monkeypatch.setattr(import_task, "BATCH", 10)
    monkeypatch.setattr(import_task, "_REST", 5)
    monkeypatch.setattr(desk.saves, "begin", slow)

    run(qtbot, ImportTask(desk, rows(40)))

    assert len(made) == 40
    assert max(grown) <= 1  # the one that was being made
