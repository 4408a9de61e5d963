"""The command line answers in words or JSON and refuses in one sentence, never a traceback."""

import csv
import errno
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, redirect_stdout
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from annotator import app, places
from annotator.cli import main
from annotator.commands import arguments, import_command, install_desktop_command, shell
from annotator.domain.anchor import Passage
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.damage import Damage
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.importers import formats, markdown
from annotator.operations import import_job, new_article, searching
from annotator.operations.labelling import add_claim, add_mention
from annotator.sample import project as sample
from annotator.storage.project import open_project
from annotator.tour import walk as tour
from annotator.ui.application.settings import Settings, save

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ["new", "import", "articles", "show", "search", "export", "check", "tour"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own, as Zoe, who works in the window."""
    monkeypatch.chdir(tmp_path)
    save(Settings(annotator_name="Zoe"), places.settings_folder())

    def run(*words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def news(run, tmp_path):
    """A project with two articles."""
    (tmp_path / "a.txt").write_bytes("First 🕊️ headline\r\nWe will, he said, stay.".encode())
    (tmp_path / "b.md").write_text("# Second\n\nNothing here.", encoding="utf-8")
    run("new", "news.annotator")
    run("import", "news.annotator", "a.txt", "b.md", "--annotator", "Ana")
    return tmp_path / "news.annotator"


@pytest.fixture
def worked(tmp_path):
    """The sample project, with one of everything."""
    return sample.ensure(tmp_path / "worked", places.state_folder(), "Ana")


def opened(path):
    """Open a project for writing until the block ends."""
    return closing(open_project(path, places.state_folder()))


def as_json(result):
    """Return the answer of a command."""
    return json.loads(result.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_an_example(run, command):
    text = run(command, "--help").output

    assert text.startswith(f"Usage: annotator {command}")
    assert f"Example:\n    annotator {command} " in text


def test_the_program_explains_itself(run):
    text = run("--help").output

    assert text.startswith("Usage: annotator [OPTIONS] [PROJECT | COMMAND")
    assert all(f"\n  {command} " in text for command in COMMANDS)
    assert "Annotator 0." in run("--version").output


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["new"],
        ["import", "news.annotator"],
        ["articles", "--yaml"],
        ["export", "news.annotator", "--format", "xml", "--out", "x"],
        ["export", "news.annotator"],
    ],
)
def test_wrong_use_ends_with_2(run, words):
    assert "Usage: annotator" in run(*words, code=2).stderr


@pytest.mark.parametrize(
    "words", [["articles"], ["show", "A1"], ["import", "a.txt"], ["export", "--out", "o"]]
)
def test_what_is_no_project_is_refused_in_one_sentence(run, tmp_path, words):
    (tmp_path / "fake.annotator").write_text("Not a project", encoding="utf-8")
    command, *rest = words

    for name in ("fake.annotator", "gone.annotator", "."):
        result = run(command, name, *rest, code=1)
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1


def test_what_is_no_project_does_not_pass_the_check(run, tmp_path):
    (tmp_path / "fake.annotator").write_text("Not a project", encoding="utf-8")

    assert "is not an Annotator project" in run("check", "fake.annotator", code=1).stdout


def test_a_new_project_takes_its_name_from_its_file(run):
    told = run("new", "story").output
    again = as_json(run("new", "b.annotator", "--name", "Summit", "--json"))

    assert told == "Created “story.annotator”.\n"
    assert again == {"project": "b.annotator", "name": "Summit", "codebook": "standard"}


def test_a_codebook_with_a_code_that_cannot_be_saved_makes_no_project(run):
    label = '{ code = "hearsay", name = "Hearsay" }'
    scheme = f'id = "own"\nversion = "1"\nlayer = "quote_type"\ntitle = "Own"\nlabel = [{label}]'
    Path("own.toml").write_text(f'name = "Own"\n[[scheme]]\n{scheme}\n', "utf-8")

    refused = run("new", "a.annotator", "--codebook", "own.toml", code=1)

    assert "“own.toml” cannot be used: its scheme “own@1” has the code “hearsay”." in refused.stderr
    assert not Path("a.annotator").exists()


def test_a_new_project_takes_the_codebook_that_is_named(run):
    run("new", "a.annotator", "--codebook", "truth-scale")
    refused = run("new", "b.annotator", "--codebook", "nothing", code=1)

    with opened(Path("a.annotator")) as store:
        assert "google-5@1" in {scheme.id for scheme in store.reader.codebook().schemes}
    assert "Choose one of: standard, " in refused.stderr
    assert not Path("b.annotator").exists()


def test_a_project_is_never_overwritten(run, news):
    before = news.read_bytes()

    assert "already exists" in run("new", news, code=1).stderr
    assert news.read_bytes() == before


def test_an_import_tells_what_became_of_each_file(run, news, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 99)
    (tmp_path / "c.txt").write_text("Third", encoding="utf-8")
    (tmp_path / "d.txt").write_text("Third", encoding="utf-8")

    result = run("import", news, "a.txt", "bad.txt", "c.txt", "d.txt", code=1)

    assert result.stdout.splitlines() == [
        "A3  Third",
        "“a.txt” is already here as A1.",
        "“d.txt” is already here as A3.",
        "1 imported, 2 already here, 1 refused.",
    ]
    assert result.stderr.startswith("“bad.txt”: This is binary data")


def test_an_import_answers_programs_too(run, news, tmp_path):
    (tmp_path / "c.txt").write_text("Third", encoding="utf-8")

    told = as_json(run("import", news, "c.txt", "b.md", "gone.txt", "--json", code=1))

    assert told["imported"] == [{"code": "A3", "headline": "Third", "file": "c.txt"}]
    assert told["already_here"] == [{"code": "A2", "file": "b.md"}]
    assert told["refused"][0]["file"] == "gone.txt"


@pytest.fixture
def mixed(tmp_path):
    """A folder of everything: what comes in, what is refused, and what nobody means."""
    folder = tmp_path / "mixed"
    for name, content in {
        "good.txt": b"Good",
        ".hidden": b"x",
        "Thumbs.db": b"x",
        ".git/config": b"x",
        "empty.txt": b"",
        "notes.log": b"Notes",
        "deep/er/notes.log": b"Notes",
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(99),
        "page.html": b"<p>A summit ended on Tuesday without any guarantees for anybody.</p>",
        "page_files/a.css": b"x",
        "labels/annotator-export.sha256": b"x",
        "labels/claims.csv": b"text\nNo article",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "void").mkdir()
    return folder


def test_every_file_of_a_folder_has_its_line(run, news, mixed):
    told = as_json(run("import", news, mixed, "--json", code=1))

    assert {each["file"] for each in told["imported"]} == {"good.txt", "page.html"}
    assert {Path(each["file"]).relative_to(mixed).as_posix() for each in told["refused"]} == {
        *("empty.txt", "notes.log", "deep/er/notes.log", "photo.jpg", "labels"),
    }
    assert {Path(each["file"]).name for each in told["skipped"]} == {
        *(".hidden", "Thumbs.db", ".git", "page_files"),
    }


def test_what_has_the_same_name_is_told_with_its_folder(run, news, mixed):
    told = run("import", news, mixed, code=1)

    assert f"Import it on its own to read it as text. ({'mixed'}{os.sep})" in told.stderr
    assert f"Import it on its own to read it as text. ({'er'}{os.sep})" in told.stderr
    assert told.stdout.endswith("2 imported, 0 already here, 5 refused, 4 skipped.\n")


def test_what_is_hidden_is_no_failure(run, news, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "c.txt").write_text("Third", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"x")

    told = run("import", news, folder)

    assert "“.DS_Store” is a hidden or system file." in told.stdout
    assert told.stdout.endswith("1 imported, 0 already here, 1 skipped.\n")


def test_an_export_is_not_read_as_articles(run, news):
    run("export", news, "--out", "out")

    words = "is an Annotator export, which cannot be imported. Open its project instead."
    assert words in run("import", news, "out", code=1).stderr
    assert "belongs to an Annotator export" in run("import", news, "out/claims.csv", code=1).stderr


def test_a_guess_is_called_one_and_can_be_said(run, news, tmp_path):
    words = "Совет решил в понедельник расширить набережную. " * 9
    (tmp_path / "c.txt").write_bytes(words.encode("cp866"))
    (tmp_path / "d.csv").write_bytes(f"kopf;wert\n1;{words}\n2;{words}x".encode("cp866"))

    told = run("import", news, "c.txt", "d.csv").stdout
    assert "Guessed for “c.txt”: encoding cp" in told
    assert "(A3). To set it, use --encoding." in told
    assert "Guessed for “d.csv”: encoding cp" in told
    assert "Guessed for “d.csv”: columns: text “wert” (A4). To set it, use --columns." in told

    said = ("--encoding", "CP866", "--columns", "text=wert")
    told = as_json(run("import", news, "c.txt", "d.csv", *said, "--json"))
    assert [each["headline"][:5] for each in told["imported"]] == ["Совет"] * 2
    assert not any("guesses" in each for each in told["imported"])


def test_an_encoding_can_be_said_of_every_text_and_of_nothing_else(run, news, tmp_path):
    words = "Совет решил в понедельник расширить набережную. " * 9
    (tmp_path / "c.md").write_bytes(f"# Совет\n\n{words}".encode("cp866"))
    times = "1\n00:00:01,000 --> 00:00:04,000\n"
    (tmp_path / "d.srt").write_bytes(f"{times}{words}".encode("cp866"))
    (tmp_path / "e.rtf").write_bytes(b"{\\rtf1\\ansi\\ansicpg1251 Words \\'98 here}")

    (tmp_path / "f").write_bytes(f"Рада {words}".encode("cp866"))

    told = run("import", news, "c.md", "d.srt", "e.rtf", "f", "--encoding", "cp866")

    headlines = [line.split("  ", 1)[1] for line in told.stdout.splitlines()[:4]]
    assert headlines[3].startswith("Рада Совет")
    assert headlines[0] == "Совет"
    assert headlines[1].startswith("Совет решил")
    assert "Guessed for “e.rtf”: letters (A5).\n" in told.stdout
    assert told.stdout.count("Guessed") == 1


def test_what_was_not_understood_is_named(run, news, tmp_path):
    (tmp_path / "d.csv").write_text("text,date\nWords,soon\n", encoding="utf-8")

    told = run("import", news, "d.csv").stdout

    assert "    The date “soon” was not recognised and was left empty." in told


def test_long_passages_left_out_of_a_page_are_counted(run, news, tmp_path):
    def save(name):
        words = "The harbour board met in %s and voted to widen the quay before the spring. "
        months = [words % month for month in ("May", "June", "July", "August", name)]
        aside = f"<aside><p>{(words % name).upper() * 3}</p></aside>"
        page = f"<article>{''.join(f'<p>{each * 2}</p>' for each in months)}{aside}<p>{words}</p>"
        (tmp_path / name).write_text(f"{page}</article>", encoding="utf-8")

    for name in ("c.html", "d.html"):
        save(name)

    told = run("import", news, "c.html").stdout
    assert "    1 long passage of the page is not in the article: see “Omitted page content" in told
    (article,) = as_json(run("import", news, "d.html", "--json"))["imported"]
    assert article["left_out"] == 1


def test_the_order_of_dates_may_be_told(run, news, tmp_path):
    (tmp_path / "d.csv").write_text("text,date\nWords,5/3/2026\n", encoding="utf-8")

    run("import", news, "d.csv", "--dates", "month-first")

    assert json.loads(run("show", news, "A3", "--json").output)["published_at"] == "2026-05-03"


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--encoding", "klingon", "“klingon” is not an encoding"),
        ("--columns", "words", "use the form text=Body,headline=Title"),
        ("--columns", "colour=red", "the parts are text, headline, publisher"),
    ],
)
def test_an_option_that_means_nothing_is_refused(run, news, option, value, reason):
    assert reason in " ".join(run("import", news, "a.txt", option, value, code=2).output.split())


def test_an_encoding_that_does_not_fit_is_refused_by_name(run, news, tmp_path):
    for name in ("c.txt", "d"):
        (tmp_path / name).write_bytes("żółć i więcej słów".encode("cp1250"))

        told = run("import", news, name, "--encoding", "ascii", code=1)

        assert told.stderr.startswith(f"“{name}”: This is not")


@pytest.mark.parametrize(
    ("naming", "publisher", "notes"), [("publisher", "Daily", ""), ("note", "", "Folder: Daily")]
)
def test_the_name_of_the_folder_is_kept_where_that_is_wanted(
    run, news, tmp_path, naming, publisher, notes
):
    (tmp_path / "Daily").mkdir()
    (tmp_path / "Daily" / "c.txt").write_text("Third", encoding="utf-8")
    (tmp_path / "Daily" / "d.csv").write_text("text,title\n,Fourth\n", encoding="utf-8")

    told = run("import", news, "Daily", "--folder-as", naming, code=1)
    assert told.stderr == "“d.csv”, row 2 has no text.\n"

    with opened(news) as store:
        article = next(each for each in store.reader.find(Article) if each.code == "A3")
        assert (article.publisher, article.notes) == (publisher, notes)


@pytest.mark.parametrize("place", ["read", "guessed"])
def test_a_reader_that_fails_in_an_unknown_way_refuses_that_file_alone(
    run, news, tmp_path, monkeypatch, place
):
    def fail(*_):
        raise KeyError("font\nlist")

    if place == "read":
        fmt = replace(markdown.FORMAT, read=fail, read_with_choices=fail)
        monkeypatch.setitem(formats.FORMATS.by_suffix, ".md", fmt)
    else:
        monkeypatch.setattr(
            new_article, "stated_or_guessed", lambda stated, text: fail() if "Odd" in text else ""
        )
    (tmp_path / "odd.md").write_text("# Odd\n\nText.")
    (tmp_path / "c.txt").write_text("Third\n\nMore text.")

    result = run("import", news, "odd.md", "c.txt", code=1)

    assert result.stdout.splitlines()[0] == "A3  Third"
    assert "“odd.md” could not be read because of an unexpected error" in result.stderr
    log = (places.log_folder() / "annotator.log").read_text()
    assert "KeyError" in log
    assert "Traceback" in log


def test_an_import_may_be_told_the_language(run, news, tmp_path):
    (tmp_path / "c.txt").write_text("Третий", encoding="utf-8")

    run("import", news, "c.txt", "--language", "uk")

    assert json.loads(run("show", news, "A3", "--json").output)["language"] == "uk"
    assert "in Ukrainian" in run("show", news, "A3").output


def test_an_import_refuses_what_is_no_language(run, news, tmp_path):
    (tmp_path / "c.txt").write_text("Третий", encoding="utf-8")

    result = run("import", news, "c.txt", "--language", "12", code=2)

    assert "is not a language code" in result.output


def test_one_undo_takes_a_whole_import_back(run, news, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(import_job.BATCH + 5):
        (folder / f"{number}.txt").write_text(f"Article {number}", encoding="utf-8")

    run("import", news, folder)

    with opened(news) as store:
        assert store.reader.count(Article) == import_job.BATCH + 7
        assert store.undo_label().startswith("Import 5 articles")
        store.undo()
        assert store.reader.count(Article) == 2


def test_large_files_come_in_before_a_batch_is_full(run, news, monkeypatch):
    monkeypatch.setattr(import_job, "HEAVY", 3)
    Path("c.txt").write_text("Third", encoding="utf-8")
    Path("d.txt").write_text("Fourth", encoding="utf-8")

    run("import", news, "c.txt", "d.txt")

    with opened(news) as store:
        assert store.undo_label() == "Import A4"


@pytest.mark.parametrize("heavy", [0, import_job.HEAVY])
def test_an_interrupted_import_leaves_nothing(run, news, monkeypatch, heavy):
    def interrupted(*told):
        yield from list(read(*told))
        raise KeyboardInterrupt

    read = import_command.found_in_files
    monkeypatch.setattr(import_job, "HEAVY", heavy)
    monkeypatch.setattr(import_command, "found_in_files", interrupted)
    Path("c.txt").write_text("Third", encoding="utf-8")

    assert "Aborted!" in run("import", news, "c.txt", code=1).stderr
    with opened(news) as store:
        assert store.reader.count(Article) == 2


def test_what_had_come_in_before_an_interruption_is_taken_back(run, news, monkeypatch):
    def noted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_job.ImportJob, "note", noted)
    Path("c.txt").write_text("Third", encoding="utf-8")

    assert "Aborted!" in run("import", news, "c.txt", code=1).stderr
    with opened(news) as store:
        assert store.reader.count(Article) == 2


def test_edits_are_those_of_the_user_or_of_whoever_is_named(run, news):
    Path("c.txt").write_text("Third", encoding="utf-8")
    run("import", news, "c.txt")

    run("export", news, "--out", "out")
    assert [row["name"] for row in table("annotators")] == ["Ana", "Zoe"]


@pytest.mark.parametrize("kept", [None, b"{", b"[1]", b'{"annotator_name": 7}'])
def test_nothing_is_changed_as_nobody(run, news, kept):
    settings = places.settings_folder() / "settings.json"
    settings.unlink()
    if kept is not None:
        settings.write_bytes(kept)
    Path("c.txt").write_text("Third", encoding="utf-8")

    for words in (["import", news, "c.txt"], ["zones", news, "A1", "--apply"]):
        assert run(*words, code=1).stderr == "Say who is working: --annotator “Your name”.\n"
    run("repairs", news, "A1", "--apply", "--annotator", " ana ")


def test_articles_are_listed(run, news):
    lines = run("articles", news).stdout.splitlines()
    told = as_json(run("articles", news, "--json"))

    assert lines[0] == "A1    todo         First 🕊️ headline  (0 claims)"
    assert [each["code"] for each in told] == ["A1", "A2"]
    assert told[1]["headline"] == "Second"


def test_an_article_is_shown_with_everything_marked(run, worked):
    text = run("show", worked, "a1").stdout
    told = as_json(run("show", worked, "A1", "--json"))

    assert "373–441, 499–507, 544–580  “We are not going" in text
    assert "−2  towards Oskar Lind (author · implicit)" in text
    assert told["code"] == "A1"
    assert len(told["mentions"]) == 10
    for mention in told["mentions"]:
        for part in mention["place"]["fragments"]:
            assert told["text"][part["start_char"] : part["end_char"]] == part["exact"]
    assert told["sentiments"][0]["place"] is None


def test_a_claim_is_shown_with_its_check(run, worked):
    text = run("show", worked, "C1").stdout
    told = as_json(run("show", worked, "C1", "--json"))

    assert "1. completed · Refuted · as of 2031-03-05 · Ana" in text
    assert "Still missing: not a factual claim" in text
    assert [each["article"] for each in told["mentions"]] == ["A1", "A1", "A2"]
    assert told["labels"][0]["code"] == "worth_checking"
    assert told["checks"][0]["evidence"][0]["source"]["is_primary"] is True


def test_every_article_and_claim_of_the_sample_can_be_shown(run, worked):
    claims = {f"C{number}": run("show", worked, f"C{number}").stdout for number in range(1, 11)}
    articles = [run("show", worked, f"A{number}").stdout for number in range(1, 5)]

    assert all(text.startswith(f"{code}  ") for code, text in claims.items())
    assert "relayed by" in "".join(claims.values())
    assert len(articles) == 4


def test_a_code_that_nothing_has_is_refused(run, news):
    assert "There is no article or claim “C9”" in run("show", news, "C9", code=1).stderr


def test_a_terminal_is_never_steered_by_words(run, news):
    with opened(news) as store:
        store.sign_in("Ana")
        (article,) = store.reader.find(Article, code="A1")
        version = store.reader.version(article.id)
        passage = Passage(
            text_id=version.id, text=store.reader.text(version.sha256), spans=(Span(0, 5),)
        )
        edit, claim, _ = add_claim(passage, store.annotator.id)
        claim = store.apply(edit).added[0]
        store.apply(Edit.swap("Word", claim, replace(claim, text="\x1b[31mred\x07")))

    assert "\x1b" not in run("show", news, "C1").stdout


def test_a_check_that_lacks_nothing_says_nothing_of_gaps(run, news):
    with opened(news) as store:
        store.sign_in("Ana")
        claim = Claim(code="C1", text="Nobody can know", created_by=store.annotator.id)
        done = FactCheck(claim_id=claim.id, status="not_checkable", checked_by=store.annotator.id)
        nothing = Evidence(check_id=done.id, stance="not_found", added_by=store.annotator.id)
        store.apply(Edit.add("Check", claim, done, nothing))

    lines = run("show", news, "C1").stdout.splitlines()

    assert lines[-2:] == ["  1. not_checkable · Ana", "     not_found: no source"]


def test_an_older_copy_of_a_project_is_reported(run, news):
    older = news.read_bytes()
    Path("c.txt").write_text("Third", encoding="utf-8")
    run("import", news, "c.txt")
    news.write_bytes(older)

    assert "is older than the one you last worked in" in run("articles", news).stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "Disk full"), "The answer could not be read or written: Disk full."),
        (OSError(errno.EIO, "Bad disk", "x.txt"), "“x.txt” could not be read or written: Bad"),
        (OSError(errno.EPIPE, "Broken pipe"), ""),
    ],
)
def test_a_failure_of_the_system_is_told_in_a_sentence(run, monkeypatch, error, words):
    def fail(_):
        raise error

    monkeypatch.setattr(tour, "tour", fail)

    assert run("tour", "--out", "x", code=1).stderr.startswith(words)


def test_on_windows_too_a_reader_may_have_had_enough(run, monkeypatch):
    def fail(_):
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(tour, "tour", fail)
    assert run("tour", "--out", "x", code=1).stderr

    monkeypatch.setattr(shell, "sys", SimpleNamespace(**vars(sys) | {"platform": "win32"}))
    assert not run("tour", "--out", "x", code=1).stderr


def test_the_name_of_a_project_may_end_in_capitals(run, tmp_path):
    run("new", "NEWS.ANNOTATOR")

    assert (tmp_path / "NEWS.ANNOTATOR").is_file()


def test_answers_can_go_anywhere(news):
    with redirect_stdout(StringIO()) as written:
        main(["articles", str(news)], standalone_mode=False)

    assert written.getvalue().startswith("A1 ")


def test_an_export_is_written_and_replaced(run, news):
    told = run("export", news, "--format", "csv", "--out", "out").stdout
    run("export", news, "--out", "out", "--no-bom", "--no-guard")

    assert told.startswith("Wrote ")
    assert "Formula guard: OFF" in Path("out", "README.txt").read_text(encoding="utf-8")
    assert Path("out", "articles.csv").read_bytes().startswith(b"article_id")


def test_an_export_into_a_used_folder_is_refused(run, news, tmp_path):
    assert "which is not an export" in run("export", news, "--out", tmp_path, code=1).stderr


def test_a_sound_project_has_no_problems(run, news, worked):
    assert run("check", news).stdout == "No problems found: 2 articles, 0 claims, 0 mentions.\n"
    assert as_json(run("check", worked, "--json")) == {"problems": [], "remarks": []}


def test_a_damaged_project_has_problems(run, worked):
    worked.write_bytes(
        worked.read_bytes().replace(b"forget about the Pact", b"FORGET about the Pact")
    )

    told = run("check", worked, code=1)
    listed = as_json(run("check", worked, "--json", code=1))["problems"]

    assert told.stdout.splitlines() == listed
    assert listed


def test_a_project_alone_opens_the_window(run, news, monkeypatch):
    seen = []
    monkeypatch.setattr(app, "run", lambda path: seen.append(path) or 7)

    run("news.annotator", code=7)
    run(code=7)
    run("gone.annotator", code=7)

    assert seen == [news, None, news.with_name("gone.annotator")]


def test_the_sample_is_opened_where_there_is_a_screen(run, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(places, "projects_folder", lambda: tmp_path / "projects")
    monkeypatch.setattr(app, "run", lambda path: seen.append(path) or 0)

    run("--sample")

    assert seen == [tmp_path / "projects" / sample.NAME]


def test_the_sample_becomes_the_tour_where_there_is_none(run, monkeypatch):
    monkeypatch.setattr(app, "has_screen", lambda: False)
    monkeypatch.setattr(tour, "tour", lambda out: iter([f"Walked to {out.name}."]))

    told = run("--sample").stdout

    assert told.splitlines() == [
        "No screen was found, so the tour runs instead.",
        "Walked to tour.",
    ]


def test_the_sample_of_an_installed_program_writes_nothing_without_a_screen(
    run, tmp_path, monkeypatch
):
    monkeypatch.setattr(app, "has_screen", lambda: False)
    monkeypatch.setattr(places, "checkout", lambda: None)
    before = sorted(tmp_path.rglob("*"))

    told = run("--sample", code=1)

    assert "No screen was found" in told.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_the_tour_says_each_step(run, monkeypatch):
    monkeypatch.setattr(tour, "tour", lambda out: iter(["One.", f"Two in {out}."]))

    assert run("tour", "--out", "here").stdout == "One.\nTwo in here.\n"


def test_a_project_made_for_labels_is_not_opened_and_checked_again(tmp_path, run, monkeypatch):
    file = tmp_path / "labels.jsonl"
    file.write_text('{"text": "Prices fell.", "label": [[0, 6, "Claim"]]}', encoding="utf-8")
    monkeypatch.setattr(arguments, "open_sound", lambda *_: pytest.fail("it was opened"))

    run("import-labels", tmp_path / "new.annotator", file)

    with opened(tmp_path / "new.annotator") as store:
        assert store.reader.count(Claim) == 1


def annotator(*words, **options):
    """Run the program as a process of its own."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    return subprocess.run(command, check=False, capture_output=options == {}, **options)


def loaded_by(*words):
    """Return the modules that a command loads."""
    code = (
        "import sys; from annotator.cli import main; "
        f"main({list(map(str, words))}, standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT, text=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_commands_without_a_window_never_load_qt(news):
    assert not [name for name in loaded_by("articles", news) if name.startswith("PySide6")]


def test_labels_come_in_without_loading_the_formats_of_articles(tmp_path):
    file = tmp_path / "labels.jsonl"
    file.write_text('{"text": "Prices fell.", "label": [[0, 6, "Claim"]]}', encoding="utf-8")

    loaded = loaded_by("import-labels", tmp_path / "news.annotator", file, "--annotator", "Ana")

    assert "annotator.operations.label_import" in loaded
    assert not loaded & {"annotator.importers.formats", "annotator.importers.html"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_an_answer_that_cannot_be_written_is_reported(news):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = annotator("articles", news, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 1
    assert done.stderr.decode().startswith("The answer could not be read or written: No space left")
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: no signal stops a process")
def test_an_answer_is_whole_where_python_buffers_no_output(news, run, tmp_path):
    length = 1_000_000  # more than a pipe holds
    (tmp_path / "long.txt").write_text("x" * length, encoding="utf-8")
    run("import", news, tmp_path / "long.txt")
    command = [sys.executable, str(ROOT / "main.py"), "text", str(news), "A3"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}

    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        begin = process.stdout.read(1)
        time.sleep(0.2)  # it waits until somebody reads the rest
        for each in (signal.SIGSTOP, signal.SIGCONT):
            process.send_signal(each)
        assert len(begin + process.stdout.read()) == length


def test_output_that_is_not_buffered_is_opened_anew(tmp_path):
    with io.TextIOWrapper((tmp_path / "out").open("wb", buffering=0), "latin-1") as raw:
        stream = shell._reliable(raw)
        stream.write("naïve 🕊️")
        stream.flush()

    assert not isinstance(stream.buffer, io.RawIOBase)
    assert (tmp_path / "out").read_bytes() == b"na\xefve \\U0001f54a\\ufe0f"
    assert shell._reliable(text := StringIO()) is text


def test_a_reader_that_has_had_enough_is_no_error(news):
    read, write = os.pipe()
    os.close(read)
    done = annotator("show", news, "A1", stdout=write, stderr=subprocess.PIPE)
    os.close(write)

    assert done.stderr == b""


def test_a_name_that_is_not_utf8_comes_in_and_is_reported(run, news, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Fourth", encoding="utf-8")

    told = annotator("import", news, os.fsdecode(path), os.fsdecode(path + b"x"), "--json")

    assert json.loads(told.stdout)["imported"][0]["file"] == "caf\\xe9.txt"
    assert "“caf\\xe9.txtx” cannot be read" in told.stderr.decode()


def test_real_articles_keep_their_words_from_import_to_csv(run, real_articles):
    """Each position of the CSV, applied to the text file, gives the quoted words."""
    run("new", "real.annotator")
    run("import", "real.annotator", *real_articles)
    with opened(Path("real.annotator")) as store:
        store.sign_in("Ana")
        for article in store.reader.find(Article):
            mark(store, article)

    run("export", "real.annotator", "--out", "out")

    fragments = table("claim_mentions")
    codes = {row["article_id"]: row["article_code"] for row in table("articles")}
    assert len(fragments) == 12
    for row in fragments:
        name = f"{codes[row['article_id']]}.v{row['text_version']}.txt"
        text = Path("out", "texts", name).read_bytes().decode()
        assert text[int(row["start_char"]) : int(row["end_char"])] == row["exact"]


def test_texts_of_real_articles_are_those_that_came_in(run, real_articles):
    run("new", "real.annotator")
    run("import", "real.annotator", *real_articles)
    run("export", "real.annotator", "--out", "out")

    for number, path in enumerate(real_articles, start=1):
        exported = Path("out", "texts", f"A{number}.v1.txt").read_bytes()
        assert exported == path.read_bytes().replace(b"\r\n", b"\n")


def mark(store, article):
    """Mark two words of an article as one claim, and the second alone as its other mention."""
    version = store.reader.version(article.id)
    text = store.reader.text(version.sha256)
    words = [Span(*match.span()) for match in re.finditer(r"\w{5,}", text)]
    spans = (words[len(words) // 3], words[-1])
    by = store.annotator.id
    both = Passage(text_id=version.id, text=text, spans=spans)
    edit, claim, _ = add_claim(both, by)
    store.apply(edit)
    one = Passage(text_id=version.id, text=text, spans=(spans[1],))
    edit, _ = add_mention(store.reader.get(Claim, claim.id), one, by)
    store.apply(edit)


def table(name):
    """Return the rows of a table of the export."""
    with Path("out", f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_what_could_not_be_written_is_let_go_of(monkeypatch):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        full.write("an answer")
        monkeypatch.setattr(sys, "stdout", full)

        shell.discard_output()

        full.flush()


def test_what_is_damaged_is_named_by_every_command_that_reads_it(run, worked, tmp_path):
    with closing(sqlite3.connect(worked)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for trigger in ("text_stays", "anchor_fragment_stays"):
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute("UPDATE article SET headline = CAST(x'41ff' AS TEXT) WHERE code = 'A2'")
        db.execute("UPDATE text SET content = content || 'x' WHERE rowid = 1")
        db.execute("UPDATE claim SET assertion_kind = 'odd' WHERE code = 'C2'")
        db.execute(
            "UPDATE anchor_fragment SET start = start + 1 WHERE anchor_id IN (SELECT anchor_id FROM"
            " claim_mention JOIN claim ON claim.id = claim_id WHERE code = 'C1')"
        )
        db.commit()

    listed = run("articles", worked)
    assert r"A\xff" in listed.stdout
    assert "▲ Article A2 is damaged: some of its letters are lost." in listed.stderr
    assert "▲ The text of article A1 is damaged" in run("text", worked, "A1").stderr
    assert "▲ The text of article A1 is damaged" in run("show", worked, "A1").stdout
    assert "▲ Claim C2 is damaged: “assertion_kind” has a value" in run("show", worked, "C2").stdout
    assert as_json(run("show", worked, "C1", "--json"))["damaged"][0].startswith("A mention of")
    exported = run("export", worked, "--out", tmp_path / "out").stderr
    checked = run("check", worked, code=1).stdout
    for words in ("Claim C2 is damaged", "A mention of claim C1 is", "Article A2 is"):
        assert words in exported
        assert words in checked


def test_of_much_that_is_damaged_the_first_few_are_named(capsys):
    one = Damage(table="claim", id="1", name="claim C1", reason="it is odd")
    shell.say_damaged([one] * 25)

    said = capsys.readouterr().err.splitlines()
    assert said[0] == "▲ Claim C1 is damaged: it is odd."
    assert len(said) == 21
    assert said[-1] == "▲ 5 more are damaged. Run “annotator check” to list all."


def test_a_text_that_is_gone_leaves_the_rest_of_the_article_to_be_shown(run, worked):
    with closing(sqlite3.connect(worked)) as db:
        db.execute("DROP TRIGGER text_keeps")
        db.execute("DELETE FROM text WHERE rowid = 1")
        db.commit()

    shown = as_json(run("show", worked, "A1", "--json"))

    assert shown["text"] == ""
    assert shown["mentions"]
    assert "The text of article A1 is damaged: it is missing." in shown["damaged"]


def test_remarks_are_no_problems(run, worked, monkeypatch):
    monkeypatch.setattr("annotator.storage.store.utc_now", lambda: "2031-01-01T00:00:00.000Z")
    with opened(worked) as store:
        store.apply(Edit.add("Later", Source(title="Later")))

    assert (
        "Remark: Lines of the history with a date in the future: 1" in run("check", worked).stdout
    )


def test_half_a_character_is_refused_by_name_wherever_it_comes_in(run, news):
    half = os.fsdecode(b"A\xff")

    assert "half a character" in run("import", news, "a.txt", "--annotator", half, code=1).stderr
    assert "half a character" in run("new", "other", "--name", half, code=1).stderr
    assert "half a character" in run("new", half, code=1).stderr
    assert "There is no article or claim" in run("show", news, half, code=1).stderr
    assert not Path("other.annotator").exists()


def test_a_name_with_a_control_of_direction_turns_nothing_round(run, news, tmp_path):
    name = "photo\u202egnp.txt"
    (tmp_path / name).write_text("שלום\n\nText.")
    (tmp_path / f"b{name}").write_bytes(b"")

    told = run("import", news, name, f"b{name}", code=1)

    assert told.stdout.splitlines()[0] == "A3  \u2068שלום\u2069"
    assert told.stderr.startswith("“bphoto\ufffdgnp.txt” contains no text")
    assert "\u202e" not in told.output
    with opened(news) as store:
        assert store.reader.find(TextVersion)[-1].file_name == name


def test_a_project_is_copied_while_it_is_open(run, news, tmp_path):
    with opened(news) as store:
        store.sign_in("Ben")
        assert "Copied to “copy.annotator”." in run("copy", news, "copy.annotator").output

    run("check", "copy.annotator")
    assert len(json.loads(run("articles", "copy.annotator", "--json").output)) == 2


def test_a_copy_replaces_nothing(run, news, tmp_path):
    (tmp_path / "there").write_bytes(b"precious")

    assert "already exists" in run("copy", news, "there", code=1).output
    assert (tmp_path / "there").read_bytes() == b"precious"


def test_a_copy_of_a_damaged_project_names_the_damage(run, news):
    with opened(news) as store:
        store._db.execute("UPDATE article SET headline = 'x'")

    assert "differs from its history" in run("copy", news, "copy.annotator", code=1).output


def test_the_program_is_added_to_the_menu_of_a_desktop_and_removed(run, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    entry = tmp_path / "data" / "applications" / "annotator.desktop"

    assert str(entry) in run("install-desktop").output
    command = re.search(r'Exec="(.*)" %f', entry.read_text())[1]
    assert subprocess.run([command, "--version"], capture_output=True, check=True).stdout

    run("install-desktop", "--remove")
    assert not entry.exists()


def test_a_source_tree_without_a_script_is_started_by_its_main(run, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    run("install-desktop")

    entry = (tmp_path / "data" / "applications" / "annotator.desktop").read_text()
    assert f'Exec="{tmp_path / "python"}" "{ROOT / "main.py"}" %f' in entry


def test_a_system_without_such_a_menu_is_told_so(run, monkeypatch):
    system = SimpleNamespace(platform="win32")
    monkeypatch.setattr(install_desktop_command, "sys", system)

    assert "for Linux desktops" in run("install-desktop", code=1).output


def test_searching_a_project(run, worked):
    found = run("search", worked, "guarantee", "verdict:refuted")
    assert "C1  …will give Kaldria no security guarantees beyond those of 2027." in found.stdout
    assert run("search", worked, "zzzz").stdout.startswith("Nothing found in text, claims")
    [claims] = as_json(run("search", worked, '"no security guarantees"', "--json"))
    assert claims["kind"] == "claim"
    assert [hit["code"] for hit in claims["hits"]] == ["C1"]
    assert run("search", worked, "--kind", "person", "--", "-Oskar").stdout.startswith("person")


def test_a_search_says_how_many_more_there_are(run, news, monkeypatch):
    for name in ("FIRST", "MOST"):
        monkeypatch.setattr(searching, name, 1)

    assert "1 more in article" in run("search", news, "status:todo").stdout
