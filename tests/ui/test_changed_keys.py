"""Every key can be another one: the window listens to it, and names no other."""

import re
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shown_texts import painted, texts_of

from annotator.domain.check import Evidence
from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.operations import manual
from annotator.storage.store import Store
from annotator.ui.application.key_conflicts import FIXED
from annotator.ui.application.shortcuts import KEYS, SHORTCUTS, KeyMap, shortcut
from annotator.ui.commands.key_sheet import key_sheet
from annotator.ui.dialogs.keys import KeysSheet
from annotator.ui.dialogs.manual_page import ManualPage
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.welcome import WelcomePage
from tools.messages import TEMPLATE

IN_FORMS = re.compile(
    r"(?:Shift\+|Ctrl\+)?Enter|Alt\+(?:digit|[\d↑↓])|T, Y|F1 in a row|F2 or a double click"
    r"|Ctrl\+A in the list"
)
"""Keys that stay what they are, in forms, lists and dialogs."""
GIVEN = re.compile(r"(?:\w+\+)*Meta\+(?:\w+\+)*\w+")
KEY = re.compile(
    r"\b(?:Ctrl|Shift|Alt)\+\S+|\bF\d{1,2}\b|\b(?:[Pp]ress|or|[Kk]ey) [A-Z]\b|\([A-Z]\)|⇧\w|⌘\w"
    r"|\bDel\b|[Pp]ress Delete|\(Delete\)|\bTab\b|\[ \]|(?:with|press|or) [→←↑↓]|\+[→←↑↓]"
)
KEYS_OF_FORMS = {"Tab", "Tab, Shift+Tab", "→ ←", "← →", "Ctrl+← →"}
"""Keys in tables of the manual that stay what they are; the last move a caret of Qt's own."""
OF_FORMS = re.compile(
    r"Keep “.*Tab|Tab: |^↓ ↑ passage|one stop for Tab|^Tab next kind|Tab shows one kind"
    r"|Tab to the chart"
)
"""What names fixed keys: of forms, of the list of wordings, of the search, and of charts."""
CHARACTERS = {"Tab"}
"""What stands between the columns of a file, and is no key."""
SIGN = re.compile(r"(?:^|\W)[A-Z](?=$|\W)")


def other_keys():
    """Give every action a key that nothing else has, made with the Meta key."""
    names = [*SHORTCUTS, "article.exclude", "claim.remove"]
    free = (
        f"{more}Meta+F{number}" for more, number in product(("", "Ctrl+", "Shift+"), range(1, 36))
    )
    numbers = (f"Meta+{more}{key}" for more, key in product(("", "Alt+"), "0123456789"))
    return dict(zip(names, [(each,) for each in [*free, *numbers]], strict=False))


@pytest.fixture
def evidence(window, only):
    """A claim with a piece of evidence, open in its sheet."""
    start = window.desk.focus.text.index("Premier Lind")
    window.desk.focus.select((Span(start, start + len("Premier Lind")),))
    window.actions_["claim.add"].trigger()
    window.actions_["check.evidence"].trigger()
    return only(Evidence)


def former(texts):
    """Return the texts that name a usual key; data of the tests has none of these."""
    texts = (IN_FORMS.sub("", GIVEN.sub("", text)) for text in texts)
    return sorted({text for text in texts if KEY.search(text) and not OF_FORMS.search(text)})


def test_no_text_for_people_names_a_key_by_itself():
    with TEMPLATE.open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    forms = [form for each in ids for form in ([each] if isinstance(each, str) else each)]

    assert former(set(forms) - CHARACTERS - {keys for keys, _ in FIXED}) == []


def test_the_window_names_the_keys_that_are_in_use(window, evidence):
    KEYS.use(KeyMap(other_keys()))

    with painted() as signs:
        window.grab()
    texts = [text for _, text in texts_of(window)]

    assert former([*texts, *signs]) == []
    assert [sign for sign in signs if re.fullmatch(r"(?:Shift\+)?[A-Z]", sign)] == []
    assert any(shortcut("claim.add") in text for text in texts)


def test_a_window_without_articles_names_them_too(window_of, schemes):
    store = Store.in_memory(schemes)
    window = window_of(Workspace(store))
    KEYS.use(KeyMap(other_keys()))

    texts = [text for _, text in texts_of(window)]
    assert former([*texts, window.desk.text.sheet.heading.details]) == []
    assert shortcut("project.import") in window.desk.text.sheet.heading.details
    window.close()
    store.close()


