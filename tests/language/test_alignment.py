"""What two sequences have in common is found, also in long ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.language.differences.alignment import Run, common_runs

WORDS = st.lists(st.sampled_from(["a", "bb", "ccc", "d", ""]), max_size=20)


@pytest.mark.parametrize("most_pairs", [1_000, 4, 0])
@given(WORDS, WORDS)
def test_runs_are_the_same_in_both_and_in_order(most_pairs, old, new):
    runs = common_runs(old, new, most_pairs)
    ends = [(0, 0), *(run.ends for run in runs)]

    assert all(old[r.old : r.ends[0]] == new[r.new : r.ends[1]] for r in runs)
    assert all(r.old >= one and r.new >= other for r, (one, other) in zip(runs, ends, strict=False))
    assert all(run.size for run in runs)


def test_a_longest_common_part_is_found():
    assert common_runs(list("xabcd"), list("abycd")) == [Run(1, 0, 2), Run(3, 3, 2)]


def test_a_run_that_is_short_beside_its_changes_is_chance():
    old, new = ["Lind", "gave", "a", "guarantee"], ["Nobody", "had", "a", "say"]

    assert common_runs(old, new) == []
    assert common_runs([*old[:2], "long word", "x"], [*new[:2], "long word", "y"]) != []


def test_a_run_at_an_end_is_never_chance():
    assert common_runs(["a", "long word"], ["a", "other"]) == [Run(0, 0, 1)]
    assert common_runs(["long word", "a"], ["other", "a"]) == [Run(1, 1, 1)]


def test_long_sequences_are_compared_by_what_stands_once_in_both():
    old = ["same"] * 30 + ["one", "same", "two"] + ["same"] * 30
    new = ["same"] * 30 + ["one", "same", "same", "two"] + ["same"] * 29

    runs = common_runs(old, new, most_pairs=100)

    assert Run(30, 30, 1) in runs or any(r.old <= 30 < r.ends[0] for r in runs)
    assert any(r.old <= 32 < r.ends[0] and r.new <= 33 < r.ends[1] for r in runs)


def test_what_changed_places_is_common_once():
    old = [*(f"a{n}" for n in range(9)), "moved"]
    new = ["moved", *(f"a{n}" for n in range(9))]

    assert common_runs(old, new, most_pairs=10) == [Run(0, 1, 9)]


def test_long_sequences_without_a_single_item_in_common_have_nothing_in_common():
    assert common_runs(["a", "a"] * 9, ["a", "a", "b", "b"] * 9, most_pairs=10) == []
