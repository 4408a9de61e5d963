"""The evidence sheet stands beside the text and holds its claim; each field is saved when left."""

from datetime import date

import pytest
from mirrored import from_start
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.span import Span
from annotator.operations.labelling import remove_claim
from annotator.ui.dialogs import browser
from annotator.ui.project.workspace import Workspace
from annotator.ui.window.main_window import ProjectWindow

SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def claimed(window, workspace):
    """The claim C1 in the open article, chosen in the text."""
    select(window, "Premier Lind gave no guarantees")
    window.actions_["claim.add"].trigger()
    window.desk.go_to_text()
    return workspace.reader.find(Claim)[0]


@pytest.fixture
def sheet(window, claimed):
    """The sheet, open on a new piece of evidence."""
    window.actions_["check.evidence"].trigger()
    return window.evidence.sheet()


@pytest.fixture
def other(window, claimed, add_article):
    """Another article, to be looked at while the claim is held."""
    return add_article(
        "“A letter adds two promises,” it says.\n\nNobody asked.\n",
        headline="What next",
        publisher="Ledger",
        source_url="https://ledger.example/1",
        published_at="2031-03-03",
        retrieved_at="2031-03-04",
    )


@pytest.fixture
def claims_left(workspace, claimed):
    """Remove the claim that was chosen, from elsewhere, and leave so many others."""

    def remove(count):
        by = workspace.annotator.id
        others = [Claim(text="Other.", created_by=by) for _ in range(count)]
        workspace.do(Edit.add("Add", *others))
        workspace.do(remove_claim(workspace.reader, claimed))

    return remove


@pytest.fixture
def opened(monkeypatch):
    """What the browser is asked for."""
    pages = []

    class Services:
        @staticmethod
        def openUrl(url):
            pages.append(url.toString())
            return True

    monkeypatch.setattr(browser, "QDesktopServices", Services)
    return pages


def select(window, words):
    start = window.desk.focus.text.index(words)
    window.desk.text.select(Span(start, start + len(words)))
    window.desk.focus.select((Span(start, start + len(words)),))


def field():
    """Return the id of the field that has the keyboard."""
    window = QApplication.topLevelWidgets()
    window = next(each for each in window if isinstance(each, ProjectWindow) and each.isVisible())
    widget = window.focusWidget()
    while widget and not widget.objectName().startswith("evidence."):
        widget = widget.parentWidget()
    return widget.objectName() if widget else ""


def fill(sheet, name, words):
    sheet.go_to(name)
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_e_opens_the_sheet_at_the_stance(sheet, only):
    assert sheet.isVisible()
    assert field() == "evidence.stance"
    assert sheet.findChild(QLabel, "evidence.count").text() == "1 of 1, new, for"
    assert only(Source).accessed_at == date.today().isoformat()


def test_the_sheet_stands_between_bar_and_status_line_at_the_end(sheet, window):
    place = from_start(sheet.geometry(), window)

    assert place.right() + 1 == window.width()
    assert place.top() == window.menuBar().geometry().bottom() + 1
    assert place.bottom() + 1 == window.statusBar().y()
    assert place.width() <= 520


def test_in_two_columns_the_sheet_covers_no_more_than_the_check(sheet, window):
    window.resize(1920, 900)
    QApplication.processEvents()

    check = window.desk.fact_check
    assert sheet.x() == check.mapTo(window, QPoint()).x()
    assert sheet.width() == check.width()


def test_in_a_narrow_window_the_sheet_is_as_wide_as_the_panels_that_it_hides(sheet, window):
    window.resize(1000, 680)
    window.arrangement.columns.dismiss_panels()  # as they are once the sheet has the keyboard
    sheet.place()

    assert not window.desk.fact_check.isVisible()
    assert sheet.width() >= 440


def test_the_sheet_follows_the_size_of_the_window(sheet, window, qtbot):
    window.resize(1200, 640)

    qtbot.waitUntil(lambda: sheet.geometry().bottom() + 1 == window.statusBar().y())
    assert from_start(sheet.geometry(), window).right() + 1 == window.width()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("evidence.title", "Letter", {"title": "Letter"}),
        ("evidence.publisher", "Office", {"publisher": "Office"}),
        ("evidence.url", "https://a.example/b", {"url": "https://a.example/b"}),
        ("evidence.archive_url", "https://c.example", {"archive_url": "https://c.example"}),
        ("evidence.published", "Feb 2031", {"published_at": "2031-02"}),
        ("evidence.reliability_note", "Sealed", {"reliability_note": "Sealed"}),
    ],
)
def test_what_is_typed_of_the_source_is_kept(sheet, only, name, typed, kept):
    before = only(Source)

    fill(sheet, name, typed)

    assert only(Source) == replace(before, **kept)


