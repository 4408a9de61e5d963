from threading import Event

import pytest
import shiboken6
from dragging import dragged_over, drop, urls
from mirrored import from_start
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from annotator.importers import formats, plain_text
from annotator.importers.folders import gathered
from annotator.operations.import_rows import Column
from annotator.ui.importing.import_articles import ImportArticles, ask
from annotator.ui.importing.import_tools import ImportTools
from annotator.ui.theming import fonts
from annotator.ui.widgets.progress import ProgressStrip


@pytest.fixture
def files(tmp_path):
    """Make files with these texts; returns their paths."""

    def make(**texts):
        for name, text in texts.items():
            content = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.txt").write_bytes(content)
        return [tmp_path / f"{name}.txt" for name in texts]

    return make


@pytest.fixture
def opened(qtbot, store):
    """Open the dialog on files and wait until they are read."""

    def open_on(paths):
        dialog = ImportArticles(store.reader, paths)
        qtbot.addWidget(dialog)
        dialog.show()
        wait_until_done(qtbot, dialog)
        return dialog

    return open_on


def wait_until_done(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.findChild(ProgressStrip).isHidden())


def button(dialog, name):
    return dialog.findChild(QPushButton, name)


def put(dialog, row, column, text):
    dialog.model.setData(dialog.model.index(row, column), text)


def shown(dialog, row, column):
    return dialog.model.index(row, column).data()


def test_files_are_read_and_offered_with_their_first_line(opened, files):
    dialog = opened(files(a="Summit ends\n\nText.", b="\nNo pledge\n"))

    assert [shown(dialog, row, Column.HEADLINE) for row in (0, 1)] == ["Summit ends", "No pledge"]
    assert button(dialog, "do").text() == "Import 2 articles"


@pytest.mark.in_english("longer heads of columns need a wider table, as the dialog has")
@pytest.mark.parametrize("size", [1, 2])
def test_the_headline_keeps_room_and_no_column_is_out_of_sight(opened, files, set_type, size):
    set_type(size)
    table = opened(files(a="Żółć\n\nText.")).table
    header = table.horizontalHeader()
    shown = [each for each in Column if not table.isColumnHidden(each)]

    table.resize(760 * size, 300)

    assert table.columnWidth(Column.HEADLINE) >= 180 * size
    assert table.horizontalScrollBar().maximum() == 0
    assert all(header.sectionSize(each) >= header.sectionSizeHint(each) for each in shown)


def test_what_heads_need_is_not_taken_from_the_headline(opened, files):
    table = opened(files(a="Text.")).table
    header = table.horizontalHeader()
    others = [each for each in Column if each is not Column.HEADLINE]
    heads = [header.sectionSizeHint(each) for each in others if not table.isColumnHidden(each)]

    table.resize(sum(heads) + fonts.pixels(200) + table.width() - table.viewport().width(), 300)

    assert table.columnWidth(Column.HEADLINE) == fonts.pixels(200)


def test_a_refused_file_is_named_and_the_others_come_in(opened, files):
    dialog = opened(files(good="Text.", bad=b"\x89PNG\r\n\x1a\n\x00\x00\x00", empty=b""))

    reasons = dialog.findChild(QPlainTextEdit, "import.refused").toPlainText().splitlines()
    assert len(reasons) == 2
    assert "bad.txt" in reasons[0]
    assert button(dialog, "do").text() == "Import 1 article"
    assert button(dialog, "do").isEnabled()


def test_a_reader_that_fails_in_an_unknown_way_refuses_that_file_alone(opened, files, monkeypatch):
    def read(path):
        if path.stem == "odd":
            raise KeyError("font")
        yield from plain_text.read(path)

    fmt = replace(plain_text.FORMAT, read=read)
    monkeypatch.setitem(formats.FORMATS.by_suffix, ".txt", fmt)
    dialog = opened(files(good="Text.", odd="Other text."))

    reasons = dialog.findChild(QPlainTextEdit, "import.refused").toPlainText()
    assert "“odd.txt” could not be read because of an unexpected error (KeyError" in reasons
    assert button(dialog, "do").text() == "Import 1 article"


def test_the_same_article_again_is_offered_and_not_ticked(opened, files, add_article):
    code = add_article("Known words.\n").code

    dialog = opened(files(known="Known words.\n"))

    assert shown(dialog, 0, Column.STATE) == f"already here as {code}"
    assert not button(dialog, "do").isEnabled()
    put_check(dialog, 0, Qt.CheckState.Checked)
    assert button(dialog, "do").isEnabled()


