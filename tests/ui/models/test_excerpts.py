"""Places are cut so that they fit on a line, and nothing that changes is cut away."""

from annotator.domain.anchor import anchored
from annotator.domain.revision import DiffKind, DiffRun, TextEdit
from annotator.domain.span import Span
from annotator.language.differences.comparing import word_diff
from annotator.language.repairs.proposing import Repair, RepairKind
from annotator.ui.models.excerpts import gap_excerpt, gist, mark_excerpt, repair_excerpt

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def text_of(words):
    return "".join(each.text for each in words)


def test_a_repair_is_shown_in_whole_words_with_white_space_made_visible():
    place = LONG.index("eight")
    edit = TextEdit(place, place, "\n")
    repair = Repair(RepairKind.ONE_LINE, (edit,), Span(place, place + 5), "a line ends")
    before, after = repair_excerpt(LONG, repair)

    assert text_of(before) == "three four five six seven eight nine ten eleven twelve"
    assert text_of(after) == "three four five six seven ⏎eight nine ten eleven twelve"
    assert DiffRun(DiffKind.ADDED, "⏎") in after


def test_a_repair_at_the_end_of_the_text_is_shown():
    edit = TextEdit(len(LONG) - 9, len(LONG), "")
    repair = Repair(RepairKind.PAGE_HEADER, (edit,), Span(60, len(LONG)), "a page ends")
    before, after = repair_excerpt(LONG, repair)

    assert before[-1] == DiffRun(DiffKind.REMOVED, "␣fourteen")
    assert text_of(after).endswith("thirteen")


def test_long_words_of_a_mark_are_cut_in_their_middle():
    anchor = anchored("t", f"a {LONG * 3} z", [Span(2, 2 + 3 * len(LONG))])
    shown = mark_excerpt(anchor, DiffKind.ADDED)

    assert shown[1].text.startswith("one two")
    assert " … " in shown[1].text
    assert len(shown[1].text) < 130


def test_a_gap_says_that_nothing_is_left():
    assert text_of(gap_excerpt("before after", 7)) == "text removed here: before […]after"


def test_the_gist_keeps_every_change_and_drops_what_is_far_from_one():
    old = f"{LONG} {LONG} {LONG}"
    new = old.replace("one two", "ONE two", 1)
    changed = word_diff(old, new)
    shown = gist(changed, around=20)

    assert [w for w in shown if w.kind is not DiffKind.KEPT] == [
        w for w in changed if w.kind is not DiffKind.KEPT
    ]
    assert text_of(shown) == "oneONE two three four…"


def test_the_gist_of_what_is_short_is_the_whole():
    changed = word_diff("a b c", "a x c")

    assert gist(changed) == changed


def test_what_stands_before_a_mark_leaves_room_for_it_in_wide_characters_too():
    text = "卡尔德里亚市议会以二十一票对九票批准了新桥的预算并将在春季之前完工而税收已经足够"
    place = text.index("税收")
    anchor = anchored("t", text, [Span(place, place + 2)])

    shown = text_of(mark_excerpt(anchor, DiffKind.ADDED))

    assert shown.index("税收") == 14
    assert text_of(gap_excerpt(text, place)).endswith(f"{text[place - 14 : place]}[…]税收已经足够")
