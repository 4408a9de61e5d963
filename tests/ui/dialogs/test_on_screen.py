"""Every dialog fits a small screen, and nothing in it is out of reach."""

import gc
import weakref

import cut_texts
import pytest
import shiboken6
from dialog_kinds import dialog_kinds
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTreeView,
    QWidget,
)

from annotator import i18n
from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.importers import Draft
from annotator.importers import codebook as codebooks
from annotator.importers.omitted_content import PageText
from annotator.language.repairs.proposing import proposals
from annotator.operations.codebook_import import differences, import_codebook
from annotator.operations.found_drafts import SeveralLists, look
from annotator.operations.label_files import LabelFile
from annotator.operations.printing import PrintOptions
from annotator.operations.similar_texts import SimilarText
from annotator.operations.table_changes import CellChange, State, TableDiff
from annotator.operations.table_subjects import SUBJECTS
from annotator.ui.application.actions import declared_by
from annotator.ui.application.manual import CONTENTS, page_about
from annotator.ui.application.settings import Preferences, Settings
from annotator.ui.commands.finding import FindCommands
from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.commands.labelling import LabellingCommands
from annotator.ui.dialogs import article_details, keys, on_screen
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.codebook_editor import CodebookEditor
from annotator.ui.dialogs.codebook_import import CodebookImport
from annotator.ui.dialogs.compare_wordings import CompareWordings
from annotator.ui.dialogs.correct_text import CorrectText
from annotator.ui.dialogs.dialog_widgets import keep_on_screen
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.history import HistoryDialog
from annotator.ui.dialogs.import_labels import ImportLabels
from annotator.ui.dialogs.keys import KeysSheet
from annotator.ui.dialogs.manual_window import ManualWindow
from annotator.ui.dialogs.merge_label import MergeLabel
from annotator.ui.dialogs.message import Message
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.dialogs.new_scheme import NewSchemeDialog
from annotator.ui.dialogs.occurrences import Occurrences
from annotator.ui.dialogs.omitted_passages import OmittedPassages
from annotator.ui.dialogs.print_dialog import PrintDialog
from annotator.ui.dialogs.publisher import PublisherDialog
from annotator.ui.dialogs.repairs import RepairText
from annotator.ui.dialogs.report_dialog import ReportDialog, ReportOptions
from annotator.ui.dialogs.restore import RestoreDialog
from annotator.ui.dialogs.scheme_list import SchemeList
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.dialogs.version_offer import VersionOffer
from annotator.ui.dialogs.versions import TextVersions
from annotator.ui.dialogs.waiting import SavingDialog, WaitingDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.dialogs.work import Outcome, Work
from annotator.ui.importing.column_match import ColumnMatch
from annotator.ui.importing.encoding_choice import EncodingChoice
from annotator.ui.importing.from_link import FromLink
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.importing.import_report import ImportReport, ReportLine
from annotator.ui.importing.list_choice import ListChoice
from annotator.ui.importing.side_by_side import SideBySide
from annotator.ui.models.wordings import wordings
from annotator.ui.project.backups import Backups
from annotator.ui.project.pending import DialogText
from annotator.ui.project.saving import Save
from annotator.ui.views.numbers import NumbersWindow
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.screen import popup_place
from annotator.ui.window.look import Look

SENTENCE = "“Summit.annotator” is open in another window of this computer since nine o'clock. "
TEXT = "The premier said on Thursday that no guarantees were given to anyone at all.\n" * 9
DRAFT = Draft(
    headline="Żółć", text=TEXT, original=TEXT.encode(), encoding="utf-8", file_name="a.txt"
)
BROKEN = "He left.She stayed.\n" * 20
NAMED = replace(DRAFT, headline=SENTENCE * 2, text=f"{TEXT}More.", file_name=f"{SENTENCE}.txt")
TABLE = "a,b\n" + f"{TEXT.splitlines()[0]},2\n" * 3


