"""The wordings of a claim in each article, for comparison."""

from collections.abc import Sequence

from msgspec import Struct

from annotator.domain.anchor import Anchor, Fragment, Passage
from annotator.domain.article import Article
from annotator.domain.citation import paragraph_label
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.direction import side_by_side
from annotator.domain.errors import LostTextError
from annotator.domain.reading import ProjectReader
from annotator.domain.text import from_first_word, up_to_last_word
from annotator.language.differences.wordings import Difference, difference
from annotator.operations.labelling import article_of, passage_of
from annotator.ui.application.dates import format_date
from annotator.ui.models.wording import short_names


class Wording(Struct, frozen=True, kw_only=True):
    """One passage with its context on the line, and its position."""

    mention: Mention
    code: str
    publisher: str
    place: str  # date and paragraph
    quote: str
    before: str
    text: str
    after: str


def wordings(reader: ProjectReader, codebook: Codebook, claim: Claim) -> list[Wording]:
    """Return the passages of a claim, in the order of the articles and then of the text."""
    scheme = codebook.scheme(Layer.QUOTE_TYPE)
    names = short_names(scheme.labels)
    found = []
    for mention in reader.find(Mention, claim_id=claim.id):
        anchor = reader.get(Anchor, mention.anchor_id)
        article = article_of(reader, anchor) if anchor else None
        if anchor and article:
            quote = names.get(mention.quote_type, "")
            found.append((article, anchor, _wording(reader, mention, anchor, article, quote)))
    found.sort(key=lambda each: (len(each[0].code), each[0].code, each[1].start))
    return [wording for _, _, wording in found]


def differences(shown: Sequence[Wording], reference: int) -> list[Difference]:
    """Return how each wording differs from the reference, which itself has no difference."""
    return [
        Difference() if number == reference else difference(shown[reference].text, each.text)
        for number, each in enumerate(shown)
    ]


def _wording(
    reader: ProjectReader, mention: Mention, anchor: Anchor, article: Article, quote: str
) -> Wording:
    first, last = anchor.fragments[0], anchor.fragments[-1]
    passage = _passage(reader, mention)
    text = passage.text if passage else ""
    paragraph = paragraph_label(passage) if passage else ""
    details = [format_date(article.published_at), paragraph]
    return Wording(
        mention=mention,
        code=article.code,
        publisher=article.publisher,
        place=side_by_side(details),
        quote=quote,
        before=_before(text, first),
        text=" ".join(anchor.exact.split()),
        after=_after(text, last),
    )


def _passage(reader: ProjectReader, mention: Mention) -> Passage | None:
    try:
        return passage_of(reader, mention)
    except LostTextError:  # the damaged list names it
        return None


def _before(text: str, first: Fragment) -> str:
    """Return the text before a passage on its line, in whole words."""
    line = first.prefix.rpartition("\n")[2]
    start = first.start - len(line)
    return f"… {from_first_word(line)}" if _is_on_line(text[max(0, start - 1) : start]) else line


def _after(text: str, last: Fragment) -> str:
    line = last.suffix.partition("\n")[0]
    end = last.end + len(line)
    return f"{up_to_last_word(line)} …" if _is_on_line(text[end : end + 1]) else line


def _is_on_line(sign: str) -> bool:
    return sign not in {"", "\n"}
