"""Claims with their checks as AVeriTeC has them: one JSON list.

https://github.com/MichSchli/AVeriTeC, README. Dates are `D-M-YYYY`. AVeriTeC asks questions and
answers them; here each piece of evidence is an answer, with its locator in place of the question.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from annotator.domain.check import Evidence, EvidenceStance, Source, SourceMedium
from annotator.domain.codebook import Layer
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import ClaimFacts
from annotator.exporters.records import Records

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LABELS: Final = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not_enough_evidence": "Not Enough Evidence",
    "conflicting_cherrypicking": "Conflicting Evidence/Cherrypicking",
}
_MEDIA: Final = {
    SourceMedium.WEB_TEXT: "Web text",
    SourceMedium.WEB_TABLE: "Web table",
    SourceMedium.PDF: "PDF",
    SourceMedium.IMAGE: "Image/graphic",
    SourceMedium.VIDEO: "Video",
    SourceMedium.METADATA: "Metadata",
}

_Json = dict[str, Any]


def pieces(records: Records, _: OptionValues) -> Iterator[Piece]:
    """Yield the claims that have a verdict, a piece for each."""
    opening = b"[\n"
    for claim in records.claims():
        if claim.facts.latest.verdict_code:
            yield Piece("", opening + msgspec.json.encode(_record(records, claim.facts)), 1)
            opening = b",\n"
    yield Piece("", b"\n]\n" if opening == b",\n" else b"[]\n")


def _record(records: Records, facts: ClaimFacts) -> _Json:
    check = facts.latest
    article = next(iter(records.part.articles_with(facts.claim.id)), None)
    return {
        "claim": facts.claim.text,
        "label": _LABELS.get(check.verdict_code, check.verdict_label),
        "justification": check.check.justification or check.check.conclusion,
        "claim_date": _date(facts.claim.date),
        "speaker": facts.claimant.name or None,
        "original_claim_url": (article.source_url or None) if article else None,
        "cached_original_claim_url": (article.archive_url or None) if article else None,
        "fact_checking_article": None,
        "reporting_source": (article.publisher or None) if article else None,
        "location_ISO_code": None,
        "claim_types": [each.name for each in facts.labels if each.layer == Layer.CLAIM_TYPE],
        "fact_checking_strategies": [],
        "questions": [_question(*held) for held in check.held],
    }


def _question(evidence: Evidence, source: Source | None) -> _Json:
    answer = {
        "answer": evidence.quote or evidence.note,
        "answer_type": _answer_type(evidence),
        "source_url": source.url if source else "",
        "cached_source_url": source.archive_url if source else "",
        "source_medium": _MEDIA.get(SourceMedium(source.medium), "Other") if source else "",
    }
    return {"question": evidence.locator, "answers": [answer]}


def _answer_type(evidence: Evidence) -> str:
    if evidence.stance == EvidenceStance.NOT_FOUND:
        return "Unanswerable"
    return "Extractive" if evidence.quote else "Abstractive"


def _date(date: str) -> str | None:
    found = _DAY.fullmatch(date)
    return f"{int(found[3])}-{int(found[2])}-{found[1]}" if found else None
