"""Word documents come in as lines of text, or are refused in words at little cost."""

import pytest
from hypothesis import given, settings
from small_files import (
    W,
    brought_in,
    damaged,
    docx,
    packed,
    paragraph,
    properties,
    refused,
    relations,
    survives,
)

from annotator.domain.errors import UnreadableFileError
from annotator.importers import docx as word

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
LINK = ' TargetMode="External"'


def text_in(folder, body, **parts):
    """Return the text of a document with this body."""
    (draft,) = brought_in(word.read, folder, docx(body, **parts), "x.docx")
    return draft.text


def test_paragraphs_keep_their_words_and_spaces(tmp_path):
    body = paragraph("One  two") + paragraph("") + paragraph("&lt;three&gt; 🕊️ e\u0301")

    assert text_in(tmp_path, body) == "One  two\n\n<three> 🕊️ e\u0301"


def test_headings_lists_and_tables_become_lines(tmp_path):
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    row = f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
    body = (
        paragraph("Summit ends").replace("<w:p>", f"<w:p>{style}")
        + paragraph("one").replace("<w:p>", f"<w:p>{item}")
        + paragraph("two").replace("<w:p>", f"<w:p>{item}")
        + f"<w:tbl>{row}{row}</w:tbl>"
    )

    text = text_in(tmp_path, body, word__numbering_xml=NUMBERING)

    assert text == "Summit ends\n\n• one\n• two\n\na\tb\na\tb"


def test_footnotes_stand_at_the_end_with_their_numbers(tmp_path):
    space = f'xmlns:w="{W}"'
    note = f'<w:footnote w:id="7">{paragraph("The source.")}</w:footnote>'
    body = '<w:p><w:r><w:t>Said</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'

    text = text_in(tmp_path, body, word__footnotes_xml=f"<w:footnotes {space}>{note}</w:footnotes>")

    assert text == "Said[1]\n\n• [1] The source."


def test_the_properties_fill_the_form(tmp_path):
    core = properties(" A\ttitle ", "Ann Lee", "2025-02-27T23:00:00Z")
    content = docx(paragraph("Words"), docProps__core_xml=core)
    (draft,) = brought_in(word.read, tmp_path, content, "x.docx")

    assert (draft.headline, draft.byline, draft.published_at) == (
        "A title",
        "Ann Lee",
        "2025-02-27",
    )
    assert (draft.original, draft.encoding, draft.file_name) == (content, "docx", "x.docx")


def test_without_a_title_the_first_line_is_the_headline(tmp_path):
    content = docx(paragraph(" First  line") + paragraph("Second"))
    (draft,) = brought_in(word.read, tmp_path, content, "x.docx")

    assert (draft.headline, draft.byline, draft.published_at) == ("First line", "", "")


