"""Texts that spreadsheets run, and a project that has a text in every field of every record."""

from itertools import product

from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.text import clean
from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft

_RUN = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "=WEBSERVICE(A1)",
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2",
    "@SUM(1;1)",
    "@A1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
)
_BEFORE = ("", " ", "   ", "\t", "\n", "\n\n ", "\u00a0", "\u3000", "\u2003", "'")
_OTHERS = ("\ttab", "\nline", '";=1+1', "x;=1+1", "x\n=1+1", '"=1+1"', "1E5", "007", "9/11", "TRUE")

PAYLOADS = tuple(clean(before + run) for before, run in product(_BEFORE, _RUN)) + _OTHERS
"""Texts that a spreadsheet could run, or take for something else than text."""

SCHEME = "naughty-verdict@1"


def fill(desk, texts):
    """Add one of everything for each text, which stands in every field that holds text."""
    labels = [
        Label(code=f"v{n}", name=f"{text} {n}", short=text, definition=text)
        for n, text in enumerate(texts)
    ]
    of = {"title": "=1+1", "licence": "=1+1", "source_url": "=1+1"}
    desk.store.apply(
        Edit.add("Add", Scheme(id=SCHEME, layer="verdict", labels=tuple(labels), ordinal=9, **of))
    )
    for number, text in enumerate(texts, 1):
        desk.store.apply(Edit.add("Add", *_records(desk, number, text)))


def _records(desk, number, text):
    person = Annotator(name=f"{text} {number}")
    entity = Entity(name=f"{text} {number}", same_as=text, notes=text, aliases=(text,))
    version = _article(desk, number, text, person)
    content = desk.reader.text(version.sha256)
    anchor = anchored(version.id, content, [Span(0, len(content) - len("\nLast line.\n"))])
    claim = Claim(
        code=f"C{number}", text=text, venue=text, claimant_id=entity.id, created_by=person.id
    )
    said = Attribution(quote_type="direct", source_id=entity.id, source_text=text, cue_text=text)
    relayed = Attribution(level=2, source_text=text, cue_text=text)
    mention = Mention(
        claim_id=claim.id,
        anchor_id=anchor.id,
        annotator_id=person.id,
        attributions=(said, relayed),
        needs_context=True,
        context_note=text,
    )
    tone = {"annotator_id": person.id, "article_id": version.article_id, "anchor_id": anchor.id}
    sentiment = Sentiment(
        target_text=text, holder="speaker", holder_id=entity.id, note=text, polarity=-2, **tone
    )
    check = FactCheck(
        claim_id=claim.id,
        status="in_progress",
        verdict=LabelKey(SCHEME, f"v{number - 1}"),
        conclusion=text,
        justification=text,
        notes=text,
        checked_by=person.id,
    )
    source = Source(title=text, publisher=text, url=text, archive_url=text, reliability_note=text)
    evidence = Evidence(
        check_id=check.id,
        source_id=source.id,
        quote=text,
        locator=text,
        note=text,
        added_by=person.id,
    )
    return person, entity, anchor, claim, mention, sentiment, check, source, evidence


def _article(desk, number, text, person):
    """Bring an article in whose text begins with a text, and return its text version."""
    draft = Draft(
        headline=text,
        text=clean(f"{text}\nLast line.\n"),
        original=b"",
        encoding="utf-8",
        file_name=f"{number}.txt",
    )
    named = {"byline": text, "publisher": text, "source_url": text}
    edit = article_from_draft(replace(draft, **named), f"A{number}", desk.by)
    desk.store.apply(edit)
    article = edit.changes[0].record
    desk.store.apply(Edit.swap("Change", article, replace(article, archive_url=text, notes=text)))
    return edit.changes[1].record
