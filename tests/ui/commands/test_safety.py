"""A file that is lost, a disk that is full: everything gets out, by buttons in the window."""

import os
import shutil
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton

from annotator.domain.claim import Claim
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.unconfirmed import Unconfirmed
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.storage import engine
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import reading
from annotator.storage.verification import findings
from annotator.ui.commands import safety
from annotator.ui.dialogs.message import Message
from annotator.ui.dialogs.work import Work
from annotator.ui.project.workspace import Workspace

TEXT = "The two-day summit cost 3 000 crowns. Premier Lind gave no guarantees.\n"
DRAFT = Draft(headline="H", text=TEXT, original=b"", encoding="utf-8", file_name="a.txt")


@pytest.fixture
def path(tmp_path, schemes):
    """A project file with one article."""
    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    store.apply(article_from_draft(DRAFT, "A1", store.annotator.id))
    store.close()
    return path


@pytest.fixture
def filed(path, window_of):
    """The window on the project file."""
    store = open_project(path, path.parent / "seen")
    store.sign_in("Ana")
    return window_of(Workspace(store, path))


@pytest.fixture
def chosen(monkeypatch):
    """The names that were chosen for a copy; the last one is taken."""
    names = []
    choose = lambda *_: (str(names[-1]) if names else "", "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return names


@pytest.fixture
def target(tmp_path, chosen):
    """Where the copy goes, which is chosen when it is asked for."""
    target = tmp_path / "copies" / "Copy.annotator"
    target.parent.mkdir()
    chosen.append(target)
    return target


@pytest.fixture
def works(qtbot, monkeypatch):
    """What dialogs that take a while said at last; each is closed then."""
    said = []

    def run(cls, parent, name, steps):
        work = cls(parent, name, steps)
        qtbot.addWidget(work)
        work.setModal(True)  # as it is in the program: no other question comes meanwhile
        work.show()
        work.start()
        qtbot.waitUntil(lambda: work._task.is_over, timeout=60_000)
        said.append(work.findChild(QLabel, "work.words").text())
        work.close()
        return work.outcome

    monkeypatch.setattr(Work, "run", classmethod(run))
    return said


@pytest.fixture
def asked(monkeypatch):
    """What was asked; the answers are to be put in `answers`."""

    class Asked(list):
        def __init__(self):
            super().__init__()
            self.answers = []

    asked = Asked()

    def ask(cls, parent, sentence, choices, details="", **_):
        asked.append(sentence)
        lose = "Close without saving" if "Close without saving" in choices else None
        return asked.answers.pop(0) if asked.answers else lose

    monkeypatch.setattr(Message, "ask", classmethod(ask))
    return asked


def claims_in(path):
    with reading(path) as reader:
        return [claim.text for claim in reader.find(Claim)]


def begin_claim(window, words):
    window.actions_["claim.add"].trigger()
    window.desk.claims.edit_text()
    QApplication.focusWidget().setPlainText(words)


def told(window):
    return window.status.findChild(QLabel, "status.told").text()


def button(window, action_id):
    return window.refusals.ways_out.findChild(QPushButton, f"way.{action_id}")


def test_a_copy_is_saved_from_the_menu_and_work_goes_on_here(filed, path, target, works):
    filed.actions_["claim.add"].trigger()
    filed.actions_["project.save_copy"].trigger()

    assert works == [f"The copy was saved as “{target}” and checked. No problems found."]
    assert len(claims_in(target)) == 1
    assert filed.workspace.path == path


def test_the_name_of_a_copy_may_end_in_capitals(filed, chosen, tmp_path, works):
    chosen.append(tmp_path / "COPY.ANNOTATOR")

    assert filed.safety.save_copy()

    assert (tmp_path / "COPY.ANNOTATOR").is_file()


def test_leaving_the_file_dialog_copies_nothing(filed, chosen, works):
    assert not filed.safety.save_copy()
    assert works == []


def test_what_a_check_found_leads_to_the_whole_check(filed, works, asked):
    asked.answers.append("Check project…")
    filed.safety.tell_found("A is odd.")

    assert asked == ["A is odd."]
    assert works == ["No problems found."]


def test_a_copy_is_not_proposed_in_a_folder_that_cannot_be_written_to(filed, path, monkeypatch):
    proposed = []
    choose = lambda *args: (proposed.append(Path(args[2])) or "", "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    filed.safety.save_copy()
    monkeypatch.setattr(os, "access", lambda *_: False)
    filed.safety.save_copy()

    assert proposed == [
        path.with_name("Trial copy.annotator"),
        Path.home() / "Trial copy.annotator",
    ]


def test_a_copy_of_a_project_in_a_shared_folder_is_proposed_elsewhere(filed, monkeypatch):
    proposed = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: (proposed.append(Path(given[2])), "")[1:] * 2
    )
    filed.workspace._store.place.shared_by = "Dropbox"

    filed.safety.save_copy()

    assert proposed == [Path.home() / "Trial copy.annotator"]


@pytest.mark.parametrize("answer", [None, "Replace"])
def test_what_the_file_dialog_did_not_ask_is_asked(filed, works, target, chosen, asked, answer):
    target.write_bytes(b"precious")
    chosen.append(target.with_suffix(""))
    asked.answers.append(answer)

    assert filed.safety.save_copy() == bool(answer)

    assert asked == ["“Copy.annotator” already exists. Replacing it overwrites its contents."]
    assert (target.read_bytes() == b"precious") == (answer is None)


def test_a_lost_file_stays_lost_when_it_is_tried_again(filed, path):
    away = path.rename(path.with_name("away"))
    filed.actions_["claim.add"].trigger()
    strip = filed.refusals.strip
    assert strip.isVisible()

    filed.refusals.retrying.retry()

    assert strip.isVisible()
    away.rename(path)


@pytest.mark.parametrize("fate", ["removed", "replaced", "overwritten"])
def test_a_lost_file_is_told_and_all_of_it_gets_out(filed, path, target, works, asked, fate):
    older = path.with_name("older")
    shutil.copy(path, older)
    for _ in range(3):
        filed.actions_["claim.add"].trigger()
    begin_claim(filed, "Typed while it was lost")
    if fate == "overwritten":
        path.write_bytes(older.read_bytes())
    else:
        path.unlink()
        if fate == "replaced":
            older.rename(path)
    asked.answers.append("Save a copy…")

    filed.safety.look()

    assert f"was {'moved or removed' if fate == 'removed' else fate}" in asked[0]
    assert filed.workspace.path == target
    assert told(filed) == "You now work in “Copy.annotator”."
    assert filed.status.findChild(QLabel, "status.saved").text().startswith("✓ saved")
    assert claims_in(target)[-1] == "Typed while it was lost"
    assert len(claims_in(target)) == 4
    assert filed.close()
    assert list(findings(target)) == []


def test_a_file_of_which_nothing_is_kept_is_told_without_a_button(filed, asked, monkeypatch):
    lost = StorageError("Restore it from a backup or Dropbox.")
    monkeypatch.setattr(filed.workspace, "loss", lambda: lost)
    filed.safety.look()

    assert asked == [str(lost)]
    assert not filed.refusals.ways_out.isVisible()


def test_a_lost_file_is_told_once(filed, path, asked):
    path.unlink()
    filed.safety.look()
    filed.safety.look()

    assert len(asked) == 1
    assert button(filed, "project.save_copy").isVisible()
    assert filed.status.findChild(QLabel, "status.saved").text() == "▲ not saved"


def test_a_file_that_came_back_is_told_when_it_is_lost_again(filed, path, asked):
    away = path.with_name("away")
    path.rename(away)
    filed.safety.look()
    away.rename(path)
    filed.safety.look()
    filed.safety.tell_found("There is no file.")
    path.unlink()
    filed.safety.look()

    assert len(asked) == 2
    assert filed.safety._timer.isActive()


def test_a_lost_file_is_not_told_while_something_else_is_asked(filed, path, asked, qtbot):
    dialog = QDialog(filed)
    dialog.open()
    qtbot.waitExposed(dialog)
    path.unlink()
    filed.safety.look()

    assert asked == []
    assert filed.safety._timer.isActive()
    dialog.close()


def test_an_edit_that_got_into_a_lost_file_is_shown_and_reported(filed, path, asked, qtbot):
    journal = filed.workspace._store._journal
    add_done = journal.add_done

    def lose(*line):
        path.unlink()
        return add_done(*line)

    journal.add_done = lose
    with qtbot.waitSignal(filed.workspace.notices.refused) as refused:
        filed.actions_["claim.add"].trigger()

    assert "is not safe" in str(refused.args[0])
    assert filed.desk.focus.claim.code == "C1"
    journal.add_done = add_done


def test_closing_on_a_lost_file_offers_the_copy(filed, path, target, works, asked):
    filed.actions_["claim.add"].trigger()
    path.unlink()
    asked.answers.append("Save a copy…")

    assert filed.close()

    assert len(asked) == 1
    assert len(claims_in(target)) == 1


def test_a_copy_that_cannot_be_opened_leaves_the_window_where_it_is(
    filed, path, target, works, asked, monkeypatch
):
    path.unlink()

    def refuse(_):
        raise StorageError("Locked.")

    monkeypatch.setattr(filed.workspace, "move", refuse)
    assert not filed.safety.save_copy()
    assert told(filed) == "▲ Locked."


@pytest.mark.parametrize("answer", ["Switch to the copy", "Keep the original open"])
def test_after_a_refusal_work_may_go_on_in_the_copy(filed, path, target, works, asked, answer):
    filed.workspace.notices.refused.emit(StorageError("The disk is full.", Remedy.COPY))
    asked.answers.append(answer)

    button(filed, "project.save_copy").click()

    assert asked == [
        "“Copy.annotator” contains everything saved so far. New work can only be saved there."
    ]
    assert filed.workspace.path == (target if answer == "Switch to the copy" else path)


def test_a_refusal_that_is_over_leaves_no_button(filed):
    filed.workspace.notices.refused.emit(StorageError("The disk is full.", Remedy.COPY))
    filed.actions_["claim.add"].trigger()

    assert not filed.refusals.ways_out.isVisible()


def test_a_project_for_reading_only_is_copied_and_stays(path, window_of, target, works):
    store = open_project(path, path.parent / "seen", read_only=True)
    window = window_of(Workspace(store, path))

    assert window.safety.save_copy()

    assert window.workspace.path == path
    assert list(findings(target)) == []


def test_a_copy_tells_what_is_wrong_with_the_project(filed, target, works):
    filed.workspace._store._db.execute("UPDATE article SET headline = 'x'")
    filed.safety.save_copy()

    assert works[0].endswith("The check found 1 problem:")


def test_the_project_is_checked_from_the_menu(filed, works):
    filed.actions_["project.check"].trigger()
    filed.workspace._store._db.execute("UPDATE article SET headline = 'x', byline = 'y'")
    filed.actions_["project.check"].trigger()

    assert works == ["No problems found.", "The check found 1 problem:"]


def test_a_project_without_a_file_has_nothing_to_check(window, said):
    window.actions_["project.check"].trigger()

    assert said() == "This project has no file yet."


def test_a_refusal_that_names_damage_leads_to_the_check(filed, works):
    filed.workspace.notices.refused.emit(StorageError("The file is damaged.", Remedy.CHECK))
    button(filed, "project.check").click()

    assert works == ["No problems found."]


# ---- A slow disk ----


@pytest.fixture
def slow(filed, monkeypatch):
    """Let a commit take a while; returns what the status line said meanwhile."""
    import time  # noqa: PLC0415

    workspace, said = filed.workspace, []
    writer = workspace._store._writer
    doing = writer.aside.doing

    def slowly(act, **how):
        def wait():
            time.sleep(0.3)
            return act()

        return doing(wait, **how)

    monkeypatch.setattr(writer.aside, "doing", slowly)
    saved = filed.status.findChild(QLabel, "status.saved")
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: said.append(saved.text()))
    timer.start()
    yield said
    timer.stop()


