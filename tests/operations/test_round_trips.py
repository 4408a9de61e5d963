"""What is exported comes back, as far as the format can hold it: docs/export.md lists how far."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotator.cli import main
from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Content, Edit
from annotator.domain.project_lines import KINDS
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.exporters import FORMATS, format_named
from annotator.exporters.write import write
from annotator.importers import codebook
from annotator.importers.labels import own_tables
from annotator.operations.label_files import looked_at
from annotator.operations.table_diff import difference
from annotator.storage.project import open_project, problems_of
from annotator.storage.store import Store
from tests.exporters import conftest as exporting
from tests.random_projects import RandomProject

desk = exporting.desk

SEEDS = st.integers(0, 1_000_000)
TABLES = ("csv", "csv-flat", "xlsx")
WITH_GAPS = ("doccano", "label-studio", "brat", "uima", "web-annotation")
WITHOUT_GAPS = ("spacy", "refi-qda")
WITH_WORDING = ("label-studio", "brat", "uima", "web-annotation", "refi-qda")
WITH_TARGETS = ("brat", "uima", "web-annotation")
TESTED_ELSEWHERE = {
    "project": "test_project_lines.py",
    "claimreview": "test_claim_lists.py",
    "averitec": "test_claim_lists.py",
    "hugging-face": "nothing reads it back",
}


def new_store():
    store = Store.in_memory(codebook.named("standard"))
    store.sign_in("Ana")
    return store


def exported(store, name, folder, **chosen):
    form = format_named(name)
    target = Path(folder) / f"out{form.suffix or ''}"
    labels = {"labels": "type"} if any(each.name == "labels" for each in form.options) else {}
    list(write(form, store.reader, target, labels | chosen))
    return target


def brought_back(store, path):
    """Import a file and return what it said."""
    found = looked_at(store.reader, path, store.annotator.id)
    for edit in found.chosen(store.reader, store.annotator.id, range(len(found.choices))):
        store.apply(edit)
    return found


def marks(store, *, has_gaps):
    """Count the passages of each text by label; those of one mark apart where gaps are lost."""
    found = Counter()
    priorities = {s.id for s in store.reader.codebook().layer(Layer.CHECKWORTHINESS)}
    for article in store.reader.each(Article):
        sha256 = store.reader.version(article.id).sha256
        for placed in store.reader.mentions_in(article.id):
            labels = store.reader.get(Claim, placed.mention.claim_id).labels
            codes = {key.code for key in labels if key.scheme_id not in priorities} or {"claim"}
            for spans in [placed.anchor.spans] if has_gaps else [(s,) for s in placed.anchor.spans]:
                found.update((sha256, spans, code) for code in codes)
        for placed in store.reader.sentiments_in(article.id):
            sign = (placed.sentiment.polarity > 0) - (placed.sentiment.polarity < 0)
            for spans in [placed.anchor.spans] if has_gaps else [(s,) for s in placed.anchor.spans]:
                found[sha256, spans, str(sign)] += 1
    return found


def wordings(store):
    """Count the wordings of the claims that have a passage, on one line."""
    claims = {each.claim_id for each in store.reader.each(Mention)}
    found = (store.reader.get(Claim, each).text for each in claims)
    return Counter(" ".join(each.split()) for each in found)


def targets(store):
    """Count the sentiments by polarity and target."""
    found = store.reader.each(Sentiment)
    return Counter((each.polarity, " ".join(each.target_text.split())) for each in found)


def test_every_format_has_its_round_trip_tried_and_listed():
    tried = {*TABLES, *WITH_GAPS, *WITHOUT_GAPS, *TESTED_ELSEWHERE}
    page = (Path(__file__).parents[2] / "docs/export.md").read_text(encoding="utf-8")
    listed = page.partition("## What comes back")[2]

    assert tried == {form.id for form in FORMATS}
    assert {each for each in tried if f"| `{each}` |" in listed} == tried


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=2, deadline=None)
@given(seed=SEEDS, is_guarded=st.booleans())
def test_tables_that_nobody_edited_change_nothing(name, seed, is_guarded):
    store = new_store()
    RandomProject(store, seed)
    chosen = {} if name == "xlsx" else {"guard": is_guarded}

    with TemporaryDirectory() as folder:
        path = exported(store, name, folder, **chosen)
        diff = difference(store.reader, own_tables.read(path))

    assert (diff.changes, diff.new, diff.refused, diff.removed, diff.added) == ((),) * 5
    store.close()


@pytest.mark.parametrize("name", [*WITH_GAPS, *WITHOUT_GAPS])
@settings(max_examples=3, deadline=None)
@given(seed=SEEDS)
def test_passages_and_labels_come_back(name, seed):
    mine, other = new_store(), new_store()
    RandomProject(mine, seed)
    if name == "web-annotation":  # it has no texts
        copy_texts(mine, other)

    with TemporaryDirectory() as folder:
        found = brought_back(other, exported(mine, name, folder))

    has_gaps = name in WITH_GAPS
    assert found.refused == ()
    assert marks(other, has_gaps=has_gaps) == marks(mine, has_gaps=has_gaps)
    if name in WITH_WORDING:
        assert wordings(other) == wordings(mine)
    if name in WITH_TARGETS:
        assert targets(other) == targets(mine)
    for store in (mine, other):
        store.close()


@pytest.mark.parametrize("name", [*WITH_GAPS, *WITHOUT_GAPS])
def test_claims_with_and_without_a_type_at_the_same_words_stay_two(name, desk, tmp_path):
    version = desk.article("The bridge is closed.")
    scheme = desk.reader.codebook().layer(Layer.CLAIM_TYPE)[0]
    typed = desk.claim("It is shut", labels=frozenset({scheme.key(scheme.labels[0].code)}))
    for claim in (typed, desk.claim("Nobody crosses")):
        desk.mention(claim, version, "bridge")
    other = new_store()
    copy_texts(desk.store, other)

    brought_back(other, exported(desk.store, name, tmp_path))

    assert sorted(len(each.labels) for each in other.reader.each(Claim)) == [0, 1]
    other.close()


@pytest.mark.parametrize("name", [*WITH_GAPS, *WITHOUT_GAPS])
def test_claims_with_different_types_at_the_same_words_stay_two(name, desk, tmp_path):
    version = desk.article("The bridge is closed.")
    scheme = desk.reader.codebook().layer(Layer.CLAIM_TYPE)[0]
    keys = [scheme.key(label.code) for label in scheme.labels[:4]]
    for text, some in (("It is shut", keys[:2]), ("Nobody crosses", keys[2:])):
        claim = desk.claim(text, labels=frozenset(some))
        desk.mention(claim, version, "bridge", "closed")
    other = new_store()
    copy_texts(desk.store, other)

    brought_back(other, exported(desk.store, name, tmp_path))
    again = brought_back(other, exported(desk.store, name, tmp_path / "again"))

    times = 2 if name == "spacy" else 1  # which has neither gaps nor wordings
    both = [frozenset(keys[:2]), frozenset(keys[2:])] * times
    assert Counter(each.labels for each in other.reader.each(Claim)) == Counter(both)
    assert (again.refused, sum(len(edit.changes) for edit in again.edits)) == ((), 0)
    other.close()


def what_it_says(store):
    """Return every record of a project by id, without times of texts; marks with their places."""
    found = {}
    for name in ("annotator", "scheme", "entity", "article", "claim", "fact_check", "source"):
        found |= {each.id: each for each in store.reader.each(KINDS[name])}
    found |= {each.id: each for each in store.reader.each(Evidence)}
    for each in (*store.reader.each(Mention), *store.reader.each(Sentiment)):
        anchor = store.reader.get(Anchor, each.anchor_id) if each.anchor_id else None
        found[each.id] = replace(each, anchor_id="x"), anchor and (anchor.spans, anchor.state)
    for each in store.reader.each(Zone):
        version = store.reader.get(TextVersion, each.text_id)
        found[each.id] = replace(each, text_id=version.sha256)
    versions = sorted(store.reader.each(TextVersion), key=lambda v: (v.article_id, v.version_no))
    texts = [(v.article_id, v.version_no, v.sha256, v.length) for v in versions]
    return found, texts


@settings(max_examples=2, deadline=None)
@given(seed=SEEDS, is_guarded=st.booleans())
def test_the_tables_become_an_equal_project(seed, is_guarded):
    mine = new_store()
    RandomProject(mine, seed).more()

    with TemporaryDirectory() as folder:
        package = exported(mine, "csv", folder, guard=is_guarded)
        path = Path(folder) / "Back.annotator"
        done = CliRunner().invoke(main, ["import-labels", str(path), str(package)])
        problems = list(problems_of(path))
        other = open_project(path, Path(folder), read_only=True)
        says = what_it_says(other)
        other.close()

    assert (done.exit_code, problems) == (0, [])
    assert says == what_it_says(mine)
    mine.close()


def copy_texts(mine, other):
    """Import the articles of one project into another, without their labels."""
    for article in mine.reader.each(Article):
        version = mine.reader.version(article.id)
        records = Edit.add("x", article, replace(version, created_by=other.annotator.id))
        texts = mine.reader.text(version.sha256), mine.reader.original(version.original_sha256)
        other.apply(replace(records, contents=tuple(map(Content, texts))))
