"""The program: one window at a time, from the first start to the last."""

import gc
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMainWindow,
)

from annotator import app, open_errors, places
from annotator.app import Program
from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError, Remedy, StorageError
from annotator.domain.people import Entity
from annotator.importers.codebook import CodebookFile, shipped
from annotator.storage import engine, project
from annotator.storage.project import create_project, open_project
from annotator.storage.reader import reading
from annotator.ui.application.settings import Settings, save
from annotator.ui.application.task import Task
from annotator.ui.dialogs import safety
from annotator.ui.dialogs.message import Message
from annotator.ui.dialogs.new_project import NewProject, NewProjectDialog
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.project.verifying import Verification
from annotator.ui.theming.theme import Scheme
from annotator.ui.window.crash import CrashReporter

HOLDER = """
import sys, time
from pathlib import Path
from annotator.storage.project import open_project
store = open_project(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def programs(qapp):
    """Start programs, in which Ana works; their windows are gone afterwards."""
    started = []
    save(Settings(annotator_name="Ana"), places.settings_folder())

    def start():
        started.append(Program(qapp))
        return started[-1]

    yield start
    for program in started:
        if program.window:
            program.window.close()
            program.window.deleteLater()
        program.theme.set_scheme(Scheme.LIGHT)
        program.theme.deleteLater()
    process_events()


@pytest.fixture
def program(programs):
    """A started program without a window."""
    return programs()


@pytest.fixture
def asked(monkeypatch):
    """What was asked and told; the answers are to be put in `answers`."""

    class Asked(list):
        def __init__(self):
            super().__init__()
            self.answers = []

    asked = Asked()

    def ask(cls, parent, sentence, choices, details="", **_):
        asked.append(sentence)
        return asked.answers.pop(0) if asked.answers else None

    monkeypatch.setattr(Message, "ask", classmethod(ask))
    return asked


@pytest.fixture
def make(tmp_path, schemes):
    """Make a project file and close it."""

    def make(name="Trial"):
        path = tmp_path / f"{name}.annotator"
        store = create_project(path, name, schemes, places.state_folder())
        store.sign_in("Ana")
        store.close()
        return path

    return make


@pytest.fixture
def path(make):
    """A project file."""
    return make()


@pytest.fixture
def locked(path):
    """A project that another process has open."""
    command = [sys.executable, "-c", HOLDER, path, places.state_folder()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield path
        process.kill()


@pytest.fixture
def sampled(monkeypatch, tmp_path):
    """The folder in which the sample project is made."""
    monkeypatch.setattr(places, "projects_folder", lambda: tmp_path / "projects")
    return tmp_path / "projects"


def process_events():
    """Let everything happen that is due, deletions too."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def edit(path, name):
    """Add something to a project, as another session would."""
    store = open_project(path, places.state_folder())
    store.sign_in("Ana")
    store.apply(Edit.add(f"Add {name}", Entity(name=name)))
    store.close()


def is_welcome(program):
    return program.window is not None and program.window.objectName() == "welcome_window"


def press(program, name):
    program.window.findChild(QAbstractButton, name).click()


# ---- The welcome page and what it leads to ----


def test_a_dialog_without_a_window_has_the_icon_of_the_program(programs, qapp, qtbot):
    qapp.setWindowIcon(QIcon())

    programs().welcome()

    dialog = QDialog()
    qtbot.addWidget(dialog)
    assert not dialog.windowIcon().isNull()


def test_a_first_start_welcomes(program):
    program.start(None)

    assert is_welcome(program)
    assert program.window.isVisible()
    assert program.window.findChild(QLabel, "welcome.note").isHidden()


def test_a_later_start_goes_on_in_the_last_project(programs, make):
    make("Other")
    path = make("Trial")
    first = programs()
    first.open(path)
    first.window.close()

    again = programs()
    again.start(None)

    assert again.window.workspace.path == path


def test_a_project_that_is_named_is_opened_instead_of_the_last(programs, make):
    programs().open(make("Last"))
    again = programs()

    again.start(other := make("Other"))

    assert again.window.workspace.path == other


