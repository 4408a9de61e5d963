"""The lists of schemes and labels: what is chosen in them, how often it is used, edits to it."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.label_key import LabelKey
from annotator.ui.application.busy import busy
from annotator.ui.application.task import Task
from annotator.ui.dialogs.label_table import LabelTable
from annotator.ui.dialogs.scheme_list import SchemeList
from annotator.ui.project.workspace import Workspace


class CodebookLists(QObject):
    """Shows the codebook of a project in two lists of one `window`.

    `message` is what was told last: why an edit was refused, or '' after one that was saved.
    """

    scheme_shown = Signal()
    label_shown = Signal()
    told = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self.workspace, self.window = workspace, window
        self.schemes, self.labels = SchemeList(), LabelTable()
        self.message = ""
        self._uses: Mapping[LabelKey, int] | None = None  # not counted yet
        self._task: Task[dict[LabelKey, int]] | None = None
        self.schemes.chosen.connect(lambda _: self._follow_scheme())
        self.labels.chosen.connect(lambda _: self.label_shown.emit())
        workspace.edited.connect(self._follow)
        workspace.notices.posted.connect(self.tell)
        workspace.notices.refused.connect(self._tell_error)

    @property
    def scheme(self) -> Scheme:
        """Return the current state of the chosen scheme."""
        schemes = self.workspace.codebook.schemes
        return next(each for each in schemes if each.id == self.schemes.scheme_id)

    @property
    def label(self) -> Label:
        """Return the current state of the chosen label."""
        return self.scheme.label(self.labels.code) or self.scheme.labels[0]

    def use_count(self, label: Label) -> int | None:
        """Return how many records use a label of the scheme; None while they are counted."""
        if self._uses is None:
            return None
        return self._uses.get(self.scheme.key(label.code), 0)

    def show_scheme(self, scheme_id: str) -> None:
        """Choose a scheme."""
        self.schemes.show_schemes(self.workspace.codebook, scheme_id)
        self._follow_scheme()

    def show_label(self, code: str) -> None:
        """Choose a label of the scheme."""
        self.labels.show_labels(self.scheme, self._uses, code)
        self.label_shown.emit()

    def do(self, make: Callable[[], Edit]) -> str:
        """Apply the edit that a function returns, and return why it was refused; '' if not."""
        try:
            edit = make()
        except AnnotatorError as error:
            self.tell(str(error))
            return str(error)
        self.tell("")
        if all(change.before == change.after for change in edit.changes):
            return ""
        with busy():  # thousands of records may use the label
            is_done = self.workspace.do(edit)
        return "" if is_done else self.message

    def tell(self, sentence: str) -> None:
        """Say something below the lists."""
        self.message = sentence
        self.told.emit(sentence)

    def _tell_error(self, error: AnnotatorError) -> None:  # a lambda would outlive the window
        self.tell(str(error))

    def count(self) -> None:
        """Count the uses of labels, on a worker thread if the project is in a file."""
        if self.workspace.path is None:
            self._take_counts(self.workspace.reader.label_uses())
            return
        if self._uses is not None:  # what was counted may be wrong now
            self._uses = None
            self.show_label(self.labels.code)
        self._task = Task(self._counting, self)
        self._task.yielded.connect(self._take_counts)
        self._task.start()

    def _counting(self) -> Iterator[dict[LabelKey, int]]:
        with self.workspace.reading() as reader:
            yield reader.label_uses()

    def _take_counts(self, uses: Mapping[LabelKey, int]) -> None:
        self._uses = uses
        self.show_label(self.labels.code)

    def _follow_scheme(self) -> None:
        self.scheme_shown.emit()
        self.show_label(self.labels.code)

    def _follow(self, edit: Edit) -> None:
        kinds = {type(change.record) for change in edit.changes}
        if kinds != {Scheme}:
            self.count()
        if Scheme in kinds:
            self.show_scheme(self.schemes.scheme_id)
