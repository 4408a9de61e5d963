"""The list of existing claims narrows while typing, likely ones first; keys and mouse choose."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt, QThreadPool
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QWidget

from annotator.domain.anchor import Passage
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.storage.project import create_project, open_project
from annotator.ui.models import claim_offers
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.views import claim_picker
from annotator.ui.views.claim_offer_row import _Places
from annotator.ui.views.claim_picker import ClaimPicker

CLAIMS = {
    "C1": "The parliament voted for membership of the Pact.",
    "C2": "The river rose by two metres.",
    "C3": "Nobody spoke.",
}
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def picker(focus, workspace, qtbot):
    """The list over three claims, not yet shown."""
    by = workspace.annotator.id
    for code, text in CLAIMS.items():
        workspace.do(Edit.add("Add", Claim(code=code, text=text, created_by=by)))
    picker = ClaimPicker(focus)
    qtbot.addWidget(picker)
    return picker


@pytest.fixture
def opened(picker):
    """The list, opened where no words are selected, and the codes that are chosen in it."""
    codes = []
    picker.chosen.connect(lambda claim: codes.append(claim.code))
    picker.open_at(QPoint(20, 20), None)
    return picker, codes


def shown(picker):
    model = picker.findChild(QListView).model()
    return [model.index(row, 0).data()[:2] for row in range(model.rowCount())]


def line(picker, name):
    return picker.findChild(QLabel, f"claim_picker.{name}")


def passage_of(focus, words):
    start = focus.text.index(words)
    focus.select((Span(start, start + len(words)),))
    return focus.passage


def press(picker, *keys):
    for key in keys:
        QTest.keyClick(picker.findChild(QLineEdit), key)


def test_claims_like_the_passage_come_first_below_the_passage(picker, focus):
    picker.open_at(QPoint(0, 0), passage_of(focus, "Parliament voted for membership"))

    assert shown(picker)[0] == "C1"
    assert line(picker, "passage").text() == "Parliament voted for membership"
    assert not line(picker, "passage").isHidden()


def test_a_long_passage_is_cut_in_the_middle(picker, add_article, workspace):
    words = "The levy doubled. " * 30
    article = add_article(words)
    text_id = workspace.reader.version(article.id).id
    passage = Passage(text_id=text_id, text=words, spans=(Span(0, len(words) - 1),))

    picker.open_at(QPoint(0, 0), passage)

    assert " … " in line(picker, "passage").text()


def test_without_a_passage_the_newest_comes_first(opened):
    assert shown(opened[0]) == ["C3", "C2", "C1"]
    assert line(opened[0], "passage").isHidden()
    assert line(opened[0], "note").isHidden()


def test_the_list_is_as_high_as_its_claims(opened, workspace):
    picker, _ = opened
    few = picker.height()
    by = workspace.annotator.id
    for number in range(10, 40):
        claim = Claim(code=f"C{number}", text=f"Claim {number}.", created_by=by)
        assert workspace.do(Edit.add("Add", claim))

    picker.open_at(QPoint(20, 20), None)

    assert few < 200 < picker.height()


def test_the_list_stays_within_the_window(focus, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(10, 10, 700, 300)
    picker = ClaimPicker(focus, window)

    picker.open_at(QPoint(20, 290), None)

    assert window.geometry().contains(picker.geometry())


def test_a_whole_wording_is_shown(picker, workspace):
    long = Claim(code="C9", text="Nobody spoke of it. " * 20, created_by="x")
    workspace.do(Edit.add("Add", replace(long, created_by=workspace.annotator.id)))

    picker.open_at(QPoint(0, 0), None)

    rows = picker.findChild(QListView)
    first, second = (rows.visualRect(rows.model().index(row, 0)).height() for row in (0, 1))
    assert first > 3 * second
    assert picker.grab().toImage().pixelColor(300, 200).isValid()


def test_a_word_that_is_wider_than_the_list_is_shown_whole(picker, workspace):
    by = workspace.annotator.id
    claim = Claim(code="C4", text=f"See https://example.org/{'x' * 400}", created_by=by)
    workspace.do(Edit.add("Add", claim))
    picker.open_at(QPoint(20, 20), None)
    view = picker.findChild(QListView)
    view.grab()

    letters = QFontMetrics(view.font()).horizontalAdvance(claim.text)
    line = QFontMetrics(view.font()).height()
    assert view.sizeHintForRow(0) >= letters // view.viewport().width() * line


def test_more_than_fit_are_counted(picker, workspace):
    by = workspace.annotator.id
    many = [Claim(code=f"C{n}", text="More", created_by=by) for n in range(10, 70)]
    workspace.do(Edit.add("Add", *many))

    picker.open_at(QPoint(0, 0), None)

    assert len(shown(picker)) == 50
    assert line(picker, "note").text() == "13 more. Type to narrow the list."


def test_typing_narrows_the_list_and_enter_chooses(picker, qtbot):
    picker.open_at(QPoint(0, 0), None)
    qtbot.keyClicks(picker.findChild(QLineEdit), "river")
    assert shown(picker) == ["C2"]

    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert chosen.args[0].code == "C2"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ([], "C3"),
        ([DOWN], "C2"),
        ([DOWN] * 9, "C1"),
        ([DOWN, DOWN, UP], "C2"),
        ([UP], "C3"),
    ],
)
def test_arrows_move_and_enter_chooses(opened, keys, code):
    picker, codes = opened

    press(picker, *keys, Qt.Key.Key_Enter)

    assert codes == [code]
    assert picker.isHidden()


def test_words_that_no_claim_has_choose_nothing(opened):
    picker, codes = opened

    QTest.keyClicks(picker.findChild(QLineEdit), "nowhere")
    press(picker, Qt.Key.Key_Return)

    assert codes == []
    assert picker.isVisible()
    assert line(picker, "note").text() == "No matching claims."


def test_escape_chooses_nothing_and_says_so(opened, qtbot):
    picker, codes = opened

    with qtbot.waitSignal(picker.closed):
        press(picker, Qt.Key.Key_Escape)

    assert codes == []
    assert picker.isHidden()


def test_a_click_chooses(opened, qtbot):
    picker, codes = opened
    rows = picker.findChild(QListView)
    place = rows.visualRect(rows.model().index(1, 0)).center()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert codes == ["C2"]


def test_opened_again_it_begins_anew(opened):
    picker, _ = opened
    QTest.keyClicks(picker.findChild(QLineEdit), "river")

    picker.open_at(QPoint(20, 20), None)

    assert shown(picker) == ["C3", "C2", "C1"]
    assert picker.findChild(QLineEdit).text() == ""


def test_other_keys_are_nothing_to_it(opened):
    picker, codes = opened

    press(picker, Qt.Key.Key_F9)

    assert picker.isVisible()
    assert codes == []


def test_a_screen_reader_hears_the_claim_that_is_marked(monkeypatch, opened):
    heard, (picker, _) = [], opened
    monkeypatch.setattr(claim_picker, "announce", lambda _, words: heard.append(words))
    press(picker, DOWN)
    assert heard[-1].startswith("C2, The river rose")

    QTest.keyClicks(picker.findChild(QLineEdit), "nowhere")

    assert heard[-1] == "No matching claims."


def test_many_claims_are_compared_after_the_list_is_seen(picker, monkeypatch, qtbot):
    monkeypatch.setattr(claim_picker, "_AT_ONCE", 2)

    picker.open_at(QPoint(20, 20), None)
    assert (shown(picker), line(picker, "note").text()) == ([], "Comparing 3 claims…")

    qtbot.waitUntil(lambda: len(shown(picker)) == 3)
    assert not line(picker, "note").isVisible()


def test_a_key_that_needs_the_claims_waits_until_they_are_compared(picker, monkeypatch, qtbot):
    monkeypatch.setattr(claim_picker, "_AT_ONCE", 2)
    picker.open_at(QPoint(20, 20), None)

    with qtbot.waitSignal(picker.chosen) as chosen:
        press(picker, Qt.Key.Key_Return)

    assert chosen.args[0].code == "C3"


def test_a_list_that_was_closed_compares_nothing(picker, monkeypatch):
    monkeypatch.setattr(claim_picker, "_AT_ONCE", 2)
    picker.open_at(QPoint(20, 20), None)

    press(picker, Qt.Key.Key_Escape)
    picker._rank()

    assert shown(picker) == []


@pytest.mark.parametrize("size", [1, 2])
def test_a_verdict_has_room_for_its_letters(opened, qapp, set_type, size):
    set_type(size)
    offer = opened[0].findChild(QListView).model().index(0, 0).data(ITEM)

    chip = _Places(offer, QRect(0, 0, 600, 0), qapp.font()).chip

    assert chip.height() >= QFontMetrics(fonts.strong(fonts.chip(qapp.font()))).height()


@pytest.fixture
def filed(tmp_path, schemes, qtbot, monkeypatch):
    """The list over a project in a file, of whose three claims the newest one is ranked."""
    monkeypatch.setattr(claim_offers, "MOST", 1)
    path = tmp_path / "p.annotator"
    create_project(path, "P", schemes, tmp_path / "seen").close()
    store = open_project(path, tmp_path / "seen")
    store.sign_in("Ana")
    workspace = Workspace(store, path)
    by = workspace.annotator.id
    for code, text in CLAIMS.items():
        workspace.do(Edit.add("Add", Claim(code=code, text=text, created_by=by)))
    picker = ClaimPicker(Focus(workspace))
    qtbot.addWidget(picker)
    picker.open_at(QPoint(20, 20), None)
    yield picker
    workspace.close()


def test_older_claims_follow_from_a_worker(filed, qtbot):
    assert shown(filed) == ["C3"]
    QTest.keyClicks(filed.findChild(QLineEdit), "parliament")
    assert shown(filed) == []
    assert line(filed, "note").text() == "Looking…"

    qtbot.waitUntil(lambda: shown(filed) == ["C1"])
    assert line(filed, "note").isHidden()


def test_the_marked_claim_stays_marked_when_older_ones_follow(filed, qtbot):
    QTest.keyClicks(filed.findChild(QLineEdit), "o")
    assert shown(filed) == ["C3"]

    qtbot.waitUntil(lambda: shown(filed) == ["C3", "C2", "C1"])
    assert filed.findChild(QListView).currentIndex().row() == 0


def test_nothing_follows_when_the_list_was_left(filed, qtbot):
    QTest.keyClicks(filed.findChild(QLineEdit), "parliament")
    QApplication.processEvents()
    QTest.keyClick(filed, Qt.Key.Key_Escape)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()

    assert shown(filed) == []


def test_a_project_in_memory_is_looked_through_at_once(opened, monkeypatch, focus, qtbot):
    monkeypatch.setattr(claim_offers, "MOST", 1)
    picker = ClaimPicker(focus)
    qtbot.addWidget(picker)
    picker.open_at(QPoint(20, 20), None)

    QTest.keyClicks(picker.findChild(QLineEdit), "parliament")

    assert shown(picker) == ["C1"]
