"""What would be taken over from another project, in words."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.direction import isolated
from annotator.domain.edit import Change, Record
from annotator.domain.people import Annotator, Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.i18n import ngettext, tr
from annotator.importers.fields import line_of as on_one_line
from annotator.importers.original import shortened
from annotator.operations.history import FieldChange, details_of, title_of
from annotator.operations.history_names import Names
from annotator.operations.merge_edits import Merge, MergeChange

_COUNTS: Final[Mapping[type[Record], Callable[[int], str]]] = {
    Article: lambda n: ngettext("{count} new article", "{count} new articles", n),
    Claim: lambda n: ngettext("{count} new claim", "{count} new claims", n),
    Mention: lambda n: ngettext("{count} new mention", "{count} new mentions", n),
    Sentiment: lambda n: ngettext("{count} new sentiment", "{count} new sentiments", n),
    FactCheck: lambda n: ngettext("{count} new check", "{count} new checks", n),
    Evidence: lambda n: ngettext(
        "{count} new piece of evidence", "{count} new pieces of evidence", n
    ),
    Source: lambda n: ngettext("{count} new source", "{count} new sources", n),
    Entity: lambda n: ngettext("{count} new name", "{count} new names", n),
    Scheme: lambda n: ngettext("{count} new scheme", "{count} new schemes", n),
    Zone: lambda n: ngettext("{count} new line type", "{count} new line types", n),
    Suggestion: lambda n: ngettext("{count} new suggestion", "{count} new suggestions", n),
    Annotator: lambda n: ngettext("{count} new person", "{count} new people", n),
}


def lines_of(merge: Merge) -> Iterator[str]:
    """Return what is new, changed, clashing and equal, counted, and what is skipped."""
    new = Counter(type(each) for each in merge.new)
    clashing = sum(each.is_clashing for each in merge.changes)
    changed = len(merge.changes) - clashing
    counts = [count(new[kind]) for kind, count in _COUNTS.items() if new[kind]]
    counts += [
        ngettext("{count} changed record", "{count} changed records", changed),
        ngettext("{count} clashing record", "{count} clashing records", clashing),
        ngettext("{count} equal record", "{count} equal records", merge.equal),
    ]
    yield tr("{counts}.", counts=", ".join(counts))
    if merge.unconfirmed:
        yield ngettext(
            "{count} text that a field there had not taken yet is skipped.",
            "{count} texts that fields there had not taken yet are skipped.",
            merge.unconfirmed,
        )


def line_of(change: MergeChange, names: Names) -> str:
    """Return a change as one line: the record, and each field before and after."""
    mine = change.difference.mine
    found = details_of([Change(mine, replace(mine, **change.values))], names)
    fields = [_field(each) for record in found for each in record.fields]
    return tr(
        "{record} · {changes} ({state})",
        record=title_of(mine, names),
        changes="; ".join(fields),
        state=tr("clashing") if change.is_clashing else tr("changed"),
    )


def _field(field: FieldChange) -> str:
    return tr(
        "{field}: {before} → {after}",
        field=field.label,
        before=isolated(shortened(on_one_line(field.before))) or "–",
        after=isolated(shortened(on_one_line(field.after))) or "–",
    )
