"""A person says what is not the article: by key, all at once, by hand, and takes it back."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.domain.text import word_count
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.ui.commands.labelling import LabellingCommands
from annotator.ui.commands.zones import ZoneCommands
from annotator.ui.desk.desk import Desk
from annotator.ui.models import zones as zone_models
from annotator.ui.project.workspace import Workspace
from annotator.ui.reading import AsideLook
from annotator.ui.theming.theme import Theme

PAGE = """Ferry to sail again

Tags: ferry, harbour

The ferry sails again on Monday, the harbour master said on Friday. It had lain in dock.

Share this article

Nobody was hurt when it ran aground in the fog. The captain has asked for a second radar.

Leave a Reply
Please enter your comment!
Please enter your name here
"""


@pytest.fixture
def told():
    """What the status bar was told."""
    return []


@pytest.fixture
def zoning(workspace, focus, add_article, qtbot, qapp, told):
    """A desk with a page in it that has furniture, and what a person does to that."""
    desk = Desk(focus, Theme(qapp))
    for part in (desk.text, desk.articles, *desk.panels):
        qtbot.addWidget(part)
    desk.text.resize(700, 500)
    zoning = ZoneCommands(desk)
    qtbot.addWidget(zoning.bar)
    zoning._notices.posted.connect(told.append)
    focus.open(add_article(PAGE, headline="Ferry to sail again").id)
    return zoning


def read(zoning, words):
    text = zoning._desk.text
    text.move_cursor(lambda: text.reading.read(PAGE.index(words)))


def pending(zoning):
    return [zone.span.of(PAGE) for zone in zoning._desk.zones.pending]


def stored(zoning):
    zones = zoning._focus.workspace.reader.find(Zone)
    return [(zone.span.of(PAGE), ZoneState(zone.state)) for zone in zones]


def words_on_the_bar(zoning):
    return "" if zoning.bar.isHidden() else zoning.bar._words.text()


LEFT_OUT = ["Tags: ferry, harbour", "Share this article", PAGE[PAGE.index("Leave") :].strip()]


def test_proposals_are_asked_about_and_not_stored(zoning):
    assert pending(zoning) == LEFT_OUT
    assert words_on_the_bar(zoning) == "5 lines of suggested boilerplate"
    assert not stored(zoning)


def test_the_bar_counts_the_lines_that_its_button_accepts(zoning, focus, add_article):
    page = PAGE.replace("Nobody was hurt", "Photo: The ferry in dock.\n\nNobody was hurt")
    focus.open(add_article(page, headline="Another headline").id)
    kept = [zone for zone in zoning._desk.zones.pending if not zone.is_excluded]
    assert kept

    told = [button.text() for button in zoning.bar.findChildren(QPushButton)]
    count = 5 + len(kept)
    assert words_on_the_bar(zoning) == f"{count} suggested lines, 5 of them boilerplate"
    assert told[1] == f"Accept all {count} lines"


def test_a_single_line_is_not_called_all(zoning, focus, add_article):
    focus.open(add_article(PAGE[: PAGE.index("Leave")].replace("Tags: ferry, harbour\n\n", "")).id)

    assert [button.text() for button in zoning.bar.findChildren(QPushButton)][1] == "Exclude 1 line"


def test_the_headline_that_stands_above_is_quiet_and_not_asked_about(zoning):
    looks = {a.span.of(PAGE): a.look for a in zoning._desk.zones.asides()}

    assert looks["Ferry to sail again"] is AsideLook.QUIET
    assert looks["Share this article"] is AsideLook.PROPOSED


def test_a_page_called_after_its_tags_takes_the_headline_that_is_proposed(
    zoning, focus, add_article
):
    longer = PAGE.replace("in dock.", "in dock since the storm of last winter had bent its rudder.")
    page = "Tags: #ferry #harbour\n" + longer.replace("Tags: ferry, harbour\n\n", "")
    focus.open(add_article(page, headline="Tags: #ferry #harbour").id)
    heading = zoning._desk.text.sheet

    zoning.take_all()

    assert focus.article.headline == heading.heading.headline == "Ferry to sail again"
    looks = {a.span.of(page): a.look for a in zoning._desk.zones.asides()}
    assert focus.workspace.undo_label() == "Accept 6 lines"
    assert looks["Ferry to sail again"] is AsideLook.QUIET
    assert looks["Tags: #ferry #harbour"] is AsideLook.EXCLUDED


def test_everything_is_taken_in_one_edit_and_comes_back_in_one(zoning, workspace, focus):
    before = focus.article.word_count
    zoning.take_all()

    assert stored(zoning) == [(words, ZoneState.TAKEN) for words in LEFT_OUT]
    assert workspace.undo_label() == "Exclude 5 lines of boilerplate"
    assert focus.article.word_count == before - sum(map(word_count, LEFT_OUT))
    assert words_on_the_bar(zoning) == ""
    workspace.undo()
    assert not stored(zoning)
    assert focus.article.word_count == before == word_count(PAGE)
    assert pending(zoning) == LEFT_OUT


def test_the_proposal_that_is_read_is_taken_alone(zoning, workspace):
    read(zoning, "Share this")
    assert words_on_the_bar(zoning) == "Boilerplate? 1 line"

    zoning.take()

    assert stored(zoning) == [("Share this article", ZoneState.TAKEN)]
    assert pending(zoning) == [LEFT_OUT[0], LEFT_OUT[2]]
    assert zoning._desk.text.reading.sentence.of(PAGE).startswith("Nobody was hurt")


@pytest.mark.parametrize("answer", [ZoneCommands.take, ZoneCommands.take_kind, ZoneCommands.refuse])
def test_looking_on_passes_no_proposal_by(zoning, focus, add_article, answer):
    page = PAGE.replace("Share this article\n", "Share this article\n\nTags: sea\n")
    focus.open(add_article(page, headline="Another ferry").id)
    text = zoning._desk.text
    text.move_cursor(lambda: text.reading.read(page.index("It had lain")))

    zoning.look_on()
    answer(zoning)

    assert text.reading.sentence.of(page).strip() == "Tags: sea"


def test_a_refused_proposal_is_the_article_and_not_proposed_again(zoning, workspace, focus):
    read(zoning, "Share this")
    zoning.refuse()

    focus.open(focus.article.id)

    assert stored(zoning) == [("Share this article", ZoneState.REFUSED)]
    assert pending(zoning) == [LEFT_OUT[0], LEFT_OUT[2]]
    assert workspace.undo_label() == "Keep 1 line"
    assert focus.article.word_count == word_count(PAGE)


def test_all_of_one_kind_are_taken_together(zoning):
    read(zoning, "Please enter your comment")

    zoning.take_kind()

    assert stored(zoning) == [(LEFT_OUT[2], ZoneState.TAKEN)]
    assert pending(zoning) == LEFT_OUT[:2]


def test_all_of_one_kind_are_kept_together_and_all_that_was_left_out_taken_back(
    zoning, told, workspace
):
    read(zoning, "Please enter your comment")
    zoning.refuse_kind()
    assert stored(zoning) == [(LEFT_OUT[2], ZoneState.REFUSED)]
    assert pending(zoning) == LEFT_OUT[:2]

    workspace.undo()
    zoning.take_all()
    read(zoning, "Tags:")
    zoning.refuse_kind()
    read(zoning, "Share this")
    assert {words for words, state in stored(zoning) if state is ZoneState.REFUSED} == {LEFT_OUT[0]}

    read(zoning, "Nobody was hurt")
    zoning.refuse_kind()
    assert told[-1] == "These lines are already included."


def test_each_can_be_looked_at_and_answered(zoning):
    place = zoning._desk.text.reading
    zoning.look_on()
    assert place.place == PAGE.index("Tags")

    zoning.take()
    assert place.place == PAGE.index("Share")
    zoning.refuse()
    assert place.place == PAGE.index("Leave")
    zoning.take()

    assert [state for _, state in stored(zoning)] == [
        ZoneState.TAKEN,
        ZoneState.REFUSED,
        ZoneState.TAKEN,
    ]


def test_the_key_that_looks_at_proposals_never_takes_them(zoning, told, focus):
    places = []

    for _ in range(2 * len(LEFT_OUT)):
        zoning.look_on()
        places.append(zoning._desk.text.reading.place)

    assert places == 2 * [PAGE.index(words) for words in LEFT_OUT]
    assert not stored(zoning)
    zoning.take_all()
    zoning.look_on()
    assert told[-1] == f"Nothing is suggested in {focus.article.code}."


@pytest.mark.parametrize("is_looking", [False, True])
def test_beside_the_proposals_each_key_means_the_lines_that_are_read(
    zoning, told, workspace, is_looking
):
    if is_looking:
        zoning.look_on()
    read(zoning, "Nobody was hurt")
    line = PAGE[PAGE.index("Nobody") : PAGE.index("\n\nLeave")]

    zoning.take_kind()
    assert told[-1].startswith("Nothing is suggested for these lines.")
    assert not stored(zoning)

    zoning.take()
    assert stored(zoning) == [(line, ZoneState.TAKEN)]
    assert workspace.undo_label() == "Exclude 1 line of boilerplate"

    read(zoning, "Nobody was hurt")
    zoning.take()
    assert told[-1] == "These lines are already excluded. Press X to keep them."
    zoning.refuse()
    assert stored(zoning) == [(line, ZoneState.REFUSED)]


def buttons(zoning):
    found = zoning.bar.findChildren(QPushButton)
    return {each.objectName(): each.text() for each in found if not each.isHidden()}


def test_the_bar_names_how_many_lines_each_answer_is_about(zoning):
    assert buttons(zoning) == {
        "zone.next": "Next (L)",
        "zone.take_all": "Exclude all 5 lines",
        "zone.later": "Not now",
    }

    read(zoning, "Tags:")
    assert buttons(zoning) == {
        "zone.take": "Exclude 1 line (Z)",
        "zone.refuse": "Keep (X)",
        "zone.next": "Next (L)",
    }


def test_all_lines_of_one_type_are_counted(zoning, focus, add_article, workspace):
    focus.open(add_article(PAGE + "\nShare this article\n", headline="Ferry to sail again").id)
    read(zoning, "Share this")
    shown = buttons(zoning)
    alike = [zone for zone in zoning._desk.zones.pending if zone.kind == ZoneKind.BOILERPLATE]
    assert shown["zone.take_kind"] == "Exclude all 2 lines of boilerplate (Shift+Z)"

    zoning.take_kind()

    assert len(stored(zoning)) == len(alike) == 2
    assert workspace.undo_label() == "Exclude 2 lines of boilerplate"


def test_what_was_left_out_can_be_taken_back(zoning, focus):
    zoning.take_all()
    zoning._desk.text.select(Span(PAGE.index("Share"), PAGE.index("Share") + 5))

    zoning.refuse()

    assert ("Share this article", ZoneState.REFUSED) in stored(zoning)
    assert len(stored(zoning)) == 3


def test_lines_are_called_what_a_person_chooses(zoning, workspace, focus):
    start = PAGE.index("ferry sails")
    zoning._desk.text.select(Span(start, start + 9))

    zoning.choose_kind()
    zoning.kinds.findChild(object, f"zone.kind.{ZoneKind.CAPTION}").trigger()
    zoning.kinds.hide()

    (zone,) = workspace.reader.find(Zone)
    assert zone.span.of(PAGE).startswith("The ferry sails")
    assert zone.span.of(PAGE).endswith("lain in dock.")
    assert (zone.kind, zone.is_excluded, zone.rule) == (ZoneKind.CAPTION, False, "")
    assert workspace.undo_label() == "Set 1 line to caption"


def test_a_kind_is_chosen_by_a_digit_that_needs_shift(zoning, workspace):
    start = PAGE.index("ferry sails")
    zoning._desk.text.select(Span(start, start + 9))
    zoning.choose_kind()

    # the key of 2 on a French keyboard, as X11 reports it
    plain = Qt.KeyboardModifier.NoModifier
    pressed = QKeyEvent(QEvent.Type.KeyPress, 0xC9, plain, 11, 0xE9, 0, "é")
    QApplication.sendEvent(zoning.kinds, pressed)

    (zone,) = workspace.reader.find(Zone)
    assert zone.kind == list(ZoneKind)[1]


def test_with_words_selected_their_lines_are_excluded(zoning):
    start = PAGE.index("enter your comment")
    zoning._desk.text.select(Span(start, PAGE.index("enter your name")))

    zoning.take()

    assert stored(zoning) == [
        (PAGE[PAGE.index("Please enter your comment") :].strip(), ZoneState.TAKEN)
    ]
    assert zoning._desk.text.selection() is None


def test_not_now_asks_no_more_about_this_article_only(zoning, focus, add_article):
    here = focus.article.id
    zoning.put_off()
    assert words_on_the_bar(zoning) == ""

    focus.open(add_article(PAGE + "\n").id)
    assert words_on_the_bar(zoning)
    focus.open(here)
    assert words_on_the_bar(zoning) == ""
    assert pending(zoning) == LEFT_OUT


def test_a_claim_in_furniture_is_kept_and_reported(zoning, told, workspace):
    zoning.take_all()
    deeds = LabellingCommands(zoning._desk)
    zoning._desk.text.select(Span(PAGE.index("Share"), PAGE.index("Share") + 10))

    deeds.add_claim()

    assert told[-1] == "Claim added in excluded text."
    assert workspace.reader.count(Claim) == 1


def test_a_claim_in_the_article_is_not_remarked_on(zoning, told):
    zoning.take_all()
    zoning._desk.text.select(Span(PAGE.index("ferry sails"), PAGE.index("ferry sails") + 10))

    LabellingCommands(zoning._desk).add_claim()

    assert told == ["Excluded 5 lines of boilerplate. Press Ctrl+Z to undo."]


def test_the_rules_are_asked_again_when_the_headline_is_another(zoning, workspace, focus):
    workspace.do(Edit.swap("Set", focus.article, replace(focus.article, headline="Other words")))

    looks = {a.span.of(PAGE): a.look for a in zoning._desk.zones.asides()}
    assert AsideLook.QUIET not in looks.values()
    assert pending(zoning)[-3:] == LEFT_OUT


def test_a_long_text_is_read_on_another_thread(zoning, focus, add_article, qtbot, monkeypatch):
    monkeypatch.setattr(zone_models, "_AT_ONCE", 100)

    focus.open(add_article(PAGE + "The end of it.\n").id)
    assert not pending(zoning)

    qtbot.waitUntil(lambda: pending(zoning) == LEFT_OUT)


def test_only_the_text_that_one_stays_at_is_read(zoning, focus, add_article, qtbot, monkeypatch):
    monkeypatch.setattr(zone_models, "_AT_ONCE", 100)
    read, answer = list[str](), zone_models.Question.answer
    monkeypatch.setattr(
        zone_models.Question, "answer", lambda asked: read.append(asked.text) or answer(asked)
    )
    passed, stayed_at = (add_article(f"{PAGE}The {which} end.\n") for which in ("one", "other"))

    focus.open(passed.id)
    focus.open(stayed_at.id)
    assert not read  # before the article is painted

    qtbot.waitUntil(lambda: pending(zoning) == LEFT_OUT)
    assert [text[-11:] for text in read] == ["other end.\n"]


def test_the_rules_are_loaded_on_another_thread(zoning, focus, add_article, qtbot, monkeypatch):
    monkeypatch.setattr(zone_models, "_RULES", "not.loaded.yet")

    focus.open(add_article(PAGE + "The end of it.\n").id)
    assert not pending(zoning)

    qtbot.waitUntil(lambda: pending(zoning) == LEFT_OUT)


def test_nothing_is_asked_in_a_project_that_is_only_read(zoning, monkeypatch):
    monkeypatch.setattr(Workspace, "is_read_only", property(lambda _: True))

    zoning._show()

    assert words_on_the_bar(zoning) == ""


def test_word_counts_of_other_articles_stay(zoning, workspace, article):
    zoning.take_all()

    assert workspace.reader.get(Article, article.id) == article


def test_undo_counts_the_lines_that_the_button_accepted(
    zoning, focus, add_article, workspace, told
):
    page = PAGE.replace("Nobody was hurt", "Photo: The ferry in dock.\n\nNobody was hurt")
    focus.open(add_article(page, headline="Another headline").id)
    offered = buttons(zoning)["zone.take_all"]

    zoning.take_all()

    assert offered == workspace.undo_label().replace("Accept ", "Accept all ")
    assert (
        told[-1] == f"{workspace.undo_label().replace('Accept', 'Accepted')}. Press Ctrl+Z to undo."
    )


def test_excluded_lines_are_reached_one_after_the_other_and_kept_again(zoning, told):
    zoning.take_all()
    read(zoning, "Nobody was hurt")

    reached = []
    for _ in LEFT_OUT:
        zoning.read_excluded()
        reached.append(zoning._desk.text.reading.sentence.of(PAGE).strip())

    assert reached == ["Leave a Reply", "Tags: ferry, harbour", "Share this article"]
    assert told[-1] == "Boilerplate, 1 line: excluded. Press X to keep."
    zoning.refuse()
    assert ("Share this article", ZoneState.REFUSED) in stored(zoning)


def test_an_article_without_excluded_lines_says_so(zoning, focus, told):
    zoning.read_excluded()

    assert told == [f"Nothing is excluded from {focus.article.code}."]
