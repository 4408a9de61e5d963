"""What a page does not say of its own article stays empty: nothing is guessed."""

import json

import pytest

from annotator.importers.html import drafts

WORDS = (
    "The board of the harbour, which met on Monday, voted to widen the quay before the spring.",
    "The ferries go on as they do now, and nobody needs to fear for the timetable, it wrote.",
    "“There was no vote,” said the mayor. “Somebody counted hands in a corridor, that is all.”",
)
TEXT = "".join(f"<p>{words}</p>" for words in WORDS)
PLACE = "https://post.example/news/quay"
URL = f'<link rel="canonical" href="{PLACE}">'


def read(body, head="", title="Quay is widened"):
    """The article of a page with this body."""
    source = f"<html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    (draft,) = drafts(f"{source}<body>{body}</body></html>".encode(), "page.html")
    return draft


def page(below="", after="", head="", above=""):
    """The facts of a page with this below the headline, and that after the article."""
    return read(f"{above}<article><h1>Quay is widened</h1>{below}{TEXT}</article>{after}", head)


def linked(*nodes, graph=False):
    """A head with these objects in JSON-LD."""
    told = {"@graph": list(nodes)} if graph else list(nodes)
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def node(headline="Quay is widened", kind="NewsArticle", **told):
    return {"@type": kind, "headline": headline, **told}


OTHER = node("Cat is rescued from tall tree", author="Guest", datePublished="2011-01-01")
OWN = node(author="Bo Maas", datePublished="2025-03-04")

PUBLISHED = '<b itemprop="datePublished" content="2025-03-04"></b>'

# ---- Dates ----


@pytest.mark.parametrize(
    "below",
    [
        "<figure><figcaption>A ferry leaves, on Aug. 31, 2023. (Post)</figcaption></figure>",
        '<p class="caption">A ferry, on Aug. 31, 2023</p>',
        '<blockquote class="twitter-tweet"><p>Not closed.</p>— Line February 14, 2019</blockquote>',
        '<blockquote><time datetime="2019-02-14">then</time></blockquote>',
        '<div class="embed"><p>Published February 14, 2019</p></div>',
        '<aside>Old pier opens <time datetime="2014-05-06">6 May 2014</time></aside>',
        '<div class="related"><a href="/x">Old pier</a> May 6, 2014</div>',
        "<p>The old pier was closed on March 3, 2014.</p>",
        "<p>It burnt down on the evening of March 3, 2014</p>",
        f'<p>{WORDS[0]} It was closed on <time datetime="2014-03-03">3 March</time> to all.</p>',
        "<p>Updated March 5, 2025</p>",
        "<h2>March 3, 2014: the pier burns</h2>",
        "<p>By March 3, 2014, all ferries of the lake had been inspected: a chronicle</p>",
        '<p class="timeline public-update">In the night of March 3, 2014 the pier burns down</p>',
        "<p>Photo taken March 3, 2014</p>",
        "<p>© Lake Post, March 3, 2014</p>",
        f"<p>{WORDS[0]}</p><ul><li>March 3, 2014, fire</li></ul>",
        '<p class="sr-only">March 3, 2014</p><p hidden>March 4, 2014</p>',
        '<p style="display: none">March 3, 2014</p>',
        '<time class="updated" datetime="2025-03-05">March 5</time>',
        '<p itemprop="video" itemscope><b itemprop="datePublished" content="2019-01-01"></b></p>',
        f"{TEXT}<p>Published March 3, 2014</p>",
        "<p>Published February 30, 2025</p>",
        "<p>Published March 4, 2999</p>",
        '<time datetime="1970-01-01T00:00:00Z">now</time>',
        '<time pubdate datetime="soon">soon</time>',
        '<time datetime="0001-01-01T00:00:00">now</time>',
    ],
)
def test_the_date_of_another_thing_is_none(below):
    assert page(below).published_at == ""


