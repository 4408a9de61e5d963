"""In a language that nobody speaks no dialog has a word of English, and nothing in it is cut."""

from pathlib import Path

import pytest
from dialog_kinds import dialog_kinds
from foreign import foreign, foreign_schemes
from msgspec.structs import replace
from PySide6.QtCore import QMargins, QSize, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
)
from shown_texts import cut, has_english, painted, untranslated

from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.importers import Draft
from annotator.importers.codebook import shipped
from annotator.importers.omitted_content import PageText
from annotator.language.repairs.proposing import proposals
from annotator.operations.codebook_import import differences, import_codebook
from annotator.operations.found_drafts import SeveralLists, look
from annotator.operations.import_report import ReportLine
from annotator.operations.label_files import LabelFile
from annotator.operations.printing import PrintOptions
from annotator.operations.similar_texts import SimilarText
from annotator.operations.table_changes import CellChange, State, TableDiff
from annotator.operations.table_subjects import SUBJECTS
from annotator.operations.text_versions import mark_outcomes, repaired, replaced
from annotator.ui.application.actions import declared_by
from annotator.ui.application.settings import Preferences, Settings
from annotator.ui.application.shortcuts import shown_key
from annotator.ui.commands.finding import FindCommands
from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.commands.labelling import LabellingCommands, Marking
from annotator.ui.dialogs import codebook_choice, keys, new_project, on_screen, settings_reading
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.codebook_editor import CodebookEditor
from annotator.ui.dialogs.codebook_import import CodebookImport
from annotator.ui.dialogs.compare_wordings import CompareWordings
from annotator.ui.dialogs.correct_text import CorrectText
from annotator.ui.dialogs.dialog_widgets import margins, text_label
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.export_run import ExportRun
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
from annotator.ui.importing.import_report import ImportReport
from annotator.ui.importing.list_choice import ListChoice
from annotator.ui.importing.side_by_side import SideBySide
from annotator.ui.importing.watched_bar import WatchedBar
from annotator.ui.models.wordings import wordings
from annotator.ui.project.backups import Backups
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.pending import DialogText
from annotator.ui.project.saving import Save
from annotator.ui.views.numbers import NumbersWindow
from annotator.ui.widgets import spelling_menu
from annotator.ui.widgets.fold import Fold
from annotator.ui.widgets.text_editor import TextEditor

TEXT = "Прем’єр сказав у четвер, що гарантій не дав нікому.\n" * 9
BROKEN = "Він пішов.Вона  залишилась.\n" * 9
DRAFT = Draft(
    headline="Саміт", text=TEXT, original=TEXT.encode(), encoding="utf-8", file_name="а.тхт"
)
TABLE = "а,б\n" + f"{TEXT.splitlines()[0]},2\n" * 3
ROOM = QSize(1358, 648)  # of 1366 × 768 pixels, without a task bar and what is around a window


