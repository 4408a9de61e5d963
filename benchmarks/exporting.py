"""How fast a project becomes CSV, beside a bare csv.writer over one joined query.

Run it with `python -m benchmarks.exporting`; figures are seconds, the best of three.
"""

import csv
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.domain.anchor import anchored
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.edit import Edit, Record
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.domain.stamp import new_id
from annotator.exporters import FORMATS
from annotator.exporters.write import write
from annotator.importers import Draft, codebook
from annotator.operations.import_job import article_from_draft
from annotator.storage import engine
from annotator.storage.project import create_project
from annotator.storage.reader import reading

Row = tuple[str, str, str, str]

HEADER: Row = ("what", "ours", "bare", "ratio")
ARTICLES, MENTIONS_EACH, CLAIMS = 2_000, 10, 4_000
SENTENCE = "Premier Lind said his government would give no guarantees beyond the ones you know. "
SPEAKER = Entity(name="Oskar Lind", kind="person")
VERDICT, TYPE = (
    LabelKey("averitec-verdict@1", "refuted"),
    LabelKey("fullfact-claim-type@1", "rules"),
)

BARE = """
SELECT a.code, a.headline, a.publisher, a.published_at, a.source_url, c.code, c.text, e.name,
  c.assertion_kind, l.code, m.id, f.exact, f.start, f."end", t.version_no, l.code, b.quote_type,
  e.name, k.status, k.verdict_code, k.conclusion, k.as_of, k.completed_at, m.updated_at
FROM claim_mention m
JOIN anchor n ON n.id = m.anchor_id JOIN anchor_fragment f ON f.anchor_id = n.id
JOIN article_text t ON t.id = n.text_id JOIN article a ON a.id = t.article_id
JOIN claim c ON c.id = m.claim_id LEFT JOIN entity e ON e.id = c.claimant_id
LEFT JOIN claim_label l ON l.claim_id = c.id LEFT JOIN attribution b ON b.mention_id = m.id
LEFT JOIN fact_check k ON k.claim_id = c.id
"""


def rows() -> list[Row]:
    """Return what was timed, our figure, the bare one, and the ratio of the time a row takes."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "Export.annotator"
        build(project)
        ours, count = best(lambda: export(project, Path(folder) / new_id()))
        bare, bare_count = best(lambda: export_bare(project, Path(folder) / "bare.csv"))
    what = f"CSV of {ARTICLES:,} articles, {ARTICLES * MENTIONS_EACH:,} mentions"
    ratio = (ours / count) / (bare / bare_count)
    return [
        (
            what,
            f"{ours:.2f} s, {count:,} rows",
            f"{bare:.2f} s, {bare_count:,} rows",
            f"{ratio:.1f}",
        )
    ]


def build(path: Path) -> None:
    """Make a project of the size that is timed."""
    schemes = codebook.named("standard")
    with closing(create_project(path, "Export", schemes, path.parent / "seen")) as store:
        store.sign_in("Ana")
        by = store.annotator.id
        claims = [claim(number, by) for number in range(CLAIMS)]
        checked = [record for each in claims[::4] for record in check(each, by)]
        store.apply(Edit.add("Claims", SPEAKER, *claims, *checked))
        marks = marked(claims, by)
        for start in range(0, ARTICLES, 100):
            batch = [next(marks) for _ in range(start, start + 100)]
            store.apply(Edit.joined("Articles", batch))


def claim(number: int, by: str) -> Claim:
    """Return a claim with a type and a claimant."""
    return Claim(
        code=f"C{number + 1}",
        text=f"{number}: {SENTENCE}",
        claimant_id=SPEAKER.id,
        labels=frozenset({TYPE}),
        created_by=by,
    )


def check(of: Claim, by: str) -> Iterator[Record]:
    """Return the check of a claim with two pieces of evidence."""
    made = FactCheck(claim_id=of.id, status="completed", verdict=VERDICT, checked_by=by)
    yield made
    for number in range(2):
        source = Source(title=f"Letter {number}", url=f"https://example.org/{of.code}/{number}")
        yield source
        yield Evidence(check_id=made.id, source_id=source.id, quote=SENTENCE, added_by=by)


def marked(claims: list[Claim], by: str) -> Iterator[Edit]:
    """Return article after article, each with its mentions."""
    for number in range(ARTICLES):
        text = f"Article {number}\n" + SENTENCE * 40
        draft = Draft(
            headline=f"Article {number}",
            text=text,
            original=text.encode(),
            encoding="utf-8",
            file_name=f"{number}.txt",
        )
        edit = article_from_draft(draft, f"A{number + 1}", by)
        version = edit.changes[1].record.id
        records: list[Record] = []
        for place in range(MENTIONS_EACH):
            anchor = anchored(version, text, [Span(20 + 90 * place, 80 + 90 * place)])
            said = Attribution(quote_type="direct", source_id=SPEAKER.id)
            of = claims[(number * MENTIONS_EACH + place) % CLAIMS]
            records += [
                anchor,
                Mention(claim_id=of.id, anchor_id=anchor.id, annotator_id=by, attributions=(said,)),
            ]
        yield Edit.joined("Article", [edit, Edit.add("Mentions", *records)])


def export(project: Path, target: Path) -> int:
    """Export the project as the program does and return how many rows were written."""
    with reading(project) as reader:
        *_, count = write(FORMATS[0], reader, target)
    return count


def export_bare(project: Path, target: Path) -> int:
    """Write one joined query with the bare library and return how many rows were written."""
    with closing(engine.open_for_reading(project)) as db, target.open("w", newline="") as file:
        writer = csv.writer(file)
        count = 0
        for row in db.execute(BARE):
            writer.writerow(row)
            count += 1
    return count


def best(action: Callable[[], int]) -> tuple[float, int]:
    """Return the shortest of three times, in seconds, and what the action returned."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        count = action()
        times.append(time.perf_counter() - begun)
    return min(times), count


if __name__ == "__main__":
    for row in [HEADER, *rows()]:
        print("  ".join(f"{cell:<42}" for cell in row))
