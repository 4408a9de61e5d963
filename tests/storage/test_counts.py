"""The counts that are kept with each edit are those that counting the records gives."""

from contextlib import closing

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from annotator.domain.anchor import AnchorState, anchored
from annotator.domain.article import Article, ArticleStatus, TextVersion
from annotator.domain.check import Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.reading import Counts
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.importers import codebook
from annotator.storage import derived
from annotator.storage.counters import LINES, UNNOTED, are_current
from annotator.storage.project import open_project
from annotator.storage.store import Store
from annotator.storage.verification import problems

STATES = st.sampled_from(AnchorState)
WORDS = "Ärger im Hafen. Nobody said so."


class Counting(RuleBasedStateMachine):
    """Articles, claims and marks come, change and go in any order, and edits are undone."""

    @initialize()
    def new_project(self):
        self.store = Store.in_memory(codebook.named("standard"))
        self.store.sign_in("Ana")
        self.by = self.store.annotator.id

    def one(self, data, kind):
        found = self.store.reader.find(kind)
        return data.draw(st.sampled_from(found)) if found else None

    @rule(status=st.sampled_from(ArticleStatus))
    def add_article(self, status):
        content = Content(WORDS)
        article = Article(headline="ÄRGER", status=status)
        version = TextVersion(
            article_id=article.id, sha256=content.sha256, length=len(WORDS), created_by=self.by
        )
        edit = Edit.add("Article", article, version)
        self.store.apply(replace(edit, contents=(content,)))

    @rule(data=st.data(), status=st.sampled_from(ArticleStatus), notes=st.sampled_from("aÄß"))
    def change_article(self, data, status, notes):
        if before := self.one(data, Article):
            after = replace(before, status=status, notes=notes)
            if after != before:
                self.store.apply(Edit.swap("Status", before, after))

    @rule(data=st.data(), state=STATES, is_new=st.booleans())
    def add_mention(self, data, state, is_new):
        version = self.one(data, TextVersion)
        known = None if is_new else self.one(data, Claim)
        if version:
            claim = known or Claim(text="It was so.", created_by=self.by)
            anchor = replace(anchored(version.id, WORDS, [Span(0, 5)]), state=state)
            mention = Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=self.by)
            added = [anchor, mention] if known else [claim, anchor, mention]
            self.store.apply(Edit.add("Mention", *added))

    @rule(data=st.data(), state=STATES)
    def add_sentiment(self, data, state):
        if version := self.one(data, TextVersion):
            anchor = replace(anchored(version.id, WORDS, [Span(0, 5)]), state=state)
            sentiment = Sentiment(
                article_id=version.article_id, anchor_id=anchor.id, annotator_id=self.by
            )
            self.store.apply(Edit.add("Sentiment", anchor, sentiment))

    @rule(data=st.data(), state=STATES)
    def move_mark(self, data, state):
        mention, version = self.one(data, Mention), self.one(data, TextVersion)
        claim = self.one(data, Claim)
        if mention and version and claim:
            anchor = replace(anchored(version.id, WORDS, [Span(6, 8)]), state=state)
            after = replace(mention, anchor_id=anchor.id, claim_id=claim.id)
            self.store.apply(
                Edit(label="Move", changes=(Change(None, anchor), Change(mention, after)))
            )

    @rule(data=st.data())
    def remove_claim(self, data):
        if claim := self.one(data, Claim):
            mentions = self.store.reader.find(Mention, claim_id=claim.id)
            self.store.apply(Edit.remove("Remove", claim, *mentions))

    @rule(data=st.data())
    def remove_mention(self, data):
        if mention := self.one(data, Mention):
            self.store.apply(Edit.remove("Remove", mention))

    @rule()
    def undo(self):
        self.store.undo()

    @rule()
    def redo(self):
        self.store.redo()

    @invariant()
    def counts_agree(self):
        if hasattr(self, "store"):
            assert list(derived.faults(self.store._db)) == []
            assert are_current(self.store._db)

    def teardown(self):
        self.store.close()


