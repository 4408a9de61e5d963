"""What is said of zones: how many lines they have, and what an answer does to them."""

from collections.abc import Mapping, Sequence

from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.operations.zoning import line_count
from annotator.ui.models.zones import NAMES


def edit_label(text: str, zones: Sequence[Zone], state: ZoneState) -> str:
    """Return what an answer to zones is called in the list of what can be undone."""
    count, kinds = counted(line_count(text, zones)), {ZoneKind(zone.kind) for zone in zones}
    if state is ZoneState.REFUSED or kinds == {ZoneKind.BODY}:
        return f"Keep {count}"
    if all(zone.is_excluded for zone in zones):
        kind = kinds.pop() if len(kinds) == 1 else ZoneKind.BOILERPLATE
        return f"{accepting(zones, count)} of {NAMES[kind]}"
    return accepting(zones, count)


def accepting(zones: Sequence[Zone], count: str) -> str:
    """Return what it is to accept zones of so many lines; the button and undo say the same."""
    kinds = {ZoneKind(zone.kind) for zone in zones}
    if all(zone.is_excluded for zone in zones):
        return f"Exclude {count}"
    return f"Set {count} to {NAMES[kinds.pop()]}" if len(kinds) == 1 else f"Accept {count}"


def excluded(text: str, zone: Zone) -> str:
    """Return what is said of a zone that is excluded, when one goes to it."""
    lines = counted(line_count(text, [zone]))
    return f"{NAMES[ZoneKind(zone.kind)].capitalize()}, {lines}: excluded. Press X to keep."


def suggested(zones: Sequence[Zone], counts: Mapping[str, int]) -> str:
    """Return how many lines are suggested to be what; `counts` has those of each zone by id."""
    outside = [zone for zone in zones if zone.is_excluded]
    total, boilerplate = (sum(counts[zone.id] for zone in each) for each in (zones, outside))
    if 0 < len(outside) < len(zones):
        return f"{total:,} suggested lines, {boilerplate:,} of them boilerplate"
    return f"{counted(total)} of suggested {'boilerplate' if outside else 'headlines or captions'}"


def counted(count: int) -> str:
    """Return a number of lines in words."""
    return f"{count:,} line" if count == 1 else f"{count:,} lines"


def all_of(count: str) -> str:
    """Return so many lines in words, as all there are."""
    return count if count == counted(1) else f"all {count}"
