"""Citations: a passage with its source, to be pasted elsewhere."""

from html import escape

from msgspec import Struct

from annotator.domain.anchor import Passage
from annotator.domain.article import Article
from annotator.domain.paragraphs import paragraph_number
from annotator.domain.quotation import without_marks
from annotator.domain.web_address import web_address


class Citation(Struct, frozen=True):
    """The same citation as plain text and as HTML."""

    text: str
    html: str


def citation_of(passage: Passage, article: Article) -> Citation:
    """Return a passage with its headline, publisher, date, address, article code and paragraph.

    Unknown parts are omitted; an ellipsis stands for the gaps between spans.
    """
    stretches = (" ".join(span.of(passage.text).split()) for span in passage.spans)
    quote = without_marks(" … ".join(stretches))
    headline = " ".join(article.headline.split())
    details = [article.publisher, article.published_at]
    place = f"{article.code} {paragraph_label(passage)}"
    known = [each for each in (headline, *details, article.source_url, place) if each]
    cite = f"<cite><bdi>{escape(headline)}</bdi></cite>" if headline else ""
    marked = [cite, *(f"<bdi>{escape(each)}</bdi>" for each in details if each)]
    source = ", ".join(filter(None, [*marked, _link(article.source_url), escape(place)]))
    html = f"<p>“<bdi>{escape(quote)}</bdi>” — {source}</p>"
    return Citation(text=f"“{quote}” — {', '.join(known)}", html=html)


def paragraph_label(passage: Passage) -> str:
    """Return the paragraph numbers of a passage: ¶3, or ¶3–4."""
    first = paragraph_number(passage.text, passage.spans[0].start)
    last = paragraph_number(passage.text, passage.spans[-1].end - 1)
    return f"¶{first}" if first == last else f"¶{first}–{last}"


def _link(address: str) -> str:
    try:
        target = web_address(address)
    except ValueError:
        return escape(address)
    return f'<a href="{escape(target)}">{escape(target)}</a>' if target else ""