def test_quote_place_note_and_stance_belong_to_the_evidence(sheet, only, workspace):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    for name in ("evidence.quote", "evidence.locator", "evidence.note"):
        fill(sheet, name, name)

    kept = only(Evidence)
    assert (kept.stance, kept.quote) == ("refutes", "evidence.quote")
    assert (kept.locator, kept.note) == ("evidence.locator", "evidence.note")
    assert workspace.undo_label() == "Change note of evidence for C1"


def test_what_is_chosen_of_the_source_is_kept(sheet, only):
    for name, code in (("medium", "pdf"), ("reliability", "high")):
        sheet.form.findChild(QWidget, f"evidence.{name}").findChild(QWidget, code).click()
    sheet.form.findChild(QCheckBox, "evidence.primary").click()

    source = only(Source)
    assert (source.medium, source.reliability, source.is_primary) == ("pdf", "high", True)


def test_enter_goes_from_field_to_field_in_the_order_of_the_sheet(sheet):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    seen = [field()]
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        seen.append(field())

    names = [
        "quote",
        "title",
        "publisher",
        "url",
        "archive_url",
        "published",
        "accessed",
        "locator",
        "primary",
    ]
    assert seen == [f"evidence.{name}" for name in names]


def test_tab_stays_in_the_sheet(sheet):
    for back in (False, True):
        for _ in range(20):
            assert sheet.focusNextPrevChild(not back)
            assert sheet.isAncestorOf(QApplication.focusWidget())


def test_shift_enter_begins_a_line_in_the_quote(sheet, only):
    sheet.go_to("evidence.quote")
    quote = QApplication.focusWidget()
    QTest.keyClicks(quote, "One")
    QTest.keyClick(quote, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(quote, "Two")
    QTest.keyClick(quote, Qt.Key.Key_Return)

    assert only(Evidence).quote == "One\nTwo"


def test_esc_saves_closes_and_returns_to_where_one_was(sheet, window, only):
    sheet.go_to("evidence.title")
    QTest.keyClicks(QApplication.focusWidget(), "Letter")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert window.desk.text.hasFocus()
    assert only(Source).title == "Letter"


def test_esc_returns_to_the_article_and_the_mark(sheet, window, article, other):
    mark = window.desk.focus.mark_id
    window.desk.open(other.id)

    sheet.close_sheet()

    assert window.desk.focus.article.id == article.id
    assert window.desk.focus.mark_id == mark


def test_the_claim_is_held_while_another_article_is_read(sheet, window, other, only):
    window.desk.open(other.id)
    fill(sheet, "evidence.publisher", "Ledger")

    assert sheet.isVisible()
    assert sheet.shown.claim.code == "C1"
    assert only(Source).publisher == "Ledger"


def test_removed_evidence_closes_the_sheet_and_comes_back_with_undo(sheet, workspace):
    sheet.findChild(QPushButton, "evidence.remove").click()

    assert not sheet.isVisible()
    workspace.undo()
    assert len(workspace.reader.find(Evidence)) == 1


def test_undo_of_the_piece_closes_the_sheet(sheet, workspace):
    workspace.undo()

    assert not sheet.isVisible()
    assert workspace.reader.find(FactCheck) == []


def test_another_piece_is_added_to_the_same_claim(sheet, window, other, workspace):
    fill(sheet, "evidence.title", "Letter")
    window.desk.open(other.id)

    QTest.keyClick(window.desk.text, Qt.Key.Key_E, SHIFT_CTRL)

    assert sheet.findChild(QLabel, "evidence.count").text() == "2 of 2, new, for"
    assert len({each.check_id for each in workspace.reader.find(Evidence)}) == 1


def test_more_is_open_where_there_is_room_or_something_in_it(sheet, window, qtbot):
    window.resize(1366, 768)
    qtbot.waitUntil(sheet.form.more.is_open)

    window.resize(1366, 600)
    qtbot.waitUntil(lambda: not sheet.form.more.is_open())

    fill(sheet, "evidence.note", "Asked twice")
    window.resize(1366, 768)
    window.resize(1366, 600)
    qtbot.wait(20)
    assert sheet.form.more.is_open()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("https://a.example/two words", "no spaces"), ("file:///etc/passwd", "http:// or https://")],
)
def test_an_address_that_cannot_be_opened_stays_and_says_why(sheet, only, workspace, typed, reason):
    fill(sheet, "evidence.url", typed)

    assert only(Source).url == ""
    cell = sheet.form.cells["evidence.url"]
    assert any(reason in label.text() for label in cell.findChildren(QLabel) if label.isVisible())
    (waiting,) = workspace.pending.to_do(only(Source).id)
    assert waiting.to_do == f"address not understood: “{typed}”"


