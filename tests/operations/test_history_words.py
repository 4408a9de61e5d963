"""Each step of the history is told in one line, and in full field by field."""

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Passage
from annotator.domain.article import Article, ArticleStatus
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.history import HistoryAction, HistoryFilter
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import Zone
from annotator.operations.articles import set_status
from annotator.operations.bringing_back import bring_back
from annotator.operations.history import details_of, line_of
from annotator.operations.history_names import Names
from annotator.operations.labelling import (
    add_claim,
    add_mention,
    add_sentiment,
    begun,
    remove_claim,
    remove_mention,
)


@pytest.fixture
def passage(store, article):
    version = store.reader.version(article.id)
    text = store.reader.text(version.sha256)
    return Passage(text_id=version.id, text=text, spans=(Span(3, 14),))


@pytest.fixture
def claim(store, article, passage):
    """The claim C1, added in A1, which was begun with it."""
    edit, _, _ = add_claim(passage, store.annotator.id)
    store.apply(Edit.joined(edit.label, [edit, *begun(article)]))
    return store.reader.find(Claim)[0]


@pytest.fixture
def check(store, claim):
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    store.apply(Edit.add("Add check", check))
    return check


@pytest.fixture
def names(store):
    return Names(store.reader, lambda date: f"day {date}")


@pytest.fixture
def newest(store, names):
    """The newest step as one line."""
    return lambda: line_of(store.reader.history.steps(HistoryFilter(), limit=1)[0], names)


@pytest.fixture
def details(store, names):
    """What the newest step did, as pairs of title and fields."""

    def told():
        [step] = store.reader.history.steps(HistoryFilter(), limit=1)
        found = details_of(step.changes, names)
        return [
            (each.title, [(field.label, field.before, field.after) for field in each.fields])
            for each in found
        ]

    return told


def verdict(store, code):
    return store.reader.codebook().scheme(Layer.VERDICT).key(code)


def change(store, before, **fields):
    after = replace(before, **fields)
    store.apply(Edit.swap("Change", before, after))
    return after


def test_a_new_claim_is_told_before_what_comes_with_it(claim, newest, details):
    assert newest() == "Claim C1 added"
    titles = [title for title, _ in details()]
    assert titles == ["Claim C1", "Mention of C1", "Article A1"]


def test_a_changed_verdict_is_told_by_the_names_of_the_codebook(store, check, newest, details):
    refuted = change(store, check, verdict=verdict(store, "refuted"))
    assert newest() == "Verdict of C1: none → Refuted"
    change(store, refuted, verdict=verdict(store, "supported"), conclusion="So it is.")

    assert newest() == "Verdict of C1: Refuted → Supported, and 1 more change"
    assert details() == [
        ("Check of C1", [("Verdict", "Refuted", "Supported"), ("Conclusion", "", "So it is.")])
    ]


def test_an_undone_step_is_told_by_what_was_undone(store, check, newest, details):
    change(store, check, verdict=verdict(store, "refuted"))
    store.undo()
    assert newest() == "Undone: Verdict of C1: none → Refuted"
    assert details() == [("Check of C1", [("Verdict", "Refuted", "")])]
    store.redo()
    assert newest() == "Redone: Verdict of C1: none → Refuted"


def test_a_new_check_says_what_it_holds(store, claim, newest):
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id, notes="Ask them.")
    store.apply(Edit.add("Begin the check", check))

    assert newest() == "Note of C1: none → Ask them."


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (ArticleStatus.DONE, "Article A1 marked done"),
        (ArticleStatus.EXCLUDED, "Article A1 excluded"),
        (ArticleStatus.IN_PROGRESS, "Article A1 set in progress"),
    ],
)
def test_the_status_of_an_article(store, article, newest, status, line):
    store.apply(set_status([article], status))

    assert newest() == line