def test_parts_outside_are_not_read_and_the_text_comes_in_without_them(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret</p>")
    pictured = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
        '2006/wordprocessingDrawing"><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/'
        '2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' r:link="p"/></wp:inline></w:drawing></w:r></w:p><w:altChunk r:id="c" xmlns:r="x"/>'
    )
    rels = relations(p=("image", secret.as_uri(), LINK), c=("aFChunk", secret.as_uri(), LINK))

    text = text_in(tmp_path, paragraph("Seen") + pictured, word___rels__document_xml_rels=rels)

    assert text == "Seen"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx(), "contains no text."),
        (packed({"a.xml": "<a/>"}), "is damaged, or not a DOCX document: Could not find main"),
        (packed({"word/document.xml": "<a><b>"}), "is damaged, or not a DOCX document: no element"),
        (docx("<w:tbl>" * 300), "was refused: its elements are nested more than 256 deep."),
        (
            docx("<w:tbl><w:tr><w:tc>" * 70 + "</w:tc></w:tr></w:tbl>" * 70),
            "is nested too deeply to be read.",
        ),
        (
            docx(paragraph("x"), word__styles_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            "was refused: it declares a document type, which can be harmful.",
        ),
        (docx(paragraph("x"), docProps__core_xml="no XML"), "is damaged, or not a DOCX document"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, reason, tmp_path):
    assert refused(word.read, tmp_path, content, "x.docx").startswith(f"“x.docx” {reason}")


def test_a_document_of_too_many_elements_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(word, "ELEMENTS", 10)

    words = refused(word.read, tmp_path, docx("<w:p/>" * 10), "x.docx")

    assert words == "“x.docx” was refused: it has more than 10 elements."


def test_every_document_of_the_collection_comes_in_or_is_refused(shared_data):
    paths = sorted((shared_data / "docx").glob("*.docx"))
    texts, reasons = {}, set()
    for path in paths:
        try:
            (draft,) = word.read(path)
            texts[path.stem] = draft.text
        except UnreadableFileError as error:
            reasons.add(str(error).removeprefix(f"“{path.name}” "))

    assert (len(paths), len(texts)) == (44, 29)
    assert reasons == {"contains no text."}
    assert texts["sct-inner-content"] == "P1\n\nT2\n\nP3\n\nT4\n\nP5\n\nP6\n\nP7\n\nP8\n\nP9"
    assert texts["test"] == "python-docx was here!\n\npython-docx was here too!"


def test_every_bomb_in_a_document_is_refused(shared_data, tmp_path):
    for bomb in (shared_data / "xml-bombs").glob("xmltestdata/*.xml"):
        content = packed({"word/document.xml": bomb.read_bytes()})
        assert refused(word.read, tmp_path, content, "x.docx")
        assert "with the wrong file extension" in refused(
            word.read, tmp_path, bomb.read_bytes(), "b.docx"
        )


BODY = docx(paragraph("Words") * 3, docProps__core_xml=properties("T", "A", "2025"))
XML = paragraph("One") + "<w:tbl><w:tr><w:tc>" + paragraph("Two") + "</w:tc></w:tr></w:tbl>"


@settings(max_examples=60, deadline=None)
@given(content=damaged(BODY))
def test_no_damage_of_a_file_raises_anything_else(content, tmp_path_factory):
    survives(word.read, tmp_path_factory.getbasetemp(), content, "any.docx")


@settings(max_examples=60, deadline=None)
@given(xml=damaged(XML.encode()))
def test_no_damage_of_its_xml_raises_anything_else(xml, tmp_path_factory):
    body = xml.decode(errors="replace")
    survives(word.read, tmp_path_factory.getbasetemp(), docx(body), "any.docx")


def run(words, form):
    return f"<w:r><w:rPr>{form}</w:rPr><w:t>{words}</w:t></w:r>"


def reason_of(folder, body):
    (draft,) = brought_in(word.read, folder, docx(body), "x.docx")
    return draft.text, draft.reason


@pytest.mark.parametrize("form", ["<w:strike/>", "<w:dstrike/>", '<w:b/><w:strike w:val="1"/>'])
def test_struck_out_words_are_left_out_and_it_is_reported(tmp_path, form):
    body = f"<w:p>{run('It has ', '')}{run('24', form)}{run(' 42 ferries', '')}</w:p>"

    told = "Without 1 passage that is struck out in the document"
    assert reason_of(tmp_path, body) == ("It has  42 ferries", told)
    told = "Without 2 passages that are struck out in the document"
    assert reason_of(tmp_path, body * 2)[1] == told
    assert reason_of(tmp_path, paragraph("42 ferries")) == ("42 ferries", "")


def test_raised_and_lowered_figures_are_set_apart(tmp_path):
    raised, lowered = (
        '<w:vertAlign w:val="%script"/>'.replace("%", each) for each in ("super", "sub")
    )
    body = (
        f"<w:p>{run('10', '')}{run('6', raised)}{run(' tons of CO', '')}{run('2', lowered)}</w:p>"
    )

    assert text_in(tmp_path, body) == "10⁶ tons of CO₂"


def test_what_a_program_puts_into_the_properties_is_not_believed(tmp_path):
    core = properties("Word Document", "python-docx", "2013-12-23T23:15:00Z")
    content = docx(paragraph("First line"), docProps__core_xml=core)
    (draft,) = brought_in(word.read, tmp_path, content, "x.docx")

    assert (draft.headline, draft.byline, draft.published_at) == ("First line", "", "")