class Desk:
    """What the dialogs are about; nothing of it is English."""

    def __init__(self, workspace, focus, article, request):
        self.workspace, self.focus = workspace, focus
        self.article, self.request = article, request
        self.folder = request.getfixturevalue("tmp_path")

    def claim(self):
        """Return a claim that two passages make."""
        for start in (0, 60):
            self.focus.select((Span(start, start + 40),))
            marking = Marking(self.focus)
            marking.add_mention(self.focus.claim) if start else marking.add_claim()
        return self.focus.claim

    def wordings(self, claim):
        """Return how the article words the claim."""
        return wordings(self.workspace.reader, self.workspace.codebook, claim)

    def compare(self):
        """Show how the article words a claim."""
        claim = self.claim()
        return CompareWordings(claim, self.wordings(claim), 0)

    def numbers(self):
        """Return the numbers, counted."""
        numbers = NumbersWindow(self.workspace)
        numbers.show_numbers()
        return numbers

    def history(self):
        """Show the history of a claim."""
        dialog, claim = HistoryDialog(self.workspace), self.claim()
        dialog.show_history(claim, self.article, chosen=claim)
        return dialog

    def versions(self):
        """Show the versions of a text that was repaired."""
        reader, me = self.workspace.reader, self.workspace.annotator.id
        self.workspace.do(repaired(reader, self.article, proposals(BROKEN, "uk"), me))
        return TextVersions(reader, self.article)

    def offer(self):
        """Show an article that came again with other words where a claim was."""
        self.claim()
        text = BROKEN.replace("пішов", "поїхав", 1)
        draft = replace(DRAFT, text=text, original=text.encode())
        reader, me = self.workspace.reader, self.workspace.annotator.id
        outcomes = mark_outcomes(reader, replaced(reader, self.article, draft, me))
        return VersionOffer(self.article, draft, BROKEN, outcomes)

    def table(self):
        """Return a table whose columns are a guess."""
        path = self.folder / "т.csv"
        path.write_text(TABLE, "utf-8")
        (found,) = look(path)
        return found

    def sources(self):
        """Return a page, two texts that are much alike, and a file that cannot be read."""
        page, broken = self.folder / "п.html", self.folder / "а.docx"
        page.write_bytes(f"<html><body><p>{TEXT}</p><aside>{TEXT}</aside></body></html>".encode())
        broken.write_bytes(b"PK")
        return [page, DRAFT, replace(DRAFT, text=f"{TEXT}Ще."), broken]

    def backups(self):
        """Show the backups of a project in a file."""
        return RestoreDialog(Backups(self.request.getfixturevalue("backed_up"), Settings))

    def unfinished(self):
        """Return where what is written into a dialog is kept."""
        return DialogText(self.workspace.pending, "text", "correct.text", "correction")

    def page(self):
        """Return a page of which something was left out."""
        aside = "<aside>Кота врятували з дуже високого дерева в центрі</aside>"
        body = f"<html><body><p>{TEXT}</p>{aside * 9}</body></html>"
        return PageText(body.encode(), "п.html", "", (TEXT,))


def key_lines():
    """Return the lines of the sheet of keys, those of most groups."""
    commands = (LabellingCommands, FindCommands)
    return key_sheet([each for part in commands for each in declared_by(part).values()])


FIRST, *OTHERS = foreign_schemes()
CODED = replace(
    FIRST, labels=tuple(replace(each, code=foreign(each.code)) for each in FIRST.labels)
)
THEIRS = replace(CODED, title="Саміт")
_CHANGE = CellChange(
    Claim(text="x", created_by="a"),
    Claim,
    SUBJECTS["claims"][0].fields[0],
    "Саміт",
    "Саміт",
    State.CLASHING,
    "C1",
)
LABEL_FILE = LabelFile(
    ("Саміт",),
    ("Саміт",) * 9,
    diff=TableDiff((_CHANGE,) * 20, (), 3, ()),
    as_suggestions=LabelFile(("Саміт",), ()),
)
OPENED = {
    About: lambda desk: About(),
    ArticleDetails: lambda desk: ArticleDetails(desk.workspace, desk.article),
    CodebookEditor: lambda desk: CodebookEditor(desk.workspace),
    CodebookImport: lambda desk: CodebookImport(
        "х", differences(import_codebook(desk.workspace.codebook, [THEIRS], "х"), [THEIRS])
    ),
    ColumnMatch: lambda desk: ColumnMatch(desk.table(), "1 / 3"),
    CompareWordings: lambda desk: desk.compare(),
    CorrectText: lambda desk: CorrectText(desk.article, TEXT, desk.unfinished()),
    EncodingChoice: lambda desk: EncodingChoice(DRAFT),
    ExportLabels: lambda desk: ExportLabels(desk.workspace),
    FromLink: lambda desk: FromLink(Preferences(desk.folder)),
    HistoryDialog: lambda desk: desk.history(),
    ImportArticles: lambda desk: ImportArticles(desk.workspace.reader, [DRAFT, DRAFT]),
    ImportLabels: lambda desk: ImportLabels("a.csv", LABEL_FILE),
    ImportReport: lambda desk: ImportReport([ReportLine("refused", "а", "Саміт")] * 40),
    KeysSheet: lambda desk: KeysSheet(key_lines()),
    Occurrences: lambda desk: Occurrences(TEXT, TEXT[:9], [Span(0, 9), Span(10, 15)] * 9),
    OmittedPassages: lambda desk: OmittedPassages(desk.page(), "A1"),
    ListChoice: lambda desk: ListChoice(SeveralLists(desk.folder / "х.json", (desk.table(),) * 9)),
    MergeLabel: lambda desk: MergeLabel(THEIRS, THEIRS.labels[0], 9),
    Message: lambda desk: Message(None, tr("No problems found."), [N_("Close")], TEXT),
    NewProjectDialog: lambda desk: NewProjectDialog(desk.folder),
    NewSchemeDialog: lambda desk: NewSchemeDialog(),
    PrintDialog: lambda desk: PrintDialog(tr("Print article"), tr("Print…"), PrintOptions()),
    ReportDialog: lambda desk: ReportDialog(tr("Report on the project"), ReportOptions()),
    PublisherDialog: lambda desk: PublisherDialog(desk.workspace.reader, [desk.article] * 9),
    RepairText: lambda desk: RepairText(desk.article, BROKEN, proposals(BROKEN, "uk")),
    RestoreDialog: lambda desk: desk.backups(),
    SettingsDialog: lambda desk: SettingsDialog(SettingsScope(Preferences(desk.folder))),
    SideBySide: lambda desk: SideBySide(
        ("A1", TEXT), ("«б.тхт»", TEXT + "Ще."), SimilarText("A1", "h", 99, "id", "link")
    ),
    TextVersions: lambda desk: desk.versions(),
    Work: lambda desk: Work(
        None, tr("Check project"), lambda: iter([Outcome(tr("No problems found."), (TEXT,))])
    ),
    VersionOffer: lambda desk: desk.offer(),
    WhoDialog: lambda desk: WhoDialog(["Ганна", "Оля"], "Ганна"),
    NumbersWindow: lambda desk: desk.numbers(),
    WaitingDialog: lambda desk: WaitingDialog("Шукаємо, де є мітка"),
    SavingDialog: lambda desk: SavingDialog(Save(iter(()), name="Ганна")),
}


