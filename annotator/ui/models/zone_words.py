"""Texts about zones: how many lines they have, and what an answer does to them."""

from collections.abc import Mapping, Sequence
from typing import Final

from annotator.domain.edit_label import EditLabel
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.operations.zoning import line_count
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.models.zones import name_of

_KEPT: Final = N_("Keep {lines}"), N_("Kept {lines}. Press {key} to undo.")
_EXCLUDED: Final = N_("Exclude {lines}"), N_("Excluded {lines}. Press {key} to undo.")
_EXCLUDED_KIND: Final = (
    N_("Exclude {lines} of {kind}"),
    N_("Excluded {lines} of {kind}. Press {key} to undo."),
)
_SET: Final = N_("Set {lines} to {kind}"), N_("Set {lines} to {kind}. Press {key} to undo.")
_ACCEPTED: Final = N_("Accept {lines}"), N_("Accepted {lines}. Press {key} to undo.")
_OUTSIDE = (
    N_("Exclude {lines} ({key})"),
    N_("Keep ({key})"),
    N_("Exclude {lines} of {kind} ({key})"),
)
_INSIDE = N_("Set {lines} ({key})"), N_("Ignore ({key})"), N_("Set {lines} of {kind} ({key})")


def edit_label(text: str, zones: Sequence[Zone], state: ZoneState) -> EditLabel:
    """Return the label of the edit that answers proposed zones."""
    label, _ = _answer(zones, state)
    return EditLabel.of(label, lines=_lines_in(text, zones), kind=_kind(zones))


def done(text: str, zones: Sequence[Zone], state: ZoneState) -> str:
    """Return the message after an answer to zones, which also names undo."""
    _, message = _answer(zones, state)
    lines, key = _lines_in(text, zones), shortcut("edit.undo")
    return tr(message, lines=lines, kind=_kind(zones), key=key)


def accepting(zones: Sequence[Zone], lines: str) -> str:
    """Return the text of the button that accepts zones, with their number of lines."""
    label, _ = _EXCLUDED if _are_excluded(zones) else _answer(zones, ZoneState.TAKEN)
    return tr(label, lines=lines, kind=_kind(zones))


def excluded(text: str, zone: Zone) -> str:
    """Return the message for going to an excluded zone."""
    return tr(
        "{kind}, {lines}: excluded. Press {key} to keep.",
        kind=name_of(zone.kind).capitalize(),
        lines=_lines_in(text, [zone]),
        key=shortcut("zone.refuse"),
    )


def suggested(zones: Sequence[Zone], counts: Mapping[str, int]) -> str:
    """Return how many lines are suggested as which kind; `counts` has the lines by zone id."""
    outside = [zone for zone in zones if zone.is_excluded]
    total, boilerplate = (sum(counts[zone.id] for zone in each) for each in (zones, outside))
    if 0 < len(outside) < len(zones):
        return ngettext(
            "{count} suggested line, {boilerplate} of them boilerplate",
            "{count} suggested lines, {boilerplate} of them boilerplate",
            total,
            boilerplate=format_number(boilerplate),
        )
    if outside:
        return tr("{lines} of suggested boilerplate", lines=counted(total))
    return tr("{lines} of suggested headlines or captions", lines=counted(total))


def counted(count: int) -> str:
    """Return a number of lines in words."""
    return ngettext("{count} line", "{count} lines", count)


def all_of(count: int) -> str:
    """Return a number of lines in words, as “all”."""
    return ngettext("{count} line", "all {count} lines", count)


def answers_to_all(zones: Sequence[Zone], lines: str) -> Sequence[tuple[str, str]]:
    """Return the names and texts of the buttons about all proposals."""
    return _next_answer(), ("take_all", accepting(zones, lines)), ("later", tr("Not now"))


def _next_answer() -> tuple[str, str]:
    return "next", tr("Next ({key})", key=shortcut("zone.next"))


def answers(zone: Zone, lines: str, every: str) -> Sequence[tuple[str, str]]:
    """Return the names and texts of the buttons about a proposal."""
    take, keep, take_kind = _OUTSIDE if zone.is_excluded else _INSIDE
    found = [
        ("take", tr(take, lines=lines, key=shortcut("zone.take"))),
        ("refuse", tr(keep, key=shortcut("zone.refuse"))),
    ]
    if every:
        key, kind = shortcut("zone.take_kind"), name_of(zone.kind)
        found.append(("take_kind", tr(take_kind, lines=every, kind=kind, key=key)))
    return [*found, _next_answer()]


def _answer(zones: Sequence[Zone], state: ZoneState) -> tuple[str, str]:
    kinds = {ZoneKind(zone.kind) for zone in zones}
    if state is ZoneState.REFUSED or kinds == {ZoneKind.BODY}:
        return _KEPT
    if _are_excluded(zones):
        return _EXCLUDED_KIND
    return _SET if len(kinds) == 1 else _ACCEPTED


def _are_excluded(zones: Sequence[Zone]) -> bool:
    return all(zone.is_excluded for zone in zones)


def _kind(zones: Sequence[Zone]) -> str:
    kinds = {ZoneKind(zone.kind) for zone in zones}
    return name_of(kinds.pop() if len(kinds) == 1 else ZoneKind.BOILERPLATE)


def _lines_in(text: str, zones: Sequence[Zone]) -> str:
    return counted(line_count(text, zones))
