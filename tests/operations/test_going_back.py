"""Going back to a point of the history is one edit, after which everything is as it was then."""

from hashlib import sha256

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from msgspec.structs import replace

from annotator.domain.anchor import Passage
from annotator.domain.article import Article, ArticleStatus, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.people import Annotator, Entity
from annotator.domain.revision import TextEdit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, SuggestionKind
from annotator.domain.zone import ZoneKind
from annotator.importers import codebook
from annotator.importers.draft import Draft
from annotator.operations import codebook as schemes_of
from annotator.operations.articles import set_status
from annotator.operations.checking import with_verdict
from annotator.operations.evidence import remove_evidence
from annotator.operations.going_back import back_to, summary
from annotator.operations.labelling import (
    add_claim,
    add_mention,
    add_sentiment,
    entity_named,
    move_mark,
    remove_claim,
    remove_mark,
)
from annotator.operations.new_article import article_from_draft
from annotator.operations.suggested_labels import accept_suggestion, open_in, reject_suggestions
from annotator.operations.text_versions import new_version
from annotator.operations.zoning import by_hand
from annotator.storage.replay import Replay
from annotator.storage.rows import TABLES
from annotator.storage.store import Store

TEXT = "The bridge was closed.\nNobody crossed it for nine weeks.\nSo said the ministry.\n"
NUMBERS = st.integers(0, 5)


def rows_of(db):
    """Return a hash over every row of the project that going back is about.

    Not the texts and originals, which are kept for good under their hash; not the counters of
    codes, as no code is given twice; not the journal, to which going back adds; not the project
    and its people, whom no step adds; and not `position`, which only numbers rows as they came.
    """
    digest = sha256()
    for table in TABLES:
        if table.name in {"project", "annotator"}:
            continue
        tables = [(table.name, table.columns.names)]
        tables += [(table.parts.table, table.parts.names)] if table.parts else []
        for name, columns in tables:
            listed = ", ".join(f'"{column}"' for column in columns)
            digest.update(
                repr(sorted(db.execute(f"SELECT {listed} FROM {name}"), key=repr)).encode()
            )
    return digest.hexdigest()


