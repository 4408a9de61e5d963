"""What is painted after a change is what would be painted if everything were painted anew."""

import random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft
from annotator.ui.widgets.choice_button import ChoiceButton


@pytest.fixture
def window(sample_window, monkeypatch):
    """The window of the sample project, at an article with marks, in which nothing fades."""
    monkeypatch.setattr(sample_window.desk.text._fade, "start", lambda: None)
    _settle()
    return sample_window


@pytest.fixture
def is_painted(window):
    """Return whether parts, such as text and panels, look as if all was painted anew."""

    def compare(*names):
        _settle()
        names = names or ("article_text", "panels")
        parts = [window.findChild(QWidget, name) for name in names]
        shown = [_shot(window, part) for part in parts]
        for part in parts:
            for each in (part, *part.findChildren(QWidget)):
                each.update()
        _settle()
        return [_shot(window, part) == one for part, one in zip(parts, shown, strict=True)]

    return compare


def _settle():
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents()


def _shot(window, part):
    """Return what is on the screen, where a grab would paint it anew."""
    handle = window.windowHandle()
    grabbed = handle.screen().grabWindow(window.winId())
    screen = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return screen.copy(QRect(part.mapTo(window, part.rect().topLeft()), part.size()))


def claim(window, start, length):
    window.desk.focus.select((Span(start, start + length),))
    window.labelling.marking.add_claim()


def test_claims_that_overlap_come_and_go(window, is_painted):
    for start, length in ((130, 60), (100, 400), (150, 4), (110, 90)):
        claim(window, start, length)
        assert is_painted() == [True, True]
    for _ in range(4):
        window.workspace.undo()
        assert is_painted() == [True, True]
    window.workspace.redo()
    assert is_painted() == [True, True]


def test_the_rank_of_the_current_mark_changes_with_a_mark_elsewhere(window, is_painted):
    focus = window.desk.focus
    for start, length in ((130, 60), (180, 300), (460, 60)):
        claim(window, start, length)
    first, *_, last = [each for each in focus.mentions if each.anchor.fragments[0].start >= 130]
    focus.pick_mark(first.mention.id)
    assert is_painted() == [True, True]
    window.workspace.do(Edit.remove("Remove a mark", last.mention))
    assert is_painted() == [True, True]


@pytest.mark.parametrize("size", [16, 24])
def test_signs_that_find_no_room_in_the_margin_move_down(window, is_painted, size):
    focus, by = window.desk.focus, window.workspace.annotator.id
    window.desk.text.set_type(None, size, 1.75)
    end = focus.text.index("\n", 200)
    for start in range(end - 30, end - 5, 5):  # in the last line of a paragraph
        focus.select((Span(start, start + 4),))
        anchor = focus.passage.anchor()
        sentiment = Sentiment(
            article_id=focus.article.id, anchor_id=anchor.id, polarity=1, annotator_id=by
        )
        window.workspace.do(Edit.add("Add sentiment", anchor, sentiment))
        assert is_painted() == [True, True]


_ENGLISH = "Some words that nobody has checked yet. "
_ARABIC = "قال الوزير إن البطالة انخفضت إلى 4.1٪ في عام 2024، وهو أدنى مستوى منذ عقد. "


@pytest.fixture(params=["the sample", "one long paragraph", "an Arabic one"])
def chance(request, window):
    """A random generator, with an article of that kind open."""
    if request.param != "the sample":
        text = 30 * (_ARABIC if "Arabic" in request.param else _ENGLISH)
        told = {"headline": "Another", "encoding": "utf-8", "file_name": "another.txt"}
        draft = Draft(text=text, original=text.encode(), **told)
        edit = article_from_draft(draft, "", window.workspace.annotator.id)
        window.workspace.do(edit)
        window.desk.open(next(each.id for each in edit.added if isinstance(each, Article)))
    return random.Random(request.param)


