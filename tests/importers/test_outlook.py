"""Mails that Outlook saved come in as others do; what else is in such containers is named."""

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, msg, ole, refused, survives

from annotator.importers import mail, outlook
from annotator.importers.formats import read_file

DATED = 0x00390040
CODE_PAGE = 0x3FFD0003
NOON = 134_168_832_000_000_000  # 2 March 2026 in steps of 100 nanoseconds from 1601

FIELDS = {
    "0037": "Ferries stay in port",
    "0042": "Ida Holm",
    "5D01": "ida@post.example",
    "1000": "The ferries stay.\r\nSee the statement.\r\n",
}


def only(folder, streams):
    """Return the one article of a mail with these streams."""
    (draft,) = brought_in(outlook.read, folder, ole(streams), "x.msg")
    return draft


def test_the_mail_fills_the_form(tmp_path):
    draft = only(tmp_path, msg(FIELDS, times=[(DATED, NOON)]))

    assert draft.text == "The ferries stay.\nSee the statement.\n"
    assert (draft.headline, draft.byline) == ("Ferries stay in port", "Ida Holm")
    assert (draft.published_at, draft.encoding) == ("2026-03-02", "msg")
    assert draft.original == (tmp_path / "x.msg").read_bytes()


def test_the_day_is_that_of_the_place_it_was_sent_from(tmp_path):
    headers = "Received: x\r\nDate: Mon, 2 Mar 2026 23:30:00 -0500\r\n"

    assert only(tmp_path, msg({**FIELDS, "007D": headers})).published_at == "2026-03-02"


def test_a_mail_is_known_by_its_content(tmp_path):
    path = tmp_path / "mail.doc"
    path.write_bytes(ole(msg(FIELDS)))

    assert next(read_file(path)).headline == "Ferries stay in port"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"1013": ("0102", "<p>Grüße</p><p>B</p>".encode())}, "Grüße\nB"),
        ({"1013": ("0102", "<p>Grüße</p><p>B</p>".encode("cp1252"))}, "Grüße\nB"),
        ({"1000": ("001E", "Grüße".encode("cp1252"))}, "Grüße\n"),
    ],
)
def test_words_of_any_kind_are_read(fields, text, tmp_path):
    assert only(tmp_path, msg(fields)).text == text


def test_letters_that_are_lost_are_said(tmp_path):
    draft = only(tmp_path, msg({"1000": ("001E", b"Caf\x81")}))

    assert (draft.text, draft.is_guessed) == ("Caf\ufffd\n", True)
    assert not only(tmp_path, msg(FIELDS)).is_guessed


def test_older_words_are_read_in_the_code_page_that_is_stated(tmp_path):
    words = {"1000": ("001E", "Паром".encode("cp1251"))}

    assert only(tmp_path, msg(words, times=[(CODE_PAGE, 1251)])).text == "Паром\n"


@pytest.mark.parametrize(
    ("fields", "byline"),
    [
        ({"0C1A": "Ida"}, "Ida"),
        ({"0C1F": "ida@post.example"}, "ida@post.example"),
        ({"0C1A": 'I"d\\a, Bo', "0C1F": "/O=EXCHANGE/CN=ida"}, "Ida, Bo"),
        ({"0042": "Ida", "5D01": "<<@>>"}, "Ida"),
        ({}, ""),
    ],
)
def test_the_sender_is_the_byline(fields, byline, tmp_path):
    assert only(tmp_path, msg({"1000": "Words", **fields})).byline == byline


def test_attached_files_and_mails_follow(tmp_path):
    attached = [("story.rtf", b"{\\rtf1 Words}"), ("", b"More"), {**FIELDS, "1000": "Inner"}]
    draft, *others = brought_in(outlook.read, tmp_path, ole(msg(FIELDS, attached)), "x.msg")

    assert draft.notes == "Attached: story.rtf, attachment, attachment 3.eml."
    assert [each.name for each in others] == ["story.rtf", "attachment", "attachment 3.eml"]
    assert [each.data for each in others[:2]] == [b"{\\rtf1 Words}", b"More"]
    assert b"Inner" in others[2].data


def test_what_has_no_bytes_and_mails_too_deep_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(outlook, "_DEPTH", 0)
    streams = msg(FIELDS, [("a.txt", b""), FIELDS])
    streams = {k: v for k, v in streams.items() if not k.endswith("37010102")}

    assert only(tmp_path, streams).notes == ""


def test_more_attachments_than_mails_have_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(mail, "ATTACHED", 1)
    content = ole(msg(FIELDS, [("a", b"a"), ("b", b"b")]))

    assert "has more than 1 attachments" in refused(outlook.read, tmp_path, content, "x.msg")


OLD = "is in an old binary format. Save it as .docx in the program it was made with."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"words", "is not a mail that Outlook saved."),
        (ole(msg(FIELDS))[:700], "is damaged, or not a mail of Outlook:"),
        (ole(msg({})), "is a mail without text."),
        (ole({"WordDocument": b"x"}), "is an old Word document. Save it as .docx."),
        (ole({"Workbook": b"x"}), "is an old Excel workbook. Save it as .xlsx."),
        (ole({"PowerPoint Document": b"x"}), "is an old presentation. Export its text as .docx."),
        (ole({"EncryptedPackage": b"x"}), "is password-protected. Save a copy without a password"),
        (ole({"Other": b"x"}), OLD),
    ],
)
def test_what_is_no_mail_is_refused_with_the_way_out(content, reason, tmp_path):
    assert refused(outlook.read, tmp_path, content, "x.msg").startswith(f"“x.msg” {reason}")


def test_a_damaged_document_is_not_called_a_mail(tmp_path):
    content = ole({"WordDocument": b"x"})[:700]

    words = "“x.doc” is damaged, or not an old Office document (such as .doc or .xls):"
    assert refused(outlook.read, tmp_path, content, "x.doc").startswith(words)


def test_an_old_word_document_is_refused_under_any_name(tmp_path):
    for name in ("a.doc", "a.txt", "a.docx", "a.xls"):
        path = tmp_path / name
        path.write_bytes(ole({"WordDocument": b"x"}))
        assert refused(read_file, tmp_path, path.read_bytes(), name).endswith("Save it as .docx.")


WHOLE = ole(msg(FIELDS, [("a.txt", b"words")], times=[(DATED, NOON)]))


@pytest.mark.parametrize("place", [512, 516, 520, 1_024 + 68, 1_024 + 72, 1_024 + 76, 76, 48, 60])
@pytest.mark.parametrize("number", [0, 1, 2, 2**32 - 2, 2**31 - 1])
def test_loops_are_survived(place, number, tmp_path):
    content = bytearray(WHOLE)
    content[place : place + 4] = number.to_bytes(4, "little")

    survives(outlook.read, tmp_path, bytes(content), "x.msg")


@settings(deadline=None)
@given(content=damaged(WHOLE))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(outlook.read, tmp_path_factory.getbasetemp(), content, "any.msg")
