"""A way in is a module and a name in `FORMATS`: one of a test has all that the others have."""

import pytest
from click.testing import CliRunner
from dragging import dragged_over, drop, urls
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog

from annotator.cli import main
from annotator.domain.article import Article
from annotator.importers import Draft, encodings, formats
from annotator.importers.draft import Omission
from annotator.importers.formats import FORMATS, Formats
from annotator.importers.import_format import ImportFormat
from annotator.importers.omitted_content import PageText
from annotator.importers.original import contents
from annotator.importers.page_recognition import is_page, is_page_name
from annotator.storage.project import create_project, open_project
from annotator.ui.importing.clipboard import draft_of
from annotator.ui.importing.fetching import Answer, _request
from annotator.ui.importing.http_drafts import drafts_of
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.importing.import_tools import choose_files
from annotator.ui.importing.watched import _new_files
from annotator.ui.widgets.drop_hint import to_import

MEDIA_TYPE = "application/x-wire"
WIRE = "WIRE 7 Banken senken Zinsen\nDie Banken in Köln senken ihre Zinsen.\n"
HEADLINE, TEXT = "Banken senken Zinsen", "Die Banken in Köln senken ihre Zinsen.\n"


def drafts(data, name, charset):
    """Return the article of a dispatch: a line with its number and headline, then its text."""
    guess = encodings.best_guess(data, charset)
    head, _, text = guess.text.partition("\n")
    headline = head.removeprefix("WIRE 7 ")
    yield Draft(
        headline=headline, text=text, original=data, encoding=guess.encoding, file_name=name
    )


FORMAT = ImportFormat(
    name="Dispatch",
    suffixes=(".wire", ".wav"),  # the second as recordings have it
    read=lambda path: drafts(contents(path), path.name, ""),
    media_types=(MEDIA_TYPE,),
    begins=rb"WIRE \d",
    read_with_choices=lambda path, told: drafts(contents(path), path.name, told.encoding),
    read_bytes=drafts,
    omissions=lambda _data, _encoding, _texts: (Omission("WIRE 7", 0),),
)


@pytest.fixture(autouse=True)
def _added(monkeypatch):
    """Put the format into the list."""
    monkeypatch.setattr(formats, "FORMATS", Formats((*FORMATS, FORMAT)))


@pytest.fixture
def wire(tmp_path):
    """A dispatch in a folder of its own."""
    path = tmp_path / "in" / "7.wire"
    path.parent.mkdir()
    path.write_text(WIRE, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path, schemes, monkeypatch):
    """Run a command on a new project, and return the articles that are then in it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "News.annotator"
    create_project(path, "News", schemes, tmp_path / "marks").close()

    def run(*words):
        result = CliRunner().invoke(
            main, ["import", str(path), "--annotator", "Ana", *map(str, words)]
        )
        assert result.exit_code == 0, result.output
        store = open_project(path, tmp_path / "marks")
        found = {
            a.headline: store.reader.text(store.reader.version(a.id).sha256)
            for a in store.reader.find(Article)
        }
        store.close()
        return found

    return run


def test_the_command_imports_it_alone_and_in_a_folder(run, wire):
    assert run(wire) == {HEADLINE: TEXT}
    wire.with_name("8.wire").write_text(WIRE.replace("Köln", "Bonn"), encoding="utf-8")

    assert len(run(wire.parent)) == 1


def test_the_command_reads_it_in_another_encoding(run, wire):
    wire.write_bytes(WIRE.encode("cp850"))

    assert run(wire, "--encoding", "cp850") == {HEADLINE: TEXT}


def test_it_is_known_by_what_is_in_it(run, wire):
    assert run(wire.rename(wire.with_suffix(".odd"))) == {HEADLINE: TEXT}


def test_it_can_be_dropped(qtbot, store, wire):
    dialog = ImportArticles(store.reader, [])
    qtbot.addWidget(dialog)
    dialog.show()
    with dragged_over(dialog, urls(wire)):
        drop(dialog, urls(wire))

    qtbot.waitUntil(lambda: bool(dialog.drafts()))
    assert [draft.headline for draft in dialog.drafts()] == [HEADLINE]


def test_a_recording_is_refused_unless_it_can_be_imported(tmp_path):
    wav, mp3 = tmp_path / "a.wav", tmp_path / "a.mp3"

    assert to_import([wav, mp3]).paths == (wav,)


def test_it_can_be_pasted():
    mime = QMimeData()
    mime.setData(MEDIA_TYPE, WIRE.encode())

    assert draft_of(mime).headline == HEADLINE
    assert draft_of(mime).text == TEXT


def test_it_is_asked_for_and_known_when_it_is_fetched():
    accepted = bytes(_request(QUrl("https://a.example")).rawHeader("Accept").data()).decode()
    answer = Answer(
        url="https://a.example/7",
        status=200,
        headers=(("Content-Type", f"{MEDIA_TYPE}; charset=cp1252"),),
        body=WIRE.encode("cp1252"),
        fetched_at="2026-01-02T03:04:05Z",
    )

    (draft,) = drafts_of(answer)

    assert MEDIA_TYPE in accepted.split(",")
    assert (draft.headline, draft.text, draft.file_name) == (HEADLINE, TEXT, "a.example")


def test_file_dialogs_and_watched_folders_show_it(wire, monkeypatch):
    shown = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *words: (shown.append(words[3]), ([], ""))[1]
    )

    choose_files(None)

    assert "*.wire" in shown[0]
    assert [*next(_new_files(wire.parent, 0))] == [wire]


def test_what_its_text_lacks_can_be_inserted():
    page = PageText(WIRE.encode(), "clipboard", "utf-8", (TEXT,))

    assert page.omissions() == (Omission("WIRE 7", 0),)
    assert is_page(page.data, page.name)
    assert is_page_name("7.WIRE")