def test_whatever_is_done_paints_what_looks_different(window, chance, is_painted):
    desk, text = window.desk, window.desk.text

    def select():
        start = chance.randrange(500)
        text.select(Span(start, start + chance.randrange(2, 90)))

    def add():
        select()
        window.labelling.add_claim()
        desk.go_to_text()

    def feel():
        select()
        desk.take_passage()
        anchor = desk.focus.passage.anchor()
        window.workspace.do(
            Edit.add(
                "Add sentiment",
                anchor,
                Sentiment(
                    article_id=desk.focus.article.id,
                    anchor_id=anchor.id,
                    polarity=1,
                    annotator_id=window.workspace.annotator.id,
                ),
            )
        )

    acts = [select, add, add, feel, text.next_mark, text.next_overlapping, text.previous_sentence]
    acts += [text.next_sentence, text.clear, window.workspace.undo, window.workspace.redo]
    for _ in range(60):
        act = chance.choice(acts)
        act()
        assert (act.__name__, is_painted()) == (act.__name__, [True, True])


def test_other_marks_and_sentences_become_current(window, is_painted):
    text = window.desk.text
    claim(window, 100, 400)
    for move in (text.next_mark, text.next_overlapping, text.previous_mark, text.clear):
        move()
        assert is_painted() == [True, True]
    for place in (20, 500, 240):
        text.reading.read(place)
        text.follow()
        assert is_painted() == [True, True]


def test_a_field_and_the_exclusion_of_lines_change_what_is_seen(window, is_painted):
    focus = window.desk.focus
    claim(window, 130, 60)
    window.findChild(QWidget, "claim.text").setPlainText("Other words")
    window.workspace.pending.flush()
    assert is_painted() == [True, True]
    line = Span(0, focus.text.index("\n"))
    zone = Zone(
        text_id=focus.labels.text_id,
        start=line.start,
        end=line.end,
        kind=ZoneKind.BOILERPLATE,
        state=ZoneState.TAKEN,
    )
    window.workspace.do(Edit.add("Exclude a line", zone))
    assert is_painted() == [True, True]
    window.workspace.undo()
    assert is_painted() == [True, True]