@pytest.mark.parametrize(
    "after",
    [
        '<div class="related"><a href="/x">Old</a> <time datetime="2014-05-06"></time></div>',
        '<article><h3>Old pier</h3><time datetime="2014-05-06">6 May 2014</time></article>',
        '<div id="comments"><p>Guest</p><time datetime="2014-05-06">6 May 2014</time></div>',
        '<p itemprop="comment" itemscope><b itemprop="datePublished">2014-05-06</b></p>',
        '<footer>May 6, 2014 <time datetime="2014-05-06"></time></footer>',
    ],
)
def test_a_date_beside_the_article_is_not_its_date(after):
    assert page(after=after).published_at == ""


@pytest.mark.parametrize(
    "below",
    [
        '<p class="meta">By Bo Maas on Monday, March 4th, 2025 at 11:04 a.m.</p>',
        "<p>Published on the 4th of March 2025</p>",
        "<h5>March 4, 2025</h5>",
        '<p class="articleDate">Our reporter saw it all from the quay: March 4, 2025</p>',
        f"<p>{WORDS[0]}</p><p>Published March 4, 2025</p>",
        "<p>By Bo Maas of the Lake Post in Lindau, March 4, 2025</p>",
        "<div>Bo Maas, our man at the harbour of Lindau 4 March 2025, 11:04</div>",
        "<p>Updated March 5, 2025; published March 4, 2025</p>",
        '<a href="/2"><time class="entry-date published updated" datetime="2025-03-04"></time></a>',
        '<time datetime="2025-03-05">Updated</time><time datetime="2025-03-04">Published</time>',
        f'<p>{WORDS[1]}</p><time datetime="2025-03-04T11:04">4 March</time>',
        '<span itemprop="datePublished">4 March 2025</span>',
        f'<p itemscope itemtype="NewsArticle" itemprop="x">{PUBLISHED}</p>',
    ],
)
def test_the_date_beside_the_headline_is_taken(below):
    caption = "<figure><figcaption>A ferry, on Aug. 31, 2023</figcaption></figure>"

    assert page(below + caption).published_at == "2025-03-04"


def test_a_date_is_looked_for_where_the_article_has_its_headline():
    above = '<ul><li>Quay is widened</li><li class="date">May 6, 2014</li></ul>' + TEXT * 2
    related = f"<article><h2>Old pier</h2>{TEXT}<time datetime='2014-05-06'></time></article>"

    assert page("<p>Published March 4, 2025</p>", above=above).published_at == "2025-03-04"
    split = f"<h1>Quay is widened</h1><article><time datetime='2025-03-04'></time>{TEXT}</article>"
    assert read(split + related).published_at == "2025-03-04"
    assert (
        read(f"<div>{TEXT}<time datetime='2025-03-04'></time></div>", title="").published_at == ""
    )


def test_the_day_of_saving_in_the_head_of_a_page_is_not_its_date():
    assert page(above="<header><p>Thursday, March 6, 2025</p></header>").published_at == ""
    assert read(f"<header><h1>Quay</h1><p>March 4, 2025</p></header>{TEXT}").published_at != ""


def test_of_the_times_of_entries_none_is_the_articles():
    entries = "".join(
        f'<div class="entry"><time datetime="2025-03-0{day}T10:00">10:00</time>{TEXT}</div>'
        for day in (6, 5, 4)
    )

    assert read(f"<article><h1>Quay is widened</h1>{entries}</article>").published_at == ""


def test_a_day_that_a_time_zone_moved_is_the_one_that_address_and_page_give():
    moved = linked(node(datePublished="2025-03-05T04:30:00Z"))
    address = '<link rel="canonical" href="https://post.example/2025/03/04/quay">'

    assert page("<p>March 4, 2025</p>", head=moved + address).published_at == "2025-03-04"
    assert page("<p>March 4, 2025</p>", head=moved).published_at == "2025-03-05"
    assert page(head=moved + address).published_at == "2025-03-05"


def test_impossible_days_in_data_are_passed_over():
    metas = ("0000-00-00", "1970-01-01T00:00:00Z", "2025-02-30", "2999-01-01", "2025-03-04")
    head = "".join(f'<meta name="date" content="{each}">' for each in metas)

    assert page(head=head).published_at == "2025-03-04"