class Histories(RuleBasedStateMachine):
    """A project in which anything is done, undone and redone; its rows are hashed line by line."""

    @initialize()
    def new_project(self):
        self.store = Store.in_memory(codebook.named("standard"))
        self.store.sign_in("Ana")
        self.came = 0
        self.import_article()
        self.first = self.store.undo_label()
        self.hashes = {}
        self.note()

    @property
    def reader(self):
        return self.store.reader

    def note(self):
        self.hashes[self.store.tip().seq] = rows_of(self.store._db)

    def apply(self, *edits):
        self.store.apply(Edit.joined(edits[0].label, edits))
        self.note()

    def one(self, kind, number):
        found = self.reader.find(kind)
        return found[number % len(found)] if found else None

    def passage(self, number):
        article = self.one(Article, number)
        version = self.reader.version(article.id)
        text = self.reader.text(version.sha256)
        start = number * 3
        return Passage(text_id=version.id, text=text, spans=(Span(start, start + 9),))

    def import_article(self):
        self.came += 1
        draft = Draft(
            headline="H",
            text=f"{TEXT}{self.came}.\n",
            original=b"",
            encoding="utf-8",
            file_name="a",
        )
        self.store.apply(article_from_draft(draft, "", self.store.annotator.id))

    @rule()
    def add_article(self):
        self.import_article()
        self.note()

    @rule(number=NUMBERS)
    def claim(self, number):
        self.apply(add_claim(self.passage(number), self.store.annotator.id)[0])

    @rule(number=NUMBERS, other=NUMBERS)
    def mention(self, number, other):
        if claim := self.one(Claim, number):
            self.apply(add_mention(claim, self.passage(other), self.store.annotator.id)[0])

    @rule(number=NUMBERS, name=st.sampled_from(["Lind", "Rohl"]), scheme=NUMBERS)
    def change_claim(self, number, name, scheme):
        if claim := self.one(Claim, number):
            first, entity = entity_named(name, self.reader.each(Entity))
            worth = self.reader.codebook().scheme(Layer.CHECKWORTHINESS)
            code = worth.labels[scheme % len(worth.labels)].code
            after = replace(claim, claimant_id=entity.id).labelled(worth.id, frozenset([code]))
            self.apply(*first, Edit.swap("Change", claim, after))

    @rule(number=NUMBERS, verdict=NUMBERS)
    def check(self, number, verdict):
        if claim := self.one(Claim, number):
            verdicts = self.reader.codebook().scheme(Layer.VERDICT)
            key = verdicts.key(verdicts.labels[verdict % len(verdicts.labels)].code)
            found = self.reader.find(FactCheck, claim_id=claim.id)
            check = FactCheck(claim_id=claim.id, checked_by=self.store.annotator.id)
            first = [] if found else [Edit.add("Add check", check)]
            before = found[0] if found else check
            self.apply(*first, Edit.swap("Judge", before, with_verdict(before, key)))

    @rule(number=NUMBERS, is_shared=st.booleans())
    def evidence(self, number, is_shared):
        if check := self.one(FactCheck, number):
            known = self.one(Source, number) if is_shared else None
            source = known or Source(title="Minutes")
            who = self.store.annotator.id
            evidence = Evidence(check_id=check.id, source_id=source.id, added_by=who)
            first = [] if known else [Edit.add("Add source", source)]
            self.apply(*first, Edit.add("Add evidence", evidence))

    @rule(number=NUMBERS)
    def drop_evidence(self, number):
        if evidence := self.one(Evidence, number):
            self.apply(remove_evidence(self.reader, evidence))

    @rule(number=NUMBERS, other=NUMBERS)
    def sentiment(self, number, other):
        passage = self.passage(other) if number else None
        article = self.one(Article, other)
        who = self.store.annotator.id
        self.apply(add_sentiment(article, passage, number % 3, None, who)[0])

    @rule(number=NUMBERS, other=NUMBERS)
    def suggest(self, number, other):
        anchor, article = self.passage(other).anchor(), self.one(Article, other)
        kind = [*SuggestionKind][number % 2]
        made = Suggestion(article_id=article.id, anchor_id=anchor.id, kind=kind, score=0.5)
        self.apply(Edit.add("Suggest", anchor, made))

    @rule(number=NUMBERS, is_taken=st.booleans())
    def answer(self, number, is_taken):
        article = self.one(Article, number)
        placed = open_in(self.reader, article.id)
        if placed and is_taken:
            self.apply(
                accept_suggestion(self.reader, article, placed[0], self.store.annotator.id)[0]
            )
        elif placed:
            suggestions = [each.suggestion for each in placed]
            self.apply(reject_suggestions(self.reader, article, suggestions))

    @rule(number=NUMBERS)
    def drop_mark(self, number):
        if mark := self.one(Sentiment if number % 2 else Mention, number):
            self.apply(remove_mark(self.reader, mark))

    @rule(number=NUMBERS)
    def drop_claim(self, number):
        if claim := self.one(Claim, number):
            self.apply(remove_claim(self.reader, claim))

    @rule(number=NUMBERS, status=st.sampled_from(ArticleStatus))
    def status(self, number, status):
        article = self.one(Article, number)
        if article.status != status:
            self.apply(set_status([article], status))

    @rule(number=NUMBERS, other=NUMBERS)
    def correct_text(self, number, other):
        article = self.one(Article, number)
        edits = [TextEdit(other * 4, other * 4 + 1, f"({self.came}{other})")]
        self.came += 1
        self.apply(new_version(self.reader, article, edits, "", self.store.annotator.id))

    @rule(number=NUMBERS)
    def zone(self, number):
        version = self.one(TextVersion, number)
        self.apply(Edit.add("Zone", by_hand(version.id, Span(0, 23), ZoneKind.TAGS)))

    @rule(number=NUMBERS)
    def codebook(self, number):
        scheme = self.reader.codebook().scheme(Layer.CHECKWORTHINESS)
        self.came += 1
        if number % 3 == 0:
            edit = schemes_of.add_label(scheme, f"Label {self.came}")
        elif number % 3 == 1:
            edit = schemes_of.change_label(scheme, replace(scheme.labels[0], name=f"N {self.came}"))
        elif len(scheme.labels) > 2:
            codes = scheme.labels[-1].code, scheme.labels[0].code
            edit = schemes_of.merge_label(self.reader, scheme, *codes)
        else:
            return
        self.apply(edit)

    @rule()
    def undo(self):
        if self.store.undo_label() != self.first:  # there is always an article
            self.store.undo()
            self.note()

    @rule()
    def redo(self):
        if self.store.redo():
            self.note()

    @rule(number=st.integers(0, 1000))
    def go_back(self, number):
        lines = sorted(self.hashes)
        line = lines[number % len(lines)]
        before = rows_of(self.store._db)
        edit = back_to(self.reader, line, "then")
        assert bool(summary(edit)) == bool(edit.changes)
        if not edit.changes:
            assert before == self.hashes[line]
            return
        self.apply(edit)
        assert rows_of(self.store._db) == self.hashes[line]
        self.store.undo()
        self.note()
        assert rows_of(self.store._db) == before
        self.store.redo()
        self.note()
        assert rows_of(self.store._db) == self.hashes[line]

    @rule(number=st.integers(0, 1000), other=NUMBERS, kind=st.sampled_from([Article, Claim]))
    def take_one_back(self, number, other, kind):
        """A part can always be taken back, and leaves nothing that refers to what is not there."""
        subject = self.one(kind, other)
        lines = sorted(self.hashes)
        if subject:
            edit = back_to(self.reader, lines[number % len(lines)], "then", subject)
            if edit.changes:
                self.apply(edit)
            assert not self.store._db.execute("PRAGMA foreign_key_check").fetchall()

    def teardown(self):
        assert list(Replay(self.store._db).findings()) == []
        self.store.close()


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)


