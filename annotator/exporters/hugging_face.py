"""A folder that `datasets.load_dataset` loads: lines of JSON and the card that describes them.

https://huggingface.co/docs/datasets/repository_structure: the configurations in the card's head
name the files.
"""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from annotator.domain.codebook import Layer
from annotator.domain.project import Project
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import ArticleFacts, CountedClaim
from annotator.exporters.marks import LabelledText, labelled_texts
from annotator.exporters.metadata import TOOL
from annotator.exporters.records import Records
from annotator.exporters.sentences import SentenceFacts, sentences_of

_CARD: Final = "README.md"
_FILES: Final = {
    "articles": "articles.jsonl",
    "sentences": "sentences.jsonl",
    "claims": "claims.jsonl",
}
_ABOUT: Final = """\
## What it holds

- `articles`: a line for each article, with its text and its marks. `start` and `end` count Unicode
  code points, the end not included: `text[start:end]` is the passage.
- `sentences`: a line for each sentence. `is_negative` is true where a person has finished the
  article and marked no claim in the sentence; skip the sentences of other articles when you
  count what is not a claim.
- `claims`: a line for each claim, with the verdict of its latest fact-check.

Texts of articles belong to their publishers. Ask them before you pass this on.

```python
from datasets import load_dataset

sentences = load_dataset("path/to/this/folder", "sentences", split="train")
```
"""

_Line = dict[str, Any]


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the lines of articles and their sentences, those of claims, then the card."""
    languages: set[str] = set()
    for name in _FILES.values():
        yield Piece(name, b"")
    for labelled in labelled_texts(records, str(chosen["labels"])):
        languages.update({labelled.facts.article.language.split("-")[0]} - {"", "und"})
        yield _piece("articles", [_article(labelled)])
        yield _piece("sentences", [_sentence(each) for each in sentences_of(labelled.facts)])
    for claim in records.claims():
        yield _piece("claims", [_claim(claim)])
    name = next((project.name for project in records.reader.each(Project)), "")
    yield Piece(_CARD, _card(" ".join(name.split()), sorted(languages)).encode())


def _piece(name: str, lines: list[_Line]) -> Piece:
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    return Piece(_FILES[name], content, len(lines))


def _article(labelled: LabelledText) -> _Line:
    spans = [
        {"start": fragment.start, "end": fragment.end, "label": label, "mark": mark.id}
        for mark, fragment, label in labelled.stretches
    ]
    return {**_named(labelled.facts), "text": labelled.text, "spans": spans}


def _named(facts: ArticleFacts) -> dict[str, str]:
    article = facts.article
    return {
        "article_code": article.code,
        "article_status": article.status,
        "language": article.language,
        "headline": article.headline,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "url": article.source_url,
    }


def _sentence(sentence: SentenceFacts) -> _Line:
    return {
        "article_code": sentence.of.article.code,
        "article_status": sentence.of.article.status,
        "language": sentence.of.article.language,
        "number": sentence.number,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.words,
        "has_claim": bool(sentence.mentions),
        "is_negative": sentence.is_negative,
        "claims": [each.claim.claim.code for each in sentence.mentions],
        "polarities": [each.sentiment.polarity for each in sentence.sentiments],
    }


def _claim(claim: CountedClaim) -> _Line:
    facts = claim.facts
    check = facts.latest
    return {
        "claim_code": facts.claim.code,
        "claim": facts.claim.text,
        "claimant": facts.claimant.name,
        "date": facts.claim.date,
        "types": [each.key.code for each in facts.labels if each.layer == Layer.CLAIM_TYPE],
        "priority": facts.codes(Layer.CHECKWORTHINESS),
        "mention_count": claim.mention_count,
        "article_count": claim.article_count,
        "check_status": check.check.status,
        "verdict": check.verdict_code,
        "conclusion": check.check.conclusion,
        "justification": check.check.justification,
        "evidence": [
            {"stance": each.stance, "quote": each.quote, "url": source.url if source else ""}
            for each, source in check.held
        ],
    }


def _card(name: str, languages: list[str]) -> str:
    configs = "\n".join(
        f"- config_name: {config}\n  data_files: {file}" for config, file in _FILES.items()
    )
    spoken = "".join(f"\n- {code}" for code in languages)
    head = f"language:{spoken}\n" if languages else ""
    return f"---\n{head}configs:\n{configs}\n---\n\n# {name}\n\nMade by {TOOL}.\n\n{_ABOUT}"
