"""Mails come in with their subject, sender, day and words."""

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, refused, survives

from annotator.domain.errors import UnreadableFileError
from annotator.importers import mail
from annotator.importers.draft import Draft

HEAD = (
    b"From: =?utf-8?q?Ann_M=C3=BCller?= <ann@a.example>, desk@a.example\r\n"
    b"Subject: Summit\r\n ends =?utf-8?q?=E2=80=A6?=\r\nDate: Thu, 27 Feb 2025 23:30:00 -0500\r\n"
)
BOTH = (
    HEAD + b'Content-Type: multipart/alternative; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
    b"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>From</p><p>HTML</p>\r\n--x--\r\n"
)


def text_in(folder, content):
    """Return the text of a mail."""
    (draft,) = brought_in(mail.read, folder, content, "x.eml")
    return draft.text


def page(data, name):
    """Read HTML as the test's own way of reading pages does."""
    words = f"{name}: {data.decode('utf-8-sig')}"
    yield Draft(headline="h", text=words, original=data, encoding="utf-8", file_name=name)


def empty_page(data, name):
    """Find no article in any page."""
    raise UnreadableFileError(name)
    yield


def test_the_head_fills_the_form(tmp_path):
    content = HEAD + b"\r\nHello\r\nthere\r\n"
    (draft,) = brought_in(mail.read, tmp_path, content, "x.eml")

    assert (draft.headline, draft.text) == ("Summit ends …", "Hello\nthere\n")
    assert (draft.byline, draft.published_at) == ("Ann Müller, desk@a.example", "2025-02-27")
    assert (draft.original, draft.encoding, draft.file_name) == (content, "utf-8", "x.eml")


def test_plain_words_come_before_html(tmp_path):
    assert text_in(tmp_path, BOTH % b"Plain words") == "Plain words"
    assert text_in(tmp_path, BOTH % b" ").split() == ["From", "HTML"]


def test_html_is_read_as_a_page_where_that_finds_an_article(tmp_path):
    path = tmp_path / "x.eml"
    path.write_bytes(BOTH % b"")

    assert next(mail.read(path, page)).text == "x.eml: <p>From</p><p>HTML</p>"
    assert next(mail.read(path, empty_page)).text == "From\n\nHTML"


def test_flowed_lines_are_joined_as_they_were_written(tmp_path):
    head = b"Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed%s\n\n"
    body = b"One two \nthree.\n\n> said \n> he\nNo.\n-- \nAnn"

    assert text_in(tmp_path, head % b"" + body) == "One two three.\n\n> said he\nNo.\n-- \nAnn"
    assert text_in(tmp_path, head % b"; delsp=yes" + body).startswith("One twothree.\n")


@pytest.mark.parametrize(
    ("charset", "body", "text", "encoding"),
    [
        ("windows-1251", "Привет".encode("cp1251"), "Привет", "windows-1251"),
        ("no-such", "Grüße".encode(), "Grüße", "utf-8"),
        ("utf-8", "Grüße aus Köln".encode("cp1252"), "Grüße aus Köln", "cp1252"),
        ("base64", b"words", "words", "utf-8"),
    ],
)
def test_words_are_decoded_as_told_or_as_they_fit(charset, body, text, encoding, tmp_path):
    content = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n".encode() + body
    (draft,) = brought_in(mail.read, tmp_path, content, "x.eml")

    assert (draft.text, draft.encoding) == (text, encoding)


@pytest.mark.parametrize("header", [b"From: <<<", b"Subject: =?x?y?z", b"Date: 99 Foo", b"X: y"])
def test_a_broken_head_is_as_good_as_none(header, tmp_path):
    (draft,) = brought_in(mail.read, tmp_path, header + b"\n\nWords\n", "x.eml")

    assert draft.text == "Words\n"
    assert draft.published_at == ""


@pytest.mark.parametrize("sender", [b'"', b"<", b":;.", b".:", b"\\@[", b":*@[ "])
def test_a_sender_that_breaks_the_parser_is_left_out(sender, tmp_path):
    (draft,) = brought_in(mail.read, tmp_path, b"From: " + sender + b"\n\nWords", "x.eml")

    assert (draft.text, draft.byline) == ("Words", "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a mail: it does not begin with a header."),
        (b"Just words", "is not a mail: it does not begin with a header."),
        (b"Subject: x\n\n \n", "is a mail without text."),
        (b"Subject: x\nContent-Type: image/png\n\nwords", "is a mail without text."),
    ],
)
def test_what_is_no_mail_is_refused_in_words(content, reason, tmp_path):
    assert refused(mail.read, tmp_path, content, "x.eml") == f"“x.eml” {reason}"


