"""The figures on a project: each value is what counting its records one by one gives."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.article import Article, ArticleStatus, TextVersion
from annotator.domain.check import CheckStatus, Evidence, FactCheck, Source
from annotator.domain.claim import AssertionKind, Attribution, Claim, Mention, QuoteType
from annotator.domain.codebook import Layer
from annotator.domain.completeness import gaps, in_mentions, quoting
from annotator.domain.edit import Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.figures import EVERY, FigureId, Group
from annotator.domain.people import Annotator, Entity
from annotator.domain.sentiment import POLARITIES, Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, SuggestionState
from annotator.importers import codebook
from annotator.operations.gap_counts import claims_with_gaps
from annotator.operations.statistics import (
    DAYS,
    MOST_CATEGORIES,
    MOST_PEOPLE,
    figures,
    records_behind,
)
from annotator.storage import engine
from annotator.storage.store import Store

WORDS = "Nobody said so."
TIMES = st.sampled_from(
    ["2031-02-27T23:59:59.999Z", "2031-02-28T00:00:00.000Z", "2031-03-01T12:00Z"]
)
NAMES = st.sampled_from(["", "Ärger", "The “Post”", "=1+1", "😀"])
MANY = 10_000


class Desk:
    """A project in memory, and records with fields that are drawn."""

    def __init__(self, draw):
        self.draw = draw
        self.store = Store.in_memory(codebook.named("standard"))
        self.store.sign_in("Ana")
        self.people = [self.store.annotator.id, Annotator(name="Ben", id="b" * 32).id]
        self.store.apply(Edit.add("Ben", Annotator(name="Ben", id="b" * 32)))
        self.reader = self.store.reader
        self.entities = [Entity(name=name) for name in ("Lind", "Äbi")]
        self.store.apply(Edit.add("People", *self.entities))

    def one(self, *choices):
        return self.draw(st.sampled_from(choices))

    def labels(self, layer):
        return [scheme.key(label.code) for scheme in self.reader.codebook().layer(layer)
                for label in scheme.labels]  # fmt: skip

    def add_article(self):
        content = Content(WORDS)
        article = Article(headline="A", publisher=self.draw(NAMES), status=self.one(*ArticleStatus))
        version = TextVersion(
            article_id=article.id, sha256=content.sha256, length=15, created_by=self.people[0]
        )
        self.store.apply(replace(Edit.add("Article", article, version), contents=(content,)))
        return version

    def add_claim(self, versions):
        who = self.one(None, *(each.id for each in self.entities))
        types = frozenset({self.one(*self.labels(Layer.CLAIM_TYPE))})
        claim = Claim(
            text="So.",
            assertion_kind=self.one(*AssertionKind),
            claimant_id=who,
            labels=types,
            created_by=self.people[0],
        )
        self.store.apply(Edit.add("Claim", claim))
        for version in self.draw(st.lists(st.sampled_from(versions), max_size=3)):
            self.add_mention(claim, version)
        for round_no in self.one((), (1,), (1, 2), (2, 1)):
            self.add_check(claim, round_no)

    def add_mention(self, claim, version):
        anchor = anchored(version.id, WORDS, [Span(0, 6)])
        said = [
            Attribution(
                level=level, quote_type=self.one(*QuoteType), source_text=self.one("", "he")
            )
            for level in self.one((), (1,), (2,), (1, 2))
        ]
        mention = Mention(
            claim_id=claim.id,
            anchor_id=anchor.id,
            annotator_id=self.one(*self.people),
            attributions=tuple(said),
            created_at=self.draw(TIMES),
        )
        self.store.apply(Edit.add("Mention", anchor, mention))

    def remove_mentions(self):
        for mention in self.reader.each(Mention):
            if self.one(True, False, False):
                self.store.apply(Edit.remove("Mention", mention))

    def add_check(self, claim, round_no):
        status = self.one(*CheckStatus)
        verdict = self.one(None, *self.labels(Layer.VERDICT))
        check = FactCheck(
            claim_id=claim.id,
            round_no=round_no,
            status=status,
            verdict=None if status == CheckStatus.NOT_CHECKABLE else verdict,
            justification=self.one("", "Because."),
            checked_by=self.one(*self.people),
            created_at=self.draw(TIMES),
        )
        source = Source(title=self.one("", "A report"), url=self.one("", "https://example.org"))
        evidence = Evidence(
            check_id=check.id,
            source_id=source.id,
            stance="supports",
            quote=self.one("", "Yes."),
            added_by=self.one(*self.people),
            added_at=self.draw(TIMES),
        )
        self.store.apply(Edit.add("Check", check, source, evidence))

    def add_suggestion(self, version):
        anchor = anchored(version.id, WORDS, [Span(0, 6)])
        suggestion = Suggestion(
            article_id=version.article_id,
            anchor_id=anchor.id,
            source=self.draw(NAMES),
            state=self.one(*SuggestionState),
        )
        self.store.apply(Edit.add("Import", anchor, suggestion))

    def add_sentiment(self, version):
        who, text = self.one((None, "Lind"), (None, ""), (self.entities[1].id, ""))
        self.store.apply(
            Edit.add(
                "Sentiment",
                Sentiment(
                    article_id=version.article_id,
                    scope="document",
                    target_id=who,
                    target_text=text,
                    polarity=self.one(*POLARITIES),
                    annotator_id=self.one(*self.people),
                    created_at=self.draw(TIMES),
                ),
            )
        )


class Rows:
    """The records behind each category and series of each figure, one by one."""

    def __init__(self, reader):
        self.reader = reader
        self.behind = defaultdict(lambda: defaultdict(set))
        self.names = {each.id: each.name for each in reader.each(Entity)}
        self.publishers = {each.id: each.publisher for each in reader.each(Article)}
        for article in reader.each(Article):
            self.add(FigureId.PROGRESS, article.status, "", article)
        for claim in reader.each(Claim):
            self.add_claim(claim)
        for sentiment in reader.each(Sentiment):
            self.add_sentiment(sentiment)
        for each in reader.each(Suggestion):
            self.add(FigureId.SUGGESTIONS, each.source, each.state, each)
        self.add_work(Mention, "claim_mention", "created_at", "annotator_id")
        self.add_work(Sentiment, "sentiment", "created_at", "annotator_id")
        self.add_work(FactCheck, "fact_check", "created_at", "checked_by")
        self.add_work(Evidence, "evidence", "added_at", "added_by")

    def add(self, figure, category, series, record):
        self.behind[figure][category, series].add(record.id)

    def add_claim(self, claim):
        checks = self.reader.find(FactCheck, claim_id=claim.id)
        check = max(checks, key=lambda each: each.round_no, default=None)
        key = check.verdict if check else None
        verdict = f"{key.scheme_id}/{key.code}" if key else ""
        claimant = self.names.get(claim.claimant_id, "")
        self.add(FigureId.CHECKS, check.status if check else "unstarted", "", claim)
        self.add(FigureId.LABELS, "claim", "", claim)
        self.add(FigureId.KINDS, claim.assertion_kind, "", claim)
        self.add(FigureId.VERDICTS_BY_CLAIMANT, claimant, verdict, claim)
        for label in claim.labels:
            self.add(FigureId.TYPES, label.code, "", claim)
        mentions = self.reader.find(Mention, claim_id=claim.id)
        for mention in mentions:
            anchor = self.reader.get(Anchor, mention.anchor_id)
            publisher = self.publishers[self.reader.get(TextVersion, anchor.text_id).article_id]
            self.add(FigureId.VERDICTS_BY_PUBLISHER, publisher, verdict, claim)
        found = self.reader.find(Evidence, check_id=check.id) if check else []
        held = [(each, self.reader.get(Source, each.source_id)) for each in found]
        lacking = (*gaps(claim, check, held), *in_mentions(claim, set(map(quoting, mentions))))
        for gap in lacking:
            self.add(FigureId.GAPS, gap.code, "", claim)

    def add_sentiment(self, each):
        target, polarity = self.names.get(each.target_id, each.target_text), str(each.polarity)
        publisher = self.publishers[each.article_id]
        self.add(FigureId.SENTIMENT_BY_TARGET, target, polarity, each)
        self.add(FigureId.SENTIMENT_BY_PUBLISHER, publisher, polarity, each)

    def add_work(self, kind, table, at, by):
        for each in self.reader.each(kind):
            day = datetime.fromisoformat(getattr(each, at)).astimezone().date().isoformat()
            self.add(FigureId.LABELS, table, "", each)
            self.add(FigureId.WORK, day, getattr(each, by), each)


def values_of(figure):
    """Return the values of a figure that are not 0, by their groups."""
    return {
        (category.group, series.group): value
        for category, values in zip(figure.categories, figure.values, strict=True)
        for series, value in zip(figure.series, values, strict=True)
        if value
    }


@settings(max_examples=12)
@given(data=st.data())
def test_every_value_is_the_number_of_the_records_behind_it(data):
    desk = Desk(data.draw)
    versions = [desk.add_article() for _ in range(3)]
    for _ in range(desk.one(0, 1, 4)):
        desk.add_claim(versions)
        desk.add_sentiment(desk.one(*versions))
        desk.add_suggestion(desk.one(*versions))
    desk.remove_mentions()
    counted = Rows(desk.reader).behind

    for figure in figures(desk.reader):
        values = values_of(figure)
        assert figure.is_whole
        assert {(c.codes, s.codes): n for (c, s), n in values.items()} == {
            ((c,), (s,)): len(ids) for (c, s), ids in counted[figure.id].items()
        }
        for category, series in values:
            behind = records_behind(desk.reader, figure.id, category, series, MANY)
            (one,), (other,) = category.codes, series.codes
            assert {each.id for each in behind} == counted[figure.id][one, other]
            assert all(desk.store._db.execute(f"SELECT 1 FROM {each.table} WHERE id = ?", [each.id])
                       .fetchone() for each in behind)  # fmt: skip
    desk.store.close()


@pytest.fixture
def figure(store):
    """Return one figure of the project as it is now."""
    return lambda id_: next(each for each in figures(store.reader) if each.id is id_)


def names(figure):
    return [each.name for each in figure.categories]


def test_a_figure_without_records_has_no_values_and_says_what_to_do(figure):
    for id_ in FigureId:
        empty = figure(id_)
        assert (empty.total, empty.categories, empty.values) == (0, (), ())
        assert empty.empty.endswith(".")


def test_of_many_publishers_the_smallest_are_counted_together(store, add_article, figure):
    for number in range(MOST_CATEGORIES + 2):
        article = add_article(f"Text {number}", publisher=f"Paper {number:02}")
        for _ in range(2 if number == 5 else 1):
            sentiment = Sentiment(
                article_id=article.id, scope="document", annotator_id=store.annotator.id
            )
            store.apply(Edit.add("Sentiment", sentiment))

    shown = figure(FigureId.SENTIMENT_BY_PUBLISHER)

    assert names(shown)[:2] == ["Paper 05", "Paper 00"]
    assert len(names(shown)) == MOST_CATEGORIES
    assert names(shown)[-1] == "3 others"
    assert shown.values[-1] == (3,)
    rest = shown.categories[-1].group
    assert len(records_behind(store.reader, shown.id, rest, EVERY, MANY)) == 3
    assert len(records_behind(store.reader, shown.id, EVERY, EVERY, 4)) == 4


def add_work(store, day, by):
    article = store.reader.find(Article)[0]
    at = f"{day}T12:00:00.000Z"
    sentiment = Sentiment(article_id=article.id, scope="document", annotator_id=by, created_at=at)
    store.apply(Edit.add("Sentiment", sentiment))


def test_days_without_work_are_shown_and_long_ago_is_counted_together(store, article, figure):
    last = datetime(2031, 3, 3).date()
    for days in (0, 2, DAYS, DAYS + 300):
        add_work(store, (last - timedelta(days=days)).isoformat(), store.annotator.id)

    shown = figure(FigureId.WORK)

    assert (names(shown)[0], shown.values[0]) == ("earlier", (2,))
    assert names(shown)[-3:] == ["2031-03-01", "2031-03-02", "2031-03-03"]
    assert shown.values[-3:] == ((1,), (0,), (1,))
    assert len(shown.categories) == DAYS + 1


def test_a_time_that_is_none_is_counted_as_unknown(store, article, figure):
    add_work(store, "some day", store.annotator.id)

    assert names(figure(FigureId.WORK)) == ["unknown"]


def test_of_many_people_the_most_active_are_named(store, article, figure):
    people = [Annotator(name=f"Person {n}") for n in range(MOST_PEOPLE + 2)]
    store.apply(Edit.add("People", *people))
    for number, person in enumerate(people):
        for _ in range(number + 1):
            add_work(store, "2031-03-03", person.id)

    series = figure(FigureId.WORK).series

    assert series[0].name == f"Person {MOST_PEOPLE + 1}"
    assert (len(series), series[-1].name) == (MOST_PEOPLE, "3 others")


def test_codes_that_no_codebook_knows_are_counted_as_they_are(store, claim, figure):
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute("PRAGMA ignore_check_constraints = ON")
    store._db.execute("UPDATE claim SET assertion_kind = 'guess'")
    store._db.execute("UPDATE article SET status = 'lost'")
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    store.apply(Edit.add("Check", check))
    store._db.execute("UPDATE fact_check SET verdict_scheme = 'x@1', verdict_code = 'maybe'")

    assert names(figure(FigureId.KINDS)) == ["guess"]
    assert names(figure(FigureId.PROGRESS)) == ["lost"]
    assert [each.name for each in figure(FigureId.VERDICTS_BY_CLAIMANT).series] == ["other"]


def test_letters_that_are_damaged_do_not_hide_the_other_counts(store, add_article, figure):
    for name in ("Post", "Times"):
        article = add_article(f"Text of {name}", publisher=name)
        sentiment = Sentiment(
            article_id=article.id, scope="document", annotator_id=store.annotator.id
        )
        store.apply(Edit.add("Sentiment", sentiment))
    store._db.execute(
        "UPDATE article SET publisher = CAST(x'50ff' AS TEXT) WHERE publisher = 'Post'"
    )

    assert names(figure(FigureId.SENTIMENT_BY_PUBLISHER)) == ["P\\xff", "Times"]


def test_names_that_are_damaged_do_not_hide_the_other_verdicts(store, claim, figure):
    store._db.execute("UPDATE article SET publisher = CAST(x'50ff' AS TEXT)")

    shown = figure(FigureId.VERDICTS_BY_PUBLISHER)

    assert (names(shown), shown.values, shown.is_whole) == (["P\\xff"], ((1,),), True)


def test_targets_of_the_same_name_are_counted_together(store, article, figure):
    people = [Entity(name="Lind", kind=kind) for kind in ("person", "organisation")]
    store.apply(Edit.add("People", *people))
    for target, words in ((people[0].id, ""), (people[1].id, ""), (None, "Lind")):
        sentiment = Sentiment(
            article_id=article.id,
            scope="document",
            target_id=target,
            target_text=words,
            annotator_id=store.annotator.id,
        )
        store.apply(Edit.add("Sentiment", sentiment))

    shown = figure(FigureId.SENTIMENT_BY_TARGET)

    assert (names(shown), shown.values) == (["Lind"], ((3,),))


def test_a_claimant_all_of_whose_claims_have_a_verdict_has_none_without(store, claim, figure):
    verdict = next(
        scheme.key(label.code)
        for scheme in store.reader.codebook().layer(Layer.VERDICT)
        for label in scheme.labels
    )
    check = FactCheck(claim_id=claim.id, verdict=verdict, checked_by=store.annotator.id)
    store.apply(Edit.add("Check", check))

    shown = figure(FigureId.VERDICTS_BY_CLAIMANT)

    assert [(each.group.codes, shown.values) for each in shown.series] == [
        ((f"{verdict.scheme_id}/{verdict.code}",), ((1,),))
    ]
    counted = store.reader.statistics.tallies(FigureId.VERDICTS_BY_CLAIMANT)
    assert [each.count for each in counted.found] == [1]


class Malformed:
    """A connection whose rows end in a damaged page, after some, when they are counted."""

    def __init__(self, db, rows):
        self.db, self.rows, self.text_factory = db, rows, str

    def execute(self, query, values=()):
        if "GROUP BY 1, 2" in query:
            raise engine.EngineError("database disk image is malformed")
        return self.read()

    def read(self):
        yield from self.rows
        raise engine.EngineError("database disk image is malformed")


def test_what_can_be_read_before_a_damaged_page_is_counted_and_the_rest_is_said(store):
    statistics = store.reader.statistics
    statistics._db = Malformed(store._db, [("todo", ""), ("todo", ""), ("done", "")])

    tallies = statistics.tallies(FigureId.PROGRESS)

    assert not tallies.is_whole
    assert Counter({each.category: each.count for each in tallies.found}) == {"todo": 2, "done": 1}


def test_what_can_be_read_of_the_records_behind_is_shown(store):
    statistics = store.reader.statistics
    statistics._db = Malformed(store._db, [("article", "a")])
    assert [each.id for each in statistics.behind(FigureId.PROGRESS, EVERY, EVERY, 9)] == ["a"]

    statistics._db = Malformed(store._db, [("c", "direct"), ("c", "none")])
    assert statistics.quoting() == {"c": {"direct", "none"}}


def test_the_latest_check_counts_whatever_the_order_of_the_rounds(store, claim, figure):
    for round_no in (2, 1):
        check = FactCheck(
            claim_id=claim.id,
            round_no=round_no,
            status="in_review" if round_no == 2 else "in_progress",
            checked_by=store.annotator.id,
        )
        store.apply(Edit.add("Check", check))

    assert names(figure(FigureId.CHECKS)) == ["In review"]
    assert names(figure(FigureId.GAPS)) == ["no verdict yet"]


def test_a_lone_surrogate_is_behind_nothing(store):
    nowhere = Group(("\ud800",))

    assert records_behind(store.reader, FigureId.PROGRESS, nowhere, EVERY, MANY) == []


def test_a_disk_that_fails_is_an_error_and_no_damage(store):
    class Failing(Malformed):
        def execute(self, query, values=()):
            raise engine.EngineError("disk I/O error")

    store.reader.statistics._db = Failing(store._db, [])

    with pytest.raises(StorageError, match="disk"):
        list(figures(store.reader))


def test_only_claims_that_can_have_a_gap_are_read(store, article, monkeypatch):
    who, ids = store.annotator.id, {}
    version = store.reader.version(article.id)
    text = store.reader.text(version.sha256)
    for name, quoted in (("open", ()), ("own", (QuoteType.NONE,)), ("said", (QuoteType.DIRECT,))):
        claim = Claim(code=f"C{len(ids) + 1}", text=name, created_by=who)
        anchor = anchored(version.id, text, [Span(0, 6)])
        said = tuple(Attribution(quote_type=each) for each in quoted)
        mention = Mention(
            claim_id=claim.id, anchor_id=anchor.id, annotator_id=who, attributions=said
        )
        store.apply(Edit.add("Claim", claim, anchor, mention))
        ids[name] = claim.id
    checked = Claim(code="C4", text="checked", created_by=who)
    check = FactCheck(claim_id=checked.id, checked_by=who, status=CheckStatus.COMPLETED)
    store.apply(Edit.add("Check", checked, check))
    read, find_among = [], store.reader.find_among
    monkeypatch.setattr(
        store.reader, "find_among", lambda *asked: read.extend(asked[2]) or find_among(*asked)
    )

    found = claims_with_gaps(store.reader)

    assert {*read} == {ids["own"], checked.id}
    assert found["no_verdict"] == [checked.id]
