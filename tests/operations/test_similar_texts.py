"""Which texts of an import are nearly the same as one of the project, or of the import."""

from contextlib import nullcontext

import pytest
from msgspec.structs import replace

from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft
from annotator.operations.similar_texts import SimilarTexts
from annotator.operations.text_versions import corrected

STORY = (
    "The premier said on Thursday that no guarantees were given to anyone at all, and left. " * 4
)
OTHER = "Żółć w parku. Prezydent powiedział, że źródła są pewne, i odjechał do domu.\n"
KNOWN = Draft(
    headline="H",
    text=STORY,
    original=b"",
    encoding="utf-8",
    file_name="known.txt",
    source_url="https://a.example/1",
)


@pytest.fixture
def article(store):
    """The article A1 of the project."""
    edit = article_from_draft(KNOWN, "A1", store.annotator.id)
    store.apply(edit)
    return edit.changes[0].record


@pytest.fixture
def states(store, article):
    """Return what is said of each draft; empty for one that is like nothing."""

    def said(*drafts):
        found = SimilarTexts(lambda: nullcontext(store.reader)).compared(drafts)
        similar = dict(filter(None, found))
        return [similar[d.sha256].description if d.sha256 in similar else "" for d in drafts]

    return said


def draft(text, name="b.txt", link=""):
    return replace(KNOWN, text=text, file_name=name, source_url=link)


def test_the_same_link_is_named_however_the_text_has_changed(states):
    (said,) = states(draft(OTHER, link="https://a.example/1"))

    assert said.startswith("same link as A1 (")


@pytest.mark.parametrize(
    "link",
    [
        "http://www.a.example/1/",
        "https://A.example/1?utm_source=feed&utm_medium=rss",
        "https://a.example/1#comments",
    ],
)
def test_a_link_is_the_same_however_it_was_shared(states, link):
    assert states(draft(OTHER, link=link))[0].startswith("same link")


@pytest.mark.parametrize("link", ["https://a.example/1?id=7", "https://[a.example/1", ""])
def test_another_link_is_not_the_same(states, link):
    assert states(draft(OTHER, link=link)) == [""]


def half():
    words = STORY.split(" ")
    return " ".join(words[: len(words) * 3 // 5])


def test_a_file_of_the_same_name_with_much_of_the_text_has_come_again(states):
    again, other = states(draft(half(), KNOWN.file_name), draft(OTHER, KNOWN.file_name))

    assert again.startswith("same file name as A1 (")
    assert other == ""


def test_a_file_is_known_again_after_its_article_was_corrected(states, store, article):
    store.apply(corrected(store.reader, article, f"Now. {STORY}", "", store.annotator.id))

    (said,) = states(draft(f"{STORY} It goes on.", KNOWN.file_name))

    assert said.startswith("same file name as A1 (9")


def test_a_name_that_several_articles_have_says_nothing(states, store):
    more = replace(KNOWN, text=f"{OTHER} More.")
    store.apply(article_from_draft(more, "A2", store.annotator.id))

    assert states(draft(half(), KNOWN.file_name)) == [""]


def test_texts_of_one_import_are_compared_with_each_other(states):
    first, second = draft(f"{OTHER} {STORY}"), draft(f"{OTHER} {STORY} End.", "c.txt")

    assert states(first, second)[1].startswith("similar (9")


def test_without_a_project_only_the_import_is_compared():
    similar_texts = SimilarTexts(None)

    found = list(similar_texts.compared([draft(STORY), draft(f"{STORY} End."), draft(STORY)]))

    assert len(found) == 2
    assert similar_texts.text(draft(STORY).sha256) == STORY


def test_only_the_newest_texts_are_compared(states, monkeypatch, store):
    monkeypatch.setattr("annotator.operations.similar_texts.MOST", 1)
    store.apply(article_from_draft(replace(KNOWN, text=OTHER), "A2", store.annotator.id))

    assert states(draft(f"{STORY} End."), draft("a"), draft("b")) == ["", "", ""]


def test_an_article_without_a_link_is_compared_by_its_text(store):
    store.apply(article_from_draft(draft(STORY, "a.txt"), "A1", store.annotator.id))
    compared = SimilarTexts(lambda: nullcontext(store.reader)).compared([draft(f"{STORY}More.")])

    ((_, similar),) = filter(None, compared)

    assert similar.description.startswith("similar (")
