"""Files that came in wrong once, brought in by the command line; what comes in is what was there.

The number of a case is that of its folder in `cases`.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import main

CASES = Path(__file__).parent / "cases"
CYRILLIC = "Совет гавани решил в понедельник"


@pytest.fixture
def run(tmp_path):
    """Run a command on a project; returns its answer to programs."""
    project = str(tmp_path / "x.annotator")
    CliRunner().invoke(main, ["new", project])

    def run(command, *words):
        done = CliRunner().invoke(main, [command, project, *map(str, words), "--json"])
        return json.loads(done.stdout)

    return run


@pytest.fixture
def brought_in(run):
    """Bring in a case, or some of its files; returns the articles."""

    def bring(case, *names, options=()):
        (folder,) = CASES.glob(f"{case}-*")
        files = [folder / name for name in names] or sorted(folder.iterdir())
        told = run("import", "--annotator", "Ana", *files, *options)
        return [run("show", each["code"]) for each in told["imported"]]

    return bring


@pytest.mark.parametrize(
    ("case", "file", "words"),
    [
        ("01", "page.html", "\nWho pays for the quay?\nParagraph 3"),
        ("01", "page.html", "\n“There was no vote,” says the mayor\nParagraph 5"),
        ("01", "page.html", "\nQ: Will ferries be stopped in summer?\nA: No."),
        ("02", "page.html", "Paragraph 6 tells of"),
        ("03", "story.json", "\nThe vote is on Friday. The count is on Sunday."),
        ("04", "story.json", "\n“There was no vote,” said the mayor"),
        ("04", "blocks.json", "\nWho pays?\nThe ferries go on"),
        ("06", "page.webarchive", "0. The harbour board of Lindau met"),
        ("07", "page", "The harbour board of Lindau met"),
        ("07", "page.asp", "The harbour board of Lindau met"),
        ("07", "page.php", "The harbour board of Lindau met"),
        ("07", "page.shtml", "The harbour board of Lindau met"),
        ("09", "cp1251.txt", f"{CYRILLIC} расширить"),
        ("09", "shift-jis.txt", "東京湾の港を広げる計画について"),
        ("17", "talk.srt", "The harbour board of Lindau met on Monday and voted to widen"),
        ("17", "talk.vtt", "Ana Lind: The harbour board of Lindau met on Monday and voted"),
        ("22", "struck.html", "The office counted 42 ferries and a debt of 10⁶ crowns on 30 m²"),
        ("23", "h3long.html", "\nCrews were not told\nThe harbour office said"),
        ("23", "live.html", "\n10:00\nMayor speaks to reporters\nThe harbour office said"),
        (
            "27",
            "factiva.rtf",
            "The harbour office’s statement said that 42 ferries stayed in port.",
        ),
        ("27", "rtf_named.docx", "The harbour office’s statement said that 42 ferries stayed"),
        ("28", "messenger.json", "Le café du port est fermé, dit la mairie."),
    ],
)
def test_the_words_that_were_there_come_in(case, file, words, brought_in):
    (article,) = brought_in(case, file)

    assert words in f"\n{article['text']}"
    assert "<" not in article["text"]
    assert "-->" not in article["text"]


@pytest.mark.parametrize(
    ("case", "file", "field", "value"),
    [
        ("04", "story.json", "published_at", "2025-03-04"),
        ("06", "page.webarchive", "headline", "x"),
        ("17", "talk.srt", "published_at", ""),
        ("18", "page.html", "published_at", "2024-11-18"),
        ("20", "page.html", "byline", ""),
        ("24", "relateddate.html", "published_at", ""),
        ("24", "tweetdate.html", "published_at", ""),
    ],
)
def test_its_facts_are_its_own(case, file, field, value, brought_in):
    (article,) = brought_in(case, file)

    assert article[field] == value


@pytest.mark.parametrize(
    ("case", "file", "expected"),
    [
        ("21", "telegram.json", ["Minister Dalo told", "No ferry has been"]),
        ("25", "dates_fr.csv", ["2026-03-13", "2026-03-05", "2026-02-04", "2026-02-28"]),
        ("26", "survey3.csv", ["It said that the", "The article claims"]),
        ("27", "nexis_two.DOCX", ["Ferries stay in port", "Pier to reopen, says mayor"]),
    ],
)
def test_each_article_of_a_file_comes_in_and_nothing_else(case, file, expected, brought_in):
    articles = brought_in(case, file)

    assert len(articles) == len(expected)
    for article, words in zip(articles, expected, strict=True):
        assert (article["headline"] + article["published_at"]).find(words) >= 0


def test_words_of_a_message_are_joined_without_others(brought_in):
    first, _ = brought_in("21")

    assert first["text"] == (
        "Minister Dalo told the council that 42 ferries were out of service.\n\n"
        "Read more: the list."
    )


def test_every_file_of_a_folder_has_its_line(run):
    told = run("import", "--annotator", "Ana", *CASES.glob("08-*"))

    named = [
        *(each["file"] for each in told["imported"]),
        *(each["file"] for each in told["refused"]),
    ]
    assert {Path(each).name for each in named} == {
        *("a.txt", "page.php", "page.webarchive", "story.doc", "story.odt", "story.rtf"),
    }
    assert len(told["refused"]) == 1


@pytest.mark.parametrize("encoding", ["cp866", "iso8859_5", "mac_cyrillic"])
def test_a_guess_is_called_one_and_the_encoding_can_be_said(encoding, run, brought_in):
    (file,) = CASES.glob(f"10-*/{encoding}.txt")
    (guessed,) = run("import", "--annotator", "Ana", file)["imported"]

    assert guessed["guesses"][0].startswith("encoding cp")
    (said,) = brought_in("10", file.name, options=("--encoding", encoding))
    assert said["headline"].startswith(CYRILLIC)


@pytest.mark.parametrize("case", ["13", "16"])
def test_lines_that_return_are_neither_duplicates_nor_page_headers(case, run, brought_in):
    (article,) = brought_in(case)

    zones = run("zones", article["code"])
    assert "duplicate" not in json.dumps(zones)
    assert not run("repairs", article["code"])
