"""The form of the current sentiment, and the question for a new one."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.domain.anchor import Anchor
from annotator.domain.codebook import Layer, Scheme
from annotator.domain.direction import isolated
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.sentiment import Certainty, Holder, Sentiment, SentimentScope
from annotator.i18n import N_, tr
from annotator.language.languages.letter_forms import likely_forms
from annotator.operations.mark_words import polarity_sign
from annotator.ui.panels.entries import Entries, FieldBinding, FieldSlot
from annotator.ui.panels.label_row import LabelRow, SchemeRow, of_layer
from annotator.ui.panels.targets import Targets
from annotator.ui.panels.tick_box import TickBox
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.box_button import BoxButton
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.field_order import FieldOrder
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.typed import tooltip

_SHOWN = 100  # characters of the passage, at most two lines: the form is whole in two columns


class SentimentForm(QWidget):
    """Shows one sentiment; for a new one, only its polarity."""

    finished = Signal()  # the person is done with the form
    rated = Signal(int)  # −3 to +3: the answer to `ask`

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self._focus = focus
        self._targets = Targets(focus.workspace, self)
        self._entries = Entries[Sentiment](focus.workspace, self._named)
        self._is_asking = False
        self._new_id = ""
        self._form = Form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        self._passage = _passage_label()
        self._form.add(tr("Passage"), self._passage)
        self._add_people()
        self._add_attitude()
        self._add_manner()
        first, *rest = self._polarity_first(self._form.fields[1:])
        self._rest = [*rest, *self._labels]
        self._order = FieldOrder(self, [first, *rest])
        self._order.ended.connect(self.finished)
        self._entries.finished.connect(self._go_on)

    @property
    def is_asking(self) -> bool:
        """Return whether it asks for the polarity of a new sentiment."""
        return self._is_asking

    def ask(self, quoted: str) -> None:
        """Ask for the polarity of a new sentiment about this text; '' is the whole article."""
        self._entries.show(None)  # pending text still belongs to its sentiment
        self._is_asking = True
        self.polarity.begin(None)
        self.show_passage(quoted)
        for part in self._rest:
            part.hide()

    def show_passage(self, quoted: str) -> None:
        """Show the rated text; '' is the whole article."""
        quoted = " ".join(quoted.split())
        shown = quoted if len(quoted) <= _SHOWN else f"{quoted[:_SHOWN].rstrip()} …"
        self._passage.setText(isolated(f"“{shown}”") if quoted else tr("The whole article"))
        self._passage.setToolTip(tooltip(quoted))
        font = self._passage.font()
        font.setItalic(not likely_forms(quoted))  # nor are letters slanted in East Asia
        self._passage.setFont(font)

    def show_sentiment(self, sentiment: Sentiment | None) -> None:
        """Show a sentiment, or refresh the same one; this ends asking for a new one."""
        self._is_asking = False
        self._entries.show(sentiment)
        if sentiment:
            self.show_passage(self._words(sentiment))
            for part in self._rest:
                part.show()
            self._speaker.setVisible(sentiment.holder == Holder.SPEAKER)
            self._scope.setVisible(sentiment.anchor_id is not None)

    def ask_target(self, sentiment: Sentiment) -> None:
        """Ask for the target of a new sentiment only."""
        self._new_id = sentiment.id

    def end_new(self) -> None:
        """Include all fields in the keyboard order again."""
        self._new_id = ""

    def _go_on(self, field: QWidget) -> None:
        if self._is_asking:
            return
        if field is self.target and self._entries.owner_id() == self._new_id:
            self.finished.emit()
        else:
            self._order.go_on(field)

    def _polarity_first(self, fields: list[QWidget]) -> list[QWidget]:
        return sorted(fields, key=lambda field: field is not self.polarity)

    def _add_people(self) -> None:
        self.target = NameField(tr("Towards whom or what?"))
        self.target.take_names_from(self._targets.names)
        target = self._entries.text(
            FieldSlot(self._form, "sentiment.target", tr("Towards")),
            self.target,
            FieldBinding(self._targets.of, self._aim, N_("target")),
        )
        holder = self._entries.choice(
            FieldSlot(self._form, "sentiment.holder", tr("Held by")),
            LabelRow(_holders()),
            FieldBinding(lambda sentiment: sentiment.holder, self._hold),
        )
        self._speaker = NameField(tr("Who is quoted?"))
        self._speaker.take_names_from(self._targets.people.names)
        self._entries.text(
            FieldSlot(self._form.beside(is_label_shown=False), "sentiment.speaker", tr("Speaker")),
            self._speaker,
            FieldBinding(self._targets.holder, self._speak, N_("speaker")),
        )
        self._labels = [target, holder]

    def _add_attitude(self) -> None:
        workspace, layer = self._focus.workspace, Layer.SENTIMENT_POLARITY
        self.polarity = SchemeRow(workspace, of_layer(layer), dress=_signed)
        binding = FieldBinding(self._code, self._rate)
        self._entries.choice(
            FieldSlot(self._form, "sentiment.polarity", tr("Attitude")), self.polarity, binding
        )
        self.polarity.picked.connect(self._answer)

    def _add_manner(self) -> None:
        how = self._entries.choice(
            FieldSlot(self._form, "sentiment.nature", tr("How")),
            LabelRow(_nature_choices(), multiple=True, kind=BoxButton),
            FieldBinding(_natures, self._describe),
        )
        self._scope = TickBox(
            tr("Whole sentence"), tr("The attitude is that of the sentence as a whole.")
        )
        self._entries.choice(
            FieldSlot(self._form.beside(is_label_shown=False), "sentiment.scope", tr("Covers")),
            self._scope,
            FieldBinding(lambda sentiment: sentiment.scope == SentimentScope.SENTENCE, self._cover),
        )
        note = self._entries.text(
            FieldSlot(self._form, "sentiment.note", tr("Note")),
            AutoText(tr("Why, if it is not plain")),
            self._entries.attribute("note", N_("note")),
        )
        self._labels += [how, note]

    def _words(self, sentiment: Sentiment) -> str:
        reader = self._focus.workspace.reader
        anchor = reader.get(Anchor, sentiment.anchor_id) if sentiment.anchor_id else None
        return anchor.exact if anchor else ""

    def _named(self, sentiment: Sentiment) -> EditLabel:
        article = self._focus.article
        if article is None:
            return EditLabel(N_("sentiment"))
        return EditLabel.of(N_("sentiment in {article}"), article=article.code)

    def _answer(self, code: str) -> None:
        if self._is_asking:
            self.rated.emit(self._number(code))

    def _number(self, code: str) -> int:
        label = self._scheme.label(code)
        return int(label.number or 0) if label else 0

    def _code(self, sentiment: Sentiment) -> str | None:
        labels = self._scheme.labels
        return next((label.code for label in labels if label.number == sentiment.polarity), None)

    @property
    def _scheme(self) -> Scheme:
        return self._focus.workspace.codebook.scheme(Layer.SENTIMENT_POLARITY)

    def _rate(self, sentiment: Sentiment, code: str | None) -> Edit:
        return self._entries.put(
            N_("polarity"), replace(sentiment, polarity=self._number(code or ""))
        )

    def _aim(self, sentiment: Sentiment, name: str) -> Edit:
        known = self._targets.people.known(name) if name else None
        changed = replace(sentiment, target_text=name, target_id=known.id if known else None)
        return self._entries.put(N_("target"), changed)

    def _hold(self, sentiment: Sentiment, holder: str) -> Edit:
        speaker = sentiment.holder_id if holder == Holder.SPEAKER else None
        return self._entries.put(N_("holder"), replace(sentiment, holder=holder, holder_id=speaker))

    def _speak(self, sentiment: Sentiment, name: str) -> Edit:
        first, entity_id = self._targets.people.called(name)
        return self._entries.put(N_("speaker"), replace(sentiment, holder_id=entity_id), *first)

    def _cover(self, sentiment: Sentiment, is_whole: bool) -> Edit:  # noqa: FBT001 - a value
        scope = SentimentScope.SENTENCE if is_whole else SentimentScope.SPAN
        return self._entries.put(N_("scope"), replace(sentiment, scope=scope))

    def _describe(self, sentiment: Sentiment, natures: frozenset[str]) -> Edit:
        changed = replace(
            sentiment,
            is_mixed="mixed" in natures,
            is_implicit="implicit" in natures,
            certainty=Certainty.UNSURE if "unsure" in natures else Certainty.SURE,
        )
        return self._entries.put(N_("nature"), changed)


def _signed(choice: Choice) -> Choice:
    """Return an attitude with its number as its name; its code is that number."""
    return replace(choice, name=polarity_sign(int(choice.code)))


def _holders() -> tuple[Choice, ...]:
    return (
        Choice("speaker", tr("Speaker"), "1", tr("Somebody who is quoted or reported.")),
        Choice("author", tr("Author"), "2", tr("Whoever wrote the article.")),
        Choice("reader", tr("Reader"), "3", tr("What the reader is led to feel.")),
    )


def _nature_choices() -> tuple[Choice, ...]:
    mixed = tr("Both positive and negative towards the same target.")
    implied = tr("Shown by the choice of words or facts, not said outright.")
    return (
        Choice("mixed", tr("Mixed"), "m", mixed),
        Choice("implicit", tr("Implied"), "i", implied),
        Choice("unsure", tr("Unsure"), "u", tr("Another person might well choose differently.")),
    )


def _natures(sentiment: Sentiment) -> frozenset[str]:
    facts = {
        "mixed": sentiment.is_mixed,
        "implicit": sentiment.is_implicit,
        "unsure": sentiment.certainty == Certainty.UNSURE,
    }
    return frozenset(nature for nature, is_so in facts.items() if is_so)


def _passage_label() -> QLabel:
    """Return a label for text of the article, which screen readers can reach."""
    label = QLabel()
    label.setObjectName("sentiment.passage")
    label.setFont(fonts.reading(13.5))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    by_keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | by_keyboard)
    label.setContentsMargins(0, 4, 0, 4)
    return label
