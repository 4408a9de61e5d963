import csv
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
)

from annotator import exporters
from annotator.domain.anchor import anchored
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.domain.zone import Zone
from annotator.exporters import FormatGroup, format_named
from annotator.exporters.features import Feature, Survey
from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft
from annotator.storage.project import create_project
from annotator.ui.dialogs import dialog_widgets
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.export_options import FormatOptions
from annotator.ui.dialogs.export_part import ExportOffer, ExportPart
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.progress import ProgressStrip
from annotator.ui.widgets.tabbing import last_stop, others_in_order


@pytest.fixture
def desk(qtbot, tmp_path, schemes):
    path = tmp_path / "Summit.annotator"
    workspace = Workspace(create_project(path, "Summit", schemes, tmp_path / "marks"), path)
    yield workspace
    workspace.close()


@pytest.fixture
def dialog(qtbot, desk):
    shown = ExportLabels(desk)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def button(dialog, name="do"):
    return dialog.findChild(QPushButton, name)


def result(dialog):
    return dialog.findChild(QLabel, "export.result").text()


def wait_until_done(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isHidden())


def test_the_labels_are_written_beside_the_project(qtbot, dialog, tmp_path):
    button(dialog).click()
    wait_until_done(qtbot, dialog)

    folder = tmp_path / "Summit-labels"
    assert dialog.written == folder
    with (folder / "labels_flat.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))
    assert result(dialog).startswith("✓ ")
    assert str(folder.name) in result(dialog)


def test_the_folder_is_opened_when_asked(qtbot, dialog, monkeypatch):
    opened = []
    monkeypatch.setattr(dialog_widgets, "show_folder", opened.append)
    button(dialog).click()
    wait_until_done(qtbot, dialog)

    button(dialog, "export.open_folder").click()

    assert opened == [dialog.written]


def test_an_unticked_mark_is_left_out(qtbot, dialog):
    dialog.findChild(QCheckBox, "export.bom").setChecked(False)

    button(dialog).click()
    wait_until_done(qtbot, dialog)

    assert not (dialog.written / "labels_flat.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_with_other_files_is_refused_in_words(qtbot, dialog, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear")
    dialog.findChild(QLineEdit, "export.path").setText(str(tmp_path / "mine"))

    button(dialog).click()
    wait_until_done(qtbot, dialog)

    assert "diary.txt" in result(dialog)
    assert dialog.written is None
    assert button(dialog).isEnabled()


def test_a_cancelled_export_leaves_nothing(qtbot, dialog, desk, tmp_path):
    for number in range(1, 40):
        desk.do(Edit.add("Add", Article(code=f"A{number}", headline="Summit")))

    button(dialog).click()
    dialog.reject()
    wait_until_done(qtbot, dialog)

    assert result(dialog) == "Export cancelled. Nothing was written."
    assert not (tmp_path / "Summit-labels").exists()
    assert dialog.isVisible()


def test_the_folder_must_be_a_whole_path(dialog):
    dialog.findChild(QLineEdit, "export.path").setText("somewhere")

    assert "full path" in result(dialog)
    assert not button(dialog).isEnabled()


def test_the_folder_can_be_browsed(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))

    button(dialog, "export.browse").click()

    assert Path(dialog.findChild(QLineEdit, "export.path").text()) == tmp_path / "out"


def test_the_export_done_is_the_answer(qtbot, desk, when_asked):
    def export(dialog):
        button(dialog).click()
        wait_until_done(qtbot, dialog)
        button(dialog).click()

    when_asked(export)

    assert ExportLabels.ask(desk).choice.file.name == "Summit-labels"


def test_enter_exports_at_once(qtbot, dialog):
    dialog.show()

    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    wait_until_done(qtbot, dialog)

    assert dialog.written


def test_an_export_goes_on_in_the_background(qtbot, desk, when_asked):
    """The window shows its progress and its end then."""

    def leave(dialog):
        button(dialog).click()
        button(dialog, "export.background").click()

    when_asked(leave)
    run = ExportLabels.ask(desk)
    qtbot.waitUntil(lambda: run.is_over)

    assert run.is_whole
    assert run.choice.file.is_dir()


def choose(dialog, form):
    dialog.findChild(FormatList).choose(form)


def row(dialog, name):
    rows = dialog.findChildren(ChoiceRow, f"export.{name}")
    return next(each for each in rows if not each.parentWidget().parentWidget().isHidden())


def press_choice(row, code):
    next(each for each in row.buttons if each.choice.code == code).click()


def words(dialog, name):
    return dialog.findChild(QLabel, f"export.{name}").text()


