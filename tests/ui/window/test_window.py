"""The window: what is dropped on it, what it says of itself, and how it closes."""

import pytest
from dragging import dragged_over, drop, urls
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.errors import AnnotatorError
from annotator.importers.draft import Draft
from annotator.operations.import_rows import ImportRow
from annotator.operations.new_article import article_from_draft
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import reading
from annotator.ui.dialogs.message import Message
from annotator.ui.importing.import_task import BATCH
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.drop_hint import DropHint

TEXT = "The two-day summit cost 3\u00a0000 crowns. Premier Lind gave no guarantees.\n"
DRAFT = Draft(headline="H", text=TEXT, original=b"", encoding="utf-8", file_name="a.txt")


@pytest.fixture
def files(tmp_path):
    """Two articles in a folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"Headline {name}\n\nWords of {name}.\n")
    return sorted(folder.iterdir())


@pytest.fixture
def take_when_asked(qtbot, when_asked):
    """Let everything in that the next dialog shows."""

    def take(dialog):
        do = dialog.findChild(QPushButton, "do")
        qtbot.waitUntil(do.isEnabled)
        do.click()

    return lambda: when_asked(take)


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
    """Open the project file in a window."""

    def opened(*, read_only=False):
        store = open_project(path, path.parent / "seen", read_only=read_only)
        store.sign_in("Ana")
        return window_of(Workspace(store, path))

    return opened


@pytest.fixture
def answer(monkeypatch):
    """Give an answer to every question, and return what was asked."""

    def prepare(choice):
        asked = []

        def ask(cls, parent, sentence, choices, details="", **_):
            asked.append(sentence)
            return choice

        monkeypatch.setattr(Message, "ask", classmethod(ask))
        return asked

    return prepare


def claims_in(path):
    with reading(path) as reader:
        return [claim.text for claim in reader.find(Claim)]


def begin_claim(window, words):
    """Make a claim and leave these words in its field, not yet committed."""
    window.actions_["claim.add"].trigger()
    field = window.focusWidget()
    field.selectAll()
    field.insertPlainText(words)


@pytest.mark.parametrize("whole_folder", [False, True])
def test_dropped_files_and_folders_are_offered_and_come_in(
    qtbot, window, workspace, files, take_when_asked, whole_folder
):
    things = urls(files[0].parent) if whole_folder else urls(*files)
    take_when_asked()

    with dragged_over(window, things) as is_welcome:
        assert is_welcome
        hint = window.findChild(DropHint)
        assert hint.isVisibleTo(window)
        assert hint.parentWidget() is window.zones.bar.parentWidget()  # over the bar, too
        assert hint.sentence == f"Drop to import {'1 folder' if whole_folder else '2 files'}"
        assert drop(window, things)
    assert hint.isHidden()
    qtbot.waitUntil(lambda: workspace.reader.count(Article) == 3)

    qtbot.waitUntil(lambda: window.desk.focus.article.code == "A2")
    qtbot.waitUntil(lambda: window.dialogs.importing._import is None)
    assert window.desk.focus.article.headline == "Headline one"


def test_addresses_and_words_are_not_taken(window):
    words = QMimeData()
    words.setText("only words")

    for mime in (words, urls("https://outlet.example/article")):
        with dragged_over(window, mime) as is_welcome:
            assert not is_welcome
            assert not drop(window, mime)
    assert window.findChild(DropHint).sentence.startswith("Links cannot be dropped.")


def test_its_title_names_the_project(window, workspace):
    assert window.windowTitle() == "Trial – Annotator"


def test_a_project_for_reading_says_so_and_takes_nothing(filed):
    window = filed(read_only=True)

    assert window.windowTitle() == "Trial (read-only) – Annotator"
    assert window.status.findChild(QLabel, "status.saved").text() == "read-only"
    with dragged_over(window, urls(window.workspace.path)) as is_welcome:
        assert not is_welcome
    assert "read-only" in window.findChild(DropHint).sentence
    window.actions_["claim.add"].trigger()
    assert "read-only" in window.status.findChild(QLabel, "status.told").text()
    assert window.workspace.reader.count(Claim) == 0


def test_the_edit_menu_names_the_steps(window):
    [menu] = [each.menu() for each in window.menuBar().actions() if each.text() == "&Edit"]
    undo, redo = window.actions_["edit.undo"], window.actions_["edit.redo"]
    window.actions_["claim.add"].trigger()

    menu.aboutToShow.emit()
    assert (undo.text(), redo.text()) == ("Undo: Add claim C1", "Redo")

    undo.trigger()
    menu.aboutToShow.emit()
    assert redo.text() == "Redo: Add claim C1"


@pytest.mark.parametrize("name", ["new", "open", "sample", "home"])
def test_what_concerns_other_projects_is_asked_of_the_program(qtbot, window, name):
    with qtbot.waitSignal(window.action_requested) as asked:
        window.actions_[f"project.{name}"].trigger()

    assert asked.args == [f"project.{name}"]


def test_a_button_of_a_panel_runs_the_action_it_asks_for(window, workspace):
    window.desk.claims.action_requested.emit("claim.add")

    assert workspace.reader.count(Claim) == 1


def test_settings_that_cannot_be_kept_are_reported(window, preferences, said):
    preferences.refused.emit(AnnotatorError("The settings could not be saved."))

    assert said() == "▲ The settings could not be saved."


def test_closing_keeps_what_is_being_typed(filed, path):
    window = filed()
    begin_claim(window, "Half a sentence")

    assert window.close()

    assert claims_in(path) == ["Half a sentence"]


def test_a_window_that_closes_is_gone_before_the_index_is_waited_for(filed, monkeypatch):
    window, was_seen = filed(), []
    monkeypatch.setattr(window.finding, "stop", lambda: was_seen.append(window.isVisible()))

    assert window.close()

    assert was_seen == [False]


def test_what_cannot_be_saved_is_not_lost_by_closing(filed, path, answer):
    window = filed()
    begin_claim(window, "Half a sentence")
    path.rename(path.with_name("elsewhere"))
    asked = answer("Keep working")

    assert not window.close()
    assert "was moved or removed while it was open" in asked[0]
    assert window.isVisible()

    path.with_name("elsewhere").rename(path)
    assert window.close()
    assert claims_in(path) == ["Half a sentence"]


def test_a_person_may_give_up_what_cannot_be_saved(filed, path, answer):
    window = filed()
    begin_claim(window, "Half a sentence")
    elsewhere = path.rename(path.with_name("elsewhere"))
    asked = answer("Close without saving")

    assert window.close()
    assert len(asked) == 1
    assert claims_in(elsewhere) == ["The two-day summit cost 3 000 crowns."]


def test_an_import_that_is_running_while_it_closes_is_taken_back(filed, path, qtbot, answer):
    window = filed()
    asked = answer("Close and cancel it")
    drafts = [replace(DRAFT, text=f"Words {n}.\n") for n in range(BATCH + 50)]
    window.dialogs.importing._begin([ImportRow(draft, draft.sha256) for draft in drafts])
    came_in = []

    def leave(done, _):
        if 0 < done < len(drafts) and not came_in:
            came_in.append((window.workspace.reader.count(Article), done + 1))
            window.close()

    window.dialogs.importing._import.progressed.connect(leave)
    qtbot.waitUntil(lambda: not window.isVisible())

    with reading(path) as reader:
        assert [article.headline for article in reader.find(Article)] == ["H"]
    assert [here == expected for here, expected in came_in] == [True]
    assert asked == ["An import is still running. If you close now, none of its articles are kept."]


def test_work_goes_on_over_an_import_that_is_running(filed, path, qtbot, answer):
    window = filed()
    asked = answer("Keep working")
    window.dialogs.importing._begin([ImportRow(replace(DRAFT, text="Words.\n"), "1")])

    assert not window.close()
    qtbot.waitUntil(lambda: not window.dialogs.importing.is_busy)
    assert window.close()
    assert len(asked) == 1
    with reading(path) as reader:
        assert reader.count(Article) == 2


@pytest.mark.parametrize(
    ("name", "words"), [("claim.date", "in May"), ("claim.text", ""), ("claim.claimant", "Mire")]
)
def test_a_window_closes_quietly_over_what_is_not_understood(window, claim, name, words, qtbot):
    window.desk.focus.open(window.desk.focus.article.id)
    window.desk.focus.pick_claim(claim)
    field = window.findChild(QWidget, name)
    line = getattr(field, "line", field)
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, words)

    with qtbot.captureExceptions() as exceptions:
        assert window.close()
        window.hide()

    assert exceptions == []