# ---- A part goes back ----


@pytest.fixture
def passage(store, article):
    version = store.reader.version(article.id)
    return Passage(text_id=version.id, text=store.reader.text(version.sha256), spans=(Span(3, 9),))


@pytest.fixture
def add(store, passage):
    """Add a claim at a passage, and return it as saved."""

    def made(at=passage):
        store.apply(add_claim(at, store.annotator.id)[0])
        return store.reader.find(Claim)[-1]

    return made


def change(store, before, **fields):
    after = replace(before, **fields)
    store.apply(Edit.swap("Change", before, after))
    return after


def go(store, line, subject):
    edit = back_to(store.reader, line, "12 May", subject)
    store.apply(edit)
    return edit


def test_a_claim_goes_back_and_the_others_stay(store, add):
    one, other = add(), add()
    point = store.tip().seq
    change(store, one, text="Changed")
    change(store, other, text="Changed, too")
    edit = go(store, point, one)

    assert edit.title == "Take C1 back to 12 May"
    assert summary(edit) == ["Claims: 1 changed"]
    assert [claim.text for claim in store.reader.find(Claim)] == [one.text, "Changed, too"]


def test_a_removed_claim_returns_with_all_it_had_and_referred_to(store, add):
    person, source = Entity(name="Lind"), Source(title="Minutes")
    claim, who = add(), store.annotator.id
    check = FactCheck(claim_id=claim.id, checked_by=who)
    evidence = Evidence(check_id=check.id, source_id=source.id, added_by=who)
    store.apply(Edit.add("Add", person, check, source, evidence))
    claim = change(store, claim, claimant_id=person.id)
    [mention] = store.reader.find(Mention)
    said = mention.attributed(Attribution(source_id=person.id))
    said = said.attributed(Attribution(level=2, source_text="a clerk"))
    store.apply(Edit.swap("Attribute", mention, said))
    point = store.tip().seq
    store.apply(remove_claim(store.reader, claim))
    store.apply(Edit.remove("Remove", person))
    namesake, other = Entity(name="Lind"), Entity(name="Lind", kind="person")
    store.apply(Edit.add("Add", other, namesake))
    edit = go(store, point, claim)

    assert summary(edit) == [
        "Claims: 1 brought back", "Mentions: 1 brought back", "Checks: 1 brought back",
        "Evidence: 1 brought back", "Sources: 1 brought back",
    ]  # fmt: skip
    assert store.reader.find(Claim) == [replace(claim, claimant_id=namesake.id)]
    assert store.reader.find(Mention)[0].attribution.source_id == namesake.id
    assert store.reader.find(Evidence) == [evidence]


