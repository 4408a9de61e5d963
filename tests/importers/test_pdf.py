"""PDF files come in as paragraphs; what is printed on every page and divided words stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter, QTextDocument
from small_files import brought_in, damaged, refused, survives

from annotator.importers import pdf
from annotator.importers.pdf_lines import Glyph, Line, flowing, page_lines, pattern, repeated

LOCKED = (
    b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<"""
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b""">>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>
%%EOF"""
)


@pytest.fixture(scope="module")
def printed(qapp):
    """Print pages of lines, each line at its own place; returns the bytes of the PDF."""

    def draw(*pages, title=""):
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(72)
        writer.setTitle(title)
        painter = QPainter(writer)
        for number, lines in enumerate(pages):
            if number:
                writer.newPage()
            for place, line in enumerate(lines, start=1):
                painter.drawText(40, 20 * place, line)
        painter.end()
        return content.data()

    return draw


def test_lines_are_joined_to_paragraphs_and_divided_words_stay(printed, tmp_path):
    page = [
        "Summit ends",
        "",
        "The premier said that it would not pro-",
        "vide any guarantees to anyone at all, and",
        "that was that.",
        "",
        "Another paragraph.",
    ]
    (draft,) = brought_in(pdf.read, tmp_path, printed(page, title="The title"), "x.pdf")

    assert draft.text.split("\n\n") == [
        "Summit ends",
        f"{page[2]}\n{page[3]} {page[4]}",
        "Another paragraph.",
    ]
    assert (draft.headline, draft.encoding, draft.file_name) == ("The title", "pdf", "x.pdf")
    assert len(draft.published_at) == len("2025-02-27")


def test_the_heads_and_feet_of_pages_stay_apart(printed, tmp_path):
    head = "The Daily Journal of the Whole Wide World"
    feet = [f"Page {number} of the Daily Journal of the World" for number in (1, 2)]
    bodies = [[f"{word} line of an article that is quite long"] * 4 for word in ("A", "No")]
    pages = [[head, *body, foot] for body, foot in zip(bodies, feet, strict=True)]
    (draft,) = brought_in(pdf.read, tmp_path, printed(*pages), "x.pdf")

    assert draft.text.split("\n\n") == [
        *(head, " ".join(bodies[0]), feet[0]),
        *(head, " ".join(bodies[1]), feet[1]),
    ]


@pytest.mark.parametrize("title", ["", "Microsoft Word - a.doc", "story.docx", "untitled"])
def test_a_title_that_says_nothing_is_not_the_headline(title, printed, tmp_path):
    content = printed(["Summit ends", "", "Words."], title=title)
    (draft,) = brought_in(pdf.read, tmp_path, content, "x.pdf")

    assert draft.headline == "Summit ends"


def test_many_scripts_keep_their_characters(qapp, tmp_path):
    path = tmp_path / "x.pdf"
    writer = QPdfWriter(str(path))
    page = QTextDocument()
    page.setPlainText("Привет, мир. Ελλάδα, Çeşme — “so”.")
    page.print_(writer)
    del writer

    (draft,) = pdf.read(path)
    assert draft.text.startswith("Привет, мир. Ελλάδα, Çeşme — “so”.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a PDF file."),
        (b"PK\3\4", "is not a PDF file."),
        (b"%PDF-1.7\nnothing", "is damaged, or not a PDF file: Failed to load document"),
        (LOCKED, "is password-protected. Save a copy without a password and import that."),
    ],
)
def test_what_will_not_open_is_refused_with_the_reason(content, reason, tmp_path):
    assert refused(pdf.read, tmp_path, content, "x.pdf").startswith(f"“x.pdf” {reason}")


def test_a_scan_is_refused_for_its_missing_text(printed, tmp_path):
    words = refused(pdf.read, tmp_path, printed([], []), "x.pdf")

    assert words.startswith("“x.pdf” has no text layer on its 2 pages: it is a scan or a picture.")