def test_formats_are_listed_by_what_they_are_for(dialog):
    rows = dialog.findChild(FormatList)
    texts = [rows.item(number).text().splitlines()[0] for number in range(rows.count())]

    assert texts[:3] == ["Tables", "CSV tables", "One CSV table"]
    assert {group.value for group in FormatGroup} <= set(texts)
    assert rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("CSV tables: A folder")
    rows.setCurrentRow(1)
    qt_down(rows)
    qt_down(rows)
    qt_down(rows)
    assert rows.format_id == "claimreview"  # over the name of a group


def test_home_and_the_keys_by_a_page_pass_over_the_names_of_groups(dialog):
    rows = dialog.findChild(FormatList)

    QTest.keyClick(rows, Qt.Key.Key_End)
    assert rows.currentRow() == rows.count() - 1
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert (rows.currentRow(), rows.verticalScrollBar().value()) == (1, 0)
    for row in range(2, rows.count()):
        if rows.item(row).flags():
            rows.setCurrentRow(row)
            QTest.keyClick(rows, Qt.Key.Key_PageUp)
            assert rows.currentRow() < row


def test_the_options_of_a_format_are_created_when_it_is_chosen(dialog):
    assert len(dialog.findChildren(FormatOptions)) == 1

    choose(dialog, "csv-flat")
    choose(dialog, "csv")

    assert len(dialog.findChildren(FormatOptions)) == 2


def test_tab_goes_through_the_options_of_a_format_that_is_chosen_later(dialog):
    choose(dialog, "csv-flat")

    stops = [
        each
        for each in others_in_order(dialog)
        if each.isVisible() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    options = dialog.findChildren(FormatOptions)[-1]
    places = [n for n, stop in enumerate(stops) if options.isAncestorOf(stop)]
    assert stops.index(last_stop(dialog.findChild(ExportPart))) < min(places)
    assert max(places) < stops.index(dialog.findChild(QComboBox, "export.preview_file"))


def qt_down(widget):
    QTest.keyClick(widget, Qt.Key.Key_Down)


def test_a_file_that_exists_is_replaced_only_when_told_so(qtbot, dialog, tmp_path, when_asked):
    choose(dialog, "csv-flat")
    path = tmp_path / "Summit-labels.csv"
    path.write_text("mine")
    asked, answers = [], ["Replace", "Cancel"]

    def answer(message):
        asked.append(message.findChild(QLabel, "message.sentence").text())
        label = answers.pop()
        next(b for b in message.findChildren(QPushButton) if b.text() == label).click()

    when_asked(answer)
    button(dialog).click()
    assert path.read_text() == "mine"
    assert "not an export of this project" in asked[0]

    when_asked(answer)
    button(dialog).click()
    wait_until_done(qtbot, dialog)
    assert dialog.written == path
    assert path.read_text(encoding="utf-8-sig").startswith("article_code")


def test_what_was_exported_last_is_proposed_again(qtbot, dialog, desk, tmp_path):
    choose(dialog, "csv-flat")
    press_choice(row(dialog, "delimiter"), "semicolon")
    dialog.findChild(QLineEdit, "export.path").setText(str(tmp_path / "again.csv"))
    dialog.findChild(QCheckBox, "export.pseudonyms").setChecked(True)
    button(dialog).click()
    wait_until_done(qtbot, dialog)

    again = ExportLabels(desk)
    qtbot.addWidget(again)

    assert again.findChild(FormatList).format_id == "csv-flat"
    assert again.findChild(QLineEdit, "export.path").text() == str(tmp_path / "again.csv")
    assert again.findChild(QCheckBox, "export.pseudonyms").isChecked()
    (kept,) = desk.bookmarks.exports
    assert kept.options["delimiter"] == "semicolon"
    assert kept.is_as_written
    again.done(0)


@pytest.mark.parametrize(
    ("country", "delimiter", "decimal"),
    [(QLocale.Country.Germany, "semicolon", "comma"), (QLocale.Country.Ireland, "comma", "point")],
)
def test_a_preset_is_for_the_excel_of_this_country(
    dialog, monkeypatch, country, delimiter, decimal
):
    language = {"comma": QLocale.Language.German}.get(decimal, QLocale.Language.English)
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(language, country))
    options = dialog.findChild(FormatOptions)

    press_choice(row(dialog, "preset"), "analysis")
    assert (options.values()["bom"], options.values()["ends"]) == (False, "lf")
    press_choice(row(dialog, "preset"), "excel")

    assert options.values() == {
        "bom": True,
        "guard": True,
        "ends": "crlf",
        "delimiter": delimiter,
        "decimal": decimal,
        "tables": "",
        "columns": "",
    }


