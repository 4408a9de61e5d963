from contextlib import closing
from itertools import islice
from time import sleep

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QThreadPool

from annotator.domain.article import Article
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import AnnotatorError
from annotator.importers import Draft
from annotator.importers.draft import InFile
from annotator.storage.project import create_project
from annotator.ui.importing.intake import BATCH, Intake, IntakeReport
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def desk(qtbot, store):
    return Workspace(store)


def drafts(count):
    return [
        Draft(
            headline=f"Headline {number}",
            text=f"Words of article {number}.\n",
            original=f"Words of article {number}.\r\n".encode(),
            encoding="utf-8",
            file_name=f"{number}.txt",
        )
        for number in range(count)
    ]


def run(qtbot, intake, at_progress=None):
    if at_progress:
        intake.progressed.connect(at_progress)
    with qtbot.waitSignal(intake.finished) as ended:
        intake.start()
    return ended.args[0]


def test_every_draft_comes_in_under_its_own_code(qtbot, desk):
    report = run(qtbot, Intake(desk, drafts(3)))

    articles = desk.reader.find(Article)
    assert [article.code for article in articles] == ["A1", "A2", "A3"]
    assert report.article_ids == tuple(article.id for article in articles)
    assert report.sentence == "3 articles imported. Press Ctrl+Z to undo."


def test_an_import_of_several_batches_is_one_step_to_undo(qtbot, desk):
    counts = []

    report = run(qtbot, Intake(desk, drafts(2 * BATCH + 1)), lambda *count: counts.append(count))
    desk.undo()

    assert report.is_whole
    most = 2 * BATCH + 1
    assert counts == [(0, most), (BATCH, most), (2 * BATCH, most), (most, most)]
    assert desk.reader.count(Article) == 0
    assert desk.redo_label() == f"Import {2 * BATCH + 1} articles"


def test_a_cancelled_import_leaves_nothing(qtbot, desk):
    intake = Intake(desk, drafts(2 * BATCH))

    report = run(qtbot, intake, lambda done, of: intake.cancel() if done else None)

    assert desk.reader.count(Article) == 0
    assert desk.undo_label() == ""
    assert report.article_ids == ()
    assert "Nothing was imported" in report.sentence


def test_cancelling_takes_back_the_import_and_not_what_was_done_meanwhile(qtbot, desk):
    intake = Intake(desk, drafts(2 * BATCH))
    own = Article(code="A900", headline="Mine")

    def meddle(done, of):
        if done == BATCH:
            desk.do(Edit.add("Add mine", own))
            intake.cancel()

    run(qtbot, intake, meddle)

    assert desk.reader.find(Article) == [own]


def test_what_was_ready_when_it_was_cancelled_does_not_come_in_later(qtbot, desk):
    intake = Intake(desk, drafts(2 * BATCH))
    intake.start()
    QThreadPool.globalInstance().waitForDone()

    intake.cancel()
    qtbot.wait(20)

    assert desk.reader.count(Article) == 0


def test_a_refused_batch_takes_the_others_back(qtbot, desk):
    intake = Intake(desk, drafts(2 * BATCH))
    in_the_way = Article(code=f"A{BATCH + 5}", headline="In the way")
    desk.do(Edit.add("Add it", in_the_way))

    with qtbot.waitSignal(desk.notices.refused):
        report = run(qtbot, intake)

    assert desk.reader.find(Article) == [in_the_way]
    assert not report.is_whole
    assert report.article_ids == ()


def test_an_import_that_has_ended_is_not_cancelled_any_more(qtbot, desk):
    intake = Intake(desk, drafts(1))

    run(qtbot, intake)
    intake.cancel()

    assert desk.reader.count(Article) == 1


def test_an_import_of_nothing_ends_at_once(qtbot, desk):
    report = run(qtbot, Intake(desk, []))

    assert report.is_whole
    assert desk.undo_label() == ""


