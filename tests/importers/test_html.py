"""Saved pages become articles: the text in lines, what the page says about it, the rest kept."""

import json
import re
import socket
from collections import Counter
from contextlib import suppress
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean
from annotator.importers import html, page_blocks, page_parsing
from annotator.importers.draft import Omission
from annotator.importers.html import drafts, omissions

SENTENCES = (
    "The two-day summit cost 40\u00a0000 crowns, the government said on Tuesday evening.",
    "Nobody at the table was prepared to give any guarantees beyond the ones already known.",
    "Parliament voted for membership after a debate that lasted until the early morning.",
)
TEXT = "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)


def page(body=TEXT, head="", language=' lang="en"'):
    """A saved page with furniture around an article."""
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "World", "Sport"))
    return f"""<!DOCTYPE html>
<html{language}><head><meta charset="utf-8">{head}<style>p {{color: red}}</style></head>
<body><nav><ul>{menu}</ul></nav><main><article>{body}</article></main>
<aside><h3>Most read</h3><a href="/1">A cat was rescued from a very tall tree</a></aside>
<footer>© The Post</footer><script>track("everyone")</script></body></html>"""


def article(content, name="page.html"):
    """The article of a page."""
    (draft,) = drafts(content.encode() if isinstance(content, str) else content, name)
    return draft


def linked(**told):
    """A head with an article in JSON-LD."""
    node = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **told})
    return f'<script type="application/ld+json">{node}</script>'


# ---- The text ----


def test_the_paragraphs_become_lines_and_the_bytes_are_kept(tmp_path):
    path = tmp_path / "Saved page.html"
    path.write_text(page(), encoding="utf-8")

    (draft,) = html.read(path)

    assert draft.text == "\n".join(SENTENCES)
    assert draft.original == path.read_bytes()
    assert (draft.file_name, draft.encoding, draft.language) == ("Saved page.html", "utf-8", "en")


def test_line_ends_of_the_source_are_no_line_ends_of_the_text():
    broken = f"<p>{SENTENCES[0].replace(' ', chr(10) + '   ')}</p>" + TEXT

    assert article(page(broken)).text.splitlines()[0] == SENTENCES[0]


@pytest.mark.parametrize("much", [TEXT * 4, TEXT, ""])
def test_what_holds_letters_together_is_not_lost(much):
    kept = (
        "می\u200cخواهم 👩\u200d👩\u200d👧 soft\u00adhyphen cafe\u0301 «\u00a0oui\u00a0» \u200fعربي"
    )

    assert kept in article(page(much + f"<p>{kept} and so on to the end of it.</p>")).text


def test_no_break_spaces_beside_and_inside_emphasis_stay():
    told = "It cost <b>40\u00a0000</b> crowns, and <i>nobody</i> paid 3\u00a0000 more of them."

    assert re.sub("<.*?>", "", told) in article(page(f"<p>{told}</p>" + TEXT)).text


def test_breaks_items_rows_and_verbatim_lines_are_lines():
    parts = "<p>First half<br>second half</p><ul><li>One <b>and</b> two</li><li>Three</li></ul>"
    table = "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>5</td></tr></table>"

    lines = article(page(TEXT + parts + table + "<pre>a = 1\nb = 2</pre>" + TEXT)).text.splitlines()

    assert lines[3:11] == [
        *("First half", "second half", "One and two", "Three", "Year\tCost", "2024\t5"),
        *("a = 1", "b = 2"),
    ]


def test_a_page_without_an_article_gives_all_its_text():
    assert article("<p>Short.").text == "Short."


def test_a_page_over_which_trafilatura_stumbles_gives_all_its_text(monkeypatch):
    def stumble(*_, **__):
        raise ValueError("All strings must be XML compatible")

    monkeypatch.setattr("trafilatura.bare_extraction", stumble)

    lines = article(page()).text.splitlines()

    assert set(SENTENCES) < set(lines)
    assert "Most read" in lines


