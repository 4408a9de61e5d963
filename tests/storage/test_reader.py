"""What the window asks of a project."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.reading import ArticleSummary, Counts, PlacedSentiment
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.storage.reader import reading


def test_nothing_is_found_where_nothing_is(store):
    assert store.reader.get(Claim, "none") is None
    assert store.reader.find(Claim, claimant_id="none") == []
    assert list(store.reader.each(Claim)) == []


def test_records_are_found_by_what_they_lack(store, labelled):
    anna = Entity(name="Anna")
    nobodys, *_ = labelled((3, 10))
    annas = replace(nobodys, id="other", code="C2", claimant_id=anna.id)
    store.apply(Edit.add("Add", anna, nobodys, annas))

    assert store.reader.find(Claim, claimant_id=None) == [nobodys]
    assert store.reader.find(Claim, claimant_id=anna.id, code="C2") == [annas]


def test_records_are_found_among_many_values_oldest_first(store):
    people = [Entity(name=f"Person {number}") for number in range(3000)]
    store.apply(Edit.add("Add", *people))

    wanted = {each.name for each in people[::-2]} | {"Nobody", "' OR 1"}
    assert store.reader.find_among(Entity, "name", wanted) == people[1::2]
    assert store.reader.find_among(Entity, "name", []) == []


def test_nothing_equals_half_a_character(store, labelled):
    store.apply(Edit.add("Add", *labelled((3, 10))))

    assert store.reader.find(Claim, text="\ud800") == []


def test_every_record_comes_once_and_in_order_however_many_pages(store):
    people = [Entity(name=f"Person {number}") for number in range(1203)]
    store.apply(Edit.add("Add", *people))
    store.apply(Edit.remove("Remove", *people[400:900]))

    assert list(store.reader.each(Entity)) == [*people[:400], *people[900:]]


def test_texts_and_originals_come_back_by_their_hash(store, article):
    version = store.reader.version(article.id)

    assert len(store.reader.text(version.sha256)) == version.length
    assert store.reader.original(version.original_sha256) == b"As it came in.\r\n"


def test_an_article_is_found_by_a_text_it_has(store, article):
    version = store.reader.version(article.id)

    assert store.reader.codes_with_texts([version.sha256]) == {version.sha256: article.code}
    assert store.reader.codes_with_texts([version.original_sha256]) == {}


def test_bytes_that_are_no_text_are_kept_as_they_are(store):
    content = Content(b"\xff\x00\xfe")
    store.apply(Edit(label="Keep", changes=(), contents=(content, content)))

    assert store.reader.original(content.sha256) == b"\xff\x00\xfe"


@pytest.mark.parametrize("ask", ["text", "original", "version"])
def test_missing_words_are_named_as_a_fault_of_the_file(store, ask):
    with pytest.raises(StorageError, match="annotator check"):
        getattr(store.reader, ask)("0" * 64)


def test_the_newest_text_version_is_the_one_that_counts(store, article):
    first = store.reader.version(article.id)
    words = Content("Better words.")
    second = replace(first, id="v2", version_no=2, parent_id=first.id, sha256=words.sha256)
    store.apply(Edit(label="Repair", changes=(Change(None, second),), contents=(words,)))

    assert store.reader.version(article.id) == second
    assert store.reader.find(TextVersion, article_id=article.id) == [first, second]


def test_articles_are_listed_by_words_in_any_case_and_by_status(store, add_article):
    add_article("One.", headline="Größe ZÄHLT", publisher="The 100% Post")
    add_article("Two.", headline="Under_score", publisher="The Post")
    done = replace(store.reader.find(Article)[1], status="done")
    store.apply(Edit.swap("Done", store.reader.find(Article)[1], done))

    def codes(*asked):
        return [each.code for each in store.reader.article_summaries(*asked)]

    assert codes() == ["A1", "A2"]
    assert codes("post zählt") == codes("100%") == codes("a1") == ["A1"]
    assert codes("_") == codes("", "done") == codes("post", "done") == ["A2"]
    assert codes("zählt", "done") == codes("\\") == []


def test_articles_are_found_by_their_notes(store, add_article):
    article = add_article("One.")
    noted = replace(article, notes="Ask the ministry")
    store.apply(Edit.swap("Note", article, noted))

    [found] = store.reader.article_summaries("ministry")

    assert found == ArticleSummary.of(noted)
    assert found.has_notes


def test_articles_are_found_by_what_is_unusual_in_them_and_never_by_a_wildcard(store, add_article):
    add_article("One.", headline="50% of “a\\b”")

    assert store.reader.article_summaries("50%")[0].headline == "50% of “a\\b”"
    assert store.reader.article_summaries("a\\b")
    assert not store.reader.article_summaries("5_%")


def test_the_work_is_counted(store, article, add_article, labelled):
    excluded = add_article("Other words.")
    store.apply(Edit.swap("Exclude", excluded, replace(excluded, status="excluded")))
    store.apply(Edit.swap("Done", article, replace(article, status="done")))
    store.apply(Edit.add("Add", *labelled((3, 10))))

    assert store.reader.counts() == Counts(articles=1, done=1, claims=1, mentions=1)


def test_labels_of_an_article_come_in_text_order(store, article, add_article, labelled):
    late, early, longer = labelled((30, 40)), labelled((3, 10)), labelled((3, 12))
    again = labelled((50, 60), code=late[0].code)[1:]
    again = again[0], replace(again[1], claim_id=late[0].id)
    codes = {"C1": late, "C2": longer, "C3": early}
    numbered = [(replace(c, code=code), a, m) for code, (c, a, m) in codes.items()]
    for records in [*numbered, again]:
        store.apply(Edit.add("Add", *records))
    other = add_article("Nothing is labelled here.")

    placed = store.reader.mentions_in(article.id)
    assert [p.anchor.start for p in placed] == [3, 3, 30, 50]
    assert [p.mention for p in placed] == [early[2], longer[2], late[2], again[1]]
    assert [claim.code for claim in store.reader.claims_in(article.id)] == ["C2", "C3", "C1"]
    assert store.reader.claim_count(article.id) == 3
    assert store.reader.claim_count(other.id) == 0
    assert store.reader.claim_counts() == {article.id: 3}
    assert store.reader.mentions_in(other.id) == store.reader.claims_in(other.id) == []


def test_the_marks_of_several_articles_are_read_at_once(store, article, add_article, labelled):
    for place in ((30, 40), (3, 10)):
        store.apply(Edit.add("Add", *labelled(place)))
    other = add_article("Nothing is labelled here.")
    who = store.annotator.id
    tone = Sentiment(article_id=other.id, scope="document", annotator_id=who)
    version = store.reader.version(other.id)
    zone = Zone(text_id=version.id, start=0, end=7, kind="caption", rule="")
    store.apply(Edit.add("Add", tone, zone))

    bare, marked = store.reader.marks_in([other.id, article.id])
    assert (bare.versions, bare.mentions, bare.zones) == ((version,), [], [zone])
    assert [placed.sentiment for placed in bare.sentiments] == [tone]
    assert marked.mentions == store.reader.mentions_in(article.id)
    assert len(marked.mentions) == 2
    assert marked.zones == marked.sentiments == []


def test_sentiments_of_the_whole_article_come_first(store, article, add_article, labelled):
    who = store.annotator.id
    anchor = labelled((14, 20), (3, 10))[1]
    on_words = Sentiment(article_id=article.id, anchor_id=anchor.id, annotator_id=who)
    on_all = Sentiment(article_id=article.id, scope="document", annotator_id=who)
    elsewhere = add_article("Elsewhere.")
    other = Sentiment(article_id=elsewhere.id, scope="document", annotator_id=who)
    store.apply(Edit.add("Add", anchor, on_words, on_all, other))

    assert store.reader.sentiments_in(article.id) == [
        PlacedSentiment(on_all, None),
        PlacedSentiment(on_words, anchor),
    ]


def test_the_checks_of_an_article_are_those_of_its_claims(store, article, labelled):
    here, elsewhere = labelled((3, 10)), labelled((14, 20), code="C9")
    who = store.annotator.id
    mine = FactCheck(claim_id=here[0].id, checked_by=who)
    other = FactCheck(claim_id=elsewhere[0].id, checked_by=who)
    store.apply(Edit.add("Add", *here, elsewhere[0], mine, other))

    assert store.reader.checks_in(article.id) == [mine]


def test_the_newest_claims_are_found_by_their_words(store, labelled):
    claims = [
        labelled((3, 10), text=text, code=f"C{number}")[0]
        for number, text in enumerate(["Über it", "About it", "über all"], start=1)
    ]
    store.apply(Edit.add("Add", *claims))

    assert store.reader.claims_with("ÜBER", 9) == [claims[2], claims[0]]
    assert store.reader.claims_with("it", 1) == [claims[1]]
    assert store.reader.claims_with("", 9) == claims[::-1]


def test_the_codebook_comes_back_in_its_order(store, schemes):
    assert store.reader.codebook().schemes == tuple(schemes)


def test_the_uses_of_labels_are_counted(store, article, labelled, schemes):
    book = store.reader.codebook()
    types, verdicts = book.scheme(Layer.CLAIM_TYPE), book.scheme(Layer.VERDICT)
    kinds, quotes = book.scheme(Layer.ASSERTION_KIND), book.scheme(Layer.QUOTE_TYPE)
    attitudes = book.scheme(Layer.SENTIMENT_POLARITY)
    claim, anchor, mention = labelled((3, 10), labels=frozenset({types.key("rules")}))
    who = store.annotator.id
    check = FactCheck(claim_id=claim.id, verdict=verdicts.key("refuted"), checked_by=who)
    polarity = Sentiment(article_id=article.id, anchor_id=anchor.id, annotator_id=who, polarity=-2)
    store.apply(Edit.add("Add", claim, anchor, mention, check, polarity))
    uses = store.reader.label_uses()

    used = [types.key("rules"), verdicts.key("refuted"), kinds.key("fact"), attitudes.key("-2")]
    assert [uses.get(key, 0) for key in used] == [1, 1, 1, 1]
    assert not [key for key in uses if key.scheme_id in (verdicts.id, types.id) and key not in used]
    assert quotes.key("direct") not in uses
    for scheme in (types, verdicts, kinds, attitudes, quotes):
        own = {key: count for key, count in uses.items() if key.scheme_id == scheme.id}
        of_scheme = store.reader.label_uses(scheme)
        assert {k: n for k, n in of_scheme.items() if k.scheme_id == scheme.id} == own
    assert verdicts.key("refuted") not in store.reader.label_uses(types)
    assert [each.id for each in store.reader.labelled(used[0])] == [claim.id]
    assert [each.id for each in store.reader.labelled(used[1])] == [check.id]


def test_a_worker_reads_what_the_window_has_saved(filed, path):
    filed.apply(Edit.add("Add", Entity(name="Anna")))

    with reading(path) as reader:
        assert [entity.name for entity in reader.find(Entity)] == ["Anna"]


def test_marks_that_wait_are_counted_by_article_in_order(store, add_article, article, labelled):
    _, anchor, mention = labelled((3, 10))
    other = add_article("Words of another article.")
    fuzzy = replace(anchor, id="f", state="fuzzy")
    lost = replace(anchor, id="o", state="orphan")
    at = replace(anchor, id="x", text_id=store.reader.version(other.id).id, state="fuzzy")
    words = replace(at.fragments[0], start=0, end=5, exact="Words", prefix="", suffix=" of")
    at = replace(at, fragments=(words,))
    who = store.annotator.id
    claims = [Claim(code=f"C{n}", text="So.", created_by=who) for n in (7, 8)]
    marks = [
        replace(mention, id="m", claim_id=claims[0].id, anchor_id="x"),
        replace(mention, id="n", claim_id=claims[1].id, anchor_id="o"),
        Sentiment(article_id=article.id, anchor_id="f", annotator_id=who),
    ]
    # nobody stands on the sure one, and the last one is not in use any more
    unused = replace(fuzzy, id="u")
    store.apply(Edit.add("Mark", *claims, anchor, fuzzy, lost, at, unused, *marks))

    assert list(store.reader.waiting().items()) == [(article.id, 2), (other.id, 1)]


def test_rows_whose_numbers_go_back_are_not_read_without_end(store, monkeypatch):
    class Turning:
        def execute(self, *_):
            return self

        def fetchone(self):
            return (0,)

    articles = store.reader.of(Article)
    monkeypatch.setattr(articles, "_db", Turning())
    monkeypatch.setattr(articles, "find", lambda *_: [])

    with pytest.raises(StorageError, match="is damaged"):
        list(articles.each())


def test_what_is_written_after_a_reading_began_is_not_in_it(filed, path, log_beside):
    with reading(path) as reader:
        filed.apply(Edit.add("Add", Entity(name="Later")))

        assert reader.count(Entity) == 0
