"""At 1366 × 768 every text has its room: in longer words, from right to left, in larger type."""

import pytest
from cut_texts import LAPTOP, cut, high_menus, is_program_cut
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from shown_texts import painted

from annotator import exporters, places
from annotator.domain.errors import Remedy, StorageError
from annotator.operations import manual
from annotator.storage.project import open_project
from annotator.tour import pictures
from annotator.ui.dialogs import keys, manual_page, manual_window, on_screen
from annotator.ui.dialogs.export_formats import FormatList
from annotator.ui.dialogs.export_labels import ExportLabels
from annotator.ui.dialogs.settings import PAGES, SettingsDialog
from annotator.ui.dialogs.settings_page import SettingsScope
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.welcome import WelcomePage
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.cut_line import CutLine
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.one_line import OneLine

ROOM = QSize(1358, 648)  # without a task bar and what is around a window
SENTENCE = "A sentence that is much too long for the little room that it has here"
SCREENS = {
    name: steps
    for name, steps in (pictures._KEYS | pictures._ONCE).items()
    if not set(steps) & {"compare", "import", "drop"}  # dialogs, which other tests open
} | {
    "asking": ("view.text", *(pictures._ON,) * 7, "sentiment.add"),
    "finding": ("view.text", "edit.find"),
    "searching": ("edit.palette",),
    "settled": ("zone.next",),
}


@pytest.fixture(params=[1.5, 2.0], ids="{:.0%}".format)
def enlarged(request, theme):
    """The interface in larger type."""
    theme.set_text_scale(request.param)
    yield
    theme.set_text_scale(1)


@pytest.fixture
def small_screen(monkeypatch):
    """Give dialogs the room of a laptop."""
    for module in (on_screen, keys):
        monkeypatch.setattr(module, "room_for", lambda _: ROOM)


@pytest.fixture
def open_sample(tmp_path, sample_file, window_of):
    """Open a copy of the sample project on a laptop."""

    def open_():
        path = tmp_path / "Sample.annotator"
        path.write_bytes(sample_file.read_bytes())
        store = open_project(path, places.state_folder())
        store.sign_in("Ana")
        window = window_of(Workspace(store, path))
        window.resize(LAPTOP)
        return window

    return open_


def at_rest():
    """Let layouts be done."""
    for _ in range(4):
        QApplication.processEvents()


def cut_on(screen, window):
    """Return what is cut on a screen of the window, and in what lies over it."""
    pictures._show(window, SCREENS[screen])
    at_rest()
    with painted(cut_only=True) as elided:
        window.grab()
    found = [each for part in (window, *pictures._others(window)) for each in cut(part)]
    pictures._close(window)
    return [*found, *elided]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_text_of_the_window_is_cut_in_another_language(pseudo, open_sample, screen):
    assert cut_on(screen, open_sample()) == []


@pytest.mark.parametrize("width", [1100, 1920])
@pytest.mark.parametrize("screen", ["claims", "sentiment", "check", "evidence"])
def test_no_text_is_cut_in_a_window_of_another_width(pseudo, open_sample, screen, width):
    window = open_sample()
    window.resize(width, LAPTOP.height())

    assert cut_on(screen, window) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_no_text_of_the_window_is_cut_in_larger_type(enlarged, open_sample, screen):
    assert cut_on(screen, open_sample()) == []


def test_keys_of_the_search_are_whole_in_longer_words_and_larger_type(
    pseudo, enlarged, open_sample
):
    assert cut_on("searching", open_sample()) == []


@pytest.fixture
def search_for(open_sample, qtbot):
    """Return what is cut of the search when it has found a text."""

    def search_for(text):
        window = open_sample()
        window.actions_["edit.palette"].trigger()
        search = window.finding.everything
        search.findChild(QLineEdit, "palette.words").setText(text)
        qtbot.waitUntil(lambda: search._answer.is_over)
        at_rest()
        with painted(cut_only=True) as elided:
            search.grab()
        return [*cut(search), *elided]

    return search_for


@pytest.mark.parametrize("text", ["lind", "verdict:refuted letter", ">"])
def test_what_was_found_is_whole_in_another_language(pseudo, search_for, text):
    assert search_for(text) == []


@pytest.mark.parametrize("text", ["lind", "verdict:refuted letter", ">"])
def test_what_was_found_is_whole_in_larger_type(enlarged, search_for, text):
    assert search_for(text) == []


def test_manual_is_whole_in_larger_type(enlarged, qtbot, monkeypatch):
    monkeypatch.setattr(manual_window, "room_for", lambda _: ROOM)
    owner = QWidget()
    qtbot.addWidget(owner)
    window = manual_window.ManualWindow(owner)
    window.show()
    sideways = window.findChild(manual_page.ManualPage).horizontalScrollBar()

    for name, _ in manual.contents():
        window.open_page(name)
        at_rest()
        assert (sideways.maximum(), cut(window)) == (0, []), name


def test_a_refusal_and_its_remedies_are_whole(pseudo, open_sample):
    window = open_sample()
    error = StorageError("[Диск повний.]")
    error.remedies = tuple(Remedy)
    window.workspace.notices.refuse(error)
    at_rest()

    assert cut(window) == []


def test_menus_fit_a_laptop(pseudo, open_sample):
    assert high_menus(open_sample()) == []


@pytest.mark.parametrize("page", [page.code for page in PAGES])
def test_no_text_of_a_page_of_settings_is_cut(pseudo, small_screen, preferences, qtbot, page):
    dialog = SettingsDialog(SettingsScope(preferences), page=page)
    qtbot.addWidget(dialog)
    dialog.show()
    at_rest()

    assert cut(dialog) == []