class Painted(QObject):
    """Notes what is painted of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region, self.count = QRegion(), 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.region = self.region.united(event.region())
            self.count += 1
        return False


def test_a_claim_paints_no_row_above_its_own_and_the_former_one(window, is_painted):
    for start in (100, 130, 160, 190):
        claim(window, start, 20)
    rows = window.findChild(QWidget, "claim.list")
    _settle()
    above = [rows.visualRect(rows.model().index(row)) for row in range(3)]
    painted = Painted(rows.viewport())
    claim(window, 220, 20)
    _settle()

    assert painted.region.intersects(rows.visualRect(rows.currentIndex()))
    assert not any(painted.region.intersects(each) for each in above)
    assert is_painted("panels") == [True]


def test_a_claim_moves_the_rows_below_its_own_and_paints_only_itself(window, is_painted):
    for start in range(100, 400, 20):  # more than the list has room for
        claim(window, start, 10)
    rows = window.findChild(QWidget, "claim.list")
    claim(window, 112, 4)
    _settle()
    painted = Painted(rows.viewport())
    claim(window, 117, 2)
    _settle()

    own = rows.currentIndex().row()
    below = [rows.visualRect(rows.model().index(own + further)) for further in (1, 2, 3)]
    assert painted.region.intersects(rows.visualRect(rows.currentIndex()))
    assert all(rows.viewport().rect().contains(each) for each in below[:2])
    assert not any(painted.region.intersects(each) for each in below)
    assert is_painted("panels") == [True]


def _add_claim(window):
    window.labelling.add_claim()


def _rate(window):
    window.desk.sentiment.form.rated.emit(2)


@pytest.mark.parametrize(
    ("name", "add"),
    [("claim.list", _add_claim), ("sentiment.list", _rate)],
    ids=["claim", "sentiment"],
)
def test_a_new_mark_is_painted_in_the_text_before_the_panels_show_it(window, name, add):
    desk = window.desk
    shown = desk.text.viewport()
    listed = window.findChild(QWidget, name).model()
    seen = []

    class Watch(QObject):
        def eventFilter(self, _watched, event):
            if event.type() == QEvent.Type.Paint:
                text = desk.text
                passages = text.scene.passages(text.scene.current)
                seen.append((passages, text.selection(), listed.rowCount(), event.region()))
            return False

    desk.text.select(Span(100, 130))
    desk.take_passage()
    desk.sentiment.begin()
    _settle()
    before = listed.rowCount()
    shown.installEventFilter(watch := Watch(window))
    add(window)
    shown.removeEventFilter(watch)

    passages, selection, rows, region = seen[0]
    assert (passages, selection, rows) == ((Span(100, 130),), None, before)
    assert region.contains(desk.text.sheet.rows(Span(100, 130)))
    assert listed.rowCount() == before + 1
    assert desk.focus.mark_id == desk.text.scene.current


def test_a_claim_does_not_paint_the_headline(window):
    claim(window, 100, 400)
    _settle()
    painted = Painted(window.desk.text.viewport())
    claim(window, 130, 60)
    _settle()

    above = QRect(0, 0, painted.parent().width(), window.desk.text.sheet.masthead.height)
    assert painted.region.boundingRect().height() > 0
    assert not painted.region.intersects(above)


def test_going_from_the_text_to_a_panel_and_back_paints_no_other_column(window):
    claim(window, 100, 400)
    heading = Painted(window.findChild(QWidget, "article_status_filter"))
    for name in ("article_text", "claim.text", "article_text", "claim.text"):
        window.findChild(QWidget, name).setFocus()
        window.arrangement.columns.call_panels()
        _settle()

    assert heading.count == 0


@pytest.fixture
def in_a_long_list(window):
    """The same window with more articles than the list has room for, at the last one in view."""
    articles = [Article(code="", headline=f"Article {number}") for number in range(40)]
    window.workspace.do(Edit.add("Import", *articles))
    rows = window.findChild(QWidget, "article_list")
    _settle()
    while rows.verticalScrollBar().value() == 0:
        window.desk.articles.step(1)
        _settle()
    return window


def test_the_list_scrolls_with_the_articles(in_a_long_list, is_painted):
    for way in (1, 1, -1, 20, -30):
        in_a_long_list.desk.articles.step(way)
        assert is_painted("article_text", "panels", "article_list") == [True, True, True]


def test_the_rows_that_stay_are_moved_and_not_painted_again(in_a_long_list):
    rows = in_a_long_list.findChild(QWidget, "article_list")
    painted = Painted(rows.viewport())
    in_a_long_list.desk.articles.step(1)
    _settle()

    first = rows.visualRect(rows.indexAt(QPoint(5, 5)))
    assert painted.count > 0
    assert not painted.region.intersects(first)


def test_only_the_row_whose_claims_are_counted_anew_is_painted(window, qtbot, is_painted):
    rows, model = window.findChild(QWidget, "article_list"), window.desk.articles.model
    with qtbot.waitSignal(model.recounted):
        claim(window, 100, 30)
    _settle()
    painted = Painted(rows.viewport())
    with qtbot.waitSignal(model.recounted):
        claim(window, 140, 30)
    _settle()

    assert model.rowCount() > 1
    assert painted.region.boundingRect() == rows.visualRect(rows.currentIndex())
    assert is_painted("article_list") == [True]


def test_a_project_that_is_closed_before_labels_are_counted_anew_is_not_read(window):
    window.hide()
    window.workspace.close()

    window.desk.articles.model._recount()


def test_another_article_is_painted_once(window):
    for start in range(100, 400, 30):  # more than the list has room for at first
        claim(window, start, 20)
    _settle()
    watched = [window.desk.text.viewport(), *window.findChildren(ChoiceButton)]
    painted = [Painted(each) for each in watched if each.isVisible()]
    assert len(painted) > 10
    for way in (-1, 1, -1):
        for each in painted:
            each.count = 0
        window.desk.articles.step(way)
        _settle()
        assert painted[0].count == 1
        assert {each.count for each in painted} <= {0, 1}


def test_the_window_is_not_laid_out_for_what_the_status_line_says(window):
    laid_out = []

    class Listener(QObject):
        def eventFilter(self, _watched, event):
            if event.type() == QEvent.Type.LayoutRequest:
                laid_out.append(event)
            return False

    def lay_out():  # alone: what else the window does, such as preparing a sheet, comes later
        for _ in range(9):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    lay_out()
    listener = Listener(window)
    window.installEventFilter(listener)
    window.workspace.notices.post("What is said now is longer than what was said before.")
    lay_out()

    assert laid_out == []