def key_lines():
    """Return the lines of the sheet of keys, those of most groups."""
    commands = (LabellingCommands, FindCommands, Look)
    return key_sheet([each for part in commands for each in declared_by(part).values()])


THEIRS = replace(codebooks.named("standard")[0], title=SENTENCE)
_CHANGE = CellChange(
    Claim(text="x", created_by="a"),
    Claim,
    SUBJECTS["claims"][0].fields[0],
    SENTENCE,
    SENTENCE,
    State.CLASHING,
    "C1",
)
LABEL_FILE = LabelFile(
    (SENTENCE,),
    (SENTENCE,) * 9,
    diff=TableDiff((_CHANGE,) * 20, (), 3, ()),
    as_suggestions=LabelFile((SENTENCE,), ()),
)
OPENED = {
    About: lambda desk: About(),
    ArticleDetails: lambda desk: ArticleDetails(desk.workspace, desk.article),
    CodebookEditor: lambda desk: CodebookEditor(desk.workspace),
    CodebookImport: lambda desk: CodebookImport(
        "x.toml", differences(import_codebook(desk.workspace.codebook, [THEIRS], "x"), [THEIRS])
    ),
    ColumnMatch: lambda desk: ColumnMatch(desk.table()),
    CompareWordings: lambda desk: CompareWordings(desk.claim, desk.wordings(), 0),
    CorrectText: lambda desk: CorrectText(desk.article, TEXT, desk.unfinished()),
    EncodingChoice: lambda desk: EncodingChoice(DRAFT),
    ExportLabels: lambda desk: ExportLabels(desk.workspace),
    HistoryDialog: lambda desk: desk.history(),
    FromLink: lambda desk: FromLink(Preferences(desk.folder)),
    ImportArticles: lambda desk: ImportArticles(desk.workspace.reader, [DRAFT, NAMED]),
    ImportLabels: lambda desk: ImportLabels("a.csv", LABEL_FILE),
    ImportReport: lambda desk: ImportReport([ReportLine("refused", "a.txt", SENTENCE)] * 40),
    KeysSheet: lambda desk: KeysSheet(key_lines()),
    ListChoice: lambda desk: ListChoice(SeveralLists(desk.folder / "x.json", (desk.table(),) * 9)),
    Occurrences: lambda desk: Occurrences(TEXT, TEXT[:9], [Span(0, 9), Span(10, 15)] * 9),
    OmittedPassages: lambda desk: OmittedPassages(desk.page(), "A1"),
    MergeLabel: lambda desk: MergeLabel(THEIRS, replace(THEIRS.labels[0], name=SENTENCE), 9),
    Message: lambda desk: Message(None, SENTENCE * 9, ["Open read-only", "Try again"], TEXT),
    NewProjectDialog: lambda desk: NewProjectDialog(desk.folder),
    NewSchemeDialog: lambda desk: NewSchemeDialog(),
    PrintDialog: lambda desk: PrintDialog("Print article", "Print…", PrintOptions()),
    ReportDialog: lambda desk: ReportDialog("Report", ReportOptions()),
    PublisherDialog: lambda desk: PublisherDialog(desk.workspace.reader, [desk.article] * 9),
    RepairText: lambda desk: RepairText(desk.article, BROKEN, proposals(BROKEN, "en")),
    RestoreDialog: lambda desk: desk.backups(),
    SettingsDialog: lambda desk: SettingsDialog(SettingsScope(Preferences(desk.folder))),
    SideBySide: lambda desk: SideBySide(
        ("A1", TEXT), ("“b.txt”", TEXT + "More."), SimilarText("A1", "h", 99, "id", "link")
    ),
    TextVersions: lambda desk: TextVersions(desk.workspace.reader, desk.article),
    Work: lambda desk: Work(None, "Check “Summit”", lambda: iter([Outcome(SENTENCE, (TEXT,) * 9)])),
    WhoDialog: lambda desk: WhoDialog(["Ana", "Zoe"], "Ana"),
    VersionOffer: lambda desk: VersionOffer(desk.article, DRAFT, TEXT, []),
    NumbersWindow: lambda desk: desk.numbers(),
    WaitingDialog: lambda desk: WaitingDialog(SENTENCE),
    SavingDialog: lambda desk: SavingDialog(Save(iter(()), name=SENTENCE)),
}
IN_NO_PAGE = {About, Message, Work, WaitingDialog, SavingDialog}  # they are about anything
# 1366 × 768 pixels at 100, 125, 150 and 200 %, without a task bar and what is around a window
LAPTOP = QSize(1358, 648)
ROOMS = (QSize(1084, 534), QSize(902, 432), QSize(675, 304))
# the type of the interface, in what usual type is, and the rooms that it is tried in
TYPES = [
    *((1.0, (LAPTOP, *ROOMS)), (1.25, (LAPTOP, ROOMS[0])), (1.5, (LAPTOP, ROOMS[1]))),
    (2.0, (LAPTOP,)),
]
LARGE = QSize(4000, 3000)


