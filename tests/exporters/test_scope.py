"""What of a project is exported, and what of it a format has no place for."""

import pytest

from annotator.domain.claim import Claim
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.exporters import format_named
from annotator.exporters.features import (
    CountedRecords,
    Feature,
    counted,
    sentences,
    surveyed,
)
from annotator.exporters.records import Records
from annotator.exporters.scope import Scope
from annotator.exporters.write import write_records


def two_articles(desk):
    """Add two articles that both mention one claim, the second one also another."""
    first, second = desk.article("Taxes rose. Wages fell.\n"), desk.article("Taxes rose here.\n")
    shared, other = desk.claim("Taxes rose"), desk.claim("Wages fell")
    desk.mention(shared, first, "Taxes rose")
    desk.mention(shared, second, "Taxes rose")
    desk.mention(other, first, "Wages fell")
    return first, second, shared, other


def codes(records):
    """Return the codes of the articles and claims of an export."""
    articles = [facts.article.code for facts in records.articles()]
    return articles, [claim.facts.claim.code for claim in records.claims()]


def test_by_default_everything_is_exported_also_a_claim_without_a_passage(desk):
    two_articles(desk)
    desk.claim("Nobody said so")

    assert codes(Records(desk.reader)) == (["A1", "A2"], ["C1", "C2", "C3"])


def test_with_chosen_articles_come_the_claims_that_they_mention(desk):
    _, second, _, _ = two_articles(desk)
    desk.claim("Nobody said so")

    scope = Scope(article_ids=frozenset({second.article_id}))

    assert codes(Records(desk.reader, scope)) == (["A2"], ["C1"])


def test_with_chosen_claims_come_the_articles_that_mention_them_and_no_other_mention(desk):
    _, _, _, other = two_articles(desk)

    records = Records(desk.reader, Scope(claim_ids=frozenset({other.id})))
    (facts,) = records.articles()

    assert [mention.claim.claim.code for mention in facts.mentions] == ["C2"]
    assert [claim.facts.claim.code for claim in records.claims()] == ["C2"]


def test_a_chosen_claim_comes_also_without_a_passage(desk):
    lone = desk.claim("Nobody says this anywhere")

    records = Records(desk.reader, Scope(claim_ids=frozenset({lone.id})))

    assert [claim.facts.claim.id for claim in records.claims()] == [lone.id]


def test_with_one_annotator_come_only_their_marks(desk):
    first, *_ = two_articles(desk)
    desk.add(Sentiment(scope="document", article_id=first.article_id, annotator_id=desk.by))
    desk.store.sign_in("Ben")
    ben = desk.by = desk.store.annotator.id
    by_ben = desk.claim("Both")
    desk.mention(by_ben, first, "rose. Wages")

    records = Records(desk.reader, Scope(annotator_id=ben))
    articles = list(records.articles())

    assert [each.claim.claim.code for facts in articles for each in facts.mentions] == ["C3"]
    assert [facts.sentiments for facts in articles] == [(), ()]
    assert [claim.facts.claim.code for claim in records.claims()] == ["C3"]


def test_of_a_part_come_only_the_people_and_sources_that_it_names(labelled):
    stranger = labelled.add(Entity(name="Nobody here", kind="person"))
    whole = Records(labelled.reader)
    part = Records(labelled.reader, Scope(claim_ids=frozenset({labelled.reader.find(Claim)[0].id})))
    list(part.articles())
    list(part.claims())

    assert stranger in whole.part.entities()
    assert [each.name for each in part.part.entities()] == ["Oskar Lind"]
    assert {each.title for each in part.part.sources()} == {"Letter", "Call"}


def test_annotators_can_be_called_by_numbers(labelled):
    records = Records(labelled.reader, Scope(has_pseudonyms=True))

    assert [each.name for each in records.part.annotators()] == ["Annotator 1"]
    (facts, _) = records.articles()
    assert {mention.annotator for mention in facts.mentions} == {"Annotator 1"}
    assert records.part.scope.is_whole


def test_features_are_counted_once_each_and_only_where_they_are_asked_for(labelled):
    every = counted(CountedRecords(labelled.reader), frozenset(Feature))

    assert every == {
        Feature.GAPS: 2,
        Feature.OVERLAPS: 2,
        Feature.SENTIMENTS: 2,
        Feature.WHOLE_SENTIMENTS: 1,
        Feature.ATTRIBUTIONS: 1,
        Feature.UNMENTIONED: 1,
        Feature.CHECKS: 2,
        Feature.EVIDENCE: 4,
        Feature.ZONES: 1,
    }
    assert counted(CountedRecords(labelled.reader), frozenset({Feature.GAPS})) == {Feature.GAPS: 2}
    assert counted(CountedRecords(labelled.reader), frozenset()) == {}


@pytest.mark.parametrize("name", ["doccano", "web-annotation", "claimreview"])
def test_what_an_export_has_read_is_counted_once(labelled, tmp_path, name):
    records = CountedRecords(labelled.reader)
    before = list(surveyed(CountedRecords(labelled.reader)))[-1]

    list(write_records(format_named(name), records, tmp_path / "out", {}))

    assert list(surveyed(records))[-1] == before
    assert list(surveyed(records))[-1] == before


def test_what_an_export_has_read_is_not_read_again(labelled, tmp_path):
    records = CountedRecords(labelled.reader)

    list(write_records(format_named("doccano"), records, tmp_path / "out.jsonl"))
    labelled.article("A text that came later.\n")

    assert list(surveyed(records))[-1].articles == 2


def test_an_overlap_is_counted_also_after_a_mark_that_lies_within_the_long_one(desk):
    version = desk.article("One two three four.\n")
    claim = desk.claim()
    for words in ("One two three four", "two", "four"):
        desk.mention(claim, version, words)

    assert counted(CountedRecords(desk.reader), frozenset({Feature.OVERLAPS})) == {
        Feature.OVERLAPS: 2
    }


def test_every_feature_is_named_in_words():
    named = sentences(dict.fromkeys(Feature, 2))

    assert len(set(named)) == len(Feature)
    assert all(each.startswith("2 ") for each in named)


def test_claims_that_articles_mention_are_not_read_again_to_be_counted(labelled):
    met = CountedRecords(labelled.reader)
    list(met.articles())

    unmet = [claim.facts.claim.code for claim in met.unmet_claims()]

    every = Records(labelled.reader)
    list(every.articles())
    assert unmet == [each.facts.claim.code for each in every.claims() if not each.mention_count]
    assert len(unmet) == 1


def test_no_claim_is_read_again_where_articles_mention_all(desk, monkeypatch):
    version = desk.article("One two three four.\n")
    desk.mention(desk.claim(), version, "two")
    records = CountedRecords(desk.reader)
    list(records.articles())
    monkeypatch.delattr(Records, "unmet_claims")

    assert list(surveyed(records))[-1].claims == 1