@pytest.fixture(scope="module")
def schemes():
    """The codebook in other letters, also the codes of the scheme that is shown first."""
    return [CODED, *OTHERS]


@pytest.fixture
def article(pseudo, store, add_article):
    """An article without a word of English."""
    store.sign_in("Ана")
    return add_article(BROKEN, headline="Саміт", file_name="а.тхт")


@pytest.fixture
def desk(workspace, focus, article, request, monkeypatch):
    """What the dialogs are about, on a laptop."""
    for module in (on_screen, keys):
        monkeypatch.setattr(module, "room_for", lambda _: ROOM)
    monkeypatch.setattr(new_project, "shipped", foreign_codebooks)
    monkeypatch.setattr(codebook_choice, "load", lambda _: foreign_schemes())
    monkeypatch.setattr(spelling_menu, "tags", lambda: ("uk",))  # each is in its own language
    monkeypatch.setattr(settings_reading, "families", dict)  # names
    return Desk(workspace, focus, article, request)


def foreign_codebooks():
    """Return the codebooks that come with the program, in Cyrillic letters."""
    return [
        replace(file, name=foreign(file.name), description=foreign(file.description))
        for file in shipped()
    ]


def process_events():
    """Let workers end and layouts be done."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def test_every_dialog_is_tried_in_the_pseudo_languages():
    assert dialog_kinds() - {ManualWindow} == set(OPENED)  # has own translations


@pytest.mark.parametrize("kind", OPENED, ids=lambda kind: kind.__name__)
def test_a_dialog_is_translated_and_whole(kind, desk, qtbot):
    dialog = OPENED[kind](desk)
    qtbot.addWidget(dialog)
    dialog.show()
    process_events()

    assert faults(dialog) == []
    dialog.close()


def faults(dialog):
    """Return what of a dialog is English or cut."""
    with painted() as drawn:
        dialog.grab()
    with painted(cut_only=True) as elided:
        dialog.grab()

    english = [text for text in drawn if has_english(text)]
    return [*untranslated(dialog), *english, *cut(dialog), *elided]


def unfold(dialog):
    """Show what is folded away."""
    dialog.findChild(Fold).findChild(QPushButton).click()


def refuse_a_folder(dialog):
    """Enter a folder that is no whole path."""
    dialog.findChild(QLineEdit, "export.path").setText("тека")


def export(dialog):
    """Show that an export was done."""
    choice = ExportChoice(format_id="csv", path="/тека")
    dialog.run = ExportRun(dialog._workspace, choice, replaces=False)
    dialog.run.is_whole = True
    dialog._finish()


def fetch_from_here(dialog):
    """Ask for a page of this computer, which is refused."""
    dialog.address.setText("http://127.0.0.1/")
    dialog.accept()
    allow = dialog.findChild(QCheckBox, "link.allow_local")
    while not allow.isVisible():  # a test that waits for ever is stopped
        QTest.qWait(10)


def in_a_wrong_encoding(dialog):
    """Choose an encoding in which the text cannot be read."""
    names = dialog.findChild(QListWidget, "encoding.names")
    (wrong,) = names.findItems("UTF-16, big", Qt.MatchFlag.MatchContains)
    names.setCurrentItem(wrong)


CHOICES = [N_("Keep editing"), N_("Discard changes"), N_("Replace")]
STATES = {
    "details": (lambda desk: Message(None, tr("No problems found."), CHOICES, TEXT), unfold),
    "report": (lambda desk: ImportReport([ReportLine("імпортовано", "а", "A1", "A1")]), None),
    "wrong folder": (OPENED[ExportLabels], refuse_a_folder),
    "exported": (OPENED[ExportLabels], export),
    "local link": (OPENED[FromLink], fetch_from_here),
    "wrong encoding": (OPENED[EncodingChoice], in_a_wrong_encoding),
    "corrected": (
        OPENED[CorrectText],
        lambda dialog: dialog.findChild(TextEditor).setPlainText("Зовсім інше."),
    ),
    "no folder": (
        OPENED[NewProjectDialog],
        lambda dialog: dialog.findChild(QLineEdit, "new_project.place").setText("тека"),
    ),
    "checked": (OPENED[Work], Work.start),
    "nothing omitted": (
        lambda desk: OmittedPassages(PageText(TEXT.encode(), "п.html", "", (TEXT,)), "A1"),
        None,
    ),
    "import": (
        lambda desk: ImportArticles(desk.workspace.reader, desk.sources()),
        lambda dialog: dialog.table.setCurrentIndex(dialog.model.index(2, 6)),
    ),
    "import of a page": (
        lambda desk: ImportArticles(desk.workspace.reader, desk.sources()),
        lambda dialog: dialog.table.setCurrentIndex(dialog.model.index(0, 6)),
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_a_dialog_stays_translated_and_whole(state, desk):
    open_, do = STATES[state]
    dialog = open_(desk)
    dialog.show()
    process_events()
    if do:
        do(dialog)
    process_events()

    found = faults(dialog)
    dialog.done(0)  # closing it may ask a question
    dialog.deleteLater()
    assert found == []


def test_new_files_are_offered_in_translation(pseudo, qtbot):
    bar = WatchedBar()
    qtbot.addWidget(bar)
    bar.offer([Path("тека/а.txt"), Path("тека/б.txt")])

    assert faults(bar) == []


@pytest.mark.parametrize("kind", [CodebookEditor, HistoryDialog, TextVersions])
def test_parts_beside_each_other_lie_within_what_holds_them(kind, desk, qtbot):
    dialog = OPENED[kind](desk)
    qtbot.addWidget(dialog)
    dialog.show()
    process_events()

    halves = dialog.findChild(QSplitter)
    for part in map(halves.widget, range(halves.count())):
        assert halves.rect().contains(part.geometry())
    dialog.close()


@pytest.mark.parametrize("pseudo", ["qps-plocm"], indirect=True)
def test_keys_are_read_from_the_left_in_every_language(pseudo):
    assert shown_key("Ctrl+-") == "\N{FIRST STRONG ISOLATE}Ctrl+-\N{POP DIRECTIONAL ISOLATE}"


@pytest.mark.parametrize("pseudo", ["qps-plocm"], indirect=True)
def test_a_dialog_begins_on_the_side_of_its_language(pseudo, qapp):
    mark = "\N{RIGHT-TO-LEFT MARK}"
    assert text_label("C1 was removed.").text() == f"{mark}C1 was removed."
    assert text_label("a\n\nb").text() == f"{mark}a\n\n{mark}b"
    assert margins(24, 1, 8, 2) == QMargins(8, 1, 24, 2)
