"""Looking closer at what comes in: encodings, columns, texts that are nearly the same."""

import csv
import json

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPlainTextEdit, QPushButton, QTextEdit

from annotator.domain.article import Article
from annotator.domain.edit import Content
from annotator.importers import plain_text
from annotator.importers.draft import InFile
from annotator.importers.encodings import short_name
from annotator.importers.table_match import Match
from annotator.operations.found_drafts import (
    found_drafts,
    look,
)
from annotator.operations.import_rows import Column
from annotator.operations.new_article import article_from_draft
from annotator.operations.similar_texts import SimilarText
from annotator.storage.project import create_project, open_project
from annotator.ui.application.settings import MOST_MATCHES, Preferences, Settings
from annotator.ui.importing.column_match import ColumnMatch
from annotator.ui.importing.encoding_choice import EncodingChoice
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.importing.import_reader import _batched
from annotator.ui.importing.list_choice import ListChoice
from annotator.ui.importing.side_by_side import SideBySide
from annotator.ui.project.workspace import Workspace

POLISH = "Żółć w parku\n\nPrezydent powiedział, że źródła są pewne, i odjechał.\n"
STORY = "The premier said on Thursday that no guarantees were given to anyone at all. " * 4
LONG = (
    "A cell that is long enough to be the text of an article, and then some more words of it. " * 3
)


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "settings")


@pytest.fixture
def opened(qtbot, store, preferences):
    """Open the dialog and wait until the paths are read."""

    def open_on(*paths):
        dialog = ImportArticles(store.reader, preferences=preferences)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.read(paths)
        wait_until_done(qtbot, dialog)
        return dialog

    return open_on


def wait_until_done(qtbot, dialog):
    qtbot.waitUntil(dialog.progress.isHidden, timeout=20_000)


def shown(dialog, row, column):
    return dialog.model.index(row, column).data()


def button(dialog, name):
    return dialog.findChild(QPushButton, name)


@pytest.fixture
def polish(tmp_path):
    path = tmp_path / "polish.txt"
    path.write_bytes(POLISH.encode("cp1250"))
    return path


@pytest.fixture
def table(tmp_path):
    """A table whose columns nobody could name."""
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["nr", "Kopf", "Stoff"], *([n, f"Head {n}", f"{n} {LONG}"] for n in range(3))]
        )
    return path


