from itertools import islice

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QTreeWidget, QWidget

from annotator.i18n import tr
from annotator.importers.codebook import load
from annotator.ui.dialogs.card import Card
from annotator.ui.dialogs.new_project import NewProjectDialog, file_stem, obstacle, usual_place
from annotator.ui.widgets.tabbing import others_in_order


@pytest.fixture
def dialog(qtbot, tmp_path):
    shown = NewProjectDialog(tmp_path / "Annotator")
    qtbot.addWidget(shown)
    shown.show()
    return shown


def type_name(dialog, name):
    dialog.findChild(QLineEdit, "new_project.name").setText(name)


def sentence(dialog):
    return dialog.findChild(QLabel, "new_project.path").text()


def button(dialog, name="do"):
    return dialog.findChild(QPushButton, name)


def test_nothing_is_made_without_a_name(dialog):
    assert not button(dialog).isEnabled()


def test_the_file_to_be_is_shown(dialog, tmp_path):
    type_name(dialog, "Summit: 2/3")

    assert sentence(dialog).endswith("Annotator/Summit- 2-3.annotator")
    assert button(dialog).isEnabled()
    assert dialog.answer().path == tmp_path / "Annotator" / "Summit- 2-3.annotator"
    assert dialog.answer().name == "Summit: 2/3"


def test_tab_goes_to_the_codebooks_from_the_first_to_the_preview(dialog):
    parts = others_in_order(dialog.findChild(QWidget, "new_project.browse"))
    stops = (each for each in parts if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    names = [each.objectName() for each in islice(stops, 6)]

    assert names[0].startswith("new_project.codebook.")
    assert names[-2:] == ["new_project.codebook_file", "new_project.preview"]


def test_a_file_that_exists_is_said(dialog, tmp_path):
    (tmp_path / "Annotator").mkdir()
    (tmp_path / "Annotator" / "Summit.annotator").touch()

    type_name(dialog, "Summit")

    assert "“Summit.annotator” already exists" in sentence(dialog)
    assert not button(dialog).isEnabled()


def test_a_place_that_is_a_file_is_said(dialog, tmp_path):
    (tmp_path / "file").touch()
    type_name(dialog, "Summit")

    dialog.findChild(QLineEdit, "new_project.place").setText(str(tmp_path / "file" / "below"))

    assert "is a file. Choose a folder" in sentence(dialog)


def test_a_place_must_be_a_whole_path(dialog):
    type_name(dialog, "Summit")

    dialog.findChild(QLineEdit, "new_project.place").setText("somewhere")

    assert "full folder path" in sentence(dialog)


def test_a_place_that_may_not_be_written_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)

    assert "You have no write access" in obstacle(tmp_path / "x.annotator")


def test_a_path_that_no_system_takes_is_said(tmp_path):
    assert "cannot be used: File name too long" in obstacle(tmp_path / ("x" * 300))


def test_the_standard_codebook_is_chosen_and_another_can_be(dialog):
    assert dialog.answer().codebook.path.stem == "standard"

    dialog.findChild(Card, "new_project.codebook.averitec").click()

    assert dialog.answer().codebook.path.stem == "averitec"
    assert load(dialog.answer().codebook.path)


def test_the_place_can_be_browsed(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))

    button(dialog, "new_project.browse").click()

    assert dialog.findChild(QLineEdit, "new_project.place").text() == str(tmp_path / "other")


def test_everything_has_a_name_for_screen_readers(dialog):
    for kind in (QLineEdit, Card):
        assert all(each.accessibleName() for each in dialog.findChildren(kind))


def test_it_fits_a_small_screen(dialog):
    assert dialog.height() <= 700
    assert dialog.width() <= 800


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Kaldria", "Kaldria"),
        ("  ..  ", ""),
        ("a/b\\c:d", "a-b-c-d"),
        ("CON", "_CON"),
        ("nul .tar", "_nul .tar"),
        ("LPT¹", "_LPT¹"),
        ("Console", "Console"),
        ("Ünïcode 漢字 ✓", "Ünïcode 漢字 ✓"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_becomes_that_of_a_file(name, stem):
    assert file_stem(name) == stem


def test_projects_lie_in_the_documents_by_default():
    assert usual_place().name == "Annotator"


def test_the_answer_is_what_was_typed(tmp_path, when_asked):
    def answer(dialog):
        type_name(dialog, "Summit")
        button(dialog).click()

    when_asked(answer)

    assert NewProjectDialog.ask(tmp_path).path == tmp_path / "Summit.annotator"


def test_leaving_is_no_answer(tmp_path, press_when_asked):
    press_when_asked("leave")

    assert NewProjectDialog.ask(tmp_path) is None


def test_enter_presses_the_button_that_has_the_keyboard(dialog, qtbot):
    type_name(dialog, "Trial")
    dialog.show()
    leave = button(dialog, "leave")
    leave.setFocus()

    qtbot.keyClick(leave, Qt.Key.Key_Return)

    assert dialog.result() == NewProjectDialog.DialogCode.Rejected


def test_enter_after_the_name_makes_the_project(dialog, qtbot):
    name = dialog.findChild(QLineEdit, "new_project.name")
    qtbot.keyClicks(name, "Trial")

    qtbot.keyClick(name, Qt.Key.Key_Return)

    assert dialog.result() == NewProjectDialog.DialogCode.Accepted


def shown(dialog):
    tree = dialog.findChild(QTreeWidget, "new_project.preview")
    return {
        (tree.topLevelItem(n).text(0), tree.topLevelItem(n).text(1)): tree.topLevelItem(n)
        for n in range(tree.topLevelItemCount())
    }


def test_the_chosen_codebook_is_shown_with_its_definitions(dialog):
    assert ("Verdict", "AVeriTeC verdict (default)") in shown(dialog)

    dialog.findChild(Card, "new_project.codebook.truth-scale").click()

    scheme = shown(dialog)[tr("Verdict"), "Five-point truth scale (Google example)"]
    assert scheme.child(0).text(0) == "False"
    types = shown(dialog)[tr("Claim type"), "Claim type (Konstantinovskiy et al. / Full Fact)"]
    tree = dialog.findChild(QTreeWidget, "new_project.preview")
    tree.setCurrentItem(types.child(0))
    definition = dialog.findChild(QLabel, "new_project.definition").text()
    assert definition == "Not checkable with publicly available information."


def test_a_codebook_of_ones_own_is_chosen_from_a_file(dialog, tmp_path, monkeypatch):
    path = tmp_path / "House.toml"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    path.write_text('name = "House"\nextends = "nothing"', encoding="utf-8")
    button(dialog, "new_project.codebook_file").click()
    refused = dialog.findChild(QLabel, "new_project.codebook_refused")
    assert "There is no codebook “nothing”" in refused.text()
    assert dialog.answer().codebook.path.stem == "standard"

    path.write_text('name = "House"\nextends = "averitec"', encoding="utf-8")
    button(dialog, "new_project.codebook_file").click()

    assert refused.isHidden()
    assert dialog.answer().codebook.path == path
    assert ("Claim type", "Verification task (AVeriTeC)") in shown(dialog)


def test_no_file_is_no_change(dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))

    button(dialog, "new_project.codebook_file").click()

    assert dialog.answer().codebook.path.stem == "standard"
