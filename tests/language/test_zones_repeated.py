"""A passage that stands in a text twice is found, word for word or nearly so."""

import pytest

from annotator.language.zones.proposing import proposals

ASKED = [
    "Editor: Is a letter worth anything at all in your view?",
    "Dr Kranz: More than a handshake and less than a treaty, if you ask a lawyer like me.",
    "Editor: Could the country still join the alliance before the end of this year?",
    "Dr Kranz: It could apply tomorrow, and nothing in the charter keeps out a country at war.",
    "Editor: And who would be ready to pay for that?",
    "Dr Kranz: Fourteen governments have to agree, and they have never agreed on lunch before.",
]
AGAIN = [
    "DL: Is a letter worth anything at all?",
    "OK: More than a handshake and less than a treaty, if you ask me.",
    "DL: And so the next question is about the alliance.",
    "OK: Nothing in the charter keeps out a country at war, as it happens.",
    "DL: And who would be ready to pay for that?",
    "OK: Fourteen governments have to agree, and they have never agreed on anything.",
]
OPENING = "The council met on Tuesday, put off the vote on the bridge, and went home before noon."
BETWEEN = "The talk was held in a room above the fish market, with the window open to the harbour."


def copied(*lines, language="en"):
    text = "\n".join(lines)
    return [zone.span.of(text) for zone in proposals(text, language) if zone.rule == "any.repeated"]


def test_of_two_like_paragraphs_the_later_is_the_copy():
    assert copied(BETWEEN, ASKED[1], BETWEEN) == [BETWEEN]


def test_a_passage_told_again_in_other_words_is_one_copy_with_its_headings():
    lines = [OPENING, "What is a letter worth?", *ASKED, BETWEEN, "The whole talk", *AGAIN]

    assert copied(*lines) == ["\n".join(["The whole talk", *AGAIN])]


def test_a_copy_ends_where_it_tells_something_new():
    news = "DL: And what will the ferry cost from the first of May on, did they tell you?"

    assert copied(OPENING, *ASKED, BETWEEN, *AGAIN, news) == ["\n".join(AGAIN)]


def test_two_copies_that_follow_one_another_stay_apart():
    assert copied(BETWEEN, *ASKED, *ASKED) == ["\n".join(ASKED)]


def test_a_lead_that_the_text_takes_over_is_the_copy():
    lead = "Nothing in the charter keeps out a country at war."

    assert copied(lead, ASKED[0], f"{BETWEEN} {lead} {BETWEEN[::-1]}") == [lead]


def test_a_heading_that_the_text_takes_over_stays():
    heading = "Nothing in the charter keeps out a country at war"

    assert copied(heading, ASKED[0], f"{BETWEEN} {heading}. {BETWEEN[::-1]}") == []


def test_a_quotation_in_large_type_is_the_copy_with_the_name_below():
    pulled = ["“Nobody shoots there”", "— Premier Lind"]

    assert copied(OPENING, *pulled, f"{BETWEEN} “Nobody shoots there,” he said.") == [
        "\n".join(pulled)
    ]
    assert copied(OPENING, *pulled, BETWEEN) == []


def test_a_phrase_that_returns_makes_no_copy():
    phrase = "the foreign ministry of the united states of america"
    lines = [f"On day {day} {phrase} said {day * 7} words about {day * 3} ships." for day in "1234"]

    assert copied(*lines) == []


def test_lines_that_share_little_of_what_they_say_make_no_passage():
    phrases = ["as it said on the matter last week", "where the river meets the old sea wall"]
    phrases.append("for the first time in more than ten years")
    first = [f"{phrase} {letter * 3} ends" for phrase, letter in zip(phrases, "abc", strict=True)]
    words = [" ".join(f"{letter}{number}" for number in range(60)) for letter in "def"]
    second = [f"{phrase} {own}" for phrase, own in zip(phrases, words, strict=True)]

    assert copied(OPENING, *first, *second) == []


def test_scripts_without_spaces_need_longer_runs():
    name = "中华人民共和国外交部发言人"
    other = "会议结束了没有签字代表们乘晚班火车回家天气很冷街上没有人。"

    assert copied(f"{name}昨天说。", f"{name}今天没有说。", language="zh") == []
    assert copied(other, f"{name}今天没有说。", other, language="zh") == [other]


QUESTION = "Will you vote for the wider quay, and how do you want to pay for it in the end, sir?"
HEADING = "The ferry leaves the town at seven on weekdays"
LONG_HEADING = "The long night of the bridge and of the town that paid for it and for the ferry"
DATE = "Saturday, 12 May 2031, 19:30, in the town hall"
CLAIM = "The bridge has cost the town more than two million crowns since it was opened in 2027."


def test_a_question_that_several_are_asked_is_asked_each_time():
    answers = (f"{name}: {words}" for name, words in zip("ABC", ASKED[1::2], strict=True))
    asked = [line for answer in answers for line in (QUESTION, answer)]

    assert copied(OPENING, *asked) == []
    questions = [QUESTION, QUESTION.replace("Will", "Did"), QUESTION.replace("the end", "June")]
    answers = [" ".join(f"{name}{number}" for number in range(20)) for name in "abcdefghi"]
    talks = [line for pair in zip(questions * 3, answers, strict=True) for line in pair]
    assert copied(*talks) == []


@pytest.mark.parametrize(
    "lines",
    [
        (f"Claim: {CLAIM}", OPENING, CLAIM),
        ("The claim", CLAIM, OPENING, "Our verdict", CLAIM),
        (OPENING, HEADING, BETWEEN, HEADING, ASKED[1]),
        (OPENING, DATE, BETWEEN, DATE, ASKED[1]),
        (LONG_HEADING, OPENING, LONG_HEADING, BETWEEN),
        (CLAIM, OPENING, CLAIM.replace("two", "2").replace("2027", "2029")),
    ],
    ids=["a claim", "below a heading", "a heading", "a date", "a headline", "another year"],
)
def test_what_is_said_twice_on_purpose_stays(lines):
    assert copied(*lines) == []


def test_hindi_words_are_whole():
    line = "जो लोग भ्रामक अफवाह फैला रहे हैं समय आने पर उन्हें साफ़ शब्दों में जवाब दिया जाएगा।"

    assert copied(line, "पूरा देश इसे महापर्व की तरह मनाएगा।", line, language="hi") == [line]
