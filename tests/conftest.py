"""What every test shares: no screen, no settings of the person's own, and real objects."""

import gc
import os
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import in_language
import pytest
from hypothesis import settings
from PySide6.QtCore import QEventLoop, QSettings, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.importers import codebook
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.storage import schema
from annotator.storage.store import Store
from annotator.ui.application.garbage import collect_due
from annotator.ui.commands.labelling import Marking
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from tests.codes import next_code

TEXT = """🇺🇦 The two-day summit cost 3\u00a0000 crowns. Premier Lind gave no guarantees.

“You can forget about the Pact,” he said. “That is how it began.”

Parliament voted for membership. Officials repeated it: Premier Lind gave no guarantees.
"""

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANNOTATOR_SHARED") or ROOT.parent / "shared")
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

_PATIENCE = 60_000  # milliseconds; a dialog may work long on a busy machine
_SIGNAL_PATIENCE = 30_000  # milliseconds; pytest-qt's own 5,000 are over on a busy machine
_WAITS = (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitActive, QtBot.waitExposed)

_homes = count(1)
_kept = {"widgets": 0}
_MANY_WIDGETS = 40  # a window has about twenty without a parent, its menus among them


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option behind `make faults`, and the language that the program speaks."""
    parser.addoption("--full", action="store_true", help="run every round of the fault tests")
    parser.addoption("--chance", type=int, default=0, help="another number: other random faults")
    parser.addoption("--language", default="", help="run in a language, as qps-ploc")


def pytest_configure(config: pytest.Config) -> None:
    """Turn the whole process away from the screen and from the person's own folders."""
    home = TemporaryDirectory(prefix="annotator-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    # a Quit that comes when no event loop runs would end every later one at once
    QApplication.setQuitOnLastWindowClosed(False)
    os.environ |= {"HOME": home.name} | {name: f"{home.name}/{name}" for name in FOLDERS}
    # as in the program (ui/application/garbage.py): no widget dies on a worker or under Qt's hands
    gc.disable()
    # the first example may load a library, and neighbours take the processor: no deadlines; the
    # same examples each time, so that a change is not blamed for what chance finds (make faults)
    settings.register_profile("few", deadline=None, max_examples=50, derandomize=True)
    settings.register_profile("full", deadline=None, max_examples=500)
    for wait in _WAITS:
        wait.__kwdefaults__["timeout"] = _SIGNAL_PATIENCE
    settings.load_profile("full" if config.getoption("full") else "few")
    if language := config.getoption("language"):
        in_language.speak(language)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip in another language what holds for the English words alone, and say why."""
    mark = item.get_closest_marker("in_english")
    if mark and item.config.getoption("language"):
        pytest.skip(f"in English only: {mark.args[0]}")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect between two tests what Python would have collected at any moment.

    Widgets go before there are many: each that stays makes the next style sheet slower.
    """
    if isinstance(QApplication.instance(), QApplication):
        widgets = len(QApplication.topLevelWidgets())
        if widgets > _kept["widgets"] + _MANY_WIDGETS:
            gc.collect()
            _kept["widgets"] = len(QApplication.topLevelWidgets())
    collect_due()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish() -> None:
    """Spare what lasts, the modules of all tests, from being looked through after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_folders(monkeypatch):
    """Settings, recent projects and state that no other test has seen; not made before use."""
    place = f"{os.environ['HOME']}/{next(_homes)}"
    for name in FOLDERS:
        monkeypatch.setenv(name, f"{place}/{name}")
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        # Qt reads the variable once in a process, and would go on with the first test's
        QSettings.setPath(kind, QSettings.Scope.UserScope, f"{place}/XDG_CONFIG_HOME")


@pytest.fixture(autouse=True)
def nobody_waits_for_ever():
    """Close a question that nobody answers: in an event loop, no time limit of pytest acts."""
    if not isinstance(QApplication.instance(), QApplication):
        yield
        return
    unanswered = []

    def close():
        if question := QApplication.activeModalWidget():
            unanswered.append(question.objectName())
            question.close()

    timer = QTimer(interval=_PATIENCE)
    timer.timeout.connect(close)
    timer.start()
    yield
    timer.stop()
    assert unanswered == []


@pytest.fixture(autouse=True)
def nothing_outlasts_its_test(monkeypatch):
    """Wait for the workers before `monkeypatch`, which is torn down later, takes anything back."""
    yield
    assert QThreadPool.globalInstance().waitForDone(_PATIENCE), "a worker does not end"


@pytest.fixture(autouse=True)
def loops_go_on():
    """Find fault with a test that ended the program outside its event loop: no later one runs."""
    yield
    if app := QApplication.instance():
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        was_ended = loop.exec() != 0
        if was_ended:
            QTimer.singleShot(0, app.quit)
            app.exec()  # which lets loops run again
        assert not was_ended, "the program was ended outside its event loop"


@pytest.fixture(autouse=True)
def nothing_left_open():
    """Close what a test left open: a popup would take the next test's keys."""
    yield
    if isinstance(QApplication.instance(), QApplication):
        while popup := QApplication.activePopupWidget():
            popup.close()
        for widget in QApplication.topLevelWidgets():
            widget.hide()
        # Qt destroys what was copied after Python has ended, which ends the process
        QApplication.clipboard().clear()


@pytest.fixture(scope="session")
def full(pytestconfig):
    """Whether every round of a fault test is wanted (`--full`), or a few."""
    return pytestconfig.getoption("full")


@pytest.fixture(scope="session")
def chance(pytestconfig):
    """Return what is random in a fault test, by its number: the same without `--chance`."""
    other = pytestconfig.getoption("chance")
    return lambda own: Random(f"{own}/{other}" if other else own)


@pytest.fixture(scope="session")
def real_articles():
    """The four articles as they come from the web; they lie beside the checkout, not in it."""
    paths = tuple(sorted((SHARED / "articles").glob("*.txt")))
    if len(paths) != 4:
        pytest.skip("the four real articles are not in ../shared/articles: NOT TESTED on them")
    return paths


@pytest.fixture(scope="session")
def shared_data():
    """Real files of many kinds; they lie beside the checkout, not in it."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("there is no ../shared/data: NOT TESTED on the files there")
    return folder


# ---- The objects of the program: store, article, workspace, focus, claim ----


@pytest.fixture(scope="session")
def schemes():
    """The codebook that comes with the program."""
    return codebook.named("standard")


@pytest.fixture(scope="session", autouse=True)
def usual_steps():
    """Create the tables of a new project as they end up; their whole way takes ten times as long.

    Returns what leads that way. Upgrades take it, and so do the processes that a test starts.
    """
    with closing(Store.in_memory()) as store:
        made = store._db.execute("SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY rowid")
        at_once = "".join(f"{sql};" for (sql,) in made)
    steps, new = schema.steps, (0, len(schema.SCRIPTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "steps", lambda *way: at_once if way == new else steps(*way))
        yield steps


@pytest.fixture
def store(schemes):
    """A project without a file, with its codebook and an annotator."""
    store = Store.in_memory(schemes)
    store.sign_in("Ana")
    yield store
    store.close()


@pytest.fixture
def add_article(store):
    """Add an article with this text to the store, and return it."""

    def add(text=TEXT, **fields):
        told = {"headline": "Summit ends", "encoding": "utf-8", "file_name": "a.txt", **fields}
        draft = Draft(**{"text": text, "original": text.encode(), **told})
        edit = article_from_draft(draft, next_code(store, "A"), store.annotator.id)
        store.apply(edit)
        return next(c.after for c in edit.changes if isinstance(c.after, Article))

    return add


@pytest.fixture
def article(add_article):
    """An article of three paragraphs, with an emoji and a no-break space before the claims."""
    return add_article()


@pytest.fixture
def workspace(store, article):
    """The project, as the window sees it; what comes a moment later asks it no more."""
    workspace = Workspace(store)
    yield workspace
    workspace.close()


@pytest.fixture
def focus(workspace, article):
    """What is looked at: the article."""
    focus = Focus(workspace)
    focus.open(article.id)
    return focus


@pytest.fixture
def claim(workspace, focus):
    """The claim C1, mentioned in the first paragraph."""
    start = focus.text.index("Premier Lind")
    focus.select((Span(start, start + len("Premier Lind gave no guarantees")),))
    Marking(focus).add_claim()
    return focus.claim
