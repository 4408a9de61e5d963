"""Labels are exported again as the last time, while people go on working."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft
from annotator.storage.project import create_project
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def window(tmp_path, schemes, window_of):
    """The window on a project file with one article."""
    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", schemes, tmp_path / "seen")
    store.sign_in("Ana")
    draft = Draft(headline="H", text="Rates rose.\n", original=b"", encoding="utf-8", file_name="a")
    store.apply(article_from_draft(draft, "A1", store.annotator.id))
    return window_of(Workspace(store, path))


@pytest.fixture
def told(window):
    """What the window says."""
    told = []
    window.workspace.notices.posted.connect(told.append)
    window.workspace.notices.refused.connect(lambda error: told.append(str(error)))
    return told


@pytest.fixture
def keep(window, tmp_path):
    """Let an export have been the last one, and return its file."""

    def keep(form="csv-flat", name="last.csv", **fields):
        path = tmp_path / name
        choice = ExportChoice(format_id=form, path=str(path), **fields)
        window.workspace.bookmarks.put_export(choice)
        return path

    return keep


def again(qtbot, window, told):
    """Export again and return what is said at the end."""
    before = len(told)
    window.actions_["project.export_again"].trigger()
    qtbot.waitUntil(lambda: len(told) > before)
    return told[-1]


def test_the_last_export_is_repeated_into_the_same_place(qtbot, window, told, keep):
    path = keep(options={"delimiter": "tab"})

    first = again(qtbot, window, told)
    second = again(qtbot, window, told)

    assert first.startswith("✓ 0 rows written to ")
    assert second == first
    assert "article_code\t" in path.read_text(encoding="utf-8-sig")
    assert window.dialogs.exporting.strip.isHidden()


def test_a_file_changed_since_is_not_replaced_unasked(qtbot, window, told, keep, when_asked):
    path = keep()
    again(qtbot, window, told)
    path.write_text("edited by a colleague", encoding="utf-8")
    asked = []

    def answer(message):
        asked.append(message.findChild(QLabel, "message.sentence").text())
        message.reject()

    when_asked(answer)
    window.actions_["project.export_again"].trigger()

    assert "was changed after it was exported. Replace it?" in asked[0]
    assert path.read_text(encoding="utf-8") == "edited by a colleague"


def test_articles_are_listed_anew_by_the_filter_of_then(qtbot, window, told, keep):
    path = keep("csv", "folder", part="listed", query="nothing like this")
    again(qtbot, window, told)
    assert (path / "articles.csv").read_text(encoding="utf-8-sig").count("\n") == 1

    keep("csv", "folder", part="listed", status="todo")
    again(qtbot, window, told)

    assert (path / "articles.csv").read_text(encoding="utf-8-sig").count("\n") == 2


def test_without_an_earlier_export_the_dialog_opens(window, keep, when_asked):
    keep("a format of another version")
    seen = []
    when_asked(lambda dialog: seen.append(dialog.objectName()))

    window.actions_["project.export_again"].trigger()

    assert seen == ["export"]


def test_a_place_that_is_gone_is_said(qtbot, window, told, keep, tmp_path):
    (tmp_path / "file").write_text("in the way")
    keep(name="file/last.csv")

    assert "there is a file where a folder is needed" in again(qtbot, window, told)


def test_what_failed_elsewhere_is_not_called_unsaved(qtbot, window, told, keep, tmp_path):
    (tmp_path / "file").write_text("in the way")
    keep(name="file/last.csv")

    again(qtbot, window, told)

    assert not window.findChild(QLabel, "status.saved").text().startswith("▲")


def test_that_an_export_failed_is_seen_until_it_is_looked_at(
    qtbot, window, told, keep, tmp_path, when_asked
):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("in the way")
    path = keep(name="file/last.csv")
    again(qtbot, window, told)
    window.workspace.do(Edit.add("Name", Entity(name="Lind")))
    button = window.findChild(QPushButton, "export.outcome")
    asked = []

    def answer(message):
        asked.append(message.accessibleName())
        message.findChild(QPushButton, "message.Export again").click()

    assert (button.text(), button.isVisible()) == ("▲ Not exported", True)

    in_the_way.unlink()
    when_asked(answer)
    button.click()
    qtbot.waitUntil(path.is_file)

    assert "there is a file where a folder is needed" in asked[0]
    assert not asked[0].startswith("▲")  # the message has a sign of its own


def test_the_folder_of_an_export_is_opened_from_the_status_bar(
    qtbot, window, told, keep, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr("annotator.ui.dialogs.dialog_widgets.show_folder", opened.append)
    for form, name in (("csv", "tables"), ("csv-flat", "last.csv")):
        keep(form, name)
        again(qtbot, window, told)
        window.findChild(QPushButton, "export.outcome").click()

    assert opened == [tmp_path / "tables", tmp_path]
    assert window.findChild(QPushButton, "export.outcome").isHidden()


def test_one_export_at_a_time(qtbot, window, told, keep):
    keep()
    window.actions_["project.export_again"].trigger()

    window.actions_["project.export_again"].trigger()
    window.actions_["project.export"].trigger()
    qtbot.waitUntil(lambda: told[-1].startswith("✓"))

    assert told[:2] == ["An export is still running. Wait until it is done."] * 2


def test_an_export_is_stopped_in_the_status_bar(qtbot, window, told, keep):
    path = keep()
    window.actions_["project.export_again"].trigger()

    window.dialogs.exporting.strip.cancelled.emit()
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["Export cancelled. Nothing was written."]
    assert not path.exists()


@pytest.mark.parametrize("choice", ["Keep working", "Close and cancel it"])
def test_closing_asks_before_it_cancels_an_export(qtbot, window, keep, when_asked, choice):
    keep()
    window.actions_["project.export_again"].trigger()
    asked = []

    def answer(dialog):
        asked.append(dialog.accessibleName())
        dialog.findChild(QPushButton, f"message.{choice}").click()

    when_asked(answer)

    assert window.close() is (choice != "Keep working")
    assert asked == ["An export is still running. If you close now, nothing is written."]
    qtbot.waitUntil(lambda: not window.dialogs.exporting.is_busy)


def test_what_the_dialog_leaves_under_way_is_followed(qtbot, window, told, when_asked, tmp_path):
    def leave(dialog):
        dialog.findChild(FormatList).choose("csv-flat")
        dialog.findChild(QPushButton, "do").click()
        dialog.findChild(QPushButton, "export.background").click()

    when_asked(leave)
    window.actions_["project.export"].trigger()
    qtbot.waitUntil(lambda: bool(told))

    assert told[0].startswith("✓ ")


def test_what_is_on_screen_is_offered(window, when_asked):
    window.desk.articles._words.setText("x")
    offers = []

    def look(dialog):
        assert isinstance(dialog, ExportLabels)
        row = dialog._choices._part._what
        offers.extend(each.code for each in row.choices())

    when_asked(look)
    window.actions_["project.export"].trigger()

    assert offers == ["all", "listed", "article"]
