"""A way out is an entry in `FORMATS`: one of a test has all that the shipped one has."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from annotator import exporters
from annotator.cli import main
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.exporters import ExportFormat, ExportOption, FormatGroup, Piece
from annotator.exporters.features import Feature
from annotator.exporters.write import ExportError, write
from annotator.storage.project import create_project, open_project
from annotator.ui.dialogs import dialog_widgets
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.choice_row import ChoiceRow
from annotator.ui.widgets.progress import ProgressStrip

NO_MARKS = "Only claims are exported."


def pieces(records, chosen):
    """Return all claims as one list of JSON, a piece for each."""
    claims = sorted(records.reader.each(Claim), key=lambda claim: claim.code)
    indent = int(chosen["indent"])
    yield Piece("", b"[")
    for number, claim in enumerate(claims):
        found = {"code": claim.code} | ({"text": claim.text} if chosen["words"] else {})
        comma = "," if number else ""
        yield Piece("", f"{comma}{json.dumps(found, indent=indent)}".encode(), 1)
    yield Piece("", b"]")


FORMAT = ExportFormat(
    id="json",
    name="One JSON file",
    group=FormatGroup.TABLES,
    description="A list of claims.",
    pieces=pieces,
    suffix=".json",
    options=(
        ExportOption(name="words", title="With words", help="Omit the words.", default=True),
        ExportOption(
            name="indent", title="Indent", help="Spaces.", default="2", choices={"2": "2", "4": "4"}
        ),
    ),
    leaves_out=NO_MARKS,
    lacks=frozenset({Feature.UNMENTIONED, Feature.EVIDENCE}),
)


@pytest.fixture(autouse=True)
def _added(monkeypatch):
    """Put the format into the list."""
    monkeypatch.setattr(exporters, "FORMATS", (*exporters.FORMATS, FORMAT))


@pytest.fixture
def path(tmp_path, schemes):
    """A project with two claims."""
    path = tmp_path / "Summit.annotator"
    store = create_project(path, "Summit", schemes, tmp_path / "marks")
    store.sign_in("Ana")
    claims = [("C1", "Rates fell"), ("C2", "No")]
    by = store.annotator.id
    store.apply(Edit.add("Add", *(Claim(code=c, text=text, created_by=by) for c, text in claims)))
    store.close()
    return path


@pytest.fixture
def opened_project(tmp_path):
    """Open the project of a path."""
    return lambda path: open_project(path, tmp_path / "marks")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command line and return its result."""
    monkeypatch.chdir(tmp_path)

    def run(*words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def workspace(path, tmp_path, opened_project):
    """The project in a window."""
    found = Workspace(opened_project(path), path)
    yield found
    found.close()


@pytest.fixture
def dialog(qtbot, workspace):
    shown = ExportLabels(workspace)
    qtbot.addWidget(shown)
    shown.show()
    shown.findChild(FormatList).choose("json")
    return shown


def words_of(dialog, name):
    return dialog.findChild(QLabel, name).text()


def claims(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))


def test_the_command_writes_one_file_and_says_what_is_not_in_it(run, path):
    told = run("export", path, "--format", "json", "--out", "out.json").stdout

    place = "This format has no place for: 2 claims without a passage."
    assert told == f"Wrote 2 rows into “out.json”.\n{NO_MARKS}\n{place}\n"
    assert claims("out.json")[0] == {"code": "C1", "text": "Rates fell"}


def test_the_command_has_its_options(run, path):
    run("export", path, "--format", "json", "--out", "out.json", "--no-words", "--indent", "4")

    assert claims("out.json") == [{"code": "C1"}, {"code": "C2"}]
    assert "\n    " in Path("out.json").read_text(encoding="utf-8")
    told = run("export", "--help").stdout
    assert "Omit the words. [json]" in " ".join(told.split())


def test_the_command_exports_one_claim_or_one_persons_marks(run, path):
    run("export", path, "--only", "c2", "--by", "ana", "--pseudonyms", "--out", "out")
    nobody = run("export", path, "--by", "Eve", "--out", "out2", code=1).stderr
    nothing = run("export", path, "--only", "C9", "--out", "out3", code=1).stderr

    claims_file = Path("out", "claims.csv").read_text(encoding="utf-8-sig")
    assert claims_file.count("\n") == 1  # no article mentions it
    assert "Annotator 1" in Path("out", "annotators.csv").read_text(encoding="utf-8-sig")
    assert nobody == "Nobody called “Eve” works in this project.\n"
    assert nothing == "There is no article or claim “C9”.\n"