@pytest.mark.parametrize("form", exporters.FORMATS, ids=lambda form: form.id)
def test_no_text_of_a_format_of_export_is_cut(pseudo, small_screen, workspace, qtbot, form):
    dialog = ExportLabels(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.findChild(FormatList).choose(form.id)
    at_rest()

    assert cut(dialog) == []
    dialog.done(0)


def test_a_long_name_of_a_format_has_lines_of_its_own(qtbot):
    rows = FormatList()
    qtbot.addWidget(rows)
    rows.show()
    item = rows.item(1)
    description = item.text().splitlines()[1]
    item.setText(f"CSV\n{description}")
    one_line = rows.sizeHintForIndex(rows.indexFromItem(item)).height()

    item.setText(f"{SENTENCE}\n{description}")

    lines = rows.sizeHintForIndex(rows.indexFromItem(item)).height()
    assert lines >= one_line + rows.fontMetrics().lineSpacing()


def test_where_an_export_goes_and_what_came_of_it_are_never_scrolled_away(
    small_screen, workspace, qtbot
):
    dialog = ExportLabels(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    at_rest()

    for name in ("export.path", "export.result"):
        part = dialog.findChild(QWidget, name)
        scrolls = [each for each in dialog.findChildren(QScrollArea) if each.isAncestorOf(part)]
        assert scrolls == []
        assert dialog.rect().contains(part.mapTo(dialog, part.rect().bottomRight()))
    dialog.done(0)


@pytest.mark.parametrize("width", [900, LAPTOP.width()])
def test_no_text_of_the_first_page_is_cut(pseudo, preferences, theme, qtbot, tmp_path, width):
    preferences.change(recent=[str(tmp_path / "Саміт.annotator")])
    page = WelcomePage(preferences, theme)
    qtbot.addWidget(page)
    page.resize(width, LAPTOP.height())
    page.show()
    at_rest()

    assert cut(page) == []


def test_no_text_of_the_first_page_is_cut_in_larger_type(
    enlarged, preferences, theme, qtbot, tmp_path
):
    preferences.change(recent=[str(tmp_path / "Summit.annotator")])
    page = WelcomePage(preferences, theme)
    qtbot.addWidget(page)
    page.resize(LAPTOP)
    page.show()
    at_rest()

    assert cut(page) == []
    assert [bar.maximum() for bar in page.findChildren(QScrollBar) if is_sideways(bar)] == [0]


def is_sideways(bar):
    """Return whether a bar scrolls sideways."""
    return bar.orientation() is Qt.Orientation.Horizontal


@pytest.fixture
def form(qtbot):
    """A form whose fields say more than there is room for beside each other."""
    form = Form()
    qtbot.addWidget(form)
    form.add("Held by", ChoiceRow())
    form.fields[0].set_choices([Choice("a", "Somebody who is quoted"), Choice("b", "Author")])
    line = CutLine()
    line.setPlaceholderText(SENTENCE)
    form.beside(is_label_shown=False).add("Speaker", line)
    form.resize(900, 100)
    form.show()
    at_rest()
    return form


def test_a_field_whose_placeholder_has_no_room_stands_below_the_other(form):
    row, line = form.fields
    assert row.y() == line.y()

    form.resize(560, 100)
    at_rest()

    assert row.y() < line.y()
    assert cut(form) == []


def test_a_hidden_field_takes_no_room_from_the_other(form):
    row, line = form.fields
    line.hide()
    form.resize(460, 100)
    at_rest()

    assert row.width() > 300


def test_a_field_of_several_lines_has_room_for_its_placeholder(qtbot):
    field = AutoText(SENTENCE)
    qtbot.addWidget(field)
    field.resize(200, 20)
    field.show()

    assert field.height() > 3 * field.fontMetrics().height()
    assert cut(field) == []


def test_a_shortened_label_is_its_tooltip(qtbot):
    label = OneLine()
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.setText("Two <words> & more than there is room for")
    assert "&lt;words&gt;" in label.toolTip()

    label.setText("Two")
    assert label.toolTip() == ""


def line(hint):
    field = QLineEdit(placeholderText=hint)
    field.resize(60, 28)
    return field


def combo(text):
    field = QComboBox()
    field.addItem(text)
    field.resize(60, 28)
    return field


def tree(text):
    rows = QTreeWidget()
    rows.setHeaderLabels([text, text])
    rows.addTopLevelItem(QTreeWidgetItem([text, text]))
    rows.resize(90, 80)
    return rows


def wrapped(text):
    label = QLabel(text)
    label.setWordWrap(True)
    label.resize(90, 20)
    return label


def button(text):
    pressed = QPushButton(text)
    pressed.resize(60, 28)
    return pressed


@pytest.mark.parametrize("made", [line, combo, tree, wrapped, button, AutoText])
def test_what_has_too_little_room_is_found(qtbot, made):
    widget = made(SENTENCE)
    qtbot.addWidget(widget)
    widget.show()
    if made is AutoText:
        widget.setFixedSize(60, 20)
    QTest.qWait(0)

    assert cut(widget)


@pytest.mark.parametrize(
    ("text", "shown", "is_cut"),
    [
        ("[Šååvéd] · C1 A claim", "[Šååvéd] · C1 …", False),
        ("[Šååvéd āut] · C1", "[Šååvéd…", True),
        ("[[Nöö copy]: A claim]", "[[Nöö copy]: A…", True),
        ("A claim · [nöö]", "A claim · [n…", False),
    ],
)
def test_words_of_the_program_are_told_from_those_of_a_person(text, shown, is_cut):
    assert is_program_cut(text, shown) is is_cut