def test_the_first_page_names_them_and_listens_to_them(preferences, theme, qtbot):
    page = WelcomePage(preferences, theme)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    KEYS.use(KeyMap({"project.new": ("Ctrl+Alt+B",)}))

    assert page.findChild(QWidget, "welcome.new").accessibleDescription().endswith("Ctrl+Alt+B")
    ctrl_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    with qtbot.waitSignal(page.new_requested):
        QTest.keyClick(page, Qt.Key.Key_B, ctrl_alt)


def test_the_sheet_of_keys_shows_them_and_leaves_out_what_has_none(window):
    KEYS.use(KeyMap({**other_keys(), "read.next_overlapping": (), "sentiment.add": ()}))

    lines = key_sheet(window.actions_.declared())

    assert former([keys for _, keys, _ in lines if keys != "F1"]) == []
    assert "cycle through overlapping marks" not in [does for _, _, does in lines]


def test_a_changed_key_acts_and_the_former_one_does_not(window, workspace, press):
    KEYS.use(KeyMap({"claim.add": ("D",), "read.next_sentence": ("S",), "sentiment.add": ()}))

    press("C")
    assert workspace.reader.count(Claim) == 0

    before = window.desk.text.reading.place
    press("S")
    assert window.desk.text.reading.place > before
    press("D")
    assert workspace.reader.count(Claim) == 1


def test_tab_leaves_the_text_where_it_goes_to_no_mark(window, press):
    KEYS.use(KeyMap({"read.next_mark": ("F",)}))

    press("Tab")

    assert not window.desk.text.hasFocus()


def test_the_usual_undo_of_a_field_does_nothing_where_undo_has_another_key(window, evidence):
    KEYS.use(KeyMap({"edit.undo": ("Ctrl+U",)}))
    field = window.findChild(QWidget, "evidence.title")
    field.setFocus()
    QTest.keyClicks(field, "Report")

    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert field.text() == "Report"


def test_letters_mean_in_a_panel_what_they_mean_in_the_text(window, evidence):
    KEYS.use(KeyMap({"check.note": ("G",)}))
    panel = window.desk.fact_check

    asked = []
    panel.action_requested.connect(asked.append)
    QTest.keyClick(panel, Qt.Key.Key_N)
    QTest.keyClick(panel, Qt.Key.Key_G)

    assert asked == ["check.note"]


def test_the_keys_of_the_evidence_list_follow_those_of_the_text(window, evidence):
    KEYS.use(KeyMap({"mark.remove": ("Y",)}))
    window.findChild(QWidget, "evidence.sheet").close_sheet()
    rows = window.desk.fact_check.evidence.list
    rows.setFocus()

    QTest.keyClick(rows, Qt.Key.Key_Y)

    assert window.workspace.reader.count(Evidence) == 0


def test_every_key_is_named_in_one_place():
    root = Path(__file__).resolve().parents[2] / "annotator"
    parts = [*root.glob("ui/**/*.py")]
    literal = re.compile(r"QKeySequence\(\s*[\"'](?!Ctrl\+D)")

    assert [path.name for path in parts if literal.search(path.read_text("utf-8"))] == []


def test_help_is_closed_by_the_key_that_opens_it(qtbot):
    KEYS.use(KeyMap({"help.keys": ("H",)}))
    sheet = KeysSheet([("Reading", "J", "next sentence")])
    qtbot.addWidget(sheet)
    sheet.show()

    qtbot.keyClicks(sheet, "h")

    assert not sheet.isVisible()


@pytest.mark.parametrize("name", [name for name, _ in manual.contents()])
def test_the_manual_names_them_while_it_is_open(qtbot, name):
    page = ManualPage()
    qtbot.addWidget(page)
    page.open(name)

    KEYS.use(KeyMap(other_keys()))

    lines = [line for line in page.toPlainText().splitlines() if line not in KEYS_OF_FORMS]
    assert former(lines) == []


def test_keys_that_change_while_a_window_goes_reach_nothing_of_it(window):
    """Its parts go one after the other: the bar before what asks in it."""
    window.zones.bar.deleteLater()
    window.desk.text.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    KEYS.use(KeyMap({"zone.take": ("Ctrl+Alt+E",)}))