def test_one_article_and_several(store, add_article, newest, names):
    one = add_article()
    assert newest() == "Article A1 imported"
    two, three = (Article(headline=f"H{number}") for number in range(2))
    store.apply(Edit.add("Import", two, three))
    assert newest() == "2 articles imported"
    store.apply(Edit.remove("Remove", *store.reader.find(Article)[1:]))
    assert newest() == "2 articles removed"
    change(store, one, headline="Another", published_at="2031-02-27", word_count=9)
    assert newest() == "Headline of A1: Summit ends → Another, and 1 more change"


def test_mentions(store, claim, passage, newest):
    edit, mention = add_mention(claim, passage, store.annotator.id)
    store.apply(edit)
    assert newest() == "Mention of C1 added in A1"
    store.apply(remove_mention(store.reader, mention))
    assert newest() == "Mention of C1 removed from A1"
    several = [add_mention(claim, passage, store.annotator.id)[0] for _ in range(2)]
    store.apply(Edit.joined("Add", several))
    assert newest() == "2 mentions added"
    store.apply(several[0].inverse())
    store.apply(remove_claim(store.reader, claim))
    assert newest() == "Claim C1 removed"


def test_a_mention_of_nothing_known_has_no_place(store, claim, names):
    mention = Mention(claim_id="x", anchor_id="x", annotator_id="x")
    [told] = details_of([Change(None, mention)], names)

    assert (told.title, told.action) == ("Mention of (removed)", HistoryAction.ADDED)


def test_several_of_each(store, claim, check, article, newest):
    who = store.annotator.id
    feelings = [
        Sentiment(article_id=article.id, scope="document", annotator_id=who) for _ in range(2)
    ]
    pieces = [Evidence(check_id=check.id, stance="not_found", added_by=who) for _ in range(2)]
    claims = [Claim(text="x", created_by=who) for _ in range(2)]
    for records, line in (
        (feelings, "2 sentiments"), (pieces, "2 pieces of evidence"), (claims, "2 claims"),
    ):  # fmt: skip
        store.apply(Edit.add("Add", *records))
        assert newest() == f"{line} added"
        store.undo()
        assert newest() == f"Undone: {line} added"
        store.redo()
    for records, line in ((feelings, "2 sentiments"), (pieces, "2 pieces of evidence")):
        store.apply(Edit.remove("Remove", *records))
        assert newest() == f"{line} removed"
    store.apply(Edit.remove("Remove", *store.reader.find(Claim)[1:]))
    assert newest() == "2 claims removed"
    edits = [add_mention(claim, passage_of(store), who)[0] for _ in range(2)]
    store.apply(Edit.joined("Add", edits))
    store.apply(Edit.joined("Remove", edits).inverse())
    assert newest() == "2 mentions removed"


def passage_of(store):
    version = store.reader.find(Article)[0]
    version = store.reader.version(version.id)
    text = store.reader.text(version.sha256)
    return Passage(text_id=version.id, text=text, spans=(Span(3, 14),))


def test_what_has_no_better_words_is_told_by_its_label(store, article, newest, details):
    version = store.reader.version(article.id)
    zone = Zone(text_id=version.id, start=0, end=5, kind="tags")
    store.apply(Edit.add(EditLabel("Mark lines"), zone))
    assert newest() == "Mark lines"
    assert details() == [
        (
            "Lines of A1",
            [("Line type", "", "tags"), ("Excluded", "", "yes"), ("State", "", "Suggested")],
        )
    ]
    scheme = store.reader.codebook().schemes[0]
    change(store, scheme, title="Ours")
    assert newest() == "Change"
    assert details() == []
    store.apply(Edit.add("Add many", *(Entity(name=f"N{number}") for number in range(60))))
    assert newest() == "Add many"