def test_the_window_lives_and_says_so_while_it_is_saved(filed, slow):
    filed.actions_["claim.add"].trigger()

    assert slow.count("saving…") > 1  # seen twice, it was painted while it was saved
    assert filed.status.findChild(QLabel, "status.saved").text().startswith("✓ saved")


def test_what_comes_while_it_is_saved_is_saved_after_it(filed, slow):
    workspace, order, done = filed.workspace, [], []
    workspace.edited.connect(lambda edit: order.append(edit.title))
    second = Edit(label="Second", changes=(), contents=(Content("b"),))
    QTimer.singleShot(150, lambda: done.append(workspace.do(second)))

    done.append(workspace.do(Edit(label="First", changes=(), contents=(Content("a"),))))

    assert order == ["First", "Second"]
    assert done == [True, True]
    assert workspace.undo_label() == "Second"


def test_undo_waits_in_the_same_way(filed, slow):
    filed.actions_["claim.add"].trigger()
    slow.clear()
    filed.actions_["edit.undo"].trigger()

    assert "saving…" in slow
    assert filed.workspace.reader.count(Claim) == 0


def test_typed_text_that_is_kept_or_let_go_is_not_said_to_be_saving_afterwards(filed, slow):
    saved = filed.status.findChild(QLabel, "status.saved")
    pending = filed.workspace.pending
    pending.keep(TYPED)
    assert saved.text().startswith("✓ saved")

    pending.drop(*TYPED.key)

    assert "saving…" in slow
    assert saved.text().startswith("✓ saved")


