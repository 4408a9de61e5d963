"""Another text of an article takes every mark along, and undo brings everything back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Content, Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.text import clean
from annotator.domain.zone import Zone
from annotator.importers import Draft
from annotator.importers.draft import Omission
from annotator.language.repairs.proposing import proposals
from annotator.operations.review import to_review
from annotator.operations.text_versions import (
    added_spans,
    corrected,
    mark_outcomes,
    repaired,
    replaced,
    with_marks,
    with_passages,
)
from annotator.storage.store import Store
from tests.codes import next_code

TEXT = "Lind spoke.He gave no guarantees,none at all. The Pact held.\n\nNobody left the summit."


def mark(store, article, *words):
    text = store.reader.text(store.reader.version(article.id).sha256)
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    return mark_spans(store, article, spans)


def mark_spans(store, article, spans):
    version = store.reader.version(article.id)
    text, who = store.reader.text(version.sha256), store.annotator.id
    records = []
    for number, span in enumerate(spans):
        anchor = anchored(version.id, text, [span])
        claim = Claim(code=next_code(store, "C"), text="It was so.", created_by=who)
        felt = Sentiment(article_id=article.id, anchor_id=anchor.id, annotator_id=who)
        said = Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=who)
        store.apply(Edit.add("Mark", anchor, *([felt] if number % 2 else [claim, said])))
        records.append(anchor)
    return records


def newest(store, article):
    return store.reader.text(store.reader.version(article.id).sha256)


def rows(store):
    kinds = (Article, TextVersion, Anchor, Claim, Mention, Sentiment, Zone)
    return {kind: sorted(store.reader.find(kind), key=lambda each: each.id) for kind in kinds}


def placed(store, article):
    mentions = [(p.mention.id, p.anchor) for p in store.reader.mentions_in(article.id)]
    felt = [(p.sentiment.id, p.anchor) for p in store.reader.sentiments_in(article.id)]
    return dict(mentions + felt)


def test_repairs_are_one_step_and_leave_marks_on_the_same_words(store, add_article):
    article = add_article(TEXT)
    mark(store, article, "gave no guarantees", "The Pact held")
    before = rows(store)
    edit = repaired(store.reader, article, proposals(TEXT, "en"), store.annotator.id)

    told = with_marks("2 repairs", mark_outcomes(store.reader, edit))
    store.apply(edit)

    assert told == "2 repairs; all 2 marks were kept"
    assert newest(store, article).startswith("Lind spoke. He gave no guarantees, none")
    assert {a.exact for a in placed(store, article).values()} == {
        "gave no guarantees",
        "The Pact held",
    }
    store.undo()
    assert rows(store) == before


def test_a_correction_that_cuts_a_mark_says_so(store, add_article):
    article = add_article(TEXT)
    mark(store, article, "gave no guarantees", "The Pact held")
    text = TEXT.replace(" no ", " some ").replace("Nobody", "No one")
    edit = corrected(store.reader, article, text, "As printed", store.annotator.id)

    assert (
        with_marks("Corrected", mark_outcomes(store.reader, edit)) == "Corrected; 1 mark to review"
    )
    store.apply(edit)

    assert newest(store, article) == text
    assert [doubt.now for doubt in to_review(store.reader, article.id)] == ["gave some guarantees"]
    assert store.reader.version(article.id).reason == "As printed"


def test_an_article_that_comes_again_keeps_its_bytes_and_how_it_was_read(store, add_article):
    article = add_article(TEXT)
    mark(store, article, "gave no guarantees", "The Pact held")
    text = TEXT.replace(" The Pact held.", "")
    draft = Draft(
        headline="", text=text, original=b"<p>", encoding="utf-16", file_name="again.html"
    )
    edit = replaced(store.reader, article, draft, store.annotator.id)
    carried = mark_outcomes(store.reader, edit)
    store.apply(edit)

    assert [fate.is_orphan for fate in carried] == [False, True]
    version = store.reader.version(article.id)
    assert (version.kind, version.encoding, version.version_no) == ("normalised", "utf-16", 2)
    assert store.reader.original(version.original_sha256) == b"<p>"
    assert edit.title == f"New text of {article.code}"


def test_passages_of_the_page_leave_marks_where_they_are_unless_they_come_between(
    store, add_article
):
    lines = ("The summit ended.", "Nobody left it.", "The Pact held.")
    article = add_article("\n".join(lines))
    mark(store, article, lines[0], lines[1])
    mark(store, article, f"{lines[1]}\n{lines[2]}")
    version = store.reader.version(article.id)
    start = version.length - len(lines[2])
    zone = Zone(text_id=version.id, kind="caption", start=start, end=version.length)
    store.apply(Edit.add("Zone", zone))
    before = rows(store)
    passages = [
        Omission("The premier waits", 2),
        Omission("In pictures", 0),
        Omission("Contact", 3),
    ]

    edit = with_passages(store.reader, article, passages, store.annotator.id)
    carried = mark_outcomes(store.reader, edit)
    store.apply(edit)

    text = newest(store, article)
    assert text.split("\n") == ["In pictures", *lines[:2], "The premier waits", lines[2], "Contact"]
    assert [fate.is_sure for fate in carried] == [True, False, True]
    assert store.reader.version(article.id).reason.startswith("With 3 passages omitted")
    assert edit.title == f"Add 3 passages to {article.code}"
    (zone,) = store.reader.find(Zone, text_id=store.reader.version(article.id).id)
    assert text[zone.start : zone.end] == lines[2]
    store.apply(edit.inverse())
    assert rows(store) == before


def test_it_is_known_where_passages_lie_in_the_new_text():
    passages = [Omission("two\u00a0", 1), Omission("zero", 0), Omission(" \u00a0", 2)]
    spans = added_spans("one\nthree", passages)

    assert [span.of("zero\none\ntwo\u00a0\nthree\n \u00a0") for span in spans] == ["zero", "two"]


def test_zones_are_carried_with_what_people_said(store, add_article):
    article = add_article(TEXT)
    place = TEXT.index("The Pact")
    zone = Zone(
        text_id=store.reader.version(article.id).id,
        start=place,
        end=place + len("The Pact held."),
        kind="caption",
        state="taken",
    )
    store.apply(Edit.add("Zone", zone))
    store.apply(repaired(store.reader, article, proposals(TEXT, "en"), store.annotator.id))

    (now,) = store.reader.find(Zone, text_id=store.reader.version(article.id).id)
    assert now.span.of(newest(store, article)) == "The Pact held."
    assert (now.kind, now.state) == ("caption", "taken")


def test_the_same_text_is_no_new_version(store, add_article):
    article = add_article(TEXT)

    with pytest.raises(ValueError, match="stays"):
        corrected(store.reader, article, TEXT, "", store.annotator.id)


def test_without_marks_only_the_repairs_are_reported():
    assert with_marks("3 repairs", []) == "3 repairs"


def test_all_repairs_of_real_articles_leave_every_mark_on_the_same_words(
    store, add_article, real_articles
):
    for path in real_articles:
        text = clean(path.read_text(encoding="utf-8"))
        article = add_article(text)
        found = proposals(text, "en")
        if not found:
            continue
        places = range(0, len(text) - 60, 97)
        spans = [s for s in (Span(a, a + 57).trimmed(text) for a in places) if s]
        mark_spans(store, article, spans)
        before, words = rows(store), {i: a.exact for i, a in placed(store, article).items()}
        edit = repaired(store.reader, article, found, store.annotator.id)
        store.apply(edit)

        now = placed(store, article)
        assert to_review(store.reader, article.id) == []
        assert all("".join(now[i].exact.split()) == "".join(words[i].split()) for i in words)
        store.undo()
        assert rows(store) == before


_PIECES = st.sampled_from(
    ["Lind ", "no ", "Pact.", "held,", "é", "🇺🇦", "\n\n", "“so” ", "a\u00a0b "]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_marked_and_rewritten_undo_brings_the_same_rows_back(schemes, data):
    store = Store.in_memory(schemes)
    store.sign_in("Ana")
    old = data.draw(st.lists(_PIECES, min_size=1, max_size=12).map("".join))
    new = data.draw(st.lists(_PIECES, max_size=12).map("".join).filter(lambda t: t != old))
    article = Article(code="A1", headline="H")
    content = Content(old)
    version = TextVersion(
        article_id=article.id,
        sha256=content.sha256,
        length=len(old),
        created_by=store.annotator.id,
    )
    added = Edit.add("Add", article, version)
    store.apply(Edit(label="Add", changes=added.changes, contents=(content,)))
    starts = data.draw(st.lists(st.integers(0, len(old) - 1), max_size=5))
    mark_spans(store, article, [Span(a, data.draw(st.integers(a + 1, len(old)))) for a in starts])
    before = rows(store)

    store.apply(corrected(store.reader, article, new, "", store.annotator.id))
    assert newest(store, article) == new
    assert len(placed(store, article)) == len(starts)
    after = rows(store)
    store.undo()
    assert rows(store) == before
    store.redo()
    assert rows(store) == after
    store.close()


def test_a_text_can_be_put_back_by_hand(store, add_article):
    article = add_article(TEXT)
    mark(store, article, "gave no guarantees")
    for text in (TEXT.replace(" no ", " some "), TEXT):
        now = store.reader.get(Article, article.id)
        store.apply(corrected(store.reader, now, text, "", store.annotator.id))

    assert store.reader.version(article.id).version_no == 3
    (doubt,) = to_review(store.reader, article.id)
    assert (doubt.was, doubt.now) == ("gave no guarantees", "gave no guarantees")


def test_a_mark_that_keeps_its_anchor_has_no_outcome(store, article):
    mark(store, article, "Lind")
    (mention,) = store.reader.find(Mention)

    assert mark_outcomes(store.reader, Edit.swap("Tag", mention, replace(mention))) == []
