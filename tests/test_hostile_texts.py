"""Whatever text it is, it is stored, found and exported as it was given."""

import csv
import shutil
from contextlib import closing

import pytest
from hostile_texts import as_file_name, hostile_texts
from msgspec.structs import replace

from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Edit
from annotator.domain.history import HistoryFilter
from annotator.domain.people import Entity
from annotator.domain.search import Query, SearchKind, Term
from annotator.domain.search_words import words_sought
from annotator.domain.text import clean
from annotator.exporters import FORMATS
from annotator.exporters.codebook import codebook_to_toml
from annotator.exporters.csv_text import unguarded
from annotator.exporters.write import write
from annotator.importers import codebook
from annotator.importers.draft import Draft
from annotator.importers.formats import read_file
from annotator.operations.new_article import article_from_draft
from annotator.storage.project import create_project, open_project
from annotator.storage.search_reader import searching
from annotator.storage.verification import findings

SCHEME = Scheme(id="hostile@1", layer="claim_type", title="Hostile")


@pytest.fixture(scope="module")
def texts(shared_data, full):
    """Return the texts, each of which no other one equals."""
    return [*dict.fromkeys(hostile_texts(shared_data, full=full))]


@pytest.fixture(scope="module")
def bodies(texts):
    """Return what an article with each of the texts has: no control characters, for example."""
    return [clean(text) or "Nothing" for text in texts]


