"""What an export gives and what it lacks, counted in the background before it is written."""

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator import exporters
from annotator.exporters.features import Survey, sentences
from annotator.i18n import ngettext, tr
from annotator.ui.application.newest import Newest
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.dialogs.export_steps import counting, warning
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace

_PAUSE = 250  # milliseconds, so that the preview comes first
_NONE = ExportChoice(format_id="")


class ExportRemarks(QWidget):
    """Shows the counts of what is exported, and what the format has no place for."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._choice = _NONE
        self._part: ExportChoice | None = None
        self._survey: Survey | None = None
        self._is_counted = False
        self._warnings: list[str] = []
        self._counting: Newest[Survey] = Newest(self, pause=_PAUSE)
        self._warning: Newest[list[str]] = Newest(self, pause=_PAUSE)
        self._counts = text_label("")
        self._counts.setObjectName("export.counts")
        self._lacks = text_label("", ink="second")
        self._lacks.setObjectName("export.lacks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._counts)
        column.addWidget(self._lacks)
        self._counting.came.connect(self._count)
        self._counting.ended.connect(self._end)
        self._warning.came.connect(self._warn)

    def show_choice(self, choice: ExportChoice) -> None:
        """Show what a choice gives; what was counted before for the same part is kept."""
        part = replace(choice, format_id="", path="", options={}, has_pseudonyms=False)
        self._choice = choice
        self._warnings = []
        if part != self._part:
            self._part, self._survey, self._is_counted = part, None, False
            self._counting.begin(counting(self._workspace, choice))
        self._warning.begin(warning(self._workspace, choice))
        self._show()

    def stop(self) -> None:
        """Stop counting; what was not counted whole is not shown, and counted again later."""
        if self._part and not self._is_counted:
            self._part, self._survey = None, None
            self._show()
            self._counts.clear()
        self._counting.stop()
        self._warning.stop()

    def _count(self, survey: Survey) -> None:
        self._survey = survey
        self._show()

    def _end(self) -> None:
        self._is_counted = True
        self._show()

    def _warn(self, warnings: list[str]) -> None:
        self._warnings = warnings
        self._show()

    def _show(self) -> None:
        is_whole = self._is_counted
        counts = _counted(self._survey, self._choice, is_whole=is_whole) if self._survey else ""
        if not is_whole:
            counts = tr("Counting… {counts}", counts=counts).rstrip()
        self._counts.setText(counts)
        form = exporters.format_named(self._choice.format_id)
        lacking = sentences(self._survey.only(form.lacks)) if self._survey else []
        lines = list(self._warnings)
        if lacking:
            features = ", ".join(lacking)
            lines.insert(0, tr("This format has no place for: {features}.", features=features))
        self._lacks.setText("\n".join(f"▲ {line}" for line in lines))
        self._lacks.setVisible(bool(lines))


def _counted(survey: Survey, choice: ExportChoice, *, is_whole: bool) -> str:
    """Return what is counted; until that is whole, 0 may only mean that it comes later."""
    counts = {
        ngettext("{count} article", "{count} articles", survey.articles): survey.articles,
        ngettext("{count} claim", "{count} claims", survey.claims): survey.claims,
        ngettext("{count} mention", "{count} mentions", survey.mentions): survey.mentions,
    }
    parts = [words for words, count in counts.items() if count or is_whole]
    if survey.in_excluded:
        parts.append(_in_excluded(survey.in_excluded, is_omitted=choice.omits_excluded))
    return " · ".join(parts)


def _in_excluded(count: int, *, is_omitted: bool) -> str:
    if is_omitted:
        return ngettext(
            "{count} mark in excluded lines omitted",
            "{count} marks in excluded lines omitted",
            count,
        )
    return ngettext("{count} mark in excluded lines", "{count} marks in excluded lines", count)
