"""Ids are made by the program, and lie together as they were made."""

from time import sleep
from uuid import UUID

from annotator.domain.stamp import new_id


def test_an_id_is_a_uuid_of_version_7_in_32_digits():
    made = [new_id() for _ in range(1_000)]

    assert {len(each) for each in made} == {32}
    assert {UUID(each).version for each in made} == {7}
    assert {UUID(each).variant for each in made} == {"specified in RFC 4122"}
    assert len(set(made)) == 1_000


def test_later_ids_come_after_earlier_ones():
    one = new_id()
    sleep(0.002)

    assert new_id() > one
