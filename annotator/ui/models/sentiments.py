"""The sentiments of the article as a list."""

from annotator.domain.anchor import Anchor
from annotator.domain.direction import following
from annotator.domain.paragraphs import paragraph_number
from annotator.domain.people import Entity
from annotator.domain.sentiment import Holder, Sentiment
from annotator.i18n import tr
from annotator.operations.mark_words import polarity_sign, sentiment_tone
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.models.unsettled_rows import state_chip
from annotator.ui.project.focus import Focus


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
        target = sentiment.target_text or self._name(sentiment.target_id) or tr("no target yet")
        anchor = self._anchor(sentiment)
        chip, tone = state_chip(anchor.state) if anchor else ("", "")
        return Row(
            code=polarity_sign(sentiment.polarity),
            code_tone=sentiment_tone(sentiment),
            text=target,
            aside=following(self._holder(sentiment)),
            place=self._paragraph(anchor) if anchor else tr("whole article"),
            chip=chip,
            tone=tone,
        )

    def _anchor(self, sentiment: Sentiment) -> Anchor | None:
        placed = (p.anchor for p in self._focus.sentiments if p.sentiment.id == sentiment.id)
        return next(placed, None)

    def _paragraph(self, anchor: Anchor) -> str:
        if anchor.text_id != self._focus.labels.text_id or not anchor.spans:
            return ""
        return f"¶{paragraph_number(self._focus.text, anchor.spans[0].start)}"

    def _holder(self, sentiment: Sentiment) -> str:
        match sentiment.holder:
            case Holder.SPEAKER:
                return self._name(sentiment.holder_id) or tr("a speaker")
            case Holder.READER:
                return tr("the reader")
            case _:
                return tr("the author")

    def _name(self, entity_id: str | None) -> str:
        entity = self._focus.workspace.reader.get(Entity, entity_id) if entity_id else None
        return entity.name if entity else ""