def test_sentiment_in_words(store, article, passage, names, newest):
    edit, feeling = add_sentiment(article, passage, 2, None, store.annotator.id)
    store.apply(edit)
    assert newest() == "Sentiment in A1 added"
    person = Entity(name="Lind")
    store.apply(Edit.add("Add", person))
    after = change(store, feeling, polarity=-3, holder="speaker", holder_id=person.id)
    assert newest() == "Sentiment in A1, Attitude: Positive → Strongly negative, and 2 more changes"
    after = change(store, after, is_mixed=True)
    assert newest() == "Sentiment in A1, Mixed: no → yes"
    change(store, after, certainty="unsure")
    assert newest() == "Sentiment in A1, Unsure: no → yes"
    store.apply(bring_back(names, after, "certainty"))
    assert store.reader.find(Sentiment) == [after]
    change(store, after, certainty="unsure")
    store.apply(bring_back(names, replace(after, certainty="unsure", note="x"), "note"))
    store.undo()
    store.undo()
    store.apply(bring_back(names, replace(after, certainty="unsure"), "certainty"))
    assert store.reader.find(Sentiment)[0].certainty == "unsure"


def test_labels_names_dates_and_voices_in_words(store, claim, details):
    person, relayer = Entity(name="Lind", aliases=("Oskar", "O.")), Entity(name="The agency")
    store.apply(Edit.add("Add", person, relayer))
    assert details()[0] == ("Name “Lind”", [("Name", "", "Lind"), ("Other names", "", "Oskar, O.")])
    types = store.reader.codebook().scheme(Layer.CLAIM_TYPE)
    codes = [label.code for label in types.labels[:2]]
    keys = frozenset([*map(types.key, codes), LabelKey("gone@1", "x")])
    after = replace(
        claim, claimant_id=person.id, date="2031-02-27", date_basis="stated", labels=keys
    )
    [mention] = store.reader.find(Mention)
    said = mention.attributed(Attribution(source_id=person.id, quote_type="direct"))
    said = said.attributed(Attribution(level=2, source_id=relayer.id))
    edits = [
        Edit.swap("Change", claim, replace(after, labels=keys - {LabelKey("gone@1", "x")})),
        Edit.swap("Change", mention, said),
    ]
    store.apply(Edit.joined("Change", edits))

    both = ", ".join(label.name for label in types.labels[:2])
    assert details() == [
        ("Claim C1", [
            ("Claimant", "", "Lind"), ("Said on", "", "day 2031-02-27"),
            ("Date basis", "", "Stated"), ("Type", "", both),
        ]),
        ("Mention of C1", [("Quoted", "", "Lind, Direct quote"), ("Relayed by", "", "The agency")]),
    ]  # fmt: skip
    found = details_of([Change(claim, after)], Names(store.reader))[0].fields
    assert [(each.label, each.after) for each in found][-2:] == [("Type", both), ("gone@1", "x")]


def test_a_name_read_from_the_right_keeps_its_place_before_the_comma(store, claim, newest):
    [mention] = store.reader.find(Mention)
    said = mention.attributed(Attribution(source_text="وزير", quote_type="mixed"))

    store.apply(Edit.swap("Change", mention, said))

    shown = "\u2068وزير\u2069, \u2068Mixed (partial quote)\u2069"
    assert newest() == f"Mention of C1, Quoted: none → {shown}"


def test_a_value_that_is_cut_off_ends_with_its_isolate(store, claim, newest):
    [mention] = store.reader.find(Mention)
    said = mention.attributed(Attribution(source_text="وزير " * 30, quote_type="mixed"))

    store.apply(Edit.swap("Change", mention, said))

    assert newest().endswith("وزير\u2069 …")


def test_what_is_gone_is_still_named(store, check, names):
    source = Source(title="The minutes")
    evidence = Evidence(check_id=check.id, source_id=source.id, added_by=store.annotator.id)
    store.apply(Edit.add("Add", source, evidence))
    store.apply(Edit.remove("Remove", evidence, source))
    person = Entity(name="Lind")
    store.apply(Edit.add("Add", person))
    store.apply(Edit.remove("Remove", person))

    [told] = details_of([Change(None, evidence)], names)
    assert [field.after for field in told.fields] == ["Context", "The minutes"]
    assert names.entity(person.id) == "Lind"
    assert (names.entity(None), names.source(None), names.annotator(None)) == ("", "", "")
    assert names.annotator(store.annotator.id) == "Ana"
    assert names.label(LabelKey("gone@1", "x")) == "x"
    assert (names.claim(person), names.article(person), names.words("x")) == ("", "", "")


