"""The history shows who changed what, and brings back a value or a point, as a new step."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from annotator.domain.check import FactCheck
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.i18n import tr
from annotator.importers import codebook
from annotator.storage import history_reader
from annotator.storage.project import create_project, open_project
from annotator.ui.dialogs.history import HistoryDialog
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def judged(workspace, claim):
    """The claim C1 with a check, whose verdict Ana set and Ben changed."""
    store = workspace._store
    check = FactCheck(claim_id=claim.id, checked_by=store.annotator.id)
    workspace.do(Edit.add("Add check", check))
    judge(workspace, "refuted")
    store.sign_in("Ben")
    judge(workspace, "supported")
    return claim


def judge(workspace, code, **fields):
    [check] = workspace.reader.find(FactCheck)
    verdict = workspace.codebook.scheme(Layer.VERDICT).key(code)
    workspace.do(Edit.swap("Judge", check, replace(check, verdict=verdict, **fields)))


@pytest.fixture
def history(workspace, qtbot, focus, judged):
    """The history of C1, with A1 and the project to choose."""
    dialog = HistoryDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show_history(focus.claim, focus.article, chosen=focus.claim)
    return dialog


def lines(dialog):
    model = dialog.findChild(object, "history.list").model()
    return [model.index(row).data(ITEM).line for row in range(model.rowCount())]


def select(dialog, row):
    view = dialog.findChild(object, "history.list")
    view.setCurrentIndex(view.model().index(row))


def said(dialog):
    return dialog.findChild(QLabel, "history.told").text()


def press(dialog, name):
    dialog.findChild(QPushButton, name).click()


def verdict(workspace):
    found = workspace.reader.find(FactCheck)[0].verdict
    return found and found.code


def choose(dialog, name, text):
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex(box.findText(text))


def test_the_newest_step_of_the_claim_is_shown_first_with_from_and_to(history):
    assert lines(history)[:2] == [
        "Verdict of C1: Refuted → Supported", "Verdict of C1: none → Refuted",
    ]  # fmt: skip
    texts = [label.text() for label in history.findChildren(QLabel)]
    assert {"Check of C1 · changed", "Verdict", "Refuted", "Supported"} <= {*texts}
    assert any(text.endswith("· Ben") for text in texts)


def test_the_history_of_the_article_and_of_the_project_can_be_chosen(history):
    assert "Article A1 imported" not in lines(history)
    history._choose("A1")
    assert lines(history)[-1] == "Article A1 imported"
    history._choose("project")
    assert lines(history)[-1].startswith("New project")


def test_an_old_verdict_is_brought_back_and_later_work_stays(history, workspace):
    judge(workspace, "supported", conclusion="Later.")
    history._choose("C1")
    select(history, 1)
    press(history, "history.bring_back.verdict")

    assert verdict(workspace) == "refuted"
    assert workspace.reader.find(FactCheck)[0].conclusion == "Later."
    assert said(history).startswith("Done as a new step.")
    press(history, "history.bring_back.verdict")
    assert said(history) == "Check of C1 already has this value."
    workspace.undo()
    assert verdict(workspace) == "supported"


def test_a_new_step_appears_and_the_current_one_stays(history, workspace, qtbot):
    select(history, 1)
    judge(workspace, "refuted")

    qtbot.waitUntil(lambda: lines(history)[0] == "Verdict of C1: Supported → Refuted")
    assert history._list.current().line == "Verdict of C1: none → Refuted"


def test_going_back_says_what_would_change_and_is_one_step(history, workspace, when_asked):
    select(history, 1)
    asked = []

    def agree(dialog):
        asked.append(dialog.accessibleName())
        dialog.findChild(QPushButton, "message.Go back").click()

    when_asked(agree)
    press(history, "history.go_back")

    assert "how C1 was after this step?" in asked[0]
    assert "Checks: 1 changed" in asked[0]
    assert verdict(workspace) == "refuted"
    assert workspace.undo_label().startswith("Take C1 back to")
    workspace.undo()
    assert verdict(workspace) == "supported"


def test_going_back_with_an_article_says_what_stays(history, when_asked):
    asked = []
    history._choose("A1")
    select(history, len(lines(history)) - 1)
    when_asked(lambda dialog: asked.append(dialog.accessibleName()))
    press(history, "history.go_back")

    assert "Claims: 1 removed" in asked[0]
    assert "Claims that other articles mention, too, keep their wording" in asked[0]


def test_the_times_of_records_go_back_too(history, workspace, when_asked):
    [step] = workspace.reader.history.steps(history._list._wanted, limit=2)[1:]
    [former] = [change.after for change in step.changes]
    select(history, 1)
    when_asked(lambda dialog: dialog.findChild(QPushButton, "message.Go back").click())
    press(history, "history.go_back")

    assert workspace.reader.find(FactCheck) == [former]


def test_going_back_can_be_left(history, workspace, when_asked):
    select(history, 1)
    when_asked(lambda dialog: dialog.reject())
    press(history, "history.go_back")
    assert verdict(workspace) == "supported"
    select(history, 0)
    press(history, "history.go_back")
    assert said(history).startswith("Nothing is different now")


def test_the_list_is_filtered_by_person_kind_day_and_words(history, qtbot):
    history._choose("project")
    choose(history, "history.person", "Ben")
    assert lines(history) == ["Verdict of C1: Refuted → Supported", "New annotator “Ben”"]
    choose(history, "history.kind", tr("Checks"))
    choose(history, "history.action", tr("Changed"))
    assert lines(history) == ["Verdict of C1: Refuted → Supported"]
    history._filters.clear()
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).date().isoformat()
    QTest.keyClicks(history.findChild(QLineEdit, "history.since"), tomorrow)
    QTest.keyClick(history.findChild(QLineEdit, "history.since"), Qt.Key.Key_Return)
    assert lines(history) == []
    press(history, "history.clear")
    words = history.findChild(QLineEdit, "history.words")
    QTest.keyClicks(words, "refuted c1")
    qtbot.waitUntil(
        lambda: (
            lines(history)
            == ["Verdict of C1: Refuted → Supported", "Verdict of C1: none → Refuted"]
        )
    )


@pytest.mark.parametrize(
    ("day", "after"),
    [("2031", "2032-01-01"), ("2031-12", "2032-01-01"), ("2031-02-27", "2031-02-28")],
)
def test_a_span_of_days_ends_with_its_last_one(history, day, after):
    for name in ("since", "until"):
        getattr(history._filters, f"_{name}").begin(day)
    wanted = history._filters.wanted("")

    first = datetime.fromisoformat(f"{day}-01-01"[:10]).astimezone()
    last = datetime.fromisoformat(after).astimezone()
    assert datetime.fromisoformat(wanted.since) == first
    assert datetime.fromisoformat(wanted.until) == last


def test_enter_asks_for_the_place_in_the_text(history, qtbot, focus):
    asked = []
    history.place_requested.connect(asked.append)
    QTest.keyClick(history.findChild(object, "history.list"), Qt.Key.Key_Return)
    assert [(place.article_id, place.mark_id) for place in asked] == [
        (focus.article.id, focus.mention.id)
    ]
    history._choose("project")
    select(history, len(lines(history)) - 1)
    press(history, "history.go")
    assert said(history) == "What this step changed is no longer in any text."


def test_a_step_of_many_records_shows_the_first_and_says_how_many(history, workspace, qtbot):
    workspace.do(Edit.add("Add names", *(Entity(name=f"N{number}") for number in range(90))))
    history._choose("project")
    select(history, 0)

    texts = [label.text() for label in history._details.findChildren(QLabel)]
    assert "90 records in all." in texts
    assert "Name “N0” · added" in texts


def test_a_long_text_is_cut_until_it_is_asked_for(history, workspace, judged):
    workspace.do(Edit.swap("Word", judged, replace(judged, text="Long words. " * 60)))
    history._choose("C1")
    select(history, 0)
    [button] = [
        each
        for each in history._details.findChildren(QPushButton)
        if each.text() == "Show full text"
    ]
    button.click()

    assert "Long words. " * 60 in [label.text() for label in history.findChildren(QLabel)]


def test_what_cannot_be_read_is_said(history, workspace, monkeypatch):
    db = workspace._store._db
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    tip = workspace.reader.history.tip()
    db.execute("UPDATE journal SET changes = '[1]' WHERE seq = ?", [tip])
    history._choose("C1")
    select(history, 0)
    assert "invalid" in " ".join(label.text() for label in history._details.findChildren(QLabel))
    select(history, 1)
    press(history, "history.go_back")
    assert "invalid" in said(history)
    db.execute("UPDATE tail_line SET kind = 'x' WHERE seq = ?", [tip])
    history._choose("C1")
    assert "invalid" in said(history)


# ---- In a file: further pages and searches are read aside ----


@pytest.fixture
def filed(tmp_path, qtbot):
    """The history of a project in a file, with 250 names."""
    path = tmp_path / "trial.annotator"
    store = create_project(path, "Trial", codebook.named("standard"), tmp_path / "state")
    store.sign_in("Ana")
    for number in range(250):
        store.apply(Edit.add(f"Add N{number}", Entity(name=f"N{number}")))
    workspace = Workspace(store, path)
    dialog = HistoryDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show_history(None, None)
    yield dialog
    dialog.stop()
    dialog._list._pages.stop()
    workspace.close()


def test_more_is_read_as_the_list_is_scrolled(filed, qtbot):
    assert len(lines(filed)) == 100
    view = filed.findChild(object, "history.list")
    select(filed, 3)
    for count in (200, 252):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        filed._list._pages.more()
        qtbot.waitUntil(lambda count=count: len(lines(filed)) == count)
    assert filed._list.current().line == "Add N246"
    qtbot.waitUntil(lambda: not filed._list._pages.is_reading)
    filed._list._pages.more()
    assert not filed._list._pages.is_reading


def test_people_are_offered_once_a_worker_has_found_them(filed, qtbot):
    person = filed.findChild(QComboBox, "history.person")

    qtbot.waitUntil(lambda: person.count() == 2)

    assert person.itemText(1) == "Ana"


def test_a_search_shows_what_it_has_found_before_it_has_searched_everything(
    filed, qtbot, monkeypatch
):
    monkeypatch.setattr(history_reader, "_STRETCH", 20)
    pages, counts = filed._list._pages, []
    pages.came.connect(lambda rows: counts.append((len(rows), pages.is_reading)))
    filed.findChild(QLineEdit, "history.words").setText("Add N2")
    filed._filters._tell()

    qtbot.waitUntil(lambda: bool(counts) and not counts[-1][1])
    assert counts[0][1]
    assert len(counts) > 2
    assert [count for count, _ in counts] == sorted(count for count, _ in counts)
    assert lines(filed)[:2] == ["Add N249", "Add N248"]
    assert len(lines(filed)) == counts[-1][0] == 61


def test_a_search_is_read_aside_and_a_newer_one_takes_its_place(filed, qtbot):
    words = filed.findChild(QLineEdit, "history.words")
    words.setText("N7")
    filed._filters._tell()
    words.setText("N249")
    filed._filters._tell()

    qtbot.waitUntil(lambda: lines(filed) == ["Add N249"])
    words.setText("zebra")
    QTest.keyClick(words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(filed) == [])
    assert filed.findChild(QPushButton, "history.clear").isVisible()


def test_a_read_only_project_shows_its_history_and_offers_no_change(tmp_path, filed, qtbot):
    path, state = filed._workspace.path, tmp_path / "state"
    store = open_project(path, state, read_only=True)
    dialog = HistoryDialog(Workspace(store, path))
    qtbot.addWidget(dialog)
    dialog.show_history(None, None)

    assert said(dialog) == "This project is open as read-only. Its history can only be read."
    assert not dialog.findChild(QPushButton, "history.go_back").isVisible()
    dialog.stop()
    store.close()
