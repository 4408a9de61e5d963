"""A known source is offered with what tells it apart from others."""

import pytest

from annotator.domain.check import Source
from annotator.domain.codebook import Codebook
from annotator.operations.sources import KnownSource
from annotator.ui.models.source_offers import offer

LETTER = Source(
    title="Letter to the President",
    publisher="Office",
    medium="pdf",
    archive_url="https://b.example",
    published_at="2031-03",
)


@pytest.fixture
def offered(schemes):
    """Return a known source as it is offered for words."""

    def make(source=LETTER, words="", **fields):
        return offer(KnownSource(source, **fields), words, Codebook(schemes))

    return make


def test_an_offer_has_title_details_and_where_it_is_used(offered):
    shown = offered(used_in=("C1", "C11"))

    assert shown.title == "Letter to the President"
    assert shown.details == "Office · PDF · archived · Mar 2031"
    assert shown.used == "used in C1, C11"
    assert shown.spoken == f"{shown.title}, {shown.details}, {shown.used}"


def test_an_article_says_so(offered):
    assert offered(article="A4").used == "article A4"
    assert offered(article="A4", used_in=("C1",)).used == "article A4 · used in C1"


def test_many_claims_are_counted(offered):
    assert offered(used_in=("C1", "C2", "C3", "C4", "C5")).used == "used in C1, C2, C3 +2"


def test_a_source_without_a_title_is_called_by_its_publisher(offered):
    shown = offered(Source(publisher="Desk", medium="interview"))

    assert shown.title == "Desk"
    assert shown.details.endswith("not archived")


def test_what_was_searched_for_is_marked_once(offered):
    title = LETTER.title
    shown = offered(words="LET letter pres")

    assert [span.of(title) for span in shown.marked] == ["Letter", "Pres"]
    assert offered(words="").marked == ()
