"""The dialog that asks for a link and downloads the page."""

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, tr
from annotator.importers import Draft, Refusal
from annotator.importers.fields import link_of
from annotator.ui.application.announcing import announce
from annotator.ui.application.settings import Preferences
from annotator.ui.application.task import Task
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, fit, text_label
from annotator.ui.importing.fetching import Answer, Fetch, LocalAddressError
from annotator.ui.importing.http_drafts import drafts_of
from annotator.ui.widgets.progress import ProgressStrip

_WIDTH: Final = 560
_HINT: Final = N_("Only this page is downloaded, nothing it links to.")


class FromLink(QDialog):
    """Downloads a page in the background, and shows redirects."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("from_link")
        self.drafts: tuple[Draft, ...] = ()
        self._preferences = preferences
        self._fetch: Fetch | None = None
        self._reading: Task[Draft | Refusal] | None = None
        self._found: list[Draft | Refusal] = []
        self._messages: list[str] = []
        self.address = QLineEdit(link_of(QGuiApplication.clipboard().text()))
        self.address.setObjectName("link.address")
        self.address.setAccessibleName(tr("Address"))
        self.address.setPlaceholderText("https://…")
        self._words = text_label(tr(_HINT), ink="second")
        self._words.setObjectName("link.words")
        self._allow = QCheckBox(tr("Always allow local network addresses"))
        self._allow.setObjectName("link.allow_local")
        self._allow.setChecked(preferences.settings.allow_local_links)
        self._allow.setVisible(self._allow.isChecked())
        self.progress = ProgressStrip()
        self._box = buttons(self, tr("Download"))
        self._arrange()
        self._connect()
        self._show_state()

    @classmethod
    def ask(cls, preferences: Preferences, parent: QWidget | None = None) -> tuple[Draft, ...]:
        """Return the drafts of the page; none when cancelled."""
        dialog = cls(preferences, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.drafts

    @override
    def accept(self) -> None:
        if self.drafts:
            super().accept()
        elif self._fetch is None and self._reading is None:
            self._begin()

    @override
    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _arrange(self) -> None:
        column = column_of(self, tr("Import from link"))
        for part in (self.address, self._words, self._allow, self.progress, self._box):
            column.addWidget(part)
        fit(self, _WIDTH)

    def _connect(self) -> None:
        self.address.textChanged.connect(self._show_state)
        self.progress.cancelled.connect(self._cancel)
        self._allow.toggled.connect(lambda is_on: self._preferences.change(allow_local_links=is_on))

    def _begin(self) -> None:
        allowed = self._preferences.settings.allow_local_links
        self._messages = []
        self._say("")
        self._fetch = Fetch(allow_local=allowed, parent=self)
        self._fetch.redirected.connect(lambda url: self._say(tr("Redirected to {url}", url=url)))
        self._fetch.progressed.connect(lambda done: self.progress.advance(done // 1000))
        self._fetch.failed.connect(self._fail)
        self._fetch.fetched.connect(self._read)
        self.progress.begin(tr("Downloading (kB)"))
        self._show_state()
        self._fetch.start(self.address.text())

    def _read(self, answer: Answer) -> None:
        self._fetch, self._found = None, []
        self._reading = Task(lambda: drafts_of(answer), self)
        self._reading.yielded.connect(self._found.append)
        self._reading.failed.connect(self._fail)
        self._reading.finished.connect(self._finish)
        self.progress.begin(tr("Reading"))
        self._reading.start()

    def _finish(self, is_whole: bool) -> None:  # noqa: FBT001 - a slot
        self._reading = None
        self._end()
        drafts = tuple(item for item in self._found if isinstance(item, Draft))
        if drafts and is_whole and self.isVisible():
            self.drafts = drafts
            self.accept()
        else:
            self._say(*(item.reason for item in self._found if isinstance(item, Refusal)))

    def _fail(self, error: AnnotatorError) -> None:
        self._fetch = None
        self._allow.setVisible(isinstance(error, LocalAddressError) or self._allow.isChecked())
        self._say(f"▲ {error}")
        self._end()

    def _cancel(self) -> None:
        self._stop()
        self._say(tr("Cancelled."))
        self._end()

    def _stop(self) -> None:
        if self._fetch:
            self._fetch.cancel()
            self._fetch.deleteLater()
            self._fetch = None
        if self._reading:
            self._reading.cancel()

    def _end(self) -> None:
        self.progress.end()
        self._show_state()

    def _say(self, *sentences: str) -> None:
        self._messages += filter(None, sentences)
        self._words.setText("\n".join(self._messages[-12:]) or tr(_HINT))
        self.address.setAccessibleDescription(self._words.text())
        announce(self, " ".join(sentences))
        fit(self, _WIDTH)

    def _show_state(self) -> None:
        is_busy = self._fetch is not None or self._reading is not None
        self.address.setReadOnly(is_busy)
        button(self._box, "do").setEnabled(bool(self.address.text().strip()) and not is_busy)
        fit(self, _WIDTH)