def test_a_missing_archived_copy_is_shown_at_its_field(sheet, only):
    fill(sheet, "evidence.url", "https://a.example/b")
    labels = sheet.form.cells["evidence.archive_url"].findChildren(QLabel)
    assert "▲ none" in {label.text() for label in labels if label.isVisible()}

    fill(sheet, "evidence.archive_url", "https://c.example")
    assert "▲ none" not in {label.text() for label in labels if label.isVisible()}


def test_an_address_is_opened_after_a_question_that_names_the_host(sheet, opened, when_asked):
    fill(sheet, "evidence.url", "https://bank.example@evil.example/b")
    asked = []

    def agree(dialog):
        asked.append(dialog.findChild(QLabel, "message.sentence").text())
        dialog.findChild(QPushButton, "message.Open in browser").click()

    when_asked(agree)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_O, SHIFT_CTRL)

    assert "It leads to evil.example." in asked[0]
    assert opened == ["https://bank.example@evil.example/b"]


def test_an_address_is_not_opened_without_consent(sheet, window, opened, press_when_asked):
    fill(sheet, "evidence.url", "https://a.example")

    press_when_asked("message.Cancel")
    window.evidence.addresses.open_page()

    assert opened == []


def test_a_copy_is_asked_of_the_archive_in_the_browser(sheet, opened, press_when_asked):
    fill(sheet, "evidence.url", "https://a.example/b")

    press_when_asked("message.Archive in browser")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, SHIFT_CTRL)

    assert opened == ["https://web.archive.org/save/https://a.example/b"]
    assert field() == "evidence.archive_url"


def test_an_address_is_copied(sheet, said):
    fill(sheet, "evidence.url", "https://a.example/b")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, SHIFT_CTRL)

    assert QGuiApplication.clipboard().text() == "https://a.example/b"
    assert said() == "Address copied."


def test_without_an_address_it_says_so(sheet, window, said, opened):
    window.evidence.addresses.copy()
    assert said() == "There is no address to copy."
    window.evidence.addresses.open_page()
    assert said() == "There is no address to open."
    window.evidence.addresses.archive()
    assert said() == "There is no address to archive. Enter it first."
    assert opened == []


def test_an_address_that_was_brought_in_and_is_none_is_never_opened(
    sheet, window, said, opened, only, workspace
):
    workspace.do(Edit.swap("Change", only(Source), replace(only(Source), url="file:///etc/passwd")))

    window.evidence.addresses.open_page()
    assert said() == "An address begins with http:// or https://."
    window.evidence.addresses.archive()
    assert opened == []


def test_without_a_browser_it_says_so(sheet, window, said, monkeypatch, press_when_asked):
    monkeypatch.setattr(browser.QDesktopServices, "openUrl", staticmethod(lambda _: False))
    fill(sheet, "evidence.url", "https://a.example/b")

    press_when_asked("message.Open in browser")
    window.evidence.addresses.open_page()

    assert said() == "No browser could be opened. Copy the address instead."


def test_without_evidence_there_is_nothing_to_open(window, said):
    window.evidence.addresses.open_page()

    assert said() == "No evidence is open. Choose a piece in Fact-check, or press E."


