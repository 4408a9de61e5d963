"""Printing the open article, and saving it as PDF."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.i18n import N_, ngettext, tr
from annotator.ui.application.actions import action
from annotator.ui.application.dates import format_date
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice, QPageLayout
    from PySide6.QtPrintSupport import QPrinter

    from annotator.operations.printing import PrintedArticle, PrintOptions
    from annotator.ui.dialogs.work import Outcome, Stage

_NO_PRINTING = N_("This installation cannot print. Save the article as PDF instead.")
_NO_ARTICLE = N_("Open an article first.")


class PrintCommands(QObject):
    """Prints the open article with its marks and checks; the chosen options are remembered.

    Modules that only printing needs are imported when they are first needed.
    """

    def __init__(self, window: QWidget, focus: Focus) -> None:
        super().__init__(window)
        self._window = window
        self._focus = focus
        self._notices = focus.workspace.notices
        self._options: PrintOptions | None = None

    @action("article.print", N_("Print article…"))
    def print_article(self) -> None:
        """Print the article on a printer that the person chooses."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415
        except ImportError:
            self._notices.post(tr(_NO_PRINTING))
            return
        options = self._ask(tr("Print article"), tr("Print…"))
        if options is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title())
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            file, layout = printer.outputFileName(), printer.pageLayout()
            # into a file, as whole as any PDF of the program
            into_file = self._saving(Path(file), options, layout) if file else None
            self._work(tr("Print article"), into_file or self._printing(printer, options))
        dialog.deleteLater()

    @action("article.save_pdf", N_("Save article as PDF…"))
    def save_pdf(self) -> None:
        """Save the article as a PDF file."""
        options = self._ask(tr("Save article as PDF"), tr("Save PDF…"))
        target = self._target() if options else None
        if options and target:
            self._work(tr("Save article as PDF"), self._saving(target, options))

    def _ask(self, title: str, do: str) -> "PrintOptions | None":
        from annotator.operations.printing import PrintOptions  # noqa: PLC0415
        from annotator.ui.dialogs.print_dialog import PrintDialog  # noqa: PLC0415

        if self._focus.article is None:
            self._notices.post(tr(_NO_ARTICLE))
            return None
        self._focus.workspace.pending.flush()
        chosen = PrintDialog.ask(title, do, self._options or PrintOptions(), self._window)
        self._options = chosen or self._options
        return chosen

    def _work(self, name: str, steps: "Iterator[Stage | Outcome]") -> None:
        from annotator.ui.application.task import GuiTask  # noqa: PLC0415
        from annotator.ui.dialogs.work import Work  # noqa: PLC0415

        Work.run(self._window, name, lambda: steps, GuiTask)

    def _target(self) -> Path | None:
        from annotator.ui.dialogs.new_project import file_stem  # noqa: PLC0415 - the start is measured
        from annotator.ui.dialogs.save_as import ask_file  # noqa: PLC0415

        here = self._focus.workspace.path
        folder = here.parent if here else Path.home()
        proposed = folder / f"{file_stem(self._title())}.pdf"
        kinds = {".pdf": N_("PDF documents ({pattern})")}
        return ask_file(self._window, tr("Save article as PDF"), proposed, kinds)

    def _title(self) -> str:
        article = self._focus.article
        return f"{article.code} {article.headline}" if article else ""

    def _saving(
        self, target: Path, options: "PrintOptions", layout: "QPageLayout | None" = None
    ) -> "Iterator[Stage | Outcome]":
        from annotator.exporters.write import replace_file  # noqa: PLC0415
        from annotator.ui.dialogs.dialog_widgets import display_path  # noqa: PLC0415
        from annotator.ui.dialogs.work import Outcome, Stage  # noqa: PLC0415
        from annotator.ui.models.pdf import Pdf  # noqa: PLC0415

        pdf = Pdf(self._title(), layout)
        for number, count in self._pages(pdf.writer, options):
            yield Stage(tr("Page"), number, count)
        replace_file(target, pdf.content())
        yield Outcome(tr("The article was saved as “{path}”.", path=display_path(target)))

    def _printing(
        self, printer: "QPrinter", options: "PrintOptions"
    ) -> "Iterator[Stage | Outcome]":
        from annotator.ui.dialogs.work import Outcome, Stage  # noqa: PLC0415

        count, is_whole = 0, False
        try:
            for number, count in self._pages(printer, options):
                yield Stage(tr("Page"), number, count)
            is_whole = True
        finally:
            if not is_whole:  # cancelled: the pages before are not to be printed either
                printer.abort()
        yield Outcome(ngettext("{count} page was printed.", "{count} pages were printed.", count))

    def _pages(
        self, device: "QPagedPaintDevice", options: "PrintOptions"
    ) -> Iterator[tuple[int, int]]:
        from annotator.ui.models.print_document import PageLines, Typefaces, paint_pages  # noqa: PLC0415

        today = format_date(datetime.now().astimezone().date().isoformat())
        article = self._printed()
        lines = PageLines(self._focus.workspace.name, f"{article.article.code} · {today}")
        types = Typefaces(fonts.reading(), QApplication.font())
        return paint_pages(device, article.paragraphs(options), types, lines)

    def _printed(self) -> "PrintedArticle":
        from annotator.exporters.records import Records  # noqa: PLC0415
        from annotator.operations.printing import PrintedArticle  # noqa: PLC0415

        assert self._focus.article is not None  # noqa: S101 - asked before
        records = Records(self._focus.workspace.reader)
        return PrintedArticle.of(records, records.article(self._focus.article), format_date)
