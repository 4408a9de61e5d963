"""Filters find the same records, however they are looked for: as a slow reading of all does."""

from itertools import combinations
from random import Random

import pytest
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.people import Entity
from annotator.domain.search import FilterKey, SearchKind
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion
from annotator.operations.search_query import query_of
from annotator.storage import pages, search_bitmaps, search_conditions, search_reader
from annotator.storage.search_reader import searching_in

TEXT = "Premier Lind gave no guarantees."
VALUES = {
    "claimant": ("lind", "or", "nobody"),
    "verdict": ("refuted", "none", "x"),
    "status": ("todo", "unstarted", "completed", "excluded"),
    "before": ("2024", "1999"),
    "after": ("2025",),
    "publisher": ("ledger", "e"),
    "in": ("a3", "a99"),
    "suggestions": ("open", "rejected"),
}
ALONE = [f"{key}:{value}" for key, values in VALUES.items() for value in values]
PAIRS = Random(1).sample([" ".join(pair) for pair in combinations(ALONE, 2)], 40)
ASKED = [*ALONE, *PAIRS, "guarantees", "claim"]
SIDES = {
    **dict.fromkeys(("in", "publisher", "suggestions", "todo", "excluded"), "article"),
    **dict.fromkeys(("claimant", "verdict", "unstarted", "completed"), "claim"),
    **dict.fromkeys(("before", "after"), "both"),
}
"""What a filter is of, or one of a status with this value."""

WAYS = {  # records that are few, those of a block, names of one filter at most, seconds of a moment
    "few may pass": (2000, 1024, 40, 9.0),
    "many may pass": (1, 5, 40, 9.0),
    "whatever may pass": (2000, 1024, 0, 9.0),
    "nothing is found in a moment": (2000, 1024, 40, -1.0),
}


class Slow:
    """What passes a query, by reading everything."""

    def __init__(self, reader):
        self.reader = reader
        self.people = {each.id: each for each in reader.find(Entity)}
        self.checks = {each.claim_id: each for each in reader.find(FactCheck)}
        self.claims = {each.id: each for each in reader.find(Claim)}
        self.articles = {each.id: each for each in reader.find(Article)}
        versions = {each.id: each.article_id for each in reader.find(TextVersion)}
        owners = {each.id: versions[each.text_id] for each in reader.find(Anchor)}
        anchors = {mention.anchor_id: mention for mention in reader.find(Mention)}
        self.pairs = {(owners[anchor], mention.claim_id) for anchor, mention in anchors.items()}
        self.made = reader.find(Suggestion)

    def passing(self, query):
        """Return the ids of the articles and of the claims."""
        of_articles, of_claims, of_both = ([], [], [])
        for each in query.filters:
            side = SIDES.get(each.key) or SIDES[each.value]
            {"article": of_articles, "claim": of_claims, "both": of_both}[side].append(each)
        wants_status = any(each.key == FilterKey.STATUS for each in query.filters)
        fits = {
            id_
            for id_, article in self.articles.items()
            if all(self.article(each, article) for each in of_articles)
        }
        told = {
            id_
            for id_, claim in self.claims.items()
            if all(self.claim(each, claim) for each in of_claims)
        }
        near = {(one, other) for one, other in self.pairs if one in fits and other in told}
        articles = {
            id_
            for id_ in (fits if not of_claims else {one for one, _ in near})
            if (wants_status or self.articles[id_].status != "excluded")
            and all(dated(each, self.articles[id_].published_at) for each in of_both)
        }
        claims = {
            id_
            for id_ in (told if not of_articles else {other for _, other in near})
            if all(dated(each, self.claims[id_].date) for each in of_both)
        }
        return articles, claims

    def article(self, each, article):
        """Return whether an article passes a filter."""
        match each.key:
            case FilterKey.IN:
                return article.code.lower() == each.value
            case FilterKey.PUBLISHER:
                return each.value in article.publisher.lower()
            case FilterKey.STATUS:
                return article.status == each.value
        states = {made.state for made in self.made if made.article_id == article.id}
        return {"rejected": "refused"}.get(each.value, each.value) in states

    def claim(self, each, claim):
        """Return whether a claim passes a filter."""
        check = self.checks.get(claim.id)
        verdict = check.verdict.code if check and check.verdict else "none"
        match each.key:
            case FilterKey.VERDICT:
                return verdict == each.value
            case FilterKey.STATUS:
                return (check.status if check else "unstarted") == each.value
        name = self.people[claim.claimant_id].name if claim.claimant_id else ""
        return any(word.startswith(each.value) for word in name.lower().split())


def dated(each, day):
    """Return whether a day passes a filter."""
    return "" < day < each.value if each.key == FilterKey.BEFORE else day >= each.value


