"""Articles are found for lists: which ones, in which order, and the rows that are seen."""

import pytest

from annotator.domain.anchor import Anchor, Fragment
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Content, Edit
from annotator.domain.reading import ArticleSummary
from annotator.domain.sentiment import Sentiment
from annotator.operations.list_order import ARTICLE_ORDERS, ListOrder
from annotator.storage import listing as module
from annotator.storage.store import Store

ARTICLES = [
    Article(code="A2", headline="Zoll", publisher="Ost", status="done", published_at="2031-02"),
    Article(code="A10", headline="Ärger", published_at="2031-02-27", language="de", word_count=9),
    Article(code="A1", headline="apfel", publisher="Nord", notes="Straße", word_count=3),
]


@pytest.fixture
def listing(store):
    """Three articles, of which A10 has two claims and A1 one."""
    by = store.annotator.id
    store.apply(Edit.add("Articles", *ARTICLES))
    records = []
    for article, count in zip(ARTICLES, (0, 2, 1), strict=True):
        text = f"Text of {article.code}"
        content = Content(text)
        version = TextVersion(
            article_id=article.id, sha256=content.sha256, length=len(text), created_by=by
        )
        store.apply(Edit(label="Text", changes=Edit.add("", version).changes, contents=(content,)))
        for _ in range(count):
            claim = Claim(text="It was so.", created_by=by)
            part = Fragment(start=0, end=4, exact="Text", prefix="", suffix=text[4:])
            anchor = Anchor(text_id=version.id, fragments=(part,))
            mention = Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=by)
            records += [claim, anchor, mention]
    store.apply(Edit.add("Claims", *records))
    return store.reader.listing


def codes(listing, positions):
    found = listing.at(positions)
    return " ".join(found[position].code for position in positions)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("code", "A1 A2 A10"),
        ("-code", "A10 A2 A1"),
        ("headline", "A1 A10 A2"),
        ("-headline", "A2 A10 A1"),
        ("publisher", "A1 A2 A10"),
        ("-publisher", "A2 A1 A10"),
        ("published", "A2 A10 A1"),
        ("-published", "A10 A2 A1"),
        ("status", "A1 A10 A2"),
        ("words", "A2 A1 A10"),
        ("claims", "A2 A1 A10"),
        ("-claims", "A10 A1 A2"),
        ("language", "A10 A1 A2"),
        ("-language", "A1 A2 A10"),
    ],
)
def test_articles_are_sorted_with_the_unknown_last(listing, order, expected):
    order = ListOrder.parsed(order, ARTICLE_ORDERS)

    assert codes(listing, listing.positions(by=order.by, is_descending=order.is_descending)) == (
        expected
    )


@pytest.mark.parametrize(
    ("query", "status", "expected"),
    [
        ("", "", "A1 A2 A10"),
        ("", "done", "A2"),
        ("ÄRGER", "", "A10"),
        ("strasse a1", "", "A1"),
        ("ost", "done", "A2"),
        ("ost", "todo", ""),
        ("100%", "", ""),
        ("\ud800", "", ""),
    ],
)
def test_words_and_a_status_narrow_the_list(listing, query, status, expected):
    assert codes(listing, listing.positions(query, status)) == expected


def test_rows_are_read_where_they_are_seen(listing):
    position = listing.position(ARTICLES[1].id)

    assert listing.at([position, 99]) == {position: ArticleSummary.of(ARTICLES[1])}
    assert listing.position("nobody") is None


def test_the_first_article_with_a_status_is_found_in_the_order_of_the_list(listing):
    positions = listing.positions()

    assert codes(listing, [listing.first_with(positions, ["todo", "done"])]) == "A1"
    assert codes(listing, [listing.first_with(positions, ["done"])]) == "A2"
    assert listing.first_with(positions, ["excluded"]) is None


def test_the_mentions_of_claims_are_read_with_one_question(listing, store):
    claims = store.reader.find(Claim)

    assert listing.wordings([claim.id for claim in claims[:2]]) == {
        claim.id: ["Text"] for claim in claims[:2]
    }
    assert listing.wordings([]) == {}


def test_the_articles_of_claims_are_read_with_one_question(listing, store):
    claims = [claim.id for claim in store.reader.find(Claim)]
    texts = {each.id: each.text_id for each in store.reader.find(Anchor)}
    versions = {each.id: each.article_id for each in store.reader.find(TextVersion)}
    codes = {each.id: each.code for each in store.reader.find(Article)}
    expected = {}
    for mention in store.reader.find(Mention):
        article = codes[versions[texts[mention.anchor_id]]]
        expected.setdefault(mention.claim_id, {})[article] = None

    assert listing.mentioning(claims) == {each: list(found) for each, found in expected.items()}
    assert listing.mentioning([]) == {}


def test_each_publisher_and_each_target_is_named_once(listing, store):
    who = store.annotator.id
    about = {"article_id": ARTICLES[0].id, "scope": "document", "annotator_id": who}
    names = ("Lind", "", "Hafen", "Lind")
    sentiments = [Sentiment(target_text=name, **about) for name in names]
    sources = [Source(title="Report", publisher=name) for name in ("Amt", "Nord", "")]
    store.apply(Edit.add("Sentiments", *sentiments, *sources))

    assert listing.publishers() == ["Amt", "Nord", "Ost"]
    assert listing.targets() == ["Hafen", "Lind"]


def test_what_can_be_read_of_damaged_articles_is_listed(listing, store):
    db = store._db
    db.execute("PRAGMA ignore_check_constraints = ON")
    db.execute("UPDATE article SET headline = CAST(x'41ff42' AS TEXT) WHERE code = 'A2'")

    (position,) = listing.positions("", "done")
    assert listing.at([position])[position].headline == r"A\xffB"
    assert codes(listing, listing.positions("nord", by="headline")) == "A1"


@pytest.mark.parametrize(
    ("query", "status", "number", "is_descending", "expected"),
    [
        ("", "", None, False, "A1 A2 A10"),
        ("", "", None, True, "A10 A2 A1"),
        ("", "", 2, False, "A1 A2 A10"),
        ("", "", 10, True, "A10 A2 A1"),
        ("a", "done", None, False, "A2"),
        ("ÄRGER", "", 1, False, "A10"),
        ("nobody", "", None, False, ""),
        ("\ud800", "", None, False, ""),
    ],
)
def test_articles_around_a_number_are_those_that_are_listed(
    listing, query, status, number, is_descending, expected
):
    found = listing.nearby(query, status, number, is_descending=is_descending)

    assert codes(listing, found) == expected


def test_only_some_thousands_are_looked_through(listing, monkeypatch):
    monkeypatch.setattr(module, "_NEARBY", module._NEARBY.replace("2000", "1"))

    assert codes(listing, listing.nearby("", "", 2)) == "A1 A2"
    assert codes(listing, listing.nearby("zoll")) == ""


def test_there_are_at_most_as_many_articles_as_the_last_position(listing, store):
    assert listing.last_position() == 3
    assert Store.in_memory().reader.listing.last_position() == 0


def test_places_of_many_articles_are_found_with_one_row(listing, monkeypatch):
    given, ask = [], module.ask
    monkeypatch.setattr(module, "ask", lambda *asked: given.append(ask(*asked)) or given[-1])

    found = listing.positions_of(["gone", *(each.id for each in ARTICLES)])

    assert found == {each.id: place for place, each in enumerate(ARTICLES, start=1)}
    assert [len(rows) for rows in given] == [1]
