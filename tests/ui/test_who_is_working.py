"""Who is working: asked before the first change, and never taken from the login name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim
from annotator.domain.edit import Edit
from annotator.domain.people import Annotator
from annotator.storage.project import create_project
from annotator.storage.store import Store
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def nobody(schemes, store, article, window_of, tmp_path):
    """The window of somebody who has not said a name, over a project that Ana has begun."""
    workspace = Workspace(store)
    workspace.signing._store.annotator = Annotator(name="")
    workspace.signing._former = {store.annotator.id}
    return window_of(workspace)


def give(name, button="do"):
    """Return what gives a name in the dialog."""

    def answer(dialog):
        dialog.findChild(QLineEdit, "who.name").setText(name)
        dialog.findChild(QPushButton, button).click()

    return answer


def author(window):
    return window.workspace.reader.get(Annotator, window.desk.focus.claim.created_by).name


def shown(window):
    return window.status.findChild(QPushButton, "status.annotator").text()


def test_reading_asks_nothing(nobody):
    for _ in range(3):
        QTest.keyClick(nobody.desk.text, Qt.Key.Key_Down)

    assert shown(nobody) == "Who is working?"


def test_the_first_change_asks_once_and_is_theirs(nobody, when_asked, preferences):
    when_asked(give(" Zoe  Novak "))
    nobody.actions_["claim.add"].trigger()
    nobody.actions_["claim.add"].trigger()

    assert nobody.workspace.reader.count(Claim) == 2
    assert author(nobody) == shown(nobody) == preferences.settings.annotator_name == "Zoe Novak"


@pytest.fixture
def judged(claim, nobody):
    """The window of somebody without a name, before a claim that nobody has checked yet."""
    nobody.desk.go_to_record(claim)
    nobody.desk.fact_check.fill_once()
    return nobody


def checker(window):
    """Who gave the verdict on the claim that the window shows."""
    (check,) = window.workspace.reader.find(FactCheck, claim_id=window.desk.focus.claim.id)
    return window.workspace.reader.get(Annotator, check.checked_by).name


def test_a_verdict_as_the_first_change_is_theirs(judged, when_asked):
    when_asked(give("Zoe"))

    assert judged.desk.fact_check.judge("refuted")
    assert checker(judged) == "Zoe"


def test_evidence_as_the_first_change_is_theirs(judged, when_asked):
    when_asked(give("Zoe"))
    judged.desk.fact_check.add_evidence()

    (evidence,) = judged.workspace.reader.each(Evidence)
    assert judged.workspace.reader.get(Annotator, evidence.added_by).name == "Zoe"
    assert checker(judged) == "Zoe"


def test_a_verdict_is_of_who_works_when_it_is_given(window):
    window.workspace.signing.sign_in("Zoe")
    window.actions_["claim.add"].trigger()
    window.desk.fact_check.fill_once()
    window.workspace.signing.sign_in("Bea")

    assert window.desk.fact_check.judge("refuted")
    assert checker(window) == "Bea"


def test_what_was_begun_by_somebody_who_saved_nothing_is_of_who_saves_it(judged):
    signing = judged.workspace.signing
    signing.sign_in("Zoe")
    begun = FactCheck(claim_id=judged.desk.focus.claim.id, checked_by=signing.annotator.id)
    signing.sign_in("Bea")

    assert judged.workspace.do(Edit.add("Check", begun))
    assert checker(judged) == "Bea"


def test_what_was_begun_before_going_on_in_a_copy_is_of_the_same_person(schemes, tmp_path, qapp):
    def copy_to(target):
        for _ in workspace.copying(target):
            pass
        workspace.move(target)

    store = create_project(tmp_path / "trial.annotator", "Trial", schemes, tmp_path / "seen")
    workspace = Workspace(store, tmp_path / "trial.annotator")
    workspace.signing.sign_in("Zoe")
    claim = Claim(text="So", created_by=workspace.annotator.id)
    copy_to(tmp_path / "copy.annotator")

    assert workspace.do(Edit.add("Add", claim))

    assert workspace.reader.get(Claim, claim.id).created_by == workspace.annotator.id
    workspace.close()


def test_an_import_asks_before_its_first_batch(nobody, when_asked, qtbot, tmp_path):
    importing, had_begun = nobody.dialogs.importing, []
    (tmp_path / "report.txt").write_text("Report\n\nPrices rose by three percent.\n")

    def answer(dialog):
        had_begun.append(importing.is_busy)  # a batch that comes while it is asked is refused
        give("Zoe")(dialog)

    when_asked(answer)
    importing.import_without_asking([tmp_path / "report.txt"])
    qtbot.waitUntil(lambda: not importing.is_busy)

    assert had_begun == [False]
    assert nobody.workspace.reader.count(Article) == 2


def test_a_known_name_in_other_letters_is_the_known_person(nobody, when_asked):
    when_asked(give("ANA "))
    nobody.actions_["claim.add"].trigger()

    assert author(nobody) == shown(nobody) == "Ana"
    assert nobody.workspace.signing.people() == ("Ana",)


def test_a_person_of_the_project_is_chosen_with_the_keyboard(nobody, when_asked):
    def choose(dialog):
        people = dialog.findChild(QListWidget, "who.people")
        people.setFocus()
        QTest.keyClick(people, Qt.Key.Key_Down)
        QTest.keyClick(dialog.findChild(QLineEdit, "who.name"), Qt.Key.Key_Return)

    when_asked(choose)
    nobody.actions_["claim.add"].trigger()

    assert author(nobody) == "Ana"


def test_a_name_that_was_typed_stays_when_tab_goes_on_to_the_people(nobody, when_asked, qtbot):
    names = []

    def type_and_go_on(dialog):
        qtbot.waitUntil(dialog.isActiveWindow)
        name = dialog.findChild(QLineEdit, "who.name")
        QTest.keyClicks(name, "Zoe")
        QTest.keyClick(name, Qt.Key.Key_Tab)
        people = dialog.findChild(QListWidget, "who.people")
        names.extend([people.hasFocus(), name.text()])
        image = people.viewport().grab().toImage()
        edge, within = (image.pixelColor(x, image.height() - 3) for x in (0, 3))
        assert edge != within  # the focus ring
        QTest.keyClick(people, Qt.Key.Key_Down)
        names.append(name.text())
        dialog.reject()

    when_asked(type_and_go_on)
    nobody.actions_["claim.add"].trigger()

    assert names == [True, "Zoe", "Ana"]


def test_who_does_not_say_a_name_works_without_being_asked_again(nobody, when_asked, preferences):
    when_asked(give("", "leave"))
    nobody.actions_["claim.add"].trigger()
    nobody.actions_["claim.add"].trigger()

    assert (author(nobody), preferences.settings.annotator_name) == ("Checker", "")


def test_what_is_typed_waits_for_a_rest_before_it_is_asked_whose_it_is(
    window, workspace, when_asked
):
    window.actions_["claim.add"].trigger()
    claim = window.desk.focus.claim
    workspace.signing._store.annotator = Annotator(name="")
    window.dialogs.settings._hold_typing()
    field = window.desk.claims.findChild(QWidget, "claim.text")
    field.setFocus()

    QTest.keyClicks(field, "xyz")
    field.draft.save()  # as when somebody goes on typing
    assert QApplication.activeModalWidget() is None
    assert workspace.pending.of(claim.id, "claim.text") is not None

    when_asked(give("Zoe"))
    field.draft.flush()
    assert workspace.annotator.name == "Zoe"
    assert "xyz" in workspace.reader.get(Claim, claim.id).text


def test_a_click_on_the_name_lets_somebody_else_work(window, when_asked):
    window.actions_["claim.add"].trigger()
    when_asked(give("Zoe"))
    window.status.findChild(QPushButton, "status.annotator").click()

    assert author(window) == "Ana"
    window.actions_["claim.add"].trigger()
    assert (author(window), shown(window)) == ("Zoe", "Zoe")


def test_the_settings_and_the_status_line_name_the_same_person(window, preferences):
    preferences.change(annotator_name="Zoe")

    assert shown(window) == window.workspace.annotator.name == "Zoe"


def test_a_project_whose_only_person_was_the_login_name_keeps_it(schemes):
    store = Store.in_memory(schemes)
    store.sign_in("root")
    store.apply(Edit.add("Begin"))

    store.sign_in("Root")

    assert store.annotator.name == "root"
    store.close()
