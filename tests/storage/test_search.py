"""Everything is found by its words, as the project is at the moment."""

import os
import shutil
from contextlib import closing
from time import time

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.domain.search import IndexState, SearchKind
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.operations.search_query import query_of
from annotator.operations.searching import search
from annotator.storage import (
    engine,
    pages,
    search_following,
    search_index,
    search_reader,
)
from annotator.storage.search_index import SearchIndex, Taken, index_path, open_index
from annotator.storage.search_reader import searching
from tests.codes import next_code

TEXT = "Summit ends\nPremier Lind gave no new guarantees.\nDie Sicherheitsgarantien: 中国税收政策"


def add(store, text=TEXT, **fields):
    told = {"headline": text.split("\n")[0], "encoding": "utf-8", "file_name": "a.txt", **fields}
    draft = Draft(text=text, original=text.encode(), **told)
    edit = article_from_draft(draft, next_code(store, "A"), store.annotator.id)
    store.apply(edit)
    return next(c.after for c in edit.changes if isinstance(c.after, Article))


@pytest.fixture
def folder(tmp_path):
    """The folder of the indexes."""
    return tmp_path / "search"


@pytest.fixture
def look(filed, folder):
    """Return what is found: codes and texts by kind."""

    def look(text, *kinds):
        with filed.searching(folder) as finder:
            assert all(isinstance(step, IndexState) for step in finder.catching_up())
            found = search(finder.reader, finder, query_of(text), kinds or tuple(SearchKind))
            return {
                each.kind: [hit.code or hit.text for hit in each.hits]
                for each in found
                if each.hits
            }

    return look


@pytest.fixture
def marked(filed):
    """An article with a refuted claim of Oskar Lind, and notes everywhere."""
    article = add(filed, publisher="Harbour Post", published_at="2025-02-28")
    who = filed.annotator.id
    version = filed.reader.version(article.id)
    text = filed.reader.text(version.sha256)
    anchor = anchored(version.id, text, [Span(12, 24)])
    person = Entity(name="Oskar Lind", aliases=("the premier",), notes="entitynote")
    claim = Claim(
        code=next_code(filed, "C"),
        text="Lind rules out guarantees.",
        created_by=who,
        claimant_id=person.id,
        date="2025-02-27",
    )
    mention = Mention(
        claim_id=claim.id, anchor_id=anchor.id, annotator_id=who, context_note="mentionnote"
    )
    verdict = filed.reader.codebook().scheme(Layer.VERDICT).key("refuted")
    check = FactCheck(
        claim_id=claim.id, checked_by=who, verdict=verdict, notes="checknote", status="completed"
    )
    source = Source(title="Treaty of 2027", publisher="Archive", url="https://example.org/treaty")
    evidence = Evidence(
        check_id=check.id, source_id=source.id, added_by=who, quote="quoted", note="evidencenote"
    )
    sentiment = Sentiment(
        article_id=article.id, anchor_id=anchor.id, annotator_id=who, target_text="the Pact",
        target_id=person.id, note="sentimentnote", polarity=-2,
    )  # fmt: skip
    changed = replace(article, notes="articlenote")
    records = (person, claim, anchor, mention, check, source, evidence, sentiment)
    changes = (*(Change(None, each) for each in records), Change(article, changed))
    filed.apply(Edit(label="All", changes=changes))
    return {type(each): each for each in (*records, changed)}


@pytest.fixture
def steps(monkeypatch):
    """How many texts the index took in at each step."""
    put, counts = SearchIndex.put, []

    def note(self, new, *others):
        texts = list(new.texts)
        counts.append(len(texts))
        put(self, replace(new, texts=texts), *others)

    monkeypatch.setattr(SearchIndex, "put", note)
    return counts


def test_a_search_waits_for_a_few_texts_while_the_index_is_made(filed, look, steps, monkeypatch):
    for number in range(5):
        add(filed, f"{TEXT} {number}")
    monkeypatch.setattr(search_following, "_AT_ONCE", 20)

    assert len(look("summit")["text"]) == 5
    assert [count for count in steps if count][-3:] == [2, 2, 1]


def test_a_search_waits_for_a_few_texts_after_a_large_import(filed, look, steps, monkeypatch):
    look("summit")
    steps.clear()
    for number in range(5):
        add(filed, f"{TEXT} {number}")
    monkeypatch.setattr(search_following, "_AT_ONCE", 1)

    assert len(look("summit")["text"]) == 5
    assert [count for count in steps if count] == [3] * 5  # names, notes and text of each


