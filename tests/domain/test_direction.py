"""A name turns nothing round, and what could do so is seen."""

import pytest

from annotator.domain import direction
from annotator.domain.direction import (
    all_isolated,
    begins_leftwards,
    following,
    isolated,
    isolated_lines,
    listed,
    side_by_side,
    whole_isolates,
    with_names_isolated,
    without_bidi_controls,
    without_isolates,
)
from annotator.domain.errors import AnnotatorError

RLO, LRI, PDI, FSI = "\u202e", "\u2066", "\u2069", "\u2068"


def test_isolated_keys_are_compared_without_what_isolates_them():
    assert without_isolates(f"{isolated('Ctrl+K')}, {isolated('א')}") == "Ctrl+K, א"


def test_a_control_in_a_name_is_shown_and_not_obeyed():
    assert without_bidi_controls(f"photo{RLO}gnp.exe") == "photo\ufffdgnp.exe"
    assert isolated(f"a{PDI}b") == "a\ufffdb"
    assert (
        without_bidi_controls("plain")
        == isolated("plain")
        == with_names_isolated("plain")
        == "plain"
    )


def test_a_name_that_is_read_leftwards_is_isolated():
    assert isolated("שלום") == f"{FSI}שלום{PDI}"
    assert (
        with_names_isolated("“שלום” is empty: 3 of “b”.") == f"“{FSI}שלום{PDI}” is empty: 3 of “b”."
    )


def test_isolates_that_are_there_stay_and_none_can_be_broken_out_of():
    once = with_names_isolated("“שלום” is empty.")

    assert with_names_isolated(once) == once
    assert with_names_isolated(f"“a{PDI}{RLO}b” x") == "“a\ufffd\ufffdb” x"
    assert without_bidi_controls(f"{FSI}a{PDI}{RLO}b") == f"{FSI}a{PDI}\ufffdb"


@pytest.mark.parametrize("name", [f"x{RLO}y.txt", "שלום.txt", f"{LRI}x"])
def test_every_failure_that_names_something_isolates_it(name):
    told = str(AnnotatorError(f"“{name}” is empty."))

    assert told == f"“{isolated(name)}” is empty."
    assert RLO not in told


def test_every_name_is_isolated_in_a_language_from_right_to_left(monkeypatch):
    monkeypatch.setattr(direction, "is_right_to_left", lambda: True)

    assert isolated("a (1).txt") == f"{FSI}a (1).txt{PDI}"
    assert isolated("") == ""


def test_a_number_stays_with_its_word_on_a_line_from_right_to_left():
    parts = ("Courier", "", "52 words")

    assert side_by_side(parts) == "Courier · 52 words"
    assert side_by_side(parts, beside="שלום") == f"{FSI}Courier{PDI} · {FSI}52 words{PDI}"
    assert side_by_side(("שלום", "52 words")) == f"{FSI}שלום{PDI} · {FSI}52 words{PDI}"


@pytest.mark.parametrize(
    ("leftwards", "shown"), [(False, " · Lind"), (True, f"\u200f · {FSI}Lind{PDI}")]
)
def test_the_dot_before_a_name_stays_between_both_names(monkeypatch, leftwards, shown):
    monkeypatch.setattr(direction, "is_right_to_left", lambda: leftwards)

    assert following("Lind") == shown


def test_a_quotation_within_an_isolated_text_leaves_the_isolate_whole():
    said = f"{FSI}he said “שלום” to us{PDI}"

    assert with_names_isolated(f"From {said}.") == f"From {said}."


def test_each_line_of_a_text_is_isolated_as_a_paragraph_of_its_own():
    assert isolated_lines("“אמר”\nB") == f"{FSI}“אמר”{PDI}\nB"
    assert isolated_lines(f"x: {FSI}אמר{PDI}") == f"x: {FSI}אמר{PDI}"


def test_the_first_letter_says_from_where_a_text_is_read():
    assert begins_leftwards("7 «מחירי» houses") is True
    assert begins_leftwards("“Houses” מחירי") is False
    assert begins_leftwards("7.4 %") is None


def test_a_list_keeps_its_order_and_its_commas_whatever_its_parts_begin_with():
    mixed = f"{FSI}وزير{PDI}, {FSI}Mixed (partial quote){PDI}"

    assert listed(["وزير", "", "Mixed (partial quote)"]) == mixed
    assert listed(["Lind", "Mixed"]) == "Lind, Mixed"
    assert all_isolated(["Lind"], beside="שלום") == [f"{FSI}Lind{PDI}"]


def test_what_is_isolated_part_by_part_stays_so_in_another_text():
    mixed = listed(["وزير", "Mixed"])

    assert isolated(mixed) == isolated_lines(mixed) == mixed
    assert with_names_isolated(f"“{mixed}” → “b”") == f"“{mixed}” → “b”"
    assert isolated(f"{mixed} שלום") == f"{FSI}\ufffdوزير\ufffd, \ufffdMixed\ufffd שלום{PDI}"
    assert isolated(f"{FSI}a{PDI}{FSI}b") == "\ufffda\ufffd\ufffdb"


def test_an_isolate_in_which_a_text_is_cut_off_ends_there():
    assert whole_isolates(f"{FSI}وز") == f"{FSI}وز{PDI}"
    assert whole_isolates(f"{FSI}a{PDI}, b") == f"{FSI}a{PDI}, b"
