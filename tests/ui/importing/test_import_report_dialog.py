import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableWidget

from annotator.operations.import_report import Outcome, State, as_csv, as_text, lines_of, summary
from annotator.ui.importing.import_report import ImportReport


def came(name, code, state=State.IMPORTED, **fields):
    return Outcome(
        state=state, file=f"{name}.txt", article_id=code, code=code, headline=name, **fields
    )


ended = lines_of(
    [
        came("new", "A8"),
        Outcome(state=State.ALREADY_HERE, file="known.txt", reason="already here as A3"),
        Outcome(state=State.REFUSED, file="=bad.txt", reason="“=bad.txt” is empty."),
    ]
)


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
    similarity = "similar (94 %) to A7"
    whole, page = came("whole", "A1"), came("page", "A2", omitted_count=2)
    alike = came("page", "A3", state=State.SIMILAR, omitted_count=1, similarity=similarity)
    lines = lines_of([whole, page, alike])
    report, asked = ImportReport(lines), []
    qtbot.addWidget(report)
    report.omissions_requested.connect(asked.append)
    button = report.findChild(QPushButton, "import_report.left_out")

    assert [line.message for line in lines] == [
        "A3, similar (94 %) to A7: page (1 long passage of the page is not in the article)",
        "A2  page (2 long passages of the page are not in the article)",
        "A1  whole",
    ]
    assert [line.is_special for line in lines] == [True, True, False]
    for row in range(3):
        report.findChild(QTableWidget).setCurrentCell(row, 0)
        button.click()
    assert asked == ["A3", "A2"]
    assert not button.isEnabled()


def test_where_nothing_long_was_left_out_nothing_leads_there(qtbot):
    report, empty = ImportReport(ended), ImportReport([])
    qtbot.addWidget(report)
    qtbot.addWidget(empty)

    for each in (report, empty):
        assert each.findChild(QPushButton, "import_report.left_out") is None
