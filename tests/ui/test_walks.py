"""The modules on the two walks of docs/architecture.md, as the real window passes through them.

A module is on a walk when one of its functions is at work, called and not yet returned, at a moment
when the claim or the article moves on. What only answers a question on the way is not on it, nor
are records and texts (`domain`, `i18n`).
"""

import re
import sys
from collections import Counter
from contextlib import closing, contextmanager
from functools import cache
from math import ceil
from pathlib import Path
from types import CodeType, FrameType

import pytest
from dragging import dragged_over, drop, urls
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

import annotator
from annotator.app import open_window
from annotator.commands.import_command import import_files
from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.importers import codebook
from annotator.places import settings_folder
from annotator.storage.disk_thread import DiskThread
from annotator.storage.project import create_project
from annotator.ui.application.settings import Settings, save
from annotator.ui.application.task import Task

ROOT = Path(annotator.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
LONGEST = 300  # lines of a module, as tests/test_shape.py demands
PATIENCE = 30_000  # milliseconds, on a machine that is busy with something else

SAVED = {  # who did it, the code, the rows, the line of the journal
    "ui/project/signing.py:Signing.save_of",
    "storage/codes.py:coded",
    "storage/repository.py:Repository.add",
    "storage/journal.py:Journal._append",
}
KEY = SAVED | {
    "operations/labelling.py:add_claim",
    "ui/models/marks.py:MarkBook.changed",
    "ui/models/claims.py:ClaimsModel._read",
}
SHOWN = {
    "ui/project/focus.py",
    "ui/desk/shown_text.py",
    "ui/models/marks.py",
    "ui/models/claims.py",
}
EXPORT = {
    "storage/repository.py:Repository.each",
    "exporters/csv_tables/claims.py:<lambda>",  # a cell
    "exporters/write.py:_append",
}
DROP = SAVED | {
    "importers/original.py:contents",
    "importers/plain_text.py:draft_of",
    "ui/importing/import_model.py:ImportModel.add",
    "operations/import_rows.py:KnownTexts.rows",
    "operations/new_article.py:new_article",
    "ui/models/articles.py:ArticleListModel._let_in",
    "operations/import_report.py:lines_of",
}


class Walk:
    """The modules that are at work at certain moments."""

    def __init__(self, moments: set[str]) -> None:
        self.moments = moments
        self.reached: set[str] = set()
        self.modules: set[str] = set()

    @contextmanager
    def along(self):
        """Look on this thread."""
        former = sys.getprofile()
        sys.setprofile(self.look)
        try:
            yield
        finally:
            sys.setprofile(former)

    def look(self, frame: FrameType | None, event: str, _: object) -> None:
        if event != "call" or frame is None:
            return
        name = _name(frame.f_code)
        if name not in self.moments:
            return
        self.reached.add(name)
        while frame is not None:
            module = _name(frame.f_code).partition(":")[0]
            if module and not module.startswith(("domain/", "i18n")):
                self.modules.add(module)
            frame = frame.f_back


@pytest.fixture
def window(tmp_path, qtbot):
    """The window on a project with one article, in which Ana works."""
    save(Settings(annotator_name="Ana"), settings_folder())
    path = tmp_path / "Trial.annotator"
    with closing(create_project(path, "Trial", codebook.named("standard"), tmp_path)) as store:
        store.sign_in("Ana")
        import_files(store, [_file(tmp_path, "Ferries stay in port")])
    window = open_window(path)
    qtbot.waitExposed(window)
    yield window
    window.close()


def _file(folder: Path, headline: str) -> Path:
    path = folder / f"{headline}.txt"
    path.write_text(f"{headline}\n\nPremier Lind gave no guarantees.\n", encoding="utf-8")
    return path


@cache
def _name(code: CodeType) -> str:
    path = Path(code.co_filename)
    return f"{path.relative_to(ROOT).as_posix()}:{code.co_qualname}" if ROOT in path.parents else ""


def _on_page(heading: str) -> set[str]:
    """Return the modules in the table under a heading of the page, one in each row."""
    section = PAGE.read_text(encoding="utf-8").partition(f"\n### {heading}\n")[2]
    table = section.partition("\n#")[0]
    modules = re.findall(r"^\| `([\w/.]+)` \|", table, re.MULTILINE)
    assert len(modules) == len(set(modules))
    return set(modules)


def _lines_of(module: str) -> int:
    return len((ROOT / module).read_text(encoding="utf-8").splitlines())


def _least(modules: set[str]) -> int:
    """Return how many modules it takes at least: full ones, none of them in two layers."""
    lines = Counter()
    for module in modules:
        lines[module.partition("/")[0]] += _lines_of(module)
    return sum(ceil(each / LONGEST) for each in lines.values())


def _dropped(window, path: Path, qtbot, when_asked) -> None:
    def take(dialog) -> None:
        button = dialog.findChild(QPushButton, "do")
        qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
        button.click()

    when_asked(take)
    with dragged_over(window, urls(path)):
        assert drop(window, urls(path))
    importing = window.dialogs.importing
    qtbot.waitUntil(lambda: window.workspace.reader.count(Article) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not importing.is_busy and bool(importing._lines), timeout=PATIENCE)


def test_a_claim_walks_through_these_modules_to_its_row(window, tmp_path):
    desk, reader = window.desk, window.workspace.reader
    there, on = Walk(KEY), Walk(EXPORT)
    desk.go_to_text()
    desk.text.select(Span(0, len("Ferries stay in port")))
    with there.along():
        QTest.keyClick(desk.text, Qt.Key.Key_C)
    with on.along():
        list(write(FORMATS[0], reader, tmp_path / "labels"))

    assert reader.count(Claim) == 1
    assert there.modules | on.modules == _on_page("The walk of the key, module by module")
    assert (there.reached, on.reached) == (KEY, EXPORT)


def test_a_file_walks_through_these_modules_to_the_list(
    window, tmp_path, qtbot, when_asked, monkeypatch
):
    walk = Walk(DROP)

    def watched(act):
        def along(*given):
            with walk.along():
                return act(*given)

        return along

    monkeypatch.setattr(Task, "_draw", watched(Task._draw))
    save_aside = DiskThread.doing
    monkeypatch.setattr(
        DiskThread,
        "doing",
        lambda thread, act, **how: save_aside(thread, watched(act), **how),
    )
    with walk.along():
        _dropped(window, _file(tmp_path, "Summit ends"), qtbot, when_asked)

    assert walk.modules == _on_page("The walk of the file, module by module")
    assert walk.reached == DROP


def test_fewer_modules_could_not_hold_what_is_on_the_walks():
    said = re.search(
        r"take (\d+) modules[^.]+the second (\d+)",
        " ".join(PAGE.read_text(encoding="utf-8").split()),
    )
    assert said
    key = _on_page("The walk of the key, module by module")
    file = _on_page("The walk of the file, module by module")
    assert key >= SHOWN
    assert (_least(key - SHOWN), _least(file)) == (int(said[1]), int(said[2]))