@pytest.fixture
def alike(tmp_path):
    for name, text in (("a", STORY), ("b", STORY.replace("Thursday", "Friday", 1))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "a.txt", tmp_path / "b.txt"


def test_a_guessed_encoding_is_shown_and_a_sure_one_takes_no_room(opened, polish, alike):
    assert opened(alike[0]).table.isColumnHidden(Column.ENCODING)

    dialog = opened(polish)

    assert not dialog.table.isColumnHidden(Column.ENCODING)
    assert shown(dialog, 0, Column.ENCODING) == "Windows-1250, guessed"


def test_another_encoding_is_chosen_by_what_the_text_says(opened, polish, when_asked):
    dialog = opened(polish)
    dialog.model.setData(dialog.model.index(0, Column.PUBLISHER), "Kurier")

    def choose(asked):
        names = asked.findChild(QListWidget)
        (item,) = names.findItems("(Windows-1251)", Qt.MatchFlag.MatchContains)
        names.setCurrentItem(item)
        assert "Prezydent" in asked.findChild(QPlainTextEdit).toPlainText()
        button(asked, "do").click()

    when_asked(choose)
    dialog.table.looked_at.emit(dialog.model.index(0, Column.ENCODING))

    (draft,) = dialog.drafts()
    assert (draft.encoding, draft.publisher, draft.is_guessed) == ("cp1251", "Kurier", False)
    assert draft.original == POLISH.encode("cp1250")
    assert draft.headline == draft.text.splitlines()[0]


def test_a_file_that_was_changed_cannot_be_read_in_another_encoding(opened, polish):
    dialog = opened(polish)
    draft = dialog.model.row(0).draft
    left = InFile(polish, Content(draft.received).sha256)
    dialog.model.reread(0, replace(draft, original=left))
    polish.write_bytes(b"Other words")

    dialog.table.looked_at.emit(dialog.model.index(0, Column.ENCODING))

    hint = dialog.findChild(QLabel, "import.hint").text()
    assert f"“{polish.name}” was changed after it was read" in hint


def test_at_most_five_encodings_are_likely_and_all_can_be_had(qtbot, opened, polish):
    choice = EncodingChoice(opened(polish).drafts()[0])
    qtbot.addWidget(choice)
    names = choice.findChild(QListWidget)
    heads = [row for row in range(names.count()) if not names.item(row).flags()]

    assert choice.findChild(QPlainTextEdit).toPlainText() == POLISH
    assert 2 <= heads[1] - 1 <= 5
    assert names.count() > 25


def test_an_encoding_that_does_not_fit_says_so_and_cannot_be_taken(qtbot, opened, polish):
    choice = EncodingChoice(opened(polish).drafts()[0])
    qtbot.addWidget(choice)
    names = choice.findChild(QListWidget)
    (item,) = names.findItems("(UTF-8)", Qt.MatchFlag.MatchContains)

    names.setCurrentItem(item)

    assert "is invalid" in choice.findChild(QLabel, "encoding.complaint").text()
    assert not button(choice, "do").isEnabled()


def test_an_encoding_that_a_few_bytes_do_not_fit_can_be_taken_and_says_so(qtbot, opened, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Правительство во вторник представило закон. ".encode("cp1251") + b"\x98")
    choice = EncodingChoice(opened(path).drafts()[0])
    qtbot.addWidget(choice)

    complaint = choice.findChild(QLabel, "encoding.complaint").text()
    assert complaint == "1 place does not fit Cyrillic (Windows-1251): read as \ufffd."
    assert button(choice, "do").isEnabled()


def test_an_encoding_is_called_as_people_do():
    assert (short_name("cp1252"), short_name("utf-8"), short_name("x")) == (
        "Windows-1252",
        "UTF-8",
        "x",
    )


def test_unclear_columns_are_asked_for_and_remembered(opened, table, when_asked, preferences):
    def choose(asked):
        box = asked.findChild(QComboBox, "columns.headline")
        box.setCurrentIndex(box.findText("Kopf"))
        button(asked, "do").click()

    when_asked(choose)
    dialog = opened(table)

    assert [shown(dialog, row, Column.HEADLINE) for row in range(3)] == [
        "Head 0",
        "Head 1",
        "Head 2",
    ]
    assert Match(text=2, headline=1).as_dict() in preferences.settings.column_matches.values()
    assert opened(table).model.rowCount() == 3


def test_a_table_that_is_left_out_is_refused_by_name(opened, table, press_when_asked):
    press_when_asked("leave")

    dialog = opened(table)

    assert dialog.model.rowCount() == 0
    assert "table.csv" in dialog.chosen().refusals[0].reason


def test_columns_are_matched_again_by_hand(qtbot, opened, table, when_asked, preferences):
    preferences.put(preferences.settings.with_match(look(table)[0].shape, Match(text=2).as_dict()))
    dialog = opened(table)

    def choose(asked):
        asked.findChild(QComboBox, "columns.headline").setCurrentIndex(2)
        button(asked, "do").click()

    when_asked(choose)
    button(dialog, "import.columns").click()
    wait_until_done(qtbot, dialog)

    assert dialog.drafts()[0].headline == "Head 0"


def test_the_order_of_dates_is_chosen_with_the_columns(qtbot, opened, tmp_path, when_asked):
    path = tmp_path / "x.csv"
    path.write_text(f'headline,text,date\nOne,"{LONG}",5/3/2026\n', encoding="utf-8")
    dialog = opened(path)
    assert shown(dialog, 0, Column.PUBLISHED) == ""

    def choose(asked):
        asked.findChild(QComboBox, "columns.order").setCurrentIndex(1)
        button(asked, "do").click()

    when_asked(choose)
    button(dialog, "import.columns").click()
    wait_until_done(qtbot, dialog)

    assert shown(dialog, 0, Column.PUBLISHED) == "2026-03-05"


def test_a_table_without_a_text_column_cannot_be_taken(qtbot, table):
    (found,) = look(table)
    dialog = ColumnMatch(found)
    qtbot.addWidget(dialog)

    dialog.findChild(QComboBox, "columns.text").setCurrentIndex(0)

    assert not button(dialog, "do").isEnabled()
    assert "Choose the column" in dialog.findChild(QLabel, "columns.hint").text()


@pytest.fixture
def cyrillic(tmp_path):
    """A table in an old code page, which can only be guessed."""
    path = tmp_path / "x.csv"
    words = "Совет решил в понедельник расширить набережную. " * 9
    path.write_bytes(f"headline,text\nСовет,{words}\n".encode("cp866"))
    return path


def test_the_encoding_of_a_table_is_chosen_for_all_of_it(qtbot, opened, cyrillic, when_asked):
    dialog = opened(cyrillic)
    assert shown(dialog, 0, Column.ENCODING).endswith(", guessed")

    def choose(asked):
        names = asked.findChild(QListWidget, "encoding.names")
        rows = range(names.count())
        names.setCurrentRow(
            next(r for r in rows if names.item(r).data(Qt.ItemDataRole.UserRole) == "cp866")
        )
        button(asked, "do").click()

    when_asked(choose)
    button(dialog, "import.encoding").click()
    wait_until_done(qtbot, dialog)

    assert shown(dialog, 0, Column.HEADLINE) == "Совет"
    assert not shown(dialog, 0, Column.ENCODING).endswith(", guessed")


def test_a_table_that_is_gone_cannot_be_read_in_another_encoding(opened, cyrillic):
    dialog = opened(cyrillic)
    cyrillic.unlink()

    button(dialog, "import.encoding").click()

    assert "cannot be read" in dialog.chosen().refusals[0].reason


@pytest.fixture
def several(tmp_path):
    """Two files with two lists each."""
    for name in ("a", "b"):
        value = {
            "participants": [{"name": "Ari"}, {"name": "Bea"}],
            "messages": [{"headline": f"Of {name}", "text": f"{name} {LONG}"}],
        }
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return tmp_path / "a.json", tmp_path / "b.json"


def test_of_several_lists_a_person_chooses_one_for_all_files_that_have_them(
    opened, several, when_asked
):
    def choose(asked):
        names = asked.findChild(QListWidget, "lists.names")
        assert [names.item(row).text() for row in range(2)] == [
            "messages:  headline, text",
            "participants:  name",
        ]
        button(asked, "do").click()

    when_asked(choose)
    dialog = opened(*several)

    assert [draft.headline for draft in dialog.drafts()] == ["Of a", "Of b"]


def test_a_file_with_several_lists_may_be_skipped(opened, several, press_when_asked):
    press_when_asked("leave")
    dialog = opened(*several)

    assert [each.reason for each in dialog.chosen().refusals] == [
        "“a.json” was skipped.",
        "“b.json” was skipped.",
    ]


def test_another_list_can_be_looked_at(qtbot, several):
    (question,) = found_drafts(several[:1])
    dialog = ListChoice(question)
    qtbot.addWidget(dialog)

    dialog.findChild(QListWidget, "lists.names").setCurrentRow(1)

    assert dialog.chosen().name == "list “participants”"


def test_a_date_that_is_not_understood_is_said_until_it_is_typed(opened, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(f'headline,text,date,url\nOne,"{LONG}",soon,none of it\n', encoding="utf-8")
    dialog = opened(path)

    assert shown(dialog, 0, Column.STATE) == "new, to check"
    assert "The date “soon” was not" in dialog.findChild(QLabel, "import.hint").text()
    for column, typed in ((Column.PUBLISHED, "2025"), (Column.LINK, "https://a.example")):
        dialog.model.setData(dialog.model.index(0, column), typed)
    assert shown(dialog, 0, Column.STATE) == "new"
    assert dialog.drafts()[0].published_at == "2025"


@pytest.mark.parametrize(
    ("naming", "publisher", "notes"), [("publisher", "Daily", ""), ("note", "", "Folder: Daily")]
)
def test_the_folder_s_name_can_be_used(opened, tmp_path, naming, publisher, notes):
    (tmp_path / "Daily").mkdir()
    (tmp_path / "Daily" / "a.txt").write_text(STORY, encoding="utf-8")
    dialog = opened(tmp_path)

    for _ in range(2):
        dialog.findChild(QAction, f"import.folder.{naming}").trigger()
    dialog.model.decide(0, "", is_wanted=True)

    assert (dialog.drafts()[0].publisher, dialog.drafts()[0].notes) == (publisher, notes)


def test_only_the_newest_matches_are_kept():
    settings = Settings()
    for number in range(MOST_MATCHES + 5):
        settings = settings.with_match(str(number), {"text": 0})

    assert next(iter(settings.column_matches)) == "5"
    assert len(settings.column_matches) == MOST_MATCHES


def test_a_text_that_is_nearly_the_same_says_as_which(opened, alike):
    dialog = opened(*alike)

    assert shown(dialog, 1, Column.STATE) == "similar (98 %) to “a.txt”"
    assert len(dialog.drafts()) == 2


def test_what_to_do_about_a_text_that_is_nearly_the_same_is_said_beside_the_button(opened, alike):
    dialog = opened(*alike)
    hint = dialog.findChild(QLabel, "import.hint")
    assert hint.text().startswith("Click a cell")

    dialog.table.setCurrentIndex(dialog.model.index(1, Column.HEADLINE))

    assert hint.text().startswith("Compare shows both texts")


@pytest.mark.parametrize(
    ("name", "kept", "note"),
    [("keep", 2, ""), ("note", 2, "Similar to “a.txt”."), ("skip", 1, "")],
)
def test_both_are_shown_and_a_person_decides(opened, alike, when_asked, name, kept, note):
    dialog = opened(*alike)

    def decide(asked):
        assert "Friday" in asked.findChild(QTextEdit, "side_by_side.new").toPlainText()
        assert "Friday" not in asked.findChild(QTextEdit, "side_by_side.known").toPlainText()
        button(asked, name).click()

    when_asked(decide)
    dialog.table.setCurrentIndex(dialog.model.index(1, Column.HEADLINE))
    button(dialog, "import.compare").click()

    assert len(dialog.drafts()) == kept
    assert dialog.chosen().rows[1].filled.notes == note


def test_leaving_decides_nothing(qtbot):
    dialog = SideBySide(("A1", STORY), ("b", STORY + "More."), SimilarText("A1", "x", 99))
    qtbot.addWidget(dialog)

    dialog.reject()

    assert dialog.decision is None


def test_what_fits_no_article_is_not_offered(opened, alike):
    dialog = opened(alike[0])

    names = ("import.encoding", "import.columns", "import.compare")
    assert [button(dialog, name).isHidden() for name in names] == [False, True, True]
    dialog.table.setCurrentIndex(QModelIndex())
    assert button(dialog, "import.encoding").isHidden()


def test_the_first_item_comes_at_once_and_the_others_together():
    batches = list(_batched(range(250)))

    assert batches[0] == [0]
    assert [item for batch in batches for item in batch] == list(range(250))
    assert len(batches) <= 5


@pytest.fixture
def project(tmp_path, schemes, alike):
    """A project in a file with the article A1, which has a link."""
    create_project(tmp_path / "p.annotator", "P", schemes, tmp_path / "state").close()
    store = open_project(tmp_path / "p.annotator", tmp_path / "state")
    store.sign_in("Ana")
    workspace = Workspace(store, tmp_path / "p.annotator")
    (draft,) = plain_text.read(alike[0])
    linked = replace(draft, source_url="https://a.example/1")
    workspace.do(article_from_draft(linked, "A1", workspace.annotator.id))
    yield workspace
    workspace.close()


@pytest.fixture
def offered(qtbot, project):
    """Open the dialog on a project, and wait until the sources are compared."""

    def offer(*sources):
        dialog = ImportArticles(project.reader, sources, reading=project.reading)
        qtbot.addWidget(dialog)
        dialog.show()
        wait_until_done(qtbot, dialog)
        return dialog

    return offer


def test_an_article_of_the_project_is_compared_on_a_worker(offered, alike):
    assert shown(offered(alike[1]), 0, Column.STATE) == "similar (98 %) to A1"


def test_after_comparing_enter_imports(offered, alike, press_when_asked):
    dialog = offered(alike[1])
    dialog.table.setCurrentIndex(dialog.model.index(0, Column.HEADLINE))
    compare = dialog.findChild(QPushButton, "import.compare")
    compare.setFocus()

    press_when_asked("version")
    compare.click()

    assert dialog.focusWidget() is dialog.table


def test_another_text_of_an_article_does_not_come_in_as_its_own(
    offered, alike, project, press_when_asked
):
    dialog = offered(alike[1])
    dialog.table.setCurrentIndex(dialog.model.index(0, Column.STATE))

    press_when_asked("version")
    dialog.table.looked_at.emit(dialog.model.index(0, Column.STATE))

    (found,) = dialog.chosen().rows
    assert found.version_of == project.reader.find(Article)[0].id
    assert shown(dialog, 0, Column.STATE) == "new version of A1"
    assert dialog.drafts() == ()
    assert button(dialog, "do").isEnabled()


@pytest.mark.parametrize(("shares", "name"), [("link", "version"), ("", "keep")])
def test_enter_takes_as_a_version_only_what_is_known_to_be_the_same_article(qtbot, shares, name):
    dialog = SideBySide(("A1", "a b"), ("“x”", "a c"), SimilarText("A1", "h", 50, "id", shares))
    qtbot.addWidget(dialog)
    defaults = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]

    assert [each.objectName() for each in defaults] == [name]