class Desk:
    """What the dialogs are about."""

    def __init__(self, workspace, claim, article, request):
        self.workspace, self.claim = workspace, claim
        self.article, self.request = article, request
        self.folder = request.getfixturevalue("tmp_path")

    def wordings(self):
        """Return how each article words the claim."""
        return wordings(self.workspace.reader, self.workspace.codebook, self.claim)

    def numbers(self):
        """Return the numbers, counted."""
        numbers = NumbersWindow(self.workspace)
        numbers.show_numbers()
        return numbers

    def history(self):
        """Return the history of the claim."""
        dialog = HistoryDialog(self.workspace)
        dialog.show_history(self.claim, self.article, chosen=self.claim)
        return dialog

    def table(self):
        """Return a table whose columns are a guess."""
        path = self.folder / "t.csv"
        path.write_text(TABLE, "utf-8")
        (found,) = look(path)
        return found

    def backups(self):
        """Show the backups of a project in a file."""
        return RestoreDialog(Backups(self.request.getfixturevalue("backed_up"), Settings))

    def unfinished(self):
        """Return where what is written into a dialog is kept."""
        return DialogText(self.workspace.pending, "text", "correct.text", "correction")

    def page(self):
        """Return a page of which something was left out."""
        aside = "<aside>A cat was rescued from a very tall tree</aside>"
        body = f"<html><body><p>{TEXT}</p>{aside * 9}</body></html>"
        return PageText(body.encode(), "p.html", "", (TEXT,))


@pytest.fixture(params=TYPES, ids=lambda param: f"{param[0]:.0%}")
def rooms(request, set_type):
    """The rooms for dialogs in which a size of type is tried, as the desktop has it."""
    set_type(request.param[0])
    return request.param[1]


@pytest.fixture
def desk(workspace, claim, article, request):
    """What the dialogs are about."""
    return Desk(workspace, claim, article, request)


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
def test_a_dialog_fits_a_small_screen(kind, rooms, desk, qtbot, monkeypatch):
    for room in rooms:
        for module in (on_screen, keys):
            monkeypatch.setattr(module, "room_for", lambda _, room=room: room)
        dialog = OPENED[kind](desk)
        qtbot.addWidget(dialog)
        dialog.show()
        QThreadPool.globalInstance().waitForDone()
        for _ in range(3):
            QApplication.processEvents()

        assert dialog.size() == dialog.size().boundedTo(room), room
        assert not list(out_of_reach(dialog)), room
        assert not list(cut(dialog)), room
        if room == LAPTOP and (len(rooms) > 1 or not i18n.language().startswith("qps")):
            assert cut_texts.cut(dialog) == []  # in longer words and double type a table scrolls
        for button in dialog.findChildren(QPushButton):
            if button.isDefault():
                assert dialog.rect().contains(in_dialog(button)), room
        dialog.close()


