"""Broken lines, wrong encodings and spaces too many: what is proposed, and what is left."""

import pytest

from annotator.domain.revision import applied
from annotator.language.repairs.proposing import RepairKind, proposals

LINES = "\n".join(f"A line of the report that ends with no full stop, number {n}" for n in "ab" * 9)


def kinds(text, language="en"):
    return [str(repair.kind) for repair in proposals(text, language)]


def mended(text, kind, language="en"):
    """Return the text with every repair of a kind applied."""
    repairs = [repair for repair in proposals(text, language) if repair.kind == kind]
    return applied(text, sorted(edit for repair in repairs for edit in repair.edits))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("one  two", "one two"),
        ("one    two  three", "one two three"),
        ("  indented\n  • bullet", "  indented\n  • bullet"),
        ("at the end  \n next", "at the end  \n next"),
        ("one \xa0two", "one \xa0two"),
    ],
)
def test_of_several_spaces_within_a_line_one_stays(text, result):
    assert mended(text, RepairKind.DOUBLE_SPACE) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("the gov-\nernment fell", "the government fell"),
        ("inter-\nnational, and international", "international, and international"),
        ("a well-\nknown man", "a well-known man"),
        ("peace-\ntalks and peace-talks", "peace-talks and peace-talks"),
        ("the INTER-\nNATIONAL court", "the INTERNATIONAL court"),
        ("gov\u00ad\nernment fell by gov and ernment", "government fell by gov and ernment"),
        ("the gov-\n  ernment fell", "the government fell"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_joined(text, result):
    assert mended(text, RepairKind.HYPHENATION) == result


@pytest.mark.parametrize(
    "text",
    [
        "under-\nstanding: they stand under it, standing",
        "Trump-\nPutin met",
        "a list -\nof things",
        "from A-\nto b",
        "from 3-\n4 days",
        "gov-\n\nernment",
        "ab-\ncd-\nef",
    ],
)
def test_where_nobody_knows_whether_a_word_was_cut_it_stays(text):
    assert mended(text, RepairKind.HYPHENATION) == text


def test_what_is_joined_in_one_place_is_joined_in_all():
    text = "the gov-\nernment fell, so the go-\nvernment said; van: vernment"

    assert mended(text, RepairKind.HYPHENATION).count("government") == 2


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Das ist schÃ¶n und grÃ¼n.", "Das ist schön und grün."),
        ("donâ€™t — “no”", "don’t — “no”"),
        ("РџСЂРёРІРµС‚ РјРёСЂ", "Привет мир"),
        ("schÃ¶n. " * 2_000, "schön. " * 2_000),
    ],
)
def test_text_read_in_the_wrong_encoding_is_won_back(text, result):
    assert mended(text, RepairKind.MOJIBAKE) == result


@pytest.mark.parametrize(
    "text",
    ["Ça va, naïve café – “ok”…", "Größe 5 µm × 3", "Ð\ufffd¸Ð", "schÃ¶n " * 2_000, "Привет"],
)
def test_good_text_and_what_cannot_be_won_back_stay(text):
    assert mended(text, RepairKind.MOJIBAKE) == text


def test_each_spoilt_word_is_a_repair_of_its_own():
    text = "schÃ¶n ist grÃ¼n"

    repairs = proposals(text, "de")

    assert [repair.span.of(text) for repair in repairs] == ["schÃ¶n", "grÃ¼n"]
    assert [edit.replacement for repair in repairs for edit in repair.edits] == ["ö", "ü"]


def test_nothing_else_is_proposed_inside_a_spoilt_word():
    assert kinds("Er sagteâ€žJa,neinâ€œdann", "de") == ["mojibake"]


def test_a_text_of_one_line_is_split_between_sentences():
    sentence = "The council met on Tuesday and put off the vote on the bridge until spring. "
    text = (sentence * 40).strip()

    paragraphs = mended(text, RepairKind.ONE_LINE).split("\n\n")

    assert len(paragraphs) > 3
    assert all(500 <= len(paragraph) < 800 for paragraph in paragraphs[:-1])
    assert " ".join(paragraphs) == text


