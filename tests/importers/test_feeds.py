"""Feeds come in, an entry an article; nothing they name is loaded."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_files import brought_in, damaged, refused, survives

from annotator.importers import feeds
from annotator.importers.draft import Refusal

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
<title>The &amp;amp; Daily</title><language>fr-FR</language>{}</channel></rss>"""
ITEM = """<item><title>Summit &amp;amp; &lt;i&gt;more&lt;/i&gt;</title><link>https://a.example/1</link>
<author>Ann</author><pubDate>Thu, 27 Feb 2025 23:30:00 -0500</pubDate>
<description>&lt;p&gt;One ü&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description></item>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>Zeitung</title>{}</feed>"""


def read_feed(folder, content):
    return brought_in(feeds.read, folder, content, "x.xml")


def test_an_item_of_rss_is_an_article(tmp_path):
    (draft,) = read_feed(tmp_path, RSS.format(ITEM))

    assert (draft.headline, draft.text) == ("Summit & more", "One ü\n\nTwo")
    assert (draft.publisher, draft.byline, draft.language) == ("The & Daily", "Ann", "fr")
    assert (draft.source_url, draft.published_at) == ("https://a.example/1", "2025-02-27")
    assert (draft.file_name, draft.original) == ("x.xml, entry 1", ITEM.encode())


def test_an_entry_of_atom_is_an_article(tmp_path):
    entry = """<entry xml:lang="it"><title type="text">A &lt; B</title>
    <author><name>Ann</name></author><author><name>Bo</name></author>
    <link href="https://b.example/"/><updated>2025-02-27T23:00:00Z</updated>
    <source><title>Altrove</title></source><summary>Short</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div>
    </content></entry>"""
    (draft,) = read_feed(tmp_path, ATOM.format(entry))

    assert (draft.headline, draft.text) == ("A < B", "One\n\nTwo")
    assert (draft.publisher, draft.byline) == ("Altrove", "Ann, Bo")
    assert (draft.language, draft.published_at) == ("it", "2025-02-27")


def test_the_summary_is_taken_where_there_is_no_content(tmp_path):
    entry = "<entry><summary type='text'>a &lt; b</summary><content> </content></entry>"
    (draft,) = read_feed(tmp_path, ATOM.format(entry))

    assert (draft.text, draft.language, draft.published_at) == ("a < b", "de", "")


def test_a_day_is_taken_as_written_and_never_guessed(tmp_path):
    dates = "<published>2025-W09-4</published><updated>2025-02-27T23:00:00-05:00</updated>"
    (draft,) = read_feed(tmp_path, ATOM.format(f"<entry><summary>a</summary>{dates}</entry>"))

    assert draft.published_at == "2025-02-27"


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252", "utf-8-sig"])
def test_the_encoding_is_the_one_that_the_feed_tells(encoding, tmp_path):
    content = RSS.format(ITEM).replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)
    (draft,) = read_feed(tmp_path, content)

    assert draft.text == "One ü\n\nTwo"
    assert draft.original.decode(draft.encoding) in (ITEM, draft.text)


def test_an_entry_without_text_is_refused_and_the_others_come_in(tmp_path):
    first, second = read_feed(tmp_path, RSS.format("<item><title>T</title></item>" + ITEM))

    assert isinstance(first, Refusal)
    assert first.reason == "“x.xml”, entry 1 has no text."
    assert second.text == "One ü\n\nTwo"


def test_a_feed_that_is_broken_off_gives_what_it_has(tmp_path):
    first, second = read_feed(tmp_path, RSS.format(ITEM * 2).rpartition("</description>")[0])

    assert (first.text, first.original) == ("One ü\n\nTwo", first.text.encode())
    assert second.reason == "“x.xml”, entry 2 has no text."


def test_nothing_is_loaded_and_no_other_file_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    secret = tmp_path / "secret"
    secret.write_text("secret")
    item = ITEM.replace(
        "Two", f"&lt;img src='{secret.as_uri()}'&gt;&lt;script src='https://a.example'&gt;"
    )

    assert "secret" not in read_feed(tmp_path, RSS.format(item))[0].text
    for name in (str(secret), secret.as_uri(), "https://a.example/feed.xml"):
        assert "is not a feed" in refused(feeds.read, tmp_path, name, "x.xml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a feed (RSS or Atom), or has no entries."),
        (b"<html><body>words", "is not a feed (RSS or Atom), or has no entries."),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "was refused because it declares entities"),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]>".encode("utf-16"),
            "was refused because it declares entities",
        ),
        (b"<!-- <![CDATA[ --> <!ENTITY", "was refused because it declares entities"),
        (b"<!-- <!ENTITY", "was refused because it declares entities"),
        (b"<a>" * 150_001, "was refused because it has more than 150,000 tags."),
        (b" " * 20_000_001, "is too large for a feed (RSS or Atom): 20 MB is the limit."),
    ],
)
def test_what_is_no_feed_is_refused_in_words(content, reason, tmp_path):
    assert refused(feeds.read, tmp_path, content, "x.xml").startswith(f"“x.xml” {reason}")


def test_words_about_entities_are_no_entities(tmp_path):
    words = "<![CDATA[<!ENTITY c>]]> Words"
    item = f"<!-- <!ENTITY a 'b'> --><item><description>{words}</description></item>"
    (draft,) = read_feed(tmp_path, RSS.format(item))

    assert draft.text == "Words"


def test_every_bomb_is_refused(shared_data, tmp_path):
    for bomb in (shared_data / "xml-bombs" / "xmltestdata").iterdir():
        assert refused(feeds.read, tmp_path, bomb.read_bytes(), "x.xml")


@pytest.mark.parametrize(
    "feed", [RSS.format(ITEM), ATOM.format("<entry><content>a</content></entry>")]
)
@settings(deadline=None)
@given(data=st.data())
def test_no_damage_raises_anything_else(feed, data, tmp_path_factory):
    content = data.draw(damaged(feed.encode()))
    survives(feeds.read, tmp_path_factory.getbasetemp(), content, "any.xml")
