"""Mailboxes come in mail by mail."""

import pytest
from hypothesis import given, settings
from small_files import brought_in, damaged, refused, survives

from annotator.importers import mbox
from annotator.importers.formats import format_of

FROM = b"From ida@post.example Mon Mar  2 08:00:00 2026\n"
BOX = (
    FROM
    + b"Subject: One\nFrom: Ida <i@a>\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n\nFirst words\n"
    + b">From the port:\n>>From afar\nFrom the quay at 08:00 in 2026, nobody\n\n"
    + FROM
    + b"Subject: Two\n\n \n\n"
    + FROM.replace(b"\n", b"\r\n")
    + b"Subject: Three\r\n\r\nThird\r\n"
)


def test_each_mail_is_an_article_or_a_refusal(tmp_path):
    one, two, three = brought_in(mbox.read, tmp_path, BOX, "x.mbox")

    assert (one.headline, one.byline, one.published_at) == ("One", "Ida", "2026-03-02")
    assert one.text.split("\n")[:4] == [
        "First words",
        "From the port:",
        ">From afar",
        "From the quay at 08:00 in 2026, nobody",
    ]
    assert one.file_name == "x.mbox, mail 1"
    assert two.reason == "“x.mbox, mail 2” is a mail without text."
    assert three.text == "Third\n"


def test_a_mailbox_is_known_by_its_content(tmp_path):
    for name in ("Inbox", "a.txt", "a.eml"):
        path = tmp_path / name
        path.write_bytes(BOX)
        assert format_of(path) is mbox.FORMAT


@pytest.mark.parametrize("content", [b"", b"Words", b"Subject: x\n\nFrom here"])
def test_what_is_no_mailbox_is_refused_in_words(content, tmp_path):
    words = refused(mbox.read, tmp_path, content, "x.mbox")
    assert words == "“x.mbox” is not a mailbox: no mail begins in it."


def test_a_mailbox_of_more_mails_than_are_read_is_refused(tmp_path):
    words = refused(mbox.read, tmp_path, (FROM + b"A: b\n\nc\n") * 10_001, "x.mbox")

    assert words == "“x.mbox” has 10,001 mails, and 10,000 is the limit. Split it."


@settings(deadline=None)
@given(content=damaged(BOX))
def test_no_damage_raises_anything_else(content, tmp_path_factory):
    survives(mbox.read, tmp_path_factory.getbasetemp(), content, "any.mbox")