# ---- One value brought back ----


def fields_of_newest(store, names):
    [step] = store.reader.history.steps(HistoryFilter(), limit=1)
    found = details_of(step.changes, names)
    return {field.name: each.change.before for each in found for field in each.fields}


def test_an_old_verdict_comes_back_and_later_changes_stay(store, check, names):
    refuted = change(store, check, verdict=verdict(store, "refuted"), status="in_progress")
    supported = change(store, refuted, verdict=verdict(store, "supported"))
    former = fields_of_newest(store, names)["verdict"]
    change(store, supported, conclusion="Later.")
    edit = bring_back(names, former, "verdict")
    store.apply(edit)

    [now] = store.reader.find(FactCheck)
    assert (now.verdict.code, now.conclusion) == ("refuted", "Later.")
    assert edit.title == "Bring back Verdict of Check of C1"
    store.undo()
    assert store.reader.find(FactCheck)[0].verdict.code == "supported"


def test_a_claimant_who_is_gone_comes_back_with_the_value_and_the_mentions_follow(
    store, claim, names
):
    person = Entity(name="Lind")
    store.apply(Edit.add("Add", person))
    named = change(store, claim, claimant_id=person.id)
    without = change(store, named, claimant_id=None)
    store.apply(Edit.remove("Remove", person))
    store.apply(bring_back(names, named, "claimant_id"))

    assert store.reader.find(Entity) == [person]
    assert store.reader.find(Claim)[0].claimant_id == person.id
    assert store.reader.find(Mention)[0].attribution.source_id == person.id
    store.undo()
    namesake = Entity(name="Lind")
    other = Entity(name="Lind", kind="person")
    store.apply(Edit.add("Add", other, namesake))
    store.apply(bring_back(names, named, "claimant_id"))
    assert store.reader.find(Claim)[0].claimant_id == namesake.id
    [mention] = store.reader.find(Mention)
    said = mention.attributed(Attribution(level=2, source_id=person.id))
    store.apply(bring_back(names, said, "said.2"))
    assert store.reader.find(Mention)[0].attributions[-1].source_id == namesake.id
    assert without.claimant_id is None


def test_labels_and_passages_come_back(store, claim, names, passage):
    types = store.reader.codebook().scheme(Layer.CLAIM_TYPE)
    labelled = replace(claim, labels=frozenset([types.key(types.labels[0].code)]))
    store.apply(bring_back(names, labelled, f"labels.{types.id}"))
    assert store.reader.find(Claim)[0].labels == labelled.labels
    [mention] = store.reader.find(Mention)
    anchor = replace(passage, spans=(Span(20, 30),)).anchor(mention.anchor_id)
    moved = replace(mention, anchor_id=anchor.id)
    store.apply(Edit(label="Move", changes=(Change(None, anchor), Change(mention, moved))))
    store.apply(bring_back(names, mention, "anchor_id"))
    assert store.reader.find(Mention)[0].anchor_id == mention.anchor_id


@pytest.mark.parametrize(
    ("former", "name", "message"),
    [
        (lambda claim, _: claim, "text", "already has this value"),
        (lambda claim, _: replace(claim, id="x"), "text", "was removed"),
        (
            lambda claim, _: replace(claim, labels=frozenset([LabelKey("gone@1", "x")])),
            "labels.gone@1",
            "no label “x” any more",
        ),
        (lambda _, mention: replace(mention, anchor_id="x"), "anchor_id", "text was changed"),
        (lambda _, mention: replace(mention, claim_id="x"), "claim_id", "claim .* was removed"),
    ],
)
def test_what_cannot_come_back_is_refused_in_words(store, claim, names, former, name, message):
    with pytest.raises(Exception, match=message):
        bring_back(names, former(claim, store.reader.find(Mention)[0]), name)


def test_a_source_without_a_title_is_not_told_as_removed(store, names):
    (told,) = details_of([Change(None, Source())], names)

    assert told.title == "Source without a title"