@pytest.mark.parametrize("kind", [NumbersWindow, HistoryDialog])
def test_last_row_of_buttons_is_not_scrolled_away(kind, set_type, desk, qtbot, monkeypatch):
    monkeypatch.setattr(on_screen, "room_for", lambda _: LAPTOP)
    set_type(2.0)
    dialog = OPENED[kind](desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    (close,) = [each for each in dialog.findChildren(QPushButton) if each.text() == tr("Close")]
    assert dialog.rect().contains(in_dialog(close))
    assert scrolled(close) is None
    dialog.done(0)


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
def test_a_dialog_in_double_type_is_nearly_twice_as_wide(kind, set_type, desk, qtbot, monkeypatch):
    widths = []
    for module in (on_screen, keys, article_details):
        monkeypatch.setattr(module, "room_for", lambda _: LARGE)
    for size in (1, 2):
        set_type(size)
        dialog = OPENED[kind](desk)
        qtbot.addWidget(dialog)
        dialog.show()
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()
        widths.append(dialog.width())
        for tree in dialog.findChildren(QTreeView):
            row = tree.visualRect(tree.model().index(0, 0))
            assert row.height() >= tree.fontMetrics().height()
        dialog.close()

    assert widths[1] > 1.7 * widths[0]


def wanted(rows):
    """Return how high the rows of a list are together, as they ask for it."""
    return sum(map(rows.sizeHintForRow, range(rows.count())))


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
def test_rows_of_a_list_have_the_room_that_their_style_asks_for(kind, desk, qtbot):
    dialog = OPENED[kind](desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    for rows in dialog.findChildren(QListWidget):
        # Qt lays them out anew a while after a scroll bar made them narrower
        qtbot.waitUntil(lambda rows=rows: rows.contentsSize().height() >= wanted(rows))
    dialog.done(0)


def test_rows_of_a_list_wrap_anew_when_it_becomes_narrower(desk, qtbot):
    dialog = OPENED[CodebookEditor](desk)
    qtbot.addWidget(dialog)
    dialog.show()
    rows = dialog.findChild(SchemeList)
    qtbot.waitUntil(lambda: rows.contentsSize().height() == wanted(rows))
    before = wanted(rows)

    rows.setFixedWidth(rows.width() // 2)

    qtbot.waitUntil(lambda: wanted(rows) > before)
    qtbot.waitUntil(lambda: rows.contentsSize().height() == wanted(rows))
    dialog.done(0)


@pytest.mark.parametrize("kind", sorted({*OPENED} - IN_NO_PAGE, key=str), ids=lambda k: k.__name__)
def test_the_manual_has_a_page_about_a_dialog(kind, desk, qtbot):
    dialog = OPENED[kind](desk)
    qtbot.addWidget(dialog)

    assert page_about(dialog) != CONTENTS
    dialog.done(0)


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
def test_only_a_button_of_the_last_row_is_what_enter_does(kind, desk, qtbot):
    dialog = OPENED[kind](desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    row = {each for box in dialog.findChildren(QDialogButtonBox) for each in box.buttons()}
    buttons = dialog.findChildren(QPushButton)

    assert [each.text() for each in buttons if each.isDefault() and each not in row] == []
    assert [each.text() for each in buttons if each.autoDefault() and each not in row] == []
    dialog.done(0)


def test_the_keyboard_goes_where_it_went_in_a_dialog_that_scrolls(desk, qtbot, monkeypatch):
    def order():
        dialog = NewProjectDialog(desk.folder)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        names = []
        for _ in range(9):
            names.append(QApplication.focusWidget().objectName())
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        return names

    usual = order()
    monkeypatch.setattr(on_screen, "room_for", lambda _: ROOMS[-1])

    assert order() == usual


def test_a_dialog_that_grows_at_the_edge_is_moved_back_onto_the_screen(qtbot, qapp):
    work = Work(None, "Check project", lambda: iter([Outcome("Found:", ("A is odd.",))]))
    qtbot.addWidget(work)
    work.show()
    work.move(300, 640)
    work.start()

    qtbot.waitUntil(lambda: work.outcome is not None)
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: work.findChild(QWidget, "work.lines").isVisible())
    assert qapp.primaryScreen().availableGeometry().contains(work.frameGeometry())


def test_a_dialog_that_goes_before_it_has_grown_is_let_go(qapp):
    dialog = ReportDialog("Report", ReportOptions())
    dialog.show()
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LayoutRequest))
    kept = weakref.ref(keep_on_screen(dialog))

    shiboken6.delete(dialog)
    del dialog
    qapp.processEvents()
    gc.collect()

    assert kept() is None


def test_the_keys_stand_in_one_column_where_two_have_no_room(qtbot, monkeypatch):
    lines = key_lines()
    wide_room = QSize(1366, 768)
    monkeypatch.setattr(keys, "room_for", lambda _: wide_room)
    wide = KeysSheet(lines)
    qtbot.addWidget(wide)
    monkeypatch.setattr(keys, "room_for", lambda _: QSize(683, 384))
    narrow = KeysSheet(lines)
    qtbot.addWidget(narrow)

    assert narrow.width() < 683 < wide.width()


def test_every_dialog_is_tried():
    assert dialog_kinds() - {ManualWindow} == set(OPENED)  # which is made smaller


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (QRect(20, 20, 300, 200), QRect(20, 20, 300, 200)),
        (QRect(700, 700, 300, 200), QRect(500, 600, 300, 200)),
        (QRect(-90, -10, 300, 200), QRect(0, 0, 300, 200)),
        (QRect(700, 700, 3000, 2000), QRect(0, 0, 800, 800)),
    ],
)
def test_a_popup_stays_on_the_screen(qapp, wanted, shown):
    assert qapp.primaryScreen().availableGeometry() == QRect(0, 0, 800, 800)

    assert popup_place(wanted) == shown


