"""Projects made by chance: emoji, right-to-left, overlaps, gaps, hostile names and long cells."""

from random import Random

from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import CheckStatus, Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.text import clean
from annotator.domain.zone import ZoneKind
from annotator.importers import Draft
from annotator.operations.new_article import article_from_draft
from annotator.operations.text_versions import corrected
from annotator.operations.zoning import by_hand

WORDS = (
    *("Kyiv", "🇺🇦", "said", "גשר", "الجسر", "Cafe\u0301", "40\u00a0000", "“No,”", "橋", "👩‍👩‍👧"),
    *("a|b", "x;y", "=1+1", "C1", "[3]", "_", "*", "\\n", "the bridge", "is", "closed.", "<b>"),
    *("\n", "\n\n", "\t", "  "),
)
NAMES = (
    "=cmd|' /C calc'!A0",
    "-2",
    'O’Brien, "Al"',
    "עמית",
    "'=x",
    "a | b",
    "9/11",
    "007",
    "x" * 40_000,
)


class RandomProject:
    """Fills a store with records that only their seed decides."""

    def __init__(self, store, seed):
        self.store, self.reader, self.random = store, store.reader, Random(seed)
        self.by = store.annotator.id
        self.codebook = store.reader.codebook()
        for number in range(self.random.randint(1, 3)):
            self.article(number)

    def add(self, *records):
        self.store.apply(Edit.add("x", *records))
        return self.store.reader.get(type(records[-1]), records[-1].id)

    def text(self):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(5, 40)))

    def name(self):
        return self.random.choice(NAMES)

    def article(self, number):
        text = clean(f"{number} {self.text()}\n")
        draft = Draft(
            headline=self.text()[:60], text=text, original=b"", encoding="utf-8", file_name="a"
        )
        draft = replace(
            draft, publisher=self.name()[:99], source_url=f"https://example.org/{number}"
        )
        self.store.apply(article_from_draft(draft, "", self.by))
        version = list(self.reader.each(TextVersion))[-1]
        for _ in range(self.random.randint(0, 5)):
            self.mention(version, text)
        for _ in range(self.random.randint(0, 2)):
            self.sentiment(version, text)

    def anchor(self, version, text):
        """Add an anchor on one or two stretches that begin and end with something to see."""
        spans = []
        for _ in range(self.random.choice((1, 1, 2))):
            start = self.random.randrange(len(text) - 1)
            span = Span(start, min(len(text), start + self.random.randint(1, 20))).trimmed(text)
            spans += [span] if span else []
        return self.add(anchored(version.id, text, spans)) if spans else None

    def mention(self, version, text):
        anchor = self.anchor(version, text)
        claims = list(self.reader.each(Claim))
        if anchor is None:
            return
        claim = self.random.choice([*claims, None]) or self.claim()
        said = (Attribution(quote_type="indirect", source_text=self.name(), cue_text=self.text()),)
        of = {"claim_id": claim.id, "anchor_id": anchor.id, "annotator_id": self.by}
        self.add(Mention(context_note=self.name(), attributions=said, **of))

    def claim(self):
        types = self.codebook.scheme(Layer.CLAIM_TYPE)
        some = self.random.sample(types.labels, k=self.random.randint(0, 2))
        worth = self.codebook.scheme(Layer.CHECKWORTHINESS)
        worths = [worth.key(each.code) for each in self.random.choices(worth.labels)]
        taken = {each.name for each in self.reader.each(Entity)}
        name = self.name()
        entity = None if name in taken else self.add(Entity(name=name, aliases=(self.text(), "x")))
        claim = Claim(
            text=f"{self.text()} {self.reader.count(Claim)}",
            labels=frozenset([*worths, *(types.key(each.code) for each in some)]),
            claimant_id=entity.id if entity else None,
            venue=self.name(),
            date=self.random.choice(("", "2031", "2031-02", "2031-02-03")),
            created_by=self.by,
        )
        self.add(claim)
        if self.random.random() < 0.7:
            self.check(claim)
        return claim

    def check(self, claim):
        verdicts = self.codebook.scheme(Layer.VERDICT)
        verdict = self.random.choice([*verdicts.labels, None])
        check = FactCheck(
            claim_id=claim.id,
            status=CheckStatus.IN_PROGRESS,
            verdict=verdicts.key(verdict.code) if verdict else None,
            conclusion=self.name(),
            justification=self.text(),
            as_of=self.random.choice(("", "2031-12-31")),
            checked_by=self.by,
        )
        source = Source(title=self.name(), url="https://example.org/a?b=1,2;3")
        evidence = Evidence(
            check_id=check.id, source_id=source.id, quote=self.text(), added_by=self.by
        )
        self.add(check, source, evidence)

    def sentiment(self, version, text):
        anchor = self.anchor(version, text)
        if anchor:
            of = {"article_id": version.article_id, "anchor_id": anchor.id}
            polarity = self.random.randint(-3, 3)
            self.add(
                Sentiment(polarity=polarity, target_text=self.name(), annotator_id=self.by, **of)
            )

    def more(self):
        """Correct a text, mark lines, and add what has no passage."""
        article = self.random.choice(list(self.reader.each(Article)))
        text = self.reader.text(self.reader.version(article.id).sha256)
        self.store.apply(corrected(self.reader, article, f"More. {text}", "", self.by))
        version = self.reader.version(article.id)
        zone = by_hand(version.id, Span(0, 5), ZoneKind.TAGS)
        of = {"article_id": article.id, "annotator_id": self.by}
        self.add(zone, Sentiment(scope="document", polarity=1, target_text="x", **of))
        self.claim()