def test_the_command_exports_one_article(run, path):
    Path("a.txt").write_text("Taxes rose.\n", encoding="utf-8")
    run("import", path, "--annotator", "Ana", "a.txt")
    run("export", path, "--only", "A1", "--out", "out")

    table = Path("out", "articles.csv").read_bytes()
    assert table.count(b"\r\n") == 2


def test_an_option_of_another_format_is_refused(run, path):
    told = run("export", path, "--no-words", "--out", "out", code=2).stderr

    assert "The format “csv” has no option “words”." in told
    assert not Path("out").exists()


def test_a_format_that_is_always_whole_refuses_a_part(run, path):
    told = run("export", path, "--format", "project", "--pseudonyms", "--out", "out", code=2).stderr

    assert "The format “project” always has the whole project." in told
    assert not Path("out").exists()


def test_a_file_that_exists_is_refused(run, path):
    Path("out.json").write_text("mine", encoding="utf-8")

    told = run("export", path, "--format", "json", "--out", "out.json", code=1).stderr

    assert told == "“out.json” already exists. Choose another name.\n"
    assert Path("out.json").read_text(encoding="utf-8") == "mine"


def test_a_file_that_exists_is_replaced_only_when_told_so(run, path):
    Path("out.json").write_text("mine", encoding="utf-8")
    Path("folder.json").mkdir()

    run("export", path, "--format", "json", "--replace", "--out", "out.json")
    told = run("export", path, "--format", "json", "--replace", "--out", "folder.json", code=1)

    assert claims("out.json")[0] == {"code": "C1", "text": "Rates fell"}
    assert told.stderr == "“folder.json” already exists. Choose another name.\n"


def test_the_command_lists_it_with_what_it_holds_and_lacks(run):
    listed = {each["id"]: each for each in json.loads(run("formats", "--json").stdout)}
    told = run("formats").stdout

    assert [*listed] == [each.id for each in exporters.FORMATS]
    assert listed["json"]["lacks"] == ["unmentioned", "evidence"]
    assert "checks" in listed["json"]["holds"]
    assert listed["json"]["writes"] == "file"
    assert [option["name"] for option in listed["json"]["options"]] == ["words", "indent"]
    assert told.startswith("Tables\n  csv ")
    assert "One JSON file: A list of claims." in told
    assert "No place for: claims without a passage, evidence." in told


def test_what_is_not_written_to_the_end_leaves_nothing(path, tmp_path, opened_project):
    store = opened_project(path)
    (tmp_path / ".out.json.draft-1").write_text("of a run that was killed", encoding="utf-8")

    writing = write(FORMAT, store.reader, tmp_path / "out.json")
    next(writing)
    assert len(list(tmp_path.glob(".out.json.draft-*"))) == 1
    writing.close()
    store.close()

    assert not [*tmp_path.glob("*out.json*")]


def test_a_file_made_meanwhile_is_not_replaced(path, tmp_path, opened_project):
    store = opened_project(path)

    writing = write(FORMAT, store.reader, tmp_path / "out.json")
    next(writing)
    (tmp_path / "out.json").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="already exists"):
        list(writing)
    store.close()

    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "mine"


def test_the_dialog_offers_it_with_its_options(dialog, tmp_path):
    path = dialog.findChild(QLineEdit, "export.path")

    assert path.text() == str(tmp_path / "Summit-labels.json")
    assert path.accessibleName() == "File"
    assert words_of(dialog, "export.leaves_out") == f"A list of claims. {NO_MARKS}"
    assert not dialog.findChild(QCheckBox, "export.words").isHidden()
    assert dialog.findChild(QCheckBox, "export.bom").parentWidget().isHidden()


def test_the_dialog_writes_it_as_chosen(qtbot, dialog, tmp_path, monkeypatch):
    chosen, opened = str(tmp_path / "mine.json"), []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    monkeypatch.setattr(dialog_widgets, "show_folder", opened.append)
    dialog.findChild(QPushButton, "export.browse").click()
    dialog.findChild(QCheckBox, "export.words").setChecked(False)
    dialog.findChild(ChoiceRow, "export.indent").buttons[1].click()

    dialog.findChild(QPushButton, "do").click()
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isHidden())
    dialog.findChild(QPushButton, "export.open_folder").click()

    assert words_of(dialog, "export.result").startswith("✓ 2 rows written to ")
    assert claims(chosen) == [{"code": "C1"}, {"code": "C2"}]
    assert opened == [tmp_path]
