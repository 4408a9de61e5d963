"""Every setting has its effect at once in the open window, and again after a restart."""

import os
import shutil
import time

import pytest
from msgspec.structs import fields
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from annotator import assets
from annotator.app import Program
from annotator.domain.anchor import anchored
from annotator.domain.edit import Edit
from annotator.domain.people import Annotator
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.language.spelling.dictionaries import Dictionary
from annotator.ui.application.settings import NO_SPELLING, Settings
from annotator.ui.dialogs.settings import PAGES, SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.importing import watched
from annotator.ui.importing.from_link import FromLink
from annotator.ui.reading.asides import Aside, AsideLook
from annotator.ui.theming.theme import Scheme
from annotator.ui.widgets import spelling

REMEMBERED = {"recent", "column_matches", "watched_until"}
"""What the program notes by itself, and nobody chooses."""

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def text_of(program):
    return program.window.desk.text


def is_dark(program):
    return QGuiApplication.palette().window().color().lightness() < 128


def family(program):
    return text_of(program).sheet.face.font.family()


def size(program):
    return text_of(program).sheet.face.font.pixelSize()


def line_height(program):
    return text_of(program).sheet.face.line


def status_height(program):
    return program.window.statusBar().height()


def height_with_excluded_line(program):
    """Return the height of the text when its first line is excluded."""
    end = program.window.desk.focus.text.index("\n")
    text_of(program).set_asides([Aside(Span(0, end), AsideLook.EXCLUDED)])
    return text_of(program).sheet.flow.height


def shows_suggestion(program):
    """Return whether a suggestion for the first words is drawn."""
    focus = program.window.desk.focus
    anchor = anchored(focus.labels.text_id, focus.text, [Span(0, 9)])
    made = Suggestion(article_id=focus.article.id, anchor_id=anchor.id)
    focus.workspace.do(Edit.add("Import", anchor, made))
    return made.id in text_of(program).scene.marks


def has_native_text(program):
    return program.window.findChild(QWidget, "article_text.native") is not None


def typed(program, letters):
    """Add a claim, and type into the field of its words; return the field."""
    program.window.labelling.add_claim()
    field = program.window.desk.claims.findChild(QWidget, "claim.text")
    field.setFocus()
    QTest.keyClicks(field, letters)
    return field


def is_saved_soon(program):
    """Return whether typing is saved before a timer that began with it runs out."""
    typed(program, "x")
    order, timer = [], QTimer(singleShot=True, interval=600)
    timer.timeout.connect(lambda: order.append("timer"))
    program.window.workspace.edited.connect(lambda _: order.append("saved"))
    timer.start()
    wait_until(lambda: len(order) == 2)
    return order[0] == "saved"


def point_of(text, position):
    """Return where the middle of a character stands in the viewport."""
    flow = text.sheet.flow
    rect = flow.rects(Span(position, position + 1), range(len(flow.blocks)))[0]
    centre = QPointF(text.sheet.left + rect.center().x(), text.sheet.on_screen(rect.center().y()))
    return centre.toPoint()


def takes_whole_words(program):
    """Return whether a drag within a word takes all of it."""
    text, view = program.window.desk.focus.text, text_of(program)
    first = text.index(" ") + 1
    word = Span(first, text.index(" ", first))
    ends = [point_of(view, place) for place in (word.start + 1, word.end - 1)]
    QTest.mousePress(view.viewport(), LEFT, pos=ends[0])
    for point in (sum(ends, QPoint()) / 2, ends[1]):
        place = QPointF(point)
        everywhere = view.viewport().mapToGlobal(place)
        move = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, LEFT, LEFT, NONE)
        QApplication.sendEvent(view.viewport(), move)
    QTest.mouseRelease(view.viewport(), LEFT, pos=ends[1])
    return view.selection() == word


def is_underlined(program):
    """Return whether a word that no dictionary has is underlined while it is written."""
    field = typed(program, " brwn ")
    QTest.qWait(400)
    return bool(field.extraSelections())


def is_local_link_asked(program):
    """Return whether an address of this machine is asked for a page."""
    dialog, ends = FromLink(program.preferences), []
    dialog.address.setText("http://127.0.0.1:9/")
    dialog.findChild(QPushButton, "do").click()
    dialog._fetch.failed.connect(ends.append)
    wait_until(lambda: ends or dialog._fetch is None)
    words = dialog.findChild(QLabel, "link.words").text()
    dialog.deleteLater()
    return "local network" not in words


def is_new_file_offered(program):
    """Return whether a file that comes into the folder is offered."""
    folder = program.saved
    later = time.time() + 60
    (folder / "new.txt").write_text("The premier spoke.", encoding="utf-8")
    os.utime(folder / "new.txt", (later, later))
    bar = program.window.dialogs.importing.bar
    is_watched = bool(program.preferences.settings.watched_folder)
    QTest.qWait(50)
    if is_watched:
        wait_until(bar.isVisible)
    return bar.isVisible()


