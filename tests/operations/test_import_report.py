import csv
from io import StringIO
from pathlib import Path

from msgspec.structs import replace

from annotator.importers import Draft, Refusal
from annotator.operations.import_report import (
    ReportLine,
    as_csv,
    as_text,
    imported,
    lines_of,
    lost,
    not_wanted,
    refused,
    summary,
)
from annotator.operations.import_rows import ImportRow
from annotator.operations.similar_texts import SimilarText


def row(name, **fields):
    draft = Draft(headline=name, text=name, original=b"", encoding="utf-8", file_name=f"{name}.txt")
    return ImportRow(draft, draft.sha256, **fields)


def came(row, code):
    return imported(row, row.draft, row.sha256).with_code(code)


ended = lines_of(
    [
        came(row("new"), "A8"),
        not_wanted(row("known", duplicate_of="already here as A3", is_wanted=False)),
        came(row("alike", similar=SimilarText("A7", "x", 94)), "A9"),
        not_wanted(row("unwanted", is_wanted=False)),
        refused(Refusal(Path("dir/=bad.txt"), "“=bad.txt” is empty.")),
    ]
)


def test_every_article_has_its_line_and_its_own_code():
    assert ended == [
        ReportLine("refused", "=bad.txt", "“=bad.txt” is empty."),
        ReportLine("already here", "known.txt", "already here as A3"),
        ReportLine("similar", "alike.txt", "A9, similar (94 %) to A7: alike"),
        ReportLine("not imported", "unwanted.txt", "not selected"),
        ReportLine("imported", "new.txt", "A8  new"),
    ]
    assert [line.is_special for line in ended] == [True, True, True, True, False]


def test_what_was_gone_when_it_was_to_come_in_is_refused_with_its_reason():
    lines = lines_of([lost(row("one"), "It was changed."), came(row("two"), "A1")])

    assert lines == [
        ReportLine("refused", "one.txt", "It was changed."),
        ReportLine("imported", "two.txt", "A1  two"),
    ]


def test_what_was_skipped_or_not_understood_has_its_line():
    draft = replace(
        row("one").draft, caveats={"published_at": "The date “soon” was not understood."}
    )
    skipped = Refusal(Path("dir/.git"), "“.git” is hidden.", is_skipped=True)
    lines = lines_of([came(ImportRow(draft, draft.sha256), "A1"), refused(skipped)])

    assert lines == [
        ReportLine("imported, check", "one.txt", "A1: The date “soon” was not understood."),
        ReportLine("skipped", ".git", "“.git” is hidden."),
    ]
    assert [line.is_special for line in lines] == [True, False]
    assert summary(lines) == "1 imported (1 to check), 1 skipped"


def test_nothing_is_kept_back_of_what_is_nearly_the_same():
    given = row("one", similar=SimilarText("A7", "x", 94))
    guessed = replace(given.draft, is_guessed=True, omitted_count=2)
    doubtful = replace(guessed, caveats={"published_at": "The date “soon” was not understood."})

    check, alike = lines_of(
        [
            imported(given, draft, code).with_code(code)
            for draft, code in ((guessed, "A1"), (doubtful, "A2"))
        ]
    )

    start = "similar (94 %) to A7 (encoding: UTF-8, guessed)"
    told = "2 long passages of the page are not in the article"
    assert alike == ReportLine("similar", "one.txt", f"A1, {start}: one ({told})", "A1")
    assert check.message == f"A2, {start}: The date “soon” was not understood. {told}."
    assert (check.state, check.code) == ("imported, check", "A2")


def test_a_guessed_encoding_is_called_a_guess():
    draft = replace(row("one").draft, is_guessed=True)

    (line,) = lines_of([imported(row("one"), draft, "1").with_code("A1")])

    assert line.message == "A1 (encoding: UTF-8, guessed)  one"


def test_files_of_one_name_are_told_apart_by_their_folders():
    rows = [replace(row("one"), path=Path(folder, "one.txt")) for folder in ("a", "b")]
    refusals = [refused(Refusal(Path(folder, "x.txt"), "Empty.")) for folder in ("c", "d")]

    names = [line.name for line in lines_of([*(came(each, "A1") for each in rows), *refusals])]

    assert names == ["c/x.txt", "d/x.txt", "a/one.txt", "b/one.txt"]


def test_the_summary_counts():
    assert summary(ended) == "2 imported, 1 not imported, 1 already here, 1 refused"


def test_a_saved_table_runs_nothing():
    rows = list(csv.reader(StringIO(as_csv(ended))))

    assert rows[0] == ["state", "file", "words"]
    assert rows[1][1] == "'=bad.txt"
    assert len(rows) == 6


def test_another_text_of_an_article_is_offered_as_its_new_version():
    again = row("again", similar=SimilarText("A7", "x", 94), version_of="7", is_wanted=False)

    (line,) = lines_of([not_wanted(again)])

    assert line == ReportLine("new version", "again.txt", "offered as a new version of A7")


def test_a_saved_text_begins_with_the_summary():
    first, blank, line, *_ = as_text(ended).split("\n")

    assert (first, blank) == (summary(ended), "")
    assert line == "refused: =bad.txt: “=bad.txt” is empty."