def test_each_kind_is_found_by_its_words(look, marked):
    assert look("summit") == {"article": ["A1"], "text": ["A1"]}
    assert look("rules") == {"claim": ["C1"]}
    assert look("treaty") == {"source": ["C1"]}
    assert look("quoted") == {"source": ["C1"]}
    assert look("premier oskar") == {"person": ["Oskar Lind"]}
    assert look("pact") == {"person": ["A1"]}
    assert look("entitynote") == {"note": ["entitynote"]}
    for note in ("articlenote", "sentimentnote"):
        assert look(note) == {"note": ["A1"]}
    for note in ("mentionnote", "checknote", "evidencenote"):
        assert look(note) == {"note": ["C1"]}


def test_words_phrases_parts_and_scripts_without_spaces(look, marked):
    assert look("SUMMIT") == look("sümmit") == look("summ") == look('"summit"')
    assert look('"no new guarantees"') == {"text": ["A1"]}
    assert not look('"new no"')
    assert not look('"summ"')
    assert look("garantien") == look("*rheit") == look("税收") == look("税") == {"text": ["A1"]}
    assert look("guarantee -new") == {"claim": ["C1"]}
    assert not look("国收")
    assert not look("*zzz")
    assert not look("*zz")


@pytest.mark.parametrize("few", [2000, 0], ids=["few articles", "many articles"])
def test_filters_narrow_what_is_found(look, marked, filed, monkeypatch, few):
    monkeypatch.setattr(search_reader, "_AT_ONCE", few)
    add(filed, "Other guarantees", publisher="Ledger", published_at="2025-03-01")
    other = Claim(code=next_code(filed, "C"), text="More guarantees", created_by="x")
    filed.apply(Edit.add("Add", replace(other, created_by=filed.annotator.id)))

    for passing in (
        'claimant:lind', "claimant:premier verdict:refuted", "status:completed", "verdict:refu",
        "publisher:harbour", "in:a1", "before:2025-03 after:2025-02",
    ):  # fmt: skip
        found = look(f"{passing} guarantee")
        assert (found.get("text", ["A1"]), found["claim"]) == (["A1"], ["C1"]), passing
        assert look(f"{passing} treaty", SearchKind.SOURCE), passing
    assert look("verdict:none guarantee") == {"claim": ["C2"]}
    assert look("status:unstarted guarantee") == {"claim": ["C2"]}
    assert look("after:2025-03 guarantee")["text"] == ["A2"]
    for failing in ("claimant:!", "claimant:nobody", "verdict:xyz", "status:xyz", "in:A9"):
        assert not look(f"{failing} guarantee"), failing
    assert look("status:todo guarantee") == {
        "article": ["A2"], "text": ["A2", "A1"], "claim": ["C1"]
    }  # fmt: skip


def test_the_same_filter_finds_what_was_published_since(filed, folder, marked):
    with filed.searching(folder) as finder:
        query = query_of("publisher:ledger")
        assert not finder.matches(SearchKind.ARTICLE, query, 9)
        added = add(filed, "Other guarantees", publisher="Ledger")
        assert [each.id for each in finder.matches(SearchKind.ARTICLE, query, 9)] == [added.id]


def test_what_takes_more_than_a_moment_is_looked_for_at_last(filed, folder, marked, monkeypatch):
    monkeypatch.setattr(search_reader, "_MOMENT", -1)
    monkeypatch.setattr(pages, "_STEPS", 1)
    with filed.searching(folder) as finder:
        list(finder.catching_up())
        found = [*search(finder.reader, finder, query_of("guarantees"))]

    kinds = [each.kind for each in found]
    assert kinds[:6] == [*SearchKind]
    assert not any(each.hits for each in found[:6])
    assert all(each.has_more for each in found[:6])
    assert {each.kind: [hit.code for hit in each.hits] for each in found[6:] if each.hits} == {
        "text": ["A1"], "claim": ["C1"]
    }  # fmt: skip
    assert not any(each.has_more for each in found[6:])


def test_a_moment_that_is_not_wanted_any_more_fails(filed, folder, look, marked, monkeypatch):
    look("x")
    monkeypatch.setattr(pages, "_STEPS", 1)
    with filed.searching(folder) as finder:
        finder.while_wanted(lambda: False)
        with pytest.raises(StorageError):
            finder.first(SearchKind.TEXT, query_of("sum"), 9)


def test_filters_alone_list_articles_and_claims(look, marked):
    assert look("verdict:refuted") == {"article": ["A1"], "claim": ["C1"]}
    assert look("status:todo in:A1") == {"article": ["A1"], "claim": ["C1"]}
    assert not look("")


