"""A worked example becomes a history of edits, and says what in it cannot be used."""

from pathlib import Path

import pytest

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.errors import AnnotatorError
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.importers import codebook
from annotator.sample import edits as worked_example
from annotator.storage.store import Store

SAMPLE = Path(__file__).resolve().parent.parent.parent / "projects" / "sample"
HEAD = """
name = "Small"
codebook = "standard"
[[article]]
file = "a.txt"
headline = "Rain"
[[entity]]
name = "Ana"
"""
CLAIM = """
[[claim]]
key = "rain"
text = "It rained on Monday."
"""
MENTION = """
[[claim.mention]]
article = "a.txt"
"""


def labelled(example):
    store = Store.in_memory(codebook.named(example.form.codebook))
    store.sign_in("Ana")
    for edit in worked_example.edits(example, store.reader.codebook(), store.annotator.id):
        store.apply(edit)
    return store


@pytest.fixture
def example():
    return worked_example.load(SAMPLE)


@pytest.fixture
def reader(example):
    store = labelled(example)
    yield store.reader
    store.close()


@pytest.fixture
def small(tmp_path):
    """Write a small example; whatever is given goes below its article and its entity."""

    def write(below=""):
        (tmp_path / "a.txt").write_bytes(b"It rained. It rained. Ana stayed in.\n")
        (tmp_path / "sample.toml").write_text(HEAD + below, "utf-8")
        return tmp_path

    return write


def claim(reader, code):
    return reader.find(Claim, code=code)[0]


def mentions(reader, code):
    return reader.find(Mention, claim_id=claim(reader, code).id)


def words(reader, mention):
    return [fragment.exact for fragment in reader.get(Anchor, mention.anchor_id).fragments]


def check(reader, code):
    return reader.find(FactCheck, claim_id=claim(reader, code).id)[0]


def test_everything_in_the_file_comes_in(example, reader):
    form = example.form
    places = [mention for entry in form.claims for mention in entry.mentions]
    checks = [entry.check for entry in form.claims if entry.check]

    assert reader.count(Article) == len(form.articles) == 4
    assert reader.count(Entity) == len(form.entities)
    assert reader.count(Claim) == len(form.claims)
    assert reader.count(Mention) == len(places)
    assert reader.count(Sentiment) == len(form.sentiments)
    assert reader.count(FactCheck) == len(checks)
    assert reader.count(Evidence) == sum(len(entry.evidence) for entry in checks)


def test_articles_have_their_record_and_their_bytes(reader):
    article = reader.find(Article, code="A2")[0]
    version = reader.version(article.id)

    assert article.headline == "Summit in Varen ends without a pledge"
    assert (article.publisher, article.byline) == ("The Varen Courier", "Ana Holt")
    assert article.published_at == "2031-02-27"
    assert article.source_url.startswith("https://varencourier.example/")
    assert reader.original(version.original_sha256) == (SAMPLE / version.file_name).read_bytes()


def test_statuses_are_those_of_the_file(example, reader):
    found = [(article.code, article.status) for article in reader.each(Article)]

    statuses = ["done", "in_progress", "todo", "todo"]
    assert found == list(zip(["A1", "A2", "A3", "A4"], statuses, strict=True))


def test_claims_are_numbered_and_labelled_as_in_the_file(example, reader):
    found = list(reader.each(Claim))

    assert [claim.code for claim in found] == [f"C{number}" for number in range(1, 11)]
    assert [claim.text for claim in found] == [entry.text for entry in example.form.claims]
    assert found[3].chosen("fullfact-claim-type@1") == {"quantity", "voting"}
    assert found[3].chosen("priority-3@1") == {"worth_checking"}
    assert (found[0].assertion_kind, found[0].date_basis) == ("position", "stated")


def test_names_keep_their_aliases(reader):
    lind = reader.find(Entity, name="Oskar Lind")[0]

    assert claim(reader, "C1").claimant_id == lind.id
    assert lind.aliases == ("Lind", "Mr Lind", "Premier Oskar Lind")


def test_every_anchor_has_the_words_of_its_text(reader):
    for anchor in reader.each(Anchor):
        text = reader.text(reader.get(TextVersion, anchor.text_id).sha256)
        assert all(part.span.of(text) == part.exact for part in anchor.fragments)


def test_every_mention_has_the_words_of_the_file(example, reader):
    entries = [mention for entry in example.form.claims for mention in entry.mentions]
    stored = [words(reader, mention) for mention in reader.each(Mention)]

    assert stored == [list(entry.stretches) for entry in entries]


def test_of_repeated_words_the_right_ones_are_taken(reader):
    mention = mentions(reader, "C9")[0]
    anchor = reader.get(Anchor, mention.anchor_id)
    text = reader.text(reader.get(TextVersion, anchor.text_id).sha256)

    assert text.index(anchor.exact) < anchor.start == text.rindex(anchor.exact)


