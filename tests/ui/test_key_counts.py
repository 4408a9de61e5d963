"""How many keys a piece of work takes, besides the words that are typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment


class Hands:
    """Presses and counts keys where the keyboard is; words that are typed are not counted."""

    def __init__(self, window):
        self._window = window
        self.count = 0

    def press(self, *keys, held=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            code = getattr(Qt.Key, f"Key_{key}")
            QTest.keyClick(QApplication.focusWidget(), code, held)
            QApplication.processEvents()
            self.count += 1

    def write(self, words):
        QTest.keyClicks(QApplication.focusWidget(), words)
        QApplication.processEvents()

    @property
    def place(self):
        """Return the name of the field that has the keyboard, or of the row it is in."""
        field = QApplication.focusWidget()
        return (
            field.objectName() if "." in field.objectName() else field.parentWidget().objectName()
        )


@pytest.fixture
def hands(window, qtbot):
    """Somebody who reads the first sentence, with the keyboard in the text."""
    qtbot.waitUntil(window.isActiveWindow)
    assert window.desk.text.hasFocus()
    return Hands(window)


@pytest.fixture
def of(workspace):
    """Return the only record of a kind, or all of them."""
    return workspace.reader.find


def test_a_claim_and_its_wording_take_two_keys(hands, of):
    hands.press("C")
    hands.write("Lind gave no guarantees.")
    hands.press("Return")

    assert [claim.text for claim in of(Claim)] == ["Lind gave no guarantees."]
    assert hands.count == 2


def test_a_new_claim_takes_eight_keys_and_ends_in_the_text(hands, of, window):
    hands.press("C")
    hands.write("Lind gave no guarantees.")
    hands.press("Return")
    hands.write("Oskar Lind")
    hands.press("Return", "2", "2", "8", "Return", "3")

    [claim], [mention], [lind] = of(Claim), of(Mention), of(Entity)
    assert (claim.claimant_id, claim.assertion_kind) == (lind.id, "position")
    assert mention.attribution.quote_type == "mixed"
    assert claim.chosen("fullfact-claim-type@1") == {"support"}
    assert claim.chosen("priority-3@1") == {"worth_checking"}
    assert hands.count == 8
    assert window.desk.text.hasFocus()


def test_a_claim_with_its_verdict_takes_nine_keys(hands, of):
    hands.press("C")
    hands.write("Lind gave no guarantees.")
    hands.press("Return")
    hands.write("Oskar Lind")
    hands.press("Return", "2", "2", "8", "Return", "3")
    hands.press("2", held=Qt.KeyboardModifier.AltModifier)

    [check] = of(FactCheck)
    assert check.verdict.code == "refuted"
    assert hands.count == 9


def test_a_proposed_quote_type_is_taken_by_enter(hands, of, window):
    hands.press("C", "Return")
    hands.write("Oskar Lind")
    hands.press("Return")
    assert hands.place == "claim.quote"
    hands.press("Return")

    assert of(Mention)[0].attribution.quote_type == "indirect"
    assert hands.place == "claim.kind"


def test_a_claim_that_is_opened_again_leads_through_all_its_fields(hands, window, qtbot):
    hands.press("C", "Escape", "Return")
    way = [hands.place]
    while not window.desk.text.hasFocus() and len(way) < 12:
        hands.press("Return")
        way.append(hands.place)

    names = "text claimant quote kind types worth date date_basis venue relayed_by needs_context"
    assert way[:-1] == [f"claim.{name}" for name in names.split()]
    assert window.desk.text.hasFocus()


def test_the_first_sentiment_takes_three_keys_and_the_next_two(hands, of, window):
    hands.press("S", "2")
    hands.write("the Northern Pact")
    hands.press("Return")
    assert hands.count == 3
    assert window.desk.text.hasFocus()

    hands.press("J")
    hands.count = 0
    hands.press("S", "6")

    assert [(each.polarity, each.target_text) for each in of(Sentiment)] == [
        (-2, "the Northern Pact"),
        (2, "the Northern Pact"),
    ]
    assert hands.count == 2
    assert window.desk.text.hasFocus()


@pytest.mark.parametrize("place", ["Escape", "Return"])
def test_the_verdict_can_be_given_from_the_text_and_from_a_field(hands, of, place):
    hands.press("C", place)

    hands.press("1", held=Qt.KeyboardModifier.AltModifier)

    assert of(FactCheck)[0].verdict.code == "supported"
