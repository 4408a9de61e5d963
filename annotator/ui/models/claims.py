"""The claims of the article as a list."""

from collections.abc import Container

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook
from annotator.domain.edit import Edit
from annotator.domain.reading import ProjectReader
from annotator.i18n import format_list, ngettext, tr
from annotator.operations.list_order import CLAIM_ORDERS, ListOrder, ordered_claims
from annotator.operations.mark_words import verdict_tone, verdict_word
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.models.wording import short_names
from annotator.ui.project.focus import Focus

_LIST = "claims"
_NAMED = 3  # articles of a claim that are named


class ClaimsModel(RowsModel[Claim]):
    """Shows the claims of the article in text order, and follows the focus."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(lambda claim: claim.id, self._row_of, focus)
        self._focus = focus
        kept = focus.workspace.bookmarks.order(_LIST)
        self.order = ListOrder.parsed(kept, CLAIM_ORDERS)
        self._read()
        focus.labels_changed.connect(self._read)
        focus.workspace.edited.connect(self._follow)
        focus.workspace.codebook_changed.connect(self._describe_all)

    def _describe_all(self) -> None:
        for claim_id in self._focus.claims:
            self.refresh(claim_id)

    def _read(self) -> None:
        claims, codebook = self._focus.claims.values(), self._focus.workspace.codebook
        self.set_items(ordered_claims(claims, self.order, self._focus.check, codebook))

    def set_order(self, order: ListOrder) -> None:
        """Sort the claims, in every article, and save the order."""
        self.order = order
        self._focus.workspace.bookmarks.set_order(_LIST, order.text)
        self._read()

    def _follow(self, edit: Edit) -> None:
        for change in edit.of(FactCheck):
            if isinstance(change.record, FactCheck):
                self.refresh(change.record.claim_id)

    def _row_of(self, claim: Claim) -> Row:
        codebook, check = self._focus.workspace.codebook, self._focus.check(claim.id)
        return Row(
            code=claim.code,
            text=" ".join(claim.text.split()),
            chip=verdict_chip(check, codebook),
            tone=verdict_tone(check, codebook),
        )


def verdict_chip(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the short name of the verdict, otherwise the same as `verdict_word`."""
    if check is None or check.verdict is None:
        return verdict_word(check, codebook)
    scheme = next((s for s in codebook.schemes if s.id == check.verdict.scheme_id), None)
    names = short_names(scheme.labels) if scheme else {}
    return names.get(check.verdict.code, check.verdict.code).lower()


def articles_with(
    reader: ProjectReader, claim: Claim, without: Container[str] = frozenset()
) -> list[str]:
    """Return the codes of the articles that mention a claim, the first mention first.

    Mentions whose ids are in `without` are ignored.
    """
    mentions = [each for each in reader.find(Mention, claim_id=claim.id) if each.id not in without]
    wanted = [mention.anchor_id for mention in mentions]
    anchors = {each.id: each for each in reader.find_among(Anchor, "id", wanted)}
    texts = list(dict.fromkeys(anchors[each].text_id for each in wanted if each in anchors))
    versions = {each.id: each for each in reader.find_among(TextVersion, "id", texts)}
    ids = list(dict.fromkeys(versions[each].article_id for each in texts if each in versions))
    articles = {each.id: each.code for each in reader.find_among(Article, "id", ids)}
    return [articles[each] for each in ids if each in articles]


def with_places(claim: Claim, codes: list[str], article: Article | None) -> str:
    """Return the code of a claim, and its articles if there are others than this one."""
    here = article.code if article else ""
    if not set(codes) - {here}:
        return claim.code
    shown = sorted(codes, key=lambda code: code != here)
    if len(shown) > _NAMED:
        others = len(shown) - _NAMED + 1
        shown[_NAMED - 1 :] = [ngettext("{count} more", "{count} more", others)]
    return tr("{claim} in {articles}", claim=claim.code, articles=format_list(shown))
