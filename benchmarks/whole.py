"""The whole window on a long article with many marks: the project, the panels and the paint."""

import statistics
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from annotator.domain.anchor import Passage
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.importers import codebook
from annotator.importers.draft import Draft
from annotator.operations.new_article import article_from_draft
from annotator.storage.store import Store
from annotator.ui.application.garbage import collected_between_events
from annotator.ui.application.settings import Preferences
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.window.main_window import ProjectWindow

_CHARACTERS, _MARKS, _CLAIMS, _ROUNDS = 300_000, 5_000, 250, 15
_SENTENCE = "The ministry said that the bridge over the river had been closed for nine weeks. "


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was timed, the median until painted, the bound, and their ratio."""
    app = QApplication.instance() or QApplication(["bench"])
    with TemporaryDirectory() as folder, collected_between_events():
        theme = Theme(app, Scheme.LIGHT)
        theme.dress()
        store = _store()
        window = ProjectWindow(Workspace(store), theme, Preferences(Path(folder)))
        window.resize(1366, 768)
        window.show()
        _paint(window)
        timed = (_opening, _adding, _removing, _scrolling, _switching)
        found = [time_it(window) for time_it in timed]
        window.close()
    return found


def _store() -> Store:
    store = Store.in_memory(codebook.named("standard"))
    store.sign_in("Bench")
    text = "\n\n".join([_SENTENCE * 5] * (_CHARACTERS // len(_SENTENCE * 5)))
    for words in ("Short. Another.", text):
        draft = Draft(
            headline="Bench", text=words, original=b"", encoding="utf-8", file_name="bench.txt"
        )
        store.apply(article_from_draft(draft, "", store.annotator.id))
    article = store.reader.article_summaries()[1]
    version = store.reader.version(article.id)
    by = store.annotator.id
    claims = [Claim(code=f"C{n + 1}", text=f"Claim {n}", created_by=by) for n in range(_CLAIMS)]
    store.apply(Edit.add("Claims", *claims))
    step = len(text) // _MARKS
    records = []
    for number in range(_MARKS):
        start = number * step
        passage = Passage(text_id=version.id, text=text, spans=(Span(start, start + 40),))
        anchor = passage.anchor()
        claim = claims[number % _CLAIMS]
        records += [anchor, Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=by)]
    store.apply(Edit.add("Mentions", *records))
    return store


def _opening(window: ProjectWindow) -> tuple[str, str, str, str]:
    short, long = (listed.id for listed in window.workspace.reader.article_summaries())

    def open_long() -> None:
        window.desk.open(long)

    return _row(
        "whole window, 5,000 marks: open the article",
        100,
        window,
        open_long,
        lambda: window.desk.open(short),
    )


def _adding(window: ProjectWindow) -> tuple[str, str, str, str]:
    window.desk.open(window.workspace.reader.article_summaries()[1].id)
    window.desk.focus.select((Span(10, 60),))
    return _row(
        "whole window, 5,000 marks: add a claim",
        16,
        window,
        window.labelling.marking.add_claim,
        lambda: None,
    )


def _removing(window: ProjectWindow) -> tuple[str, str, str, str]:
    return _row(
        "whole window, 5,000 marks: undo one", 16, window, window.workspace.undo, lambda: None
    )


def _scrolling(window: ProjectWindow) -> tuple[str, str, str, str]:
    bar = window.desk.text.verticalScrollBar()
    return _row(
        "whole window, 5,000 marks: scroll a page",
        16,
        window,
        lambda: bar.setValue(bar.value() + bar.pageStep()),
        lambda: None,
    )


def _switching(window: ProjectWindow) -> tuple[str, str, str, str]:
    """Time going from the claims to the check and back, once the check is put together."""
    sections = {section.panel.name: section for section in window.arrangement.sections}
    turns = cycle((sections["fact_check"], sections["claims"]))
    for _ in range(2):
        window.arrangement.show_section(next(turns))
        _paint(window)
    return _row(
        "whole window, 5,000 marks: switch to another section",
        16,
        window,
        lambda: window.arrangement.show_section(next(turns)),
        lambda: None,
    )


def _row(
    what: str,
    bound: float,
    window: ProjectWindow,
    act: Callable[[], object],
    between: Callable[[], object],
) -> tuple[str, str, str, str]:
    times = []
    for _ in range(_ROUNDS):
        between()
        _paint(window)
        began = time.perf_counter()
        act()
        _paint(window)
        times.append((time.perf_counter() - began) * 1000)
    median = statistics.median(times)
    return (what, f"{median:.1f} ms", f"bound {bound} ms", f"{median / bound:.2f} ×")


def _paint(window: ProjectWindow) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents()
    window.repaint()


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\t")
