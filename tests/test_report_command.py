"""Reports on the command line: of a project, an article or a claim."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator import places
from annotator.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output

    return run


@pytest.fixture
def news(run):
    """A project with an article."""
    Path("a.txt").write_text("A headline\n\nA sentence.", encoding="utf-8")
    run("new", "news.annotator")
    run("import", "news.annotator", "a.txt", "--annotator", "Ana")
    return Path("news.annotator")


def test_a_report_is_written_as_one_page(run, news):
    assert run("report", news, "--out", "all.html") == "Wrote the report “all.html”.\n"
    assert run("report", news, "--only", "a1", "--out", "a1.html")

    assert "A headline" in Path("all.html").read_text(encoding="utf-8")
    assert "A sentence." in Path("a1.html").read_text(encoding="utf-8")


def test_a_report_carries_the_name_of_the_settings(run, news):
    folder = places.settings_folder()
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"desk_name": "The Desk"}', encoding="utf-8")

    run("report", news, "--out", "all.html")

    assert "The Desk" in Path("all.html").read_text(encoding="utf-8")


def test_what_is_not_there_is_no_subject_of_a_report(run, news):
    told = run("report", news, "--only", "C7", "--out", "c.html", code=1)

    assert "There is no article or claim “C7”." in told
    assert not Path("c.html").exists()


def test_a_file_that_exists_is_not_replaced(run, news):
    Path("all.html").write_text("Mine", encoding="utf-8")

    run("report", news, "--out", "all.html", code=1)

    assert Path("all.html").read_text(encoding="utf-8") == "Mine"


@pytest.mark.usefixtures("qapp")  # the one that the command makes would have no widgets
def test_a_report_is_written_as_pdf_without_a_screen(run, news):
    run("report", news, "--out", "all.pdf")

    assert Path("all.pdf").read_bytes().startswith(b"%PDF")


def test_another_kind_of_file_is_refused(run, news):
    told = run("report", news, "--out", "all.docx", code=2)

    assert "The name of a report ends in .html or .pdf." in told