def put_check(dialog, row, state):
    index = dialog.model.index(row, Column.FILE)
    dialog.model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def test_the_same_text_twice_in_one_import_comes_in_once(opened, files):
    dialog = opened(files(one="Same.", two="Same."))

    assert not dialog.grab().isNull()
    assert shown(dialog, 1, Column.STATE) == "same as one.txt"
    assert len(dialog.drafts()) == 1


def test_what_was_filled_in_comes_back(opened, files):
    dialog = opened(files(a="One", b="Two"))
    put(dialog, 0, Column.HEADLINE, "  Another\nheadline ")
    put(dialog, 0, Column.PUBLISHER, "Courier")
    put(dialog, 0, Column.LINK, "https://courier.example/1")
    put(dialog, 0, Column.PUBLISHED, "27 Feb 2031")
    put_check(dialog, 1, Qt.CheckState.Unchecked)

    (draft,) = dialog.drafts()

    assert (draft.headline, draft.publisher) == ("Another headline", "Courier")
    assert (draft.source_url, draft.published_at) == ("https://courier.example/1", "2031-02-27")


def test_a_wrong_date_is_kept_and_said_until_it_is_right(opened, files):
    dialog = opened(files(a="One"))

    put(dialog, 0, Column.PUBLISHED, "31 Feb 2031")

    hint = dialog.findChild(QLabel, "import.hint")
    assert shown(dialog, 0, Column.PUBLISHED) == "31 Feb 2031"
    assert hint.text() == "▲ “a.txt”: There is no day 31 in 2031-02."
    assert not button(dialog, "do").isEnabled()
    put(dialog, 0, Column.PUBLISHED, "2031-02")
    assert button(dialog, "do").isEnabled()


def test_an_article_needs_a_headline(opened, files):
    dialog = opened(files(a="One"))

    put(dialog, 0, Column.HEADLINE, " ")

    assert dialog.findChild(QLabel, "import.hint").text() == "▲ “a.txt” needs a headline."


def test_a_wrong_date_of_an_unticked_file_is_no_matter(opened, files):
    dialog = opened(files(a="One", b="Two"))
    put(dialog, 0, Column.PUBLISHED, "someday")

    put_check(dialog, 0, Qt.CheckState.Unchecked)

    assert button(dialog, "do").isEnabled()


def test_the_publisher_is_filled_down(opened, files):
    dialog = opened(files(a="One", b="Two", c="Three"))
    put(dialog, 1, Column.PUBLISHER, "Courier")
    dialog.table.setCurrentIndex(dialog.model.index(1, Column.HEADLINE))

    button(dialog, "import.fill_down").click()

    assert [shown(dialog, row, Column.PUBLISHER) for row in range(3)] == ["", "Courier", "Courier"]


def test_the_date_is_filled_down_from_its_own_column(opened, files):
    dialog = opened(files(a="One", b="Two"))
    put(dialog, 0, Column.PUBLISHED, "2031")
    dialog.table.setCurrentIndex(dialog.model.index(0, Column.PUBLISHED))

    button(dialog, "import.fill_down").click()

    assert button(dialog, "import.fill_down").text() == "Fill date down"
    assert shown(dialog, 1, Column.PUBLISHED) == "2031"


def test_typing_edits_the_cell(qtbot, opened, files):
    dialog = opened(files(a="One"))
    dialog.table.setCurrentIndex(dialog.model.index(0, Column.PUBLISHER))

    qtbot.keyClicks(dialog.table, "C")
    editor = dialog.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "ourier")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: shown(dialog, 0, Column.PUBLISHER) == "Courier")


