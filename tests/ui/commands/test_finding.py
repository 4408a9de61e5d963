"""Words in the article, commands, articles and claims are found by name."""

import pytest
from mirrored import from_start
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.people import Entity
from annotator.i18n import tr
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.theming.palette import shown_in

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def second(article, add_article):
    """A second article, before the window is there."""
    return add_article("Another story about a harbour.\n", headline="Harbour closes")


@pytest.fixture
def find(window):
    """Type into the list of everything by name; returns what it shows."""

    def find(words):
        window.actions_["edit.palette"].trigger()
        window.finding.everything.findChild(QLineEdit).setText(words)
        model = window.finding.everything.findChild(QListView).model()
        return [model.index(row).data(ITEM).text for row in range(model.rowCount())]

    return find


def enter(popup):
    QTest.keyClick(popup, Qt.Key.Key_Return)


def test_an_article_is_found_and_opened(second, window, find):
    assert "Harbour closes" in find("harbour")

    enter(window.finding.everything)

    assert window.desk.focus.article.code == "A2"


def test_a_claim_is_found_and_shown_in_its_article(second, window, find):
    window.actions_["claim.add"].trigger()
    [claim] = window.workspace.reader.find(Claim)
    window.desk.open(second.id)

    assert claim.text in find("two-day in:A1")
    QTest.keyClick(window.finding.everything, Qt.Key.Key_Tab)
    QTest.keyClick(window.finding.everything, Qt.Key.Key_Tab)
    enter(window.finding.everything)

    assert window.desk.focus.article.code == "A1"
    assert window.desk.focus.claim.code == "C1"
    assert window.focusWidget() is window.desk.text


def test_a_person_leads_to_their_claims(window, find, workspace):
    person = Entity(name="Oskar Lind")
    workspace.do(Edit.add(EditLabel("Add"), person))
    find("oskar")

    enter(window.finding.everything)

    assert window.finding.everything.findChild(QLineEdit).text() == 'claimant:"Oskar Lind" '
    assert window.finding.everything.isVisible()


def test_what_is_found_is_gone_to_while_the_search_stays(second, window, find):
    find("harbour in:A2")

    QTest.keyClick(window.finding.everything, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.focus.article.code == "A2"
    QTest.keyClick(window.finding.everything, Qt.Key.Key_Escape)

    assert window.desk.focus.article.code == "A1"


def test_the_index_is_brought_up_to_date_unless_somebody_searches(window, find):
    told = []
    window.finding.searches.indexed.connect(told.append)
    find("harbour")
    before = len(told)

    window.finding._index()
    assert len(told) == before
    window.finding.everything.leave()
    window.finding._index()
    assert len(told) > before


def test_a_command_is_found_and_run(window, find, workspace):
    assert find(f"> {tr('Add claim')}") == [tr("Commands"), tr("Add claim")]

    enter(window.finding.everything)

    assert workspace.reader.count(Claim) == 1


def test_its_button_opens_it_and_escape_returns_to_the_text(window):
    window.finding.button.click()
    assert window.finding.everything.isVisible()

    QTest.keyClick(window.finding.everything, Qt.Key.Key_Escape)
    assert window.finding.everything.isHidden()
    assert window.focusWidget() is window.desk.text


def test_its_button_shows_a_magnifier_and_the_keys(window):
    button, ground = window.finding.button, shown_in(window).field
    picture = button.grab().toImage()

    def is_drawn_between(left, right):
        places = (QPoint(x, y) for x in range(left, right) for y in range(6, button.height() - 6))
        return any(picture.pixelColor(from_start(place, button)) != ground for place in places)

    assert is_drawn_between(18, 30)
    assert is_drawn_between(button.width() - 50, button.width() - 18)
    assert not is_drawn_between(32, 39)


@pytest.mark.in_english("with longer words it is wider")
def test_its_button_is_as_wide_as_designed(window):
    assert window.finding.button.width() == 316


def test_an_existing_claim_is_set_on_another_passage(window, press, workspace):
    press("C", "Return", "Escape", "J")
    window.actions_["claim.mention"].trigger()
    assert window.finding.claims.isVisible()

    enter(window.finding.claims)

    assert workspace.reader.count(Claim) == 1
    assert workspace.reader.count(Mention) == 2
    assert window.focusWidget() is window.desk.text


def test_leaving_the_list_of_claims_returns_to_the_text(window, press, workspace):
    press("C", "Return", "Escape", "J")
    window.actions_["claim.mention"].trigger()

    QTest.keyClick(window.finding.claims, Qt.Key.Key_Escape)

    assert workspace.reader.count(Mention) == 1
    assert window.focusWidget() is window.desk.text


def test_words_are_found_in_the_text_on_and_back(window, press, qtbot):
    press("F", modifier=CTRL)
    QTest.keyClicks(window.focusWidget(), "premier lind")
    press("Return")
    first = window.desk.text.selection()

    window.actions_["edit.find_next"].trigger()
    assert window.desk.text.selection().start > first.start
    window.actions_["edit.find_previous"].trigger()
    assert window.desk.text.selection() == first

    press("Escape")
    assert window.finding.bar.isHidden()
    assert window.focusWidget() is window.desk.text


@pytest.mark.parametrize("is_asked_again", [False, True])
def test_what_is_found_is_where_one_reads_from_then_on(window, press, is_asked_again):
    focus = window.desk.focus
    window.actions_["claim.add"].trigger()
    assert not focus.is_let_go

    press("F", modifier=CTRL)
    QTest.keyClicks(window.focusWidget(), "that is")
    press("Return" if is_asked_again else "Escape")

    assert focus.passage.spans[0].of(focus.text) == "That is"
    assert focus.is_let_go


def test_the_filter_has_the_keyboard_when_it_is_asked_for(window, press):
    press("L", modifier=CTRL)

    assert window.focusWidget().objectName() == "article_filter"