def test_articles_are_found_by_what_became_of_their_suggestions(look, marked, filed):
    mention = marked[Mention]
    made = Suggestion(article_id=marked[Article].id, anchor_id=mention.anchor_id)
    filed.apply(Edit.add("Import", made))

    assert look("suggestions:open") == {"article": ["A1"], "claim": ["C1"]}
    assert not look("suggestions:rejected")
    filed.apply(Edit.swap("Reject", made, replace(made, state="refused")))
    assert look("suggestions:rej") == {"article": ["A1"], "claim": ["C1"]}
    assert not look("suggestions:open")


def test_excluded_articles_are_found_when_asked_for(look, marked, filed):
    article = filed.reader.get(Article, marked[Article].id)
    filed.apply(Edit.swap("Exclude", article, replace(article, status="excluded")))

    assert not look("summit")
    assert look("summit status:excluded") == {"article": ["A1"], "text": ["A1"]}


def test_what_is_found_follows_edits_undo_and_corrected_texts(look, marked, filed):
    assert look("rules")
    assert not look("allows")
    claim = filed.reader.get(Claim, marked[Claim].id)
    filed.apply(Edit.swap("Change", claim, replace(claim, text="Lind allows it.")))
    assert look("allows")
    assert not look("rules")
    filed.undo()
    assert look("rules")
    assert not look("allows")

    article, former = add(filed, "Brand new"), filed.reader
    assert look("brand")
    version = former.version(article.id)
    content = Content("Worn old")
    newer = replace(version, id="f" * 32, version_no=2, sha256=content.sha256, length=8)
    filed.apply(Edit(label="Correct", changes=(Change(None, newer),), contents=(content,)))
    assert look("worn")
    assert not look("brand", SearchKind.TEXT)
    filed.undo(), filed.undo()
    assert not look("brand")
    assert not look("worn")


def test_a_project_in_memory_is_searched_too(store, article, folder):
    with store.searching(folder) as finder:
        assert list(finder.catching_up())
        assert search(finder.reader, finder, query_of("summit"))
    assert not folder.exists()


def test_the_newest_come_first_and_then_the_best(filed, folder, monkeypatch):
    for number in range(12):
        add(filed, f"Article {number}\n" + "tariff " * (number == 3) + "Tariff and more words")
    with filed.searching(folder) as finder:
        list(finder.catching_up())
        kinds = [SearchKind.TEXT]
        first, last = search(finder.reader, finder, query_of("tariff"), kinds)
        monkeypatch.setattr("annotator.operations.searching.MOST_COUNTED", 10)
        *_, counted = search(finder.reader, finder, query_of("tariff"), kinds)

    assert (first.hits[0].code, first.records, first.has_more, first.is_ranked) == (
        "A12", 8, True, False
    )  # fmt: skip
    assert (last.hits[0].code, last.records, last.has_more, last.is_ranked) == (
        "A4", 12, False, True
    )  # fmt: skip
    assert (last.hits[0].more, last.places, last.hits[0].paragraph) == (1, 13, 2)
    assert (counted.records, counted.has_more) == (10, True)


def test_making_the_index_goes_on_where_it_stopped(filed, folder, monkeypatch):
    monkeypatch.setattr(search_following, "_AT_ONCE", 1)
    for number in range(4):
        add(filed, f"tariff {number}")
    with filed.searching(folder) as finder:
        steps = finder.catching_up()
        assert not next(steps).is_complete
        steps.close()
        add(filed, "tariff later")
    with filed.searching(folder) as finder:
        assert len(list(finder.catching_up())) > 4
        assert finder.count(SearchKind.TEXT, query_of("tariff")) == 5
        assert not list(finder.catching_up())


