"""Sentences about backups: what they hold, and what restoring one discards."""

from collections.abc import Sequence
from datetime import datetime

from annotator.domain.backup import REASONS, Backup, BackupContents, RestoreLoss
from annotator.domain.edit_label import words_of
from annotator.domain.recovery import SOURCES, Recovery, RecoverySource, best_of
from annotator.i18n import format_list, ngettext, tr


def reason_words(backup: Backup) -> str:
    """Return why a backup was made, and whether it is damaged."""
    reason = tr(REASONS[backup.reason])
    return tr("{reason}, has problems", reason=reason) if backup.is_damaged else reason


def held_words(contents: BackupContents) -> str:
    """Return how much a state of a project holds."""
    return format_list(
        [
            ngettext("{count} article", "{count} articles", contents.articles),
            ngettext("{count} claim", "{count} claims", contents.claims),
            ngettext("{count} mark", "{count} marks", contents.marks),
        ]
    )


def lost_words(loss: RestoreLoss) -> str:
    """Return what restoring a backup would discard of the present state."""
    if loss.is_other:
        return _of_other(loss)
    if not loss.edits:
        return tr("Nothing was changed since then.")
    return ngettext(
        "Restoring discards {count} edit: {last}.",
        "Restoring discards {count} edits, the last one: {last}.",
        loss.edits,
        last=words_of(loss.last),
    )


def _of_other(loss: RestoreLoss) -> str:
    if not loss.edits:
        return tr("It has edits that the project no longer has. Restoring discards nothing.")
    return ngettext(
        "It has edits that the project no longer has. Restoring discards {count} edit: {last}.",
        "It has edits that the project no longer has. Restoring discards {count} edits, the last"
        " one: {last}.",
        loss.edits,
        last=words_of(loss.last),
    )


def recoveries_words(found: Sequence[Recovery]) -> list[str]:
    """Return what each of several states holds, and of the best one that it is the best."""
    words = [*map(recovery_words, found)]
    if len(words) > 1:
        words[found.index(best_of(found))] += " " + tr("This brings back most.")
    return words


def recovery_words(recovery: Recovery) -> str:
    """Return what a state that was recovered holds, and how new it is."""
    words = tr(
        "{source}: {held}.", source=tr(SOURCES[recovery.source]), held=held_words(recovery.contents)
    )
    if recovery.source is not RecoverySource.RECORDS and recovery.contents.last_at:
        at = datetime.fromisoformat(recovery.contents.last_at).astimezone()
        words += " " + tr("Its last edit is of {time:%Y-%m-%d %H:%M}.", time=at)
    if recovery.is_cut_off:
        words += " " + tr("Later edits cannot be read.")
    if recovery.problems:
        words += " " + ngettext(
            "The check finds {count} problem in it.",
            "The check finds {count} problems in it.",
            recovery.problems,
        )
    return words
