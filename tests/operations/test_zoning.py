"""What is said to zones: edits that count words anew, and texts that take zones along."""

import pytest
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.carrying import carried_zones
from annotator.domain.revision import TextEdit, applied
from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.operations.text_versions import new_version
from annotator.operations.zoning import (
    answered,
    article_words,
    by_hand,
    decided,
    excluded_spans,
    line_count,
    undecided,
    whole_lines,
)

TEXT = "The news in short\n\nIt came.It went.\n\nShare this\nTags: one, two\n"
ARTICLE = Article(code="A1", headline="The news", word_count=12)


def zone(words, kind=ZoneKind.BOILERPLATE, **fields):
    start = TEXT.index(words)
    end = start + len(words)
    told = {"is_excluded": kind.is_boilerplate, "rule": "en.share", **fields}
    return Zone(text_id="t", start=start, end=end, kind=kind, **told)


def taken(words, kind=ZoneKind.BOILERPLATE):
    return answered(zone(words, kind), ZoneState.TAKEN)


def words_of(zones):
    return [each.span.of(TEXT) for each in zones]


def test_only_what_is_taken_and_excluded_is_left_out():
    zones = [
        zone("It came."),
        taken("The news in short", ZoneKind.HEADLINE),
        taken("Tags: one, two"),
        taken("Share this\nTags"),
        answered(zone("It went."), ZoneState.REFUSED),
    ]

    assert [span.of(TEXT) for span in excluded_spans(zones)] == ["Share this\nTags: one, two"]


def test_words_of_boilerplate_are_not_counted():
    assert article_words(TEXT, []) - article_words(TEXT, [taken("Share this\nTags")]) == 3


def test_taking_adds_the_zone_and_counts_the_words_anew():
    answer = taken("Tags: one, two")

    edit = decided("Leave out", ARTICLE, TEXT, [], [answer])

    assert edit.changes[0].after == answer
    assert edit.changes[1].after == replace(ARTICLE, word_count=article_words(TEXT, [answer]))
    assert len(edit.changes) == 2


def test_an_answer_in_the_middle_of_a_zone_leaves_the_rest_of_it():
    before = taken("It came.It went.\n\nShare this\nTags: one, two")
    line = by_hand("t", zone("Share this").span, ZoneKind.BODY)

    edit = decided("Keep", ARTICLE, TEXT, [before], [line])

    assert edit.removed == [before]
    added = [change.after for change in edit.changes if isinstance(change.after, Zone)]
    assert words_of(added) == ["It came.It went.", "Tags: one, two", "Share this"]
    assert not added[-1].is_excluded


def test_an_article_of_which_no_word_less_is_counted_stays_as_it_is():
    article = replace(ARTICLE, word_count=article_words(TEXT, []))

    edit = decided("Keep", article, TEXT, [], [by_hand("t", zone("It came.").span, ZoneKind.BODY)])

    assert [type(change.after) for change in edit.changes] == [Zone]


def test_zones_beside_the_answer_stay_as_they_are():
    edit = decided("Take", ARTICLE, TEXT, [taken("Share this")], [taken("Tags: one, two")])

    assert [type(change.after) for change in edit.changes] == [Zone, Article]


@pytest.mark.parametrize("state", [ZoneState.TAKEN, ZoneState.REFUSED])
def test_what_is_answered_is_not_asked_again(state):
    proposed = [zone("Share this\nTags: one, two"), zone("It came.")]

    left = undecided(TEXT, proposed, [answered(zone("Share this"), state)])

    assert words_of(left) == ["Tags: one, two", "It came."]
    assert left[0].id != proposed[0].id
    assert left[1] == proposed[1]


@pytest.mark.parametrize(
    ("headline", "then"), [("The news in short", "Share this"), ("From its page", "From its page")]
)
def test_an_article_called_after_its_first_line_takes_another_headline(headline, then):
    article = replace(ARTICLE, headline=headline, word_count=0)

    edit = decided("Set", article, TEXT, [], [taken("Share this", ZoneKind.HEADLINE)])

    assert edit.changes[-1].after.headline == then


def test_lines_are_taken_whole_and_blank_ones_left():
    middle = TEXT.index("came")

    assert whole_lines(TEXT, Span(middle, middle + 2)).of(TEXT) == "It came.It went."
    assert whole_lines(TEXT, Span(17, 19)).of(TEXT) == "The news in short"
    assert whole_lines("a\n\n\nb", Span(2, 3)) is None
    assert line_count(TEXT, [zone("It came.It went.\n\nShare this")]) == 2


def test_a_new_text_takes_the_zones_along():
    zones = [taken("Share this"), answered(zone("Tags: one, two"), ZoneState.REFUSED)]
    edits = [TextEdit(TEXT.index("It went"), TEXT.index("It went"), " ")]

    carried = [change.after for change in carried_zones(zones, edits, "new")]

    text = applied(TEXT, edits)
    assert [each.span.of(text) for each in carried] == ["Share this", "Tags: one, two"]
    assert [(each.text_id, each.state) for each in carried] == [
        ("new", ZoneState.TAKEN),
        ("new", ZoneState.REFUSED),
    ]
    assert not {each.id for each in carried} & {each.id for each in zones}


def test_a_new_text_counts_no_words_of_what_was_left_out(store, add_article):
    article = add_article(TEXT)
    text_id = store.reader.version(article.id).id
    line = replace(taken("Tags: one, two"), text_id=text_id)
    store.apply(decided("Leave out", article, TEXT, [], [line]))
    article = store.reader.get(Article, article.id)

    place = TEXT.index("It went")
    space = TextEdit(place, place, " ")
    store.apply(new_version(store.reader, article, [space], "", store.annotator.id))

    expected = article_words(applied(TEXT, [space]), []) - 3
    assert store.reader.get(Article, article.id).word_count == expected


def test_a_zone_that_is_gone_from_the_new_text_stays_behind():
    lost = zone("Share this")

    assert not carried_zones([lost], [TextEdit(lost.start, lost.end, "")], "new")