def test_looking_for_the_step_to_undo_is_not_said_to_be_saving(filed, slow):
    filed.actions_["claim.add"].trigger()
    slow.clear()

    assert filed.workspace.next_step() is not None

    assert slow
    assert "saving…" not in slow
    assert filed.status.findChild(QLabel, "status.saved").text().startswith("✓ saved")


TYPED = Unconfirmed(record_id="r", field="claim.date", label="date", text="in May")


def test_what_is_typed_while_an_edit_fails_is_on_the_disk_all_the_same(filed, path, monkeypatch):
    workspace = filed.workspace
    store = workspace._store
    doing, acts = store._writer.aside.doing, []

    def commit():
        if not acts[1:]:
            Event().wait(0.3)  # what is typed comes now
            store._db.execute("ROLLBACK")
        acts[-1]()

    def told_first(act, **how):
        acts.append(act)
        return doing(commit, **how)

    monkeypatch.setattr(store._writer.aside, "doing", told_first)
    QTimer.singleShot(120, lambda: workspace.pending.keep(TYPED))

    filed.actions_["claim.add"].trigger()

    assert "was not saved" in told(filed)
    assert workspace.pending.is_saved
    with reading(path) as reader:
        assert reader.unconfirmed() == [TYPED]
        assert reader.count(Claim) == 0


