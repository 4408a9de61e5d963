"""Returns to the place where a person was before something opened beside the text."""

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.domain.article import Article
from annotator.ui.desk.desk import Desk


class WayBack:
    """Returns to an article, its mark, and the field that had the keyboard focus."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._is_noted = False
        self._article_id, self._mark_id = "", ""
        self._field: QWidget | None = None

    def note(self) -> None:
        """Remember the current place."""
        focus = self._desk.focus
        self._is_noted = True
        self._article_id = focus.article.id if focus.article else ""
        self._mark_id = focus.mark_id or ""
        self._field = QApplication.focusWidget()

    def forget(self) -> None:
        """Forget the place, because the person has gone elsewhere."""
        self._is_noted = False

    def go(self) -> None:
        """Go back, once."""
        if not self._is_noted:
            return
        self._is_noted, focus, field = False, self._desk.focus, self._field
        here = focus.article.id if focus.article else ""
        if self._article_id != here and focus.workspace.reader.get(Article, self._article_id):
            focus.open(self._article_id)
            if self._mark_id:
                focus.pick_mark(self._mark_id)
        if field is not None and isValid(field) and field.isVisible():
            field.setFocus()
        else:
            self._desk.go_to_text()
