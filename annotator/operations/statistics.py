"""The figures on a project, and the records behind each of their values."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from annotator.domain.figures import (
    Figure,
    FigureId,
    Group,
    Heading,
    RecordBehind,
    Shape,
    Tallies,
    Tally,
)
from annotator.domain.reading import ProjectReader
from annotator.i18n import ngettext, tr
from annotator.operations.figure_plans import PLANS, FigureNames, Plan
from annotator.operations.gap_counts import claims_with_gaps

MOST_CATEGORIES: Final = 20
"""Categories that are named at most; the others are counted together."""

MOST_PEOPLE: Final = 8
"""People that are named at most."""

DAYS: Final = 60
"""Days that are shown one by one, up to the last one; earlier ones are counted together."""

SLOW: Final = (FigureId.VERDICTS_BY_PUBLISHER, FigureId.GAPS)
"""The figures for which all mentions are gone through: half of the time among many articles."""

_Cells = Counter[tuple[str, str]]


def figures(
    reader: ProjectReader,
    day: Callable[[str], str] = str,
    first: Iterable[FigureId] = (),
) -> Iterator[Figure]:
    """Yield every figure, those that are wanted `first` before the others.

    `day` puts a day into the form of the reader. Raises StorageError when the project cannot be
    read.
    """
    names = FigureNames(reader, day)
    for id_ in dict.fromkeys((*first, *FigureId)):
        yield _figure(id_, _tallies(reader, id_), names)


def records_behind(
    reader: ProjectReader, figure: FigureId, category: Group, series: Group, limit: int
) -> list[RecordBehind]:
    """Return the records that a value counts, up to a limit; raises StorageError."""
    if figure is not FigureId.GAPS:
        return reader.statistics.behind(figure, category, series, limit)
    found = claims_with_gaps(reader)
    claims = {id_: None for code, ids in found.items() if category.has(code) for id_ in ids}
    return [RecordBehind("claim", id_) for id_ in claims][:limit]


def damaged_words() -> str:
    """Return a sentence for a figure in which something is missing."""
    return tr("The file is damaged: some records could not be counted.")


def _tallies(reader: ProjectReader, figure: FigureId) -> Tallies:
    if figure is not FigureId.GAPS:
        return reader.statistics.tallies(figure)
    found = claims_with_gaps(reader)
    return Tallies(tuple(Tally(code, "", len(ids)) for code, ids in found.items()))


def _figure(id_: FigureId, tallies: Tallies, names: FigureNames) -> Figure:
    plan, cells = PLANS[id_], _Cells()
    for tally in tallies.found:
        cells[tally.category, tally.series] += tally.count
    categories = _categories(plan, _sizes(cells, 0), names)
    series = _series(plan, _sizes(cells, 1), names)
    return Figure(
        id=id_,
        title=tr(plan.title),
        shape=plan.shape,
        categories=categories,
        series=series,
        values=_values(categories, series, cells),
        empty=tr(plan.empty),
        is_whole=tallies.is_whole,
    )


def _sizes(cells: _Cells, part: int) -> Counter[str]:
    """Return how many records there are of each category (0) or each series (1)."""
    sizes: Counter[str] = Counter()
    for codes, count in cells.items():
        sizes[codes[part]] += count
    return sizes


def _values(
    categories: Sequence[Heading], series: Sequence[Heading], cells: _Cells
) -> tuple[tuple[int, ...], ...]:
    rows = [[0] * len(series) for _ in categories]
    row_of, rest_row = _places(categories)
    cell_of, rest_cell = _places(series)
    for (category, code), count in cells.items():
        rows[row_of.get(category, rest_row)][cell_of.get(code, rest_cell)] += count
    return tuple(map(tuple, rows))


def _places(headings: Sequence[Heading]) -> tuple[dict[str, int], int]:
    """Return the place of each code, and that of the rest."""
    placed: dict[str, int] = {}
    rest = 0
    for place, each in enumerate(headings):
        if each.group.is_rest:
            rest = place
        else:
            placed |= dict.fromkeys(each.group.codes, place)
    return placed, rest


def _categories(plan: Plan, sizes: Counter[str], names: FigureNames) -> tuple[Heading, ...]:
    if plan.shape is Shape.TIMELINE:
        return _days(plan, sizes, names)
    first = [code for code in plan.order(names) if sizes[code]]
    others = set(sizes) - set(first)
    ranked = [*dict.fromkeys(first), *sorted(others, key=lambda code: (-sizes[code], code))]
    return _named(ranked, MOST_CATEGORIES, lambda code: plan.name(names, code))


def _named(ranked: Sequence[str], most: int, name: Callable[[str], str]) -> tuple[Heading, ...]:
    """Return the headings of codes; of more than `most`, the last ones as one."""
    if len(ranked) <= most:
        return tuple(Heading.of(code, name(code)) for code in ranked)
    codes = ranked[: most - 1]
    rest = ngettext("{count} other", "{count} others", len(ranked) - len(codes))
    shown = (Heading.of(code, name(code)) for code in codes)
    return (*shown, Heading(rest, Group(tuple(codes), is_rest=True)))


def _days(plan: Plan, sizes: Counter[str], names: FigureNames) -> tuple[Heading, ...]:
    """Return the days up to the last one, also those without work; earlier ones come first."""
    known = sorted(code for code in sizes if code)
    if not known:
        return tuple(Heading.of(code, plan.name(names, code)) for code in sizes)
    last = date.fromisoformat(known[-1])
    first = max(date.fromisoformat(known[0]), last - timedelta(days=DAYS - 1))
    span = range((last - first).days + 1)
    days = tuple((first + timedelta(days=n)).isoformat() for n in span)
    shown = tuple(Heading.of(day, plan.name(names, day)) for day in days)
    if set(sizes) <= set(days):
        return shown
    return (Heading(tr("earlier"), Group(days, is_rest=True)), *shown)


def _series(plan: Plan, sizes: Counter[str], names: FigureNames) -> tuple[Heading, ...]:
    if plan.series is None:
        ranked = sorted(sizes, key=lambda code: (-sizes[code], code))
        return _named(ranked, MOST_PEOPLE, names.person)
    declared = plan.series(names)
    known = tuple(code for each in declared for code in each.group.codes)
    shown = tuple(each for each in declared if any(sizes[code] for code in each.group.codes))
    if set(sizes) <= set(known):
        return shown
    return (*shown, Heading(tr("other"), Group(known, is_rest=True)))