@pytest.mark.parametrize(
    ("name", "reason"), [("PAGES", "has 2 pages, and 1 is"), ("CHARACTERS", "more than 1 char")]
)
def test_too_much_is_refused(name, reason, printed, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, name, 1)

    assert reason in refused(pdf.read, tmp_path, printed(["Some words"], ["More"]), "x.pdf")


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_damage_raises_anything_else(data, printed, tmp_path_factory):
    content = data.draw(damaged(printed(["Some words", "and more"], ["of them"])))
    survives(pdf.read, tmp_path_factory.getbasetemp(), content, "any.pdf")


# ---- Lines from the places of characters ----


def glyphs(text, left=0, bottom=0, size=10):
    """Return a line of characters as wide as they are high."""
    places = (left + size * number for number in range(len(text)))
    return [
        Glyph(each, x, bottom, x + size, bottom + size)
        for each, x in zip(text, places, strict=True)
    ]


def line(text, left=0, bottom=0, right=400):
    return Line(text, left, bottom, right, bottom + 10)


MADE_UP = Glyph(" ", 0, 0, 0, 0, is_made_up=True)
MADE_UP_END = Glyph("\n", 0, 0, 0, 0, is_made_up=True)


def test_a_line_ends_where_the_next_character_is_lower():
    found = page_lines([*glyphs("one", bottom=20), MADE_UP, *glyphs("two"), MADE_UP])

    assert [each.text for each in found] == ["one", "two"]
    assert found[0] == Line("one", 0, 20, 30, 30)


def test_a_line_ends_where_the_page_says_so_but_not_before_raised_figures():
    raised = glyphs("2", left=30, bottom=4, size=5)
    found = page_lines([*glyphs("one"), *raised, MADE_UP_END, *glyphs("next", left=60)])

    assert [each.text for each in found] == ["one2", "next"]


def test_hidden_hyphens_are_shown_and_halves_of_characters_joined():
    halves = glyphs(["\ud83d", "\ude00", "\ud83d", "\ufffe", "\x02", "\xad"])

    assert page_lines(halves)[0].text == "😀\ufffd---"


def test_a_page_without_words_has_no_lines():
    assert page_lines([]) == page_lines([MADE_UP, MADE_UP_END]) == ()
    assert flowing(()) == ""


@pytest.mark.parametrize(
    ("upper", "lower", "text"),
    [
        (line("full", bottom=20), line("rest", bottom=10), "full rest"),
        (line("divi-", bottom=20), line("ded", bottom=10), "divi-\nded"),
        (line("short", bottom=20, right=200), line("next", bottom=10), "short\n\nnext"),
        (line("cut-", bottom=20, right=200), line("short", bottom=10), "cut-\nshort"),
        (line("full", bottom=20), line("indented", left=9, bottom=10), "full\n\nindented"),
        (line("• item", bottom=20), line("goes on", left=9, bottom=10), "• item goes on"),
        (line("full", bottom=20), line("• item", bottom=10), "full\n\n• item"),
        (line("full", bottom=20), line("2. item", bottom=10), "full\n\n2. item"),
        (line("漢字", bottom=20), line("かな", bottom=10), "漢字かな"),
        (line("한글", bottom=20), line("한글", bottom=10), "한글 한글"),
        (line("سلام", bottom=20), line("عليكم", bottom=10, left=50), "سلام عليكم"),
        (line("سلام", bottom=20), line("عليكم", bottom=10, right=390), "سلام\n\nعليكم"),
    ],
)
def test_lines_are_joined_or_not(upper, lower, text):
    assert flowing((upper, lower)) == text


def test_a_gap_wider_than_usual_ends_a_paragraph():
    lines = [line(str(place), bottom=place) for place in (50, 40, 30, 10, 0)]

    assert flowing(lines) == "50 40 30\n\n10 0"


def test_only_the_edges_of_pages_are_compared():
    body = tuple(line(word) for word in ("p. 1", "a", "b", "c", "p. 9"))
    other = tuple(line(word) for word in ("p. 2", "x", "b", "z", "p. 10"))

    assert repeated((body, other)) == {"p. #"}
    assert pattern("3 of 12") == "# of #"
    assert flowing(body, frozenset(("p. #", "b"))) == "p. 1\n\na b c\n\np. 9"
