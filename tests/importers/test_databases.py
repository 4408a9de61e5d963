"""Files of newspaper databases come in as the articles that are in them."""

import pytest
from small_files import docx, paragraph

from annotator.importers.folders import read_files

NEXIS = """Ferries stay in port
The Varen Courier
March 2, 2026 Monday
Copyright 2026 Example Media
Length: 120 words
Byline: By Ann Lee
Body
Forty-two ferries stayed in port.
Repairs will last until autumn.
Load-Date: March 3, 2026
End of Document
Pier to reopen
March 3, 2026
Body
The pier will reopen.
End of Document"""

FACTIVA = """Ferries stay in port
By Ann Lee
120 words
2 March 2026
10:15
The Varen Courier
VAREN
English
Copyright 2026 Example Media, all rights reserved, in every country of the whole world.
The statement said that 42 ferries stayed in port.
More here.
Document VAREN00020260302em3200001
"""


def read_text(folder, text):
    (folder / "x.txt").write_text(text, encoding="utf-8")
    return list(read_files([folder / "x.txt"]))


def test_two_articles_of_nexis_are_two(tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(docx("".join(map(paragraph, NEXIS.split("\n")))))
    first, second = read_files([path])

    assert (first.headline, first.publisher) == ("Ferries stay in port", "The Varen Courier")
    assert (first.published_at, first.byline) == ("2026-03-02", "Ann Lee")
    assert first.text.split("\n\n") == [
        "Forty-two ferries stayed in port.",
        "Repairs will last until autumn.",
    ]
    assert (first.file_name, second.file_name) == ("x.docx, article 1", "x.docx, article 2")
    assert (second.headline, second.text) == ("Pier to reopen", "The pier will reopen.")
    assert (second.published_at, second.publisher) == ("2026-03-03", "")


@pytest.mark.parametrize("text", [NEXIS, FACTIVA + FACTIVA])
def test_two_articles_in_rtf_are_two(text, tmp_path):
    lines = "\\par\n".join(text.split("\n"))
    (tmp_path / "x.rtf").write_text(f"{{\\rtf1\\ansi {lines}}}", encoding="ascii")

    first, second = read_files([tmp_path / "x.rtf"])

    assert (first.headline, first.publisher) == ("Ferries stay in port", "The Varen Courier")
    assert (first.encoding, second.file_name) == ("rtf", "x.rtf, article 2")


def test_articles_of_factiva_are_told_apart(tmp_path):
    (alone,) = read_text(tmp_path, FACTIVA)
    assert (alone.headline, alone.byline) == ("Ferries stay in port", "Ann Lee")
    assert (alone.publisher, alone.published_at) == ("The Varen Courier", "2026-03-02")
    assert alone.text == "The statement said that 42 ferries stayed in port.\n\nMore here."
    assert alone.file_name == "x.txt"

    assert len(read_text(tmp_path, FACTIVA + FACTIVA)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A story\nthat says End of Document somewhere.",
        "A story\nEnd of Document",
        "A story\nBody\n\nEnd of Document",
        f"{FACTIVA}Words that belong to no article.",
        "The Document of the year.",
        "Words\nDocument VAREN00020260302em3200001",
    ],
)
def test_what_is_not_clearly_such_a_file_stays_as_it_is(text, tmp_path):
    (draft,) = read_text(tmp_path, text)

    assert draft.text == text
