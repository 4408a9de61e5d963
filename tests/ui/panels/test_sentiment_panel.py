"""The sentiment panel asks once, lists, and lets everything be changed."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.ui.panels.sentiment import SentimentPanel
from annotator.ui.panels.sentiment_form import SentimentForm
from annotator.ui.project.focus import Focus
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.choice_button import ChoiceButton


@pytest.fixture
def rate(sentiment_panel, select, qtbot):
    """Press S and a digit on words of the article."""

    def rate(words, digit):
        select(words)
        sentiment_panel.begin()
        qtbot.keyClick(QApplication.focusWidget(), digit)

    return rate


@pytest.fixture
def sentiment(rate, only):
    """A sentiment of −2 on some words, without a target; it is the current one."""
    rate("forget about the Pact", "2")
    return only(Sentiment)


def passage(panel):
    return panel.findChild(QLabel, "sentiment.passage").text()


def visible_words(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_without_sentiments_the_panel_says_what_to_do(sentiment_panel):
    assert visible_words(sentiment_panel) == ["No sentiment yet. Select words and press S."]


def test_without_an_article_the_panel_says_to_open_one(sentiment_panel, focus):
    focus.open(None)

    assert visible_words(sentiment_panel) == ["Open an article first."]


def test_the_question_names_the_words(sentiment_panel, select):
    select("forget about the Pact")

    sentiment_panel.begin()

    assert visible_words(sentiment_panel) == ["Passage", "“forget about the Pact”", "Attitude"]


def test_the_question_shows_as_much_of_the_words_as_their_sentiment(
    sentiment_panel, rate, select, focus
):
    words = focus.text[:90]
    select(words)
    sentiment_panel.begin()
    asked = passage(sentiment_panel)

    rate(words, "5")

    assert asked == passage(sentiment_panel)
    assert " ".join(words.split()) in asked


def test_the_question_follows_the_passage(sentiment_panel, select):
    select("forget about the Pact")
    sentiment_panel.begin()

    select("Officials")

    assert passage(sentiment_panel) == "“Officials”"


@pytest.mark.parametrize(("digit", "polarity"), [("1", -3), ("4", 0), ("7", 3)])
def test_a_digit_makes_the_sentiment(rate, only, focus, digit, polarity):
    rate("forget about the Pact", digit)

    made = only(Sentiment)
    assert (made.polarity, made.scope) == (polarity, "span")
    assert focus.sentiments[0].anchor.exact == "forget about the Pact"


def test_the_target_is_asked_for_once(sentiment_panel, rate, fill, workspace, qtbot):
    rate("forget about the Pact", "2")
    assert QApplication.focusWidget().objectName() == "sentiment.target"
    with qtbot.waitSignal(sentiment_panel.finished):
        fill(sentiment_panel, "sentiment.target", "the Pact")

    with qtbot.waitSignal(sentiment_panel.finished):
        rate("Officials", "6")

    assert [s.target_text for s in workspace.reader.find(Sentiment)] == ["the Pact", "the Pact"]


def test_a_click_answers_as_well(sentiment_panel, select, choose, only):
    select("Officials")
    sentiment_panel.begin()

    choose(sentiment_panel, "sentiment.polarity", "3")

    assert only(Sentiment).polarity == 3


def test_no_passage_means_the_whole_article(sentiment_panel, only, qtbot, focus):
    focus.select(())
    sentiment_panel.begin()
    assert passage(sentiment_panel) == "The whole article"

    qtbot.keyClick(QApplication.focusWidget(), "5")

    assert (only(Sentiment).scope, only(Sentiment).anchor_id) == ("document", None)


def test_the_whole_article_can_be_rated_in_spite_of_a_passage(sentiment_panel, select, only, qtbot):
    select("Officials")

    with qtbot.waitSignal(sentiment_panel.action_requested) as asked:
        sentiment_panel.header.findChild(QPushButton, "sentiment.whole").click()
    assert asked.args == ["sentiment.whole"]
    sentiment_panel.begin_article()
    qtbot.keyClick(QApplication.focusWidget(), "5")

    assert only(Sentiment).scope == "document"


def test_escape_takes_the_question_back(sentiment_panel, select, workspace, qtbot):
    select("Officials")
    sentiment_panel.begin()

    with qtbot.waitSignal(sentiment_panel.finished):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert workspace.reader.find(Sentiment) == []
    assert visible_words(sentiment_panel) == ["No sentiment yet. Select words and press S."]


def test_a_refused_sentiment_can_be_tried_again(sentiment_panel, select, store, only, qtbot):
    select("Officials")
    sentiment_panel.begin()
    store.is_read_only = True
    qtbot.keyClick(QApplication.focusWidget(), "2")

    store.is_read_only = False
    qtbot.keyClick(QApplication.focusWidget(), "2")

    assert only(Sentiment).polarity == -2


def test_the_question_does_not_change_the_sentiment_shown_before(sentiment, rate, workspace, focus):
    rate("Officials", "7")

    polarities = [each.polarity for each in workspace.reader.find(Sentiment)]
    assert polarities == [-2, 3]
    assert focus.sentiment.polarity == 3


def test_a_note_being_typed_goes_to_its_sentiment(sentiment_panel, sentiment, select, now):
    sentiment_panel.findChild(QWidget, "sentiment.note").setPlainText("A shade")
    select("Officials")

    sentiment_panel.begin()

    assert now(sentiment).note == "A shade"
    assert passage(sentiment_panel) == "“Officials”"


def test_polarity_can_be_changed_and_undone(
    sentiment_panel, sentiment, choose, now, workspace, shows
):
    choose(sentiment_panel, "sentiment.polarity", "1")
    assert now(sentiment).polarity == 1
    assert workspace.undo_label() == "Change polarity of sentiment in A1"

    workspace.undo()

    assert shows(sentiment_panel, "sentiment.polarity") == {"-2"}


def test_a_known_target_is_tied_to_its_entity(sentiment_panel, sentiment, fill, now, workspace):
    pact = Entity(name="Northern Pact", aliases=("the Pact",))
    workspace.do(Edit.add("Add", pact))

    fill(sentiment_panel, "sentiment.target", "the Pact")

    assert (now(sentiment).target_id, now(sentiment).target_text) == (pact.id, "the Pact")


def test_a_target_used_before_is_offered(sentiment_panel, sentiment, fill, rate):
    fill(sentiment_panel, "sentiment.target", "Guarantees of 2027")
    rate("Officials", "3")

    target = sentiment_panel.findChild(QWidget, "sentiment.target")
    assert target.accept("guarantees OF 2027") == "Guarantees of 2027"


def test_only_a_speaker_has_a_name(sentiment_panel, sentiment, choose, fill, now, only):
    speaker = sentiment_panel.findChild(QWidget, "sentiment.speaker")
    assert not speaker.isVisible()
    choose(sentiment_panel, "sentiment.holder", "speaker")
    fill(sentiment_panel, "sentiment.speaker", "Oskar Lind")
    assert now(sentiment).holder_id == only(Entity).id

    choose(sentiment_panel, "sentiment.holder", "reader")

    assert (now(sentiment).holder, now(sentiment).holder_id) == ("reader", None)
    assert not speaker.isVisible()


def test_mixed_implicit_and_unsure_are_kept(sentiment_panel, sentiment, choose, now):
    for nature in ("mixed", "implicit", "unsure"):
        choose(sentiment_panel, "sentiment.nature", nature)

    kept = now(sentiment)
    assert (kept.is_mixed, kept.is_implicit, kept.certainty) == (True, True, "unsure")


def test_a_passage_may_stand_for_its_sentence(sentiment_panel, sentiment, now):
    box = sentiment_panel.findChild(QCheckBox, "sentiment.scope")
    box.click()
    assert now(sentiment).scope == "sentence"

    box.click()
    assert now(sentiment).scope == "span"


@pytest.mark.usefixtures("sentiment")
def test_the_box_beside_the_natures_looks_like_theirs(sentiment_panel):
    sentiment_panel.resize(472, 700)
    QApplication.processEvents()
    scope = sentiment_panel.findChild(QCheckBox, "sentiment.scope")
    nature = sentiment_panel.findChild(QPushButton, "mixed")
    option = QStyleOptionButton()
    scope.initStyleOption(option)
    part = QStyle.SubElement.SE_CheckBoxIndicator
    box = scope.style().subElementRect(part, option, scope)

    assert box.width() == nature.box().width()
    assert (
        scope.mapTo(sentiment_panel, box.center()).y()
        == nature.mapTo(sentiment_panel, nature.box().center()).y()
    )


def test_a_passage_is_slanted_unless_its_script_is_not(sentiment_panel, sentiment):
    label = sentiment_panel.findChild(QLabel, "sentiment.passage")
    assert label.font().italic()

    sentiment_panel.findChild(SentimentForm).show_passage("秘书长说")

    assert not label.font().italic()


def test_the_passage_is_shown_with_its_sentiment(sentiment_panel, sentiment):
    assert passage(sentiment_panel) == "“forget about the Pact”"


def test_enter_goes_from_the_attitude_through_all_fields_and_back_to_the_text(
    sentiment_panel, sentiment, choose, qtbot
):
    choose(sentiment_panel, "sentiment.holder", "speaker")
    sentiment_panel.edit()
    way = []
    with qtbot.waitSignal(sentiment_panel.finished):
        while len(way) < 6:
            field = QApplication.focusWidget()
            row = field.parentWidget() if isinstance(field, ChoiceButton) else field
            way.append(row.objectName().removeprefix("sentiment."))
            qtbot.keyClick(field, Qt.Key.Key_Return)
            if way[-1] == "scope":
                break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert way == ["polarity", "target", "holder", "speaker", "nature", "scope"]


def test_the_list_shows_sign_target_holder_and_scope(sentiment_panel, sentiment, fill, choose):
    fill(sentiment_panel, "sentiment.target", "the Pact")
    choose(sentiment_panel, "sentiment.holder", "speaker")
    fill(sentiment_panel, "sentiment.speaker", "Oskar Lind")

    rows = sentiment_panel.findChild(QListView, "sentiment.list")
    assert rows.currentIndex().data() == "−2, the Pact · Oskar Lind, ¶2"


def test_arrows_and_enter_lead_to_the_passage(sentiment_panel, sentiment, rate, focus, qtbot):
    rate("Officials", "3")
    rows = sentiment_panel.findChild(QListView, "sentiment.list")

    qtbot.keyClick(rows, Qt.Key.Key_Up)
    with qtbot.waitSignal(focus.revealed) as revealed:
        qtbot.keyClick(rows, Qt.Key.Key_Return)

    assert focus.sentiment == sentiment
    assert revealed.args[0][0].of(focus.text) == "forget about the Pact"


def test_a_removed_sentiment_leaves_nothing_current(sentiment_panel, sentiment, workspace, focus):
    workspace.undo()

    assert focus.sentiment is None
    assert not sentiment_panel.findChild(QWidget, "sentiment.note").isVisible()


def test_a_project_for_reading_only_asks_nothing(store, article, theme, qtbot):
    store.is_read_only = True
    focus = Focus(Workspace(store))
    focus.open(article.id)
    panel = SentimentPanel(focus, theme)
    qtbot.addWidget(panel)

    panel.begin()

    assert panel.form.isHidden()
    assert not panel.header.findChild(QPushButton, "sentiment.whole").isEnabled()


def test_a_change_from_elsewhere_is_shown(sentiment_panel, sentiment, workspace, shows):
    workspace.do(Edit.swap("Change", sentiment, replace(sentiment, note="From elsewhere")))

    assert shows(sentiment_panel, "sentiment.note") == "From elsewhere"
