"""OpenDocument texts come in as their readers see them; what is hostile is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, odt, refused, survives

from annotator.importers import odt as odts
from annotator.importers.formats import read_file

WRITTEN = Path(__file__).parent / "written" / "ferries.odt"

TEXT = """\
Ferries stay in port

The harbour office counted 42 ferries on Monday[1], it said. “Nobody sails,” said Ana Lind – for \
now.

They burn 10⁶ litres a year, and give off CO₂.

Паромы остались в порту. 渡船は港に残った。 🚢 Žluťoučký kůň.

• First demand
• Second demand

• One step
• Two steps

Port\tFerries
Varen\t42

A line
broken, with   spaces\tand a tab. A link.[2]

[1] A count by hand, at noon.

[2] An endnote."""


def text_in(folder, body, styles=""):
    """Return the text of a document with this body."""
    (draft,) = brought_in(odts.read, folder, odt(body, styles), "x.odt")
    return draft.text


def style(name, properties, parent=""):
    return (
        f'<style:style style:name="{name}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def test_a_document_of_a_word_processor_comes_in_whole():
    (draft,) = odts.read(WRITTEN)

    assert draft.text == TEXT
    assert (draft.headline, draft.byline) == ("Ferries stay in port", "Ida Holm")
    assert (draft.published_at, draft.encoding) == ("2026-03-02", "odt")
    assert draft.original == WRITTEN.read_bytes()


def test_a_document_is_known_by_its_content(tmp_path):
    path = tmp_path / "story.doc"
    path.write_bytes(WRITTEN.read_bytes())

    assert next(read_file(path)).text == TEXT


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ('style:text-line-through-style="solid"', "a b"),
        ('style:text-line-through-type="double"', "a b"),
        ('style:text-line-through-style="none"', "a9 b"),
        ('text:display="none"', "a b"),
        ('style:text-position="super"', "a⁹ b"),
        ('style:text-position="33% 58%"', "a⁹ b"),
        ('style:text-position="-33% 58%"', "a₉ b"),
        ('style:text-position="sub 58%"', "a₉ b"),
        ('style:text-position="0% 100%"', "a9 b"),
        ('style:font-name="Arial"', "a9 b"),
    ],
)
def test_what_a_style_does_to_words_is_heeded(properties, text, tmp_path):
    styles = style("T", properties) + style("Derived", 'style:font-name="Arial"', "T")

    for name in ("T", "Derived"):
        body = f'<text:p>a<text:span text:style-name="{name}">9</text:span> b</text:p>'
        assert text_in(tmp_path, body, styles) == text


def test_a_style_that_derives_from_itself_does_nothing(tmp_path):
    styles = style("T", "", "T")

    body = '<text:p>a<text:span text:style-name="T">9</text:span></text:p>'
    assert text_in(tmp_path, body, styles) == "a9"


def test_styles_of_the_whole_document_are_heeded(tmp_path):
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    sheet = (
        f'<a xmlns:style="{spaces}:style:1.0">'
        + style("Gone", 'style:text-line-through-style="solid"')
        + "</a>"
    )
    body = '<text:p text:style-name="Gone">Struck</text:p><text:p>Stands</text:p>'
    (draft,) = brought_in(odts.read, tmp_path, odt(body, styles_xml=sheet), "x.odt")

    assert draft.text == "Stands"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>a &lt;b&gt; &amp;amp; c</text:p>", "a <b> &amp; c"),
        ("<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>x", "x"),
        ("<text:p>a<office:annotation>Aside</office:annotation>b</text:p>", "ab"),
        ('<text:p>a<text:s text:c="3"/>b<text:s/>c<text:s text:c="x"/>d</text:p>', "a   b c d"),
        ('<text:p>a<text:s text:c="999999999999"/>b</text:p>', f"a{' ' * 100}b"),
        ("<text:p>a<text:soft-hyphen/>b</text:p>", "a\xadb"),
        ("<text:section><text:p>In a section</text:p></text:section>", "In a section"),
        (
            "<text:p>x<drawing:text-box><text:p>Box</text:p></drawing:text-box></text:p>",
            "x\n\nBox",
        ),
        (
            (
                "a<text:note><text:note-body><text:p>1</text:p><text:p>2</text:p></text:note-body>"
                "</text:note>b"
            ),
            "a[1]b\n\n[1] 1 2",
        ),
    ],
)
def test_what_readers_see_is_the_text(body, text, tmp_path):
    assert text_in(tmp_path, body) == text


def test_what_a_document_says_about_itself_fills_the_form(tmp_path):
    meta = "<dc:title>T</dc:title><dc:creator>Ida</dc:creator><dc:language>de-AT</dc:language>"
    (draft,) = brought_in(odts.read, tmp_path, odt("<text:p>x</text:p>", meta=meta), "x.odt")

    assert (draft.headline, draft.byline, draft.language) == ("T", "Ida", "de")


LOCKED = {"META-INF__manifest_xml": "<m><m:encryption-data/></m>"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is an empty file."),
        (odt(), "contains no text."),
        (odt("x", **LOCKED), "is password-protected. Save a copy without a password"),
        (odt(content_xml="<a/>"), "is damaged, or not an OpenDocument text: it contains no text."),
        (odt(content_xml=""), "is damaged, or not an OpenDocument text: it contains no text."),
        (odt(content_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "was refused: it declares a"),
        (odt("<text:p>" * 300), "was refused: its elements are nested more than 256 deep."),
    ],
)
def test_what_is_no_document_or_hostile_is_refused_in_words(content, reason, tmp_path):
    assert refused(odts.read, tmp_path, content, "x.odt").startswith(f"“x.odt” {reason}")


def test_a_document_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(odts, "ELEMENTS", 10)

    words = refused(odts.read, tmp_path, odt("<text:s/>" * 10), "x.odt")
    assert words == "“x.odt” was refused: it has more than 10 elements."


@settings(deadline=None)
@given(content=damaged(odt("<text:p>Words</text:p>", style("T", "x"))))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(odts.read, tmp_path_factory.getbasetemp(), content, "any.odt")
