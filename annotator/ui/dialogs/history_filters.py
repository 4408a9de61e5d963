"""The filters of the history: words, person, kind and day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from annotator.domain.history import HistoryAction, HistoryFilter, HistoryKind
from annotator.domain.people import Annotator
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, tr
from annotator.ui.application.task import Task
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.widgets.clear_line import ClearLine
from annotator.ui.widgets.date_field import DateField
from annotator.ui.widgets.flow import FlowLayout

KINDS: Final = {
    HistoryKind.CLAIMS: N_("Claims and mentions"),
    HistoryKind.SENTIMENT: N_("Sentiment"),
    HistoryKind.CHECKS: N_("Checks"),
    HistoryKind.EVIDENCE: N_("Evidence"),
    HistoryKind.SUGGESTIONS: N_("Suggestions"),
    HistoryKind.ARTICLES: N_("Articles"),
    HistoryKind.CODEBOOK: N_("Codebook"),
    HistoryKind.PROJECT: N_("Project and names"),
}
ACTIONS: Final = {
    HistoryAction.ADDED: N_("Added"),
    HistoryAction.CHANGED: N_("Changed"),
    HistoryAction.REMOVED: N_("Removed"),
}
_PAUSE: Final = 250  # milliseconds, the pause in typing after which it searches
_WORDS: Final = 190  # pixels in usual type


class HistoryFilters(QWidget):
    """One line of fields, or several if they do not fit; each filters at once."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.words = ClearLine(tr("Search the history"))
        self.words.setObjectName("history.words")
        self.words.setAccessibleName(tr("Search the history"))
        self._person = _box("person", tr("Person"), tr("Everyone"), ())
        kinds = ((str(kind), tr(name)) for kind, name in KINDS.items())
        self._kind = _box("kind", tr("Kind"), tr("All"), kinds)
        actions = ((str(action), tr(name)) for action, name in ACTIONS.items())
        self._action = _box("action", tr("Change"), tr("Any"), actions)
        self._since, self._until = _day("since", tr("From")), _day("until", tr("To"))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._arrange()
        self._connect()

    def wanted(self, code: str) -> HistoryFilter:
        """Return the current filter, for a claim, an article or, without a code, for all."""
        kind, action = self._kind.currentData(), self._action.currentData()
        return HistoryFilter(
            code=code,
            annotator_id=self._person.currentData(),
            since=_begin(self._since.value()),
            until=_end(self._until.value()),
            kinds=frozenset([HistoryKind(kind)] if kind else []),
            actions=frozenset([HistoryAction(action)] if action else []),
            words=tuple(self._alternatives(word) for word in self.words.text().split()),
        )

    @property
    def is_set(self) -> bool:
        """Return whether anything is filtered."""
        return self.wanted("") != HistoryFilter()

    def clear(self) -> None:
        """Clear the filters."""
        for box in (self._person, self._kind, self._action):
            box.setCurrentIndex(0)
        for day in (self._since, self._until):
            day.begin("")
        self.words.clear()
        self._tell()

    def offer_people(self) -> None:
        """Offer everyone who has changed something; the choice stays.

        A worker looks for them in all lines of the history, if the project is in a file.
        """
        if self._workspace.path is None:
            self._take_people(_people(self._workspace.reader))
            return
        task = Task(self._looking, self)
        task.yielded.connect(self._take_people)
        task.start()

    def _looking(self) -> Iterator[list[Annotator]]:
        with self._workspace.reading() as reader:
            yield _people(reader)

    def _take_people(self, people: Sequence[Annotator]) -> None:
        for person in people:
            if self._person.findData(person.id) < 0:
                self._person.addItem(person.name, person.id)

    def _alternatives(self, word: str) -> tuple[str, ...]:
        """Return a word, and the codes of the labels whose names have it."""
        labels = (label for scheme in self._workspace.codebook.schemes for label in scheme.labels)
        found = (label.code for label in labels if word.casefold() in label.name.casefold())
        return tuple(dict.fromkeys([word, *found]))

    def _arrange(self) -> None:
        flow = FlowLayout(self, gap=8)
        hint = self.words.fontMetrics().horizontalAdvance(self.words.placeholderText())
        width = hint + self.words.sizeHint().height()  # room for what is around the words
        self.words.setMinimumWidth(max(fonts.pixels(_WORDS), width))
        flow.addWidget(self.words)
        for field in (self._person, self._kind, self._action, self._since, self._until):
            flow.addWidget(_labelled(field))

    def _connect(self) -> None:
        for box in (self._person, self._kind, self._action):
            box.currentIndexChanged.connect(lambda _: self._tell())
        for day in (self._since, self._until):
            day.committed.connect(lambda _: self._tell())
        self.words.textChanged.connect(lambda _: self._timer.start())
        self.words.returnPressed.connect(self._tell)
        self._timer.timeout.connect(self._tell)

    def _tell(self) -> None:
        self._timer.stop()
        self.changed.emit()


def _people(reader: ProjectReader) -> list[Annotator]:
    """Return everyone who has changed something."""
    found = (reader.get(Annotator, id_) for id_ in reader.history.people())
    return [person for person in found if person]


def _box(name: str, title: str, every: str, items: Iterable[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"history.{name}")
    box.setAccessibleName(title)
    box.addItem(every, "")
    for code, text in items:
        box.addItem(text, code)
    return box


def _day(name: str, title: str) -> DateField:
    field = DateField(tr("Date"), is_narrow=True)
    field.line.setObjectName(f"history.{name}")
    field.setAccessibleName(title)
    return field


def _labelled(field: QComboBox | DateField) -> QWidget:
    """Return a field with its name before it, which go into the next line together."""
    both = QWidget()
    label = QLabel(field.accessibleName())
    label.setProperty("ink", "second")
    label.setBuddy(field)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(field)
    return both


def _begin(day: str) -> str:
    """Return the first moment of a day, month or year here, as the history has it."""
    return _moment(f"{day}-01-01"[:10]) if day else ""


def _end(day: str) -> str:
    """Return the first moment after a day, month or year."""
    if not day:
        return ""
    first = date.fromisoformat(f"{day}-01-01"[:10])
    if len(day) == len("2031"):
        return _moment(f"{first.year + 1:04}-01-01")
    if len(day) == len("2031-02"):
        return _moment(f"{first + timedelta(32):%Y-%m}-01")
    return _moment(f"{first + timedelta(1)}")


def _moment(day: str) -> str:
    """Return midnight at the beginning of a day here, in UTC."""
    local = datetime.combine(date.fromisoformat(day), time.min).astimezone()
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
