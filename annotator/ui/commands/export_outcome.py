"""How an export ended that people did not wait for: a button in the status bar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.i18n import N_, tr
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.typed import tooltip

if TYPE_CHECKING:
    from annotator.ui.dialogs.export_run import ExportRun
    from annotator.ui.project.kept_exports import ExportChoice

_AGAIN, _CLOSE = N_("Export again"), N_("Close")


class ExportOutcome(QObject):
    """Stays until it is pressed or another export begins; a message goes with the next edit.

    Where the export was written, the button opens its folder; otherwise it says why it was not.
    """

    repeat_requested = Signal(object)  # the ExportChoice that failed

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._run: ExportRun | None = None
        self.button = flush_button("")
        self.button.setObjectName("export.outcome")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it is hidden once it was clicked
        self.button.clicked.connect(self._look)
        self.button.hide()

    def show(self, run: "ExportRun") -> None:
        """Show how an export ended; one that was cancelled needs no sign."""
        self._run = run
        self.button.setText(tr("▲ Not exported") if run.error else tr("✓ Exported: open folder"))
        self.button.setToolTip(tooltip(run.outcome()))
        self.button.setProperty("ink", "warning" if run.error else "saved")
        self.button.style().polish(self.button)
        self.button.setVisible(run.is_whole or run.error is not None)

    def clear(self) -> None:
        """Hide the button."""
        self._run = None
        self.button.hide()

    def _look(self) -> None:
        run = self._run
        self.clear()
        if run is None:
            return
        if run.error:
            self._explain(str(run.error), run.choice)
        else:
            _open_folder(run.choice)

    def _explain(self, sentence: str, choice: "ExportChoice") -> None:
        from annotator.ui.dialogs.message import Message  # noqa: PLC0415

        if Message.ask(self._window, sentence, [_AGAIN, _CLOSE], default=_CLOSE) == _AGAIN:
            self.repeat_requested.emit(choice)


def _open_folder(choice: "ExportChoice") -> None:
    from annotator.ui.dialogs import dialog_widgets  # noqa: PLC0415

    file = choice.file
    dialog_widgets.show_folder(file if file.is_dir() else file.parent)
