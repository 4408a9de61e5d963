import csv
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableWidget

from annotator.importers import Draft, Refusal
from annotator.ui.importing.import_report import (
    ImportReport,
    ReportLine,
    as_csv,
    as_text,
    lines_of,
    summary,
)
from annotator.ui.importing.import_row import Arrival
from annotator.ui.importing.likenesses import Nearly


def arrival(name, **fields):
    draft = Draft(headline=name, text=name, original=b"", encoding="utf-8", file_name=f"{name}.txt")
    return Arrival(draft, draft.sha256, **fields)


ended = lines_of(
    [
        arrival("new"),
        arrival("known", twin="already here as A3", is_wanted=False),
        arrival("alike", nearly=Nearly("A7", "x", 94)),
        arrival("unwanted", is_wanted=False),
    ],
    [Refusal(Path("dir/=bad.txt"), "“=bad.txt” is empty.")],
    ["A8", "A9"],
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
    lines = lines_of([arrival("one"), arrival("two")], [], ["A1", "A2"], {"A1": "It was changed."})

    assert lines == [
        ReportLine("refused", "one.txt", "It was changed."),
        ReportLine("imported", "two.txt", "A2  two"),
    ]


def test_what_was_skipped_or_not_understood_has_its_line():
    draft = replace(arrival("one").draft, caveats=("The date “soon” was not understood.",))
    lines = lines_of(
        [Arrival(draft, draft.sha256)],
        [Refusal(Path("dir/.git"), "“.git” is hidden.", is_skipped=True)],
        ["A1"],
    )

    assert lines == [
        ReportLine("imported, check", "one.txt", "A1: The date “soon” was not understood."),
        ReportLine("skipped", ".git", "“.git” is hidden."),
    ]
    assert [line.is_special for line in lines] == [True, False]
    assert summary(lines) == "1 imported (1 to check), 1 skipped"


def test_nothing_is_kept_back_of_what_is_nearly_the_same():
    given = arrival("one", nearly=Nearly("A7", "x", 94))
    guessed = replace(given.draft, is_guessed=True, left_out=2)
    doubtful = replace(guessed, caveats=("The date “soon” was not understood.",))

    check, alike = lines_of(
        [replace(given, draft=d) for d in (guessed, doubtful)], [], ["A1", "A2"]
    )

    start = "similar (94 %) to A7 (encoding: UTF-8, guessed)"
    told = "2 long passages of the page are not in the article"
    assert alike == ReportLine("similar", "one.txt", f"A1, {start}: one ({told})", "A1")
    assert check.words == f"A2, {start}: The date “soon” was not understood. {told}."
    assert (check.state, check.code) == ("imported, check", "A2")


def test_a_guessed_encoding_is_called_a_guess():
    draft = replace(arrival("one").draft, is_guessed=True)

    (line,) = lines_of([Arrival(draft, draft.sha256)], [], ["A1"])

    assert line.words == "A1 (encoding: UTF-8, guessed)  one"


def test_files_of_one_name_are_told_apart_by_their_folders():
    one, two = (replace(arrival("one"), path=Path(folder, "one.txt")) for folder in ("a", "b"))
    refusals = [Refusal(Path(folder, "x.txt"), "Empty.") for folder in ("c", "d")]

    names = [line.name for line in lines_of([one, two], refusals, ["A1", "A2"])]

    assert names == ["c/x.txt", "d/x.txt", "a/one.txt", "b/one.txt"]


def test_the_summary_counts():
    assert summary(ended) == "2 imported, 1 not imported, 1 already here, 1 refused"


def test_a_saved_table_runs_nothing():
    rows = list(csv.reader(StringIO(as_csv(ended))))

    assert rows[0] == ["state", "file", "words"]
    assert rows[1][1] == "'=bad.txt"
    assert len(rows) == 6


@pytest.mark.parametrize(("name", "content"), [("r.csv", as_csv(ended)), ("r.txt", as_text(ended))])
def test_the_report_is_shown_and_saved(qtbot, tmp_path, monkeypatch, name, content):
    report = ImportReport(ended)
    qtbot.addWidget(report)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))

    report.findChild(QPushButton, "save").click()

    assert report.findChild(QTableWidget).item(1, 2).text() == "already here as A3"
    assert report.findChild(QLabel).text() == summary(ended)
    assert (tmp_path / name).read_bytes() == content.encode()


def test_a_report_that_cannot_be_saved_says_so(qtbot, tmp_path, monkeypatch, when_asked):
    report = ImportReport(ended)
    qtbot.addWidget(report)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path), ""))
    said = []

    when_asked(lambda dialog: said.append(dialog.accessibleName()))
    report.findChild(QPushButton, "save").click()

    assert "could not be saved" in said[0]


def test_long_passages_that_are_not_in_the_text_are_told_and_lead_there(qtbot):
    whole, page = arrival("whole"), arrival("page")
    page = replace(page, draft=replace(page.draft, left_out=2))
    alike = replace(page, draft=replace(page.draft, left_out=1), nearly=Nearly("A7", "x", 94))
    lines = lines_of([whole, page, alike], [], ["A1", "A2", "A3"])
    report, asked = ImportReport(lines), []
    qtbot.addWidget(report)
    report.asked.connect(asked.append)
    button = report.findChild(QPushButton, "import_report.left_out")

    assert [line.words for line in lines] == [
        "A3, similar (94 %) to A7: page (1 long passage of the page is not in the article)",
        "A2  page (2 long passages of the page are not in the article)",
        "A1  whole",
    ]
    assert [line.is_special for line in lines] == [True, True, False]
    for row in range(3):
        report.findChild(QTableWidget).selectRow(row)
        button.click()
    assert asked == ["A3", "A2"]
    assert not button.isEnabled()


def test_where_nothing_long_was_left_out_nothing_leads_there(qtbot):
    report, empty = ImportReport(ended), ImportReport([])
    qtbot.addWidget(report)
    qtbot.addWidget(empty)

    for each in (report, empty):
        assert each.findChild(QPushButton, "import_report.left_out") is None
