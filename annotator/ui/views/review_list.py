"""The list of marks that a new text has changed or lost."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.carrying import UNSETTLED
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.span import Span
from annotator.i18n import N_, format_number, tr
from annotator.operations.labelling import remove_mark
from annotator.operations.review import (
    UnsettledMark,
    accept,
    concerns_review,
    on_same_words,
    set_on,
    to_review,
)
from annotator.ui.application.shortcuts import key_sign, shortcut, show_with_keys
from annotator.ui.models.rows import RowsModel
from annotator.ui.models.unsettled_rows import UnsettledRow, unsettled_row
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.views.keyed_list import KeyedList
from annotator.ui.views.review_row import ROW_HEIGHT, ReviewRow
from annotator.ui.widgets.list_heading import ListHeading
from annotator.ui.widgets.typed import explain

_SHOWN: Final = 3
_GONE: Final = N_("This mark's text is gone. Select new text and press {key}, or press {remove}.")
_NEXT: Final = N_("All reviewed here; {count} to review in {code}. Press {key} to go there.")
_WENT_ALONG: Final = N_("{claim} was removed with its only mention. Press {key} to undo.")


class ReviewList(QWidget):
    """Lists the marks to review in the open article; hidden while there are none.

    Enter goes to the mark; keys accept it or all unchanged ones, move it to the selection,
    remove it, or open the next article with marks to review.
    """

    counted = Signal(int)  # number of marks to review in the project
    left = Signal()  # the text gets the focus

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self.setObjectName("review")
        self._focus = focus
        self._workspace = focus.workspace
        self._notices = self._workspace.notices
        self._doubts: list[UnsettledMark] = []
        self._is_folded = False
        self._rows: RowsModel[UnsettledMark] = RowsModel(lambda d: d.mark.id, self._describe, self)
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        focus.labels_changed.connect(lambda _: self.refresh())
        self._workspace.edited.connect(self._follow)
        self.refresh()

    def begin(self) -> None:
        """Focus the list; if it is empty, open the next article with marks to review."""
        self._is_folded = False
        self.refresh()
        if self._doubts:
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._look()
        elif self._workspace.waiting:
            self.go_on()
        else:
            self._notices.post(tr("Nothing to review in this project."))

    def go_on(self) -> None:
        """Open the next article with marks to review, wrapping around."""
        ids, article = list(self._workspace.waiting), self._focus.article
        place = ids.index(article.id) + 1 if article and article.id in ids else 0
        others = [id_ for id_ in [*ids[place:], *ids[:place]] if not article or id_ != article.id]
        if others:
            self._focus.open(others[0])
            self.begin()
        else:
            self._notices.post(tr("Nothing to review in other articles."))

    def refresh(self) -> None:
        """Show the marks to review of the open article."""
        former = len(self._doubts)
        self._doubts = self._waiting()
        if len(self._doubts) > former:
            self._is_folded = False
        row = max(self._list.currentIndex().row(), 0)
        had_keys = self._list.hasFocus()
        self._rows.set_items(self._doubts)
        waiting = len(self._doubts)
        if waiting and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._rows.index(min(row, waiting - 1)))
        self._list.setFixedHeight(min(waiting, _SHOWN) * fonts.pixels(ROW_HEIGHT))
        self.setVisible(bool(waiting) and not self._is_folded)
        if had_keys and not waiting:
            self.left.emit()
        self._count()

    def unsettled(self) -> UnsettledMark | None:
        """Return the current mark of the list."""
        return self._rows.item(self._list.currentIndex())

    def go(self) -> None:
        """Show the mark in the text, and focus the text."""
        self._look()
        self.left.emit()

    def accept(self) -> None:
        """Accept the mark as it is."""
        unsettled = self.unsettled()
        if unsettled and unsettled.is_orphan:
            keys = {"key": shortcut("mark.move"), "remove": shortcut("review.remove")}
            self._notices.post(tr(_GONE, **keys))
        elif unsettled:
            self._do(accept(self._workspace.reader, unsettled))

    def accept_kept(self) -> None:
        """Accept all marks of this article whose text is the same as before."""
        kept = on_same_words(self._doubts)
        if kept:
            self._do(accept(self._workspace.reader, *kept))
        else:
            self._notices.post(tr("No marks here kept their original text."))

    def set_on_selection(self) -> None:
        """Move the mark to the selection in the text."""
        unsettled, passage = self.unsettled(), self._focus.passage
        if unsettled and passage is None:
            key = shortcut("mark.move")
            self._notices.post(tr("Select the right text first, then press {key}.", key=key))
        elif unsettled and passage:
            self._do(set_on(self._workspace.reader, unsettled, passage))

    def remove(self) -> None:
        """Remove the mark, and post a message if its claim is also removed."""
        unsettled = self.unsettled()
        if unsettled is None:
            return
        edit = remove_mark(self._workspace.reader, unsettled.mark)
        claims = [record.code for record in edit.removed if isinstance(record, Claim)]
        if self._do(edit) and claims:
            self._notices.post(tr(_WENT_ALONG, claim=claims[0], key=shortcut("edit.undo")))

    def close_list(self) -> None:
        """Close the list; the status bar still shows the number."""
        self._is_folded = True
        self.hide()
        self.left.emit()

    def _arrange(self) -> None:
        runs: dict[str, Callable[[], object]] = {
            "go": self.go,
            "accept": self.accept,
            "kept": self.accept_kept,
            "set": self.set_on_selection,
            "remove": self.remove,
            "next": self.go_on,
            "close": self.close_list,
        }
        self._list = KeyedList({key: runs[name] for name in runs for key in _keys(name)})
        self._list.setObjectName("review.list")
        self._list.setAccessibleName(tr("Marks to review"))
        self._list.setItemDelegate(ReviewRow(self._list))
        self._list.setModel(self._rows)
        self._list.selectionModel().currentChanged.connect(lambda *_: self._look())
        self._list.clicked.connect(lambda _: self._look())
        self._head = ListHeading(tr("To review"))
        for name in _CHOICES:
            button = self._buttons[name] = self._head.add_button("", "")
            button.setObjectName(f"review.{name}")
            button.setEnabled(name in _HARMLESS or not self._workspace.is_read_only)
            show_with_keys(button, partial(_name, button, name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, run=runs[name]: run())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._list)

    def _waiting(self) -> list[UnsettledMark]:
        focus = self._focus
        anchors = [placed.anchor for placed in focus.mentions]
        anchors += [placed.anchor for placed in focus.sentiments if placed.anchor]
        # marks to review are rare: those in memory show whether to read the project
        if focus.article and any(anchor.state in UNSETTLED for anchor in anchors):
            return to_review(self._workspace.reader, focus.article.id)
        return []

    def _follow(self, edit: Edit) -> None:
        if concerns_review(edit):
            self._count()

    def _count(self) -> None:
        here, every = len(self._doubts), sum(self._workspace.waiting.values())
        others = every - here
        count = format_number(here)
        if others:
            count = tr("{number} of {count}", number=count, count=format_number(every))
        self._head.set_count(count)
        self._buttons["kept"].setVisible(bool(on_same_words(self._doubts)))
        self._buttons["next"].setVisible(others > 0)
        self.counted.emit(every)

    def _describe(self, unsettled: UnsettledMark) -> UnsettledRow:
        mark = unsettled.mark
        claim = self._focus.claims.get(mark.claim_id) if isinstance(mark, Mention) else None
        return unsettled_row(unsettled, claim.code if claim else tr("Sentiment"), self._focus.text)

    def _do(self, edit: Edit) -> bool:
        is_done = self._workspace.do(edit)
        if is_done and not self._doubts and self._workspace.waiting:
            article_id, count = next(iter(self._workspace.waiting.items()))
            article = self._workspace.reader.get(Article, article_id)
            code = article.code if article else ""
            key = shortcut("article.review")
            self._notices.post(tr(_NEXT, count=format_number(count), code=code, key=key))
        return is_done

    def _look(self) -> None:
        """Show the current mark in the text; the list keeps the focus."""
        unsettled = self.unsettled()
        if unsettled is None:
            return
        self._focus.pick_mark(unsettled.mark.id)
        length = len(self._focus.text)
        if not unsettled.is_orphan:
            self._focus.reveal(unsettled.anchor.spans)
        elif length:
            place = min(unsettled.near, length - 1)
            self._focus.reveal((Span(place, place + 1),))


def _keys(choice: str) -> Sequence[str]:
    return _FIXED.get(choice, (f"review.{choice}",))


def _name(button: QPushButton, choice: str) -> None:
    """Set the text of a button, with its shortcut; one that is disabled names none."""
    sign, title = _CHOICES[choice]
    action = f"review.{choice}"
    is_fixed = choice in _FIXED
    button.setText(tr(sign) if is_fixed else tr(sign, key=key_sign(action)).strip())
    name = tr(title) if is_fixed else tr(title, key=shortcut(action))
    if not button.isEnabled():
        name = tr(sign, key="").strip()
        button.setText(name)
    button.setAccessibleName(name)
    explain(button, name)


_CHOICES: Final = {
    "go": (N_("Go to ⏎"), N_("Go to this mark in the text (Enter)")),
    "accept": (N_("Accept {key}"), N_("Accept the mark as it is ({key})")),
    "kept": (
        N_("Accept unchanged {key}"),
        N_("Accept all marks with unchanged text ({key})"),
    ),
    "set": (N_("Set to selection {key}"), N_("Set the mark to the selected text ({key})")),
    "remove": (N_("Remove {key}"), N_("Remove the mark ({key})")),
    "next": (N_("Next article {key}"), N_("Go to the next article with marks to review ({key})")),
    "close": ("✕", N_("Close (Esc)")),
}
"""Each choice with its sign and its name."""

_FIXED: Final = {"go": ("Return", "Enter", "Num+Enter"), "close": ("Esc",)}
_HARMLESS: Final = {"go", "next", "close"}