@pytest.mark.parametrize("spoil", ["garbage", "version", "other project", "no table"])
def test_an_index_that_is_not_right_is_made_anew(path, folder, look, marked, spoil):
    assert look("rules")
    file = index_path(folder, path)
    with closing(open_index(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if spoil == "version":
            db.execute("PRAGMA user_version = 99")
        if spoil == "other project":
            db.execute("UPDATE followed SET hash = 'x'")
        if spoil == "no table":
            db.execute("DROP TABLE doc")
    if spoil == "garbage":
        file.write_bytes(b"SQLite format 3\0" + b"x" * 9000)

    assert look("rules") == {"claim": ["C1"]}


def test_an_index_of_words_that_have_changed_since_is_made_anew(filed, path, folder, look, marked):
    assert look("rules")
    file = index_path(folder, path)
    with closing(open_index(file)) as db:
        db.execute("UPDATE sqlite_sequence SET seq = 19_998")
        db.execute("INSERT INTO doc (place, record) VALUES (0, 'x')")

    add(filed, "Second")  # takes number 20,000
    assert look("second")
    with closing(open_index(file)) as db:
        assert not db.execute("SELECT 1 FROM followed").fetchall()
    assert look("rules") == {"claim": ["C1"]}
    with closing(open_index(file)) as db:
        assert not db.execute("SELECT 1 FROM doc WHERE record = 'x'").fetchall()


def test_an_index_that_breaks_while_it_is_read_is_made_anew(filed, path, folder, look, marked):
    assert look("rules")
    with closing(open_index(index_path(folder, path))) as db:
        db.execute("DROP TABLE words_claim")

    with pytest.raises(StorageError, match="could not be searched"):
        look("rules")
    assert look("rules") == {"claim": ["C1"]}


def test_without_a_place_for_the_index_it_is_made_for_the_time_being(filed, folder, look, marked):
    folder.write_text("in the way")

    assert look("rules") == {"claim": ["C1"]}
    assert folder.read_text() == "in the way"


def test_a_busy_index_is_not_thrown_away(filed, path, folder, look, marked, monkeypatch):
    assert look("rules")
    monkeypatch.setattr(engine, "_PATIENCE", 0.0)
    file = index_path(folder, path)
    with closing(open_index(file)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        db.execute("BEGIN EXCLUSIVE")
        db.execute("DELETE FROM part WHERE 0")
        assert look("rules") == {"claim": ["C1"]}
    assert file.exists()


def test_a_failed_write_leaves_the_index_as_it_was(filed, path, folder, look, marked):
    assert look("rules")
    with closing(SearchIndex(index_path(folder, path))) as index:
        before = index.followed()
        with pytest.raises(IndexError):
            index.put(Taken([(2, "x", "fresh"), (99, "y", "words")]), before)
        assert index.followed() == before
    assert not look("fresh")


def test_indexes_that_nobody_uses_are_removed(filed, path, folder, look):
    look("x")
    old, new = folder / "old.search", folder / "new.search"
    for file, age in ((old, 100), (new, 1)):
        shutil.copy(index_path(folder, path), file)
        os.utime(file, (time() - age * 86_400,) * 2)

    look("x")

    assert new.exists()
    assert not old.exists()


def test_known_terms_are_forgotten_when_they_are_many(look, marked, monkeypatch):
    monkeypatch.setattr(search_index, "_MOST_KNOWN", 1)

    assert look("garantien") == {"text": ["A1"]}


def test_a_search_that_is_not_wanted_any_more_is_interrupted(filed, folder, look, marked):
    look("x")
    with filed.searching(folder) as finder:
        finder.while_wanted(lambda: False)
        finder._db.set_progress_handler(finder._db.clock.is_over, 1)
        with pytest.raises(StorageError):
            finder.matches(SearchKind.TEXT, query_of("sum"), 9)


def test_damaged_records_do_not_hinder_the_search(filed, path, folder, look, marked):
    add(filed, "Second")
    filed._db.execute("DROP TRIGGER text_stays")
    filed._db.execute("PRAGMA ignore_check_constraints = ON")
    filed._db.execute("UPDATE text SET content = CAST(x'ff' AS TEXT) WHERE content = 'Second'")

    assert look("summit") == {"article": ["A1"], "text": ["A1"]}
    assert look("second") == {"article": ["A2"]}


@pytest.mark.parametrize("broken", ["all", "some"])
def test_pages_that_cannot_be_read_do_not_hinder_the_search(filed, path, folder, broken):
    add(filed)
    who, codes = filed.annotator.id, (f"C{number}" for number in range(1, 81))
    claims = [Claim(code=code, text=f"claim {'x' * 99}", created_by=who) for code in codes]
    filed.apply(Edit.add("Add", *claims))
    filed.close()
    with closing(engine.open_for_reading(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim'").fetchone()
    content = bytearray(path.read_bytes())
    page = (root - 1) * size
    if broken == "some":  # the first of the pages below (sqlite.org/fileformat2.html#b_tree_pages)
        cell = page + int.from_bytes(content[page + 12 : page + 14], "big")
        page = (int.from_bytes(content[cell : cell + 4], "big") - 1) * size
    content[page : page + size] = bytes(size)
    path.write_bytes(content)

    with searching(path, folder) as finder:
        assert list(finder.catching_up())
        assert finder.count(SearchKind.TEXT, query_of("summit")) == 1
        found = finder.count(SearchKind.CLAIM, query_of("claim"))
        assert found == 0 if broken == "all" else 0 < found < 80