@pytest.mark.parametrize("nothing", ["", "  \n", "<!-- -->", "<html></html>", "<p>&nbsp;</p>"])
def test_a_page_without_text_is_refused(nothing):
    with pytest.raises(UnreadableFileError, match=r"“x.html” is (empty|a page without text)"):
        article(nothing, "x.html")


# ---- What was left out ----


def test_what_is_left_out_is_listed_in_order_with_its_place():
    found = omissions(page("<h1>Summit ends</h1>" + TEXT).encode())

    assert [each.text for each in found[:4]] == ["Home", "World", "Sport", "Summit ends"]
    assert {each.after for each in found[:4]} == {0}
    assert found[4:] == (
        Omission("Most read", 3),
        Omission("A cat was rescued from a very tall tree", 3),
        Omission("© The Post", 3),
    )
    assert not any("track" in each.text or each.text in SENTENCES for each in found)


def test_text_and_what_is_left_out_are_the_whole_page(shared_data):
    for path in sorted((shared_data / "newspaper4k" / "html").glob("*article*.html")):
        data = path.read_bytes()
        taken = letters("".join(draft.text for draft in drafts(data, path.name)))
        taken += letters("".join(each.text for each in omissions(data)))
        everything = letters(
            "".join(page_blocks.block_texts(page_parsing.parsed(data, path.name).tree))
        )

        assert (everything - taken).total() <= everything.total() / 100


def test_a_paragraph_that_lost_its_middle_is_in_the_text():
    first, second = SENTENCES[:2]
    aside = '<span class="share-tools">Share this with friends</span>'

    found = omissions(page(f"<p>{first} {aside} {second}</p>" + TEXT).encode())

    assert not any(first in each.text for each in found)


def test_a_passage_that_the_text_has_once_less_is_left_out():
    twice = f"<p>{SENTENCES[0]}</p>" * 2 + TEXT.split("\n", 1)[1]

    assert article(page(twice)).text.count(SENTENCES[0]) == 1
    assert Omission(SENTENCES[0], 1) in omissions(page(twice).encode())


def test_what_the_text_has_elsewhere_or_as_often_is_not_left_out():
    there = "\n".join(("Rain.", SENTENCES[1], SENTENCES[0], *[SENTENCES[2]] * 3, "Snow."))
    data = page(f"<p>Snow.</p>{TEXT}<p>Rain.</p>" + f"<p>{SENTENCES[2]}</p>" * 2).encode()

    found = {each.text for each in omissions(data, texts=[there])}
    assert not found & {*SENTENCES, "Rain.", "Snow."}


def letters(text):
    """How often each letter or digit occurs."""
    return Counter(filter(str.isalnum, text))


# ---- What the page says ----


def test_facts_come_from_json_ld():
    told = linked(
        headline="Summit &amp; silence",
        datePublished="2025-03-04T23:30:00-05:00",
        author=[{"name": "Ana Lind"}, {"@id": "#bo"}, "https://post.example/ana"],
        publisher={"@type": "Organization", "name": "The Post"},
        inLanguage="sv-SE",
    )
    person = '<script type="application/ld+json">[1, {"@id": "#bo", "name": "Bo Ek"}]</script>'

    draft = article(page(head=told + person, language=""))

    assert (draft.headline, draft.byline) == ("Summit & silence", "Ana Lind, Bo Ek")
    assert (draft.publisher, draft.published_at, draft.language) == ("The Post", "2025-03-04", "sv")