def out_of_reach(dialog):
    """Yield what cannot be seen whole, not even by scrolling."""
    for part in dialog.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton) and part.isVisible() and not inner(part):
            seen = reachable(part)
            least = part.minimumSizeHint()
            if not seen or part.width() < least.width() or part.height() < least.height():
                yield part.objectName(), part.text(), part.size(), least


def reachable(part):
    """Return whether a part is seen whole, if need be by scrolling what it is in."""
    around = scrolled(part)
    if around is None:
        return part.window().rect().contains(in_dialog(part))
    inside = around.widget()
    sideways = around.horizontalScrollBarPolicy() is not _NEVER
    place = QRect(part.mapTo(inside, QPoint()), part.size())
    is_inside = sideways or inside.width() <= around.viewport().width()
    return is_inside and inside.rect().contains(place) and reachable(around)


def cut(dialog):
    """Yield the words that have less room than they need."""
    for part in dialog.findChildren(QWidget):
        if not part.isVisible() or inner(part):
            continue
        needed = 0
        if isinstance(part, QLabel) and part.wordWrap():
            if part.heightForWidth(part.width()) > part.height():
                yield part.text(), part.size()
        elif isinstance(part, QPushButton | QCheckBox | QComboBox | QLabel):
            needed = part.sizeHint().width()
        elif isinstance(part, QLineEdit) or (isinstance(part, AutoText) and part.height() < 40):
            needed = part.fontMetrics().horizontalAdvance(part.placeholderText()) + _PADDING
        if needed > part.width():
            yield part.objectName(), part.size(), needed


_PADDING = 14  # in a field, left and right
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def inner(part):
    """Return whether a part belongs to a list, a table or a field, which scroll by themselves."""
    while part := part.parentWidget():
        if isinstance(part, QAbstractScrollArea):
            return not isinstance(part, QScrollArea)
    return False


def scrolled(part):
    """Return what scrolls a part."""
    while part := part.parentWidget():
        if isinstance(part, QScrollArea):
            return part
    return None


def in_dialog(part):
    return QRect(part.mapTo(part.window(), QPoint()), part.size())