def test_who_says_it_and_who_relays_it_are_two_levels(reader):
    lind, envoys = (
        reader.find(Entity, name=n)[0].id for n in ("Oskar Lind", "Two envoys at Varen")
    )
    said, relayed = mentions(reader, "C2")[2].attributions

    assert (said.level, said.source_id, said.quote_type) == (1, lind, "direct")
    assert (relayed.level, relayed.source_id) == (2, envoys)
    assert (said.is_anonymous, relayed.is_anonymous) == (False, True)


def test_the_voice_of_the_article_names_nobody(reader):
    attribution = mentions(reader, "C3")[0].attribution

    assert (attribution.source_id, attribution.quote_type) == (None, "none")


def test_sentiments_stand_on_a_passage_or_on_the_whole_article(reader):
    found = list(reader.each(Sentiment))
    pact = reader.find(Entity, name="Northern Pact")[0]

    assert [s.scope for s in found].count("document") == 2
    assert all((s.scope == "document") == (s.anchor_id is None) for s in found)
    assert (found[2].target_id, found[2].polarity, found[2].certainty) == (pact.id, -2, "unsure")
    assert (found[0].is_implicit, found[5].is_mixed) == (True, True)


def test_a_completed_check_has_its_verdict_and_evidence_in_order(reader):
    found = check(reader, "C1")
    evidence = reader.find(Evidence, check_id=found.id)
    letter = reader.get(Source, evidence[0].source_id)

    assert found.verdict == LabelKey("averitec-verdict@1", "refuted")
    assert (found.status, found.as_of, bool(found.completed_at)) == (
        "completed",
        "2031-03-05",
        True,
    )
    assert [row.stance for row in evidence] == ["refutes", "supports", "refutes"]
    assert (letter.medium, letter.is_primary, letter.reliability) == ("pdf", True, "high")


def test_a_check_under_way_has_neither_verdict_nor_day_of_completion(reader):
    found = check(reader, "C4")

    assert (found.status, found.verdict, found.completed_at) == ("in_progress", None, "")
    assert found.notes.startswith("Morgenblatt has 211 to 43")


def test_the_history_reads_like_work_at_a_desk(example):
    store = labelled(example)
    labels = []
    while edit := store.undo():
        labels.insert(0, edit.title)

    assert labels[1:5] == ["Add 17 names", "Add claim C1", *["Add mention of C1"] * 2]
    assert labels[-4:-2] == ["Begin the check of C5", "Add evidence on C5"]
    assert labels[-1] == "Write up the check of C5"
    assert {"Add sentiment in A1", "Mark A1 done", "Mark A2 in progress"} <= set(labels)


def test_an_article_alone_is_an_example(small):
    reader = labelled(worked_example.load(small())).reader

    assert [article.headline for article in reader.each(Article)] == ["Rain"]


def test_an_example_may_do_without_names(small):
    folder = small()
    file = folder / "sample.toml"
    file.write_text(file.read_text("utf-8").partition("[[entity]]")[0], "utf-8")

    assert labelled(worked_example.load(folder)).reader.count(Entity) == 0


@pytest.mark.parametrize(
    ("below", "said"),
    [
        (CLAIM + MENTION + 'passage = "It snowed"', "“It snowed” stands 0× in “a.txt”"),
        (CLAIM + MENTION + 'passage = "It rained"', "“It rained” stands 2× in “a.txt”"),
        (
            CLAIM + MENTION + 'passage = "Ana"\nsaid_by = "Eve"\nquote_type = "direct"',
            "“Eve” in “sample.toml”",
        ),
        (CLAIM + MENTION.replace("a.txt", "b.txt") + 'passage = "Ana"', "“b.txt” in “sample"),
        (CLAIM + 'worth = "dear"' + MENTION + 'passage = "Ana"', "“dear” in “sample.toml”"),
    ],
)
def test_what_is_not_there_is_named(small, below, said):
    example = worked_example.load(small(below))

    with pytest.raises(AnnotatorError, match=said):
        labelled(example)


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("name =", "Invalid value"),
        ('colour = "red"', "unknown field `colour`"),
        (CLAIM, "missing required field `mention`"),
        (CLAIM + MENTION, "a mention needs a passage"),
        (CLAIM + MENTION + 'passage = "No"\nsaid_by = "Lind"\n', "whoever is named is quoted"),
        (CLAIM + MENTION + 'passage = "Ana"\noccurrence = 2', "no occurrence 2 of 1"),
        ('[[sentiment]]\narticle = "a.txt"\npolarity = 4', "<= 3"),
    ],
)
def test_a_file_that_says_it_wrong_is_refused_with_the_place(small, below, said):
    with pytest.raises(AnnotatorError, match=f"“sample.toml” cannot be used: .*{said}"):
        worked_example.load(small(below))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "sample.toml").write_bytes(b'name = "\xff"')

    with pytest.raises(AnnotatorError, match=r"“sample\.toml” cannot be used"):
        worked_example.load(tmp_path)


@pytest.mark.parametrize("missing", ["sample.toml", "a.txt"])
def test_a_file_that_is_missing_is_named(small, missing):
    folder = small()
    (folder / missing).unlink()

    with pytest.raises(AnnotatorError, match=f"{missing}” cannot be read: No such file"):
        worked_example.load(folder)
