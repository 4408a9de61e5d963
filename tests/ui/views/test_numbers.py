"""The numbers: charts that follow the project, what is behind a value, and charts as files."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.figures import FigureId, Tallies, Tally
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.i18n import tr
from annotator.operations.articles import set_status
from annotator.operations.figure_plans import PLANS
from annotator.operations.statistics import SLOW
from annotator.storage.project import create_project, open_project
from annotator.storage.statistics import StoredStatistics
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.project import counting
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.numbers import _HINT, NumbersWindow
from annotator.ui.widgets.chart import Chart


@pytest.fixture
def labelled(workspace, article, claim):
    """A claim, and a negative sentiment towards the summit."""
    by = workspace._store.annotator.id
    sentiment = Sentiment(
        article_id=article.id, scope="document", target_text="Summit", polarity=-2, annotator_id=by
    )
    workspace.do(Edit.add("Sentiment", sentiment))
    return sentiment


@pytest.fixture
def numbers(qtbot, workspace, labelled):
    """The numbers of the project."""
    shown = NumbersWindow(workspace)
    qtbot.addWidget(shown)
    shown.show_numbers()
    qtbot.waitExposed(shown)
    yield shown
    shown.stop()


def chart(window):
    return window.findChild(Chart)


def said(window, name="numbers.told"):
    return window.findChild(QLabel, name).text()


def show(window, figure):
    window.findChild(QListWidget, "numbers.list").setCurrentRow(list(FigureId).index(figure))
    return chart(window).figure


def open_first(window, figure):
    """Open the first value of a figure, and return the codes and texts behind it."""
    show(window, figure)
    QTest.keyClick(chart(window), Qt.Key.Key_Home)
    QTest.keyClick(chart(window), Qt.Key.Key_Return)
    return rows(window)


def rows(window):
    model = window.findChild(object, "numbers.rows").model()
    items = [model.index(row).data(ITEM) for row in range(model.rowCount())]
    return [(item.code, item.text) for item in items]


def test_every_figure_can_be_chosen_and_is_drawn(numbers):
    for figure in FigureId:
        shown = show(numbers, figure)
        assert shown.title == tr(PLANS[figure].title)
        assert len(chart(numbers).laid_out().bars) == sum(1 for v in shown.values for n in v if n)


def test_a_figure_without_values_cannot_be_saved(numbers):
    save = numbers.findChild(QPushButton, "numbers.save")

    show(numbers, FigureId.PROGRESS)
    assert save.isEnabled()
    show(numbers, FigureId.SUGGESTIONS)
    assert not save.isEnabled()


def test_enter_on_a_value_lists_what_is_behind_it(numbers, claim):
    assert open_first(numbers, FigureId.PROGRESS) == [("A1", "Summit ends")]
    assert open_first(numbers, FigureId.VERDICTS_BY_CLAIMANT) == [("C1", claim.text)]
    assert open_first(numbers, FigureId.SENTIMENT_BY_TARGET) == [("−2", "Summit")]
    assert ": 1" in said(numbers, "numbers.value")


def test_the_list_takes_the_height_that_the_chart_leaves(numbers, qtbot):
    listed = numbers.findChild(QWidget, "numbers.rows")

    open_first(numbers, FigureId.PROGRESS)

    qtbot.waitUntil(lambda: listed.isVisible() and listed.height() > chart(numbers).height())
    bars = chart(numbers).laid_out().bars
    assert chart(numbers).visibleRegion().contains(bars[-1].rect.toAlignedRect())


def test_of_many_records_the_first_are_listed_and_the_list_says_so(
    numbers, add_article, monkeypatch
):
    monkeypatch.setattr(counting, "MOST_ROWS", 1)
    for number in range(2):
        add_article(f"Text {number}.")
    numbers._age()
    numbers.show_numbers()

    assert len(open_first(numbers, FigureId.PROGRESS)) == 1
    assert said(numbers, "numbers.value") == "To do: 2. The first 1 are listed."


def test_another_figure_begins_without_the_rows_of_the_former(numbers):
    open_first(numbers, FigureId.PROGRESS)
    button = numbers.findChild(QPushButton, "numbers.go")
    assert button.isEnabled()

    show(numbers, FigureId.LABELS)

    assert rows(numbers) == []
    assert not button.isEnabled()


def activate(window):
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))


def test_coming_back_after_an_edit_counts_again(numbers, workspace, qtbot):
    show(numbers, FigureId.PROGRESS)
    before = chart(numbers).figure
    workspace.do(set_status(workspace.reader.find(Article), ArticleStatus.DONE))
    assert chart(numbers).figure == before

    numbers.activateWindow()
    qtbot.waitUntil(numbers.isActiveWindow)
    activate(numbers)

    qtbot.waitUntil(lambda: chart(numbers).figure != before)
    assert [each.name for each in chart(numbers).figure.categories] == ["Done"]


def test_the_figure_that_is_shown_is_counted_first_and_the_slow_ones_last(numbers, workspace):
    counted = []
    numbers._counting.counted.connect(lambda figure: counted.append(figure.id))
    numbers._list.setCurrentRow(3)
    workspace.do(Edit.add("Name", Entity(name="Lind")))
    numbers.show_numbers()

    shown, *others = counted
    assert shown == [*FigureId][3]
    rest = [each for each in FigureId if each is not shown]
    assert others == sorted(rest, key=SLOW.__contains__)


def test_without_an_edit_nothing_is_counted_again(numbers):
    before = chart(numbers).figure

    numbers.show_numbers()

    assert chart(numbers).figure is before


def test_a_project_that_cannot_be_read_is_an_error_in_words(numbers, monkeypatch):
    def fail(_, figure):
        raise StorageError("The disk is gone.")

    monkeypatch.setattr(StoredStatistics, "tallies", fail)
    numbers._age()
    numbers.show_numbers()

    assert said(numbers) == "The disk is gone."


def test_records_that_cannot_be_read_leave_the_value(numbers, monkeypatch):
    def fail(*_):
        raise StorageError("The disk is gone.")

    monkeypatch.setattr(StoredStatistics, "behind", fail)

    assert open_first(numbers, FigureId.PROGRESS) == []
    assert said(numbers) == "The disk is gone."
    assert "Searching" not in said(numbers, "numbers.value")


def test_counting_ends_in_every_language(pseudo, numbers, qtbot):
    numbers._age()
    numbers.show_numbers()

    qtbot.waitUntil(lambda: said(numbers).endswith(tr(_HINT)))


def test_a_figure_of_a_damaged_file_says_that_something_is_missing(numbers, monkeypatch, qtbot):
    partly = Tallies((Tally("todo", "", 1),), is_whole=False)
    whole = StoredStatistics.tallies
    monkeypatch.setattr(
        StoredStatistics,
        "tallies",
        lambda self, figure: partly if figure is FigureId.PROGRESS else whole(self, figure),
    )
    numbers._age()
    numbers.show_numbers()

    qtbot.waitUntil(lambda: "damaged" in said(numbers))


@pytest.fixture
def save_as(numbers, monkeypatch, tmp_path):
    """Save the figure that is shown under a name; return the file."""

    def save(name, kind=""):
        path = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_: (str(path) if name else "", kind)
        )
        numbers.findChild(QPushButton, "numbers.save").click()
        return path

    return save


def test_a_chart_is_saved_as_a_picture_twice_as_fine(save_as, numbers):
    show(numbers, FigureId.LABELS)
    file = save_as("labels.png")

    image = QImage(str(file))
    assert image.width() == 2 * (960 + 32)
    assert image.pixelColor(0, 0).lightness() > 240
    assert "labels.png" in said(numbers)


def test_a_chart_is_saved_as_a_drawing_with_its_texts(save_as, numbers):
    show(numbers, FigureId.SENTIMENT_BY_TARGET)
    file = save_as("sentiment.svg")

    drawn = file.read_bytes()
    assert QSvgRenderer(QByteArray(drawn)).isValid()
    text = drawn.decode()
    assert ">Summit<" in text
    assert "<image" not in text


def test_a_chart_is_saved_as_a_table(save_as, numbers):
    show(numbers, FigureId.LABELS)
    file = save_as("labels.csv")

    lines = list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [line["count"] for line in lines] == ["1", "1", "1"]


def test_a_name_without_ending_gets_that_of_the_chosen_kind(save_as, numbers, tmp_path):
    save_as("labels", tr("CSV table ({pattern})", pattern="*.csv"))

    assert (tmp_path / "labels.csv").exists()


def test_nothing_is_saved_without_a_file_or_where_none_can_be(save_as, numbers, tmp_path):
    save_as("")
    assert list(tmp_path.glob("*.png")) == []

    (tmp_path / "labels.png").mkdir()
    save_as("labels.png")
    assert "labels.png" in said(numbers)
    assert list((tmp_path / "labels.png").iterdir()) == []


def test_a_project_in_a_file_is_counted_on_another_thread(qtbot, tmp_path, schemes):
    path = tmp_path / "trial.annotator"
    create_project(path, "Trial", schemes, tmp_path / "state").close()
    workspace = Workspace(open_project(path, tmp_path / "state"), path)
    shown = NumbersWindow(workspace)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown._counting.ended):
        shown.show_numbers()
        assert chart(shown).isHidden()

    assert "no articles yet" in chart(shown).laid_out().notes[-1].text
    shown._age()
    shown._refresh()
    shown._age()
    with qtbot.waitSignal(shown._counting.ended):
        shown._refresh()  # the former is given up
    shown.stop()
    workspace.close()


def test_the_key_opens_the_numbers_and_a_record_leads_to_the_text(window, labelled, qtbot):
    window.actions_["project.numbers"].trigger()
    numbers = window.findChild(QDialog, "numbers")
    qtbot.waitExposed(numbers)
    window.desk.focus.pick_claim(None)
    open_first(numbers, FigureId.VERDICTS_BY_CLAIMANT)
    numbers.setGeometry(window.geometry())

    QTest.keyClick(numbers.findChild(object, "numbers.rows"), Qt.Key.Key_Return)

    assert window.desk.focus.claim.code == "C1"
    assert numbers.isHidden()  # it stood before the text
    window.actions_["project.numbers"].trigger()
    assert numbers.isVisible()
    assert rows(numbers)  # as it was left
    numbers.findChild(QPushButton, "numbers.close").click()
    assert numbers.isHidden()


def test_the_search_of_everything_is_not_covered_by_the_numbers(window, labelled, qtbot):
    window.actions_["project.numbers"].trigger()
    numbers = window.findChild(QDialog, "numbers")
    qtbot.waitExposed(numbers)
    numbers.setGeometry(window.geometry())

    with qtbot.waitSignal(window.workspace.notices.posted) as posted:
        window.actions_["edit.palette"].trigger()

    assert window.finding.everything.isVisible()
    assert numbers.isHidden()
    assert posted.args == ["Ctrl+4 goes back to the numbers."]


def test_numbers_that_were_closed_are_not_named_by_the_search(window, labelled, qtbot):
    window.actions_["project.numbers"].trigger()
    numbers = window.findChild(QDialog, "numbers")
    numbers.setGeometry(window.geometry())
    numbers.close()

    with qtbot.assertNotEmitted(window.workspace.notices.posted):
        window.actions_["edit.palette"].trigger()


def test_numbers_beside_the_text_stay(window, labelled, qtbot):
    window.actions_["project.numbers"].trigger()
    numbers = window.findChild(QDialog, "numbers")
    open_first(numbers, FigureId.PROGRESS)
    numbers.make_room = lambda place: False

    numbers.findChild(QPushButton, "numbers.go").click()

    assert numbers.isVisible()
    assert window.desk.focus.article == window.workspace.reader.find(Article)[0]


def test_the_next_chart_is_saved_beside_the_last(save_as, numbers, monkeypatch, tmp_path):
    show(numbers, FigureId.LABELS)
    save_as("labels.png")
    proposed = []

    show(numbers, FigureId.SENTIMENT_BY_TARGET)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: (proposed.append(asked[2]) or "", "")
    )
    numbers.findChild(QPushButton, "numbers.save").click()

    assert [Path(each).parent for each in proposed] == [tmp_path]