def test_a_preset_is_shown_for_as_long_as_it_holds(dialog):
    press_choice(row(dialog, "preset"), "analysis")
    assert row(dialog, "preset").codes() == {"analysis"}

    dialog.findChild(QCheckBox, "export.bom").setChecked(True)

    assert row(dialog, "preset").codes() == frozenset()


def test_everything_is_a_preset_too(dialog):
    dialog.findChild(QCheckBox, "export.pseudonyms").setChecked(True)
    press_choice(row(dialog, "delimiter"), "tab")

    press_choice(row(dialog, "preset"), "everything")

    assert not dialog.findChild(QCheckBox, "export.pseudonyms").isChecked()
    assert row(dialog, "delimiter").codes() == {"comma"}
    assert row(dialog, "preset").codes() == {"everything"}


def test_the_first_rows_are_shown(qtbot, dialog, desk):
    desk.do(Edit.add("Add", Article(code="A1", headline="Summit")))
    files = dialog.findChild(QComboBox, "export.preview_file")
    table = dialog.findChild(QTableWidget)
    qtbot.waitUntil(lambda: files.count() > 1)

    files.setCurrentIndex(files.findText("articles"))
    files.activated.emit(files.currentIndex())
    qtbot.waitUntil(lambda: table.rowCount() == 1)

    assert table.horizontalHeaderItem(0).text() == "article_id"
    as_written = dialog.findChild(QLabel, "export.preview_as_written")
    assert as_written.text().startswith("article_id,")


def test_the_first_lines_are_shown(qtbot, dialog):
    lines = dialog.findChild(QPlainTextEdit)

    choose(dialog, "web-annotation")

    qtbot.waitUntil(lambda: "@context" in lines.toPlainText())


def test_an_archive_has_no_preview(qtbot, dialog):
    choose(dialog, "refi-qda")

    sentence = "This file cannot be shown as text."
    qtbot.waitUntil(lambda: sentence in [each.text() for each in dialog.findChildren(QLabel)])


def test_a_whole_project_is_not_exported_in_part(dialog):
    dialog.findChild(QCheckBox, "export.pseudonyms").setChecked(True)

    choose(dialog, "project")

    assert not dialog.findChild(ExportPart).isVisible()
    assert not dialog._choices.choice("").has_pseudonyms


def test_what_is_on_screen_can_be_exported_alone(qtbot, desk):
    """The list of articles, those that are selected, the open one and the claim."""
    articles = [Article(code=f"A{number}", headline="H", status="done") for number in (1, 2)]
    claim = Claim(code="C1", text="Rates fell", created_by=desk.annotator.id)
    desk.do(Edit.add("Add", *articles, claim))
    desk.do(Edit.add("Add", Article(code="A3", headline="Other")))
    ids = tuple(each.id for each in articles)
    offer = ExportOffer(listed=2, status="done", selected=ids, article=articles[0], claim=claim)
    dialog = ExportLabels(desk, offer=offer)
    qtbot.addWidget(dialog)
    dialog.show()
    names = [each.name for each in row(dialog, "part").choices()]
    qtbot.waitUntil(lambda: words(dialog, "counts") == "3 articles · 1 claim · 0 mentions")

    assert names == [
        "Whole project",
        "2 articles listed",
        "2 articles selected",
        "Article A1",
        "Claim C1",
    ]
    for part, counts in {
        "listed": "2 articles · 0 claims · 0 mentions",
        "article": "1 article · 0 claims · 0 mentions",
        "claim": "0 articles · 1 claim · 0 mentions",
        "selected": "2 articles · 0 claims · 0 mentions",
    }.items():
        press_choice(row(dialog, "part"), part)
        assert words(dialog, "counts").startswith("Counting…")
        qtbot.waitUntil(lambda counts=counts: words(dialog, "counts") == counts)
    dialog.done(0)


def test_what_is_counted_no_further_is_not_shown_as_being_counted(dialog):
    choose(dialog, "csv-flat")
    dialog._remarks._part = None
    choose(dialog, "doccano")
    assert words(dialog, "counts").startswith("Counting…")

    dialog._remarks.stop()

    assert not words(dialog, "counts")


def test_what_a_format_lacks_is_not_told_by_half_and_counted_on_after_the_export(
    qtbot, dialog, desk
):
    claim = Claim(code="C1", text="Rates fell", created_by=desk.annotator.id)
    assert desk.do(Edit.add("Add", claim))
    choose(dialog, "doccano")
    remarks = dialog._remarks
    remarks._is_counted = False
    half = Survey(
        articles=0, claims=9, mentions=0, in_excluded=0, features={Feature.UNMENTIONED: 9}
    )
    remarks._count(half)
    assert "9 claims" in words(dialog, "lacks")

    button(dialog).click()

    assert not words(dialog, "lacks")
    wait_until_done(qtbot, dialog)
    place = "▲ This format has no place for: 1 claim without a passage."
    qtbot.waitUntil(lambda: words(dialog, "lacks") == place)


