"""How many keys a piece of evidence costs, besides the words that are typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.operations.evidence import add_evidence


@pytest.fixture
def claimed(window):
    """A claim, chosen in the text, and the keyboard there."""
    start = window.desk.focus.text.index("Premier Lind gave")
    window.desk.text.select(Span(start, start + 12))
    window.actions_["claim.add"].trigger()
    window.desk.go_to_text()


@pytest.fixture
def hand(window):
    """Press keys and type words where the keyboard is; counts the keys."""

    class Hand:
        pressed = 0

        def press(self, *keys):
            for key in keys:
                QTest.keyClick(window.focusWidget(), getattr(Qt.Key, f"Key_{key}"))
                QApplication.processEvents()
                self.pressed += 1

        def type(self, words):
            QTest.keyClicks(window.focusWidget(), words)

    return Hand()


@pytest.mark.usefixtures("claimed")
def test_evidence_with_six_fields_costs_eight_keys(hand, window, workspace):
    hand.press("E", "2")
    for words in ("No.", "Letter", "Office", "https://a.example/b"):
        hand.type(words)
        hand.press("Return")
    hand.press("Return")
    hand.type("2031-03-04")
    hand.press("Escape")

    (evidence,), (source,) = workspace.reader.find(Evidence), workspace.reader.find(Source)
    assert (evidence.stance, evidence.quote) == ("refutes", "No.")
    assert (source.title, source.publisher) == ("Letter", "Office")
    assert (source.url, source.published_at) == ("https://a.example/b", "2031-03-04")
    assert window.desk.text.hasFocus()
    assert hand.pressed <= 8


@pytest.mark.usefixtures("claimed")
def test_evidence_from_a_known_source_costs_five_keys(hand, window, workspace):
    letter = Source(title="Letter", publisher="Office", url="https://a.example/b")
    by = workspace.annotator.id
    other = Claim(text="Other.", created_by=by)
    check = FactCheck(claim_id=other.id, checked_by=by)
    workspace.do(Edit.add("Add", other, check), add_evidence(check, letter, by)[0])

    hand.press("E", "2")
    hand.type("No.")
    hand.press("Tab")
    hand.type("let")
    hand.press("Return", "Escape")

    added = workspace.reader.find(Evidence)[-1]
    assert (added.stance, added.quote, added.source_id) == ("refutes", "No.", letter.id)
    assert window.desk.text.hasFocus()
    assert hand.pressed <= 5


@pytest.mark.usefixtures("claimed")
def test_a_quote_from_an_article_costs_two_keys(hand, window, workspace, article):
    start = window.desk.focus.text.index("That is how")
    window.desk.text.select(Span(start, start + 20))

    hand.press("Q", "3")

    (evidence,), (source,) = workspace.reader.find(Evidence), workspace.reader.find(Source)
    assert (evidence.stance, evidence.quote) == ("qualifies", "That is how it began")
    assert source.title == article.headline
    assert hand.pressed == 2