def test_the_words_and_the_bytes_are_kept(qtbot, desk):
    run(qtbot, Intake(desk, drafts(1)))

    version = desk.reader.version(desk.reader.find(Article)[0].id)
    assert desk.reader.text(version.sha256) == "Words of article 0.\n"
    assert desk.reader.original(version.original_sha256) == b"Words of article 0.\r\n"


def test_what_cannot_be_taken_back_is_told():
    assert IntakeReport(("a", "b"), 1200).sentence == "2 of 1,200 articles imported."


def test_where_only_versions_were_chosen_nothing_is_said_to_be_taken_back():
    assert IntakeReport((), 0).sentence == "No new articles were imported."


def test_a_file_that_was_changed_meanwhile_is_named_and_the_others_come_in(qtbot, desk, tmp_path):
    path = tmp_path / "1.txt"
    path.write_bytes(b"Other words")
    left = [*drafts(3), *drafts(BATCH)]
    left[1] = replace(left[1], original=InFile(path, Content(b"Read words").sha256))

    report = run(qtbot, Intake(desk, left))

    assert desk.reader.count(Article) == len(left) - 1
    assert list(report.refused) == ["A2"]
    assert "“1.txt” was changed after it was read" in report.refused["A2"]
    assert report.is_whole
    assert report.sentence == f"{len(left) - 1} of {len(left)} articles imported."


def test_an_import_of_which_nothing_is_left_ends_too(qtbot, desk, tmp_path):
    gone = InFile(tmp_path / "gone.txt", Content(b"Read words").sha256)
    left = [replace(draft, original=gone) for draft in drafts(2 * BATCH)]

    report = run(qtbot, Intake(desk, left))

    assert (report.article_ids, len(report.refused)) == ((), 2 * BATCH)
    assert desk.undo_label() == ""


def test_only_a_few_batches_are_made_ready_ahead(qtbot, desk):
    intake = Intake(desk, drafts(20 * BATCH))
    made = []
    intake._task.yielded.connect(made.append)
    intake.start()
    qtbot.waitUntil(lambda: bool(made))

    ahead = [len(made) - len(intake._done)]
    intake.progressed.connect(lambda *_: ahead.append(len(made) - len(intake._done)))
    with qtbot.waitSignal(intake.finished):
        pass

    assert max(ahead) <= 5
    assert desk.reader.count(Article) == 20 * BATCH


def test_cancelling_ends_a_worker_that_waits_for_its_turn(qtbot, desk):
    intake = Intake(desk, drafts(20 * BATCH))
    intake.start()
    qtbot.wait(1)

    intake.cancel()

    assert QThreadPool.globalInstance().waitForDone(2_000)
    assert desk.reader.count(Article) == 0


@pytest.mark.parametrize("place", ["begun", "reading", "ready", "first in", "last in"])
def test_it_can_be_cancelled_at_every_stage(qtbot, desk, place):
    intake, ended = Intake(desk, drafts(6 * BATCH)), []
    intake.finished.connect(ended.append)
    due = {"first in": BATCH, "last in": 6 * BATCH}.get(place)
    intake.progressed.connect(lambda done, _: intake.cancel() if done == due else None)
    intake.start()
    if place == "reading":
        qtbot.wait(2)
    elif place == "ready":
        while intake._room._value:  # the worker gets ahead while no event is handled
            sleep(0.001)
    if not due:
        intake.cancel()
    qtbot.waitUntil(lambda: bool(ended))

    assert QThreadPool.globalInstance().waitForDone(2_000)
    qtbot.wait(5)
    assert [report.article_ids for report in ended] == [()]
    assert desk.reader.count(Article) == 0
    assert desk.undo_label() == ""


@pytest.mark.parametrize("batches", [0, 3])
def test_a_worker_that_fails_takes_the_import_back(qtbot, desk, batches):
    intake = Intake(desk, drafts(5 * BATCH))
    edits = intake._edits()

    def steps():
        yield from islice(edits, batches)
        raise AttributeError  # a mistake of ours

    intake._task._steps = steps
    with qtbot.captureExceptions() as told:
        report = run(qtbot, intake)
        assert QThreadPool.globalInstance().waitForDone(2_000)

    assert [kind for kind, *_ in told] == [AttributeError]
    assert report.article_ids == ()
    assert not report.is_whole
    assert desk.reader.count(Article) == 0


