"""Ids are made by the program, and lie together as they were made."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from uuid import UUID, uuid4

import pytest

from annotator.domain.stamp import ids_of, new_id, uuid_of

OLD = "019ac3b6f2d47c1b8f00a1b2c3d4e5f6"


def test_an_id_is_a_uuid_of_version_7_in_20_letters():
    made = [new_id() for _ in range(1_000)]

    assert all(re.fullmatch("[a-v][0-9a-v]{19}", each) for each in made)
    assert {uuid_of(each).version for each in made} == {7}
    assert {uuid_of(each).variant for each in made} == {"specified in RFC 4122"}
    assert len({uuid_of(each) for each in made}) == 1_000


def test_later_ids_come_after_earlier_ones_and_those_of_older_projects():
    one = new_id()
    sleep(0.002)

    assert new_id() > one > OLD
    assert uuid_of(new_id()) > uuid_of(one) > UUID(OLD)


def test_an_id_is_found_by_its_uuid():
    one = new_id()

    assert ids_of(uuid_of(one))[1:] == (one,)
    assert uuid_of(OLD) == UUID(OLD)
    assert ids_of(UUID(OLD)) == (OLD,)
    for other in (uuid4(), UUID(int=(1 << 128) - 1)):
        assert ids_of(other) == (other.hex,)


@pytest.mark.parametrize("text", ["", "no id", "x" * 20, "9" * 20, "9" * 21])
def test_another_text_is_no_id(text):
    with pytest.raises(ValueError, match=r"badly formed|invalid literal|out of range"):
        uuid_of(text)


def test_threads_that_make_ids_together_never_make_the_same():
    with ThreadPoolExecutor(max_workers=4) as threads:
        made = list(threads.map(lambda _: [new_id() for _ in range(500)], range(8)))

    assert len({each for some in made for each in some}) == 4_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT TESTED without fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_does_not_make_the_ids_of_its_parent():
    new_id()
    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.write(theirs, "".join(new_id()[-11:] for _ in range(100)).encode())
        os._exit(0)
    os.wait()

    made = os.read(ours, 1_100).decode()

    for end in (ours, theirs):
        os.close(end)
    assert not {made[n : n + 11] for n in range(0, 1_100, 11)} & {
        new_id()[-11:] for _ in range(100)
    }
