"""Texts lie compressed, marks without their words: both are read as they were, damage is found."""

import zlib
from contextlib import closing

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.article import TextVersion
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.span import Span
from annotator.storage import anchors, engine
from annotator.storage.history_index import catch_up
from annotator.storage.packing import mended, packed_text, text_of, text_row
from annotator.storage.reader import StoredReader
from annotator.storage.rebuilding import from_records
from annotator.storage.verification import problems
from tests.hard_to_pack import hard_to_pack

WORDS = f"The bridge of Varen fell. “Éva” said so. {hard_to_pack(1000)} That is all."


@pytest.fixture
def long(store, add_article):
    """An article with a long text."""
    return add_article(WORDS)


@pytest.fixture
def marked(store, long, labelled):
    """A mark in the long text."""
    version = store.reader.version(long.id)
    claim, _, mention = labelled((0, 3))
    anchor = anchored(version.id, WORDS, [Span(4, 19), Span(200, 230)])
    store.apply(Edit.add("Add", claim, anchor, replace(mention, anchor_id=anchor.id)))
    return anchor


def change(store, *statements):
    """Change rows behind the back of the program; return what reads them then."""
    for (name,) in store._db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        store._db.execute(f"DROP TRIGGER {name}")
    store._db.execute("PRAGMA foreign_keys = OFF")
    for statement, *values in statements:
        store._db.execute(statement, values)
    return StoredReader(store._db)


def packed_in(store):
    ((body,),) = store._db.execute("SELECT packed FROM text WHERE packed IS NOT NULL")
    return body


def flipped(body, bit):
    damaged = bytearray(body)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def test_a_long_text_lies_compressed_and_other_programs_can_read_it(store, long):
    row = "SELECT content, size FROM text WHERE packed IS NOT NULL"

    assert store._db.execute(row).fetchall() == [("", len(WORDS.encode()))]
    assert zlib.decompress(packed_in(store)).decode() == WORDS
    assert len(packed_in(store)) < len(WORDS)
    assert StoredReader(store._db).text(store.reader.version(long.id).sha256) == WORDS


def test_a_mark_lies_without_its_words_and_is_read_with_them(store, long, marked):
    (kept,) = store._db.execute(
        'SELECT start, "end", prefix_length, suffix_length FROM anchor_fragment WHERE ordinal = 1'
        " AND anchor_id = ?",
        [marked.id],
    )
    reader = StoredReader(store._db)

    assert kept == (200, 230, 32, 32)
    assert reader.get(Anchor, marked.id) == marked
    assert [each.anchor for each in reader.mentions_in(long.id)] == [marked]
    assert list(problems(store._db)) == []


@pytest.mark.parametrize("text", ["", "short", "é" * 255, "é" * 256, WORDS, "x" * 20_000])
def test_any_text_comes_back_as_it_was(text):
    digest, content, packed, size = text_row("hash", text.encode())

    assert (digest, size) == ("hash", len(text.encode()))
    assert (packed is None) == (size < 512)
    assert text_of(content.encode(), packed).decode() == text


def test_a_text_with_one_flipped_bit_is_named_and_read_whole(store, long, marked):
    body = flipped(packed_in(store), 2000)
    reader = change(store, ("UPDATE text SET packed = ? WHERE packed IS NOT NULL", body))

    assert reader.text(reader.version(long.id).sha256) == WORDS
    assert [each.anchor for each in reader.mentions_in(long.id)] == [marked]
    assert [each.reason for each in reader.noticed()] == ["it differs from what was imported"]
    assert "differs from what was imported" in " ".join(problems(store._db))


def test_a_text_with_one_flipped_bit_is_recovered_from_the_records(store, long, tmp_path):
    body = flipped(packed_in(store), 2000)
    change(store, ("UPDATE text SET packed = ? WHERE packed IS NOT NULL", body))

    with closing(engine.new_file(tmp_path / "draft.annotator")) as draft:
        [*from_records(store._db, draft, "trial")]
        reader = StoredReader(draft)
        assert reader.text(reader.version(long.id).sha256) == WORDS
        assert list(problems(draft)) == []