@pytest.mark.parametrize("number", [0, 3 * BATCH])
def test_a_draft_that_fails_in_an_unknown_way_is_refused_and_the_others_come_in(
    qtbot, desk, number
):
    left = drafts(5 * BATCH)
    left[number] = replace(left[number], text=None)  # what no reader makes

    report = run(qtbot, Intake(desk, left))

    assert len(report.article_ids) == 5 * BATCH - 1
    (reason,) = report.refused.values()
    assert "because of an unexpected error" in reason


def test_a_worker_that_cannot_go_on_says_so(qtbot, desk, monkeypatch):
    intake, told = Intake(desk, drafts(3 * BATCH)), []

    def steps():
        raise AnnotatorError("There is no room.")
        yield

    intake._task._steps = steps
    desk.notices.refused.connect(told.append)

    report = run(qtbot, intake)

    assert list(map(str, told)) == ["There is no room."]
    assert "Nothing was imported" in report.sentence


def test_a_mistake_while_saving_ends_the_import(qtbot, desk, store, monkeypatch):
    intake = Intake(desk, drafts(3 * BATCH))
    mistake = ZeroDivisionError()

    def fail(edit):
        raise mistake

    with qtbot.captureExceptions() as told:
        intake.progressed.connect(
            lambda done, _: monkeypatch.setattr(store, "applying", fail) if done == BATCH else None
        )
        report = run(qtbot, intake)

    assert [error for _, error, _ in told] == [mistake]
    assert report.article_ids == ()
    assert desk.reader.count(Article) == 0


def test_a_refused_first_batch_takes_back_nothing_else(qtbot, desk):
    in_the_way = Article(code="A5", headline="In the way")
    desk.do(Edit.add("Add it", in_the_way))
    intake = Intake(desk, drafts(BATCH))
    intake._codes = [f"A{number}" for number in range(1, BATCH + 1)]
    desk.notices.refused.connect(lambda _: intake.cancel())

    run(qtbot, intake)

    assert desk.reader.find(Article) == [in_the_way]
    assert desk.undo_label() == "Add it"


def test_the_log_is_emptied_meanwhile_by_the_worker(qtbot, tmp_path):
    path = tmp_path / "long.annotator"
    with closing(create_project(path, "Long", [], tmp_path / "marks")) as store:
        store.sign_in("Ann")
        store._db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()  # not by the one that writes
        log = path.with_name(f"{path.name}-wal")
        most = []
        intake = Intake(Workspace(store, path), drafts(40 * BATCH))

        run(qtbot, intake, lambda *_: most.append(log.stat().st_size if log.exists() else 0))

        assert store.reader.count(Article) == 40 * BATCH
        assert max(most) < 2 * path.stat().st_size


@pytest.mark.parametrize("is_freed", [True, False])
def test_a_full_disk_ends_the_import_and_it_is_told_what_is_left(qtbot, desk, store, is_freed):
    intake, told = Intake(desk, drafts(20 * BATCH)), []

    def fill(done, _):
        if done == 3 * BATCH:
            pages = store._db.execute("PRAGMA page_count").fetchone()[0]
            store._db.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    def hear(error):
        told.append(str(error))
        if is_freed:
            store._db.execute("PRAGMA max_page_count = 100000").fetchone()

    intake.progressed.connect(fill)
    desk.notices.refused.connect(hear)
    report = run(qtbot, intake)

    assert "the disk is full" in told[0]
    assert QThreadPool.globalInstance().waitForDone(2_000)
    assert desk.reader.count(Article) == len(report.article_ids)
    assert not is_freed or not report.article_ids
    assert not report.is_whole