@settings(deadline=None)
@given(content=damaged(BOTH % b"Plain words"))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(mail.read, tmp_path_factory.getbasetemp(), content, "any.eml")


# ---- Several parts, and what is attached ----

MIXED = (
    b"Subject: Statement\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
)


def part(kind, content, disposition=b"inline", more=b""):
    return b"--b\r\nContent-Type: %b\r\nContent-Disposition: %b\r\n%b\r\n%b\r\n" % (
        kind,
        disposition,
        more,
        content,
    )


def test_what_is_attached_follows_the_mail_and_is_named_in_its_notes(tmp_path):
    content = (
        MIXED
        + part(b"text/plain", b"See attached.")
        + part(b"application/msword", b"{\\rtf1 Words}", b'attachment; filename="story.doc"')
        + part(b"image/png", b"x", b'attachment; filename="photo.png"')
        + part(b"message/rfc822", b"Subject: Inner\r\n\r\nForwarded words")
        + part(b"text/plain", b"Unnamed words", b"attachment")
        + b"--b--"
    )

    draft, *others = brought_in(mail.read, tmp_path, content, "x.eml")

    assert draft.text == "See attached."
    assert draft.notes == "Attached: story.doc, photo.png, attachment 3.eml, attachment 4."
    assert [each.name for each in others] == ["story.doc", "attachment 3.eml", "attachment 4"]
    assert others[0].data == b"{\\rtf1 Words}"
    assert b"Forwarded words" in others[1].data


def test_pictures_in_the_text_are_not_named(tmp_path):
    logo = part(b"image/png", b"x", b'inline; filename="image001.png"', b"Content-ID: <a@b>\r\n")
    content = MIXED + part(b"text/plain", b"Words") + logo + b"--b--"
    (draft,) = brought_in(mail.read, tmp_path, content, "x.eml")

    assert draft.notes == ""


def test_a_mail_with_nothing_but_an_attachment_gives_that(tmp_path):
    content = MIXED + part(b"text/plain", b"Story", b'attachment; filename="a.txt"') + b"--b--"

    assert [each.data for each in brought_in(mail.read, tmp_path, content, "x.eml")] == [b"Story"]


def test_a_mail_with_nothing_but_a_picture_is_refused_and_names_it(tmp_path):
    content = MIXED + part(b"image/png", b"x", b'inline; filename="scan.png"') + b"--b--"

    words = refused(mail.read, tmp_path, content, "x.eml")
    assert words == "“x.eml” is a mail without text. Attached: scan.png."


def test_words_after_a_picture_are_part_of_the_mail(tmp_path):
    content = (
        MIXED
        + part(b"text/plain", b"Before")
        + part(b"image/png", b"x")
        + part(b"text/html", b"<p>After</p>")
        + b"--b--"
    )

    assert text_in(tmp_path, content) == "Before\n\nAfter"


def test_words_in_an_encoding_that_is_not_theirs_are_a_guess_and_say_so(tmp_path):
    words = "Правительство во вторник представило новый законопроект.".encode("cp1251")
    content = b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + words
    (draft,) = brought_in(mail.read, tmp_path, content, "x.eml")

    assert (draft.text, draft.is_guessed) == (words.decode("cp1251"), True)


def test_a_mail_with_more_attachments_than_mails_have_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(mail, "ATTACHED", 1)
    content = MIXED + part(b"text/plain", b"x", b"attachment") * 2 + b"--b--"

    words = refused(mail.read, tmp_path, content, "x.eml")
    assert words == "“x.eml” is damaged, or not a mail: it has more than 1 attachments."


def test_a_mail_of_more_described_parts_than_mails_have_is_refused(tmp_path):
    content = MIXED + part(b"text/plain", b"x", b"attachment") * 1_000 + b"--b--"

    words = refused(mail.read, tmp_path, content, "x.eml")
    assert words == "“x.eml” has 1,001 parts, and 1,000 is the limit for a mail."


@pytest.mark.parametrize("field", [b"Subject: ", b"Content-Type: text/plain; charset=", b"From:"])
def test_a_head_that_would_take_minutes_is_refused(field, tmp_path):
    content = b"Message-ID: x\n" + field + b"a;\n " * 500_000 + b"\n\nWords"

    words = refused(mail.read, tmp_path, content, "x.eml")
    assert words == "“x.eml” was refused: a field of its header has more than 10,000 characters."


def test_a_mail_of_more_parts_than_mails_have_is_refused_unparsed(tmp_path):
    content = MIXED + b"--b\n\n" * 20_000

    assert "has more than 10,000 parts" in refused(mail.read, tmp_path, content, "x.eml")
