"""A small project with one of everything, and the folder that it becomes."""

import csv

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.edit import Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.text import clean
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.importers import Draft, codebook
from annotator.operations.new_article import article_from_draft
from annotator.storage.store import Store
from tests.codes import next_code

TEXT = "🇺🇦 Cafe\u0301 40\u00a0000\r\n“No,” he said.\r\n“Never,” officials added.\r\n"
LIND = Entity(name="Oskar Lind", kind="person", same_as="https://lind.example", aliases=("Lind",))


class Desk:
    """Somebody at work in a project that is kept in memory."""

    def __init__(self) -> None:
        self.store = Store.in_memory(codebook.named("standard"))
        self.store.sign_in("Ana")
        self.by = self.store.annotator.id
        self.reader = self.store.reader

    def add(self, *records):
        """Add records and return the last."""
        self.store.apply(Edit.add("Add", *records))
        return records[-1]

    def article(self, text, **fields):
        """Bring an article in and return its text version."""
        draft = Draft(
            headline="Headline", text=clean(text), original=b"", encoding="utf-8", file_name="a.txt"
        )
        edit = article_from_draft(replace(draft, **fields), next_code(self.store, "A"), self.by)
        self.store.apply(edit)
        return edit.changes[1].record

    def claim(self, text="A claim", **fields):
        """Add a claim and return it."""
        code = next_code(self.store, "C")
        return self.add(Claim(code=code, text=text, created_by=self.by, **fields))

    def anchor(self, version, *words):
        """Add an anchor on the first occurrence of each of the words, and return it."""
        text = self.reader.text(version.sha256)
        starts = [text.index(each) for each in words]
        spans = [Span(s, s + len(each)) for s, each in zip(starts, words, strict=True)]
        return self.add(anchored(version.id, text, spans))

    def mention(self, claim, version, *words, **fields):
        """Mark words as a mention of a claim and return it."""
        anchor = self.anchor(version, *words)
        return self.add(
            Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=self.by, **fields)
        )


@pytest.fixture
def desk():
    """An empty project, in memory, with somebody at work in it."""
    desk = Desk()
    yield desk
    desk.store.close()


@pytest.fixture
def labelled(desk):
    """A project with one of everything."""
    version = desk.article(TEXT, publisher="Courier", published_at="2031-02-27")
    desk.article("Nothing is marked here.")
    desk.add(LIND)
    labels = {("fullfact-claim-type@1", "rules"), ("fullfact-claim-type@1", "quantity")}
    labels |= {("priority-3@1", "worth_checking")}
    claim = desk.claim(claimant_id=LIND.id, labels=frozenset(LabelKey(*each) for each in labels))
    said = (
        Attribution(quote_type="direct", source_id=LIND.id, cue_text="he said", said_on="2031-02"),
        Attribution(level=2, source_text="officials", is_anonymous=True),
    )
    desk.mention(claim, version, "No,", "Never,", attributions=said)
    desk.mention(claim, version, "officials added", needs_context=True)
    desk.claim("Nobody says this anywhere")
    add_sentiment(desk, version)
    add_zones(desk, version)
    add_checks(desk, claim)
    return desk


def add_sentiment(desk, version):
    """Add a sentiment on a passage with a gap, and one on the whole article."""
    anchor = desk.anchor(version, "No", "Never")
    of = {"article_id": version.article_id, "annotator_id": desk.by}
    speaker = {"holder": "speaker", "holder_id": LIND.id, "target_text": "the Pact"}
    desk.add(Sentiment(anchor_id=anchor.id, polarity=-2, is_implicit=True, **speaker, **of))
    desk.add(Sentiment(scope="document", polarity=3, target_id=LIND.id, **of))


def add_zones(desk, version):
    """Say that the last line is a tag line; leave another proposal refused."""
    start = desk.reader.text(version.sha256).index("“Never")
    last = {"text_id": version.id, "start": start, "end": version.length - 1, "rule": "en.tags"}
    desk.add(Zone(kind=ZoneKind.TAGS, state=ZoneState.TAKEN, **last))
    refused = {"text_id": version.id, "start": 0, "end": 5, "rule": "en.byline"}
    desk.add(Zone(kind=ZoneKind.BYLINE, state=ZoneState.REFUSED, **refused))


def add_checks(desk, claim):
    """Add two rounds of a check: one begun, one completed with three pieces of evidence."""
    round_one = FactCheck(claim_id=claim.id, checked_by=desk.by, status="in_progress")
    done = FactCheck(
        claim_id=claim.id,
        round_no=2,
        status="completed",
        verdict=LabelKey("averitec-verdict@1", "refuted"),
        conclusion="It does not hold.",
        as_of="2031-03",
        completed_at="2031-03-05T10:00:00.000Z",
        checked_by=desk.by,
    )
    letter = Source(title="Letter", url="https://letter.example", is_primary=True)
    call = Source(title="Call", medium="interview")
    held = [
        Evidence(check_id=done.id, source_id=letter.id, stance="refutes", added_by=desk.by),
        Evidence(check_id=done.id, source_id=letter.id, quote="Nowhere", added_by=desk.by),
        Evidence(check_id=done.id, source_id=call.id, added_by=desk.by),
        Evidence(check_id=done.id, stance="not_found", added_by=desk.by),
    ]
    desk.add(done, round_one, letter, call, *held)


@pytest.fixture
def export(tmp_path):
    """Export a project and return the folder."""

    def export(desk, options=None, folder="out"):
        for _ in write(FORMATS[0], desk.reader, tmp_path / folder, options):
            pass
        return tmp_path / folder

    return export


@pytest.fixture
def rows():
    """Read a table of an export as Python reads CSV."""

    def read(folder, table, encoding="utf-8-sig"):
        csv.field_size_limit(1_000_000_000)
        with (folder / f"{table}.csv").open(encoding=encoding, newline="") as file:
            return list(csv.DictReader(file))

    return read
