"""A zone says what lines are, and what people have said to that."""

import pytest

from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind, ZoneState


def test_a_zone_is_a_proposal_until_a_person_says_something():
    zone = Zone(text_id="t", start=3, end=9, kind=ZoneKind.COMMENTS, rule="en.comments")

    assert zone.state == ZoneState.PROPOSED
    assert zone.span == Span(3, 9)
    assert zone.id != Zone(text_id="t", start=3, end=9, kind=ZoneKind.COMMENTS).id


@pytest.mark.parametrize("kind", [ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION])
def test_what_tells_the_story_is_no_furniture(kind):
    assert not kind.is_boilerplate


@pytest.mark.parametrize("kind", [ZoneKind.BYLINE, ZoneKind.TAGS, ZoneKind.DUPLICATE])
def test_what_only_stands_beside_the_story_is_boilerplate(kind):
    assert kind.is_boilerplate
