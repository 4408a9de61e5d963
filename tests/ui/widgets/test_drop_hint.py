"""What is dragged over a window says what a drop will do."""

from pathlib import Path

import pytest
from dragging import dragged_over, urls
from PySide6.QtCore import QMimeData, QSysInfo, Qt, QUrl
from PySide6.QtWidgets import QWidget

from annotator.ui.widgets.drop_hint import DropHint, local_files, to_import


@pytest.mark.parametrize(
    ("names", "sentence", "count"),
    [
        (["a.txt"], "Drop to import 1 file", 1),
        (["a.txt", "b.xyz", "c.html"], "Drop to import 3 files", 3),
        (["a.txt", "folder"], "Drop to import 2 files and folders", 2),
        (["a.txt", "p.jpg"], "Drop to import 1 file. 1 file cannot be imported.", 1),
        (["p.jpg", "film.mp4"], "2 files cannot be imported.", 0),
        (["a.annotator"], "Projects cannot be imported. Use Project → Open project.", 0),
        ([], "Links cannot be dropped. Use Project → Import from link.", 0),
    ],
)
def test_it_says_what_will_be_imported_and_what_cannot(names, sentence, count, tmp_path):
    (tmp_path / "folder").mkdir()

    drop = to_import([tmp_path / name for name in names])

    assert (drop.sentence, len(drop.paths)) == (sentence, count)


@pytest.fixture
def hint(qtbot):
    """The hint over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    return DropHint(window, window, to_import)


def test_it_covers_the_text_while_something_is_over_it_and_goes(hint):
    place = hint.parentWidget().rect()

    with dragged_over(hint.parentWidget(), urls("file:///tmp/a.txt")) as is_welcome:
        assert is_welcome
        assert (hint.isVisible(), hint.geometry()) == (True, place)
        assert not hint.grab().toImage().isNull()

    assert hint.isHidden()


def test_what_cannot_be_dropped_is_said_and_refused(hint):
    with dragged_over(hint.parentWidget(), urls("https://outlet.example/a")) as is_welcome:
        assert not is_welcome
        assert hint.isVisible()


def test_it_takes_no_room_and_no_clicks(hint):
    with dragged_over(hint.parentWidget(), urls("file:///tmp/a.txt")):
        assert hint.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        assert hint.parentWidget().layout() is None


@pytest.mark.parametrize("host", ["", "localhost", "LOCALHOST", QSysInfo.machineHostName()])
def test_a_file_of_this_computer_may_name_it(host):
    mime = QMimeData()
    mime.setUrls([QUrl(f"file://{host}/tmp/50%25%20more%20%231.txt"), QUrl("https://a.example/b")])

    assert local_files(mime) == [Path("/tmp/50% more #1.txt")]


def test_a_file_of_another_computer_keeps_its_name():
    mime = QMimeData()
    mime.setUrls([QUrl("file://server/share/a.txt")])

    assert local_files(mime) == [Path("//server/share/a.txt")]