def test_an_article_is_found_in_a_graph_and_broken_json_is_passed_over():
    graph = {"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "Article"], "headline": "Found"}]}
    broken = '<script type="application/ld+json">{"@type": "Article", </script>'
    deep = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    head = f'{broken}{deep}<script type="application/ld+json">{json.dumps(graph)}</script>'

    assert article(page(head=head)).headline == "Found"


def test_facts_come_from_meta_elements():
    metas = {
        "og:title": "Summit ends",
        "og:site_name": "The Post | News for all",
        "og:url": "https://post.example/summit",
        "og:locale": "sv_SE",
        "article:published_time": "2025-03-04 08:00",
        "author": "By Ana Lind",
    }
    head = "".join(f'<meta property="{key}" content="{value}">' for key, value in metas.items())

    draft = article(page(head=head, language=""))

    assert (draft.headline, draft.byline, draft.publisher) == (
        "Summit ends",
        "Ana Lind",
        "The Post",
    )
    assert (draft.published_at, draft.source_url) == ("2025-03-04", "https://post.example/summit")
    assert draft.language == "sv"


TITLES = [
    ("<title>Summit ends in silence | The Post</title>", "", "Summit ends in silence"),
    ("<title>The Post - Summit ends in silence</title>", "", "Summit ends in silence"),
    ("<title>Summit ends - The Post</title>", "<h1>Summit ends</h1>", "Summit ends"),
    ("<title>The Post</title>", "<h1>Summit ends</h1>", "Summit ends"),
    (
        '<title>Summit news</title><meta property="og:title" content="Summit ends in silence!">',
        "<h1>Summit ends in silence</h1>",
        "Summit ends in silence",
    ),
    (
        "<title>Lind leaves summit without guarantees | The Post</title>",
        "<h1>Without guarantees, summit ends in silence</h1>",
        "Lind leaves summit without guarantees",
    ),
    ("", "<h1>The Post</h1><h1>Summit ends</h1>", SENTENCES[0]),
]


@pytest.mark.parametrize(("head", "shown", "headline"), TITLES)
def test_the_headline_is_told_from_the_name_of_the_outlet(head, shown, headline):
    assert article(page(shown + TEXT, head)).headline.replace("The Post", SENTENCES[0]) == headline


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="date" content="Tuesday, March 4, 2025, 12:06 PM">', "", "2025-03-04"),
        ('<meta itemprop="datePublished" content="20250304T055000+0900">', "", "2025-03-04"),
        ("", '<span itemprop="datePublished" content="2025-03-04">Tuesday</span>', "2025-03-04"),
        ("", '<time pubdate datetime="2025-03-04">4/3</time>', "2025-03-04"),
        ("", '<time datetime="2025-03-04T10:00">4/3</time>', "2025-03-04"),
        ('<link rel="canonical" href="https://a.example/2025/03/04/summit">', "", "2025-03-04"),
        ("", "<h1>Summit</h1><p>Stockholm, 2025年3月4日 10:00</p>", "2025-03-04"),
        ("", "<h1>Summit</h1><p>Published March 4, 2025</p>", "2025-03-04"),
        ("", "<h1>Summit</h1><p>Posted on 24.3.2025</p>", "2025-03-24"),
        ("", "<h1>Summit</h1><p>Posted on 4/3/2025</p>", ""),
        ("", "<h1>Summit</h1><p>Posted on 31.2.2025</p>", ""),
        ('<meta name="date" content="2025">', "", ""),
        ('<meta name="date" content="soon"><meta name="pubdate">', "", ""),
        ("<title>Rain today</title>", "<p>Rain today</p>" * 2, ""),
    ],
)
def test_a_date_is_taken_from_where_the_page_gives_one(head, body, date):
    assert article(page(body + TEXT, head)).published_at == date


def test_of_two_days_beside_the_headline_the_first_is_meant():
    def timed(*days):
        times = "".join(f'<time datetime="{day}">then</time>' for day in days)
        return article(page(f"<h1>Summit</h1><div>{times}</div>{TEXT}")).published_at

    assert timed("2025-03-04T08:00", "2025-03-04T09:00") == "2025-03-04"
    assert timed("2025-03-05", "2025-03-04") == "2025-03-04"


@pytest.mark.parametrize(
    "shown",
    [
        '<div itemprop="author"><b itemprop="name">Ana Lind</b>, reporter</div>',
        '<div itemprop="author">Ana Lind</div>',
        '<a rel="author" href="/ana">Ana Lind</a>',
        '<p class="byline">By Ana Lind</p>',
        '<p class="author">by: Ana Lind</p>',
    ],
)
def test_a_byline_is_read_where_the_page_marks_it(shown):
    assert article(page(shown + TEXT)).byline == "Ana Lind"


