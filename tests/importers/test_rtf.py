"""Rich text comes in as its readers see it, from any program; what is hostile is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_files import brought_in, damaged, refused, survives

from annotator.importers import rtf
from annotator.importers.formats import read_file

WRITTEN = Path(__file__).parent / "written" / "ferries.rtf"

TEXT = """\
Ferries stay in port

The harbour office counted 42 ferries on Monday[1], it said. “Nobody sails,” said Ana Lind – for \
now.

They burn 10⁶ litres a year, and give off CO₂.

Паромы остались в порту. 渡船は港に残った。 🚢 Žluťoučký kůň.

• First demand
• Second demand
1. One step
2. Two steps

Port\tFerries
Varen\t42

A line
broken, with   spaces\tand a tab. A link.[2]

[1] A count by hand, at noon.

[2] An endnote."""


def text_in(folder, body, head=rb"\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"):
    """Return the text of a document with this body."""
    (draft,) = brought_in(rtf.read, folder, b"{\\rtf1%b %b}" % (head, body), "x.rtf")
    return draft.text


def test_a_document_of_a_word_processor_comes_in_whole():
    (draft,) = rtf.read(WRITTEN)

    assert draft.text == TEXT
    assert (draft.headline, draft.byline) == ("Ferries stay in port", "Ida Holm")
    assert (draft.published_at, draft.is_guessed) == ("2026-03-02", False)
    assert (draft.encoding, draft.original) == ("rtf", WRITTEN.read_bytes())


def test_rich_text_named_as_a_word_document_is_read_by_its_content(tmp_path):
    path = tmp_path / "story.docx"
    path.write_bytes(WRITTEN.read_bytes())

    (draft,) = read_file(path)

    assert (draft.text, draft.file_name) == (TEXT, "story.docx")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"One\par Two\par\par Three", "One\n\nTwo\n\nThree"),
        (b"One\\\nTwo", "One\n\nTwo"),
        (b"On\r\ne", "One"),
        (rb"a\line b\tab c\~d\_e\-f\emdash g \{h\}\\", "a\nb\tc\xa0d\u2011e\xadf—g {h}\\"),
        (rb"\lquote a\rquote\ldblquote b\rdblquote\endash\bullet", "‘a’“b”–•"),
        (rb"24 {\strike 25} \strike 26\strike0 27", "24  27"),
        (rb"24 {\striked1 25}{\deleted 26}{\strike 1\plain 27}", "24 27"),
        (rb"Seen{\v hidden\v0  again}", "Seen again"),
        (rb"10{\super 6}, CO{\sub 2}, 5{\super th}, x{\up6 2}\up0 3{\dn6 1\nosupersub 4}", ""),
        (rb"A\cell B\cell\row C\cell D\par F", "A\tB\nC\n\nD\n\nF"),
        (rb"\intbl A\par B\cell\intbl C\cell\row\pard F", "A B\tC\n\nF"),
        (rb"\cell\row F", "F"),
        (rb"\intbl A\nestcell{\*\nesttableprops\nestrow}\pard F\par", "A\n\nF"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt Link}} on", "Link on"),
        (rb"{\header Page 1}{\footer Foot}{\pict 89504e47}{\*\generator X;}Words", "Words"),
        (rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Box\par}}{\shprslt Box}}", "Box"),
        (rb"{\upr{Plain}{\*\ud{Better}}}", "Better"),
        (rb"{\*\unknown{\title no}{\footnote no}\b Old}Words", "Words"),
        (rb"{\listtext\'b7\tab}One\par{\listtext 2.\tab}Two\par{\listtext }Three", ""),
        (rb"{\bin4 {}}}words", "words"),
        (rb"a{\bin-4 b}", "ab"),
        (rb"a\'zz b", "a'zz b"),
    ],
)
def test_what_readers_see_is_the_text(body, text, tmp_path):
    special = {
        rb"10{\super": "10⁶, CO₂, 5th, x²3₁4",
        rb"{\listtext": "• One\n2. Two\n\nThree",
    }
    expected = next((value for key, value in special.items() if body.startswith(key)), text)

    assert text_in(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (rb"\ansi\ansicpg1251", "Паром".encode("cp1251"), "Паром"),
        (rb"\ansi\ansicpg1251", rb"\'cf\'e0\'f0\'ee\'ec", "Паром"),
        (rb"\ansi\ansicpg932", rb"\'93n\'91D", "渡船"),
        (rb"\ansi\ansicpg65001", "渡船".encode(), "渡船"),
        (rb"\mac", rb"\'8e", "é"),
        (rb"\pc", rb"\'82", "é"),
        (rb"\pca", rb"\'82", "é"),
        (rb"\ansicpg99999", rb"\'e9", "é"),
        (rb"\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}", rb"\'cf{\f0\'cf}\'cf", "ПÏП"),
        (rb"{\fonttbl{\f3\fcharset2 Symbol;}{\f4\cpg1250 C;}}", rb"{\f3\'b7a}{\f4\'f8}", "•ař"),
        (rb"\uc1", rb"\u8364?5 \u-10179?\u-8358?", "€5 🝚"),
        (rb"\uc2", rb"\u8364\'80\'80\u233ab", "€é"),
        (rb"\uc0", rb"\u1055\u1072 \u1072", "Паа"),
        (rb"\uc3", rb"\u233\b\'65e5", "é5"),
        (rb"", rb"\u233{e}", "ée"),
    ],
)
def test_letters_are_read_in_the_encoding_that_is_stated(head, body, text, tmp_path):
    assert text_in(tmp_path, body, head) == text


def test_bytes_that_are_no_letters_are_shown_and_said(tmp_path):
    content = rb"{\rtf1\ansicpg932 Words \'81}"
    (draft,) = brought_in(rtf.read, tmp_path, content, "x.rtf")

    assert (draft.text, draft.is_guessed) == ("Words \ufffd", True)


def test_notes_stand_apart_at_the_end(tmp_path):
    body = rb"One{\super\chftn{\footnote \chftn First\par note.}} two{\footnote\ftnalt Second.}."

    assert text_in(tmp_path, body) == "One[1] two[2].\n\n[1] First note.\n\n[2] Second."


def test_what_a_document_says_about_itself_fills_the_form(tmp_path):
    info = (
        rb"{\rtf1{\info{\title A \'e9lan}{\author Ida}{\operator Not she}"
        rb"{\creatim\yr2026\mo3\dy2\hr9}{\revtim\yr2027\mo1\dy1}}Words}"
    )
    (draft,) = brought_in(rtf.read, tmp_path, info, "x.rtf")

    assert (draft.headline, draft.byline) == ("A élan", "Ida")
    assert (draft.published_at, draft.text) == ("2026-03-02", "Words")


def test_what_follows_the_document_is_no_part_of_it(tmp_path):
    content = b"\n{\\rtf1 Words}} trailing \\par x"

    assert brought_in(rtf.read, tmp_path, content, "x.rtf")[0].text == "Words"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not an RTF document."),
        (b"words", "is not an RTF document."),
        (b"{\\rtf1 \\par}", "contains no text."),
        (b"{\\rtf1 \\bin2147483647 words}", "contains no text."),
        (b"{\\rtf1" + b"{" * 300_000, "is damaged, or not an RTF document: its groups are nested"),
        (b"{\\rtf1" + b"{}" * 201_000, "has more than 400,000 formatting signs. Save it as .docx."),
    ],
)
def test_what_is_no_document_or_hostile_is_refused_in_words(content, reason, tmp_path):
    assert refused(rtf.read, tmp_path, content, "x.rtf").startswith(f"“x.rtf” {reason}")


@settings(deadline=None)
@given(content=damaged(WRITTEN.read_bytes()[-2_500:]))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    content = b"{\\rtf1 " + content
    survives(rtf.read, tmp_path_factory.getbasetemp(), content, "any.rtf")


WORDS = [rb"\par", rb"\u9", rb"\'e9", rb"{", rb"}", rb"{\footnote", rb"\cell", rb"\row", rb"\bin3"]
MORE = [rb"{\listtext", rb"\strike", rb"{\*\x", rb"{\upr", rb"{\info", rb"{\title", rb"\uc2", b"a"]


@given(pieces=st.lists(st.sampled_from(WORDS + MORE)))
def test_no_mix_of_control_words_raises_anything(pieces, tmp_path_factory):
    content = b"{\\rtf1 " + b"".join(pieces)
    survives(rtf.read, tmp_path_factory.getbasetemp(), content, "any.rtf")