# ---- The article among others in JSON-LD ----


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER, OWN),
        linked(OWN, OTHER),
        linked({"@type": "WebSite"}, OTHER, OWN, graph=True),
        linked({"@type": "WebPage", "mainEntity": OWN}),
        linked(node("Quay is widened, board says", author="Bo Maas", datePublished="2025-03-04")),
        linked(OTHER, {**OWN, "headline": "Q", "url": "http://www.post.example/news/quay/?a=1"}),
        linked({**OWN, "headline": None}),
        linked(node(kind="ClaimReview", author="Fact desk"), OWN),
        linked({"@type": "JobPosting", "title": "Quay is widened"}, OWN),
        linked({**OWN, "headline": "Q", "mainEntityOfPage": {"@id": PLACE}}),
        f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(OWN)}\n//]]></script>',
        f'<script type="application/ld+json"><!-- {json.dumps(OWN)} --></script>',
    ],
)
def test_of_several_articles_in_json_ld_the_pages_own_is_believed(head):
    draft = page(head=URL + head)

    assert (draft.byline, draft.published_at) == ("Bo Maas", "2025-03-04")
    assert draft.headline == "Quay is widened"


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER),
        linked(OTHER, {**OTHER, "headline": "Dog is rescued"}),
        linked({**OWN, "headline": "", "url": "https://post.example/other"}),
        linked({**OWN, "headline": ""}, {**OTHER, "headline": ""}),
        linked({"@type": "ItemList", "itemListElement": [OWN]}),
    ],
)
def test_what_json_ld_says_of_other_articles_is_not_believed(head):
    draft = page(head=URL + head)

    assert (draft.byline, draft.published_at) == ("", "")


# ---- Bylines ----


@pytest.mark.parametrize(
    ("below", "after"),
    [
        ("", '<div itemprop="comment" itemscope><b itemprop="author">Guest</b></div>'),
        ("", '<div class="comment-list"><a rel="author" href="/g">Gus</a></div>'),
        ("", '<article><h3>Cat</h3><p class="byline">By Gus</p></article>'),
        ('<aside><span class="author">Gus</span></aside>', ""),
        ('<figure><span class="author">Gus</span></figure>', ""),
        ('<blockquote><span class="author">Gus</span></blockquote>', ""),
        ('<p class="author">admin</p>', ""),
    ],
)
def test_the_name_of_somebody_else_is_no_byline(below, after):
    assert page(below, after).byline == ""


@pytest.mark.parametrize("nobody", ["admin", "(anonymous)", "python-docx", "WordPress", "Unknown"])
def test_a_program_or_nobody_is_no_author(nobody):
    assert page(head=f'<meta name="author" content="{nobody}">').byline == ""
    assert page(f'<p class="byline">By {nobody}</p>').byline == ""


# ---- Headlines ----

SITE = '<meta property="og:site_name" content="The Lake Post">'
LINK = '<link rel="canonical" href="https://lakepost.example/1">'


@pytest.mark.parametrize(
    ("title", "head", "body", "headline"),
    [
        ("Quay opens | The Lake Post", SITE, "<h1>The Lake Post</h1>", "Quay opens"),
        ("Quay opens | Lake Post", LINK, "<h1>Lake Post</h1>", "Quay opens"),
        ("Quay opens | Lake Post", "", '<h1><a href="/">Lake Post</a></h1>', "Quay opens"),
        ("Quay opens | Lake Post", "", "<h1>Lake Post</h1><h2>Quay opens</h2>", "Quay opens"),
        ("Lake Post", LINK, '<a href="/"><h1>Lake Post</h1></a>', WORDS[0]),
        ("Lake Post", LINK + linked(node("Lake Post")), "", WORDS[0]),
        ("", f'{SITE}<meta property="og:title" content="The Lake Post">', "", WORDS[0]),
    ],
)
def test_the_name_of_the_site_is_no_headline(title, head, body, headline):
    assert read(body + TEXT, head, title).headline == headline
