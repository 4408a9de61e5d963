"""Transcripts come in as what was said, in sentences, with who said it; times go to the notes."""

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, refused, survives

from annotator.domain.errors import UnreadableFileError
from annotator.importers import transcripts
from annotator.importers.formats import format_of

SRT = """\
1
00:00:00,000 --> 00:00:03,500
The harbour board met on Monday
and voted to widen

2
00:00:04,000 --> 00:00:07,500
the quay. <i>“Nobody voted,”</i>
{\\an8}said the mayor.

3
01:00:08,000 --> 01:00:11,500
- Who did?
- They did!
"""

VTT = """\
WEBVTT - A talk at the quay
Kind: captions
Language: en-GB

STYLE
::cue { color: red }

NOTE 00:00 is no time

intro
00:00.000 --> 00:03.500 align:start
<v.loud Ana Lind>Fish &amp; ships,
she said,</v>

00:04.000 --> 00:07.500
<v Ana Lind>stay.

01:00:08.000 --> 01:00:11.500
<v Bo>Do <c.red>they</c>?</v><v Ana Lind>They do</v>
<00:10.000>indeed.
"""


def only(folder, content, name="x.srt"):
    """Return the one article of a transcript."""
    (draft,) = brought_in(transcripts.read, folder, content, name)
    return draft


def cues(*texts, gap=1):
    """Return a transcript of these cues, a second each."""
    return "\n\n".join(
        f"{n}\n00:00:{n * gap:02},000 --> 00:00:{n * gap + 1:02},000\n{text}"
        for n, text in enumerate(texts)
    )


def test_subtitles_come_in_as_sentences(tmp_path):
    draft = only(tmp_path, SRT)

    assert draft.text.split("\n") == [
        (
            "The harbour board met on Monday and voted to widen the quay. “Nobody voted,” said the"
            " mayor."
        ),
        "- Who did?",
        "- They did!",
    ]
    assert draft.notes == "Times of the lines: 1 00:00:00, 2 01:00:08, 3 01:00:08."
    assert draft.original == SRT.encode()
    assert (draft.encoding, draft.is_guessed, draft.is_plain) == ("utf-8", False, False)


def test_who_speaks_stands_before_each_turn(tmp_path):
    draft = only(tmp_path, VTT, "x.vtt")

    assert draft.text.split("\n") == [
        "Ana Lind: Fish & ships, she said, stay.",
        "Bo: Do they?",
        "Ana Lind: They do indeed.",
    ]
    assert (draft.headline, draft.language) == ("A talk at the quay", "en")
    assert draft.notes == "Times of the lines: 1 00:00:00, 2 01:00:08, 3 01:00:08."


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (("One.", "One."), ["One.", "One."]),
        (("Rolling", "Rolling\nup,", "up,\nit goes."), ["Rolling up, it goes."]),
        (("No", "No", "No"), ["No No No"]),
        (("渡船は", "港に残った。", "次。"), ["渡船は港に残った。", "次。"]),
        (("페리는", "남았다."), ["페리는 남았다."]),
        (("word " * 90, "and on"), ["word " * 89 + "word", "and on"]),
        (("He said “so.”", "(Yes!)", "Then"), ["He said “so.”", "(Yes!)", "Then"]),
        (("a < b", "AT&T; c"), ["a < b AT&T; c"]),
        (("", "Words"), ["Words"]),
        (("5\n2025", "Words"), ["5 2025 Words"]),
        (("One\n\nhalf", "and the other"), ["One half and the other"]),
    ],
)
def test_lines_end_where_sentences_do(texts, lines, tmp_path):
    assert only(tmp_path, cues(*texts)).text.split("\n") == lines


def test_a_caption_that_is_there_for_an_instant_repeats_the_last_one(tmp_path):
    content = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nSo\n\n00:02.000 --> 00:02.010\nSo\n\n"
        "00:02.010 --> 00:03.000\nSo\nit goes.\n"
    )

    assert only(tmp_path, content, "x.vtt").text == "So it goes."


def test_cues_without_blank_lines_between_them_are_told_apart(tmp_path):
    content = (
        "1\n0:00:01,000 --> 0:00:02,000\nIn 1\n2\n00:00:02.500-->00:00:03.000\n3\n3\n"
        "00:00:04,000 --> 00:00:05,000\nsay it."
    )

    assert only(tmp_path, content.replace("\n", "\r\n")).text == "In 1 3 say it."


def test_a_number_that_was_said_stays_where_cues_have_none(tmp_path):
    content = "00:00:01,000 --> 00:00:02,000\n42\n\n00:00:03,000 --> 00:00:04,000\nof them."

    assert only(tmp_path, content).text == "42 of them."


def test_an_encoding_that_is_guessed_is_said(tmp_path):
    words = "Правительство во вторник представило новый законопроект."
    draft = only(tmp_path, cues(words).encode("cp1251"))

    assert (draft.text, draft.is_guessed) == (words, True)


@pytest.mark.parametrize(
    "content",
    [SRT, VTT, f"\ufeff{SRT}", "WEBVTT\n", "00:00:00,000 --> 00:00:03,500\nx", f"\n\n{SRT}"],
)
def test_transcripts_are_known_by_their_content(content, tmp_path):
    path = tmp_path / "talk.txt"
    path.write_bytes(content.encode())

    assert format_of(path) is transcripts.FORMAT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is not a transcript (SRT or WebVTT): it has no times."),
        ("1\nWords", "is not a transcript (SRT or WebVTT): it has no times."),
        (cues("", "<b></b>"), "is a transcript without text."),
    ],
)
def test_what_is_no_transcript_is_refused_in_words(content, reason, tmp_path):
    assert refused(transcripts.read, tmp_path, content, "x.srt") == f"“x.srt” {reason}"


def test_what_is_no_text_is_refused_by_name(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"^“x.srt”: This is a PNG picture"):
        only(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(99))


def test_a_transcript_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(transcripts, "CUES", 1)

    words = refused(transcripts.read, tmp_path, cues("a", "b"), "x.srt")
    assert words == "“x.srt” has more than 1 cues. Split it."
    monkeypatch.setattr(transcripts, "LIMIT", 5)
    words = refused(transcripts.read, tmp_path, cues("a"), "x.srt")
    assert words == "“x.srt” is too large for a transcript: 0 MB is the limit."


@settings(deadline=None)
@given(content=damaged((SRT + VTT).encode()))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(transcripts.read, tmp_path_factory.getbasetemp(), content, "any.srt")