def test_where_nothing_can_be_changed_no_key_that_changes_something_is_named(
    window, claimed, said, monkeypatch
):
    monkeypatch.setattr(Workspace, "is_read_only", property(lambda _: True))

    window.evidence.addresses.open_page()

    assert said() == "No evidence is open. Choose a piece in Fact-check."
    window.evidence.sheet().form.fill_once()
    hints = window.evidence.sheet().form.cells["evidence.quote"].findChildren(QLabel)
    assert [each.text() for each in hints if "press" in each.text()] == []
    another = window.evidence.sheet().findChild(QPushButton, "evidence.another")
    assert (another.text(), another.isEnabled()) == ("Another", False)


def test_q_puts_the_selection_into_the_open_sheet(sheet, window, other, only, said):
    window.desk.open(other.id)
    select(window, "“A letter adds two promises,”")

    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert only(Evidence).quote == "A letter adds two promises,"
    assert (only(Source).title, only(Source).publisher) == ("What next", "Ledger")
    assert said() == "27 characters taken as quote"
    assert field() == "evidence.archive_url"


def test_q_leaves_a_source_that_is_named(sheet, window, other, only):
    fill(sheet, "evidence.title", "Letter")
    window.desk.open(other.id)
    select(window, "Nobody asked")

    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert (only(Evidence).quote, only(Source).title) == ("Nobody asked", "Letter")


def test_q_without_a_sheet_makes_evidence_on_the_claim_chosen_last(
    window, claimed, other, only, workspace
):
    window.desk.open(other.id)
    select(window, "Nobody asked")

    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert only(FactCheck).claim_id == claimed.id
    assert only(Evidence).quote == "Nobody asked"
    source = only(Source)
    assert (source.url, source.published_at) == ("https://ledger.example/1", "2031-03-03")
    assert source.accessed_at == "2031-03-04"
    assert field() == "evidence.stance"


def test_an_article_quoted_twice_is_one_source(window, claimed, other, only):
    window.desk.open(other.id)
    for words in ("Nobody asked", "A letter"):
        window.evidence.sheet().close_sheet()
        window.desk.open(other.id)
        select(window, words)
        QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert only(Source).title == "What next"


def test_q_without_a_selection_takes_the_sentence(window, claimed, other, only):
    window.desk.open(other.id)

    QTest.keyClick(window.desk.text, Qt.Key.Key_J)
    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert only(Evidence).quote in {"“A letter adds two promises,” it says.", "Nobody asked."}


def test_q_asks_for_a_claim_when_none_was_chosen(
    workspace, claim, window_of, add_article, only, qtbot
):
    window = window_of(workspace)
    other = add_article("Nobody asked.\n", headline="What next")
    window.desk.open(other.id)
    window.desk.last_claim._id = ""
    qtbot.waitUntil(window.isActiveWindow)
    select(window, "Nobody asked")

    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert window.finding.claims.isVisible()
    QTest.keyClick(window.finding.claims, Qt.Key.Key_Return)

    assert only(Evidence).quote == "Nobody asked"


def test_q_without_any_claim_says_so(window, said):
    select(window, "Premier Lind")

    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert said() == "No claim yet. Select words and press C."
    window.evidence.add_another()
    assert said() == "No claim yet. Select words and press C."


def test_t_leads_from_gap_to_gap(window, claimed, sheet, only):
    fill(sheet, "evidence.url", "https://a.example")
    sheet.close_sheet()

    seen = []
    for _ in range(3):
        QTest.keyClick(window.desk.text, Qt.Key.Key_T)
        seen.append(field().removeprefix("evidence."))
        sheet.close_sheet()
        window.desk.go_to_text()

    assert {"archive_url", "quote"} <= set(seen)


def test_t_without_a_gap_says_so(window, claimed, said, monkeypatch):
    monkeypatch.setattr(window.desk.fact_check, "go_to_next_gap", lambda: False)
    window.desk.fact_check.judge("refuted")
    QTest.keyClick(window.desk.text, Qt.Key.Key_T)

    assert said() == "Nothing to do in this check."


def test_t_before_a_verdict_says_that_there_is_none(window, claimed, said):
    QTest.keyClick(window.desk.text, Qt.Key.Key_T)

    assert said() == "No verdict yet. Press V to give one."


def test_t_names_no_key_in_a_read_only_project(window, claimed, said, store):
    store.is_read_only = True
    QTest.keyClick(window.desk.text, Qt.Key.Key_T)

    assert said() == "Nothing to do in this check."


