"""The form of the current sentiment, and the question for a new one."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.ui.focus import Focus
from annotator.ui.models.marks import polarity_sign
from annotator.ui.panels.entries import Entries, Place, Trait
from annotator.ui.panels.label_row import LabelRow
from annotator.ui.panels.panel import hint
from annotator.ui.panels.targets import Targets
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.completing import NameField
from annotator.ui.widgets.form import Form

_HOLDERS = (
    Choice("author", "Author", "1", "Whoever wrote the article."),
    Choice("speaker", "Speaker", "2", "Somebody who is quoted or reported."),
    Choice("reader", "Reader", "3", "What the reader is led to feel."),
)
_NATURES = (
    Choice("mixed", "Mixed", "m", "Both positive and negative towards the same target."),
    Choice(
        "implicit", "Implicit", "i", "Shown by the choice of words or facts, not said outright."
    ),
    Choice("unsure", "Unsure", "u", "Another person might well choose differently."),
)
_SCOPES = (
    Choice("span", "Passage", "1", "Only these words."),
    Choice("sentence", "Sentence", "2", "The sentence as a whole."),
)


class SentimentForm(QWidget):
    """Shows one sentiment; when asking, only the polarity of the one to be made."""

    kept = Signal()
    rated = Signal(int)  # −3 to +3: the answer to `ask`

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self._focus = focus
        self._targets = Targets(focus.workspace, self)
        self._entries = Entries[Sentiment](focus.workspace, self._named)
        self._scheme = focus.workspace.codebook.scheme(Layer.SENTIMENT_POLARITY)
        self._is_asking = False
        self._head, self._rest = Form(), Form()
        self._question = hint("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._question, self._head, self._rest):
            column.addWidget(part)
        self._add_polarity()
        self._add_people()
        self._add_manner()
        self._entries.kept.connect(self.kept)
        self._targets.changed.connect(self._offer_names)

    @property
    def is_asking(self) -> bool:
        """Return whether the polarity of a new sentiment is asked for."""
        return self._is_asking

    def ask(self, words: str) -> None:
        """Ask for the polarity of a new sentiment on these words."""
        self.flush()  # while what was typed still has its sentiment
        self._is_asking = True
        self._entries.show(None)
        self.polarity.begin(None)
        self.set_question(words)
        self._question.show()
        self._rest.hide()

    def set_question(self, words: str) -> None:
        """Show other words to be rated."""
        self._question.setText(f"{words}\n1 … 7: −3 … +3, Esc: back")

    def show_sentiment(self, sentiment: Sentiment | None) -> None:
        """Show a sentiment, or the same one as it is now; nothing is asked any more."""
        self._is_asking = False
        self._question.hide()
        self._rest.show()
        self._entries.show(sentiment)
        if sentiment:
            self._offer_names()
            self._show_parts(sentiment)

    def flush(self) -> None:
        """Commit what is being typed."""
        self._entries.flush()

    def _add_polarity(self) -> None:
        self.polarity = LabelRow(
            Choice(
                label.code,
                polarity_sign(int(label.number or 0)),
                label.key,
                f"{label.name}\n{label.definition}",
                label.colour,
            )
            for label in self._scheme.labels
        )
        trait = Trait(self._code, self._rate)
        place = Place(self._head, "sentiment.polarity", "Polarity", is_wide=True)
        self._entries.choice(place, self.polarity, trait)
        self.polarity.picked.connect(self._answer)

    def _add_people(self) -> None:
        self.target = NameField("Towards whom or what?")
        self._entries.text(
            Place(self._rest, "sentiment.target", "Target"),
            self.target,
            Trait(self._targets.of, self._aim),
        )
        self._entries.choice(
            Place(self._rest, "sentiment.holder", "Whose"),
            LabelRow(_HOLDERS),
            Trait(lambda sentiment: sentiment.holder, self._hold),
        )
        self._speaker = NameField("Who is quoted?")
        self._speaker_label = self._entries.text(
            Place(self._rest, "sentiment.speaker", "Speaker"),
            self._speaker,
            Trait(lambda sentiment: self._targets.people.name(sentiment.holder_id), self._speak),
        )

    def _add_manner(self) -> None:
        self._entries.choice(
            Place(self._rest, "sentiment.nature", "It is"),
            LabelRow(_NATURES, multiple=True),
            Trait(_natures, self._describe),
        )
        self._scope = LabelRow(_SCOPES)
        self._scope_label = self._entries.choice(
            Place(self._rest, "sentiment.scope", "Covers"),
            self._scope,
            self._entries.attribute("scope", "scope"),
        )
        self._entries.text(
            Place(self._rest, "sentiment.note", "Note"),
            AutoText("Why, if it is not plain", lines=(1, 6)),
            self._entries.attribute("note", "note"),
        )

    def _show_parts(self, sentiment: Sentiment) -> None:
        is_spoken, is_placed = sentiment.holder == "speaker", sentiment.anchor_id is not None
        self._speaker.setVisible(is_spoken)
        self._speaker_label.setVisible(is_spoken)
        self._scope.setVisible(is_placed)
        self._scope_label.setVisible(is_placed)

    def _offer_names(self) -> None:
        self.target.set_names(self._targets.names())
        self._speaker.set_names(self._targets.people.names())

    def _named(self, sentiment: Sentiment) -> str:
        article = self._focus.article
        return f"sentiment in {article.code}" if article else "sentiment"

    def _answer(self, code: str) -> None:
        if self._is_asking:
            self.rated.emit(self._number(code))

    def _number(self, code: str) -> int:
        label = self._scheme.label(code)
        return int(label.number or 0) if label else 0

    def _code(self, sentiment: Sentiment) -> str | None:
        labels = self._scheme.labels
        return next((label.code for label in labels if label.number == sentiment.polarity), None)

    def _rate(self, sentiment: Sentiment, code: str | None) -> Edit:
        return self._entries.put("polarity", replace(sentiment, polarity=self._number(code or "")))

    def _aim(self, sentiment: Sentiment, name: str) -> Edit:
        known = self._targets.people.known(name) if name else None
        changed = replace(sentiment, target_text=name, target_id=known.id if known else None)
        return self._entries.put("target", changed)

    def _hold(self, sentiment: Sentiment, holder: str) -> Edit:
        speaker = sentiment.holder_id if holder == "speaker" else None
        return self._entries.put("holder", replace(sentiment, holder=holder, holder_id=speaker))

    def _speak(self, sentiment: Sentiment, name: str) -> Edit:
        first, entity_id = self._targets.people.called(name)
        return self._entries.put("speaker", replace(sentiment, holder_id=entity_id), *first)

    def _describe(self, sentiment: Sentiment, natures: frozenset[str]) -> Edit:
        changed = replace(
            sentiment,
            is_mixed="mixed" in natures,
            is_implicit="implicit" in natures,
            certainty="unsure" if "unsure" in natures else "sure",
        )
        return self._entries.put("nature", changed)


def _natures(sentiment: Sentiment) -> frozenset[str]:
    facts = {
        "mixed": sentiment.is_mixed,
        "implicit": sentiment.is_implicit,
        "unsure": sentiment.certainty == "unsure",
    }
    return frozenset(nature for nature, is_so in facts.items() if is_so)