@pytest.mark.parametrize("trouble", ["gone", "locked"])
def test_a_last_project_that_does_not_open_is_told_on_the_welcome_page(
    program, locked, asked, trouble
):
    program.preferences.put(program.preferences.settings.with_recent(str(locked)))
    if trouble == "gone":
        locked.unlink()

    program.start(None)

    assert is_welcome(program)
    told = program.window.findChild(QLabel, "welcome.note")
    assert told.isVisible()
    assert told.text().startswith("Trial was not opened. ")
    assert asked == []
    assert program.window.windowTitle() == "Annotator"
    assert not program.window.windowIcon().isNull()


def test_the_sample_is_made_once_and_opened(program, sampled):
    program.preferences.change(annotator_name="Ana")
    program.welcome()

    press(program, "welcome.sample")
    assert program.window.windowTitle() == "Summit in Varen – Annotator"
    assert program.window.workspace.reader.count(Article) == 4
    assert program.window.workspace.annotator.name == "Ana"

    made = (sampled / "Sample.annotator").stat().st_ino
    program.welcome()
    press(program, "welcome.sample")
    assert (sampled / "Sample.annotator").stat().st_ino == made


def test_a_sample_that_cannot_be_made_is_reported(program, sampled, asked):
    sampled.write_text("in the way")
    program.welcome()

    press(program, "welcome.sample")

    assert "The sample project could not be created" in asked[0]
    assert is_welcome(program)


def test_a_new_project_is_made_and_opened(program, monkeypatch, tmp_path):
    wanted = NewProject("Desk", tmp_path / "deep" / "Desk.annotator", shipped()[0])
    monkeypatch.setattr(NewProjectDialog, "ask", lambda **_: wanted)
    program.welcome()

    press(program, "welcome.new")

    assert program.window.windowTitle() == "Desk – Annotator"
    assert program.preferences.settings.recent == (str(wanted.path),)


def test_a_new_project_that_cannot_be_made_is_reported(program, monkeypatch, path, asked):
    wanted = NewProject("Trial", path, shipped()[0])
    monkeypatch.setattr(NewProjectDialog, "ask", lambda **_: wanted)
    program.welcome()

    press(program, "welcome.new")

    assert "already exists" in asked[0]
    assert is_welcome(program)


def test_a_codebook_that_cannot_be_used_is_reported(program, monkeypatch, tmp_path, asked):
    own = tmp_path / "own.toml"
    scheme = 'id = "own"\nversion = "1"\nlayer = "quote_type"\ntitle = "Own"\n'
    label = 'label = [{ code = "hearsay", name = "Hearsay" }]\n'
    own.write_text(f'name = "Own"\n[[scheme]]\n{scheme}{label}', "utf-8")
    wanted = NewProject("Desk", tmp_path / "Desk.annotator", CodebookFile("Own", "", own))
    monkeypatch.setattr(NewProjectDialog, "ask", lambda **_: wanted)
    program.welcome()

    press(program, "welcome.new")

    assert "“own.toml” cannot be used: its scheme “own@1” has the code “hearsay”." in asked[0]
    assert not wanted.path.exists()


