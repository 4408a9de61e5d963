import pytest

from annotator.domain.unconfirmed import CODE, NOT_SAVED, Unconfirmed, as_gaps


def typed(words, complaint=""):
    return Unconfirmed(
        record_id="r", field="claim.date", label="date", text=words, complaint=complaint
    )


@pytest.mark.parametrize(
    ("complaint", "to_do"),
    [
        ("It is no date.", "date not understood: “in May”"),
        ("", "date not finished: “in May”"),
        (NOT_SAVED, "date not saved: “in May”"),
    ],
)
def test_what_is_to_be_done_depends_on_why_it_waits(complaint, to_do):
    assert typed("in May", complaint).to_do == to_do


def test_a_long_text_is_named_by_its_beginning_on_one_line():
    assert typed("one\ntwo " * 500).restored == f"date “{('one two ' * 20)[:60].rstrip()} …”"


def test_each_is_a_gap():
    (gap,) = as_gaps([typed("in May", "It is no date.")])

    assert (gap.code, gap.message) == (CODE, "date not understood: “in May”")
