"""Which part of a project is exported: what of it, whose marks, and under which names."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.people import Annotator
from annotator.i18n import ngettext, tr
from annotator.ui.dialogs.dialog_widgets import in_line
from annotator.ui.project.kept_exports import ExportChoice, Part
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.choice_row import Choice, ChoiceRow
from annotator.ui.widgets.form import WIDE_LABELS, Form

_EVERYONE_AND_ONE: Final = 2


class ExportOffer(Struct, frozen=True, kw_only=True):
    """What is on screen when labels are exported, and can be exported alone.

    `listed` is the number of articles that pass the filter of the list: its words `query` and its
    `status`; without a filter there is nothing to choose. `selected` are the ids of several
    selected articles.
    """

    listed: int = 0
    query: str = ""
    status: str = ""
    selected: tuple[str, ...] = ()
    article: Article | None = None
    claim: Claim | None = None

    @property
    def is_filtered(self) -> bool:
        """Return whether the list shows some articles only."""
        return bool(self.query or self.status)

    def chosen(self, part: str) -> ExportChoice:
        """Return the choice of a part, without a format."""
        bare = ExportChoice(format_id="", part=part)
        if part == Part.LISTED:
            return replace(bare, query=self.query, status=self.status)
        if part == Part.SELECTED:
            return replace(bare, ids=self.selected)
        one = {Part.ARTICLE: self.article, Part.CLAIM: self.claim}.get(Part(part))
        return replace(bare, ids=(one.id,)) if one else bare


NOTHING: Final = ExportOffer()
"""Nothing is on screen: the whole project is exported."""


class ExportPart(QWidget):
    """Lets a person choose the part: everything is offered, and what is on screen."""

    changed = Signal()

    def __init__(self, workspace: Workspace, offer: ExportOffer) -> None:
        super().__init__()
        self._offer = offer
        self._what = ChoiceRow()
        self._what.setObjectName("export.part")
        self._what.set_choices(_choices(offer))
        self._what.set_chosen(Part.ALL)
        self._who = QComboBox()
        self._who.setObjectName("export.annotator")
        self._who.addItem(tr("Everyone"), "")
        for each in workspace.reader.each(Annotator):
            self._who.addItem(each.name, each.id)
        self._pseudonyms = QCheckBox(tr("Replace annotator names with numbers"))
        self._pseudonyms.setObjectName("export.pseudonyms")
        self._excluded = QCheckBox(tr("Omit marks and sentences in excluded lines"))
        self._excluded.setObjectName("export.omits_excluded")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        form = Form(label_width=WIDE_LABELS)
        column.addWidget(form)
        form.add(tr("Part"), self._what)
        if self._who.count() > _EVERYONE_AND_ONE:
            form.add(tr("Marks of"), self._who)
        column.addLayout(in_line([self._pseudonyms, self._excluded]))
        self._what.chosen.connect(lambda _: self.changed.emit())
        self._who.currentIndexChanged.connect(lambda _: self.changed.emit())
        for box in (self._pseudonyms, self._excluded):
            box.toggled.connect(lambda _: self.changed.emit())

    def choice(self) -> ExportChoice:
        """Return what was chosen, without a format."""
        return replace(
            self._offer.chosen(next(iter(self._what.codes()))),
            annotator_id=str(self._who.currentData()),
            has_pseudonyms=self._pseudonyms.isChecked(),
            omits_excluded=self._excluded.isChecked(),
        )

    def show_choice(self, choice: ExportChoice) -> None:
        """Choose what was chosen before, as far as that is on screen."""
        codes = {each.code for each in self._what.choices()}
        self._what.set_chosen(choice.part if choice.part in codes else Part.ALL)
        self._who.setCurrentIndex(max(0, self._who.findData(choice.annotator_id)))
        self._pseudonyms.setChecked(choice.has_pseudonyms)
        self._excluded.setChecked(choice.omits_excluded)
        self.changed.emit()


def _choices(offer: ExportOffer) -> list[Choice]:
    found = [Choice(Part.ALL, tr("Whole project"))]
    if offer.is_filtered:
        listed = ngettext("{count} article listed", "{count} articles listed", offer.listed)
        found.append(Choice(Part.LISTED, listed))
    if offer.selected:
        count = len(offer.selected)
        selected = ngettext("{count} article selected", "{count} articles selected", count)
        found.append(Choice(Part.SELECTED, selected))
    if offer.article:
        found.append(Choice(Part.ARTICLE, tr("Article {code}", code=offer.article.code)))
    if offer.claim:
        found.append(Choice(Part.CLAIM, tr("Claim {code}", code=offer.claim.code)))
    return found
