"""The rows above and below the head of a table are told from its data, and named."""

import pytest
from small_files import brought_in

from annotator.importers import tables
from annotator.importers.draft import Refusal

SURVEY = (
    "StartDate,ResponseId,Q1_TEXT,Q2\n"
    'Start Date,Response ID,"What did the article claim? Write it down.",Do you believe it?\n'
    '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""Q1""}",x\n'
    '2026-03-01 10:00:00,R_1,"It said that the pier is closed and that nobody knows why.",Yes\n'
    '2026-03-01 11:00:00,R_2,"It claims that many ferries broke down in a single winter.",No\n'
)


def read_table(folder, content):
    found = brought_in(tables.read, folder, content, "x.csv")
    drafts = [each.text for each in found if not isinstance(each, Refusal)]
    return drafts, [each.reason for each in found if isinstance(each, Refusal)]


def test_a_survey_with_three_head_rows_has_its_answers_only(tmp_path):
    texts, reasons = read_table(tmp_path, SURVEY)

    assert [text[:12] for text in texts] == ["It said that", "It claims th"]
    assert reasons == [
        "“x.csv”, row 2 explains the columns.",
        "“x.csv”, row 3 explains the columns.",
    ]


@pytest.mark.parametrize(
    ("content", "texts", "passed"),
    [
        ("n,day,text\nNumber,Day,Words\n1,2026-03-01,a\n2,2026-03-02,b\n", ["a", "b"], 1),
        ("n,day,text\nNumber,n/a,Words\n1,2026-03-01,a\n2,2026-03-02,b\n", ["Words", "a", "b"], 0),
        ("n,text\nNumber,Words\n1,a\n2,b\n", ["Words", "a", "b"], 0),
        ("id,text\n,Open-Ended Response\n1,a\n", ["a"], 1),
        ("Report 2026,,\n,,\nn,title,text\n1,x,a\n", ["a"], 1),
        ("Report,,\nof two,,\nn,title,text\n1,x,a\n", ["a"], 2),
        ("text,,\na,b,c\n", ["a"], 0),
        ("text\na\nb\n", ["a", "b"], 0),
        ("text,,\nhttps://a.example,7,8\nb,c,d\n", ["https://a.example", "b"], 0),
    ],
)
def test_what_is_above_and_below_the_head_is_told_by_what_is_under_it(
    content, texts, passed, tmp_path
):
    found, reasons = read_table(tmp_path, content)

    assert (found, len(reasons)) == (texts, passed)
