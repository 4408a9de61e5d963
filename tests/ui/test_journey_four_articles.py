"""One claim is checked in four articles, from the first word to the last, by keys alone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.ui.window.main_window import ProjectWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STORY = {
    "Pact closes its door": "It rained. Oskar Lind said his country would give no guarantees.",
    "Summit ends in Varen": "“There will be no guarantees,” Lind told reporters. Nobody clapped.",
    "What next for Kaldria": "Envoys left early. Lind’s letter of May promises two guarantees.",
    "Lind on the record": "Lind’s office confirmed that it had sent the letter in May.",
}


@pytest.fixture
def desk(workspace, theme, preferences, add_article, qtbot):
    """The desk of a window on four articles, with the keyboard in the text of the first."""
    story = [
        add_article(f"{words}\n", headline=headline, publisher=headline.split()[0])
        for headline, words in STORY.items()
    ]
    window = ProjectWindow(workspace, theme, preferences)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.desk.open(story[0].id)
    yield window.desk
    window.close()
    window.deleteLater()


@pytest.fixture
def keys(desk):
    """Press the keys of a line; what stands in quotation marks is typed."""
    return lambda line: [press(desk.text.window(), part) for part in line.split("|")]


def press(window, part):
    if QApplication.activeWindow() is None:  # after a dialog, where no window manager does it
        window.activateWindow()
        QApplication.processEvents()
    field = QApplication.focusWidget() or window.focusWidget()
    if part.startswith('"'):
        QTest.keyClicks(field, part.strip('"'))
    else:
        *held, key = part.split("+")
        modifiers = [{"Ctrl": CTRL, "Shift": SHIFT}[each] for each in held]
        modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(field, getattr(Qt.Key, f"Key_{key}"), modifier)
    QApplication.processEvents()


def leave_dialog():
    """Press Esc in the dialog that is open."""
    if dialog := QApplication.activeModalWidget():
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        QTimer.singleShot(10, leave_dialog)


def test_one_claim_is_checked_in_four_articles(keys, workspace):
    reader = workspace.reader

    # the claim, in the second sentence of the first article: wording, claimant, the choices
    keys('Down|C|"Lind gives no guarantees."|Return|"Oskar Lind"|Return|3|2|8|Return|3')
    # the second article says so, too: link to the likeliest claim, and take the quote type
    keys("Ctrl+Down|Shift+C|Return|T|Return|Escape")
    # the third speaks against it, the fourth confirms that: both are quoted as evidence
    keys("Ctrl+Down|Down|Q|2|Escape")
    keys("Ctrl+Down|Q|2|Escape")
    # back to the claim: compare its wordings, then verdict, conclusion, reasons and date
    QTimer.singleShot(0, leave_dialog)
    keys("B|W|V|2|T")
    keys('"The letter of May promises two."|Return')
    keys("Escape|Ctrl+Return")

    (claim,), (check,) = reader.find(Claim), reader.find(FactCheck)
    assert claim.text == "Lind gives no guarantees."
    quotes = [mention.quote_type for mention in reader.find(Mention)]
    assert quotes == ["indirect", "direct"]
    assert [e.stance for e in reader.find(Evidence)] == ["refutes", "refutes"]
    assert [s.publisher for s in reader.find(Source)] == ["What", "Lind"]
    assert check.verdict.code == "refuted"
    assert check.justification == "The letter of May promises two."