def test_a_label_that_is_gone_returns_as_a_retired_one(store, add):
    claim = add()
    worth = store.reader.codebook().scheme(Layer.CHECKWORTHINESS)
    code = worth.labels[-1].code
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    store.apply(Edit.add("Add", check))
    verdicts = store.reader.codebook().scheme(Layer.VERDICT)
    judged = change(store, check, verdict=verdicts.key(verdicts.labels[0].code))
    labelled = change(store, claim, labels=frozenset([worth.key(code)]))
    point = store.tip().seq
    change(store, labelled, labels=frozenset())
    change(store, judged, verdict=None)
    store.apply(schemes_of.remove_label(store.reader, worth, code))
    go(store, point, claim)

    assert store.reader.find(Claim)[0].labels == labelled.labels
    assert store.reader.codebook().scheme(Layer.CHECKWORTHINESS).label(code).is_retired
    store.undo()
    worth = store.reader.codebook().scheme(Layer.CHECKWORTHINESS)
    store.apply(Edit.remove("Remove scheme", worth))
    go(store, point, claim)
    [label] = store.reader.codebook().scheme(Layer.CHECKWORTHINESS).labels
    assert (label.code, label.is_retired) == (code, True)


def test_a_shared_source_and_a_shared_claim_stay_as_they_are(store, add, add_article):
    one, other, who = add(), add(), store.annotator.id
    source = Source(title="Minutes")
    checks = [FactCheck(claim_id=claim.id, checked_by=who) for claim in (one, other)]
    pieces = [Evidence(check_id=c.id, source_id=source.id, added_by=who) for c in checks]
    store.apply(Edit.add("Add", *checks, source, *pieces))
    second = add_article()
    version = store.reader.version(second.id)
    text = store.reader.text(version.sha256)
    there = Passage(text_id=version.id, text=text, spans=(Span(3, 9),))
    store.apply(add_mention(one, there, who)[0])
    point = store.tip().seq
    change(store, source, title="Renamed")
    change(store, one, text="Changed")
    change(store, other, text="Changed, too")
    assert [type(c.record) for c in back_to(store.reader, point, "", one).changes] == [Claim]
    go(store, point, store.reader.find(Article)[0])

    assert [claim.text for claim in store.reader.find(Claim)] == ["Changed", other.text]
    assert store.reader.find(Source)[0].title == "Renamed"


def test_a_claim_stays_on_the_newest_text(store, article, add, passage):
    claim = add()
    [mention] = store.reader.find(Mention)
    point = store.tip().seq
    store.apply(move_mark(EditLabel("Move"), mention, replace(passage, spans=(Span(20, 30),))))
    edits = [TextEdit(0, 1, "x")]
    store.apply(new_version(store.reader, article, edits, "", store.annotator.id))
    newest = store.reader.version(article.id)

    def stands():
        [placed] = store.reader.mentions_in(article.id)
        return placed.anchor.text_id == newest.id

    assert back_to(store.reader, point, "", claim).changes == ()
    store.apply(remove_claim(store.reader, claim))
    go(store, point, claim)
    assert stands()


def test_a_claim_whose_article_was_removed_brings_it_back(store, article, add):
    claim = add()
    point = store.tip().seq
    store.apply(remove_claim(store.reader, claim))
    store.apply(Edit.remove("Remove", store.reader.version(article.id), article))
    go(store, point, claim)

    assert store.reader.find(Article) == [article]
    assert [placed.mention.claim_id for placed in store.reader.mentions_in(article.id)] == [
        claim.id
    ]


def test_nothing_changes_when_nothing_is_different(store, add):
    claim = add()
    edit = back_to(store.reader, store.tip().seq, "now")

    assert (edit.changes, edit.title, summary(edit)) == ((), "Go back to now", [])
    assert back_to(store.reader, store.tip().seq, "now", claim).changes == ()


def test_whoever_signed_in_since_stays(store, add):
    point = store.tip().seq
    store.sign_in("Ben")
    add()
    store.apply(back_to(store.reader, point, "then"))

    assert [each.name for each in store.reader.find(Annotator)] == ["Ana", "Ben"]
    assert store.reader.find(Claim) == []
