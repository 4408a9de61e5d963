"""Books come in whole, magazines article by article; what is hostile is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, epub, refused, survives

from annotator.importers import book_page
from annotator.importers import epub as epubs
from annotator.importers.formats import read_file

WRITTEN = Path(__file__).parent / "written" / "ferries.epub"

PAGE = "<html><head><title>x</title></head><body>%s</body></html>"
ABOUT = (
    "<dc:title>Lake Post</dc:title><dc:title>Other</dc:title><dc:creator>Ida</dc:creator>"
    "<dc:creator>Ann</dc:creator><dc:publisher>Post</dc:publisher><dc:date>2026-03-02T08:00:00"
    "</dc:date><dc:language>en-GB</dc:language>"
)


def text_in(folder, body, **parts):
    """Return the text of a book with one document that has this body."""
    (draft,) = brought_in(epubs.read, folder, epub({"a.xhtml": PAGE % body}, **parts), "x.epub")
    return draft.text


def test_a_book_of_a_word_processor_comes_in_whole():
    (draft,) = epubs.read(WRITTEN)

    lines = draft.text.split("\n\n")
    assert lines[:3] == [
        "Ferries stay in port",
        (
            "The harbour office counted 42 ferries on Monday[1], it said. “Nobody sails,” said Ana"
            " Lind – for now."
        ),
        "They burn 10⁶ litres a year, and give off CO₂.",
    ]
    assert "Port\tFerries\nVaren\t42" in draft.text
    assert lines[-2:] == ["[1] A count by hand, at noon.", "[i] An endnote."]
    assert (draft.headline, draft.byline) == ("Ferries stay in port", "Ida Holm")
    assert (draft.language, draft.encoding) == ("en", "epub")


def test_a_book_is_known_by_its_content(tmp_path):
    path = tmp_path / "book.zip"
    path.write_bytes(WRITTEN.read_bytes())

    assert next(read_file(path)).headline == "Ferries stay in port"


def test_documents_come_in_the_order_of_reading(tmp_path):
    spine = '<itemref idref="i1"/><itemref idref="i0"/><itemref idref="i1"/><itemref idref="x"/>'
    documents = {"a%20b.xhtml": "", "b.xhtml": PAGE % "<p>First</p>"}
    content = epub(documents, ABOUT, spine, **{"OEBPS__a b_xhtml": PAGE % "<p>Second</p>"})
    (draft,) = brought_in(epubs.read, tmp_path, content, "x.epub")

    assert draft.text == "First\n\nSecond"
    assert (draft.headline, draft.byline, draft.publisher) == ("Lake Post", "Ida, Ann", "Post")
    assert (draft.published_at, draft.language) == ("2026-03-02", "en")
    assert draft.original == content


def test_each_article_of_a_magazine_is_one(tmp_path):
    documents = {
        "feed_0/index.html": PAGE % "<p>Contents</p>",
        "feed_0/article_0/index.html": PAGE % "<h1>One</h1><p>Words</p>",
        "feed_0/article_0/more.html": PAGE % "<p>More</p>",
        "feed_0/article_1/index.html": PAGE % "",
        "feed_1/article_0/index.html": PAGE % "<h1>Two</h1>",
    }
    drafts = brought_in(epubs.read, tmp_path, epub(documents, ABOUT), "x.epub")

    assert [(each.headline, each.text) for each in drafts] == [
        ("One", "One\n\nWords\n\nMore"),
        ("Two", "Two"),
    ]
    assert [each.file_name for each in drafts] == ["x.epub, article 1", "x.epub, article 3"]
    assert {(each.publisher, each.byline, each.published_at) for each in drafts} == {
        ("Post", "", "2026-03-02")
    }


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><s>24</s> 42, <del>a</del> <strike>b</strike>c</p>", "42, c"),
        ("<p>10<sup>6</sup> CO<sub>2</sub> 5<sup>th</sup></p>", "10⁶ CO₂ 5th"),
        (
            '<p>a<sup><a href="#n">1</a></sup>.</p><p><sup><a href="#r">1</a></sup>Note</p>',
            "a[1].\n\n[1] Note",
        ),
        ('<p>24<i class="x gone">25</i><b class="up">6</b> <b class="down">7</b></p>', "24⁶ ₇"),
        ('<p>10<b class="up"><i>6</i></b></p>', "10⁶"),
        (
            '<p>a<a class="up" href="#n">1</a>.</p><p class="up">B</p><p class="up">C</p>',
            "a[1].\n\nB\n\nC",
        ),
        ('<p class="off">Hidden</p><p class="other">Seen</p>', "Seen"),
    ],
)
def test_what_the_form_says_is_heeded(body, text, tmp_path):
    css = (
        ".gone { text-decoration-line: line-through } .up{vertical-align:super}"
        ".down { top: 0.2em } .off{display:none} .other { margin-top: -1em; top: 0 }"
    )
    links = '<link href="style.css"/><link href="none.css"/><link href="a.txt"/>'

    assert text_in(tmp_path, links + body, OEBPS__style_css=css) == text


def test_letters_that_are_lost_are_said(tmp_path):
    words = (PAGE % f"<p>{'Fähre ' * 9}?</p>").encode().replace(b"?", b"\xe9")
    (draft,) = brought_in(epubs.read, tmp_path, epub({"a.xhtml": words}), "x.epub")

    assert ("\ufffd" in draft.text, draft.is_guessed) == (True, True)


def test_a_page_that_is_all_struck_out_leaves_the_others(tmp_path):
    documents = {
        "a.xhtml": '<html class="gone"><link href="s.css"/><body>Words</body></html>',
        "b.xhtml": " ",
    }
    content = epub(documents, OEBPS__s_css=".gone{display:none}")

    assert brought_in(epubs.read, tmp_path, content, "x.epub")[0].text == "Words"


def encryption(*methods):
    each = "".join(f'<e:EncryptionMethod Algorithm="{method}"/>' for method in methods)
    return {"META-INF__encryption_xml": f"<encryption>{each}</encryption>"}


def test_fonts_may_be_disguised(tmp_path):
    parts = encryption("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")

    assert text_in(tmp_path, "<p>Words</p>", **parts) == "Words"


WORDS = {"a.xhtml": PAGE % "<p>Words</p>"}
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
BOMB = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is an empty file."),
        (epub({}), "contains no text."),
        (epub(WORDS, **encryption(AES)), "is copy-protected. Only the seller's own app can"),
        (epub(WORDS, **{"META-INF__container_xml": BOMB}), "was refused: it declares a document"),
        (epub(WORDS, **{"META-INF__container_xml": "<a/>"}), "is damaged, or not an EPUB book"),
        (epub(WORDS, OEBPS__a_opf=BOMB), "was refused: it declares a document type"),
        (epub({"a": "<p>" * 100_001}), "is damaged, or not an EPUB book: “OEBPS/a” has 100,001"),
        (epub({"../../../etc/passwd": "x"}), "has a part with a path outside it"),
    ],
)
def test_what_is_no_book_or_hostile_is_refused_in_words(content, reason, tmp_path):
    assert refused(epubs.read, tmp_path, content, "x.epub").startswith(f"“x.epub” {reason}")


def test_a_book_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(epubs, "LIMIT", 20)

    words = refused(epubs.read, tmp_path, epub(WORDS), "x.epub")
    assert words == "“x.epub” has more than 0 MB of text. Split it."
    monkeypatch.setattr(epubs, "LIMIT", 1_000)
    monkeypatch.setattr(epubs, "TAGS", 5)
    words = refused(epubs.read, tmp_path, epub(WORDS), "x.epub")
    assert words == "“x.epub” has more than 5 tags. Split it."
    assert book_page.STYLES == 1_000_000


@settings(deadline=None)
@given(content=damaged(epub(WORDS, ABOUT)))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(epubs.read, tmp_path_factory.getbasetemp(), content, "any.epub")
