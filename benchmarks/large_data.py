"""Makes a project of many articles with marks: `python -m benchmarks.large_data [articles] [file]`.

Each article has 3.8 kB of text, ten mentions, two claims and three sentiments of its own, and one
journal line with its labels. Every text is made by a rule from syllables, in eight languages.
"""

import random
import sys
import time
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck
from annotator.domain.checksum import sha256
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.edit import Content, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.import_label import import_label
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.text import word_count
from annotator.i18n import N_
from annotator.importers import codebook
from annotator.storage import history_index
from annotator.storage.engine import Connection
from annotator.storage.opening import make_file
from annotator.storage.store import Store

FOLDER: Final = Path("build") / "large"
"""Where the projects are made: a folder that is not kept."""

_USUAL: Final = 100_000  # articles
_BYTES: Final = 3800
_BATCH: Final = 100  # articles of one line of the import
_MENTIONS, _CLAIMS, _SENTIMENTS = 10, 2, 3
_PEOPLE: Final = 400
_WORDS: Final = 4000  # of each language
_STATUSES: Final = ("todo", "todo", "done", "in_progress", "done", "todo", "excluded", "done")


class Tongue(Struct, frozen=True):
    """How words and sentences of a language are put together."""

    code: str
    syllables: str
    gap: str = " "
    stop: str = ". "


_TONGUES: Final = (
    Tongue("en", "the min ist er bri dge ri ver ga ran tee re port ci ty of in sa id ac cord ment"),
    Tongue("fr", "é ly sée gou ver ne ment ré pu bli que à la mi nis tre pré si den ce où dé cla"),
    Tongue("pl", "rzą du pre zy dent po wie dział że mo że ład nie wię cej śród miejs ka źró dło"),
    Tongue(
        "uk", "пре зи дент зая вив що га ран тії без пе ки ми ніс тр ук ра їн ський уря ду мі с"
    ),
    Tongue("el", "η κυ βέρ νη ση δή λω σε ό τι το υ πουρ γεί ο πρό ε δρος ε γγυ ή σεις α σφά λει"),
    Tongue("ar", "ال رئ يس قال إن حك ومة ضم ان أم ني وز ير خار جية بل اد مد ينة جس ر تق رير"),
    Tongue("zh", "总 统 政 府 表 示 安 全 保 障 部 长 报 告 城 市 桥 梁 河 国 家 会 议", "", "。"),
    Tongue("th", "ประ ธา นา ธิ บดี รัฐ บาล กล่าว ว่า ความ มั่น คง เมือง สะ พาน แม่ น้ำ", "", " "),
)


class Speaker:
    """Writes texts in one language: few words are frequent, most are rare."""

    def __init__(self, tongue: Tongue, seed: int) -> None:
        self.code = tongue.code
        self._tongue = tongue
        self._chance = random.Random(seed)
        syllables = tongue.syllables.split()
        words = {"".join(self._chance.choices(syllables, k=1 + n % 4)) for n in range(_WORDS)}
        self._words = sorted(words)
        self._chance.shuffle(self._words)
        self._weights = list(accumulate(1 / (n + 5) for n in range(len(self._words))))

    def words(self, count: int) -> str:
        """Return so many words."""
        return self._tongue.gap.join(
            self._chance.choices(self._words, cum_weights=self._weights, k=count)
        )

    def text(self, number: int) -> str:
        """Return a text of the wanted size in UTF-8, with one word that no other text has."""
        sentences: list[str] = []
        size = 0
        while size < _BYTES:
            sentence = self.words(self._chance.randint(6, 22)).capitalize()
            if len(sentences) == 3:
                sentence += f" rare{number}word"
            end = "\n\n" if len(sentences) % 5 == 4 else self._tongue.stop
            sentences.append(sentence + end)
            size += len(sentences[-1].encode())
        return "".join(sentences).rstrip()