@pytest.fixture(params=[3, 5])
def filled(store, request):
    """A project of articles, claims of two of them each, checks and suggestions, by chance."""
    chance, who = Random(request.param), store.annotator.id
    people = [Entity(name=name) for name in ("Oskar Lind", "Mara Orban", "Nobuko Sato")]
    verdicts = [store.reader.codebook().scheme(Layer.VERDICT).key("refuted"), None]
    days = ("", "1998-01-01", "2024-02-01", "2025-03-04")
    records, versions, contents = [*people], [], []
    for number in range(1, 13):
        text = f"{TEXT} {number}"
        article = Article(
            code=f"A{number}",
            headline=f"Guarantees {number}",
            publisher=chance.choice(["Ledger", "Harbour Post", ""]),
            published_at=chance.choice(days),
            status=chance.choice(["todo", "done", "excluded"]),
        )
        content = Content(text)
        version = TextVersion(
            article_id=article.id, sha256=content.sha256, length=len(text), created_by=who
        )
        records += [article, version]
        versions.append((version, text))
        contents.append(content)
        if chance.random() < 0.4:
            anchor = anchored(version.id, text, [Span(0, 7)])
            state = chance.choice(["open", "refused", "taken"])
            made = Suggestion(article_id=article.id, anchor_id=anchor.id, state=state)
            records += [anchor, made]
    for number in range(1, 19):
        by = chance.choice([None, *people])
        claim = Claim(
            code=f"C{number}", text=f"Claim {number}", created_by=who, date=chance.choice(days),
            claimant_id=by and by.id,
        )  # fmt: skip
        records.append(claim)
        for version, text in chance.sample(versions, chance.randrange(3)):
            anchor = anchored(version.id, text, [Span(8, 12)])
            records += [
                anchor, Mention(claim_id=claim.id, anchor_id=anchor.id, annotator_id=who)
            ]  # fmt: skip
        if chance.random() < 0.6:
            status = chance.choice(["unstarted", "in_progress", "completed"])
            verdict = chance.choice(verdicts)
            records.append(
                FactCheck(claim_id=claim.id, checked_by=who, status=status, verdict=verdict)
            )
    store.apply(Edit(label="Fill", changes=Edit.add("", *records).changes, contents=contents))
    return store


@pytest.mark.parametrize("way", WAYS)
def test_filters_find_what_a_slow_reading_finds(filled, monkeypatch, way):
    few, block, names, seconds = WAYS[way]
    monkeypatch.setattr(search_reader, "_AT_ONCE", few)
    monkeypatch.setattr(search_reader, "_AT_LAST", few)
    monkeypatch.setattr(search_conditions, "_FEW", min(few, 2))
    monkeypatch.setattr(search_conditions, "_MORE", min(few, 5))
    monkeypatch.setattr(search_bitmaps, "_BLOCK", block)
    monkeypatch.setattr(search_bitmaps, "_MANY", names)
    monkeypatch.setattr(search_reader, "_MOMENT", seconds)
    monkeypatch.setattr(pages, "_STEPS", 50)
    with searching_in(filled._db) as finder:
        [*finder.catching_up()]
        compare(filled, finder, ASKED)


def test_filters_follow_what_changes(filled):
    read = filled.reader.find
    with searching_in(filled._db) as finder:
        [*finder.catching_up()]
        compare(filled, finder, ["status:todo verdict:none"])
        changes = [
            *(Change(each, replace(each, status="done", notes="x")) for each in read(Article)[::2]),
            *(Change(each, replace(each, state="refused")) for each in read(Suggestion)),
            *(
                Change(each, replace(each, date="1998", claimant_id=None))
                for each in read(Claim)[::3]
            ),
            *(Change(each, replace(each, status="completed")) for each in read(FactCheck)),
            *(Change(each, None) for each in read(Mention)[::4]),
        ]
        filled.apply(Edit(label="Change", changes=tuple(changes)))
        [*finder.catching_up()]
        compare(filled, finder, ALONE)

        filled.undo()
        [*finder.catching_up()]
        compare(filled, finder, ALONE)


def test_what_the_index_lacks_is_asked(filled):
    with searching_in(filled._db) as finder:
        compare(filled, finder, [each for each in ALONE if "claimant" not in each], wordless=True)


def test_a_count_of_filters_ends_at_the_most(filled, monkeypatch):
    monkeypatch.setattr(search_reader, "MOST_COUNTED", 2)
    monkeypatch.setattr(search_conditions, "_FEW", 1)
    with searching_in(filled._db) as finder:
        [*finder.catching_up()]

        assert finder.count(SearchKind.CLAIM, query_of("verdict:none")) == 3


def compare(filled, finder, all_asked, *, wordless=False):
    slow = Slow(filled.reader)
    for words in all_asked:
        articles, claims = slow.passing(query_of(words))
        for kind, asked, expected in (
            (SearchKind.ARTICLE, words, articles),
            (SearchKind.TEXT, f"premier {words}", articles),
            (SearchKind.CLAIM, words, claims),
            (SearchKind.CLAIM, f"claim {words}", claims),
        ):
            query = query_of(asked)
            if wordless and query.terms:
                continue
            newest = finder.matches(kind, query, 99)
            first, is_cut = finder.first(kind, query, 2)
            known = expected if query.filters else {each.id for each in newest}
            assert {each.id for each in newest} == known, asked
            assert first == newest[: len(first)], asked
            assert is_cut or len(first) == min(2, len(newest)), asked
            assert finder.count(kind, query) == len(newest), asked