def test_the_address_is_the_one_the_page_gives_itself_or_was_saved_from():
    saved = "<!-- saved from url=(0028)https://post.example/summit -->"
    link = '<link rel="icon" href="/i"><link rel="canonical" href="{}">'

    assert article(saved + page()).source_url == "https://post.example/summit"
    assert article(page(head=link.format("https://a.example/"))).source_url == "https://a.example/"
    assert article(page(head=link.format("javascript:alert(1)"))).source_url == ""


def test_the_language_may_stand_in_a_header_of_the_page():
    head = (
        '<meta http-equiv="refresh" content="9"><meta http-equiv="Content-Language" content="fi">'
    )

    assert article(page(head=head, language="")).language == "fi"


def test_what_a_page_does_not_say_stays_empty():
    draft = article(page())

    assert (draft.byline, draft.publisher, draft.source_url, draft.published_at) == ("",) * 4


# ---- Encodings ----


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("windows-1251", "cp1251", "Правительство представило новый законопроект во вторник."),
        ("koi8-r", "koi8_r", "Правительство представило новый законопроект во вторник."),
        ("ISO-8859-1", "cp1252", "Le gouvernement n’a jamais promis cela, dit-elle à l’été."),
        ("gb2312", "gb18030", "政府星期二提出了一项期待已久的法案，反对党要求展开调查。"),
        ("x-sjis", "cp932", "政府は火曜日、待望の法案を国会に提出したと大臣は述べた。"),
        ("iso-8859-8-i", "iso8859_8", "הממשלה הציגה ביום שלישי הצעת חוק שחיכו לה זמן רב מאוד."),
        ("nonsense", "cp1251", "Правительство представило новый законопроект во вторник."),
        ("utf-16", "cp1251", "Правительство представило новый законопроект во вторник."),
        ("utf-8", "cp1251", "Правительство представило новый законопроект во вторник."),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares_or_else_in_a_likely_one(label, codec, words):
    source = page("".join(f"<p>{words}</p>" for _ in "ab") + TEXT).replace("utf-8", label)

    draft = article(source.replace("\u00a0", " ").encode(codec, errors="ignore"))

    assert words in draft.text
    assert draft.encoding == codec


def test_an_encoding_that_is_declared_too_late_is_guessed():
    source = page(f"<p>{'Опять и снова правительство. ' * 4}</p>{TEXT}").replace("\u00a0", " ")

    assert "Опять" in article(source.replace('<meta charset="utf-8">', "").encode("cp1251")).text


def test_a_wrong_byte_is_shown_where_it_stands():
    source = page(TEXT + "<p>Grün, schön, süß, größer und fünf # weiter im Text</p>").encode()

    draft = article(source.replace(b"#", b"\xe9"))

    assert "fünf \ufffd weiter" in draft.text
    assert draft.encoding == "utf-8"


# ---- Hostile pages ----