def test_leaving_the_dialogs_changes_nothing(program, monkeypatch):
    monkeypatch.setattr(NewProjectDialog, "ask", lambda **_: None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    program.welcome()
    before = program.window

    press(program, "welcome.new")
    press(program, "welcome.open")

    assert program.window is before


def test_a_chosen_file_is_opened(program, monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    program.welcome()

    press(program, "welcome.open")

    assert program.window.workspace.path == path


def test_a_recent_project_is_opened(program, path):
    program.welcome()

    program.window.centralWidget().recent_requested.emit(str(path))

    assert program.window.workspace.path == path


@pytest.mark.parametrize(
    ("action", "title"),
    [("project.home", "Annotator"), ("project.open", "Other – Annotator")],
)
def test_the_menu_leads_to_other_projects(program, monkeypatch, make, action, title):
    other = make("Other")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    program.open(make())

    program.window.actions_[action].trigger()

    assert program.window.windowTitle() == title


def test_a_project_that_is_shown_is_not_opened_again_in_other_letters(program, path, asked):
    program.open(path)
    window = program.window
    # as where TRIAL.annotator and trial.annotator are one file
    path.with_name("TRIAL.annotator").hardlink_to(path)

    assert program.open(path.with_name("TRIAL.annotator"))

    assert (program.window, asked) == (window, [])


# ---- Files that are odd ----


def test_a_file_named_at_the_start_is_opened(program, path):
    program.start(path)

    assert program.window.workspace.path == path


def test_a_foreign_file_is_told_and_left_alone(program, tmp_path, asked):
    foreign = tmp_path / "letter.annotator"
    foreign.write_text("Dear all")

    program.start(foreign)

    assert asked == ["“letter.annotator” is not an Annotator project. It was not changed."]
    assert foreign.read_text() == "Dear all"
    assert is_welcome(program)


def test_a_locked_project_can_be_read(program, locked, asked):
    asked.answers[:] = ["Open read-only"]

    assert program.open(locked)

    assert "is already open, by" in asked[0]
    assert program.window.windowTitle() == "Trial (read-only) – Annotator"
    program.window.actions_["claim.add"].trigger()
    told = program.window.findChild(QLabel, "status.told").text()
    assert "open as read-only" in told


def test_a_locked_project_need_not_be_read(program, locked, asked):
    assert not program.open(locked)

    assert len(asked) == 1
    assert program.window is None


def test_a_damaged_project_that_cannot_be_read_either_is_told_twice(program, path, asked):
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    asked.answers[:] = ["Open read-only"]

    assert not program.open(path)
    assert all("damaged" in sentence for sentence in asked)
    assert len(asked) == 2


def test_an_older_copy_is_not_opened_without_a_word(program, path, asked):
    edit(path, "Zoë")
    copy = path.read_bytes()
    edit(path, "Anna")
    path.write_bytes(copy)

    assert not program.open(path)
    assert "older than the one you last worked in: 1 later edit is not in it" in asked[0]
    assert program.window is None


def test_what_opens_for_reading_only_has_a_button_that_says_so(program, path, monkeypatch):
    with engine.open_for_writing(path) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON claim BEGIN DELETE FROM claim; END")
    db.close()
    offered = []
    ask = lambda parent, sentence, choices, **_: offered.append((sentence, choices))  # noqa: E731
    monkeypatch.setattr(Message, "ask", ask)

    assert not program.open(path)
    sentence, choices = offered[0]
    assert "It opens as read-only" in sentence
    assert choices[0] == "Open read-only"


def test_an_older_copy_can_be_taken_as_it_is(program, path, asked):
    copy = path.read_bytes()
    edit(path, "Anna")
    path.write_bytes(copy)
    asked.answers[:] = ["Open anyway"]

    assert program.open(path)
    program.welcome()

    assert program.open(path)
    assert len(asked) == 1


def test_advice_on_a_cloud_folder_is_given_once(program, make, tmp_path, asked):
    path = make()
    (tmp_path / "Dropbox").mkdir()
    path = path.rename(tmp_path / "Dropbox" / path.name)

    assert program.open(path)
    assert program.window.close()
    assert program.open(path)

    assert len(asked) == 1
    assert "is on Dropbox" in asked[0]


def test_a_question_before_the_first_window_looks_like_the_others(
    qapp, programs, make, asked, monkeypatch
):
    path, sheets = make(), []
    qapp.setStyleSheet("")
    program = programs()
    monkeypatch.setattr(Message, "ask", lambda *_: sheets.append(qapp.styleSheet()))

    assert not program.open(path.with_name("missing.annotator"))
    assert sheets[0]


def test_a_damaged_project_can_be_checked_before_it_is_left(path, asked, monkeypatch):
    checked = []
    monkeypatch.setattr(safety, "check", lambda *told: checked.append(told))
    damaged = StorageError("It is damaged.", Remedy.CHECK)
    asked.answers = ["Check project…", "Open read-only", "Check project…"]

    assert open_errors.choose(None, damaged, "Open read-only", path) == "Open read-only"
    open_errors.tell(None, damaged, path)

    assert len(checked) == 2
    with closing(checked[0][1]()) as steps:
        assert next(steps).title == "Tables"


def test_a_project_that_cannot_be_shown_is_told_and_let_go(program, make, asked, monkeypatch):
    damaged = make("Damaged")
    program.open(make())

    def unreadable(*_):
        raise StorageError("The project could not be read: the disk reported an error.")

    monkeypatch.setattr("annotator.app.Workspace", unreadable)
    assert not program.open(damaged)

    assert "The project could not be read" in asked[0]
    assert program.window.windowTitle() == "Trial – Annotator"
    assert program.preferences.settings.recent == (str(program.window.workspace.path),)
    assert not damaged.with_name(f".{damaged.name}-lock").exists()


def test_what_the_check_finds_in_the_background_is_reported(qtbot, program, path, asked):
    edit(path, "Anna")
    with engine.open_for_writing(path) as db:
        db.execute("UPDATE entity SET name = 'Hanna'")
    db.close()

    assert program.open(path)
    program.window.findChild(Verification).begin()

    qtbot.waitUntil(lambda: asked != [])
    assert asked[0].startswith("The entity “Hanna” differs from its history: name.")


def test_what_is_found_is_told_with_a_button_for_the_check(program, path, monkeypatch):
    offered = []
    ask = lambda parent, sentence, choices, **_: offered.append((sentence, choices))  # noqa: E731
    monkeypatch.setattr(Message, "ask", ask)
    assert program.open(path)
    program.window.findChild(Verification).found.emit("A is odd.")

    assert offered == [("A is odd.", ["Close", "Check project…"])]


def test_what_is_found_of_a_lost_file_is_told_by_the_window_alone(program, path, asked):
    assert program.open(path)
    away = path.rename(path.with_name("away"))
    program.window.findChild(Verification).found.emit("There is no file.")
    away.rename(path)

    assert asked == []


def test_what_was_done_beside_a_project_is_reported(program, path, monkeypatch):
    monkeypatch.setattr(project, "handle_leftover_log", lambda path: "A log was set aside.")

    assert program.open(path)
    told = program.window.findChild(QLabel, "status.told")
    assert told.text() == "A log was set aside."


# ---- What is remembered, and what is not lost ----


def test_settings_are_remembered(programs, make):
    first = programs()
    first.open(make("One"))
    two = make("Two")
    first.open(two)
    first.window.actions_["view.zoom_in"].trigger()
    first.preferences.change(scheme="dark")

    again = programs()
    assert [name.rsplit("/")[-1] for name in again.preferences.settings.recent] == [
        "Two.annotator",
        "One.annotator",
    ]
    assert again.preferences.settings.text_size_px == 17
    assert again.theme.scheme is Scheme.DARK


def test_damaged_settings_are_said_in_the_first_window(programs, path):
    settings = places.settings_folder() / "settings.json"
    settings.write_bytes(b'{"scheme": 7}')
    first = programs()
    first.start(path)
    settings.write_bytes(b'{"scheme": 7, "recent": []}')
    second = programs()
    second.start(None)

    kept = "settings-damaged.json"
    assert kept in first.window.findChild(QLabel, "status.told").text()
    assert kept in second.window.findChild(QLabel, "welcome.note").text()


def test_projects_are_looked_for_where_the_last_one_is(program, monkeypatch, path):
    folders = []
    ask = lambda window, title, folder, kinds: folders.append(folder) or ("", "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)

    program.choose()
    program.open(path)
    program.choose()

    assert folders == ["", str(path.resolve().parent)]


def test_settings_without_a_project_let_keys_be_changed(program, monkeypatch):
    scopes = []
    monkeypatch.setattr(SettingsDialog, "ask", lambda scope, *_: scopes.append(scope))
    program.start(None)

    press(program, "welcome.settings")

    assert scopes[0].actions[0].id == "project.new"


def test_the_same_project_is_not_opened_twice(program, path, asked):
    program.open(path)
    before = program.window

    assert program.open(path.parent / "." / path.name)
    assert program.window is before
    assert asked == []


def test_the_arrangement_goes_on_to_the_next_project(program, make):
    program.open(make("One"))
    program.window.arrangement.column.set_names(["sentiment"], [])

    program.open(make("Two"))

    assert program.window.arrangement.column.open_names() == ["sentiment"]


def test_what_is_typed_is_kept_when_another_project_is_opened(program, make, sampled):
    program.open_sample()
    sample = program.window.workspace.path
    program.window.actions_["claim.add"].trigger()
    program.window.focusWidget().selectAll()
    program.window.focusWidget().insertPlainText("Half a sentence")

    program.open(make())

    with reading(sample) as reader:
        assert "Half a sentence" in [claim.text for claim in reader.find(Claim)]


def test_what_cannot_be_saved_keeps_its_window(program, make, sampled, asked):
    program.open_sample()
    former, sample = program.window, program.window.workspace.path
    former.actions_["claim.add"].trigger()
    former.focusWidget().insertPlainText("Half")
    away = sample.rename(sample.with_name("away"))

    program.open(make())
    process_events()
    assert program.window is former
    assert former.isVisible()

    away.rename(sample)
    program.open(make("Other"))
    assert program.window is not former
    assert not former.isVisible()


# ---- One window follows another ----


def test_a_window_that_was_left_is_gone_with_all_that_was_in_it(program, make):
    program.open(make("One"))
    former, text = program.window, program.window.desk.text
    one = former.workspace.path

    program.open(make("Two"))
    process_events()

    assert not shiboken6.isValid(former)
    assert not shiboken6.isValid(text)
    open_project(one, places.state_folder()).close()


def test_going_to_and_fro_leaves_nothing_behind(program, make):
    paths = [make("One"), make("Two")]
    counts = []
    for path in paths * 3:
        program.open(path)
        process_events()
        gc.collect()
        counts.append(len(QApplication.allWidgets()))

    assert counts[2:] == counts[1:2] * 4
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert [w for w in shown if isinstance(w, QMainWindow)] == [program.window]


def test_other_colours_reach_the_window_that_is_there_and_no_other(program, make):
    program.welcome()
    program.open(make("One"))
    program.open(make("Two"))
    process_events()

    program.preferences.change(scheme="dark")
    program.preferences.change(scheme="light")

    assert program.theme.scheme is Scheme.LIGHT


# ---- What starts it ----


def test_a_window_on_a_project_lives_without_its_program_being_kept(path):
    window = app.open_window(path)

    assert window.workspace.path == path
    window.close()
    window.deleteLater()
    process_events()


def test_a_window_on_no_project_is_refused(tmp_path, asked):
    with pytest.raises(StorageError, match=r"“none\.annotator” could not be opened"):
        app.open_window(tmp_path / "none.annotator")


@pytest.mark.parametrize(
    ("system", "variables", "has_one"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_looked_for(monkeypatch, system, variables, has_one):
    monkeypatch.setattr(sys, "platform", system)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert app.has_screen() is has_one


def test_without_a_screen_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(app, "has_screen", lambda: False)

    with pytest.raises(AnnotatorError, match="No screen was found"):
        app.run()


@pytest.fixture
def running(monkeypatch, qapp):
    """Run the program in the application that is there; its hooks are not set."""
    reporters = []

    def note(reporter):
        reporters.append(reporter)

    monkeypatch.setattr(app, "QApplication", lambda arguments: qapp)
    monkeypatch.setattr(CrashReporter, "watch", note)
    names = qapp.applicationName(), qapp.organizationName()
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(True)
    for other in QApplication.topLevelWidgets():
        other.close()
    yield reporters
    qapp.setQuitOnLastWindowClosed(quits)
    qapp.setApplicationName(names[0])
    qapp.setOrganizationName(names[1])
    for reporter in reporters:
        reporter._handler.close()
        reporter._file.close()
    process_events()


def leave(seen):
    """Close every window, and note its title."""
    QThreadPool.globalInstance().waitForDone()
    for window in [w for w in QApplication.topLevelWidgets() if w.isVisible()]:
        seen.append(window.windowTitle())
        window.close()


def test_it_runs_until_its_window_is_closed(running, path):
    seen = []
    QTimer.singleShot(100, lambda: leave(seen))

    assert app.run(path) == 0
    assert seen == ["Trial – Annotator"]
    assert len(running) == 1


@pytest.mark.usefixtures("running")
def test_it_removes_the_temporary_folders_of_a_killed_program(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = Path(tempfile.mkdtemp(prefix="annotator-"))
    (left / ".lock").touch()
    timer = QTimer(interval=50)
    timer.timeout.connect(lambda: left.exists() or leave([]))
    timer.start()
    QTimer.singleShot(20_000, timer, lambda: leave([]))

    app.run()

    assert not left.exists()


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("is_welcome", [False, True])
def test_what_begins_while_it_ends_has_ended_with_it(qapp, path, is_welcome):
    """What tells of its work when the application is gone would end in an error."""
    is_begun, is_over = Event(), Event()

    def steps():
        is_begun.set()
        try:
            for number in range(200):
                time.sleep(0.05)
                yield number
        finally:
            is_over.set()

    def begin():
        Task(steps).start()
        assert is_begun.wait(10)

    qapp.aboutToQuit.connect(begin)
    QTimer.singleShot(100, lambda: leave([]))

    assert app.run(None if is_welcome else path) == 0
    qapp.aboutToQuit.disconnect(begin)
    assert is_over.is_set()