def test_chinese_sentences_are_split_without_losing_a_character():
    text = "会议结束了没有签字代表们乘晚班火车回家。" * 300

    result = mended(text, RepairKind.ONE_LINE, "zh")

    assert "\n\n" in result
    assert result.replace("\n\n", "") == text


@pytest.mark.parametrize(
    "text",
    ["x" * 5_000, "He left.She stayed." * 300, "He left.  She stayed.  " * 200, "He left. " * 50],
    ids=["no sentence", "no space", "two spaces", "short"],
)
def test_a_line_stays_whole_where_it_cannot_be_split_well(text):
    assert mended(text, RepairKind.ONE_LINE) == text


def page(number, head="Harbour Report"):
    return f"{head}\n{number}\n{LINES}\n"


def test_running_heads_and_page_numbers_are_taken_out_but_not_the_first():
    text = "".join(map(page, range(1, 5)))

    result = mended(text, RepairKind.PAGE_HEADER)

    assert result == f"Harbour Report\n{LINES}\n" + f"{LINES}\n" * 3


def test_of_the_blank_lines_around_a_running_head_one_stays():
    heads = "".join(f"\n\nPage {number} of 9\n\n{LINES}" for number in (1, 2, 3))
    text = f"Report\n\n{LINES}{heads}"

    assert mended(text, RepairKind.PAGE_HEADER) == f"Report\n\n{LINES}" + f"\n\n{LINES}" * 3


def test_a_page_number_at_the_very_end_is_taken_out():
    text = "".join(f"{LINES}\n- {number} -\n" for number in range(1, 4)).removesuffix("\n")

    assert mended(text, RepairKind.PAGE_HEADER) == f"{LINES}\n" * 3


@pytest.mark.parametrize(
    "text",
    [
        "Report\n" + "".join(page(number) for number in (7, 3, 9)).replace("Harbour Report\n", ""),
        "Start\n" + "Harbour\nBridge\n" * 20,
        "Start\n" + f"Harbour\n{LINES}\n" * 2,
        "Start\n" + f"He laughed.\n{LINES}\n" * 4,
        "Start\n" + f"Harbour\n{LINES}\n" * 2 + LINES * 5 + "\nHarbour",
    ],
    ids=["numbers out of order", "too near", "twice", "a sentence", "irregular"],
)
def test_lines_that_return_otherwise_stay(text):
    assert "page_header" not in kinds(text)


def test_a_line_that_returns_in_a_text_without_pages_is_the_authors():
    days = "".join(f"{day}\n{LINES}\n30 minutes before bed\n" for day in ("Monday", "Friday") * 3)
    text = f"A week with the rowers\n{days}"

    assert "page_header" not in kinds(text)
    assert "page_header" in [str(each.kind) for each in proposals(text, "en", is_paged=True)]


@pytest.mark.parametrize("head", ["Day {}", "Question {}", "{} apples", "Chapter {} of 9"])
def test_numbered_headings_are_no_page_numbers(head):
    text = "Start\n" + "".join(f"{head.format(number)}\n{LINES}\n" for number in (1, 2, 3, 4))

    assert "page_header" not in kinds(text)


@pytest.mark.parametrize("head", ["{}", "- {} -", "Page {}", "Seite {} von 9", "{}/9", "стр. {}"])
def test_page_numbers_show_that_a_text_has_pages(head):
    pages = (f"{head.format(number)}\nHarbour Report\n{LINES}\n" for number in (1, 2, 3))

    assert (
        mended("Start\n" + "".join(pages), RepairKind.PAGE_HEADER) == "Start\n" + f"{LINES}\n" * 3
    )


def test_repairs_of_all_kinds_are_applied_together():
    text = "Das ist schÃ¶n.Ja,  die gov-\nernment fiel."

    repairs = proposals(text, "de")

    edits = sorted(edit for repair in repairs for edit in repair.edits)
    assert applied(text, edits) == "Das ist schön.Ja, die government fiel."
    assert [str(repair.kind) for repair in repairs] == ["mojibake", "double_space", "hyphenation"]
