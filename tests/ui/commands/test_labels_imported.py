"""Labels are imported from the window: read in the background, shown, then taken."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QRadioButton

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.suggestion import Suggestion
from annotator.exporters import format_named
from annotator.exporters.write import write
from annotator.i18n import ngettext, tr
from annotator.importers.project_lines import read
from annotator.operations import label_import
from annotator.operations.label_files import LabelFile
from annotator.operations.project_import import edits_of
from annotator.storage.project import create_project, create_project_from
from annotator.ui.application.task import cancel_all
from annotator.ui.commands import importing_labels
from annotator.ui.dialogs.import_labels import ImportLabels
from annotator.ui.dialogs.work import Work
from annotator.ui.project.workspace import Workspace
from tests.importers.test_labels_found import TEXT, lines
from tests.operations.test_label_import import doccano


@pytest.fixture
def window(schemes, window_of, tmp_path):
    """The window over a project file without articles."""
    store = create_project(tmp_path / "p.annotator", "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    yield window_of(Workspace(store))
    store.close()


@pytest.fixture
def answer(monkeypatch):
    """Choose a file, and answer the dialog after doing something with it."""
    seen = []

    def answer(path, do=lambda dialog: None, is_accepted=True):
        def run(dialog):
            seen.append(dialog)
            do(dialog)
            return dialog.DialogCode.Accepted if is_accepted else dialog.DialogCode.Rejected

        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        monkeypatch.setattr(ImportLabels, "exec", run)
        return seen

    return answer


def bring_in(window, qtbot):
    window.actions_["project.import_labels"].trigger()
    qtbot.waitUntil(lambda: window.dialogs.labels._task is None)


def test_labels_come_in_as_one_step(window, qtbot, answer, tmp_path):
    answer(doccano(tmp_path, (4, 10, "Fact")))

    bring_in(window, qtbot)
    assert window.workspace.reader.count(Claim) == 1
    window.actions_["edit.undo"].trigger()  # asks first
    window.actions_["edit.undo"].trigger()

    assert window.workspace.reader.count(Claim) == 0
    assert window.workspace.reader.count(Article) == 0


def test_it_is_said_as_long_as_the_file_is_read(window, qtbot, answer, tmp_path):
    path = doccano(tmp_path, (4, 10, "Fact"))
    answer(path, is_accepted=False)
    status = window.status.findChild(QLabel, "status.told")

    window.actions_["project.import_labels"].trigger()
    assert status.text() == tr("Reading “{file}”…", file=path.name)
    assert not window.status._timer.isActive()  # it stays
    qtbot.waitUntil(lambda: window.dialogs.labels._task is None)

    assert status.text() == ""


def test_they_come_in_as_suggestions_if_that_is_chosen(window, qtbot, answer, tmp_path):
    def choose(dialog):
        dialog.findChild(QRadioButton, "import_labels.as_suggestions").click()
        summary.append(dialog._summary.text())

    summary, said = [], []
    window.workspace.notices.posted.connect(said.append)
    answer(doccano(tmp_path, (4, 10, "Fact")), choose)

    bring_in(window, qtbot)

    told = "Suggestions imported. Press {next} to go through them, {key} to undo."
    assert said[-1] == tr(told, next="P", key="Ctrl+Z")
    assert summary == [tr("{counts}.", counts=", ".join(counted()))]
    assert window.workspace.reader.count(Suggestion) == 1
    assert window.workspace.reader.count(Claim) == 0


def counted():
    """Return the two counts of the summary, in the language of the window."""
    yield ngettext("{count} new suggestion", "{count} new suggestions", 1)
    yield ngettext("{count} new article", "{count} new articles", 1)


@pytest.mark.parametrize("is_chosen", [True, False])
def test_a_dialog_that_is_left_imports_nothing(is_chosen, window, qtbot, answer, tmp_path):
    path = doccano(tmp_path, (4, 10, "Fact"))
    seen = answer(path if is_chosen else "", is_accepted=False)

    bring_in(window, qtbot)

    assert window.workspace.reader.count(Claim) == 0
    assert len(seen) == is_chosen


def test_a_file_that_cannot_be_read_is_said(window, qtbot, answer, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words", encoding="utf-8")
    said = []
    window.workspace.notices.refused.connect(said.append)

    answer(path)
    bring_in(window, qtbot)

    assert len(said) == 1


def test_only_ticked_changes_of_a_table_are_taken(window, qtbot, answer, tmp_path):
    answer(doccano(tmp_path, (4, 10, "claim")))
    bring_in(window, qtbot)
    reader = window.workspace.reader
    table = tmp_path / "a.csv"
    list(write(format_named("csv-flat"), reader, table, {}))
    edited = table.read_text(encoding="utf-8-sig").replace("C1,bridge", "C1,Edited")
    table.write_text(edited, encoding="utf-8")

    answer(table, lambda dialog: dialog._choices.item(0).setCheckState(Qt.CheckState.Unchecked))
    bring_in(window, qtbot)
    before = [each.text for each in reader.each(Claim)]
    answer(table)
    bring_in(window, qtbot)

    assert before == ["bridge"]
    assert [each.text for each in reader.each(Claim)] == ["Edited"]


def test_what_another_copy_of_the_project_has_is_taken_as_one_step(
    window, qtbot, answer, tmp_path, schemes
):
    answer(doccano(tmp_path, (4, 10, "claim"), (0, 3, "claim")))
    bring_in(window, qtbot)
    reader, file = window.workspace.reader, tmp_path / "whole.jsonl"
    list(write(format_named("project"), reader, file, {}))
    copy = create_project_from(tmp_path / "copy.annotator", edits_of(read(file), "x"), tmp_path)
    copy.sign_in("Ben")
    claim = copy.reader.find(Claim)[0]
    copy.apply(Edit.swap("x", claim, replace(claim, text="There", updated_at="2999")))
    copy.apply(Edit.add("x", Claim(text="New", created_by=claim.created_by)))
    file.unlink()
    list(write(format_named("project"), copy.reader, file, {}))
    copy.close()

    shown = []
    answer(file, lambda dialog: shown.append(dialog._choices.item(0).text()))
    bring_in(window, qtbot)
    after = {each.text: each.updated_at for each in window.workspace.reader.each(Claim)}
    window.actions_["edit.undo"].trigger()
    window.actions_["edit.undo"].trigger()

    assert "Wording: " in shown[0]
    assert ({"There", "New"} <= after.keys(), after["There"]) == (True, "2999")
    assert not {"There", "New"} & {each.text for each in window.workspace.reader.each(Claim)}


def test_a_second_file_waits_for_the_first(window, qtbot, answer, tmp_path):
    seen = answer(doccano(tmp_path, (4, 10, "Fact")))
    window.actions_["project.import_labels"].trigger()
    window.actions_["project.import_labels"].trigger()
    qtbot.waitUntil(lambda: window.dialogs.labels._task is None)

    assert len(seen) == 1


def test_what_is_refused_on_the_way_is_taken_back(window, qtbot, answer, tmp_path, monkeypatch):
    monkeypatch.setattr("annotator.operations.label_import.FULL", 1)
    values = [{"text": f"{TEXT} {n}", "label": []} for n in range(2)]
    answer(lines(tmp_path, *values))
    do = window.workspace.do
    answers = iter([True, False])
    monkeypatch.setattr(
        window.workspace, "do", lambda edit, **how: next(answers) and do(edit, **how)
    )

    bring_in(window, qtbot)

    assert window.workspace.reader.count(Article) == 0


@pytest.fixture
def piecemeal(monkeypatch):
    """Let each record be an edit of its own, so that a dialog shows how far it is."""
    monkeypatch.setattr(label_import, "FULL", 0)
    monkeypatch.setattr(importing_labels, "_FEW", 0)


def test_many_edits_are_one_step_and_a_dialog_shows_how_far_it_is(
    window, qtbot, answer, tmp_path, piecemeal, when_asked
):
    said = []

    def wait(dialog):
        qtbot.waitUntil(lambda: dialog._task.is_over)
        said.append(dialog.outcome.sentence)

    when_asked(wait)
    answer(doccano(tmp_path, (4, 10, "Fact")))
    bring_in(window, qtbot)

    assert said[0].startswith(tr("Labels imported. Press {key} to undo.", key="")[:15])
    assert window.workspace.reader.count(Claim) == 1


def test_the_dialog_counts_records(window, qtbot, answer, tmp_path, monkeypatch):
    steps, records = [], []

    def go_through(_, parent, name, begin, task):
        steps.extend(begin())

    def chosen(file, *_, **__):
        records.append(sum(len(edit.changes) for edit in file.edits))
        return doubled(file.edits)

    answer(doccano(tmp_path, (4, 10, "Fact"), (11, 15, "Fact")))
    monkeypatch.setattr(importing_labels, "_FEW", 0)
    monkeypatch.setattr(Work, "run", classmethod(go_through))
    monkeypatch.setattr(LabelFile, "chosen", chosen)
    bring_in(window, qtbot)

    counted = [(stage.done, stage.total) for stage in steps[:-1]]
    assert counted == [(0, *records), (*records, *records)]


def test_an_import_of_labels_that_is_cancelled_leaves_nothing(
    window, qtbot, answer, tmp_path, piecemeal, monkeypatch
):
    def cancel(self, parent, name, steps, task):
        begun = steps()
        next(begun), next(begun)  # the first edit is in
        begun.close()

    answer(doccano(tmp_path, (4, 10, "Fact"), (11, 15, "Fact")))
    monkeypatch.setattr(Work, "run", classmethod(cancel))
    monkeypatch.setattr(LabelFile, "chosen", lambda self, *_, **__: doubled(self.edits))
    bring_in(window, qtbot)

    assert window.workspace.reader.count(Claim) == 0
    assert window.workspace.undo_label() == ""


def test_cancelling_it_takes_back_nothing_else(
    window, qtbot, answer, tmp_path, piecemeal, monkeypatch
):
    """As of an import of articles that goes on behind the dialog."""

    def cancel(self, parent, name, steps, task):
        begun = steps()
        next(begun), next(begun)  # the first edit is in
        window.workspace.do(Edit.add("Add mine", Article(headline="Mine")))
        begun.close()

    answer(doccano(tmp_path, (4, 10, "Fact"), (11, 15, "Fact")))
    monkeypatch.setattr(Work, "run", classmethod(cancel))
    monkeypatch.setattr(LabelFile, "chosen", lambda self, *_, **__: doubled(self.edits))
    bring_in(window, qtbot)

    assert window.workspace.reader.count(Claim) == 0
    assert [each.headline for each in window.workspace.reader.find(Article)] == ["Mine"]


def test_the_end_of_the_program_takes_back_what_was_imported_so_far(
    window, qapp, answer, tmp_path, piecemeal, monkeypatch
):
    """It leaves every event loop, also that of the dialog in which the next edit would come."""
    claims = []

    def end(edit):
        claims.append(window.workspace.reader.count(Claim))
        cancel_all()
        qapp.exit(0)

    window.workspace.edited.connect(end)
    answer(doccano(tmp_path, (4, 10, "Fact"), (11, 15, "Fact")))
    monkeypatch.setattr(LabelFile, "chosen", lambda self, *_, **__: doubled(self.edits))
    QTimer.singleShot(0, window.actions_["project.import_labels"].trigger)
    qapp.exec()

    assert claims == [2, 0]


def doubled(edits):
    """Return the edits, with an empty one at the end of their group."""
    return [*edits, replace(edits[-1], changes=(), contents=())]