Counting.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestCounting = Counting.TestCase


def test_a_mention_that_moves_within_its_article_changes_no_count(store, article, labelled):
    claim, anchor, mention = labelled((3, 10))
    store.apply(Edit.add("Add", claim, anchor, mention))
    moved = replace(anchor, id="moved", previous_id=anchor.id)
    after = replace(mention, anchor_id=moved.id)

    store.apply(Edit(label="Move", changes=(Change(None, moved), Change(mention, after))))

    assert store.reader.claim_count(article.id) == 1
    assert list(derived.faults(store._db)) == []


def test_counts_that_are_behind_the_history_are_right_at_once_and_stored_with_the_first_edit(
    filed, path, state_folder
):
    filed.apply(Edit.add("Article", Article(headline="Harbour")))
    filed.close()
    with closing(open_project(path, state_folder)) as store:
        store._db.execute("UPDATE project_count SET number = number - 1")
        store._db.execute("DELETE FROM article_words")
    before = path.read_bytes()

    with closing(open_project(path, state_folder)) as store:
        assert store.reader.counts() == Counts(articles=1, done=0, claims=0, mentions=0)
        assert len(store.reader.listing.positions("harbour")) == 1
    assert path.read_bytes() == before

    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ana")
        store.apply(Edit.add("Article", Article(headline="River")))
        assert store.reader.counts().articles == 2
    with closing(open_project(path, state_folder)) as store:
        assert are_current(store._db)
        assert list(problems(store._db)) == []


def reopened_as_it_is(path, tmp_path, state_folder):
    """Return the project as it would be found if the program ended now."""
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        (copy / file.name).write_bytes(file.read_bytes())
    return closing(open_project(copy / path.name, state_folder))


def test_counts_hold_after_edits_that_concern_none_of_them(filed, path, tmp_path, state_folder):
    claim = Claim(text="It was so.", created_by=filed.annotator.id)
    filed.apply(Edit.add("Claim", claim))
    claim = filed.reader.get(Claim, claim.id)
    for number in range(3):
        after = replace(claim, text=f"It was so {number}.")
        filed.apply(Edit.swap("Wording", claim, after))
        claim = after
    filed.undo()

    assert are_current(filed._db)
    with reopened_as_it_is(path, tmp_path, state_folder) as found:
        assert not found._db.has_shadows
        assert found.reader.counts().claims == 1


@pytest.mark.parametrize("is_undone", [False, True])
def test_counts_without_an_edit_that_concerns_them_are_behind(filed, is_undone):
    claim = Claim(text="It was so.", created_by=filed.annotator.id)
    filed.apply(Edit.add("Claim", claim))
    if is_undone:
        filed.undo()
    behind = "UPDATE project_count SET number = number - 1 WHERE name = 'line'"
    filed._db.execute(behind)

    assert not are_current(filed._db)


def test_counts_are_behind_where_the_history_cannot_be_read(filed):
    filed.apply(Edit.add("Source", Source(title="Report")))
    filed.apply(Edit.add("Source", Source(title="Table")))
    filed._db.execute("DROP TRIGGER journal_stays")
    filed._db.execute("UPDATE journal SET changes = 'rubbish', packed = NULL")

    assert not are_current(filed._db)


def test_after_many_edits_that_concern_no_count_few_lines_are_read_on_opening(filed):
    for number in range(3 * UNNOTED):
        filed.apply(Edit.add("Source", Source(title=f"Report {number}")))
    noted, last = filed._db.execute(LINES).fetchone()

    assert last - UNNOTED < noted <= last


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE project_count SET number = 7 WHERE name = 'todo'",
        "INSERT INTO article_count VALUES ('a', 1, 0)",
        "UPDATE article_words SET words = 'x'",
    ],
)
def test_counts_that_are_wrong_are_found(store, article, damage):
    assert list(derived.faults(store._db)) == []
    store._db.execute(damage)

    (problem,) = problems(store._db)
    assert "does not agree with the records of the project" in problem