def test_a_dialog_that_counts_nothing_can_be_left(qtbot, workspace):
    dialog = ExportLabels(workspace)  # of a project in memory, which no worker can read
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.reject()

    assert not dialog.isVisible()


def test_what_is_not_met_yet_is_not_said_to_be_none(dialog):
    remarks = dialog._remarks
    remarks._is_counted = False

    remarks._count(Survey(articles=700, claims=0, mentions=7001, in_excluded=0, features={}))

    assert words(dialog, "counts") == "Counting… 700 articles · 7,001 mentions"


def test_what_a_format_lacks_is_counted_before(qtbot, dialog, desk):
    claim = Claim(code="C1", text="Rates fell", created_by=desk.annotator.id)
    assert desk.do(Edit.add("Add", claim))
    dialog._remarks._part = None  # it was counted before the claim was there

    choose(dialog, "doccano")

    place = "▲ This format has no place for: 1 claim without a passage."
    qtbot.waitUntil(lambda: words(dialog, "lacks") == place)


def test_what_cannot_be_exported_is_said_before(qtbot, dialog, monkeypatch):
    form = replace(format_named("csv-flat"), warnings=lambda *_: ["One thing is left out."])
    monkeypatch.setattr(exporters, "FORMATS", (*exporters.FORMATS[:1], form))

    choose(dialog, "csv-flat")

    qtbot.waitUntil(lambda: words(dialog, "lacks") == "▲ One thing is left out.")


def test_after_a_refusal_it_is_counted_on(qtbot, dialog, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear")
    dialog.findChild(QLineEdit, "export.path").setText(str(tmp_path / "mine"))
    button(dialog).click()  # before it is counted
    wait_until_done(qtbot, dialog)

    qtbot.waitUntil(lambda: words(dialog, "counts") == "0 articles · 0 claims · 0 mentions")


def test_one_persons_marks_can_be_chosen(qtbot, desk, tmp_path, schemes):
    for code, name in {"A1": "Ana", "A2": "Ben"}.items():
        desk.signing.sign_in(name)
        assert desk.do(Edit.add("Add", Article(code=code, headline="H")))
    dialog = ExportLabels(desk)
    qtbot.addWidget(dialog)
    who = dialog.findChild(QComboBox, "export.annotator")

    who.setCurrentIndex(who.findText("Ben"))

    assert dialog._choices.choice("").annotator_id == who.currentData() != ""
    dialog.done(0)


def test_marks_in_excluded_lines_are_counted_and_can_be_omitted(qtbot, desk):
    text = "Rates fell.\nShare this story.\n"
    draft = Draft(headline="A", text=text, original=b"", encoding="utf-8", file_name="a.txt")
    by = desk.annotator.id
    edit = article_from_draft(draft, "A1", by)
    assert desk.do(edit)
    version = edit.changes[1].record
    anchor = anchored(version.id, text, [Span(12, 17)])
    claim = Claim(code="C1", text="Share", created_by=by)
    mention = Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=by)
    zone = Zone(text_id=version.id, start=12, end=30, kind="boilerplate", state="taken")
    assert desk.do(Edit.add("Add", zone, claim, anchor, mention))
    dialog = ExportLabels(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    counts = "1 article · 1 claim · 1 mention · 1 mark in excluded lines"
    qtbot.waitUntil(lambda: words(dialog, "counts") == counts)

    dialog.findChild(QCheckBox, "export.omits_excluded").setChecked(True)

    omitted = "1 article · 1 claim · 0 mentions · 1 mark in excluded lines omitted"
    qtbot.waitUntil(lambda: words(dialog, "counts") == omitted)
    button(dialog).click()
    wait_until_done(qtbot, dialog)
    with (dialog.written / "labels_flat.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1
    (kept,) = desk.bookmarks.exports
    assert kept.omits_excluded
    dialog.done(0)


def test_each_tool_has_a_place_of_its_own(dialog, tmp_path):
    path = dialog.findChild(QLineEdit, "export.path")
    proposed = {}
    for form in exporters.FORMATS:
        choose(dialog, form.id)
        proposed[form.id] = path.text()

    assert proposed["csv"] == str(tmp_path / "Summit-labels")
    assert proposed["brat"] == str(tmp_path / "Summit-brat")
    assert proposed["doccano"] == str(tmp_path / "Summit-doccano.jsonl")
    assert len(set(proposed.values())) == len(exporters.FORMATS)
