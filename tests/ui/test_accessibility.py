"""Everything has a name for a screen reader, and everything can be reached by keyboard."""

import pytest
from heard import faults, missed
from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget

from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.keys import KeysSheet
from annotator.ui.dialogs.message import Message
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.welcome import WelcomePage
from annotator.ui.widgets.choice_button import ChoiceButton

ARTICLE = sample.source().parent / "tour" / "late-edition.txt"
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
    "sentiment.whole",
    "check.status",
    "check.verdict",
    "check.conclusion",
    "check.justification",
    "check.as_of",
    "evidence.list",
    "progress.cancel",
}
"""The fields that Tab comes to, by their names or those of the rows they stand in."""


@pytest.fixture
def full(sample_file, window_of):
    """The window of the sample project, at an article with a sentiment and a check."""
    store = open_project(sample_file, sample_file.parent / "seen")
    store.sign_in("Ana")
    window = window_of(Workspace(store, sample_file))
    window.progress.begin("Import 2 articles", 2)
    return window


def chain(window, key):
    """Press a key until the keyboard is where it began; return all it came to, in order."""
    found = [window.focusWidget()]
    while len(found) == 1 or found[-1] is not found[0]:
        if found[-1] is window.desk.text:  # Tab goes through its marks; F7 to F9 lead out of it
            window.desk.text.focusNextPrevChild(key == Qt.Key.Key_Tab)
        else:
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

    assert missed(full) == []


def test_enter_presses_whatever_button_has_the_keyboard(full):
    full.desk.fact_check.add_evidence()
    full.finding.bar.begin("words")
    buttons = [
        button
        for button in full.findChildren(QPushButton)
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and button.isEnabled()
        and not isinstance(button, ChoiceButton)  # there it goes on to the next field
    ]
    deaf = []
    for button in buttons:
        button.blockSignals(True)  # what it does is shown elsewhere
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)
        if not event.isAccepted():
            deaf.append(button.objectName() or button.text())

    assert len(buttons) > 10
    assert deaf == []


def test_every_action_has_words(full):
    actions = [
        action
        for action in [*full.actions_.all(), *full.findChildren(QAction)]
        if not (action.isSeparator() or action.menu() or action.objectName().startswith("_q_"))
    ]

    assert len(actions) > 60
    assert [action.objectName() for action in actions if not action.text()] == []


def test_the_lists_that_open_over_the_window_have_names(full):
    assert missed(full.finding.everything) == []
    assert missed(full.finding.claims) == []


def test_the_welcome_page_has_names(qtbot, preferences, theme, sample_file):
    preferences.put(preferences.settings.with_recent(str(sample_file)))
    page = WelcomePage(preferences, theme)
    qtbot.addWidget(page)
    page.show()

    assert missed(page) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda window: NewProjectDialog(parent=window),
        lambda window: ImportArticles(window.workspace.reader, [ARTICLE], window),
        lambda window: ExportLabels(window.workspace, window),
        lambda window: ArticleDetails(window.workspace, window.desk.focus.article, window),
        lambda window: KeysSheet(key_sheet(window.actions_.declared()), window),
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

    assert missed(dialog) == []
    assert dialog.windowTitle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_comes_to_everything_and_back(full, key):
    full.arrangement.column.set_names(["claims", "sentiment", "fact_check"], [])
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
    # the ways to more evidence come after what there is of it
    read = [
        stop for stop in stops if stop.objectName() not in {"evidence.add", "evidence.quote_this"}
    ]
    tops = [stop.mapTo(panel, QPoint()).y() for stop in read]
    ends = [top + stop.height() for top, stop in zip(tops, read, strict=True)]
    assert len(stops) >= count
    # fields of a line are centred on it, and need not be of one height
    assert all(end > top for top, end in zip(tops[:-1], ends[1:], strict=True))


def test_tab_comes_to_the_fields_of_a_sentiment(full):
    full.arrangement.column.set_names(["sentiment"], [])
    full.desk.focus.pick_mark(full.desk.focus.sentiments[0].sentiment.id)
    full.desk.sentiment.findChild(QWidget, "sentiment.list").setFocus()
    stops = []
    while full.desk.sentiment.isAncestorOf(here := full.focusWidget()):
        stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)

    assert names(stops) >= {"sentiment.polarity", "sentiment.target", "sentiment.note"}


@pytest.fixture
def announced(monkeypatch):
    """All that a screen reader is to say at once."""
    said = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    return said


def test_what_the_status_line_says_is_announced(full, announced):
    full.status.tell("Copied.")

    assert announced == ["Copied."]


def test_an_error_is_told_of_the_field_it_is_about(full):
    date = full.desk.claims.findChild(QWidget, "claim.date")
    date.line.setFocus()
    QTest.keyClicks(date.line, "some day")
    date.line.flush()

    spoken = QAccessible.queryAccessibleInterface(date.line)
    assert "“some” is not a month" in spoken.text(QAccessible.Text.Description)


def test_rows_that_took_the_place_of_others_are_listened_to(qtbot):
    rows = QStringListModel(["Add claim C1", "Add claim C2"])
    view = QListView()
    view.setAccessibleName("Steps")
    view.setModel(rows)
    qtbot.addWidget(view)
    assert list(faults(view)) == []

    rows.setStringList(["Undone: Add claim C2", "Add claim C1"])

    assert list(faults(view)) == []