def test_enter_in_a_cell_goes_on_to_the_one_below(qtbot, opened, files):
    dialog = opened(files(a="One", b="Two"))
    dialog.table.setCurrentIndex(dialog.model.index(0, Column.PUBLISHER))

    for name in ("Courier", "Wire"):
        qtbot.keyClicks(dialog.table, name[0])
        editor = dialog.table.focusWidget()
        qtbot.keyClicks(editor, name[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert [shown(dialog, row, Column.PUBLISHER) for row in (0, 1)] == ["Courier", "Wire"]
    assert dialog.table.currentIndex().row() == 1


@pytest.mark.parametrize(("typed", "kept"), [("2 Feb 2031", "2031-02-02"), ("soon", "soon")])
def test_a_date_is_shown_as_it_is_kept(opened, files, typed, kept):
    dialog = opened(files(a="One"))

    put(dialog, 0, Column.PUBLISHED, typed)

    assert shown(dialog, 0, Column.PUBLISHED) == kept


def test_names_and_states_cannot_be_edited(opened, files):
    dialog = opened(files(a="One"))
    model = dialog.model

    assert not model.setData(model.index(0, Column.FILE), "x")
    assert not model.setData(model.index(0, Column.STATE), "x")


def test_dropped_files_are_read_too(qtbot, opened, files):
    dialog = opened(())
    mime = urls(*files(a="One"))

    with dragged_over(dialog, mime):
        drop(dialog, mime)
    qtbot.waitUntil(lambda: dialog.is_reading or dialog.model.rowCount() == 1)
    wait_until_done(qtbot, dialog)

    assert dialog.model.rowCount() == 1


def test_more_files_are_added_from_the_system_s_dialog(qtbot, opened, files, monkeypatch):
    (path,) = files(a="One")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    dialog = opened(())

    button(dialog, "import.add").click()
    wait_until_done(qtbot, dialog)

    assert dialog.model.rowCount() == 1


def test_a_folder_is_added_with_all_its_articles(qtbot, opened, files, tmp_path, monkeypatch):
    files(a="One", b="Two")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog = opened(())

    button(dialog, "import.add_folder").click()
    wait_until_done(qtbot, dialog)

    assert dialog.model.rowCount() == 2


def test_with_nothing_to_read_the_first_button_adds_files(opened):
    dialog = opened([])

    assert dialog.focusWidget().objectName() == "import.add"


def test_no_folder_chosen_adds_nothing(opened, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    dialog = opened(())

    button(dialog, "import.add_folder").click()

    assert dialog.findChild(ProgressStrip).isHidden()


def test_a_dialog_that_is_gone_when_a_folder_is_chosen_harms_nobody(opened, monkeypatch, tmp_path):
    dialog = opened(())
    tools = dialog.findChild(ImportTools)

    def choose(*_):
        shiboken6.delete(tools)  # as when the window is closed meanwhile
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    tools._add_folder()

    assert not shiboken6.isValid(tools)


@pytest.fixture
def held(monkeypatch):
    """Reading that goes on after its first file only when this is set."""
    goes_on = Event()

    def gather_slowly(paths):
        for path in gathered(paths):
            if not path.name.startswith("a"):
                goes_on.wait(10)
            yield path

    monkeypatch.setattr("annotator.operations.found_drafts.gathered", gather_slowly)
    yield goes_on
    goes_on.set()


@pytest.mark.parametrize("stop", [lambda d: d.progress.cancelled.emit(), lambda d: d.reject()])
def test_reading_that_is_stopped_keeps_what_was_read(qtbot, store, files, held, stop):
    dialog = ImportArticles(store.reader, files(a="One", b="Two", c="Three"))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)

    stop(dialog)
    held.set()
    wait_until_done(qtbot, dialog)

    assert dialog.model.rowCount() == 1


def test_states_stand_on_the_other_side_from_right_to_left(opened, files):
    dialog = opened(files(a="One"))
    dialog.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    before = dialog.table.viewport().grab().toImage()

    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert dialog.table.viewport().grab().toImage() != before


def test_a_click_on_the_box_unticks_a_file(qtbot, opened, files):
    dialog = opened(files(a="One"))
    cell = dialog.table.visualRect(dialog.model.index(0, Column.FILE))

    box = from_start(QPoint(14, cell.center().y()), dialog.table.viewport())
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=box)

    assert dialog.drafts() == ()


def test_a_dragged_file_is_welcome_and_words_are_not(opened, files):
    dialog = opened(())
    for mime, can_be_imported in ((urls(*files(a="One")), True), (QMimeData(), False)):
        with dragged_over(dialog, mime) as is_welcome:
            assert is_welcome is can_be_imported


def test_the_model_keeps_qt_s_rules(opened, files, qtmodeltester):
    dialog = opened(files(a="One", b="Two"))

    qtmodeltester.check(dialog.model)


def test_the_drafts_are_the_answer(qtbot, store, files, when_asked):
    def take(dialog):
        wait_until_done(qtbot, dialog)
        button(dialog, "do").click()

    when_asked(take)

    (draft,) = ask(store.reader, files(a="One")).drafts
    assert draft.headline == "One"


def test_leaving_is_no_answer(store, press_when_asked):
    press_when_asked("leave")

    assert ask(store.reader) is None


def test_the_four_real_articles_are_offered(opened, real_articles):
    dialog = opened(real_articles)

    assert button(dialog, "do").text() == "Import 4 articles"