class Maker:
    """Makes the articles of a project, and the labels of each."""

    def __init__(self, by: str, schemes: Codebook) -> None:
        self._by = by
        self._speakers = [Speaker(tongue, seed) for seed, tongue in enumerate(_TONGUES)]
        self._chance = random.Random(len(_TONGUES))
        self._claim_type = schemes.scheme(Layer.CLAIM_TYPE)
        self._verdict = schemes.scheme(Layer.VERDICT)
        speak = self._speakers[0]
        self.people = [Entity(name=f"{speak.words(2).title()} {n}") for n in range(_PEOPLE)]
        self._earlier: list[Claim] = []

    def batch(self, numbers: Sequence[int]) -> tuple[Edit, list[tuple[TextVersion, str]]]:
        """Return the edit that imports articles, and each text."""
        records: list[Record] = []
        texts: list[tuple[TextVersion, str]] = []
        for number in numbers:
            article, version, text = self._article(number)
            records += [article, version]
            texts.append((version, text))
        edit = Edit.add(import_label(len(texts)), *records)
        contents = tuple(Content(text, version.sha256) for version, text in texts)
        return replace(edit, contents=contents), texts

    def _article(self, number: int) -> tuple[Article, TextVersion, str]:
        speak = self._speakers[number % len(self._speakers)]
        text = speak.text(number)
        article = Article(
            headline=speak.words(8).capitalize(),
            publisher=f"Paper {number % 97}",
            source_url=f"https://example.org/{number}",
            published_at=f"20{number % 20 + 5:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            language=speak.code,
            word_count=word_count(text),
            status=_STATUSES[number % len(_STATUSES)],
        )
        version = TextVersion(
            article_id=article.id,
            sha256=sha256(text.encode()),
            length=len(text),
            file_name=f"{number}.txt",
            encoding="utf-8",
            created_by=self._by,
        )
        return article, version, text

    def labels(self, number: int, version: TextVersion, text: str) -> Edit:
        """Return the edit with the labels of one article."""
        claims = [self._claim(number, text) for _ in range(_CLAIMS)]
        records: list[Record] = [*claims]
        self._earlier = [*claims, *self._earlier[:200]]
        for place in range(_MENTIONS):
            claim = claims[place] if place < _CLAIMS else self._chance.choice(self._earlier)
            anchor = self._anchor(version, text)
            said = Attribution(source_id=claim.claimant_id, quote_type="indirect", cue_text="said")
            records += [
                anchor,
                Mention(
                    claim_id=claim.id,
                    anchor_id=anchor.id,
                    annotator_id=self._by,
                    attributions=(said,),
                ),
            ]
        for _ in range(_SENTIMENTS):
            records += self._sentiment(version, text)
        if number % 3 == 0:
            records.append(self._check(claims[0], number))
        return Edit.add(EditLabel.of(N_("Import {code}"), code=f"A{number + 1}"), *records)

    def _claim(self, number: int, text: str) -> Claim:
        start = self._chance.randrange(max(1, len(text) - 120))
        label = self._claim_type.labels[number % len(self._claim_type.labels)]
        return Claim(
            text=" ".join(text[start : start + 80].split()) or "-",
            claimant_id=self._chance.choice(self.people).id,
            labels=frozenset([self._claim_type.key(label.code)]),
            date="2024-05-01",
            created_by=self._by,
        )

    def _anchor(self, version: TextVersion, text: str) -> Anchor:
        start = self._chance.randrange(max(1, len(text) - 100))
        return anchored(version.id, text, [Span(start, min(len(text), start + 60))])

    def _sentiment(self, version: TextVersion, text: str) -> list[Record]:
        anchor = self._anchor(version, text)
        return [
            anchor,
            Sentiment(
                article_id=version.article_id,
                anchor_id=anchor.id,
                target_id=self._chance.choice(self.people).id,
                polarity=self._chance.randint(-3, 3),
                annotator_id=self._by,
            ),
        ]

    def _check(self, claim: Claim, number: int) -> FactCheck:
        label = self._verdict.labels[number % len(self._verdict.labels)]
        return FactCheck(
            claim_id=claim.id,
            status="completed",
            verdict=self._verdict.key(label.code),
            checked_by=self._by,
        )


def make(path: Path, count: int) -> None:
    """Make a project with so many articles, whole or not at all; it must not exist."""
    make_file(path, partial(_fill, count=count))


def _fill(db: Connection, count: int) -> None:
    db.execute("PRAGMA synchronous = OFF")  # a machine that stops leaves no project at all
    db.execute("PRAGMA journal_mode = MEMORY").fetchone()
    db.execute("PRAGMA cache_size = -500000")
    store = Store(db)
    store.set_up_project(f"{count} articles", codebook.named("standard"))
    store.sign_in("Bench")
    maker = Maker(store.annotator.id, store.reader.codebook())
    store.apply(Edit.add("People", *maker.people))
    began = time.perf_counter()
    for first in range(0, count, _BATCH):
        numbers = range(first, min(first + _BATCH, count))
        edit, texts = maker.batch(numbers)
        store.apply(edit)
        for number, (version, text) in zip(numbers, texts, strict=True):
            store.apply(maker.labels(number, version, text))
        if numbers.stop % 1000 == 0:
            print(f"{numbers.stop} articles, {time.perf_counter() - began:.0f} s", flush=True)
    history_index.catch_up(db)


def main() -> None:
    """Make the project that the command line names."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _USUAL
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER / f"{count}.annotator"
    if path.exists():
        print(f"{path} is there already.")
    else:
        make(path, count)
        print(f"{path}: {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
