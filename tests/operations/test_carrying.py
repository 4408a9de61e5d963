"""Every mark goes along to a new text version, and comes back with the old one."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.carrying import (
    AnchorState,
    by_edits,
    carry,
    map_between,
    placed_marks,
    position_now,
)
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.revision import OffsetMap, TextEdit, applied, edits_from_json, narrowed
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.operations.text_versions import new_version, next_version, revised
from annotator.storage.store import Store

TEXT = "On Wednesday,April 23,that day, he said:“We gave no guaran-\ntees.” He said so twice."


def edit_of(old, new, text=TEXT):
    start = text.index(old)
    return TextEdit(start, start + len(old), new)


def anchor_on(*words, text=TEXT, **fields):
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    return replace(anchored("old", text, spans), **fields)


def carried(anchor, *edits, text=TEXT):
    edits = narrowed(text, edits)
    new = applied(text, edits)
    return carry(anchor, "new", new, by_edits(edits, new))


REPAIRS = [
    edit_of(",April", ", April"),
    edit_of(",that", ", that"),
    edit_of(":“We", ": “We"),
    edit_of("-\n", ""),
]


def test_an_anchor_is_carried_to_the_same_words_and_names_the_one_before():
    anchor = anchor_on("We gave no guaran-\ntees")
    after = carried(anchor, *REPAIRS)

    assert after.exact == "We gave no guarantees"
    assert (after.text_id, after.state, after.previous_id) == ("new", "exact", anchor.id)
    assert after.fragments[0].prefix.endswith("he said: “")
    assert after.fragments[0].suffix == ".” He said so twice."


def test_of_two_places_with_the_same_words_each_goes_to_its_own():
    first, second = TEXT.index("e said"), TEXT.rindex("e said")
    anchors = [anchored("old", TEXT, [Span(at, at + 6)]) for at in (first, second)]

    places = [carried(anchor, *REPAIRS).start for anchor in anchors]

    assert places == [first + 2, second + 1]


@pytest.mark.parametrize(
    ("words", "edit", "after", "state"),
    [
        ("no guaran-\ntees", edit_of("no", "many"), "many guaran-\ntees", "fuzzy"),
        ("gave no guaran", edit_of(" no guaran", ""), "gave", "fuzzy"),
        ("gave no", edit_of("gave no", "took"), "took", "fuzzy"),
        ("he said", edit_of(":“We", ": “We"), "he said", "exact"),
        ("he said", edit_of("id:“", "ys, "), "he sa", "fuzzy"),
        ("day, he", edit_of(", he", " he"), "day he", "fuzzy"),
        ("that day, ", edit_of(" he", "\nhe"), "that day,\n", "exact"),
        ("Wednesday,April", edit_of(",", ", "), "Wednesday, April", "exact"),
    ],
)
def test_what_an_edit_cuts_is_carried_for_review(words, edit, after, state):
    anchor = carried(anchor_on(words), edit)

    assert (anchor.exact, anchor.state) == (after, state)


@pytest.mark.parametrize("replacement", ["", " \n"])
def test_an_anchor_of_which_nothing_is_left_stays_with_its_words(replacement):
    anchor = anchor_on("gave", "twice")
    gone = [edit_of("gave no", replacement), edit_of("said so twice", "")]
    after = carried(anchor, *gone)

    assert (after.text_id, after.state, after.previous_id) == ("old", "orphan", anchor.id)
    assert after.fragments == anchor.fragments
    assert after.id != anchor.id


def test_a_part_that_is_lost_leaves_the_others_for_review():
    after = carried(anchor_on("Wednesday", "gave no"), edit_of("gave no", ""))

    assert (after.exact, after.state) == ("Wednesday", "fuzzy")


def test_parts_that_meet_become_one_and_stay_exact():
    after = carried(anchor_on("We gave", "guaran"), edit_of(" no ", ""))

    assert (after.exact, after.state, len(after.fragments)) == ("We gaveguaran", "exact", 1)


@pytest.mark.parametrize(("before", "after"), [("fuzzy", "fuzzy"), ("moved", "exact")])
def test_what_nobody_has_settled_stays_fuzzy(before, after):
    assert carried(anchor_on("gave no", state=before), *REPAIRS).state == after


def test_mended_letters_and_accents_are_the_same_words():
    text = "He donâ€™t see the cafe\u0301 — he said."
    anchor = anchor_on("donâ€™t see the cafe\u0301 —", text=text)
    mended = [edit_of("â€™", "’", text), edit_of("e\u0301", "é", text)]

    assert carried(anchor, *mended, text=text).state == "exact"


# ---- In a project ----


@pytest.fixture
def marked(store, add_article):
    """An article with a claim, a second mention of it and two sentiments, one of all of it."""
    article, who = add_article(TEXT), store.annotator.id
    version = store.reader.version(article.id)
    anchors = [
        replace(anchor_on(*words), text_id=version.id)
        for words in (["Wednesday"], ["We gave", "guaran-\ntees"], ["twice"])
    ]
    claim = Claim(code="C1", text="No guarantees were given.", created_by=who)
    marks = [Mention(claim_id=claim.id, anchor_id=a.id, annotator_id=who) for a in anchors[:2]]
    felt = {"article_id": article.id, "annotator_id": who}
    marks += [Sentiment(anchor_id=anchors[2].id, **felt), Sentiment(scope="document", **felt)]
    store.apply(Edit.add("Mark", claim, *anchors, *marks))
    return article


def words(reader, article):
    return {mark.id: anchor.exact for mark, anchor in placed_marks(reader, article.id)}


def states(reader, article):
    return [anchor.state for _, anchor in placed_marks(reader, article.id)]


def test_a_new_version_takes_every_mark_along_and_undo_brings_all_back(store, marked):
    reader = store.reader
    before = list(placed_marks(reader, marked.id)), reader.version(marked.id), marked
    store.apply(new_version(reader, marked, REPAIRS, "Spaces", store.annotator.id))

    version = reader.version(marked.id)
    assert reader.text(version.sha256) == applied(TEXT, REPAIRS)
    assert states(reader, marked) == ["exact"] * 3
    assert {anchor.text_id for _, anchor in placed_marks(reader, marked.id)} == {version.id}

    store.undo()
    now = reader.get(Article, marked.id)
    assert (list(placed_marks(reader, marked.id)), reader.version(marked.id), now) == before
    store.redo()
    assert reader.version(marked.id) == version


def test_a_version_says_how_it_was_made(store, marked):
    former = store.reader.version(marked.id)
    store.apply(new_version(store.reader, marked, REPAIRS, "Spaces", store.annotator.id))
    version = store.reader.version(marked.id)

    assert (version.version_no, version.parent_id, version.kind) == (2, former.id, "repaired")
    assert (version.reason, version.length) == ("Spaces", len(TEXT) + 1)
    assert applied(TEXT, edits_from_json(version.edits)) == store.reader.text(version.sha256)
    assert edits_from_json(version.edits)[0] == TextEdit(13, 13, " ")
    assert store.reader.get(Article, marked.id).word_count == marked.word_count - 1


def test_orphans_stay_where_they_are_when_the_text_changes_again(store, marked):
    reader, who = store.reader, store.annotator.id
    store.apply(new_version(reader, marked, [edit_of("Wednesday,", "")], "Cut", who))
    assert states(reader, marked) == ["orphan", "exact", "exact"]
    orphan = reader.mentions_in(marked.id)[0].anchor

    article = reader.get(Article, marked.id)
    store.apply(new_version(reader, article, [TextEdit(0, 2, "In")], "Word", who))

    assert reader.mentions_in(marked.id)[0].anchor == orphan
    assert states(reader, marked) == ["orphan", "exact", "exact"]


def test_marks_that_share_an_anchor_share_the_one_it_is_carried_to(store, marked):
    (mention, _) = store.reader.find(Mention)
    felt = Sentiment(
        article_id=marked.id, anchor_id=mention.anchor_id, annotator_id=store.annotator.id
    )
    store.apply(Edit.add("Add", felt))
    store.apply(new_version(store.reader, marked, REPAIRS, "Spaces", store.annotator.id))

    shared = store.reader.get(Mention, mention.id).anchor_id
    assert store.reader.get(Sentiment, felt.id).anchor_id == shared != mention.anchor_id


def test_an_edit_that_changes_nothing_makes_no_version(store, marked):
    with pytest.raises(ValueError, match="stays as it is"):
        new_version(store.reader, marked, [edit_of("gave", "gave")], "", store.annotator.id)


def test_an_article_that_came_again_is_called_new(store, marked):
    former, who = store.reader.version(marked.id), store.annotator.id
    edits = [edit_of("twice", "again")]
    text = applied(TEXT, edits)
    version = replace(next_version(former, text, edits, "", who), kind="normalised")
    edit = revised(store.reader, marked, version, text, by_edits(edits, text))
    store.apply(edit)

    assert edit.title == "New text of A1"
    assert not any(isinstance(change.record, Article) for change in edit.changes)
    assert states(store.reader, marked)[-1] == "fuzzy"


@st.composite
def repairs(draw):
    """A text, stretches that are marked in it, and edits of it."""
    text = draw(st.text("ab,. \n😀é\u0301", min_size=1, max_size=40))
    marks = draw(st.lists(st.tuples(*[st.integers(0, len(text) - 1)] * 2), min_size=1, max_size=6))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    edits = [TextEdit(*pair, draw(st.text("ab ", max_size=3))) for pair in pairs]
    return text, [Span(min(pair), max(pair) + 1) for pair in marks], edits


@given(repairs())
@settings(max_examples=60, deadline=None)
def test_after_repair_and_undo_the_same_marks_stand_on_the_same_words(case):
    text, spans, edits = case
    store = Store.in_memory()
    store.sign_in("Ana")
    edit = article_from_draft(
        Draft(text=text, original=b"", headline="H", encoding="", file_name=""),
        "A1",
        store.annotator.id,
    )
    store.apply(edit)
    article, version = (change.after for change in edit.changes)
    anchors = [anchored(version.id, text, [span]) for span in spans]
    felt = [
        Sentiment(article_id=article.id, anchor_id=each.id, annotator_id=store.annotator.id)
        for each in anchors
    ]
    store.apply(Edit.add("Mark", *anchors, *felt))
    before = list(placed_marks(store.reader, article.id))

    if applied(text, edits) != text:
        store.apply(new_version(store.reader, article, edits, "", store.annotator.id))
        check(store.reader, article.id, text, edits, dict(zip(felt, anchors, strict=True)))
        store.undo()

    assert list(placed_marks(store.reader, article.id)) == before
    assert store.reader.find(TextVersion) == [version]
    store.close()


def check(reader, article_id, text, edits, former):
    """Nothing is lost; what no edit touches keeps its words; every place proves itself."""
    after = {mark.id: anchor for mark, anchor in placed_marks(reader, article_id)}
    new, moves = applied(text, edits), OffsetMap(edits)
    assert len(after) == len(former)
    for mark, anchor in former.items():
        found = after[mark.id]
        if found.state == AnchorState.ORPHAN:
            assert found.exact == anchor.exact
            continue
        assert found.exact == found.spans[0].of(new)
        if not moves.touching(anchor.spans[0]):
            assert (found.exact, found.state) == (anchor.exact, AnchorState.EXACT)


def test_a_place_is_followed_into_a_new_version_and_back(store, marked):
    edit = new_version(store.reader, marked, [TextEdit(0, 0, "Now. ")], "", store.annotator.id)
    text = f"Now. {TEXT}"

    assert map_between(edit, marked.id, text).position(7) == 12
    assert map_between(edit.inverse(), marked.id, TEXT).position(12) == 7


def test_an_edit_of_other_texts_moves_nothing(store, marked):
    edit = new_version(store.reader, marked, [TextEdit(0, 0, "Now. ")], "", store.annotator.id)

    assert map_between(edit, "another", TEXT).position(7) == 7


def test_a_place_is_followed_through_all_versions_since(store, marked):
    reader, at_first = store.reader, store.reader.version(marked.id)
    for _ in range(2):
        article, now = reader.get(Article, marked.id), [TextEdit(0, 0, "Now. ")]
        store.apply(new_version(reader, article, now, "", store.annotator.id))
    latest = reader.version(marked.id)

    assert position_now(reader, marked.id, at_first.id, 7) == 17
    assert position_now(reader, marked.id, latest.parent_id, 7) == 12
    assert position_now(reader, marked.id, latest.id, 7) == 7
    store.undo()
    assert position_now(reader, marked.id, latest.id, 7) == 7


def test_a_place_stays_where_the_edits_since_are_damaged(store, marked):
    former = store.reader.version(marked.id)
    changed = {"id": "later", "version_no": 2, "parent_id": former.id, "edits": "[[1]]"}
    store.apply(Edit.add("Add", replace(former, **changed)))

    assert position_now(store.reader, marked.id, former.id, 7) == 7


GAP = st.text(" \n\u00a0\t", max_size=3)


@given(st.lists(st.tuples(st.text("ab.é", min_size=1, max_size=4), GAP), min_size=1), st.data())
def test_white_space_alone_never_cuts_a_mark(pairs, data):
    before = "".join(word + gap for word, gap in pairs)
    edits, place = [], 0
    for word, gap in pairs:
        place += len(word)
        edits.append(TextEdit(place, place + len(gap), data.draw(GAP)))
        place += len(gap)
    start = data.draw(st.integers(0, len(before) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(before)))).trimmed(before)
    assume(span is not None)

    text = applied(before, edits)
    carried = carry(anchored("1", before, [span]), "2", text, by_edits(edits, text))

    assert carried.state == AnchorState.EXACT
    assert "".join(carried.exact.split()) == "".join(span.of(before).split())