@pytest.fixture(scope="module")
def path(texts, bodies, schemes, tmp_path_factory):
    """A project with each text in every place that a person can fill."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.annotator"
    labels = (
        Label(code=f"c{n}", name=text, short=text, definition=text) for n, text in enumerate(texts)
    )
    scheme = replace(SCHEME, labels=tuple(labels))
    with closing(create_project(path, "Hostile", [*schemes, scheme], path.parent)) as store:
        store.sign_in("Ana")
        by = store.annotator.id
        for number, text in enumerate(texts):
            claim = Claim(text=text, created_by=by)
            check = FactCheck(claim_id=claim.id, conclusion=text, notes=text, checked_by=by)
            source = Source(title=text, publisher=text)
            evidence = Evidence(check_id=check.id, source_id=source.id, note=text, added_by=by)
            entity = Entity(name=text, notes=text, aliases=(text,))
            records = [claim, check, source, evidence, entity]
            draft = Draft(
                text=bodies[number],
                original=text.encode(),
                headline=text,
                publisher=text,
                encoding="utf-8",
                file_name=text,
            )
            article = article_from_draft(draft, f"A{number + 1}", by)
            store.apply(Edit.joined(text, [article, Edit.add(text, *records)]))
    return path


@pytest.fixture
def store(path):
    """The project, opened again."""
    with closing(open_project(path, path.parent)) as store:
        yield store


def test_every_text_is_stored_as_it_was_given(store, texts, bodies):
    def all_of(kind, *names):
        return [tuple(getattr(each, name) for name in names) for each in store.reader.find(kind)]

    def times(count):
        return [(text,) * count for text in texts]

    assert all_of(Article, "headline", "publisher") == times(2)
    assert all_of(Claim, "text") == all_of(Evidence, "note") == times(1)
    assert all_of(FactCheck, "conclusion", "notes") == times(2)
    assert all_of(Source, "title", "publisher") == times(2)
    assert all_of(Entity, "name", "notes") == times(2)
    assert [each.aliases for each in store.reader.find(Entity)] == times(1)
    (scheme,) = store.reader.find(Scheme, id=SCHEME.id)
    assert [(each.name, each.short, each.definition) for each in scheme.labels] == times(3)
    versions = store.reader.find(TextVersion)
    assert [store.reader.text(each.sha256) for each in versions] == bodies
    assert [each.file_name for each in versions] == texts


def test_every_text_is_found_by_itself(store, texts):
    for text in texts:
        assert text in {each.text for each in store.reader.claims_with(text, len(texts))}
        assert text in {each.headline for each in store.reader.article_summaries(text)}
        found = store.reader.known_sources(text, len(texts))
        assert text in {each.title for each in found if isinstance(each, Source)}


def test_every_text_is_found_in_everything_by_its_words(path, store, texts):
    claims = {each.id: each.text for each in store.reader.find(Claim)}
    with searching(path, path.parent / "index") as search:
        [*search.catching_up()]
        for text in texts:
            if words := words_sought(text)[0]:
                query = Query((Term(words),))
                found = search.matches(SearchKind.CLAIM, query, len(texts))
                assert text in {claims[each.id] for each in found}


def test_every_text_is_found_in_the_history(store, texts):
    odd = [each for each in texts if not {"\0", '"', "\\"}.isdisjoint(each)]
    for text in [*odd[:20], *texts[:20]]:
        wanted = HistoryFilter(words=tuple((word,) for word in text.split()))
        found = store.reader.history.steps(wanted, limit=len(texts))
        assert text in {getattr(each.label, "text", each.label) for each in found}


def test_every_text_can_be_undone_and_redone(store, texts):
    before = store.reader.find(Claim)
    for _ in texts[:20]:
        store.undo()
    assert store.reader.find(Claim) == before[:-20]
    for _ in texts[:20]:
        store.redo()
    assert [each.text for each in store.reader.find(Claim)] == texts


def test_every_text_is_exported_as_it_was_given(store, texts, bodies, tmp_path):
    form = next(each for each in FORMATS if each.id == "csv")
    target = tmp_path / "export"
    list(write(form, store.reader, target))

    def column(file, name):
        with (target / file).open(encoding="utf-8-sig", newline="") as lines:
            return [unguarded(row[name]) for row in csv.DictReader(lines)]

    assert column("claims.csv", "claim_text") == texts
    assert column("articles.csv", "headline") == texts
    assert column("entities.csv", "name") == texts
    assert column("entities.csv", "notes") == texts
    assert column("labels.csv", "name")[-len(texts) :] == texts
    assert column("sources.csv", "title") == texts
    written = [*(target / "texts").iterdir()]
    assert sorted(each.read_bytes() for each in written) == sorted(map(str.encode, bodies))


def test_a_codebook_of_such_labels_is_read_again(store, tmp_path):
    (scheme,) = store.reader.find(Scheme, id=SCHEME.id)
    file = tmp_path / "codebook.toml"
    file.write_text(codebook_to_toml([scheme], "Hostile"), encoding="utf-8", newline="")

    assert codebook.load(file) == (scheme,)


@pytest.fixture
def names(texts, full):
    """Return the texts as names of files."""
    names = [name for text in texts if (name := as_file_name(text))]
    return names if full else names[::30]


def test_files_can_have_such_names(names, tmp_path):
    for number, name in enumerate(names):
        file = tmp_path / str(number) / f"{name}.txt"
        file.parent.mkdir()
        file.write_text("No guarantee was given.", encoding="utf-8")

        (draft,) = read_file(file)

        assert draft.file_name == clean(file.name)


def test_projects_and_exports_can_have_such_names(names, schemes, tmp_path):
    form = next(each for each in FORMATS if each.id == "label-studio")
    first = tmp_path / "first.annotator"
    create_project(first, "First", schemes, tmp_path / "state").close()
    for number, name in enumerate(names):
        project = tmp_path / str(number) / f"{name}.annotator"
        project.parent.mkdir()
        shutil.copyfile(first, project)  # a new one is flushed several times, which takes long
        with closing(open_project(project, tmp_path / "state" / str(number))) as store:
            store.apply(Edit.swap("Rename", store.project, replace(store.project, name=name)))
        with closing(open_project(project, tmp_path / "state" / str(number))) as store:
            assert store.project.name == name
            list(write(form, store.reader, project.with_suffix("")))
        assert [*project.with_suffix("").iterdir()]


def test_a_project_of_such_texts_is_sound(path):
    assert list(findings(path, path.parent)) == []