def test_a_date_that_is_none_stays_and_is_told_in_the_list(sheet, window, only, workspace):
    fill(sheet, "evidence.published", "last week")

    (typed,) = workspace.pending.to_do(only(Source).id)
    assert typed.to_do == "date published not understood: “last week”"
    index = window.desk.fact_check.evidence.list.model().index(0)
    assert typed.to_do in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_field_that_the_sheet_covers_is_uncovered(sheet, window):
    window.desk.go_to_text()

    QTest.keyClick(window.desk.text, Qt.Key.Key_V)

    assert not sheet.isVisible()
    assert window.desk.fact_check.isAncestorOf(window.focusWidget())


def test_f6_goes_to_the_text_and_back_to_the_sheet(sheet, window):
    sheet.go_to("evidence.title")
    for there in (window.desk.text, sheet.form.field("evidence.title")):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        assert window.focusWidget() is there


def test_the_row_has_a_menu_of_what_can_be_done_to_it(sheet, window, said, only, workspace):
    fill(sheet, "evidence.title", "Letter")
    sheet.close_sheet()

    window.actions_["evidence.open"].trigger()
    assert sheet.isVisible()
    sheet.close_sheet()
    window.actions_["evidence.remove"].trigger()

    assert workspace.reader.find(Evidence) == []
    assert said() == "Evidence removed. Press Ctrl+Z to undo."
    window.actions_["evidence.open"].trigger()
    assert said() == "No evidence is open. Choose a piece in Fact-check, or press E."


def test_q_asks_when_the_claim_chosen_last_is_gone(window, claimed, other, workspace, claims_left):
    window.desk.open(other.id)
    claims_left(1)
    select(window, "Nobody asked")

    QTest.keyClick(window.desk.text, Qt.Key.Key_Q)

    assert window.finding.claims.isVisible()
    assert workspace.reader.find(Evidence) == []


def test_a_gap_in_the_claim_leads_to_the_panel_of_claims(window, claimed, workspace):
    by = workspace.annotator.id
    position = replace(workspace.reader.get(Claim, claimed.id), assertion_kind="position")
    verdict = LabelKey("averitec-verdict@1", "refuted")
    check = FactCheck(claim_id=claimed.id, verdict=verdict, checked_by=by)
    workspace.do(
        Edit.swap("Kind", workspace.reader.get(Claim, claimed.id), position),
        Edit.add("Check", check),
    )

    window.desk.fact_check.reveal_requested.emit()
    window.desk.fact_check.findChild(QPushButton, "check.gap.not_a_fact").click()

    kind = window.desk.claims.findChild(QWidget, "claim.kind")
    assert kind.isAncestorOf(window.focusWidget())


def test_more_evidence_is_added_to_the_claim_chosen_last(window, claimed, other, only):
    window.desk.open(other.id)

    window.actions_["evidence.another"].trigger()

    assert only(FactCheck).claim_id == claimed.id
    assert window.evidence.sheet().isVisible()


def test_where_there_is_no_article_there_is_nothing_to_quote(window, said):
    window.desk.open(None)

    window.evidence.quote()

    assert said() == "Nothing to quote. Select words first."


def test_a_list_in_a_window_of_its_own_acts_on_its_row(window, sheet, workspace):
    fill(sheet, "evidence.title", "First")
    sheet.ask_another()
    fill(sheet, "evidence.title", "Second")
    second = sheet.shown.evidence
    window.findChild(QWidget, "section.fact_check").float_requested.emit()
    rows = window.desk.fact_check.evidence.list
    sheet.open(second)

    rows.window().activateWindow()
    QApplication.processEvents()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Up)
    QTest.keyClick(rows, Qt.Key.Key_Delete)

    assert sheet.isVisible()
    assert [each.title for each in workspace.reader.find(Source)] == ["Second"]


def test_a_right_click_on_an_address_offers_what_can_be_done_with_it(window, sheet):
    field = sheet.form.field("evidence.url")
    QTest.keyClicks(field, "https://a.example/1")
    offered = []

    def look():
        menu = QApplication.activePopupWidget()
        offered.extend(action.objectName() for action in menu.actions())
        menu.close()

    QTimer.singleShot(0, look)
    place = field.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, field.mapToGlobal(place))
    QApplication.sendEvent(field, asked)

    assert offered[-3:] == ["evidence.open_address", "evidence.copy_address", "evidence.archive"]
