"""The plain-text output of commands, line by line."""

from collections.abc import Iterator

from annotator.commands.listing import ListedArticle
from annotator.commands.show import (
    ShownArticle,
    ShownCheck,
    ShownClaim,
    ShownEvidence,
    ShownMention,
    ShownPlace,
    ShownSentiment,
)
from annotator.domain.claim import QuoteType
from annotator.domain.direction import isolated
from annotator.domain.sentiment import Certainty
from annotator.i18n import ngettext, tr
from annotator.language.languages.names import language


def of_listed(article: ListedArticle) -> str:
    """Return the line of an article in a list."""
    about = _dotted(
        article.publisher,
        article.published_at,
        ngettext("{count} claim", "{count} claims", article.claim_count),
    )
    return f"{article.code:<5} {article.status:<12} {isolated(article.headline)}  ({about})"


def of_shown(shown: ShownArticle | ShownClaim) -> Iterator[str]:
    """Return an article or a claim with everything that is known of it."""
    yield from _article(shown) if isinstance(shown, ShownArticle) else _claim(shown)
    yield from (f"▲ {sentence}" for sentence in shown.damaged)


def _article(shown: ShownArticle) -> Iterator[str]:
    article = shown.record
    by = tr("by {author}", author=article.byline) if article.byline else ""
    yield f"{article.code}  {article.headline}"
    known = language(article.language)
    written = tr("in {language}", language=known.name) if known else ""
    about = (article.publisher, article.published_at, by, article.source_url, written)
    yield _dotted(*about, article.status)
    yield from ("", shown.text.rstrip("\n"), "")
    yield ngettext("Claims: {count} mention", "Claims: {count} mentions", len(shown.mentions))
    for mention in shown.mentions:
        yield from _mention(mention, f"{mention.claim}  {mention.claim_text}", mention.verdict)
    yield ngettext("Sentiment: {count} note", "Sentiment: {count} notes", len(shown.sentiments))
    for sentiment in shown.sentiments:
        yield from _sentiment(sentiment)


def _claim(shown: ShownClaim) -> Iterator[str]:
    claim = shown.record
    date = _dotted(claim.date, claim.date_basis, claim.venue)
    yield f"{claim.code}  {claim.text}"
    yield _dotted(
        tr("Claimant: {claimant}", claimant=shown.claimant) if shown.claimant else "",
        claim.assertion_kind,
        date,
    )
    yield from (f"  {label.layer}: {label.name}" for label in shown.labels)
    yield ngettext("Mentions: {count} mention", "Mentions: {count} mentions", len(shown.mentions))
    for mention in shown.mentions:
        yield from _mention(mention, mention.article, "")
    yield ngettext("Fact-check: {count} round", "Fact-check: {count} rounds", len(shown.checks))
    for check in shown.checks:
        yield from _check(check)


def _mention(mention: ShownMention, title: str, verdict: str) -> Iterator[str]:
    relayed = (
        tr("relayed by {names}", names=", ".join(mention.relayed_by)) if mention.relayed_by else ""
    )
    quote = (
        tr("{kind} quote", kind=mention.quote_type)
        if mention.quote_type not in ("", QuoteType.NONE)
        else ""
    )
    yield f"  {_dotted(title, verdict)}"
    yield f"    {_placed(mention.place)}"
    if about := _dotted(mention.attributed_to, quote, relayed, mention.said_on):
        yield f"    {about}"


def _sentiment(found: ShownSentiment) -> Iterator[str]:
    said = _dotted(found.holder_name or found.holder, *_traits(found))
    polarity = f"{found.polarity:+d}".replace("-", "−")
    target = found.target or tr("nobody named")
    towards = tr(
        "{polarity}  towards {target} ({said})", polarity=polarity, target=target, said=said
    )
    yield f"  {towards}"
    place = _placed(found.place) if found.place else tr("the whole article")
    yield f"    {place}"
    if found.note:
        yield f"    {found.note}"


def _traits(found: ShownSentiment) -> Iterator[str]:
    if found.is_mixed:
        yield tr("mixed")
    if found.is_implicit:
        yield tr("implicit")
    if found.certainty == Certainty.UNSURE:
        yield tr("unsure")


def _check(check: ShownCheck) -> Iterator[str]:
    as_of = tr("as of {date}", date=check.as_of) if check.as_of else ""
    state = _dotted(check.status, check.verdict_label, as_of, check.checked_by)
    yield f"  {check.round_no}. {state}"
    yield from (f"     {line}" for line in (check.conclusion, check.justification) if line)
    for evidence in check.evidence:
        yield from _evidence(evidence)
    if check.gaps:
        missing = tr("Still missing: {gaps}", gaps="; ".join(check.gaps))
        yield f"     {missing}"


def _evidence(evidence: ShownEvidence) -> Iterator[str]:
    source = evidence.source
    named = _dotted(source.title, source.publisher, source.url) if source else ""
    named = named or tr("no source")
    yield f"     {evidence.stance}: {named}"
    if evidence.quote:
        yield f"       “{evidence.quote}”"


def _placed(place: ShownPlace) -> str:
    stretches = ", ".join(f"{each.start_char}–{each.end_char}" for each in place.fragments)
    return f"{stretches}  “{' '.join(place.exact.split())}”"


def _dotted(*parts: str) -> str:
    return " · ".join(isolated(part) for part in parts if part)
