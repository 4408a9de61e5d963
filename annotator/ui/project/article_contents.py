"""What the current article holds, read once for all views."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.errors import LostTextError
from annotator.domain.reading import PlacedMention, PlacedSentiment
from annotator.domain.zone import Zone
from annotator.ui.project.labels import Labels
from annotator.ui.project.suggestions import OpenSuggestions
from annotator.ui.project.workspace import Workspace


class ArticleContents(QObject):
    """The text, the labels, the suggestions and the zones of the current article."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.article: Article | None = None
        self.labels = Labels(workspace.reader, "")
        self.suggestions = OpenSuggestions(workspace)
        self.zones: list[Zone] = []
        self.text = ""
        self._text_id = ""

    @property
    def mentions(self) -> list[PlacedMention]:
        """Return the article's mentions in text order."""
        return self.labels.mentions

    @property
    def sentiments(self) -> list[PlacedSentiment]:
        """Return the article's sentiments: those of the whole article, then in text order."""
        return self.labels.sentiments

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the article's claims by id, in text order."""
        return self.labels.claims

    def check(self, claim_id: str) -> FactCheck | None:
        """Return the fact-check of one of the article's claims; None without one."""
        return self.labels.checks.get(claim_id)

    def _read(self) -> None:
        reader = self.workspace.reader
        self.labels = Labels(reader, self.article.id if self.article else "")
        self.text, self._text_id = "", self.labels.text_id
        if self.article:
            try:
                self.text = reader.text(reader.version(self.article.id).sha256)
            except LostTextError:  # there are no marks without a text; the damaged list names it
                self._text_id = self.labels.text_id = ""
        self.zones = reader.find(Zone, text_id=self._text_id)
        self.suggestions.read(self.article.id if self.article else "")