def test_a_text_of_which_more_is_lost_is_not_recovered_from_the_records(store, long, tmp_path):
    half = packed_in(store)[:200]
    change(store, ("UPDATE text SET packed = ? WHERE packed IS NOT NULL", half))

    with closing(engine.new_file(tmp_path / "draft.annotator")) as draft:
        [*from_records(store._db, draft, "trial")]
        assert draft.execute("SELECT count(*) FROM text").fetchone() == (0,)


def test_an_original_that_was_changed_is_not_recovered_from_the_records(store, tmp_path):
    kept, lost = b"As it came in", b"As it came in, too"
    store.apply(Edit(label="Keep", changes=(), contents=(Content(kept), Content(lost))))
    change(store, ("UPDATE original SET content = x'00' WHERE content = ?", lost))

    with closing(engine.new_file(tmp_path / "draft.annotator")) as draft:
        [*from_records(store._db, draft, "trial")]
        assert draft.execute("SELECT content FROM original").fetchall() == [(kept,)]


def test_of_a_text_that_is_cut_off_the_beginning_is_read(store, long, marked):
    half = packed_in(store)
    broken = half[: len(half) // 2] + b"\xff" * 200
    reader = change(store, ("UPDATE text SET packed = ? WHERE packed IS NOT NULL", broken))

    legible = reader.text(reader.version(long.id).sha256)

    assert 100 < len(legible) < len(WORDS)
    assert legible[:100] == WORDS[:100]
    assert mended(broken, reader.version(long.id).sha256) is None
    assert mended(b"x" * 5000, "hash") is None
    assert mended(None, "hash") is None


@pytest.mark.parametrize("body", ["nothing packed", 7, b"", b"\x78"])
def test_what_is_not_packed_is_an_empty_text(body):
    assert text_of(b"", body) == b""


def test_nothing_is_packed_of_a_text_that_is_lost():
    assert packed_text(None) is None
    assert text_of(None, None) == b""


@pytest.mark.parametrize("is_indexed", [False, True])
def test_a_mark_on_a_text_that_is_gone_has_the_words_of_the_history(
    store, long, marked, is_indexed
):
    if is_indexed:
        catch_up(store._db)
    reader = change(store, ("DELETE FROM text",))

    (placed,) = reader.mentions_in(long.id)

    assert placed.anchor == marked
    assert reader.get(Anchor, marked.id) == marked


def test_words_of_the_history_are_found_for_more_texts_than_are_remembered(
    store, add_article, monkeypatch
):
    monkeypatch.setattr(anchors, "_MOST", 1)
    versions = [store.reader.version(add_article(f"{n} {WORDS}").id) for n in range(3)]
    marks = [anchored(each.id, f"{n} {WORDS}", [Span(2, 9)]) for n, each in enumerate(versions)]
    store.apply(Edit.add("Add", *marks))
    reader = change(store, ("DELETE FROM text",))

    assert [reader.get(Anchor, each.id) for each in marks * 2] == marks * 2


def test_a_mark_that_the_history_does_not_know_is_empty_where_its_text_is_gone(store, marked):
    reader = change(
        store,
        ("DELETE FROM text",),
        ("UPDATE journal SET changes = '[', packed = NULL WHERE seq > 1",),
    )

    found = reader.get(Anchor, marked.id)

    assert found.spans == marked.spans
    assert [each.exact for each in found.fragments] == ["", ""]
    reader = change(store, ("DROP TABLE journal",))
    assert reader.get(Anchor, marked.id) == found


def test_a_mark_is_where_the_history_says_or_it_is_damaged(store, long, marked):
    reader = change(store, ("UPDATE anchor_fragment SET start = 199 WHERE ordinal = 1",))

    assert reader.mentions_in(long.id) == []
    assert [each.reason for each in reader.noticed()] == ["its text is not at its position"]
    assert "(199–230) no longer has its original text" in " ".join(problems(store._db))


@pytest.mark.parametrize("column", ["checksum", "prefix_length", "suffix_length"])
def test_a_mark_whose_checksum_is_another_is_found_and_has_its_words(store, long, marked, column):
    reader = change(store, (f"UPDATE anchor_fragment SET {column} = {column} - 1",))

    assert [each.anchor for each in reader.mentions_in(long.id)] == [marked]
    assert reader.noticed() == ()
    told = " ".join(problems(store._db))
    assert "no longer has its original text" in told
    assert "differs from its history: fragments" in told


def test_a_text_changed_from_outside_is_found_and_so_are_the_marks_on_it(store, long, marked):
    other = WORDS.replace("bridge", "Bridge", 1)
    body = zlib.compress(other.encode())
    reader = change(store, ("UPDATE text SET packed = ? WHERE packed IS NOT NULL", body))

    assert reader.mentions_in(long.id) == []
    assert {each.table for each in reader.noticed()} == {"text", "claim_mention"}
    told = " ".join(problems(store._db))
    assert "differs from what was imported" in told
    assert "no longer has its original text" in told


def test_an_anchor_with_an_unusual_context_is_kept_as_it_is_given(store, long, labelled):
    version = store.reader.version(long.id)
    claim, _, mention = labelled((0, 3))
    anchor = anchored(version.id, WORDS, [Span(4, 19)])
    odd = replace(anchor, fragments=(replace(anchor.fragments[0], prefix="x", suffix=""),))
    store.apply(Edit.add("Add", claim, odd, replace(mention, anchor_id=odd.id)))

    assert StoredReader(store._db).get(Anchor, odd.id) == odd
    store.undo()
    assert store.reader.get(Anchor, odd.id) is None
    store.redo()
    assert store.reader.get(Anchor, odd.id) == odd


def test_the_words_of_claims_are_read_in_their_texts(store, long, marked):
    (placed,) = store.reader.mentions_in(long.id)
    wordings = store.reader.listing.wordings([placed.mention.claim_id])

    assert list(wordings.values()) == [[each.exact for each in marked.fragments]]
    reader = change(store, ("DELETE FROM text",))
    assert list(reader.listing.wordings([*wordings]).values()) == [["", ""]]


def test_texts_in_memory_are_few(store, add_article):
    texts = ["a" * 600_000, "b" * 600_000, "c" * 600_000]
    for text in texts:
        store.apply(Edit(label="Keep", changes=(), contents=(Content(text),)))
    marks = [Content(text).sha256 for text in texts]

    assert [store.reader.text(mark)[0] for mark in [*marks, *marks]] == [*"abcabc"]
    assert len(store.reader._texts._known) == 1


@pytest.fixture
def with_its_text(store, article):
    """An edit that adds a text together with a mark in it."""
    content = Content(WORDS)
    version = TextVersion(
        article_id=article.id,
        sha256=content.sha256,
        length=len(WORDS),
        version_no=9,
        created_by=store.annotator.id,
    )
    anchor = anchored(version.id, WORDS, [Span(4, 19)])
    return replace(Edit.add("Add", version, anchor), contents=(content,))


def test_a_mark_is_compared_with_the_text_that_comes_with_it_which_is_not_read_again(
    store, with_its_text
):
    said = []
    store._db.set_trace_callback(said.append)

    store.apply(with_its_text)

    store._db.set_trace_callback(None)
    assert not [each for each in said if "FROM text " in each]
    assert store.reader.get(Anchor, with_its_text.added[1].id) == with_its_text.added[1]


def test_a_mark_with_other_words_than_the_text_that_comes_with_it_is_refused(store, with_its_text):
    version, anchor = with_its_text.added
    apart = anchored(version.id, WORDS.upper(), [Span(4, 19)])

    with pytest.raises(StorageError, match="was not saved"):
        store.apply(replace(with_its_text, changes=(Change(None, version), Change(None, apart))))
    store.apply(with_its_text)
    with pytest.raises(StorageError, match="was not saved"):
        store.apply(Edit.add("Add", apart))
    assert store.reader.find(Anchor, text_id=version.id) == [anchor]
