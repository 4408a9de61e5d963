"""The claims panel lists the claims and leads to their passages."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QScrollArea, QWidget

from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.ui.commands.labelling import Marking
from annotator.ui.panels.appearances import Appearances
from annotator.ui.panels.claim_form import ClaimForm
from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.panels.row_list import ROW_HEIGHT, TWO_LINES
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.key_button import KeyButton


def list_of(panel):
    return panel.findChild(QListView, "claim.list")


def test_without_claims_the_panel_says_what_to_do(claims_panel):
    words = [label.text() for label in claims_panel.findChildren(QLabel) if label.isVisible()]

    assert words == ["No claims yet. Select words and press C."]


def test_without_an_article_the_panel_says_to_open_one(claims_panel, focus):
    focus.open(None)

    words = [label.text() for label in claims_panel.findChildren(QLabel) if label.isVisible()]
    assert words == ["Open an article first."]


def test_a_new_claim_is_listed_counted_and_current(claims_panel, claim):
    rows = list_of(claims_panel)

    assert rows.model().rowCount() == 1
    assert rows.currentIndex().data() == f"C1, {claim.text}, unchecked"
    assert claims_panel.header.summary() == "1 in this article"


def test_arrows_in_the_list_choose_the_claim(claims_panel, claim, second_claim, focus, qtbot):
    qtbot.keyClick(list_of(claims_panel), Qt.Key.Key_Up)

    assert focus.claim == claim
    assert claims_panel.findChild(QWidget, "claim.text").value() == claim.text


def test_enter_in_the_list_goes_to_the_passage(claims_panel, claim, focus, qtbot):
    with qtbot.waitSignal(focus.revealed) as told, qtbot.waitSignal(claims_panel.finished):
        qtbot.keyClick(list_of(claims_panel), Qt.Key.Key_Return)

    assert told.args[0][0].of(focus.text) == claim.text


def test_a_click_on_a_row_chooses_and_shows_it(claims_panel, claim, second_claim, focus, qtbot):
    rows = list_of(claims_panel)
    place = rows.visualRect(rows.model().index(0, 0)).center()

    with qtbot.waitSignal(focus.revealed):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert focus.claim == claim


def test_letters_in_the_list_choose_nothing(claims_panel, claim, second_claim, focus, qtbot):
    qtbot.keyClick(list_of(claims_panel), Qt.Key.Key_P)

    assert focus.claim == second_claim


def test_a_removed_claim_leaves_no_row_current(claims_panel, claim, second_claim, focus):
    Marking(focus).remove_claim()

    assert list_of(claims_panel).model().rowCount() == 1
    assert not list_of(claims_panel).currentIndex().isValid()
    assert claims_panel.findChild(QWidget, "claim.text").isHidden() is False
    assert not claims_panel.findChild(QWidget, "claim.text").isVisible()


def test_the_list_stays_short_however_many_claims_there_are(claims_panel, claim, workspace, focus):
    mention = focus.mention
    for number in range(2, 42):
        another = Claim(code=f"C{number}", text="Another", created_by=workspace.annotator.id)
        place = Mention(
            claim_id=another.id, anchor_id=mention.anchor_id, annotator_id=mention.annotator_id
        )
        workspace.do(Edit.add("Add", another, place))

    assert list_of(claims_panel).model().rowCount() == 41
    assert list_of(claims_panel).height() < claims_panel.height() / 2


def test_the_wording_can_be_typed_over(claims_panel, claim, qtbot):
    claims_panel.edit_text()

    field = claims_panel.findChild(AutoText, "claim.text")
    assert field.hasFocus()
    assert field.textCursor().selectedText() == claim.text


def test_the_header_asks_the_window_for_a_claim(claims_panel, qtbot):
    new, *_ = claims_panel.header.findChildren(KeyButton)

    with qtbot.waitSignal(claims_panel.action_requested) as asked:
        new.click()

    assert asked.args == ["claim.add"]


def test_a_mention_in_another_article_is_listed_and_asked_for(
    claims_panel, claim, focus, add_article, select, qtbot
):
    here = focus.article.id
    focus.open(add_article("Elsewhere they said: no guarantees.").id)
    select("no guarantees")
    Marking(focus).add_mention(claim)
    elsewhere = focus.mention
    focus.open(here)
    rows = claims_panel.findChild(QListView, "claim.mentions")

    assert rows.model().index(0, 0).data() == "A2, no guarantees, ¶1"
    [link, compare] = claims_panel.findChild(Appearances).findChildren(QPushButton)
    assert compare.objectName() == "claim.compare_wordings"
    assert (link.text(), link.accessibleDescription()) == ("A2 ¶1", "no guarantees")
    for ask in (link.click, lambda: press_enter_on_the_first(rows, qtbot)):
        with qtbot.waitSignal(claims_panel.mention_requested) as asked:
            ask()
        assert asked.args == [elsewhere]


def press_enter_on_the_first(rows, qtbot):
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Return)


def test_a_tall_window_shows_more_words(claims_panel, claim):
    rows = list_of(claims_panel)
    assert rows.row_height == ROW_HEIGHT

    claims_panel.window().resize(464, 950)
    QApplication.processEvents()

    assert rows.row_height == TWO_LINES


def test_the_form_begins_below_three_rows_however_low_the_panel_is(
    claims_panel, claim, select, focus
):
    for place in range(10):
        focus.select((Span(place, place + 3),))
        Marking(focus).add_claim()
    area, rows = claims_panel.findChild(QScrollArea), list_of(claims_panel)
    wording, current = claims_panel.findChild(ClaimForm).wording, rows.currentIndex()
    assert not area.isAncestorOf(rows)  # no bar in a bar

    for height in range(240, 900, 20):
        claims_panel.resize(464, height)
        for _ in range(3):  # parts that grow ask for room one after another
            QApplication.processEvents()

        assert rows.height() >= 3 * ROW_HEIGHT
        assert wording.visibleRegion().boundingRect() == wording.rect()
        assert rows.viewport().rect().contains(rows.visualRect(current))


def test_the_form_stays_where_it_is_while_rows_come(claims_panel, claim, select, focus):
    claims_panel.resize(464, 900)
    QApplication.processEvents()
    before = claims_panel.findChild(ClaimForm).y()

    select("Officials")
    Marking(focus).add_claim()
    QApplication.processEvents()

    assert claims_panel.findChild(ClaimForm).y() == before


def test_escape_goes_back_to_the_text(claims_panel, claim, qtbot):
    field = claims_panel.findChild(QWidget, "claim.text")
    field.setFocus()

    with qtbot.waitSignal(claims_panel.finished):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_a_claim_from_elsewhere_keeps_what_was_typed(claims_panel, claim, now, second_claim, focus):
    focus.pick_claim(claim)
    claims_panel.findChild(AutoText, "claim.text").setPlainText("Typed for C1")

    focus.pick_claim(second_claim)

    assert now(claim).text == "Typed for C1"
    assert claims_panel.findChild(AutoText, "claim.text").value() == second_claim.text


def test_a_change_from_elsewhere_never_overwrites_typing(claims_panel, claim, workspace, now):
    field = claims_panel.findChild(AutoText, "claim.text")
    field.setPlainText("Half a sen")

    workspace.do(Edit.swap("Change", claim, replace(claim, venue="Varen")))

    assert field.value() == "Half a sen"
    claims_panel.workspace.pending.flush()
    assert (now(claim).text, now(claim).venue) == ("Half a sen", "Varen")


def test_texts_are_reached_and_nothing_is_changed_in_a_project_for_reading_only(
    qtbot, store, article, claim, theme
):
    store.is_read_only = True
    focus = Focus(Workspace(store))
    focus.open(article.id)
    panel = ClaimsPanel(focus, theme)
    qtbot.addWidget(panel)

    text = panel.findChild(AutoText, "claim.text")
    assert text.isEnabled()
    assert text.isReadOnly()
    assert not panel.findChild(QWidget, "claim.kind").isEnabled()
    assert list_of(panel).isEnabled()


def test_a_button_that_cannot_be_pressed_names_no_keys(claims_panel, focus):
    new, *_ = claims_panel.header.findChildren(KeyButton)
    assert (new.accessibleDescription(), new.keys_width() > 0) == ("C", True)
    assert "(C)" in new.toolTip()

    focus.open(None)

    assert (new.isEnabled(), new.accessibleDescription(), new.keys_width()) == (False, "", 0)
    assert "(C)" not in new.toolTip()


def test_the_panel_is_never_narrower_than_its_form(claims_panel, claim):
    form = claims_panel.findChild(ClaimForm)

    assert claims_panel.minimumSizeHint().width() >= form.minimumSizeHint().width()


def test_marks_to_review_are_told_in_the_head_and_beside_the_place(
    claims_panel, claim, focus, workspace
):
    (placed,) = focus.mentions
    cut = replace(placed.anchor, id="f", state="fuzzy")
    moved = Edit.swap("", placed.mention, replace(placed.mention, anchor_id="f"))
    workspace.do(Edit.joined("Cut", [Edit.add("", cut), moved]))

    warning = claims_panel.header.findChild(QPushButton, "section.warning")
    assert warning.text() == "▲ 1 to review"
    shown = claims_panel.findChild(QListView, "claim.mentions").model().index(0)
    assert shown.data().endswith("to review")
    asked = []
    claims_panel.action_requested.connect(asked.append)
    warning.click()
    assert asked == ["article.review"]