def test_what_is_typed_waits_while_another_program_writes(filed, path):
    other = engine.open_for_writing(path)
    other.execute("BEGIN IMMEDIATE")
    refused = []
    filed.workspace.notices.refused.connect(refused.append)
    QTimer.singleShot(0, lambda: other.execute("ROLLBACK"))

    filed.workspace.pending.keep(TYPED)

    other.close()
    assert refused == []
    assert filed.workspace.reader.unconfirmed() == [TYPED]


def test_a_refusal_of_what_is_typed_is_told_once(filed, monkeypatch):
    refused = []
    filed.workspace.notices.refused.connect(lambda error: refused.append(str(error)))
    filed.workspace._store._db.execute("PRAGMA query_only = ON")

    filed.workspace.pending.keep(TYPED)

    assert len(refused) == 1
    assert not filed.workspace.pending.is_saved
    filed.workspace._store._db.execute("PRAGMA query_only = OFF")


def test_what_a_commit_moves_into_the_file_is_no_loss_while_it_is_under_way(filed, monkeypatch):
    workspace, seen = filed.workspace, []
    writer = workspace._store._writer
    workspace._store._db.execute("PRAGMA wal_autocheckpoint = 1").fetchone()
    doing, is_over = writer.aside.doing, Event()

    def longer(act, **how):
        return doing(lambda: (act(), is_over.wait(10)), **how)

    monkeypatch.setattr(writer.aside, "doing", longer)
    QTimer.singleShot(150, lambda: (seen.append(workspace.loss()), is_over.set()))

    filed.actions_["claim.add"].trigger()

    assert seen == [None]
    assert workspace.loss() is None


def copied(workspace, target):
    for _ in workspace.copying(target):
        pass
    return target


def test_work_does_not_go_on_in_a_copy_that_lacks_an_edit(filed, path, target):
    copied(filed.workspace, target)
    filed.actions_["claim.add"].trigger()

    with pytest.raises(StorageError, match=r"the project was changed after the copy"):
        filed.workspace.move(target)

    assert filed.workspace.path == path
    filed.actions_["claim.add"].trigger()
    assert filed.workspace.reader.count(Claim) == 2


def test_work_does_not_go_on_in_a_copy_that_can_only_be_read(filed, path, target, monkeypatch):
    copied(filed.workspace, target)
    monkeypatch.setattr(engine, "can_write", lambda _: False)

    with pytest.raises(StorageError, match="it is read-only"):
        filed.workspace.move(target)

    assert filed.workspace.path == path


def test_what_was_typed_since_the_copy_was_made_goes_along(filed, target):
    pending = filed.workspace.pending
    other = replace(TYPED, field="claim.text")
    pending.keep(other)
    copied(filed.workspace, target)
    pending.keep(TYPED)
    pending.drop(*other.key)

    filed.workspace.move(target)

    assert filed.workspace.reader.unconfirmed() == [TYPED]


def test_a_log_that_grows_and_grows_is_told_once(filed, path, monkeypatch):
    monkeypatch.setattr(safety, "_LOG_LARGE", 0)
    told = []
    filed.workspace.notices.posted.connect(told.append)
    with reading(path) as reader:
        reader.count(Claim)
        for number in range(5):
            claim = Claim(text=f"{number}", created_by=filed.workspace.annotator.id)
            filed.workspace.do(Edit.add("Add", claim))
            filed.safety.look()

    assert [each for each in told if "a former state is still being read" in each] == told[:1]
    assert told
