"""Everything has a name for a screen reader, and everything can be reached by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator import sample
from annotator.storage.project import open_project
from annotator.ui.actions import key_sheet
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.import_articles import ImportArticles
from annotator.ui.dialogs.keys import KeysSheet
from annotator.ui.dialogs.message import Message
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.views.welcome import WelcomePage
from annotator.ui.workspace import Workspace

ARTICLE = sample.source().parent / "tour" / "late-edition.txt"
QT_OWN = ("QComboBoxPrivateContainer", "QMenuBarExtension", "QLineEditIconButton")
QT_NAMES = ("qt_tableview_cornerbutton",)
REACHED = {
    "search",
    "article_filter",
    "article_status_filter",
    "article_list",
    "article_text",
    "claim.list",
    "claim.text",
    "claim.claimant",
    "sentiment.list",
    "sentiment.polarity",
    "sentiment.target",
    "sentiment.whole",
    "check.status",
    "check.verdict",
    "check.conclusion",
    "check.justification",
    "check.as_of",
    "evidence.card",
    "progress.cancel",
}
"""The fields that Tab comes to, by their names or those of the rows they stand in."""


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory):
    """The sample project, with labels of every kind."""
    folder = tmp_path_factory.mktemp("sample")
    return sample.ensure(folder, folder / "seen", "Ana")


@pytest.fixture
def full(sample_file, window_of):
    """The window of the sample project, at an article with a sentiment and a check."""
    store = open_project(sample_file, sample_file.parent / "seen")
    store.sign_in("Ana")
    window = window_of(Workspace(store, sample_file))
    window.progress.begin("Import 2 articles", 2)
    return window


def is_of_qt(widget):
    above = [widget, widget.parentWidget()]
    classes = {each.metaObject().className() for each in above if each}
    return bool(classes.intersection(QT_OWN)) or widget.objectName() in QT_NAMES


def unnamed(root):
    """Return every widget that takes keys or clicks, and has no name to be read aloud.

    What is folded away counts; what is hidden itself is nothing yet, such as a warning of nothing.
    """
    found = []
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        takes = (takes or isinstance(widget, QAbstractButton)) and not widget.isHidden()
        if takes and not is_of_qt(widget):
            spoken = QAccessible.queryAccessibleInterface(widget)
            if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
                found.append((type(widget).__name__, widget.objectName()))
    return found


def chain(window, key):
    """Press a key until the keyboard is where it began; return all it came to, in order."""
    found = [window.focusWidget()]
    while len(found) == 1 or found[-1] is not found[0]:
        QTest.keyClick(found[-1], key)
        found.append(window.focusWidget())
        assert len(found) < 150, "Tab goes round without coming back"
    return found[:-1]


def names(widgets):
    """Return the names of widgets and of all they stand in."""
    found = set()
    for widget in widgets:
        above = widget
        while above is not None:
            found.add(above.objectName())
            above = above.parentWidget()
    return found


def test_everything_in_the_window_has_a_name(full):
    full.desk.sentiment.begin()
    full.desk.fact_check.add_evidence()
    full.finding.bar.begin("words")

    assert unnamed(full) == []


def test_every_action_has_words(full):
    actions = [
        action
        for action in [*full.actions_.all(), *full.findChildren(QAction)]
        if not (action.isSeparator() or action.menu() or action.objectName().startswith("_q_"))
    ]

    assert len(actions) > 60
    assert [action.objectName() for action in actions if not action.text()] == []


def test_the_lists_that_open_over_the_window_have_names(full):
    assert unnamed(full.palette_) == []
    assert unnamed(full.finding.claims) == []


def test_the_welcome_page_has_names(qtbot, preferences, theme, sample_file):
    preferences.put(preferences.settings.with_recent(str(sample_file)))
    page = WelcomePage(preferences, theme)
    qtbot.addWidget(page)
    page.show()

    assert unnamed(page) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda window: NewProjectDialog(parent=window),
        lambda window: ImportArticles(window.workspace.reader, [ARTICLE], window),
        lambda window: ExportLabels(window.workspace, window),
        lambda window: ArticleDetails(window.workspace, window.desk.focus.article, window),
        lambda window: KeysSheet(key_sheet(), window),
        About,
        lambda window: Message(window, "A sentence.", ["One", "Two"], "details"),
    ],
    ids=["new", "import", "export", "details", "keys", "about", "message"],
)
def test_every_dialog_has_names(full, make):
    dialog = make(full)
    dialog.show()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    assert unnamed(dialog) == []
    assert dialog.windowTitle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_comes_to_everything_and_back(full, key):
    full.arrangement.column.set_names(["claims", "sentiment", "fact_check"], [])
    full.desk.focus.pick_mark(full.desk.focus.sentiments[0].sentiment.id)
    full.finding.button.setFocus()

    assert names(chain(full, key)) >= REACHED


@pytest.mark.parametrize(
    ("kind", "first", "count"), [("claims", "claim.text", 10), ("fact_check", "check.status", 9)]
)
def test_tab_goes_through_a_panel_as_the_eye_does(full, kind, first, count):
    panel = getattr(full.desk, kind)
    full.arrangement.column.set_names([kind], [])
    panel.findChild(QWidget, first).setFocus()
    stops = []
    while panel.isAncestorOf(here := full.focusWidget()):
        stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)

    QApplication.processEvents()
    heights = [stop.mapTo(panel, QPoint()).y() for stop in stops]
    assert len(stops) >= count
    assert heights == sorted(heights)