HOSTILE = {
    "too large": (b"<p>" + b"a " * 10_100_000, "is too large for a page: 21 MB"),
    "500,000 nested tags": (b"<div>" * 500_000 + b"x", "has 500,000 tags; 100,000 is the limit"),
    "nested deeply": (b"<div>" * 50_000 + b"x", "its tags are nested more than 255 deep"),
    "a long piece": (b"<p>" + b"a " * 6_000_000, "a single piece of it has more than 10 MB"),
    "attributes": (
        b"<p " + b" ".join(b"a%d" % number for number in range(100_000)) + b">x",
        "a tag has too many attributes",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is a PNG picture, not text"),
    "zeros": (b"\0" * 100_000, "This is binary data"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_refused_in_words(kind):
    data, words = HOSTILE[kind]

    with pytest.raises(UnreadableFileError, match=f"^“trap.html” .*{re.escape(words)}"):
        article(data, "trap.html")


def test_a_page_with_large_pictures_inside_is_read():
    picture = f'<img src="data:image/png;base64,{"QUJD" * 3_000_000}">'

    assert article(page(f"{TEXT}{picture}<p>After the picture, the end.</p>")).text.endswith("end.")


def test_a_page_that_is_cut_off_gives_what_it_has():
    assert article(page()[: page().index("Parliament voted") + 10]).text.endswith("Parliament")


def test_nul_and_other_controls_are_dropped():
    assert "prepared to" in article(page().replace("prepared to", "prep\0ared\x01 to")).text


def test_nothing_that_a_page_refers_to_is_loaded(monkeypatch, shared_data):
    def refuse(*_, **__):
        pytest.fail("a page asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="http://127.0.0.1/"><meta http-equiv="refresh" content="0;url=http://a.example">'
    loads = (
        '<iframe src="http://127.0.0.1/"></iframe><img src="file:///etc/passwd"><link href="//x">'
    )

    assert article(page(TEXT + loads, head)).text == "\n".join(SENTENCES)
    for trap in (shared_data / "xml-bombs").rglob("*.x*"):
        with suppress(UnreadableFileError):
            assert "root:" not in article(trap.read_bytes()).text


def test_the_naughty_strings_come_through_a_page(shared_data):
    lines = (shared_data / "naughty-strings" / "blns.txt").read_text(encoding="utf-8").split("\n")
    for line in lines:
        escaped = line.replace("&", "&amp;").replace("<", "&lt;")
        found = article(page(f"{TEXT}<p>Before {escaped} after it.</p>")).text

        assert letters_only(f"Before {line} after it.") in letters_only(found)


def letters_only(text):
    """The text without any space."""
    return "".join(clean(text).split())


PIECES = (
    *("<p>", "</p>", "<div>", "<ul><li>", "<table><td>", "<pre>", "<br>", "<!--", "-->", "<", '"'),
    *("<script type='application/ld+json'>", '{"@type": ["Article", 5]}', "</script>", "&#1;"),
    *("<h1>", "<title>", "<time datetime='x'>", "<meta charset=x>", "<a rel=author>", "\0"),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20)))
def test_any_page_is_read_or_refused(parts):
    data = "".join(parts).encode(errors="replace")
    with suppress(UnreadableFileError):
        draft = article(data)
        assert draft.text == clean(draft.text)
        assert draft.text.strip()
        assert draft.headline
        assert all(each.text.strip() for each in omissions(data))


# ---- Real pages ----

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff"


def similarity(text, expected):
    """Token F1; scripts without spaces are compared by character."""
    tokens = re.compile(f"[{UNSPACED}]|[^\\W{UNSPACED}]+")
    ours, theirs = (Counter(tokens.findall(each)) for each in (text, expected))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


@pytest.fixture(scope="module")
def real(shared_data):
    """Real saved pages by name, each as it comes in."""
    folder = shared_data / "newspaper4k"
    known = {path.stem for kind in ("txt", "metadata") for path in (folder / kind).iterdir()}
    return {
        name: article(path.read_bytes(), path.name)
        for name in sorted(known)
        if (path := folder / "html" / f"{name}.html").exists()
    }


def test_real_pages_give_the_expected_text(real, shared_data):
    expected = {path.stem: path for path in (shared_data / "newspaper4k" / "txt").iterdir()}
    scores = [
        similarity(draft.text, expected[name].read_text(encoding="utf-8"))
        for name, draft in real.items()
    ]

    assert median(scores) >= 0.95
    assert all(draft.text.strip() for draft in real.values())


@pytest.mark.parametrize(
    ("key", "field"), [("title", "headline"), ("publish_date", "published_at")]
)
def test_real_pages_give_headline_and_date(real, shared_data, key, field):
    found = []
    for path in (shared_data / "newspaper4k" / "metadata").iterdir():
        if told := json.loads(path.read_text(encoding="utf-8")).get(key):
            value = getattr(real[path.stem], field)
            told = told[:10] if field == "published_at" else told
            found.append(letters(value.casefold()) == letters(told.casefold()))

    assert sum(found) / len(found) >= 0.9
    assert len(found) >= 15
