"""The sentiments of the article as a list."""

from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.ui.focus import Focus
from annotator.ui.models.doubts import state_shown
from annotator.ui.models.marks import polarity_sign, sentiment_tone
from annotator.ui.models.rows import Row, RowsModel

_SCOPES = {"document": "article", "span": "passage"}


class SentimentsModel(RowsModel[Sentiment]):
    """Shows the sentiments of the article in text order, and follows the focus."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(lambda sentiment: sentiment.id, self._row_of, focus)
        self._focus = focus
        self._read()
        focus.labels_changed.connect(self._read)

    def _read(self) -> None:
        self.set_items([placed.sentiment for placed in self._focus.sentiments])

    def _row_of(self, sentiment: Sentiment) -> Row:
        target = sentiment.target_text or self._name(sentiment.target_id) or "no target yet"
        chip, tone = self._doubt(sentiment)
        return Row(
            code=polarity_sign(sentiment.polarity),
            words=f"{target} · {self._holder(sentiment)}",
            chip=chip or _SCOPES.get(sentiment.scope, sentiment.scope),
            tone=tone or sentiment_tone(sentiment),
        )

    def _doubt(self, sentiment: Sentiment) -> tuple[str, str]:
        placed = (p.anchor for p in self._focus.sentiments if p.sentiment.id == sentiment.id)
        anchor = next(placed, None)
        return state_shown(anchor.state) if anchor else ("", "")

    def _holder(self, sentiment: Sentiment) -> str:
        match sentiment.holder:
            case "speaker":
                return f"in {self._name(sentiment.holder_id) or 'a speaker'}’s words"
            case "reader":
                return "as readers take it"
            case _:
                return "in the author’s words"

    def _name(self, entity_id: str | None) -> str:
        entity = self._focus.workspace.reader.get(Entity, entity_id) if entity_id else None
        return entity.name if entity else ""
