"""UIMA CAS as XMI for INCEpTION and other UIMA tools: a file for each article, and the types.

https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html. The library writes positions in UTF-16 units,
as UIMA counts. A stretch of a mark is an annotation; those of one mark have one `mark_id`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import MentionFacts
from annotator.exporters.marks import LabelledText, Mark, labelled_texts
from annotator.exporters.records import Records
from annotator.exporters.xml_text import writable

if TYPE_CHECKING:
    from cassis import TypeSystem

_TYPES: Final = "TypeSystem.xml"
_CLAIM: Final = "webanno.custom.Claim"
_SENTIMENT: Final = "webanno.custom.Sentiment"
_FEATURES: Final = {
    _CLAIM: ("mark_id", "label", "code", "wording", "quote_type", "verdict"),
    _SENTIMENT: ("mark_id", "label", "polarity", "target"),
}
_PLAIN: Final = re.compile("[^A-Za-z0-9]")


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the types, then the analysis of each article."""
    types = _types()
    yield Piece(_TYPES, types.to_xml().encode())
    for number, labelled in enumerate(labelled_texts(records, str(chosen["labels"])), 1):
        name = _PLAIN.sub("", labelled.facts.article.code) or f"article-{number}"
        content = _analysis(types, labelled).encode()
        yield Piece(f"{name}.xmi", content, len(labelled.marks), is_whole_file=True)


def _types() -> "TypeSystem":
    from cassis import TypeSystem  # noqa: PLC0415 - 100 ms

    types = TypeSystem()
    for name, features in _FEATURES.items():
        made = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(domainType=made, name=feature, rangeType="uima.cas.String")
    return types


def _analysis(types: "TypeSystem", labelled: LabelledText) -> str:
    from cassis import Cas  # noqa: PLC0415 - 100 ms

    cas = Cas(typesystem=types)
    cas.sofa_string = writable(labelled.text)
    cas.sofa_mime = "text/plain"
    for mark, fragment, label in labelled.stretches:
        name = _CLAIM if isinstance(mark.facts, MentionFacts) else _SENTIMENT
        values = {key: writable(value) for key, value in _values(mark, label).items()}
        cas.add(types.get_type(name)(begin=fragment.start, end=fragment.end, **values))
    written: str = cas.to_xmi()
    return written


def _values(mark: Mark, label: str) -> dict[str, Any]:
    facts = mark.facts
    if isinstance(facts, MentionFacts):
        return {
            "mark_id": mark.id,
            "label": label,
            "code": facts.claim.claim.code,
            "wording": facts.claim.claim.text,
            "quote_type": facts.mention.quote_type,
            "verdict": facts.claim.latest.verdict_code,
        }
    return {
        "mark_id": mark.id,
        "label": label,
        "polarity": str(facts.sentiment.polarity),
        "target": facts.target.name or facts.sentiment.target_text,
    }