def does_g_add_a_claim(program):
    """Return whether the key G adds a claim."""
    before = len(program.window.desk.focus.claims)
    program.window.desk.go_to_text()
    QTest.keyClick(text_of(program), Qt.Key.Key_G)
    return len(program.window.desk.focus.claims) > before


def author_of_a_claim(program):
    """Return whose a new claim is, as the project and the status line say."""
    program.window.labelling.add_claim()
    workspace = program.window.workspace
    by = workspace.reader.get(Annotator, program.window.desk.focus.claim.created_by)
    return by.name, program.window.status.findChild(QPushButton, "status.annotator").text()


def folder_of_backups(program):
    return program.window.backups.backups.folders()[0]


def backups_kept(program):
    return program.window.backups.backups.keeping().newest


def desk(program):
    """Return what is at the head of reports."""
    return program.window.dialogs.reports._desk()


EFFECTS = {
    "desk_name": ("The Desk", desk),
    "desk_logo": (str(assets.path("manual/pictures/window-1366-light.png")), desk),
    "backup_folder": ("/elsewhere", folder_of_backups),
    "backups_kept": (20, backups_kept),
    "annotator_name": ("Zoe", author_of_a_claim),
    "keys": ({"claim.add": ["G"]}, does_g_add_a_claim),
    "scheme": ("dark", is_dark),
    "text_family": ("DejaVu Sans", family),
    "text_size_px": (24, size),
    "line_height": (2.0, line_height),
    "interface_percent": (200, status_height),
    "autosave_pause_ms": (300, is_saved_soon),
    "folds_furniture": (True, height_with_excluded_line),
    "shows_suggestions": (False, shows_suggestion),
    "whole_words": (False, takes_whole_words),
    "native_text": (True, has_native_text),
    "allow_local_links": (True, is_local_link_asked),
    "spelling": (NO_SPELLING, is_underlined),
    "watched_folder": ("Saved", is_new_file_offered),
}
"""What each setting is changed to, and what is seen then that was not seen before."""


def wait_until(is_so):
    while not is_so():
        QTest.qWait(5)


@pytest.fixture
def start(qapp, sample_file, tmp_path, monkeypatch):
    """Start the program on a copy of the sample project; it is gone after the test."""
    path, programs = tmp_path / "Sample.annotator", []
    shutil.copyfile(sample_file, path)
    saved = tmp_path / "Saved"
    saved.mkdir()
    monkeypatch.setattr(watched, "_CALM", 10)
    monkeypatch.setattr(spelling, "fitting", lambda locale: "en_US")
    monkeypatch.setattr(spelling, "dictionary", lambda tag: Dictionary(tag, Words()))

    def start():
        if programs:
            programs[-1].window.close()
        program = Program(qapp)
        if not program.preferences.settings.annotator_name:
            program.preferences.change(annotator_name="Ana")
        program.saved = saved
        program.start(path)
        QTest.qWaitForWindowExposed(program.window)
        program.window.activateWindow()
        QTest.qWait(20)
        programs.append(program)
        return program

    yield start, saved
    for program in programs:
        program.window.close()
        program.window.deleteLater()
        program.theme.set_text_scale(1)
        program.theme.set_scheme(Scheme.LIGHT)
        program.theme.deleteLater()


class Words(set):
    """A dictionary as Enchant has them, which knows no word."""

    check = set.__contains__


def test_every_setting_has_an_effect_that_is_tested():
    names = {field.name for field in fields(Settings)}

    assert EFFECTS.keys() == names - REMEMBERED


@pytest.mark.parametrize("name", EFFECTS)
def test_a_setting_takes_effect_at_once_and_survives_a_restart(start, name):
    (start, saved), (value, seen) = start, EFFECTS[name]
    value = str(saved) if name == "watched_folder" else value
    program = start()
    before = seen(program)

    program.preferences.change(**{name: value})
    QTest.qWait(20)
    after = seen(program)

    assert after != before
    assert seen(start()) == after


def test_every_setting_can_be_chosen_in_the_dialog(qtbot, preferences):
    dialog = SettingsDialog(SettingsScope(preferences))
    qtbot.addWidget(dialog)
    for page in PAGES:
        dialog.show_page(page.code)

    missing = {
        name
        for name in EFFECTS.keys() - {"keys"}
        if not dialog.findChild(QWidget, f"settings.{name}")
    }
    assert missing == set()


def test_a_new_size_of_the_interface_leads_back_to_the_field_where_it_was_chosen(start):
    start, _ = start
    program, sizes = start(), []

    def choose():
        dialog = QApplication.activeModalWidget()
        QTest.mouseClick(dialog.findChild(QWidget, "200"), LEFT)
        QTimer.singleShot(0, look)

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog.findChild(QWidget, "100").isChecked():
            QTimer.singleShot(5, look)
            return
        sizes.append((dialog.width(), dialog.place.field))
        dialog.close()

    QTimer.singleShot(50, choose)
    former = program.window
    program.window.actions_["app.settings"].trigger()
    wait_until(lambda: sizes)

    assert program.window is not former
    assert sizes[0][1] == "settings.interface_percent"
