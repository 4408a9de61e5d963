"""The wordings of one claim beside one another: W, arrows, Space, Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QPushButton

from annotator.domain.claim import Mention
from annotator.domain.span import Span
from annotator.ui.application.dates import format_date
from annotator.ui.commands.labelling import Marking
from annotator.ui.dialogs.compare_wordings import CompareWordings
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.models.wordings import wordings

OTHER = (
    "It was late.\nHe said that Premier Lind gave hardly any guarantees, and left with all the"
    " others for the harbour.\n"
)


@pytest.fixture
def twice(claim, add_article, focus):
    """The claim, mentioned in a second article in other words."""
    article = add_article(OTHER, headline="Lind", publisher="Courier", published_at="2031-02-27")
    first = focus.article.id
    focus.open(article.id)
    start = OTHER.index("Premier")
    focus.select((Span(start, OTHER.index(", and")),))
    Marking(focus).add_mention(claim)
    focus.open(first)
    return claim


@pytest.fixture
def compared(twice, workspace, qtbot):
    """The dialog over both wordings."""
    shown = wordings(workspace.reader, workspace.codebook, twice)
    dialog = CompareWordings(twice, shown, 0)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def rows(dialog):
    model = dialog.findChild(QAbstractItemView).model()
    return [model.index(row, 0).data(ITEM) for row in range(model.rowCount())]


def differing(row):
    return [span.of(row.wording.text) for span in row.difference.spans]


def test_each_wording_says_where_it_stands_and_how_it_differs(compared):
    first, second = rows(compared)

    assert (first.wording.code, second.wording.code) == ("A1", "A2")
    assert second.head == f"Courier   {format_date('2031-02-27')} · ¶2"
    assert second.wording.before == "He said that "
    assert second.wording.after == ", and left with all the others …"
    assert differing(second) == ["hardly any"]
    assert second.foot == "Missing here: “no”"
    assert first.foot == "The others are compared with this one."
    assert "Different words: hardly any. Missing here: “no”" in second.spoken


@pytest.mark.parametrize(("rest", "shown"), [("", ""), ("\nMore.", ""), (" more", " …")])
def test_a_line_that_ends_with_what_is_shown_goes_on_by_no_ellipsis(
    add_article, focus, workspace, rest, shown
):
    before, passage, after = (letter * 15 + " " + letter * 16 for letter in "abc")
    article = add_article(f"{before}{passage}{after}{rest}\n", headline="Long")
    focus.open(article.id)
    start = focus.text.index("b")
    focus.select((Span(start, start + len(passage)),))
    Marking(focus).add_claim()

    (wording,) = wordings(workspace.reader, workspace.codebook, focus.claim)

    assert wording.before == before
    assert wording.after == (after if not shown else after.partition(" ")[0] + shown)


def test_space_compares_with_another(compared):
    view = compared.findChild(QAbstractItemView)
    assert compared.grab().height() > 0

    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)

    first, second = rows(compared)
    assert second.is_reference
    assert differing(first) == ["no"]


@pytest.mark.parametrize("opens", ["enter", "button", "double click"])
def test_the_chosen_passage_is_opened(compared, opens, workspace):
    view = compared.findChild(QAbstractItemView)
    QTest.keyClick(view, Qt.Key.Key_Down)

    match opens:
        case "enter":
            QTest.keyClick(view, Qt.Key.Key_Return)
        case "button":
            compared.findChild(QPushButton, "do").click()
        case _:
            view.doubleClicked.emit(view.currentIndex())

    assert compared.mention == workspace.reader.find(Mention)[1]
    assert not compared.isVisible()


def test_the_same_words_say_so(claim, focus, workspace, add_article, qtbot):
    article = add_article("Premier Lind gave no guarantees.\n")
    focus.open(article.id)
    focus.select((Span(0, 31),))
    Marking(focus).add_mention(claim)

    dialog = CompareWordings(claim, wordings(workspace.reader, workspace.codebook, claim), 1)
    qtbot.addWidget(dialog)

    assert rows(dialog)[1].foot == "Same words."
    assert dialog.findChild(QAbstractItemView).currentIndex().row() == 1


def test_w_opens_the_passage_that_is_chosen(twice, window, press, when_asked):
    window.desk.text.next_mark()

    def choose(dialog):
        QTest.keyClick(dialog.findChild(QAbstractItemView), Qt.Key.Key_Down)
        QTest.keyClick(dialog.findChild(QAbstractItemView), Qt.Key.Key_Return)

    when_asked(choose)
    press("W")

    assert window.desk.focus.article.code == "A2"
    assert window.desk.focus.mention.id == window.desk.focus.mark_id
    assert window.focusWidget() is window.desk.text


def test_escape_returns_to_the_text(twice, window, press, when_asked):
    window.desk.text.next_mark()
    when_asked(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))

    press("W")

    assert window.desk.focus.article.code == "A1"
    assert window.focusWidget() is window.desk.text


def test_without_two_wordings_there_is_nothing_to_compare(window, press, said, claim):
    window.desk.text.next_mark()
    press("W")
    assert said() == "C1 has one passage only. Shift+C links another."

    window.labelling.marking.remove_claim()
    press("W")
    assert said() == "No claim yet. Select words and press C."


def test_the_form_leads_to_the_comparison(twice, window, when_asked):
    window.desk.text.next_mark()
    seen = []
    when_asked(lambda dialog: seen.append(dialog.objectName()))

    window.findChild(QPushButton, "claim.compare_wordings").click()

    assert seen == ["compare"]


def test_a_link_that_is_replaced_is_never_a_window(twice, window, qapp):
    window.desk.text.next_mark()
    claim = window.desk.focus.claim

    for _ in range(2):  # before Qt has shown what the first has made
        window.desk.focus.claim_changed.emit(claim)
    qapp.processEvents()

    shown = [each for each in qapp.topLevelWidgets() if each.isVisible()]
    assert [type(each).__name__ for each in shown] == ["ProjectWindow"]
