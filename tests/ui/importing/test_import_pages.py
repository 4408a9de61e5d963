"""Saved pages on their way in: what was left out of them, and what lies beside them."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from annotator.importers import Draft, plain_text
from annotator.operations.found_drafts import FoundDraft, found_drafts
from annotator.operations.import_rows import Column
from annotator.ui.dialogs.omitted_passages import PassageList
from annotator.ui.importing.import_articles import ImportArticles

LINES = (
    "The two-day summit cost 40 crowns, the government said on Tuesday evening in the hall.",
    "Nobody at the table was prepared to give any guarantees beyond the ones already known.",
    "Parliament voted for membership after a debate that lasted until the early morning.",
)
TEXT = "\n".join(LINES)
CAPTION = "The premier waits outside the hall"
WHOLE = "\n".join([LINES[0], CAPTION, *LINES[1:]])
PAGE = (
    f"<html><body><article><p>{LINES[0]}</p><aside>{CAPTION}</aside><p>{LINES[1]}</p>"
    f"<p>{LINES[2]}</p></article><footer>Contact</footer></body></html>"
)
BUTTON = "import.left_out"


@pytest.fixture
def summit(tmp_path):
    path = tmp_path / "Summit.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def opened(qtbot, store):
    """Open the dialog and wait until the sources are read; the first row is current."""

    def open_on(*sources):
        dialog = ImportArticles(store.reader)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.read(sources)
        qtbot.waitUntil(dialog.progress.isHidden, timeout=20_000)
        dialog.table.setCurrentIndex(dialog.model.index(0, Column.HEADLINE))
        return dialog

    return open_on


@pytest.fixture
def tick(qtbot, when_asked):
    """Turn the tick of the first passage inside the text, in the dialog that the button opens."""

    def tick_in(dialog):
        def answer(asked):
            rows = asked.findChild(PassageList)
            qtbot.waitUntil(rows.isEnabled)
            QTest.keyClick(rows, Qt.Key.Key_Space)
            asked.findChild(QPushButton, "do").click()

        when_asked(answer)
        button(dialog).click()

    return tick_in


def button(dialog):
    return dialog.findChild(QPushButton, BUTTON)


def state(dialog, row=0):
    return dialog.model.index(row, Column.STATE).data()


def test_a_passage_is_taken_into_the_text_and_out_again(opened, summit, tick):
    dialog = opened(summit)
    dialog.model.setData(dialog.model.index(0, Column.PUBLISHER), "The Post")
    read = dialog.drafts()[0]
    tick(dialog)

    (draft,) = dialog.drafts()
    assert draft.text == WHOLE
    assert draft == replace(read, text=WHOLE, reason="With 1 passage omitted from the page before")
    assert button(dialog).text() == "Omitted page content (1 included)…"
    assert (state(dialog), draft.publisher) == ("new", "The Post")

    tick(dialog)
    assert dialog.drafts() == (read,)
    assert button(dialog).text() == "Omitted page content…"
    assert state(dialog) == "new"


def test_leaving_takes_nothing_in(opened, summit, press_when_asked):
    dialog = opened(summit)
    press_when_asked("leave")

    button(dialog).click()

    assert [draft.text for draft in dialog.drafts()] == [TEXT]


def test_what_is_offered_and_what_not_stays_so(opened, summit, tick):
    dialog = opened(summit)
    dialog.model.decide(0, "Seen.", is_wanted=False)

    tick(dialog)

    (item,) = dialog.chosen().rows
    assert (item.draft.text, item.filled.notes, item.is_wanted) == (WHOLE, "Seen.", False)


def test_a_text_that_is_here_already_is_no_longer_with_more_in_it(
    opened, summit, tick, add_article
):
    code = add_article(TEXT).code
    dialog = opened(summit)
    assert (state(dialog), dialog.drafts()) == (f"already here as {code}", ())

    tick(dialog)

    assert state(dialog) == "new"
    assert [draft.text for draft in dialog.drafts()] == [WHOLE]


def test_the_other_of_two_that_are_the_same_keeps_its_state(opened, summit, tick, tmp_path):
    again = tmp_path / "Summit again.html"
    again.write_bytes(summit.read_bytes())
    dialog = opened(summit, again)
    dialog.table.setCurrentIndex(dialog.model.index(1, Column.HEADLINE))

    tick(dialog)

    assert (state(dialog, 0), state(dialog, 1)) == ("new", "new")
    assert [draft.text for draft in dialog.drafts()] == [TEXT, WHOLE]


def test_it_is_offered_for_pages_only(opened, summit, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    (known,) = plain_text.read(text)
    fetched = Draft(
        headline="F", text=TEXT, original=PAGE.encode(), encoding="utf-8", file_name="post.example"
    )

    dialog = opened(summit, text, fetched, replace(known, text="Words", original=b"Words"))

    for row, is_page in enumerate([True, False, True, False]):
        dialog.table.setCurrentIndex(dialog.model.index(row, Column.HEADLINE))
        assert button(dialog).isHidden() is not is_page
    dialog.tools.choose_passages()
    dialog.table.setCurrentIndex(QModelIndex())
    assert button(dialog).isHidden()


def test_a_page_and_its_folder_are_one_article(summit, tmp_path):
    folder = tmp_path / "Summit_files"
    folder.mkdir()
    (folder / "frame.html").write_text(PAGE.replace("Nobody", "No one"), encoding="utf-8")

    for sources in ([tmp_path], [folder, summit]):
        assert [find.path for find in found_drafts(sources) if isinstance(find, FoundDraft)] == [
            summit
        ]
    assert [each.path for each in found_drafts([folder])] == [folder / "frame.html"]
