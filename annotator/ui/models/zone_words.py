"""Texts about zones: how many lines they have, and what an answer does to them."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from annotator.domain.edit_label import EditLabel
from annotator.domain.zone import ZONE_NAMES, Zone, ZoneKind, ZoneState
from annotator.i18n import capitalised, format_number, ngettext, tr
from annotator.operations.zoning import line_count
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.models.zones import name_of


class _Answer(Enum):
    KEEP = auto()
    EXCLUDE = auto()
    SET = auto()
    ACCEPT = auto()


def edit_label(text: str, zones: Sequence[Zone], state: ZoneState) -> EditLabel:
    """Return the label of the edit that answers proposed zones."""
    count, kind = line_count(text, zones), EditLabel(ZONE_NAMES[_kind(zones)])
    counted = EditLabel.counted
    return {
        _Answer.KEEP: counted("Keep {count} line", "Keep {count} lines", count),
        _Answer.EXCLUDE: counted(
            "Exclude {count} line of {kind}", "Exclude {count} lines of {kind}", count, kind=kind
        ),
        _Answer.SET: counted(
            "Set {count} line to {kind}", "Set {count} lines to {kind}", count, kind=kind
        ),
        _Answer.ACCEPT: counted("Accept {count} line", "Accept {count} lines", count),
    }[_answer(zones, state)]


def done(text: str, zones: Sequence[Zone], state: ZoneState) -> str:
    """Return the message after an answer to zones, which also names undo."""
    count = line_count(text, zones)
    fields = {"kind": name_of(_kind(zones)), "key": shortcut("edit.undo")}
    return {
        _Answer.KEEP: ngettext(
            "Kept {count} line. Press {key} to undo.",
            "Kept {count} lines. Press {key} to undo.",
            count,
            **fields,
        ),
        _Answer.EXCLUDE: ngettext(
            "Excluded {count} line of {kind}. Press {key} to undo.",
            "Excluded {count} lines of {kind}. Press {key} to undo.",
            count,
            **fields,
        ),
        _Answer.SET: ngettext(
            "Set {count} line to {kind}. Press {key} to undo.",
            "Set {count} lines to {kind}. Press {key} to undo.",
            count,
            **fields,
        ),
        _Answer.ACCEPT: ngettext(
            "Accepted {count} line. Press {key} to undo.",
            "Accepted {count} lines. Press {key} to undo.",
            count,
            **fields,
        ),
    }[_answer(zones, state)]


def accepting(zones: Sequence[Zone], count: int) -> str:
    """Return the text of the button that accepts all proposals, with their number of lines."""
    if _are_excluded(zones):
        return ngettext("Exclude {count} line", "Exclude all {count} lines", count)
    return {
        _Answer.KEEP: ngettext("Keep {count} line", "Keep all {count} lines", count),
        _Answer.SET: ngettext(
            "Set {count} line to {kind}",
            "Set all {count} lines to {kind}",
            count,
            kind=name_of(_kind(zones)),
        ),
        _Answer.ACCEPT: ngettext("Accept {count} line", "Accept all {count} lines", count),
    }[_answer(zones, ZoneState.TAKEN)]


def excluded(text: str, zone: Zone) -> str:
    """Return the message for going to an excluded zone."""
    return ngettext(
        "{kind}, {count} line: excluded. Press {key} to keep.",
        "{kind}, {count} lines: excluded. Press {key} to keep.",
        line_count(text, [zone]),
        kind=capitalised(name_of(zone.kind)),
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
        return ngettext(
            "{count} line of suggested boilerplate", "{count} lines of suggested boilerplate", total
        )
    return ngettext(
        "{count} line of suggested headlines or captions",
        "{count} lines of suggested headlines or captions",
        total,
    )


def asked(zone: Zone, count: int) -> str:
    """Return the question about the proposal at the reading cursor."""
    kind = capitalised(name_of(zone.kind))
    return ngettext("{kind}? {count} line", "{kind}? {count} lines", count, kind=kind)


def answers_to_all(zones: Sequence[Zone], count: int) -> Sequence[tuple[str, str]]:
    """Return the names and texts of the buttons about all proposals."""
    return _next_answer(), ("take_all", accepting(zones, count)), ("later", tr("Not now"))


def _next_answer() -> tuple[str, str]:
    return "next", tr("Next ({key})", key=shortcut("zone.next"))


def answers(zone: Zone, count: int, alike: int) -> Sequence[tuple[str, str]]:
    """Return the names and texts of the buttons about a proposal.

    `alike` counts the lines of all proposals of its kind; 0 when there is no other.
    """
    found = [
        ("take", _taking(zone, count, shortcut("zone.take"))),
        ("refuse", _refusing(zone, shortcut("zone.refuse"))),
    ]
    if alike:
        found.append(("take_kind", _taking_kind(zone, alike, shortcut("zone.take_kind"))))
    return [*found, _next_answer()]


def _taking(zone: Zone, count: int, key: str) -> str:
    if zone.is_excluded:
        return ngettext(
            "Exclude {count} line ({key})", "Exclude {count} lines ({key})", count, key=key
        )
    return ngettext("Set {count} line ({key})", "Set {count} lines ({key})", count, key=key)


def _refusing(zone: Zone, key: str) -> str:
    return tr("Keep ({key})", key=key) if zone.is_excluded else tr("Ignore ({key})", key=key)


def _taking_kind(zone: Zone, count: int, key: str) -> str:
    kind = name_of(zone.kind)
    if zone.is_excluded:
        return ngettext(
            "Exclude {count} line of {kind} ({key})",
            "Exclude all {count} lines of {kind} ({key})",
            count,
            kind=kind,
            key=key,
        )
    return ngettext(
        "Set {count} line of {kind} ({key})",
        "Set all {count} lines of {kind} ({key})",
        count,
        kind=kind,
        key=key,
    )


def _answer(zones: Sequence[Zone], state: ZoneState) -> _Answer:
    kinds = {ZoneKind(zone.kind) for zone in zones}
    if state is ZoneState.REFUSED or kinds == {ZoneKind.BODY}:
        return _Answer.KEEP
    if _are_excluded(zones):
        return _Answer.EXCLUDE
    return _Answer.SET if len(kinds) == 1 else _Answer.ACCEPT


def _are_excluded(zones: Sequence[Zone]) -> bool:
    return all(zone.is_excluded for zone in zones)


def _kind(zones: Sequence[Zone]) -> ZoneKind:
    kinds = {ZoneKind(zone.kind) for zone in zones}
    return kinds.pop() if len(kinds) == 1 else ZoneKind.BOILERPLATE
